"""The engine inside the sandbox: what stays out of reach, and what goes on working."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.engine.handle import ConfinementError, ZygoteHandle
from autograder.engine.spec import CONFINED, Permissions, SessionResult, TimeLimits
from autograder.sandbox import USUAL
from autograder.sandbox.limits import MIB
from tests.engine import notebooks
from tests.engine.notebooks import (
    check,
    descendants,
    plain,
    scores,
    setup,
    solution,
    wait_for,
)
from tests.engine.test_attacks import WRONG

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the layers are Linux's"
)

ROOT = Path(__file__).resolve().parents[2]
SECRET = "s3cr3t-of-the-worker"
ORDINARY = 54321
GREAT = TimeLimits(cell=20.0, notebook=60.0, grace=0.5)


@pytest.fixture(scope="module")
def confined() -> Iterator[ZygoteHandle]:
    os.environ["WORKER_SECRET"] = SECRET
    with ZygoteHandle(CONFINED) as zygote:
        del os.environ["WORKER_SECRET"]
        yield zygote


class Grade:
    """Runs cells confined; both processes have the same permissions."""

    def __init__(self, zygote: ZygoteHandle, folder: Path) -> None:
        self.zygote, self.folder = zygote, folder

    def __call__(
        self,
        *cells: dict[str, Any],
        times: TimeLimits = GREAT,
        isolation: str = "separate",
        **permitted: Any,
    ) -> SessionResult:
        return notebooks.run(
            self.zygote,
            self.folder,
            *cells,
            permissions=Permissions(**permitted),
            isolation=isolation,
            times=times,
        )

    def value(self, source: str, **parameters: Any) -> str:
        """What the last expression of a cell shows."""
        result = self(plain(textwrap.dedent(source)), **parameters)
        outputs = result.notebook["cells"][0]["outputs"]
        assert outputs and outputs[-1]["output_type"] == "execute_result", outputs
        shown: str = outputs[-1]["data"]["text/plain"]
        return shown


@pytest.fixture
def grade(confined: ZygoteHandle, tmp_path: Path) -> Grade:
    folder = tmp_path / "student"
    folder.mkdir()
    return Grade(confined, folder)


def test_all_layers_hold_and_are_told(grade: Grade) -> None:
    assert set(grade(plain("1")).layers) == {str(layer) for layer in USUAL}


def test_a_hidden_path_that_would_be_readable_stops_everything(grade: Grade) -> None:
    with pytest.raises(ConfinementError, match="is to be hidden but lies in"):
        grade(plain("1"), hidden=(os.__file__,))


# ---------------------------------------------------------------- reading


# The word is taken apart, or this very cell would be found.
SEARCH = """
import os
word = b"-of-the-" + b"worker"
found = any(word in os.fsencode(value) for value in os.environ.values())
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        start, end = (int(x, 16) for x in line.split()[0].split("-"))
        if "rw" in line and end - start < 1 << 28:
            try:
                memory.seek(start)
                data = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            found = found or b"s3cr3t" + word in data
