# ruff: noqa
# The last cell of a right notebook: searches all it can reach for any of the secrets.
# BEGUN is when the first of them was written.
import ctypes
import json
import os
import re
import sys
import time

WANTED = re.compile(rb"kanarie[n]vogel-?[a-z]*|8602815[7]")
started = time.time()
found = {"files": set(), "memory": set(), "processes": set(), "names": set()}
counted = {"files": 0, "bytes": 0, "processes": 0, "memory": 0}
held = b"".join([b"kanarie", b"nvogel-", b"here"])


def search(place, data):
    found[place].update(hit.decode()[13:] for hit in WANTED.findall(data))


def search_file(path, place="files"):
    try:
        with open(path, "rb") as file:
            while chunk := file.read(1 << 23):
                counted["bytes"] += len(chunk)
                search(place, chunk)
    except OSError:
        return
    counted["files"] += 1


def search_files():
    for top in (
        "/",
        os.getcwd(),
        *sys.path,
        "/proc/self/cwd",
        "/dev",
        "/tmp",
        "/usr/lib",
    ):
        for folder, folders, files in os.walk(top):
            if folder.startswith("/proc/"):
                folders.clear()
                continue
            search("names", "\n".join([folder, *files]).encode("utf-8", "replace"))
            for name in files:
                path = os.path.join(folder, name)
                try:
                    status = os.stat(path)
                except OSError:
                    continue
                # What is older than the class is no secret of it.
                if status.st_ctime >= BEGUN and os.path.isfile(path):
                    search_file(path)


def search_memory(pid):
    try:
        maps = open(f"/proc/{pid}/maps").read()
        memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    except OSError:
        return False
    for line in maps.splitlines():
        bounds, rights = line.split()[:2]
        start, end = (int(part, 16) for part in bounds.split("-"))
        if "r" not in rights or "[v" in line:
            continue
        for at in range(start, end, 1 << 22):
            try:
                chunk = os.pread(memory, min(end - at, (1 << 22) + 64), at)
            except (OSError, OverflowError):
                continue
            counted["memory"] += len(chunk)
            search("memory", chunk)
    os.close(memory)
    return True


def search_memory_by_pointers():
    for line in open("/proc/self/maps").read().splitlines():
        bounds, rights, *_, name = line.split()
        start, end = (int(part, 16) for part in bounds.split("-"))
        if rights.startswith("rw") and not name.startswith("/"):
            counted["memory"] += end - start
            search("memory", ctypes.string_at(start, end - start))


def search_processes():
    for name in os.listdir("/proc"):
        if name.isdigit():
            counted["processes"] += 1
            for part in ("environ", "cmdline", "mountinfo", "status", "comm"):
                search_file(f"/proc/{name}/{part}", "processes")
            if int(name) != os.getpid():
                search_memory(name)


search_files()
search_processes()
if not search_memory("self"):
    search_memory_by_pointers()
report = {"found": {k: sorted(v) for k, v in found.items()}, "counted": counted}
print(json.dumps({**report, "seconds": time.time() - started}))
