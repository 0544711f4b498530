# %%
import numpy as np

# %% alternative entropy.xlogy [markdown]
# SciPy's `xlogy`, which knows that $0 \cdot \log 0 = 0$.


# %%
def entropy(p):
    from scipy.special import xlogy

    p = np.asarray(p, dtype=np.float64)
    return -xlogy(p, p).sum()


# %% alternative entropy.scipy [markdown]
# SciPy's `entr`, summed up.


# %%
def entropy(p):
    from scipy.special import entr

    return entr(np.asarray(p, dtype=np.float64)).sum()


# %% alternative entropy.loop [markdown]
# A loop over the entries with Python's `math`; a Python float comes back.


# %%
import math


def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    total = 0.0
    for one in p.flat:
        if one > 0:
            total -= one * math.log(one)
    return total


# %% alternative entropy.where [markdown]
# Zeros replaced by 1 under the log, in a new array.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    return -(p * np.log(np.where(p > 0, p, 1))).sum()


# %% alternative entropy.where_with_warning [markdown]
# `np.where` after the logarithm: the value is right, and NumPy warns.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    return -np.sum(np.where(p > 0, p * np.log(p), 0))


# %% alternative entropy.nansum [markdown]
# NaN left out of the sum.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    return -np.nansum(p * np.log(p))


# %% alternative entropy.dot [markdown]
# A scalar product of flat arrays.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64).ravel()
    p = p[p != 0]
    return p @ np.log(1 / p)


# %% alternative entropy.tiny_floor [markdown]
# The smallest normal number as a floor under the log: too small to move any digit.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    return -np.sum(p * np.log(np.maximum(p, np.finfo(float).tiny)))


# %% alternative conditional.loop [markdown]
# A loop over the rows.


# %%
def conditional(P):
    P = np.array(P, dtype=np.float64)
    for row in P:
        if row.sum() == 0:
            row[:] = 1
        row /= row.sum()
    return P


# %% alternative conditional.transposed [markdown]
# Transposed, divided along the columns, transposed back.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    P = np.where(P.sum(axis=1)[:, None] == 0, 1, P)
    return (P.T / P.sum(axis=1)).T


# %% alternative conditional.nan_filled [markdown]
# 0/0 computed, then filled.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    C = P / P.sum(axis=1, keepdims=True)
    C[np.isnan(C)] = 1 / P.shape[1]
    return C


# %% alternative conditional.divide_where [markdown]
# `np.divide` with `out` and `where`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=1, keepdims=True)
    uniform = np.full(P.shape, 1 / P.shape[1])
    return np.divide(P, total, out=uniform, where=total > 0)


# %% alternative conditional.matrix [markdown]
# The row sums as a product with ones, the division as a product with a diagonal matrix.


# %%
def conditional(P):
    P = np.array(P, dtype=np.float64)
    P[~P.any(axis=1)] = 1
    return np.diag(1 / (P @ np.ones(P.shape[1]))) @ P


# %% alternative expected_loss.xlogy [markdown]
# SciPy's `xlogy`: 0 where P = 0, infinite where Q = 0.


# %%
def expected_loss(P, Q):
    from scipy.special import xlogy

    return -xlogy(np.asarray(P, dtype=float), np.asarray(Q, dtype=float)).sum()


# %% alternative expected_loss.rows [markdown]
# The slide's form: a weighted sum over rows.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    total = 0.0
    for weight, p, q in zip(P.sum(axis=1), conditional(P), Q, strict=True):
        if weight > 0:
            some = p > 0
            total -= weight * np.sum(p[some] * np.log(q[some]))
    return total


# %% alternative expected_loss.loops [markdown]
# Two loops with `math`; infinity by hand.


# %%
import math


def expected_loss(P, Q):
    P, Q = np.asarray(P, dtype=float).tolist(), np.asarray(Q, dtype=float).tolist()
    total = 0.0
    for i in range(len(P)):
        for j in range(len(P[0])):
            if P[i][j] > 0:
                if Q[i][j] == 0:
                    return math.inf
                total -= P[i][j] * math.log(Q[i][j])
    return total


# %% alternative expected_loss.einsum [markdown]
# `einsum` over logs that are 0 where P is 0.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.where(P > 0, np.asarray(Q, dtype=np.float64), 1)
    return -np.einsum("ij,ij->", P, np.log(Q)).item()


# %% alternative term_bound.subtract [markdown]
# The same by a NumPy function.


# %%
def term_bound(p, q):
    return np.subtract(p, q)


# %% alternative term_bound.from_q [markdown]
# Written from the other side.


# %%
def term_bound(p, q):
    return -(q - p)


# %% alternative gap.conditional [markdown]
# With the rows of `conditional`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    p, q = conditional(P)[happens], Q[happens]
    return np.sum(P[happens] * (np.log(p) - np.log(q)))


# %% alternative gap.difference [markdown]
# The difference of two losses.


# %%
def gap(P, Q):
    return expected_loss(P, Q) - expected_loss(P, conditional(P))


# %% alternative gap.rel_entr [markdown]
# SciPy's `rel_entr` on joint tables: the factor P(X) cancels under the log.


