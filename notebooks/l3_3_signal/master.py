# %% [markdown]
# # Seminar 3.3. The signal through a deep network
#
# Lesson 3, the third of four seminars. {time}, {points}.
#
# A network that is right in every line may still learn nothing, because no signal
# comes through. You derive how large its weights have to be at the start, then build
# the layer that keeps the signal alive whatever they are: batch norm.
#
# After this seminar you can
#
# 1. derive line by line what a layer does to the size of a signal, and from this He's
#    start;
# 2. measure activations and gradients layer by layer, by PyTorch;
# 3. write batch norm forwards and backwards, and recognise its famous bug.
#
# <details><summary>How to work</summary>
#
# Go from top to bottom and run every cell (Shift + Enter). Where a cell says
# `raise NotImplementedError()`, put your own code in place of that line. The cell below
# it checks your answer: a tick, or a message that says what is off. After you hand in,
# the same functions are also called with other numbers. What follows correctly from an
# earlier step of yours counts, even if that step is wrong. `log` is the natural
# logarithm.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter. The first `import torch` of a session
# takes some seconds, and so does its first optimiser.
#
# </details>
#
# ## 1. A guess, before anything else
#
# A net for the digits of seminar 2.4 with **ten** hidden layers of 32 ReLU neurons,
# each layer made by `nn.Linear(N, M)` and nothing else done to it. Ten epochs of
# training. How many of 100 new images does it read? And the same net if batch norm
# stands before each ReLU? Nobody grades your guesses.

# %%
# Your guesses, of 100 images, two numbers in place of None.
my_guess_plain = None
my_guess_norm = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup digits
# Nothing to do here: run it. The data come with scikit-learn, nothing is downloaded.
# PyTorch works in float64 here, so that your numbers agree with NumPy's in all digits
# that count, and in one thread, which is the fastest for arrays as small as these.
EPS = 1e-5  # what batch norm adds to a variance

from itertools import pairwise

import torch
from sklearn.datasets import load_digits
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
# `float(…)` of a tensor is fine here: it means that no gradient goes through it.
warnings.filterwarnings("ignore", "Converting a tensor with requires_grad")

digits = load_digits()
order_of_digits = np.random.default_rng(8).permutation(len(digits.target))
X_train, X_test = np.split(digits.data[order_of_digits] / 16, [1200])
L_train, L_test = np.split(digits.target[order_of_digits], [1200])
for array in (X_train, X_test, L_train, L_test):
    array.setflags(write=False)  # nobody changes the data by accident

# Three examples of two inputs, layers of three and two neurons, four classes.
X_small = np.array([[1, 2], [0, -1], [-2, 1]]) / 1.0
L_small = np.array([3, 0, 1])
Ws_small = [
    np.array([[1, -1, 0.5], [0.5, 1, -1]]),
    np.array([[1, 0.5], [-0.5, 1], [2, -1]]),
    np.array([[0.5, -1, 1, 0], [1, 0.5, -0.5, -1]]),
]

# The scores of four examples; the third column hardly varies, it tells where ε stands.
R_small = np.array([[1, 10, 0.002], [3, 30, 0.004], [2, 20, 0.0], [6, 0, 0.002]])
gamma_small, beta_small = np.array([1.0, 2.0, 0.5]), np.array([0.0, 1.0, -1.0])

# %% [markdown]
# ## 2. How large may weights be?
#
# Call the mean of the squares of all its entries the *mean square* of an array, and its
# root the *size*. What does one layer do to the size? There are no biases yet; they
# start at zero.
#
# **The sum.** A score adds up $N$ terms, $r = \sum_i a_i w_i$. Its square has the terms
# $a_i a_j w_i w_j$. The weights are drawn one by one, with mean 0 and standard
# deviation $\sigma_w$: on average $w_i w_j$ is 0 for $i \ne j$, and $w_i^2$ is
# $\sigma_w^2$. With $\overline{a^2}$ for the mean square of the inputs,
#
# $$\overline{r^2} = \sigma_w^2 \sum_i a_i^2 = N \sigma_w^2\, \overline{a^2}$$
#
# Nothing was asked of the inputs: they need not have mean 0, nor be independent.
#
# **The bend.** A *leaky ReLU* leaves a positive score as it is and multiplies a
# negative one by a slope $\alpha$: ReLU for $\alpha = 0$, no bend at all for
# $\alpha = 1$. A score is as often $-r$ as $r$. So one half of the mean square passes
# as it is; what becomes of the other half, you can say yourself.
#
# **Step 1, `next_square` ({points}).** The mean square after one layer, sum and bend.
#
# <details><summary>Hint</summary>
#
# If all scores of one half are multiplied by $\alpha$, by what are their squares
# multiplied? For $\alpha = 1$ nothing is bent: your formula must give
# $N \sigma_w^2\, \overline{a^2}$ there.
#
# </details>


# %% solution next_square called="The mean square after a layer"
def next_square(square, N, std, alpha):
    """The mean square of a layer's activations.

    Args:
        square: the mean square of the inputs of the layer.
        N: how many inputs a neuron has.
        std: the standard deviation of the weights, σ_w.
        alpha: the slope of the leaky ReLU for negative scores.

    Returns:
        A number, the mean square after the leaky ReLU, on average over the weights.

    Example:
        next_square(2, 50, 0.3, 0) is 4.5.
    """
    ### BEGIN SOLUTION
    return N * std**2 * square * (1 + alpha**2) / 2
    ### END SOLUTION


