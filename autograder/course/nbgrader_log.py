"""Listen to nbgrader's log: it tells there, and only there, why something failed."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from nbgrader.converters import BaseConverter

# What nbgrader says around every error, whatever it was.
_EMPTY = re.compile(r"There was an error processing|Please see the")


class Log(logging.Handler):
    """Keeps the messages of warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.records.append(record)

    def errors(self) -> str:
        """Return the last line of each error, joined; a traceback ends in its cause."""
        messages = (r.getMessage() for r in self.records if r.levelno >= logging.ERROR)
        lines = (
            message.strip().splitlines()[-1] for message in messages if message.strip()
        )
        return "; ".join(
            dict.fromkeys(line for line in lines if not _EMPTY.match(line))
        )


@contextmanager
def captured_log(converter: BaseConverter) -> Iterator[Log]:
    """Collect what an nbgrader converter logs, and keep it off the screen."""
    log = Log()
    logger = logging.getLogger("autograder.nbgrader")
    logger.propagate = False
    converter.log = logger
    converter.coursedir.log = logger
    logger.addHandler(log)
    try:
        yield log
    finally:
        logger.removeHandler(log)
