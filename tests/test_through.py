"""Of each suite a part is graded on a Dask cluster whenever tests run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PARTS = {
    "tests/parity/test_same_grades.py": "equals_stock and files",
    "tests/grading/test_killed.py": "ctrl_c and result",
}
"""Which tests of which file; attacks have some in ``tests/grading/test_cluster.py``."""


def test_a_part_of_each_suite_goes_through_a_cluster() -> None:
    pytest.importorskip("distributed")
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here to make a certificate")
    chosen = " or ".join(f"({part})" for part in PARTS.values())
    done = subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-n",
                "0",
                "-p",
                "no:cacheprovider",
            ),
            *("--through", "dask", "-k", chosen, *PARTS),
        ],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"^(\d+) passed, \d+ deselected", done.stdout, re.MULTILINE)
    assert passed, done.stdout
    assert int(passed[1]) == 5
