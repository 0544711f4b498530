"""Put each exercise's statement into a box, so that it stands out from what is read.

The style stands in the element itself: that is what JupyterLab, Notebook, VS Code and
pages made of notebooks keep of it; where nothing is kept, the text stands as it was.
The colours are translucent and go with light and dark themes alike.
"""

from __future__ import annotations

import re

OPEN = (
    '<div style="border-left: 4px solid #0072B2; background: rgba(0, 114, 178, 0.08); '
    'padding: 8px 16px; margin: 12px 0px">'
)
CLOSE = "</div>"

# "**Exercise `name` ({points}).**", "**Question ({points}, read by a person).**"
_STATEMENT = re.compile(r"(- )?\*\*[^*]+\(\{points\}[^)]*\)\.\*\*")
_FENCE = re.compile(r"^(```|~~~)", re.MULTILINE)


def boxed(source: str) -> str:
    """Return a text cell of a master with its exercises in boxes.

    A box begins with a paragraph that names its points, and ends before the next
    heading, before a paragraph that begins in bold, or with the cell.
    """
    made: list[str] = []
    is_open = False
    for block in _blocks(source):
        begins = _STATEMENT.match(block) is not None
        if is_open and (begins or block.startswith(("**", "#"))):
            made.append(CLOSE)
            is_open = False
        if begins:
            made.append(OPEN)
            is_open = True
        made.append(block)
    if is_open:
        made.append(CLOSE)
    return "\n\n".join(made)


def _blocks(source: str) -> list[str]:
    """Split at blank lines, but not within a fence of code."""
    blocks: list[str] = []
    for block in source.split("\n\n"):
        if blocks and len(_FENCE.findall(blocks[-1])) % 2:
            blocks[-1] += f"\n\n{block}"
        else:
            blocks.append(block)
    return blocks
