# %%
import numpy as np

# %% alternative xor_net.nand_or [markdown]
# OR and NAND, joined by AND.

# %%
xor_F = "step"
xor_W = [[-0.5, 1, 1], [1.5, -1, -1]]
xor_v = [-1.5, 1, 1]

# %% alternative xor_net.difference [markdown]
# One neuron for each of the two points: "the first without the second".

# %%
xor_F = "step"
xor_W = [[-0.5, 1, -1], [-0.5, -1, 1]]
xor_v = [-0.5, 1, 1]

# %% alternative xor_net.relu [markdown]
# The sum of the inputs, bent at 1.

# %%
xor_F = "relu"
xor_W = [[0, 1, 1], [-1, 1, 1]]
xor_v = [-0.5, 1, -2]

# %% alternative xor_net.relu_absolute [markdown]
# The absolute difference, made of two ReLUs.

# %%
xor_F = "relu"
xor_W = [[0, 1, -1], [0, -1, 1]]
xor_v = [-0.5, 1, 1]

# %% alternative xor_net.sigmoid [markdown]
# Steep sigmoids in place of steps.

# %%
xor_F = "sigmoid"
xor_W = [[-10, 20, 20], [-30, 20, 20]]
xor_v = [-10, 20, -20]

# %% alternative xor_net.sigmoid_flat [markdown]
# Sigmoids with small weights: the four scores are near each other, but on the right
# sides of 0.

# %%
xor_F = "sigmoid"
xor_W = [[-0.5, 1, 1], [-1.5, 1, 1]]
xor_v = [-0.2385, 1, -1]

# %% alternative xor_net.permuted [markdown]
# The hidden neurons in the other order, as arrays.

# %%
xor_F = "step"
xor_W = np.array([[-1.5, 1, 1], [-0.5, 1, 1]])
xor_v = np.array([-0.5, -1, 1])

# %% alternative xor_net.ties [markdown]
# Whole numbers, with scores of exactly 0 on the border.

# %%
xor_F = "step"
xor_W = [[-1, 1, 1], [-2, 1, 1]]
xor_v = (-1, 1, -1)

# %% alternative xor_net.four_neurons [markdown]
# A neuron for each corner, and two of them are wanted.

# %%
xor_F = "step"
xor_W = [[0.5, -1, -1], [-0.5, -1, 1], [-0.5, 1, -1], [-1.5, 1, 1]]
xor_v = [-0.5, 0, 1, 1, 0]

# %% alternative collapse.einsum [markdown]
# Einstein's sum.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    w = np.einsum("j,ji->i", v[1:], W)
    w[0] += v[0]
    return w


# %% alternative collapse.augmented [markdown]
# A hidden neuron more, which is always 1 and carries the output's bias.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    always_one = np.eye(1, W.shape[1])
    return v @ np.vstack([always_one, W])


# %% alternative collapse.loops [markdown]
# Two loops over plain numbers, and a list as the result.


# %%
def collapse(W, v):
    w = [float(v[0])] + [0.0] * (len(W[0]) - 1)
    for weight, row in zip(v[1:], W, strict=True):
        for i, entry in enumerate(row):
            w[i] += float(weight) * float(entry)
    return w


# %% alternative collapse.probing [markdown]
# Asks the network itself: at the origin for the bias, at each unit vector for a weight.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    N = W.shape[1] - 1
    bias = network(np.zeros((1, N)), W, v, linear)
    return np.append(bias, network(np.eye(N), W, v, linear) - bias)


# %% alternative collapse.transposed [markdown]
# The transposed table times the weights.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return W.T @ v[1:] + np.append(v[0], np.zeros(W.shape[1] - 1))


# %% alternative bump.comparison [markdown]
# Two comparisons; the result is a truth value.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return (a <= x) & (x < b)


# %% alternative bump.where [markdown]
# A choice by `np.where`, whole numbers.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return np.where((x >= a) & (x < b), 1, 0)


