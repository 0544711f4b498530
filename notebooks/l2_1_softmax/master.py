# %% [markdown]
# # Seminar 2.1. Softmax: more than two classes
#
# Opens lesson 2, on networks. {time}, {points}.
#
# The neuron of lesson 1 says yes or no. A digit has ten possible answers. Here you
# derive what takes the place of the sigmoid and of the miss $Y - L$, and then a layer
# of ten neurons learns to read handwriting.
#
# After this seminar you can
#
# 1. derive softmax from log-odds, and compute it and its loss for any scores;
# 2. derive the gradient of the loss, link by link;
# 3. train a classifier of ten classes, and say what its weights do not mean.
#
# <details><summary>How to work</summary>
#
# Go from top to bottom and run every cell (Shift + Enter). Where a cell says
# `raise NotImplementedError()`, put your own code in place of that line. The cell below
# it checks your answer: a tick, or a message that says what is off. After you hand in,
# the same functions are also called with other numbers. What follows correctly from an
# earlier step of yours counts, even if that step is wrong. `log` is the natural
# logarithm throughout.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.
#
# </details>
#
# ## 1. A guess, before anything else
#
# Your layer will learn from 1200 pictures of digits and then read 597 others. Before
# the first step all its weights are 0. How large is its mean loss then, the
# cross-entropy of seminar 1.4? (For two classes it was $\log 2 = 0.69$.) And how many
# of the 597 will it get *wrong* in the end? Nobody grades your guesses.

# %%
# Your guesses, two numbers in place of None.
my_guess_loss = None
my_guess_wrong = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup digits
# Nothing to do here: run it. The digits come with scikit-learn, nothing is downloaded.
# Each is a picture of 8 times 8 pixels, a row of 64 numbers from 0 (paper) to 1 (ink).
SIDE = 8

from sklearn.datasets import load_digits

digits = load_digits()
shuffled = np.random.default_rng(1).permutation(len(digits.target))
X_train, X_test = np.split(digits.data[shuffled] / 16, [1200])
L_train, L_test = np.split(digits.target[shuffled], [1200])
for array in (X_train, X_test, L_train, L_test):
    array.setflags(write=False)  # nobody changes the data by accident


def sigmoid(r):
    """The sigmoid of seminar 1.2, without overflow, for numbers and arrays."""
    z = np.exp(-np.abs(r))
    return np.where(np.asarray(r) >= 0, 1, z) / (1 + z)


# %% [markdown]
# ## 2. From scores to probabilities
#
# In seminar 1.2 the score was the log-odds of label 1 against label 0:
# $r = \log \frac{P}{1 - P}$. Now there are $K$ classes, numbered from 0 to $K - 1$.
# Give each a score $r_k$; the difference of two is the log of the odds between these
# two classes:
#
# $$r_k - r_j = \log \frac{P_k}{P_j}$$
#
# Take the scores 2, 1, 0. Each class is $e = 2.72$ times as probable as the next: as
# 7.39 to 2.72 to 1. They have to add up to 1, so divide by the sum, 11.11: 0.665,
# 0.245, 0.090. With letters, this is **softmax**:
#
# $$P_k = \frac{e^{r_k}}{\sum_j e^{r_j}}$$
#
# Only differences count. Add the same $c$ to all scores of an example, and $e^c$ stands
# above and below the line. That is useful: $e^{1000}$ overflows, but you may choose
# $c$.
#
# From now on `R` has a row of scores for each example, shape (n, K), and `P` its
# probabilities.
#
# **Exercise `softmax` ({points}).** Turn rows of scores into rows of probabilities.
#
# <details><summary>Hint</summary>
#
# Which $c$ makes the largest score of a row 0? Each row needs its own.
# `R.max(axis=1, keepdims=True)` has the shape (n, 1), and so it fits beside `R`.
#
# </details>


