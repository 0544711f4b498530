"""Small courses of what other people's cells legitimately do, one thing a test."""

from __future__ import annotations

from dataclasses import replace

from nbformat import NotebookNode

from tests.parity.changes import fill, nothing
from tests.parity.course import Assignment, Course, answer, code, test

FAST = 'c.Execute.shutdown_kernel = "immediate"\n'


def notebook(*cells: NotebookNode, **tests: str) -> list[NotebookNode]:
    """Return cells: some that stand first, and a test of each text."""
    return [*cells, *(test(name, text) for name, text in tests.items())]


def assignment(*cells: NotebookNode, **tests: str) -> Assignment:
    return Assignment({"p": notebook(*cells, **tests)}, {"ada": nothing})


DISPLAYS = assignment(
    code(
        "import matplotlib.pyplot as plt\n"
        "import numpy as np\n"
        "from IPython.display import HTML, Image, Markdown\n"
        "class Table:\n"
        "    def _repr_html_(self):\n"
        "        return '<table></table>'\n"
        "    def __repr__(self):\n"
        "        return '   a\\n0  1'\n"
    ),
    figure="fig, ax = plt.subplots()\nfig",
    lines="plt.plot([1, 2])",
    title="plt.title('shown')",
    html="HTML('<b>shown</b>')",
    text="Markdown('shown')",
    table="Table()",
    array="np.arange(3)",
    function="np.mean",
    shape="np.arange(8).shape",
    truth="type(plt) is not None",
    untruth="np.isnan(1.0)",
    texts="['shown']",
)
"""Tests that end in something to look at."""

PROGRAMS = assignment(
    code(
        "import os, subprocess, sys\n"
        "from pathlib import Path\n"
        "Path('worker.py').write_text('def double(x):\\n    return 2 * x\\n')\n"
    ),
    spawn=(
        "import multiprocessing\nimport worker\n"
        "with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "    assert pool.map(worker.double, [1, 2]) == [2, 4]"
    ),
    fork=(
        "import multiprocessing\nimport worker\n"
        "with multiprocessing.get_context('fork').Pool(2) as pool:\n"
        "    assert pool.map(worker.double, [1, 2]) == [2, 4]"
    ),
    executor=(
        "from concurrent.futures import ProcessPoolExecutor\nimport worker\n"
        "with ProcessPoolExecutor(1) as pool:\n"
        "    assert list(pool.map(worker.double, [1])) == [2]"
    ),
    manager=(
        "import multiprocessing\n"
        "with multiprocessing.Manager() as manager:\n"
        "    shared = manager.dict(a=1)\n"
        "    assert shared['a'] == 1"
    ),
    loopback=(
        "import threading, urllib.request\n"
        "from http.server import BaseHTTPRequestHandler, HTTPServer\n"
        "class Hello(BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        self.send_response(200)\n"
        "        self.end_headers()\n"
        "        self.wfile.write(b'hello')\n"
        "    def log_message(self, *args):\n"
        "        pass\n"
        "server = HTTPServer(('localhost', 0), Hello)\n"
        "threading.Thread(target=server.serve_forever, daemon=True).start()\n"
        "address = f'http://localhost:{server.server_port}/'\n"
        "assert urllib.request.urlopen(address).read() == b'hello'\n"
        "server.shutdown()"
    ),
    compiled=(
        "Path('one.c').write_text('int main(void) { return 7; }')\n"
        "subprocess.run(['cc', 'one.c', '-o', 'one'], check=True)\n"
        "assert subprocess.run(['./one']).returncode == 7"
    ),
    script=(
        "Path('hello').write_text('#!/bin/sh\\nexit 3\\n')\n"
        "os.chmod('hello', 0o755)\n"
        "assert subprocess.run(['./hello']).returncode == 3"
    ),
    header=(
        "Path('two.c').write_text(\n"
        "    '#include <stdio.h>\\nint main(void) { puts(\"hello\"); return 0; }')\n"
        "subprocess.run(['cc', 'two.c', '-o', 'two'], check=True)\n"
        "assert subprocess.check_output(['./two']) == b'hello\\n'"
    ),
)
"""Tests that start processes and programs."""

