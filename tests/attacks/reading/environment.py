"""The environment, as Python has it and as it lies on the stack.

keeps: all
flagged: no
"""

# %%
import ctypes
import os
import sys

print(dict(os.environ), sys.argv, sys.orig_argv, sys.path, os.getcwd())
libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
print(libc.getenv(b"GRADER_TOKEN"))
for name in ("environ", "cmdline", "auxv"):
    try:
        print(open(f"/proc/self/{name}", "rb").read())
    except OSError:
        pass
