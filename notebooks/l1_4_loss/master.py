# %% [markdown]
# # Seminar 1.4. The loss
#
# Follows the lecture slide "Loss function". 60 minutes, {points}.
#
# Seminar 1.3 turned a probability into a decision: class 1 if it reaches the threshold.
# A decision is right or wrong, and that is too coarse to learn from. A **loss** puts a
# price on the probability itself. The slide has two of them. Here you write both, find
# out how hard each of them pulls at the neuron, and see why one of them lets go exactly
# where it should pull hardest.
#
# After this seminar you can
#
# 1. turn the slide's cases into code: two losses, and their mean over a sample;
# 2. derive the slope of each loss, step by step, and say why the squared error
#    saturates where the cross-entropy does not;
# 3. write a cross-entropy that survives every score.
#
# **How to work.** Go from top to bottom and run every cell (Shift + Enter). Where a
# cell says `raise NotImplementedError()`, put your own code in place of that line. The
# cell below it checks your answer: a tick, or an error whose last lines say what is
# off. `NotImplementedError` means: still open. After you hand in, the same functions
# are also called with other numbers. `log` is the natural logarithm throughout.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.
#
# ## 1. A guess, before anything else
#
# Three neurons look at an e-mail that *is* spam, label 1. Each gives a score $r$, and
# the sigmoid $\sigma$ turns it into the probability $Y$ of label 1:
#
# | neuron | score $r$ | $Y = \sigma(r)$ | in words |
# |---|---|---|---|
# | A | 0 | 0.5 | no idea |
# | B | −2 | 0.119 | wrong |
# | C | −6 | 0.0025 | wrong, and quite sure of it |
#
# A loss now pulls at each score, upwards, as hard as the loss falls when the score
# grows a little. Which neuron does the squared error $(Y - 1)^2$ pull hardest? Which
# one does the cross-entropy $-\log Y$? Write down your guess before you read on. Nobody
# grades it, and you will meet it again.

# %%
# Your guess: which neuron, "A", "B" or "C", does each loss pull hardest?
my_guess = {"L2": "B", "Cross-entropy": "B"}

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
# Recall the neuron: $Y(X, w) = F(w_0 + \sum_{i=1}^{N} w_i X_i)$. $X$ holds its $N$
# inputs, $w_i$ is the weight of input $X_i$, $w_0$ is the bias, $F$ is the activation
# function. Here $F$ is the sigmoid, so the output $Y$ is the probability of label 1.
# $L$ is the true label, 0 or 1. (The slide also repeats the threshold and calls the
# decision $P(X, w)$. That is the 0 or 1 of seminar 1.3, not a probability.)
#
# ### The squared error, L2
#
# Three e-mails, numbers first:
#
# | label $L$ | output $Y$ | off by | squared |
# |---|---|---|---|
# | 1 | 0.9 | 0.1 | 0.01 |
# | 0 | 0.3 | 0.3 | 0.09 |
# | 0 | 0.6 | 0.6 | 0.36 |
#
# The last column is the first loss of the slide. A small miss is forgiven, a large one
# costs more, and nothing ever costs more than 1:
#
# $$Error(X, w) = \bigl(Y(X, w) - L(X)\bigr)^2$$
#
# **Exercise `l2` ({points}).** Write it as a function: one loss for each example. The
# first two lines are given; they turn numbers and lists into float64 arrays.
#
# <details><summary>Hint</summary>
#
# `**` squares a whole array, entry by entry.
#
# </details>


# %% solution l2
def l2(Y, L):
    """The squared error of each example.

    Args:
        Y: outputs of the neuron, from 0 to 1.
        L: labels, 0 or 1.
            Both are numbers, or lists, tuples or arrays of one shape. Neither is
            modified.

    Returns:
        The losses, one for each example, in the shape of Y and L. Not their mean.

    Example:
        l2(0.9, 1) is 0.01, l2([0.9, 0.3], [1, 0]) is [0.01, 0.09].
    """
    Y = np.asarray(Y, dtype=np.float64)
    L = np.asarray(L, dtype=np.float64)
    ### BEGIN SOLUTION
    return (Y - L) ** 2
    ### END SOLUTION


# %% check l2 points=2
_got = ask(l2, [0.9, 0.3, 0.6], [1, 0, 0])
if _got is not None and np.shape(_got) == ():
    fail("l2 gives one loss for each example; the mean comes later, in `error`.")
expect("l2([0.9, 0.3, 0.6], [1, 0, 0])", _got, [0.01, 0.09, 0.36])
expect("l2(0.9, 1)", ask(l2, 0.9, 1), 0.01)
tick("l2")
### BEGIN HIDDEN TESTS
_rng = draws(1401)
for _shape in [(20,), (1,), (7, 3), (4, 1), (2, 3, 2)]:
    _Y = _rng.uniform(0.05, 0.95, _shape)
    _L = (_rng.random(_shape) < 0.3).astype(float)
    _want = _Y**2 - 2 * _Y * _L + _L**2
    expect("l2(Y, L)", ask(l2, _Y, _L), _want, rtol=1e-8)
    expect_kept("l2(Y, L)")
_Y = _rng.uniform(0.05, 0.95, 9)
_L = (_rng.random(9) < 0.3).astype(int)
_want = _Y**2 - 2 * _Y * _L + _L**2
expect("l2(Y, L), L integers", ask(l2, _Y, _L), _want, rtol=1e-8)
expect("l2(Y, L), L of True and False", ask(l2, _Y, _L == 1), _want, rtol=1e-8)
expect("l2(Y, L), two lists", ask(l2, _Y.tolist(), _L.tolist()), _want, rtol=1e-8)
expect("l2(Y, L), two tuples", ask(l2, tuple(_Y), tuple(_L)), _want, rtol=1e-8)
expect("l2(Y, L), two numbers", ask(l2, float(_Y[0]), int(_L[0])), _want[0], rtol=1e-8)
expect("l2(Y, L), Y in float32", ask(l2, _Y.astype(np.float32), _L), _want, rtol=1e-5)
expect(
    "l2([0, 1, 0, 1], [0, 1, 1, 0])", ask(l2, [0, 1, 0, 1], [0, 1, 1, 0]), [0, 0, 1, 1]
)
### END HIDDEN TESTS

