"""Display events of a cell → its outputs, as a front end would have kept them.

Runs in the session, which believes nothing: every event is checked for shape and size
before it becomes part of the executed notebook. An event is a plain dict:

    {"event": "stream", "name": "stdout" | "stderr", "text": str}
    {"event": "display" | "update" | "result", "data": dict, "metadata": dict,
     "id": str}
    {"event": "error", "ename": str, "evalue": str, "traceback": [str]}
    {"event": "clear", "wait": bool}
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

MAX_OUTPUTS_PER_CELL = 1000
"""A cell that displays in a loop; no reader looks at more."""

MAX_CELL_CHARS = 8_000_000
"""Text and pictures of one cell; a screenful of large figures is under two million."""

MAX_NOTEBOOK_CHARS = 40_000_000
"""All outputs of a notebook, so that a class of hostile notebooks does not fill a
disk."""

MAX_JSON_DEPTH = 20
"""Nesting inside a bundle, such as a Vega plot."""

MAX_ID_CHARS = 1000
"""Longer ids of displays are cut; an honest one has 32 characters."""

MAX_INT_BITS = 14_000
"""Python refuses to write integers of more than 4300 digits."""

MAX_SEARCHED_CHARS = 10_000
"""Longer texts are not searched for a course's pattern: that may take long."""

TRUNCATED = "... Output truncated ..."

Json = dict[str, Any]


class EventError(Exception):
    """An event that no honest cell runner sends."""


class OutputBook:
    """Outputs of all the cells of one notebook.

    A display with an id can be updated by later cells, so the book outlives a cell.

    Args:
        most: characters of all outputs together; what is beyond is cut off.
    """

    def __init__(self, most: int = MAX_NOTEBOOK_CHARS) -> None:
        self._most = most
        self._by_id: dict[str, list[Json]] = {}
        self._total = 0
        self.start_cell(None)

    def start_cell(self, execution_count: int | None) -> None:
        """Open a new cell; the outputs of the last one stay with who took them."""
        self.outputs: list[Json] = []
        self._count = execution_count
        self._chars = 0
        self._full = False
        self._clear_next = False

    def apply(self, event: Any) -> None:
        """Take one event.

        Raises:
            EventError: its shape is wrong.
        """
        if type(event) is not dict:
            raise EventError("an event that is no dict")
        handler = _HANDLERS.get(event.get("event"))
        if handler is None:
            raise EventError("an event of no known kind")
        handler(self, event)

    def _clear(self, event: Json) -> None:
        if event.get("wait") is True:
            self._clear_next = True
        else:
            self.outputs.clear()

    def _stream(self, event: Json) -> None:
        name, text = event.get("name"), _text(event, "text")
        if name not in ("stdout", "stderr"):
            raise EventError("a stream of no known name")
        if not text:
            return
        if not self._admit(len(text)):
            if name == "stderr":
                self._keep_one({"output_type": "stream", "name": name, "text": "…\n"})
            return
        last = self.outputs[-1] if self.outputs and not self._clear_next else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self._append({"output_type": "stream", "name": name, "text": text})

    def _display(self, event: Json) -> None:
        output = {"output_type": "display_data", **self._bundle(event)}
        self._show(output, event)

    def _result(self, event: Json) -> None:
        output = {
            "output_type": "execute_result",
            **self._bundle(event),
            "execution_count": self._count,
        }
        self._show(output, event)

    def _show(self, output: Json, event: Json) -> None:
        key = _text(event, "id")[:MAX_ID_CHARS]
        if self._admit(_size(output)):
            self._append(output)
            if key:
                self._by_id.setdefault(key, []).append(output)
        elif output["output_type"] == "execute_result":
            text = output["data"].get("text/plain", "")[:MAX_ID_CHARS]
            self._keep_one({**output, "data": {"text/plain": text}, "metadata": {}})
        if key:
            self._update(event)

    def _update(self, event: Json) -> None:
        bundle = self._bundle(event)
        for output in self._by_id.get(_text(event, "id")[:MAX_ID_CHARS], ()):
            if output["data"] != bundle["data"] and self._admit(_size(bundle)):
                output.update(bundle)

    def _error(self, event: Json) -> None:
        trace = event.get("traceback")
        if type(trace) is not list or any(type(line) is not str for line in trace):
            raise EventError("a traceback that is not a list of lines")
        output = {
            "output_type": "error",
            "ename": _text(event, "ename")[:1000],
            "evalue": _text(event, "evalue")[:10_000],
            "traceback": [line[:100_000] for line in trace[:1000]],
        }
        if self._admit(_size(output)):
            self._append(output)
        else:
            self._keep_one({**output, "traceback": output["traceback"][-1:]})

    def _keep_one(self, output: Json) -> None:
        """Keep what decides a score, shortened, however full the cell is.

        Without it a flood would be worth full marks, which a test has that shows
        neither error nor value.
        """
        kind = (output["output_type"], output.get("name"))
        if all((o["output_type"], o.get("name")) != kind for o in self.outputs):
            self._append(output)

    def _bundle(self, event: Json) -> Json:
        data, metadata = _json_part(event, "data"), _json_part(event, "metadata")
        texts = {key: _representation(key, value) for key, value in data.items()}
        return {"data": texts, "metadata": metadata}

    def _append(self, output: Json) -> None:
        if self._clear_next:
            self.outputs.clear()
            self._clear_next = False
        self.outputs.append(output)

    def _admit(self, size: int) -> bool:
        fits = (
            len(self.outputs) < MAX_OUTPUTS_PER_CELL
            and self._chars + size <= MAX_CELL_CHARS
            and self._total + size <= self._most
        )
        if not fits and not self._full:
            self._full = True
            self._append(
                {"output_type": "stream", "name": "stdout", "text": TRUNCATED + "\n"}
            )
        if self._full:
            return False
        self._chars += size
        self._total += size
        return True


