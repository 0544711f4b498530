# %% [markdown]
# # Seminar 3.1. The same network in PyTorch
#
# Opens lesson 3, on training. {time}, {points}.
#
# In seminar 2.4 you wrote a network, its backward pass and its training. PyTorch writes
# the backward pass itself. Your own gradient is now the judge: both have to agree to
# ten digits. What PyTorch leaves to you is a loop of five lines, and it does not
# complain when one of them is missing.
#
# After this seminar you can
#
# 1. let PyTorch find a gradient, and say where it puts it and when it adds it up;
# 2. write a network, a training loop and a prediction in PyTorch;
# 3. recognise the usual silent mistakes by what they do to the loss.
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
# You need PyTorch, `pip install torch`. Its first import takes some seconds, and so
# does the first optimiser; after that it is fast.
#
# </details>
#
# ## 1. A guess, before anything else
#
# A network with 32 hidden neurons, trained for ten epochs, reads 96 of 100 new digits
# rightly. Now somebody forgets one line of the loop, `optimizer.zero_grad()`. Nothing
# crashes, nothing warns. How many of 100 are right then? Somebody else applies softmax
# before PyTorch's cross-entropy, which does it again. How many are right there? Nobody
# grades your guesses.

# %%
# Your guesses, of 100 images, two numbers in place of None.
my_guess_zero_grad = None
my_guess_softmax = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% [markdown]
# The next cell loads PyTorch and makes two choices. Numbers get 64 bits, as in NumPy:
# PyTorch's habit is 32, enough for training, but then two right programs agree in six
# digits only, and you could not tell a small mistake from rounding. And it computes in
# one thread: for networks this small, two would spend their time waiting for each
# other.

# %% setup digits
# Nothing to do here: run it. The data come with scikit-learn, nothing is downloaded.
# Then the network of seminar 2.4, by hand in NumPy, to compare with.
SIZES, LAM, SIZE, EPOCHS = (64, 32, 10), 0.2, 32, 10

from itertools import pairwise

import torch
from sklearn.datasets import load_digits
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
# Of two habits PyTorch would say each time that there is a better one.
warnings.filterwarnings("ignore", "(Converting a tensor with|To copy construct from)")

digits = load_digits()
order_of_digits = np.random.default_rng(8).permutation(len(digits.target))
X_train, X_test = np.split(digits.data[order_of_digits] / 16, [1200])
L_train, L_test = np.split(digits.target[order_of_digits], [1200])


def init(sizes, rng):
    """A net to begin with, by He: a pair of arrays (W, b) for each layer."""
    return [
        (rng.normal(size=(N, M)) * np.sqrt(2 / N), np.zeros(M))
        for N, M in pairwise(sizes)
    ]


def shuffled(n, epochs, rng):
    """An order of the n examples for each epoch, shape (epochs, n)."""
    return np.array([rng.permutation(n) for _ in range(epochs)]).reshape(epochs, n)


def scores_by_hand(params, X):
    """The activations of all layers, in NumPy; the last ones are the scores."""
    A = [X]
    for k, (W, b) in enumerate(params):
        R = A[-1] @ W + b
        A.append(R if k == len(params) - 1 else np.maximum(R, 0))
    return A


def softmax_by_hand(R):
    """The probabilities of the classes, in NumPy."""
    P = np.exp(R - R.max(axis=1, keepdims=True))
    return P / P.sum(axis=1, keepdims=True)


def cross_entropy_by_hand(R, L):
    """The mean cross-entropy of scores, in NumPy."""
    return -np.mean(np.log(softmax_by_hand(R)[np.arange(len(L)), L]))


def gradient_by_hand(params, X, L):
    """The loss of a net and its gradient, a pair (dW, db) for each layer, in NumPy."""
    A, grads = scores_by_hand(params, X), []
    G = softmax_by_hand(A[-1])
    G[np.arange(len(L)), L] -= 1
    G /= len(L)
    for k in range(len(params) - 1, -1, -1):
        grads.insert(0, (A[k].T @ G, G.sum(axis=0)))
        G = (G @ params[k][0].T) * (A[k] > 0)
    return cross_entropy_by_hand(A[-1], L), grads


def fit_by_hand(params, X, L, lam, orders, size):
    """Train a net in NumPy; the net, and for each epoch the mean loss on its way."""
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            loss, grads = gradient_by_hand(params, X[batch], L[batch])
            total += loss * len(batch)
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(total / len(order))
    return params, losses


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
# Three layers of two neurons: here a matrix and its transpose have the same shape.
net_square = [
    (np.array([[1.0, -0.5], [2.0, 1.0]]), np.array([0.5, 0.25])),
    (np.array([[0.5, 1.0], [-1.0, 1.5]]), np.array([0.75, -0.5])),
    (np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([-0.25, 0.5])),
]
X_square = np.array([[1.0, 0.5], [-0.5, 1.0], [0.25, -0.75]])
L_square = np.array([1, 0, 1])


def random_net(rng, *sizes):
    """A net for tests, whose biases are not zero."""
    return [
        (rng.normal(0, 0.8, (N, M)), rng.normal(0, 0.5, M)) for N, M in pairwise(sizes)
    ]


