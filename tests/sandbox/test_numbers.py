"""The table of numbers, against the kernel's own headers where they are installed."""

import re
from pathlib import Path

import pytest

from autograder.sandbox import numbers

HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
NAMES = [*numbers._OLD, *numbers._NEW]


@pytest.mark.parametrize("machine", HEADERS)
def test_no_number_means_two_calls(machine):
    found = [numbers.number(name, machine) for name in NAMES]
    known = [number for number in found if number is not None]
    assert len(known) == len(set(known))
    assert max(known) <= numbers.NEWEST


@pytest.mark.parametrize(("machine", "header"), HEADERS.items())
def test_the_numbers_are_the_kernels(machine, header):
    text = header.read_text() if header.exists() else ""
    defined = dict(re.findall(r"#define __NR_(\w+)\s+(\d+)", text))
    for name in NAMES:
        if name in defined:
            assert numbers.number(name, machine) == int(defined[name]), name


def test_an_unknown_machine_says_so(monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(OSError, match="riscv64"):
        numbers.number("kill")
