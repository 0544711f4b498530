from __future__ import annotations

import gc

from autograder.common.importing import importing


def test_nothing_is_collected_meanwhile_nor_sought_in_later() -> None:
    before = gc.get_freeze_count()
    with importing():
        assert not gc.isenabled()
        made = [[] for _ in range(10)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(made)


def test_who_collects_nothing_goes_on_so() -> None:
    gc.disable()
    try:
        with importing():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
