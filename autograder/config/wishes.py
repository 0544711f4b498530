"""What is asked of grading beyond nbgrader's settings, in a course of any kind.

Another's course says it in its ``nbgrader_config.py``, the command line in flags, which
come first::

    c.Autograder.memory_mb = 8192          --limit memory_mb=8192
    c.Autograder.readable = ["data"]       --readable data
    c.Autograder.env = ["DATA_URL"]        --env DATA_URL
    c.Autograder.any_kernel = True         --any-kernel
    c.Autograder.isolation = "auto"        --isolation auto
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from autograder.config.kinds import Isolation
from autograder.config.sections import Limits
from autograder.config.wording import SectionError
from autograder.model import ConfigError, UsageError

SECTION = "Autograder"

FOREIGN = Limits(
    notebook_seconds=3600,
    memory_mb=4096,
    processes=512,
    open_files=4096,
    disk_mb=1024,
)
"""The limits of another's course, which was written without any."""

MOST_LOOKED_AT = 100_000
"""Files of a readable folder that are looked at for sockets."""

Names = Annotated[tuple[str, ...], Field(strict=False)]


class _Section(Limits):
    """``c.Autograder`` of an ``nbgrader_config.py``.

    Attributes:
        readable: Files and folders that notebooks may read.
        env: Environment variables that they see.
        any_kernel: Whether notebooks run by this Python whatever kernel they name.
        isolation: Where tests run.
    """

    readable: Names = Field(default=(), examples=['readable=["data"]'])
    env: Names = Field(default=(), examples=['env=["DATA_URL"]'])
    any_kernel: bool = Field(default=False, examples=["any_kernel=True"])
    isolation: Isolation = Field(default="shared", examples=['isolation="auto"'])


_OWN = tuple(name for name in _Section.model_fields if name not in Limits.model_fields)


@dataclass(frozen=True)
class Wishes:
    """What is asked.

    Attributes:
        limits: Numbers in place of the course's limits, by their names.
        readable: Files and folders that notebooks may read, absolute.
        env: Names of environment variables that they see.
        any_kernel: Whether they run by this Python whatever kernel they name.
        isolation: Where tests run; empty if it is not said.
    """

    limits: Mapping[str, float]
    readable: tuple[Path, ...] = ()
    env: tuple[str, ...] = ()
    any_kernel: bool = False
    isolation: str = ""

    def __or__(self, other: Wishes) -> Wishes:
        """Return both; of two limits the other's holds."""
        return Wishes(
            {**self.limits, **other.limits},
            tuple(dict.fromkeys((*self.readable, *other.readable))),
            tuple(dict.fromkeys((*self.env, *other.env))),
            self.any_kernel or other.any_kernel,
            other.isolation or self.isolation,
        )

    def over(self, limits: Limits) -> Limits:
        """Return limits with those asked for in their place."""
        return limits.model_copy(update=dict(self.limits))

    @property
    def variables(self) -> dict[str, str]:
        """The variables that are set."""
        return {name: os.environ[name] for name in self.env if name in os.environ}


NO_WISHES = Wishes({})


def from_flags(
    limits: Sequence[str] = (),
    readable: Sequence[Path] = (),
    env: Sequence[str] = (),
    any_kernel: bool = False,
) -> Wishes:
    """Return what the command line asks.

    Raises:
        UsageError: It makes no sense.
    """
    values: dict[str, Any] = {}
    for text in limits:
        name, _, number = text.partition("=")
        values[name] = _number(number)
    try:
        _Section(**values)
    except SectionError as error:
        lines = (f"--limit {key[-1]}: {text}" for key, text in error.problems)
        raise UsageError("\n".join(lines)) from None
    paths = tuple(_readable(Path.cwd(), path, "--readable") for path in readable)
    if missing := [name for name in env if name not in os.environ]:
        raise UsageError(f"--env {missing[0]}: there is no such variable here")
    return Wishes(values, paths, tuple(env), any_kernel)


def from_config(root: Path, values: Mapping[str, Any]) -> Wishes:
    """Return what a course's ``nbgrader_config.py`` asks.

    Args:
        root: The course's folder, from which paths are taken.
        values: Of its section ``c.Autograder``.

    Raises:
        ConfigError: It makes no sense; a line for each value.
    """
    try:
        section = _Section(**values)
    except SectionError as error:
        lines = (f"c.{SECTION}.{key[-1]}: {text}" for key, text in error.problems)
        raise ConfigError("\n".join(lines)) from None
    try:
        paths = tuple(
            _readable(root, Path(name), f"c.{SECTION}.readable")
            for name in section.readable
        )
    except UsageError as error:
        raise ConfigError(str(error)) from None
    limits = {name: value for name, value in values.items() if name not in _OWN}
    return Wishes(limits, paths, section.env, section.any_kernel, section.isolation)


def _number(text: str) -> float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _readable(base: Path, path: Path, who: str) -> Path:
    """Return an absolute path that notebooks may be let see.

    A socket in it would let them speak to whatever listens there.
    """
    place = Path(os.path.normpath(base / path.expanduser()))
    if not os.access(place, os.R_OK):
        raise UsageError(f"{who} {path}: it is not there, or cannot be read")
    for found in islice(_files(place), MOST_LOOKED_AT):
        if stat.S_ISSOCK(found.lstat().st_mode):
            raise UsageError(
                f"{who} {path}: {found} is a socket, by which notebooks would reach "
                "the program behind it; name a folder without one"
            )
    return place


def _files(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
    for top, _, names in os.walk(place):
        for name in names:
            yield Path(top, name)
