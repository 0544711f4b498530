# %%
import numpy as np

# %% alternative forward.einsum [markdown]
# The products as sums over an index, and the last layer outside the loop.


# %%
def forward(params, X):
    A = [X]
    for W, b in params[:-1]:
        A.append(np.maximum(np.einsum("si,ij->sj", A[-1], W) + b, 0))
    W, b = params[-1]
    return [*A, np.einsum("si,ij->sj", A[-1], W) + b]


# %% alternative forward.ones [markdown]
# Matrices with the bias as a further row, and a column of ones.


# %%
def forward(params, X):
    A = [X]
    for k, (W, b) in enumerate(params):
        ones = np.ones((len(X), 1))
        R = np.hstack([A[-1], ones]) @ np.vstack([W, b])
        if k < len(params) - 1:
            R = R * (R > 0)
        A.append(R)
    return A


# %% alternative forward.recursion [markdown]
# The rest of the net, applied to what the first layer makes.


# %%
def forward(params, X):
    (W, b), *rest = params
    R = X @ W + b
    if not rest:
        return [X, R]
    return [X, *forward(rest, np.where(R > 0, R, 0.0))]


# %% alternative init.scale_given [markdown]
# The deviation as an argument of the draw, with a loop over positions.


# %%
def init(sizes, rng):
    params = []
    for k in range(len(sizes) - 1):
        N, M = sizes[k], sizes[k + 1]
        W = rng.normal(0.0, (2 / N) ** 0.5, size=(N, M))
        params.append((W, np.zeros(M)))
    return params


# %% alternative init.transposed_draw [markdown]
# Drawn neuron by neuron, then transposed: other numbers, the same distribution.


# %%
def init(sizes, rng):
    return [
        (rng.standard_normal((M, N)).T * np.sqrt(2 / N), np.zeros(M))
        for N, M in pairwise(sizes)
    ]


# %% alternative init.from_the_end [markdown]
# The last layer is drawn first, all its entries one by one.


# %%
def init(sizes, rng):
    params = []
    for N, M in reversed(list(pairwise(sizes))):
        draws = [rng.normal() for _ in range(N * M)]
        params.insert(0, (np.reshape(draws, (N, M)) / np.sqrt(N / 2), np.zeros(M)))
    return params


# %% alternative score_gradients.where [markdown]
# The mask by `np.where`, entries inserted at the front.


# %%
def score_gradients(params, A, L):
    G = [dError_dR(A[-1], L)]
    for k in reversed(range(1, len(params))):
        G.insert(0, np.where(A[k] > 0, G[0] @ params[k][0].T, 0.0))
    return G


# %% alternative score_gradients.masked [markdown]
# The gradient at the activations first; then what was off is set to zero.


# %%
def score_gradients(params, A, L):
    G = [None] * len(params)
    G[-1] = dError_dR(A[-1], L)
    for k in range(len(params) - 1, 0, -1):
        G[k - 1] = np.einsum("sj,ij->si", G[k], params[k][0])
        G[k - 1][A[k] == 0] = 0
    return G


# %% alternative score_gradients.recursion [markdown]
# The net above first, then one layer more.


# %%
def score_gradients(params, A, L):
    if len(params) == 1:
        return [dError_dR(A[-1], L)]
    above = score_gradients(params[1:], A[1:], L)
    return [np.sign(A[1]) * (above[0] @ params[1][0].T), *above]


# %% alternative backward.outer_products [markdown]
# A sum of outer products, one for each example.


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    found = []
    for inputs, pull in zip(A, G, strict=False):
        dW = sum(np.outer(a, g) for a, g in zip(inputs, pull, strict=True))
        found.append((dW, np.ones(len(L)) @ pull))
    return found


# %% alternative backward.einsum [markdown]
# Both sums over the examples by index.


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    return [
        (np.einsum("si,sj->ij", A[k], G[k]), np.einsum("sj->j", G[k]))
        for k in range(len(params))
    ]


# %% alternative backward.by_itself [markdown]
# The whole way back in one loop, without step 1.


# %%
def backward(params, A, L):
    G = dError_dR(A[-1], L)
    found = []
    for k in range(len(params) - 1, -1, -1):
        found.append((np.dot(A[k].T, G), np.sum(G, axis=0)))
        if k:
            G = G @ params[k][0].T
            G[A[k] <= 0] = 0
    found.reverse()
    return found


# %% alternative fit.copied_first [markdown]
# A deep copy at the beginning, then steps in place.


# %%
def fit(params, X, L, lam, orders, size):
    net = [(W.copy(), b.copy()) for W, b in params]
    losses = [cross_entropy(forward(net, X)[-1], L)]
    for order in orders:
        for start in range(0, len(L), size):
            batch = order[start : start + size]
            grads = backward(net, forward(net, X[batch]), L[batch])
            for (W, b), (dW, db) in zip(net, grads, strict=True):
                W -= lam * dW
                b -= lam * db
        losses.append(cross_entropy(forward(net, X)[-1], L))
    return net, losses


# %% alternative fit.split [markdown]
# The batches by `np.split`, and the sample reordered once an epoch.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        cuts = np.arange(size, len(order), size)
        rows, labels = np.split(X[order], cuts), np.split(L[order], cuts)
        for few, theirs in zip(rows, labels, strict=True):
            grads = backward(params, forward(params, few), theirs)
            params = [
                tuple(w - lam * d for w, d in zip(*two, strict=True))
                for two in zip(params, grads, strict=True)
            ]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, np.array(losses)


# %% alternative fit.helper [markdown]
# The step and the loss as functions of their own.


# %%
def step(params, grads, lam):
    return [
        (pair[0] - lam * grad[0], pair[1] - lam * grad[1])
        for pair, grad in zip(params, grads, strict=True)
    ]


def whole_loss(params, X, L):
    return float(cross_entropy(forward(params, X)[-1], L))


def fit(params, X, L, lam, orders, size):
    losses = [whole_loss(params, X, L)]
    for order in orders:
        place = 0
        while place < len(order):
            batch = order[place : place + size]
            A = forward(params, X[batch])
            params = step(params, backward(params, A, L[batch]), lam)
            place += size
        losses.append(whole_loss(params, X, L))
    return list(params), losses


# %% alternative tiny.longer_steps [markdown]
# Longer steps, fewer of them.

# %%
lam_tiny, steps_tiny = 0.8, 150
begin_tiny = init((64, 32, 10), np.random.default_rng(1))
orders_tiny = shuffled(20, steps_tiny, np.random.default_rng(2))
params_tiny, losses_tiny = fit(
    begin_tiny, X_train[:20], L_train[:20], lam_tiny, orders_tiny, 20
)
