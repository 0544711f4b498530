# %% [markdown]
# # Seminar 2.3. Backpropagation in matrices
#
# The third seminar of lesson 2, on networks. {time}, {points}.
#
# In seminar 2.2 you earned the rule: multiply along a path, add up over paths, walk
# each edge once, from the back. There a node was a number. Here it is a whole layer,
# for all examples at once, and the rule becomes three lines of matrices.
#
# After this seminar you can
#
# 1. derive the gradients of a layer, and write them without a loop;
# 2. chain such layers into the gradient of a network;
# 3. tell a right gradient from one that only trains well.
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
# A network reads handwritten digits: 64 pixels, 32 hidden neurons with ReLU
# ($\max(r, 0)$), ten scores. Trained with the right gradient, it reads 97 of 100 new
# digits. Now its gradient gets *one* mistake:
#
# - `mask`: the slope of ReLU is taken as 1 everywhere, also where $r < 0$;
# - `bias`: the derivatives of all biases are 0;
# - `frozen`: those of the whole first layer are 0;
# - `sum`: the Error's mean over 32 examples is taken for a sum.
#
# How many of 100 does each of them read? Nobody grades your guess.

# %%
# Your guesses: of 100 new digits, in place of None.
my_guess = {"mask": None, "bias": None, "frozen": None, "sum": None}

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup digits
# Nothing to do here: run it. The digits come with scikit-learn. The two functions of
# the loss were earned in seminar 2.1.
TRAIN, BATCH = 1200, 32  # digits to learn from, and how many a step

from sklearn.datasets import load_digits

_digits = load_digits()
_order = np.random.default_rng(0).permutation(len(_digits.target))
X_digits, L_digits = _digits.data[_order] / 16, _digits.target[_order]
for _array in (X_digits, L_digits):
    _array.setflags(write=False)  # nobody changes the data by accident


def linear(X, W, b):
    """The scores XW + b of a layer, one row an example."""
    return X @ W + b


def relu(r):
    """max(r, 0), entry by entry."""
    return np.maximum(r, 0)


def cross_entropy(R, L):
    """The mean cross-entropy of the scores R, of shape (n, K), for the labels L."""
    R = R - R.max(axis=1, keepdims=True)
    logs = R - np.log(np.exp(R).sum(axis=1, keepdims=True))
    return -logs[np.arange(len(L)), L].mean()


def dce_dr(R, L):
    """Its derivative with respect to R: (softmax − one-hot) / n, of shape (n, K)."""
    P = np.exp(R - R.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    P[np.arange(len(L)), L] -= 1
    return P / len(L)


def net_error(X, L, W1, b1, W2, b2, kind):
    """The Error of a network of two layers; kind is "relu" or "tanh"."""
    A = (np.tanh if kind == "tanh" else relu)(linear(X, W1, b1))
    return cross_entropy(linear(A, W2, b2), L)


def start(rng, N, M, K, bias=0.0):
    """Random weights for N inputs, M hidden neurons and K scores: W1, b1, W2, b2."""
    W1, W2 = (rng.normal(0, np.sqrt(2 / a), (a, b)) for a, b in [(N, M), (M, K)])
    return W1, rng.normal(0, bias, M), W2, rng.normal(0, bias, K)


def in_short(gradients, key):
    """Four numbers that depend on all entries of the gradients, whatever their shape.

    With as many examples as inputs, hidden neurons and scores (all 4), a layer that
    mixes its shapes up still gives something, and what follows from it can be told.
    """
    weights = np.random.default_rng(key).uniform(1, 2, (4, 4, 4))
    pairs = zip(gradients, weights, strict=True)
    return np.array([np.sum(np.asarray(one) * weight) for one, weight in pairs])


# %% [markdown]
# ## 2. One layer, example by example
#
# The scores of a layer with $N$ inputs and $M$ neurons, for example $s$:
#
# $$r_{sj} = \sum_i x_{si}\, w_{ij} + b_j$$
#
# All examples are the rows of $X$. The weights are a matrix $W$, of shape $(N, M)$, a
# column for each neuron; the biases stand apart, in $b$. (In lesson 1 the bias was
# `w[0]`.) So $R = XW + b$.
#
# The walk from the back has reached this layer and brings
# $g_{sj} = dError/dr_{sj}$, the matrix $G$. Which scores does $w_{ij}$ change? Score
# $j$ of *every* example, with the slope $x_{si}$. These are its paths; add them up:
#
# $$\frac{dError}{dw_{ij}} = \sum_s x_{si}\, g_{sj}$$
#
# **Step 1, `dW_loops` ({points}).** Exactly this sum, for all $i$ and $j$. Loops are
# welcome.
#
# <details><summary>Hint</summary>
#
# Start with `np.zeros((N, M))`. Three loops, over s, i and j, and one line inside.
#
# </details>


# %% solution dw_loops called="The weights' gradient, term by term"
def dW_loops(G, X):
    """Step 1: the derivatives of the Error with respect to the weights of a layer.

    Args:
        G: dError/dR, of shape (n, M).
        X: the inputs of the layer, of shape (n, N).
            Both are arrays. Neither is modified.

    Returns:
        An array of shape (N, M), dError/dW.

    Example:
        dW_loops([[5]], [[2, 3]]) is [[10], [15]], written with lists for short.
    """
    ### BEGIN SOLUTION
    dW = np.zeros((X.shape[1], G.shape[1]))
    for s in range(len(X)):
        for i in range(X.shape[1]):
            for j in range(G.shape[1]):
                dW[i, j] += X[s, i] * G[s, j]
    return dW
    ### END SOLUTION


# %% check dw_loops points=2
_X = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]])
_G = np.array([[1.0, 0.0, 2.0, -1.0], [0.5, 1.0, 0.0, 2.0], [-1.0, 2.0, 1.0, 0.0]])
# As many examples as inputs first: there a product without transposing has a value,
# too.
_got = ask(dW_loops, _G[:2, :3], _X[:2])
expect("dW_loops(G, X)", _got, [[1, 0, 2], [1.5, -1, 4]])
promised(
    "dW_loops(G, X)",
    dW_loops,
    (_G, _X),
    [[-2, 6, 5, -1], [0.5, 1, 5, -4]],
    G="array kept",
    X="array kept",
    returns="array",
)
tick("dw_loops")
### BEGIN HIDDEN TESTS
_rng = draws(2301)
promised(
    "dW_loops(G, X)",
    dW_loops,
    lambda n, N, M: (_rng.normal(0, 1, (n, M)), _rng.normal(0.5, 1, (n, N))),
    lambda G, X: np.einsum("si,sj->ij", X, G),
    over=[(5, 3, 2), (1, 2, 3), (4, 1, 3), (3, 4, 1), (3, 3, 3), (2, 5, 4)],
    G="array kept",
    X="array kept",
    returns="array",
)
### END HIDDEN TESTS

