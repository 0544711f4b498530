"""From what was measured to a table. Absolute times are one machine's; read ratios."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

Json = dict[str, Any]

DISTURBED = 0.25
"""Processors that others may use meanwhile without our looking for a better repeat."""

OF_COSTLY = "costly: "
"""Before what was measured of the seminar in which a wrong answer costs most."""

# Of the design: a goal, the figure that decides it, its bound, and which way is good.
GOALS = (
    ("ours / floor, net, at most", "ours / floor", 1.2),
    ("the same of processor time", "ours / floor, processor", 1.2),
    (
        "ordinary course: processor time, at most",
        "ordinary: ours / floor, processor",
        1.2,
    ),
    (
        "figures off, processor time, at most",
        "ours / floor, figures off, processor",
        1.5,
    ),
    ("unchanged class: ours / stock, at most", "unchanged", 0.25),
    ("one notebook cold: ours / stock, at most", "cold", 0.5),
    ("memory, largest class / smallest, about", "memory", 1),
    ("--help, milliseconds, at most", "help", 150),
    ("as a class errs: processor time", "as a class errs / right, processor", 1.1),
    ("one answer wrong as nobody foresaw", "one wrong / right, processor", 1.1),
    ("all answers wrong", "wrong / right, processor", 1.1),
    (
        "one wrong in the costliest seminar",
        f"{OF_COSTLY}one wrong / right, processor",
        1.1,
    ),
    ("all wrong there", f"{OF_COSTLY}wrong / right, processor", 1.1),
)

CELLS = "student's cells"
_WHO = ("own", "student", "checker")


@dataclass(frozen=True)
class Cost:
    """What a class costs a notebook, in seconds; net is without start-up."""

    total: float
    gross: float
    net: float
    cpu: float  # net, processor time


class Figures:
    """Everything derived from the runs."""

    def __init__(self, found: Json) -> None:
        self._runs: dict[str, list[Json]] = found["runs"]
        self._large, self._small = found["students"], found["small"]
        self.sizes = [
            int(name.split(", ")[1]) for name in self._runs if name.endswith(", memory")
        ]

    def has(self, name: str) -> bool:
        """Whether this was measured."""
        return name in self._runs

    def middle(self, name: str, what: str = "wall") -> float:
        """Return the median of the undisturbed repeats; or of the least disturbed."""
        runs = sorted(self._runs[name], key=lambda run: float(run["others"]))
        quiet = [run for run in runs if run["others"] <= DISTURBED]
        return median(run[what] for run in quiet or runs[:1])

    def spread(self, name: str) -> tuple[float, float]:
        """Return the least and the greatest wall time of all repeats."""
        walls = [run["wall"] for run in self._runs[name]]
        return min(walls), max(walls)

    def cost(self, way: str) -> Cost:
        """Return what a notebook costs one way of grading."""
        large, small = f"{way}, {self._large}", f"{way}, {self._small}"
        more = self._large - self._small
        total = self.middle(large)
        return Cost(
            total=total,
            gross=total / self._large,
            net=(total - self.middle(small)) / more,
            cpu=(self.middle(large, "cpu") - self.middle(small, "cpu")) / more,
        )

    def ratios(self) -> Iterator[tuple[str, float, float, float]]:
        """Yield name, and the ratios gross, net and of processor time."""
        pairs = [
            ("ours / floor", "ours", "floor"),
            ("ours, shared / floor", "ours, shared", "floor"),
            ("ours / floor, figures off", "ours, figures off", "floor, figures off"),
            ("stock / ours", "stock", "ours"),
            ("stock / ours, shared", "stock", "ours, shared"),
            ("stock / ours, figures off", "stock", "ours, figures off"),
            ("stock / floor", "stock", "floor"),
            ("as a class errs / right", "ours", "right"),
            *(
                (f"{course}{wrong} / right", f"{course}{wrong}", f"{course}right")
                for course in ("", OF_COSTLY)
                for wrong in ("one wrong", "wrong")
            ),
            ("stock / floor, figures off", "stock", "floor, figures off"),
            ("ordinary: ours / floor", "ordinary, ours", "ordinary, floor"),
            (
                "ordinary: figures off",
                "ordinary, ours, figures off",
                "ordinary, floor, figures off",
            ),
        ]
        for name, above, below in pairs:
            if self.has(f"{above}, {self._large}"):
                one, two = self.cost(above), self.cost(below)
                yield (
                    name,
                    one.gross / two.gross,
                    one.net / two.net,
                    one.cpu / two.cpu,
                )

    def goal(self, name: str) -> float | None:
        """Return the figure that decides a goal; None if it was not measured."""
        if name == "help":
            return self.middle("help") * 1000
        if name == "memory":
            first, last = min(self.sizes), max(self.sizes)
            return self.memory(last) / self.memory(first)
        if name == "unchanged" and self.has("stock, unchanged"):
            return self.middle("ours, unchanged") / self.middle("stock, unchanged")
        if name == "cold" and self.has("stock, 1 cold"):
            return self.middle("ours, 1 cold") / self.middle("stock, 1 cold")
        for known, _, net, processor in self.ratios():
            if name in (known, f"{known}, processor"):
                return net if name == known else processor
        return None

    def memory(self, students: int) -> float:
        """Return the peak of a class, in MiB."""
        return self.middle(f"ours, {students}, memory", "peak")

    def others(self) -> tuple[float, float]:
        """Return how many processors others used, in the median and at worst."""
        values = [run["others"] for runs in self._runs.values() for run in runs]
        return median(values), max(values)


def wrong(found: Json) -> list[str]:
    """Return what makes the figures worthless."""
    faults = []
    for name, check in found["checks"].items():
        if name.startswith("scores"):
            faults += [
                f"{cell}: ours {one}, stock {other}"
                for cell, (one, other) in check["differ"].items()
            ]
        elif name.startswith("floor"):
            faults += [
                f"{name}: not {what}"
                for what in ("notebooks run", "same errors")
                if not check[what]
            ]
    return faults


def render(found: Json) -> str:
    """Return the table."""
    return "\n".join(_lines(found, Figures(found)))


def _lines(found: Json, figures: Figures) -> Iterator[str]:
    machine = found["machine"]
    median_others, worst_others = figures.others()
    yield (
        f"{machine['processors']} processors, Python {machine['python']}, "
        f"{machine['system']}"
    )
    yield (
        f"others used {median_others:.2f} processors in the median of all runs, "
        f"{worst_others:.2f} at worst; load {machine['load']:.1f}"
    )
    yield from _checks(found)
    yield from _classes(found, figures)
    yield from _ratios(figures)
    yield from _commands(found, figures)
    yield from _sizes(figures)
    for course, told in found["phases"].items():
        yield from _phases(course, told)
    yield from _goals(figures)


def _checks(found: Json) -> Iterator[str]:
    for name, check in found["checks"].items():
        if name.startswith("scores"):
            yield (
                f"scores of {check['cells']} grade cells compared with stock "
                f"({name.removeprefix('scores, ')}): {len(check['differ'])} differ"
            )
    if failed := found["checks"].get("stock failed"):
        yield f"stock failed {failed} times and was run again"
    for isolation in found["checks"]["isolation"]:
        yield f"isolation: {isolation}"
    if faults := wrong(found):
        yield "WORTHLESS: " + "; ".join(faults[:10])


def _classes(found: Json, figures: Figures) -> Iterator[str]:
    large, small = found["students"], found["small"]
    yield ""
    yield f"Seconds; a class of {large}, and net of start-up (less a class of {small})"
    titles = ("class", "least", "most", "notebook", "net", "CPU net")
    yield " " * 28 + "".join(f"{title:>10}" for title in titles)
    ways = ("stock", "ours", "ours, shared", "ours, figures off")
    answers = ("right", "one wrong", "wrong")
    costly = (f"{OF_COSTLY}{way}" for way in answers)
    for way in (*ways, "floor", "floor, figures off", *answers, *costly):
        if figures.has(f"{way}, {large}"):
            cost = figures.cost(way)
            least, most = figures.spread(f"{way}, {large}")
            yield (
                f"{way:28}{cost.total:10.2f}{least:10.2f}{most:10.2f}"
                f"{cost.gross:10.3f}{cost.net:10.3f}{cost.cpu:10.3f}"
            )


def _ratios(figures: Figures) -> Iterator[str]:
    yield ""
    yield f"{'Ratios':28}{'class':>9}{'net':>9}{'CPU net':>9}"
    for name, gross, net, cpu in figures.ratios():
        yield f"{name:28}{gross:9.2f}{net:9.2f}{cpu:9.2f}"


def _commands(found: Json, figures: Figures) -> Iterator[str]:
    yield ""
    yield f"{'Commands, seconds':28}{'ours':>9}{'stock':>9}{'ratio':>9}"
    yield f"{'--help':28}{figures.middle('help'):9.3f}"
    rows = (
        ("one notebook, cold", "1 cold"),
        (f"unchanged class of {found['students']}", "unchanged"),
    )
    for title, name in rows:
        ours = figures.middle(f"ours, {name}")
        line = f"{title:28}{ours:9.2f}"
        if figures.has(f"stock, {name}"):
            stock = figures.middle(f"stock, {name}")
            line += f"{stock:9.2f}{stock / ours:9.2f}"
        yield line
        if figures.has(f"stock, {name}"):
            ours = figures.middle(f"ours, {name}", "cpu")
            stock = figures.middle(f"stock, {name}", "cpu")
            what = "  of processor time"
            yield f"{what:28}{ours:9.2f}{stock:9.2f}{stock / ours:9.2f}"
    if figures.has("stock, forced"):
        forced = figures.middle("stock, forced")
        yield f"{'the same with --force':28}{'':9}{forced:9.2f}"


def _sizes(figures: Figures) -> Iterator[str]:
    yield ""
    yield f"{'Submissions (ours)':28}{'seconds':>9}{'notebook':>10}{'peak MiB':>10}"
    for size in figures.sizes:
        wall = figures.middle(f"ours, {size}, memory")
        yield (f"{size:<28}{wall:9.2f}{wall / size:10.3f}{figures.memory(size):10.0f}")
    if figures.has("stock, forced"):
        peak = figures.middle("stock, forced", "peak")
        yield f"{'stock, for comparison':28}{'':19}{peak:10.0f}"


def _phases(course: str, told: Json) -> Iterator[str]:
    """Yield where a submission's time goes; what drawing takes is a difference."""
    count = told["submissions"]
    titles = ("wall", "grader", "student", "checker")
    yield ""
    yield f"{f'Phases, {course}, ms a submission':36}" + "".join(
        f"{title:>9}" for title in titles
    )
    drawn, plain = told["on"], told["off"]
    rows = {name: dict(seconds) for name, seconds in drawn.items()}
    cells, bare = rows.get(CELLS, {}), plain.get(CELLS, {})
    rows["figures"] = {
        clock: max(0.0, cells.get(clock, 0.0) - bare.get(clock, 0.0))
        for clock in ("wall", "student")
    }
    for clock, seconds in rows["figures"].items():
        rows.get(CELLS, {})[clock] = cells.get(clock, 0.0) - seconds
    for name, seconds in sorted(rows.items(), key=lambda row: -_work(row[1])):
        clocks = [seconds.get(who, 0.0) for who in ("wall", *_WHO)]
        line = "".join(f"{1000 * each / count:9.0f}" for each in clocks)
        yield f"{name:36}{line}"


def _work(seconds: Json) -> float:
    return sum(float(seconds.get(who, 0.0)) for who in _WHO)


def _goals(figures: Figures) -> Iterator[str]:
    yield ""
    yield f"{'Goals':48}{'goal':>9}{'found':>9}"
    for title, name, bound in GOALS:
        value = figures.goal(name)
        if value is not None:
            yield f"{title:48}{bound:9g}{value:9.2f}"