# %% [markdown]
# ### The cross-entropy
#
# The second loss asks: what probability did the neuron give to the label that came
# true? That is $Y$ if the label is 1, and $1 - Y$ if it is 0. The price is minus the
# log of this probability. Compare:
#
# | probability given to the true label | 1 | 0.5 | 0.1 | 0.01 | 0.001 | 0.0001 |
# |---|---|---|---|---|---|---|
# | squared error | 0 | 0.25 | 0.81 | 0.980 | 0.998 | 0.9998 |
# | cross-entropy | 0 | 0.693 | 2.303 | 4.605 | 6.908 | 9.210 |
#
# Each further zero costs another $\log 10 = 2.303$ in the lower row. In the upper row
# there is hardly anything left to charge. The slide writes the lower row as two cases:
#
# $$Error(X, w) = \begin{cases} -\log Y(X, w), & L(X) = 1 \\
# -\log(1 - Y(X, w)), & L(X) = 0 \end{cases}$$
#
# **Exercise `cross_entropy` ({points}).** Write it as a function, again one loss for
# each example. Mind the ends: to be certain and right costs exactly 0, to be certain
# and wrong costs infinity. No floor and no small constant inside the log: section 6
# shows what they would do.
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


# %% solution cross_entropy
def cross_entropy(Y, L):
    """The cross-entropy of each example, with the natural logarithm.

    Args:
        Y: outputs of the neuron, from 0 to 1, both included.
        L: labels, 0 or 1.
            Both are numbers, or lists, tuples or arrays of one shape. Neither is
            modified.

    Returns:
        The losses, one for each example, in the shape of Y and L. Not their mean.
        0 for a certain and right answer; infinity for a certain and wrong one (NumPy's
        warning of a division by zero is in order there). Never NaN.

    Example:
        cross_entropy(0.9, 1) is 0.105361, cross_entropy(0.9, 0) is 2.302585,
        cross_entropy(1e-20, 1) is 46.051702 (all rounded).
    """
    Y = np.asarray(Y, dtype=np.float64)
    L = np.asarray(L, dtype=np.float64)
    ### BEGIN SOLUTION
    given = np.where(L == 1, Y, 1 - Y)
    return -np.log(given)
    ### END SOLUTION


# %% check cross_entropy points=3
_got = ask(cross_entropy, [0.9, 0.3, 0.6, 0.2], [1, 0, 0, 1])
if _got is not None and np.shape(_got) == ():
    fail("cross_entropy gives one loss for each example; the mean comes later.")
expect(
    "cross_entropy([0.9, 0.3, 0.6, 0.2], [1, 0, 0, 1])",
    _got,
    [0.10536052, 0.35667494, 0.91629073, 1.60943791],
    rtol=1e-6,
)
expect("cross_entropy(0.5, 0)", ask(cross_entropy, 0.5, 0), 0.69314718, rtol=1e-6)
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
expect("cross_entropy([1, 0], [1, 0])", _got, [0, 0], atol=1e-12)
_got, _ = listen(cross_entropy, [1.0, 0.0], [0, 1])
expect("cross_entropy([1, 0], [0, 1])", _got, [np.inf, np.inf])
tick("cross_entropy")
### BEGIN HIDDEN TESTS
_rng = draws(1402)
for _shape in [(20,), (1,), (7, 3), (4, 1), (2, 3, 2)]:
    _Y = _rng.uniform(0.05, 0.95, _shape)
    _L = (_rng.random(_shape) < 0.3).astype(float)
    _want = -_L * np.log(_Y) - (1 - _L) * np.log1p(-_Y)
    expect("cross_entropy(Y, L)", ask(cross_entropy, _Y, _L), _want, rtol=1e-8)
    expect_kept("cross_entropy(Y, L)")
_Y = _rng.uniform(0.05, 0.95, 9)
_L = (_rng.random(9) < 0.3).astype(int)
_want = -_L * np.log(_Y) - (1 - _L) * np.log1p(-_Y)
expect("cross_entropy(Y, L), L integers", ask(cross_entropy, _Y, _L), _want, rtol=1e-8)
_got = ask(cross_entropy, _Y, _L == 1)
expect("cross_entropy(Y, L), L of True and False", _got, _want, rtol=1e-8)
_got = ask(cross_entropy, _Y.tolist(), _L.tolist())
expect("cross_entropy(Y, L), two lists", _got, _want, rtol=1e-8)
_got = ask(cross_entropy, tuple(_Y), tuple(_L))
expect("cross_entropy(Y, L), two tuples", _got, _want, rtol=1e-8)
_got = ask(cross_entropy, float(_Y[0]), int(_L[0]))
expect("cross_entropy(Y, L), two numbers", _got, _want[0], rtol=1e-8)
_got = ask(cross_entropy, _Y.astype(np.float32), _L)
expect("cross_entropy(Y, L), Y in float32", _got, _want, rtol=1e-5, atol=1e-6)
for _tiny in 10.0 ** -_rng.uniform(5, 290, 6):
    _got, _ = listen(cross_entropy, [_tiny], [1])
    expect("cross_entropy(Y, 1), Y very small", _got, [-np.log(_tiny)], rtol=1e-8)
    _got, _ = listen(cross_entropy, [_tiny], [0])
    _want = [-np.log1p(-_tiny)]
    expect("cross_entropy(Y, 0), Y very small", _got, _want, atol=1e-12)
_got, _ = listen(cross_entropy, [0, 1, 1, 0], [0, 1, 0, 1])
_want = [0, 0, np.inf, np.inf]
expect("cross_entropy([0, 1, 1, 0], [0, 1, 0, 1])", _got, _want, atol=1e-12)
### END HIDDEN TESTS

# %%
# Nothing to do here: run it. Your two losses. Left, both labels. Right, label 1 again,
# but the axis counts the zeros of Y: each step to the left makes Y ten times smaller.
needs((l2, 0.5, 1), (cross_entropy, 0.5, 1))
Y_grid = np.linspace(0.004, 0.996, 249)
Y_small = 10.0 ** np.linspace(-6, -0.001, 121)
looks = [("L2", l2, BLUE, "-", "o"), ("Cross-entropy", cross_entropy, RED, "--", "s")]

figure, (left, right) = plt.subplots(1, 2)
for name, loss, color, line, marker in looks:
    for label, width in [(1, 2.4), (0, 1.1)]:
        style = {"color": color, "linestyle": line, "linewidth": width}
        losses = loss(Y_grid, np.full(Y_grid.shape, label))
        left.plot(Y_grid, losses, label=f"{name}, L = {label}", **style)
    losses = loss(Y_small, np.ones(Y_small.shape))
    right.semilogx(
        Y_small, losses, line, color=color, marker=marker, markevery=20, label=name
    )
left.set(xlabel="Output Y", ylabel="Loss of one example", title="Both labels")
left.set(ylim=(-0.1, 5.6))
left.legend(loc="upper center")
right.set(
    xlabel="Output Y, log axis", ylabel="Loss", title="Label 1, more and more wrong"
)
right.legend()
show(
    figure,
    alt="Left: for label 1 both losses fall to 0 as the output Y goes from 0 to 1, for "
    "label 0 they rise, as mirror images; the squared error stays below 1, the "
    "cross-entropy grows without bound at the wrong end. Right, on a logarithmic axis "
    "of Y for label 1: from Y = 1 down to 1e-6 the cross-entropy climbs along a "
    "straight line to 13.8, while the squared error is flat at 1.",
)

