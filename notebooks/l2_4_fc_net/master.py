# %% [markdown]
# # Seminar 2.4. A network from scratch
#
# Lesson 2, the last of four seminars. {time}, {points}.
#
# Seminar 2.1 gave the loss for many classes, seminar 2.3 the gradient of a layer. Here
# they become a network of any depth, written and trained by you.
#
# After this seminar you can
#
# 1. write the forward and the backward pass of a fully connected network, and train it
#    in batches;
# 2. say which tests a new network must pass before it is believed;
# 3. explain what hidden neurons are for, and why they must not start equal.
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
# ## 1. A guess, before anything else
#
# Images of 8 × 8 pixels show handwritten digits. A *linear* classifier, scores that are
# weighted sums of the pixels and no hidden layer, names the right digit in 97 of 100
# new images.
#
# Now an easier question, it seems, with two answers instead of ten: is the digit **odd
# or even**? How many of 100 new images does a linear classifier get right? And a
# network with 32 hidden neurons? Nobody grades your guesses.

# %%
# Your guesses, of 100 images, two numbers in place of None.
my_guess_linear = None
my_guess_hidden = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup digits
# Nothing to do here: run it. The data come with scikit-learn, nothing is downloaded.
# The functions were earned before: in seminars 2.1 (cross-entropy of scores, and its
# derivative) and 2.3 (ReLU). Then two small networks for the checks, and their helper.
PIXELS = (8, 8)

from itertools import pairwise

from matplotlib.colors import LinearSegmentedColormap
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA

digits = load_digits()
order_of_digits = np.random.default_rng(8).permutation(len(digits.target))
X_train, X_test = np.split(digits.data[order_of_digits] / 16, [1200])
L_train, L_test = np.split(digits.target[order_of_digits], [1200])
odd_train, odd_test = L_train % 2, L_test % 2
for array in (X_train, X_test, L_train, L_test, odd_train, odd_test):
    array.setflags(write=False)  # nobody changes the data by accident


def relu(R):
    """max(R, 0), entry by entry."""
    return np.maximum(R, 0)


def cross_entropy(R, L):
    """The mean over the examples of −log P(L), from the scores R, shape (n, K)."""
    top = R.max(axis=1, keepdims=True)
    logs = R - top - np.log(np.exp(R - top).sum(axis=1, keepdims=True))
    return -np.mean(logs[np.arange(len(L)), L])


def dError_dR(R, L):
    """The derivative of `cross_entropy(R, L)` by the scores, (P − one-hot)/n."""
    P = np.exp(R - R.max(axis=1, keepdims=True))
    P = P / P.sum(axis=1, keepdims=True)
    P[np.arange(len(L)), L] -= 1
    return P / len(L)


def shuffled(n, epochs, rng):
    """An order of the n examples for each epoch, shape (epochs, n)."""
    return np.array([rng.permutation(n) for _ in range(epochs)]).reshape(epochs, n)


# Five examples of three inputs, two hidden neurons, four classes.
X_small = np.array([[1, 0, 2], [0, 1, -1], [2, -1, 0], [-1, 1, 1], [1, 1, 1]]) / 1.0
L_small = np.array([2, 0, 3, 2, 1])
net_small = [
    (np.array([[1, -1], [0.5, 1], [-0.5, 1]]), np.array([0.5, -0.5])),
    (
        np.array([[0.5, -1, 1, 0], [1, 0.5, -0.5, -1]]),
        np.array([0.1, 0.2, -0.3, 0.4]),
    ),
]
A_small = [
    X_small,
    np.array([[0.5, 0.5], [1.5, 0], [2, 0], [0, 2.5], [1.5, 0.5]]),
    np.array(
        [
            [0.85, -0.05, -0.05, -0.1],
            [0.85, -1.3, 1.2, 0.4],
            [1.1, -1.8, 1.7, 0.4],
            [2.6, 1.45, -1.55, -2.1],
            [1.35, -1.05, 0.95, -0.1],
        ]
    ),
]

# One example, and three layers with one input each.
net_deep = [
    (np.array([[2.0]]), np.array([1.0])),
    (np.array([[-1.0]]), np.array([4.0])),
    (np.array([[1.0, -1.0]]), np.array([0.0, 0.0])),
]
A_deep = [np.array(one) for one in ([[1.0]], [[3.0]], [[1.0]], [[1.0, -1.0]])]


def expect_layers(what, got, want, follows=None):
    """Compare a network or its gradient, pair by pair, with what it should be.

    Args:
        what: the call that was made, for the message.
        got, want: the value it gave and the value it should give.
        follows: a function of the layer and of 0 (W) or 1 (b), which gives what `own`
            gives for that array.
    """
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if not isinstance(got, list | tuple) or len(got) != len(want):
        fail(f"{what} must be a list of {len(want)} pairs, one for each layer.")
    for pair in got:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            fail(f"{what} must hold pairs: for each layer one of W and one of b.")
    for k, (pair, right) in enumerate(zip(got, want, strict=True)):
        for j in range(2):
            rule, one, want = follows and follows(k, j), pair[j], np.asarray(right[j])
            if rule and rule[1].shape != want.shape and agree(one, rule[1]):
                one = want + 1  # a wrong shape may follow, too
                rule = (rule[0], one, {})
            name = f"{what}, layer {k + 1}, {'Wb'[j]}"
            expect(name, one, want, 1e-8, 1e-11, follows=rule)


# %% [markdown]
# ## 2. Forward
#
# A network is a chain of layers. Layer $k$ turns the activations $A_{k-1}$ of the layer
# before it into scores, and these into its own activations:
#
# $$R_k = A_{k-1} W_k + b_k, \qquad A_k = F(R_k), \qquad A_0 = X$$
#
# One row is one example, all the way through. $W_k$ has a row for each of the layer's
# inputs and a column for each of its neurons. Here the biases $b_k$ stand apart; in
# lesson 1 the bias was `w[0]`. $F$ is ReLU, but **not in the last layer**: its scores
# go to the softmax as they are, for $A_D = R_D$, where $D$ is the number of layers.
#
# In code the net is a list `params` of pairs `(W, b)`, from the first layer to the
# last. The forward pass keeps *all* activations: the way back will need them.
#
# **Exercise `forward` ({points}).** All activations, from the inputs to the scores.
#
# <details><summary>Hint</summary>
#
# Begin with the list `[X]` and append to it. `A[-1]` is what the next layer gets. Which
# layer is the last one: `k == len(params) - 1`.
#
# </details>


