from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import pytest

from autograder.engine.confinement import Open
from autograder.engine.handle import ConfinementError, ZygoteError, ZygoteHandle
from autograder.engine.spec import Permissions
from autograder.sandbox import Layer, SandboxError
from tests.engine.notebooks import (
    check,
    descendants,
    plain,
    run,
    scores,
    solution,
    wait_for,
)


class Loud(Open):
    """A world that says what it was told."""

    def confine(
        self, may: Permissions, folder: Path, *kept: Any, secret: bool
    ) -> list[str]:
        if "REFUSE" in may.variables:
            raise SandboxError(Layer.LANDLOCK, "not on this kernel")
        layers = super().confine(may, folder, *kept, secret=secret)
        return ["told", *may.variables, *layers]


LOUD = "tests.engine.test_zygote:Loud"


def shown(zygote: ZygoteHandle, folder: Path, cell: Any) -> str:
    """Return the value that a cell ends with, as a notebook writes it."""
    (output,) = run(zygote, folder, cell).notebook["cells"][0]["outputs"]
    text: str = output["data"]["text/plain"]
    return text


@pytest.fixture(scope="module")
def confined() -> Any:
    root = Path(__file__).resolve().parents[2]
    old = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = f"{root}:{old}"
    with ZygoteHandle(LOUD) as zygote:
        yield zygote
    os.environ["PYTHONPATH"] = old


def test_confinement_is_applied_and_reported(
    confined: ZygoteHandle, tmp_path: Path
) -> None:
    permissions = Permissions(variables={"COURSE": "1"})
    result = run(confined, tmp_path, plain("1"), permissions=permissions)
    assert result.layers == ("told", "COURSE")


def test_missing_layer_stops_us_not_the_zygote(
    confined: ZygoteHandle, tmp_path: Path
) -> None:
    with pytest.raises(ConfinementError, match="landlock: not on this") as caught:
        refused = Permissions(variables={"REFUSE": "1"})
        run(confined, tmp_path, plain("1"), permissions=refused)
    assert caught.value.layer == "landlock"
    assert "Landlock needs Linux" in str(pickle.loads(pickle.dumps(caught.value)))
    assert run(confined, tmp_path, plain("1")).layers == ("told",)


def test_children_end_with_their_notebook(zygote: ZygoteHandle, tmp_path: Path) -> None:
    run(zygote, tmp_path, plain("1"), check("1"))
    wait_for(lambda: not descendants(zygote._process.pid))


def test_no_descriptor_is_left_open(zygote: ZygoteHandle, tmp_path: Path) -> None:
    run(zygote, tmp_path, plain("1"))
    before = _entries("/proc/self/fd")
    for _ in range(3):
        run(zygote, tmp_path, plain("import os\nos._exit(0)"), check("1"))
    assert _entries("/proc/self/fd") == before


def test_zygote_has_one_thread(zygote: ZygoteHandle, tmp_path: Path) -> None:
    run(zygote, tmp_path, plain("1"))
    assert _entries(f"/proc/{zygote._process.pid}/task") == 1


def test_environment_is_clean(
    zygote: ZygoteHandle, tmp_path: Path, monkeypatch
) -> None:
    result = run(
        zygote,
        tmp_path,
        plain("import os\nos.environ.get('NBGRADER_EXECUTION')"),
        plain("sorted(k for k in os.environ if 'PYTEST' in k or 'SECRET' in k)"),
        plain("os.getcwd()"),
        plain("sorted(map(int, os.listdir('/proc/self/fd')))[:3]"),
    )
    shown = [
        cell["outputs"][0]["data"]["text/plain"] for cell in result.notebook["cells"]
    ]
    assert shown[0] == "'autograde'"
    assert shown[1] == "[]"
    assert shown[2] == repr(str(tmp_path))


def test_children_draw_different_numbers(zygote: ZygoteHandle, tmp_path: Path) -> None:
    cell = plain("import numpy as np\nnp.random.rand()")
    results = [run(zygote, tmp_path, cell) for _ in range(2)]
    one, other = (result.notebook["cells"][0]["outputs"] for result in results)
    assert one != other


def test_one_notebook_does_not_see_the_other(
    zygote: ZygoteHandle, tmp_path: Path
) -> None:
    run(zygote, tmp_path, plain("import numpy as np\nnp.secret = x = 1"))
    result = run(
        zygote,
        tmp_path,
        solution(
            "import numpy as np\nseen = hasattr(np, 'secret') or 'x' in globals()"
        ),
        check("assert seen is False"),
    )
    assert scores(result) == {"test": 1}


def test_a_module_beside_the_notebook_does_not_reach_the_checker(
    zygote: ZygoteHandle, tmp_path: Path
) -> None:
    (tmp_path / "wave.py").write_text("Error = 1")
    result = run(
        zygote,
        tmp_path,
        solution("import wave\nx = wave.Error"),
        check(
            "from fractions import Fraction\nassert Fraction(1, 2) == 0.5", "trusted"
        ),
        check("assert x == 1", "own"),
    )
    assert scores(result) == {"trusted": 1, "own": 1}


def test_closed_nursery_says_so(tmp_path: Path) -> None:
    zygote = ZygoteHandle()
    zygote.close()
    with pytest.raises(ZygoteError):
        run(zygote, tmp_path, plain("1"))


class _NoFolder:
    """A home that is gone already, as that of a worker which was killed."""

    name = "/proc/gone"

    def cleanup(self) -> None:
        """There is nothing."""


def test_that_its_home_is_gone_is_told_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    own = "autograder.engine.handle.tempfile.TemporaryDirectory"
    with monkeypatch.context() as patch:
        patch.setattr(own, lambda prefix: _NoFolder())
        zygote = ZygoteHandle()
    with zygote:
        result = run(zygote, tmp_path, plain("print(1)"))
    assert result.notebook["cells"][0]["outputs"][0]["text"] == "1\n"
    assert "writable location" not in capfd.readouterr().err


def _entries(folder: str) -> int:
    return len(list(Path(folder).iterdir()))


def test_what_is_warm_is_there_before_a_cell_imports_it(
    zygote: ZygoteHandle, tmp_path: Path
) -> None:
    cell = plain("import sys\n[m in sys.modules for m in ('xmlrpc.client', 'np')]")

    assert shown(zygote, tmp_path, cell) == "[False, False]"
    zygote.warm(["xmlrpc.client", "no_such_module"])
    assert shown(zygote, tmp_path, cell) == "[True, False]"


def test_who_will_draw_finds_the_drawing_begun_and_no_figure(
    zygote: ZygoteHandle, tmp_path: Path
) -> None:
    cell = plain(
        "import sys, matplotlib.pyplot as plt\n"
        "'PIL.BmpImagePlugin' in sys.modules, plt.get_fignums()"
    )

    assert shown(zygote, tmp_path, cell) == "(False, [])"
    zygote.warm(["matplotlib.pyplot"])
    assert shown(zygote, tmp_path, cell) == "(True, [])"


def test_who_is_forked_inherits_no_open_font(tmp_path: Path) -> None:
    """It would be closed, and later close by its number what is open then."""
    with ZygoteHandle() as zygote:
        zygote.warm(["matplotlib.pyplot"])
        run(zygote, tmp_path, plain("1"))  # requests are met in their order
        inherited = Path(f"/proc/{zygote._process.pid}/fd").iterdir()
        opened = [each.readlink().suffix for each in inherited]
    assert opened
    assert ".ttf" not in opened
