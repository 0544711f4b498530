# %% [markdown]
# # Seminar 1.4. The loss
#
# Follows the lecture slide "Loss function". {time}, {points}.
#
# A decision (seminar 1.3) is right or wrong, and that is too coarse to learn from. A
# **loss** puts a price on the probability itself. You write both losses of the slide,
# and see why one lets go of the neuron just where it should pull hardest.
#
# After this seminar you can
#
# 1. turn the slide's cases into code: two losses, and their mean over a sample;
# 2. derive the slope of each, and say why one saturates;
# 3. write a cross-entropy that survives every score.
#
# <details><summary>How to work</summary>
#
# Go from top to bottom and run every cell (Shift + Enter). Where a cell says
# `raise NotImplementedError()`, put your own code in place of that line. The cell below
# it checks your answer: a tick, or a message that says what is off. After you hand in,
# the same functions are also called with other numbers.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.
#
# </details>
#
# ## 1. A guess, before anything else
#
# Three neurons look at an e-mail that really is spam, label 1. Each gives a score $r$,
# which the sigmoid $\sigma$ turns into the probability $Y$ of label 1:
#
# | neuron | score $r$ | $Y = \sigma(r)$ | in words |
# |---|---|---|---|
# | A | 0 | 0.5 | no idea |
# | B | −2 | 0.119 | wrong |
# | C | −6 | 0.0025 | wrong, and sure of it |
#
# The faster a loss falls as the score grows, the harder it pulls the score upwards. On
# which neuron does the squared error $(Y - 1)^2$ act most strongly? On which the
# cross-entropy $-\log Y$? Nobody grades the guess.

# %%
# Your guess, "A", "B" or "C", for each loss:
my_guess = {"L2": "?", "Cross-entropy": "?"}

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *


# %% setup given
# Nothing to do here: run this cell. The sigmoid is that of seminar 1.2, the decision is
# that of seminar 1.3. They are given, so that nothing depends on your earlier answers.
def sigmoid(r):
    """Turn scores into probabilities; stable for every score, in the shape of r."""
    r = np.asarray(r, dtype=np.float64)
    z = np.exp(-np.abs(r))
    return np.where(r >= 0, 1, z) / (1 + z)


def wrong_decision(Y, L):
    """The coarsest loss: 1 if the decision (class 1 iff Y ≥ 0.5) is wrong, else 0."""
    return np.where((np.asarray(Y) >= 0.5) == (np.asarray(L) == 1), 0.0, 1.0)


def absolute_error(Y, L):
    """The distance |Y − L| between the probability and the label."""
    return np.abs(np.asarray(Y, dtype=np.float64) - np.asarray(L, dtype=np.float64))


# Twelve students: hours of study, and whether they passed the exam (label 1).
hours = np.array([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6])
passed = np.array([0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1])

# %% [markdown]
# ## 2. A price for every answer
#
# Let $X$ be one example with the inputs $X_1, \ldots, X_N$, and $L$ its true label, 0
# or 1. The neuron gives label 1 the probability
# $Y(X, w) = \sigma(w_0 + \sum_{i=1}^{N} w_i X_i)$.
#
# <details><summary>What the slide calls P(X, w)</summary>
#
# The decision: the 0 or 1 of seminar 1.3 that comes out of $Y(X, w)$ and the threshold.
# It is not a probability, in spite of its letter. A loss looks at $Y$, not at $P$.
#
# </details>
#
# ### The squared error, L2
#
# | label $L$ | output $Y$ | off by | squared |
# |---|---|---|---|
# | 1 | 0.9 | 0.1 | 0.01 |
# | 0 | 0.3 | 0.3 | 0.09 |
# | 0 | 0.6 | 0.6 | 0.36 |
#
# No answer costs more than 1. The last column is the first loss of the slide (its mean
# is known as MSE):
#
# $$Error(X, w) = \bigl(Y(X, w) - L(X)\bigr)^2$$
#
# **Exercise `l2` ({points}).** Write it as a function: one number for each example.
#
# <details><summary>Hint</summary>
#
# The given lines make float64 arrays of numbers and lists. `**` raises a whole array to
# a power, entry by entry.
#
# </details>


# %% solution l2 called="The squared loss"
def l2(Y, L):
    """The squared error of each example.

    Args:
        Y: outputs, from 0 to 1, both included.
        L: labels, 0 or 1, perhaps of one class only.
            Both are numbers, or lists, tuples or arrays (also float32) of any shape.
            Neither is modified.

    Returns:
        An array of their shape, not the mean; a number for numbers.

    Example:
        l2([0.9, 0.3], [1, 0]) is [0.01, 0.09].
    """
    Y = np.asarray(Y, dtype=np.float64)
    L = np.asarray(L, dtype=np.float64)
    ### BEGIN SOLUTION
    return (Y - L) ** 2
    ### END SOLUTION


# %% check l2 points=2
promised(
    "l2(Y, L)",
    l2,
    ([0.9, 0.12345, 0.6, 0, 1], [1.0, 0.0, 0.0, 0.0, 1.0]),
    [0.01, 0.0152399025, 0.36, 0, 0],
    Y="ends number list tuple array float32 shape kept",
    L="number list tuple array float32 shape kept",
    returns="array",
)
tick("l2")
### BEGIN HIDDEN TESTS
_rng = draws(1401)
promised(
    "l2(Y, L)",
    l2,
    (_rng.uniform(0.05, 0.95, 20), (_rng.random(20) < 0.3).astype(float)),
    lambda Y, L: Y**2 - 2 * Y * L + L**2,
    rtol=1e-8,
    Y="number list tuple array float32 shape kept",
    L="labels number list tuple array float32 shape kept",
    returns="array",
)
promised("l2(Y, L)", l2, ([0, 1, 0, 1], [0, 1, 1, 0]), [0, 0, 1, 1], Y="ends")
### END HIDDEN TESTS

