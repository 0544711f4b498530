# %% [markdown]
# # Seminar 1.8. Depth, and a look back
#
# Follows the lecture slides "Deep learning: history of the term", "Deep vs shallow",
# the poll and the summary. Two sittings, sections 1 to 4 and 5 to 8: {time}, {points}.
#
# Seminar 1.7 earned the gradient of logistic regression: you trained one neuron on real
# data. One neuron draws one straight boundary. Today you connect several, and find out
# what a second layer buys; then, what many layers buy, and what the whole lesson was
# about.
#
# After this seminar you can
#
# 1. build by hand a network for exclusive OR, and one for any continuous function on an
#    interval;
# 2. say what the universal approximation theorem promises, and the four things that it
#    does not;
# 3. count what depth saves, in operations and in parameters.
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
# A zigzag line goes up and down between 0 and 1: 1024 straight pieces, 512 teeth. Two
# networks draw it exactly. One has a single hidden layer; the other has ten. How many
# parameters (weights and biases together) does each need?
#
# Guess before you read on; nobody grades it. The last figure shows your two numbers
# again.

# %%
# Your guesses, in place of None: how many parameters for a zigzag of 1024 pieces?
my_guess = {"one hidden layer": None, "ten hidden layers": None}

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *


# %% setup networks
# Nothing to do here: run this cell. It holds a network with one hidden layer, and four
# activation functions for it.
def step(r):
    """Return 1 where r ≥ 0, else 0."""
    return np.where(np.asarray(r) >= 0, 1.0, 0.0)


def sigmoid(r):
    """Return 1 / (1 + e^(−r)), safe for every r (seminar 1.2)."""
    z = np.exp(-np.abs(r))
    return np.where(np.asarray(r) >= 0, 1, z) / (1 + z)


def relu(r):
    """Return r where r ≥ 0, else 0."""
    return np.maximum(r, 0.0)


def linear(r):
    """Return r as it is."""
    return np.asarray(r, dtype=float)


ACTIVATIONS = {"step": step, "sigmoid": sigmoid, "relu": relu, "linear": linear}


def network(X, W, v, F):
    """Return the scores of a network with one hidden layer, one for each example.

    Args:
        X: (n, N), the inputs.
        W: (M, N + 1). Row j is hidden neuron j: its bias, then its N weights.
        v: (M + 1,), the output neuron: its bias, then one weight for each hidden one.
        F: the activation function of the hidden neurons.

    Returns:
        (n,), the output neuron's score: v[0] + v[1] · h₁ + … + v[M] · h_M.
    """
    hidden = F(W[:, 0] + X @ W[:, 1:].T)  # (n, M)
    return v[0] + hidden @ v[1:]  # (n,)


def as_network(what, pair, inputs, most=None):
    """Return (W, v) as float arrays, or say what keeps them from being a network."""
    if pair is None:
        fail(f"{what}: got None. Did you forget `return`, or print instead?")
    try:
        W, v = pair
        W, v = np.array(W, dtype=float), np.array(v, dtype=float)
    except (TypeError, ValueError):
        fail(
            f"{what}: expected two arrays of numbers, W and v. "
            "Are all rows of W equally long?"
        )
    W = W.reshape(0, inputs + 1) if W.size == 0 else W
    if W.ndim != 2 or W.shape[1] != inputs + 1:
        fail(
            f"{what}: W has the shape {W.shape}, expected (M, {inputs + 1}): "
            f"one row for each hidden neuron, bias first, then {inputs} weight(s)."
        )
    if v.shape != (len(W) + 1,):
        fail(
            f"{what}: v has the shape {v.shape}, expected ({len(W) + 1},): "
            f"a bias, then one weight for each of your {len(W)} hidden neurons."
        )
    if not (np.isfinite(W).all() and np.isfinite(v).all()):
        fail(f"{what}: every weight must be a finite number.")
    if most is not None and len(W) > most:
        fail(f"{what}: {len(W)} hidden neurons, at most {most} are allowed.")
    return W, v


# %% [markdown]
# ## 2. Two neurons and a third
#
# In seminar 1.1 a neuron with a threshold failed on exclusive OR (XOR): "one of the two
# inputs, but not both". The points (0, 1) and (1, 0) lie across from each other, and no
# straight line has both on one side and the other two points on the other.
#
# So take two lines. Suppose one hidden neuron fires for "at least one", and another for
# "both":
#
# | $X_1$ | $X_2$ | $h_1$: at least one | $h_2$: both | XOR |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 0 | 0 |
# | 0 | 1 | 1 | 0 | 1 |
# | 1 | 0 | 1 | 0 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# Look only at the columns $h_1$, $h_2$ and XOR. A third neuron, which sees nothing but
# $h_1$ and $h_2$, has an easy life: the four points have become three, and a line parts
# them. That is a **network with one hidden layer**:
#
# $$h_j = F\Bigl(W_{j0} + \sum_{i=1}^{N} W_{ji} X_i\Bigr), \quad j = 1 \ldots M,
# \qquad r = v_0 + \sum_{j=1}^{M} v_j h_j$$
#
# $N$ is the number of inputs, $M$ that of the hidden neurons. Row $j$ of $W$, of shape
# $(M, N + 1)$, holds bias and weights of hidden neuron $j$; $v$, of shape $(M + 1,)$,
# holds those of the output neuron. $F$ is the activation function of the hidden
# neurons, $r$ the score; the network says class 1 where $r \ge 0$. The given function
# `network(X, W, v, F)` computes $r$.
#
# <details><summary>Not the earlier $W$</summary>
#
# In seminars 1.6 and 1.7 $W_k$ were all weights of one neuron after $k$ steps.
#
# </details>
#
# **Exercise `xor_net` ({points}).** Set the weights by hand, so that the network says 1
# for (0, 1) and (1, 0), and 0 for (0, 0) and (1, 1). Any number of hidden neurons and
# any weights that work are right. Choose $F$ yourself: `"step"`, `"sigmoid"`, `"relu"`
# or `"linear"`. One of the four cannot do it with any weights; section 3 shows which.
#
# <details><summary>Hint</summary>
#
# With `"step"`: "at least one" is $-0.5 + X_1 + X_2 \ge 0$. What bias makes it "both"?
# The output wants $h_1$ and fears $h_2$.
#
# </details>

# %% solution xor_net called="XOR with a network"
# xor_F: the name of F, a string. xor_W: one row [bias, weight of X1, weight of X2] for
# each hidden neuron. xor_v: [bias, weight of h1, weight of h2, …].
### BEGIN SOLUTION
xor_F = "step"
xor_W = [[-0.5, 1, 1], [-1.5, 1, 1]]
xor_v = [-0.5, 1, -1]
### END SOLUTION

# %% check xor_net points=2
_names = ", ".join(ACTIVATIONS)
if not isinstance(xor_F, str) or xor_F not in ACTIVATIONS:
    fail(f"xor_F is the name of F, a string, one of: {_names}.")
_W, _v = as_network("xor_W and xor_v", (xor_W, xor_v), inputs=2)
_X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
_F = ACTIVATIONS[xor_F]
_r = network(_X, _W, _v, _F)
_said = [int(_score >= 0) for _score in _r]
_turned = network(_X, np.roll(_W, 1, axis=1), np.roll(_v, 1), _F)
_lines = [f"For (0, 0), (0, 1), (1, 0), (1, 1) your network says {_said}."]
for _j, _h in enumerate(_F(_W[:4, :1] + _W[:4, 1:] @ _X.T).round(3).tolist(), 1):
    _lines.append(f"h{_j} = {_h}")
