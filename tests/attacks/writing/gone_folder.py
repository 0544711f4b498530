"""The work directory is removed under the feet of the engine.

keeps: all
flagged: either
"""

# %% before area
import os
import shutil

home = os.getcwd()
for name in os.listdir(home):
    shutil.rmtree(name, ignore_errors=True)
try:
    os.rmdir(home)
    os.chdir("/")
except OSError:
    pass
