"""Displays, updates and clears without end.

keeps: all
flagged: no
"""

# %% before area
from IPython.display import clear_output, display

for number in range(20_000):
    display({"text/html": "<b>" * 50}, raw=True, display_id=str(number))
    if number % 1000 == 0:
        clear_output(wait=True)