def random_case(rng, n, *sizes):
    """A net for tests, n examples and their labels."""
    X = rng.normal(0, 1, (n, sizes[0]))
    return random_net(rng, *sizes), X, rng.integers(0, sizes[-1], n)


def expect_layers(what, got, want, rtol=1e-9, atol=1e-12):
    """Compare a net, or its gradient, pair by pair with what it should be."""
    count = attempt(lambda: len(got))
    if count != len(want):
        fail(f"{what} must be a list of {len(want)} pairs, one for each layer.")
    for k in range(len(want)):
        if attempt(lambda k=k: len(got[k])) != 2:
            fail(f"{what} must hold pairs: for each layer one of W and one of b.")
        for j in range(2):
            name = f"{what}, layer {k + 1}, {'Wb'[j]}"
            expect(name, got[k][j], want[k][j], rtol, atol)


def arrays_of(net):
    """The weights and biases of a module as arrays: (W, b) for each layer, as ours."""
    arrays = [numbers(one) for one in net.state_dict().values()]
    pairs = zip(arrays[::2], arrays[1::2], strict=False)
    return [(weight.T, bias) for weight, bias in pairs]


# %% [markdown]
# ## 2. A tensor remembers
#
# A *tensor* is PyTorch's array. One made with `requires_grad=True` also remembers:
# whatever is computed from it keeps a record of how. That record is the graph of
# seminar 2.2, written down while you compute. `loss.backward()` is your sweep back
# through it, and leaves $dError/dw$ in `w.grad`, for each tensor that you marked
# yourself; these are the *leaves* of the graph.

# %%
# Run and look. The loss is (2w − 1)² at w = 3: its derivative is 4 (2w − 1) = 20.
w = torch.tensor(3.0, requires_grad=True)
loss = (2 * w - 1) ** 2
print("Before backward:", w.grad, "  the loss:", loss)
loss.backward()
print("After backward: ", w.grad)

# %% [markdown]
# The loss is a tensor as well, with a note of the step that made it, `grad_fn`.
#
# Between NumPy and PyTorch there are two doors. `torch.tensor(W)` *copies* an array;
# `torch.as_tensor(X)` *shares* its memory: cheap, and right for what is only read.
#
# A loss that you know is there, too: `nn.functional.cross_entropy(R, L)` is the mean
# cross-entropy of seminar 2.1, of **scores**. It applies the softmax itself.
#
# **Exercise `loss_and_grads` ({points}).** The network of 2.4: your forward pass, and
# PyTorch's backward pass. As there, ReLU follows every layer but the last.
#
# <details><summary>Hint</summary>
#
# First make the leaves, `torch.tensor(W, requires_grad=True)` and the same for `b`, and
# keep them in a list of pairs. Then forward: `R @ W + b`, and `torch.relu`. After
# `loss.backward()` return the loss and the pairs `(W.grad, b.grad)`.
#
# </details>


# %% solution loss_and_grads called="The gradient by PyTorch"
def loss_and_grads(params, X, L):
    """The loss of a net and its gradient.

    Args:
        params: the net as in 2.4, a pair (W, b) for each layer, one layer or more.
        X, L: the examples, one a row, and their labels, integers from 0 to K − 1. All
            of this is NumPy's, and stays as it is.

    Returns:
        The mean cross-entropy, and a list of pairs (dW, db), one for each layer. All of
        them are tensors, dW in the shape of W, db in that of b.

    Example:
        For one layer with W = [[0.0, 0.0]], b = [0.0, 0.0], X = [[3.0]] and L = [1] it
        is log 2 and [([[1.5, −1.5]], [0.5, −0.5])].
    """
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    ### BEGIN SOLUTION
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]
    ### END SOLUTION


# %% check loss_and_grads points=3
def _try(what, *args):
    """Compare with the backward pass by hand."""
    got = ask(loss_and_grads, *args)
    if attempt(lambda: len(got)) != 2:
        fail(f"{what} must return two things: the loss, and a list of pairs.")
    loss, grads = gradient_by_hand(*args)
    expect(f"{what}, the loss", got[0], loss)
    expect_layers(f"{what}, the gradient", got[1], grads)
    expect_kept(what)


_try("loss_and_grads(net_small, X_small, L_small)", net_small, X_small, L_small)
_try("loss_and_grads of three layers", net_square, X_square, L_square)
_try("loss_and_grads of one layer", net_small[:1], X_small, L_small % 2)
tick("loss_and_grads")
### BEGIN HIDDEN TESTS
_rng = draws(3101)
for _n, *_sizes in [(6, 4, 3), (4, 3, 5, 2), (7, 2, 4, 5, 3), (1, 5, 2, 4)]:
    _args = random_case(_rng, _n, *_sizes)
    _try("loss_and_grads(params, X, L)", *_args)
_try("loss_and_grads(params, X, L), called again", *_args)
### END HIDDEN TESTS

# %% [markdown]
# Not a line of backpropagation, and the same gradient to the last digits. Here is what
# PyTorch wrote down while you computed, from the loss back to the leaves. Can you name
# the step behind each line?

