"""What a traceback costs: what is looked for, and compiled, for each of them."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from pygments.lexer import RegexLexer, RegexLexerMeta
from pygments.lexers import PythonLexer
from pygments.token import Name

from autograder.engine import tracebacks
from autograder.engine.prepared import PreparedCompiler


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Forget what this process has noted for a test."""
    before = dict(inspect.modulesbyfile)
    yield
    inspect.modulesbyfile.clear()
    inspect.modulesbyfile.update(before)


def frame_of(name: str):
    found: dict = {}
    exec(compile("import sys; frame = sys._getframe()", name, "exec"), found)
    return found["frame"]


def count_modules_looked_at(monkeypatch: pytest.MonkeyPatch, *asked: object) -> int:
    looked_at = []

    def is_module(value: object) -> bool:
        looked_at.append(value)
        return isinstance(value, type(sys))

    with monkeypatch.context() as patch:
        patch.setattr(inspect, "ismodule", is_module)
        assert inspect.getmodule(*asked) is None
    return sum(isinstance(value, type(sys)) for value in looked_at)


def test_no_module_is_looked_at_for_code_of_a_cell(monkeypatch):
    name = PreparedCompiler().cache("1 / 0", 1)
    frame = frame_of(name)
    assert count_modules_looked_at(monkeypatch, frame) == 0
    assert count_modules_looked_at(monkeypatch, frame, name) == 0
    assert count_modules_looked_at(monkeypatch, frame_of("<another>")) > 100


def test_a_cell_may_stand_in_a_folder_that_is_gone(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(FileNotFoundError):
        Path.cwd()
    tracebacks.belongs_to_no_module("<a cell>")
    assert count_modules_looked_at(monkeypatch, frame_of("<a cell>"), "<a cell>") == 0


@pytest.fixture
def compiled(monkeypatch) -> list[type]:
    """The lexer classes whose rules are compiled."""
    found: list[type] = []
    usual = RegexLexerMeta.process_tokendef

    def process(cls, name, tokendefs=None):
        found.append(cls)
        return usual(cls, name, tokendefs)

    monkeypatch.setattr(RegexLexerMeta, "process_tokendef", process)
    tracebacks.keep_token_tables()
    return found


def test_who_defines_no_token_takes_the_base_s_table(compiled):
    class Base(RegexLexer):
        tokens: ClassVar = {"root": [("a", Name)]}

    class Same(Base):
        pass

    class Another(Base):
        tokens: ClassVar = {"root": [("b", Name)]}

    texts = {kind: list(kind().get_tokens("a")) for kind in (Base, Same, Another)}
    assert compiled == [Base, Another]
    assert texts[Same] == texts[Base] != texts[Another]


def test_who_is_made_before_its_base_compiles(compiled):
    class Base(RegexLexer):
        tokens: ClassVar = {"root": [("a", Name)]}

    class First(Base):
        pass

    assert list(First().get_tokens("a")) == list(Base().get_tokens("a"))
    assert compiled == [First, Base]


def test_python_is_coloured_as_ever(compiled):
    class Derived(PythonLexer):
        pass

    text = "def f(x):\n    return [1 / x, 'one', rb'two']  # three"
    assert list(Derived().get_tokens(text)) == list(PythonLexer().get_tokens(text))
