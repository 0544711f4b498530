# %%
import numpy as np

# %% alternative dsigma_from_t.product [markdown]
# Both factors written out, in the order of the chain rule.


# %%
def dsigma_from_t(t):
    outer = -1 / (1 + t) ** 2
    inner = -t
    return outer * inner


# %% alternative dsigma_from_t.two_probabilities [markdown]
# As the product of the two probabilities, each a fraction in $t$.


# %%
def dsigma_from_t(t):
    return (1 / (1 + t)) * (t / (1 + t))


# %% alternative dsigma_from_t.symmetric [markdown]
# Divided by $t$ above and below the line.


# %%
def dsigma_from_t(t):
    return 1 / (t + 2 + 1 / t)


# %% alternative dsigma_from_s.difference [markdown]
# Multiplied out.


# %%
def dsigma_from_s(s):
    return s - s**2


# %% alternative dsigma_from_s.from_behind [markdown]
# The smaller rectangle: what is left of $s$ when a square is cut off.


# %%
def dsigma_from_s(s):
    q = 1 - s
    return q - q * q


# %% alternative dsigma_from_s.parabola [markdown]
# The parabola in the form with its top.


# %%
def dsigma_from_s(s):
    return 0.25 - (s - 0.5) ** 2


# %% alternative dsigma.both_tails [markdown]
# The product of $\sigma(r)$ and $\sigma(-r)$, exact in both tails.


# %%
def dsigma(r):
    r = np.asarray(r, dtype=np.float64)
    return sigmoid_stable(r) * sigmoid_stable(-r)


# %% alternative dsigma.symmetric [markdown]
# By the stable form of step 1: the slope is an even function.


# %%
def dsigma(r):
    z = np.exp(-np.abs(np.asarray(r, dtype=np.float64)))
    return z / (1 + z) ** 2


# %% alternative dsigma.tanh [markdown]
# A quarter of $1 - \tanh^2(r/2)$.


# %%
def dsigma(r):
    r = np.asarray(r, dtype=np.float64)
    return (1 - np.tanh(r / 2) ** 2) / 4


# %% alternative dy_dw.loop [markdown]
# A loop over the inputs, with a list.


# %%
def dY_dw(x, w):
    r = w[0]
    for i in range(len(x)):
        r = r + w[i + 1] * x[i]
    slope = float(dsigma(r))
    return np.array([slope] + [slope * float(value) for value in x])


# %% alternative dy_dw.list [markdown]
# Returns a list in place of an array.


# %%
def dY_dw(x, w):
    ones = [1.0, *map(float, x)]
    slope = float(dsigma(sum(a * b for a, b in zip(ones, w, strict=True))))
    return [slope * value for value in ones]


# %% alternative dy_dw.augmented [markdown]
# The inputs get a leading 1 first, and the score is one product.


# %%
def dY_dw(x, w):
    x1 = np.concatenate([[1.0], np.asarray(x, dtype=np.float64)])
    return dsigma_from_s(sigmoid_stable(x1 @ np.asarray(w))) * x1


# %% alternative derror_dr.cases [markdown]
# The two cases, cancelled each by itself.


# %%
def dError_dr(Y, L):
    return np.where(L == 1, Y - 1, Y)


# %% alternative derror_dr.weighted [markdown]
# The cancelled cases weighted by the labels.


# %%
def dError_dr(Y, L):
    return L * (Y - 1) + (1 - L) * Y


# %% alternative gradient.augmented [markdown]
# With a column of ones, so that the bias is a weight like the others.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    X1 = np.column_stack([np.ones(len(L)), X])
    return X1.T @ (sigmoid_stable(X1 @ w) - L) / len(L)


# %% alternative gradient.loop [markdown]
# A loop over the examples that adds up their pulls.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    total = np.zeros(len(w))
    for x, l in zip(X, L, strict=True):
        total += (sigmoid_stable(w[0] + x @ w[1:]) - l) * np.append(1, x)
    return total / len(L)


# %% alternative gradient.einsum [markdown]
# The sum over the examples by `einsum`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + np.einsum("ni,i->n", X, w[1:])) - L
    return np.append(miss.mean(), np.einsum("n,ni->i", miss, X) / len(L))


# %% alternative gradient.mean_of_rows [markdown]
# One gradient per example, then the mean of the rows.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    rows = np.concatenate([miss[:, None], miss[:, None] * X], axis=1)
    return rows.mean(axis=0)


# %% alternative gradient.chain [markdown]
# Through `dError_dr` of the derivation.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    pull = dError_dr(sigmoid_stable(X @ w[1:] + w[0]), L)
    return np.concatenate([[np.mean(pull)], pull @ X / len(L)])


# %% alternative gradient.two_sums [markdown]
# As the mean of the answers minus the mean of the labels, each with its inputs.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    X1 = np.insert(X, 0, 1, axis=1)
    Y = sigmoid_stable(X1 @ w)
    return (X1 * Y[:, None]).mean(axis=0) - (X1 * L[:, None]).mean(axis=0)


# %% alternative gradient.average [markdown]
# By `np.average`, one input after the other.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.array([np.mean(miss)] + [np.average(miss * column) for column in X.T])


# %% alternative gradient_l2.chain [markdown]
# Through `dsigma`, at the scores.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    r = w[0] + X @ w[1:]
    dr = 2 * (sigmoid_stable(r) - L) * dsigma(r)
    return np.append(dr.mean(), dr @ X / len(L))