# %% [markdown]
# ### The cross-entropy
#
# The second loss asks: what probability did the neuron give to the true label? That is
# $Y$ if the label is 1, and $1 - Y$ if it is 0. The price is minus its natural log:
#
# | probability given to the true label | 1 | 0.5 | 0.1 | 0.01 | 0.001 | 0.0001 |
# |---|---|---|---|---|---|---|
# | squared error | 0 | 0.25 | 0.81 | 0.980 | 0.998 | 0.9998 |
# | cross-entropy | 0 | 0.693 | 2.303 | 4.605 | 6.908 | 9.210 |
#
# In the lower row each further zero costs another $\log 10 = 2.303$; in the upper one
# hardly anything is left to charge. (Other names: log loss, binary cross-entropy, BCE.)
#
# $$Error(X, w) = \begin{cases} -\log Y(X, w), & L(X) = 1 \\
# -\log(1 - Y(X, w)), & L(X) = 0 \end{cases}$$
#
# **Exercise `cross_entropy` ({points}).** Again one number for each example. Certain
# and right costs 0, certain and wrong costs infinity. No floor, no small constant
# inside the log: section 6 shows what they would do.
#
# <details><summary>Hint</summary>
#
# An `if` decides once, but every entry has a label of its own: `np.where(L == 1, a, b)`
# picks from `a` or `b`, entry by entry. Pick the probability given to the true label
# first, and take one log afterwards. The formula
# $-L \log Y - (1 - L) \log(1 - Y)$ says the same on paper, but a computer gets NaN from
# $0 \cdot \log 0$.
#
# </details>


# %% solution cross_entropy called="The cross-entropy"
def cross_entropy(Y, L):
    """The cross-entropy of each example.

    Args:
        Y, L: as in `l2`.

    Returns:
        An array of their shape; a number for numbers. Right to nine digits, or to
        1e-12; never NaN. Where it is infinite, NumPy may warn.

    Example:
        cross_entropy(0.9, 0) is 2.302585, cross_entropy(1e-20, 1) is 46.051702.
    """
    Y = np.asarray(Y, dtype=np.float64)
    L = np.asarray(L, dtype=np.float64)
    ### BEGIN SOLUTION
    given = np.where(L == 1, Y, 1 - Y)
    return -np.log(given)
    ### END SOLUTION


# %% check cross_entropy points=3
promised(
    "cross_entropy(Y, L)",
    cross_entropy,
    ([0.9, 0.3, 0.6, 0.2], [1.0, 0.0, 0.0, 1.0]),
    [0.10536051565782628, 0.35667494393873245, 0.916290731874155, 1.6094379124341003],
    Y="number list tuple array float32 shape kept",
    L="number list tuple array float32 shape kept",
    returns="array",
)
_got, _ = listen(cross_entropy, [1e-20], [1])
if np.shape(_got) == (1,) and np.ravel(_got)[0] < 46:
    fail(
        f"cross_entropy([1e-20], [1]) must be 46.0517, got {np.ravel(_got)[0]:.6g}. "
        "Something keeps the probability away from 0: a floor, or a number in the log."
    )
expect("cross_entropy([1e-20], [1])", _got, [46.05170186], rtol=1e-6)
_got, _ = listen(cross_entropy, [1.0, 0.0], [1, 0])
if np.isnan(np.asarray(_got, dtype=float)).any():
    fail(
        f"cross_entropy([1, 0], [1, 0]) must be [0, 0], got {_got}. Both neurons are "
        "certain and right, but 0 · log 0 is NaN. Pick the case before the log."
    )
_got, _ = listen(cross_entropy, [1.0, 0.0], [0, 1])
expect("cross_entropy([1, 0], [0, 1])", _got, [np.inf, np.inf])
promised(
    "cross_entropy(Y, L)", cross_entropy, ([1, 0], [1, 0]), [0, 0], atol=1e-12, Y="ends"
)
tick("cross_entropy")
### BEGIN HIDDEN TESTS
_rng = draws(1402)
promised(
    "cross_entropy(Y, L)",
    cross_entropy,
    (_rng.uniform(0.05, 0.95, 20), (_rng.random(20) < 0.3).astype(float)),
    lambda Y, L: -np.log(np.where(L == 1, Y, 1 - Y)),
    rtol=1e-8,
    Y="number list tuple array float32 shape kept",
    L="labels number list tuple array float32 shape kept",
    returns="array",
)
promised(
    "cross_entropy(Y, L)",
    cross_entropy,
    ([0, 1, 1, 0], [0, 1, 0, 1]),
    [0, 0, np.inf, np.inf],
    atol=1e-12,
    Y="ends",
)
for _tiny in 10.0 ** -_rng.uniform(5, 290, 6):
    _got, _ = listen(cross_entropy, [_tiny], [1])
    expect("cross_entropy(Y, 1), Y very small", _got, [-np.log(_tiny)], rtol=1e-8)
    _got, _ = listen(cross_entropy, [_tiny], [0])
    _want = [-np.log1p(-_tiny)]
    expect("cross_entropy(Y, 0), Y very small", _got, _want, atol=1e-12)
### END HIDDEN TESTS

# %% [markdown]
# ## 3. One number for the whole sample
#
# Training needs one number, the mean over all $n$ examples (on the slide $|X|$):
#
# $$Error(w) = \frac{1}{n} \sum_{X} Error(X, w)$$
#
# <details><summary>Why the mean of −log? Maximum likelihood</summary>
#
# To the labels of the three e-mails in section 2 the neuron gave the probabilities 0.9,
# 0.7 and 0.4. If the examples are independent, all three labels together have the
# probability $0.9 \cdot 0.7 \cdot 0.4 = 0.252$. The sum of the logs is the log of this
# product. So, with the cross-entropy, $-n \cdot Error(w)$ is the log of the probability
# of *all* labels together, here $\log 0.252$. The smallest mean cross-entropy belongs
# to the weights under which the labels of the sample are most probable: that is maximum
# likelihood.
#
# </details>
#
# **Exercise `error` ({points}).** Compute the outputs, then the mean of the loss that
# you are given. The mean of no examples is no number: then raise a `ValueError`.
#
# <details><summary>Hint</summary>
#
# Three lines: the scores `w[0] + X @ w[1:]`, the outputs by the given `sigmoid`, the
# mean of `loss(Y, L)`. Before them: `if len(L) == 0: raise ValueError("…")`, with a
# message of your own.
#
# </details>