# %%
# Run and look. "AccumulateGrad" is a leaf: there a gradient is added to `.grad`.
needs((loss_and_grads, net_small, X_small, L_small))


def tell(node, depth=0):
    """Print a node of the graph and, below it, the nodes that it reads."""
    print("   " * depth + node.name().removesuffix("Backward0").split("::")[-1])
    for below, _ in node.next_functions:
        if below:
            tell(below, depth + 1)


loss, _ = loss_and_grads(net_small, X_small, L_small)
if record := getattr(loss, "grad_fn", None):
    tell(record)

# %% [markdown]
# ## 3. `.grad` adds up
#
# *Adds*, says the graph. In 2.2 the derivative of a node was a sum over all paths; so
# `backward` never sets `.grad`, it adds to it. Between two steps nobody empties it but
# you. What do the three lines below print? Say it before you run them.

# %%
# Run it, and compare with your prediction. Each derivative is 20, as above.
w = torch.tensor(3.0, requires_grad=True)
for _ in range(3):
    loss = (2 * w - 1) ** 2
    loss.backward()
    print(w.grad)

# %% [markdown]
# Now a descent needs three cares:
#
# - **Empty the gradient** before the next `backward`: `W.grad = None`.
# - **Step outside of the graph.** The step is no part of the model. Inside
#   `with torch.no_grad():` nothing is recorded, and `W -= lam * W.grad` changes the
#   leaf in place. (`W = W - …` would make a *new* tensor under an old name: no leaf,
#   no gradient.)
# - **Keep numbers, not graphs.** `loss.item()` is a plain number. A list of loss
#   tensors would keep every graph alive.
#
# **Exercise `descend` ({points}).** Train one layer, the softmax classifier of 2.1, by
# hand: every step on the whole sample.
#
# <details><summary>Hint</summary>
#
# Before the loop: two leaves, by `torch.tensor(…, requires_grad=True)`, which copies.
# In the loop: scores `X @ W + b`, loss, `losses.append(loss.item())`, backward, step,
# empty.
#
# </details>


# %% solution descend called="A descent by hand"
def descend(W, b, X, L, lam, steps):
    """Train one layer by gradient descent on the mean cross-entropy.

    Args:
        W, b: where to begin: NumPy's, W with a row for each input.
        X, L: the examples, one a row, and their labels, integers from 0 to K − 1.
        lam: the learning rate λ.
        steps: the number of steps, perhaps none. What is passed in stays as it is.

    Returns:
        The trained W and b, tensors, and a list of numbers: the loss before each step.

    Example:
        For steps = 0 it is W, b and an empty list.
    """
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    ### BEGIN SOLUTION
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = b.grad = None
    return W, b, losses
    ### END SOLUTION


# %% check descend points=4
def _try(what, W, b, X, L, lam, steps):
    """Compare with a descent by hand."""
    got = ask(descend, W, b, X, L, lam, steps)
    expect_kept(what)
    if attempt(lambda: len(got)) != 3:
        fail(f"{what} must return three things: W, b, and the list of losses.")
    orders = np.tile(np.arange(len(L)), (steps, 1))
    [(after_W, after_b)], losses = fit_by_hand([(W, b)], X, L, lam, orders, len(L))
    if attempt(lambda: len(got[2])) != steps:
        fail(f"{what}: after W and b come the losses, one for each step: {steps}.")
    if not all(isinstance(one, (float, np.floating)) for one in got[2]):
        fail(f"{what}: the losses are to be plain numbers, by `loss.item()`.")
    expect(f"{what}, the losses", got[2], losses, 1e-8)
    expect(f"{what}, W", got[0], after_W, 1e-8, 1e-10)
    expect(f"{what}, b", got[1], after_b, 1e-8, 1e-10)


_W, _b = np.array([[0.5, -1, 1, 0], [1, 0.5, -0.5, -1], [0, 1, 0, 1]]), np.arange(4) / 4
_try("descend(W, b, X_small, L_small, 0.5, 1)", _W, _b, X_small, L_small, 0.5, 1)
_try("descend(W, b, X_small, L_small, 0.5, 3)", _W, _b, X_small, L_small, 0.5, 3)
_try("descend without any step", _W, _b, X_small, L_small, 0.5, 0)
tick("descend")
### BEGIN HIDDEN TESTS
_rng = draws(3102)
for _n, _N, _K, _lam, _steps in [
    (6, 4, 3, 0.3, 4),
    (1, 2, 5, 0.1, 2),
    (8, 3, 2, 0.7, 6),
]:
    [(_W, _b)], _X, _L = random_case(_rng, _n, _N, _K)
    _try("descend(W, b, X, L, lam, steps)", _W, _b, _X, _L, _lam, _steps)
### END HIDDEN TESTS

