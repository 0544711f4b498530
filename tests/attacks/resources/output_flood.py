"""Text without end.

keeps: all
flagged: no
"""

# %% before area
while True:
    print("x" * 10_000)