# %% check next_square points=3
expect("next_square(2, 50, 0.3, 0)", ask(next_square, 2, 50, 0.3, 0), 4.5)
expect("next_square(3, 8, 0.5, 1)", ask(next_square, 3, 8, 0.5, 1), 6)
expect("next_square(5, 10, 0.2, 0.5)", ask(next_square, 5, 10, 0.2, 0.5), 1.25)
expect("next_square(5, 10, 0.2, -2)", ask(next_square, 5, 10, 0.2, -2), 5)
tick("next_square")
### BEGIN HIDDEN TESTS
_rng = draws(3301)
for _ in range(5):
    _square, _std = _rng.uniform(0.1, 9), _rng.uniform(0.05, 3)
    _N, _alpha = int(_rng.integers(1, 200)), _rng.uniform(-2, 3)
    _args = (_square, _N, _std, _alpha)
    _want = _square * _N * _std * _std * (0.5 + 0.5 * _alpha * _alpha)
    expect("next_square(square, N, std, alpha)", ask(next_square, *_args), _want)
expect("next_square of ReLU", ask(next_square, 0.7, 3, 2, 0.0), 4.2)
### END HIDDEN TESTS

# %% [markdown]
# A net of twenty layers applies this factor twenty times. Only at exactly 1 does the
# signal neither die nor explode.
#
# **Step 2, `kept_std` ({points}).** Which standard deviation keeps the mean square?
#
# <details><summary>Hint</summary>
#
# Set `next_square(square, N, std, alpha)` equal to `square` and solve for `std`. For
# ReLU it must give the $\sqrt{2/N}$ of seminar 2.4.
#
# </details>


# %% solution kept_std called="The deviation that keeps the signal"
def kept_std(N, alpha):
    """The standard deviation of weights that keeps the mean square.

    Args:
        N: how many inputs a neuron has.
        alpha: the slope of the leaky ReLU for negative scores.

    Returns:
        A number.

    Example:
        kept_std(50, 0) is 0.2.
    """
    ### BEGIN SOLUTION
    return np.sqrt(2 / (N * (1 + alpha**2)))
    ### END SOLUTION


# %% check kept_std points=2
def _solved(N, alpha):
    """What follows from your own step 1."""
    return 1 / np.sqrt(next_square(1.0, N, 1.0, alpha))


_own = own("next_square", _solved, 50, 0)
expect("kept_std(50, 0)", ask(kept_std, 50, 0), 0.2, follows=_own)
_own = own("next_square", _solved, 4, 1)
expect("kept_std(4, 1)", ask(kept_std, 4, 1), 0.5, follows=_own)
_own = own("next_square", _solved, 10, 3)
expect("kept_std(10, 3)", ask(kept_std, 10, 3), 0.1414213562373095, follows=_own)
_own = own("next_square", _solved, 10, 0.5)
expect("kept_std(10, 0.5)", ask(kept_std, 10, 0.5), 0.4, follows=_own)
tick("kept_std")
### BEGIN HIDDEN TESTS
_rng = draws(3302)
for _ in range(5):
    _N, _alpha = int(_rng.integers(1, 200)), _rng.uniform(-2, 3)
    _want = (_N * (0.5 + 0.5 * _alpha**2)) ** -0.5
    _own = own("next_square", _solved, _N, _alpha)
    _got = ask(kept_std, _N, _alpha)
    expect("kept_std(N, alpha)", _got, _want, follows=_own)
### END HIDDEN TESTS

# %% [markdown]
# For ReLU this is **He's start**, $\sqrt{2/N}$. The way back is a sum as well: by
# $dA_{k-1} = G_k W_k^{\mathsf T}$ each entry adds up $M$ terms, one for each *neuron*,
# and the mask halves again. So gradients keep their size for $\sqrt{2/M}$. Where
# $N = M$ both hold at once; elsewhere one chooses, or takes the middle, as *Xavier's
# start* does without a bend: $\sqrt{2/(N + M)}$.
#
# ## 3. Measure it
#
# Now look into a real net. Its sizes on the way forward are easy; those of
# $dA_k = dError/dA_k$ on the way back PyTorch finds, if asked: it keeps `.grad` of the
# leaves only. Call `A.retain_grad()` *before* the backward pass, and `A.grad` will be
# there after it, for every such `A`.
#
# **Exercise `sizes` ({points}).** The size of each layer's activations and of their
# gradient.
#
# <details><summary>Hint</summary>
#
# In a loop: `A = A @ W`, after all layers but the last
# `A = nn.functional.leaky_relu(A, alpha)`, then `A.retain_grad()` and into a list with
# it. The loss is `nn.functional.cross_entropy(A, L)`. The size of a tensor:
# `A.square().mean().sqrt().item()`.
#
# </details>