# %% [markdown]
# ## 4. A module holds the numbers
#
# With fifty layers nobody steps by hand. A *module*, `nn.Module`, holds the leaves,
# called parameters, and computes from them: `net(X)` is the forward pass,
# `net.parameters()` gives all leaves in turn. `nn.Sequential(a, b, c)` chains modules.
#
# `nn.Linear(N, M)` is our layer, with one difference: its `weight` has a row for each
# *neuron*, shape (M, N), and it computes $X \cdot \text{weight}^{\mathsf T} + b$. So
# `weight` is our $W^{\mathsf T}$. Where N = M nothing warns you.
#
# Some modules act differently in training and in use. `nn.Dropout(p)` is one: in
# training it sets each activation to 0 with probability $p$ and divides the others by
# $1 - p$; in use it does nothing. (What that is good for, seminar 3.4 shows.)
# `net.train()` and `net.eval()` set which; a new module is in training.
#
# **Exercise `net_from` ({points}).** Your net of arrays as a module.
#
# <details><summary>Hint</summary>
#
# For each layer make `linear = nn.Linear(N, M)`; under `torch.no_grad()` fill it by
# `linear.weight.copy_(torch.as_tensor(W.T))`, and `linear.bias` likewise. Collect the
# modules in a list; before each layer but the first come `nn.ReLU()` and
# `nn.Dropout(p)`. Then `nn.Sequential(*modules)`.
#
# </details>


# %% solution net_from called="The net as a module"
def net_from(params, p):
    """A module that computes the scores of a net.

    Args:
        params: the net as in 2.4, a pair (W, b) for each layer, one layer or more, of
            NumPy's numbers. It stays as it is.
        p: the probability of dropout, from 0 to 1. Each hidden layer has ReLU, then
            dropout; inputs and scores have neither.

    Returns:
        An nn.Module, of nn.Linear, nn.ReLU and nn.Dropout, in training mode. Its
        parameters, all to be trained, begin at the numbers of params.

    Example:
        For one layer, nn.Sequential(nn.Linear(N, M)) with these numbers.
    """
    ### BEGIN SOLUTION
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)
    ### END SOLUTION


# %% check net_from points=3
def _try(what, params, X):
    """Look at one net: its parameters, and its scores in both modes."""
    for p in (0.0, 1.0):
        net = ask(net_from, params, p)
        expect_kept(what)
        if net is None:
            fail(f"{what} returned None. Did you forget `return`?")
        leaves = attempt(lambda net=net: list(net.parameters()))
        if leaves is None:
            fail(f"{what} must return a module, such as nn.Sequential.")
        if not leaves:
            fail(
                f"{what} has no parameters: a module knows the layers of "
                "nn.Sequential or nn.ModuleList, not those in a Python list."
            )
        if len(leaves) != 2 * len(params):
            fail(
                f"{what} has {len(leaves)} parameters, expected {2 * len(params)}: a "
                "weight and a bias for each layer."
            )
        if not all(leaf.requires_grad for leaf in leaves):
            fail(f"{what}: some parameters have requires_grad=False, they would stay.")
        if net.training is not True:
            fail(f"{what} is in use; it is to be in training mode.")
        expect_layers(f"{what}, the parameters", arrays_of(net), params)
        inputs = leaves[0].new_tensor(X)
        net.eval()
        scores = scores_by_hand(params, X)[-1]
        expect(f"{what} in use, the scores", net(inputs), scores, 1e-9, 1e-12)
        net.train()
        if p and len(params) > 1:  # nothing of the hidden layers is left
            scores = np.tile(params[-1][1], (len(X), 1))
        name = f"{what} with p = {p:.0f} in training, the scores"
        expect(name, net(inputs), scores, 1e-9, 1e-12)


_try("net_from(net_small, p)", net_small, X_small)
_try("net_from of three layers", net_square, X_square)
_try("net_from of one layer", net_small[:1], X_small)
tick("net_from")
### BEGIN HIDDEN TESTS
_rng = draws(3103)
for _n, *_sizes in [(3, 3, 3), (4, 3, 5, 2), (2, 2, 4, 5, 3)]:
    _params, _X, _ = random_case(_rng, _n, *_sizes)
    _try("net_from(params, p)", _params, _X)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `batch_loss` ({points}).** The loss of a module on some examples.
#
# <details><summary>Hint</summary>
#
# `nn.functional.cross_entropy` of the scores `net(X)`, as they are.
#
# </details>


# %% solution batch_loss called="The loss of a batch"
def batch_loss(net, X, L):
    """The mean cross-entropy of a module's scores.

    Args:
        net: a module, as it is: whether in training or in use is not changed here.
        X, L: the examples, one a row, and their labels, integers from 0 to K − 1.

    Returns:
        A single number, of type torch.Tensor, with its graph: backward() can start
        from it.
    """
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    ### BEGIN SOLUTION
    return nn.functional.cross_entropy(net(X), L)
    ### END SOLUTION