# %%
def gap(P, Q):
    from scipy.special import rel_entr

    P = np.asarray(P, dtype=np.float64)
    return rel_entr(P, P.sum(axis=1, keepdims=True) * np.asarray(Q)).sum()


# %% alternative gap.rows [markdown]
# Row by row, each with its weight.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    total = 0.0
    for joint, p, q in zip(P, conditional(P), np.asarray(Q, dtype=float), strict=True):
        total += sum(
            joint[j] * np.log(p[j] / q[j]) for j in range(len(p)) if joint[j] > 0
        )
    return total


# %% alternative split_log.entropies [markdown]
# Both terms as entropies, a step early.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P), -entropy(P.sum(axis=1))


# %% alternative split_log.list [markdown]
# A list in place of a tuple, and SciPy's `xlogy`.


# %%
def split_log(P):
    from scipy.special import xlogy

    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    return [-xlogy(P, P).sum(), xlogy(PX, PX).sum()]


# %% alternative split_log.array [markdown]
# An array of two numbers.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P @ np.ones(P.shape[1])
    Z = np.where(P > 0, P, 1)
    ZX = np.where(PX > 0, PX, 1)
    return np.array([-(P * np.log(Z)).sum(), PX @ np.log(ZX)])


# %% alternative conditional_entropy.rows [markdown]
# The average of the entropies of the rows.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return P.sum(axis=1) @ [entropy(row) for row in conditional(P)]


# %% alternative conditional_entropy.loss [markdown]
# The loss of the true conditionals.


# %%
def conditional_entropy(P):
    return expected_loss(P, conditional(P))


# %% alternative conditional_entropy.two_terms [markdown]
# The two terms of the fourth line.


# %%
def conditional_entropy(P):
    return sum(split_log(np.asarray(P, dtype=np.float64)))


# %% alternative mutual_information.three_entropies [markdown]
# H(X) + H(L) − H(X, L).


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=1)) + entropy(P.sum(axis=0)) - entropy(P)


# %% alternative mutual_information.kl [markdown]
# The Kullback–Leibler form, against the product of the marginals.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    product = np.outer(P.sum(axis=1), P.sum(axis=0))
    some = P > 0
    return np.sum(P[some] * np.log(P[some] / product[some]))


# %% alternative mutual_information.symmetric [markdown]
# From the other side: H(X) − H(X | L).


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=1)) - conditional_entropy(P.T)


# %% alternative mutual_information.gap_of_base_rate [markdown]
# The gap of a model that always says P(L).


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return gap(P, np.tile(P.sum(axis=0), (len(P), 1)))


# %% alternative proof_order.equality_first [markdown]
# The equality first, then the inequality.


# %%
proof_order = "hcfdbgae"

# %% alternative proof_order.interleaved [markdown]
# Both chains interleaved, as a list.


# %%
proof_order = ["f", "h", "d", "c", "b", "g", "a", "e"]

# %% alternative proof_order.separated [markdown]
# Capitals with commas.


# %%
proof_order = "D, H, B, G, C, F, A, E"

# %% alternative proof_reasons.texts [markdown]
# Numbers as text, capitals as keys.


# %%
proof_reasons = {
    "A": "10",
    "B": "7",
    "C": "9",
    "D": "4",
    "E": "5",
    "F": "6",
    "G": "1",
    "H": "2",
}

# %% alternative proof_reasons.in_order [markdown]
# Keys in the order of the proof, from pairs.


# %%
proof_reasons = dict(zip("dbgfahce", [4, 7, 1, 6, 10, 2, 9, 5], strict=True))

# %% alternative empirical.loop [markdown]
# A loop over the examples.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    for value, label in zip(x, labels, strict=True):
        table[value, label] += 1 / len(x)
    return table


# %% alternative empirical.histogram [markdown]
# A histogram in two dimensions.


# %%
def empirical(x, labels, m):
    edges = [np.arange(m + 1) - 0.5, [-0.5, 0.5, 1.5]]
    return np.histogram2d(x, labels, bins=edges)[0] / len(x)


# %% alternative empirical.bincount [markdown]
# One number for each pair, counted by `bincount`.


# %%
def empirical(x, labels, m):
    pair = 2 * np.asarray(x) + np.asarray(labels)
    return np.bincount(pair, minlength=2 * m).reshape(m, 2) / len(x)


# %% alternative empirical.one_hot [markdown]
# A product of one-hot tables.


# %%
def empirical(x, labels, m):
    return np.eye(m)[np.asarray(x)].T @ np.eye(2)[np.asarray(labels)] / len(x)


# %% alternative empirical.means [markdown]
# The mean of a comparison for each cell.


# %%
def empirical(x, labels, m):
    x, labels = np.asarray(x), np.asarray(labels)
    return np.array(
        [[np.mean((x == i) & (labels == j)) for j in (0, 1)] for i in range(m)]
    )


# %% alternative two_models.brackets [markdown]
# Letters with the brackets of the question, one of them typed in Cyrillic.


# %%
models_answer = "(в)"
models_reason = " E"
