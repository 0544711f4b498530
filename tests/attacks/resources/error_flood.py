"""Tracebacks without end: an error was always kept, however full the cell.

keeps: all
flagged: no
"""

# %% before area
shell = get_ipython()
lines = ["x" * 100_000] * 300
for _ in range(20):
    shell._showtraceback(ValueError, ValueError(), lines)