# %% check batch_loss points=2
def _try(what, params, X, L, mode=True):
    """Compare with the cross-entropy of what the module computes."""
    net = ask(net_from, params, 0.0).train(mode)
    loss = ask(batch_loss, net, X, L)
    if loss is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if isinstance(loss, (int, float, np.number, np.ndarray)):
        fail(f"{what} is a plain number: backward() needs the tensor with its graph.")
    scores = numbers(net(loss.new_tensor(X)))
    expect(what, loss, cross_entropy_by_hand(scores, L))
    is_to_learn = any(leaf.requires_grad for leaf in net.parameters())
    if is_to_learn and not loss.requires_grad:
        fail(f"{what} has lost its graph: backward() could not start from it.")
    if net.training is not mode:
        fail(f"{what} has switched the module between training and use.")


_try("batch_loss(net, X_square, L_square)", net_square, X_square, L_square)
_try("batch_loss in use", net_square[:1], X_square[:2], L_square[:2], False)
tick("batch_loss")
### BEGIN HIDDEN TESTS
_rng = draws(3104)
for _n, *_sizes in [(6, 4, 4), (4, 3, 3, 3), (1, 5, 5, 5, 5)]:
    _try("batch_loss(net, X, L)", *random_case(_rng, _n, *_sizes))
_try("batch_loss(net, X, L)", *random_case(_rng, 3, 4, 4), False)
### END HIDDEN TESTS

# %% [markdown]
# ## 5. The loop
#
# An *optimiser* steps for you: `torch.optim.SGD(net.parameters(), lr=lam)` knows the
# leaves and the rate. Then every training in PyTorch is five lines for each batch:
#
# 1. `optimizer.zero_grad()`: empty all gradients;
# 2. the loss of the batch;
# 3. `loss.backward()`: the gradient;
# 4. `optimizer.step()`: $W \leftarrow W - \lambda \, dError/dW$ for all leaves;
# 5. note the loss, as a number.
#
# For the record take the mean over all examples of the epoch, each with the loss it had
# when its turn came. A short last batch then counts for less: 2 examples of 5 are two
# fifths, not a half.
#
# **Exercise `fit` ({points}).** Train a module by your `batch_loss`.
#
# <details><summary>Hint</summary>
#
# The optimiser comes first, once, and `net.train()`. Then `for order in orders`, and in
# it `for start in range(0, len(order), size)`; the batch is
# `order[start:start + size]`. Add up `loss.item() * len(batch)`.
#
# </details>


# %% solution fit called="The training loop"
def fit(net, X, L, lam, orders, size):
    """Train a module in batches, by torch.optim.SGD, without momentum.

    Args:
        net: the module to be trained, in place. It is put into training mode.
        X, L: the sample, one example a row, and its labels, of NumPy.
        lam: the learning rate λ.
        orders: for each epoch a row, an order of the numbers 0 to n − 1.
        size: how many examples are in a batch, consecutive ones of the order; the last
            batch of an epoch has what is left.

    Returns:
        A list of numbers, one for each epoch: the mean, over all examples of the epoch,
        of the loss before the step that the example is used for.
    """
    ### BEGIN SOLUTION
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses
    ### END SOLUTION


# %% check fit points=4 needs="net_from batch_loss"
for _name in ("net_from", "batch_loss"):
    if is_wrong(_name):
        fail(f"`fit` trains by your `{_name}`, which is not right yet: mend it first.")


def _try(what, params, *args, p=0.0):
    """Train once, and compare with the training by hand."""
    net = ask(net_from, params, p).eval()
    got = ask(fit, net, *args)
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if numbers(got) is None:
        fail(f"{what} must return the losses alone, a list of numbers.")
    if p:  # all hidden activations are 0: as if every hidden neuron were off
        hidden = [(0 * W, 0 * b - 1) for W, b in params[:-1]]
        after, losses = fit_by_hand([*hidden, params[-1]], *args)
        after = [*params[:-1], after[-1]]
    else:
        after, losses = fit_by_hand(params, *args)
    if attempt(lambda: len(got)) != len(losses):
        fail(f"{what} must return a list of {len(losses)} losses, one for each epoch.")
    if not all(isinstance(one, (float, np.floating)) for one in got):
        fail(f"{what}: the losses are to be plain numbers, by `loss.item()`.")
    expect(f"{what}, the losses", got, losses, 1e-7)
    expect_layers(f"{what}, the net after it", arrays_of(net), after, 1e-6, 1e-9)
    if net.training is not True:
        fail(f"{what} leaves the net in use; it is to train it in training mode.")


_orders = np.array([[4, 2, 0, 1, 3], [1, 0, 3, 2, 4]])
_args = (X_small, L_small, 0.3, _orders, 2)
_try("fit(net, X_small, L_small, 0.3, orders, 2)", net_small, *_args)
_try("fit with dropout, p = 1,", net_small, *_args, p=1.0)
_try("fit without any epoch", net_small, *_args[:3], _orders[:0], 2)
tick("fit")
### BEGIN HIDDEN TESTS
_rng = draws(3105)
for _n, _size, _epochs, _lam, *_sizes in [
    (7, 3, 2, 0.2, 4, 3),
    (10, 4, 3, 0.1, 2, 4, 3),
    (5, 8, 2, 0.3, 3, 4, 5, 2),
    (4, 1, 1, 0.05, 3, 3, 3),
]:
    _params, _X, _L = random_case(_rng, _n, *_sizes)
    _args = (_X, _L, _lam, shuffled(_n, _epochs, _rng), _size)
    _try("fit(net, X, L, lam, orders, size)", _params, *_args)
