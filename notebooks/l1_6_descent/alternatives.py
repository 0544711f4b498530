# %%
import numpy as np

# %% alternative gd_1d.recursion [markdown]
# The path of one step less, and one step from its end.


# %%
def gd_1d(df, w0, lam, steps):
    if steps == 0:
        return np.array([w0], dtype=float)
    path = gd_1d(df, w0, lam, steps - 1)
    return np.append(path, path[-1] - lam * df(path[-1]))


# %% alternative gd_1d.filled_array [markdown]
# An empty array, filled step by step.


# %%
def gd_1d(df, w0, lam, steps):
    path = np.empty(steps + 1)
    path[0] = w0
    for k in range(steps):
        path[k + 1] = path[k] - lam * df(path[k])
    return path


# %% alternative gd_1d.accumulate [markdown]
# `itertools.accumulate`, which returns running results.


# %%
from itertools import accumulate


def gd_1d(df, w0, lam, steps):
    points = accumulate(range(steps), lambda w, _: w - lam * df(w), initial=w0)
    return np.array(list(points), dtype=float)


# %% alternative gd_1d.list [markdown]
# A plain list of Python numbers, the start as it came.


# %%
def gd_1d(df, w0, lam, steps):
    w = w0
    path = [w]
    while len(path) <= steps:
        w -= lam * df(w)
        path.append(w)
    return path


# %% alternative gd_1d.generator [markdown]
# A helper that yields the points.


# %%
def walk(df, w, lam, steps):
    yield w
    for _ in range(steps):
        w = w - lam * df(w)
        yield w


def gd_1d(df, w0, lam, steps):
    return np.fromiter(walk(df, float(w0), lam, steps), dtype=float)


# %% alternative next_w.factored [markdown]
# A step of the derivation ahead: $w$ taken out of the bracket.


# %%
def next_w(a, lam, w):
    return (1 - lam * a) * w


# %% alternative next_w.two_and_half [markdown]
# The two twos left as they are.


# %%
def next_w(a, lam, w):
    return np.subtract(w, lam * a / 2 * 2 * w)


# %% alternative factor.from_step [markdown]
# One step from $w = 1$ is the factor.


# %%
def factor(a, lam):
    return next_w(a, lam, 1.0)


# %% alternative factor.minus_first [markdown]
# The terms in another order.


# %%
def factor(a, lam):
    return -a * lam + 1


# %% alternative w_after.loop [markdown]
# A loop over the steps in place of the power, for each k.


# %%
def w_after(a, lam, w0, k):
    def one(k):
        w = float(w0)
        for _ in range(int(k)):
            w = next_w(a, lam, w)
        return w

    return np.vectorize(one, otypes=[float])(k)


# %% alternative w_after.gd_1d [markdown]
# The walk itself, and its points number k.


# %%
def w_after(a, lam, w0, k):
    return gd_1d(lambda w: a * w, w0, lam, int(np.max(k)))[k]


# %% alternative w_after.power [markdown]
# `np.power` with a float factor.


# %%
def w_after(a, lam, w0, k):
    return w0 * np.power(float(factor(a, lam)), k)


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


# %% alternative gd.recursion [markdown]
# The start, and below it the path from the next point.


# %%
def gd(grad, W0, lam, steps):
    W = np.asarray(W0, dtype=float)
    if steps == 0:
        return W[None].copy()
    return np.vstack([W, gd(grad, W - lam * grad(W), lam, steps - 1)])


# %% alternative gd.list_of_lists [markdown]
# Plain lists, entry by entry, all slopes taken before anything moves.


# %%
def gd(grad, W0, lam, steps):
    path = [[float(w) for w in W0]]
    for _ in range(steps):
        slopes = grad(np.array(path[-1]))
        path.append([float(w - lam * s) for w, s in zip(path[-1], slopes, strict=True)])
    return path


# %% alternative gd.list_of_arrays [markdown]
# A list of arrays, not stacked.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=np.float64)]
    for _ in range(steps):
        path += [path[-1] - lam * np.asarray(grad(path[-1]))]
    return path


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
    return out


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


# %% alternative chord_gap.named [markdown]
# The two heights with names.


# %%
def chord_gap(f, u, v, t):
    between = t * u + (1 - t) * v
    chord = t * f(u) + (1 - t) * f(v)
    graph = f(between)
    return chord - graph


# %% alternative chord_gap.from_v [markdown]
# Starting at v and going the share t of the way to u.


# %%
def chord_gap(f, u, v, t):
    height = f(v) + t * (f(u) - f(v))
    return height - f(v + t * (u - v))


# %% alternative chord_gap.arrays [markdown]
# Points and heights as arrays, mixed by `@`.


# %%
def chord_gap(f, u, v, t):
    shares = np.array([t, 1 - t])
    return shares @ np.array([f(u), f(v)]) - f(shares @ np.array([u, v]))


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
