"""Outputs equal those of a kernel driven by nbclient, for ordinary cells."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path
from typing import Any

import matplotlib.image
import nbformat
import nbgrader.tests
import numpy as np
import pytest
from nbclient import NotebookClient

from autograder.engine.outputs import limit_lines
from autograder.engine.spec import TimeLimits
from tests.engine.notebooks import notebook, plain

PATIENT = TimeLimits(cell=30.0, notebook=60.0)
FILES = Path(nbgrader.tests.__file__).parent

CELLS = [
    "1 + 1",
    "x = [1, 2.5, 'text', None]\nx",
    "print('out')\n'value'",
    "import sys\nprint('err', file=sys.stderr)",
    "None",
    "1;",
    "import numpy as np\nnp.arange(12.0).reshape(3, 4) / 7",
    "np.float64(1.5)",
    "1 / 0",
    "def f(n):\n    return f(n - 1) if n else 1 / 0\nf(3)",
    "undefined_name",
    "raise ValueError('two\\nlines')",
    "if True print(1)",
    "from IPython.display import display, HTML, Markdown, JSON, Image, SVG, Math\n"
    "display(HTML('<b>x</b>'), Markdown('*x*'), Math('x'))",
    "display({'a': 1}, metadata={'m': 1})",
    "JSON({'a': [1, 2]})",
    "h = display('first', display_id='same')",
    "h.update('second')",
    "from IPython.display import clear_output\nprint('a')\nclear_output()\nprint('b')",
    "print('a')\nclear_output(wait=True)\nprint('c')",
    "%who_ls",
    "%%capture got\nprint('hidden')",
    "got.stdout",
    "!echo shell",
    "y = !echo one; echo two\ny",
    "import os\nos.system('echo deep')",
    "input('?')",
    "import getpass\ngetpass.getpass()",
    "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "nap = asyncio.sleep(0)\ntry:\n    asyncio.run(nap)\nfinally:\n    nap.close()",
    "async def task():\n    return 5\nt = asyncio.create_task(task())\nawait t",
    "_",
    "Out[2]",
    "In[1]",
    "type(get_ipython()).__name__",
    "import sys\nsys.exit(1)",
    "assert 1 == 2, 'not equal'",
    "%%html\n<i>x</i>",
    "%%bash\necho bash",
    "%lsmagic_unknown",
    "class R:\n    _repr_html_ = lambda s: '<p>'\n    __repr__ = lambda s: 'R'\nR()",
    "class E:\n    def __repr__(self): raise ValueError('repr')\nE()",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError('k') from e",
    "class Custom(Exception): pass\nraise Custom(1, 2)",
    "import pandas",
    "help(len)",
    "__name__",
    "Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + bytes(30), format='png')",
]
FIGURES = [
    "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])",
    "plt.plot([3, 1]);\nplt.show()\nprint('after')",
    "fig, ax = plt.subplots(figsize=(3, 2), dpi=70)\nax.set_title('t')",
    "fig",
    "for k in range(2):\n    plt.figure()\n    plt.bar([1, 2], [k, 1])",
    "fig = plt.figure(facecolor='none')\nplt.gca().set_xlabel('x')",
    "plt.rcParams['figure.dpi'] = 50\nplt.imshow([[0, 1], [2, 3]])\nplt.colorbar()",
    "%matplotlib inline\nplt.hist([1, 1, 2])",
    "plt.plot([1])\n1 / 0",
    "%config InlineBackend.figure_format = 'svg'",
    "%config InlineBackend.figure_format = 'retina'\nplt.plot([1, 2])",
    "plt.close('all')\nplt.get_backend()",
]
WIDGETS = [
    "import ipywidgets as w\nw.IntSlider(value=3)",
    "@w.interact(k=(0, 4))\ndef show(k=1):\n    print('inside', k)",
    "out = w.Output()\nwith out:\n    print('captured')\nprint('outside')",
    "w.interactive(lambda a: a, a=2)",
]


def _kernel_run(document: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    node = nbformat.from_dict(document)
    client = NotebookClient(
        node, timeout=60, allow_errors=True, kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )  # fmt: skip
    client.execute()
    cells: list[dict[str, Any]] = json.loads(nbformat.writes(node))["cells"]
    for cell in cells:
        for output in cell.get("outputs", []):
            if output["output_type"] == "stream":
                output["text"] = _text(output["text"])
    return cells


_NOISE = [
    (re.compile(r"/tmp/ipykernel_\d+/\d+\.py"), "<cell>"),
    (re.compile(r"<ipython-input-\d+-[0-9a-f]+>"), "<cell>"),
    (re.compile(r"\b\d{6,}\.py"), "<cell>"),
    (re.compile(r"0x[0-9a-f]+"), "0x"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<id>"),
    (re.compile(r"'/[^']*(ipykernel|engine)/[^']*'"), "<file>"),
    (re.compile(r"\r\n"), "\n"),
]


def _comparable(outputs: list[dict[str, Any]]) -> list[Any]:
    """Outputs without what differs from run to run; pictures as pixels."""
    found: list[Any] = []
    streams: dict[str, str] = {}
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream":
            streams[output["name"]] = streams.get(output["name"], "") + _text(
                output["text"]
            )
        elif kind == "error":
            # Frames of the machinery (input, asyncio.run) are other files there.
            last = re.sub(r"\x1b\[[0-9;]*m", "", output["traceback"][-1])
            found.append(
                (kind, output["ename"], _quiet(output["evalue"]), _quiet(last))
            )
        else:
            data = {key: _part(key, value) for key, value in output["data"].items()}
            found.append((kind, data, output["metadata"]))
    quiet = {name: _quiet(text) for name, text in streams.items() if text}
    return [*sorted(quiet.items()), *found]


def _text(value: str | list[str]) -> str:
    return "".join(value)


def _quiet(text: str) -> str:
    for pattern, replacement in _NOISE:
        text = pattern.sub(replacement, text)
    return text


def _part(key: str, value: Any) -> Any:
    if key == "image/png":
        raw = base64.b64decode(_text(value))
        try:
            pixels = matplotlib.image.imread(io.BytesIO(raw))
        except Exception:
            return raw
        return pixels.shape, hash(pixels.tobytes())
    if key == "image/svg+xml":
        return "svg"
    text = (
        _text(value)
        if isinstance(value, (str, list))
        else json.dumps(value, sort_keys=True)
    )
    return _quiet(text)


_LATE = 3
"""Cells that a busy kernel may be ahead of a program's text."""