_got = "\n".join([*_lines, f"r = {_r.round(3).tolist()}", ""])
_low, _high = max(_r[0], _r[3]), min(_r[1], _r[2])
if xor_F == "linear":
    fail(f"{_got}With a linear F it stays a single neuron, whatever the weights.")
if len(_W) < 2:
    fail(f"{_got}One hidden neuron draws one line, and the output cannot bend it.")
if _said != [0, 1, 1, 0] and [int(_score >= 0) for _score in _turned] == [0, 1, 1, 0]:
    fail(f"{_got}Read with the bias last, these numbers would do it. It comes first.")
if _said == [0, 1, 1, 1]:
    fail(f"{_got}This is OR: (1, 1) has to be taken away again.")
if _said == [0, 0, 0, 1]:
    fail(f"{_got}This is AND.")
if _said == [1, 0, 0, 1]:
    fail(f"{_got}All four are reversed: this is 'both alike'.")
if agree(_r, [0, 1, 1, 0], atol=1e-9):
    fail(
        f"{_got}The scores are XOR itself, but a score of 0 says 1, too. Take off "
        "a half in the output neuron's bias."
    )
if len(set(_said)) == 1 and _low < _high:
    fail(
        f"{_got}The scores do part the two classes, only not at 0. Move them all by "
        f"the output neuron's bias, until 0 lies between {_low:.4g} and {_high:.4g}."
    )
if len(set(_said)) == 1:
    fail(f"{_got}The same answer for all four.")
if _said != [0, 1, 1, 0]:
    fail(f"{_got}Wanted: [0, 1, 1, 0]. The next cell draws your hidden neurons.")
tick("xor_net")

# %%
# Run and look. Left, the plane of the inputs. Right, the same four points as the output
# neuron sees them, by their first two hidden values.
if attempt(lambda: (xor_F, xor_W, xor_v)) is None:
    raise NotImplementedError("This cell needs your `xor_net`, which is still open.")
corners = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
W_own, v_own = as_network("xor_W and xor_v", (xor_W, xor_v), inputs=2)
F_own = ACTIVATIONS[xor_F]
axis = np.linspace(-0.5, 1.5, 301)
plane = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
fires = (network(plane, W_own, v_own, F_own) >= 0).reshape(len(axis), -1)
hidden = F_own(W_own[:, 0] + corners @ W_own[:, 1:].T)
looks = [("o", BLUE, "XOR = 0"), ("^", ORANGE, "XOR = 1")]
wanted = np.array([0, 1, 1, 0])
solved = np.array_equal(network(corners, W_own, v_own, F_own) >= 0, wanted == 1)

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4.8))
left.contourf(axis, axis, fires, levels=[0.5, 1.5], colors=[ORANGE], alpha=0.2)
styles = ["-", "--", "-.", ":"] * len(W_own)
for j, (row, style) in enumerate(zip(W_own, styles, strict=False), 1):
    if np.any(row[1:]):
        scores = (row[0] + plane @ row[1:]).reshape(len(axis), -1)
        left.contour(axis, axis, scores, levels=[0], colors=[GREY], linestyles=[style])
        left.plot([], [], style, color=GREY, label=f"Score of h{j} is 0")
left.fill([], [], color=ORANGE, alpha=0.2, label="Answer: class 1")
for kind, (marker, color, label) in enumerate(looks):
    chosen = wanted == kind
    left.plot(*corners[chosen].T, marker, color=color, label=label, ms=12)
    spots = np.column_stack([hidden[chosen], np.zeros(chosen.sum())])
    right.plot(*spots[:, :2].T, marker, color=color, ms=12)
left.set(xlabel="X₁", ylabel="X₂", title="Inputs: one line is not enough")
left.set_aspect("equal")
left.set(xticks=[0, 1], yticks=[0, 1], xlim=(-0.5, 1.5), ylim=(-0.5, 1.5))
# Corners that share a place share a text.
places = {}
for corner, place in zip(corners.astype(int), hidden, strict=True):
    key = (round(float(place[0]), 6), round(float(np.append(place, 0)[1]), 6))
    places.setdefault(key, []).append(f"({corner[0]}, {corner[1]})")
for (h1, h2), texts in places.items():
    right.annotate(
        ", ".join(texts),
        (h1, h2),
        (0, 13),
        textcoords="offset points",
        ha="center",
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
    )
spots = np.column_stack([hidden, np.zeros(4)])[:, :2]
low, high = spots.min(axis=0), spots.max(axis=0)
room = 0.35 * np.maximum(high - low, 0.5)
right.set_xlim(low[0] - room[0], high[0] + room[0])
right.set_ylim(low[1] - room[1], high[1] + room[1])
if len(W_own) == 2 and v_own[2] != 0:
    h1, h2 = np.linspace(*right.get_xlim(), 201), np.linspace(*right.get_ylim(), 201)
    seen = v_own[0] + v_own[1] * h1 + v_own[2] * h2[:, None] >= 0
    right.contourf(h1, h2, seen, levels=[0.5, 1.5], colors=[ORANGE], alpha=0.2)
    right.plot(h1, -(v_own[0] + v_own[1] * h1) / v_own[2], color=RED, label="r = 0")
right.set(xlabel="Hidden value h₁", ylabel="Hidden value h₂")
if len(W_own) > 2:
    right.set_title(f"Hidden values: h₁ and h₂ of {len(W_own)}")
elif solved:
    right.set_title("Hidden values: one line is enough")
else:
    right.set_title("Hidden values: not parted yet")
figure.legend(loc="outside lower center", ncols=3)
show(
    figure,
    alt="Left: the four corners of the unit square, the lines of the hidden neurons, "
    "and, shaded, where the network says 1; two lines are needed to hold (0, 1) and "
    "(1, 0) apart from the other corners. Right: the same four points in the plane of "
    "the hidden values, where a single straight line, with a shaded side, is enough "
    "to part the points of the two classes.",
)

# %% [markdown]
# The hidden layer does not solve the task. It moves the points until one straight line
# can solve it: $h_1$ and $h_2$ are **features**, and here you made them by hand. In a
# trained network gradient descent makes them. That is what the lecture means by
# learning a hierarchy of features.
#
# ## 3. Why the bend is needed
#
# Leave the bend (the *nonlinearity*) out: $F(r) = r$. Numbers first. One input, two
# hidden neurons $h_1 = 1 + 2x$ and $h_2 = 4 - x$, and the output $r = 3 + 2 h_1 - h_2$:
#
# $$r = 3 + 2\,(1 + 2x) - (4 - x) = (3 + 2 - 4) + (4 + 1)\,x = 1 + 5x$$
#
# There were three neurons, and one is left. No hidden layer of this kind can do more
# than a single neuron can, so XOR stays out of reach; ten such layers are still one
# neuron.
#
# **Exercise `collapse` ({points}).** Do the same with letters, for every size: return
# the one neuron $w$ that has the score of the whole network for every input. The
# formula that you find is the proof.
#
# <details><summary>Hint</summary>
#
# Put $h_j = W_{j0} + \sum_i W_{ji} X_i$ into $r = v_0 + \sum_j v_j h_j$ and collect:
# what stands in front of $X_i$, and what stands alone? The output's bias $v_0$ joins
# only one of the entries.
#
# </details>


