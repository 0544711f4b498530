"""A daemon leaves its session, outlives its notebook and then writes.

keeps: all
flagged: no
"""

# %%
import os
import time

if os.fork() == 0:
    try:
        os.setsid()
    except OSError:
        pass
    if os.fork() == 0:
        for name in ("PR_SET_NAME",):
            open("/proc/self/comm", "w").write("planted") if os.path.exists("/proc") else 0
        for _ in range(600):
            time.sleep(0.5)
            try:
                open("/tmp/planted-late", "a").write("late")
            except OSError:
                pass
    os._exit(0)