# %% solution error called="The mean loss of a sample"
def error(w, X, L, loss):
    """The mean loss of a neuron with a sigmoid over a sample.

    Args:
        w: bias and weights, shape (N + 1,): w[0] is the bias w₀.
        X: the examples, shape (n, N), without a column of ones.
        L: the labels, shape (n,), perhaps of one class only.
            All three are arrays or (nested) lists, also of integers. None is modified.
        loss: a function like `l2`, called as loss(Y, L).

    Returns:
        Error(w), one number; infinite if one of the losses is.

    Raises:
        ValueError: if the sample is empty, n = 0.

    Example:
        error([0, 1], [[0.0]], [1], absolute_error) is 0.5.
    """
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    ### BEGIN SOLUTION
    if len(L) == 0:
        raise ValueError("the mean over an empty sample is not defined")
    Y = sigmoid(w[0] + X @ w[1:])
    return np.mean(loss(Y, L))
    ### END SOLUTION


# %% check error points=3
_w = [2, -1, 1, 1]
_X = [[1, 0, 1], [0, 1, -2], [2, -1, 0], [-1, 0, 1], [2, 1, -2], [0, 0, 2]]
_L = [1, 0, 0, 0, 1, 0]


def _harsh(Y, L):
    """A loss of this check: certain and wrong costs infinity, all else nothing."""
    return np.where(np.abs(Y - L) == 1, np.inf, 0.0)


_got = ask(error, _w, _X, _L, absolute_error)
if np.shape(_got) == (6,):
    fail("error gave 6 losses, one for each example; their mean is still missing.")
promised(
    "error(w, X, L, loss)",
    error,
    (_w, _X, _L, absolute_error),
    0.63571484678799,
    w="list array integer kept",
    X="list array integer kept",
    L="list array integer kept",
)
expect(
    "the same with the loss wrong_decision",
    ask(error, _w, _X, _L, wrong_decision),
    2 / 3,
)
_got = attempt(lambda: ask(error, _w, _X, [0, 0, 0, 0, 0, 0], absolute_error))
if _got is None:
    fail("error stops when all labels are 0. The sample is not empty then.")
expect("error(w, X, [0, 0, 0, 0, 0, 0], absolute_error)", _got, 0.685627679903949)
_got = ask(error, [0.5, -2], [[0.0]], [1], absolute_error)
expect("error([0.5, -2], [[0.0]], [1], absolute_error)", _got, 0.3775406687981454)
_got, _ = listen(error, [0, 1], [[1000.0], [-1000.0]], [1, 0], absolute_error)
expect("error([0, 1], [[1000], [-1000]], [1, 0], absolute_error)", _got, 0, atol=1e-12)
_got, _ = listen(error, [0, 1], [[1000.0], [-1000.0], [2.0]], [1, 1, 0], _harsh)
expect(
    "error([0, 1], [[1000], [-1000], [2]], [1, 1, 0], loss), with a loss that is "
    "infinite where |Y − L| = 1",
    _got,
    np.inf,
)
_none = (_w, np.zeros((0, 3)), [], absolute_error)
try:
    listen(error, *_none)
except (ValueError, NotImplementedError):
    pass
except Exception as _problem:
    _name = type(_problem).__name__
    fail(f"For an empty sample error must raise a ValueError, and it raises {_name}.")
refused("error(w, X, L, loss)", error, _none)
tick("error")
### BEGIN HIDDEN TESTS
_rng = draws(1403)


def _share(Y, L):
    """An unequal loss of the tests: it is not symmetric in Y and L, nor in 0 and 1."""
    Y, L = np.asarray(Y, dtype=float), np.asarray(L, dtype=float)
    return (1 + 2 * L) * (Y - L) ** 2 + 0.3 * Y


def _mean(w, X, L, loss):
    """The mean by a sum."""
    Y = 1 / (1 + np.exp(-(X @ w[1:] + w[0])))
    return np.sum(loss(Y, L)) / len(L)


def _sample(n, N):
    """A sample of n examples with N inputs."""
    w = _rng.uniform(0.3, 1.2, N + 1) * _rng.choice([-1, 1], N + 1)
    return w, _rng.normal(0.4, 1, (n, N)), (np.arange(n) % 4 == 1) * 1.0


_sizes = [(7, 3), (20, 2), (3, 5), (1, 4), (2, 1), (11, 4)]
promised(
    "error(w, X, L, loss)",
    error,
    lambda n, N: (*_sample(n, N), _share),
    _mean,
    rtol=1e-8,
    over=_sizes,
    w="list array integer kept",
    X="list array integer kept",
    L="labels list array integer kept",
)
for _size in _sizes:
    for _loss in (absolute_error, wrong_decision):
        _args = (*_sample(*_size), _loss)
        _want = _mean(*_args)
        expect("error(w, X, L, loss)", ask(error, *_args), _want, rtol=1e-8)
_got, _ = listen(
    error, [0.0, 1.0], [[1000.0], [-1000.0], [1000.0]], [1, 1, 0], absolute_error
)
expect("error(w, X, L, loss), scores of ±1000", _got, 2 / 3, rtol=1e-8)
_got, _ = listen(error, [1.0, -1.0], [[1000.0], [1.0], [-1000.0]], [1, 0, 1], _harsh)
expect("error(w, X, L, loss), one of the losses infinite", _got, np.inf)
for _N in (1, 3):
    refused(
        "error(w, X, L, loss)",
        error,
        (np.ones(_N + 1), np.zeros((0, _N)), np.zeros(0), _share),
    )
### END HIDDEN TESTS

# %%
# Run and look: left, one example; right, twelve students, weight 0.8 per hour.
sample = hours.reshape(-1, 1)
needs((error, [0, 0.8], sample, passed, absolute_error))
needs((l2, 0.5, 1), (cross_entropy, 0.5, 1))
Y_small = 10.0 ** np.linspace(-6, -0.001, 121)
biases = np.linspace(-14, 9, 461)