_HANDLERS: dict[Any, Any] = {
    "stream": OutputBook._stream,
    "display": OutputBook._display,
    "update": OutputBook._update,
    "result": OutputBook._result,
    "error": OutputBook._error,
    "clear": OutputBook._clear,
}


@dataclass(frozen=True)
class Trimming:
    """What of a cell's outputs is left out; nbgrader's defaults.

    Attributes:
        ignored: A pattern: text on stderr that has it is dropped; "" for none.
        lines: Lines of text a cell; -1 for no limit.
        traceback_lines: Lines of a traceback; -1 for no limit.
    """

    ignored: str = ""
    lines: int = 1000
    traceback_lines: int = 100

    def apply(self, outputs: list[Json]) -> list[Json]:
        """Do what nbgrader's IgnorePattern does, and then its LimitOutput."""
        if self.ignored:
            outputs = [each for each in outputs if not self._is_ignored(each)]
        return limit_lines(outputs, self.lines, self.traceback_lines)

    def _is_ignored(self, output: Json) -> bool:
        if output["output_type"] != "stream" or output["name"] != "stderr":
            return False
        found = re.search(self.ignored, output["text"][:MAX_SEARCHED_CHARS])
        return found is not None


def limit_lines(
    outputs: list[Json], stream_lines: int = 1000, traceback_lines: int = 100
) -> list[Json]:
    """Shorten text as nbgrader's LimitOutput does, with its defaults."""
    used, kept = 0, []
    for output in outputs:
        if output["output_type"] == "stream" and stream_lines != -1:
            if used >= stream_lines:
                # That there was an error message costs the points of a test.
                if output["name"] == "stderr" and output["text"]:
                    kept.append({**output, "text": TRUNCATED})
                continue
            lines = output["text"].split("\n")
            if used + len(lines) > stream_lines:
                lines = [*lines[: max(stream_lines - used - 1, 0)], TRUNCATED]
            used += len(lines)
            output = {**output, "text": "\n".join(lines)}
        elif output["output_type"] == "error":
            output = {
                **output,
                "traceback": _shorten(output["traceback"], traceback_lines),
            }
        kept.append(output)
    return kept


def _shorten(lines: list[str], limit: int) -> list[str]:
    if limit == -1 or len(lines) <= limit:
        return lines
    head = limit // 2
    tail = limit - head - 1
    return [*lines[:head], "... Traceback truncated ...", *lines[-tail:]]


def _json_part(event: Json, key: str) -> Json:
    part = event.get(key)
    if type(part) is not dict or not _is_json(part, 0):
        raise EventError("a bundle that is not JSON")
    return part


def _text(event: Json, key: str) -> str:
    value = event.get(key, "")
    if type(value) is not str:
        raise EventError(f"{key} is not text")
    return value


def _representation(kind: str, value: Any) -> Any:
    """Return one form of a display; only JSON kinds may hold anything but text."""
    if type(value) is str or "json" in kind:
        return value
    if type(value) is list and all(type(line) is str for line in value):
        return "".join(value)
    return json.dumps(value)


def _size(value: Any) -> int:
    if type(value) is str:
        return len(value)
    if type(value) is dict:
        return sum(len(key) + _size(part) for key, part in value.items())
    if type(value) is list:
        return sum(map(_size, value))
    return 8


def _is_json(value: Any, depth: int) -> bool:
    if depth > MAX_JSON_DEPTH:
        return False
    if type(value) is dict:
        return all(
            type(key) is str and _is_json(part, depth + 1)
            for key, part in value.items()
        )
    if type(value) is list:
        return all(_is_json(part, depth + 1) for part in value)
    if type(value) is int:
        return value.bit_length() <= MAX_INT_BITS
    return value is None or type(value) in (str, bool, float)