MACHINE = assignment(
    code("import os\nfrom pathlib import Path\n"),
    memory="assert 'MemTotal' in Path('/proc/meminfo').read_text()",
    processors="assert Path('/proc/cpuinfo').read_text()",
    virtual="import psutil\nassert psutil.virtual_memory().total > 0",
    user="import pwd\nassert pwd.getpwuid(os.getuid()).pw_name",
    name="import getpass\nassert getpass.getuser()",
    home="assert Path('~').expanduser().is_dir()",
    host="import socket\nassert socket.gethostname()",
    threads=(
        "import threading\n"
        "done = threading.Event()\n"
        "threads = [threading.Thread(target=done.wait) for _ in range(100)]\n"
        "for thread in threads:\n    thread.start()\n"
        "done.set()\n"
        "for thread in threads:\n    thread.join()"
    ),
    files=(
        "files = [open(os.devnull) for _ in range(400)]\n"
        "for file in files:\n    file.close()"
    ),
    large=(
        "with open('large', 'wb') as file:\n    file.write(bytes(100 << 20))\n"
        "assert os.path.getsize('large') == 100 << 20\nos.remove('large')"
    ),
    untouched="import numpy as np\nassert np.zeros(3 << 30, np.uint8)[-1] == 0",
    main="import __main__\nassert __main__.__spec__ is None",
    listed=(
        "import glob\n"
        "assert os.listdir('.') == [each.name for each in os.scandir()]\n"
        "assert sorted(glob.glob('*.txt')) == ['a.txt', 'b.txt', 'c.txt']"
    ),
)

MACHINE = replace(MACHINE, files={f"{name}.txt": name for name in "abc"})

SEEN = assignment(
    code("from pathlib import Path\n"),
    data="assert Path('../../../data/numbers.txt').read_text() == '1 2 3'",
    helper="import helper\nassert helper.double(2) == 4",
)
"""Tests that read what lies in the course beside the assignment."""

HELPER = "def double(x):\n    return 2 * x\n"

PATIENT = assignment(
    code("import time\n"),
    slow=(
        "began = time.process_time()\n"
        "while time.process_time() < began + 1.2:\n    pass"
    ),
)
"""A test for which the course gives more time than for others."""

COURSES = {
    "displays": Course({"displays": DISPLAYS}, FAST),
    "programs": Course({"programs": PROGRAMS}, FAST),
    "machine": Course({"machine": MACHINE}, FAST),
    "seen": Course(
        {"seen": replace(SEEN, files={"helper.py": HELPER})},
        f"{FAST}c.Autograder.readable = ['data']\n",
        files={"data/numbers.txt": "1 2 3"},
    ),
    "patient": Course(
        {"patient": PATIENT},
        f"{FAST}c.Execute.timeout = 1\nc.Execute.timeout_func = lambda cell: 9\n",
    ),
}

DOUBLE = (
    "def double(x):\n    return 2 * x\n"
    "def quadruple(x):\n    return double(double(x))\n"
)


def double(*cells: NotebookNode, **tests: str) -> Assignment:
    """Return an assignment that one student answers in another way, one not at all."""
    students = {"ada": fill(double=f"{DOUBLE}{DOUBLE}"), "bob": nothing}
    made = assignment(*cells, answer("double", DOUBLE), **tests)
    return replace(made, submissions=students)


TAKEN = (
    "kept = double\n"
    "del double\n"
    "try:\n    quadruple(1)\n"
    "except NameError:\n    pass\n"
    "else:\n    raise AssertionError('it does without')\n"
    "double = kept"
)
"""A test that takes a function out of the notebook."""

TRIED = Course(
    {
        "plain": double(plain="assert double(2) == 4"),
        "needs": double(plain="assert double(2) == 4", taken=TAKEN),
        "wrong": double(plain="assert double(2) == 4", wrong="assert False, 'no'"),
    },
    FAST,
)
"""A course of which one assignment cannot be graded apart, and one not at all."""