figure, (left, right) = plt.subplots(1, 2)
for loss, name, color, line, marker in [
    (wrong_decision, "Wrong decisions", GREY, "-", ""),
    (l2, "L2", BLUE, "-", "o"),
    (cross_entropy, "Cross-entropy", RED, "--", "s"),
]:
    means = np.array([error([bias, 0.8], sample, passed, loss) for bias in biases])
    look = {"color": color, "linestyle": line, "marker": marker, "label": name}
    if loss is wrong_decision:
        stairs = right.plot(biases, means, linewidth=1.4, **look)
        continue
    losses = loss(Y_small, np.ones(Y_small.shape))
    left.semilogx(Y_small, losses, markevery=20, **look)
    right.plot(biases, means, markevery=[np.argmin(means)], **look)
left.set(
    xlabel="Output Y, log axis", ylabel="Loss", title="Label 1, more and more wrong"
)
right.set(
    xlabel="Bias w₀", ylabel="Error(w)", title="The sample (marks: lowest points)"
)
right.set(ylim=(0, 3))
left.legend()
right.legend(handles=stairs, loc="upper center")
show(
    figure,
    alt="Left, on a logarithmic axis of Y for label 1: from Y = 1 down to 1e-6 the "
    "cross-entropy climbs along a straight line to 13.8, while the squared error is "
    "flat at 1. Right, over the bias w₀: the share of wrong decisions is a staircase "
    "between 0.17 and 0.5; the mean squared error is a smooth valley whose ends are "
    "almost flat at 0.5; the mean cross-entropy has its valley in the same place, but "
    "rises steeply on both sides.",
)

# %% [markdown]
# Left: L2 charges the same for "one in a thousand" and "one in a million". Right: the
# grey stairs count wrong decisions; being flat, they do not say which way to turn
# $w_0$. The losses of the slide are smooth, but where the neuron is sure and wrong for
# half of the students, L2 is flat again. How flat?
#
# ## 4. How hard does a loss pull?
#
# Measure first. Label 1, neuron A: raise its score $r = 0$ by 0.001, and the squared
# error falls by 0.00025, the cross-entropy by 0.0005. Per unit of score that is $-0.25$
# and $-0.5$: the **slopes** $d\,loss/dr$. Training moves the score against the slope;
# the size is how hard the loss pulls.
#
# The loss depends on $r$ only through $Y = \sigma(r)$, so by the chain rule
#
# $$\frac{d\,loss}{dr} = \frac{d\,loss}{dY} \cdot \frac{dY}{dr}$$
#
# The second factor is the slope of the sigmoid, $Y(1 - Y)$. The first depends on the
# loss.
#
# <details><summary>Why the slope of the sigmoid is Y(1 − Y)</summary>
#
# Measured with a small step of $r$:
#
# | $Y$ | 0.1 | 0.2 | 0.3 | 0.5 | 0.7 | 0.8 | 0.9 |
# |---|---|---|---|---|---|---|---|
# | $dY/dr$ | 0.09 | 0.16 | 0.21 | 0.25 | 0.21 | 0.16 | 0.09 |
#
# $0.09 = 0.1 \cdot 0.9$, $0.16 = 0.2 \cdot 0.8$, and so on. Derived: with
# $q = e^{-r}$ we have $Y = 1/(1 + q)$ and $dq/dr = -q$, so
#
# $$\frac{dY}{dr} = \frac{-1}{(1 + q)^2} \cdot (-q) =
# \frac{1}{1 + q} \cdot \frac{q}{1 + q}$$
#
# The first fraction is $Y$; the two fractions add up to 1. Seminar 1.7 does it in
# steps.
#
# </details>
#
# **Step 1, `dl2_dr` ({points}).** Differentiate $(Y - L)^2$ with respect to $Y$ (the
# label is a constant), and multiply both factors. (What follows correctly from a wrong
# `l2` of yours counts.)
#
# <details><summary>Hint</summary>
#
# Nudge $Y$ from 0.5 to 0.501 for label 1: the loss goes from 0.25 to 0.249001. So the
# first factor is about $-1$ there, and the second is 0.25.
#
# </details>


# %% solution dl2_dr called="How hard L2 pulls at the score"
def dl2_dr(r, L):
    """The derivative of (σ(r) − L)² with respect to r.

    Args:
        r: scores, any finite ones.
        L: labels, 0 or 1, perhaps of one class only.
            Both are numbers, or lists, tuples or arrays (also float32) of any shape.
            Neither is modified.

    Returns:
        An array of their shape; a number for numbers. Right to nine digits, or to
        1e-12.

    Example:
        dl2_dr(0, 1) is −0.25.
    """
    L = np.asarray(L, dtype=np.float64)
    Y = sigmoid(r)
    ### BEGIN SOLUTION
    return 2 * (Y - L) * Y * (1 - Y)
    ### END SOLUTION


# %% check dl2_dr points=3
_r, _L = [-6, -2, 0, 1.5, 1.5, -2, 12], [1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0]


def _slope(r, L):
    """The slope of your own l2, measured."""
    up, down = (l2(sigmoid(r + h), L.copy()) for h in (1e-5, -1e-5))
    return (np.asarray(up) - np.asarray(down)) / 2e-5


_want = [
    -0.004920821086740353,
    -0.1849560864596595,
    -0.25,
    0.24387666485508555,
    -0.05441623928558019,
    0.025031084347353447,
    1.2288198201367163e-05,
]
_own = own("l2", _slope, np.array(_r), np.array(_L), rtol=1e-5, atol=1e-7)
promised(
    "dl2_dr(r, L)",
    dl2_dr,
    (_r, _L),
    _want,
    follows=_own,
    r="number list tuple array float32 shape kept",
    L="number list tuple array float32 shape kept",
    returns="array",
)
_got, _ = listen(dl2_dr, [-1000.0, 1000.0], [1, 0])
expect("dl2_dr([-1000, 1000], [1, 0])", _got, [0, 0], atol=1e-12)
tick("dl2_dr")
### BEGIN HIDDEN TESTS
_rng = draws(1406)
_r = np.concatenate([_rng.uniform(-4, 4, 18), [13.0, -22.0]])
_L = (np.arange(20) % 3 == 1).astype(float)


