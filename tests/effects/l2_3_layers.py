"""How robust the effects of seminar 2.3 are: the tables of docs/effects.md."""

import contextlib
import io

import numpy as np

with contextlib.redirect_stdout(io.StringIO()):  # the seminar itself runs and speaks
    from notebooks.l2_3_layers.master import (
        BATCH,
        CLOSE,
        L_digits,
        X_digits,
        cosine,
        names,
        share_right,
        small_net,
        start,
        train,
        two_layer_gradients,
        with_mistake,
        worst_entry,
    )

SEEDS, NETS, EPOCHS = range(20), range(1, 101), 30


def spread(values: list[float], digits: int) -> str:
    """The median and the ends of some numbers."""
    median, least, most = (f(values) for f in (np.median, np.min, np.max))
    return f"{median:.{digits}f} [{least:.{digits}f}, {most:.{digits}f}]"


def angle(name: str, seed: int) -> float:
    """The cosine of a gradient with the right one, at the random start."""
    first = start(np.random.default_rng(seed), 64, 32, 10)
    batch = X_digits[:BATCH], L_digits[:BATCH], *first, "relu"
    return float(cosine(with_mistake(name)(*batch), two_layer_gradients(*batch)))


def main() -> None:
    """Print both tables."""
    print("| gradient | of 100 digits | cosine | relative error |\n|---|---|---|---|")
    for name in names:
        wrong = with_mistake(name)
        shares = [100 * share_right(train(wrong, seed, EPOCHS)) for seed in SEEDS]
        angles = [angle(name, seed) for seed in SEEDS]
        error = worst_entry(wrong, small_net(1), "relu", CLOSE)
        print(f"| {name} | {spread(shares, 1)} | {spread(angles, 2)} | {error:.1e} |")
    print("\n| h | tanh | ReLU |\n|---|---|---|")
    for h in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7):
        above = [
            np.mean(
                [
                    worst_entry(two_layer_gradients, small_net(net), kind, h) > CLOSE
                    for net in NETS
                ]
            )
            for kind in ("tanh", "relu")
        ]
        print(f"| {h:g} | {above[0]:.0%} | {above[1]:.0%} |")


if __name__ == "__main__":
    main()
