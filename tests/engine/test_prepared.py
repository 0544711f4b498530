"""A cell that was read ahead does what it would have done."""

from __future__ import annotations

from pathlib import Path

from autograder.engine.handle import ZygoteHandle
from tests.engine.notebooks import plain, run

GIVEN = "def twice(x):\n    return 2 * x\n%config\ntwice(4)"
IS_READY = "any('def twice' in text for text in get_ipython().compile._trees)"
LOUDER = """
def louder(lines):
    return [line.replace("2 *", "3 *") for line in lines]

get_ipython().input_transformers_post.append(louder)
"""


def results(zygote: ZygoteHandle, folder: Path, *cells: str) -> list[str]:
    """Run cells; return what each gives, or the name of what it raises."""
    done = run(zygote, folder, *map(plain, cells)).notebook["cells"]
    return [
        output["data"]["text/plain"] if "data" in output else output["ename"]
        for cell in done
        for output in cell["outputs"]
        if output["output_type"] in ("execute_result", "error")
    ]


def test_what_is_ready_is_taken_once(zygote: ZygoteHandle, tmp_path: Path) -> None:
    zygote.warm([], [GIVEN, "def broken(:\n    pass", "one = 1"])
    assert results(zygote, tmp_path, IS_READY, GIVEN, IS_READY, GIVEN) == [
        *("True", "8", "False", "8")
    ]


def test_who_reads_cells_otherwise_reads_them_himself(
    zygote: ZygoteHandle, tmp_path: Path
) -> None:
    zygote.warm([], [GIVEN])
    assert results(zygote, tmp_path, LOUDER, GIVEN) == ["12"]


def test_what_is_no_python_says_so_where_it_runs(
    zygote: ZygoteHandle, tmp_path: Path
) -> None:
    zygote.warm([], ["def broken(:\n    pass"])
    assert results(zygote, tmp_path, "def broken(:\n    pass") == ["SyntaxError"]