# %% [markdown]
# Row $i$ of $X^{\mathsf T}$ meets column $j$ of $G$: your sum is an entry of a product
# of matrices, $dW = X^{\mathsf T} G$. The other two follow in the same way. The input
# $x_{si}$ goes into all scores of *its own* example, with the slopes $w_{ij}$; the bias
# $b_j$ into score $j$ of every example, with the slope 1:
#
# $$\frac{dError}{dx_{si}} = \sum_j g_{sj}\, w_{ij} \qquad
# \frac{dError}{db_j} = \sum_s g_{sj}$$
#
# There is no further $1/n$: the Error is a mean, so its $1/n$ is in $G$ already.
#
# **Step 2, `linear_backward` ({points}).** All three, without a loop.
#
# <details><summary>Hint</summary>
#
# Write the shapes down: $G$ is $(n, M)$, $W$ is $(N, M)$, and `dX` has to be $(n, N)$.
# Which of the two has to be transposed? In which direction is $G$ added up for `db`?
#
# Shapes are a good guide and a bad judge: where $N = M$, wrong products have the right
# shape. The sums above decide.
#
# </details>


# %% solution linear_backward called="A layer, backwards"
def linear_backward(G, X, W):
    """Step 2: from dError/dR of R = XW + b, the derivatives of all that went in.

    Args:
        G: dError/dR, of shape (n, M).
        X: the inputs of the layer, of shape (n, N).
        W: its weights, of shape (N, M).
            All three are arrays, perhaps in float32. None is modified.

    Returns:
        A tuple (dX, dW, db): an array for each of X, W and b, in its shape.

    Example:
        linear_backward([[5]], [[2, 3]], [[1], [4]]) is [[5, 20]], [[10], [15]], [5].
    """
    ### BEGIN SOLUTION
    return G @ W.T, X.T @ G, G.sum(axis=0)
    ### END SOLUTION


# %% check linear_backward points=4
_X = np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 1.0], [3.0, 1.0, -2.0]])
_G = np.array([[1.0, 0.0, 2.0, -1.0], [0.5, 1.0, 0.0, 2.0], [-1.0, 2.0, 1.0, 0.0]])
_W = np.array([[1.0, -2.0, 0.5, 1.0], [0.0, 1.0, 3.0, -1.0], [2.0, 0.0, -1.0, 0.5]])
_dX = [[1, 7, -0.5], [0.5, -1, 2], [-4.5, 5, -3]]
_dW = [[-2, 6, 5, -1], [0.5, 1, 5, -4], [2.5, -3, -2, 2]]
# As many neurons as inputs and examples first: there every product has a value.
for _M, _back in [(3, [[2, 6, 0], [-1.5, 1, 1], [-4.5, 5, -3]]), (4, _dX)]:
    promised(
        "linear_backward(G, X, W)",
        linear_backward,
        (_G[:, :_M], _X, _W[:, :_M]),
        (_back, np.array(_dW)[:, :_M], [0.5, 3, 3, 1][:_M]),
        G="array float32 kept",
        X="array float32 kept",
        W="array float32 kept",
        returns="array",
    )