# %% solution forward called="The forward pass"
def forward(params, X):
    """The activations of all layers.

    Args:
        params: the net, a pair (W, b) for each layer, one layer or more: W of shape
            (N, M), b of shape (M,).
        X: the examples, shape (n, N). Net and examples stay as they are.

    Returns:
        A list, one entry more than layers: X, the activations of each hidden layer
        (ReLU), and last the scores, shape (n, K), without ReLU.

    Example:
        forward([([[2.0]], [-1.0])], X) for the one example X = [[0.0]] is
        [[[0]], [[-1]]].
    """
    ### BEGIN SOLUTION
    A = [X]
    for k, (W, b) in enumerate(params):
        R = A[-1] @ W + b
        A.append(R if k == len(params) - 1 else relu(R))
    return A
    ### END SOLUTION


# %% check forward points=3
_got = ask(forward, net_small, X_small)
if not isinstance(_got, list | tuple) or len(_got) != 3:
    fail(
        "For two layers forward(params, X) must be a list of three arrays: the inputs, "
        "the activations of the hidden layer, the scores."
    )
promised(
    "forward(params, X)", forward, (net_small, X_small), tuple(A_small), atol=1e-12
)
expect_kept("forward(params, X)")
promised("forward(params, X)", forward, (net_deep, A_deep[0]), tuple(A_deep))
_one = np.array([[-5.0]])
_scores = (_one, np.array([[-9.0]]))
promised("forward(params, X)", forward, (net_deep[:1], _one), _scores)
tick("forward")
### BEGIN HIDDEN TESTS
_rng = draws(2401)


def _net(*sizes):
    """A random net whose biases are not zero."""
    return [
        (_rng.normal(0, 1, (N, M)), _rng.normal(0, 0.7, M)) for N, M in pairwise(sizes)
    ]


def _formula(params, X):
    """All activations."""
    A = [X]
    for W, b in params[:-1]:
        A.append(np.maximum(np.einsum("ni,im->nm", A[-1], W) + b, 0))
    W, b = params[-1]
    return (*A, np.einsum("ni,im->nm", A[-1], W) + b)


for _sizes, _n in [
    ((4, 3), 6),
    ((3, 5, 2), 4),
    ((3, 3, 3), 3),
    ((2, 4, 5, 3), 7),
    ((5, 2, 3, 4, 6), 1),
]:
    promised(
        "forward(params, X)",
        forward,
        lambda n, N, sizes=_sizes: (_net(*sizes), _rng.normal(0, 1, (n, N))),
        _formula,
        rtol=1e-8,
        atol=1e-11,
        over=[(_n, _sizes[0])],
    )
    expect_kept("forward(params, X)")
### END HIDDEN TESTS

# %% [markdown]
# ## 3. A start
#
# Before it learns, the net needs numbers. Draw each weight from a normal distribution
# with mean 0 and standard deviation $\sqrt{2/N}$, where $N$ is the number of inputs of
# *this layer*; begin with all biases at zero. This is *He's initialisation*. With it
# the activations keep their size from layer to layer; seminar 3.3 derives the 2. Why
# the weights must be random at all, you will see in section 7.
#
# **Exercise `init` ({points}).** A net of given sizes: `(64, 32, 10)` has 64 inputs, 32
# hidden neurons and 10 classes.
#
# <details><summary>Hint</summary>
#
# `pairwise(sizes)` gives the pairs $(N, M)$. `rng.normal(size=(N, M))` has the
# standard deviation 1.
#
# </details>


# %% solution init called="A random start"
def init(sizes, rng):
    """A net to begin with.

    Args:
        sizes: the number of inputs, of neurons in each hidden layer, of classes.
        rng: a NumPy generator of random numbers; all draws come from it.

    Returns:
        A list of pairs (W, b), one for each layer: W of shape (N, M), its entries drawn
        one by one from a normal distribution with mean 0 and standard deviation
        √(2/N); b of shape (M,), zeros.

    Example:
        init((64, 32, 10), rng) holds two pairs, the first W has the shape (64, 32).
    """
    ### BEGIN SOLUTION
    return [
        (rng.normal(size=(N, M)) * np.sqrt(2 / N), np.zeros(M))
        for N, M in pairwise(sizes)
    ]
    ### END SOLUTION


# %% check init points=2
def _look(sizes, key):
    """Look at one net."""
    what = f"init({sizes}, rng)"
    net = ask(init, sizes, draws(key))
    if net is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if not isinstance(net, list | tuple) or len(net) != len(sizes) - 1:
        fail(f"{what} must be a list of {len(sizes) - 1} pairs, one for each layer.")
    for k, pair in enumerate(net):
        shape = sizes[k : k + 2]
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            fail(f"{what} must hold a pair (W, b) for each layer.")
        W, b = np.asarray(pair[0]), np.asarray(pair[1])
        if W.shape != shape:
            fail(f"{what}: W of layer {k + 1} has the shape {W.shape}, not {shape}.")
        if b.shape != shape[1:]:
            fail(
                f"{what}: b of layer {k + 1} has the shape {b.shape}, not {shape[1:]}."
            )
        if np.any(b != 0):
            fail(f"{what}: the biases of layer {k + 1} are not zero.")
        if not W.std():
            fail(f"{what}: all weights of layer {k + 1} are {W.flat[0]:.3g}.")
        if len(np.unique(W)) < W.size:
            fail(f"{what}: in layer {k + 1} some weights are equal: draw each one.")
        wanted = np.sqrt(2 / shape[0])
        if abs(W.mean()) > 6 * wanted / np.sqrt(W.size):
            fail(f"{what}: the mean weight of layer {k + 1} is {W.mean():.3g}, not 0.")
        if abs(W.std() / wanted - 1) > 6 / np.sqrt(2 * W.size):
            fail(
                f"{what}: the weights of layer {k + 1} have the standard deviation "
                f"{W.std():.3g}, expected about √(2/{shape[0]}) = {wanted:.3g}."
            )
        if W.size > 1000 and np.abs(W).max() < 2.5 * wanted:
            fail(
                f"{what}: no weight of layer {k + 1} is larger than "
                f"{np.abs(W).max() / wanted:.2g} standard deviations. Some would be, "
                "from a normal distribution."
            )
    return [pair[0] for pair in net]


