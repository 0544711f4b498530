# %%
import math

import numpy as np

# %% alternative local.table [markdown]
# A table of rules, one small function for each operation.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    rules = {
        "sub": lambda x, y: (1, -1),
        "mul": lambda x, y: (y, x),
        "div": lambda x, y: (1 / y, -x * y**-2),
        "exp": lambda x: (np.exp(x),),
        "log": lambda x: (x**-1,),
        "tanh": lambda x: (np.cosh(x) ** -2,),
        "relu": lambda x: (np.heaviside(x, 0.0),),
    }
    return rules[op](*values)


# %% alternative local.from_the_value [markdown]
# The slopes of exp, tanh and div, from the value that the operation has; in an array.


# %%
def local(op, values):
    value = OPERATIONS[op](*values)
    x, y = values[0], values[-1]
    if op in ("add", "sub"):
        return np.array([1.0, 1.0 if op == "add" else -1.0])
    if op == "mul":
        return np.array([y, x])
    if op == "div":
        return np.array([1.0, -value]) / y
    slope = {"exp": value, "log": 1 / x, "tanh": (1 - value) * (1 + value)}
    return np.array([slope.get(op, float(value > 0))])


# %% alternative local.complex_step [markdown]
# Without a rule for any operation: a push along the imaginary axis, which leaves no
# rounding error.


# %%
def local(op, values):
    import cmath

    if op == "relu":
        return (float(values[0] > 0),)
    rules = {
        "add": lambda x, y: x + y,
        "sub": lambda x, y: x - y,
        "mul": lambda x, y: x * y,
        "div": lambda x, y: x / y,
        "exp": cmath.exp,
        "log": cmath.log,
        "tanh": cmath.tanh,
    }
    slopes = []
    for k in range(len(values)):
        pushed = [complex(x, 1e-20 if k == i else 0) for i, x in enumerate(values)]
        slopes.append(rules[op](*pushed).imag / 1e-20)
    return tuple(slopes)


# %% alternative path_sum.stack [markdown]
# A stack of unfinished paths in place of recursion.


# %%
def path_sum(edges, start, end):
    total, stack = 0.0, [(end, 1.0)]
    while stack:
        k, product = stack.pop()
        if k == start:
            total += product
        else:
            stack.extend((j, product * s) for j, s in edges[k])
    return total


# %% alternative path_sum.list_of_paths [markdown]
# First all paths as lists of slopes, then their products, then the sum.


# %%
def path_sum(edges, start, end):
    def paths(k):
        if k == start:
            return [[]]
        return [[*path, s] for j, s in edges[k] for path in paths(j)]

    return float(sum(np.prod(path) for path in paths(end)))


# %% alternative path_sum.memo [markdown]
# With a memo: this is forward mode already.


# %%
def path_sum(edges, start, end):
    known = {start: 1}

    def total(k):
        if k not in known:
            known[k] = sum(s * total(j) for j, s in edges[k])
        return known[k]

    return total(end)


# %% alternative path_sum.matrix_powers [markdown]
# The powers of the matrix of slopes hold the paths of 1, 2, … edges.


# %%
def path_sum(edges, start, end):
    n = len(edges)
    slopes = np.zeros((n, n))
    for k, row in enumerate(edges):
        for j, s in row:
            slopes[k, j] += s
    power, total = np.eye(n), 0.0
    for _ in range(n):
        total += power[end, start]
        power = power @ slopes
    return total


# %% alternative order.rounds [markdown]
# Round after round, all nodes that are ready.


# %%
def order(graph):
    row = []
    while len(row) < len(graph):
        for k, (_, *reads) in enumerate(graph):
            if k not in row and all(j in row for j in reads):
                row.append(k)
    return row


# %% alternative order.kahn [markdown]
# Kahn's algorithm: count the inputs that are missing, in a queue.


# %%
def order(graph):
    from collections import deque

    missing = [len(set(node[1:])) for node in graph]
    queue, row = deque(k for k, count in enumerate(missing) if count == 0), []
    while queue:
        k = queue.popleft()
        row.append(k)
        for reader, node in enumerate(graph):
            if k in node[1:]:
                missing[reader] -= 1
                if missing[reader] == 0:
                    queue.append(reader)
    return row


