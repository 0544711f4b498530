from __future__ import annotations

from importlib import import_module

import pytest
from traitlets.utils.importstring import import_item

from autograder.common.renamed import RENAMED


@pytest.mark.parametrize(("earlier", "now"), RENAMED.items())
def test_a_module_is_found_by_its_earlier_name(earlier: str, now: str) -> None:
    ours = {
        name: value
        for name, value in vars(import_module(now)).items()
        if getattr(value, "__module__", None) == now
    }
    assert ours
    for name, value in ours.items():
        assert import_item(f"{earlier}.{name}") is value


@pytest.mark.parametrize("name", ["CanvasExporter", "CsvExporter", "MoodleExporter"])
def test_an_exporter_is_found_by_its_earlier_name(name: str) -> None:
    exporter = import_item(f"autograder.exports.{name}")
    assert exporter is import_item(f"autograder.plugins.exporters.{name}")


def test_other_names_are_not_found() -> None:
    with pytest.raises(ModuleNotFoundError):
        import_module("autograder.grading.no_such_module")
    with pytest.raises(ImportError):
        import_item("autograder.exports.NoExporter")