def _compare(sizes, key):
    """Draw three times, twice from the same generator."""
    one, again, other = (_look(sizes, one) for one in (key, key, key + 1))
    if not all(map(np.array_equal, one, again)):
        fail("The same `rng` must give the same net: draw from `rng` alone.")
    if any(map(np.array_equal, one, other)):
        fail("Another `rng` must give another net: draw from `rng`.")
    for k in range(len(one) - 1):
        if np.array_equal(np.sort(one[k], None), np.sort(one[k + 1], None)):
            fail("Two layers have the same weights: draw each layer anew.")


_compare((120, 170, 90), 2411)
_compare((90, 90, 90, 40), 2413)
tick("init")
### BEGIN HIDDEN TESTS
_compare((200, 100, 10), 24021)
_compare((50, 400, 50), 24023)
_compare((128, 3), 24025)
_compare((30, 40, 50, 60), 24027)
### END HIDDEN TESTS

# %% [markdown]
# ## 4. Backward
#
# Call $G_k$ the derivative of the Error, the mean loss, with respect to the scores
# $R_k$. Seminar 2.1 has the last one; seminar 2.3 takes it back through one layer:
#
# $$G_D = (P - \text{one-hot})/n, \qquad
# G_{k-1} = \bigl(G_k W_k^{\mathsf T}\bigr) \odot [A_{k-1} > 0]$$
#
# $W_k^{\mathsf T}$ hands the blame of each score to the activations that it was made
# of, and the mask, 1 or 0 in each entry, is the slope of ReLU; $\odot$ multiplies
# entry by entry. From the last layer to the first, that is all of backpropagation.
#
# **Step 1, `score_gradients` ({points}).** All $G_k$, by the recursion. The first one
# is given: `dError_dR(R, L)`, which already holds the $1/n$.
#
# <details><summary>Hint</summary>
#
# Work from behind: with $G$ of layer `k` in hand, `(G @ W.T) * (A[k] > 0)` belongs to
# layer `k - 1`, where `W = params[k][0]`. In Python's count `A[k]` are the *inputs* of
# `params[k]`. Turn the list round at the end.
#
# </details>


# %% solution score_gradients called="Back through the layers"
def score_gradients(params, A, L):
    """The derivatives of the Error by the scores of all layers.

    Args:
        params: the net, a pair (W, b) for each layer.
        A: what forward(params, X) gives: one entry more than layers.
        L: the labels, integers from 0 to K − 1, one for each example.
            Net, activations and labels stay as they are.

    Returns:
        A list, from the first layer to the last: entry k belongs to the scores of
        params[k], and has the shape of A[k + 1].

    Example:
        For a net of one layer it is [dError_dR(A[1], L)].
    """
    ### BEGIN SOLUTION
    G = dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        G = (G @ params[k][0].T) * (A[k] > 0)
        found.append(G)
    return found[::-1]
    ### END SOLUTION


# %% check score_gradients points=3
_got = ask(score_gradients, net_small, A_small, L_small)
if not isinstance(_got, list | tuple) or len(_got) != 2:
    fail(
        "For two layers score_gradients(params, A, L) must be a list of two arrays, "
        "one for the scores of each layer."
    )
_want = (
    np.array(
        [
            [-0.1545429821576, 0.1557538484777],
            [0.01361369172199, 0],
            [0.1343970844381, 0],
            [0, 0.2701593602151],
            [0.3081977960858, -0.05233246238436],
        ]
    ),
    np.array(
        [
            [0.09091403568482, 0.03696288855402, -0.163037111446, 0.03516018720713],
            [-0.1369717416123, 0.007341793594224, 0.08944135612236, 0.0401885918957],
            [0.05928161371048, 0.003261865276491, 0.1080181428594, -0.1705616218463],
            [0.1490872361734, 0.04720650081761, -0.1976497267164, 0.001355989725323],
            [0.1002200688687, -0.1909082404737, 0.06717952117774, 0.0235086504273],
        ]
    ),
)
promised(
    "score_gradients(params, A, L)",
    score_gradients,
    (net_small, A_small, L_small),
    _want,
    1e-8,
    1e-11,
)
expect_kept("score_gradients(params, A, L)")
_p = 0.8807970779778823  # the softmax of 1 against −1
promised(
    "score_gradients(params, A, L)",
    score_gradients,
    (net_deep, A_deep, np.array([1])),
    ([[-2 * _p]], [[2 * _p]], [[_p, -_p]]),
    1e-8,
)
tick("score_gradients")
### BEGIN HIDDEN TESTS
_rng = draws(2403)


def _case(sizes, n):
    """A random net, its activations and labels."""
    A = [_rng.normal(0, 1, (n, sizes[0]))]
    net = []
    for k, (N, M) in enumerate(pairwise(sizes)):
        W, b = _rng.normal(0, 0.8, (N, M)), _rng.normal(0, 0.5, M)
        R = A[-1] @ W + b
        A.append(R if k == len(sizes) - 2 else np.maximum(R, 0))
        net.append((W, b))
    return net, A, _rng.integers(0, sizes[-1], n)


def _formula(params, A, L):
    """The recursion."""
    G = [dError_dR(A[-1], L)]
    for (W, _), below in zip(params[:0:-1], A[-2:0:-1], strict=True):
        G.insert(0, np.where(below > 0, np.einsum("nm,im->ni", G[0], W), 0))
    return tuple(G)


