# %%
import numpy as np

# %% alternative l2.loop [markdown]
# A loop over the entries; a single number comes back as a Python float.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    values = [
        (float(y) - float(l)) ** 2 for y, l in zip(Y.ravel(), L.ravel(), strict=True)
    ]
    return values[0] if Y.shape == () else np.array(values).reshape(Y.shape)


# %% alternative l2.expanded [markdown]
# The square multiplied out.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return Y**2 - 2 * Y * L + L**2


# %% alternative l2.cases [markdown]
# Two cases, as for the cross-entropy.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.where(L == 1, (1 - Y) ** 2, Y**2)


# %% alternative l2.absolute_squared [markdown]
# The square of the given distance.


# %%
def l2(Y, L):
    return np.square(absolute_error(Y, L))


# %% alternative cross_entropy.two_logs [markdown]
# `np.where` over both logs; the unused one may warn.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.where(L == 1, -np.log(Y), -np.log(1 - Y))


# %% alternative cross_entropy.xlogy [markdown]
# The one-line formula with SciPy's `xlogy`, which sets $0 \cdot \log 0 = 0$.


# %%
def cross_entropy(Y, L):
    from scipy.special import xlog1py, xlogy

    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -xlogy(L, Y) - xlog1py(1 - L, -Y)


# %% alternative cross_entropy.bernoulli [markdown]
# Minus the log of the Bernoulli probability $p^L (1 - p)^{1 - L}$.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.log(Y**L * (1 - Y) ** (1 - L))


# %% alternative cross_entropy.indexing [markdown]
# Masks, and each case in its own place.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    losses = np.empty(Y.shape)
    ones = L == 1
    losses[ones] = -np.log(Y[ones])
    losses[~ones] = -np.log1p(-Y[~ones])
    return losses


# %% alternative cross_entropy.choose [markdown]
# The label as an index into the two probabilities.


# %%
def cross_entropy(Y, L):
    Y = np.asarray(Y, dtype=np.float64)
    return -np.log(np.choose(np.asarray(L).astype(int), [1 - Y, Y]))


# %% alternative cross_entropy.loop [markdown]
# A loop with Python's `math` and an ordinary `if`.


# %%
import math


def one_loss(y, l):
    p = y if l == 1 else 1 - y
    return -math.log(p) if p > 0 else math.inf


def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    if Y.ndim == 0:
        return one_loss(float(Y), float(L))
    values = [one_loss(float(y), float(l)) for y, l in zip(Y.flat, L.flat, strict=True)]
    return np.array(values).reshape(Y.shape)


# %% alternative cross_entropy.blend [markdown]
# The probability of the true label as a sum of two products, of which one is 0.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.log(L * Y + (1 - L) * (1 - Y))


# %% alternative error.ones_column [markdown]
# A column of ones in front of the inputs, and one matrix product.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if X.shape[0] == 0:
        raise ValueError("no examples")
    wide = np.column_stack([np.ones(len(X)), X])
    return float(np.mean(loss(sigmoid(wide @ w), L)))


# %% alternative error.einsum [markdown]
# `einsum` and a sum divided by n.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if not L.size:
        raise ValueError
    Y = sigmoid(np.einsum("ni,i->n", X, w[1:]) + w[0])
    return sum(loss(Y, L)) / L.shape[0]


# %% alternative error.loop [markdown]
# Example by example, with the loss of a single number.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(X) == 0:
        raise ValueError("empty sample")
    total = 0.0
    for x, label in zip(X, L, strict=True):
        r = w[0] + sum(w[i + 1] * x[i] for i in range(len(x)))
        total += float(loss(sigmoid(r), label))
    return total / len(X)


# %% alternative error.average [markdown]
# `np.average`, and an error of a class of its own that is a ValueError.


# %%
class EmptySample(ValueError):
    pass


def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if X.size == 0:
        raise EmptySample("the sample is empty")
    return np.average(loss(sigmoid(np.dot(X, w[1:]) + w[0]), L))


