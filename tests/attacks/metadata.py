"""Attacks on the notebook as a file: a table of what is done to an honest one.

Each takes the path of a right submission and spoils it.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.attacks.attack import EXERCISES, Verdict
from tests.attacks.course import WORD

Json = dict[str, Any]
Spoil = Callable[[Path], None]

WRONG = "def sigmoid(x):\n    return 0.5\n"
LOST = tuple(name for name in EXERCISES if name != "sigmoid")
"""What is left when the sigmoid is wrong."""


@dataclass(frozen=True)
class Case:
    """A spoilt file and what has to come of it."""

    name: str
    title: str
    verdict: Verdict
    spoil: Spoil

    @property
    def student(self) -> str:
        """Who hands it in."""
        return f"metadata-{self.name}"


def _edit(change: Callable[[Json], None]) -> Spoil:
    def spoil(path: Path) -> None:
        notebook = json.loads(path.read_text())
        change(notebook)
        path.write_text(json.dumps(notebook))

    return spoil


def _cell(notebook: Json, grade_id: str) -> Json:
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id:
            return cell  # type: ignore[no-any-return]
    raise KeyError(grade_id)


def _wrong(notebook: Json) -> Json:
    _cell(notebook, "sigmoid")["source"] = WRONG
    return _cell(notebook, "test_sigmoid")


def _marks(**marks: Any) -> Spoil:
    """Change the marks of the test of a wrong answer."""

    def change(notebook: Json) -> None:
        _wrong(notebook)["metadata"]["nbgrader"].update(marks)

    return _edit(change)


def _all_marks(**marks: Any) -> Spoil:
    def change(notebook: Json) -> None:
        for cell in notebook["cells"]:
            if "nbgrader" in cell["metadata"]:
                cell["metadata"]["nbgrader"].update(marks)

    return _edit(change)


def _easy_test(notebook: Json) -> None:
    _wrong(notebook)["source"] = "3.0  # all is well"


def _duplicate_first(notebook: Json) -> None:
    test = _wrong(notebook)
    easy = {**copy.deepcopy(test), "source": "3.0", "id": "easy"}
    notebook["cells"].insert(notebook["cells"].index(test), easy)


def _duplicate_last(notebook: Json) -> None:
    test = _wrong(notebook)
    notebook["cells"].append({**copy.deepcopy(test), "source": "3.0", "id": "easy"})


def _thousand_copies(notebook: Json) -> None:
    test = _wrong(notebook)
    notebook["cells"] += [{**copy.deepcopy(test), "id": f"c{k}"} for k in range(150)]


def _remove_test(notebook: Json) -> None:
    notebook["cells"].remove(_wrong(notebook))


def _remove_all_tests(notebook: Json) -> None:
    _wrong(notebook)
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if not cell["metadata"].get("nbgrader", {}).get("grade")
    ]


def _retype(notebook: Json) -> None:
    _wrong(notebook)["cell_type"] = "markdown"


def _retype_setup(notebook: Json) -> None:
    _cell(notebook, "setup").update(cell_type="raw", source="np = None")


def _own_setup(notebook: Json) -> None:
    """A cell of the student's says that it is trusted and runs in the checker."""
    _wrong(notebook)
    source = "class np:\n    testing = None\nabs = lambda x: 0\nsigmoid = None"
    mark = {"grade_id": "setup2", "locked": True, "grade": False, "solution": False}
    trusted = {"nbgrader": mark, "autograder": {"role": "setup"}, "tags": ["setup"]}
    cell = {"cell_type": "code", "metadata": trusted, "source": source, "id": "s2"}
    notebook["cells"].insert(0, {**cell, "outputs": [], "execution_count": None})


def _changed_setup(notebook: Json) -> None:
    _wrong(notebook)
    _cell(notebook, "setup")["source"] += "\nabs = lambda x: 0\n"


def _swapped_ids(notebook: Json) -> None:
    """The test of the wrong answer and its solution exchange their marks."""
    test, answer = _wrong(notebook), _cell(notebook, "sigmoid")
    test["metadata"], answer["metadata"] = answer["metadata"], test["metadata"]


def _swapped_tests(notebook: Json) -> None:
    """The tests of two exercises exchange their places."""
    _wrong(notebook)
    cells = notebook["cells"]
    one, two = _cell(notebook, "test_sigmoid"), _cell(notebook, "test_area")
    first, second = cells.index(one), cells.index(two)
    cells[first], cells[second] = two, one