def _formula(r, L):
    """The slope, with both tails exact."""
    Y, Q = 1 / (1 + np.exp(-r)), 1 / (1 + np.exp(r))
    return 2 * Y * Q * np.where(L == 1, -Q, Y)


_own = own("l2", _slope, _r, _L, rtol=1e-5, atol=1e-7)
promised(
    "dl2_dr(r, L)",
    dl2_dr,
    (_r, _L),
    _formula,
    rtol=1e-8,
    atol=1e-12,
    follows=_own,
    r="number list tuple array float32 shape kept",
    L="labels number list tuple array float32 shape kept",
    returns="array",
)
promised(
    "dl2_dr(r, L)",
    dl2_dr,
    ([-1000.0, 1000.0, -1000.0, 1e5], [1, 1, 0, 0]),
    [0, 0, 0, 0],
    atol=1e-12,
    r="extreme",
)
### END HIDDEN TESTS

# %% [markdown]
# **Step 2, `dce_dr` ({points}).** For the cross-entropy the first factor has two cases,
# the derivatives of $-\log Y$ and of $-\log(1 - Y)$. Multiply each by $Y(1 - Y)$ on
# paper. Something cancels, and one line is left for both labels. Use that line, not the
# product, which divides by zero at $r = \pm 1000$.
#
# <details><summary>Hint</summary>
#
# The derivative of $\log u$ is $1/u$, times the derivative of $u$; in the second case
# $u = 1 - Y$. So what is $-\dfrac{1}{Y} \cdot Y(1 - Y)$, and what is
# $\dfrac{1}{1 - Y} \cdot Y(1 - Y)$? Now write both with $Y$ and $L$.
#
# </details>


# %% solution dce_dr called="How hard cross-entropy pulls"
def dce_dr(r, L):
    """The derivative of the cross-entropy with respect to the score r.

    Args:
        r, L: as in `dl2_dr`.

    Returns:
        An array of their shape; a number for numbers. Right to nine digits, or to
        1e-12, without warnings.

    Example:
        dce_dr(0, 1) is −0.5, dce_dr(-1000, 1) is −1.
    """
    L = np.asarray(L, dtype=np.float64)
    Y = sigmoid(r)
    ### BEGIN SOLUTION
    return Y - L
    ### END SOLUTION


# %% check dce_dr points=3
_r, _L = [-6, -2, 0, 1.5, 1.5, -2], [1.0, 1.0, 1.0, 0.0, 1.0, 0.0]


def _slope(r, L):
    """The slope of your own cross_entropy, measured."""
    up, down = (cross_entropy(sigmoid(r + h), L.copy()) for h in (1e-5, -1e-5))
    return (np.asarray(up) - np.asarray(down)) / 2e-5


_want = [
    -0.9975273768433653,
    -0.8807970779778823,
    -0.5,
    0.8175744761936437,
    -0.18242552380635635,
    0.11920292202211755,
]
_own = own("cross_entropy", _slope, np.array(_r), np.array(_L), rtol=1e-5, atol=1e-7)
promised(
    "dce_dr(r, L)",
    dce_dr,
    (_r, _L),
    _want,
    follows=_own,
    r="number list tuple array float32 shape kept",
    L="number list tuple array float32 shape kept",
    returns="array",
)
if agree(ask(dce_dr, _r, _L), _want):
    _far = [-1000.0, 1000.0, -1000.0, 1000.0], [1, 1, 0, 0]
    _got, _ = listen(dce_dr, *_far)
    if np.shape(_got) == (4,) and np.isnan(np.asarray(_got, dtype=float)).any():
        fail(
            "dce_dr gives NaN at r = ±1000. There Y is 0 or 1, and the factor 1/Y or "
            "1/(1 − Y) divides by zero: cancel on paper, and use what is left."
        )
    promised(
        "dce_dr(r, L)",
        dce_dr,
        _far,
        [-1, 0, 0, 1],
        atol=1e-12,
        r="extreme",
        returns="quiet",
    )
tick("dce_dr")
### BEGIN HIDDEN TESTS
_rng = draws(1408)
_r = np.concatenate([_rng.uniform(-4, 4, 18), [-9.0, 9.0]])
_L = (np.arange(20) % 3 == 1).astype(float)


def _formula(r, L):
    """The slope, with both tails exact."""
    return np.where(L == 1, -1 / (1 + np.exp(r)), 1 / (1 + np.exp(-r)))


_own = own("cross_entropy", _slope, _r, _L, rtol=1e-5, atol=1e-7)
promised(
    "dce_dr(r, L)",
    dce_dr,
    (_r, _L),
    _formula,
    rtol=1e-8,
    atol=1e-12,
    follows=_own,
    r="number list tuple array float32 shape kept",
    L="labels number list tuple array float32 shape kept",
    returns="array",
)
if agree(ask(dce_dr, _r, _L), _formula(_r, _L), rtol=1e-8):
    promised(
        "dce_dr(r, L)",
        dce_dr,
        ([-1000.0, 1000.0, 745.0, -745.0, 1e5], [1, 1, 0, 0, 0]),
        [-1, 0, 1, 0, 1],
        atol=1e-12,
        r="extreme",
        returns="quiet",
    )
### END HIDDEN TESTS


