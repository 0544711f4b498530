"""Charts of the class report, as SVG that stands inside a page.

Drawn with Matplotlib's object interface: no global figure, no display. The same numbers
give the same bytes. Text stays text, ink takes the colour of the page around it, and
areas differ by hatching as well as by colour.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

_INK = "#010203"  # becomes currentColor, so that charts follow the colour scheme
_WIDTH = 5.0
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.size": 11,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "hatch.linewidth": 0.7,
    "text.parse_math": False,  # a grade id may hold a dollar sign
}
_JUNK = re.compile(
    r"<metadata>.*?</metadata>|<defs>\s*<style.*?</style>\s*</defs>", re.S
)
_ID = re.compile(r' id="([^"]*)"')


@dataclass(frozen=True)
class Share:
    """A part of a stacked bar: its name, colour and hatching."""

    label: str
    colour: str
    hatch: str


# Okabe and Ito's colours. What is lost must not be the loudest ink of the page.
SHARES = (("#009E73", ""), ("#E69F00B0", "//"), ("#D55E0080", "\\"), ("#56B4E9", "..."))


def histogram(
    edges: Sequence[float],
    counts: Sequence[int],
    *,
    ticks: Sequence[str],
    xlabel: str,
    ylabel: str,
    alt: str,
) -> Markup:
    """Draw how many submissions got how many points.

    Args:
        edges: the bins' borders, one more than counts.
        counts: submissions per bin.
        ticks: the borders as text.
        xlabel: the horizontal axis' label.
        ylabel: the vertical axis' label.
        alt: what the chart shows, in words.
    """
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "histogram"}):
        figure = Figure(figsize=(_WIDTH, 3), layout="constrained")
        axes = figure.subplots()
        widths = [b - a for a, b in pairwise(edges)]
        axes.bar(
            edges[:-1],
            counts,
            widths,
            align="edge",
            color="#0072B2",
            edgecolor="#FFFFFF",
            linewidth=0.8,
        )
        axes.set_xlabel(xlabel)
        axes.set_ylabel(ylabel)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        axes.set_xticks(edges[::2], ticks[::2])
        axes.set_xlim(edges[0], edges[-1])
        _calm(axes)
        return _svg(figure, alt)


def stacked_bars(
    names: Sequence[str],
    counts: Sequence[Sequence[int]],
    shares: Sequence[Share],
    *,
    xlabel: str,
    alt: str,
) -> Markup:
    """Draw a bar per exercise, divided by how it went.

    Args:
        names: the exercises, from top to bottom.
        counts: per exercise, how many submissions fall to each share.
        shares: what the parts mean.
        xlabel: the horizontal axis' label.
        alt: what the chart shows, in words.
    """
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "stacked bars"}):
        figure, axes = _rows(names)
        there = [n for n in range(len(shares)) if any(row[n] for row in counts)]
        shares = [shares[n] for n in there]
        _stack(axes, [[row[n] for n in there] for row in counts], shares)
        axes.set_xlabel(xlabel)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
        axes.set_xlim(0, max([1, *map(sum, counts)]))
        if shares:
            _legend(figure, len(shares))
        _calm(axes)
        return _svg(figure, alt)


def ranges(
    names: Sequence[str],
    values: Sequence[float],
    flagged: Sequence[bool],
    *,
    intervals: Sequence[tuple[float, float]],
    bound: float,
    labels: tuple[str, str],
    xlabel: str,
    number: Callable[[float], str],
    alt: str,
) -> Markup:
    """Draw a value per exercise within its interval, with a line at a bound.

    Args:
        names: the exercises, from top to bottom.
        values: correlations, from −1 to 1.
        flagged: which of them are worth a look; they have another colour and mark.
        intervals: within which each value is uncertain.
        bound: where the line stands.
        labels: what the two sorts are called: in order, flagged.
        xlabel: the horizontal axis' label.
        number: writes a number of the axis.
        alt: what the chart shows, in words.
    """
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "ranges"}):
        figure, axes = _rows(names)
        axes.axvline(0, color=_INK, linewidth=0.8)
        axes.axvline(bound, color=_INK, linewidth=0.8, linestyle=(0, (2, 3)))
        looks = (("#0072B2", "o"), ("#D55E00", "X"))
        for look, label, wanted in zip(looks, labels, (False, True), strict=True):
            places = [n for n, flag in enumerate(flagged) if flag is wanted]
            drawn = [values[n] for n in places]
            axes.plot(drawn, places, look[1], color=look[0], markersize=8, label=label)
        lows, highs = zip(*intervals, strict=True)
        axes.hlines(range(len(values)), lows, highs, color=_INK, linewidth=1, alpha=0.6)
        lowest = min(-0.25, *lows)
        axes.set_xlim(lowest - 0.05, 1)
        ticks = [t for t in (-1, -0.5, 0, bound, 0.5, 1) if t >= lowest]
        axes.set_xticks(ticks, [number(tick) for tick in ticks])
        axes.set_xlabel(xlabel)
        _legend(figure, 2)
        _calm(axes)
        return _svg(figure, alt)


def dumbbells(
    names: Sequence[str],
    before: Sequence[float],
    after: Sequence[float],
    *,
    labels: tuple[str, str],
    xlabel: str,
    percent: Callable[[float], str],
    alt: str,
) -> Markup:
    """Draw two shares per question, the first hollow, joined by a line.

    Args:
        names: the questions, from top to bottom.
        before: shares from 0 to 1.
        after: the same, later.
        labels: what the two are called.
        xlabel: the horizontal axis' label.
        percent: writes a share.
        alt: what the chart shows, in words.
    """
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "dumbbells"}):
        figure, axes = _rows(names)
        places = range(len(names))
        axes.hlines(places, before, after, color=_INK, linewidth=1.2, alpha=0.5)
        axes.plot(
            before,
            places,
            "o",
            color="#E69F00",
            markersize=9,
            markerfacecolor="none",
            markeredgewidth=2,
            label=labels[0],
        )
        axes.plot(after, places, "o", color="#009E73", markersize=9, label=labels[1])
        axes.set_xlim(-0.03, 1.03)
        ticks = (0, 0.25, 0.5, 0.75, 1)
        axes.set_xticks(ticks, [percent(tick) for tick in ticks])
        axes.set_xlabel(xlabel)
        _legend(figure, 2)
        _calm(axes)
        return _svg(figure, alt)


def _rows(names: Sequence[str]) -> tuple[Figure, Axes]:
    """Return a figure with a row for each name, the first on top."""
    figure = Figure(figsize=(_WIDTH, 1.15 + 0.34 * len(names)), layout="constrained")
    axes = figure.subplots()
    axes.set_yticks(range(len(names)), [_short(name) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(axis="y", color=_INK, alpha=0.12)
    axes.set_axisbelow(True)
    return figure, axes


def _stack(
    axes: Axes, counts: Sequence[Sequence[int]], shares: Sequence[Share]
) -> None:
    starts = [0] * len(counts)
    for number, share in enumerate(shares):
        widths = [row[number] for row in counts]
        axes.barh(
            range(len(counts)),
            widths,
            left=starts,
            height=0.68,
            label=share.label,
            color=share.colour,
            hatch=share.hatch,
            edgecolor="#FFFFFF",
            linewidth=0.8,
        )
        starts = [a + b for a, b in zip(starts, widths, strict=True)]


def _legend(figure: Figure, columns: int) -> None:
    figure.legend(
        loc="outside upper left",
        ncols=columns,
        frameon=False,
        fontsize=10,
        handlelength=1.2,
        columnspacing=1.0,
        handletextpad=0.4,
    )


def _short(name: str, limit: int = 24) -> str:
    return name if len(name) <= limit else f"{name[: limit - 1]}…"


def _calm(axes: Axes) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, pad=6)


def _svg(figure: Figure, alt: str) -> Markup:
    """Return a figure as an element of a page, with nothing in it but the drawing."""
    buffer = io.StringIO()
    figure.savefig(
        buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
    )
    text = _JUNK.sub("", buffer.getvalue())
    text = text[text.index("<svg") :].replace(_INK, "currentColor").strip()
    used = set(re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", text))
    kept = {name for pair in used for name in pair if name}
    text = _ID.sub(lambda m: m[0] if m[1] in kept else "", text)
    text = re.sub(r" xmlns(:\w+)?=\"[^\"]*\"| version=\"[^\"]*\"", "", text)
    text = text.replace("xlink:href", "href")
    text = re.sub(r"(font: [\d.]+px) [^;\"]+", r"\1 system-ui, sans-serif", text)
    label = f'<svg role="img" aria-label="{escape(alt)}"'
    return Markup(text.replace("<svg", label, 1))