# %% solution softmax called="Probabilities from scores"
def softmax(R):
    """The probabilities of the classes, row by row.

    Args:
        R: the scores, shape (n, K), any finite ones. A list or an array, also of
            integers or float32. It is not modified.

    Returns:
        P, a float64 array of shape (n, K), without NaN and without warnings. Each row
        adds up to 1.

    Example:
        softmax([[2, 1, 0]]) is [[0.665, 0.245, 0.090]] (rounded).
    """
    R = np.asarray(R, dtype=np.float64)
    ### BEGIN SOLUTION
    E = np.exp(R - R.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check softmax points=3
promised(
    "softmax(R)",
    softmax,
    ([[2, 1, 0], [0, 0, 0], [1, 3, -1]],),
    [
        [0.6652409557748218, 0.24472847105479764, 0.09003057317038046],
        [1 / 3, 1 / 3, 1 / 3],
        [0.11731042782619835, 0.8668133321973347, 0.015876239976466762],
    ],
    R="list array integer float32 kept",
    returns="array float64",
)
expect(
    "softmax([[0.5, 0.5, 2.5, 1.5], [4.5, 3.5, 4.5, 1.5]])",
    ask(softmax, [[0.5, 0.5, 2.5, 1.5], [4.5, 3.5, 4.5, 1.5]]),
    [
        [
            0.08259453944353537,
            0.08259453944353537,
            0.6102956854136232,
            0.22451523569930606,
        ],
        [
            0.4136219764199625,
            0.1521630215416033,
            0.4136219764199625,
            0.02059302561847168,
        ],
    ],
)
promised(
    "softmax(R)",
    softmax,
    ([[2000, 2000, -1000], [-1000, -999, -1001], [999, 1001, 1000]],),
    [
        [0.5, 0.5, 0],
        [0.24472847105479764, 0.6652409557748218, 0.09003057317038046],
        [0.09003057317038046, 0.6652409557748218, 0.24472847105479764],
    ],
    atol=1e-12,
    R="extreme",
    returns="quiet",
)
tick("softmax")
### BEGIN HIDDEN TESTS
_rng = draws(2101)


def _shares(R):
    """Each row by itself."""
    rows = [np.exp(row - max(row)) for row in np.asarray(R, dtype=float)]
    return np.array([row / sum(row) for row in rows])


promised(
    "softmax(R)",
    softmax,
    lambda n, K: (_rng.normal(0, 3, (n, K)),),
    _shares,
    rtol=1e-8,
    over=[(5, 3), (1, 4), (4, 4), (3, 2), (2, 11)],
    R="list array integer float32 kept",
    returns="array float64",
)
_R = _rng.normal(0, 2, (6, 4))
_far = _R + np.array([[1000.0], [-1000], [1e5], [-1e5], [0], [700]])
promised("softmax(R)", softmax, (_far,), _shares, 1e-8, R="extreme", returns="quiet")
_R[2] = [0, -800, -1500, 300]
promised(
    "softmax(R)", softmax, (3 * _R,), _shares, 1e-8, 1e-12, R="extreme", returns="quiet"
)
### END HIDDEN TESTS

# %% [markdown]
# ## 3. Two classes, and you are back in lesson 1
#
# Let $K = 2$ and divide by $e^{r_1}$ above and below the line:
#
# $$P_1 = \frac{e^{r_1}}{e^{r_0} + e^{r_1}} = \frac{1}{1 + e^{-(r_1 - r_0)}} =
# \sigma(r_1 - r_0)$$
#
# So two neurons under a softmax are *one* neuron under a sigmoid.
#
# In lesson 1 bias and weights were one array, $w$, with $w_0$ in front. A layer keeps
# them apart: `W` of shape (N, K), a column for each class, and the biases `b` of shape
# (K,). The scores of all examples are `R = X @ W + b`.
#
# **Exercise `as_neuron` ({points}).** Find the one neuron of lesson 1 that answers with
# the $P_1$ of a layer of two.
#
# <details><summary>Hint</summary>
#
# Write out $r_1 - r_0$: what stands in front of $X_i$, and what stands alone?
#
# </details>


# %% solution as_neuron called="One neuron for two"
def as_neuron(W, b):
    """The neuron of lesson 1 that says what a softmax over two classes says.

    Args:
        W: the weights of the layer, shape (N, 2), a column for each class.
        b: its biases, shape (2,).
            Both are lists or arrays, also of integers. Neither is modified.

    Returns:
        w, an array of shape (N + 1,): first the bias w₀, then a weight for each input,
        so that σ(w₀ + Σ wᵢXᵢ) is the probability of class 1.

    Example:
        as_neuron([[1, 4]], [0, 5]) is [5, 3].
    """
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    ### BEGIN SOLUTION
    return np.append(b[1] - b[0], W[:, 1] - W[:, 0])
    ### END SOLUTION


# %% check as_neuron points=2
_W, _b = [[1, 3], [0, -4], [-2, 5]], [2, -1]
promised(
    "as_neuron(W, b)",
    as_neuron,
    (_W, _b),
    [-3, 2, -4, 7],
    W="list array integer kept",
    b="list array integer kept",
    returns="array",
)
_x = np.array([1.0, 0.5, 0.25])
_both = attempt(lambda: softmax([_x @ np.array(_W) + np.array(_b)]))
if agree(_both, [[1 - sigmoid(-1.25), sigmoid(-1.25)]]):
    print(f"Inputs 1, 0.5, 0.25: your softmax gives class 1 {_both[0][1]:.6f},")
    print(f"and the neuron gives σ(−1.25) = {sigmoid(-1.25):.6f}.")
tick("as_neuron")
### BEGIN HIDDEN TESTS
_rng = draws(2102)
promised(
    "as_neuron(W, b)",
    as_neuron,
    lambda N: (_rng.normal(0, 2, (N, 2)), _rng.normal(0, 2, 2)),
    lambda W, b: [b[1] - b[0], *(pair[1] - pair[0] for pair in W)],
    rtol=1e-8,
    atol=1e-12,
    over=[(1,), (2,), (5,)],
    W="list array integer kept",
    b="list array integer kept",
    returns="array",
)
### END HIDDEN TESTS

# %% [markdown]
# **Why it is called soft.** Divide all scores by a number $T > 0$, the *temperature*.
# Before you run the cell: which classes gain if $T$ grows, and which one is left if $T$
# goes to 0?

# %%
# Run it, then move the slider (it needs a running notebook).
needs((softmax, [[0.0, 1.0]]))
SCORES = np.array([2.0, 1.5, 0.5, 0.0, -1.0])


def plot_temperatures(temperatures, alt):
    """The softmax of the same five scores, at each temperature."""
    count = len(temperatures)
    size = (2.6 * count, 3.4) if count > 1 else (5, 3.4)
    figure, axes = plt.subplots(1, count, figsize=size, sharey=True, squeeze=False)
    for panel, T in zip(axes[0], temperatures, strict=True):
        P = softmax([SCORES / T])[0]
        bars = panel.bar(range(len(SCORES)), P, color=SKY, edgecolor="black")
        panel.bar_label(bars, [f"{p:.2f}" for p in P], fontsize=9)
        panel.set(xlabel="Score", ylim=(0, 1.1), title=f"T = {T:.3g}")
        labels = [f"{r:g}".replace("-", "−") for r in SCORES]
        panel.set_xticks(range(len(SCORES)), labels)
        panel.grid(axis="x", visible=False)
    axes[0, 0].set_ylabel("Probability")
    show(figure, alt)


plot_temperatures(
    [0.1, 0.5, 1, 10],
    alt="Softmax of the scores 2, 1.5, 0.5, 0 and −1 at four temperatures. At 0.1 the "
    "largest score has 0.99. At 0.5 and 1 its share falls to 0.70 and 0.50. At 10 the "
    "five bars are almost equal, from 0.23 to 0.17.",
)
explore(
    lambda T: plot_temperatures(
        [T], alt=f"The same five bars for one temperature, {T:.2f}, from the slider."
    ),
    T=widgets.FloatLogSlider(value=1.0, min=-1, max=1, step=0.05, description="T"),
)

# %% [markdown]
# A cold softmax picks the winner, a hot one finds all equal; the *order* never changes.
# The "temperature" of a language model is this $T$.
#
# ## 4. The loss
#
# The loss of an example is the surprise of seminar 1.5: minus the log of the
# probability that its label $L$ was given. Put softmax in:
#
# $$-\log P_L = -\log \frac{e^{r_L}}{\sum_j e^{r_j}} = \log \sum_j e^{r_j} - r_L$$
#
# If the label's score lies 1000 below the best one, then $P_L = e^{-1000}$, and to the
# computer that is 0. Its loss is simply 1000. So compute it from the scores.
#
# **Exercise `cross_entropy` ({points}).** The mean loss of a sample. `L` holds a class
# number for each example.
#
# <details><summary>Hint</summary>
#
# With $m$ the largest score of the row,
# $\log \sum_j e^{r_j} = m + \log \sum_j e^{r_j - m}$. And `R[np.arange(n), L]` takes
# from each row the score of its label.
#
# </details>


# %% solution cross_entropy called="The mean cross-entropy of the classes"
def cross_entropy(R, L):
    """The mean of −log P_L over the examples, from their scores.

    Args:
        R: as in `softmax`.
        L: the labels, whole numbers from 0 to K − 1, perhaps of one class only, shape
            (n,). A list or an array. It is not modified.

    Returns:
        One number, finite and without warnings.

    Example:
        cross_entropy([[2, 1, 0], [5, 5, 5]], [0, 2]) is 0.7531 (rounded).
    """
    R = np.asarray(R, dtype=np.float64)
    ### BEGIN SOLUTION
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return np.mean(log_sums - R[np.arange(len(R)), L])
    ### END SOLUTION


# %% check cross_entropy points=3
_R, _L = [[2, 1, 0], [5, 5, 5], [1, 3, -1], [0, 0, 4]], [0, 2, 0, 1]
promised(
    "cross_entropy(R, L)",
    cross_entropy,
    (_R, _L),
    1.9212815453401457,
    rtol=1e-8,
    R="list array integer float32 kept",
    L="list array kept",
)
expect(
    "cross_entropy([[0, 1], [0, 1], [0, 3]], [1, 1, 1])",
    ask(cross_entropy, [[0, 1], [0, 1], [0, 3]], [1, 1, 1]),
    0.22503690887006253,
    rtol=1e-8,
)
promised(
    "cross_entropy(R, L)",
    cross_entropy,
    ([[1000, 0, 0], [-1000, -1000, -1000]], [1, 2]),
    500.54930614433405,
    rtol=1e-8,
    R="extreme",
    returns="quiet",
)
_got = ask(cross_entropy, [[0, 30, 0, 0], [0, 40, 0, 0]], [0, 2])
expect("cross_entropy([[0, 30, 0, 0], [0, 40, 0, 0]], [0, 2])", _got, 35, rtol=1e-8)
tick("cross_entropy")
### BEGIN HIDDEN TESTS
_rng = draws(2103)


def _mean_loss(R, L):
    """The mean of one loss after the other."""
    R = np.asarray(R, dtype=float)
    sums = [max(row) + np.log(sum(np.exp(row - max(row)))) for row in R]
    return np.mean([s - row[k] for s, row, k in zip(sums, R, L, strict=True)])


promised(
    "cross_entropy(R, L)",
    cross_entropy,
    lambda n, K: (_rng.normal(0, 2, (n, K)), _rng.integers(0, K - 1, n)),
    _mean_loss,
    rtol=1e-8,
    over=[(7, 3), (1, 4), (4, 4), (3, 2), (2, 9)],
    R="list array integer float32 kept",
    L="labels list array kept",
)
_R, _L = _rng.normal(0, 2, (6, 4)), _rng.integers(0, 4, 6)
_R[:4] += np.array([[1000.0], [-1000], [1e4], [-750]])
_R[4] = [0, -900, 1200, 5]
promised(
    "cross_entropy(R, L)",
    cross_entropy,
    (_R, _L),
    _mean_loss,
    rtol=1e-8,
    R="extreme",
    returns="quiet",
)
for _r in (25, 33, 60, 800):
    _got = ask(cross_entropy, [[0, _r, 0]], [2])
    expect(f"cross_entropy([[0, {_r}, 0]], [2])", _got, _r, rtol=1e-8)
### END HIDDEN TESTS

# %% [markdown]
# ## 5. Down the chain: what the scores feel
#
# Push one score, $r_j$, a little. *All* probabilities $P_k = e^{r_k} / S$ move, since
# they share one sum, $S$. For $j = k$ both parts of the fraction move, for $j \ne k$
# only the sum does.
#
# **Step 1, `jacobian` ({points}).** All $K \cdot K$ derivatives $dP_k / dr_j$ of one
# example, row $k$, column $j$, from its probabilities alone.
#
# <details><summary>Hint</summary>
#
# $dS/dr_j = e^{r_j}$, and $e^{r_j} / S$ is $P_j$ again. The quotient rule gives for
# $j = k$ what seminar 1.7 found for the sigmoid. `np.diag(p)` has `p` on the diagonal,
# `np.outer(p, p)` has all products.
#
# </details>


# %% solution jacobian called="The derivatives of softmax"
def jacobian(p):
    """Step 1: the derivatives of the probabilities by the scores.

    Args:
        p: the probabilities of the K classes of one example, zeros are allowed, shape
            (K,). They add up to 1. A list or an array. It is not modified.

    Returns:
        An array of shape (K, K); entry [k, j] is dP_k/dr_j.

    Example:
        jacobian([0.5, 0.5]) is [[0.25, -0.25], [-0.25, 0.25]].
    """
    p = np.asarray(p, dtype=np.float64)
    ### BEGIN SOLUTION
    return np.diag(p) - np.outer(p, p)
    ### END SOLUTION


# %% check jacobian points=2
promised(
    "jacobian(p)",
    jacobian,
    ([0.5, 0.2, 0.3, 0],),
    [
        [0.25, -0.1, -0.15, 0],
        [-0.1, 0.16, -0.06, 0],
        [-0.15, -0.06, 0.21, 0],
        [0, 0, 0, 0],
    ],
    rtol=1e-8,
    atol=1e-12,
    p="list array zeros kept",
    returns="array",
)
tick("jacobian")
### BEGIN HIDDEN TESTS
_rng = draws(2104)
promised(
    "jacobian(p)",
    jacobian,
    lambda K: (_rng.dirichlet(np.ones(K)),),
    lambda p: [[a * ((k == j) - b) for j, b in enumerate(p)] for k, a in enumerate(p)],
    rtol=1e-8,
    atol=1e-12,
    over=[(2,), (3,), (6,)],
    p="list array kept",
    returns="array",
)
for _K in (2, 4):
    _r = _rng.normal(0, 1.5, _K)
    _p = np.exp(_r) / np.exp(_r).sum()
    _steps = 1e-5 * np.eye(_K)
    _up, _down = (
        np.exp(_r + _sign * _steps) / np.exp(_r + _sign * _steps).sum(1, keepdims=True)
        for _sign in (1, -1)
    )
    expect(
        "jacobian(p) and central differences",
        ask(jacobian, _p),
        ((_up - _down) / 2e-5).T,
        rtol=1e-5,
        atol=1e-8,
    )
promised(
    "jacobian(p)",
    jacobian,
    ([0, 1, 0],),
    np.zeros((3, 3)),
    atol=1e-12,
    p="zeros",
)
### END HIDDEN TESTS

# %% [markdown]
# Each row adds up to 0: all scores up by the same, and nothing changes.
#
# The loss of an example looks at one probability, $P_L$. So the chain rule has one
# term, with row $L$ of your matrix:
#
# $$\frac{d(-\log P_L)}{dr_j} = -\frac{1}{P_L} \cdot \frac{dP_L}{dr_j}$$
#
# **Step 2, `dce_dr` ({points}).** Put your step 1 in and simplify on paper, once for
# $j = L$, once for $j \ne L$, until no division is left. Then write it for a whole
# sample: the derivatives of the *mean* loss.
#
# <details><summary>Hint</summary>
#
# $P_L$ cancels in both cases. Compute all rows for $j \ne L$ first, then correct one
# entry of each row. The mean divides every example's share by $n$.
#
# </details>


# %% solution dce_dr called="The derivatives of the loss by the scores"
def dce_dr(R, L):
    """Step 2: the derivatives of cross_entropy(R, L) by each score.

    Args:
        R: as in `softmax`.
        L: as in `cross_entropy`.

    Returns:
        An array of shape (n, K), as R, without NaN and without warnings.

    Example:
        dce_dr([[5, 5], [5, 5]], [0, 1]) is [[-0.25, 0.25], [0.25, -0.25]].
    """
    R = np.asarray(R, dtype=np.float64)
    ### BEGIN SOLUTION
    G = softmax(R)
    G[np.arange(len(R)), L] -= 1
    return G / len(R)
    ### END SOLUTION


# %% check dce_dr points=3 needs="softmax"
def _chain(R, L):
    """What follows from your own softmax and your step 1."""
    P = softmax(R)
    P = np.where(P == 0, 1e-300, P)  # its factor cancels, but not 0/0
    rows = [-jacobian(p)[k] / p[k] for p, k in zip(P, L, strict=True)]
    return np.array(rows) / len(L)


_R, _L = [[2, 1, 0], [1, 1, 1], [1, 3, -1]], [0, 2, 0]
_own = own(["softmax", "jacobian"], _chain, _R, _L)
promised(
    "dce_dr(R, L)",
    dce_dr,
    (_R, _L),
    [
        [-0.11158634807505939, 0.08157615701826588, 0.030010191056793485],
        [1 / 9, 1 / 9, -2 / 9],
        [-0.29422985739126725, 0.28893777739911157, 0.00529207999215559],
    ],
    rtol=1e-8,
    atol=1e-12,
    follows=_own,
    R="list array integer float32 kept",
    L="list array kept",
    returns="array",
)
_R, _L = [[0, 0, 1, -2], [2, 0, 0, 1]], [1, 0]
_own = own(["softmax", "jacobian"], _chain, _R, _L)
_got = ask(dce_dr, _R, _L)
expect(
    "dce_dr([[0, 0, 1, -2], [2, 0, 0, 1]], [1, 0])",
    _got,
    [
        [0.103015954595, -0.396984045405, 0.280026397417, 0.01394169339301],
        [-0.19485215729319, 0.04129726972177, 0.04129726972177, 0.11225761784965],
    ],
    rtol=1e-8,
    follows=_own,
)
_R, _L = [[1000, -1000, 0], [-1000, -1000, -1000]], [1, 0]
_own = own(["softmax", "jacobian"], _chain, _R, _L)
if _own is None or np.isfinite(_own[1]).all():
    promised(
        "dce_dr(R, L)",
        dce_dr,
        (_R, _L),
        [[0.5, -0.5, 0], [-1 / 3, 1 / 6, 1 / 6]],
        atol=1e-12,
        follows=_own,
        R="extreme",
        returns="quiet",
    )
tick("dce_dr")
### BEGIN HIDDEN TESTS
_rng = draws(2105)


def _pull(R, L):
    """Each row by itself: shares, less 1 at the label, by n."""
    rows = [np.exp(row - max(row)) for row in np.asarray(R, dtype=float)]
    shares = np.array([row / sum(row) for row in rows])
    return (shares - (np.arange(shares.shape[1]) == np.reshape(L, (-1, 1)))) / len(rows)


def _sample(n, K):
    """Scores, and labels of which the last class never comes."""
    return _rng.normal(0, 1.5, (n, K)), _rng.integers(0, K - 1, n)


for _size in [(7, 3), (1, 4), (4, 4), (3, 2), (5, 6)]:
    _args = _sample(*_size)
    _own = own(["softmax", "jacobian"], _chain, *_args)
    promised(
        "dce_dr(R, L)",
        dce_dr,
        lambda *_, args=_args: args,
        _pull,
        rtol=1e-8,
        atol=1e-12,
        over=[_size],
        follows=_own,
        R="list array integer float32 kept",
        L="labels list array kept",
        returns="array",
    )
_R, _L = _sample(5, 4)
_R[:4] += np.array([[1000.0], [-1000], [1e5], [-750]])
_R[4] = [0, -900, 1200, 5]
_own = own(["softmax", "jacobian"], _chain, _R, _L)
if _own is None or np.isfinite(_own[1]).all():
    promised(
        "dce_dr(R, L)",
        dce_dr,
        (_R, _L),
        _pull,
        rtol=1e-8,
        atol=1e-12,
        follows=_own,
        R="extreme",
        returns="quiet",
    )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>All lines of the derivation, to compare with yours</summary>
#
# $$\frac{dP_k}{dr_k} = \frac{e^{r_k} S - e^{r_k} e^{r_k}}{S^2} = P_k (1 - P_k),
# \qquad \frac{dP_k}{dr_j} = -\frac{e^{r_k} e^{r_j}}{S^2} = -P_k P_j, \quad j \ne k$$
#
# $$-\frac{1}{P_L} \cdot P_L (1 - P_L) = P_L - 1, \qquad
# -\frac{1}{P_L} \cdot (-P_L P_j) = P_j, \quad j \ne L$$
#
# </details>
#
# Again it is the miss: what was said, less what came. Write the label as a row with a 1
# in place $L$ and zeros elsewhere (**one-hot**), and the derivative is $P$ minus this
# row. The label's score is pulled up, all others are pushed down.
#
# ## 6. From the scores to the weights
#
# Call these derivatives $G$, shape (n, K). Example $s$ has the scores
# $r_{sk} = b_k + \sum_i X_{si} W_{ik}$: $W_{ik}$ acts on column $k$ alone, with the
# factor $X_{si}$, and $b_k$ with the factor 1. So
# $dError / dW_{ik} = \sum_s X_{si} G_{sk}$ and $dError / db_k = \sum_s G_{sk}$. The
# $1/n$ of the mean is in $G$ already.
#
# **Exercise `gradient` ({points}).** Both, for all $i$ and $k$.
#
# <details><summary>Hint</summary>
#
# The sum over $s$ is a matrix product. Shapes show which one: (N, K) comes from (N, n)
# and (n, K).
#
# </details>


# %% solution gradient called="The gradient of the layer"
def gradient(W, b, X, L):
    """The gradient of the mean cross-entropy of the layer.

    Args:
        W: its weights, shape (N, K).
        b: its biases, shape (K,).
        X: the examples, shape (n, N).
            All three are lists or arrays, also of integers. None is modified.
        L: as in `cross_entropy`.

    Returns:
        dError/dW, an array of shape (N, K), and dError/db, an array of shape (K,), as a
        tuple.

    Example:
        gradient([[0, 0]], [0, 0], [[1], [3]], [1, 0]) is [[-0.5, 0.5]] and [0, 0].
    """
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    ### BEGIN SOLUTION
    G = dce_dr(X @ W + b, L)
    return X.T @ G, G.sum(axis=0)
    ### END SOLUTION


# %% check gradient points=3 needs="softmax dce_dr"
def _follow(W, b, X, L):
    """What follows from your own dce_dr: the derivatives by the weights."""
    return np.transpose(X) @ dce_dr(np.array(X) @ np.array(W) + np.array(b), L)


def _follow_b(W, b, X, L):
    """The same by the biases."""
    return np.sum(dce_dr(np.array(X) @ np.array(W) + np.array(b), L), axis=0)


_W, _b, _X, _L = (
    [[1, 0, -1], [0, 2, 1]],
    [1, -1, 1],
    [[1, 0], [2, 1], [0, -1], [1, -2]],
    [0, 2, 1, 1],
)
_want = [
    [0.628129851469584, -0.18217621389996863, -0.4459536375696153],
    [-0.459968713665316, 0.774798238359266, -0.31482952469395],
]
_want_b = [0.5975309639177413, -0.45742179200766986, -0.14010917191007133]
_own = own("dce_dr", _follow, _W, _b, _X, _L)
_own_b = own("dce_dr", _follow_b, _W, _b, _X, _L)
_got = ask(gradient, _W, _b, _X, _L)
if not isinstance(_got, (tuple, list)) or len(_got) != 2:
    fail(
        "gradient(W, b, X, L) must return two arrays, dError/dW and dError/db: write "
        "them after `return`, with a comma between."
    )
if np.shape(_got[1]) == (1, 3):
    fail(
        "gradient(W, b, X, L)[1] has the shape (1, 3), expected (3,): a row of a table "
        "in place of a plain array."
    )
if _own:
    expect("gradient(W, b, X, L)[0]", _got[0], _want, 1e-8, 1e-12, follows=_own)
    expect("gradient(W, b, X, L)[1]", _got[1], _want_b, 1e-8, 1e-12, follows=_own_b)
else:
    promised(
        "gradient(W, b, X, L)",
        gradient,
        (_W, _b, _X, _L),
        (_want, _want_b),
        rtol=1e-8,
        atol=1e-12,
        W="list array integer kept",
        b="list array integer kept",
        X="list array integer kept",
        L="list array kept",
        returns="array",
    )
tick("gradient")
### BEGIN HIDDEN TESTS
_rng = draws(2106)


def _case(n, N, K):
    """A layer with biases, and a sample without labels of the last class."""
    W, b = _rng.normal(0, 0.7, (N, K)), _rng.normal(0, 1, K)
    return W, b, _rng.normal(0.3, 1, (n, N)), _rng.integers(0, K - 1, n)


def _slopes(W, b, X, L):
    """The gradient, by shares less one-hot rows."""
    E = np.exp(X @ W + b)
    pull = E / E.sum(axis=1, keepdims=True)
    pull = (pull - (np.arange(len(b)) == np.reshape(L, (-1, 1)))) / len(X)
    return np.einsum("si,sk->ik", X, pull), pull.sum(axis=0)


def _mean_loss(W, b, X, L):
    """The mean cross-entropy of the layer."""
    R = X @ W + b
    return np.mean(np.log(np.exp(R).sum(axis=1)) - R[np.arange(len(X)), L])


for _size in [(7, 2, 3), (1, 3, 4), (4, 4, 4), (5, 1, 3), (3, 5, 2)]:
    _args = _case(*_size)
    _want = _slopes(*_args)
    _own = own("dce_dr", _follow, *_args)
    _own_b = own("dce_dr", _follow_b, *_args)
    if _own:
        _got = ask(gradient, *_args)
        expect("gradient, by W", _got[0], _want[0], 1e-8, 1e-12, follows=_own)
        expect("gradient, by b", _got[1], _want[1], 1e-8, 1e-12, follows=_own_b)
        continue
    promised(
        "gradient(W, b, X, L)",
        gradient,
        lambda *_, args=_args: args,
        _slopes,
        rtol=1e-8,
        atol=1e-12,
        over=[_size],
        W="list array integer kept",
        b="list array integer kept",
        X="list array integer kept",
        L="labels list array kept",
        returns="array",
    )
    _W, _b, _X, _L = _args
    _h = 1e-5
    _slope = np.zeros_like(_W)
    for _place in np.ndindex(_W.shape):
        _push = np.zeros_like(_W)
        _push[_place] = _h
        _rise = _mean_loss(_W + _push, *_args[1:]) - _mean_loss(_W - _push, *_args[1:])
        _slope[_place] = _rise / (2 * _h)
    _got = ask(gradient, *_args)
    expect("gradient and central differences", _got[0], _slope, 1e-5, 1e-7)
### END HIDDEN TESTS

# %% [markdown]
# ## 7. The layer learns to read
#
# **Exercise `fit` ({points}).** Gradient descent as in seminars 1.6 and 1.7, from any
# start, so that a walk can be continued.
#
# <details><summary>Hint</summary>
#
# Both derivatives come from one call, before anything moves. `W - lam * dW` makes a new
# array; `W -= …` writes into the one you were given.
#
# </details>


# %% solution fit called="Descent"
def fit(W, b, X, L, lam, steps):
    """Weights and biases after some steps of gradient descent.

    Args:
        W, b, X, L: as in `gradient`. The walk starts at W and b.
        lam: the learning rate λ, positive.
        steps: how many, 0 or more, perhaps thousands.

    Returns:
        W, a float64 array of shape (N, K), and b, a float64 array of shape (K,), as a
        tuple.

    Example:
        fit([[0, 0]], [0, 0], [[1], [3]], [1, 0], 0.5, 1) is [[0.25, -0.25]] and [0, 0].
    """
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    ### BEGIN SOLUTION
    for _ in range(steps):
        dW, db = gradient(W, b, X, L)
        W, b = W - lam * dW, b - lam * db
    return W, b
    ### END SOLUTION


# %% check fit points=2 needs="softmax dce_dr gradient"
def _walk(W, b, X, L, lam, steps):
    """The walk down your own gradient."""
    W, b = np.array(W, dtype=float), np.array(b, dtype=float)
    for _ in range(steps):
        dW, db = gradient(W.copy(), b.copy(), X, L)
        W, b = W - lam * np.asarray(dW), b - lam * np.asarray(db)
    return np.vstack([W, b])


_X, _L = [[1, 0], [2, 1], [0, -1], [1, -2]], [0, 2, 1, 1]
_args = [[1, 0, -1], [0, 2, 1]], [1, -1, 1], _X, _L, 0.5, 3
_want = [
    [0.26820784365866734, 0.20370175672072421, -0.4719096003793916],
    [0.6711396584856588, 0.8411488854547586, 1.487711456059582],
]
_want_b = [0.29021144911600993, -0.3728093925999404, 1.0825979434839306]
for _name in ("softmax", "dce_dr"):
    if is_wrong(_name) and attempt(lambda: gradient(*_args[:4])) is None:
        fail(f"You walk by your `{_name}`, which is not right yet: mend that first.")
_own = own("gradient", _walk, *_args)
_got = ask(fit, *_args)
if not isinstance(_got, (tuple, list)) or len(_got) != 2:
    fail("fit(W, b, X, L, lam, steps) must return two arrays, W and b.")
if _own:
    _want = np.vstack([_want, _want_b])
    expect("fit(W, b, X, L, lam, steps)", np.vstack(_got), _want, 1e-8, follows=_own)
else:
    promised(
        "fit(W, b, X, L, lam, steps)",
        fit,
        _args,
        (_want, _want_b),
        rtol=1e-8,
        atol=1e-10,
        W="list array integer kept",
        b="list array integer kept",
        X="list array integer kept",
        L="list array kept",
        returns="array float64",
    )
    promised(
        "fit(W, b, X, L, lam, steps)",
        fit,
        (*_args[:5], 0),
        _args[:2],
        steps="zeros",
    )
    _got = ask(
        fit, [[0.0, 0.0]], [1.0, 0.0], [[0], [1], [2], [3]], [1, 0, 1, 0], 0.3, 1500
    )
    expect(
        "W of fit(…, lam=0.3, steps=1500)",
        _got[0],
        [[0.4540921312800473, -0.45409213128004705]],
        rtol=1e-6,
    )
    expect(
        "b of fit(…, lam=0.3, steps=1500)",
        _got[1],
        [-0.1811381969200735, 1.1811381969200678],
        rtol=1e-6,
    )
tick("fit")
### BEGIN HIDDEN TESTS
_rng = draws(2107)


def _descent(W, b, X, L, lam, steps):
    """The walk, with a gradient of its own."""
    hot = np.arange(len(b)) == np.reshape(L, (-1, 1))
    for _ in range(steps):
        E = np.exp(X @ W + b)
        pull = (E / E.sum(axis=1, keepdims=True) - hot) / len(X)
        W, b = W - lam * X.T @ pull, b - lam * pull.sum(axis=0)
    return W, b


for _n, _N, _K, _lam, _steps in [
    (7, 2, 3, 0.3, 1),
    (4, 4, 4, 0.8, 4),
    (1, 3, 2, 0.5, 3),
    (9, 1, 5, 1.2, 20),
]:
    _args = (
        _rng.normal(0, 0.7, (_N, _K)),
        _rng.normal(0, 1, _K),
        _rng.normal(0.3, 1, (_n, _N)),
        _rng.integers(0, _K - 1, _n),
        _lam,
        _steps,
    )
    _own = own("gradient", _walk, *_args)
    if _own:
        _got = ask(fit, *_args)
        _want = np.vstack(_descent(*_args))
        expect("fit", np.vstack(_got), _want, 1e-8, 1e-10, follows=_own)
        continue
    promised(
        "fit(W, b, X, L, lam, steps)",
        fit,
        lambda *_, args=_args: args,
        _descent,
        rtol=1e-8,
        atol=1e-10,
        over=[(_n, _N, _K)],
        W="list array integer kept",
        b="list array integer kept",
        X="list array integer kept",
        L="labels list array kept",
        returns="array float64",
    )
    promised(
        "fit(W, b, X, L, lam, steps)", fit, (*_args[:5], 0), _args[:2], steps="zeros"
    )
_args = _args[:4]
if not own("gradient", _walk, *_args, 0.05, 2):
    promised(
        "fit(W, b, X, L, lam, steps)",
        fit,
        (*_args, 0.05, 1000),
        _descent,
        rtol=1e-6,
        atol=1e-8,
        steps="thousand",
    )
### END HIDDEN TESTS

# %%
# Run and look (a loop over the examples takes longer): 500 steps from zeros, λ = 1.
needs(
    (fit, [[0.0, 0.0]], [0.0, 0.0], [[1.0]], [1], 0.1, 1),
    (cross_entropy, [[0.0, 1.0]], [1]),
)
W_digits, b_digits = np.zeros((64, 10)), np.zeros(10)
marks = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 500]
losses, wrong = {"Train": [], "Test": []}, {"Train": [], "Test": []}
for before, now in zip([0, *marks], marks, strict=False):
    W_digits, b_digits = fit(W_digits, b_digits, X_train, L_train, 1.0, now - before)
    for name, X, L in [("Train", X_train, L_train), ("Test", X_test, L_test)]:
        R = X @ W_digits + b_digits
        losses[name].append(cross_entropy(R, L))
        wrong[name].append(100 * np.mean(R.argmax(axis=1) != L))