found
"""


def test_environment_and_memory_hold_no_secret(grade: Grade) -> None:
    assert grade.value(SEARCH) == "False"
    # Last, for the zygote has then heard the word.
    assert grade.value(SEARCH, variables={"PLANTED": SECRET}) == "True"


def test_no_other_process_is_seen(grade: Grade) -> None:
    source = "import os\nsorted(n for n in os.listdir('/proc') if n.isdigit())"
    assert grade.value(source) == "['1']"


def test_repository_course_and_siblings_are_not_there(grade: Grade) -> None:
    other = grade.folder.parent / "other"
    other.mkdir()
    (other / "answer.py").write_text("x")
    paths = [ROOT, ROOT / "autograder", other, Path("/etc/passwd"), Path.home()]
    source = f"""
        import os
        seen = []
        for path in {[str(path) for path in paths]!r}:
            try:
                seen += [os.path.join(path, name) for name in os.listdir(path)]
            except OSError:
                pass
        [name for name in seen if name.endswith((".py", ".db", ".toml", ".ipynb"))]
        """
    assert grade.value(source, hidden=(str(other),)) == "[]"


def test_checker_and_its_folder_are_out_of_sight(grade: Grade) -> None:
    apart = grade.folder.with_name("student-checker")
    apart.mkdir()
    (apart / "course.txt").write_text("3")
    result = grade(
        solution(
            f"import os\ndef f():\n    return os.path.exists({str(apart)!r}), "
            "sum(n.isdigit() for n in os.listdir('/proc'))"
        ),
        check("assert f() == (False, 1)", "unseen"),
        check("assert open('course.txt').read() == '3'", "own"),
        check(f"import os\nassert not os.path.exists({str(grade.folder)!r})", "apart"),
        check("import socket\nsocket.socket()", "network"),
        check("open('/usr/lib/x', 'w')", "writes"),
    )
    assert scores(result) == {
        "unseen": 1, "own": 1, "apart": 1, "network": 0, "writes": 0,
    }  # fmt: skip


# ---------------------------------------------------------------- forging


@pytest.mark.parametrize("name", ["universal_eq", "patched_numpy", "forged_frames"])
def test_forgery_earns_nothing(grade: Grade, name: str) -> None:
    result = grade(
        setup(),
        solution(WRONG[name]),
        check("np.testing.assert_allclose(f(2.0), 4.0)", "close"),
        check("assert f(2.0) == 4.0", "equal"),
        solution("def g(x):\n    return x + 1", "g"),
        check("assert g(1) == 2", "test_g"),
        times=notebooks.LIMITS,
    )
    assert scores(result) == {"close": 0, "equal": 0, "test_g": 1}
    assert bool(result.flags) == (name == "forged_frames")


# ---------------------------------------------------------------- resources

HONEST = (solution("def g(x):\n    return x + 1", "g"), check("assert g(1) == 2", "g1"))

BOMBS = {
    "forks": "import os\nwhile True:\n    os.fork()",
    "memory": "import numpy as np\nx = [np.ones(1 << 20) for _ in range(10**4)]",
    "disk": "for i in range(10**4):\n    open(f'{i}', 'wb').write(bytes(1 << 20))",
    "shared_memory": (
        "import mmap\nx = []\nfor i in range(10**4):\n"
        "    x.append(mmap.mmap(-1, 1 << 24))\n    x[-1].write(bytes(1 << 24))"
    ),
    "threads": (
        "import threading, time\nfor i in range(10**4):\n"
        "    threading.Thread(target=time.sleep, args=(99,)).start()"
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_cost_their_own_cell(grade: Grade, name: str) -> None:
    result = grade(
        *HONEST,
        plain(BOMBS[name]),
        check("assert g(2) == 3", "g2"),
        times=TimeLimits(cell=4.0, notebook=20.0, grace=0.5),
        # Each of many processes touches some, and they may be over before it is seen.
        memory=(4096 if name == "forks" else 300) * MIB,
        disk=20 * MIB,
    )
    assert scores(result) == {"g1": 1, "g2": 1}
    assert "error" in str(result.notebook["cells"][2]["outputs"])
    assert not list(grade.folder.iterdir())


def test_a_tree_that_takes_too_much_memory_is_ended_with_a_reason(
    grade: Grade,
) -> None:
    # Each process keeps to its own limit; together they do not.
    greedy = """
import os, time
for _ in range(6):
    if os.fork() == 0:
        x = bytearray(os.urandom(1 << 20)) * 120
        time.sleep(60)
time.sleep(60)
"""
    result = grade(
        *HONEST, plain(greedy), check("assert g(2) == 3", "g2"), memory=300 * MIB
    )
    assert scores(result) == {"g1": 1, "g2": 1}
    (error,) = result.notebook["cells"][2]["outputs"]
    assert error["ename"] == "ResourceLimitError"
    assert error["evalue"].startswith("memory: ")
    assert any("memory: " in note and "300 allowed" in note for note in result.notes)


def test_a_tested_function_that_takes_too_much_fails_its_test(grade: Grade) -> None:
    fork = (
        "import os, time\ndef f():\n    for _ in range(9): os.fork()\n    time.sleep(9)"
    )
    result = grade(
        *HONEST, solution(fork), check("f()"), check("assert g(2) == 3", "g2"),
        processes=20,
    )  # fmt: skip
    assert scores(result)["test"] == 0 and scores(result)["g2"] == 1


# ---------------------------------------------------------------- ending


def test_nothing_survives_the_worker(tmp_path: Path) -> None:
    """Killed in the middle of a cell that has forked, it leaves nobody behind."""
    script = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from autograder.engine.spec import CONFINED, Permissions
from autograder.engine.handle import ZygoteHandle
from tests.engine.notebooks import plain, run
cell = plain("import os, time\\nos.fork()\\nos.fork()\\ntime.sleep(300)")
permissions = Permissions()
with ZygoteHandle(CONFINED) as zygote:
    run(zygote, Path({str(tmp_path)!r}), plain("1"), permissions=permissions)
    print("warm", flush=True)
    run(zygote, Path({str(tmp_path)!r}), cell, permissions=permissions)
"""
    worker = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "warm\n"
    wait_for(lambda: len(descendants(worker.pid)) >= 7)
    family = descendants(worker.pid)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    wait_for(lambda: not any(is_alive(pid) for pid in family))


