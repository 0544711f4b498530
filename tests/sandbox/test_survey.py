"""The report on this machine, and on those that have no such layers."""

import json
import os
import subprocess
import sys

import pytest
from worlds import NAMESPACE_CALLS, ORDINARY, become, refuse

from autograder.sandbox import survey
from autograder.sandbox.policy import ESSENTIAL, Layer
from autograder.sandbox.survey import probe, remedy


def reports(prepare=lambda: None):
    """Probe in a child, so that nothing is remembered and the user can change."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        prepare()
        probe.cache_clear()
        found = {str(report.layer): str(report) for report in probe()}
        os.write(writer, json.dumps(found).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        text = stream.read()
    os.waitpid(pid, 0)
    return json.loads(text)


def test_all_layers_hold_here():
    found = reports()
    missing = [text for text in found.values() if not text.endswith(": holds")]
    assert missing == []
    assert set(found) == set(Layer)


def test_what_a_container_denies_is_said():
    found = reports(lambda: refuse(NAMESPACE_CALLS))
    text = found["user_namespace"]
    assert "missing (unshare: Operation not permitted)" in text
    assert len(text) > 80  # there is advice
    for layer in ESSENTIAL:
        unreadable = "Install Python where every user can read it" in found[layer]
        assert found[layer] == f"{layer}: holds" or unreadable


def test_it_is_remembered():
    assert probe() is probe()


def test_every_lack_has_a_remedy():
    for layer in Layer:
        assert len(remedy(layer, "because")) > 20


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_import_and_say_they_are_not_protected(system):
    code = (
        "import ctypes, shutil, site, sys, sysconfig, tempfile\n"
        f"sys.platform = {system!r}\n"
        "sys.modules['resource'] = None\n"
        "import autograder.sandbox\n"
        "from autograder.sandbox import probe\n"
        "print(*probe(), sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("not protected") == len(Layer)


def test_a_kernel_that_only_pretends_is_caught(monkeypatch):
    proofs = [(Layer.LANDLOCK, lambda: False)]
    monkeypatch.setattr(survey, "_proofs", lambda: iter(proofs))
    assert "does not enforce" in reports()["landlock"]


def test_an_ordinary_user_has_them_too():
    found = reports(lambda: become(ORDINARY) if os.geteuid() == 0 else None)
    # The interpreter may be root's own, and then nothing can be bound; where it is
    # not, nothing is missing.
    reasons = {text for text in found.values() if "missing" in text}
    assert all("Permission denied" in text for text in reasons)
