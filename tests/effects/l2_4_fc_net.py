"""How robust the effects of seminar 2.4 are: the tables of docs/effects.md."""

import contextlib
import io
from collections.abc import Callable

import numpy as np

with contextlib.redirect_stdout(io.StringIO()):  # the seminar itself runs and speaks
    from notebooks.l2_4_fc_net.master import (
        L_test,
        L_train,
        X_test,
        X_train,
        accuracy,
        backward,
        constant,
        distinct_units,
        first_layer_frozen,
        forward,
        init,
        loss_of,
        means_for_biases,
        no_mask,
        odd_test,
        odd_train,
        train,
    )

SEEDS = range(20)


def spread(values: list[float], digits: int) -> str:
    """The median and the ends of some numbers."""
    median, least, most = (f(values) for f in (np.median, np.min, np.max))
    return f"{median:.{digits}f} [{least:.{digits}f}, {most:.{digits}f}]"


def by_heart(gradient: Callable, seed: int, lam: float = 0.5) -> tuple[float, float]:
    """The first and the last loss of 200 steps on twenty images."""
    few, theirs = X_train[:20], L_train[:20]
    net = init((64, 32, 10), np.random.default_rng(seed))
    first = loss_of(net, few, theirs)
    for _ in range(200):
        grads = gradient(net, forward(net, few), theirs)
        net = [
            (W - lam * dW, b - lam * db)
            for (W, b), (dW, db) in zip(net, grads, strict=True)
        ]
    return first, loss_of(net, few, theirs)


def main() -> None:
    """Print the three tables."""
    print("| gradient | first loss | last loss |\n|---|---|---|")
    for gradient in (backward, no_mask, first_layer_frozen, means_for_biases):
        first, last = zip(*(by_heart(gradient, seed) for seed in SEEDS), strict=True)
        print(f"| {gradient.__name__} | {spread(first, 2)} | {spread(last, 4)} |")
    print("\n| net | question | of 100 new images |\n|---|---|---|")
    for width in (0, 2, 4, 8, 16, 32):
        sizes = (64, width, 2) if width else (64, 2)
        nets = [train(sizes, odd_train, seed)[0] for seed in SEEDS]
        shares = [100 * accuracy(net, X_test, odd_test) for net in nets]
        name = f"{width} hidden neurons" if width else "linear"
        print(f"| {name} | odd or even | {spread(shares, 1)} |")
    nets = [train((64, 10), L_train, seed, lam=0.5)[0] for seed in SEEDS]
    shares = [100 * accuracy(net, X_test, L_test) for net in nets]
    print(f"| linear | which digit | {spread(shares, 1)} |")
    print("\n| start | last loss | of 100 new images | different neurons |")
    print("|---|---|---|---|")
    for name, begin in (("0", constant(0.0)), ("0.1", constant(0.1)), ("He", init)):
        runs = [train((64, 32, 2), odd_train, seed, begin=begin) for seed in SEEDS]
        losses = [losses[-1] for _, losses in runs]
        shares = [100 * accuracy(net, X_test, odd_test) for net, _ in runs]
        counts = [distinct_units(net) for net, _ in runs]
        columns = spread(losses, 3), spread(shares, 1), spread(counts, 0)
        print(f"| {name} | {' | '.join(columns)} |")


if __name__ == "__main__":
    main()
