"""Sources that Python keeps for tracebacks.

keeps: all
flagged: no
"""

# %% before neuron
import linecache
import traceback

for name, entry in linecache.cache.items():
    if "ipython" in name:
        print(name, entry)
print(traceback.format_stack())