figure, (left, right) = plt.subplots(1, 2)
places = np.array(marks) + 1
for name, color, style in [("Train", BLUE, "o-"), ("Test", ORANGE, "s-")]:
    left.plot(places, losses[name], style, color=color, markersize=5, label=name)
    right.plot(places, wrong[name], style, color=color, markersize=5, label=name)
left.axhline(np.log(10), color=GREY, linestyle=":", label="log 10")
if my_guess_loss is not None:
    left.plot(1, my_guess_loss, "X", color=RED, label="Your guess")
if my_guess_wrong is not None:
    share = 100 * my_guess_wrong / len(L_test)
    right.plot(places[-1], share, "X", color=RED, label="Your guess")
left.set(xscale="log", xlabel="Step + 1", ylabel="Mean cross-entropy", title="Loss")
right.set(xscale="log", xlabel="Step + 1", ylabel="Wrong, %", title="Wrong answers")
left.legend()
right.legend()
show(
    figure,
    alt="Left: the loss on train and test starts at log 10 = 2.30 and falls to 0.12 "
    "and 0.17 in 500 steps. Right: the share of wrong answers falls from 90 % to about "
    "40 % in the first step, to 10 % in sixteen, and in the end to 2 % on train and "
    "3.5 % on test.",
)
wrong_in_the_end = np.sum((X_test @ W_digits + b_digits).argmax(axis=1) != L_test)
print(f"Wrong on the test: {wrong_in_the_end} of {len(L_test)}.")