for _sizes, _n in [
    ((4, 3), 6),
    ((3, 5, 2), 4),
    ((3, 3, 3), 3),
    ((2, 4, 5, 3), 7),
    ((5, 2, 3, 4, 6), 1),
]:
    _args = _case(_sizes, _n)
    promised(
        "score_gradients(params, A, L)", score_gradients, _args, _formula, 1e-8, 1e-11
    )
    expect_kept("score_gradients(params, A, L)")
### END HIDDEN TESTS

# %% [markdown]
# One link is left, from a layer's scores to its own weights. Each example pulls at
# $w_{ij}$ with (what came in at $i$) × (the pull at score $j$); all of them together
# make
#
# $$\frac{dError}{dW_k} = A_{k-1}^{\mathsf T} G_k, \qquad
# \frac{dError}{db_k} = \mathbf 1^{\mathsf T} G_k$$
#
# $\mathbf 1^{\mathsf T}$, a row of ones, adds up every column. Sums, no means: the
# $1/n$ is in $G$ already.
#
# **Step 2, `backward` ({points}).** The gradient of the whole net. A step that follows
# correctly from your own step 1 counts, even if that one was wrong.
#
# <details><summary>Hint</summary>
#
# For layer `k`: `A[k].T @ G[k]`, and `G[k].sum(axis=0)`.
#
# </details>


# %% solution backward called="The backward pass"
def backward(params, A, L):
    """The gradient of the Error by all weights and biases.

    Args:
        params, A, L: as for the function `score_gradients`. They stay as they are.

    Returns:
        A list of pairs (dW, db), one for each layer, in the order of params: dW has the
        shape of W, db that of b.

    Example:
        For one layer, one example and two classes, A = [[[3.0]], [[0.0, 0.0]]] and
        L = [1] it is [([[1.5, -1.5]], [0.5, -0.5])].
    """
    ### BEGIN SOLUTION
    G = score_gradients(params, A, L)
    return [(A[k].T @ G[k], G[k].sum(axis=0)) for k in range(len(params))]
    ### END SOLUTION


# %% check backward points=3
def _chain(params, A, L):
    """What follows from your own step 1."""
    G = score_gradients(params, A, L)
    return [(A[k].T @ G[k], G[k].sum(axis=0)) for k in range(len(params))]


def _follows(*args):
    """For each array what follows from your own step 1."""
    return lambda k, j: own("score_gradients", lambda: _chain(*copied(args))[k][j])


_args = (net_small, A_small, L_small)
_want = [
    (
        [
            [0.4224489828044, -0.1667379741218],
            [0.1874144033697, 0.2178268978308],
            [-0.01450185995139, 0.5293345947862],
        ],
        [0.3016655900883, 0.3735807463085],
    ),
    (
        [
            [0.108892736148, -0.2503444954892, 0.3694490459459, -0.2279972866046],
            [0.4682851427104, 0.04104357608419, -0.5420531119251, 0.03272439313053],
        ],
        [0.2625312128251, -0.09613519223136, -0.096047818002902, -0.07034820259088],
    ),
]
_got = ask(backward, *_args)
if not is_wrong("score_gradients"):
    expect_kept("backward(params, A, L)")
expect_layers("backward(params, A, L)", _got, _want, _follows(*_args))
_args = (net_deep, A_deep, np.array([1]))
_p = 0.8807970779778823  # the softmax of 1 against −1
_want = [
    ([[-2 * _p]], [-2 * _p]),
    ([[6 * _p]], [2 * _p]),
    ([[_p, -_p]], [_p, -_p]),
]
_got = ask(backward, *_args)
expect_layers("backward of three layers", _got, _want, _follows(*_args))
tick("backward")
### BEGIN HIDDEN TESTS
_rng = draws(2404)


def _case(sizes, n):
    """A random net, its activations and labels."""
    A = [_rng.normal(0, 1, (n, sizes[0]))]
    net = []
    for k, (N, M) in enumerate(pairwise(sizes)):
        W, b = _rng.normal(0, 0.8, (N, M)), _rng.normal(0, 0.5, M)
        R = A[-1] @ W + b
        A.append(R if k == len(sizes) - 2 else np.maximum(R, 0))
        net.append((W, b))
    return net, A, _rng.integers(0, sizes[-1], n)


def _gradient(params, A, L):
    """Both formulas of the text."""
    G, found = dError_dR(A[-1], L), []
    for k in range(len(params) - 1, -1, -1):
        found.insert(0, (np.einsum("ni,nm->im", A[k], G), np.ones(len(G)) @ G))
        G = np.where(A[k] > 0, G @ params[k][0].T, 0)
    return found


def _error(params, X, L):
    """The mean cross-entropy of a net."""
    for W, b in params[:-1]:
        X = np.maximum(X @ W + b, 0)
    return cross_entropy(X @ params[-1][0] + params[-1][1], L)


for _sizes, _n in [
    ((4, 3), 6),
    ((3, 5, 2), 4),
    ((3, 3, 3), 3),
    ((2, 4, 5, 3), 7),
    ((5, 2, 3, 4, 6), 1),
]:
    _args = _case(_sizes, _n)
    _got = ask(backward, *_args)
    if not is_wrong("score_gradients"):
        expect_kept("backward(params, A, L)")
    expect_layers("backward(params, A, L)", _got, _gradient(*_args), _follows(*_args))
    if not is_wrong("score_gradients"):
        _net, _A, _L = _args
        for _k, (_W, _b) in enumerate(_net):
            _place = tuple(int(_rng.integers(size)) for size in _W.shape)
            _two = []
            for _h in (1e-5, -1e-5):
                _W[_place] += _h
                _two.append(_error(_net, _A[0], _L))
                _W[_place] -= _h
            expect(
                "backward(params, A, L) and central differences",
                _got[_k][0][_place],
                (_two[0] - _two[1]) / 2e-5,
                1e-4,
                1e-6,
            )
### END HIDDEN TESTS