# %% alternative order.library [markdown]
# The standard library can do it.


# %%
def order(graph):
    from graphlib import TopologicalSorter

    sorter = TopologicalSorter({k: node[1:] for k, node in enumerate(graph)})
    return list(sorter.static_order())


# %% alternative order.by_depth [markdown]
# Sorted by the length of the longest path from an input, as an array.


# %%
def order(graph):
    depths = np.zeros(len(graph), int)
    for _ in graph:
        for k, node in enumerate(graph):
            depths[k] = max((depths[j] + 1 for j in node[1:]), default=0)
    return np.argsort(depths)


# %% alternative backward.pull [markdown]
# Each node fetches its parts from the nodes that read it.


# %%
def backward(edges, sequence, end):
    g = {}
    for j in sequence[::-1]:
        g[j] = 1.0 if j == end else 0.0
        for k in g:
            g[j] += sum(s * g[k] for i, s in edges[k] if i == j)
    return [g[k] for k in range(len(edges))]


# %% alternative backward.memo [markdown]
# Recursion with a memo, without the row.


# %%
def backward(edges, sequence, end):
    readers = [[] for _ in edges]
    for k, row in enumerate(edges):
        for j, s in row:
            readers[j].append((k, s))
    known = {}

    def g(j):
        if j not in known:
            known[j] = float(j == end) + sum(s * g(k) for k, s in readers[j])
        return known[j]

    return [g(k) for k in range(len(edges))]


# %% alternative backward.linear_system [markdown]
# All equations at once: g = e + Jᵀg, a system of linear equations.


# %%
def backward(edges, sequence, end):
    n = len(edges)
    J = np.zeros((n, n))
    for k, row in enumerate(edges):
        for j, s in row:
            J[k, j] += s
    return np.linalg.solve(np.eye(n) - J.T, np.eye(n)[end])


# %% alternative backward.from_end_only [markdown]
# Only from `end` on, and into an array.


# %%
def backward(edges, sequence, end):
    g = np.zeros(len(edges))
    g[end] = 1
    row = list(sequence)
    for k in row[: row.index(end) + 1][::-1]:
        for j, s in edges[k]:
            g[j] = g[j] + g[k] * s
    return g


# %% alternative forward_mode.sum [markdown]
# The whole sum at once, with the 1 added where it belongs.


# %%
def forward_mode(edges, sequence, start):
    t = {}
    for k in sequence:
        t[k] = (k == start) + sum(s * t[j] for j, s in edges[k])
    return [t[k] for k in range(len(edges))]


# %% alternative forward_mode.by_backward [markdown]
# One sweep back for each node.


# %%
def forward_mode(edges, sequence, start):
    return np.array([backward(edges, sequence, k)[start] for k in range(len(edges))])


# %% alternative count_paths.backward [markdown]
# By the other sweep.


# %%
def count_paths(edges, sequence, start, end):
    ones = [[(j, 1.0) for j, s in row] for row in edges]
    return backward(ones, sequence, end)[start]


# %% alternative count_paths.whole_numbers [markdown]
# In whole numbers, in a loop of its own.


# %%
def count_paths(edges, sequence, start, end):
    ways = [0] * len(edges)
    ways[start] = 1
    for k in sequence:
        ways[k] += sum(ways[j] for j, _ in edges[k])
    return ways[end]


# %% alternative neuron_graph.softplus [markdown]
# The quotient and the logarithm are one: −log Y = log(1 + e^(−r)).

# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [("mul", 2, 1), ("add", 5, 0), ("sub", 3, 6), ("exp", 7), ("add", 8, 4)]
neuron += [("log", 9)]

# %% alternative neuron_graph.one_by_exp [markdown]
# e^r / (1 + e^r), and log 1 for the zero.

# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron.append(("mul", 1, 2))
neuron.append(("add", 0, 5))
neuron.append(("exp", 6))
neuron.append(("add", 4, 7))
neuron.append(("div", 7, 8))
neuron.append(("log", 9))
neuron.append(("log", 4))
neuron.append(("sub", 11, 10))
