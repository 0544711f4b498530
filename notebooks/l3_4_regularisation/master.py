# %% [markdown]
# # Seminar 3.4. Regularisation
#
# Lesson 3, the last of four seminars. {time}, {points}.
#
# A net with more weights than examples can learn anything by heart, the sample's
# mistakes included. You watch it happen, and build three cures.
#
# After this seminar you can
#
# 1. see over-fitting on a curve, and stop in time;
# 2. derive weight decay, and say what Adam makes of it;
# 3. write dropout, and say when nothing needs a cure.
#
# <details><summary>How to work</summary>
#
# Go from top to bottom and run every cell (Shift + Enter). Where a cell says
# `raise NotImplementedError()`, put your own code in place of that line. The cell below
# it checks your answer: a tick, or a message that says what is off. After you hand in,
# the same functions are also called with other numbers. `log` is the natural logarithm.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.
#
# </details>
#
# ## 1. A guess
#
# 40 of 200 images of digits carry a **wrong label**: a 3 is called 8. A net with 9610
# weights and biases is trained on them. How many of the 40 wrong labels will it repeat
# in the end? And how many of 100 *new* images does it then name rightly? Nobody grades
# your guesses.

# %%
# Your guesses in place of None: of 40 wrong labels, of 100 new images.
my_guess_repeated = None
my_guess_right = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup torch
# Nothing to do here: run it. The first import of PyTorch takes some seconds.
# Numbers have 64 bits, so that they are the same on your computer and when graded; and
# one thread does it all, for with nets as small as these several would be in each
# other's way.
THREADS = 1

import torch
from torch.nn import functional

torch.set_default_dtype(torch.float64)
torch.set_num_threads(THREADS)

# %% setup digits
# Nothing to do here: run it. The data come with scikit-learn, nothing is downloaded.
# First the data. Then what was earned before: in seminars 2.1 (cross-entropy), 2.4 (a
# net in NumPy), 3.1 (the same net in PyTorch) and 3.2 (Adam). Last, for the checks, two
# small nets and a helper.
from itertools import pairwise

from sklearn.datasets import load_digits

digits = load_digits()
order_of_digits = np.random.default_rng(8).permutation(len(digits.target))
X_all, X_test = np.split(digits.data[order_of_digits] / 16, [1200])
L_all, L_test = np.split(digits.target[order_of_digits], [1200])
for array in (X_all, X_test, L_all, L_test):
    array.setflags(write=False)  # nobody changes the data by accident


def draw_sample(seed, wrong):
    """200 images to train on, 100 held out, a share of wrong labels in both.

    Returns:
        Two pairs (X, L), and the true labels of the first 200.
    """
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(len(L_all))[:300]
    X, L = X_all[chosen], L_all[chosen]
    for first, count in ((0, 200), (200, 100)):
        places = first + rng.permutation(count)[: round(wrong * count)]
        L[places] = (L[places] + rng.integers(1, 10, len(places))) % 10
    return (X[:200], L[:200]), (X[200:], L[200:]), L_all[chosen[:200]]


def draw_plan(n, size, epochs, rng):
    """For each epoch all n examples in another order, cut into batches."""
    return [rng.permutation(n).reshape(-1, size) for _ in range(epochs)]


def init(sizes, rng):
    """A net to begin with, a pair (W, b) for each layer, by He."""
    return [
        (rng.normal(size=(N, M)) * np.sqrt(2 / N), np.zeros(M))
        for N, M in pairwise(sizes)
    ]


def scores(params, X):
    """The scores that a net gives to the examples X, shape (n, K)."""
    for W, b in params[:-1]:
        X = np.maximum(X @ W + b, 0)
    return X @ params[-1][0] + params[-1][1]


def cross_entropy(R, L):
    """The mean over the examples of −log P(L), from the scores R, shape (n, K)."""
    top = R.max(axis=1, keepdims=True)
    logs = R - top - np.log(np.exp(R - top).sum(axis=1, keepdims=True))
    return -np.mean(logs[np.arange(len(L)), L])


def share_right(params, X, L):
    """The share of the examples whose label has the largest score."""
    return np.mean(scores(params, X).argmax(axis=1) == L)


def net_from(params, p):
    """A net in PyTorch with these two layers, and dropout between them."""
    (W_1, b_1), (W_2, b_2) = params
    net = torch.nn.Sequential(
        torch.nn.Linear(*W_1.shape),
        torch.nn.ReLU(),
        torch.nn.Dropout(p),
        torch.nn.Linear(*W_2.shape),
    )
    with torch.no_grad():
        for old, new in zip(net.parameters(), (W_1.T, b_1, W_2.T, b_2), strict=True):
            old.copy_(torch.tensor(new))
    return net


def params_of(net):
    """The layers of a net in PyTorch, as pairs (W, b) of arrays of their own."""
    W_1, b_1, W_2, b_2 = (one.detach().numpy().T.copy() for one in net.parameters())
    return [(W_1, b_1), (W_2, b_2)]


def make_optimizer(net, lam, alpha):
    """AdamW with the learning rate lam; alpha is for the weights, biases are free."""
    layers = [layer for layer in net if hasattr(layer, "weight")]
    groups = [
        {"params": [layer.weight for layer in layers], "weight_decay": alpha},
        {"params": [layer.bias for layer in layers], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lam, fused=True)


def adam(w, g, m, s, t, lam):
    """Step number t (from 1 on) of Adam: the new w, m and s."""
    m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2
    step = m / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)
    return w - lam * step, m, s


