# %% [markdown]
# # Seminar 2.2. Backpropagation is dynamic programming
#
# Follows the lecture slides "Deep VS shallow" (the analogy with dynamic programming)
# and "Derivatives of logistic regression". {time}, {points}.
#
# So far you derived gradients by hand: five lines for one neuron. Here you build the
# machine that does it for any formula, and you count what it saves.
#
# After this seminar you can
#
# 1. write a formula as a graph, and its derivative as a sum over paths;
# 2. write backpropagation, which visits each edge once;
# 3. choose between the two directions in which a graph can be walked.
#
# <details><summary>How to work</summary>
#
# Go from top to bottom and run every cell (Shift + Enter). Where a cell says
# `raise NotImplementedError()`, put your own code in place of that line. The cell below
# it checks your answer: a tick, or a message that says what is off. After you hand in,
# the same functions are also called with other numbers. `log` is the natural logarithm
# throughout.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.
#
# </details>
#
# ## 1. A guess, before anything else
#
# Square a number $x$, square the result, and so on, 30 times. Each squaring is a
# product $a \cdot a$: it reads its $a$ **twice**, so two ways lead into it.
#
# How many ways lead from $x$ through all 30 squarings to the end? And how many
# multiplications does it take to get the derivative of the end with respect to $x$, if
# nothing is computed twice? Nobody grades your guesses.

# %%
# Your guesses, two numbers in place of None.
my_guess_ways = None
my_guess_work = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup graphs
# Nothing to do here: run it. It holds what each operation computes, the evaluation of a
# graph, the drawing of one, and helpers of the checks.
LABELS = ["0: a", "1: b", "2: c = a·b", "3: d = a+c", "4: e = c·d"]

import math
from functools import partial
from time import perf_counter

OPERATIONS = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": lambda x, y: x / y,
    "exp": math.exp,
    "log": math.log,
    "tanh": math.tanh,
    "relu": lambda x: max(x, 0.0),
}


def evaluate(graph, sequence, inputs):
    """The value of each node: the forward pass, in the order of `sequence`."""
    values = [0.0] * len(graph)
    for k in sequence:
        name, *reads = graph[k]
        if reads:
            values[k] = OPERATIONS[name](*(values[j] for j in reads))
        else:
            values[k] = float(inputs[name])
    return values


def edges_of(graph, values, local):
    """The edges of a graph: for each node the pairs (node that it reads, slope)."""
    edges = []
    for name, *reads in graph:
        slopes = local(name, tuple(values[j] for j in reads)) if reads else ()
        edges.append([(j, float(s)) for j, s in zip(reads, slopes, strict=True)])
    return edges


def squarings(depth, slopes=None):
    """The edges of x, x², (x²)², …; both edges of a squaring have the same slope."""
    slopes = [1.0] * depth if slopes is None else slopes
    return [[], *([(k, slopes[k])] * 2 for k in range(depth))]


def chain_of_sums(inputs):
    """A weighted sum of so many inputs, x₁ first: its edges, and a row."""
    edges = [[] for _ in range(inputs)] + [[(0, 1.0)]]
    for j in range(1, inputs):
        edges.append([(len(edges) - 1, 1.0), (j, 1.0)])
    return edges, list(range(len(edges)))


def random_graph(rng, size, inputs=3):
    """A graph of random operations, numbered in no order, with random slopes.

    Returns:
        The graph, its edges, and a sequence that works.
    """
    sequence = rng.permutation(size).tolist()
    graph, edges = [None] * size, [None] * size
    for place, k in enumerate(sequence):
        many = 0 if place < inputs else int(rng.integers(1, 3))
        ahead = [max(0, place - 4), 0][:many]  # the first one read is a near one
        reads = [sequence[int(rng.integers(least, place))] for least in ahead]
        name = (f"x{k}", "tanh", "mul")[many]
        slopes = rng.uniform(0.5, 1.5, many) * rng.choice([-1, 1, 1], many)
        graph[k] = (name, *reads)
        edges[k] = list(zip(reads, slopes.tolist(), strict=True))
    return graph, edges, sequence


def expect_sequence(what, graph, got):
    """Fail the check unless every node comes once, after those that it reads."""
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    row = numbers(got)
    if row is None or row.ndim != 1:
        fail(f"{what}: expected the numbers of the nodes, got {got}.")
    row = row.tolist()
    for k in range(len(graph)):
        if row.count(k) != 1:
            fail(f"{what} is {row}: node {k} comes {row.count(k)} times, not once.")
    if len(row) != len(graph):
        fail(f"{what} is {row}: there are {len(graph)} nodes.")
    for k, (_, *reads) in enumerate(graph):
        for j in reads:
            if row.index(j) > row.index(k):
                fail(
                    f"{what} is {row}: node {k} comes before node {j}, which it reads."
                )


def doubles(function, *ends):
    """Say whether the time of a function doubles with every squaring.

    Args:
        function: what is called, with a graph or the edges of squarings.
        ends: functions that give its other arguments for a number of squarings.
    """
    least = []
    for depth in (13, 18):  # a time that doubles is 32 times as long
        times = []
        # A busy machine makes a call long now and then, not five in a row.
        while len(times) < 5 and 0.03 < min(times, default=0.1) < 0.3:
            args = [squarings(depth), *(end(depth) for end in ends)]
            begun = perf_counter()
            ask(function, *args)
            times.append(perf_counter() - begun)
        least.append(min(times))
    return least[1] > max(0.03, 6 * least[0])


