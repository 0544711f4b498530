"""Files of a notebook's in the checker: what they may not be, and may not do there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.engine.notebooks import check, scores, setup, solution
from tests.engine.test_confined import Grade, confined

__all__ = ["confined"]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the layers are Linux's"
)

SHOWN = (
    "import os\ndef shown(): return [name for name in os.listdir() if name[0] != '.']\n"
)

HOLDS = {
    "what is no plain file": (
        "import os, socket\n"
        "os.symlink('/etc/passwd', 'a.txt')\n"
        "os.symlink('/dev/zero', 'b.txt')\n"
        "os.symlink('.', 'loop')\n"
        "open('plain.txt', 'w').close()\n"
        "try: os.mkfifo('c.txt')\n"
        "except OSError: pass  # the filter of system calls\n"
        "try: socket.socket(socket.AF_UNIX).bind('d.txt')\n"
        "except OSError: pass\n",
        f"{SHOWN}assert shown() == ['plain.txt'], shown()",
    ),
    "modules and settings": (
        "import os\n"
        "os.makedirs('pack')\n"
        "for name in ('planted.py', 'pack/__init__.py', 'pack/a.so', 'x.pyc',\n"
        "             'pytest.ini', 'setup.cfg', 'matplotlibrc', '.env', 'p.ipynb'):\n"
        "    open(name, 'w').close()\n"
        "open('plain.txt', 'w').close()\n",
        f"{SHOWN}import importlib.util\n"
        "assert shown() == ['plain.txt'], shown()\n"
        "assert not any(map(os.path.exists, ['.env', 'pack', 'pytest.ini']))\n"
        "assert importlib.util.find_spec('planted') is None",
    ),
    "a file of the course's": (
        "import os\n"
        "open('data.txt', 'w').write('theirs')\n"
        "os.mkdir('sub')\n"
        "open('sub/more.txt', 'w').write('theirs')\n",
        "assert open('data.txt').read() == 'ours'\n"
        "assert open('sub').read() == 'ours, too'",
    ),
    "a pickle that is a program": (
        "import pickle\n"
        "class Evil:\n"
        "    def __reduce__(self):\n"
        "        return exec, ('import builtins; builtins.taken = True',)\n"
        "with open('p.pickle', 'wb') as file:\n    pickle.dump(Evil(), file)\n",
        "import builtins, pickle\n"
        "for load in (pickle.load, lambda file: pickle._Unpickler(file).load()):\n"
        "    try: load(open('p.pickle', 'rb'))\n"
        "    except pickle.UnpicklingError as error: assert 'unpickled' in str(error)\n"
        "    else: 1/0\n"
        "import numpy as np\n"
        "try: np.load('p.pickle', allow_pickle=True)\n"
        "except Exception: pass\n"
        "assert not hasattr(builtins, 'taken')",
    ),
    "one that changes all the time": (
        "import itertools, threading\n"
        "def change():\n"
        "    for number in itertools.count():\n"
        "        open('a.txt', 'w').write(str(number) * 9999)\n"
        "threading.Thread(target=change, daemon=True).start()\n",
        "with open('a.txt') as file:\n"
        "    one = file.read(5000)\n"
        "    for _ in range(20):\n"
        "        file.seek(0)\n"
        "        assert file.read(5000) == one",
    ),
    "more and larger ones than are taken": (
        "import os\n"
        "os.mkdir('many')\n"
        "for number in range(3000):\n"
        "    open(f'many/{number}', 'w').close()\n"
        "with open('large', 'wb') as file:\n"
        "    file.truncate(1 << 25)\n"
        "with open('a.txt', 'w') as file:\n    file.write('small')\n",
        "import os\n"
        "assert open('a.txt').read() == 'small'\n"
        "assert not os.path.exists('large') and len(os.listdir('many')) < 200",
    ),
    "the place of a file that the test makes": (
        "def f():\n    open('expected', 'w').write('theirs')\n    return 1\n"
        "f()\n"
        "import os\n"
        "def look(): return sorted(os.listdir())\n",
        "import os\n"
        "os.path.exists('expected')\n"
        "with open('expected', 'w') as file:\n    file.write('ours')\n"
        "f()\n"
        "assert open('expected').read() == 'ours'\n"
        "with open('hidden', 'w') as file:\n    file.write('ours')\n"
        "assert 'hidden' not in look()",
    ),
}


GIVEN = {"a file of the course's": {"data.txt": "ours", "sub": "ours, too"}}


@pytest.fixture
def grade(confined, tmp_path: Path) -> Grade:
    folder = tmp_path / "work"
    for place in (folder, tmp_path / "work-checker"):
        place.mkdir()
    return Grade(confined, folder)


@pytest.mark.parametrize("name", HOLDS)
def test_a_test_is_not_fooled(grade: Grade, name: str) -> None:
    for path, text in GIVEN.get(name, {}).items():
        (grade.folder.with_name("work-checker") / path).write_text(text)
    answer, test = HOLDS[name]
    result = grade(setup(), solution(answer), check(test))
    assert scores(result) == {"test": 1}, result.notebook["cells"][2]
    assert result.flags == ()


FORGED = {
    "a path out of the folder": "[('../a.txt', '', 0)]",
    "a path from the root": "[('/tmp/a.txt', '', 0)]",
    "a hidden path": "[('x/../a.txt', '', 0)]",
    "a module": "[('planted.py', '', 0)]",
    "one path twice": "[('a.txt', '', 0), ('a.txt', '1', 0)]",
    "too many": "[(f'{n}.txt', '', 0) for n in range(10**5)]",
    "no list": "{'a.txt': 1}",
    "no triples": "[['a.txt', '', 0]]",
    "no text": "[(b'a.txt', '', 0)]",
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_list_is_none(grade: Grade, name: str) -> None:
    answer = (
        "from autograder.engine import written\n"
        f"written.listed = lambda folder: {FORGED[name]}\n"
        "written.contents = lambda folder, paths: [b'x'] * len(paths)\n"
    )
    found = "import os\nassert not os.path.exists('a.txt')\nassert f() == 1"
    other = check("assert f() == 1", "other")
    result = grade(setup(), solution(f"{answer}def f(): return 1"), check(found), other)
    assert scores(result) == {"test": 1, "other": 1}
    assert "broken or forged reply" in result.flags[0]


@pytest.mark.parametrize(
    "contents", ["[]", "['x']", "[bytes(17 << 20)]", "7", "[b'x', b'y']"]
)
def test_forged_contents_are_none(grade: Grade, contents: str) -> None:
    answer = (
        "from autograder.engine import written\n"
        "written.listed = lambda folder: [('a.txt', '', 0)]\n"
        f"written.contents = lambda folder, paths: {contents}\n"
    )
    found = "import os\nassert not os.path.exists('a.txt')"
    result = grade(setup(), solution(answer), check(found))
    assert scores(result) == {"test": 1}
    assert "broken or forged reply" in result.flags[0]


def test_a_trusted_cell_sees_none_of_them(grade: Grade) -> None:
    seen = "import os\nSEEN = os.path.exists('a.txt')"
    result = grade(
        setup(),
        solution("open('a.txt', 'w').close()"),
        check("import os\nassert os.path.exists('a.txt')", "before"),
        setup(seen, "later"),
        check("assert SEEN is False", "after"),
    )
    assert scores(result) == {"before": 1, "after": 1}