# %% solution collapse called="Linear layers collapse"
def collapse(W, v):
    """The single neuron that is equivalent to a network with a linear hidden layer.

    Args:
        W: the hidden neurons, shape (M, N + 1): in each row the bias, then N weights.
        v: the output neuron, shape (M + 1,): its bias, then M weights.
            Both are lists or arrays, also of integers. Neither is modified.

    Returns:
        w, shape (N + 1,): for every X, w[0] + w[1] · X₁ + … + w[N] · X_N is the score
        of the network with F(r) = r.

    Example:
        collapse([[1, 2], [4, -1]], [3, 2, -1]) is [1, 5].
    """
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    ### BEGIN SOLUTION
    w = v[1:] @ W
    w[0] += v[0]
    return w
    ### END SOLUTION


# %% check collapse points=2
promised(
    "collapse(W, v)",
    collapse,
    ([[1, 2], [4, -1], [2, 5], [1, 1]], [3, 2, -1, 4, -2]),
    [7, 23],
    W="list array integer kept",
    v="list array integer kept",
)
expect(
    "collapse([[0.5, -1, 3, 2, 4], [0.25, 2, 1, 0, 1]], [0.125, 3, -2])",
    ask(collapse, [[0.5, -1, 3, 2, 4], [0.25, 2, 1, 0, 1]], [0.125, 3, -2]),
    [1.125, -7, 7, 6, 10],
)
expect("collapse([[2, 3]], [1, 0.5])", ask(collapse, [[2, 3]], [1, 0.5]), [2, 1.5])
tick("collapse")
### BEGIN HIDDEN TESTS
_rng = draws(1801)
promised(
    "collapse(W, v)",
    collapse,
    lambda M, N: (_rng.normal(0, 1, (M, N + 1)), _rng.normal(0, 1, M + 1)),
    lambda W, v: np.append(v[0] + v[1:] @ W[:, 0], v[1:] @ W[:, 1:]),
    rtol=1e-8,
    atol=1e-12,
    over=[(2, 3), (5, 2), (1, 4), (4, 1), (3, 3), (1, 1), (7, 5)],
    W="list array integer kept",
    v="list array integer kept",
)
### END HIDDEN TESTS

# %% [markdown]
# ## 4. One hidden layer is enough, but for what?
#
# Two step neurons can do something that no single one can: be large *in between*. Take
# two of them with one input $x$. The first jumps up at 2, the second at 3:
#
# | $x$ | 1.5 | 2 | 2.5 | 3 | 3.5 |
# |---|---|---|---|---|---|
# | first neuron | 0 | 1 | 1 | 1 | 1 |
# | second neuron | 0 | 0 | 0 | 1 | 1 |
# | bump from 2 to 3 | 0 | 1 | 1 | 0 | 0 |
#
# How does the last row come from the two above it? The output neuron may only weigh and
# add.
#
# **Exercise `bump` ({points}).** Build the bump. Two calls of `step` are enough, but
# any code that computes the same is right.
#
# <details><summary>Hint</summary>
#
# A neuron that jumps at $a$ has the score $x - a$: weight 1, bias $-a$. (The `bump` of
# seminar 1.3 was another function, a smooth one.)
#
# </details>


# %% solution bump called="A bump of two steps"
def bump(x, a, b):
    """A bump made of two step neurons: 1 from a to b, 0 elsewhere.

    Args:
        x: a number, a list or an array of any shape. It is not modified.
        a, b: the edges, two numbers with a < b.

    Returns:
        1 where a ≤ x < b and 0 elsewhere, in the shape of x.

    Example:
        bump([1.5, 2, 2.5, 3], 2, 3) is [0, 1, 1, 0].
    """
    x = np.asarray(x, dtype=np.float64)
    ### BEGIN SOLUTION
    return step(x - a) - step(x - b)
    ### END SOLUTION


# %% check bump points=1
promised(
    "bump(x, a, b)",
    bump,
    ([1.5, 2, 2.5, 3, 3.5], 2, 3),
    [0, 1, 1, 0, 0],
    x="number list array shape kept",
)
expect(
    "bump([0, 1, 2, 3, 4, 5], 1, 4)",
    ask(bump, [0, 1, 2, 3, 4, 5], 1, 4),
    [0, 1, 1, 1, 0, 0],
)
expect("bump([[0.25]], 0.2, 0.3)", ask(bump, [[0.25]], 0.2, 0.3), [[1]])
expect(
    "bump([-3, -2.5, -0.5, 0], -2.5, -0.5)",
    ask(bump, [-3, -2.5, -0.5, 0], -2.5, -0.5),
    [0, 1, 0, 0],
)
expect(
    "bump([2 - 1e-10, 3 - 1e-10], 2, 3)",
    ask(bump, [2 - 1e-10, 3 - 1e-10], 2, 3),
    [0, 1],
)
tick("bump")
### BEGIN HIDDEN TESTS
_rng = draws(1802)
for _number in (20, 7, 4):
    _a = float(_rng.uniform(-3, 1))
    _b = _a + float(_rng.uniform(0.5, 2.5))
    _x = _rng.uniform(-4, 4, _number)
    _x[:4] = [_a, _b, (_a + _b) / 2, -_a]
    promised(
        "bump(x, a, b)",
        bump,
        (_x, _a, _b),
        lambda x, a, b: (a <= x) & (x < b),
        x="number list array shape kept",
    )
    _near = [_a - 1e-10, _a + 1e-10, _b - 1e-10, _b + 1e-10]
    expect("bump, next to its edges", ask(bump, _near, _a, _b), [0, 1, 1, 0])
expect("bump, narrow", ask(bump, [0.2, 0.3, 0.45], 0.25, 0.375), [0, 1, 0])
### END HIDDEN TESTS

# %% [markdown]
# Now place one bump beside the other. Cut $0 \le x < 1$ into $K$ equal pieces, and give
# the bump over each piece the height that the function $f$ has in the middle of it. For
# $f(x) = x$ and $K = 4$:
#
# | piece | 0 … 0.25 | 0.25 … 0.5 | 0.5 … 0.75 | 0.75 … 1 |
# |---|---|---|---|---|
# | middle | 0.125 | 0.375 | 0.625 | 0.875 |
# | height | 0.125 | 0.375 | 0.625 | 0.875 |
#
# A staircase. It is off by at most half a step, $1/8$. In general, let $|f'| \le C$
# everywhere. No $x$ is farther than $1/(2K)$ from the middle of its piece, and on that
# way $f$ changes by at most $C / (2K)$. So this is the most by which the staircase is
# off: as small as you like, for $K$ large enough.
#
# **Exercise `approximate` ({points}).** Write this staircase as a network with one
# hidden layer of step neurons, that is, return its weights. A bump over $[a, b)$ of
# height $H$ is two hidden neurons, rows $(-a, 1)$ and $(-b, 1)$ of $W$, whose output
# weights are $+H$ and $-H$. Other networks of at most $2K$ step neurons are right, too,
# if they are off by at most $C / K$ everywhere on $0 \le x < 1$.
#
# <details><summary>Hint</summary>
#
# All neurons that open a bump, then all that close one. `np.column_stack` puts a column
# of biases and one of weights side by side, `np.vstack` one block below the other, and
# `np.concatenate` joins the parts of `v`. In which order do the output weights stand
# then?
#
# </details>


# %% solution approximate called="A staircase of neurons"
def approximate(f, K):
    """The weights of a network with one hidden layer that comes close to f.

    Args:
        f: the function, continuous on 0 ≤ x ≤ 1. It takes a number or an array.
        K: the number of pieces, an integer ≥ 1.

    Returns:
        (W, v). W has the shape (M, 2): a bias and a weight for each of M ≤ 2K hidden
        step neurons. v has the shape (M + 1,): the output's bias, then M weights.
        Lists are fine, too. network(x, W, v, step), with x of shape (n, 1) and
        0 ≤ x < 1, is never off by more than C/K, if |f′| ≤ C everywhere.

    Example:
        For f(x) = x and K = 1 one answer is W = [[0, 1], [-1, 1]], v = [0, 0.5, -0.5].
    """
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]  # (K,) each: where the pieces begin and end
    ### BEGIN SOLUTION
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    W = np.vstack([opening, closing])
    v = np.concatenate([[0], heights, -heights])
    return W, v
    ### END SOLUTION