_params, _X, _L = random_case(_rng, 5, 3, 4, 3)
_args = (_X, _L, 0.2, shuffled(5, 2, _rng), 3)
_try("fit(net, X, L, lam, orders, size) with p = 1", _params, *_args, p=1.0)
### END HIDDEN TESTS

# %% [markdown]
# Is it the training of seminar 2.4? Same start, same orders of the images: then it has
# to take the same steps, all 380 of them.


# %%
# Run and look (some seconds). Left, the loss by hand in NumPy and by your `fit`. Right,
# the largest difference of any weight, with 64 bits and with PyTorch's usual 32.
def accuracy(scores, L):
    """The share of examples whose label has the largest score."""
    return np.mean(numbers(scores).argmax(axis=1) == L)


def widest(net, params):
    """The largest difference of any weight or bias of two nets."""
    both = zip(arrays_of(net), params, strict=True)
    return max(np.abs(a - b).max() for one in both for a, b in zip(*one, strict=True))


needs(
    (net_from, net_small, 0.0),
    (batch_loss, attempt(lambda: net_from(net_small, 0.0)), X_small, L_small),
    (fit, attempt(lambda: net_from(net_small, 0.0)), X_small, L_small, 0.1, [[0]], 1),
)
rng = np.random.default_rng(0)
start = init(SIZES, rng)
orders_of_digits = shuffled(1200, EPOCHS, rng)
by_hand, losses_by_hand = start, []
nets = {64: net_from(start, 0.0), 32: net_from(start, 0.0).float()}
inputs = {64: X_train, 32: X_train.astype(np.float32)}
losses, apart = {64: [], 32: []}, {64: [], 32: []}
for order in orders_of_digits:
    by_hand, one = fit_by_hand(by_hand, X_train, L_train, LAM, [order], SIZE)
    losses_by_hand += one
    for bits, net in nets.items():
        losses[bits] += fit(net, inputs[bits], L_train, LAM, [order], SIZE)
        apart[bits].append(widest(net, by_hand))
epochs = np.arange(1, EPOCHS + 1)
figure, (left, right) = plt.subplots(1, 2)
left.plot(epochs, losses_by_hand, "-", color=GREY, label="By hand, NumPy")
left.plot(epochs, losses[64], "o", color=GREEN, label="Your loop, PyTorch")
left.set(xlabel="Epoch", ylabel="Mean loss of the epoch", title="The same training")
left.set_ylim(0)
left.legend()
for bits, color, marker in ((32, ORANGE, "^"), (64, GREEN, "o")):
    right.semilogy(epochs, apart[bits], marker + "-", color=color, label=f"{bits} bits")
right.set(xlabel="Epoch", ylabel="Largest difference", title="How far apart?")
right.set_ylim(1e-17, 1)
right.legend()
show(
    figure,
    alt="Left: over ten epochs the mean loss falls from 1.6 to 0.13; the dots of "
    "the loop in PyTorch lie on the line of the training by hand. Right, on a "
    "logarithmic axis: with 64 bits the weights of both differ by less than 1e-14, "
    "with 32 bits by about 1e-6.",
)

# %% [markdown]
# Two programs, one in NumPy with a backward pass by hand, one in PyTorch, take the same
# 380 steps. Hardly a test is stricter. Whoever ports a network should have one like it.
#
# ## 6. What a silent mistake costs
#
# Each of these loops runs to its end without a word. The function below has the right
# loop and eight spoilt ones. Which are the worst?


# %%
# Run and look (some seconds). Each loop is spoilt in one line, from the same start. The
# share of new images that are judged right after ten epochs.
def spoilt(mistake, seed=0):
    """Train by a loop with a mistake; what it prints, and the shares of right ones."""
    rng = np.random.default_rng(seed)
    net = net_from(init(SIZES, rng), 0.0)
    optimizer = torch.optim.SGD(net.parameters(), lr=LAM)
    X, L = torch.as_tensor(X_train), torch.as_tensor(L_train)
    printed, shares = [], []
    for order in torch.as_tensor(shuffled(1200, EPOCHS, rng)):
        if mistake == "not shuffled, sorted":
            order = L.argsort(stable=True)
        total = 0.0
        for batch in order.split(SIZE):
            if mistake != "no zero_grad":
                optimizer.zero_grad()
            R, labels = net(X[batch]), L[batch]
            if mistake == "softmax before the loss":
                R = R.softmax(dim=1)
            if mistake == "ReLU on the scores":
                R = R.relu()
            if mistake == "labels not shuffled":
                labels = L[: len(batch)]
            loss = nn.functional.cross_entropy(R, labels)
            if mistake == "sum for mean":
                loss = loss * len(batch)
            if mistake == "squared error":
                loss = nn.functional.mse_loss(R, torch.eye(10)[labels])
            loss.backward()
            if mistake == "zero_grad before the step":
                optimizer.zero_grad()
            optimizer.step()
            total += loss.item() * len(batch)
        printed.append(total / len(L))
        with torch.no_grad():
            shares.append(accuracy(net(torch.as_tensor(X_test)), L_test))
    return printed, shares