# %% solution sizes called="Sizes, layer by layer"
def sizes(Ws, X, L, alpha):
    """The sizes of activations and of their gradients.

    Args:
        Ws: the weights of each layer, of shape (N, M); no biases.
        X: the examples, shape (n, N).
        L: the labels, integers from 0 to K − 1, one for each example.
        alpha: the slope of the leaky ReLU after each layer but the last, whose scores
            stay as they are.

    Returns:
        Two lists of floats, one for each layer, from the first to the last: the size
        of A_k, and that of dError/dA_k, where Error is the *mean* cross-entropy. The
        last A is the scores. Size: the root of the mean of all squares.
    """
    # Tensors of their own: what you do to them does not touch the arrays.
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    ### BEGIN SOLUTION
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]
    ### END SOLUTION


# %% check sizes points=4
def _look(what, args, want, rtol=1e-8):
    """Compare both lists."""
    got = ask(sizes, *args)
    count = len(args[0])
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if not isinstance(got, list | tuple) or len(got) != 2:
        fail(f"{what} must return two lists: sizes of A, and sizes of dError/dA.")
    for name, one, right in zip(("A", "dError/dA"), got, want, strict=True):
        if not isinstance(one, list | tuple):
            fail(f"{what}: the sizes of {name} must be a list of floats.")
        if not all(isinstance(entry, float) for entry in one):
            fail(
                f"{what}: the sizes of {name} must be floats: `.item()` makes a number "
                "of a tensor that holds one."
            )
        if len(one) != count:
            fail(
                f"{what}: {count} layers make {count} sizes of {name}, not {len(one)}."
            )
        expect(f"{what}, sizes of {name}", one, right, rtol)


_want = (
    [1.307669683062202, 1.8706237818795455, 2.068381009388744],
    [0.2910410855531577, 0.35135490308559175, 0.1906706789003134],
)
_args = (Ws_small, X_small, L_small, 0.2)
_look("sizes(Ws_small, X_small, L_small, 0.2)", _args, _want)
expect_kept("sizes(Ws_small, X_small, L_small, 0.2)")
tick("sizes")
### BEGIN HIDDEN TESTS
_rng = draws(3303)


def _root(A):
    """The root of the mean square."""
    return np.linalg.norm(A) / np.sqrt(A.size)