# %% [markdown]
# On the right the two losses part. Below $Y = 0.01$ the squared error is flat: it
# charges the same for "one in a thousand" and for "one in a million". The cross-entropy
# goes on charging.
#
# ## 3. One number for the whole sample
#
# A sample has $n$ examples, and training needs one number. The slide takes the mean:
#
# $$Error(w) = \frac{1}{|X|} \sum_{X} Error(X, w)$$
#
# Here $X$ runs over the sample, and $|X|$ is the number of its examples, our $n$ (not
# the number $N$ of inputs). In code `X` is the whole sample, one example in a row,
# shape $(n, N)$, without a column of ones.
#
# Why the mean of $-\log$? To the labels of the three e-mails above the neuron gave the
# probabilities 0.9, 0.7 and 0.4. If the examples are independent, all three labels
# together have the probability $0.9 \cdot 0.7 \cdot 0.4 = 0.252$. The sum of the logs
# is the log of this product. So, with the cross-entropy, $-n \cdot Error(w)$ is the log
# of the probability of *all* labels together, here $\log 0.252$. The smallest mean
# cross-entropy belongs to the weights under which the labels of the sample are most
# probable: that is maximum likelihood.
#
# **Exercise `error` ({points}).** Compute the outputs of the neuron, then the mean of
# whatever loss you are given. The mean of no examples is no number, so an empty sample
# must raise a `ValueError`. The first line is given.
#
# <details><summary>Hint</summary>
#
# Three lines: the scores `w[0] + X @ w[1:]`, the outputs by the given `sigmoid`, the
# mean of `loss(Y, L)`. Before them: `if len(L) == 0: raise ValueError("…")`, with a
# message of your own.
#
# </details>


# %% solution error
def error(w, X, L, loss):
    """The mean loss of a neuron with a sigmoid over a sample.

    Args:
        w: bias and weights, shape (N + 1,): w[0] is the bias w₀.
        X: the examples, shape (n, N), without a column of ones.
        L: the labels 0 and 1, shape (n,).
            All three are arrays or (nested) lists, also of integers. None is modified.
        loss: a function like `l2`: loss(Y, L) takes outputs and labels, in this order
            and of one shape, and gives one loss for each example.

    Returns:
        Error(w), the mean loss, one number.

    Raises:
        ValueError: if the sample is empty, n = 0.

    Example:
        error([0, 1], [[0.0]], [1], absolute_error) is 0.5: r = 0, Y = 0.5, off by 0.5.
    """
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    ### BEGIN SOLUTION
    if len(L) == 0:
        raise ValueError("the mean over an empty sample is not defined")
    Y = sigmoid(w[0] + X @ w[1:])
    return np.mean(loss(Y, L))
    ### END SOLUTION


# %% check error points=3
_w = [0.5, -1, 2]
_X = [[1, 0], [0, 1], [2, -1], [-1, 0], [2, 1]]
_L = [1, 0, 0, 1, 0]
_got = ask(error, _w, _X, _L, absolute_error)
if np.shape(_got) == (5,):
    fail("error gave 5 losses, one for each example; their mean is still missing.")
expect(
    "error(w, X, L, absolute_error) with the five examples of this check",
    _got,
    0.47615965,
    rtol=1e-6,
)
expect(
    "the same with the loss wrong_decision", ask(error, _w, _X, _L, wrong_decision), 0.6
)
_error = error
_empty = (np.array([0.5, -1.0, 2.0]), np.zeros((0, 2)), np.zeros(0))
try:
    _got, _ = listen(_error, *_empty, absolute_error)
except ValueError:
    _got = "ValueError"
except Exception as _problem:
    _name = type(_problem).__name__
    fail(f"For an empty sample error must raise a ValueError, and it raises {_name}.")
if not isinstance(_got, str):
    fail(f"For an empty sample error must raise a ValueError, but it returned {_got}.")
tick("error")
### BEGIN HIDDEN TESTS
_rng = draws(1403)


def _share(Y, L):
    """An unequal loss of the tests: it is not symmetric in Y and L, nor in 0 and 1."""
    Y, L = np.asarray(Y, dtype=float), np.asarray(L, dtype=float)
    return (1 + 2 * L) * (Y - L) ** 2 + 0.3 * Y


for _n, _N in [(7, 3), (20, 2), (3, 5), (1, 4), (2, 1), (11, 4)]:
    _w = _rng.uniform(0.3, 1.2, _N + 1) * _rng.choice([-1, 1], _N + 1)
    _X = _rng.normal(0.4, 1, (_n, _N))
    _L = (np.arange(_n) % 4 == 1).astype(float)
    _Y = 1 / (1 + np.exp(-(_X @ _w[1:] + _w[0])))
    for _loss in (_share, absolute_error, wrong_decision):
        _want = np.sum(_loss(_Y, _L)) / _n
        expect("error(w, X, L, loss)", ask(error, _w, _X, _L, _loss), _want, rtol=1e-8)
    expect_kept("error(w, X, L, loss)")
_got = ask(error, _w.tolist(), _X.tolist(), _L.astype(int).tolist(), _share)
_want = np.sum(_share(_Y, _L)) / _n
expect("error(w, X, L, loss), three lists", _got, _want, rtol=1e-8)
_got = ask(error, [1, -2, 1], [[1, 2], [0, 3]], [0, 1], absolute_error)
_want = (1 / (1 + np.exp(-1)) + 1 / (1 + np.exp(4))) / 2
expect("error(w, X, L, loss), integers", _got, _want, rtol=1e-8)
_got = ask(
    error, [0.0, 1.0], [[1000.0], [-1000.0], [1000.0]], [1, 1, 0], absolute_error
)
expect("error(w, X, L, loss), scores of ±1000", _got, 2 / 3, rtol=1e-8)
for _N in (1, 3):
    try:
        _error(np.ones(_N + 1), np.zeros((0, _N)), np.zeros(0), _share)
    except ValueError:
        pass
    else:
        fail("error must raise a ValueError for an empty sample.")
### END HIDDEN TESTS

# %%
# Nothing to do here: run it. Twelve students, hours of study, passed or not. The weight
# is 0.8 per hour, the bias w₀ goes from −14 to 9, and your `error` takes three losses.
sample = hours.reshape(-1, 1)
needs((error, [0, 0.8], sample, passed, absolute_error))
needs((l2, 0.5, 1), (cross_entropy, 0.5, 1))
biases = np.linspace(-14, 9, 461)
curves = {
    loss: np.array([error([bias, 0.8], sample, passed, loss) for bias in biases])
    for loss in (wrong_decision, l2, cross_entropy)
}

