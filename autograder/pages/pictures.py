"""Pictures of one page, put inside it.

A page of a notebook is one file, and whoever reads it must not fetch what a student
names. So a picture is looked for beside the notebook, and only there: a file of its
folder, reached through no link, not too large, and a PNG or JPEG by its content. What a
page holds in sum is limited too, for one picture can be shown a thousand times.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from PIL import Image

MAX_BYTES = 4_000_000  # of one picture: a photograph, or a plot at several hundred dpi
MAX_PIXELS = 40_000_000  # a small file can claim more than a browser has memory for
MAX_PAGE = 24_000_000  # characters of all pictures of a page

_KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}


class Pictures:
    """The pictures of one page.

    Args:
        folders: Where the notebook lies, and where else its files may be, in order.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._left = MAX_PAGE

    def shown(self, uri: str) -> bool:
        """Tell whether a picture that is a data URI still has room, and count it."""
        if len(uri) > self._left:
            return False
        self._left -= len(uri)
        return True

    def beside(self, url: str) -> str:
        """Return the picture that a relative URL names as a data URI, or nothing."""
        for folder in self._folders:
            content = _read(folder, url)
            if content and (kind := _kind(content)):
                return f"data:{kind};base64,{base64.b64encode(content).decode()}"
        return ""


def _read(folder: Path, url: str) -> bytes:
    """Return a file of a folder, or nothing if it is elsewhere, no file, or large."""
    try:
        parts = urlsplit(url)
        place = PurePosixPath(unquote(parts.path))
        if parts.scheme or parts.netloc or place.is_absolute() or ".." in place.parts:
            return b""
        path = folder.resolve().joinpath(*place.parts)
        # A link anywhere on the way leads elsewhere.
        if path.resolve() != path or not path.is_file():
            return b""
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):  # a name too long, with a null, not to be read, …
        return b""
    return content if len(content) <= MAX_BYTES else b""


def _kind(content: bytes) -> str:
    """Return the media type of a picture by its header; nothing if it is none."""
    try:
        with Image.open(io.BytesIO(content), formats=list(_KINDS)) as image:
            width, height = image.size
            kind = _KINDS[str(image.format)]
    except Exception:  # whatever a hostile header makes Pillow raise
        return ""
    return kind if width * height <= MAX_PIXELS else ""
