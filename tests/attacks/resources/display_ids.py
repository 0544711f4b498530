"""Display ids of megabytes, and an update of all of them.

keeps: all
flagged: either
"""

# %% before area
from IPython.display import display, update_display

for number in range(10):
    display({"text/plain": "x"}, raw=True, display_id="i" * (1 << 24) + str(number))