# %% alternative bump.product_of_complement [markdown]
# "The first and not the second" as a product.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(x - a) * (1 - step(x - b))


# %% alternative bump.network [markdown]
# The bump as a network with one hidden layer.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    W, v = np.array([[-a, 1.0], [-b, 1.0]]), np.array([0.0, 1.0, -1.0])
    return network(x.reshape(-1, 1), W, v, step).reshape(x.shape)


# %% alternative bump.heaviside [markdown]
# NumPy's own step.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return np.heaviside(x - a, 1) - np.heaviside(x - b, 1)


# %% alternative bump.loop [markdown]
# A loop over the numbers.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    values = [1.0 if a <= one < b else 0.0 for one in x.flat]
    return np.array(values).reshape(x.shape)


# %% alternative approximate.staircase [markdown]
# $K$ neurons: one for each change of height.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    W = np.column_stack([-left, np.ones(K)])
    return W, np.concatenate([[0], heights[:1], np.diff(heights)])


# %% alternative approximate.bias_carries [markdown]
# $K - 1$ neurons: the output's bias is the first height.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    W = np.column_stack([-left[1:], np.ones(K - 1)])
    return W, np.concatenate([heights[:1], np.diff(heights)])


# %% alternative approximate.bias_carries_lists [markdown]
# The same as lists; for one piece there is no hidden neuron at all.


# %%
def approximate(f, K):
    heights = [float(f((k + 0.5) / K)) for k in range(K)]
    W = [[-k / K, 1.0] for k in range(1, K)]
    return W, [heights[0]] + [heights[k] - heights[k - 1] for k in range(1, K)]


# %% alternative approximate.left_heights [markdown]
# The height at the left edge of a piece; off by at most $C/K$.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    heights = f(edges[:-1])
    W = np.column_stack([-edges, np.ones(K + 1)])
    v = np.concatenate([[0], heights[:1], np.diff(heights), -heights[-1:]])
    return W, v


# %% alternative approximate.in_pairs [markdown]
# Rows in pairs, built by a loop; lists come back.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    W, v = [], [0.0]
    for a, b in zip(left, right, strict=True):
        height = float(f((a + b) / 2))
        W += [[-a, 1], [-b, 1]]
        v += [height, -height]
    return W, v


# %% alternative approximate.permuted [markdown]
# Hidden neurons from right to left, with weights $K$.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    W = np.column_stack([-K * left, np.full(K, K)])
    v = np.concatenate([heights[:1], np.diff(heights)])
    return W[::-1], np.concatenate([[0], v[::-1]])


# %% alternative approximate.least_squares [markdown]
# The output weights by least squares on a fine grid.


# %%
def approximate(f, K):
    left = np.arange(K) / K
    x = (np.arange(50 * K) + 0.5) / (50 * K)
    hidden = step(x[:, None] - left)
    weights = np.linalg.lstsq(hidden, f(x), rcond=None)[0]
    return np.column_stack([-left, np.ones(K)]), np.append(0, weights)


# %% alternative approximate.mean_of_ends [markdown]
# The mean of $f$ at both ends of a piece as its height.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = (f(left) + f(right)) / 2
    rows = [np.column_stack([-ends, np.ones(K)]) for ends in (left, right)]
    return np.vstack(rows), np.concatenate([[0], heights, -heights])


# %% alternative approximate.facing_left [markdown]
# Neurons that fire to the left of their edges.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    W = np.column_stack([right, -np.ones(K)])
    return W, np.concatenate([[0], -np.diff(heights), heights[-1:]])


# %% alternative count_ops.simulated [markdown]
# Really asks, neuron by neuron, and counts; the memo is a set of written places.


# %%
def count_ops(widths, memo):
    written, total = set(), 0

    def evaluate(layer, place):
        nonlocal total
        if memo and (layer, place) in written:
            return
        written.add((layer, place))
        total += 1
        if layer > 0:
            for other in range(widths[layer - 1]):
                evaluate(layer - 1, other)

    if not memo and np.prod([float(width) for width in widths]) > 10_000:
        return 1 + int(np.cumprod(widths[::-1], dtype=float).sum())
    evaluate(len(widths), 0)
    return total


