"""What a course's nbgrader_config.py asks for that this grader does otherwise.

nbgrader's settings are honoured, or have no effect here, as ``docs/settings.md`` lists
one by one. Those of which neither is true are refused by name: nobody is to find out by
the grades that a line of the configuration was passed over.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader import converters, exchange, plugins, preprocessors
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import default as default_exchange
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    Execute,
    IgnorePattern,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from traitlets import HasTraits, TraitError
from traitlets.config import Configurable

from autograder.config.nbgrader_course import CONFIG_FILE, NbgraderCourse
from autograder.config.wishes import SECTION
from autograder.model import ConfigError

PIPELINE: Mapping[str, tuple[type[HasTraits], ...]] = {
    "sanitize_preprocessors": (
        ClearOutput,
        DeduplicateIds,
        OverwriteKernelspec,
        OverwriteCells,
        CheckCellMetadata,
    ),
    "autograde_preprocessors": (
        Execute,
        IgnorePattern,
        ClearMetadataPreprocessor,
        LimitOutput,
        SaveAutoGrades,
        AssignLatePenalties,
        CheckCellMetadata,
    ),
}
"""nbgrader's steps of grading; this grader does what they do."""

_OWN = {
    "autograder.plugins.execute.SandboxedExecute": Execute,
    "autograder.plugins.translated.OverwriteTranslatedCells": OverwriteCells,
}
"""Steps of ours inside nbgrader, and those in whose place they stand."""

_HOOK = "hooks are not called; grade with nbgrader's own command"
_KERNEL = "no kernel is started"
_STEP = "grading always does this"

REFUSED: Mapping[type[HasTraits], Mapping[str, str]] = {
    CourseDirectory: {
        "notebook_id": "all notebooks of a submission are graded together",
    },
    Autograde: {
        "pre_convert_hook": _HOOK,
        "post_convert_hook": _HOOK,
        "exporter_class": "graded notebooks are written as notebooks",
        "create_student": "who hands in is added to the gradebook",
    },
    Execute: {
        "force_raise_errors": "a cell that fails ends no submission",
        "execute_retries": "a result has to be the same each time",
        "extra_arguments": _KERNEL,
        "kernel_manager_class": _KERNEL,
        "kernel_name": "the kernel is what the course's notebook names",
        **{
            f"on_{event}": "functions are not called; grade with nbgrader's own command"
            for event in (
                "cell_start",
                "cell_execute",
                "cell_complete",
                "cell_error",
                "notebook_start",
                "notebook_complete",
                "notebook_error",
            )
        },
    },
    **{
        step: {"enabled": _STEP}
        for step in (
            ClearOutput,
            DeduplicateIds,
            OverwriteKernelspec,
            OverwriteCells,
            SaveAutoGrades,
        )
    },
    AssignLatePenalties: {
        "enabled": "for no penalty leave LateSubmissionPlugin.penalty_method at 'none'"
    },
}
"""Settings that may only be as nbgrader has them, and why."""


def check_options(course: NbgraderCourse, *, inside_nbgrader: bool = False) -> None:
    """Make sure that a configuration can be kept to.

    Args:
        course: The course.
        inside_nbgrader: Whether nbgrader grades and only cells are run here; then it
            keeps to its settings itself.

    Raises:
        ConfigError: It cannot; there is a line for each setting.
    """
    problems = list(_ill_formed(course))
    if not problems and not inside_nbgrader:
        problems = [*_refused(course), *_other_steps(course), *_other_root(course)]
    if problems:
        raise ConfigError(
            "\n".join(f"{course.root / CONFIG_FILE}: {line}" for line in problems)
        )


def known_classes() -> dict[str, type[Configurable]]:
    """Return nbgrader's classes that have settings, by name.

    Of two with one name, one inherits from the other.
    """
    found: set[type[Configurable]] = {CourseDirectory, ClearMetadataPreprocessor}
    for package in (converters, exchange, default_exchange, plugins, preprocessors):
        for value in vars(package).values():
            if isinstance(value, type) and issubclass(value, Configurable):
                found |= {b for b in value.__mro__ if issubclass(b, Configurable)}
    by_depth = sorted(found, key=lambda each: len(each.__mro__))
    return {each.__name__: each for each in by_depth}


def _ill_formed(course: NbgraderCourse) -> Iterator[str]:
    """Yield what nbgrader itself could not read."""
    known = known_classes()
    for section, values in sorted(course.config.items()):
        made = known.get(section)
        if section == SECTION:
            continue  # our own, which is read elsewhere
        if made is None:
            near = get_close_matches(section, known, n=1, cutoff=0.8)
            if near and not section.endswith("App"):  # commands have settings, too
                yield f"c.{section}: no such class; did you mean {near[0]}?"
            continue
        traits = made.class_traits(config=True)
        for name in sorted(values):
            if name[:1].isupper():
                continue  # settings for one class inside another
            if name not in traits:
                near = get_close_matches(name, traits, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                yield f"c.{section}.{name}: no such setting{hint}"
            else:
                yield from _wrong_value(made, section, name, values)


def _wrong_value(
    made: type[Configurable], section: str, name: str, values: Mapping[str, Any]
) -> Iterator[str]:
    value = values[name]
    new: Any = made.__new__
    blank = new(made)  # nothing is set: only the one value is looked at
    try:
        if hasattr(value, "get_value"):  # such as c.CourseDirectory.ignore.append(…)
            value = value.get_value(getattr(blank, name))
        setattr(blank, name, value)
    except (TraitError, ImportError, AttributeError, ValueError, TypeError) as error:
        yield f"c.{section}.{name}: {_in_a_line(error)}"


def _refused(course: NbgraderCourse) -> Iterator[str]:
    """Yield settings that are not nbgrader's usual ones and are not kept to."""
    for made, traits in REFUSED.items():
        asked, usual = made(config=course.config), made()
        for name, reason in traits.items():
            if getattr(asked, name) != getattr(usual, name):
                yield f"c.{made.__name__}.{name} is not kept to here: {reason}"


def _other_steps(course: NbgraderCourse) -> Iterator[str]:
    """Yield steps that a course has added to nbgrader's, and those it leaves out."""
    step = Autograde(config=course.config)
    for name, usual in PIPELINE.items():
        steps = []
        for each in getattr(step, name):
            try:
                steps.append(_step(each))
            except (ImportError, AttributeError, ValueError) as error:
                yield f"c.Autograde.{name}: {_in_a_line(error)}"
        for each in steps:
            if each not in usual:
                yield (
                    f"c.Autograde.{name}: {getattr(each, '__name__', each)} is not run "
                    "here; take it out, or grade with nbgrader autograde"
                )
        for left in [each for each in usual if each not in steps]:
            if left not in (ClearMetadataPreprocessor, CheckCellMetadata):
                yield (
                    f"c.Autograde.{name}: {left.__name__} is left out, and grading "
                    "always does this"
                )


def _step(named: Any) -> Any:
    """Return the class that a step is, which may be given by its name."""
    if isinstance(named, str):
        module, _, name = named.rpartition(".")
        named = getattr(importlib.import_module(module), name)
    made = named if isinstance(named, type) else type(named)
    return _OWN.get(f"{made.__module__}.{made.__qualname__}", made)


def _other_root(course: NbgraderCourse) -> Iterator[str]:
    root = course.config.get("CourseDirectory", {}).get("root")
    if isinstance(root, str) and (course.root / root).resolve() != course.root:
        yield f"c.CourseDirectory.root is {root}; name it with --course-dir"


def _in_a_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