# %% alternative gradient_l2.loop [markdown]
# A loop that uses `dY_dw` of each example.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    total = np.zeros(len(w))
    for x, l in zip(X, L, strict=True):
        total += 2 * (sigmoid_stable(w[0] + x @ w[1:]) - l) * dY_dw(x, w)
    return total / len(L)


# %% alternative gradient_l2.augmented [markdown]
# With a column of ones.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    X1 = np.column_stack([np.ones(len(L)), X])
    Y = sigmoid_stable(X1 @ w)
    return 2 * X1.T @ ((Y - L) * dsigma_from_s(Y)) / len(L)


# %% alternative gradient_check.by_hand [markdown]
# Lengths and differences written out.


# %%
def gradient_check(f, df, w):
    g, n = np.asarray(df(w), dtype=float), numerical_gradient(f, w)
    top = np.sqrt(np.sum((g - n) ** 2))
    return float(top / (np.sqrt(g @ g) + np.sqrt(n @ n)))


# %% alternative gradient_check.own_differences [markdown]
# With central differences of its own and another step.


# %%
def gradient_check(f, df, w):
    w = np.asarray(w, dtype=float)
    g, h = np.asarray(df(w)), 1e-6
    n = np.zeros(len(w))
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h
        n[i] = (f(w + e) - f(w - e)) / (2 * h)
    return np.linalg.norm(n - g) / (np.linalg.norm(n) + np.linalg.norm(g))


# %% alternative blind_point.list [markdown]
# A list of decimals with four digits.

# %%
w_blind = [1.0986, 0, 0]


# %% alternative blind_point.bisection [markdown]
# With weights of its own, and the bias found by bisection.

# %%
low, high = -20.0, 20.0
for _ in range(80):
    middle = (low + high) / 2
    answers = sigmoid_stable(middle + X_blind @ np.array([0.5, -1.0]))
    low, high = (middle, high) if answers.mean() < 0.75 else (low, middle)
w_blind = (low, 0.5, -1.0)


# %% alternative standardize.scaler [markdown]
# scikit-learn's `StandardScaler`, fitted on the training sample.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    scaler = StandardScaler().fit(train)
    return scaler.transform(train), scaler.transform(test)


# %% alternative standardize.loop [markdown]
# Column by column, into copies.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    a, b = train.copy(), test.copy()
    for i in range(train.shape[1]):
        mean, std = np.mean(train[:, i]), np.std(train[:, i])
        a[:, i] = (a[:, i] - mean) / std
        b[:, i] = (b[:, i] - mean) / std
    return a, b


# %% alternative standardize.list [markdown]
# The deviation as the root of a mean square; a list of two.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean = np.mean(train, axis=0, keepdims=True)
    std = np.sqrt(np.mean((train - mean) ** 2, axis=0, keepdims=True))
    return [(sample - mean) / std for sample in (train, test)]


# %% alternative fit.list [markdown]
# A list of arrays, each a new one, made an array in the end.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    path = [np.zeros(X.shape[1] + 1)]
    for _ in range(steps):
        path.append(path[-1] - lam * gradient(path[-1], X, L))
    return np.array(path)


# %% alternative fit.copies [markdown]
# Changes one array in place, and stores copies.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    w = np.zeros(X.shape[1] + 1)
    path = [w.copy()]
    for _ in range(steps):
        w -= lam * gradient(w, X, L)
        path.append(w.copy())
    return np.array(path)


# %% alternative fit.accumulate [markdown]
# As a fold over the steps.

# %%
from itertools import accumulate


def fit(X, L, lam, steps):
    X = np.asarray(X, dtype=np.float64)
    start = np.zeros(X.shape[1] + 1)
    walk = accumulate(
        range(steps), lambda w, _: w - lam * gradient(w, X, L), initial=start
    )
    return np.vstack(list(walk))


# %% alternative fit.own_gradient [markdown]
# With the gradient written out, and a column of ones.


# %%
def fit(X, L, lam, steps):
    X1 = np.column_stack([np.ones(len(L)), np.asarray(X, dtype=np.float64)])
    W = np.zeros((steps + 1, X1.shape[1]))
    for k in range(steps):
        W[k + 1] = W[k] - lam * X1.T @ (sigmoid_stable(X1 @ W[k]) - L) / len(L)
    return W


# %% alternative training.patient [markdown]
# Short steps, many of them.

# %%
X_train, X_test = standardize(train, test)
lam, steps = 1.0, 4500
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[-1]


# %% alternative training.bold [markdown]
# A step beyond the safe bound, which happens to work here.

# %%
X_train, X_test = standardize(train, test)
lam, steps = 20, 500
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[-1]


# %% alternative training.rule [markdown]
# The learning rate computed from the bound on the curvature.

# %%
X_train, X_test = standardize(train, test)
with_ones = np.column_stack([np.ones(len(X_train)), X_train])
curvature = np.linalg.eigvalsh(with_ones.T @ with_ones / len(with_ones)).max() / 4
lam, steps = 1.9 / curvature, 600
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[-1]


# %% alternative separable.capital_letters [markdown]
# Capital letters, and a bracket.

# %%
separable_answer = "B"
separable_reason = "G)"
