"""Empty files, as many as there can be.

keeps: all
flagged: no
"""

# %% before area
import itertools

try:
    for number in itertools.count():
        open(f"planted-{number}", "w").close()
except OSError:
    pass
