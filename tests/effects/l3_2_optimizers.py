"""How robust the effects of seminar 3.2 are: the tables of docs/effects.md."""

import contextlib
import io
from collections.abc import Callable

import numpy as np

with contextlib.redirect_stdout(io.StringIO()):  # the seminar itself runs and speaks
    from notebooks.l3_2_optimizers.master import (
        RULES,
        SCHEDULES,
        TRIED,
        L_test,
        X_test,
        X_train,
        last_loss,
        momentum_at,
        race,
        share_right,
        train,
        units,
    )

SEEDS = range(20)


def spread(values: list[float], digits: int) -> str:
    """The median and the ends of some numbers."""
    median, least, most = (f(values) for f in (np.median, np.min, np.max))
    return f"{median:.{digits}f} [{least:.{digits}f}, {most:.{digits}f}]"


def of_schedule(rate_of: Callable, seed: int) -> tuple[float, float]:
    """The last loss and the share of new images that are right."""
    losses, w = train(momentum_at, 1, X_train, seed, size=16, rate_of=rate_of)
    return losses[-1], 100 * share_right(w, X_test, L_test)


def main() -> None:
    """Print the three tables."""
    print("| rule | along the axes | turned by 45° |\n|---|---|---|")
    for name in RULES:
        begins = np.random.default_rng(0).uniform(0, 2 * np.pi, 20)
        columns = (
            spread([race(name, angle, begin)[0] for begin in begins], 0)
            for angle in (0, 45)
        )
        print(f"| {name} | {' | '.join(columns)} |")
    print("\n| rule | pixels as they are | in odd units |\n|---|---|---|")
    for name, tried in TRIED.items():
        columns = (
            spread(
                [
                    min(last_loss(name, lam, factors, seed) for lam in tried)
                    for seed in SEEDS
                ],
                3,
            )
            for factors in (np.ones(64), units)
        )
        print(f"| {name} | {' | '.join(columns)} |")
    print("\n| rate | last loss | of 100 new images |\n|---|---|---|")
    results = {
        name: [of_schedule(rate_of, seed) for seed in SEEDS]
        for name, (_, _, rate_of) in SCHEDULES.items()
    }
    for name, pairs in results.items():
        losses, shares = zip(*pairs, strict=True)
        print(f"| {name} | {spread(losses, 3)} | {spread(shares, 1)} |")
    pairs = zip(*results.values(), strict=True)
    wins = sum(falling[0] < constant[0] for constant, falling in pairs)
    print(f"\nThe loss is lower with the cosine in {wins} of {len(SEEDS)} runs.")


if __name__ == "__main__":
    main()