def _bring_back_late_text(cells: list[dict[str, Any]]) -> None:
    """Give a program's text to the cell that ran it.

    The kernel reads it in a thread of its own, which may find it when one of the next
    cells runs already.
    """
    for place, one in enumerate(cells):
        if "os.system" not in _text(one["source"]):
            continue
        for after in cells[place + 1 : place + 1 + _LATE]:
            if "print" in _text(after["source"]):
                break
            late = [o for o in after["outputs"] if o.get("name") == "stdout"]
            after["outputs"] = [o for o in after["outputs"] if o not in late]
            one["outputs"] = late + one["outputs"]


def _compare(document: dict[str, Any], grade, folder: Path, monkeypatch) -> None:
    # The kernel captures text of subprocesses, except when it sees pytest.
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    expected = _kernel_run(document, folder)
    result = grade(*document["cells"], isolation="shared", times=PATIENT)
    got = [cell for cell in result.notebook["cells"] if cell["cell_type"] == "code"]
    expected = [cell for cell in expected if cell["cell_type"] == "code"]
    _bring_back_late_text(expected)
    differences = []
    for want, have in zip(expected, got, strict=True):
        one, other = (
            _comparable(limit_lines(want["outputs"])),
            _comparable(have["outputs"]),
        )
        if one != other:
            differences.append(
                f"{_text(want['source'])}\n  kernel: {one}\n  here:   {other}"
            )
        assert want["execution_count"] == have["execution_count"]
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize(
    "cells", [CELLS, FIGURES, WIDGETS], ids=["cells", "figures", "widgets"]
)
def test_outputs_equal_a_kernels(
    cells: list[str], grade, tmp_path: Path, monkeypatch
) -> None:
    _compare(notebook(*map(plain, cells)), grade, tmp_path, monkeypatch)


FIXTURES = [
    "apps/files/submitted-changed.ipynb",
    "apps/files/submitted-unchanged.ipynb",
    "apps/files/side-effects.ipynb",
    "preprocessors/files/long-output.ipynb",
    "preprocessors/files/infinite-recursion.ipynb",
    "preprocessors/files/warning-pattern.ipynb",
]


@pytest.mark.parametrize("name", FIXTURES)
def test_nbgraders_own_notebooks_run_alike(
    name: str, grade, tmp_path: Path, monkeypatch
) -> None:
    node = nbformat.read(FILES / name, as_version=4)
    document = json.loads(nbformat.writes(node))
    for cell in document["cells"]:
        cell["source"] = _text(cell["source"])
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    _compare(document, grade, tmp_path, monkeypatch)


def test_figures_off_makes_figures_but_draws_none(grade) -> None:
    result = grade(
        plain("import matplotlib.pyplot as plt\nplt.plot([1, 2]);"), figures=False
    )
    (output,) = result.notebook["cells"][0]["outputs"]
    assert output["data"] == {"text/plain": "<Figure size 640x480 with 1 Axes>"}


def test_pixels_do_not_depend_on_compression() -> None:
    raw = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    images = []
    for level in (1, 6):
        file = io.BytesIO()
        matplotlib.image.imsave(file, raw, pil_kwargs={"compress_level": level})
        file.seek(0)
        images.append(matplotlib.image.imread(file))
    assert np.array_equal(*images)