def _formula(Ws, X, L, alpha):
    """The passes of seminar 2.4, by NumPy."""
    A = [X]
    for W in Ws[:-1]:
        R = A[-1] @ W
        A.append(np.where(R > 0, R, alpha * R))
    A.append(A[-1] @ Ws[-1])
    P = np.exp(A[-1] - A[-1].max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    P[np.arange(len(L)), L] -= 1
    dA = [P / len(L)]
    for k in range(len(Ws) - 1, 0, -1):
        slope = 1.0 if k == len(Ws) - 1 else np.where(A[k + 1] > 0, 1, alpha)
        dA.insert(0, (dA[0] * slope) @ Ws[k].T)
    return tuple(np.array([*map(_root, one)]) for one in (A[1:], dA))


def _some(*widths, n, alpha):
    """Random weights, examples and labels."""
    Ws = [_rng.normal(0, 0.9, shape) for shape in pairwise(widths)]
    X, L = _rng.normal(0.3, 1, (n, widths[0])), _rng.integers(0, widths[-1], n)
    return Ws, X, L, alpha


for _widths, _n, _alpha in [
    ((4, 3), 6, 0.5),
    ((3, 5, 2), 4, 0.0),
    ((4, 4, 4, 4), 4, 0.1),
    ((2, 6, 5, 4, 3), 7, 0.3),
]:
    _args = _some(*_widths, n=_n, alpha=_alpha)
    _look("sizes(Ws, X, L, alpha)", _args, _formula(*_args))
    expect_kept("sizes(Ws, X, L, alpha)")
promised(
    "sizes(Ws, X, L, alpha)",
    sizes,
    lambda n, N: _some(N, 2, 3, n=n, alpha=1.0),
    _formula,
    1e-8,
    over=[(1, 5), (2, 3)],
)
### END HIDDEN TESTS

# %% [markdown]
# Twenty layers of 64 ReLU neurons, before any training, on 256 digits. The weights are
# your `kept_std` times a factor. Before you look: after 20 layers, what is left of a
# signal whose factor is 0.71, that is, whose weights have $\sigma_w^2 = 1/N$?


# %%
# Run and look. Dots: measured by your `sizes`. Lines: your `next_square`, layer by
# layer.
def plot_sizes(factors, alt):
    """Draw the sizes of activations and gradients, for each factor of the weights."""
    figure, (left, right) = plt.subplots(1, 2)
    styles = [(GREY, "v"), (PURPLE, "o"), (GREEN, "s"), (RED, "D")]
    layers = np.arange(1, 21)
    for factor, (color, marker) in zip(factors, styles, strict=False):
        rng = np.random.default_rng(1)
        std = factor * kept_std(64, 0)
        Ws = [rng.normal(0, std, (64, 64)) for _ in layers]
        Ws.append(rng.normal(0, kept_std(64, 1), (64, 10)))
        A, dA = sizes(Ws, X_train[:256], L_train[:256], 0.0)
        squares = [np.mean(X_train[:256] ** 2)]
        for _ in layers:
            squares.append(next_square(squares[-1], 64, std, 0))
        name = f"{factor:.2f}"
        left.plot(layers, np.sqrt(squares[1:]), "-", color=color, linewidth=1)
        left.plot(layers, A[:20], marker, color=color, label=name, markersize=5)
        right.plot(layers, dA[:20], marker, color=color, label=name, markersize=5)
    left.set(yscale="log", xlabel="Layer", ylabel="Size of A", title="Forwards")
    right.set(yscale="log", xlabel="Layer", ylabel="Size of dA", title="Backwards")
    left.set_ylim(1e-9, 1e5)
    right.set_ylim(1e-12, 1e2)
    for panel in (left, right):
        panel.set_xticks([1, 5, 10, 15, 20])
    right.legend(title="Factor", loc="upper left", bbox_to_anchor=(1, 1))
    show(figure, alt)


needs(
    (next_square, 1, 2, 3, 0),
    (kept_std, 2, 0),
    (sizes, Ws_small, X_small, L_small, 0.2),
)
plot_sizes(
    [kept_std(64, 5**0.5) / kept_std(64, 0), 0.5**0.5, 1, 2**0.5],
    alt="Sizes over 20 layers on a log scale, for four factors. Left, forwards: with "
    "factor 1 the activations keep their size, near 0.4; with 1.41 they grow a "
    "thousandfold, with 0.71 they shrink a thousandfold, with 0.41 to about a "
    "hundred-millionth. The dots lie near the computed lines. Right, backwards: the "
    "same factors, from layer 20 to layer 1.",
)
explore(
    lambda factor: plot_sizes([factor], "Sizes over 20 layers for the factor set."),
    factor=widgets.FloatSlider(
        1, min=0.4, max=1.6, step=0.1, description="Factor", continuous_update=False
    ),
)

# %% [markdown]
# A factor of $1/\sqrt 2$ a layer, and of the signal a thousandth is left: that is what
# the 2 in $2/N$ is for. Your lines are averages over all draws of the weights; one
# net's dots wander around them.
#
# Two warnings. Look at $dA$ itself and not at quotients of $dW$: for factor 0.41 the
# gradients of the first and the last *weights* are about equal, and both are next to
# nothing, for $dW_k = A_{k-1}^{\mathsf T} G_k$ multiplies what is left of both ways.
# And in a net with biases the activations do not go to 0; but what depends on the
# *image* does, and so does the gradient.
#
# The factor 0.41 is no invention: `nn.Linear` draws its weights uniformly, with the
# standard deviation $1/\sqrt{3N}$. Put $\alpha = \sqrt 5$ into your formula: that slope
# is what it would be right for.
#
# ## 4. Batch norm
#
# Another way out: measure the signal in each layer, and correct it there. **Batch
# norm** stands between the scores and the bend. For each *neuron*, a column of $R$, it
# takes mean and variance over the batch, and normalises:
#
# $$\bar r = \frac1n \sum_s r_s, \qquad v = \frac1n \sum_s (r_s - \bar r)^2$$
#
# $$\hat r_s = \frac{r_s - \bar r}{\sqrt{v + \varepsilon}}, \qquad
# y_s = \gamma\, \hat r_s + \beta$$
#
# Each column has its own $\gamma$ and $\beta$, which are learnt: where another mean and
# another size are better, the net can have them. $\varepsilon = 10^{-5}$ saves a column
# that does not vary; in code `EPS`.
#
# **Step 1, `bn_train` ({points}).** Batch norm of one batch, by NumPy.
#
# <details><summary>Hint</summary>
#
# Over the batch means `axis=0`. `R.var(axis=0)` of NumPy divides by $n$ (PyTorch's
# `R.var(0)` by $n - 1$: there one has to say `correction=0`).
#
# </details>


# %% solution bn_train called="Batch norm of a batch"
def bn_train(R, gamma, beta):
    """Batch norm while the net trains: mean and variance are those of the batch.

    Args:
        R: the scores of a batch, shape (n, M), of at least two examples.
        gamma, beta: the scale and the shift of each neuron, shape (M,).
            All three are arrays. None is modified.

    Returns:
        Y, an array of shape (n, M), with EPS added to the variance under the root.

    Example:
        For R = [[1, 0], [3, 0]], gamma = [1, 1], beta = [0, 5] it is about
        [[-1, 5], [1, 5]].
    """
    ### BEGIN SOLUTION
    mean, var = R.mean(axis=0), R.var(axis=0)
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta
    ### END SOLUTION


# %% check bn_train points=3
promised(
    "bn_train(R, gamma, beta)",
    bn_train,
    (R_small, gamma_small, beta_small),
    [
        [-1.0690434404459, 0.1055728447772, -1],
        [0, 3.6832814656685, -0.7113248654052],
        [-0.5345217202229, 1.8944271552228, -1.2886751345948],
        [1.6035651606688, -1.6832814656685, -1],
    ],
    R="array kept",
    gamma="array kept",
    beta="array kept",
    returns="array",
    atol=1e-12,
)
_equal = np.array([[2.0, 0.0], [2.0, 4.0]])
_want = [[3, -0.9999987500023437], [3, 0.9999987500023437]]
_args = (_equal, np.array([7.0, 1.0]), np.array([3.0, 0.0]))
expect("bn_train of a column that does not vary", ask(bn_train, *_args), _want)
tick("bn_train")
### BEGIN HIDDEN TESTS
_rng = draws(3304)


def _some(n, M):
    """A random batch, and scales that are not 1."""
    R = _rng.normal(0, 1, (n, M)) * 10 ** _rng.uniform(-3, 1, M) + _rng.normal(0, 1, M)
    return R, _rng.uniform(0.5, 2, M) * _rng.choice([-1, 1], M), _rng.normal(0, 1, M)


def _formula(R, gamma, beta):
    """The four formulas."""
    off = R - np.ones(len(R)) @ R / len(R)
    return gamma * off * (np.mean(off * off, axis=0) + 1e-5) ** -0.5 + beta


promised(
    "bn_train(R, gamma, beta)",
    bn_train,
    _some,
    _formula,
    1e-8,
    1e-11,
    R="array kept",
    gamma="array kept",
    beta="array kept",
    returns="array",
    over=[(5, 3), (2, 4), (3, 3), (7, 1), (40, 2)],
)
### END HIDDEN TESTS

# %% [markdown]
# So far the answer to an image depends on the other images of its batch. While training
# that is bearable; an answer to *one* new image must not depend on company, and alone
# it would have no variance at all.
#
# Therefore the layer has two modes. In training it normalises by the batch, and on the
# side keeps **running** averages of mean and variance, marked by a star:
#
# $$\bar r_* \leftarrow (1 - m)\, \bar r_* + m\, \bar r, \qquad
# v_* \leftarrow (1 - m)\, v_* + m\, \frac{n}{n - 1}\, v$$
#
# Two customs of PyTorch: this $m$, its `momentum`, is the share of what is *new*, as a
# rule 0.1. And $\frac{n}{n - 1} v$ is the unbiased variance of the batch, with $n - 1$
# in place of $n$; the normalisation itself keeps $n$. In **evaluation** the layer
# normalises by $\bar r_*$ and $v_*$, and leaves them alone.
#
# **Step 2, `bn_layer` ({points}).** Batch norm with both modes.
#
# <details><summary>Hint</summary>
#
# `mean, var = running`. In training Y is `bn_train(R, gamma, beta)`, and
# `R.var(axis=0, ddof=1)` the unbiased variance. Do not write into the old arrays: make
# new ones.
#
# </details>


# %% solution bn_layer called="Batch norm with two modes"
def bn_layer(R, gamma, beta, running, momentum, training):
    """Batch norm, in training or in evaluation.

    Args:
        R: the scores, a row of M for each example; in training 2 rows or more.
        gamma, beta: the scale and the shift of each neuron, shape (M,).
        running: [mean, variance], the running values so far, each of shape (M,).
            Nothing that is passed in is changed.
        momentum: the share of the batch in the new running values.
        training: True in training, False in evaluation.

    Returns:
        A pair: Y, of the shape of R, and the running values after this batch, again a
        pair of mean and variance. In evaluation they are the old ones.
    """
    ### BEGIN SOLUTION
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)
    ### END SOLUTION