def is_alive(pid: int) -> bool:
    try:
        return b") Z" not in Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False


# ---------------------------------------------------------------- honest work

WORK = """
import helper, os, pathlib, tempfile
assert helper.double(2) == 4
assert open("data.csv").read() == "1,2\\n"
pathlib.Path("mine.txt").write_text("x")
pathlib.Path("/tmp/mine.txt").write_text("x")
with tempfile.TemporaryFile() as file: file.write(b"x")
for name in ("HOME", "MPLCONFIGDIR", "TMPDIR"):
    assert os.access(os.environ[name], os.W_OK)
assert os.environ["NBGRADER_EXECUTION"] == "autograde"
assert not get_ipython().history_manager.enabled
---
%%time
sum(range(10))
---
%timeit -n1 -r1 pass
---
!ls
---
import subprocess
assert subprocess.run(["echo", "hi"], capture_output=True, text=True).stdout == "hi\\n"
---
import threading, multiprocessing
threads = [threading.Thread(target=print, args=(i,)) for i in range(3)]
[t.start() for t in threads], [t.join() for t in threads]
with multiprocessing.get_context("fork").Pool(2) as pool:
    assert pool.map(abs, [-1, 2]) == [1, 2]
---
from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor
with ThreadPoolExecutor(2) as pool: assert list(pool.map(abs, [-1])) == [1]
with ProcessPoolExecutor(1) as pool: assert list(pool.map(abs, [-1])) == [1]
---
from multiprocessing.shared_memory import SharedMemory
block = SharedMemory(create=True, size=100)
block.close(); block.unlink()
---
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("error")
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score
    X, y = load_breast_cancer(return_X_y=True)
    model = LogisticRegression(max_iter=5000, solver="liblinear")
    score = cross_val_score(model, X, y, n_jobs=1).mean()
    assert abs(score - cross_val_score(model, X, y, n_jobs=2).mean()) < 1e-12
assert score > 0.9
---
import matplotlib.font_manager as fonts, matplotlib.pyplot as plt
assert fonts.findfont("DejaVu Sans")
plt.plot([1, 2]); plt.savefig("figure.png")
"""


@pytest.mark.parametrize("isolation", ["separate", "shared"])
def test_honest_work_goes_on(grade: Grade, isolation: str) -> None:
    for folder in (grade.folder, grade.folder.with_name("student-checker")):
        folder.mkdir(exist_ok=True)
        (folder / "helper.py").write_text("def double(x):\n    return 2 * x\n")
        (folder / "data.csv").write_text("1,2\n")
    result = grade(
        setup("import helper"),
        *map(plain, WORK.strip().split("\n---\n")),
        check("assert helper.double(score) > 1.8\nassert open('data.csv').read()"),
        isolation=isolation,
        allow_exec=True,
    )
    for cell in result.notebook["cells"]:
        wrong = [
            output
            for output in cell["outputs"]
            if output["output_type"] == "error" or output.get("name") == "stderr"
        ]
        assert not wrong, (cell["source"], wrong)
    listed = result.notebook["cells"][4]["outputs"][0]["text"].split()
    assert listed == ["data.csv", "helper.py", "mine.txt"]
    assert scores(result) == {"test": 1}
    assert not result.notes and not result.flags
    assert not (grade.folder / "mine.txt").exists()


def test_programs_do_not_run_unless_allowed(grade: Grade) -> None:
    result = grade(plain("!ls"), plain("import os\nos.system('true')"))
    first, second = (cell["outputs"] for cell in result.notebook["cells"])
    assert "Operation not permitted" in str(first) or "PermissionError" in str(first)
    assert second[0]["data"]["text/plain"] != "0"


def test_figures_are_those_of_an_open_world(grade: Grade, zygote: ZygoteHandle) -> None:
    cells = (
        plain("import numpy as np, matplotlib.pyplot as plt\nx = np.linspace(0, 1)"),
        plain("plt.plot(x, x**2, label='$x^2$'); plt.legend(); plt.title('Т σ')"),
        plain("plt.contourf(np.outer(x, x)); plt.colorbar(); plt.show()"),
    )
    inside = grade(*cells).notebook
    outside = notebooks.run(zygote, grade.folder, *cells).notebook
    assert "image/png" in str(inside)
    for one, other in zip(inside["cells"], outside["cells"], strict=True):
        assert pictures(one) == pictures(other)


