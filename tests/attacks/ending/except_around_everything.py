"""A handler of all exceptions around the whole cell returns to its start.

keeps: all
flagged: no
"""

# %% before slope
import time

end = time.monotonic() + 1000
while time.monotonic() < end:
    try:
        time.sleep(100)
    except BaseException:
        pass
    finally:
        continue