# %% [markdown]
# ## 5. Training, and three tests
#
# For a step the whole sample is not needed: a few examples, a **batch**, already say
# roughly where to go, so that one pass over the sample, an *epoch*, makes many steps.
# Cut the examples into batches and take one step for each:
#
# $$W \leftarrow W - \lambda\, \frac{dError}{dW}, \qquad
# b \leftarrow b - \lambda\, \frac{dError}{db}$$
#
# The sample may be sorted by label, and a batch that holds a single class pulls all
# answers towards it. So every epoch goes through the examples in an order of its own;
# the row `orders[e]` says which. With five examples, the order 4, 2, 0, 1, 3 and size 2
# the batches are the examples 4 and 2, then 0 and 1, then 3 alone.
#
# **Exercise `fit` ({points}).** Train a net.
#
# <details><summary>Hint</summary>
#
# Three loops, one inside the other: over the orders; over
# `range(0, len(order), size)`, where a batch begins; over the layers. A batch is
# `order[start:start + size]`; use it for `X` and for `L`. Make a *new* list of new
# pairs `(W - lam * dW, b - lam * db)`: `W -= …` would change the array that you got.
#
# </details>


# %% solution fit called="Training in batches"
def fit(params, X, L, lam, orders, size):
    """Train a net by gradient descent in batches.

    Args:
        params: the net to begin with, a pair (W, b) for each layer.
        X, L: the sample, one example a row, and its labels.
        lam: the learning rate λ.
        orders: for each epoch a row, an order of the numbers 0 to n − 1.
        size: how many examples are in a batch, consecutive ones of the order; the last
            batch of an epoch has what is left. Nothing that is passed in is changed.

    Returns:
        The trained net, a list like params, and the losses: the mean cross-entropy over
        the whole sample before the first epoch and after every epoch, one number more
        than epochs.

    Example:
        Without any epoch, orders = [], the net is that of the beginning.
    """
    ### BEGIN SOLUTION
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses
    ### END SOLUTION


# %% check fit points=5 needs="forward score_gradients backward"
for _name in ("forward", "score_gradients", "backward"):
    if is_wrong(_name):
        fail(f"`fit` trains by your `{_name}`, which is not right yet: mend it first.")


def _try(what, args, net, losses):
    """Train once, and compare."""
    got = ask(fit, *args)
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if not isinstance(got, list | tuple) or len(got) != 2:
        fail(f"{what} must return two things: the net and the losses.")
    if numbers(got[1]) is None:
        fail(f"{what} must return the net first, then the losses: a list of numbers.")
    epochs, count = len(args[4]), np.size(got[1])
    if count == epochs and epochs:
        fail(f"{what}: {epochs} epochs make {epochs + 1} losses, not {count}.")
    if count != epochs + 1:
        fail(f"{what}: expected {epochs + 1} losses, got {count}.")
    expect(f"{what}, the losses", got[1], losses, 1e-8)
    expect_layers(f"{what}, the net", got[0], net)
    expect_kept(what)


_orders = np.array([[4, 2, 0, 1, 3], [1, 0, 3, 2, 4]])
_net = [
    (
        [
            [0.18664300288094, -0.74493121153589],
            [0.10309476540271, 0.6917354014972],
            [-1.0506832555519, 0.42834639426674],
        ],
        [-0.16855543623287, -0.93995910211803],
    ),
    (
        [
            [0.52442674598962, -0.75573355703702, 0.56250783424562, 0.16879897680178],
            [0.43886117163142, 0.26525488491668, 0.3437686452016, -1.0478847017497],
        ],
        [-0.22126171113394, 0.30837846301863, -0.00493576256618973, 0.31781901068149],
    ),
]
_losses = [2.4587779984775, 1.4295910815714, 1.3086931567232]
_args = (net_small, X_small, L_small, 0.3, _orders, 2)
_try("fit(net_small, X_small, L_small, 0.3, orders, 2)", _args, _net, _losses)
_args = (net_small, X_small, L_small, 0.3, _orders[:0], 2)
_try("fit without any epoch", _args, net_small, _losses[:1])
tick("fit")
### BEGIN HIDDEN TESTS
_rng = draws(2405)


def _pass(params, X, L):
    """The activations and the gradient of a net."""
    A = [X]
    for W, b in params:
        A.append(A[-1] @ W + b)
        if len(A) <= len(params):
            A[-1] = np.maximum(A[-1], 0)
    G, found = dError_dR(A[-1], L), []
    for k in range(len(params) - 1, -1, -1):
        found.insert(0, (A[k].T @ G, G.sum(axis=0)))
        G = np.where(A[k] > 0, G @ params[k][0].T, 0)
    return A, found


def _train(params, X, L, lam, orders, size):
    """The three loops."""
    losses = [cross_entropy(_pass(params, X, L)[0][-1], L)]
    for order in orders:
        rest = list(order)
        while rest:
            batch, rest = rest[:size], rest[size:]
            _, grads = _pass(params, X[batch], L[batch])
            params = [
                (W - lam * dW, b - lam * db)
                for (W, b), (dW, db) in zip(params, grads, strict=True)
            ]
        losses.append(cross_entropy(_pass(params, X, L)[0][-1], L))
    return params, losses


for _sizes, _n, _size, _epochs, _lam in [
    ((4, 3), 7, 3, 2, 0.2),
    ((3, 5, 2), 6, 2, 3, 0.1),
    ((2, 4, 5, 3), 10, 4, 2, 0.07),
    ((3, 4, 3), 5, 8, 2, 0.3),
    ((3, 4, 2), 3, 1, 0, 0.3),
    ((2, 3, 2), 6, 1, 1, 0.05),
]:
    _start = [
        (_rng.normal(0, 0.8, (N, M)), _rng.normal(0, 0.5, M))
        for N, M in pairwise(_sizes)
    ]
    _args = (
        _start,
        _rng.normal(0, 1, (_n, _sizes[0])),
        _rng.integers(0, _sizes[-1], _n),
        _lam,
        shuffled(_n, _epochs, _rng),
        _size,
    )
    _try("fit(params, X, L, lam, orders, size)", _args, *_train(*_args))
### END HIDDEN TESTS

