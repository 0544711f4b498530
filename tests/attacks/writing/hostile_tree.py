"""A tree in the work directory that cannot be walked, listed or removed.

keeps: all
flagged: either
"""

# %%
import os

os.makedirs("locked/inside/deep")
open("locked/inside/planted", "w").close()
try:
    os.chmod("locked/inside", 0)
    os.chmod("locked", 0)
    os.chmod(".", 0)
except OSError:
    pass
try:
    for _ in range(3000):
        os.mkdir("d" * 100)
        os.chdir("d" * 100)
except OSError:
    pass