class Counted(float):
    """A number that counts the multiplications in which it takes part."""

    made = 0

    def __mul__(self, other):
        Counted.made += 1
        return Counted(float(self) * float(other))

    def __add__(self, other):
        return Counted(float(self) + float(other))

    __rmul__, __radd__ = __mul__, __add__


def multiplications(function, edges, *args):
    """How many products of slopes a function makes."""
    Counted.made = 0
    function([[(j, Counted(s)) for j, s in row] for row in edges], *args)
    return Counted.made


def draw_graph(axes, places, values, edges, gradient=None, done=(), now=()):
    """Draw the example: values in the nodes, slopes on the edges, and gradients."""
    for k, row in enumerate(edges):
        for j, slope in row:
            (x0, y0), (x1, y1) = places[j], places[k]
            long = math.hypot(x1 - x0, y1 - y0)
            dx, dy = 0.3 * (x1 - x0) / long, 0.3 * (y1 - y0) / long
            color = RED if k in now else GREY
            axes.annotate(
                "",
                (x1 - dx, y1 - dy),
                (x0 + dx, y0 + dy),
                arrowprops={"arrowstyle": "-|>", "color": color, "lw": 1.8},
            )
            axes.text(
                x0 + 0.55 * (x1 - x0),
                y0 + 0.55 * (y1 - y0),
                f"{slope:g}",
                color=color,
                ha="center",
                va="center",
                backgroundcolor="white",
                fontsize=11,
            )
    for k, (x, y) in enumerate(places):
        face = SKY if k in done else "white"
        axes.plot(x, y, "o", ms=38, mfc=face, mec=BLUE, mew=1.8)
        axes.text(x, y, f"{values[k]:g}", ha="center", va="center", fontsize=12)
        side = 1 if k == 3 else -1  # below node 3 is no room
        axes.text(x, y + 0.46 * side, LABELS[k], ha="center", va="center", color=GREY)
        if gradient is not None and k in done:
            text = f"g = {gradient[k]:g}"
            axes.text(x, y + 0.78 * side, text, ha="center", va="center")
    axes.set(xlim=(-0.6, 4.9), ylim=(-1.0, 3.0))
    axes.set_aspect("equal")
    axes.axis("off")


# %% [markdown]
# ## 2. A formula is a graph
#
# Take $e = c \cdot d$ with $c = a \cdot b$ and $d = a + c$. As data, it is one tuple a
# node: first the name of an input or of an operation, then the *numbers* of the nodes
# that it reads. Nodes are numbered from 0.

# %%
# Run it. In each node stands its value, for a = 3 and b = 2, below it its number and
# its letter.
example = [("a",), ("b",), ("mul", 0, 1), ("add", 0, 2), ("mul", 2, 3)]
example_values = evaluate(example, [0, 1, 2, 3, 4], {"a": 3, "b": 2})
example_edges = [[], [], [(0, 2), (1, 3)], [(0, 1), (2, 1)], [(2, 9), (3, 6)]]
places = [(0.0, 2.0), (0.0, 0.0), (1.7, 0.5), (2.9, 2.0), (4.3, 0.9)]
figure, axes = plt.subplots(figsize=(6.4, 4))
draw_graph(axes, places, example_values, example_edges)
show(
    figure,
    alt="Five nodes. a = 3 and b = 2 at the left; c = 6, their product; d = 9, the sum "
    "of a and c; e = 54, the product of c and d, at the right. Slopes on the arrows: a "
    "to c 2, b to c 3, a to d 1, c to d 1, c to e 9, d to e 6.",
)
print("Values:", example_values)

# %% [markdown]
# The number on an **edge** is its *slope*: by how much the node at its end grows per
# unit of the node at its start, while its other inputs stay. For $c = a \cdot b$ that
# is $b = 2$ along the edge from $a$, and $a = 3$ along the other.
#
# **Step 1, `local` ({points}).** One node, all its slopes.
#
# <details><summary>Hint</summary>
#
# For $x/y$ the slopes are $1/y$ and $-x/y^2$. The slope of $\tanh$ is
# $1 - \tanh^2(x)$: like that of $\sigma$, it can be written with the value alone.
#
# </details>


# %% solution local called="The slopes of one node"
def local(op, values):
    """Step 1: the slopes of one operation with respect to each of its inputs.

    Args:
        op: "add", "sub", "mul" or "div" (of x and y, in this order), or "exp", "log",
            "tanh" or "relu", which is max(x, 0) (of x alone).
        values: the values of the inputs, (x, y) or (x,), large or small.

    Returns:
        As many slopes as there are inputs, in their order: (…, …), or (…,) for one.
        The slope of relu is 1 for x > 0 and 0 for x < 0.

    Example:
        local("mul", (3.0, 2.0)) is (2.0, 3.0), local("exp", (0.0,)) is (1.0,).
    """
    if op == "add":
        return 1.0, 1.0
    ### BEGIN SOLUTION
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        x, y = values
        return y, x
    if op == "div":
        x, y = values
        return 1 / y, -x / y**2
    (x,) = values
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)
    ### END SOLUTION