# %% alternative error.column_and_ravel [markdown]
# Scores as a column, flattened before the loss sees them.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    Y = sigmoid(w[0] + X @ w[1:].reshape(-1, 1))
    return loss(Y.ravel(), L).mean()


# %% alternative dl2_dr.expanded [markdown]
# The brackets multiplied out.


# %%
def dl2_dr(r, L):
    Y, L = sigmoid(r), np.asarray(L, dtype=np.float64)
    return (2 * Y - 2 * L) * (Y - Y**2)


# %% alternative dl2_dr.helpers [markdown]
# A function for each factor.


# %%
def outer(Y, L):
    return -2 * np.subtract(L, Y)


def inner(Y):
    return 0.25 - (Y - 0.5) ** 2


def dl2_dr(r, L):
    Y = sigmoid(r)
    return outer(Y, np.asarray(L, dtype=np.float64)) * inner(Y)


# %% alternative dl2_dr.cases [markdown]
# One formula for each label.


# %%
def dl2_dr(r, L):
    Y, Q = sigmoid(r), sigmoid(-np.asarray(r, dtype=np.float64))
    return np.where(np.asarray(L) == 1, -2 * Y * Q**2, 2 * Y**2 * Q)


# %% alternative dce_dr.cases [markdown]
# The two cases, each after cancelling.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return np.where(L == 1, Y - 1, Y)


# %% alternative dce_dr.other_sigmoid [markdown]
# With $1 - \sigma(r) = \sigma(-r)$, exact in both tails.


# %%
def dce_dr(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.where(L == 1, -sigmoid(-r), sigmoid(r))


# %% alternative dce_dr.signed [markdown]
# The slope of softplus is the sigmoid of the signed score.


# %%
def dce_dr(r, L):
    s = 1 - 2 * np.asarray(L, dtype=np.float64)
    return s * sigmoid(s * np.asarray(r, dtype=np.float64))


# %% alternative cross_entropy_from_r.softplus [markdown]
# A helper for softplus and the signed score.


# %%
def softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return softplus((1 - 2 * L) * r)


# %% alternative cross_entropy_from_r.tensorflow [markdown]
# The form of TensorFlow's documentation.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.maximum(r, 0) - r * L + np.log1p(np.exp(-np.abs(r)))


# %% alternative cross_entropy_from_r.scipy [markdown]
# SciPy's `log_expit`, the logarithm of the sigmoid.


# %%
def cross_entropy_from_r(r, L):
    from scipy.special import log_expit

    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.where(L == 1, log_expit(r), log_expit(-r))


# %% alternative cross_entropy_from_r.loop [markdown]
# A loop with `math` and an ordinary `if`, a Python float for a number.


# %%
import math


def one_price(score, label):
    z = -score if label == 1 else score
    return z + math.log1p(math.exp(-z)) if z > 0 else math.log1p(math.exp(z))


def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    if r.ndim == 0:
        return one_price(float(r), float(L))
    values = [
        one_price(float(a), float(b)) for a, b in zip(r.flat, L.flat, strict=True)
    ]
    return np.array(values).reshape(r.shape)


# %% alternative cross_entropy_from_r.masks [markdown]
# Each label in its own place.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    losses = np.empty(r.shape)
    ones = L == 1
    losses[ones] = np.logaddexp(0, -r[ones])
    losses[~ones] = np.logaddexp(0, r[~ones])
    return losses


# %% alternative counterexample.first_wrong [markdown]
# The wrong answer stands first, in a tuple.

# %%
counterexample = (0.001, 0.99, 0.99, 0.01, 0.01)

# %% alternative counterexample.unsure_others [markdown]
# The right answers only just right, one of them at the threshold.

# %%
counterexample = np.array([0.5, 0.51, 0.02, 0.49, 0.49])

# %% alternative counterexample.extreme [markdown]
# Four nearly perfect answers, and one that is very sure of its error.

# %%
counterexample = [1 - 1e-12, 1 - 1e-12, 1e-300, 1e-12, 1e-12]
