"""How robust the effects of seminar 3.4 are: the tables of docs/effects.md."""

import contextlib
import io

import numpy as np
import torch

with contextlib.redirect_stdout(io.StringIO()):  # the seminar itself runs and speaks
    from notebooks.l3_4_regularisation.master import (
        L_test,
        X_test,
        cross_entropy,
        early_stop,
        net_from,
        run,
        scores,
        share_right,
    )

SEEDS = range(20)
WAYS = {
    "plain": {},
    "decay 1": {"alpha": 1.0},
    "decay 2": {"alpha": 2.0},
    "decay 5": {"alpha": 5.0},
    "dropout 0.5": {"p": 0.5},
    "dropout 0.7": {"p": 0.7},
}


def spread(values: list[float], digits: int) -> str:
    """The median and the ends of some numbers."""
    median, least, most = (f(values) for f in (np.median, np.min, np.max))
    return f"{median:.{digits}f} [{least:.{digits}f}, {most:.{digits}f}]"


def judge(params: list, spoilt: tuple) -> tuple[float, float, float]:
    """Of 100 new images those right, their loss, of 40 wrong labels those repeated."""
    right = 100 * share_right(params, X_test, L_test)
    repeated = 40 * share_right(params, *spoilt) if len(spoilt[1]) else 0.0
    return right, cross_entropy(scores(params, X_test), L_test), repeated


def main() -> None:
    """Print the tables."""
    for wrong in (0.2, 0.0):
        print(f"\n{wrong:.0%} of the labels wrong:\n")
        print("| net | new images right | better | their loss | lower | repeated |")
        print("|---|---|---|---|---|---|")
        found, epochs = {}, []
        for name, how in WAYS.items():
            found[name] = []
            for seed in SEEDS:
                path, losses, spoilt = run(wrong, seed=seed, **how)
                found[name].append(judge(path[-1], spoilt))
                if name == "plain":
                    epochs.append(early_stop(losses[:, 1].tolist(), 10)[1])
                    stopped = judge(path[epochs[-1]], spoilt)
                    found.setdefault("stopped in time", []).append(stopped)
        plain = np.array(found["plain"])
        for name, rows in found.items():
            right, loss, repeated = np.array(rows).T
            print(
                f"| {name} | {spread(right, 1)} | {(right > plain[:, 0]).sum()} "
                f"| {spread(loss, 2)} | {(loss < plain[:, 1]).sum()} "
                f"| {spread(repeated, 0)} |"
            )
        print(f"\nKept is the epoch {spread(epochs, 0)}.")
    on, off = [], []
    for seed in SEEDS:
        params = run(0.0, p=0.7, seed=seed)[0][-1]
        off.append(100 * share_right(params, X_test, L_test))
        with torch.no_grad():
            left_on = net_from(params, 0.7)(torch.tensor(X_test)).numpy()
        on.append(100 * np.mean(left_on.argmax(axis=1) == L_test))
    print(f"\nDropout 0.7 off: {spread(off, 1)}; left on: {spread(on, 1)}.")


if __name__ == "__main__":
    main()