tick("linear_backward")
### BEGIN HIDDEN TESTS
_rng = draws(2302)


def _layer(n, N, M):
    """A layer of any size."""
    X, W = _rng.normal(0.5, 1, (n, N)), _rng.normal(0, 1, (N, M))
    return _rng.normal(0.2, 1, (n, M)), X, W


promised(
    "linear_backward(G, X, W)",
    linear_backward,
    _layer,
    lambda G, X, W: (
        np.einsum("sj,ij->si", G, W),
        np.einsum("si,sj->ij", X, G),
        np.einsum("sj->j", G),
    ),
    over=[(5, 3, 2), (1, 2, 3), (4, 1, 3), (3, 4, 1), (3, 3, 3), (2, 5, 4)],
    G="array float32 kept",
    X="array float32 kept",
    W="array float32 kept",
    returns="array",
)
### END HIDDEN TESTS

# %% [markdown]
# ## 3. The activation between two layers
#
# $A = F(R)$ acts entry by entry: one path from $r_{sj}$ to $a_{sj}$, with the slope
# $F'(r_{sj})$. So nothing is summed, and the derivatives are multiplied entry by entry,
# $G \odot F'(R)$, where $G$ now stands for $dError/dA$.
#
# Seminar 1.7 found $\sigma'$ from the answer $\sigma$ alone, $s(1 - s)$. The same works
# here: a layer need remember nothing but its output $A$.
#
# **Exercise `relu_backward` ({points}).** ReLU has the slope 1 where it lets a score
# through, else 0. (Exactly at 0 there is a kink and no derivative; 0 is the usual
# convention.)
#
# <details><summary>Hint</summary>
#
# Where ReLU has let something through, its output is positive: `A > 0`.
#
# </details>


# %% solution relu_backward called="ReLU, backwards"
def relu_backward(G, A):
    """From dError/dA to dError/dR, where A = max(R, 0).

    Args:
        G: dError/dA.
        A: the output of the ReLU, 0 or more.
            Both are arrays, of any shape, perhaps in float32. Neither is modified.

    Returns:
        An array of the same shape, dError/dR. Where A is 0, so is it.

    Example:
        For G = [5, −6, 7] and A = [2, 0.1, 0] it is [5, −6, 0].
    """
    ### BEGIN SOLUTION
    return G * (A > 0)
    ### END SOLUTION


# %% check relu_backward points=2
promised(
    "relu_backward(G, A)",
    relu_backward,
    (np.array([5.0, -6.0, 7.0, -8.0, 2.0]), np.array([2.0, 1e-30, 0.0, 0.0, 3.0])),
    [5, -6, 0, 0, 2],
    G="array shape float32 kept",
    A="array shape float32 zeros kept",
    returns="array",
)
tick("relu_backward")
### BEGIN HIDDEN TESTS
_rng = draws(2303)
_A = np.append(_rng.permutation(np.append(_rng.uniform(0, 3, 6), [0, 0, 0])), 1e-9)
promised(
    "relu_backward(G, A)",
    relu_backward,
    (_rng.normal(0, 2, 10), _A),
    lambda G, A: np.where(A == 0, 0, G),
    G="array shape float32 kept",
    A="array shape float32 zeros kept",
    returns="array",
)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `tanh_backward` ({points}).** The same for $\tanh$. Its slope at $r$ is
# $1 - \tanh^2 r$; you are given $A = \tanh R$ only.
#
# <details><summary>Hint</summary>
#
# The tanh has been taken: what is $\tanh^2 r$ in terms of $a$?
#
# </details>


# %% solution tanh_backward called="tanh, backwards"
def tanh_backward(G, A):
    """From dError/dA to dError/dR, where A = tanh R.

    Args:
        G: dError/dA.
        A: the output of the tanh, from −1 to 1.
            Both are arrays, of any shape, perhaps in float32. Neither is modified.

    Returns:
        An array of the same shape, dError/dR.

    Example:
        For G = [4, 5] and A = [0.5, 0] it is [3, 5].
    """
    ### BEGIN SOLUTION
    return G * (1 - A**2)
    ### END SOLUTION