# %% check local points=3
for _op, _values, _want in [
    ("add", (3.0, 2.0), [1, 1]),
    ("sub", (3.0, 2.0), [1, -1]),
    ("mul", (3.0, 2.0), [2, 3]),
    ("div", (3.0, 2.0), [0.5, -0.75]),
    ("exp", (1.5,), [4.4816890703380645]),
    ("log", (0.25,), [4]),
    ("tanh", (0.5,), [0.7864477329659274]),
    ("relu", (2.5,), [1]),
    ("relu", (-2.5,), [0]),
    ("mul", (1e8, 2e8), [2e8, 1e8]),
]:
    expect(f'local("{_op}", {_values})', ask(local, _op, _values), _want)
tick("local")
### BEGIN HIDDEN TESTS
_rng = draws(2201)
for _ in range(4):
    for _op, _count in [
        ("add", 2),
        ("sub", 2),
        ("mul", 2),
        ("div", 2),
        ("exp", 1),
        ("log", 1),
        ("tanh", 1),
        ("relu", 1),
    ]:
        _values = _rng.uniform(0.3, 3, _count)
        if _op not in ("log",):
            _values *= _rng.choice([-1, 1], _count)
        _want = []
        for _k in range(_count):
            _up, _down = _values.copy(), _values.copy()
            _up[_k] += 1e-5
            _down[_k] -= 1e-5
            _rise = OPERATIONS[_op](*_up.tolist()) - OPERATIONS[_op](*_down.tolist())
            _want.append(_rise / 2e-5)
        _got = ask(local, _op, tuple(_values.tolist()))
        expect(f'local("{_op}", …)', _got, _want, rtol=1e-6, atol=1e-8)
expect("local, relu of −3 and 3", ask(local, "relu", (-3.0,)), [0])
expect("local, relu of −3 and 3", ask(local, "relu", (3.0,)), [1])
expect("local of whole numbers", ask(local, "div", (7, 2)), [0.5, -1.75])
for _op, _values, _want in [
    ("log", (2e-7,), [5e6]),
    ("div", (3.0, 1e-7), [1e7, -3e14]),
    ("mul", (1e8, 2e8), [2e8, 1e8]),
]:
    expect(f'local("{_op}", {_values})', ask(local, _op, _values), _want, rtol=1e-7)
### END HIDDEN TESTS

# %% [markdown]
# ## 3. Add up the paths
#
# Now over several edges: how fast does $e$ grow with $a$? Push $a$ by a tiny $\delta$.
#
# - **Along an edge** the push is multiplied by the slope: $c$ is pushed by $2\delta$.
# - **Along a path** it is multiplied again and again: by the *product* of the slopes.
# - **Where paths meet**, pushes add up. So the derivative is the *sum over all paths*.
#
# | path | product |
# |---|---|
# | $a \to c \to e$ | 2 · 9 = 18 |
# | $a \to d \to e$ | 1 · 6 = 6 |
# | $a \to c \to d \to e$ | 2 · 1 · 6 = 12 |
#
# Together 36. By hand: $(a^2 b + a^2 b^2)' = 2ab + 2ab^2 = 36$.
#
# From here on, all that your functions need is `edges`: `edges[k]` holds a pair
# `(j, s)` for each edge *into* node `k`, from node `j`, with slope `s`.
#
# **Step 2, `path_sum` ({points}).** The whole sum. Every path to `end` comes in over
# one of the edges into `end`. Two edges from the same node, as for $a \cdot a$, make
# two paths.
#
# <details><summary>Hint</summary>
#
# Let the function call itself: for each `(j, s)` in `edges[end]`, the paths over this
# edge contribute `s` times the sum from `start` to `j`. Where does it stop? From a node
# to itself leads one path, of no edges: the empty product is 1.
#
# </details>


# %% solution path_sum called="The sum over all paths"
def path_sum(edges, start, end):
    """Step 2: the derivative of node `end` with respect to node `start`.

    Args:
        edges: edges[k] holds the pairs (j, s): node k reads node j, with slope s.
            Nodes may be numbered in any order; there are no cycles.
        start, end: numbers of nodes, perhaps the same one.

    Returns:
        The sum over all paths from start to end of the product of the slopes along the
        path: 0 if there is no path, 1 if start is end.

    Example:
        path_sum(example_edges, 0, 4) is 36, path_sum(example_edges, 2, 4) is 15.
    """
    ### BEGIN SOLUTION
    if start == end:
        return 1.0
    return sum(s * path_sum(edges, start, j) for j, s in edges[end])
    ### END SOLUTION


# %% check path_sum points=3
_edges = [[], [], [(0, 2), (1, 3)], [(0, 1), (2, 1)], [(2, 9), (3, 6)]]
for _start, _end, _want in [(0, 2, 2), (0, 4, 36), (1, 4, 45), (3, 4, 6)]:
    _got = ask(path_sum, _edges, _start, _end)
    expect(f"path_sum(example_edges, {_start}, {_end})", _got, _want)
_got = ask(path_sum, _edges, 4, 4)
expect("path_sum(example_edges, 4, 4)", _got, 1)
_got = ask(path_sum, _edges, 4, 0)
expect("path_sum(example_edges, 4, 0)", _got, 0)
_got = ask(path_sum, [[(1, 3), (1, 3)], []], 1, 0)
expect("path_sum([[(1, 3), (1, 3)], []], 1, 0), as of a·a,", _got, 6)
_got = ask(path_sum, [[(1, 0.5), (2, -4)], [(2, 3)], []], 2, 0)
expect("path_sum([[(1, 0.5), (2, -4)], [(2, 3)], []], 2, 0)", _got, -2.5)
tick("path_sum")
### BEGIN HIDDEN TESTS
_rng = draws(2202)
for _size in (5, 8, 11, 11):
    _, _edges, _row = random_graph(_rng, _size)
    _slopes = np.zeros((_size, _size))
    for _k in range(_size):
        for _j, _s in _edges[_k]:
            _slopes[_k, _j] += _s
    _all = np.linalg.inv(np.eye(_size) - _slopes)
    for _start in (_row[0], _row[2], _row[4]):
        for _end in (_row[-1], _row[-2], _row[3]):
            _got = ask(path_sum, _edges, _start, _end)
            _want = _all[_end, _start]
            expect("path_sum(edges, start, end)", _got, _want, rtol=1e-8, atol=1e-9)
