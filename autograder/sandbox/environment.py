"""What a confined process knows of its surroundings: variables and readable paths."""

from __future__ import annotations

import ctypes
import os
import site
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from pathlib import Path

#: Variables that pass: language, time zone and how libraries compute. None is secret.
ALLOWED = (
    *("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_NUMERIC", "TZ", "PYTHONHASHSEED"),
    *("PYTHONIOENCODING", "PYTHONUTF8", "PYTHONWARNINGS", "SOURCE_DATE_EPOCH"),
)

_SYSTEM = (
    "/lib /lib32 /lib64 /usr/lib /usr/lib32 /usr/lib64 /usr/local/lib /bin /usr/bin"
    " /usr/share/fonts /usr/share/fontconfig /usr/share/zoneinfo /usr/share/locale"
    " /usr/share/terminfo /usr/local/share/fonts /etc/ld.so.cache /etc/alternatives"
    " /etc/fonts /etc/localtime /etc/timezone /nix/store /gnu/store"
)

_FOR_PROGRAMS = (
    "/usr/include /usr/libexec /usr/share /usr/local/bin /usr/local/include"
    " /usr/local/libexec /usr/local/share /etc/mime.types /etc/protocols /etc/services"
    " /etc/ssl/certs /etc/ssl/openssl.cnf"
)


def clean_environment(
    workdir: Path, source: Mapping[str, str], extra: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the only environment variables a confined process sees.

    Args:
        workdir: Home, place of temporary files and of Matplotlib's and IPython's state.
        source: Variables to choose the allowed ones from, usually ``os.environ``.
        extra: Variables to add.
    """
    one = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")
    return {
        **{name: value for name, value in source.items() if name in ALLOWED},
        # More threads would only wait for each other: there is one worker a core.
        **{f"{library}_NUM_THREADS": "1" for library in one},
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(workdir),
        "TMPDIR": str(workdir / ".tmp"),
        "MPLCONFIGDIR": str(workdir / ".matplotlib"),
        "MPLBACKEND": "agg",
        "IPYTHONDIR": str(workdir / ".ipython"),
        "USER": "student",
        "LOGNAME": "student",
        "PYTHONDONTWRITEBYTECODE": "1",
        **(extra or {}),
    }


def prepare_workdir(workdir: Path) -> None:
    """Make the directories that :func:`clean_environment` promises.

    Their names begin with a dot: a notebook that lists its folder finds its own files.
    """
    for name in (".tmp", ".matplotlib", ".ipython"):
        (workdir / name).mkdir(mode=0o700, exist_ok=True)


def wipe_environment(stat: str) -> None:
    """Forget, in a zygote, all variables that no child would keep.

    What a process was started with lies on its stack, where ``/proc/self/environ`` and
    ctypes still see it after a variable is deleted; children would inherit that.

    Args:
        stat: What ``/proc/self/stat`` says; it tells where the old strings lie.
    """
    import posix  # keeps a second copy of the variables; not on Windows

    known = clean_environment(Path("/"), os.environ)
    # What the zygote needs to work stays as it is; the rest is set for all children.
    known.update((name, os.environ[name]) for name in known if name in os.environ)
    os.environ.clear()
    posix.environ.clear()
    os.environ.update(known)  # as copies: nothing points to the old strings now
    fields = stat.rpartition(")")[2].split()
    start, end = int(fields[47]), int(fields[48])
    if 0 < start < end:
        ctypes.memset(start, 0, end - start)


def enter_environment(variables: Mapping[str, str]) -> None:
    """Have these variables and no others."""
    for name in [name for name in os.environ if name not in variables]:
        del os.environ[name]
    for name, value in variables.items():
        if os.environ.get(name) != value:
            os.environ[name] = value
    tempfile.tempdir = None  # found again, from the new TMPDIR, when asked for


def default_readable(*, programs: bool = False) -> tuple[Path, ...]:
    """Return what any notebook needs to read: Python, libraries, fonts, time zones.

    Args:
        programs: Whether it runs programs, such as compilers, which need more.

    Not ``sys.path`` as it is: that may hold the course itself. A package that is
    installed in place (``pip install --editable``) has to be imported before.
    """
    names = [*_SYSTEM.split(), *(_FOR_PROGRAMS.split() if programs else ())]
    candidates = [Path(name) for name in names]
    if programs:  # where Debian keeps a JDK's settings
        candidates += Path("/etc").glob("java*")
    for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix):
        if Path(prefix) not in (Path("/"), Path("/usr"), Path("/usr/local")):
            candidates.append(Path(prefix))
    kinds = ("stdlib", "platstdlib", "purelib", "platlib")
    candidates += [Path(sysconfig.get_path(kind)) for kind in kinds]
    if site.ENABLE_USER_SITE:
        candidates.append(Path(site.getusersitepackages()))
    found = (path for path in candidates if os.access(path, os.R_OK))
    return tuple(dict.fromkeys(found))