# %% check tanh_backward points=2
promised(
    "tanh_backward(G, A)",
    tanh_backward,
    (np.array([4.0, -5.0, 2.0, 10.0]), np.array([0.5, 0.0, -1.0, -0.2])),
    [3, -5, 0, 9.6],
    G="array shape float32 kept",
    A="array shape float32 kept",
    returns="array",
)
tick("tanh_backward")
### BEGIN HIDDEN TESTS
_rng = draws(2304)
promised(
    "tanh_backward(G, A)",
    tanh_backward,
    (_rng.normal(0, 2, 9), _rng.uniform(-0.95, 0.95, 9)),
    lambda G, A: G - G * A * A,
    rtol=1e-8,
    G="array shape float32 kept",
    A="array shape float32 kept",
    returns="array",
)
### END HIDDEN TESTS

# %% [markdown]
# ## 4. The whole network
#
# Forwards, left to right; backwards, the same stations from right to left, each by a
# function that you have:
#
# $$X \to R_1 = XW_1 + b_1 \to A = F(R_1) \to R_2 = AW_2 + b_2 \to Error$$
#
# The last station is given: `dce_dr(R2, L)`, seminar 2.1's $(P - \text{onehot})/n$.
#
# **Exercise `two_layer_gradients` ({points}).** Compose. The way forwards is written
# already.
#
# <details><summary>Hint</summary>
#
# Four lines, one a station: `dR2`, then `dA, dW2, db2`, then `dR1`, then `dW1, db1`
# (the derivatives of the pixels, `dX`, are of no use). What went *into* layer 2?
#
# </details>


# %% solution two_layer_gradients called="The gradient of a network"
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    """The gradient of the Error of a network of two layers.

    Args:
        X: the inputs, of shape (n, N).
        L: the labels, n whole numbers from 0 to K − 1.
        W1, b1: the first layer, of shapes (N, M) and (M,).
        W2, b2: the second layer, of shapes (M, K) and (K,).
            X, W1, b1, W2, b2 are arrays and are not modified.
        kind: the activation of the hidden neurons, "relu" or "tanh".

    Returns:
        A tuple (dW1, db1, dW2, db2): an array for each of the four.
    """
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    R1 = linear(X, W1, b1)
    A = F(R1)
    R2 = linear(A, W2, b2)
    ### BEGIN SOLUTION
    dR2 = dce_dr(R2, L)
    dA, dW2, db2 = linear_backward(dR2, A, W2)
    dR1 = F_backward(dA, A)
    _, dW1, db1 = linear_backward(dR1, X, W1)
    return dW1, db1, dW2, db2
    ### END SOLUTION


# %% check two_layer_gradients points=4
def _formula(X, L, W1, b1, W2, b2, kind):
    """The same gradient, in one piece."""
    A = (np.tanh if kind == "tanh" else relu)(X @ W1 + b1)
    dR2 = dce_dr(A @ W2 + b2, L)
    dR1 = (dR2 @ W2.T) * (1 - A**2 if kind == "tanh" else A > 0)
    return X.T @ dR1, dR1.sum(axis=0), A.T @ dR2, dR2.sum(axis=0)


def _followed(X, L, W1, b1, W2, b2, kind):
    """What follows from your own layers."""
    A = (np.tanh if kind == "tanh" else relu)(X @ W1 + b1)
    dA, dW2, db2 = linear_backward(dce_dr(A @ W2 + b2, L), A, W2)
    back = tanh_backward if kind == "tanh" else relu_backward
    _, dW1, db1 = linear_backward(back(dA, A), X, W1)
    return in_short((dW1, db1, dW2, db2), 1)


_layers = ["linear_backward", "relu_backward", "tanh_backward"]
_rng = draws(2300)
for _F in ("relu", "tanh"):
    _net = (_rng.normal(0.3, 1, (4, 4)), [1, 0, 3, 3], *start(_rng, 4, 4, 4, 0.5), _F)
    _own = own(_layers, _followed, *_net)
    if _own is not None:
        _got = in_short(ask(two_layer_gradients, *_net), 1)
        expect(
            f'two_layer_gradients(X, L, W1, b1, W2, b2, "{_F}"), in four numbers',
            _got,
            in_short(_formula(*_net), 1),
            follows=_own,
        )
        continue
    _net = (_rng.normal(0.3, 1, (5, 3)), [1, 0, 1, 1, 0], *start(_rng, 3, 4, 2, 0.5))
    promised(
        "two_layer_gradients(X, L, W1, b1, W2, b2, kind)",
        two_layer_gradients,
        (*_net, _F),
        _formula(*_net, _F),
        X="array kept",
        W1="array kept",
        b1="array kept",
        W2="array kept",
        b2="array kept",
        returns="array",
    )
