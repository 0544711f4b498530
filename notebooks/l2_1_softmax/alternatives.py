# %%
import numpy as np

# %% alternative softmax.from_logs [markdown]
# The exponential of the log of softmax.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    R = R - R.max(axis=1, keepdims=True)
    return np.exp(R - np.log(np.exp(R).sum(axis=1, keepdims=True)))


# %% alternative softmax.row_by_row [markdown]
# A loop over the examples.


# %%
def softmax(R):
    rows = []
    for row in np.asarray(R, dtype=np.float64):
        shares = np.exp(row - max(row))
        rows.append(shares / sum(shares))
    return np.array(rows)


# %% alternative softmax.transposed [markdown]
# With the classes along the first axis, no `keepdims` is needed.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64).T
    E = np.exp(R - R.max(axis=0))
    return (E / E.sum(axis=0)).T


# %% alternative softmax.pairs [markdown]
# From the odds of each pair of classes: $1/P_k = \sum_j e^{r_j - r_k}$.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    with np.errstate(over="ignore"):
        return 1 / np.exp(R[:, None, :] - R[:, :, None]).sum(axis=2)


# %% alternative as_neuron.by_hand [markdown]
# A list that grows, one weight after the other.


# %%
def as_neuron(W, b):
    w = [b[1] - b[0]]
    for pair in W:
        w.append(pair[1] - pair[0])
    return np.array(w)


# %% alternative as_neuron.by_a_product [markdown]
# The bias as one more row, and the difference as a product.


# %%
def as_neuron(W, b):
    return np.vstack([b, W]) @ np.array([-1.0, 1.0])


# %% alternative cross_entropy.logaddexp [markdown]
# NumPy's own sum of exponentials under a log.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    return np.mean(np.logaddexp.reduce(R, axis=1) - R[np.arange(len(R)), L])


# %% alternative cross_entropy.by_one_hot [markdown]
# The score of the label by a product with one-hot rows.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    R = R - R.max(axis=1, keepdims=True)
    hot = np.eye(R.shape[1])[np.asarray(L)]
    return float((np.log(np.exp(R).sum(axis=1)) - (R * hot).sum(axis=1)).mean())


# %% alternative cross_entropy.differences [markdown]
# All scores are measured from that of the label, and a loop adds up.


# %%
def cross_entropy(R, L):
    total = 0.0
    for row, label in zip(np.asarray(R, dtype=np.float64), L, strict=True):
        total += np.logaddexp.reduce(row - row[label])
    return total / len(R)


# %% alternative cross_entropy.take_along_axis [markdown]
# The label's score by `take_along_axis`.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    R = R - np.max(R, axis=1, keepdims=True)
    own = np.take_along_axis(R, np.asarray(L)[:, None], axis=1)[:, 0]
    return np.log(np.sum(np.exp(R), axis=1)).mean() - own.mean()


# %% alternative jacobian.cases [markdown]
# Both cases in two loops.


# %%
def jacobian(p):
    K = len(p)
    J = np.empty((K, K))
    for k in range(K):
        for j in range(K):
            J[k, j] = p[k] * (1 - p[k]) if k == j else -p[k] * p[j]
    return J


# %% alternative jacobian.factored [markdown]
# The factor $P_k$ in front.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return p[:, None] * (np.eye(len(p)) - p)


# %% alternative dce_dr.one_hot [markdown]
# The whole one-hot table.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    return (softmax(R) - np.eye(R.shape[1])[np.asarray(L)]) / len(R)


# %% alternative dce_dr.put_along_axis [markdown]
# The label's entries are computed apart and put in their place.


# %%
def dce_dr(R, L):
    P = softmax(R)
    columns = np.asarray(L)[:, None]
    miss = np.take_along_axis(P, columns, axis=1) - 1
    np.put_along_axis(P, columns, miss, axis=1)
    return P / P.shape[0]


# %% alternative dce_dr.comparison [markdown]
# One-hot rows by comparing numbers of classes.


# %%
def dce_dr(R, L):
    P = softmax(R)
    hot = np.arange(P.shape[1]) == np.asarray(L).reshape(-1, 1)
    return np.where(hot, P - 1, P) / len(P)


# %% alternative gradient.einsum [markdown]
# The sums over the examples as `einsum`.


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(np.einsum("si,ik->sk", X, W) + b, L)
    return np.einsum("si,sk->ik", X, G), np.einsum("sk->k", G)


# %% alternative gradient.example_by_example [markdown]
# The pull of each example is an outer product; a loop adds them up.


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    dW, db = np.zeros_like(W), np.zeros_like(b)
    for x, g in zip(X, dce_dr(X @ W + b, L), strict=True):
        dW += np.outer(x, g)
        db += g
    return dW, db


# %% alternative gradient.column_of_ones [markdown]
# The biases as the weights of an input that is always 1; the result is a list.


# %%
def gradient(W, b, X, L):
    ones = np.hstack([np.ones((len(X), 1)), X])
    G = ones.T @ dce_dr(ones @ np.vstack([b, W]), L)
    return [G[1:], G[0]]


# %% alternative fit.recursion [markdown]
# One step, and then the rest of the walk (in pieces, for Python's stack).


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if steps > 1:
        half = steps // 2
        return fit(*fit(W, b, X, L, lam, half), X, L, lam, steps - half)
    if steps == 0:
        return W, b
    dW, db = gradient(W, b, X, L)
    return W - lam * dW, b - lam * db


# %% alternative fit.copies [markdown]
# Copies that are moved in place.


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.array(W, dtype=np.float64), np.array(b, dtype=np.float64)
    for _ in range(steps):
        dW, db = gradient(W, b, X, L)
        W -= lam * dW
        b -= lam * db
    return W, b