# %% alternative count_ops.horner [markdown]
# From the inputs to the output, as in Horner's rule.


# %%
def count_ops(widths, memo):
    if memo:
        return sum(widths, start=1)
    total = 1
    for width in widths:
        total = 1 + width * total
    return total


# %% alternative count_ops.recursion [markdown]
# The output asks a smaller network, as many times as its last layer is wide.


# %%
def count_ops(widths, memo):
    if not widths:
        return 1
    before = count_ops(widths[:-1], memo)
    return before + widths[-1] if memo else 1 + widths[-1] * before


# %% alternative count_ops.cumprod [markdown]
# Products by NumPy, in floats, which do not run over.


# %%
def count_ops(widths, memo):
    if memo:
        return np.sum(widths, dtype=int) + 1
    return 1 + np.cumprod(np.array(widths[::-1], dtype=float)).sum()


# %% alternative count_params.weights_and_biases [markdown]
# Weights and biases counted apart.


# %%
def count_params(sizes):
    weights = sum(sizes[k - 1] * sizes[k] for k in range(1, len(sizes)))
    return weights + sum(sizes[1:])


# %% alternative count_params.indices [markdown]
# A loop over the numbers of the layers.


# %%
def count_params(sizes):
    total = 0
    for k in range(1, len(sizes)):
        total += sizes[k] * (sizes[k - 1] + 1)
    return total


# %% alternative count_params.arrays [markdown]
# Makes the arrays and asks them for their sizes.


# %%
def count_params(sizes):
    return sum(
        np.empty((sizes[k], sizes[k - 1] + 1)).size for k in range(1, len(sizes))
    )


# %% alternative count_params.dot [markdown]
# A scalar product of NumPy arrays.


# %%
def count_params(sizes):
    sizes = np.array(sizes)
    return (sizes[:-1] + 1) @ sizes[1:]


# %% alternative race.closed_form [markdown]
# Both numbers by formula.


# %%
def race(k):
    return 6 * k + 1, 3 * 2**k + 1


# %% alternative race.list [markdown]
# A list, and the sizes built by a loop.


# %%
def race(k):
    sizes = [1]
    for _ in range(k):
        sizes.append(2)
    return [count_params([*sizes, 1]), count_params([1, 1 << k, 1])]


# %% alternative race.array [markdown]
# An array of the two numbers.


# %%
def race(k):
    return np.array([count_params([1, *[2] * k, 1]), count_params([1, 2**k, 1])])


# %% alternative counterexample.equal [markdown]
# The same number of parameters: not fewer, so the claim is refuted.

# %%
counterexample = ([2, 6, 1], [2, 3, 3, 1])

# %% alternative counterexample.three_layers [markdown]
# Three hidden layers against one, as arrays.

# %%
counterexample = [np.array([1, 12, 1]), np.array([1, 4, 4, 4, 1])]

# %% alternative counterexample.two_against_three [markdown]
# Both deep: three hidden layers against two.

# %%
counterexample = ((1, 1, 8, 1), (1, 1, 4, 4, 1))

# %% alternative recap_a.capitals [markdown]
# Capital letters.

# %%
idea_xor = "C"
score_prior = "A"
idea_loss = "B"
term_origin = "D"
idea_average = "C"

# %% alternative recap_b.cyrillic [markdown]
# Letters typed in Cyrillic, with the brackets of the question.

# %%
idea_deep = "(с)"
gradient_form = "(d)"
loss_bound = "(d)"
idea_neuron = "(b)"
history_order = "(а)"

# %% alternative recap_c.brackets [markdown]
# Letters with a bracket or a full stop.

# %%
threshold_move = "d."
idea_score = "b)"
idea_step = "b)"
idea_boundary = "a)"
theorem_range = "c."