tick("two_layer_gradients")
### BEGIN HIDDEN TESTS
_rng = draws(2305)
for _F in ("tanh", "relu"):
    _net = (
        _rng.normal(0.3, 1, (4, 4)),
        _rng.integers(0, 4, 4),
        *start(_rng, 4, 4, 4, 0.5),
        _F,
    )
    _own = own(_layers, _followed, *_net)
    _got = in_short(ask(two_layer_gradients, *_net), 1)
    expect(
        f'two_layer_gradients(X, L, W1, b1, W2, b2, "{_F}"), in four numbers',
        _got,
        in_short(_formula(*_net), 1),
        follows=_own,
    )
    if _own is None:
        promised(
            "two_layer_gradients(X, L, W1, b1, W2, b2, kind)",
            two_layer_gradients,
            lambda n, N, M, K, kind=_F: (
                _rng.normal(0.3, 1, (n, N)),
                _rng.integers(0, K, n),
                *start(_rng, N, M, K, 0.5),
                kind,
            ),
            _formula,
            over=[(5, 3, 4, 2), (1, 2, 3, 4), (4, 1, 2, 3), (3, 4, 1, 2)],
            X="array kept",
            W1="array kept",
            b1="array kept",
            W2="array kept",
            b2="array kept",
            returns="array",
        )
### END HIDDEN TESTS

# %% [markdown]
# ## 5. A judge
#
# Is it right? Central differences tell, weight by weight. In seminar 1.7 you compared
# the lengths of whole gradients; a network has thousands of entries, and one wrong bias
# drowns among them. So compare entry by entry, and keep the worst:
#
# $$\varepsilon = \max \frac{|a - b|}{\max(|a| + |b|,\ 10^{-6})}$$
#
# The $10^{-6}$ is a floor: a derivative that is 0 (a neuron that is off) must not give
# 0/0, nor make noise of $10^{-12}$ look like an error of 100 %.
#
# **Step 1, `relative_error` ({points}).** Return $\varepsilon$.
#
# <details><summary>Hint</summary>
#
# Two different maxima: below the line `np.maximum`, entry by entry; in front `np.max`,
# over all entries.
#
# </details>


# %% solution relative_error called="The relative error"
def relative_error(a, b):
    """Step 1: the largest relative error of two arrays, entry by entry.

    Args:
        a, b: of one size, of one dimension or two.
            Both are arrays; zeros are allowed. Neither is modified.

    Returns:
        The largest |a − b| / max(|a| + |b|, 1e-6) of all entries, one number from 0 to
        1, without warnings.

    Example:
        For a = [1, 0, 5] and b = [3, 0, 5] it is 0.5.
    """
    ### BEGIN SOLUTION
    return np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-6))
    ### END SOLUTION


# %% check relative_error points=2
_a = np.array([[2.0, 0.0, -5.0], [0.045, -3.0, 1e-7]])
_b = np.array([[6.0, 0.0, -5.5], [0.02, -2.5, 1e-8]])
promised(
    "relative_error(a, b)",
    relative_error,
    (_a, _b),
    0.5,
    a="array zeros kept",
    b="array zeros kept",
    returns="quiet",
)
for _a, _b, _want in [
    ([2.0, -1.0], [2.0, 1.0], 1),
    ([-2.0, 4.0], [-6.0, 4.5], 0.5),
    ([1.0, 1e-7], [1.0, -1e-7], 0.2),
]:
    _got = ask(relative_error, np.array(_a), np.array(_b))
    expect(f"relative_error(np.array({_a}), np.array({_b}))", _got, _want)
tick("relative_error")
### BEGIN HIDDEN TESTS
_rng = draws(2306)


def _worst(a, b):
    """The largest relative error, by a loop."""
    pairs = zip(np.ravel(a).tolist(), np.ravel(b).tolist(), strict=True)
    return max(abs(x - y) / max(abs(x) + abs(y), 1e-6) for x, y in pairs)


for _shape in [(6,), (3, 4), (2, 2), (5, 1)]:
    _a = _rng.normal(0, 1, _shape)
    _b = _a * _rng.uniform(0.7, 1.3, _shape) + _rng.normal(0, 0.05, _shape)
    _a.flat[0] = _b.flat[0] = 0
    promised(
        "relative_error(a, b)",
        relative_error,
        (_a, _b),
        _worst,
        a="array zeros kept",
        b="array zeros kept",
        returns="quiet",
    )
for _a, _b in [([-3.0, 5.0], [-4.0, 5.0]), ([0.0], [3e-7]), ([0.0, 2.0], [0.4, 2.0])]:
    _got = ask(relative_error, np.array(_a), np.array(_b))
    expect(f"relative_error(np.array({_a}), np.array({_b}))", _got, _worst(_a, _b))
### END HIDDEN TESTS

# %% [markdown]
# **Step 2, `gradient_check` ({points}).** Move one entry of $W$ at a time by $\pm h$,
# collect $\dfrac{f(W + h) - f(W - h)}{2h}$ in the shape of $W$, and judge `dW` by it.
#
# <details><summary>Hint</summary>
#
# `for place in np.ndindex(W.shape)` visits all entries. Move a *copy*, or put the entry
# back before you go on to the next.
#
# </details>


