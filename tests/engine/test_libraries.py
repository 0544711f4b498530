from __future__ import annotations

from importlib.metadata import version

import pytest

from autograder.engine import libraries


@pytest.mark.parametrize(
    ("module", "trusted"),
    [
        ("numpy", True),
        ("sklearn.metrics", True),
        ("math", True),
        ("ipywidgets", False),
        ("torch.nn", False),
        ("mine", False),
        ("this", False),
        ("numpy.tests.test_lazyloading", False),
        ("numpy._core", False),
    ],
)
def test_the_checker_takes_its_own_copy_of_well_known_modules(
    module: str, trusted: bool
) -> None:
    assert libraries.is_trusted(module) is trusted


def test_a_library_that_the_course_names_is_trusted_too() -> None:
    assert libraries.is_trusted("torch.nn", ["torch"])
    assert not libraries.is_trusted("torch.tests", ["torch"])


def test_what_is_worth_warming_belongs_to_a_known_library() -> None:
    imported = ["sklearn.datasets", "os", "mine", "numpy", "scipy.tests", "torch.nn"]
    assert libraries.worth_warming(imported) == ["numpy", "sklearn.datasets"]
    assert libraries.worth_warming(imported, ["torch"]) == [
        "numpy", "sklearn.datasets", "torch", "torch.nn",
    ]  # fmt: skip


def test_versions_are_told_of_what_is_installed_and_what_is_not() -> None:
    told = libraries.versions()
    assert f"numpy {version('numpy')}" in told
    assert f"scikit-learn {version('scikit-learn')}" in told
    assert f"scipy {version('scipy')}" in told
    assert "no_such_library not installed" in libraries.versions(["no_such_library"])
    assert f"pytest {version('pytest')}" in libraries.versions(["pytest"])