figure, (left, right) = plt.subplots(1, 2)
for axes, loss, name, color, line in [
    (left, wrong_decision, "Wrong decisions", GREY, "-"),
    (left, l2, "L2", BLUE, "-"),
    (right, cross_entropy, "Cross-entropy", RED, "--"),
]:
    width = 1.4 if loss is wrong_decision else 2.4
    axes.plot(biases, curves[loss], line, color=color, linewidth=width, label=name)
for axes, loss, color, marker in [
    (left, l2, BLUE, "o"),
    (right, cross_entropy, RED, "s"),
]:
    low = np.argmin(curves[loss])
    axes.plot(biases[low], curves[loss][low], marker, color=color, label="Lowest point")
    axes.legend(loc="upper center")
left.set(xlabel="Bias w₀", ylabel="Error(w)", title="Stairs and shallow ends")
left.set(ylim=(0, 0.72))
right.set(xlabel="Bias w₀", ylabel="Error(w)", title="Steep ends", ylim=(0, 6.4))
show(
    figure,
    alt="Left: over the bias w₀, the share of wrong decisions is a staircase between "
    "0.17 and 0.5, and the mean squared error a smooth valley whose two ends are "
    "almost flat at 0.5. Right: the mean cross-entropy has its valley in the same "
    "place, but its two ends rise like straight lines.",
)

# %% [markdown]
# The grey stairs count wrong decisions. Turn $w_0$ a little, and nothing happens: the
# count is flat almost everywhere, and a flat loss does not say which way to turn. Both
# losses of the slide are smooth. But look at the ends, where the neuron is sure and
# wrong for half of the students: L2 is flat again out there, the cross-entropy is not.
# How flat, exactly?
#
# ## 4. How hard does a loss pull?
#
# Measure before you derive. Label 1, neuron A with $r = 0$. Raise its score by 0.001:
# the squared error falls from 0.25 to 0.24975, the cross-entropy from 0.69315 to
# 0.69265. Per unit of score that is $-0.25$ and $-0.5$: the **slopes**
# $d\,loss/dr$. Training moves the score against the slope (seminar 1.6), so the size of
# the slope is how hard the loss pulls.
#
# A formula gives the slope at every $r$ at once. The loss depends on $r$ only through
# $Y = \sigma(r)$, so by the chain rule the slope is a product:
#
# $$\frac{d\,loss}{dr} = \frac{d\,loss}{dY} \cdot \frac{dY}{dr}$$
#
# Here $loss$ is the loss of one example, either of the two. Five small steps, one line
# of Python for one line of the derivation. A step that follows correctly from your own
# previous steps counts, even if those were wrong; its tick comes once they are right.
#
# **Step 1, `dl2_dy` ({points}).** The first factor for the squared error: the
# derivative of $(Y - L)^2$ with respect to $Y$. The label is a constant.
#
# <details><summary>Hint</summary>
#
# Nudge $Y$ from 0.5 to 0.501 for label 1: the loss goes from 0.25 to 0.249001. That is
# a slope of about $-1$.
#
# </details>


# %% solution dl2_dy
def dl2_dy(Y, L):
    """Step 1: the derivative of (Y − L)² with respect to Y.

    Args:
        Y: outputs, from 0 to 1.
        L: labels, 0 or 1. Both are numbers, or arrays of one shape.

    Returns:
        The derivative for each example, in the shape of Y.

    Example:
        dl2_dy(0.5, 1) is −1.
    """
    ### BEGIN SOLUTION
    return 2 * (Y - L)
    ### END SOLUTION


# %% check dl2_dy points=1
_Y, _L = np.array([0.2, 0.5, 0.9, 0.6]), np.array([1, 1, 1, 0])


def _slope(Y, L):
    """The slope of your own l2, measured."""
    up, down = (l2(Y + h, L.copy()) for h in (1e-6, -1e-6))
    return (np.asarray(up) - np.asarray(down)) / 2e-6


_own = own("l2", _slope, _Y, _L, rtol=1e-5, atol=1e-7)
_got = ask(dl2_dy, _Y, _L)
expect(
    "dl2_dy(Y, L) at Y = 0.2, 0.5, 0.9, 0.6 and L = 1, 1, 1, 0",
    _got,
    [-1.6, -1, -0.2, 1.2],
    follows=_own,
)
if agree(_got, [-1.6, -1, -0.2, 1.2]):
    tick("dl2_dy")
### BEGIN HIDDEN TESTS
_rng = draws(1404)
_Y = _rng.uniform(0.05, 0.95, 20)
_L = (np.arange(20) % 3 == 1).astype(float)
_own = own("l2", _slope, _Y, _L, rtol=1e-5, atol=1e-7)
_got = ask(dl2_dy, _Y, _L)
expect(
    "dl2_dy(Y, L), 20 values",
    _got,
    2 * _Y - 2 * _L,
    rtol=1e-8,
    follows=_own,
)
### END HIDDEN TESTS

# %% [markdown]
# **Step 2, `dy_dr` ({points}).** The second factor is the slope of the sigmoid.
# Measured with a small step of $r$:
#
# | $Y$ | 0.1 | 0.2 | 0.3 | 0.5 | 0.7 | 0.8 | 0.9 |
# |---|---|---|---|---|---|---|---|
# | $dY/dr$ | 0.09 | 0.16 | 0.21 | 0.25 | 0.21 | 0.16 | 0.09 |
#
# The slope can be written in terms of $Y$ alone. How?
#
# <details><summary>Hint</summary>
#
# $0.09 = 0.1 \cdot 0.9$. And 0.16? Both factors change with $Y$.
#
# </details>
#
# <details><summary>Why it is so</summary>
#
# With $t = e^{-r}$ we have $Y = 1/(1 + t)$ and $dt/dr = -t$, so
#
# $$\frac{dY}{dr} = \frac{-1}{(1 + t)^2} \cdot (-t) =
# \frac{1}{1 + t} \cdot \frac{t}{1 + t}$$
#
# The first fraction is $Y$; the two fractions add up to 1. Seminar 1.7 does it in
# steps.
#
# </details>


# %% solution dy_dr
def dy_dr(Y):
    """Step 2: the slope of the sigmoid, as a function of its value Y = σ(r).

    Args:
        Y: the value of the sigmoid, from 0 to 1 (not the score!). A number or an array
            of any shape.

    Returns:
        dY/dr, in the shape of Y.

    Example:
        dy_dr(0.1) is 0.09.
    """
    ### BEGIN SOLUTION
    return Y * (1 - Y)
    ### END SOLUTION


