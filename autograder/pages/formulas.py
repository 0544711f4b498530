r"""LaTeX to MathML, when the page is made, so that a page needs no script.

latex2mathml makes a tree; this module lets through only elements and attributes it
knows, so that ``\href``, ``\style`` or markup inside ``\text`` cannot reach a page, and
mends a few things that browsers draw badly.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from itertools import pairwise
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element

_ELEMENT_NAMES = """
    math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover
    munderover mmultiscripts mprescripts none mtable mtr mtd mstyle mpadded mphantom
    menclose merror
"""
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_ATTRIBUTE_NAMES = """
    accent accentunder columnalign columnspacing display displaystyle fence form
    linethickness lspace mathvariant maxsize minsize movablelimits rowspacing rspace
    scriptlevel separator stretchy symmetric width height depth
"""
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
_VALUE = re.compile(r"[\w\s.+%-]*")
# Environments that latex2mathml knows under another name only.
_ALIASES = (
    ("{aligned}", "{split}"),
    ("{align}", "{align*}"),
    ("{gathered}", "{split}"),
)
_CLOSING = (")", "]", "}", "|", "‖", "⟩", "′", "!")
_MAX_LENGTH = 4000  # longer than any formula; the converter recurses


@lru_cache(maxsize=4096)
def to_mathml(latex: str, *, block: bool = False) -> str:
    """Return a formula as safe MathML.

    Args:
        latex: the formula, without its dollar signs.
        block: whether it stands on a line of its own.

    Returns:
        A ``math`` element; a ``code`` element with the source if it cannot be read.
    """
    source = latex.strip()
    for name, known in _ALIASES:
        source = source.replace(name, known)
    try:
        if len(source) > _MAX_LENGTH:
            raise ValueError("formula too long")
        tree = convert_to_element(source, display="block" if block else "inline")
        _clean(tree)
    # The converter raises many types on broken input; a formula must not stop a page.
    except Exception:
        return f'<code class="formula">{escape(latex.strip())}</code>'
    tree.attrib.pop("xmlns", None)
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)


def _clean(element: ElementTree.Element) -> None:
    """Refuse foreign elements, drop foreign attributes, mend spacing, in place."""
    if element.tag not in _ELEMENTS:
        raise ValueError(f"{element.tag} is not an element of a formula")
    attributes = dict(element.attrib)
    element.attrib.clear()
    for name, value in attributes.items():
        if name in _ATTRIBUTES and _VALUE.fullmatch(value):
            element.set(name, value)
    text = element.text or ""
    if element.tag == "mi" and re.fullmatch(r"&#x000[0-7][0-9A-F];", text):
        element.set("mathvariant", "normal")  # \mathrm of one letter, else italic
    element.text = _unescape(element.text)
    element.tail = _unescape(element.tail)
    for child in element:
        _clean(child)
    _space_functions(element)
    _bind_signs(element)


def _unescape(text: str | None) -> str | None:
    return unescape(text) if text else text


def _space_functions(parent: ElementTree.Element) -> None:
    """Put a thin space after ``log`` in ``log P``, none in ``log(P)``."""
    if parent.tag not in ("math", "mrow", "mtd"):
        return
    children = list(parent)
    for child, following in reversed(list(pairwise(children))):
        named = child.tag == "mi" and len(child.text or "") > 1
        if (
            named
            and (child.text or "").isalpha()
            and following.tag not in ("mo", "mspace")
        ):
            space = ElementTree.Element("mspace", width="0.167em")
            parent.insert(list(parent).index(child) + 1, space)


def _bind_signs(parent: ElementTree.Element) -> None:
    """Keep a sign close to its number in ``r = -2``: a prefix, after an operator."""
    children = list(parent)
    for before, child in pairwise(children):
        is_sign = child.tag == "mo" and child.text in ("−", "+", "±")
        if is_sign and before.tag == "mo" and before.text not in _CLOSING:
            child.set("form", "prefix")
