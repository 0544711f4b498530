"""Programs: a shell, curl, git, Python itself.

keeps: all
flagged: no
"""

# %%
import os
import subprocess

for command in (["sh", "-c", "env; id; ls /"], ["python3", "-c", "1"], ["git", "status"]):
    try:
        print("KANARI" + "ENVOGEL", subprocess.run(command, capture_output=True))
    except OSError as error:
        print(type(error).__name__)
get_ipython().system("env")
print(os.system("env > planted"))