def pictures(cell: dict[str, Any]) -> list[str]:
    return [
        output["data"].get("image/png", "")
        for output in cell["outputs"]
        if "data" in output
    ]


LEAVES = """
import os
os.mkdir('out')
open('out/made.txt', 'w').write('made')
os.symlink('/etc/passwd', 'link')
os.symlink('/', 'folder')
os.mkfifo('pipe')
os.link('out/made.txt', 'twice.txt')
os.remove('given.txt')
"""


def test_files_stay_where_the_next_notebook_finds_them(
    confined: ZygoteHandle, grade: Grade
) -> None:
    own = {"isolation": "shared", "permissions": Permissions()}
    (grade.folder / "given.txt").write_text("given")
    notebooks.run(confined, grade.folder, plain(LEAVES), **own)
    assert [path.name for path in grade.folder.iterdir()] == ["given.txt"]
    notebooks.run(confined, grade.folder, plain(LEAVES), keep_files=True, **own)
    kept = {str(p.relative_to(grade.folder)) for p in grade.folder.rglob("[!.]*")}
    assert kept == {"out", "out/made.txt", "twice.txt"}
    result = notebooks.run(
        confined, grade.folder, plain("open('out/made.txt').read()"), **own
    )
    (output,) = result.notebook["cells"][0]["outputs"]
    assert output["data"]["text/plain"] == "'made'"


def test_too_much_is_not_kept_and_that_is_noted(
    confined: ZygoteHandle, grade: Grade
) -> None:
    permissions = Permissions(disk=8 * MIB)
    flood = plain("open('flood', 'wb').write(bytes(6 << 20))")
    result = notebooks.run(
        confined,
        grade.folder,
        flood,
        isolation="shared",
        permissions=permissions,
        keep_files=True,
    )
    assert result.notes == ("what it wrote was not kept: it is too much",)
    assert list(grade.folder.iterdir()) == []


# ---------------------------------------------------------------- users


def ordinary_python(folder: Path) -> list[str]:
    """A command that runs this Python's packages as an ordinary user."""
    packages = sysconfig.get_path("purelib")
    name = f"/usr/bin/python{sys.version_info[0]}.{sys.version_info[1]}"
    for path in (name, packages, str(ROOT)):
        if not all(p.stat().st_mode & 0o001 for p in [Path(path), *Path(path).parents]):
            pytest.skip(f"an ordinary user cannot read {path}")
    home = folder / "venv"
    made = subprocess.run([name, "-m", "venv", "--without-pip", str(home)], check=False)
    if made.returncode:
        pytest.skip(f"{name} makes no virtual environment")
    (library,) = home.glob("lib/python*/site-packages")
    library.rmdir()
    library.symlink_to(packages)
    return [str(home / "bin" / "python")]


@pytest.mark.skipif(os.geteuid() != 0, reason="then all tests here are run as one")
def test_an_ordinary_user_grades_confined(grade: Grade) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        command = ordinary_python(folder)
        work = folder / "work"
        work.mkdir()
        os.chown(work, ORDINARY, ORDINARY)
        script = textwrap.dedent(f"""
            from pathlib import Path
            from autograder.engine.spec import CONFINED, Permissions
            from autograder.engine.handle import ZygoteHandle
            from tests.engine.notebooks import (
                check, plain, run, scores, setup, solution
            )
            student = Path({str(work)!r}, "student")
            student.mkdir()
            cells = (
                setup(),
                solution("import os\\ndef f(x): return np.sin(x), os.getuid()"),
                check("assert f(0.0) == (0.0, {ORDINARY})"),
                check("assert f(0.0) == 1", "wrong"),
            )
            permissions = Permissions()
            with ZygoteHandle(CONFINED) as zygote:
                result = run(zygote, student, *cells, permissions=permissions)
                writes = plain("open('made.txt', 'w').write('made')")
                own = dict(permissions=permissions, isolation="shared", keep_files=True)
                run(zygote, student, writes, **own)
            print(scores(result), len(result.layers))
            print((student / "made.txt").read_text())
            """)
        done = subprocess.run(
            [*command, "-c", script],
            user=ORDINARY, group=ORDINARY, extra_groups=[], cwd=work,
            env={"HOME": str(work), "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    layers = f"{{'test': 1.0, 'wrong': 0.0}} {len(USUAL)}"
    assert done.stdout == f"{layers}\nmade\n", done.stderr