# %% check approximate points=3
_x = np.arange(40) / 40
_net = as_network(
    "approximate(f, 4)", ask(approximate, lambda x: 1.0 * x, 4), 1, most=8
)
_hidden = step(_net[0][:, 0] + _x[:, None] @ _net[0][:, 1:].T)
if len(_net[0]) and (_hidden == _hidden[0]).all():
    fail(
        "approximate(f, 4): none of your hidden neurons jumps between 0 and 1. A row "
        "of W is (bias, weight), and the neuron jumps where bias + weight · x = 0: the "
        "row (−a, 1) jumps at a."
    )
expect(
    "the network for f(x) = x and K = 4, at x = 0, 0.025, …, 0.975",
    network(_x[:, None], *_net, step),
    _x,
    rtol=0,
    atol=0.25 + 1e-9,
)
_net = as_network("approximate(f, 3)", ask(approximate, np.cos, 3), 1, most=6)
expect(
    "the network for f(x) = cos x and K = 3, at x = 0, 0.025, …, 0.975",
    network(_x[:, None], *_net, step),
    np.cos(_x),
    rtol=0,
    atol=1 / 3,
)
_net = as_network(
    "approximate(f, 15)", ask(approximate, lambda x: 5 - 12 * x, 15), 1, 30
)
expect(
    "the network for f(x) = 5 − 12x and K = 15, at x = 0, 0.025, …, 0.975",
    network(_x[:, None], *_net, step),
    5 - 12 * _x,
    rtol=0,
    atol=12 / 15 + 1e-9,
)
_net = as_network("approximate(f, 1)", ask(approximate, lambda x: 3 + x, 1), 1, most=2)
expect(
    "the network for f(x) = 3 + x and K = 1, at x = 0, 0.025, …, 0.975",
    network(_x[:, None], *_net, step),
    3 + _x,
    rtol=0,
    atol=1 + 1e-9,
)
tick("approximate")
### BEGIN HIDDEN TESTS
_rng = draws(1803)
_x = np.append([0.0, 0.9999], _rng.uniform(0.001, 0.999, 400))
for _K in (1, 2, 7, 20, 49, 60):
    _slope = float(_rng.choice([-1, 1]) * _rng.uniform(2, 5))
    _zero = float(_rng.uniform(0.3, 0.7))
    _shift, _turn, _wave = (float(_number) for _number in _rng.uniform(1, 4, 3))

    def _line(x, along=_slope, zero=_zero):
        return along * (np.asarray(x) - zero)

    def _curve(x, up=_shift, high=_wave, turn=_turn, start=_slope):
        return up + high * np.sin(turn * np.asarray(x) + start)

    def _high(x, along=_slope):
        return 20 + along * np.asarray(x)

    for _f, _steep in [
        (_line, abs(_slope)),
        (_high, abs(_slope)),
        (_curve, _wave * _turn),
    ]:
        _net = as_network("approximate(f, K)", ask(approximate, _f, _K), 1, most=2 * _K)
        expect(
            "the network of approximate(f, K) on 0 ≤ x < 1",
            network(_x[:, None], *_net, step),
            _f(_x),
            rtol=0,
            atol=_steep / _K * (1 + 1e-9) + 1e-9,
        )
### END HIDDEN TESTS


# %%
# Run it, then move the slider (it needs a running notebook). The slope of this f is
# never steeper than C = 4.5π, about 14.
def wavy(x):
    """The function to be drawn."""
    return np.sin(2 * np.pi * np.asarray(x)) + 0.5 * np.sin(5 * np.pi * np.asarray(x))


def plot_approximation(K, alt):
    """Left: the function and the network. Right: the largest error against K."""
    figure, (left, right) = plt.subplots(1, 2)
    x = np.linspace(-0.4, 1.4, 1801)
    W, v = (np.array(part, dtype=float) for part in approximate(wavy, K))
    left.axvspan(0, 1, color=GREEN, alpha=0.1, linewidth=0, label="0 ≤ x < 1")
    left.plot(x, wavy(x), "--", color=GREY, label="f")
    left.plot(x, network(x[:, None], W, v, step), color=BLUE, label="Your network")
    left.set(xlabel="Input x", ylabel="Output", title=f"K = {K}: {len(W)} neurons")
    left.set_ylim(-2, 2.7)
    left.legend(loc="upper right", ncols=3, columnspacing=1)

    inside = (np.arange(2000) + 0.5) / 2000
    pieces = np.array([1, 2, 4, 8, 16, 32, 64, 128])
    errors = []
    for many in [*pieces, K]:
        W, v = (np.array(part, dtype=float) for part in approximate(wavy, int(many)))
        errors.append(np.abs(network(inside[:, None], W, v, step) - wavy(inside)).max())
    steep = 2 * np.pi + 2.5 * np.pi  # |f′| is never larger
    right.loglog(pieces, steep / pieces, ":", color=GREY, label="C / K, allowed")
    right.loglog(
        pieces, steep / pieces / 2, "--", color=GREY, label="C / (2K), middles"
    )
    right.loglog(pieces, errors[:-1], "o-", color=BLUE, label="Your network")
    right.plot(K, errors[-1], "*", color=RED, ms=15, label=f"K = {K}: {errors[-1]:.2g}")
    right.set_xticks(pieces, [str(many) for many in pieces])
    right.minorticks_off()
    right.set(xlabel="Number of pieces K", ylabel="Largest error on 0 ≤ x < 1")
    right.set_title("The error falls like 1 / K")
    right.legend()
    show(figure, alt)


needs((approximate, np.cos, 1))
plot_approximation(
    8,
    alt="Left: a wavy function and the staircase of a network with 8 pieces, which "
    "follows it between 0 and 1, in the shaded region, and does not follow it "
    "outside. Right: the largest error against the number of pieces on logarithmic "
    "axes, falling from about 2 at K = 1 to about 0.05 at K = 128, below "
    "the lines C / (2K) and C / K.",
)
explore(
    lambda K: plot_approximation(
        K,
        alt=f"The same two panels for {K} pieces, the number chosen with the slider.",
    ),
    K=widgets.IntSlider(
        value=16, min=1, max=64, description="Pieces K", continuous_update=False
    ),
)

