"""What the session asks the checker: diagnose one exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

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
        reads: variables of the notebook that the answer's functions read and the
            reference does not.
        tables: what was computed for an earlier answer to the exercise.
        seconds: how long the checker may look for what to say, in processor time.
    """

    exercise: str
    test: str
    wrong_before: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    stopped: str = ""
    reads: tuple[str, ...] = ()
    tables: Mapping[str, bytes] = field(default_factory=dict)
    seconds: float = 60.0

    def to_bytes(self) -> bytes:
        """Encode."""
        return encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Question:
        """Read what :meth:`to_bytes` wrote."""
        return cls(**decode(data))