MISTAKES = [
    "the right loop",
    "squared error",
    "ReLU on the scores",
    "softmax before the loss",
    "not shuffled, sorted",
    "no zero_grad",
    "labels not shuffled",
    "sum for mean",
    "zero_grad before the step",
]
needs((net_from, net_small, 0.0))
runs = {mistake: spoilt(mistake) for mistake in MISTAKES}
figure, panel = plt.subplots(figsize=(9, 4.2))
places = np.arange(len(MISTAKES))[::-1]
last = [100 * runs[mistake][1][-1] for mistake in MISTAKES]
panel.barh(places, last, color=[GREEN, *[ORANGE] * 8], height=0.6)
for place, value in zip(places, last, strict=True):
    panel.text(value + 1, place, f"{value:.0f}", va="center")
guesses = {
    "no zero_grad": my_guess_zero_grad,
    "softmax before the loss": my_guess_softmax,
}
for mistake, guess in guesses.items():
    if guess is not None:
        place = places[MISTAKES.index(mistake)]
        panel.plot(np.clip(guess, 0, 100), place, "X", color=RED, markersize=10)
        panel.text(np.clip(guess, 0, 100) + 1, place + 0.25, "Your guess", color=RED)
panel.axvline(10, color=GREY, linestyle="--", label="By chance")
panel.set_yticks(places, MISTAKES)
panel.set(xlabel="Of 100 new images, right", xlim=(0, 108), title="One line each")
panel.grid(False)
panel.legend(loc="lower right")
show(
    figure,
    alt="Bars: of 100 new images how many are judged right. The right loop 97; squared "
    "error 83; ReLU on the scores 78; softmax before the loss 67; sorted and not "
    "shuffled 48; no zero_grad, labels not shuffled, sum for mean and zero_grad before "
    "the step all near 10, which is chance.",
)

# %% [markdown]
# Without `zero_grad`, step number $k$ takes all gradients so far,
# $g_1 + \dots + g_k$. At a minimum the newest is zero, and the old ones push on: it
# cannot come to rest. But the mistakes that stop everything are the kind ones: somebody
# notices. The costly ones are those in the upper half, which learn *something*.
#
# How do you recognise them? By the number that the loop prints. A net that knows
# nothing has a loss of $\log 10 = 2.30$ or a little more; the right loop is well below
# that after one epoch, and goes on falling. (Another loss has other numbers: the
# squared error prints 0.05, and its net reads worse.) Choose a mistake, and compare.


# %%
# Run and look. Left, the loss that the loop prints; right, what its net can do.
def plot_mistake(mistake, alt):
    """Draw a spoilt loop beside the right one."""
    figure, (left, right) = plt.subplots(1, 2)
    lines = (("the right loop", GREEN, "o"), (mistake, ORANGE, "^"))
    for name, color, marker in lines:
        left.plot(epochs, runs[name][0], marker + "-", color=color, label=name)
        right.plot(epochs, runs[name][1], marker + "-", color=color, label=name)
    left.set(xlabel="Epoch", ylabel="Loss", title="What the loop prints")
    left.set_ylim(0)
    right.set(xlabel="Epoch", ylabel="Share right, new images", ylim=(0, 1))
    right.set_title("What the net can do")
    left.legend()
    show(figure, alt)


needs((net_from, net_small, 0.0))
plot_mistake(
    "softmax before the loss",
    alt="Left: the loss printed by the right loop falls from 1.6 to 0.13. With softmax "
    "before the loss it falls from 2.3 to 1.8 and flattens. Right: the share of new "
    "images judged right is 0.97 for the right loop and 0.67 for the other.",
)
explore(
    lambda mistake: plot_mistake(mistake, "The curves of the mistake that is chosen."),
    mistake=widgets.Dropdown(
        options=MISTAKES[1:], value="softmax before the loss", description="Mistake"
    ),
)

# %% [markdown]
# **Question ({points}, read by a person).** A colleague trains a network for ten digits
# in PyTorch. Its loss has stood at 1.47 for an hour, however long he trains, and he
# asks whether he needs more neurons. You look at *one* line of his loop. Which one, and
# what do you find? Why can his loss never be below 1.46? Derive the number: what are
# the best scores that the cross-entropy can get from him? Two to four sentences.

# %% manual floor_of_loss [markdown] points=2 called="A loss that stands at 1.47"
# The line with the loss: he applies softmax to the scores, and `cross_entropy` applies
# it again. What it takes for scores are probabilities, between 0 and 1, with sum 1.
# The best he can hand over is 1 for the right class and 0 for the nine others. Softmax
# makes of it $P_L = e / (e + 9) = 0.23$, and the loss is
# $-\log P_L = \log(e + 9) - 1 = 1.46$. So even a perfect net has this loss; 1.47 is
# nearly its floor. More neurons do not change it: take out the softmax.
#
# *Grading: 1 point for softmax applied twice; 1 point for the number, from scores of 1
# and 0. Full points also for who argues with* $\log(1 + 9 e^{-1})$.