# %% check dy_dr points=1
expect(
    "dy_dr(Y) at Y = 0.1, 0.5, 0.8",
    ask(dy_dr, np.array([0.1, 0.5, 0.8])),
    [0.09, 0.25, 0.16],
)
tick("dy_dr")
### BEGIN HIDDEN TESTS
_Y = draws(1405).uniform(0.05, 0.95, 20)
expect("dy_dr(Y), 20 values", ask(dy_dr, _Y), _Y - _Y**2, rtol=1e-8)
expect(
    "dy_dr(Y), a table", ask(dy_dr, _Y.reshape(4, 5)), (_Y - _Y**2).reshape(4, 5), 1e-8
)
expect("dy_dr(0.3)", ask(dy_dr, 0.3), 0.21, rtol=1e-8)
expect("dy_dr([0, 1])", ask(dy_dr, np.array([0.0, 1.0])), [0, 0], atol=1e-12)
### END HIDDEN TESTS

# %% [markdown]
# **Step 3, `dl2_dr` ({points}).** Put the two factors together: the slope of the
# squared error over the score. The argument is now $r$, and the first lines that turn
# it into $Y$ are given.
#
# <details><summary>Hint</summary>
#
# You may call your own `dl2_dy` and `dy_dr`. Both want $Y$, not $r$.
#
# </details>


# %% solution dl2_dr
def dl2_dr(r, L):
    """Step 3: the derivative of (σ(r) − L)² with respect to r.

    Args:
        r: scores.
        L: labels, 0 or 1. Both are numbers, or lists or arrays of one shape. Neither is
            modified.

    Returns:
        The derivative for each example, in the shape of r.

    Example:
        dl2_dr(0, 1) is −0.25.
    """
    L = np.asarray(L, dtype=np.float64)
    Y = sigmoid(r)
    ### BEGIN SOLUTION
    return dl2_dy(Y, L) * dy_dr(Y)
    ### END SOLUTION


# %% check dl2_dr points=1
_r, _L = np.array([-6, -2, 0, 1.5]), np.array([1, 1, 1, 0])


def _chain(r, L):
    """The product of your own two factors."""
    return dl2_dy(sigmoid(r), L) * dy_dr(sigmoid(r))


_own = own(["dy_dr", "dl2_dy"], _chain, _r, _L)
_got = ask(dl2_dr, _r, _L)
_want = [-0.00492082, -0.18495609, -0.25, 0.24387667]
expect(
    "dl2_dr([-6, -2, 0, 1.5], [1, 1, 1, 0])",
    _got,
    _want,
    rtol=1e-6,
    likely={
        "a factor Y is missing": [
            -1.99012174,
            -1.55160699,
            -0.5,
            0.2982929,
        ]
    },
    follows=_own,
)
if agree(_got, _want, rtol=1e-6):
    expect("dl2_dr(0, 1)", ask(dl2_dr, 0, 1), -0.25)
    tick("dl2_dr")
### BEGIN HIDDEN TESTS
_rng = draws(1406)
_r = np.concatenate([_rng.uniform(-4, 4, 18), [-9.0, 9.0]])
_L = (np.arange(20) % 3 == 1).astype(float)
_own = own(["dy_dr", "dl2_dy"], _chain, _r, _L)
_got = ask(dl2_dr, _r, _L)
_Y, _Q = 1 / (1 + np.exp(-_r)), 1 / (1 + np.exp(_r))
_want = 2 * _Y * _Q * np.where(_L == 1, -_Q, _Y)
expect("dl2_dr(r, L), 20 values", _got, _want, rtol=1e-8, follows=_own)
expect_kept("dl2_dr(r, L)")
if agree(_got, _want, rtol=1e-8):
    _far = ask(
        dl2_dr, np.array([-1000.0, 1000.0, -1000.0, 1000.0]), np.array([1, 1, 0, 0])
    )
    expect("dl2_dr(±1000, L)", _far, np.zeros(4), atol=1e-12)
    _got = ask(dl2_dr, _r[:6].tolist(), _L[:6].astype(int).tolist())
    expect("dl2_dr(r, L), two lists", _got, _want[:6], rtol=1e-8)
    _got = ask(dl2_dr, _r.reshape(5, 4), _L.reshape(5, 4))
    expect("dl2_dr(r, L), two tables", _got, _want.reshape(5, 4), rtol=1e-8)
    _low = (1 / (1 + np.exp(-_r + 1e-5)) - _L) ** 2
    _slope = ((1 / (1 + np.exp(-_r - 1e-5)) - _L) ** 2 - _low) / 2e-5
    expect("dl2_dr(r, L), measured", ask(dl2_dr, _r, _L), _slope, rtol=1e-5, atol=1e-9)
### END HIDDEN TESTS

# %% [markdown]
# **Step 4, `dce_dy` ({points}).** Now the cross-entropy. Its first factor has two
# cases, like the loss itself: the derivative of $-\log Y$ where $L = 1$, and of
# $-\log(1 - Y)$ where $L = 0$.
#
# <details><summary>Hint</summary>
#
# The derivative of $\log u$ is $1/u$, times the derivative of $u$. In the second case
# $u = 1 - Y$, and $du/dY = -1$.
#
# </details>


# %% solution dce_dy
def dce_dy(Y, L):
    """Step 4: the derivative of the cross-entropy with respect to Y.

    Args:
        Y: outputs, strictly between 0 and 1.
        L: labels, 0 or 1. Both are numbers, or arrays of one shape.

    Returns:
        The derivative for each example, in the shape of Y.

    Example:
        dce_dy(0.5, 1) is −2, dce_dy(0.5, 0) is 2.
    """
    ### BEGIN SOLUTION
    return np.where(L == 1, -1 / Y, 1 / (1 - Y))
    ### END SOLUTION


# %% check dce_dy points=1
_Y, _L = np.array([0.2, 0.5, 0.8, 0.6]), np.array([1, 1, 1, 0])


def _slope(Y, L):
    """The slope of your own cross_entropy, measured."""
    up, down = (cross_entropy(Y + h, L.copy()) for h in (1e-6, -1e-6))
    return (np.asarray(up) - np.asarray(down)) / 2e-6


_own = own("cross_entropy", _slope, _Y, _L, rtol=1e-5, atol=1e-7)
_got = ask(dce_dy, _Y, _L)
expect(
    "dce_dy(Y, L) at Y = 0.2, 0.5, 0.8, 0.6 and L = 1, 1, 1, 0",
    _got,
    [-5, -2, -1.25, 2.5],
    follows=_own,
)
if agree(_got, [-5, -2, -1.25, 2.5]):
    tick("dce_dy")
### BEGIN HIDDEN TESTS
_rng = draws(1407)
_Y = _rng.uniform(0.05, 0.95, 20)
_L = (np.arange(20) % 3 == 1).astype(float)
_own = own("cross_entropy", _slope, _Y, _L, rtol=1e-5, atol=1e-7)
_got = ask(dce_dy, _Y, _L)
expect(
    "dce_dy(Y, L), 20 values",
    _got,
    (_Y - _L) / (_Y - _Y**2),
    rtol=1e-8,
    follows=_own,
)
### END HIDDEN TESTS