# %% check bn_layer points=3
def _step(what, args, Y, mean, var):
    """Compare the output and both running values; return them."""
    rule = own("bn_train", lambda: bn_train(*copied(args[:3]))) if args[5] else None
    got = ask(bn_layer, *args)
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if not isinstance(got, list | tuple) or len(got) != 2:
        fail(f"{what} must return a pair: Y, and the running values.")
    if not isinstance(got[1], list | tuple | np.ndarray) or len(got[1]) != 2:
        fail(f"{what}: the running values must be a pair, mean and variance.")
    expect(f"{what}, Y", got[0], Y, 1e-8, 1e-11, follows=rule)
    expect(f"{what}, running mean", got[1][0], mean, 1e-8, 1e-12)
    expect(f"{what}, running variance", got[1][1], var, 1e-8, 1e-12)
    if not is_wrong("bn_train"):
        expect_kept(what)


_before = [np.array([1.0, -2.0, 0.5]), np.array([4.0, 1.0, 0.25])]
_args = (R_small, gamma_small, beta_small, _before, 0.1, True)
_step(
    "bn_layer in training",
    _args,
    [
        [-1.0690434404459, 0.1055728447772, -1],
        [0, 3.6832814656685, -0.7113248654052],
        [-0.5345217202229, 1.8944271552228, -1.2886751345948],
        [1.6035651606688, -1.6832814656685, -1],
    ],
    [1.2, -0.3, 0.4502],
    [61 / 15, 527 / 30, 0.2250002666666667],
)
_args = (R_small[:1], gamma_small, beta_small, _before, 0.1, False)
_step("bn_layer in evaluation", _args, [[0, 24.9998800009, -1.4979900402988]], *_before)
tick("bn_layer")
### BEGIN HIDDEN TESTS
_rng = draws(3305)
for _n, _M, _m in [(5, 3, 0.1), (2, 4, 0.3), (3, 3, 0.5), (9, 1, 0.01), (6, 2, 1.0)]:
    _R = _rng.normal(0, 1, (_n, _M)) * 10 ** _rng.uniform(-3, 1, _M)
    _R += _rng.normal(0, 1, _M)
    _gamma, _beta = _rng.uniform(0.5, 2, _M), _rng.normal(0, 1, _M)
    _mean, _var = _rng.normal(0, 1, _M), 10 ** _rng.uniform(-5, 1, _M)
    _off = _R - _R.mean(axis=0)
    _squares = (_off**2).sum(axis=0)
    _Y = _gamma * _off / np.sqrt(_squares / _n + 1e-5) + _beta
    _args = (_R, _gamma, _beta, [_mean, _var], _m)
    _new = (
        _mean + _m * (_R.mean(axis=0) - _mean),
        _var + _m * (_squares / (_n - 1) - _var),
    )
    _step("bn_layer in training", (*_args, True), _Y, *_new)