# %% [markdown]
# You have just proved a special case of the theorem that the slide gives in one line:
# "one hidden layer is enough". Your case has one input, step neurons and a bounded
# slope. With every word in its place the theorem reads
#
# > **Universal approximation.** Let $f$ be *continuous* on a *bounded closed* region
# > ("compact"). Let the activation function $F$ be continuous or, like the step, have
# > finitely many jumps, and let it *not be a polynomial*. Then for every
# > $\varepsilon > 0$ *there are* a number $M$ and weights such that a network with one
# > hidden layer of $M$ neurons differs from $f$ by at most $\varepsilon$ everywhere in
# > that region.
#
# <details><summary>Who proved it, why no polynomial, and two remarks</summary>
#
# Cybenko 1989 and Hornik and others 1989 for sigmoids; Leshno and others 1993 in this
# form. The output is the plain score $r$.
#
# Why no polynomial: with $F(r) = r^2$ every network, however wide, is a polynomial of
# degree 2 at most; and $F(r) = r$ you have collapsed yourself.
#
# Leave the last closing neuron of your network out, and the end $x = 1$ is covered,
# too. Without a bound on the slope the error still goes to 0, but the rate $C/K$ is
# lost.
#
# </details>
#
# Four things it does **not** say:
#
# - *how many* neurons. With $N$ inputs and $K$ pieces along each, there are $K^N$
#   cells to give a height to: 10 pieces and 10 inputs make $10^{10}$;
# - *how to find* the weights. They exist; gradient descent may or may not get there;
# - *what happens outside* the region. See the left panel beyond 0 and 1;
# - *how it generalises*, that is, what it says between the examples of a sample.
#
# ### The price
#
# The price of a network is counted in parameters. A layer of 2 neurons that look at 3
# values has $2 \cdot (3 + 1) = 8$ of them, three weights and a bias for each neuron.
#
# **Exercise `count_params` ({points}).** Count the weights and biases of a whole
# network.
#
# <details><summary>Hint</summary>
#
# Layer number $k$ has `sizes[k]` neurons, and each looks at `sizes[k - 1]` values.
# `range(1, len(sizes))` gives all $k$ but 0: the inputs have no parameters.
#
# </details>


# %% solution count_params called="Counting weights"
def count_params(sizes):
    """How many weights and biases a fully connected network has.

    Args:
        sizes: a list of at least two whole numbers ≥ 1: the number of inputs, the sizes
            of the hidden layers (there may be none), the number of output neurons. It
            is not modified.

    Returns:
        The number of all weights and biases. Each hidden and each output neuron has one
        weight for each value of the layer before it, and one bias.

    Example:
        count_params([3, 2, 1]) is 11: 2 · (3 + 1) and 1 · (2 + 1).
    """
    ### BEGIN SOLUTION
    layers = range(1, len(sizes))
    return sum((sizes[k - 1] + 1) * sizes[k] for k in layers)
    ### END SOLUTION


# %% check count_params points=2
promised("count_params(sizes)", count_params, ([2, 5, 4, 3],), 54, sizes="list kept")
expect("count_params([3, 2, 1])", ask(count_params, [3, 2, 1]), 11)
expect("count_params([4, 1])", ask(count_params, [4, 1]), 5)
expect("count_params([1, 3, 3, 3, 1])", ask(count_params, [1, 3, 3, 3, 1]), 34)
tick("count_params")
### BEGIN HIDDEN TESTS
_rng = draws(1805)
for _depth in (2, 3, 4, 5, 7):
    _sizes = [int(_size) for _size in _rng.integers(1, 12, _depth)]
    _sizes[0] += 12
    _want = sum((_sizes[_k - 1] + 1) * _sizes[_k] for _k in range(1, _depth))
    promised("count_params(sizes)", count_params, (_sizes,), _want, sizes="list kept")
expect("count_params([784, 300, 10])", ask(count_params, [784, 300, 10]), 238510)
expect("count_params([1, 1])", ask(count_params, [1, 1]), 2)
### END HIDDEN TESTS

# %% [markdown]
# Your staircase of $K$ pieces has $6K + 1$ parameters. Can depth do the same for less?
# That is the second sitting; here is a good place to stop. After the break: put the
# cursor into the cell below this one, and choose Run → Run All Above Selected Cell.

# %% [markdown] sitting=2
# ## 5. What "deep" meant
#
# Three sightings of the words "deep learning", which the lecture shows:
#
# - **1986, Rina Dechter**, "Learning while searching in constraint-satisfaction
#   problems": the first use, as far as is known. Nothing to do with neural networks: a
#   depth-first search runs into a dead end, and learns from it a constraint that spares
#   it similar ones.
# - **2000, Igor Aizenberg** and co-authors, "Multi-Valued and Universal Binary
#   Neurons": "a deep learning of the features of threshold Boolean functions". In a
#   book on neural networks now, but it means a thorough study.
# - **Today**: networks with many layers that learn a hierarchy of features. Trained on
#   photographs, the first layers answer to edges, later ones to textures, and still
#   later ones to parts of objects.
#
# <details><summary>The years of the lecture's history slides</summary>
#
# 1958 Rosenblatt's perceptron · 1974 backpropagation (Werbos; it became widely known in
# 1986) · 1985 Boltzmann machines · 1986 recurrent networks · 2014 attention, Adam, GANs
# · 2015 batch normalisation, ResNet · 2017 Transformer · 2019 GPT-2 · 2021 CLIP.
#
# </details>
#
# ## 6. What depth buys: compute once, use often
#
# The lecture compares depth with **dynamic programming**: solve each part once, write
# its value down (a *memo*), and look it up from then on. With numbers: a network has
# four inputs, a first hidden layer of 3 neurons, a second of 2, and one output neuron;
# each neuron looks at all neurons of the layer before it.
#
# *Without a memo.* Ask the output neuron: that is 1 evaluation. It asks both neurons of
# layer 2: 2 more. Each of them asks all three of layer 1, and nobody remembers that the
# other one has asked already: $2 \cdot 3 = 6$ more. Together 9.
#
# *With a memo.* Each neuron is evaluated once and its value is written down; looking it
# up is no evaluation. Together $1 + 2 + 3 = 6$.
#
# 9 against 6 is not much. Guess before you go on: six layers of 10 neurons, with and
# without?
#
# **Exercise `count_ops` ({points}).** Count the evaluations for any widths.
#
# <details><summary>Hint</summary>
#
# Without a memo, walk from the output towards the inputs and keep two numbers: how many
# evaluations the current layer gets, and how many there were in all. `reversed(widths)`
# walks backwards. With a memo, no loop is needed.
#
# </details>


# %% solution count_ops called="Counting operations"
def count_ops(widths, memo):
    """How many times neurons are evaluated to get the output of one network.

    Args:
        widths: the sizes of the hidden layers, a list of whole numbers ≥ 1, from the
            layer next to the inputs to the one next to the output; [] if there is none.
            It is not modified.
        memo: True if the value of a neuron is written down and looked up from then on;
            False if it is evaluated anew whenever a neuron of the next layer asks.

    Returns:
        The number of evaluations, however large, that of the single output neuron
        included. Inputs are given: they need none.

    Example:
        count_ops([3, 2], False) is 9, count_ops([3, 2], True) is 6.
    """
    ### BEGIN SOLUTION
    if memo:
        return 1 + sum(widths)
    layer = total = 1
    for width in reversed(widths):
        layer *= width
        total += layer
    return total
    ### END SOLUTION


# %% check count_ops points=2
promised(
    "count_ops(widths, memo)",
    count_ops,
    ([3, 5, 2], False),
    43,
    widths="list kept",
)
promised(
    "count_ops(widths, memo)",
    count_ops,
    ([3, 5, 2], True),
    11,
    widths="list kept",
)
expect("count_ops([3, 2], False)", ask(count_ops, [3, 2], False), 9)
expect("count_ops([3, 2], True)", ask(count_ops, [3, 2], True), 6)
expect("count_ops([2, 2], False)", ask(count_ops, [2, 2], False), 7)
expect("count_ops([2, 2], True)", ask(count_ops, [2, 2], True), 5)
for _memo in (False, True):
    expect(f"count_ops([], {_memo})", ask(count_ops, [], _memo), 1)
    expect(f"count_ops([5], {_memo})", ask(count_ops, [5], _memo), 6)
