"""All inherited descriptors are read, from their beginning if they have one.

keeps: all
flagged: no
"""

# %%
import fcntl
import os
import stat

for fd in range(1024):
    try:
        mode = os.fstat(fd).st_mode
        print(fd, oct(mode), os.readlink(f"/proc/self/fd/{fd}"))
        if stat.S_ISREG(mode):
            print(os.pread(fd, 1 << 20, 0))
        if stat.S_ISFIFO(mode):
            fcntl.fcntl(fd, fcntl.F_SETFL, os.O_NONBLOCK)
            print(os.read(fd, 1 << 16))
        if stat.S_ISDIR(mode):
            print(os.listdir(fd))
    except OSError:
        pass