# %% [markdown]
# It runs. Is it right? Three tests that every new network has to pass:
#
# - **The first loss.** A net that knows nothing gives each of 10 classes about
#   one tenth: a loss near $\log 10 = 2.30$, or a little above.
# - **Learning by heart.** Twenty images are few. A net with 2410 numbers can know them
#   all: the loss must go to nearly nothing.
# - **The gradient check** of seminar 2.3: your gradient against central differences.
#
# **Exercise `tiny` ({points}).** Make the net learn twenty images by heart: a loss
# below 0.01, in at most 200 steps. Find a $\lambda$ that does it; 0.02 is too small.
#
# <details><summary>Hint</summary>
#
# All twenty are one batch, so an epoch is one step. Print `losses_tiny[-1]`. Multiply
# $\lambda$ by 2 or 3 rather than adding to it; at some point it is too large.
#
# </details>

# %% solution tiny called="Twenty images by heart"
# lam_tiny and steps_tiny: the learning rate and the number of steps.
### BEGIN SOLUTION
lam_tiny, steps_tiny = 0.5, 200
### END SOLUTION
begin_tiny = init((64, 32, 10), np.random.default_rng(1))
orders_tiny = shuffled(20, steps_tiny, np.random.default_rng(2))
params_tiny, losses_tiny = fit(
    begin_tiny, X_train[:20], L_train[:20], lam_tiny, orders_tiny, 20
)


# %% check tiny points=2 needs="forward init score_gradients backward fit"
for _name in ("forward", "init", "score_gradients", "backward", "fit"):
    if is_wrong(_name):
        fail(f"You train by your `{_name}`, which is not right yet: mend that first.")
_losses = attempt(lambda: np.asarray(losses_tiny, dtype=float))
if _losses is None or _losses.ndim != 1 or _losses.size < 1:
    fail(
        "losses_tiny is to be what `fit` gives: one loss for each step, and the first."
    )
if attempt(lambda: lam_tiny < 0):
    fail("λ is negative: every step climbs.")
if len(_losses) > 201:
    fail(f"{len(_losses) - 1} steps are more than 200.")
if not np.isfinite(_losses).all() or (_losses[-1] > 1.5 and lam_tiny > 1):
    fail(
        f"λ = {lam_tiny} is too large: the loss jumps, and ends at {_losses[-1]:.3g}. "
        "Begin again with a smaller one."
    )
if _losses[-1] >= 0.01:
    fail(
        f"With λ = {lam_tiny} the loss is {_losses[-1]:.3g} after {len(_losses) - 1} "
        "steps, and still falling: take longer steps, or more of them (up to 200)."
    )
_X, *_others = X_train[:20], *params_tiny[:-1]
for _W, _b in _others:
    _X = np.maximum(_X @ np.asarray(_W) + np.asarray(_b), 0)
_loss = cross_entropy(_X @ params_tiny[-1][0] + params_tiny[-1][1], L_train[:20])
if not _loss < 0.01:
    fail(
        "params_tiny is to be the net that `fit` returns: it does not know the images."
    )
print(f"First loss {_losses[0]:.2f} (log 10 = 2.30), last loss {_losses[-1]:.4f}.")
tick("tiny")

# %% [markdown]
# Which test finds a wrong gradient? The next cell spoils yours in three ways: the
# mask of ReLU is forgotten; the first layer is never trained; the biases get means
# in place of sums. Each takes the same 200 steps on the twenty images. Before you run
# it: which of them will its loss give away?


# %%
# Run it, and compare with your prediction.
def no_mask(params, A, L):
    G = [dError_dR(A[-1], L)]
    for W, _ in params[:0:-1]:
        G.insert(0, G[0] @ W.T)
    return [(A[k].T @ G[k], G[k].sum(axis=0)) for k in range(len(params))]


def first_layer_frozen(params, A, L):
    (dW, db), *others = backward(params, A, L)
    return [(0 * dW, 0 * db), *others]


def means_for_biases(params, A, L):
    return [(dW, db / len(L)) for dW, db in backward(params, A, L)]


def loss_of(params, X, L):
    return cross_entropy(forward(params, X)[-1], L)


def worst_error(gradient, params, X, L, h=1e-5):
    """The largest relative error of a gradient, over all arrays of the net."""
    found, worst = gradient(params, forward(params, X), L), 0.0
    for pair, grads in zip(params, found, strict=True):
        for array, grad in zip(pair, grads, strict=True):
            numerical = np.zeros_like(array)
            for place in np.ndindex(array.shape):
                value = array[place]
                array[place] = value + h
                above = loss_of(params, X, L)
                array[place] = value - h
                numerical[place] = (above - loss_of(params, X, L)) / (2 * h)
                array[place] = value
            lengths = np.linalg.norm(grad) + np.linalg.norm(numerical)
            worst = max(worst, np.linalg.norm(grad - numerical) / lengths)
    return worst


needs(
    (forward, net_small, X_small),
    (backward, net_small, A_small, L_small),
    (init, (2, 2), np.random.default_rng(0)),
)
X_20, L_20 = X_train[:20], L_train[:20]
print(f"{'':<22}  first loss  last loss  relative error")
for name, gradient in [
    ("your gradient", backward),
    ("ReLU's mask missing", no_mask),
    ("first layer frozen", first_layer_frozen),
    ("means for the biases", means_for_biases),
]:
    params = init((64, 32, 10), np.random.default_rng(1))
    first = loss_of(params, X_20, L_20)
    for _ in range(200):
        grads = gradient(params, forward(params, X_20), L_20)
        params = [
            (W - 0.5 * dW, b - 0.5 * db)
            for (W, b), (dW, db) in zip(params, grads, strict=True)
        ]
    off = worst_error(gradient, copied(net_small), X_small, L_small)
    print(f"{name:<22}  {first:10.2f}  {loss_of(params, X_20, L_20):9.4f}  {off:14.0e}")

# %% [markdown]
# Two of the three learn the images by heart, and the third, seen alone, would alarm
# nobody either. **A falling loss proves nothing about the gradient**; it only says that
# the steps go downhill somehow. The gradient check convicts all three.
#
# ## 6. What hidden neurons are for
#
# Now the question of the beginning: odd or even, on 1200 images for training and 597
# new ones. Your `fit` trains a linear classifier (no hidden layer) and nets with 2 to
# 32 hidden neurons, each from five starts, and for comparison the linear classifier of
# all ten digits.