def _some(n, M):
    """Random scores, scales and running values."""
    R, gamma, beta, mean = (_rng.normal(0, 1, shape) for shape in ((n, M), M, M, M))
    return R, gamma, beta, [mean, 10 ** _rng.uniform(-5, 1, M)], 0.2, False


def _formula(R, gamma, beta, running, momentum, training):
    """By the running values, which stay."""
    mean, var = running
    return gamma * (R - mean) / np.sqrt(var + 1e-5) + beta, np.array([mean, var])


promised(
    "bn_layer(R, gamma, beta, running, momentum, training)",
    bn_layer,
    _some,
    _formula,
    1e-8,
    1e-11,
    over=[(5, 3), (1, 4), (3, 3), (2, 1)],
)
### END HIDDEN TESTS

# %% [markdown]
# ## 5. The way back
#
# $G$, the derivative of the Error by $Y$, comes from above. Every $r_t$ moves the mean
# and the variance, and through them *all* $\hat r_s$ of its column:
#
# $$\frac{\partial \hat r_s}{\partial r_t} = \frac{1}{\sqrt{v + \varepsilon}}
# \left([s = t] - \frac1n - \frac{\hat r_s \hat r_t}{n}\right)$$
#
# The three terms are the three ways: directly, through the mean, through the variance.
#
# <details><summary>Where they come from</summary>
#
# Write $d = \sqrt{v + \varepsilon}$. By $r_t$ the mean changes with the slope $1/n$,
# the variance with $2 (r_t - \bar r)/n = 2 d\, \hat r_t / n$ (its part through the mean
# adds up to zero), and so $d$ with $\hat r_t / n$. The rule for a quotient makes of it
# $([s = t] - 1/n)/d - \hat r_s\, (\hat r_t / n)/d$.
#
# </details>
#
# **Step 3, `bn_backward` ({points}).** By the chain rule
# $dError/dr_t = \sum_s g_s \gamma\, \partial \hat r_s / \partial r_t$. Carry out the
# sum, for all columns at once.
#
# <details><summary>Hint</summary>
#
# $[s = t]$ picks out $g_t$; the second term adds up to the mean of $g$ over the batch,
# the third to $\hat r_t$ times the mean of $g \hat r$. And $y = \gamma \hat r + \beta$
# gives $d\gamma = \sum_s g_s \hat r_s$.
#
# </details>


# %% solution bn_backward called="Back through batch norm"
def bn_backward(G, R, gamma):
    """The gradient of batch norm in training.

    Args:
        G: dError/dY, shape (n, M).
        R: the scores that bn_train was given, shape (n, M).
        gamma: the scale of each neuron, shape (M,).
            All three are arrays. None is modified.

    Returns:
        Three results: dError/dR, an array of shape (n, M), then dError/dgamma and
        dError/dbeta, of shape (M,).
    """
    ### BEGIN SOLUTION
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)
    ### END SOLUTION


# %% check bn_backward points=3
_G = np.array([[1, 0, 2], [-1, 1, 1], [2, 0.5, 0], [0, 3, -1]]) / 1.0
promised(
    "bn_backward(G, R, gamma)",
    bn_backward,
    (_G, R_small, gamma_small),
    (
        [
            [-3.8179250187037e-02, -2.5043959952691e-01, 2.1650635094611e02],
            [-8.0178258033441e-01, 1.2521978992476e-01, 6.0140653040586e01],
            [6.4906252518515e-01, -6.2609904801077e-02, -6.0140653040586e01],
            [1.9089930533629e-01, 1.8782971440323e-01, -2.1650635094611e02],
        ],
        [-2.1380868808917, -2.4596746768628, 0.5773502691896],
        [2, 4.5, 2],
    ),
    1e-8,
    1e-11,
    G="array kept",
    R="array kept",
    gamma="array kept",
    returns="array",
)
tick("bn_backward")
### BEGIN HIDDEN TESTS
_rng = draws(3306)


def _some(n, M):
    """What comes from above, a random batch, and scales that are not 1."""
    R = _rng.normal(0, 1, (n, M)) * 10 ** _rng.uniform(-2, 1, M) + _rng.normal(0, 1, M)
    return _rng.normal(0, 1, (n, M)), R, _rng.uniform(0.5, 2, M)


def _formula(G, R, gamma):
    """Column by column, by the matrix of the text."""
    root = np.sqrt(R.var(axis=0) + 1e-5)
    R_hat, n = (R - R.mean(axis=0)) / root, len(R)
    dR = np.empty_like(R)
    for j in range(R.shape[1]):
        matrix = np.eye(n) - 1 / n - np.outer(R_hat[:, j], R_hat[:, j]) / n
        dR[:, j] = matrix @ G[:, j] * gamma[j] / root[j]
    return dR, np.einsum("sj,sj->j", G, R_hat), np.ones(n) @ G


