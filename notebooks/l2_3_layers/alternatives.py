# %%
import numpy as np

# %% alternative dw_loops.product [markdown]
# The product of matrices at once.


# %%
def dW_loops(G, X):
    return X.T @ G


# %% alternative dw_loops.einsum [markdown]
# The sum over paths as Einstein wrote it.


# %%
def dW_loops(G, X):
    return np.einsum("si,sj->ij", X, G)


# %% alternative dw_loops.outer_products [markdown]
# An outer product for each example, added up.


# %%
def dW_loops(G, X):
    return sum(np.outer(x, g) for x, g in zip(X, G, strict=True))


# %% alternative dw_loops.lists [markdown]
# Lists of lists first, an array in the end.


# %%
def dW_loops(G, X):
    n, N, M = len(X), len(X[0]), len(G[0])
    rows = [
        [sum(X[s][i] * G[s][j] for s in range(n)) for j in range(M)] for i in range(N)
    ]
    return np.array(rows)


# %% alternative linear_backward.einsum [markdown]
# All three by the same rule.


# %%
def linear_backward(G, X, W):
    dX = np.einsum("sj,ij->si", G, W)
    dW = np.einsum("si,sj->ij", X, G)
    return dX, dW, np.einsum("sj->j", G)


# %% alternative linear_backward.own_step [markdown]
# The weights' part by the function of step 1.


# %%
def linear_backward(G, X, W):
    return np.dot(G, W.transpose()), dW_loops(G, X), np.sum(G, axis=0)


# %% alternative linear_backward.ones [markdown]
# The bias as the weight of an input that is always 1.


# %%
def linear_backward(G, X, W):
    both = np.column_stack([X, np.ones(len(X))]).T @ G
    return (W @ G.T).T, both[:-1], both[-1]


# %% alternative linear_backward.by_example [markdown]
# A loop over the examples; the sum grows. A list of three is returned.


# %%
def linear_backward(G, X, W):
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])
    for s in range(len(X)):
        dX[s] = W @ G[s]
        dW += X[s][:, np.newaxis] * G[s]
        db += G[s]
    return [dX, dW, db]


# %% alternative relu_backward.where [markdown]
# By a choice.


# %%
def relu_backward(G, A):
    return np.where(A > 0, G, 0)


# %% alternative relu_backward.sign [markdown]
# The sign of what came through is the slope.


# %%
def relu_backward(G, A):
    return np.sign(A) * G


# %% alternative relu_backward.copy [markdown]
# A copy, in which what is off becomes 0.


# %%
def relu_backward(G, A):
    result = np.array(G)
    result[A <= 0] = 0
    return result


# %% alternative tanh_backward.two_factors [markdown]
# The two binomial factors.


# %%
def tanh_backward(G, A):
    return (1 - A) * (1 + A) * G


# %% alternative tanh_backward.difference [markdown]
# Multiplied out.


# %%
def tanh_backward(G, A):
    return G - G * A * A


# %% alternative tanh_backward.hyperbolic [markdown]
# By way of the score: 1 over the square of cosh. At the ends it says 0.


# %%
def tanh_backward(G, A):
    A = np.asarray(A, dtype=np.float64)
    inside = np.abs(A) < 1
    r = np.arctanh(np.where(inside, A, 0))
    return np.where(inside, G / np.cosh(r) ** 2, 0)


# %% alternative two_layer_gradients.in_one_piece [markdown]
# Without the functions of the layers.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    A = np.tanh(X @ W1 + b1) if kind == "tanh" else np.maximum(X @ W1 + b1, 0)
    G2 = dce_dr(A @ W2 + b2, L)
    G1 = (G2 @ W2.T) * (1 - A * A if kind == "tanh" else A > 0)
    return X.T @ G1, G1.sum(0), A.T @ G2, G2.sum(0)


# %% alternative two_layer_gradients.loop_over_layers [markdown]
# A loop over the layers from the back, as for any depth.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    layers, outputs = [(W1, b1), (W2, b2)], [X, F(linear(X, W1, b1))]
    G, found = dce_dr(linear(outputs[-1], W2, b2), L), []
    for k in (1, 0):
        dX, dW, db = linear_backward(G, outputs[k], layers[k][0])
        found = [dW, db, *found]
        G = F_backward(dX, outputs[k]) if k else dX
    return found


# %% alternative two_layer_gradients.by_example [markdown]
# The mean of the gradients of single examples.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    totals = [np.zeros(part.shape) for part in (W1, b1, W2, b2)]
    for x, label in zip(X, L, strict=True):
        x = x[np.newaxis]
        A = F(linear(x, W1, b1))
        dA, dW2, db2 = linear_backward(dce_dr(linear(A, W2, b2), [label]), A, W2)
        _, dW1, db1 = linear_backward(F_backward(dA, A), x, W1)
        for total, part in zip(totals, (dW1, db1, dW2, db2), strict=True):
            total += part / len(X)
    return tuple(totals)


# %% alternative relative_error.loop [markdown]
# Entry by entry, in a loop.


# %%
def relative_error(a, b):
    worst = 0.0
    for x, y in zip(np.ravel(a), np.ravel(b), strict=True):
        worst = max(worst, abs(x - y) / max(abs(x) + abs(y), 1e-6))
    return worst


# %% alternative relative_error.clip [markdown]
# The floor by clipping.


# %%
def relative_error(a, b):
    return (abs(a - b) / np.clip(abs(a) + abs(b), 1e-6, None)).max()


# %% alternative gradient_check.put_back [markdown]
# The entry itself is moved, and put back.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros_like(W)
    for place in np.ndindex(W.shape):
        old = W[place]
        W[place] = old + h
        up = f(W)
        W[place] = old - h
        slopes[place] = (up - f(W)) / (2 * h)
        W[place] = old
    return relative_error(dW, slopes)


# %% alternative gradient_check.flat [markdown]
# Through a view of all entries in a row.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slopes = [
        (
            f((W.ravel() + step).reshape(W.shape))
            - f((W.ravel() - step).reshape(W.shape))
        )
        / (h + h)
        for step in h * np.eye(W.size)
    ]
    return relative_error(np.ravel(dW), np.array(slopes))


# %% alternative gradient_check.worst_so_far [markdown]
# Each entry is judged at once, and the worst is kept.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    worst = 0.0
    for place in np.ndindex(W.shape):
        up, down = W.copy(), W.copy()
        up[place] += h
        down[place] -= h
        slope = (f(up) - f(down)) / (2 * h)
        worst = max(worst, relative_error(np.array([dW[place]]), np.array([slope])))
    return worst