def graded(name: str, right: str, wrong: str, **tests: str) -> Assignment:
    """Return an assignment that one student answers rightly, another wrongly."""
    students = {"ada": fill(**{name: right}), "bob": fill(**{name: wrong})}
    return Assignment({"p": notebook(answer(name, right), **tests)}, students)


REPLACED = graded(
    "ask",
    "def ask():\n    name = input('name? ')\n    print('hello', name)\n    return name",
    "def ask():\n    print('name? ')\n    print('hello', 'ada')\n    return 'ada'",
    assigned=(
        "import builtins\n"
        "usual, builtins.input = builtins.input, lambda prompt: 'grace'\n"
        "try:\n    assert ask() == 'grace'\n"
        "finally:\n    builtins.input = usual"
    ),
    patched=(
        "from unittest.mock import call, patch\n"
        "with patch('builtins.input', return_value='alan') as asked:\n"
        "    with patch('builtins.print') as printed:\n"
        "        ask()\n"
        "asked.assert_called_once_with('name? ')\n"
        "assert printed.mock_calls == [call('hello', 'alan')]"
    ),
    name_of_the_notebooks=(
        "input = lambda prompt: 'edsger'\nassert ask() == 'edsger'\ndel input"
    ),
    redirected=(
        "from contextlib import redirect_stdout\n"
        "from io import StringIO\n"
        "with patch('builtins.input', lambda prompt: 'kurt'):\n"
        "    with redirect_stdout(StringIO()) as out:\n        ask()\n"
        "assert out.getvalue() == 'hello kurt\\n'"
    ),
)
"""Tests that put functions and streams of their own in the place of Python's."""

ALIASES = graded(
    "fill",
    "def fill(grid, value):\n    grid[0][0] = value\n    return grid\n"
    "def grid(n):\n    return [[0] * n for _ in range(n)]",
    "def fill(grid, value):\n    grid = [list(row) for row in grid]\n"
    "    grid[0][0] = value\n    return grid\n"
    "def grid(n):\n    return [[0] * n] * n",
    lists="row = [0, 0]\nfill([row, row], 1)\nassert row == [1, 0]",
    seen="row = [0]\nmade = fill([row, row], 2)\nassert made[1] == [2]",
    arrays=(
        "import numpy as np\nrow = np.zeros(2)\nrows = [row, row]\n"
        "fill(rows, 3)\nassert rows[1][0] == 3 and rows[0] is rows[1]"
    ),
    rows="made = grid(2)\nmade[0][0] = 1\nassert made == [[1, 0], [0, 0]]",
)
"""Tests with one object in several places."""

WRITTEN = graded(
    "save",
    "from pathlib import Path\n"
    "Path('table.csv').write_text('a,b\\n1,2\\n')\n"
    "def save(path, text):\n    with open(path, 'w') as file:\n"
    "        file.write(text)\n"
    "def remove(path):\n    Path(path).unlink()",
    "def save(path, text):\n    return text\ndef remove(path):\n    pass",
    opened="with open('table.csv') as file:\n    assert file.readline() == 'a,b\\n'",
    listed="import glob\nassert glob.glob('*.csv') == ['table.csv']",
    saved=(
        "import os\nassert not os.path.exists('out.txt')\n"
        "save('out.txt', 'hello')\n"
        "from pathlib import Path\nassert Path('out.txt').read_text() == 'hello'\n"
        "save('out.txt', 'hello, too')\n"
        "assert Path('out.txt').read_text() == 'hello, too'\n"
        "remove('out.txt')\nassert not os.path.exists('out.txt')"
    ),
    parsed=(
        "import numpy as np\n"
        "rows = np.genfromtxt('table.csv', delimiter=',', names=True)\n"
        "assert (rows['a'], rows['b']) == (1, 2)"
    ),
)
"""Tests that open files which the notebook wrote."""

APART = Course({"replaced": REPLACED, "aliases": ALIASES, "written": WRITTEN}, FAST)
"""What tests that run apart do as in one kernel."""