expect(
    "count_ops([1000] * 7, False)",
    ask(count_ops, [1000] * 7, False),
    1001001001001001001001,
)
tick("count_ops")
### BEGIN HIDDEN TESTS
_rng = draws(1804)
for _depth in (1, 2, 3, 4, 5, 6):
    _widths = [int(_width) for _width in _rng.integers(2, 7, _depth)]
    _widths[-1] = _widths[0] + 1 + _depth % 3
    for _memo, _want in [
        (False, 1 + np.cumprod(_widths[::-1]).sum()),
        (True, 1 + sum(_widths)),
    ]:
        promised(
            "count_ops(widths, memo)",
            count_ops,
            (_widths, _memo),
            _want,
            widths="list kept",
        )
for _memo in (False, True):
    expect("count_ops([], memo)", ask(count_ops, [], _memo), 1)
    expect("count_ops([1, 1, 1], memo)", ask(count_ops, [1, 1, 1], _memo), 4)
expect("count_ops([10] * 6, False)", ask(count_ops, [10] * 6, False), 1111111)
expect("count_ops([10] * 6, True)", ask(count_ops, [10] * 6, True), 61)
_width = int(_rng.integers(100, 999))
_want = sum(_width**_power for _power in range(13))
expect("count_ops, twelve wide layers", ask(count_ops, [_width] * 12, False), _want)
### END HIDDEN TESTS

# %% [markdown]
# Six layers of 10: 1 111 111 evaluations without a memo, 61 with it. Without it the
# number grows like width *to the power* depth, with it like width *times* depth. So a
# layer is a table of dynamic programming: each entry is computed once, and every neuron
# above uses it.
#
# <details><summary>Who would evaluate a network without a memo?</summary>
#
# Nobody. But a shallow network is like a formula that has to be written out in full: it
# has no place for intermediate results, and makes whatever it needs straight from the
# inputs. That is an analogy, not a proof; a proof for one function comes next.
#
# </details>
#
# ## 7. Fold the paper
#
# Two ReLU neurons, $\mathrm{relu}(x) = \max(x, 0)$, make a tent over $0 \le x \le 1$:
#
# $$T(x) = 2\,\mathrm{relu}(x) - 4\,\mathrm{relu}(x - \tfrac12), \qquad
# T(0) = 0, \quad T(\tfrac12) = 1, \quad T(1) = 0$$
#
# $T$ folds the interval in the middle and stretches it to its old length. Do it again,
# $T(T(x))$: each half is folded, two teeth. Each further layer of two neurons folds
# everything that is there, like a strip of paper: 1, 2, 3, 4 folds make 2, 4, 8, 16
# straight pieces, of 2, 4, 6, 8 neurons.
#
# <details><summary>Is the sum between two folds a layer, too?</summary>
#
# No: the next two neurons take it straight into their scores, $2h_1 - 4h_2$ and
# $2h_1 - 4h_2 - \tfrac12$.
#
# </details>
#
# And with *one* hidden layer of ReLU neurons? Its output is a sum of functions that
# bend at one place each. So $M$ neurons make at most $M$ bends, and that is a proof:
# $2^k$ pieces have $2^k - 1$ bends inside, so **at least $2^k - 1$ hidden neurons**.
# With one neuron more, which starts the line at $x = 0$, it can be done: $2^k$ in all.
#
# **Exercise `race` ({points}).** Both networks have one input and one output neuron;
# the deep one $k$ hidden layers of 2, the shallow one a hidden layer of $2^k$. How many
# parameters has each? Use your `count_params`.
#
# <details><summary>Hint</summary>
#
# `[2] * k` is a list of `k` twos, and lists are joined by `+`.
#
# </details>


# %% solution race called="Deep against shallow"
def race(k):
    """Parameters of the two networks that draw the zigzag of 2 to the power k pieces.

    Args:
        k: the number of folds, a whole number ≥ 1.

    Returns:
        (deep, shallow), two numbers.

    Example:
        race(1) is (7, 7): for one fold the two are the same network.
    """
    ### BEGIN SOLUTION
    return count_params([1] + [2] * k + [1]), count_params([1, 2**k, 1])
    ### END SOLUTION


# %% check race points=2
def _numbers(pair):
    """What a `count_params` that only prints leaves behind, None, as a number: −1."""
    if type(pair) in (list, tuple):
        return [-1 if one is None else one for one in pair]
    return pair


def _both(k):
    """The parameters of both networks, by your own count_params."""
    return _numbers([count_params([1] + [2] * k + [1]), count_params([1, 2**k, 1])])


_right = True
for _k, _want in [(3, [19, 25]), (1, [7, 7]), (20, [121, 3145729])]:
    _own = own("count_params", _both, _k)
    _got = _numbers(ask(race, _k))
    expect(f"race({_k})", _got, _want, follows=_own)
    _right = _right and agree(_got, _want)
if _right:
    tick("race")
### BEGIN HIDDEN TESTS
for _k in (2, 4, 5, *(int(_k) for _k in draws(1806).integers(6, 21, 3))):
    _own = own("count_params", _both, _k)
    _got = _numbers(ask(race, _k))
    expect(f"race({_k})", _got, [6 * _k + 1, 3 * 2**_k + 1], follows=_own)
### END HIDDEN TESTS


# %%
# Run and look. Left, what folding makes of the line. Right, your race and your guesses.
def fold(x, k):
    """Fold k times: a network of k hidden layers with two ReLU neurons each."""
    tent = np.array([[0.0, 1.0], [-0.5, 1.0]]), np.array([0.0, 2.0, -4.0])
    for _ in range(k):
        x = network(x[:, None], *tent, relu)
    return x


needs((count_params, [1, 1]), (race, 1))
x = np.linspace(0, 1, 1025)
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4.4))
for level, k in enumerate([5, 3, 2, 1]):
    left.plot(x, fold(x, k) + 1.5 * level, color=BLUE, lw=1.8)
left.set_yticks([0.5, 2, 3.5, 5], ["k = 5", "k = 3", "k = 2", "k = 1"])
left.set(xlabel="Input x", title="Folded k times: 2, 4, 8, 32 pieces")
left.grid(axis="y", visible=False)

folds = np.arange(1, 13)
deep, shallow = np.array([race(int(k)) for k in folds]).T
right.semilogy(folds, shallow, "s-", color=ORANGE, label="One hidden layer of 2ᵏ")
right.semilogy(folds, deep, "o-", color=BLUE, label="k hidden layers of 2")
one = attempt(lambda: float(my_guess["one hidden layer"]))
ten = attempt(lambda: float(my_guess["ten hidden layers"]))
if one is not None:
    right.plot(10, one, "X", color=RED, ms=12, label="Your guess, one layer")
if ten is not None:
    right.plot(10, ten, "P", color=PURPLE, ms=11, label="Your guess, ten layers")
