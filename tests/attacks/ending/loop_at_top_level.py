"""An endless loop costs its own cell.

keeps: all
flagged: no
"""

# %% before area
while True:
    pass