def _tags(notebook: Json) -> None:
    for cell in notebook["cells"]:
        tags = ["skip-execution", "raises-exception", "remove_cell", "parameters"]
        cell["metadata"]["tags"] = tags
    _wrong(notebook)


def _outputs(notebook: Json) -> None:
    data = {"text/plain": ["3.0"]}
    result = {"output_type": "execute_result", "data": data, "metadata": {}}
    _wrong(notebook)["outputs"] = [{**result, "execution_count": 1}]


def _diagnosis(notebook: Json) -> None:
    """Every cell brings a finding; the page would show it."""
    _wrong(notebook)
    example = {"call": f"<b>{WORD}</b>", "expected": WORD, "got": WORD}
    found = {"mistakes": [[WORD]], "counterexample": example, "builds_on": [WORD]}
    for cell in notebook["cells"]:
        seen = [{"kind": "raises", "details": {"call": WORD, "error": WORD}}]
        cell["metadata"]["autograder"] = {"diagnosis": {**found, "observations": seen}}


def _kernelspec(notebook: Json) -> None:
    _wrong(notebook)
    spec = {"name": "../../planted", "language": "bash", "display_name": "x"}
    notebook["metadata"] = {"kernelspec": spec, "language_info": {"name": "bash"}}


def _language(notebook: Json) -> None:
    _wrong(notebook)
    notebook["metadata"]["autograder"] = {"language": "../../../../etc"}


def _ill_language(notebook: Json) -> None:
    notebook["metadata"]["autograder"] = {"language": ["en"], "x": [1]}
    notebook["metadata"]["kernelspec"] = 5


def _format_3(notebook: Json) -> None:
    _wrong(notebook)
    cells = [
        {**cell, "input": cell.pop("source")} if cell["cell_type"] == "code" else cell
        for cell in notebook.pop("cells")
    ]
    notebook.update(nbformat=3, nbformat_minor=0, worksheets=[{"cells": cells}])


def _headings(notebook: Json) -> None:
    """Headings of nbformat 3 with levels that are numbers of another type."""
    for level in (1.0, True, None, [1], -1, 10**30, "2"):
        cell = {"cell_type": "heading", "source": "x", "metadata": {}, "level": level}
        notebook["cells"].append(cell)


def _format(major: Any, minor: Any = 0) -> Spoil:
    def change(notebook: Json) -> None:
        _wrong(notebook)
        notebook.update(nbformat=major, nbformat_minor=minor)

    return _edit(change)


def _odd_ids(notebook: Json) -> None:
    ids = [None, 5, "", "a b", "x" * 1000, "same", "same", ["a"], "../x", "\ud800"]
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = ids[number % len(ids)]
    del notebook["cells"][-1]["id"]


def _odd_cells(notebook: Json) -> None:
    odd = [None, 5, "x", [], {}, {"cell_type": "x"}, {"cell_type": ["code"]}]
    odd += [{"cell_type": "code", "source": 5}, {"cell_type": "code", "metadata": 5}]
    odd += [{"cell_type": "markdown", "source": ["a", 1], "attachments": [1]}]
    notebook["cells"] += odd


def _attachments(notebook: Json) -> None:
    """Attachments with half a surrogate pair, which no UTF-8 file can hold."""
    pictures = {"a\ud800.png": {"image/png": "\udfff"}}
    cell = {"cell_type": "markdown", "metadata": {}, "source": "x \ud800"}
    notebook["cells"].append({**cell, "attachments": pictures})


def _surrogates(notebook: Json) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": "print('\ud800')", "id": "s"}
    notebook["cells"].append({**cell, "outputs": [], "execution_count": None})


def _many_cells(notebook: Json) -> None:
    cell = {"cell_type": "raw", "metadata": {}, "source": ""}
    notebook["cells"] += [cell] * 100_000


def _long_cell(notebook: Json) -> None:
    notebook["cells"][0]["source"] = "x" * 2_000_000


def _text(content: str | bytes) -> Spoil:
    def spoil(path: Path) -> None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return spoil


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:700])


def _huge(path: Path) -> None:
    os.truncate(path, 1 << 40)


def _link(path: Path) -> None:
    """The instructor's notebook, by a link."""
    path.unlink()
    path.symlink_to(path.parents[3] / "source" / path.parent.name / path.name)


def _link_to_other(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parents[2] / "ada" / path.parent.name / path.name)


