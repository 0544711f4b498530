"""What honest notebooks do must go on working inside."""

import ctypes
import os
import posix
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell

SECRET = "SANDBOX_TEST_SECRET"


def draw() -> dict:
    import matplotlib.pyplot as plt
    import numpy as np

    shell = InteractiveShell.instance()
    shell.run_cell("import numpy as np\na = np.linspace(0, 1, 200) @ np.ones(200)\na")
    plt.switch_backend("agg")
    figure, axes = plt.subplots()
    axes.plot(np.random.default_rng(0).normal(size=100).cumsum(), label="$x^2$")
    axes.legend()
    figure.savefig("figure.png")
    solved = np.linalg.solve(np.eye(200) * 2, np.ones(200))
    plt.close(figure)
    return {
        "png": Path("figure.png").read_bytes()[1:4].decode(),
        "shell": float(shell.user_ns["a"]),
        "half": float(solved[0]),
    }


@pytest.fixture(scope="module")
def warm():
    """What a zygote does before it forks; Matplotlib's list of fonts is made once."""

    def draw_once():
        HistoryManager.enabled = False  # it has a thread, and zygotes may not
        InteractiveShell.clear_instance()
        os.environ["IPYTHONDIR"] = os.environ["MPLCONFIGDIR"] = folder
        os.chdir(folder)
        draw()

    with tempfile.TemporaryDirectory() as folder:
        yield draw_once


def test_numpy_ipython_and_matplotlib_draw_a_figure(world, warm):
    outcome = world.run(draw, warm=warm)
    assert outcome.error is None, outcome.message
    assert outcome.value == {"png": "PNG", "shell": 100.0, "half": 0.5}


def test_threads_and_temporary_files(world):
    def work():
        seen = []
        threads = [threading.Thread(target=seen.append, args=(i,)) for i in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with tempfile.NamedTemporaryFile("w+") as file:
            file.write("x")
            place = Path(file.name).is_relative_to(world.workdir)
        return [sorted(seen), place]

    assert world.run(work).value == [[0, 1, 2, 3], True]


def test_programs_run_only_if_allowed(world):
    def program():
        return subprocess.run(
            "ls -d / && echo $HOME", shell=True, capture_output=True, text=True
        ).stdout

    allowed = world.policy(allow_exec=True)
    assert world.run(program, policy=allowed).value == f"/\n{world.workdir}\n"
    assert world.run(program).error == "PermissionError"


def test_programs_brought_along_run_where_programs_do(world):
    def bring():
        Path("mine").write_bytes(Path("/usr/bin/true").read_bytes())
        if world.isolated:  # elsewhere no file becomes a program
            Path("mine").chmod(0o700)
        subprocess.run(["./mine"], check=True)

    refused = None if world.isolated else "PermissionError"
    assert world.run(bring, policy=world.policy(allow_exec=True)).error == refused
    assert world.run(bring).error == "PermissionError"


def test_the_environment_is_clean(world):
    def look():
        libc = ctypes.CDLL(None)
        libc.getenv.restype = ctypes.c_char_p
        return {
            "names": sorted(os.environ),
            "copies": sorted(name.decode() for name in posix.environ),
            "c": libc.getenv(SECRET.encode()) is None,
            "home": os.environ["HOME"],
            "added": os.environ["COURSE"],
        }

    def leak():
        os.environ[SECRET] = "x"

    policy = world.policy(variables=(("COURSE", "neurons"),))
    value = world.run(look, warm=leak, policy=policy).value
    assert SECRET not in value["names"] + value["copies"]
    assert {"HOME", "TMPDIR", "MPLCONFIGDIR"} <= set(value["names"])
    assert value["c"]
    assert value["home"] == str(world.workdir)
    assert value["added"] == "neurons"


def test_what_the_process_was_started_with_is_wiped(full):
    assert Path("/proc/self/environ").read_bytes().strip(b"\0")
    outcome = full.run(lambda: Path("/proc/self/environ").read_text().strip("\0"))
    assert outcome.value == ""
