"""Whose Python a notebook's kernel is: nbgrader would start it, we run our own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_core.paths import jupyter_path


def other_python(name: str) -> str:
    """Return the Python of a kernel that is installed here, if it is not this one.

    Args:
        name: The kernel's, as in a notebook; one that is not installed is nobody's.
    """
    if not name:
        return ""
    try:
        # Its own list of folders has IPython's in it, which to ask for is to make.
        manager = KernelSpecManager(kernel_dirs=jupyter_path("kernels"))
        spec = manager.get_kernel_spec(name)
    except (NoSuchKernel, OSError, ValueError):
        return ""
    program = Path(spec.argv[0] if spec.argv else "")
    if spec.language.lower() != "python" or not program.is_absolute():
        return ""  # a bare "python" is ours, for Jupyter too
    # The program itself may be a link: it is the folder that makes the environment.
    prefix = os.path.realpath(program.parent.parent)
    return "" if prefix == os.path.realpath(sys.prefix) else str(program)