# %% [markdown]
# **Step 5, `dce_dr` ({points}).** Multiply by $dY/dr$ again, this time on paper, and
# once for each label. Something cancels. What is left is so simple that one line covers
# both labels. Use what is left, not the product: at $r = \pm 1000$ the product would
# divide by zero.
#
# <details><summary>Hint</summary>
#
# $-\dfrac{1}{Y} \cdot Y(1 - Y)$ is what? And $\dfrac{1}{1 - Y} \cdot Y(1 - Y)$? Now
# write both with $Y$ and $L$.
#
# </details>


# %% solution dce_dr
def dce_dr(r, L):
    """Step 5: the derivative of the cross-entropy with respect to the score r.

    Args:
        r: scores.
        L: labels, 0 or 1. Both are numbers, or lists or arrays of one shape. Neither is
            modified.

    Returns:
        The derivative for each example, in the shape of r, for every finite score
        without NaN and without warnings.

    Example:
        dce_dr(0, 1) is −0.5, dce_dr(-1000, 1) is −1.
    """
    L = np.asarray(L, dtype=np.float64)
    Y = sigmoid(r)
    ### BEGIN SOLUTION
    return Y - L
    ### END SOLUTION


# %% check dce_dr points=2
_r, _L = np.array([-6, -2, 0, 1.5]), np.array([1, 1, 1, 0])


def _chain(r, L):
    """The product of your own two factors."""
    return dce_dy(sigmoid(r), L) * dy_dr(sigmoid(r))


_own = own(["dy_dr", "dce_dy"], _chain, _r, _L)
_got = ask(dce_dr, _r, _L)
_want = [-0.99752738, -0.88079708, -0.5, 0.81757448]
expect(
    "dce_dr([-6, -2, 0, 1.5], [1, 1, 1, 0])",
    _got,
    _want,
    rtol=1e-6,
    follows=_own,
)
if agree(_got, _want, rtol=1e-6):
    _r, _L = np.array([-1000.0, 1000.0, -1000.0, 1000.0]), np.array([1, 1, 0, 0])
    _got, _warning = listen(dce_dr, _r, _L)
    if np.shape(_got) == (4,) and np.isnan(np.asarray(_got, dtype=float)).any():
        fail(
            "dce_dr gives NaN at r = ±1000: the product divides by zero there. Cancel "
            "on paper, and use what is left."
        )
    expect("dce_dr(±1000, L)", _got, [-1, 0, 0, 1], atol=1e-12)
    if _warning:
        fail(f"dce_dr(±1000, L) is right, but warns: {_warning}.")
    expect("dce_dr(0, 1)", ask(dce_dr, 0, 1), -0.5)
    tick("dce_dr")
### BEGIN HIDDEN TESTS
_rng = draws(1408)
_r = np.concatenate([_rng.uniform(-4, 4, 18), [-9.0, 9.0]])
_L = (np.arange(20) % 3 == 1).astype(float)
_own = own(["dy_dr", "dce_dy"], _chain, _r, _L)
_got = ask(dce_dr, _r, _L)
_want = np.where(_L == 1, -1 / (1 + np.exp(_r)), 1 / (1 + np.exp(-_r)))
expect("dce_dr(r, L), 20 values", _got, _want, rtol=1e-8, follows=_own)
expect_kept("dce_dr(r, L)")
if agree(_got, _want, rtol=1e-8):
    _far, _side = np.array([-1000.0, 1000.0, 745.0, -745.0]), np.array([1, 1, 0, 0])
    _got, _warning = listen(dce_dr, _far, _side)
    expect("dce_dr(r, L), scores far out", _got, [-1, 0, 1, 0], atol=1e-12)
    assert not _warning, f"dce_dr warns: {_warning}."
    _got = ask(dce_dr, _r[:6].tolist(), _L[:6].astype(int).tolist())
    expect("dce_dr(r, L), two lists", _got, _want[:6], rtol=1e-8)
    _got = ask(dce_dr, _r.reshape(5, 4), _L.reshape(5, 4))
    expect("dce_dr(r, L), two tables", _got, _want.reshape(5, 4), rtol=1e-8)
    _z = np.where(_L == 1, -_r, _r)
    _turn = np.where(_L == 1, -1, 1)
    _slope = np.log1p(np.exp(_z + 1e-5)) - np.log1p(np.exp(_z - 1e-5))
    expect(
        "dce_dr(r, L), measured", ask(dce_dr, _r, _L), _turn * _slope / 2e-5, 1e-5, 1e-9
    )
### END HIDDEN TESTS