promised(
    "bn_backward(G, R, gamma)",
    bn_backward,
    _some,
    _formula,
    1e-7,
    1e-9,
    G="array kept",
    R="array kept",
    gamma="array kept",
    returns="array",
    over=[(5, 3), (2, 4), (3, 3), (8, 1), (30, 2)],
)
### END HIDDEN TESTS

# %% [markdown]
# With a forward and a backward pass your batch norm is a node of PyTorch's graph like
# any other: `torch.autograd.Function` takes both. The next cell compares it with
# PyTorch's own, and then trains the net of section 1.


# %%
# Run and look (some seconds): four nets of ten hidden layers.
class Node(torch.autograd.Function):
    """Your `bn_train` and `bn_backward`, as one node of the graph."""

    @staticmethod
    def forward(context, R, gamma, beta):
        context.save_for_backward(R, gamma)
        return torch.from_numpy(bn_train(R.numpy(), gamma.numpy(), beta.numpy()))

    @staticmethod
    def backward(context, G):
        R, gamma = (one.detach().numpy() for one in context.saved_tensors)
        return tuple(map(torch.from_numpy, bn_backward(G.numpy(), R, gamma)))


class Norm(nn.Module):
    """Your batch norm as a layer; `training` is set by `train()` and `eval()`."""

    def __init__(self, M):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(M))
        self.beta = nn.Parameter(torch.zeros(M))
        self.running = np.zeros(M), np.ones(M)

    def forward(self, R):
        inputs = (R, self.gamma, self.beta)
        plain = (one.detach().numpy() for one in inputs)
        Y, self.running = bn_layer(*plain, self.running, 0.1, self.training)
        return Node.apply(*inputs) if self.training else torch.from_numpy(Y)


def deep_net(depth, norm, he, seed):
    """A net of `depth` hidden layers: 64 pixels, 32 neurons each, ten classes."""
    torch.manual_seed(seed)
    parts = []
    for N in [64] + [32] * (depth - 1):
        linear = nn.Linear(N, 32)
        if he:
            nn.init.normal_(linear.weight, 0, float(kept_std(N, 0)))
            nn.init.zeros_(linear.bias)
        parts += [linear, Norm(32), nn.ReLU()] if norm else [linear, nn.ReLU()]
    return nn.Sequential(*parts, nn.Linear(32, 10))


def share(net, X, L):
    """The share of images read, in the mode that the net is in."""
    with torch.no_grad():
        return np.mean(net(torch.tensor(X)).numpy().argmax(axis=1) == L)


def train(net, epochs, seed):
    """Train by steps of 0.1 in batches of 64; the share read after each epoch."""
    optimizer = torch.optim.SGD(net.parameters(), 0.1)
    X, L = torch.tensor(X_train), torch.tensor(L_train)
    rng, shares = np.random.default_rng(seed), []
    for _ in range(epochs):
        net.train()
        for batch in torch.as_tensor(rng.permutation(len(L))).split(64):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        net.eval()
        shares.append(share(net, X_test, L_test))
    return shares


_two = R_small[:2], np.ones(3), np.zeros(3)
needs(
    (kept_std, 2, 0),
    (bn_train, *_two),
    (bn_layer, *_two, _two[:0:-1], 0.1, True),
    (bn_backward, _two[0], *_two[:2]),
)
inputs = [torch.tensor(X_train[:7, 10:30], requires_grad=True) for _ in range(2)]
layers = Norm(20), nn.BatchNorm1d(20)
outputs = [layer(one) for layer, one in zip(layers, inputs, strict=True)]
for one in outputs:
    one.pow(3).sum().backward()
there = (outputs[0] - outputs[1]).abs().max().item()
back = (inputs[0].grad - inputs[1].grad).abs().max().item()
print(f"From PyTorch's it differs by {there:.0e} forwards, {back:.0e} backwards.")

figure, panel = plt.subplots()
for name, he, norm, color, marker in (
    ("As PyTorch starts it", False, False, GREY, "v"),
    ("He's start", True, False, GREEN, "s"),
    ("As PyTorch starts it, batch norm", False, True, PURPLE, "o"),
    ("He's start, batch norm", True, True, RED, "D"),
):
    shares = train(deep_net(10, norm, he, 1), 10, 1)
    panel.plot(range(1, 11), shares, marker + "-", color=color, label=name)
for guess, height in ((my_guess_plain, 0), (my_guess_norm, 1)):
    if guess is not None:
        label = "Your guesses" if height == 0 or my_guess_plain is None else None
        panel.plot(10.3, np.clip(guess / 100, 0, 1), "X", color="black", label=label)
panel.set(xlabel="Epoch", ylabel="Share read, new images", title="Ten hidden layers")
panel.set_ylim(0, 1.03)
panel.set_xticks(range(1, 11))
panel.legend(loc="upper left", bbox_to_anchor=(1, 1))
show(
    figure,
    alt="Share of new images read over ten epochs. As PyTorch starts it: a tenth, "
    "chance, to the end. With He's start it rises late and unsteadily, to 0.55. With "
    "batch norm it is above 0.8 after two to four epochs, earlier from PyTorch's "
    "start, and in the end at 0.95 from PyTorch's start, 0.92 from He's.",
)