ends = {"va": "center", "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1}}
right.text(9.7, 1.9 * shallow[9], f"{shallow[9]}", color="black", ha="right", **ends)
right.text(10.3, 0.5 * deep[9], f"{deep[9]}", color="black", **ends)
right.set(xlabel="Folds k", ylabel="Parameters", title="The same zigzag, two prices")
right.set_xticks(range(1, 13))
right.set_ylim(3, max(2e6, 30 * (one or 0), 30 * (ten or 0)))
right.legend(loc="upper left")
show(
    figure,
    alt="Left: the interval folded 1, 2, 3 and 5 times, zigzag lines with 2, 4, 8 and "
    "32 straight pieces. Right: parameters against the number of folds on a "
    "logarithmic axis; the shallow network grows as a straight line to 3073 at "
    "k = 10, the deep one stays almost flat, 61 at k = 10. Crosses mark the guesses.",
)

# %% [markdown]
# 61 parameters against 3073, and at twenty folds 121 against more than three million,
# for *the same* function on $0 \le x \le 1$. Turn it round: a shallow network of 20
# neurons has 61 parameters, too, and makes at most 21 pieces where the deep one makes
# 1024. The deep network uses each fold again in the next layer; the shallow one has to
# pay for each tooth on its own.
#
# One zigzag is not all functions, though. Depth helps where a function is made of parts
# that are used again and again. That deep networks also *generalise* better, as the
# slide says, is what practice shows; it is no theorem, and follows from no count.
#
# **Exercise `counterexample` ({points}).** Somebody says: "Take two networks with the
# same inputs, one output neuron and the same number of hidden neurons. The deeper one
# always has fewer parameters." Refute it with two lists of sizes, as in `count_params`.
#
# <details><summary>Hint</summary>
#
# Neurons of the first hidden layer look at the inputs, later ones look at neurons. What
# if there are few inputs?
#
# </details>

# %% solution counterexample called="Deeper is not always more"
# counterexample = (shallow, deep): two lists [inputs, hidden sizes …, 1].
### BEGIN SOLUTION
counterexample = ([1, 8, 1], [1, 4, 4, 1])
### END SOLUTION

# %% check counterexample points=1
_lists = attempt(lambda: [[float(size) for size in sizes] for sizes in counterexample])
if _lists is None or len(_lists) != 2 or min(map(len, _lists)) < 2:
    fail(
        "counterexample must be a pair (shallow, deep). Each of the two is a plain "
        "list of numbers: inputs, hidden sizes …, 1."
    )
if not all(_k >= 1 and _k.is_integer() for _sizes in _lists for _k in _sizes):
    fail("Every size is a whole number, at least 1.")
_lists = [[int(_size) for _size in _sizes] for _sizes in _lists]
_shallow, _deep = _lists
if _shallow[0] != _deep[0]:
    fail(
        f"The inputs differ: {_shallow[0]} and {_deep[0]}. Each list begins with them."
    )
if _shallow[-1] != 1 or _deep[-1] != 1:
    fail("Both networks have one output neuron: each list ends with 1.")
if len(_deep) < len(_shallow):
    fail("The second list has fewer layers. The order is (shallow, deep).")
if len(_deep) == len(_shallow):
    fail("Both have the same number of layers: neither of them is the deeper one.")
if sum(_shallow[1:-1]) != sum(_deep[1:-1]):
    fail(
        f"{sum(_shallow[1:-1])} hidden neurons against {sum(_deep[1:-1])}: "
        "the claim speaks of equally many."
    )
_counts = [
    sum((_sizes[_k - 1] + 1) * _sizes[_k] for _k in range(1, len(_sizes)))
    for _sizes in _lists
]
if _counts[1] < _counts[0]:
    fail(
        f"The deeper one has {_counts[1]} parameters, the other {_counts[0]}: "
        "the claim holds for this pair."
    )
tick("counterexample")

# %% [markdown]
# **Question ({points}, read by a person).** A colleague says: "By the universal
# approximation theorem one hidden layer is enough. So depth is a fashion, and a wide
# shallow network trained by gradient descent will do as well." Answer in three to five
# sentences: what does the theorem promise, and under which conditions? Name two things
# in these words that it does not promise. Which number from this seminar speaks for
# depth, and why is it not a proof for every task?

# %% manual colleague [markdown] points=2 called="Is depth a fashion?"
# The theorem says that for a continuous function on a bounded closed region, and a
# non-polynomial activation, there *exists* a network with one hidden layer that is
# nowhere in the region off by more than a given $\varepsilon > 0$.
#
# It does not say that gradient descent finds these weights, that the number of neurons
# is affordable, that the network is right outside of the region, or that it does "as
# well" on new examples (generalisation).
#
# For depth speaks the zigzag of 1024 pieces: 61 parameters with ten hidden layers, 3073
# with one (or 61 evaluations with a memo against 1 111 111 without). It is one function
# that is made of repeated folds; for others depth need not pay, as the counterexample
# $[1, 8, 1]$ against $[1, 4, 4, 1]$ shows: 25 against 33 parameters.
#
# *Grading: 1 point for existence with its conditions (continuous, bounded closed
# region, non-polynomial) and two things that are not promised; 1 point for a number
# from the seminar and for saying that it belongs to one function or is an analogy.*

# %% [markdown]
# ## 8. The lecture's poll, once more
#
# **Exercises `recap_a`, `recap_b`, `recap_c` ({points} each).** Fifteen questions on
# the whole lesson. Four of them you know from the poll of seminar 1.1. In each group
# all five right give 3 points, four give 2, three give 1. After you hand in, you learn
# which are right.
#
# ### Group A
#
# **1. `idea_xor`** Which of these can no single neuron with a threshold compute,
# whatever its weights?
#
# - (a) AND of two inputs;
# - (b) OR of two inputs;
# - (c) exclusive OR of two inputs;
# - (d) NOT of one input.
#
# **2. `score_prior`** The output $Y = \sigma(r)$ of a neuron is the true probability of
# label 1. The slide calls $r$ "the log of the likelihood ratio of two hypotheses". When
# is it exactly that?
#
# - (a) when both labels have the same prior probability;
# - (b) always, whatever the data and the prior probabilities;
# - (c) when $w_0 = 0$, whatever the prior probabilities;
# - (d) when $Y$ is above 0.5.
#
# **3. `idea_loss`** The label is 1 and the neuron says Y = 0.001. Its score r moves a
# little towards the right answer. Which loss falls noticeably?
#
# - (a) the squared error;
# - (b) the cross-entropy;
# - (c) both alike;
# - (d) neither.
#
# **4. `term_origin`** What did Rina Dechter call "deep learning" in 1986?
#
# - (a) training neural networks with many hidden layers;
# - (b) a thorough study of threshold Boolean functions;
# - (c) finding a hierarchy of features in photographs;
# - (d) learning from the dead ends of a search.
#
# **5. `idea_average`** A model's average cross-entropy on a very large fresh sample:
# what is the least value that it can reach?
#
# - (a) 0, for a good enough model;
# - (b) the entropy of the labels, H(L);
# - (c) the conditional entropy, H(L|X);
# - (d) none: it can become as negative as you like.

# %% solution recap_a called="Recap: the neuron"
# idea_xor, score_prior, idea_loss, term_origin, idea_average: one of a, b, c, d each.
### BEGIN SOLUTION
idea_xor = "c"
score_prior = "a"
idea_loss = "b"
term_origin = "d"
idea_average = "c"
### END SOLUTION

# %% check recap_a points=3
assert letter(idea_xor) in set("abcd"), "idea_xor must be a, b, c or d."
assert letter(score_prior) in set("abcd"), "score_prior must be a, b, c or d."
assert letter(idea_loss) in set("abcd"), "idea_loss must be a, b, c or d."
assert letter(term_origin) in set("abcd"), "term_origin must be a, b, c or d."
assert letter(idea_average) in set("abcd"), "idea_average must be a, b, c or d."
note(
    "recap_a",
    letter(idea_xor),
    letter(score_prior),
    letter(idea_loss),
    letter(term_origin),
    letter(idea_average),
)
### BEGIN HIDDEN TESTS
_right = [
    letter(idea_xor) == "c",
    letter(score_prior) == "a",
    letter(idea_loss) == "b",
    letter(term_origin) == "d",
    letter(idea_average) == "c",
]
max(0, sum(_right) - 2)
### END HIDDEN TESTS

# %% [markdown]
# ### Group B
#
# **6. `idea_deep`** What does the universal approximation theorem say of networks with
# one hidden layer, whose F is no polynomial?
#
# - (a) gradient descent finds the best weights for any continuous function on a bounded
#   closed region, if it takes enough steps;
# - (b) a few hidden neurons are enough for any continuous function on a bounded region;
# - (c) with enough hidden neurons they come as close as wanted to any continuous
#   function on a bounded closed region;
# - (d) they generalise to new examples as well as deep networks of as many neurons.
#
# **7. `gradient_form`** Sigmoid, cross-entropy, mean over the sample: what is the
# derivative of $Error(w)$ with respect to $w_i$, $i \ge 1$?
#
# - (a) the mean of $(L - Y)\,X_i$;
# - (b) the mean of $(Y - L)\,Y(1 - Y)\,X_i$;
# - (c) the mean of $Y(1 - Y)\,X_i$;
# - (d) the mean of $(Y - L)\,X_i$.
#
# **8. `loss_bound`** On a very large fresh sample the averaged cross-entropy of a model
# is 0.40 nats. What follows for $H(L \mid X)$?
#
# - (a) it equals 0.40;
# - (b) it is at least 0.40;
# - (c) nothing, the two have no connection;
# - (d) it is at most 0.40.
#
# **9. `idea_neuron`** A neuron gets inputs X₁ … X_N. What does it compute?
#
# - (a) a function of the product of all inputs, multiplied by a constant;
# - (b) a function of the weighted sum of the inputs plus a constant;
# - (c) the largest of the inputs after each is multiplied by its weight;
# - (d) the share of the inputs that are switched on.
#
# **10. `history_order`** Which order is right, by the years of the lecture?
#
# - (a) perceptron, backpropagation, Boltzmann machines, GANs, ResNet, Transformer;
# - (b) backpropagation, perceptron, Boltzmann machines, GANs, ResNet, Transformer;
# - (c) perceptron, Boltzmann machines, backpropagation, GANs, ResNet, Transformer;
# - (d) perceptron, backpropagation, Boltzmann machines, Transformer, ResNet, GANs.

# %% solution recap_b called="Recap: the loss"
# idea_deep, gradient_form, loss_bound, idea_neuron, history_order: a, b, c or d each.
### BEGIN SOLUTION
idea_deep = "c"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "b"
history_order = "a"
### END SOLUTION

# %% check recap_b points=3
assert letter(idea_deep) in set("abcd"), "idea_deep must be a, b, c or d."
assert letter(gradient_form) in set("abcd"), "gradient_form must be a, b, c or d."
assert letter(loss_bound) in set("abcd"), "loss_bound must be a, b, c or d."
assert letter(idea_neuron) in set("abcd"), "idea_neuron must be a, b, c or d."
assert letter(history_order) in set("abcd"), "history_order must be a, b, c or d."
note(
    "recap_b",
    letter(idea_deep),
    letter(gradient_form),
    letter(loss_bound),
    letter(idea_neuron),
    letter(history_order),
)
### BEGIN HIDDEN TESTS
_right = [
    letter(idea_deep) == "c",
    letter(gradient_form) == "d",
    letter(loss_bound) == "d",
    letter(idea_neuron) == "b",
    letter(history_order) == "a",
]
max(0, sum(_right) - 2)
### END HIDDEN TESTS

# %% [markdown]
# ### Group C
#
# **11. `threshold_move`** A neuron with a sigmoid, and not all of $w_1 \ldots w_N$
# zero, says class 1 where $Y \ge t$. You raise $t$ from 0.5 to 0.9. What does the
# boundary in the space of the inputs do?
#
# - (a) it stays where it is, since the weights stay the same;
# - (b) it turns, about the point where all inputs are 0;
# - (c) it bends, the more the steeper the sigmoid is;
# - (d) it moves parallel to itself, to where $r = \log 9$.
#
# **12. `idea_score`** A neuron with a sigmoid says Y = σ(r). What is r?
#
# - (a) the probability of label 1;
# - (b) the logarithm of the odds of label 1;
# - (c) the distance to the nearest training example;
# - (d) the logarithm of the probability of label 1.
#
# **13. `idea_step`** Gradient descent: w ← w − λ·f′(w). What happens if λ is made
# larger and larger?
#
# - (a) it gets faster and faster: ever fewer steps to the minimum;
# - (b) it gets faster at first, then it overshoots and diverges;
# - (c) nothing: the minimum stays where it is, and it arrives there;
# - (d) it gets slower, since the slope near the minimum is small.
#
# **14. `idea_boundary`** Where does a neuron with two inputs and an increasing F change
# its decision?
#
# - (a) along a straight line;
# - (b) along an S-shaped curve, since F is S-shaped;
# - (c) along a circle around the mean of class 1;
# - (d) it depends on F: any curve is possible.
#
# **15. `theorem_range`** Somebody gives you a network with one hidden layer that is off
# from $\sin x$ by at most 0.01 on $0 \le x \le 10$, as the theorem promises. What does
# the theorem say about its error at $x = 50$?
#
# - (a) it is at most 0.01 there as well;
# - (b) it is at most 0.05, five times as much;
# - (c) nothing;
# - (d) it is 0 if the network has enough neurons.

# %% solution recap_c called="Recap: learning"
# threshold_move, idea_score, idea_step, idea_boundary, theorem_range: one letter each.
### BEGIN SOLUTION
threshold_move = "d"
idea_score = "b"
idea_step = "b"
idea_boundary = "a"
theorem_range = "c"
### END SOLUTION

# %% check recap_c points=3
assert letter(threshold_move) in set("abcd"), "threshold_move must be a, b, c or d."
assert letter(idea_score) in set("abcd"), "idea_score must be a, b, c or d."
assert letter(idea_step) in set("abcd"), "idea_step must be a, b, c or d."
assert letter(idea_boundary) in set("abcd"), "idea_boundary must be a, b, c or d."
assert letter(theorem_range) in set("abcd"), "theorem_range must be a, b, c or d."
note(
    "recap_c",
    letter(threshold_move),
    letter(idea_score),
    letter(idea_step),
    letter(idea_boundary),
    letter(theorem_range),
)
### BEGIN HIDDEN TESTS
_right = [
    letter(threshold_move) == "d",
    letter(idea_score) == "b",
    letter(idea_step) == "b",
    letter(idea_boundary) == "a",
    letter(theorem_range) == "c",
]
max(0, sum(_right) - 2)
### END HIDDEN TESTS

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# You can now say what stands behind the lecture's "one hidden layer is enough": **one
# hidden layer, with an $F$ that is no polynomial, comes as close as wanted to any
# continuous function on a bounded closed region, for a price that the theorem does not
# name; depth can lower that price, because what is computed once is used often.**
#
# | question | answer |
# |---|---|
# | why a hidden layer? | it moves the points until one line parts them (XOR) |
# | why a nonlinear $F$? | without the bend all layers collapse into one neuron |
# | one hidden layer, how good? | error at most $C / (2K)$ with $K$ bumps, one input |
# | evaluations of a network | width · depth; written out, about width to the depth |
# | zigzag of $2^k$ pieces | $6k + 1$ parameters deep, $3 \cdot 2^k + 1$ shallow |
#
# The lesson as a whole, in the lecture's own summary: a neural network is a
# differentiable model, and training it means to minimise a loss by gradient descent;
# for classification that loss is the cross-entropy.
#
# **Next, lesson 2:** fully connected networks learn the hidden weights that you set by
# hand here, and can tell more than two classes apart. The chain rule of seminar 1.7,
# carried through all layers, gets the name *backpropagation*.