# %%
# Nothing to do here: run it, then move the slider. If it does not move (it needs a
# running notebook), the first figure says the same for the neurons A, B and C.
def plot_pulls(scores, label, alt):
    """Left: both losses, with tangents at the scores. Right: the size of the slopes."""
    r = np.linspace(-10, 10, 401)
    Y, L = sigmoid(r), np.full(r.shape, label)
    at, same = np.array(scores, dtype=float), np.full(len(scores), label)
    beside = {  # where the numbers of A, B and C stand, seen from their markers
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
    print(f"{name} pulls {strongest} hardest; you guessed {my_guess[name]}.")
plot_pulls(
    [0, -2, -6],
    1,
    alt="Left, label 1: both losses against the score with tangents at the neurons A "
    "(r = 0), B (−2) and C (−6); to the left the squared error lies flat at 1, the "
    "cross-entropy keeps rising with slope −1. Right, the size of the slopes: the "
    "squared error's pull is a bump, 0.25 at A, 0.185 at B and 0.00492 at C; the "
    "cross-entropy's is an S-curve, 0.5, 0.881 and 0.998.",
)
panel = widgets.interact(
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
# The cross-entropy pulls C hardest, with 0.998. The squared error pulls C with 0.005
# and hardest somewhere between A and B. Look at the lines you derived:
#
# $$\frac{d\,L2}{dr} = 2\,(Y - L) \cdot Y(1 - Y), \qquad \frac{d\,CE}{dr} = Y - L$$
#
# ($L2$ and $CE$ stand for the two losses.) The factor $Y(1 - Y)$ is the slope of the
# sigmoid, and the sigmoid is flat at both ends: it **saturates**. L2 hands that factor
# on. In the cross-entropy the small part of it cancels. For label 1 the size of $-1/Y$
# grows exactly as fast as $Y$ shrinks; for label 0 it is $1/(1 - Y)$ that grows as
# $1 - Y$ shrinks. What is left is simply the miss, and on the wrong side the miss is
# large. $Y - L$ only ever rises with $r$, so the cross-entropy is convex in $r$; it has
# no plateau on the wrong side, where L2 has one.
#
# <details><summary>Where exactly does L2 pull hardest?</summary>
#
# For label 1 the size is $2Y(1 - Y)^2$. Its derivative in $Y$ is $2(1 - Y)(1 - 3Y)$,
# zero at $Y = 1/3$, that is $r = -\log 2 \approx -0.69$. The pull there is
# $8/27 \approx 0.296$, and it is never larger.
#
# </details>
#
# ## 5. A race
#
# Does it matter? Let a score follow the pull, again and again:
# $r \leftarrow r - d\,loss/dr$. (This is gradient descent with the step 1; seminar 1.6
# is about it.) Label 1, start at C, $r = -6$. How many steps until the neuron decides
# rightly, $r \ge 0$? Write your guess into the next cell; the one below it runs the
# race.

# %%
# Your guess: how many steps does each loss need from r = −6 to r ≥ 0?
my_steps = {"L2": 20, "Cross-entropy": 20}

# %%
# Nothing to do here: run it.


def run_race(slope, starts, limit=6000):
    """Follow the pull from each start, label 1: the first 300 scores, and the steps."""
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
    print(
        f"{name}: you guessed {my_steps[name]}, it takes {counts[name][5]:.0f} steps."
    )

figure, (left, right) = plt.subplots(1, 2)
for name, color, line, marker in [
    ("L2", BLUE, "-", "o"),
    ("Cross-entropy", RED, "--", "s"),
]:
    left.plot(paths[name][:, 5], line, color=color, label=name)
    right.semilogy(starts, counts[name], line, color=color, marker=marker, label=name)
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
figure.set_layout_engine("none")  # one layout for the whole film


def roll(k):
    """Draw step number k of both races, each ball on its own loss."""
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
# The film shows the first seven steps. They bring one ball home; the other stands on
# its plateau as if nothing pulled at it.
#
# Each unit that the start lies further out costs the cross-entropy about one more step.
# L2 it costs about $e = 2.7$ times as many: from $r = -12$ it would need some 80 000.
# The surer a neuron is of its error, the less L2 listens. That is one reason why
# classifiers are trained with the cross-entropy; the likelihood of section 3 is
# another.
#
# ## 6. Break it, then mend it
#
# So scores far out matter, and there your `cross_entropy` meets a computer's numbers.
# Label 0, growing score: the loss should grow with it. Since
# $1 - \sigma(r) = 1/(1 + e^{r})$, it is $-\log(1 - \sigma(r)) = \log(1 + e^{r})$, for
# large $r$ about $r$. Before you run: what happens at $r = 40$, where $1 - \sigma(r)$
# is $4 \cdot 10^{-18}$? And what does a common remedy, to keep $Y$ at least $10^{-7}$
# away from 0 and 1, do to the curve and to its slope?

# %%
# Nothing to do here: run it. `listen` returns a value and the warnings of the call.
needs((cross_entropy, 0.5, 1))
for score, label in [(30.0, 0), (40.0, 0), (1000.0, 0), (-40.0, 1), (-1000.0, 1)]:
    value, warning = listen(cross_entropy, sigmoid(score), label)
    print(f"r = {score:+6.0f}, L = {label}: loss = {value:<8.4g} {warning}")

scores = np.linspace(0, 60, 601)
label = np.zeros(scores.shape)
through_y, _ = listen(cross_entropy, sigmoid(scores), label)
clipped = cross_entropy(np.clip(sigmoid(scores), 1e-7, 1 - 1e-7), label)
finite = np.isfinite(through_y)

figure, axes = plt.subplots()
axes.plot(scores, scores, ":", color=GREY, label="The score itself")
axes.plot(scores[finite], through_y[finite], color=RED, label="Your loss of σ(r)")
axes.plot(scores[finite][-1], through_y[finite][-1], "X", color=RED, markersize=11)
axes.plot(
    scores,
    clipped,
    "--",
    color=BLUE,
    marker="o",
    markevery=50,
    label="Y clipped at 1e−7",
)
axes.set(xlabel="Score r", ylabel="Loss", title="Label 0: how wrong may a neuron be?")
axes.legend()
show(
    figure,
    alt="Loss of label 0 against the score from 0 to 60. The loss computed from σ(r) "
    "follows the diagonal, becomes a staircase above 33 and ends near 37, where it "
    "jumps to infinity. With Y clipped at 1e-7 the loss is flat at 16.1 from there on.",
)

# %% [markdown]
# Two different failures.
#
# - Computed through $Y$, the loss of label 0 breaks at $r \approx 37$: there $Y$ is
#   rounded to 1, and $-\log 0 = \infty$. For label 1 it breaks near $r = -745$, where
#   $Y$ is rounded to 0. One infinite loss, and the mean over the sample is infinite.
# - Clipped, the loss is finite, and wrong. It is flat beyond $|r| = 16.1$, so its slope
#   is zero: the clip has made the cross-entropy saturate, like L2 and worse.
#
# The remedy is never to form $Y$. Put $\sigma$ into the two cases:
#
# $$\begin{aligned}
# -\log \sigma(r) &= \log(1 + e^{-r}) & (L = 1) \\
# -\log(1 - \sigma(r)) &= \log(1 + e^{r}) & (L = 0)
# \end{aligned}$$
#
# Both are $\log(1 + e^{z})$, where $z$ is the score with a sign: how far it lies on the
# *wrong* side. This function is called *softplus*. For large $z$ it is about $z$.
#
# **Exercise `cross_entropy_from_r` ({points}).** The cross-entropy, straight from the
# score. PyTorch has it, averaged over the sample, under the name `BCEWithLogitsLoss`.
#
# <details><summary>Hint</summary>
#
# First $z$: minus the score for label 1, the score for label 0. Then
# `np.logaddexp(0, z)`, which is $\log(e^{0} + e^{z})$ without overflow;
# `np.log(1 + np.exp(z))` overflows at $z = 1000$.
#
# </details>


# %% solution cross_entropy_from_r
def cross_entropy_from_r(r, L):
    """The cross-entropy of each example, from the score.

    Args:
        r: scores, any finite numbers.
        L: labels, 0 or 1.
            Both are numbers, or lists, tuples or arrays of one shape. Neither is
            modified.

    Returns:
        The losses, one for each example, in the shape of r and L. Right to 1e-9, or to
        nine digits where the loss is larger than 1, without NaN and without warnings.

    Example:
        cross_entropy_from_r(0, 1) is 0.693147 (rounded), that is log 2;
        cross_entropy_from_r(-1000, 1) is 1000.
    """
    r = np.asarray(r, dtype=np.float64)
    L = np.asarray(L, dtype=np.float64)
    ### BEGIN SOLUTION
    z = np.where(L == 1, -r, r)
    return np.logaddexp(0, z)
    ### END SOLUTION


# %% check cross_entropy_from_r points=3
_got = ask(cross_entropy_from_r, [2, -2, 0, 3], [1, 1, 0, 0])
if _got is not None and np.shape(_got) == ():
    fail("cross_entropy_from_r gives one loss for each example, not their mean or sum.")
expect(
    "cross_entropy_from_r([2, -2, 0, 3], [1, 1, 0, 0])",
    _got,
    [0.12692801, 2.12692801, 0.69314718, 3.04858735],
    rtol=1e-6,
)
for _r, _L, _want in [(-1000.0, 1, 1000), (1000.0, 0, 1000), (1000.0, 1, 0)]:
    _got, _warning = listen(cross_entropy_from_r, _r, _L)
    expect(f"cross_entropy_from_r({_r:+.0f}, {_L})", _got, _want, atol=1e-9)
    if _warning:
        fail(
            f"cross_entropy_from_r({_r:+.0f}, {_L}) is right, but warns: {_warning}. "
            "`np.where` computes both of its branches, even the one it does not pick."
        )
_r, _L = np.array([-40.0, 50.0]), np.array([1.0, 0.0])
expect(
    "cross_entropy_from_r([-40, 50], [1, 0])",
    ask(cross_entropy_from_r, _r, _L),
    [40, 50],
)
expect_kept("cross_entropy_from_r(r, L)")
tick("cross_entropy_from_r")
### BEGIN HIDDEN TESTS
_rng = draws(1409)
for _scale, _shape in [
    (4, (20,)),
    (4, (1,)),
    (9, (7, 3)),
    (300, (4, 2)),
    (9, (2, 3, 2)),
]:
    _r = _scale * _rng.uniform(-1, 1, _shape)
    if _scale == 300:
        _r[0] = [-900.0, 900.0]
    _L = (_rng.random(_shape) < 0.3).astype(float)
    _L.flat[:2] = 1.0
    _z = (1 - 2 * _L) * _r
    _want = np.maximum(_z, 0) + np.log1p(np.exp(-np.abs(_z)))
    _got, _warning = listen(cross_entropy_from_r, _r, _L)
    expect("cross_entropy_from_r(r, L)", _got, _want, atol=1e-9)
    expect_kept("cross_entropy_from_r")
    assert not _warning, f"cross_entropy_from_r warns: {_warning}."
_r = np.array([-1000.0, 1000.0, -1000.0, 1000.0, 720.0, -750.0, 38.5, -1e5])
_L = np.array([1, 1, 0, 0, 0, 1, 0, 1])
_got, _warning = listen(cross_entropy_from_r, _r, _L)
_want = [1000, 0, 0, 1000, 720, 750, 38.5, 1e5]
expect("cross_entropy_from_r(r, L), scores far out", _got, _want, atol=1e-9)
assert not _warning, f"cross_entropy_from_r warns: {_warning}."
_r = _rng.integers(-9, 10, 9)
_L = (np.arange(9) % 3 == 1).astype(int)
_z = np.where(_L == 1, -_r, _r).astype(float)
_want = np.log1p(np.exp(_z))
_got = ask(cross_entropy_from_r, _r, _L)
expect("cross_entropy_from_r(r, L), integers", _got, _want, atol=1e-9)
_got = ask(cross_entropy_from_r, _r.tolist(), _L.tolist())
expect("cross_entropy_from_r(r, L), two lists", _got, _want, atol=1e-9)
_got = ask(cross_entropy_from_r, tuple(_r / 2), tuple(_L == 1))
_want = np.log1p(np.exp(_z / 2))
expect("cross_entropy_from_r(r, L), two tuples", _got, _want, atol=1e-9)
for _k in range(3):
    _got = ask(cross_entropy_from_r, float(_r[_k]) / 2, int(_L[_k]))
    expect("cross_entropy_from_r(r, L), two numbers", _got, _want[_k], atol=1e-9)
_got = ask(cross_entropy_from_r, (_r / 2).astype(np.float32), _L)
expect("cross_entropy_from_r(r, L), r in float32", _got, _want, rtol=1e-5, atol=1e-6)
### END HIDDEN TESTS

# %% [markdown]
# ## 7. Two questions
#
# **Exercise `counterexample` ({points}).** Five e-mails have the labels 1, 1, 1, 0, 0.
# A timid neuron says 0.45, 0.45, 0.45, 0.55, 0.55. At the threshold 0.5 all five
# decisions are wrong; its mean cross-entropy is $-\log 0.45 = 0.799$.
#
# Somebody says: "a neuron with more right decisions has the smaller cross-entropy."
# Refute it as sharply as you can: give five outputs, strictly between 0 and 1, with
# *four* right decisions and a *larger* mean cross-entropy than 0.799.
#
# <details><summary>Hint</summary>
#
# Four answers may be as good as you like. How expensive can the fifth one become?
#
# </details>

# %% solution counterexample
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
if not _mean > 0.7986:
    fail(
        f"Four decisions are right, but the mean cross-entropy is {_mean:.4g}, not "
        "larger than 0.799: the wrong answer is not sure enough of itself."
    )
tick("counterexample")

# %% [markdown]
# **Question ({points}, read by a person).** A neuron is trained with the squared error.
# For one e-mail with label 1 its score is $r = -12$. Explain in three to four
# sentences: how large is the pull of L2 on this score, and which factor of its slope
# makes it so; why does the cross-entropy not have this problem; and in what kind of
# data is it an *advantage* that L2 hardly pulls at such an e-mail?

# %% manual saturation [markdown] points=2
# The slope of L2 is $2(Y - L) \cdot Y(1 - Y)$. At $r = -12$ we have
# $Y = 6.1 \cdot 10^{-6}$. The first factor is about $-2$, as large as it can be, but
# the second, the slope of the sigmoid, is only $6.1 \cdot 10^{-6}$: the pull is about
# $1.2 \cdot 10^{-5}$, and training stands still.
#
# In the cross-entropy the derivative in $Y$ is $-1/Y$. It grows as $Y$ shrinks, cancels
# the factor $Y$ of the sigmoid's slope, and $Y - L \approx -1$ is left: the full pull.
#
# An advantage: in data with wrong labels. If the label 1 is a typing error and the
# neuron is rightly sure, L2 pays at most 1 for it and hardly moves, while the
# cross-entropy pays 12 and keeps pulling with nearly full force.
#
# *Grading: 1 point for the vanishing factor $Y(1 - Y)$ with a pull of the order
# $10^{-5}$ and for its cancelling in the cross-entropy; 1 point for wrong labels
# (outliers) as the case where L2's bounded price helps.*

# %%
# Nothing to do here: run it to see which of your answers pass their visible checks.
progress()

# %% [markdown]
# ## What you have earned
#
# The lecture's summary says: **the loss function for classification is the
# cross-entropy.** You can now say why: it goes on charging for ever greater certainty
# in an error, and its slope over the score is the plain miss $Y - L$, which does not
# fade where the sigmoid is flat.
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
# The mean over the sample, $Error(w)$, is what training will make small.
#
# **Next, `l1_5_entropy`:** how small can the mean cross-entropy become? Not always 0.
# The slide "Averaging the cross-entropy" finds its floor, and you will prove each line
# of it.