# %% solution gradient_check called="The judge of gradients"
def gradient_check(f, dW, W, h):
    """Step 2: the relative error of a supposed gradient.

    Args:
        f: a function that turns an array like W into a number.
        dW: the supposed derivatives of f at W.
        W: weights or biases, of one dimension or two.
            Both are arrays. Neither is modified.
        h: how far an entry is moved to either side, a small positive number.

    Returns:
        Your relative_error of dW and all the central differences.
    """
    W = np.array(W, dtype=np.float64)  # in float32 the differences would be noise
    ### BEGIN SOLUTION
    slopes = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[place] = h
        slopes[place] = (f(W + step) - f(W - step)) / (2 * h)
    return relative_error(dW, slopes)
    ### END SOLUTION


# %% check gradient_check points=2
def _f(W):
    """A function of all entries, each with its own factor."""
    factors = np.arange(1.0, W.size + 1).reshape(W.shape)
    return np.sum(factors * W**3) + np.sum(W) ** 2


def _df(W):
    """Its gradient."""
    factors = np.arange(1.0, W.size + 1).reshape(W.shape)
    return 3 * factors * W**2 + 2 * np.sum(W)


def _differences(W, h):
    """What central differences give for it, without any rounding to speak of."""
    factors = np.arange(1.0, W.size + 1).reshape(W.shape)
    return _df(W) + factors * h**2


def _followed(dW, slopes):
    """What follows from your own relative error."""
    return np.max(relative_error(dW, slopes))


_W = np.array([[1.0, -2.0, 0.5], [0.25, 1.5, -1.0]])
for _dW, _h in [
    (_df(_W) + np.array([[0, 0, 0], [0, 0.5, 0]]), 1e-3),
    (_df(_W) * np.array([[1, 1, 0.5], [1, 1, 1]]), 1e-4),
    (_df(_W), 0.1),
    (-_df(_W), 1e-4),
]:
    _want = np.abs(_dW - _differences(_W, _h))
    _want = np.max(_want / (np.abs(_dW) + np.abs(_differences(_W, _h))))
    _own = own(
        "relative_error", _followed, _dW, _differences(_W, _h), rtol=1e-4, atol=1e-6
    )
    if _own is not None:
        _got = np.max(ask(gradient_check, _f, _dW, _W, _h))
        expect(f"gradient_check(f, dW, W, {_h})", _got, _want, 1e-4, follows=_own)
        continue
    promised(
        "gradient_check(f, dW, W, h)",
        gradient_check,
        (_f, _dW, _W, _h),
        _want,
        rtol=1e-4,
        dW="array kept",
        W="array kept",
    )
tick("gradient_check")
### BEGIN HIDDEN TESTS
_rng = draws(2307)
for _shape, _h in [((2, 3), 1e-3), ((3,), 1e-4), ((1, 2), 0.05), ((3, 2), 0.2)]:
    _W = _rng.uniform(0.3, 1.5, _shape) * _rng.choice([-1, 1], _shape)
    for _place in (0, -1):
        _dW = _df(_W)
        _dW.flat[_place] += _rng.uniform(0.1, 0.4)
        _near = _differences(_W, _h)
        _want = np.max(np.abs(_dW - _near) / (np.abs(_dW) + np.abs(_near)))
        _own = own("relative_error", _followed, _dW, _near, rtol=1e-4, atol=1e-6)
        if _own is not None:
            _got = np.max(ask(gradient_check, _f, _dW, _W, _h))
            expect(f"gradient_check(f, dW, W, {_h})", _got, _want, 1e-4, follows=_own)
            continue
        promised(
            "gradient_check(f, dW, W, h)",
            gradient_check,
            (_f, _dW, _W, _h),
            _want,
            rtol=1e-4,
            dW="array kept",
            W="array kept",
        )
### END HIDDEN TESTS

# %% [markdown]
# **Which $h$?** Below, your check judges your own gradient, for many $h$, with a small
# network of each kind. Before you run it: is a smaller $h$ always better?

# %%
# Run and look; then move the slider to other networks.
CLOSE = 1e-5  # above this line a gradient is suspect


def worst_entry(gradients, net, kind, h):
    """The relative error of all four parts of a gradient, by your check."""
    X, L, *params = net
    parts = gradients(X, L, *params, kind)
    errors = []
    for k in range(4):

        def moved(W, k=k):
            return net_error(X, L, *params[:k], W, *params[k + 1 :], kind)

        errors.append(gradient_check(moved, parts[k], params[k], h))
    return max(errors)