def _linked_folder(path: Path) -> None:
    """The whole submission is a link to somebody else's."""
    path.unlink()
    path.parent.rmdir()
    path.parent.symlink_to(path.parents[2] / "ada" / path.parent.name)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _beside(name: str, content: str) -> Spoil:
    """Hand in a file beside a notebook with a wrong answer."""

    def spoil(path: Path) -> None:
        _edit(lambda notebook: _wrong(notebook) and None)(path)
        (path.parent / name).write_text(content)

    return spoil


def _hostile_files(path: Path) -> None:
    """Files that cannot be copied plainly: links, pipes, names that are no text."""
    folder = path.parent
    root = path.parents[3]
    (folder / "secret.txt").symlink_to(root / "grades.csv")
    (folder / "all").symlink_to(root)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("x")
    (folder / "sub.ipynb").mkdir()
    (folder / "sub.ipynb" / "inside").write_text("x")


def _read_secret_files(notebook: Json) -> None:
    source = "import glob\nfor n in glob.glob('**', recursive=True):\n    print(n)\n"
    source += "for n in ('secret.txt', 'all/grades.csv'):\n    try:\n"
    source += "        print(open(n).read())\n    except OSError: pass"
    cell = {"cell_type": "code", "metadata": {}, "source": source, "id": "read"}
    notebook["cells"].append({**cell, "outputs": [], "execution_count": None})


def _files_and_reader(path: Path) -> None:
    _edit(_read_secret_files)(path)
    _hostile_files(path)


def _timestamp(content: str) -> Spoil:
    return lambda path: (path.parent / "timestamp.txt").write_text(content) and None


def _linked_timestamp(path: Path) -> None:
    """The reason for the refusal must not quote what the link leads to."""
    target = path.parents[3] / "secret-note.txt"
    from tests.attacks.course import FILE

    target.write_text(FILE)
    (path.parent / "timestamp.txt").symlink_to(target)


def _sparse_timestamp(path: Path) -> None:
    stamp = path.parent / "timestamp.txt"
    stamp.touch()
    os.truncate(stamp, 1 << 42)


def _timestamp_folder(path: Path) -> None:
    (path.parent / "timestamp.txt").mkdir()


_LOST = Verdict(LOST)
_KEPT = Verdict()


def _fails(reason: str) -> Verdict:
    return Verdict((), fails=reason)


