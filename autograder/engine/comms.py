"""Widgets without a front end: every comm opens, and says nothing to anybody.

An ``Output`` widget takes what is displayed inside its block away from the cell. A
front end does this when the widget's state says so; here the sink is muted for that
time.
"""

from __future__ import annotations

from typing import Any

import comm
from comm.base_comm import BaseComm

from autograder.engine.capture import Sink

PARENT_ID = "cell"


class KernelStub:
    """What widgets ask of a kernel: whose output is being written."""

    def get_parent(self) -> dict[str, Any]:
        """Return the request that is being executed."""
        return {"header": {"msg_id": PARENT_ID}}


def silence(sink: Sink) -> None:
    """Make every comm of this process a silent one."""

    class SilentComm(BaseComm):
        def publish_msg(
            self,
            msg_type: str,
            data: Any = None,
            metadata: Any = None,
            buffers: Any = None,
            **keys: Any,
        ) -> None:
            state = (data or {}).get("state")
            if isinstance(state, dict) and "msg_id" in state:
                self._mute(state["msg_id"] == PARENT_ID)

        def _mute(self, muted: bool) -> None:
            sink.flush()
            if muted != getattr(self, "_muting", False):
                self._muting = muted
                sink.muted += 1 if muted else -1

    comm.create_comm = SilentComm