# %% [markdown]
# With all weights 0, every class has the probability $1/10$, and the loss is
# $\log 10 = 2.303$, whatever the pictures show. A classifier that begins far above
# $\log K$ is sure of things it cannot know.
#
# What did it learn? A column of $W$ has 64 weights, one a pixel: it is a picture
# itself.

# %%
# Run and look. Above, where ink speaks for a class (orange) and against it (blue).
# Below, the five surest of the wrong answers on the test.
needs((softmax, [[0.0, 1.0]]), (fit, [[0.0, 0.0]], [0.0, 0.0], [[1.0]], [1], 0.1, 1))
from matplotlib.colors import LinearSegmentedColormap

shades = LinearSegmentedColormap.from_list("weights", [BLUE, "white", ORANGE])
P = softmax(X_test @ W_digits + b_digits)
answers = P.argmax(axis=1)
mistaken = np.flatnonzero(answers != L_test)
surest = mistaken[np.argsort(-P[mistaken, answers[mistaken]])][:5]

figure, axes = plt.subplots(3, 5, figsize=(9, 6))
limit = np.abs(W_digits).max()
for k, panel in enumerate(axes[:2].flat):
    panel.imshow(
        W_digits[:, k].reshape(SIDE, SIDE), cmap=shades, vmin=-limit, vmax=limit
    )
    panel.set_title(f"Weights of {k}", fontsize=11)
