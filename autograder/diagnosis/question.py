"""What the session asks the checker: diagnose one exercise."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from autograder.wire.codec import decode, encode


@dataclass(frozen=True)
class Question:
    """One exercise to diagnose, and all there is to know about it.

    Attributes:
        key: the whole notebook's, since an answer may build on earlier ones.
        exercise: the name of the one to diagnose.
        test: the check's source, hidden tests included.
        wrong_before: exercises before it that failed; the references stand in for
            them.
    """

    key: AnswerKey
    exercise: str
    test: str
    wrong_before: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Encode."""
        return encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Question:
        """Read what :meth:`to_bytes` wrote."""
        plain: dict[str, Any] = decode(data)
        exercises = [
            Exercise(**{**entry, "mistakes": _mistakes(entry["mistakes"])})
            for entry in plain["key"]["exercises"]
        ]
        return cls(**{**plain, "key": AnswerKey(tuple(exercises))})


def _mistakes(plain: list[dict[str, Any]]) -> tuple[KnownMistake, ...]:
    return tuple(KnownMistake(**entry) for entry in plain)