# %%
# Run and look: the neurons A, B and C, and a slider for others.
def plot_pulls(scores, label, alt):
    r = np.linspace(-10, 10, 401)
    Y, L = sigmoid(r), np.full(r.shape, label)
    at, same = np.array(scores, dtype=float), np.full(len(scores), label)
    beside = {
        "L2": [(2.2, 0.08), (-0.35, 0.03), (-0.35, 0.03)],
        "Cross-entropy": [(0.35, 0.03), (-0.35, -0.1), (0.35, 0.03)],
    }
    figure, (left, right) = plt.subplots(1, 2)
    for name, loss, slope, color, line, marker in [
        ("L2", l2, dl2_dr, BLUE, "-", "o"),
        ("Cross-entropy", cross_entropy, dce_dr, RED, "--", "s"),
    ]:
        left.plot(r, loss(Y, L), line, color=color, label=name)
        for x, y, steep in zip(
            at, loss(sigmoid(at), same), slope(at, same), strict=True
        ):
            half = 1.6 / np.hypot(1, steep)
            ends = np.array([x - half, x + half])
            left.plot(ends, y + steep * (ends - x), color="black", linewidth=1.6)
            left.plot(x, y, marker, color=color, markerfacecolor="white")
        right.plot(r, np.abs(slope(r, L)), line, color=color)
        sizes = np.abs(slope(at, same))
        look = {"marker": marker, "color": color, "markerfacecolor": "white"}
        right.plot(
            at, sizes, linestyle="", zorder=3, label=f"{name}: {sizes[0]:.4g}", **look
        )
        if len(scores) == 3:
            for x, size, (across, up) in zip(at, sizes, beside[name], strict=True):
                side = "left" if across > 0 else "right"
                right.text(x + across, size + up, f"{size:.3g}", ha=side)
                right.plot([x, x + across], [size, size + up], color=GREY, linewidth=1)
    left.set(xlabel="Score r", ylabel="Loss", title=f"Label {label}: loss and slope")
    left.set(xlim=(-10.8, 10.8), ylim=(-0.6, 10.4))
    left.legend(loc="upper center")
    right.set(xlabel="Score r", ylabel="Size of the slope", title="How hard it pulls")
    right.set(ylim=(-0.05, 1.3))
    if len(scores) == 3:
        for letter_of, x in zip("ABC", at, strict=True):
            right.text(x, 1.14, letter_of, ha="center", weight="bold")
            right.axvline(x, ymax=0.86, color=GREY, linewidth=1, linestyle=":")
    else:
        right.legend(loc="upper right" if label == 1 else "upper left")
    show(figure, alt)


needs((l2, 0.5, 1), (cross_entropy, 0.5, 1), (dl2_dr, 0.0, 1), (dce_dr, 0.0, 1))
for name, slope in [("L2", dl2_dr), ("Cross-entropy", dce_dr)]:
    strongest = "ABC"[np.argmax(np.abs(slope([0, -2, -6], [1, 1, 1])))]
    guess = letter(my_guess[name]).upper()
    print(f"{name} pulls {strongest} hardest.", end=" ")
    print(f"You guessed {guess}." if guess in ("A", "B", "C") else "")
plot_pulls(
    [0, -2, -6],
    1,
    alt="Left, label 1: both losses against the score with tangents at the neurons A "
    "(r = 0), B (−2) and C (−6); to the left the squared error lies flat at 1, the "
    "cross-entropy keeps rising with slope −1. Right, the size of the slopes: the "
    "squared error's pull is a bump, 0.25 at A, 0.185 at B and 0.00492 at C; the "
    "cross-entropy's is an S-curve, 0.5, 0.881 and 0.998.",
)
explore(
    lambda score, label: plot_pulls(
        [score],
        label,
        alt=f"The same two panels for the score {score:.1f} and label {label}.",
    ),
    score=widgets.FloatSlider(
        value=-4,
        min=-9,
        max=9,
        step=0.5,
        description="Score r",
        continuous_update=False,
    ),
    label=widgets.ToggleButtons(options=[1, 0], description="Label"),
)

# %% [markdown]
# The squared error pulls C with 0.005, the cross-entropy with 0.998. Compare the lines
# you derived:
#
# $$\frac{d\,L2}{dr} = 2\,(Y - L) \cdot Y(1 - Y), \qquad \frac{d\,CE}{dr} = Y - L$$
#
# The factor $Y(1 - Y)$ is the slope of the sigmoid, which is flat at both ends: it
# **saturates**. L2 hands that factor on. In the cross-entropy the small one of $Y$ and
# $1 - Y$ cancels: for label 1 the size of $-1/Y$ grows exactly as fast as $Y$ shrinks.
# The difference $Y - L$ is left, and on the wrong side it is large.
#
# <details><summary>Where exactly does L2 pull hardest?</summary>
#
# For label 1 the size is $2Y(1 - Y)^2$. Its derivative in $Y$ is $2(1 - Y)(1 - 3Y)$,
# zero at $Y = 1/3$, that is $r = -\log 2 \approx -0.69$. The pull there is
# $8/27 \approx 0.296$, and it is never larger.
#
# $Y - L$, in contrast, only ever rises with $r$: the cross-entropy is convex in $r$,
# and has no plateau on the wrong side.
#
# </details>
#
# ## 5. A race
#
# Let a score follow the pull, again and again: $r \leftarrow r - d\,loss/dr$ (gradient
# descent, seminar 1.6). Label 1, start at C, $r = -6$. How many steps to the right
# decision, $r \ge 0$?

# %%
# Your guess, a number of steps, for each loss:
my_steps = {"L2": None, "Cross-entropy": None}

# %%
# Run and look: the race.


def run_race(slope, starts, limit=6000):
    r = np.array(starts, dtype=float)
    label = np.ones(r.shape)
    steps, path = np.zeros(r.shape), [r]
    for _ in range(limit):
        if (r >= 0).all():
            break
        steps += r < 0
        r = np.where(r < 0, r - slope(r, label), r)
        if len(path) < 300:
            path.append(r)
    return np.array(path), np.where(r >= 0, steps, np.nan)


needs((l2, 0.5, 1), (cross_entropy, 0.5, 1), (dl2_dr, 0.0, 1), (dce_dr, 0.0, 1))
starts = np.arange(-1.0, -10, -1)
paths, counts = {}, {}
for name, slope in [("L2", dl2_dr), ("Cross-entropy", dce_dr)]:
    paths[name], counts[name] = run_race(slope, starts)
    if np.isnan(counts[name]).any():
        print(
            f"{name}: not every start comes to r ≥ 0 within 6000 steps. So your "
            f"`{slope.__name__}` is not right yet: mend it, then run this cell again."
        )
        continue
    print(f"{name}: it takes {counts[name][5]:.0f} steps.", end=" ")
    print(f"You guessed {my_steps[name]}." if my_steps[name] else "")