_slopes = _rng.uniform(0.4, 0.8, 6).tolist()
_got = ask(path_sum, squarings(6, _slopes), 0, 6)
expect("path_sum of six squarings", _got, 64 * np.prod(_slopes))
### END HIDDEN TESTS

# %% [markdown]
# ## 4. Factor out, and every edge is used once
#
# With 30 squarings there are $2^{30} \approx 10^9$ paths of 30 slopes each. But look
# what paths share. Two of our three begin with the edge $a \to c$:
#
# $$2 \cdot 9 + 1 \cdot 6 + 2 \cdot 1 \cdot 6 = 2 \cdot
# (\underbrace{9 + 1 \cdot 6}_{15}) + 1 \cdot \underbrace{6}_{6}$$
#
# The brackets are derivatives, too: $de/dc = 15$, $de/dd = 6$. And $b$ needs the same
# 15. Write $g_k$ for the derivative of the end with respect to node $k$. Group the
# paths by their first edge, $j \to k$:
#
# $$g_{end} = 1, \qquad g_j = \sum_{j \to k} s_{jk} \, g_k$$
#
# Begin at the end and walk back: each $g_k$ is computed once, written down, and used by
# all nodes that $k$ reads. That is the lecture's **dynamic programming**: what is
# computed beforehand saves work. Here it is called **backpropagation**.
#
# A $g_k$ may be passed on only when *all* its parts have arrived. So the nodes must
# stand in a row.
#
# **Step 3, `order` ({points}).** Such a row: each node after those that it reads.
#
# <details><summary>Hint</summary>
#
# Go round: as long as nodes are left, append each one whose inputs all stand in the row
# already. Or let an inner function `visit(k)` first visit the nodes that `k` reads and
# then append `k`, unless it is there already.
#
# </details>


# %% solution order called="A row of nodes"
def order(graph):
    """Step 3: the nodes in an order in which they can be computed.

    Args:
        graph: graph[k] is (name,) for an input, else (operation, j) or
            (operation, i, j) with the nodes that node k reads, perhaps the same twice.
            Nodes may be numbered in any order. The graph is left as it is.

    Returns:
        The numbers of all nodes, each once, each after all that it reads. Where
        several orders are possible, any of them.

    Example:
        order([("exp", 1), ("a",)]) is [1, 0].
    """
    ### BEGIN SOLUTION
    row = []

    def visit(k):
        if k not in row:
            for j in graph[k][1:]:
                visit(j)
            row.append(k)

    for k in range(len(graph)):
        visit(k)
    return row
    ### END SOLUTION


# %% check order points=3
for _graph in (
    [("exp", 1), ("a",)],
    [("mul", 2, 3), ("b",), ("mul", 4, 1), ("add", 4, 2), ("a",)],
    [("a",), ("tanh", 3), ("add", 1, 0), ("mul", 0, 0), ("exp", 0), ("mul", 2, 3)],
):
    _got = ask(order, _graph)
    expect_sequence(f"order({_graph})", _graph, _got)
    expect_kept(f"order({_graph})")
tick("order")
### BEGIN HIDDEN TESTS
_rng = draws(2203)
for _size in (4, 7, 12, 20, 30):
    _graph, _, _ = random_graph(_rng, _size, inputs=2)
    _got = ask(order, _graph)
    expect_sequence("order(graph)", _graph, _got)
    expect_kept("order(graph)")
_row = _rng.permutation(8).tolist()
_graph = [None] * 8
for _place, _k in enumerate(_row):
    _graph[_k] = ("mul", *[_row[_place - 1]] * 2) if _place else ("x",)
_got = ask(order, _graph)
expect_sequence("order(graph) of 7 squarings", _graph, _got)
### END HIDDEN TESTS

# %% [markdown]
# **Step 4, `backward` ({points}).** Walk back along such a row, here `sequence`. Where
# several edges leave a node, the parts of its $g$ add up.
#
# <details><summary>Hint</summary>
#
# Begin with `g = [0.0] * len(edges)` and `g[end] = 1.0`. For each `k` in
# `reversed(sequence)` and each `(j, s)` in `edges[k]`, node `j` receives `s * g[k]`.
#
# </details>


# %% solution backward called="Backpropagation"
def backward(edges, sequence, end):
    """Step 4: the derivatives of one node with respect to all nodes, in one sweep.

    Args:
        edges: as in `path_sum`. They are left as they are.
        sequence: the numbers of all nodes, each after those that it reads.
        end: the node to be differentiated, not always the last one.

    Returns:
        g, one number a node, by the nodes' numbers: g[k] is d end / d k. It is 1 for
        end, and 0 where no path leads to end. Each edge is used once: 30 squarings take
        no time at all.

    Example:
        backward(example_edges, [0, 1, 2, 3, 4], 4) is [36, 45, 15, 6, 1].
    """
    ### BEGIN SOLUTION
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] += s * g[k]
    return g
    ### END SOLUTION


