"""A Jupyter server with nbgrader's extension: its formgrader gets the same handlers."""

from __future__ import annotations

from nbgrader.server_extensions.formgrader import apihandlers, handlers

from autograder.formgrader.handlers import Start, rules


def harden() -> None:
    """Put the guarded handlers in place of nbgrader's.

    nbgrader reads the course's configuration before it tells the server of its
    handlers, so a configuration that calls this is in time. What else the server does
    (files, kernels, terminals) it goes on doing.
    """
    if any(Start in rule for rule in handlers.default_handlers):
        return  # the configuration is read for each request
    pages, api = rules(alone=False)
    handlers.default_handlers[:] = pages
    apihandlers.default_handlers[:] = api