figure, (left, right) = plt.subplots(1, 2)
for name, color, line, marker in [
    ("L2", BLUE, "-", "o"),
    ("Cross-entropy", RED, "--", "s"),
]:
    left.plot(paths[name][:, 5], line, color=color, label=name)
    right.semilogy(starts, counts[name], line, color=color, marker=marker, label=name)
    if my_steps[name]:
        beside = -5.85 if name == "L2" else -6.15
        right.plot(beside, my_steps[name], "X", color=color, markeredgecolor="black")
left.set(xlabel="Step", ylabel="Score r", title="From r = −6 upwards", xlim=(-4, 240))
left.axhline(0, color=GREY, linewidth=1)
left.legend(loc=(0.2, 0.66))
right.set(xlabel="Start r", ylabel="Steps to r ≥ 0", title="The race (X: your guess)")
right.invert_xaxis()
right.legend(loc="upper left")
show(
    figure,
    alt="Left: from r = −6 the cross-entropy brings the score above 0 in 7 steps, "
    "along a straight line; the squared error creeps for some 200 steps, fast at the "
    "end. Right, on a log axis: the further left the start, the more steps; for the "
    "cross-entropy from 2 to 10, for the squared error from 4 to 4000, along a "
    "straight line.",
)

figure, axes = plt.subplots(figsize=(5.5, 2.8), dpi=90)
r, balls = np.linspace(-7, 3, 101), []
for name, loss, color, line, marker in [
    ("L2", l2, BLUE, "-", "o"),
    ("Cross-entropy", cross_entropy, RED, "--", "s"),
]:
    axes.plot(r, loss(sigmoid(r), np.ones(r.shape)), line, color=color, label=name)
    balls += axes.plot(-6, 0, marker, color=color, markersize=11, mec="black")
axes.set(xlabel="Score r", ylabel="Loss", title="Step 0")
axes.legend()
figure.canvas.draw()
figure.set_layout_engine("none")


def roll(k):
    axes.set_title(f"Step {k}")
    for ball, (name, loss) in zip(
        balls, [("L2", l2), ("Cross-entropy", cross_entropy)], strict=True
    ):
        path = paths[name][:, 5]
        here = path[min(k, len(path) - 1)]
        ball.set_data([here], [loss(sigmoid(here), 1.0)])


animate(
    figure,
    roll,
    8,
    alt="Seven steps of both races as balls on the two loss curves: on the "
    "cross-entropy the ball runs down from r = −6 to beyond 0, on the squared error it "
    "hardly moves.",
    interval=400,
)

# %% [markdown]
# After seven steps one ball is home; the other has hardly left its plateau. A start one
# unit further out costs the cross-entropy about one more step; for L2 it *multiplies*
# their number by about $e = 2.7$. The surer a neuron is of its error, the less L2
# listens. That is why classifiers are trained with the cross-entropy.
#
# <details><summary>When is it an advantage not to listen?</summary>
#
# Where labels are wrong. If the label 1 is a typing error and the neuron is rightly
# sure of 0, at $r = -12$, L2 charges at most 1 and hardly moves, while the
# cross-entropy charges 12 and keeps pulling with nearly full force.
#
# </details>
#
# ## 6. Break it, then mend it
#
# So scores far out matter. For label 0 and a large $r$ the loss is about $r$. What does
# your `cross_entropy` say? And if $Y$, as is common, is kept $10^{-7}$ away from
# 0 and 1?

# %%
# Run and look: your loss of σ(r), label 0.
needs((cross_entropy, 0.5, 1))
print("score r   your loss   with Y clipped at 1e−7")
for score in [5.0, 15.0, 30.0, 36.0, 40.0, 1000.0]:
    plain, _ = listen(cross_entropy, sigmoid(score), 0)
    clipped, _ = listen(cross_entropy, np.clip(sigmoid(score), 1e-7, 1 - 1e-7), 0)
    print(f"{score:7.0f}   {plain:9.6g}   {clipped:9.6g}")

# %% [markdown]
# Computed through $Y$, the loss becomes infinite near $r = 37$, where $Y$ is rounded to
# 1, and so does the mean. Clipped, it is flat beyond $r = 16.1$, with the slope zero:
# it saturates like L2, and worse.
#
# The remedy is never to form $Y$. Put $\sigma$ into the two cases:
# $-\log \sigma(r) = \log(1 + e^{-r})$ for label 1, and
# $-\log(1 - \sigma(r)) = \log(1 + e^{r})$ for label 0. Both are $\log(1 + e^{z})$, a
# function called *softplus*; $z$ is the score with its sign so chosen that a positive
# $z$ means an error.
#
# **Exercise `cross_entropy_from_r` ({points}).** The cross-entropy, straight from the
# score, or logit: PyTorch's `BCEWithLogitsLoss`.
#
# <details><summary>Hint</summary>
#
# First $z$: minus the score for label 1, the score for label 0. Then
# `np.logaddexp(0, z)`, which is $\log(e^{0} + e^{z})$ without overflow;
# `np.log(1 + np.exp(z))` overflows at $z = 1000$.
#
# </details>


# %% solution cross_entropy_from_r called="Cross-entropy from the score"
def cross_entropy_from_r(r, L):
    """The cross-entropy of each example, from the score.

    Args:
        r, L: as in `dl2_dr`.

    Returns:
        An array of their shape; a number for numbers. Right to nine digits, or to 1e-9,
        without NaN and without warnings.

    Example:
        cross_entropy_from_r(-1000, 1) is 1000.
    """
    r = np.asarray(r, dtype=np.float64)
    L = np.asarray(L, dtype=np.float64)
    ### BEGIN SOLUTION
    z = np.where(L == 1, -r, r)
    return np.logaddexp(0, z)
    ### END SOLUTION


