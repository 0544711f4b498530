"""What the session asks the checker: diagnose one exercise."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from autograder.wire.codec import decode, encode


@dataclass(frozen=True)
class Question:
    """One exercise to diagnose.

    Attributes:
        exercise: its name.
        test: the check's source, hidden tests included.
        wrong_before: exercises before it that failed; the references stand in for
            them.
        uses: those of them whose names stand in the answer.
        stopped: the exception that kept the answer's cell from its end, if one did.
    """

    exercise: str
    test: str
    wrong_before: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    stopped: str = ""

    def to_bytes(self) -> bytes:
        """Encode."""
        return encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Question:
        """Read what :meth:`to_bytes` wrote."""
        return cls(**decode(data))
