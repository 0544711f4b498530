"""How robust the effects of seminar 3.3 are: the tables of docs/effects.md."""

import contextlib
import io
from collections.abc import Sequence

import numpy as np

with contextlib.redirect_stdout(io.StringIO()):  # the seminar itself runs and speaks
    from notebooks.l3_3_signal.master import (
        L_train,
        X_train,
        asked,
        by_class,
        deep_net,
        every,
        kept_std,
        sizes,
        train,
    )

SEEDS = range(20)


def spread(values: Sequence[float], form: str) -> str:
    """The median and the ends of some numbers."""
    median, least, most = (format(f(values), form) for f in (np.median, np.min, np.max))
    return f"{median} [{least}, {most}]"


def signals(factor: float, seed: int) -> tuple[float, float]:
    """What is left of both signals after twenty layers: of A, and of dA."""
    rng = np.random.default_rng(seed)
    std = factor * kept_std(64, 0)
    net = [rng.normal(0, std, (64, 64)) for _ in range(20)]
    net.append(rng.normal(0, kept_std(64, 1), (64, 10)))
    images = X_train[:256]
    forwards, backwards = sizes(net, images, L_train[:256], 0.0)
    return forwards[19] / np.sqrt(np.mean(images**2)), backwards[0] / backwards[19]


def alike(seed: int, depth: int = 10) -> float:
    """The mean cosine of the activations of two images, at the end of He's start."""
    rng = np.random.default_rng(seed)
    signal = X_train[:256]
    for _ in range(depth):
        inputs = signal.shape[1]
        weights = rng.normal(0, kept_std(inputs, 0), (inputs, 32))
        signal = np.maximum(signal @ weights, 0)
    signal = signal / np.linalg.norm(signal, axis=1, keepdims=True)
    return float(np.mean(signal @ signal.T))


def main() -> None:
    """Print the tables."""
    print("| factor | left of A | left of dA |\n|---|---|---|")
    for factor in (6**-0.5, 0.5**0.5, 1, 2**0.5):
        left = zip(*(signals(factor, seed) for seed in SEEDS), strict=True)
        there, back = (spread(values, ".1e") for values in left)
        print(f"| {factor:.2f} | {there} | {back} |")
    cosines = [alike(seed) for seed in SEEDS]
    print(f"\ncosine of two images after ten layers: {spread(cosines, '.3f')}")
    print("\n| start | batch norm | of 100 new images |\n|---|---|---|")
    lasts = []
    for he, norm in ((False, False), (True, False), (False, True), (True, True)):
        nets = (deep_net(10, norm, he, seed) for seed in SEEDS)
        shares = [
            train(net, 10, seed)[-1] for net, seed in zip(nets, SEEDS, strict=True)
        ]
        lasts.append(100 * np.array(shares))
        names = "He's" if he else "PyTorch's", "yes" if norm else "no"
        print(f"| {' | '.join(names)} | {spread(lasts[-1], '.1f')} |")
    late = [100 * train(deep_net(10, False, True, s), 30, s)[-1] for s in SEEDS]
    print(f"| He's, 30 epochs | no | {spread(late, '.1f')} |")
    wins = np.count_nonzero(lasts[2] > lasts[3])
    print(f"\nwith batch norm PyTorch's start is ahead in {wins} of {len(SEEDS)}")
    print("\n| asked | of 100 new images |\n|---|---|")
    found: dict[str, list[float]] = {}
    for seed in SEEDS:
        net = deep_net(2, True, False, seed)
        train(net, 5, seed)
        for name, order, size, mode in (
            ("evaluation", every, 50, False),
            ("training mode, mixed, by 50", every, 50, True),
            ("training mode, mixed, by 4", every, 4, True),
            ("training mode, sorted, by 50", by_class, 50, True),
        ):
            found.setdefault(name, []).append(100 * asked(net, order, size, mode))
    for name, shares in found.items():
        print(f"| {name} | {spread(shares, '.1f')} |")


if __name__ == "__main__":
    main()
