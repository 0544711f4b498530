"""Readings of a result of another shape: nothing is warned of meanwhile."""

from __future__ import annotations

import warnings

import numpy as np

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.telling.readings import observe_shapes


def test_an_empty_result_is_read_without_a_warning() -> None:
    wanted = [Outcome(np.array([1.0, 2.0])), Outcome(1.5)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not list(observe_shapes(wanted, [Outcome(np.zeros(0))] * 2))