for panel in axes[2]:
    panel.set_visible(False)
for panel, s in zip(axes[2], surest, strict=False):
    panel.set_visible(True)
    panel.imshow(X_test[s].reshape(SIDE, SIDE), cmap="gray_r")
    panel.set_title(
        f"A {L_test[s]}; says {answers[s]}\nwith P = {P[s, answers[s]]:.2f}",
        fontsize=10,
    )
for panel in axes.flat:
    panel.set(xticks=[], yticks=[])
    panel.spines[:].set_visible(True)
show(
    figure,
    alt="Ten small pictures of weights: for 0 a ring of orange with a blue hole in the "
    "middle, for the others strokes of orange where this digit has ink and most others "
    "have none. Below, five digits that were read wrongly, the surest with P = 0.76.",
)

# %% [markdown]
# <details><summary>Would more steps bring <i>the</i> weights, as in seminar
# 1.7?</summary>
#
# No. The loss on train goes on falling for thousands of steps while the weights grow;
# where to stop is a choice. And there is another reason, which has nothing to do with
# steps: the question below.
#
# </details>
#
# **Question ({points}, read by a person).** Your neighbour began at another start. Her
# `W` differs from yours in each of the 640 entries, by up to 3. Yet on every picture
# her `P` equals yours to twelve digits. Explain in two to four sentences: which change
# of `W` and `b` does the loss not notice, and why? How many of the 650 numbers are
# therefore superfluous? What would you compare in place of `W`?

