"""A figure drawn in fewer passes has the pixels it always had."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib
import matplotlib.image
import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.engine import figures

X = np.linspace(-5, 5, 60)


def lines() -> Any:
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.5))
    axes[0].plot(X, X**2, label="a")
    axes[0].legend(loc="best")
    axes[0].set_title("A title that is rather long for its axes", loc="left")
    axes[1].semilogy(X, np.exp(X))
    axes[1].set_ylabel(r"$\frac{\partial L}{\partial w}$")
    return figure


def picture() -> Any:
    figure = plt.figure()
    plt.imshow(np.outer(X, X))
    plt.colorbar(label="value")
    return figure


def annotated() -> Any:
    figure, axes = plt.subplots()
    axes.contourf(np.outer(X, X))
    axes.annotate("peak", (3, 3), xytext=(70, 70), arrowprops={"arrowstyle": "->"})
    axes.text(80, 9, "outside")
    return figure


def turned() -> Any:
    figure, axes = plt.subplots()
    axes.bar(["a", "b"], [1e6, 3e6])
    axes.tick_params(axis="x", rotation=45)
    axes.xaxis.tick_top()
    axes.set(title="top", xlabel="x")
    axes.legend(["outside"], bbox_to_anchor=(1.02, 1))
    axes.twinx().plot([1, 0])
    return figure


def tight() -> Any:
    figure, axes = plt.subplots(2, 2, sharex=True)
    for each in axes.flat:
        each.set(title="t", xlabel="x", ylabel="long label")
    figure.suptitle("S")
    figure.tight_layout()
    return figure


def equal() -> Any:
    figure, axes = plt.subplots(figsize=(3, 4))
    axes.plot(X, X**2)
    axes.axis("equal")
    return figure


def space() -> Any:
    figure, axes = plt.subplots(subplot_kw={"projection": "3d"})
    axes.scatter(X, X, X)
    return figure


def polar() -> Any:
    figure, axes = plt.subplots(subplot_kw={"projection": "polar"})
    axes.plot(X, X**2)
    return figure


def constrained() -> Any:
    figure, axes = plt.subplots(1, 2, layout="constrained")
    axes[0].set_xlabel("x")
    return figure


def bare() -> Any:
    figure = plt.figure(facecolor="none")
    figure.text(0.5, 0.5, "nothing else")
    plt.axis("off")
    return figure


@pytest.fixture(autouse=True)
def agg() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


ALL = [lines, picture, annotated, turned, tight, equal, space, polar, constrained, bare]


@pytest.mark.parametrize("make", ALL)
def test_pixels_are_the_same(make: Callable[[], Any]) -> None:
    level = {"compress_level": figures.PNG_LEVEL}
    one = figures._print_figure(make(), bbox_inches="tight")
    other = figures.print_tight(make(), pil_kwargs=level)
    first, second = (matplotlib.image.imread(io.BytesIO(raw)) for raw in (one, other))
    assert first.shape == second.shape
    assert np.array_equal(first, second)


def test_an_empty_figure_is_not_printed() -> None:
    assert figures.print_tight(plt.figure()) is None
