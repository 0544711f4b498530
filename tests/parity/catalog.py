"""All courses that are compared."""

from __future__ import annotations

from tests.parity import cases, shipped

# The longest stand at both ends: two processes meet in the middle.
COURSES = {
    "single": shipped.SINGLE,
    "settings": cases.SETTINGS,
    "again": cases.AGAIN,
    "scores": cases.SCORES,
    "late": cases.BY_PLUGIN,
    "later": cases.LATER,
    "files": cases.FILES,
    "beside": cases.BESIDE,
    "cells": cases.CELLS,
    "answered": shipped.ANSWERED,
    "different": cases.DIFFERENT,
}
