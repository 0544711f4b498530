"""nbgrader's ``collect``, from folders that belong to the students.

Who submits may change the submission as it lies in the exchange. nbgrader copies it as
the instructor, and follows links: to the solutions, or to what else only the instructor
may read, which is then among the files of a student's own program.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from autograder.common.printable import one_line
from autograder.model import SubmissionError
from autograder.notebook import untrusted

_NEVER = datetime.min
"""Before all times: of two submissions of one student, the other is the newer."""


class Collect(ExchangeCollect):  # type: ignore[misc]  # nbgrader has no types
    """Collects files, and nothing that a link leads to; one that fails stops none."""

    src_records: list[dict[str, Any]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        # Anybody may make a folder here, of any name.
        try:
            record: dict[str, Any] = super()._path_to_record(path)
        except (ValueError, OverflowError):
            name = Path(path).name
            user = name.rsplit("+", 3)[0]
            record = {"username": user, "filename": name, "timestamp": _NEVER}
        return record

    def copy_files(self) -> None:
        """Copy each submission, or say why it is left where it is."""
        records = self.src_records
        if not records:
            super().copy_files()
        for record in records:
            self.src_records = [record]
            try:
                super().copy_files()
            # Too deep, too large, a date that nobody understands: a RuntimeError of
            # nbgrader's and of Python's among them.
            except (SubmissionError, OSError, RuntimeError) as error:
                said = f"{record['filename']}: it is not collected: {error}"
                self.log.error("%s", one_line(said))
        self.src_records = records

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy a submission's files."""
        source = Path(src)
        with tempfile.TemporaryDirectory(prefix="autograder-") as place:
            files = Path(place, "submission")
            left = untrusted.copy(source, files)
            super().do_copy(str(files), dest, log)
        for path in left:
            said = f"{source.name}: {path} is no file and is left out"
            self.log.warning("%s", one_line(said))