# %% manual same_loss [markdown] points=2 called="What the loss cannot see"
# Add one and the same column $c$ of 64 numbers to every column of $W$, and one and the
# same number to all biases. Then the ten scores of an example all grow by the same
# amount, $\sum_i c_i X_i$ and that number. Softmax sees differences of scores only, so
# $P$, the loss and the gradient stay as they are.
#
# So 65 of the 650 numbers are superfluous: one could fix a whole column and its bias at
# 0, as lesson 1 did for label 0. Compare the probabilities, or differences of columns,
# or $W$ with the mean of its columns subtracted.
#
# *Grading: 1 point for the change (the same for all classes) with the reason (only
# differences of scores count); 1 point for 65 and something that can be compared ($P$,
# differences, centred columns).*

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# Lesson 1 ended with: **training a network is minimising a loss by gradient descent.**
# It holds for ten classes as for two; one link of the chain has changed.
#
# <details><summary>Old and new, side by side</summary>
#
# | | two classes, one neuron | $K$ classes, a layer |
# |---|---|---|
# | a difference of scores is | $\log \frac{P}{1 - P}$ | $\log \frac{P_k}{P_j}$ |
# | probabilities | $\sigma(r)$ | softmax |
# | loss of an example | $-\log P_L$ | $-\log P_L$ |
# | its slope by the scores | $Y - L$ | $P$ minus one-hot |
# | its slope by the weights | miss × input | miss × input |
#
# </details>
#
# **Next, `l2_2_graph`:** this chain had three links. A deep network has millions: in
# which order should one multiply, and what has that to do with dynamic programming?