# %% check cross_entropy_from_r points=3
promised(
    "cross_entropy_from_r(r, L)",
    cross_entropy_from_r,
    ([2.0, -2.0, 0.0, 3.0, 17.0, -20.0], [1.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
    [
        0.1269280110429725,
        2.1269280110429727,
        0.6931471805599453,
        3.048587351573742,
        17.000000041399375,
        2.061153620314381e-09,
    ],
    atol=1e-9,
    r="number list tuple array float32 shape kept",
    L="number list tuple array float32 shape kept",
    returns="array",
)
for _r, _L, _want in [(-1000.0, 1, 1000), (1000.0, 0, 1000), (1000.0, 1, 0)]:
    _got, _warning = listen(cross_entropy_from_r, _r, _L)
    expect(f"cross_entropy_from_r({_r:+.0f}, {_L})", _got, _want, atol=1e-9)
    if _warning:
        fail(
            f"cross_entropy_from_r({_r:+.0f}, {_L}) is right, but warns: {_warning}. "
            "`np.where` computes both of its branches, even the one it does not pick."
        )
promised(
    "cross_entropy_from_r(r, L)",
    cross_entropy_from_r,
    ([-40.0, 50.0, 5000.0, -5000.0], [1, 0, 0, 0]),
    [40, 50, 5000, 0],
    atol=1e-9,
    r="extreme",
    returns="quiet",
)
tick("cross_entropy_from_r")
### BEGIN HIDDEN TESTS
_rng = draws(1409)


def _formula(r, L):
    """The larger of z and 0, and the rest."""
    z = (1 - 2 * L) * r
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


for _scale in (4, 15, 300):
    promised(
        "cross_entropy_from_r(r, L)",
        cross_entropy_from_r,
        (_scale * _rng.uniform(-1, 1, 20), (_rng.random(20) < 0.3).astype(float)),
        _formula,
        atol=1e-9,
        r="number list tuple array float32 shape kept",
        L="labels number list tuple array float32 shape kept",
        returns="array quiet",
    )
promised(
    "cross_entropy_from_r(r, L)",
    cross_entropy_from_r,
    (
        [-1000.0, 1000.0, -1000.0, 1000.0, 720.0, -750.0, 38.5, -1e5, -20.0],
        [1, 1, 0, 0, 0, 1, 0, 1, 0],
    ),
    [1000, 0, 0, 1000, 720, 750, 38.5, 1e5, 2.061153620314381e-09],
    atol=1e-9,
    r="extreme",
    returns="quiet",
)
### END HIDDEN TESTS

# %% [markdown]
# ## 7. Two questions
#
# **Exercise `counterexample` ({points}).** "More right decisions mean a smaller
# cross-entropy." Refute it. Five e-mails have the labels 1, 1, 1, 0, 0. A timid neuron
# says 0.45, 0.45, 0.45, 0.55, 0.55: no decision is right (at 0.5), and the mean
# cross-entropy is $-\log 0.45 < 0.8$. Give five outputs, strictly between 0 and 1, with
# *four* right decisions and a mean above 0.8.
#
# <details><summary>Hint</summary>
#
# Four answers may be as good as you like. How expensive can the fifth one become?
#
# </details>

# %% solution counterexample called="More right, yet a larger loss"
# counterexample = [Y₁, …, Y₅]: five outputs, for the labels 1, 1, 1, 0, 0.
### BEGIN SOLUTION
counterexample = [0.9, 0.9, 0.9, 0.1, 0.999]
### END SOLUTION

# %% check counterexample points=1
if attempt(lambda: counterexample) is None:
    raise NotImplementedError("Your `counterexample` is still open.")
_Y = attempt(lambda: np.array(counterexample, dtype=float))
if np.shape(_Y) != (5,):
    fail("counterexample must be five numbers, [Y₁, …, Y₅].")
if not all(0 < _number < 1 for _number in _Y):
    fail("All five outputs must lie strictly between 0 and 1.")
_wrong = int(sum(wrong_decision(_Y, [1, 1, 1, 0, 0])))
if _wrong == 0:
    fail(
        "All five decisions are right here. Then no example costs more than "
        "log 2 = 0.693, and neither does the mean. Make exactly one of them wrong."
    )
if _wrong != 1:
    fail(f"{_wrong} decisions are wrong here; four of five must be right.")
_right = [_Y[0], _Y[1], _Y[2], 1 - _Y[3], 1 - _Y[4]]
_mean = float(-np.sum(np.log(_right)) / 5)
if not _mean > 0.8:
    fail(
        f"Four decisions are right, but the mean cross-entropy is {_mean:.4g}, not "
        "more than 0.8: the wrong answer is not sure enough of itself."
    )
tick("counterexample")

# %% [markdown]
# **Question ({points}, read by a person).** An e-mail with label 1 gets the score
# $r = -12$. Explain in three sentences: how hard does L2 pull at it, which factor of
# the slope makes it so, and why is the cross-entropy free of it?

# %% manual saturation [markdown] points=2 called="Sure and wrong"
# The slope of L2 is $2(Y - L) \cdot Y(1 - Y)$. At $r = -12$ we have
# $Y = 6.1 \cdot 10^{-6}$. The first factor is about $-2$, as large as it can be, but
# the second, the slope of the sigmoid, is only $6.1 \cdot 10^{-6}$: the pull is about
# $1.2 \cdot 10^{-5}$, and training stands still.
#
# In the cross-entropy the derivative in $Y$ is $-1/Y$. It grows as $Y$ shrinks, cancels
# the factor $Y$ of the sigmoid's slope, and $Y - L \approx -1$ is left: the full pull.
#
# *Grading: 1 point for the vanishing factor $Y(1 - Y)$ with a pull of the order
# $10^{-5}$; 1 point for its cancelling in the cross-entropy.*

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# The lecture's summary says: **the loss function for classification is the
# cross-entropy.** You can say why: its slope $Y - L$ does not fade where the sigmoid is
# flat.
#
# <details><summary>Both losses in one table</summary>
#
# | | squared error | cross-entropy |
# |---|---|---|
# | $L = 1$ | $(Y - 1)^2$ | $-\log Y$ |
# | $L = 0$ | $Y^2$ | $-\log(1 - Y)$ |
# | from the score | $(\sigma(r) - L)^2$ | $\log(1 + e^{z})$ with $z = (1 - 2L)\,r$ |
# | largest price | 1 | none |
# | slope over $r$ | $2(Y - L)\,Y(1 - Y)$ | $Y - L$ |
# | hardest pull at $L = 1$ | $8/27$, at $Y = 1/3$ | towards 1, as $Y \to 0$ |
#
# </details>
#
# **Next, `l1_5_entropy`:** how small can the mean cross-entropy become?
