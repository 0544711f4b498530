"""A power that is computed for minutes, in one instruction.

keeps: all
flagged: no
"""

# %% before area
x = 7 ** (7**11)
