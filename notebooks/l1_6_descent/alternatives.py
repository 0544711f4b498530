# %%
import numpy as np

# %% alternative factor.from_step [markdown]
# One step from $w = 1$ is the factor.


# %%
def factor(a, lam):
    w = 1.0
    return w - lam * a * w


# %% alternative factor.minus_first [markdown]
# The terms in another order.


# %%
def factor(a, lam):
    return -a * lam + 1


# %% alternative lam_max.sum [markdown]
# Two times the step that arrives at once.


# %%
def lam_max(a):
    return 1 / a + 1 / a


# %% alternative lam_max.power [markdown]
# The reciprocal as a power, with a float base.


# %%
def lam_max(a):
    return 2 * float(a) ** -1


# %% alternative gd.in_place_with_copies [markdown]
# In place, but on an own copy, and with copies in the path.


# %%
def gd(grad, W0, lam, steps):
    W = np.array(W0, dtype=float)
    path = [W.copy()]
    for _ in range(steps):
        W -= lam * grad(W)
        path.append(W.copy())
    return np.array(path)


# %% alternative gd.filled_array [markdown]
# A table filled row by row; its number of columns comes from the start.


# %%
def gd(grad, W0, lam, steps):
    path = np.zeros((steps + 1, len(W0)))
    path[0] = W0
    for k in range(steps):
        path[k + 1] = path[k] - lam * grad(path[k])
    return path


# %% alternative gd.list_of_lists [markdown]
# Plain lists, entry by entry, all slopes taken before anything moves.


# %%
def gd(grad, W0, lam, steps):
    path = [[float(w) for w in W0]]
    for _ in range(steps):
        slopes = grad(np.array(path[-1]))
        path.append([float(w - lam * s) for w, s in zip(path[-1], slopes, strict=True)])
    return np.array(path)


# %% alternative gd.accumulate [markdown]
# `itertools.accumulate`, which returns running results.


# %%
from itertools import accumulate


def gd(grad, W0, lam, steps):
    start = np.array(W0, dtype=float)
    points = accumulate(range(steps), lambda W, _: W - lam * grad(W), initial=start)
    return np.array(list(points))


# %% alternative gd.generator [markdown]
# A helper that yields the points.


# %%
def walk(grad, W, lam, steps):
    yield W
    for _ in range(steps):
        W = W - lam * grad(W)
        yield W


def gd(grad, W0, lam, steps):
    return np.array(list(walk(grad, np.array(W0, dtype=float), lam, steps)))


# %% alternative gd.einsum [markdown]
# The step as a product with a diagonal matrix, by `einsum`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        rates = lam * np.eye(len(path[0]))
        path.append(path[-1] - np.einsum("ij,j->i", rates, grad(path[-1])))
    return np.stack(path)


# %% alternative numerical_gradient.fresh_copies [markdown]
# A loop with two fresh copies in each round.


# %%
def numerical_gradient(f, W, h=1e-5):
    out = []
    for i in range(len(W)):
        plus, minus = np.array(W, dtype=float), np.array(W, dtype=float)
        plus[i] += h
        minus[i] -= h
        out.append((f(plus) - f(minus)) / (2 * h))
    return np.array(out)


# %% alternative numerical_gradient.put_back [markdown]
# The entry is pushed in place on an own copy, and put back to the very number it was.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    out = np.zeros_like(W)
    for i, old in enumerate(W.copy()):
        W[i] = old + h
        above = f(W)
        W[i] = old - h
        below = f(W)
        W[i] = old
        out[i] = (above - below) / (2 * h)
    return out


# %% alternative numerical_gradient.mean_of_two [markdown]
# The mean of the slope to the right and the slope to the left.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    here = f(W)
    right = np.array([(f(W + push) - here) / h for push in h * np.eye(len(W))])
    left = np.array([(here - f(W - push)) / h for push in h * np.eye(len(W))])
    return (right + left) / 2


# %% alternative numerical_gradient.rows [markdown]
# All pushed points as rows of one table.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.asarray(W, dtype=float)
    pushes = h * np.eye(W.size)
    above = np.apply_along_axis(f, 1, W + pushes)
    below = np.apply_along_axis(f, 1, W - pushes)
    return (above - below) / (2 * h)


# %% alternative escape.one_jump [markdown]
# A small step size that the narrow valley can bear, but a start so far out that the
# first step jumps over the hill.

# %%
escape = (40.0, 5.0)

# %% alternative escape.list [markdown]
# A list, and a step size just below the border of the wide valley.

# %%
escape = [2.5, 9.0]

# %% alternative escape.numpy [markdown]
# An array.

# %%
escape = np.array([1.4, 0.8])