CASES = [
    Case(name, title, verdict, spoil)
    for name, title, verdict, spoil in [
        ("easy_test", "the test is rewritten", _LOST, _edit(_easy_test)),
        ("duplicate_first", "an easy copy before", _LOST, _edit(_duplicate_first)),
        ("duplicate_last", "an easy copy at the end", _LOST, _edit(_duplicate_last)),
        ("many_copies", "150 copies of a test", _LOST, _edit(_thousand_copies)),
        ("removed", "the test is removed", _LOST, _edit(_remove_test)),
        ("all_removed", "all tests are removed", _LOST, _edit(_remove_all_tests)),
        ("renamed", "the test has another id", _LOST, _marks(grade_id="other")),
        ("renamed_as_other", "another's id", _LOST, _marks(grade_id="test_area")),
        ("retyped", "the test is text", _LOST, _edit(_retype)),
        ("retyped_setup", "the setup is raw", _KEPT, _edit(_retype_setup)),
        ("own_setup", "a cell claims to be setup", _LOST, _edit(_own_setup)),
        ("changed_setup", "the setup is changed", _LOST, _edit(_changed_setup)),
        ("swapped_marks", "marks exchanged", Verdict(LOST), _edit(_swapped_ids)),
        ("swapped_tests", "tests exchanged", Verdict(("slope", "neuron")),
         _edit(_swapped_tests)),
        ("tagged", "tags that skip or expect errors", _LOST, _edit(_tags)),
        ("not_graded", "the test is no test", _LOST, _marks(grade=False)),
        ("made_solution", "the test is an answer", _LOST, _marks(solution=True)),
        ("made_task", "the test is a task", _LOST, _marks(task=True)),
        ("unlocked", "the test is not locked", _LOST, _marks(locked=False)),
        ("more_points", "a thousand points", _LOST, _marks(points=1000)),
        ("negative_points", "negative points", _LOST, _marks(points=-1e308)),
        ("odd_points", "points that are none", _LOST, _marks(points=["x"])),
        ("checksum", "a checksum of its own", _LOST, _marks(checksum="x")),
        ("outputs", "full marks as stored output", _LOST, _edit(_outputs)),
        ("diagnosis", "findings of its own", _LOST, _edit(_diagnosis)),
        *((f"schema_{version}", "another schema", _KEPT,
           _all_marks(schema_version=version)) for version in (0, 1, 2, 4)),
        ("schema_text", "no schema", _KEPT, _all_marks(schema_version="x")),
        ("grade_id_type", "ids of other types", _KEPT, _all_marks(grade_id=[1])),
        ("grade_id_path", "ids that are paths", _KEPT,
         _all_marks(grade_id="../../planted")),
        ("kernelspec", "a kernel of its own", _LOST, _edit(_kernelspec)),
        ("language", "a language that is a path", _LOST, _edit(_language)),
        ("ill_language", "metadata of odd types", _KEPT, _edit(_ill_language)),
        ("nbformat_3", "nbformat 3", _LOST, _edit(_format_3)),
        ("nbformat_5", "nbformat 5", _LOST, _format(5)),
        ("nbformat_text", "nbformat 'x'", _LOST, _format("x", [1])),
        ("headings", "levels of odd types", _KEPT, _edit(_headings)),
        ("odd_ids", "missing, double and odd ids", _KEPT, _edit(_odd_ids)),
        ("odd_cells", "cells that are none", _KEPT, _edit(_odd_cells)),
        ("attachments", "half characters attached", _KEPT, _edit(_attachments)),
        ("surrogates", "half characters in code", _KEPT, _edit(_surrogates)),
        ("many_cells", "100 000 cells", _fails("cells"), _edit(_many_cells)),
        ("long_cell", "a cell of 2 MB", _fails("characters"), _edit(_long_cell)),
        ("truncated", "the file is cut off", _fails("JSON"), _truncate),
        ("empty", "nothing", _fails("empty"), _text("")),
        ("blank", "white space", _fails("empty"), _text(" \n" * 1000)),
        ("huge", "a sparse terabyte", _fails("larger"), _huge),
        ("binary", "bytes of no meaning", _fails("UTF-8"), _text(bytes(range(256)))),
        ("latin_1", "not UTF-8", _fails("UTF-8"), _text('{"cells": "é"}'.encode("l1"))),
        ("utf_16", "UTF-16", _fails("UTF-8"), _text('{"cells": []}'.encode("utf-16"))),
        ("deep_json", "lists in lists", _fails("deep"), _text("[" * 10**6)),
        ("long_number", "a number of 10 000 digits", _fails("JSON"),
         _text('{"nbformat": ' + "1" * 10_000 + "}")),
        ("no_notebook", "JSON, but a list", _fails("no notebook"), _text("[1]")),
        ("no_cells", "cells that are no list", _fails("no cells"),
         _text('{"cells": {"a": 1}, "nbformat": 4}')),
        ("link", "a link to the solution", _fails("symbolic link"), _link),
        ("link_to_other", "a link to another's", _fails("symbolic link"),
         _link_to_other),
        ("linked_folder", "a linked folder", _fails("symbolic link"), _linked_folder),
        ("folder", "a folder for a notebook", _fails("folder"), _folder),
        ("pipe", "a pipe for a notebook", _fails("regular file"), _pipe),
        ("numpy_handed_in", "numpy.py beside it", _LOST,
         _beside("numpy.py", "raise SystemExit")),
        ("startup_handed_in", "sitecustomize.py beside it", _LOST,
         _beside("sitecustomize.py", "raise SystemExit")),
        ("hostile_files", "links, pipes, odd names", _KEPT, _files_and_reader),
        ("timestamp", "no date", _fails("timestamp"), _timestamp("soon")),
        ("timestamp_far", "a date out of range", _fails("timestamp"),
         _timestamp("9999-12-31 23:59:59 -2359")),
        ("timestamp_link", "a link to a secret", _fails("timestamp"),
         _linked_timestamp),
        ("timestamp_folder", "a folder for a date", _fails("timestamp"),
         _timestamp_folder),
        ("timestamp_zone", "a zone that nobody knows", _fails("time zone"),
         _timestamp("2020-01-01 12:00:00 XYZ")),
        ("timestamp_digits", "30 MB of digits", _fails("larger"),
         _timestamp("9" * 30_000_000)),
        ("timestamp_sparse", "terabytes for a date", _fails("larger"),
         _sparse_timestamp),
    ]
]  # fmt: skip