# Two layers: two inputs, three hidden neurons, two classes. And what could be its
# gradient.
net_small = [
    (np.array([[1.0, -2.0, 0.5], [0.0, 1.0, 2.0]]), np.array([0.5, 1.0, -1.0])),
    (np.array([[1.0, -1.0], [0.5, 2.0], [-1.5, 0.0]]), np.array([2.0, -1.0])),
]
grads_small = [
    (np.array([[0.5, 1.0, 0.0], [-1.0, 0.25, 2.0]]), np.array([1.0, -0.5, 0.25])),
    (np.array([[0.0, -2.0], [1.0, 0.5], [0.25, -1.0]]), np.array([-0.75, 0.5])),
]
sample_small = (
    np.array([[1.0, 0.5], [-1.0, 2.0], [0.5, -1.5], [-0.5, -1.0]]),
    np.array([0, 1, 1, 0]),
)
held_small = (np.array([[0.5, 1.0], [-2.0, 0.5], [1.5, -0.5]]), np.array([1, 0, 0]))


def expect_net(what, got, want, rtol=1e-8, atol=1e-11):
    """Compare a net, or what has its form, pair by pair with what it should be."""
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if not isinstance(got, list | tuple) or len(got) != len(want):
        fail(f"{what} must be a list of {len(want)} pairs, one for each layer.")
    for k, (pair, right) in enumerate(zip(got, want, strict=True)):
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            fail(f"{what} must hold pairs: for each layer one of W and one of b.")
        for j in range(2):
            name = f"{what}, layer {k + 1}, {'Wb'[j]}"
            expect(name, pair[j], right[j], rtol, atol)


# %% [markdown]
# ## 2. Train it, and watch
#
# The loop is that of seminar 3.1, but two losses are watched: on the 200 images of the
# sample, and on 100 that are **held out**, never trained on. (A fifth of *their* labels
# is wrong, too.)
#
# The net has a dropout layer, the topic of section 6. It must be on while a step is
# made, after `net.train()`, and off while you look, after `net.eval()`.
#
# **Exercise `train` ({points}).** Train, and keep the net after each epoch.
#
# <details><summary>Hint</summary>
#
# Write a small function inside that looks: `net.eval()`; under `torch.no_grad()` two
# losses, `functional.cross_entropy(net(X), L).item()` and the same of the images held
# out; then append to `path` and to `losses`. Call it once before the first epoch and
# after each one. For `batch in batches` make one step: `net.train()`,
# `optimizer.zero_grad()`, the loss of `net(X[batch])`, `.backward()`,
# `optimizer.step()`.
#
# </details>


# %% solution train called="Train and watch"
def train(params, sample, held, alpha, p, lam, plan):
    """Train a net, and look at it after every epoch.

    Args:
        params: the net to begin with, two pairs (W, b).
        sample, held: pairs (X, L), one to train on, one to look at only.
        alpha, p: of sections 4 and 6, used in the first lines.
        lam: the learning rate λ.
        plan: for each epoch its batches, each the numbers of some examples. Nothing
            that is passed in is changed.

    Returns:
        The path, a list of nets as `params_of` gives them: before the first epoch and
        after each. And as many pairs of losses: the mean cross-entropy over `sample`
        and over `held`, with dropout off.

    Example:
        Without any epoch, plan = [], the path is [params].
    """
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []
    ### BEGIN SOLUTION

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses
    ### END SOLUTION


# %% check train points=3
def _try(what, args, path, losses):
    """Train once, and compare."""
    got = ask(train, *args)
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if not isinstance(got, list | tuple) or len(got) != 2:
        fail(f"{what} must return two lists: the path and the losses.")
    count = len(losses)
    if not isinstance(got[0], list | tuple) or len(got[0]) != count:
        fail(
            f"{what}: {count - 1} epochs make a path of {count} nets: one before the "
            "first epoch and one after each."
        )
    expect(f"{what}, the losses", got[1], losses, 1e-6, 1e-9)
    for epoch, net in enumerate(path):
        expect_net(f"{what}, the net after {epoch} epochs", got[0][epoch], net, 1e-6)
    expect_kept(what)


_plan = [[[3, 0], [1, 2]], [[2, 1], [0, 3]]]
_data = (net_small, sample_small, held_small)
_losses = [
    [1.303405912265, 2.353629966664],
    [1.135224883371, 1.699329401532],
    [0.826938777796, 1.12194604274],
]
_what = "train(net_small, sample_small, held_small, 0.5, 0, 0.1, [])"
_try(_what, (*_data, 0.5, 0.0, 0.1, []), [net_small], _losses[:1])
_path = [
    net_small,
    [
        (
            [
                [0.923759233001, -1.646426108671, 0.257537261877],
                [0.169524783648, 1.067800758507, 1.760748505133],
            ],
            [0.525921759015, 0.834694331765, -1.106413064261],
        ),
        (
            [
                [0.923629163466, -0.923629163466],
                [0.60286307308, 1.65338692692],
                [-1.315233572911, -0.038516427089],
            ],
            [2.039215867823, -1.039215867823],
        ),
    ],
    [
        (
            [
                [0.683801710247, -1.394685769823, 0.061566423531],
                [0.304179346565, 1.082153802729, 1.720930218825],
            ],
            [0.371217123238, 0.733966178715, -1.017844696608],
        ),
        (
            [
                [0.685398537341, -0.685398537341],
                [0.600152213867, 1.436113411133],
                [-1.322274079565, 0.100514704565],
            ],
            [1.900329566868, -0.900329566868],
        ),
    ],
]
_what = "train(net_small, sample_small, held_small, 0.5, 0, 0.1, plan)"
_try(_what, (*_data, 0.5, 0.0, 0.1, _plan), _path, _losses)
_losses = [  # with p = 1 all hidden neurons are off during a step
    _losses[0],
    [1.23642419596, 1.989164727683],
    [1.109500238709, 1.70711736372],
]
_path = [
    [(_W * _q, _b) for (_W, _), _b in zip(net_small, _biases, strict=True)]
    for _q, _biases in zip(
        (1, 0.95**2, 0.95**4),
        (
            (net_small[0][1], net_small[1][1]),
            (net_small[0][1], [2.028978364354, -1.028978364354]),
            (net_small[0][1], [1.878535233175, -0.878535233175]),
        ),
        strict=True,
    )
]
_what = "train(net_small, sample_small, held_small, 0.5, 1, 0.1, plan)"
_try(
    f"{_what}, dropout of all hidden neurons",
    (*_data, 0.5, 1.0, 0.1, _plan),
    _path,
    _losses,
)
tick("train")
### BEGIN HIDDEN TESTS
_rng = draws(3401)


