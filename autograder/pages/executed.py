"""Executed notebooks, as they lie in ``autograded/``: read with care."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode, reader

from autograder.model import SubmissionError
from autograder.notebook import untrusted


def read(source: Path) -> NotebookNode:
    """Read an executed notebook.

    Raises:
        SubmissionError: It is none: what runs can leave any file in its folder.
    """
    try:
        text = untrusted.read(source, untrusted.MAX_BYTES, "notebook").decode()
        # Without nbformat's check, which prints whatever it does not like.
        notebook: NotebookNode = nbformat.convert(reader.reads(text), 4)
        return notebook
    except SubmissionError:
        raise
    except Exception as error:
        raise SubmissionError(f"it is no notebook: {type(error).__name__}") from None