# %% check backward points=3
_edges = [[], [], [(0, 2), (1, 3)], [(0, 1), (2, 1)], [(2, 9), (3, 6)]]
_row = [0, 1, 2, 3, 4]
_got = ask(backward, _edges, _row, 4)
expect("backward(example_edges, [0, 1, 2, 3, 4], 4)", _got, [36, 45, 15, 6, 1])
expect_kept("backward(example_edges, [0, 1, 2, 3, 4], 4)")
_got = ask(backward, _edges, _row, 3)
expect("backward(example_edges, [0, 1, 2, 3, 4], 3)", _got, [3, 3, 1, 1, 0])
_got = ask(backward, [[(1, 3), (1, 3)], []], [1, 0], 0)
expect("backward([[(1, 3), (1, 3)], []], [1, 0], 0)", _got, [1, 6])
_edges = [[(2, 5), (3, 2)], [], [(3, -1)], [(1, 4)]]
_got = ask(backward, _edges, [1, 3, 2, 0], 0)
expect(f"backward({_edges}, [1, 3, 2, 0], 0)", _got, [1, -12, 5, -3])
_got = ask(backward, _edges, [1, 3, 2, 0], 0)
expect("the same call again", _got, [1, -12, 5, -3])
if doubles(backward, lambda k: list(range(k + 1)), lambda k: k):
    fail("The time doubles with every squaring: compute each node's g only once.")