def _adamw(w, g, state, lam, alpha):
    """One step of AdamW, with its state [m, s, t]."""
    state[0] = 0.9 * state[0] + 0.1 * g
    state[1] = 0.999 * state[1] + 0.001 * g * g
    state[2] += 1
    m, s = state[0] / (1 - 0.9 ** state[2]), state[1] / (1 - 0.999 ** state[2])
    return w - lam * alpha * w - lam * m / (np.sqrt(s) + 1e-8)


def _walk(params, sample, held, alpha, p, lam, plan):
    """The path and the losses, for p = 0 or 1: all hidden neurons are on, or none."""
    keep, arrays = 1 - p, [one.copy() for pair in params for one in pair]
    states = [[0, 0, 0] for _ in arrays]
    path, losses = [], []
    for batches in [[], *plan]:
        for batch in batches:
            X, L = (one[np.asarray(batch)] for one in sample)
            W_1, b_1, W_2, b_2 = arrays
            A = np.maximum(X @ W_1 + b_1, 0) * keep
            R = A @ W_2 + b_2
            P = np.exp(R - R.max(axis=1, keepdims=True))
            G = P / P.sum(axis=1, keepdims=True)
            G[np.arange(len(L)), L] -= 1
            G = G / len(L)
            B = (G @ W_2.T) * (A > 0) * keep
            grads = [X.T @ B, B.sum(axis=0), A.T @ G, G.sum(axis=0)]
            arrays = [
                _adamw(w, g, state, lam, alpha * (1 - k % 2))
                for k, (w, g, state) in enumerate(
                    zip(arrays, grads, states, strict=True)
                )
            ]
        net = [tuple(arrays[:2]), tuple(arrays[2:])]
        path.append(net)
        losses.append([cross_entropy(scores(net, X), L) for X, L in (sample, held)])
    return path, losses


