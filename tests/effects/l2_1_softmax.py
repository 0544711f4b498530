"""How robust the effects of seminar 2.1 are: the tables of docs/effects.md."""

import contextlib
import io

import numpy as np

with contextlib.redirect_stdout(io.StringIO()):  # the seminar itself runs and speaks
    from notebooks.l2_1_softmax.master import cross_entropy, digits, fit, softmax

SEEDS, MARKS = range(20), [0, 1, 16, 500, 5000]


def spread(values: list[float], places: int) -> str:
    """The median and the ends of some numbers."""
    median, least, most = (f(values) for f in (np.median, np.min, np.max))
    return f"{median:.{places}f} [{least:.{places}f}, {most:.{places}f}]"


def scores_of(layer: tuple[np.ndarray, np.ndarray], examples: np.ndarray) -> np.ndarray:
    """The scores that weights and biases give to some examples."""
    return examples @ layer[0] + layer[1]


def walk(seed: int) -> list[tuple[float, float, float, float]]:
    """Loss on train and test, wrong answers in %, length of W: at each of MARKS."""
    order = np.random.default_rng(seed).permutation(len(digits.target))
    train, test = np.split(digits.data[order] / 16, [1200])
    of_train, of_test = np.split(digits.target[order], [1200])
    layer, seen = (np.zeros((64, 10)), np.zeros(10)), []
    for before, now in zip([0, *MARKS], MARKS, strict=False):
        layer = fit(*layer, train, of_train, 1.0, now - before)
        scores = scores_of(layer, test)
        losses = (
            cross_entropy(scores_of(layer, train), of_train),
            cross_entropy(scores, of_test),
        )
        wrong = 100 * np.mean(scores.argmax(axis=1) != of_test)
        seen.append((*losses, wrong, float(np.linalg.norm(layer[0]))))
    return seen


def neighbour(seed: int) -> tuple[float, float]:
    """How far W and P differ if all columns began at one random column, not at 0."""
    rng = np.random.default_rng(seed)
    sample = digits.data[:1200] / 16, digits.target[:1200]
    start = np.repeat(rng.uniform(-3, 3, (64, 1)), 10, axis=1)
    mine = fit(np.zeros((64, 10)), np.zeros(10), *sample, 1.0, 500)
    hers = fit(start, np.full(10, rng.uniform(-3, 3)), *sample, 1.0, 500)
    said = [softmax(scores_of(layer, sample[0])) for layer in (mine, hers)]
    return np.abs(mine[0] - hers[0]).max(), np.abs(said[0] - said[1]).max()


def main() -> None:
    """Print the tables."""
    walks = np.array([walk(seed) for seed in SEEDS])
    print("| steps | loss, train | loss, test | wrong on the test, % | length of W |")
    print("|---|---|---|---|---|")
    for place, mark in enumerate(MARKS):
        columns = zip(walks[:, place].T, (3, 3, 1, 1), strict=True)
        print(f"| {mark} | {' | '.join(spread(list(v), d) for v, d in columns)} |")
    falls = np.mean(walks[:, 4, 0] < walks[:, 3, 0])
    print(
        f"\nThe loss on train is lower after 5000 steps in {falls:.0%} of the splits."
    )
    far = np.array([neighbour(seed) for seed in SEEDS])
    print(f"Largest difference of W: {spread(list(far[:, 0]), 1)};")
    print(f"of P, at most: {far[:, 1].max():.0e}.")


if __name__ == "__main__":
    main()
