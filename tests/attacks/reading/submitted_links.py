"""Links made while running, to everything outside.

keeps: all
flagged: no
"""

# %%
import os

for number, target in enumerate(
    ("/proc/1/root", "/proc/self/root", "../../..", "/etc/shadow", "/root/.netrc", "/work")
):
    os.symlink(target, f"link{number}")
    try:
        print(os.listdir(f"link{number}"))
    except OSError as error:
        print(type(error).__name__)
    try:
        os.link(target, f"hard{number}")
        print(open(f"hard{number}").read())
    except OSError as error:
        print(type(error).__name__)
