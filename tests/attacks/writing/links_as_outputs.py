"""Where results might be copied from there are links to where they should not go.

keeps: all
flagged: no
"""

# %%
import os

for name in ("hostile.ipynb", "hostile.html", "data.csv", "timestamp.txt", "out"):
    for target in ("/tmp/planted-by-link", "/root/planted-by-link", "../../planted"):
        try:
            if os.path.lexists(name):
                os.unlink(name)
            os.symlink(target, name)
            open(name, "w").write("planted")
        except OSError:
            pass