# %%
# Run and look (some seconds). Left, the loss on the training images; right, the share
# of new images that are judged right: each start a dot, the median a line.
def train(sizes, L, seed, X=X_train, begin=init, lam=0.2, epochs=20):
    """Train a net of these sizes with your own functions."""
    rng = np.random.default_rng(seed)
    return fit(begin(sizes, rng), X, L, lam, shuffled(len(L), epochs, rng), 32)


def accuracy(params, X, L):
    """The share of examples whose label has the largest score."""
    return np.mean(forward(params, X)[-1].argmax(axis=1) == L)


needs(
    (init, (2, 2), np.random.default_rng(0)),
    (fit, net_small, X_small, L_small, 0.1, [[0, 1, 2, 3, 4]], 2),
)
widths = [0, 2, 4, 8, 16, 32]
shares, curves = {}, {}
for width in widths:
    sizes = (64, width, 2) if width else (64, 2)
    runs = [train(sizes, odd_train, seed) for seed in range(5)]
    shares[width] = [accuracy(net, X_test, odd_test) for net, _ in runs]
    curves[width] = np.median([losses for _, losses in runs], axis=0)
    if width == 32:
        net_of_32 = runs[0][0]
ten_digits = accuracy(train((64, 10), L_train, 0, lam=0.5)[0], X_test, L_test)

figure, (left, right) = plt.subplots(1, 2)
left.plot(curves[0], "o-", color=GREY, label="Linear, no hidden layer", markersize=5)
left.plot(curves[32], "s-", color=GREEN, label="32 hidden neurons", markersize=5)
left.set(xlabel="Epoch", ylabel="Loss, training images", title="Odd or even: the loss")
left.set_ylim(0)
left.legend()
for place, width in enumerate(widths):
    right.plot([place] * 5, shares[width], "o", color=PURPLE, alpha=0.5, markersize=6)
medians = [np.median(shares[width]) for width in widths]
right.plot(medians, "-", color=PURPLE, label="Odd or even")
right.axhline(ten_digits, color=GREY, linestyle="--", label="Ten digits, linear")
for place, guess in ((0, my_guess_linear), (5, my_guess_hidden)):
    if guess is not None:
        share = np.clip(guess / 100, 0.81, 1)  # kept inside the axes
        label = "Your guesses" if place == 0 or my_guess_linear is None else None
        right.plot(place, share, "X", color=RED, label=label, markersize=10)
right.set_xticks(range(6), ["Linear", *map(str, widths[1:])])
right.set(xlabel="Hidden neurons", ylabel="Share right, new images")
right.set_title("The easier question is the harder one")
right.set_ylim(0.8, 1.01)
right.legend(loc="lower right")
show(
    figure,
    alt="Left: over 20 epochs the loss of the linear classifier falls to 0.20 and "
    "flattens; with 32 hidden neurons it falls to 0.05. Right: share of new images "
    "judged right. Linear 0.91, with two hidden neurons hardly better and scattered, "
    "then rising to 0.97 with 32. A dashed line, all ten digits with a linear "
    "classifier, lies at 0.97.",
)

# %% [markdown]
# Two answers instead of ten, and the linear classifier makes about three times as many
# mistakes. For each *digit* there is a direction in which its images lie apart from the
# others. But "odd" is five clouds of images among five others, and no plane parts them.
#
# The hidden layer does not answer, it prepares: it makes new inputs from which a plane
# can. What does each neuron look for?

# %%
# Run and look. Each picture: what training has added to the weights of one of the 32
# hidden neurons, as 8 × 8 pixels. The title: for which answer it speaks.
needs((fit, net_small, X_small, L_small, 0.1, [[0, 1, 2, 3, 4]], 2))
(W_in, _), (W_out, _) = net_of_32
W_learnt = W_in - init((64, 32, 2), np.random.default_rng(0))[0][0]
vote = W_out[:, 1] - W_out[:, 0]  # above 0: for odd
ranks = np.argsort(vote)
SIGNED = LinearSegmentedColormap.from_list("signed", [PURPLE, "white", GREEN])
figure, panels = plt.subplots(2, 8, figsize=(9, 2.9))
chosen = [*ranks[:8], *ranks[-8:]]
top = np.abs(W_learnt[:, chosen]).max()
for panel, neuron in zip(panels.flat, chosen, strict=True):
    change = W_learnt[:, neuron].reshape(PIXELS)
    panel.imshow(change, cmap=SIGNED, vmin=-top, vmax=top)
    answer = "Odd" if vote[neuron] > 0 else "Even"
    panel.set_title(f"{answer} {abs(vote[neuron]):.1f}")
    panel.set(xticks=[], yticks=[])
    panel.grid(False)
show(
    figure,
    alt="Sixteen pictures of 8 by 8 pixels in two rows, green where training has "
    "raised a weight, purple where it has lowered it. Upper row: the eight neurons "
    "that speak most for even; lower row: the eight that speak most for odd. They "
    "show patches: an arc here, a piece of a stroke there, beside places that must "
    "stay empty.",
)

# %% [markdown]
# Pieces of strokes, arcs, places that must stay empty: nobody told the net what to look
# for. How such parts make up a boundary is easier to see in two dimensions. Project the
# images onto the two directions in which they differ most (their principal components),
# and train nets on these two numbers alone.
#
# Every hidden neuron can add a bend to the boundary. Move the slider: which width is
# needed to fence in the island of even digits?

# %%
# Run and look. 300 of the images are drawn, in two numbers each.
flat = PCA(2).fit(X_train)
Z_train = flat.transform(X_train) / flat.transform(X_train).std(axis=0)
FIELD = LinearSegmentedColormap.from_list("field", [BLUE, "white", ORANGE])


