"""Compares the evidence of a run with the verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.attacks.attack import Verdict
from tests.attacks.course import INPUT, POINTS, SEED, WORD
from tests.attacks.harness import Evidence

SECRETS = (WORD, str(SEED))
PLANTED = ("planted-script", "planted.example", "javascript:planted")


def problems(student: str, verdict: Verdict, evidence: Evidence) -> Iterator[str]:
    """Yield what is other than the verdict says."""
    result = evidence.results.get(student)
    if result is None:
        yield "there is no result"
        return
    if verdict.fails:
        if result["status"] != "failed" or verdict.fails not in result["reason"]:
            yield f"{result['status']} for the reason {result['reason']!r}"
        if any(evidence.gradebook.get(student, {}).values()):
            yield "points for what could not be graded"
    else:
        yield from _scores(student, verdict, result, evidence)
    if "-" in student:  # an attacker's page may not show what honest pages may
        yield from _leaks(student, verdict, result, evidence)


def _scores(
    student: str, verdict: Verdict, result: dict[str, Any], evidence: Evidence
) -> Iterator[str]:
    if result["status"] != "graded":
        yield f"not graded: {result['reason']}"
        return
    right = {
        f"test_{name}": points if name in verdict.keeps else 0.0
        for name, points in POINTS.items()
    }
    told = {cell["grade_id"]: cell["auto_score"] for cell in result["cells"]}
    for name in verdict.either:
        if told[f"test_{name}"] == POINTS[name]:
            right[f"test_{name}"] = POINTS[name]
    for source, scores in (
        ("results", told),
        ("gradebook", evidence.gradebook[student]),
    ):
        if scores != right:
            yield f"scores in the {source}: {scores}"
    if result["score"] != sum(right.values()):
        yield f"score {result['score']}"
    if verdict.flagged is not None and bool(result["flags"]) != verdict.flagged:
        yield f"flags: {result['flags']}"
    if not {"seccomp", "landlock", "unprivileged"} <= set(result["layers"]):
        yield f"layers: {result['layers']}"


def _leaks(
    student: str, verdict: Verdict, result: dict[str, Any], evidence: Evidence
) -> Iterator[str]:
    page = evidence.pages.get(student, "")
    # What a check itself said is the instructor's; any other message is searched.
    own = f"AssertionError: {WORD}-hidden"
    cells = [
        {**cell, "message": "" if cell["message"] == own else cell["message"]}
        for cell in result["cells"]
    ]
    places = {"the results": json.dumps({**result, "cells": cells}), "the page": page}
    if student in evidence.notebooks:
        places["the outputs"] = "\n".join(_outputs(evidence.notebooks[student]))
    for place, text in places.items():
        for secret in SECRETS:
            if secret.lower() in text.lower():
                at = text.lower().index(secret.lower())
                yield f"a secret in {place}: …{text[max(0, at - 60) : at + 60]!r}"
    shown = {"outputs": ("the page",), "page": (), "": ("the page", "the outputs")}
    for place in shown[verdict.echoes]:
        if str(INPUT) in places.get(place, ""):
            yield f"a hidden input in {place}"
    for word in PLANTED:
        if word in _live(page):
            yield f"{word} on the page"


def _outputs(notebook: dict[str, Any]) -> Iterator[str]:
    """Yield what cells have shown; a test's own traceback quotes the test, rightly."""
    for cell in notebook["cells"]:
        is_test = cell["metadata"].get("nbgrader", {}).get("grade", False)
        for output in cell.get("outputs", []):
            if not (is_test and output["output_type"] == "error"):
                yield json.dumps(output)


def _live(page: str) -> str:
    """Return the page's mark-up without its text, which may quote anything."""
    inside, kept = False, []
    for piece in page.replace(">", ">\0").replace("<", "\0<").split("\0"):
        inside = piece.startswith("<")
        if inside:
            kept.append(piece)
    return "".join(kept)


if __name__ == "__main__":
    import sys
    from pathlib import Path

    from tests.attacks.attack import load_attacks
    from tests.attacks.metadata import CASES

    found = Evidence(**json.loads(Path(sys.argv[1], "evidence.json").read_text()))
    everyone = {each.student: each.verdict for each in (*load_attacks(), *CASES)}
    for name in found.results:
        if name in everyone:
            for problem in problems(name, everyone[name], found):
                print(f"{name}: {problem}")
    slow = sorted(((r["seconds"], s) for s, r in found.results.items()), reverse=True)
    print(found.survivors, found.changed, found.planted, slow[:25])
    print({s: r["score"] for s, r in found.results.items() if "-" not in s})