# %% [markdown]
# As it comes, the net stays at chance: for ten epochs no gradient worth the name
# reaches its first layers. He's start brings it to life, but late. It keeps the *size*
# of the signal, not what tells two images apart: after ten ReLU layers the activations
# of any two images point nearly the same way. Batch norm takes away the mean that they
# share, in every layer anew.
#
# And with batch norm the small start is the *better* one. Why does the size of the
# weights no longer do harm?
#
# **Question ({points}, read by a person).** In a layer $R = A W + b$ stands before
# batch norm. A colleague multiplies $W$ by $c > 0$ and $b$ by any number. Take
# $\varepsilon = 0$ and answer by the formulas of section 4, in two to four sentences:
# what becomes of $Y$? What becomes of the gradient $dError/dW$, and why is a larger
# start then a slower one? And what use is $b$?

# %% manual scale [markdown] points=2 called="The size of weights before batch norm"
# $\bar r$ contains the same $b$ as every $r_s$: it cancels in $r_s - \bar r$, so $b$ is
# of no use (its gradient is 0; $\beta$ does its work). With $c W$ both $r_s - \bar r$
# and $\sqrt v$ are multiplied by $c$, which cancels: $Y$ stays as it is, and the Error.
# As a function of the weights the Error obeys $E(cW) = E(W)$; differentiated by $W$,
# $c\, \nabla E(cW) = \nabla E(W)$: the gradient is *divided* by $c$. Weights $c$ times
# as large get steps $c$ times as small: relative to the weights each step is $c^2$
# times smaller, and the layer learns more slowly.
#
# *Grading: 1 point for Y unchanged by $c$ and $b$, with the reason (mean and deviation
# scale along, b cancels); 1 point for the gradient divided by $c$ and its consequence
# for the steps.*

# %% [markdown]
# ## 6. The famous bug: the wrong mode
#
# A trained net, and somebody forgets `net.eval()`. Does it matter? Guess before you run
# it: how many new images are read, if they come sorted by class?

# %%
# Run and look: one net with two hidden layers, five epochs, asked in different ways.
needs(
    (bn_train, *_two),
    (bn_layer, *_two, _two[:0:-1], 0.1, True),
    (bn_backward, _two[0], *_two[:2]),
)
net = deep_net(2, True, False, 0)
train(net, 5, 0)
by_class = np.argsort(L_test, kind="stable")


def asked(net, order, size, mode):
    """The share of images read, if they come in this order, `size` at a time."""
    net.train(mode)
    pieces = [order[start : start + size] for start in range(0, len(order), size)]
    pieces = [piece for piece in pieces if len(piece) > 1 or not mode]
    reads = [share(net, X_test[piece], L_test[piece]) for piece in pieces]
    return np.average(reads, weights=[len(piece) for piece in pieces])


every = np.arange(len(L_test))
ways = {
    "Evaluation, any order": asked(net, every, 50, False),
    "Evaluation, one by one": asked(net, every, 1, False),
    "Training mode, mixed, by 50": asked(net, every, 50, True),
    "Training mode, mixed, by 4": asked(net, every, 4, True),
    "Training mode, sorted, by 50": asked(net, by_class, 50, True),
}

figure, panel = plt.subplots(figsize=(8, 3.2))
colors = [GREEN, GREEN, PURPLE, PURPLE, RED]
bars = panel.barh(list(ways), list(ways.values()), color=colors)
panel.bar_label(bars, [f"{value:.2f}" for value in ways.values()], padding=4)
panel.invert_yaxis()
panel.set(xlabel="Share read, new images", xlim=(0, 1.1))
panel.set_title("The same net, the same images")
panel.grid(False, axis="y")
show(
    figure,
    alt="Bars: share of new images read by the same net. In evaluation 0.97, by 50 or "
    "one by one. In training mode 0.97 in mixed batches of 50, 0.7 in mixed batches of "
    "four, and a quarter if the images are sorted by class.",
)

# %% [markdown]
# In training mode the net does not read an image, it compares the images of a batch. In
# mixed batches of 50 this goes nearly unnoticed, and that makes the bug so dangerous:
# it shows only when the data come in another order, or in small batches. Fifty eights
# have the mean "eight", and once it is subtracted, nothing says so any more. So: before
# every evaluation `net.eval()`, before every training `net.train()`.

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# **A deep network learns if its signal comes through, there and back.** Each layer
# multiplies the mean square by a factor, and only a factor of 1 survives twenty layers.
#
# | | forwards | backwards |
# |---|---|---|
# | ReLU: mean square times | $N \sigma_w^2 / 2$ | $M \sigma_w^2 / 2$ |
# | kept for | $\sigma_w = \sqrt{2/N}$ | $\sigma_w = \sqrt{2/M}$ |
# | batch norm | $\gamma \hat r + \beta$ | directly, by mean, by variance |
#
# Why batch norm helps as much as it does is disputed. Its inventors spoke of "internal
# covariate shift", inputs of a layer that keep changing their distribution; experiments
# have put that into question. What you have seen holds in any case: sizes that are set
# right in each layer, and an Error that forgets the size of the weights.
#
# **Next, `l3_4_regularisation`:** the net now learns everything, mistakes in the labels
# included. How does one keep it from that?