def plot_boundary(width, alt):
    """Train a net of this width on two numbers, and draw its answer as a map."""
    net, losses = train((2, width, 2), odd_train, 3, X=Z_train, epochs=40)
    side = np.linspace(-2.6, 2.9, 120)
    first, second = np.meshgrid(side, side)
    R = forward(net, np.column_stack([first.ravel(), second.ravel()]))[-1]
    odd = 1 / (1 + np.exp(R[:, 0] - R[:, 1]))
    figure, panel = plt.subplots(figsize=(6.4, 4.6))
    levels = np.linspace(0, 1, 11)
    field = odd.reshape(first.shape)
    panel.contourf(first, second, field, levels, cmap=FIELD, alpha=0.45)
    panel.contour(first, second, field, [0.5], colors="black", linewidths=1.5)
    for label, color, marker, name in (
        (0, BLUE, "o", "Even"),
        (1, ORANGE, "^", "Odd"),
    ):
        dots = Z_train[:300][odd_train[:300] == label]
        panel.plot(*dots.T, marker, color=color, markersize=5, label=name)
    right = accuracy(net, Z_train, odd_train)
    panel.set(xlabel="First component", ylabel="Second component")
    panel.set_title(f"{width} hidden: {right:.2f} right, loss {losses[-1]:.2f}")
    panel.legend(loc="upper left", bbox_to_anchor=(1, 1))
    show(figure, alt)


needs((fit, net_small, X_small, L_small, 0.1, [[0, 1, 2, 3, 4]], 2))
plot_boundary(
    16,
    alt="A map of two principal components. Even digits, blue circles, and odd ones, "
    "orange triangles, lie in several clouds each. With 16 hidden neurons the boundary "
    "has bends: it fences in an island of even digits among the odd ones, and winds "
    "between the other clouds.",
)
explore(
    lambda width: plot_boundary(width, "The map for the width that is set."),
    width=widgets.IntSlider(16, 1, 32, description="Width", continuous_update=False),
)

# %% [markdown]
# Two numbers are too few to read a digit; the 64 pixels have more room. But the kind of
# boundary is the same: flat pieces, one bend for each neuron.
#
# ## 7. Thirty-two neurons that are one
#
# Could we save the random numbers, and start simply with all weights equal?


# %%
# Run and look: odd or even with 32 hidden neurons, from three starts. A neuron is
# counted once if another one has the same weights.
def distinct_units(params):
    """How many hidden neurons of the first layer differ from each other."""
    return len(np.unique(np.vstack(params[0]).round(9), axis=1).T)


def constant(value):
    """A start with all weights at this value."""
    return lambda sizes, rng: [
        (np.full(shape, value), np.zeros(shape[1])) for shape in pairwise(sizes)
    ]


needs(
    (init, (2, 2), np.random.default_rng(0)),
    (fit, net_small, X_small, L_small, 0.1, [[0, 1, 2, 3, 4]], 2),
)
figure, panel = plt.subplots()
for begin, name, color, marker in (
    (constant(0.0), "All zero", GREY, "o"),
    (constant(0.1), "All 0.1", RED, "D"),
    (init, "Random (yours)", GREEN, "s"),
):
    net, losses = train((64, 32, 2), odd_train, 0, begin=begin)
    count, right = distinct_units(net), accuracy(net, X_test, odd_test)
    label = f"{name}: {count} different, {right:.2f} right"
    panel.plot(losses, marker + "-", color=color, label=label, markersize=5)
panel.set(xlabel="Epoch", ylabel="Loss, training images", title="Three starts")
panel.set_ylim(0, 1.15)
panel.set_xticks(range(0, 21, 5))
panel.legend(loc="upper right")
show(
    figure,
    alt="Loss over 20 epochs. From all zeros it stays at 0.69, no better than chance. "
    "From all 0.1 it falls to 0.20, like the linear classifier, and all 32 hidden "
    "neurons are still one and the same. From random weights it falls to 0.05, with 32 "
    "different neurons.",
)

# %% [markdown]
# From equal weights the net learns, and stops where the *linear* classifier stopped.
# After 760 steps on 1200 different images its 32 neurons are still copies of one.
#
# **Question ({points}, read by a person).** A colleague: "Start all weights at 0.1. The
# images differ, so the neurons will soon differ, too." Take two hidden neurons of one
# layer that are equal now, in all that comes in and goes out. Why are they equal after
# the next step, and so for ever? Say it in two to four sentences, by the formulas of
# sections 2 and 4. And why does the start from zeros not even get that far?

# %% manual equal_neurons [markdown] points=2 called="Why equal neurons stay equal"
# Equal columns of $W_1$ and entries of $b_1$ give equal columns of $A_1$ on *every*
# image: both neurons see the same image. Equal rows of $W_2$ then give equal columns of
# $G_1 = (G_2 W_2^{\mathsf T}) \odot [A_1 > 0]$. So the columns of
# $A_0^{\mathsf T} G_1$, of $db_1$, and the rows of $A_1^{\mathsf T} G_2$ are equal in
# pairs: the same step is taken from both, and they stay equal; by induction for ever.
# Different images move the two, but both in the same way.
#
# From zeros: $A_1 = 0$, so $dW_2 = A_1^{\mathsf T} G_2 = 0$, and $W_2 = 0$, so
# $G_1 = 0$ and $dW_1 = 0$. Only the biases of the last layer move: the net can learn
# how frequent the classes are, and nothing else.
#
# *Grading: 1 point for equal activations and equal gradients, hence equal steps; 1
# point for the zeros (no gradient reaches either weight matrix).*

# %% [markdown]
# Random weights tell the neurons apart, and which neuron takes which role does not
# matter: a hidden neuron has no name. Exchange two of them, with all that comes in and
# goes out, and the net computes the same.
#
# With 32 neurons there are $32! \approx 2.6 \cdot 10^{35}$ such orders. So a net never
# has *one* best set of weights, and two trainings are not compared weight by weight.
# The loss of seminar 1.7 had a single minimum; here every minimum comes in countless
# copies, and the start decides which one you find.

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# **A network is a chain of differentiable layers: one pass forward, one pass back, one
# step.** You have written all three, for any depth.
#
# | forward | back | weights and biases |
# |---|---|---|
# | $A W + b$ | $(G W^{\mathsf T}) \odot [A > 0]$ | $A^{\mathsf T} G$, sums of $G$ |
#
# **Next, lesson 3:** the same network in PyTorch, which writes the backward pass
# itself. Your gradient will be its judge.