def small_net(number):
    """A network with 4 inputs, 5 hidden neurons, 3 scores, and 6 examples."""
    rng = np.random.default_rng(number)
    X, L = rng.normal(0, 1, (6, 4)), rng.integers(0, 3, 6)
    return X, L, *start(rng, 4, 5, 3, 0.5)


def plot_check(number, alt):
    net, steps = small_net(number), 10.0 ** np.arange(-1, -12.5, -0.5)
    figure, axis = plt.subplots(figsize=(9, 4))
    for kind, name, color, marker in [
        ("tanh", "tanh", BLUE, "o"),
        ("relu", "ReLU", ORANGE, "^"),
    ]:
        errors = [
            max(worst_entry(two_layer_gradients, net, kind, h), 1e-16) for h in steps
        ]
        axis.loglog(steps, errors, marker + "-", color=color, label=name)
    axis.axhline(CLOSE, color=GREY, linestyle=":", label="suspect above this")
    axis.set(xlabel="Step h", ylabel="Relative error", ylim=(1e-11, 10))
    axis.set_title(f"Your gradient of network {number}, judged by your check")
    axis.legend(loc="upper center", ncols=3)
    show(figure, alt)


needs(
    (linear_backward, np.ones((1, 1)), np.ones((1, 1)), np.ones((1, 1))),
    (relu_backward, np.ones(1), np.ones(1)),
    (tanh_backward, np.ones(1), np.ones(1)),
    (two_layer_gradients, *small_net(1), "relu"),
    (relative_error, np.ones(1), np.ones(1)),
    (gradient_check, np.sum, np.ones(1), np.ones(1), 1e-5),
)
plot_check(
    1,
    alt="Relative error against the step h, both axes logarithmic. The curve of tanh "
    "is a V: it falls with h, is lowest near h = 1e-5, and rises again. That of ReLU "
    "does the same, but for h of 0.01 and more it jumps up to 1.",
)
explore(
    lambda number: plot_check(
        number,
        alt="Relative error against the step h, for the network of the slider.",
    ),
    number=widgets.IntSlider(1, 1, 30, description="network"),
)

# %% [markdown]
# A V: on the right the central difference is too coarse, its error falls like $h^2$; on
# the left $f(W + h)$ and $f(W - h)$ share almost all their digits, and rounding grows
# like $1/h$. Between them, near $h = 10^{-5}$, a right gradient comes to $10^{-7}$ or
# less. (In float32, with half the digits, there is no such place.)
#
# ReLU's curve can jump: a score crosses the kink between $W - h$ and $W + h$, and the
# difference mixes two slopes. That is no mistake of yours; take a smaller $h$, or
# another example. Which networks of the slider jump, and from which $h$ on?
#
# ## 6. What a mistake costs
#
# Now your network reads digits: 1200 to learn from, 597 new ones, batches of 32. The
# cell trains it six times, once as it is, and five times with a mistake (the new one,
# `1/K`, divides by the ten classes as well). Your check judges each of the six.

# %%
# Run and look; it takes a few seconds.
from time import perf_counter


def with_mistake(name):
    """Your gradient with one mistake built in, made of your own functions."""

    def gradients(X, L, W1, b1, W2, b2, kind):
        A = relu(linear(X, W1, b1))
        factor = {"sum": len(X), "1/K": 1 / W2.shape[1]}.get(name, 1)
        dA, dW2, db2 = linear_backward(factor * dce_dr(linear(A, W2, b2), L), A, W2)
        dR1 = dA if name == "mask" else relu_backward(dA, A)
        _, dW1, db1 = linear_backward(dR1, X, W1)
        if name == "bias":
            db1, db2 = 0 * db1, 0 * db2
        if name == "frozen":
            dW1, db1 = 0 * dW1, 0 * db1
        return dW1, db1, dW2, db2

    return two_layer_gradients if name == "right" else gradients