def _case(n, N, M, K, size, epochs):
    """A net, a sample, what is held out and a plan."""
    net = [
        (_rng.normal(0, 1, (a, b)), _rng.normal(0, 0.7, b)) for a, b in ((N, M), (M, K))
    ]
    two = [(_rng.normal(0, 1, (k, N)), _rng.integers(0, K, k)) for k in (n, n // 2 + 1)]
    return net, *two, draw_plan(n, size, epochs, _rng)


for _sizes, _alpha, _p, _lam in [
    ((6, 3, 4, 2, 2, 2), 0.0, 0.0, 0.05),
    ((6, 2, 3, 4, 3, 2), 0.7, 0.0, 0.02),
    ((4, 3, 5, 3, 2, 2), 0.3, 1.0, 0.05),
    ((5, 2, 4, 3, 5, 3), 0.0, 1.0, 0.1),
    ((3, 4, 2, 2, 1, 1), 2.0, 0.0, 0.03),
]:
    *_data, _plan = _case(*_sizes)
    _args = (*_data, _alpha, _p, _lam, _plan)
    _what = "train(params, sample, held, alpha, p, lam, plan)"
    _try(_what, _args, *_walk(*_args))
### END HIDDEN TESTS

# %% [markdown]
# Was your guess right?


# %%
# Run and look. Right, the share of 597 new images that the net names rightly, and that
# of the wrong labels that it repeats.
def run(wrong=0.2, alpha=0.0, p=0.0, seed=3):
    """Train on a sample: the path, the losses, and what is needed to judge them."""
    sample, held, truth = draw_sample(seed, wrong)
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    begin, plan = init((64, 128, 10), rng), draw_plan(200, 50, 60, rng)
    path, losses = train(begin, sample, held, alpha, p, 5e-3, plan)
    X, L = sample
    spoilt = truth != L
    return path, np.array(losses), (X[spoilt], L[spoilt])


def plot_run(path, losses, spoilt, title, alt, kept=None):
    """Draw what happens over the epochs; `kept` is marked."""
    figure, (left, right) = plt.subplots(1, 2)
    left.plot(losses[:, 0], "-", color=GREY, label="Sample")
    left.plot(losses[:, 1], "--", color=PURPLE, label="Held out")
    left.set(xlabel="Epoch", ylabel="Loss", title=title, ylim=(0, 3.5))
    shown = range(0, len(path), 3)
    new = [share_right(path[k], X_test, L_test) for k in shown]
    repeated = [share_right(path[k], *spoilt) for k in shown]
    right.plot(shown, new, "-", color=GREEN, label="New images, right")
    right.plot(shown, repeated, "--", color=RED, label="Wrong labels, repeated")
    right.set(xlabel="Epoch", ylabel="Share", ylim=(0, 1.45))
    right.set_yticks(np.linspace(0, 1, 6))
    right.set_title(f"At the end: {new[-1]:.2f} of the new images")
    if kept is not None:
        for panel in (left, right):
            panel.axvline(kept, ymax=0.7, color="black", linewidth=1.2)
        left.plot(kept, losses[kept, 1], "o", color=PURPLE, label="Kept")
        share = share_right(path[kept], X_test, L_test)
        right.plot(kept, share, "o", color=GREEN, label=f"Kept: {share:.2f}")
    for guess, of, color in (
        (my_guess_right, 100, GREEN),
        (my_guess_repeated, 40, RED),
    ):
        if guess is not None:
            place = (len(path) - 1, np.clip(guess / of, 0, 1))
            right.plot(*place, "X", color=color, label="Your guess", clip_on=False)
    left.legend()
    right.legend(loc="upper right")
    show(figure, alt)


needs((train, net_small, sample_small, held_small, 0.0, 0.0, 0.1, []))
plain = run()
plot_run(
    *plain,
    "Plain training",
    alt="Left: over 60 epochs the loss on the sample falls from 2.6 to 0.1; the loss "
    "on images held out falls to 1.5 within eight epochs and climbs to 2.2. Right: "
    "the share of new images named rightly rises to 0.90 within ten epochs and sinks "
    "to 0.81; the share of wrong labels that the net repeats stays below 0.1 for 15 "
    "epochs "
    "and then climbs to 1.",
)

# %% [markdown]
# First the net learns what the images have in common, and contradicts the wrong labels.
# Then it learns the exceptions by heart, and new images pay for it: **over-fitting**.
# The loss on the sample shows nothing of it; the held-out loss does, though its labels
# are no better.
#
# ## 3. Stop in time
#
# Keep the net of the epoch with the lowest held-out loss. As nobody knows what is to
# come, wait a little: stop after `patience` epochs in a row without a new lowest loss.
#
# **Exercise `early_stop` ({points}).** When is training stopped, and which epoch is
# kept?
#
# <details><summary>Hint</summary>
#
# Go through `enumerate(losses)` and remember `best`, the number of the lowest so far.
# `k - best` says how long that was ago.
#
# </details>


# %% solution early_stop called="Stopping in time"
def early_stop(losses, patience):
    """The epoch at which training is stopped, and the one that is kept.

    Args:
        losses: those of the epochs 0, 1, 2 …, a list or an array. It is not modified.
        patience: a whole number from 1 on.

    Returns:
        Two whole numbers: the first epoch at which `patience` epochs in a row have
        brought no new lowest loss, or else the last one; and the epoch of the lowest
        loss so far, of equal ones the first.

    Example:
        early_stop([5, 3, 4, 3, 2], 2) is (3, 1): the 2 is never seen.
    """
    ### BEGIN SOLUTION
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            break
    return k, best
    ### END SOLUTION


# %% check early_stop points=3
for _losses, _patience, _want in [
    ([1.0, 1.5, 0.75, 1.75, 0.75, 0.75, 1.5, 0.5], 2, (4, 2)),
    ([5.0, 3.0, 4.0, 3.0, 2.0], 2, (3, 1)),
    ([2.0, 1.5, 1.75, 1.25, 1.5, 1.0, 1.5, 1.75, 1.25], 3, (8, 5)),
    ([2.0, 1.5, 1.75, 1.25, 1.5, 1.0], 1, (2, 1)),
    ([3.0, 2.5, 2.75, 2.0, 2.25], 4, (4, 3)),
    ([1.0, 2.0, 1.5, 1.75, 1.25, 0.5], 4, (4, 0)),
    ([1.0, 0.9999999, 0.9999998, 0.9999997], 1, (3, 3)),
]:
    promised(
        "early_stop(losses, patience)",
        early_stop,
        (_losses, _patience),
        _want,
        losses="list array kept",
    )
tick("early_stop")
### BEGIN HIDDEN TESTS
_rng = draws(3402)


def _stop(losses, patience):
    """The rule, by the lowest loss up to each epoch."""
    losses = [float(loss) for loss in losses]
    for k in range(len(losses)):
        first = losses.index(min(losses[: k + 1]))
        if k - first >= patience:
            return k, first
    return len(losses) - 1, losses.index(min(losses))


for _size, _patience in [(12, 1), (12, 2), (15, 3), (20, 5), (8, 10), (1, 1), (9, 4)]:
    for _ in range(3):
        _losses = (
            _rng.integers(0, 6, _size) + np.linspace(3, 0, _size).round()
        ).astype(float)
        promised(
            "early_stop(losses, patience)",
            early_stop,
            (_losses.tolist(), _patience),
            _stop,
            losses="list array kept",
        )
_falling = np.arange(9.0, 0, -1).tolist()
_slowly = (1 + 1e-9 * np.arange(9.0, 0, -1)).tolist()
promised("early_stop(losses, patience)", early_stop, (_slowly, 2), (8, 8))
promised("early_stop(losses, patience)", early_stop, (_falling, 2), (8, 8))
promised("early_stop(losses, patience)", early_stop, ([1.0] * 6, 3), (3, 0))
### END HIDDEN TESTS

# %% [markdown]
# ## 4. A price on weights
#
# To obey a wrong label among right ones a net must bend sharply, and that takes large
# weights. So put a price $\alpha$ on $\lVert W_k \rVert^2$, the sum of the squares of
# all entries of $W_k$:
#
# $$Error_\alpha = Error + \frac{\alpha}{2} \sum_k \lVert W_k \rVert^2$$
#
# The biases are free: they shift, and do not make anything steep.
#
# **Step 1, `penalised` ({points}).** The Error with its penalty.
#
# <details><summary>Hint</summary>
#
# `np.sum(W**2)` for each `W`, of all layers.
#
# </details>


# %% solution penalised called="The penalty"
def penalised(loss, params, alpha):
    """The Error with a price on the weights.

    Args:
        loss: the Error itself, a number.
        params: the net, a pair (W, b) for each layer. It stays as it is.
        alpha: the price α.

    Returns:
        A number.

    Example:
        penalised(1.0, [([[2.0, 1.0]], [7.0, 7.0])], 0.1) is 1.25.
    """
    ### BEGIN SOLUTION
    return loss + alpha / 2 * sum(np.sum(W**2) for W, _ in params)
    ### END SOLUTION


# %% check penalised points=2
_net = [(np.array([[2.0, 1.0]]), np.array([7.0, 7.0]))]
expect("penalised(1.0, net, 0.1) of the example", ask(penalised, 1.0, _net, 0.1), 1.25)
_got = ask(penalised, 0.5, net_small, 0.4)
expect("penalised(0.5, net_small, 0.4)", _got, 0.5 + 0.2 * (10.25 + 8.5))
expect_kept("penalised(loss, params, alpha)")
tick("penalised")
### BEGIN HIDDEN TESTS
_rng = draws(3403)
for _sizes in [(3, 2), (2, 4, 3), (4, 3, 5, 2), (1, 1, 2)]:
    _net = [
        (_rng.normal(0, 1, (N, M)), _rng.normal(0, 1, M)) for N, M in pairwise(_sizes)
    ]
    _loss, _alpha = 3 * _rng.random(), 0.1 + _rng.random()
    _want = _loss + _alpha * sum(np.vdot(W, W) for W, _ in _net) / 2
    expect("penalised(loss, params, alpha)", ask(penalised, _loss, _net, _alpha), _want)
    expect_kept("penalised(loss, params, alpha)")
expect("penalised(0.7, net, 0.0)", ask(penalised, 0.7, _net, 0.0), 0.7)
### END HIDDEN TESTS

# %% [markdown]
# The derivative of $\frac{\alpha}{2} w^2$ is $\alpha w$. So a step of gradient descent
# on $Error_\alpha$ is
#
# $$W \leftarrow W - \lambda \Bigl(\frac{dError}{dW} + \alpha W\Bigr)
# = (1 - \lambda\alpha) W - \lambda \frac{dError}{dW}$$
#
# In each step every weight loses the same *share* of itself: **weight decay**.
#
# **Step 2, `decay_step` ({points}).** One such step, for the whole net.
#
# <details><summary>Hint</summary>
#
# New pairs `((1 - lam * alpha) * W - lam * dW, b - lam * db)` in a new list, with
# `zip(params, grads, strict=True)`.
#
# </details>


# %% solution decay_step called="A step with decay"
def decay_step(params, grads, lam, alpha):
    """One step of gradient descent on the Error with a price on the weights.

    Args:
        params, grads: the net and the gradient of the Error alone, pairs (W, b) and
            (dW, db). They stay as they are.
        lam, alpha: the learning rate λ and the price α.

    Returns:
        The net after the step, a list of pairs.

    Example:
        decay_step([([[2.0]], [2.0])], [([[1.0]], [1.0])], 0.1, 0.5) is
        [([[1.8]], [1.9])], each list an array.
    """
    ### BEGIN SOLUTION
    return [
        ((1 - lam * alpha) * W - lam * dW, b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]
    ### END SOLUTION


# %% check decay_step points=2
_one = ([(np.array([[2.0]]), np.array([2.0]))], [(np.array([[1.0]]), np.array([1.0]))])
_got = ask(decay_step, *_one, 0.1, 0.5)
expect_net("decay_step(params, grads, 0.1, 0.5)", _got, [([[1.8]], [1.9])])
_got = ask(decay_step, net_small, grads_small, 0.2, 0.5)
_want = [
    ([[0.8, -2.0, 0.45], [0.2, 0.85, 1.4]], [0.3, 1.1, -1.05]),
    ([[0.9, -0.5], [0.25, 1.7], [-1.4, 0.2]], [2.15, -1.1]),
]
expect_net("decay_step(net_small, grads_small, 0.2, 0.5)", _got, _want)
expect_kept("decay_step(params, grads, lam, alpha)")
tick("decay_step")
### BEGIN HIDDEN TESTS
_rng = draws(3404)
for _sizes in [(3, 2), (2, 4, 3), (4, 3, 5, 2), (2, 2, 2)]:
    _net, _grads = (
        [(_rng.normal(0, 1, (N, M)), _rng.normal(0, 1, M)) for N, M in pairwise(_sizes)]
        for _ in range(2)
    )
    for _lam, _alpha in [
        (0.05 + _rng.random() / 2, 0.1 + _rng.random()),
        (_rng.random(), 0.0),
    ]:
        _got = ask(decay_step, _net, _grads, _lam, _alpha)
        expect_kept("decay_step(params, grads, lam, alpha)")
        _want = [
            (W - _lam * (dW + _alpha * W), b - _lam * db)
            for (W, b), (dW, db) in zip(_net, _grads, strict=True)
        ]
        expect_net("decay_step(params, grads, lam, alpha)", _got, _want)
### END HIDDEN TESTS

# %% [markdown]
# ## 5. Through Adam, or beside it
#
# With Adam the two sides of that equation part. Adam divides each gradient by its usual
# size $\sqrt s$; hand it $dError/dW + \alpha W$, and the penalty is divided as well. In
# *AdamW* Adam sees the gradient of the Error alone, and beside its step each weight
# loses $\lambda\alpha w$, of the old $w$.
#
# **Exercise `adamw_step` ({points}).** One step of AdamW. Given is seminar 3.2's
# `adam(w, g, m, s, t, lam)`, which returns the new `w`, `m` and `s`.
#
# <details><summary>Hint</summary>
#
# Take Adam's three results, and subtract `lam * alpha * w` from the first. Mind which
# `w` that is.
#
# </details>


# %% solution adamw_step called="Decay beside Adam"
def adamw_step(w, g, m, s, t, lam, alpha):
    """One step of Adam, with weight decay beside it.

    Args:
        w, g: the weights, and the gradient of the Error alone.
        m, s, t, lam: as for `adam`. What is passed in stays as it is.
        alpha: the decay α.

    Returns:
        The new w, m and s.

    Example:
        With g, m and s all 0, the weight 2.0, λ = 0.1 and α = 0.5 it is 1.9, 0 and 0.
    """
    ### BEGIN SOLUTION
    moved, m, s = adam(w, g, m, s, t, lam)
    return moved - lam * alpha * w, m, s
    ### END SOLUTION


# %% check adamw_step points=3
_zero = np.zeros(1)
promised(
    "adamw_step(w, g, m, s, t, lam, alpha)",
    adamw_step,
    (np.array([2.0]), _zero, _zero, _zero, 1, 0.1, 0.5),
    ([1.9], [0.0], [0.0]),
)
_args = (
    *np.array([[1.0, -2.0], [3.0, 0.5], [0.2, -0.1], [0.5, 0.04]]),
    *(3, 0.1, 0.5),
)
promised(
    "adamw_step(w, g, m, s, t, lam, alpha)",
    adamw_step,
    _args,
    ([0.9364021604773, -1.8959703520411], [0.48, -0.04], [0.5085, 0.04021]),
)
expect_kept("adamw_step(w, g, m, s, t, lam, alpha)")
tick("adamw_step")
### BEGIN HIDDEN TESTS
_rng = draws(3405)


def _formula(w, g, m, s, t, lam, alpha):
    """Adam's step and the decay."""
    m, s = m + (g - m) / 10, s + (g * g - s) / 1000
    root = np.sqrt(s / (1 - 0.999**t)) + 1e-8
    return w - lam * (m / (1 - 0.9**t) / root + alpha * w), m, s


for _shape, _t in [((4,), 1), ((3, 2), 2), ((2, 3), 7), ((1,), 50), ((5,), 3)]:
    _args = (
        *_rng.normal(0, 1, (3, *_shape)),
        _rng.random(_shape) + 0.1,
        _t,
        0.05 + _rng.random() / 5,
        0.1 + _rng.random(),
    )
    promised(
        "adamw_step(w, g, m, s, t, lam, alpha)",
        adamw_step,
        _args,
        _formula,
        rtol=1e-8,
        atol=1e-12,
    )
    expect_kept("adamw_step(w, g, m, s, t, lam, alpha)")
### END HIDDEN TESTS

# %% [markdown]
# Two weights, both 1 at first. Nothing pulls at the first, $g = 0$: its pixel is always
# white. The second is pulled hard, to and fro, $g = \pm 10$. Before you run it: with
# the penalty *through* Adam, what does a ten times larger $\alpha$ do to the first?


# %%
# The weights after 100 steps of 0.01.
def through_adam(w, g, m, s, t, lam, alpha):
    return adam(w, g + alpha * w, m, s, t, lam)


needs((adamw_step, 1.0, 0.0, 0.0, 0.0, 1, 0.1, 0.1))
print("   α   through Adam: g = 0   g = ±10    AdamW: g = 0   g = ±10")
for alpha in (0.01, 0.1, 1.0):
    row = []
    for rule in (through_adam, adamw_step):
        w, m, s = np.ones(2), np.zeros(2), np.zeros(2)
        for t in range(1, 101):
            w, m, s = rule(w, np.array([0, 10 * (-1) ** t]), m, s, t, 0.01, alpha)
        row += list(w)
    print("{:>4}   {:19.2f} {:9.2f}   {:13.2f} {:9.2f}".format(alpha, *row))

# %% [markdown]
# Through Adam the first weight ends at 0.22, whatever $\alpha$ is: its gradient is
# $\alpha w$ alone, and Adam divides the $\alpha$ out again. The second hardly feels the
# penalty. Beside Adam both lose the same share: AdamW need not train better, but its
# $\alpha$ means what it says.
#
# <details><summary>In PyTorch</summary>
#
# The argument `weight_decay` of `torch.optim.Adam` goes through Adam, that of `AdamW`
# beside it. For `SGD` without momentum the two are the same step. AdamW's default is
# 0.01, which is hardly anything here; and it takes biases along, unless they are put
# into a group of their own, as in the given `make_optimizer`.
#
# </details>
#
# ## 6. Dropout
#
# In each step every hidden neuron is absent with probability $p$, for each example
# anew. Then no exception can be remembered by a few neurons alone.
#
# The mean of an entry $x$ is then $(1 - p)\,x$. Divide by $1 - p$ what stays, and it is
# $x$ again: later, with all neurons there, nothing has to be scaled. The chance comes
# from outside, as numbers $u$, uniform from 0 to 1; an entry is dropped where $u < p$.
#
# **Step 1, `dropout` ({points}).** Forward.
#
# <details><summary>Hint</summary>
#
# `u >= p` is True where an entry stays, and counts as 1 in a product.
#
# </details>
#
# <details><summary>A trap: which p?</summary>
#
# In PyTorch, and here, $p$ is the share that is *dropped*. Other courses and older
# libraries (`keep_prob`) give the share that is *kept*. At 0.5 nobody notices.
#
# </details>
#
# <details><summary>Another trap: who switches it off?</summary>
#
# You do, by `net.eval()`. Forget it, and a net trained with $p = 0.7$ names 86 of 100
# new images rightly instead of 94; nothing warns you.
#
# </details>


# %% solution dropout called="Dropout"
def dropout(X, u, p, training):
    """Drop entries at random, and make up for it.

    Args:
        X: activations, an array of shape (n, N).
        u: random numbers, one for each entry. Neither is modified.
        p: the share to be dropped, at least 0 and less than 1.
        training: False when the net is used.

    Returns:
        An array of shape (n, N): in training with 0 where u < p, and the rest divided
        by 1 − p; else X as it is.

    Example:
        dropout([[3.0, 4.0]], [[0.1, 0.7]], 0.5, True) is [[0, 8]], for arrays.
    """
    ### BEGIN SOLUTION
    if not training:
        return X
    return X * (u >= p) / (1 - p)
    ### END SOLUTION


# %% check dropout points=3
_X = np.array([[3.0, -6.0, 1.5], [4.5, 3.0, -3.0]])
_u = np.array([[0.1, 0.7, 0.9], [0.25, 0.2, 0.5]])
_want = [[0, -8, 2], [6, 0, -4]]
promised(
    "dropout(X, u, p, training)",
    dropout,
    (_X, _u, 0.25, True),
    _want,
    X="array kept",
    u="kept",
    returns="array",
)
promised(
    "dropout(X, u, p, training)",
    dropout,
    (_X, _u, 0.25, False),
    _X,
    X="array kept",
    u="kept",
    returns="array",
)
promised("dropout(X, u, p, training)", dropout, (_X, 0 * _u, 0.0, True), _X)
tick("dropout")
### BEGIN HIDDEN TESTS
_rng = draws(3406)


def _formula(X, u, p, training):
    """Entry by entry."""
    return np.where(u < p, 0, X / (1 - p)) if training else X


for _training in (True, False):
    promised(
        "dropout(X, u, p, training)",
        dropout,
        lambda n, N, training=_training: (
            _rng.normal(0, 1, (n, N)),
            _rng.random((n, N)),
            0.2 + _rng.random() * 0.6,
            training,
        ),
        _formula,
        X="array kept",
        u="kept",
        returns="array",
        over=[(4, 3), (1, 5), (6, 1), (2, 2), (5, 7), (1, 1)],
    )
_x = _rng.normal(0, 1, (1, 3))
_many = ask(dropout, np.repeat(_x, 20_000, axis=0), _rng.random((20_000, 3)), 0.3, True)
expect(
    "the mean of dropout over many u", numbers(_many).mean(axis=0), _x[0], 0.03, 0.03
)
### END HIDDEN TESTS

# %% [markdown]
# What was dropped did not count: no gradient. What stayed was multiplied by
# $1/(1 - p)$, and so is its gradient. The same $u$, the same mask.
#
# **Step 2, `dropout_backward` ({points}).** The way back, from $G$.
#
# <details><summary>Hint</summary>
#
# `dropout` multiplies each entry by a number that depends on `u` and `p` alone.
#
# </details>


# %% solution dropout_backward called="Back through dropout"
def dropout_backward(G, u, p):
    """The derivative of the Error with respect to the inputs of dropout, in training.

    Args:
        G: the derivative with respect to its outputs, an array of shape (n, N).
        u, p: as `dropout` had them. Nothing is changed.

    Returns:
        An array of shape (n, N).

    Example:
        dropout_backward([[1.0, 2.0]], [[0.1, 0.7]], 0.5) is [[0, 4]], for arrays.
    """
    ### BEGIN SOLUTION
    return G * (u >= p) / (1 - p)
    ### END SOLUTION


# %% check dropout_backward points=2
_args = np.ones((4, 6)), np.linspace(0, 0.9, 24).reshape(4, 6), 0.5
_two = [ask(dropout_backward, *_args) for _ in range(2)]
if numbers(_two[0]) is not None and not agree(*_two):
    fail(
        "dropout_backward(G, u, p) gives other numbers each time: the mask comes from "
        "the `u` that is handed in, nothing new is drawn."
    )
promised(
    "dropout_backward(G, u, p)",
    dropout_backward,
    (
        np.array([[3.0, -6.0, 1.5], [4.5, 3.0, -3.0]]),
        np.array([[0.1, 0.7, 0.9], [0.25, 0.2, 0.5]]),
        0.25,
    ),
    [[0, -8, 2], [6, 0, -4]],
    G="array",
    returns="array",
)
expect_kept("dropout_backward(G, u, p)")
tick("dropout_backward")
### BEGIN HIDDEN TESTS
_rng = draws(3407)
promised(
    "dropout_backward(G, u, p)",
    dropout_backward,
    lambda n, N: (
        _rng.normal(0, 1, (n, N)),
        _rng.random((n, N)),
        0.2 + _rng.random() * 0.6,
    ),
    lambda G, u, p: np.where(u < p, 0, G / (1 - p)),
    G="array",
    returns="array",
    over=[(4, 3), (1, 5), (6, 1), (2, 2), (5, 7), (1, 1)],
)
for _n, _N in [(3, 4), (5, 2)]:
    _args = _rng.normal(0, 1, (_n, _N)), _rng.random((_n, _N)), 0.4
    ask(dropout_backward, *_args)
    expect_kept("dropout_backward(G, u, p)")
### END HIDDEN TESTS

# %%
# Run and look: your dropout on the pixels of an image.
needs((dropout, np.ones((1, 1)), np.ones((1, 1)), 0.5, True))
rng = np.random.default_rng(0)
figure, panels = plt.subplots(2, 4, figsize=(9, 4.6))
for column, p in enumerate((0.0, 0.2, 0.5, 0.8)):
    copies = np.repeat(X_test[:1], 500, axis=0)
    dropped = dropout(copies, rng.random(copies.shape), p, True)
    for panel, picture, title in (
        (panels[0, column], dropped[0], f"p = {p}"),
        (panels[1, column], dropped.mean(axis=0), "Mean of 500"),
    ):
        panel.imshow(picture.reshape(8, 8), cmap="Greys", vmin=0, vmax=2)
        panel.set(xticks=[], yticks=[], title=title)
        panel.grid(False)
show(
    figure,
    alt="Upper row: one digit with none, a fifth, half and four fifths of its pixels "
    "dropped; the more are dropped, the darker are those that stay. Lower row: the "
    "mean of 500 such images is the digit itself each time.",
)

# %% [markdown]
# ## 7. Do the cures work?
#
# The net of section 2, now with decay; the line is where your `early_stop` keeps it.
# Move the slider: from which $\alpha$ on are wrong labels not learnt any more, from
# which on not even right ones?


# %%
# Run and look.
def plot_decay(alpha, alt):
    """Train with decay and draw it."""
    path, losses, spoilt = run(alpha=alpha)
    kept = early_stop(losses[:, 1].tolist(), 10)[1]
    plot_run(path, losses, spoilt, f"Weight decay, α = {alpha}", alt, kept)


needs(
    (train, net_small, sample_small, held_small, 0.0, 0.0, 0.1, []),
    (early_stop, [1.0], 1),
)
plot_decay(
    2.0,
    alt="The two panels of section 2, with decay. The loss on the sample falls to 0.7 "
    "only, the held-out loss stays at 1.5 once it is there. The share of new images "
    "named rightly rises to 0.89 and stays; of the wrong labels less than a fifth are "
    "repeated at the end. A line marks the epoch that is kept, 14.",
)
explore(
    lambda alpha: plot_decay(alpha, "The curves for the decay that is set."),
    alpha=widgets.SelectionSlider(
        options=[0.0, 0.3, 1.0, 2.0, 5.0, 20.0],
        value=2.0,
        description="α",
        continuous_update=False,
    ),
)

# %% [markdown]
# One sample proves nothing. So take four, and all three cures; then the same images
# with **right** labels. Before you run it: which cure will help most there?


# %%
# Run it (some seconds). Each line is a sample.
CURES = ["Plain", "Stopped\nin time", "Decay\nα = 2", "Dropout\np = 0.7"]


def compare(wrong, seed):
    """The shares of new images named rightly: plain, stopped, decay, dropout."""
    path, losses, _ = run(wrong, seed=seed)
    kept = early_stop(losses[:, 1].tolist(), 10)[1]
    nets = [path[-1], path[kept]]
    nets += [
        run(wrong, alpha=2.0, seed=seed)[0][-1],
        run(wrong, p=0.7, seed=seed)[0][-1],
    ]
    return [share_right(net, X_test, L_test) for net in nets]


needs(
    (train, net_small, sample_small, held_small, 0.0, 0.0, 0.1, []),
    (early_stop, [1.0], 1),
)
figure, panels = plt.subplots(1, 2, sharey=True)
for panel, wrong, title in (
    (panels[0], 0.2, "40 of 200 labels wrong"),
    (panels[1], 0.0, "All labels right"),
):
    shares = np.array([compare(wrong, seed) for seed in range(4)])
    panel.plot(shares.T, "o-", color=GREY, linewidth=1, alpha=0.6)
    panel.plot(np.median(shares, axis=0), "D", color=PURPLE, label="Median")
    panel.set_xticks(range(4), CURES)
    panel.set(title=title)
    wins = (shares[:, 1:] > shares[:, :1]).sum(axis=0)
    print(f"{title}: better than plain in", *wins, "of 4 samples.")
panels[0].set_ylabel("Share right, new images")
panels[0].legend(loc="lower right")
show(
    figure,
    alt="Share of new images named rightly, for four samples and four ways to train. "
    "Left, with 40 of 200 labels wrong: plain training near 0.81; stopping in time, "
    "decay and dropout at 0.85 to 0.91, each better on every sample. Right, with all "
    "labels right: all four ways between 0.92 and 0.97, none better than plain by more "
    "than chance.",
)

# %% [markdown]
# With wrong labels each cure wins on every sample; with right ones there is nothing to
# cure.
#
# <details><summary>Which cure is the best one?</summary>
#
# Not to be seen here: their differences are smaller than those of the samples. And it
# depends on what you ask. Decay with $\alpha = 2$ names more new images rightly than
# plain training, but its *loss* on them is mostly higher: small weights give timid
# probabilities. Choose by what you need, on images held out; and what you then report
# must come from yet other images, as here from the 597.
#
# There are more cures: more images, shifted images, *label smoothing* (the one-hot row
# becomes $1 - \varepsilon$ and small equal rests, `label_smoothing` in PyTorch).
#
# </details>
#
# **Question ({points}, read by a person).** With right labels, too, the net learnt all
# images by heart; that did no harm, and the cures did no good. Why? Say in two to four
# sentences what learning a *wrong* label by heart does to new images, what learning a
# right one does, and what a cure takes away from each.

# %% manual why_no_cure [markdown] points=2 called="Why right labels need no cure"
# To repeat a wrong label, the net has to bend its boundary around that one image, and
# new images that look like it fall into the dent: they get the wrong answer. A right
# label asks for no dent. It agrees with those of its neighbours, so a net that repeats
# it is right near it, too.
#
# A cure (stopping, decay, dropout) makes it expensive or impossible to follow single
# images against their neighbours. With wrong labels these are the dents, and it is good
# to lose them. With right ones there is hardly anything of that kind: what the sample
# says is true of new images as well, and too strong a cure takes away what is right.
#
# *Grading: 1 point for what a wrong label learnt by heart does to new images like it,
# and a right one does not; 1 point for what a cure can take away: what the sample has
# and new images have not, of which right labels have hardly any.*

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# **A cure takes from a net what the sample has and the world has not: it helps as much
# as there is of that.**
#
# | cure | in one line |
# |---|---|
# | stopping in time | keep the epoch of the lowest held-out loss |
# | weight decay | $w \leftarrow (1 - \lambda\alpha)\,w$ beside each step |
# | dropout | $x \leftarrow x\,[u \ge p] / (1 - p)$ in training |
#
# So ends lesson 3: you can build, train and tame a network.
