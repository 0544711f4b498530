"""The floor: what the cells of a class cost when nothing is graded.

One process imports and warms what the notebooks need and forks once a notebook. Each
child runs all code cells, tests included, in an IPython shell, draws figures as a
kernel does, and drops the outputs. No sandbox, no second process, no files, no scores.
Of this package's engine nothing is used, so the floor is not lowered by its tricks.

Prints JSON: wall and processor seconds of the class, pictures drawn, errors raised.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import gc
import json
import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from IPython.core import pylabtools
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets import Type
from traitlets.config import Config

WARMING = (
    "import numpy as np, matplotlib.pyplot as plt, ipywidgets",
    "from IPython.display import display",
    "figure, (left, right) = plt.subplots(1, 2, constrained_layout=True)\n"
    "left.plot([0, 1], [0, 1], label='warm'); left.legend(); left.grid(True)\n"
    "left.set(title=r'$\\sigma(x) = 1/(1 + e^{-x})$', xlabel='x', ylabel='y')\n"
    "right.scatter([0, 1], [1, 0], c=[0.2, 0.8])\n"
    "right.contourf([[0, 1], [1, 2]]); right.set_yscale('log')\n"
    "display(figure); plt.close(figure)",
    "def f():\n    return 1 / 0\nassert f() == 1",
    "np.testing.assert_allclose([1.0], [1.0]); np.random.default_rng(0).normal(size=3)",
    "[1.5]",
)

Outcome = list[int]


class Publisher(DisplayPublisher):
    """Encodes what is displayed, as a kernel must, and counts the pictures."""

    pictures = 0

    def publish(self, data: dict[str, Any], *_: Any, **__: Any) -> None:
        for value in data.values():
            if isinstance(value, bytes):
                base64.b64encode(value)
        Publisher.pictures += "image/png" in data


class Hook(DisplayHook):
    """Formats the value of a cell and shows it to nobody."""

    def start_displayhook(self) -> None: ...
    def write_output_prompt(self) -> None: ...
    def write_format_data(self, *_: Any) -> None: ...
    def finish_displayhook(self) -> None: ...


class Shell(InteractiveShell):
    """A shell without a front end."""

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)

    def enable_gui(self, gui: Any = None) -> None: ...
    def init_virtualenv(self) -> None: ...


def make_shell(figures: bool, warming: Sequence[str] = ()) -> Shell:
    """Return a shell in which everything has been done once."""
    config = Config()
    config.HistoryManager.enabled = False
    shell = Shell.instance(config=config)
    with capture_output():
        shell.enable_matplotlib("inline")
        for source in (*WARMING, *warming):
            shell.run_cell(source)
        shell.reset(new_session=True)
    if not figures:
        pylabtools.select_figure_formats(shell, set())
    return shell


def run_notebook(shell: Shell, cells: Sequence[str]) -> Outcome:
    """Run all cells; return how many pictures they drew and errors they raised."""
    asyncio.set_event_loop(asyncio.new_event_loop())
    Publisher.pictures = errors = 0
    for source in cells:
        with capture_output(display=False):
            errors += not shell.run_cell(source, store_history=True).success
    return [Publisher.pictures, errors]


def run_class(
    shell: Shell, notebooks: Sequence[Sequence[str]], processes: int
) -> list[Outcome]:
    """Run each notebook in a fork of its own, several at a time."""
    reading, writing = os.pipe()
    living = 0
    for cells in notebooks:
        if living == processes:
            os.wait()
            living -= 1
        if os.fork() == 0:
            try:
                line = json.dumps(run_notebook(shell, cells)) + "\n"
                os.write(writing, line.encode())  # short enough to be whole
            finally:
                os._exit(0)
        living += 1
    for _ in range(living):
        os.wait()
    os.close(writing)
    with os.fdopen(reading) as stream:
        return [json.loads(line) for line in stream]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, required=True)
    parser.add_argument("--figures", choices=["on", "off"], default="on")
    parser.add_argument("--warming", action="append", default=[], metavar="CELL")
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("notebooks", nargs="+", type=Path)
    options = parser.parse_args()
    notebooks = [
        [cell.source for cell in nbformat.read(path, as_version=4).cells
         if cell.cell_type == "code" and cell.source.strip()]
        for path in options.notebooks
    ]  # fmt: skip
    # There is a process a processor; more threads would wait for each other.
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    # As under nbgrader: notebooks may do less where nobody looks.
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    shell = make_shell(options.figures == "on", options.warming)
    gc.collect()
    gc.freeze()
    spent, started = _children_cpu(), time.perf_counter()
    outcomes = run_class(shell, notebooks, options.processes)
    wall, cpu = time.perf_counter() - started, _children_cpu() - spent
    pictures, errors = map(sum, zip(*outcomes, strict=True))
    found = {"wall": wall, "cpu": cpu, "pictures": pictures, "errors": errors}
    options.json.write_text(json.dumps({**found, "notebooks": len(outcomes)}))


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
