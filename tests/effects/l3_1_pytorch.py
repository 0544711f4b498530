"""How robust the effects of seminar 3.1 are: the tables of docs/effects.md."""

import contextlib
import io

import numpy as np

with contextlib.redirect_stdout(io.StringIO()):  # the seminar itself runs and speaks
    from notebooks.l3_1_pytorch.master import (
        EPOCHS,
        LAM,
        MISTAKES,
        SIZE,
        SIZES,
        L_test,
        L_train,
        X_test,
        X_train,
        accuracy,
        fit,
        fit_by_hand,
        init,
        net_from,
        predict,
        shuffled,
        spoilt,
        torch,
        widest,
    )

SEEDS = range(20)


def spread(values: list[float], form: str) -> str:
    """The median and the ends of some numbers."""
    return "{:{f}} [{:{f}}, {:{f}}]".format(
        *(f(values) for f in (np.median, np.min, np.max)), f=form
    )


def apart(seed: int, bits: int) -> float:
    """How far the weights of both trainings are apart at the end."""
    rng = np.random.default_rng(seed)
    start, orders = init(SIZES, rng), shuffled(len(L_train), EPOCHS, rng)
    net, inputs = net_from(start, 0.0), X_train
    if bits == 32:
        net, inputs = net.float(), X_train.astype(np.float32)
    fit(net, inputs, L_train, LAM, orders, SIZE)
    return widest(net, fit_by_hand(start, X_train, L_train, LAM, orders, SIZE)[0])


def with_dropout(seed: int) -> tuple[float, float]:
    """The share of right answers in use, and the mean share in training mode."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    net = net_from(init(SIZES, rng), 0.5)
    fit(net, X_train, L_train, LAM, shuffled(len(L_train), EPOCHS, rng), SIZE)
    in_use = accuracy(predict(net, X_test), L_test)
    with torch.no_grad():
        inputs = torch.as_tensor(X_test)
        readings = [accuracy(net.train()(inputs), L_test) for _ in range(30)]
    return in_use, float(np.mean(readings))


def main() -> None:
    """Print the three tables."""
    print("| bits | largest difference of a weight after 380 steps |\n|---|---|")
    for bits in (64, 32):
        print(f"| {bits} | {spread([apart(seed, bits) for seed in SEEDS], '.0e')} |")
    print("\n| loop | printed loss, last epoch | of 100 new images |\n|---|---|---|")
    for mistake in MISTAKES:
        runs = [spoilt(mistake, seed) for seed in SEEDS]
        losses = spread([printed[-1] for printed, _ in runs], ".3f")
        shares = spread([100 * shares[-1] for _, shares in runs], ".1f")
        print(f"| {mistake} | {losses} | {shares} |")
    print("\n| net with dropout | of 100 new images |\n|---|---|")
    in_use, in_training = zip(*map(with_dropout, SEEDS), strict=True)
    print(f"| in use | {spread([100 * one for one in in_use], '.1f')} |")
    print(f"| in training mode | {spread([100 * one for one in in_training], '.1f')} |")


if __name__ == "__main__":
    main()
