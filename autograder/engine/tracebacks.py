"""What is found out anew for each traceback, though it comes out the same, kept.

A wrong answer ends in a traceback, often in both processes, and to lay one out as
IPython does takes longer than to run most cells: most of it goes into where the code
of a cell comes from, and into rules by which Python is coloured.
"""

from __future__ import annotations

import contextlib
import inspect
from pathlib import Path
from typing import Any

from pygments.lexer import RegexLexerMeta

_NO_MODULE = ""
"""The name of a module that cannot be."""


def belongs_to_no_module(name: str) -> None:
    """Note what ``inspect`` would find of a cell's code by looking at all modules.

    It does so several times a frame, and remembers only what it has found.

    Args:
        name: What stands for a file's name in the cell's code.
    """
    inspect.modulesbyfile[name] = _NO_MODULE
    with contextlib.suppress(OSError):  # the working directory is gone
        inspect.modulesbyfile[str(Path(name).absolute())] = _NO_MODULE


def keep_token_tables() -> None:
    """Give lexers that define no token of their own the table of what they derive from.

    For each piece of code, ``stack_data`` derives a class from Python's lexer, for
    which Pygments would compile all of its rules again.
    """
    usual = RegexLexerMeta.process_tokendef

    def process(cls: Any, name: str, tokendefs: Any = None) -> Any:
        if "tokens" not in vars(cls) and "_tokens" in vars(cls.__base__):
            return cls.__base__._tokens
        return usual(cls, name, tokendefs)

    RegexLexerMeta.process_tokendef = process
