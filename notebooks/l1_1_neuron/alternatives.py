# %%
import numpy as np

# %% alternative preactivation.loop [markdown]
# Two loops, and Python's own arithmetic.


# %%
def preactivation(X, w):
    scores = []
    for row in X:
        r = float(w[0])
        for i, x in enumerate(row):
            r += float(w[i + 1]) * float(x)
        scores.append(r)
    return np.array(scores)


# %% alternative preactivation.augmented [markdown]
# A column of ones in front of `X`, so that the bias becomes a weight like the others.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return np.hstack([np.ones((len(X), 1)), X]) @ w


# %% alternative preactivation.einsum [markdown]
# The sum as an `einsum`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return np.einsum("ni,i->n", X, w[1:]) + w[0]


# %% alternative preactivation.sum_of_products [markdown]
# Products first, then a sum over the inputs.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return (X * w[1:]).sum(axis=1) + w[0]


# %% alternative preactivation.list_returned [markdown]
# A list of numbers, made with `sum` and `zip`.


# %%
def preactivation(X, w):
    bias, *weights = w
    return [bias + sum(a * b for a, b in zip(weights, row, strict=True)) for row in X]


# %% alternative preactivation.column_by_column [markdown]
# From column to column, with a running sum for all examples at once.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    r = np.full(len(X), w[0])
    for i in range(X.shape[1]):
        r += w[i + 1] * X[:, i]
    return r


# %% alternative step.heaviside [markdown]
# NumPy's own step, with the value 1 at 0.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.heaviside(r, 1)


# %% alternative step.boolean [markdown]
# True and False.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return r >= 0


# %% alternative step.cast [markdown]
# The comparison as integers.


# %%
def step(r):
    return (np.asarray(r) >= 0).astype(int)


# %% alternative step.filled [markdown]
# An array of zeros, into which ones are written.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    out = np.zeros(r.shape)
    out[r >= 0] = 1
    return out


# %% alternative step.not_negative [markdown]
# The other side first, and a number for a number.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    if r.ndim == 0:
        return 0 if r < 0 else 1
    return 1.0 - (r < 0)


# %% alternative step.vectorize [markdown]
# A function for one number, spread over arrays.


# %%
def one_step(r):
    return int(r >= 0)


def step(r):
    return np.vectorize(one_step, otypes=[int])(r)


# %% alternative neuron.two_lines [markdown]
# The score gets a name.


# %%
def neuron(X, w, F):
    r = preactivation(X, w)
    return F(r)


# %% alternative neuron.row_by_row [markdown]
# `F` is called for each example alone.


# %%
def neuron(X, w, F):
    return np.array([float(F(r)) for r in preactivation(X, w)])


# %% alternative neuron.own_sum [markdown]
# Without `preactivation`.


# %%
def neuron(X, w, F):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return F(X.dot(w[1:]) + w[0])


# %% alternative gates.ties [markdown]
# Weights that hit the tie exactly: a score of 0 fires.

# %%
w_and = (-2, 1, 1)
w_or = (-1, 1, 1)

# %% alternative gates.decimal_ties [markdown]
# A tie that rounding would miss: −0.3 + 0.1 + 0.2 is not exactly 0 in a computer.

# %%
w_and = np.array([-0.3, 0.1, 0.2])
w_or = [-0.1, 0.1, 0.30000000000000004]

# %% alternative gates.unequal [markdown]
# Large and unequal weights.

# %%
w_and = [-100, 60, 75]
w_or = np.array([-1, 20, 3], dtype=np.float32)

# %% alternative perceptron_update.cases [markdown]
# Three cases, one after another.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    new = w.copy()
    fires = w[0] + x @ w[1:] >= 0
    if fires and label == 0:
        new[0] -= lr
        new[1:] -= lr * x
    elif not fires and label == 1:
        new[0] += lr
        new[1:] += lr * x
    return new


# %% alternative perceptron_update.neuron [markdown]
# With `neuron` and a row of ones and inputs.


# %%
def perceptron_update(x, label, w, lr):
    row = np.concatenate([[1.0], x])
    (y,) = neuron([x], w, step)
    return np.asarray(w, dtype=float) + lr * (float(label) - y) * row


# %% alternative perceptron_update.loop [markdown]
# Weight by weight, a list in the end.


# %%
def perceptron_update(x, label, w, lr):
    r = w[0] + sum(w[i + 1] * x[i] for i in range(len(x)))
    error = label - (1 if r >= 0 else 0)
    return [w[0] + lr * error] + [w[i + 1] + lr * error * x[i] for i in range(len(x))]


# %% alternative perceptron_fit.early_stop [markdown]
# It stops when a whole epoch has changed nothing.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        before = w
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(x, label, w, lr)
        if np.array_equal(before, w):
            break
    return w


# %% alternative perceptron_fit.indices [markdown]
# One loop over all steps, with the remainder as the row.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    n = len(X)
    for k in range(n * epochs):
        w = perceptron_update(X[k % n], L[k % n], w, lr)
    return np.asarray(w, dtype=float)


# %% alternative perceptron_fit.own_rule [markdown]
# The rule is written out once more, on an augmented table and a copy of the weights.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    table = np.column_stack([np.ones(len(X)), np.asarray(X, dtype=float)])
    w = np.array(w, dtype=float)
    for _ in range(epochs):
        for row, label in zip(table, L, strict=True):
            w += lr * (label - (row @ w >= 0)) * row
    return w
