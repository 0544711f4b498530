"""A file in every directory that might be there.

keeps: all
flagged: no
"""

# %%
import os
import tempfile

places = {
    os.path.expanduser("~"), tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", "/",
    "/home", "/root", "/work", "/run", "/dev/mqueue", os.getcwd(), "..", "../..", "/etc",
}
for top in list(places):
    for folder, folders, _ in os.walk(top):
        places.add(folder)
        del folders[20:]
        if len(places) > 3000:
            break
for place in places:
    try:
        with open(os.path.join(place, "planted.txt"), "w") as file:
            file.write("planted")
    except OSError:
        pass
