# %%
import numpy as np

# %% alternative predict.by_score [markdown]
# The score is compared with the logit of `t`; a table of True and False comes back.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return w[0] + X @ w[1:] >= np.log(t / (1 - t))


# %% alternative predict.where_floats [markdown]
# `np.where` with floats.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return np.where(sigmoid(w[0] + (X * w[1:]).sum(axis=1)) < t, 0.0, 1.0)


# %% alternative predict.augmented [markdown]
# A column of ones in front, and one product.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    augmented = np.hstack([np.ones((len(X), 1)), X])
    return np.heaviside(sigmoid(augmented @ w) - t, 1)


# %% alternative predict.loop [markdown]
# Two loops, an `if` for each point, and a list of Python integers.


# %%
def predict(X, w, t):
    classes = []
    for x in X:
        r = w[0]
        for i, value in enumerate(x):
            r += w[i + 1] * value
        classes.append(1 if sigmoid(r) >= t else 0)
    return classes


# %% alternative predict.einsum [markdown]
# `np.einsum`, and small unsigned integers.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    r = np.einsum("ni,i->n", X, w[1:]) + w[0]
    return (1 / (1 + np.exp(-r)) >= t).astype(np.uint8)


# %% alternative predict.odds [markdown]
# Odds against odds: $e^{r} (1 - t) \ge t$.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return 1 * (np.exp(w[0] + X.dot(w[1:])) * (1 - t) >= t)


# %% alternative boundary_x2.slope [markdown]
# Intercept and slope.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if not w[2]:
        raise ValueError("no X₂")
    slope, intercept = -w[1] / w[2], (r_threshold(t) - w[0]) / w[2]
    return intercept + slope * x1


# %% alternative boundary_x2.two_points [markdown]
# The line through two of its points.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("no X₂")
    at_0 = (r_threshold(t) - w[0]) / w[2]
    at_1 = (r_threshold(t) - w[0] - w[1]) / w[2]
    return at_0 + (at_1 - at_0) * x1


# %% alternative boundary_x2.times_minus_one [markdown]
# The equation of the boundary, times −1.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("no X₂")
    return (np.log(1 / t - 1) + w[0] + w[1] * x1) / -w[2]


# %% alternative boundary_x2.moved_bias [markdown]
# The threshold is moved into a new bias first.


# %%
def boundary_x2(x1, w, t):
    bias, w1, w2 = w[0] - r_threshold(t), w[1], w[2]
    if w2 == 0:
        raise ValueError("no X₂")
    return -(bias + w1 * np.asarray(x1, dtype=np.float64)) / w2


# %% alternative boundary_x2.caught [markdown]
# The division is tried, and its failure turned into a ValueError.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    try:
        return (r_threshold(t) - w[0] - w[1] * x1) * (1 / float(w[2]))
    except ZeroDivisionError:
        raise ValueError("no X₂") from None


# %% alternative signed_distance.normal [markdown]
# The normalised weights first, then the score.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    length = np.linalg.norm(w[1:])
    return X @ (w[1:] / length) + (w[0] - r_threshold(t)) / length


# %% alternative signed_distance.from_a_point [markdown]
# The point is projected onto the normal, measured from a point of the boundary.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    on_boundary = (r_threshold(t) - w[0]) * w[1:] / (w[1:] @ w[1:])
    return (X - on_boundary) @ w[1:] / np.sqrt(w[1:] @ w[1:])


# %% alternative signed_distance.loop [markdown]
# A loop over the points, a list of floats.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    length = sum(weight**2 for weight in w[1:]) ** 0.5
    return [float((w[0] + x @ w[1:] - r_threshold(t)) / length) for x in X]


# %% alternative preserves_plane.products [markdown]
# No rise and fall together.


# %%
def preserves_plane(F):
    steps = np.sign(np.diff(F(SCORES)))
    return not (1 in steps and -1 in steps)


# %% alternative preserves_plane.sorted [markdown]
# Sorted values, one way or the other; NumPy's own bool.


# %%
def preserves_plane(F):
    values = np.asarray(F(SCORES))
    up = np.sort(values)
    return np.array_equal(values, up) | np.array_equal(values, up[::-1])


# %% alternative preserves_plane.every_threshold [markdown]
# By the definition: every value of F is tried as a threshold.


# %%
def preserves_plane(F):
    return all(region(F, t) != "pieces" for t in np.unique(F(SCORES)))


# %% alternative preserves_plane.loop [markdown]
# A loop over neighbours; 1 or 0.


# %%
def preserves_plane(F):
    values = [float(F(r)) for r in SCORES]
    rises = any(values[k] > values[k - 1] for k in range(1, len(values)))
    falls = any(values[k] < values[k - 1] for k in range(1, len(values)))
    return 0 if rises and falls else 1


# %% alternative xor_neuron.minus [markdown]
# All signs turned; the bump does not care.

# %%
w_xor = (1.0, -1.0, -1.0)

# %% alternative xor_neuron.steep [markdown]
# A narrow stripe, as an array.

# %%
w_xor = np.array([-20, 20, 20])

# %% alternative xor_neuron.off_centre [markdown]
# The corners need not lie in the middle of the stripe.

# %%
w_xor = [-1, 1.7, 1.5]

# %% alternative error_counts.loop [markdown]
# A loop with two counters.


# %%
def error_counts(Y, L, t):
    false_alarms = misses = 0
    for y, label in zip(Y, L, strict=True):
        if y >= t and label == 0:
            false_alarms += 1
        elif y < t and label == 1:
            misses += 1
    return [false_alarms, misses]


# %% alternative error_counts.differences [markdown]
# Class minus label is 1 for a false alarm and −1 for a miss; an array comes back.


# %%
def error_counts(Y, L, t):
    difference = (np.asarray(Y) >= t).astype(int) - np.asarray(L).astype(int)
    return np.array([(difference == 1).sum(), (difference == -1).sum()])


# %% alternative error_counts.selection [markdown]
# Select by label, then count.


# %%
def error_counts(Y, L, t):
    Y, L = np.asarray(Y), np.asarray(L).astype(bool)
    return np.count_nonzero(Y[~L] >= t), np.count_nonzero(Y[L] < t)