def train(gradients, seed, epochs):
    """Descent with λ = 0.2; the weights at the end."""
    rng = np.random.default_rng(seed)
    params = start(rng, 64, 32, 10)
    for _ in range(epochs):
        for i in np.split(
            rng.permutation(TRAIN)[: TRAIN // BATCH * BATCH], TRAIN // BATCH
        ):
            parts = gradients(X_digits[i], L_digits[i], *params, "relu")
            params = [W - 0.2 * dW for W, dW in zip(params, parts, strict=True)]
    return params


def share_right(params):
    """The share of the new digits that a network reads rightly."""
    W1, b1, W2, b2 = params
    R = linear(relu(linear(X_digits[TRAIN:], W1, b1)), W2, b2)
    return np.mean(R.argmax(axis=1) == L_digits[TRAIN:])


def cosine(one, other):
    """The cosine of the angle between two gradients, all entries in a row."""
    one, other = (np.concatenate([np.ravel(part) for part in g]) for g in (one, other))
    return one @ other / np.linalg.norm(one) / np.linalg.norm(other)


needs(
    (two_layer_gradients, *small_net(1), "relu"),
    (gradient_check, np.sum, np.ones(1), np.ones(1), 1e-5),
)
names = ["right", "bias", "mask", "1/K", "frozen", "sum"]
X, L, first = (
    X_digits[:BATCH],
    L_digits[:BATCH],
    start(np.random.default_rng(1), 64, 32, 10),
)
begun = perf_counter()
right = two_layer_gradients(X, L, *first, "relu")
epochs = 30 if perf_counter() - begun < 0.02 else 1  # loops are slow, but not wrong

accuracies, errors = [], []
print(f"{'':>8}  right of 100   relative error   cosine with the right gradient")
for name in names:
    gradients = with_mistake(name)
    accuracies.append(share_right(train(gradients, 1, epochs)))
    errors.append(worst_entry(gradients, small_net(1), "relu", 1e-5))
    angle = cosine(gradients(X, L, *first, "relu"), right)
    print(
        f"{name:>8}  {100 * accuracies[-1]:12.1f}   {errors[-1]:14.1e}   {angle:30.2f}"
    )

figure, (left, axis) = plt.subplots(1, 2, sharey=True)
rows = np.arange(len(names))
colors = [GREEN] + 5 * [ORANGE]
left.barh(rows, 100 * np.array(accuracies), color=colors)
for row, name in enumerate(names):
    if my_guess.get(name) is not None:
        left.plot(np.clip(my_guess[name], 0, 100), row, "X", color=RED)
left.set_yticks(rows, names)
left.invert_yaxis()
left.set(xlim=(0, 100), xlabel="Of 100 new digits read rightly")
left.set_title("Accuracy: two leave no trace")
axis.barh(rows, errors, color=colors)
axis.axvline(CLOSE, color=GREY, linestyle=":")
axis.set(xscale="log", xlim=(1e-10, 3), xlabel="Relative error (dotted: suspect)")
axis.set_title("The check: all five are caught")
show(
    figure,
    alt="Left: of 100 new digits the right gradient, the one without biases and the "
    "one without a mask read about 97; 1/K about 94, frozen about 85, sum about 10. "
    "Right: the relative error of the right gradient is far below the line at 1e-5; "
    "for all five mistakes it is near 1.",
)

# %% [markdown]
# Two of five mistakes cannot be seen by the accuracy at all. How can a wrong gradient
# teach? For a small step, by any array $d$ of the shape of the weights,
#
# $$Error(W - \lambda d) \approx Error(W) - \lambda\, (\nabla Error \cdot d)$$
#
# where $\nabla Error \cdot d$ multiplies entry by entry and adds up: it has the sign of
# the cosine in the table.
#
# **Question ({points}, read by a person).** Your colleague has forgotten the mask.
# "The Error falls in every epoch, and it reads 97 of 100: so my gradient is right."
# Explain in three to five sentences. Why does her Error fall although the gradient is
# wrong? In which of the two layers is it wrong, and why not in the other? And why does
# `sum`, whose cosine is 1, learn nothing?

# %% manual colleague [markdown] points=2 called="A wrong gradient that teaches"
# To first order a step by $-\lambda d$ changes the Error by
# $-\lambda\, (\nabla Error \cdot d)$. Her $d$ is not the gradient, but its cosine with
# it is about 0.8, so the product is positive and the Error falls: half of all
# directions go down. Wrong is the first layer only: `dW2` and `db2` are made before the
# walk comes to the mask. So a falling Error proves nothing; her check says 1 where
# $10^{-5}$ is allowed.
#
# `sum` has the right direction and the wrong length: 32 times too long a step. There
# the approximation by the slope no longer holds, every step overshoots (seminar 1.6).
#
# *Grading: 1 point for the positive product (or cosine, or angle below 90°) as the
# reason, together with layer 1 as the wrong one; 1 point for the length of the step of
# `sum`, with overshooting.*

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# **A layer is a pair of functions: one goes forwards, one goes back.** Whoever has both
# can build a network of any depth, and never differentiates it as a whole.
#
# | forwards | backwards, from $G$ |
# |---|---|
# | $R = XW + b$ | to $X$: $dX = G W^{\mathsf T}$ |
# | | to $W$: $dW = X^{\mathsf T} G$ |
# | | to $b$: $db_j = \sum_s g_{sj}$ |
# | $A = \max(R, 0)$ | $G \odot [A > 0]$ |
# | $A = \tanh R$ | $G \odot (1 - A \odot A)$ |
# | mean cross-entropy | $(P - \text{onehot})/n$ |
#
# And a falling Error is no proof: a gradient is right when the check says so.
#
# **Next, `l2_4_fc_net`:** as many layers as you like, good starting weights, and a task
# where depth shows.
