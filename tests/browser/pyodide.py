"""A stand-in for Pyodide's CDN, from npm and PyPI, put into the folder named.

npm has Pyodide's core, PyPI those wheels of its distribution that are pure Python. What
is compiled (NumPy, Matplotlib, scikit-learn) only the CDN has.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

KERNEL = ("ipython", "jedi", "micropip")
"""What JupyterLite's kernel asks the CDN for before the first cell runs."""


def address() -> str:
    """Return the folder of the CDN from which the site takes Pyodide."""
    extension = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"
    schema = ROOT / ".venv-site" / extension / "static/schema/kernel.v0.schema.json"
    settings = json.loads(schema.read_text())["properties"]
    return str(settings["pyodideUrl"]["default"]).removesuffix("pyodide.mjs")


def with_dependencies(lock: dict[str, Any], names: tuple[str, ...]) -> set[str]:
    """Return the keys of these packages and of all they depend on, in a lock file."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = re.sub(r"[-_.]+", "-", left.pop()).lower()
        if name not in found:
            found.add(name)
            left += lock["packages"][name]["depends"]
    return found


def build(folder: Path) -> None:
    """Put into ``folder`` what the CDN serves to the kernel."""
    folder.mkdir(parents=True, exist_ok=True)
    version = re.findall(r"/v([\d.]+)/", address())[0]
    with tempfile.TemporaryDirectory() as scratch:
        npm = ["npm", "pack", "--silent", f"pyodide@{version}"]
        subprocess.run(npm, cwd=scratch, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(scratch).glob("*.tgz"))) as archive:
            for member in archive.getmembers():
                if member.isfile() and (content := archive.extractfile(member)):
                    (folder / Path(member.name).name).write_bytes(content.read())
    path = folder / "pyodide-lock.json"
    lock = json.loads(path.read_text())
    packages = [lock["packages"][name] for name in with_dependencies(lock, KERNEL)]
    options = [
        *("--quiet", "--disable-pip-version-check", "--no-deps", f"--dest={folder}"),
        *("--only-binary=:all:", f"--python-version={lock['info']['python']}"),
    ]
    names = [f"{one['name']}=={one['version']}" for one in packages]
    pip = [sys.executable, "-m", "pip", "download", *options, *names]
    subprocess.run(pip, check=True)
    # Pyodide packs its wheels anew, without their tests: the hashes differ from PyPI's.
    for one in packages:
        wheel = (folder / one["file_name"]).read_bytes()
        one["sha256"] = hashlib.sha256(wheel).hexdigest()
    path.write_text(json.dumps(lock))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