# %% [markdown]
# ## 7. In use
#
# Two switches are often taken for one another:
#
# | | what it changes | if forgotten |
# |---|---|---|
# | `net.eval()` | what modules such as dropout compute | wrong, random answers |
# | `torch.no_grad()` | whether the graph is recorded | right answers, memory wasted |
#
# Neither does the work of the other. And who asks for an answer in the middle of a
# training should find the net as it was: `net.training` says which mode it is in, and
# `net.train(mode)` sets it back.
#
# **Exercise `predict` ({points}).** The probabilities of the classes, in use.
#
# <details><summary>Hint</summary>
#
# Keep `net.training`, call `net.eval()`, compute `net(X).softmax(dim=1)` under
# `torch.no_grad()`, then set the mode back.
#
# </details>


# %% solution predict called="A prediction"
def predict(net, X):
    """The probabilities of the classes, with the net in use.

    Args:
        net: a module that gives scores. Afterwards it is in the mode it was in before.
        X: the examples, one a row.

    Returns:
        The softmax of each row of scores, in the shape of these, of type
        torch.Tensor, without a graph.
    """
    X = torch.as_tensor(X)
    ### BEGIN SOLUTION
    mode = net.training
    net.eval()
    with torch.no_grad():
        P = net(X).softmax(dim=1)
    net.train(mode)
    return P
    ### END SOLUTION


# %% check predict points=2
def _try(what, params, X, p=0.0, mode=True):
    """Compare with the softmax of what the module computes in use."""
    net = ask(net_from, params, p).train(mode)
    asked = [leaf.requires_grad for leaf in net.parameters()]
    got = ask(predict, net, X)
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    is_tensor = not isinstance(got, (int, float, list, tuple, np.ndarray))
    if not is_tensor:
        fail(f"{what} must return a tensor.")
    now = net.training
    scores = numbers(net.eval()(got.new_tensor(X)))
    expect(what, got, softmax_by_hand(scores), 1e-9, 1e-12)
    if got.requires_grad:
        fail(f"{what} has a graph: compute under torch.no_grad().")
    if asked != [leaf.requires_grad for leaf in net.parameters()]:
        fail(f"{what} has frozen the net: it could not learn any more.")
    if now is not mode:
        fail(f"{what} has left the net in another mode than it was in before.")


_try("predict(net, X_square)", net_square, X_square)
_try("predict(net, X_square) with dropout, p = 1,", net_square, X_square, 1.0)
_try("predict(net, X_square) of a net in use", net_square, X_square, 0.0, False)
tick("predict")
### BEGIN HIDDEN TESTS
_rng = draws(3106)
for _n, *_sizes in [(6, 4, 4), (4, 3, 3, 3), (1, 5, 5, 5, 5)]:
    for _p, _mode in ((1.0, True), (0.0, False)):
        _params, _X, _ = random_case(_rng, _n, *_sizes)
        _try("predict(net, X)", _params, _X, _p, _mode)
### END HIDDEN TESTS

# %% [markdown]
# What does it cost to forget `eval()`? Your `fit` trains a net with dropout, $p = 0.5$.
# Then it reads the 597 new images thirty times, without `eval()`, and once by your
# `predict`.

# %%
# Run and look. Every dot is one reading of all new images.
needs(
    (net_from, net_small, 0.0),
    (fit, attempt(lambda: net_from(net_small, 0.0)), X_small, L_small, 0.1, [[0]], 1),
    (predict, attempt(lambda: net_from(net_small, 0.0)), X_small),
)
torch.manual_seed(0)
net = net_from(start, 0.5)
fit(net, X_train, L_train, LAM, orders_of_digits, SIZE)
with torch.no_grad():
    X_new = torch.as_tensor(X_test)
    readings = [accuracy(net.train()(X_new), L_test) for _ in range(30)]
in_use = accuracy(predict(net, X_test), L_test)
figure, panel = plt.subplots(figsize=(9, 2.8))
panel.plot(range(1, 31), readings, "^", color=ORANGE, label="eval() forgotten")
panel.axhline(in_use, color=GREEN, label="Your predict")
panel.set(xlabel="Reading", ylabel="Share right", ylim=(0.7, 1.0))
panel.set_title("The same net, the same images")
panel.legend(loc="upper left", bbox_to_anchor=(1, 1))
show(
    figure,
    alt="Thirty readings without eval() scatter between 0.77 and 0.83, each another "
    "value; a line at 0.96 shows the reading by predict.",
)

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# **PyTorch records what you compute and sends the derivative back through it: the
# backward pass of lesson 2, without the writing.** Your own gradient was its judge.
#
# | by hand, 2.4 | in PyTorch |
# |---|---|
# | `forward` | `net(X)` |
# | `backward` | `loss.backward()`, which adds to `.grad` |
# | $W - \lambda\, dW$ | `optimizer.step()`, after `zero_grad()` |
#
# **Next, 3.2:** the same five lines with other optimisers. What does a step do that is
# not simply down the gradient?
