"""Figures in a notebook, drawn as a kernel draws them, only cheaper.

As under ``ipykernel``, Matplotlib loads the inline backend with its first figure.
Pixels are the same; what is saved is a weaker compression of the PNG and one of the
passes over the figure, see :func:`print_tight`.
"""

from __future__ import annotations

from typing import Any

from IPython.core import pylabtools

PNG_LEVEL = 1


def configure(shell: Any) -> None:
    """Have pyplot, once it is imported, draw into the cell's output."""

    def print_seen(*args: Any, **kwargs: Any) -> Any:
        # What a widget takes away is dropped anyway; without a picture all the sooner.
        is_seen = shell.draws and not shell.sink.muted
        return print_tight(*args, **kwargs) if is_seen else None

    # Here, so that formatters registered later (by %config) take it too.
    module: Any = pylabtools
    module.print_figure = print_seen
    shell.config.InlineBackend.print_figure_kwargs = {
        "bbox_inches": "tight",
        "pil_kwargs": {"compress_level": PNG_LEVEL},
    }


_print_figure: Any = pylabtools.print_figure


def print_tight(
    fig: Any, fmt: str = "png", bbox_inches: Any = "tight", **options: Any
) -> Any:
    """Print a figure as IPython does, in two passes where Matplotlib takes three.

    Told to crop tightly, Matplotlib goes through the whole figure once without drawing,
    measures it, and then draws. The first pass matters to layout engines alone, since
    measuring brings axes, ticks and legends up to date by itself. A fifth of the time
    of a usual figure.
    """
    if (
        fmt == "png"
        and bbox_inches == "tight"
        and "dpi" not in options
        and (fig.axes or fig.lines)
        and fig.get_layout_engine() is None
        and hasattr(fig.canvas, "get_renderer")
    ):
        padding = _padding()
        if padding is not None:
            box = fig.get_tightbbox(fig.canvas.get_renderer())
            bbox_inches = box.padded(padding)
    return _print_figure(fig, fmt=fmt, bbox_inches=bbox_inches, **options)


def _padding() -> float | None:
    import matplotlib

    padding = matplotlib.rcParams["savefig.pad_inches"]
    return float(padding) if isinstance(padding, (int, float)) else None


def warm() -> None:
    """Draw one figure, unseen: fonts, ticks, legend, mathematics, PNG.

    Garbage has to be collected before there are children, see :func:`_forget_fonts`.
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 2)
    axes[0].plot([0, 1], [0, 1], label="warm")
    axes[0].legend()
    axes[0].grid(True)
    axes[0].set(title=r"$\sigma(x) = 1/(1 + e^{-x})$", xlabel="x", ylabel="y")
    axes[1].scatter([0, 1], [1, 0], c=[0.2, 0.8])
    axes[1].contourf([[0, 1], [1, 2]])
    axes[1].set_yscale("log")
    print_tight(figure, base64=True)
    plt.close("all")
    discard()
    _forget_fonts()


def _forget_fonts() -> None:
    """Leave the open files of fonts to the collector, which closes them.

    A child has other descriptors. A font of ours that it still knew would, when it is
    forgotten one day, close whatever has its number by then: another font, say.
    """
    from matplotlib import font_manager, mathtext

    # What has been laid out has its fonts.
    mathtext.MathTextParser._parse_cached.cache_clear()  # type: ignore[attr-defined]
    font_manager._get_font.cache_clear()  # type: ignore[attr-defined]


def turn_off(shell: Any) -> None:
    """Show figures by their text alone: they are made, never drawn.

    Whatever formats a notebook configures, it is :func:`configure` that draws them.
    """
    shell.draws = False


def discard() -> None:
    """Close what is open and forget it: the next cell starts without figures."""
    import sys

    backend = sys.modules.get("matplotlib_inline.backend_inline")
    pyplot = sys.modules.get("matplotlib.pyplot")
    if backend is None or pyplot is None or not backend.show._draw_called:
        return
    backend.show._to_draw = []
    backend.show._draw_called = False
    pyplot.close("all")
