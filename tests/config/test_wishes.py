from __future__ import annotations

import socket
from pathlib import Path

import pytest

from autograder.config.sections import Limits
from autograder.config.wishes import from_config, from_flags
from autograder.model import ConfigError, UsageError


def test_flags_come_before_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    values = {"memory_mb": 10, "disk_mb": 20, "readable": ["data"], "env": ["A"]}
    values["isolation"] = "auto"
    both = from_config(tmp_path, values) | from_flags(["memory_mb=30"])
    limits = both.over(Limits())
    assert (limits.memory_mb, limits.disk_mb, limits.processes) == (30, 20, 64)
    assert both.readable == (tmp_path / "data",)
    assert (both.env, both.isolation) == (("A",), "auto")


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        ("memory=1", "--limit memory: unknown key; did you mean 'memory_mb'?"),
        ("memory_mb=0", "--limit memory_mb: must be more than 0, not 0"),
        ("disk_mb=much", "--limit disk_mb: must be a whole number, not 'much'"),
    ],
)
def test_a_limit_that_is_none_is_refused(flag: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        from_flags([flag])
    assert str(error.value).startswith(told)


def test_the_line_of_the_configuration_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^c\.Autograder\.memory_mb: must be"):
        from_config(tmp_path, {"memory_mb": "much"})
    with pytest.raises(ConfigError, match=r"^c\.Autograder\.readable nosuch: "):
        from_config(tmp_path, {"readable": ["nosuch"]})


def test_a_folder_with_a_socket_is_not_made_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket has to be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        with pytest.raises(UsageError, match="is a socket"):
            from_flags(readable=[Path()])


def test_a_variable_that_is_not_set_is_refused() -> None:
    with pytest.raises(UsageError, match="no such variable"):
        from_flags(env=["NO_SUCH_VARIABLE"])
