"""Work on a gradebook that is on a server: what fails in passing is done once more.

A server is restarted, a connection is lost, somebody else enters the same student
first: the next try meets none of it. A gradebook in a file has nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

from nbgrader.api import Gradebook
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from autograder.config.database import POSTGRESQL

SECONDS = 60.0
"""How long a server may be away: it is restarted in less."""
_PAUSE = 0.2

T = TypeVar("T")


def patiently(gradebook: Gradebook, work: Callable[[], T]) -> T:
    """Return what a piece of work returns.

    Args:
        gradebook: What it is done on.
        work: What may be done again from its beginning: what it had not committed is
            undone before.

    Raises:
        DBAPIError: It does not pass.
    """
    until = None
    while True:
        try:
            return work()
        except DBAPIError as error:
            gradebook.db.rollback()
            now = monotonic()
            until = until or now + SECONDS
            if not _may_pass(gradebook, error) or now > until:
                raise
        sleep(_PAUSE)


def _may_pass(gradebook: Gradebook, error: DBAPIError) -> bool:
    """Tell a server that is away, or another who was faster, from what will remain."""
    is_passing = isinstance(error, OperationalError | IntegrityError)
    on_server = gradebook.engine.dialect.name == POSTGRESQL
    return on_server and (is_passing or error.connection_invalidated)