tick("backward")
### BEGIN HIDDEN TESTS
_rng = draws(2204)
for _size in (4, 6, 9, 14, 25):
    _, _edges, _row = random_graph(_rng, _size)
    _slopes = np.zeros((_size, _size))
    for _k in range(_size):
        for _j, _s in _edges[_k]:
            _slopes[_k, _j] += _s
    _all = np.linalg.inv(np.eye(_size) - _slopes)
    for _end in (_row[-1], _row[-2], _row[_size // 2]):
        _got = ask(backward, _edges, _row, _end)
        expect_kept("backward(edges, sequence, end)")
        _want = _all[_end]
        expect("backward(edges, sequence, end)", _got, _want, rtol=1e-8, atol=1e-9)
_slopes = _rng.uniform(0.4, 0.6, 9).tolist()
_got = ask(backward, squarings(9, _slopes), list(range(10)), 9)
expect("backward of 9 squarings", _got[0], 2.0**9 * np.prod(_slopes))
### END HIDDEN TESTS


# %%
# Run it, then move the slider (it needs a running notebook). Red edges have just been
# used by your `backward`.
def plot_back(done, alt):
    """The graph after the last `done` nodes of the row have their final g."""
    row = [0, 1, 2, 3, 4]
    figure, axes = plt.subplots(figsize=(6.4, 4))
    draw_graph(
        axes,
        places,
        example_values,
        example_edges,
        backward(example_edges, row, 4),
        done=row[len(row) - done :],
        now=row[len(row) - done + 1 :][:1],
    )
    axes.set_title(f"{done} of 5 derivatives are final")
    show(figure, alt)


needs((backward, [[]], [0], 0))
plot_back(
    3,
    alt="The graph of the example after three steps of the walk back: node e has "
    "g = 1, node d has g = 6, node c has g = 15. Nodes a and b have none yet.",
)
explore(
    lambda done: plot_back(
        done,
        alt=f"The same graph when {done} of the five nodes have their derivative, the "
        "number chosen with the slider.",
    ),
    done=widgets.IntSlider(
        value=5, min=1, max=5, description="Done", continuous_update=False
    ),
)

# %% [markdown]
# ## 5. The other direction, and what it costs
#
# Grouping the paths by their *last* edge works as well. Write $t_k$ for the derivative
# of node $k$ with respect to one fixed start:
#
# $$t_{start} = 1, \qquad t_k = \sum_{j \to k} s_{jk} \, t_j$$
#
# This sweep along the row is called **forward mode**. It gives the derivatives of *all*
# nodes with respect to *one*; `backward` gives those of *one* with respect to *all*.
#
# **Exercise `forward_mode` ({points}).** The sweep from the start.
#
# <details><summary>Hint</summary>
#
# The same loop, not reversed: now node `k` receives `s * t[j]`. Add to `t[k]`: if you
# set it to the sum, the 1 of `start` is gone.
#
# </details>


# %% solution forward_mode called="Forward mode"
def forward_mode(edges, sequence, start):
    """The derivatives of all nodes with respect to one node, in one sweep.

    Args:
        edges, sequence: as in `backward`. They are left as they are.
        start: a node's number; it may itself read other nodes.

    Returns:
        t, one number a node, by the nodes' numbers: t[k] is d k / d start. It is 1 for
        start, and 0 where no path leads from start. Each edge is used once.

    Example:
        forward_mode(example_edges, [0, 1, 2, 3, 4], 0) is [1, 0, 2, 3, 36].
    """
    ### BEGIN SOLUTION
    t = [0.0] * len(edges)
    t[start] = 1.0
    for k in sequence:
        for j, s in edges[k]:
            t[k] += s * t[j]
    return t
    ### END SOLUTION


# %% check forward_mode points=2
_edges = [[], [], [(0, 2), (1, 3)], [(0, 1), (2, 1)], [(2, 9), (3, 6)]]
_row = [0, 1, 2, 3, 4]
_got = ask(forward_mode, _edges, _row, 0)
expect("forward_mode(example_edges, [0, 1, 2, 3, 4], 0)", _got, [1, 0, 2, 3, 36])
expect_kept("forward_mode(example_edges, [0, 1, 2, 3, 4], 0)")
_got = ask(forward_mode, _edges, _row, 2)
expect("forward_mode(example_edges, [0, 1, 2, 3, 4], 2)", _got, [0, 0, 1, 1, 15])
_edges = [[(2, 5), (3, 2)], [], [(3, -1)], [(1, 4), (1, 0.5)]]
_got = ask(forward_mode, _edges, [1, 3, 2, 0], 1)
expect(f"forward_mode({_edges}, [1, 3, 2, 0], 1)", _got, [-13.5, 1, -4.5, 4.5])
if doubles(forward_mode, lambda k: list(range(k + 1)), lambda k: 0):
    fail("The time doubles with every squaring: compute each node's t only once.")
tick("forward_mode")
### BEGIN HIDDEN TESTS
_rng = draws(2205)
for _size in (4, 6, 9, 14, 25):
    _, _edges, _row = random_graph(_rng, _size)
    _slopes = np.zeros((_size, _size))
    for _k in range(_size):
        for _j, _s in _edges[_k]:
            _slopes[_k, _j] += _s
    _all = np.linalg.inv(np.eye(_size) - _slopes)
    for _start in (_row[0], _row[1], _row[_size // 2]):
        _got = ask(forward_mode, _edges, _row, _start)
        expect_kept("forward_mode(edges, sequence, start)")
        _want = _all[:, _start]
        expect("forward_mode(edges, sequence, start)", _got, _want, 1e-8, 1e-9)
_slopes = _rng.uniform(0.4, 0.6, 9).tolist()
_got = ask(forward_mode, squarings(9, _slopes), list(range(10)), 0)
expect("forward_mode of 9 squarings", _got[9], 2.0**9 * np.prod(_slopes))
### END HIDDEN TESTS

# %% [markdown]
# How many paths are there? If every slope were 1, every product would be 1, and their
# sum the *number* of paths.
#
# **Exercise `count_paths` ({points}).** Count them, even where there are a billion.
#
# <details><summary>Hint</summary>
#
# Make new edges, all with slope 1, and give them to one of your two sweeps:
# `[[(j, 1) for j, s in row] for row in edges]`.
#
# </details>


# %% solution count_paths called="Counting paths"
def count_paths(edges, sequence, start, end):
    """How many paths lead from one node to another.

    Args:
        edges, sequence: as in `backward`. They are left as they are.
        start, end: numbers of nodes, perhaps the same one.

    Returns:
        The number of paths: 0 if there is none, 1 if start is end. It may be a billion
        and more: they are not walked.

    Example:
        count_paths(example_edges, [0, 1, 2, 3, 4], 0, 4) is 3.
    """
    ### BEGIN SOLUTION
    ones = [[(j, 1) for j, _ in row] for row in edges]
    return forward_mode(ones, sequence, start)[end]
    ### END SOLUTION


# %% check count_paths points=2
def _by_forward(edges, sequence, start, end):
    """What follows from your own forward_mode."""
    ones = [[(j, 1) for j, _ in row] for row in edges]
    return forward_mode(ones, sequence, start)[end]


def _by_backward(edges, sequence, start, end):
    """What follows from your own backward."""
    ones = [[(j, 1) for j, _ in row] for row in edges]
    return backward(ones, sequence, end)[start]


_edges = [[], [], [(0, 2), (1, 3)], [(0, 1), (2, 1)], [(2, 9), (3, 6)]]
_twice = [[(2, 5), (3, 2)], [], [(3, -1)], [(1, 4), (1, 0.5)]]
for _args, _want in [
    ((_edges, [0, 1, 2, 3, 4], 0, 4), 3),
    ((_edges, [0, 1, 2, 3, 4], 1, 3), 1),
    ((_edges, [0, 1, 2, 3, 4], 2, 2), 1),
    ((_edges, [0, 1, 2, 3, 4], 3, 2), 0),
    ((_twice, [1, 3, 2, 0], 1, 0), 4),
]:
    _own = own("forward_mode", _by_forward, *_args)
    _other = own("backward", _by_backward, *_args)
    _got = ask(count_paths, *_args)
    if _other and agree(_got, _other[1]):
        _own = _other
    _name = "example_edges" if _args[0] is _edges else f"{_twice}"
    expect(
        f"count_paths({_name}, {', '.join(map(str, _args[1:]))})",
        _got,
        _want,
        follows=_own,
    )
    expect_kept("count_paths(edges, sequence, start, end)")
if doubles(count_paths, lambda k: list(range(k + 1)), lambda k: 0, lambda k: k):
    if is_wrong("forward_mode") or is_wrong("backward"):
        fail("The time doubles with every squaring. Mend your sweeps first.")
    fail("The time doubles with every squaring: do not walk the paths one by one.")
tick("count_paths")
### BEGIN HIDDEN TESTS
_rng = draws(2206)
for _size in (5, 8, 12, 20):
    _, _edges, _row = random_graph(_rng, _size)
    _ones = np.zeros((_size, _size))
    for _k in range(_size):
        for _j, _ in _edges[_k]:
            _ones[_k, _j] += 1
    _all = np.rint(np.linalg.inv(np.eye(_size) - _ones))
    for _start, _end in [(_row[0], _row[-1]), (_row[1], _row[-2]), (_row[3], _row[4])]:
        _args = (_edges, _row, _start, _end)
        _own = own("forward_mode", _by_forward, *_args)
        _other = own("backward", _by_backward, *_args)
        _want, _got = _all[_end, _start], ask(count_paths, *_args)
        if _other and agree(_got, _other[1]):
            _own = _other
        expect("count_paths(edges, sequence, start, end)", _got, _want, follows=_own)
_args = (squarings(12), list(range(13)), 0, 12)
_own = own("forward_mode", _by_forward, *_args)
_other = own("backward", _by_backward, *_args)
_got = ask(count_paths, *_args)
if _other and agree(_got, _other[1]):
    _own = _other
expect("count_paths of 12 squarings", _got, 2**12, follows=_own)
### END HIDDEN TESTS

# %%
# Run it: how many multiplications do your own functions make (other than by NumPy)?
needs(
    (path_sum, [[]], 0, 0),
    (backward, [[]], [0], 0),
    (forward_mode, [[]], [0], 0),
    (count_paths, [[]], [0], 0, 0),
)
depths, sizes = range(1, 13), [1, 3, 10, 30, 100]
paths_cost = [multiplications(path_sum, squarings(k), 0, k) for k in depths]
back_cost = [
    multiplications(backward, squarings(k), list(range(k + 1)), k) for k in range(1, 31)
]
sweeps = [chain_of_sums(many) for many in sizes]
forward_total = [
    sum(multiplications(forward_mode, *sweep, start) for start in range(many))
    for many, sweep in zip(sizes, sweeps, strict=True)
]
backward_total = [
    multiplications(backward, *sweep, len(sweep[0]) - 1) for sweep in sweeps
]
figure, (left, right) = plt.subplots(1, 2)
ways = [count_paths(squarings(k), list(range(k + 1)), 0, k) for k in range(1, 31)]
left.semilogy(range(1, 31), ways, ":", color=GREY, label="Number of paths")
left.semilogy(depths, paths_cost, "s", color=ORANGE, label="path_sum")
left.semilogy(range(1, 31), back_cost, "o", color=BLUE, label="backward")
for guess, text in [(my_guess_ways, "ways"), (my_guess_work, "work")]:
    if guess is not None:
        left.plot(30, np.clip(guess, 1, 1e11), "X", color=RED, mec="black")
        left.text(29, np.clip(guess, 1, 1e11), text, ha="right", va="center")
left.set(xlabel="Number of squarings", ylabel="Multiplications, paths")
left.set(title="Paths explode, edges do not", ylim=(0.5, 1e12))
left.legend(loc="upper left")
right.loglog(sizes, forward_total, "^-", color=GREEN, label="forward_mode, N sweeps")
right.loglog(sizes, backward_total, "o-", color=BLUE, label="backward, one sweep")
right.set(xlabel="Number of inputs N", ylabel="Multiplications")
right.set(title="One output, all N derivatives")
right.legend(loc="upper left")
show(
    figure,
    alt="Left, a logarithmic axis: the number of paths doubles with each squaring, to "
    "a billion at 30; the multiplications of path_sum rise with it, those of backward "
    "only to 60 at 30 squarings. Right, both axes logarithmic: for 100 inputs, N "
    "sweeps of forward_mode make 20,000 multiplications, one sweep of backward 199.",
)
print(f"30 squarings: {ways[-1]:.0f} paths, and {back_cost[-1]} multiplications back.")

# %% [markdown]
# A billion paths, 60 edges. And on the right: one sweep back gives what takes a sweep
# *for each input* forward. A network has one $Error$ and a million weights: that is why
# it is trained backwards.
#
# To be exact: for **one** output, `backward` costs a small constant times the
# evaluation itself, however many inputs there are. It pays in memory: the values of all
# nodes are kept until the sweep comes back. And it is neither gradient descent, which
# only *uses* the gradient, nor a finite difference: nothing is approximated.
#
# ## 6. The neuron, by machine
#
# In seminar 1.7 you derived this gradient by hand. Now write the formula only; the
# machine does the rest. For an example of label 1 the loss is
#
# $$r = w_0 + w_1 x, \qquad Y = \frac{1}{1 + e^{-r}}, \qquad Error = -\log Y$$
#
# **Exercise `neuron_graph` ({points}).** Write it as a graph, one operation a node.
#
# <details><summary>Hint</summary>
#
# There is no minus of one number, but `("sub", 3, k)` is 0 minus node `k`. Node 5 could
# be `("mul", 1, 2)`, node 6 `("add", 0, 5)`: that is $r$.
#
# </details>

# %% solution neuron_graph called="The graph of a neuron"
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
# Now add your nodes to `neuron`. Each reads nodes above it only; the last one is the
# loss −log Y. Operations: those of `local`.
### BEGIN SOLUTION
neuron += [
    ("mul", 1, 2),  # 5
    ("add", 0, 5),  # 6: r
    ("sub", 3, 6),
    ("exp", 7),
    ("add", 4, 8),
    ("div", 4, 9),  # 10: Y
    ("log", 10),
    ("sub", 3, 11),
]
### END SOLUTION


# %% check neuron_graph points=2
def _is_node(k):
    """Say whether node number k is as it should be."""
    name, *reads = neuron[k]
    if not reads:
        return name in ("w0", "w1", "x", "zero", "one")
    many = 2 if name in ("add", "sub", "mul", "div") else 1
    are_above = all(isinstance(j, int) and 0 <= j < k for j in reads)
    return name in OPERATIONS and len(reads) == many and are_above


def _loss(w0, w1, x):
    """The value of the last node of your graph."""
    inputs = {"w0": w0, "w1": w1, "x": x, "zero": 0, "one": 1}
    return attempt(lambda: evaluate(neuron, range(len(neuron)), inputs)[-1])


def _want(w0, w1, x):
    """−log σ(r)."""
    return float(np.logaddexp(0, -(w0 + w1 * x)))


for _k, _node in enumerate(neuron):
    if not attempt(partial(_is_node, _k)):
        fail(
            f"Node {_k}, {_node}, is not right: it takes the name of an operation, "
            "then the numbers of one or two nodes above it."
        )
_points = [(0.5, -1.2, 2.0), (-0.3, 0.7, 1.5), (0.2, 0.4, -1.1)]
_got = [_loss(*_point) for _point in _points]
_wanted = [_want(*_point) for _point in _points]
_state = f"At w0 = 0.5, w1 = -1.2, x = 2 the last node is {_got[0]}"
if None in _got:
    fail(f"{_state}: for these numbers it cannot be computed (log of what?).")
if agree(_got, np.exp(-np.array(_wanted)), rtol=1e-6):
    fail(f"{_state}. That is Y itself; the loss is −log Y.")
if agree(_got, -np.array(_wanted), rtol=1e-6):
    fail(f"{_state}. That is log Y, without the minus: no loss is negative.")
if agree(_got, [_want(-a, -b, x) for a, b, x in _points], rtol=1e-6):
    fail(f"{_state}. That is −log(1 − Y), the loss of label 0; the label is 1.")
if agree(_got, [_want(0, b, x) for a, b, x in _points], rtol=1e-6):
    fail(f"{_state}. That is the loss of a neuron without its bias.")
if agree(_got, [_want(a * x, b, x) for a, b, x in _points], rtol=1e-6):
    fail(f"{_state}. Your bias is multiplied by x, too.")
if agree(_got, [_want(b, a, x) for a, b, x in _points], rtol=1e-6):
    fail(f"{_state}. Weight and bias have changed places.")
if not agree(_got, _wanted, rtol=1e-6):
    fail(f"{_state}, expected {_wanted[0]:.6g}.")
tick("neuron_graph")
### BEGIN HIDDEN TESTS
for _point in draws(2207).uniform(-2, 2, (12, 3)).tolist():
    expect("the last node of the graph", _loss(*_point), _want(*_point), rtol=1e-7)
### END HIDDEN TESTS

# %%
# Run it: your whole machine, on your graph. Beside it (Y − L) · X, for L = 1.
needs((local, "mul", (1.0, 1.0)), (order, [("a",)]), (backward, [[]], [0], 0))


def gradient(graph, inputs, end):
    """All derivatives of node `end`: order, evaluate, slopes, one sweep back."""
    sequence = order(graph)
    values = evaluate(graph, sequence, inputs)
    edges = edges_of(graph, values, local)
    return backward(edges, sequence, end)


point = {"w0": 0.5, "w1": -1.2, "x": 2.0, "zero": 0.0, "one": 1.0}
by_machine = gradient(neuron, point, len(neuron) - 1)
miss = 1 / (1 + np.exp(-(point["w0"] + point["w1"] * point["x"]))) - 1
print("          by machine    by hand")
for k, name, by_hand in [(0, "w0", miss), (1, "w1", miss * point["x"])]:
    print(f"dError/d{name}  {by_machine[k]:+.6f}   {by_hand:+.6f}")

# %% [markdown]
# The same numbers, and nobody has derived $Y - L$: `exp`, `div` and `log` knew their
# slopes, the sweep did the rest. PyTorch, in lesson 3, does the same, only faster.
#
# ## 7. Which way?
#
# **Question ({points}, read by a person).** A program computes a picture of a million
# pixels from one input, the height of the sun. Wanted is the derivative of every pixel
# with respect to it. Explain in two to four sentences: which mode do you choose, how
# many sweeps does it take, and how many would the other one take? Why is it the other
# way round when a network is trained?

# %% manual which_mode [markdown] points=2 called="Forward or backward"
# Forward mode. One sweep gives the derivatives of *all* nodes with respect to *one*
# input: all million pixels with respect to the sun. Backward mode gives the
# derivatives of one output a sweep, so it would take a million sweeps, and each visits
# every edge.
#
# Training has one output, the Error, and a million inputs, the weights: one sweep back
# is enough, and forward mode would need one for each weight. (The sweep back also has
# to keep the values of all nodes.)
#
# *Grading: 1 point for forward mode with one sweep against a million; 1 point for the
# reason: a sweep forward is for one input, a sweep back for one output, and training
# has many inputs and one output.*

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# For the gradient, the lecture's **analogy with dynamic programming** is more than one:
# backpropagation *is* dynamic programming.
#
# <details><summary>The derivation, and your functions</summary>
#
# | line of the derivation | your function |
# |---|---|
# | an edge multiplies by its slope | `local` |
# | the derivative is the sum over all paths of products | `path_sum` |
# | factor from the back; each edge once | `order`, `backward` |
# | factor from the front | `forward_mode` |
#
# </details>
#
# **Next, `l2_3_layers`:** nodes become whole matrices, and the sum over paths becomes
# three products of matrices.
