# %% [markdown]
# # Seminar 1.3. The boundary
#
# Follows the lecture slide "Binary classification". {time}, {points}.
#
# In seminar 1.2 you found what the score means: $r$ is the log of the odds (the
# *logit*), and $P = \sigma(r)$ is the probability of label 1. A probability is not yet
# a decision: from which probability on do we act? That takes a threshold.
#
# <details><summary>After this seminar you can</summary>
#
# 1. turn a threshold on the probability into a condition on the score, and that into
#    the equation of a line, a plane, a hyperplane;
# 2. say how far a point is from the boundary, and on which side;
# 3. say for which activation functions $F$ the boundary is a hyperplane, and give the
#    exceptions that the slide has no room for.
#
# </details>
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
# A neuron watches over a ski slope. Its inputs are the fresh snow $X_1$ (in dm) and the
# wind $X_2$ (in units of 10 km/h); label 1 means that an avalanche comes down. Its
# score is $r = -6 + 1.2\, X_1 + 0.5\, X_2$. At a wind of 40 km/h ($X_2 = 4$) the
# probability that it gives, $P = \sigma(r)$, reaches 0.5 at 3.33 dm of snow. Picture
# the map of all days, snow to the right, wind upwards.
#
# - What shape do the days with $P = 0.5$ form: a straight line, an S, an arc?
# - At 40 km/h, at how many dm of snow does $P$ reach 0.9?
#
# Write your guesses below before you read on. Nobody grades them.

# %%
# Your guesses: the shape, in a word, and the snow in dm.
my_guess_shape = ""
my_guess_snow = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *


# %% setup slope
# Nothing to do here: run this cell. It gives you the sigmoid and the logit of seminar
# 1.2, other activation functions, the days on the slope, and helpers for the checks.
def sigmoid(r):
    """σ(r) = 1 / (1 + e^(−r)) for a number or an array, without overflow."""
    r = np.asarray(r, dtype=np.float64)
    z = np.exp(-np.abs(r))
    return np.where(r >= 0, 1, z) / (1 + z)


def r_threshold(t):
    """The score at which the sigmoid is t: log(t / (1 − t)), the logit."""
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return np.log(t / (1 - t))


def falling(r):
    """1 − σ(r) = σ(−r): the sigmoid, mirrored."""
    return sigmoid(-np.asarray(r))


def step(r):
    """The step of the first neurons: 1 for r ≥ 0, otherwise 0."""
    return np.where(np.asarray(r) >= 0, 1.0, 0.0)


def relu(r):
    """r for r ≥ 0, otherwise 0."""
    return np.maximum(r, 0.0)


def bump(r):
    """e^(−r²): 1 at r = 0, and falling on both sides."""
    return np.exp(-np.square(r))


def silu(r):
    """r·σ(r), in many networks since 2017."""
    return r * sigmoid(r)


# The scores at which an activation function is examined: −8, −7.8, …, 7.8, 8.
SCORES = np.linspace(-8, 8, 81)


def region(F, t):
    """Name the shape of the set of scores with F(r) ≥ t, judged by SCORES."""
    passes = np.asarray(F(SCORES)) >= t
    if passes.all():
        return "all"
    if not passes.any():
        return "none"
    if np.count_nonzero(passes[1:] != passes[:-1]) > 1:
        return "pieces"
    return "above" if passes[-1] else "below"


# The neuron that watches over the slope: bias, weight of the snow, weight of the wind.
W_SLOPE = np.array([-6.0, 1.2, 0.5])


def invent_days(n=150):
    """Invent n days: snow and wind, and avalanches as often as the neuron says."""
    rng = np.random.default_rng(5)
    X = 8 * np.column_stack([rng.beta(1.3, 2.0, n), rng.beta(1.6, 2.2, n)])
    L = rng.random(n) < sigmoid(W_SLOPE[0] + X @ W_SLOPE[1:])
    return X, L.astype(int)


X_DAYS, L_DAYS = invent_days()  # the points, (150, 2), and their labels, (150,)
MARKS = [(0, BLUE, "o", "No avalanche"), (1, ORANGE, "^", "Avalanche")]


def rows_with_scores(rng, w, scores):
    """Draw points X, shape (n, N), that have these n scores under the weights w."""
    X = rng.normal(0, 2, (len(scores), len(w) - 1))
    X[:, 0] += (scores - w[0] - X @ w[1:]) / w[1]
    return X


def some_weights(rng, size):
    """Draw a bias and `size` weights, none of them near 0."""
    return rng.uniform(0.5, 2, size + 1) * rng.choice([-1, 1], size + 1)


def same(what, got, want, likely=None):
    """Explain a word, or a True or False, that is not the expected one."""
    if got is None:
        fail(f"{what} returned None. Did you forget `return`?")
    if isinstance(want, str):
        if not isinstance(got, str):
            kind = type(got).__name__
            fail(f"{what}: expected a word in quotes, got an object of type {kind}.")
        given = got.strip().lower()
    else:
        given = np.asarray(got)
        if given.dtype.kind not in "biuf" or given.shape != ():
            fail(f"{what}: expected one True or False for the whole of F.")
        given = bool(given)
    if given == want:
        return
    message = f"{what}: expected {want!r}, got {given!r}."
    if likely:
        message += f"\nThink again: {likely}."
    fail(message)


# %% [markdown]
# ## 2. From a number to a decision
#
# Three days, and two rules: close the slope from $P = 0.5$ on, or from $P = 0.9$ on.
#
# | snow | wind | $r$ | $Y = \sigma(r)$ | class at 0.5 | class at 0.9 |
# |---|---|---|---|---|---|
# | 2 | 2 | −2.6 | 0.069 | 0 | 0 |
# | 5 | 0 | 0 | 0.5 | 1 | 0 |
# | 6 | 4 | 3.2 | 0.961 | 1 | 1 |
#
# The slide writes the rule for any activation function $F$:
#
# $$Y(X, w) = F\Bigl(w_0 + \sum_{i=1}^{N} X_i w_i\Bigr), \qquad
# P(X, w) = \begin{cases} 1, & Y(X, w) \ge t \\ 0, & Y(X, w) < t \end{cases}$$
#
# $Y$ is the output of the neuron, $t$ is the threshold (no longer the $e^{-r}$ of
# seminar 1.2). The slide calls the *decision* $P(X, w)$; here $P$ stays a probability,
# and the decision is the **predicted class**. Mind the $\ge$: an output of exactly
# $t$, as on the second day, counts as class 1.
#
# **Exercise `predict` ({points}).** Decide for a whole table of points. Here
# $F = \sigma$, and `sigmoid` is given.
#
# <details><summary>Hint</summary>
#
# One score for each point. `X @ v` multiplies each row of `X` by `v` and adds up; `w`
# has one entry more than a row.
#
# </details>


# %% solution predict called="Deciding for a table of points"
def predict(X, w, t):
    """Decide between class 1 and class 0 for n points.

    Args:
        X: the points, shape (n, N), without a column of ones.
        w: bias and weights, shape (N + 1,): w[0] is the bias w₀.
            Both are arrays or lists, also of integers or float32. Neither is modified.
        t: the threshold on the output Y = σ(r), strictly between 0 and 1.

    Returns:
        The predicted classes, shape (n,): 1 where Y ≥ t, otherwise 0. Integers, floats
        and booleans are all fine.

    Example:
        predict([[2, 2], [5, 0], [6, 4]], [-6, 1.2, 0.5], 0.5) is [0, 1, 1].
    """
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    ### BEGIN SOLUTION
    r = w[0] + X @ w[1:]
    return (sigmoid(r) >= t).astype(int)
    ### END SOLUTION


# %% check predict points=3
_X = [[3, 0], [1.73, 0.5], [1.8, 0], [-1, 2], [1, 0.4999999], [1, 0], [-2, 1]]
_what = "for the scores 4, 2.19, 0.4, 0, −0.0000004, −2, −7"
expect(
    f"predict(X, [-5, 3, 4], 0.9) {_what}",
    ask(predict, _X, [-5, 3, 4], 0.9),
    [1, 0, 0, 0, 0, 0, 0],
)
expect(
    f"predict(X, [-5, 3, 4], 0.5) {_what}",
    ask(predict, _X, [-5, 3, 4], 0.5),
    [1, 1, 1, 1, 0, 0, 0],
)
promised(
    "predict(X, w, t)",
    predict,
    ([[3, 0, 0], [1, 1, 0], [0, 3, 2], [2, 0, -1], [0, 1, -4]], [-5, 3, 4, -1], 0.9),
    [1, 0, 1, 0, 1],
    X="array list integer float32 kept",
    w="array list integer float32 kept",
)
expect("predict([[2]], [-6, 5], 0.5)", ask(predict, [[2]], [-6, 5], 0.5), [1])
tick("predict")


### BEGIN HIDDEN TESTS
def _near(n, N):
    """Return n points with scores near the threshold, the weights, the threshold."""
    t = float(_rng.choice([0.1, 0.3, 0.7, 0.9, 0.97]))
    w = 2 * some_weights(_rng, N)
    gap = _rng.permutation(np.resize(_offsets, n)) * _rng.choice([-1, 1], n)
    return rows_with_scores(_rng, w, np.log(t / (1 - t)) + gap), w, t


_rng = draws(1301)
_offsets = np.array([1e-4, 0.05, 0.15, 0.4, 0.8, 1.2, 1.7, 2.5, 4.0])
promised(
    "predict(X, w, t)",
    predict,
    _near,
    lambda X, w, t: sigmoid(w[0] + X @ w[1:]) >= t,
    over=[(16, 2), (16, 1), (16, 3), (9, 5), (1, 4), (8, 12), (1, 1)],
    X="array list integer float32 kept",
    w="array list integer float32 kept",
)
for _size in (1, 3):
    _w = np.append(0, _rng.choice([-3, -2, -1, 1, 2, 3], _size))
    _X = _rng.integers(-4, 5, (9, _size))
    _w[0] = -(_X[0] @ _w[1:]) or 0
    _want = _w[0] + _X @ _w[1:] >= 0
    expect("predict, whole numbers and exact ties", ask(predict, _X, _w, 0.5), _want)
    expect("predict, a tie", ask(predict, _X[:1].tolist(), _w.tolist(), 0.5), [1])
### END HIDDEN TESTS

# %%
# Run and look. Left, the output Y over the map. Right, the same from above: the classes
# that your `predict` gives at t = 0.5, and your guess.
needs((predict, [[0.0, 0.0]], W_SLOPE, 0.5))
side = np.linspace(0, 8, 81)
snow, wind = np.meshgrid(side, side)
points = np.column_stack([snow.ravel(), wind.ravel()])
Y_map = sigmoid(W_SLOPE[0] + points @ W_SLOPE[1:]).reshape(snow.shape)
class_map = np.asarray(predict(points, W_SLOPE, 0.5), dtype=float).reshape(snow.shape)

figure = plt.figure(figsize=(9, 4.2))
hill = figure.add_subplot(1, 2, 1, projection="3d")
hill.plot_surface(snow, wind, Y_map, cmap="cividis", alpha=0.65, linewidth=0)
for level, color, style in [(0.5, "black", "-"), (0.9, RED, "--")]:
    hill.contour(snow, wind, Y_map, [level], colors=color, linestyles=style)
hill.view_init(24, -122)
hill.set(xlabel="Snow, dm", ylabel="Wind, 10 km/h", zticks=[0, 0.5, 0.9])
hill.set_title("Output Y, cut at 0.5 and at 0.9")
hill.set_box_aspect((1, 1, 0.75), zoom=1.0)

flat = figure.add_subplot(1, 2, 2)
flat.contourf(
    snow, wind, class_map, [-0.5, 0.5, 1.5], colors=["white", ORANGE], alpha=0.5
)
contours = flat.contour(
    snow, wind, Y_map, [0.5, 0.9], colors=["black", RED], linestyles=["-", "--"]
)
flat.clabel(contours, fmt={0.5: "P = 0.5", 0.9: "P = 0.9"}, fontsize=10)
if my_guess_snow is not None:
    flat.plot(my_guess_snow, 4, "X", color=RED, label="Your guess for P = 0.9")
flat.plot(10 / 3, 4, "o", color="black", label="P = 0.5 at 40 km/h")
flat.plot(
    (4 + np.log(9)) / 1.2, 4, "D", color=RED, mfc="white", label="P = 0.9 at 40 km/h"
)
flat.text(0.4, 6.2, "class 0")
flat.text(6.1, 7.0, "class 1")
flat.set(xlabel="Snow, dm", ylabel="Wind, 10 km/h", title="From above: your predict")
flat.set(xlim=(0, 8), ylim=(0, 8), aspect="equal")
flat.legend(
    loc="upper center",
    bbox_to_anchor=(0.45, -0.17),
    ncols=2,
    fontsize=9,
    columnspacing=1,
)
show(
    figure,
    alt="Left: the output Y over snow and wind, a surface with an S-shaped profile, "
    "cut at the heights 0.5 and 0.9. Right: the map from above. Both cuts are straight "
    "and parallel lines; class 1 fills the side with more snow and wind from the line "
    "P = 0.5 on. Your guess for P = 0.9 at 40 km/h and the true place are marked.",
)

# %% [markdown]
# The profile of the surface is an S, and yet both cuts are straight lines, and parallel
# ones. At 40 km/h the line $P = 0.9$ lies at 5.16 dm.
#
# <details><summary>Was your guess 6.0?</summary>
#
# That is $3.33 \cdot 0.9 / 0.5$: proportional thinking, and $P$ does not grow in
# proportion to the snow.
#
# </details>
#
# ## 3. A threshold on $P$ is a threshold on $r$
#
# The sigmoid rises, so "$Y$ is at least $t$" says the same as "$r$ is at least the
# score whose output is exactly $t$":
#
# $$\sigma(r) \ge t \quad\Longleftrightarrow\quad r \ge \sigma^{-1}(t) = r_t$$
#
# $\sigma^{-1}$ is the inverse function, the logit of seminar 1.2: from a probability
# back to its score, $r_t = \log\bigl(t / (1 - t)\bigr)$. It is given, as
# `r_threshold(t)`.
#
# | $t$ | odds at $t$ | $r_t$ |
# |---|---|---|
# | 0.1 | 1 : 9 | −2.197 |
# | 0.5 | 1 : 1 | 0 |
# | 0.9 | 9 : 1 | 2.197 |
# | 0.95 | 19 : 1 | 2.944 |
#
# So the boundary is where the score equals $r_t$, and there is no sigmoid left in it:
#
# $$w_0 + \sum_{i=1}^{N} w_i X_i = r_t$$
#
# One linear equation. With one input it describes a point, with two a line, with three
# a plane, with $N$ a **hyperplane**: the separating surface of the slide. The threshold
# moves it, but does not turn it: that is why the two lines of the figure are parallel.
#
# <details><summary>A threshold is a bias in disguise</summary>
#
# $r_t$ could as well sit in the bias: a neuron with the bias $w_0 - r_t$ and the
# threshold 0.5 decides the same. The weights stay, and so does the direction.
#
# </details>
#
# By hand: $w = (-6,\ 1.2,\ 0.5)$, $t = 0.9$, $X_1 = 5$. The equation reads
# $-6 + 6 + 0.5\, X_2 = 2.197$, so $X_2 = 4.394$.
#
# **Exercise `boundary_x2` ({points}).** Two inputs: given $X_1$, what is $X_2$ on the
# boundary? There is one case without an answer. Find it, and raise a `ValueError`
# there.
#
# <details><summary>Hint</summary>
#
# Solve for $X_2$. What do you divide by, and what if it is 0 (the line is vertical)?
# `raise ValueError("…")`, with a sentence that says why.
#
# </details>


# %% solution boundary_x2 called="A point on the boundary"
def boundary_x2(x1, w, t):
    """The second input on the boundary, for a given first input.

    Args:
        x1: the first input. A number, a list or an array of any shape, also of
            integers. It is not modified.
        w: bias and two weights, shape (3,): w[0] is the bias w₀. An array or a list,
            also of integers. It is not modified.
        t: the threshold on Y = σ(r), strictly between 0 and 1.

    Returns:
        X₂ with σ(w₀ + w₁ X₁ + w₂ X₂) = t, in the shape of x1.

    Raises:
        ValueError: where w₂ = 0, whatever the other weights are.

    Example:
        boundary_x2(5, [-6, 1.2, 0.5], 0.9) is 4.394449 (rounded).
    """
    x1 = np.asarray(x1, dtype=np.float64)
    ### BEGIN SOLUTION
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) - w[0] - w[1] * x1) / w[2]
    ### END SOLUTION


# %% check boundary_x2 points=3
_x1 = np.array([-1, 1, 3])
promised(
    "boundary_x2(x1, w, t)",
    boundary_x2,
    (_x1.tolist(), [-5, 3, 4], 0.9),
    (np.log(9) + 5 - 3 * _x1) / 4,
    x1="number array list integer shape kept",
    w="array list integer kept",
)
for _w, _want in [([0, 1, -0.5], 1), ([4, 0, 2], -2), ([0, 1e-12, 1e-12], -0.5)]:
    _got = attempt(lambda w=_w: ask(boundary_x2, 0.5, w, 0.5))
    if _got is None:
        fail(f"boundary_x2(0.5, {_w}, 0.5) must be a number: only w₂ = 0 is refused.")
    expect(f"boundary_x2(0.5, {_w}, 0.5)", _got, _want)
refused("boundary_x2(x1, w, t)", boundary_x2, (1.0, [-5, 3, 0], 0.9))
refused("boundary_x2(x1, w, t)", boundary_x2, (1.0, [-5, 0, 0], 0.9))
tick("boundary_x2")
### BEGIN HIDDEN TESTS
_rng = draws(1303)
for _t in (0.5, 0.05, 0.35, 0.8, 0.99):
    promised(
        "boundary_x2(x1, w, t)",
        boundary_x2,
        (_rng.normal(0, 3, 5), 2 * some_weights(_rng, 2), _t),
        lambda x1, w, t: (np.log(t / (1 - t)) - w[0] - w[1] * x1) / w[2],
        rtol=1e-8,
        atol=1e-9,
        x1="number array list integer shape kept",
        w="array list integer kept",
    )
_got = ask(boundary_x2, [1, 2, 3], [4, 0, 2], 0.5)
expect("boundary_x2, w₁ = 0", _got, [-2, -2, -2], atol=1e-9)
_got = ask(boundary_x2, [1, 2, 3], [0.5, -1, -0.01], 0.5)
expect("boundary_x2, w₂ = −0.01", _got, [-50, -150, -250], atol=1e-6)
for _w in ([1.5, -0.7, 0.0], np.array([1.5, 2.0, 0.0]), [3, 0, 0], [0, 0, 0]):
    refused("boundary_x2(x1, w, t)", boundary_x2, (1.0, _w, 0.3))
    refused("boundary_x2(x1, w, t)", boundary_x2, (np.array([0.0, 1.0]), _w, 0.5))
### END HIDDEN TESTS

# %% [markdown]
# ## 4. How far from the boundary?
#
# Take $w = (-5,\ 3,\ 4)$ and walk one unit in some direction. How much does the score
# grow?
#
# | step, of length 1 | change of $r$ |
# |---|---|
# | (1, 0) | 3 |
# | (0, 1) | 4 |
# | (0.6, 0.8) | 5 |
# | (0.8, −0.6) | 0 |
#
# Nothing beats the third row: it is the weights themselves, $(3, 4)$, cut to length 1.
# In the last row, at a right angle to it, the score stays: that is the direction of the
# boundary. So the shortest way to the boundary runs along the **unit normal**
#
# $$n = \frac{(w_1, \ldots, w_N)}{\lVert w \rVert}, \qquad
# \lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$$
#
# Mind that $\lVert w \rVert$ is the length *without the bias*: the bias says where the
# boundary lies, not how it is turned. Now start at a point $X$ with the score $r$
# and go the length $s$ along $n$, to $X + s\,n$. Each unit of the way adds
# $w_1 n_1 + \ldots + w_N n_N = \lVert w \rVert^2 / \lVert w \rVert$, so the score
# there is $r + s\,\lVert w \rVert$.
#
# <details><summary>And in another direction?</summary>
#
# A step of length 1 at the angle $\varphi$ to the weights changes the score by
# $\lVert w \rVert \cos\varphi$. That is largest at $\varphi = 0$, and 0 at a right
# angle.
#
# </details>
#
# **Exercise `signed_distance` ({points}).** The way ends on the boundary when the score
# has become $r_t$. Set $r + s\,\lVert w \rVert$ equal to $r_t$ and solve for $s$: that
# is the way *from the point to the boundary*, negative if it leads to smaller scores.
# The **signed distance** is $-s$: positive where $r > r_t$ (class 1), negative on the
# side of class 0, and 0 on the boundary.
#
# <details><summary>Hint</summary>
#
# `np.linalg.norm(v)` is the length of the vector `v`, and `r_threshold(t)` is $r_t$.
#
# </details>


# %% solution signed_distance called="The way to the boundary"
def signed_distance(X, w, t):
    """How far n points are from the boundary, and on which side.

    Args:
        X: the points, shape (n, N).
        w: bias and weights, shape (N + 1,). Where w₁ … w_N are all 0 there is no
            boundary: ValueError; these lines are given.
            Both are arrays or lists, also of integers. Neither is modified.
        t: the threshold on Y = σ(r), strictly between 0 and 1.

    Returns:
        The signed distances, shape (n,), in the units of X: positive where Y > t.

    Example:
        signed_distance([[1, 3], [0, 0]], [-5, 3, 4], 0.5) is [2, -1].
    """
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    ### BEGIN SOLUTION
    r = w[0] + X @ w[1:]
    return (r - r_threshold(t)) / np.linalg.norm(w[1:])
    ### END SOLUTION


# %% check signed_distance points=3
expect(
    "signed_distance([[1, 3], [-1, 2], [0, 0]], [-5, 3, 4], 0.9)",
    ask(signed_distance, [[1, 3], [-1, 2], [0, 0]], [-5, 3, 4], 0.9),
    (np.array([10, 0, -5]) - np.log(9)) / 5,
)
promised(
    "signed_distance(X, w, t)",
    signed_distance,
    ([[1, 0, 1], [0, 2, 0]], [-2, 6, -3, 2], 0.5),
    [6 / 7, -8 / 7],
    X="array list integer kept",
    w="array list integer kept",
)
refused("signed_distance(X, w, t)", signed_distance, ([[1, 2]], [1, 0, 0], 0.5))
tick("signed_distance")


### BEGIN HIDDEN TESTS
def _distances(X, w, t):
    """Return the signed distances."""
    return (w[0] + X @ w[1:] - np.log(t / (1 - t))) / np.sqrt((w[1:] ** 2).sum())


_rng = draws(1306)
promised(
    "signed_distance(X, w, t)",
    signed_distance,
    lambda n, N: (_rng.normal(0, 3, (n, N)), 2 * some_weights(_rng, N), 0.75),
    _distances,
    rtol=1e-8,
    atol=1e-8,
    over=[(7, 1), (7, 2), (5, 3), (1, 6), (1, 1), (3, 2)],
    X="array list integer kept",
    w="array list integer kept",
)
for _size, _t in [(1, 0.3), (2, 0.5), (2, 0.9), (3, 0.05), (6, 0.99)]:
    _w = some_weights(_rng, _size)
    _X = _rng.normal(0, 3, (7, _size))
    _got = ask(signed_distance, _X, _w, _t)
    _what = f"signed_distance(X, w, {_t}), N = {_size}"
    expect(_what, _got, _distances(_X, _w, _t), rtol=1e-8, atol=1e-8)
    _on = rows_with_scores(_rng, _w, np.full(5, np.log(_t / (1 - _t))))
    _what = "signed_distance of points on the boundary"
    expect(_what, ask(signed_distance, _on, _w, _t), np.zeros(5), atol=1e-8)
refused("signed_distance(X, w, t)", signed_distance, ([[1.0]], [0.7, 0.0], 0.5))
### END HIDDEN TESTS

# %%
# Run and look. Left, invented days, your boundaries for three thresholds, and the way
# of some days to the middle one. Right, their labels over your signed distance (shifted
# a little).
needs(
    (boundary_x2, 1.0, W_SLOPE, 0.5),
    (signed_distance, [[0.0, 0.0]], W_SLOPE, 0.5),
)
unit_normal = W_SLOPE[1:] / np.linalg.norm(W_SLOPE[1:])
distance = signed_distance(X_DAYS, W_SLOPE, 0.5)
lines = [(0.05, "--", GREEN), (0.5, "-", "black"), (0.95, ":", PURPLE)]
ends = np.array([-2.0, 10.0])

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4.4))
for label, color, marker, name in MARKS:
    these = np.equal(L_DAYS, label)
    style = {"color": color, "markersize": 5, "label": name}
    left.plot(*X_DAYS[these].T, marker, **style)
    lift = np.random.default_rng(1).uniform(-0.06, 0.06, these.sum())
    right.plot(distance[these], label + lift, marker, **style)
for t, style, color in lines:
    left.plot(ends, boundary_x2(ends, W_SLOPE, t), style, color=color, label=f"t = {t}")
for k in np.argsort(-np.abs(distance))[:60:12]:
    foot = X_DAYS[k] - distance[k] * unit_normal
    left.plot(*np.column_stack([X_DAYS[k], foot]), color=GREY, linewidth=1.2)
left.set(xlabel="Snow, dm", ylabel="Wind, 10 km/h", title="Three thresholds")
left.set(xlim=(0, 8), ylim=(0, 8), aspect="equal")
left.legend(
    loc="upper center",
    bbox_to_anchor=(0.5, -0.15),
    ncols=3,
    fontsize=9,
    columnspacing=1,
)

axis = np.linspace(-5.2, 5.2, 181)
steepness = np.linalg.norm(W_SLOPE[1:])
right.plot(axis, sigmoid(steepness * axis), color="black", label="σ(‖w‖ · distance)")
for t, style, color in lines:
    right.axvline(np.log(t / (1 - t)) / steepness, linestyle=style, color=color, lw=1.4)
right.set(xlabel="Signed distance to the line t = 0.5, dm", ylabel="Label, and P")
right.set(title="The same days, projected onto the normal", xlim=(-5.2, 5.2))
right.legend(
    loc="upper center",
    bbox_to_anchor=(0.5, -0.15),
    ncols=2,
    fontsize=9,
    columnspacing=1,
)
show(
    figure,
    alt="Left: days with and without avalanches over snow and wind, three parallel "
    "boundaries for t = 0.05, 0.5 and 0.95, and the way of some days to the middle "
    "line at right angles. Right: labels of the same days over their signed distance; "
    "the probability is one sigmoid of the distance; the thresholds are vertical.",
)

# %% [markdown]
# Project the days onto the normal, and two inputs become one number. All that the
# neuron knows about a day is its signed distance $d$ to the line $t = 0.5$:
#
# $$P = \sigma\bigl(\lVert w \rVert\, d\bigr)$$
#
# The length $\lVert w \rVert$ says how fast the neuron changes its mind: the zone of
# doubt between the lines 0.05 and 0.95 is $2 \cdot 2.944 / \lVert w \rVert$ wide, here
# 4.5 dm.
#
# <details><summary>What happens to the lines if the bias and all weights are doubled?
# </summary>
#
# The score doubles, but the score $r_t$ that the threshold asks for does not. The line
# $P = 0.5$ stays, and all the others move halfway to it: the directions are the same,
# the neuron is twice as sure.
#
# </details>
#
# <details><summary>Decimetres of what?</summary>
#
# On this map one unit of wind is drawn as long as one dm of snow; that choice of units
# makes the distance what it is.
#
# </details>
#
# ## 5. What if $F$ is not the sigmoid?
#
# The slide says: "If $F$ is monotone, the separating surface is a hyperplane."
# *Monotone* means that $F$ never falls, or never rises; flat stretches are allowed.
# Guess for yourself: with which of these is class 1 on one side of a hyperplane, a
# *half-space* (or everything, or nothing), whatever the threshold? $1 - \sigma(r)$; the
# step; $\max(r, 0)$, called ReLU; $\sin r$; $e^{-r^2}$; $r\,\sigma(r)$, called SiLU.
#
# Forget the inputs and look at the scores. Which of them pass, that is, have
# $F(r) \ge t$? There are five cases, and the given `region(F, t)` names them:
#
# | word | the scores that pass |
# |---|---|
# | `"above"` | all from some score up, but not every score |
# | `"below"` | all from some score down, but not every score |
# | `"all"` | every score |
# | `"none"` | no score |
# | `"pieces"` | anything else: a stretch in the middle, two ends, many stripes |
#
# It looks at the 81 scores of the array `SCORES`, from −8 to 8: a test, not a proof.
#
# One threshold does not tell everything: the cubic $r^3 - 3r$ gives `"above"` at
# $t = 4$ and `"pieces"` at $t = 0$. We call $F$ *plane-preserving* if no threshold at
# all gives `"pieces"`.
#
# **Exercise `preserves_plane` ({points}).** Is $F$ plane-preserving? There are
# infinitely many thresholds, but a property of $F$ says it all. Test that property at
# `SCORES`.
#
# <details><summary>Hint</summary>
#
# `np.diff(values)` gives the steps from each value to the next. What may their signs
# be, and what may they not?
#
# </details>


# %% solution preserves_plane called="Is the boundary a plane?"
def preserves_plane(F):
    """Say whether the scores that pass are never in pieces, whatever the threshold.

    Args:
        F: an activation function; it takes an array of scores and returns an array.

    Returns:
        True or False, judged by the scores in SCORES.

    Example:
        preserves_plane(sigmoid) is True, preserves_plane(np.sin) is False.
    """
    ### BEGIN SOLUTION
    steps = np.diff(F(SCORES))
    return bool((steps >= 0).all() or (steps <= 0).all())
    ### END SOLUTION


# %% check preserves_plane points=3
same(
    "preserves_plane(sigmoid)",
    ask(preserves_plane, sigmoid),
    True,
    likely="the sigmoid rises everywhere; nobody asks it to fall as well",
)
same(
    "preserves_plane(np.sin)",
    ask(preserves_plane, np.sin),
    False,
    likely="the sine rises, falls, and rises again",
)
same(
    "preserves_plane(falling)",
    ask(preserves_plane, falling),
    True,
    likely="the scores that pass are those below some score: a half-line, too",
)
same(
    "preserves_plane(relu)",
    ask(preserves_plane, relu),
    True,
    likely="a flat stretch passes as a whole or not at all",
)
same(
    "preserves_plane(silu), where silu(r) is r * sigmoid(r)",
    ask(preserves_plane, silu),
    False,
    likely="SiLU falls a little before it rises; try region(silu, -0.15)",
)
same(
    "preserves_plane of a trapezoid between 3 and 5: up, flat, down",
    ask(preserves_plane, lambda r: np.clip(8 - np.abs(r), 3, 5)),
    False,
    likely="between rise and fall lies a flat stretch, which hides nothing",
)
same(
    "preserves_plane of a square around 9",
    ask(preserves_plane, lambda r: np.square(r - 9)),
    True,
    likely="at all scores from −8 to 8 it falls",
)
same(
    "preserves_plane of a constant",
    ask(preserves_plane, lambda r: 0 * r + 2),
    True,
    likely="every score passes, or none does; neither is in pieces",
)
same(
    "preserves_plane of a hill between the heights 20 and 21",
    ask(preserves_plane, lambda r: 20 + bump(r)),
    False,
    likely="a threshold may be any number; at 20.5 the middle passes alone",
)
same(
    "preserves_plane of minus the step",
    ask(preserves_plane, lambda r: -step(r)),
    True,
    likely="flat stretches are allowed where F falls, too",
)
same(
    "preserves_plane of a line with a dent of 0.20001 at the score 1.8",
    ask(preserves_plane, lambda r: r - 0.20001 * (np.abs(r - 1.8) < 0.01)),
    False,
    likely="at one score alone it falls a little; look at every step",
)
tick("preserves_plane")
### BEGIN HIDDEN TESTS
_rng = draws(1308)
_a, _b = float(_rng.uniform(0.6, 1.5)), float(_rng.uniform(-1, 1))
_c, _at = float(_rng.uniform(1, 3)), int(_rng.integers(-30, 31))
_cases = [
    ("a sigmoid", lambda r: sigmoid(_a * r + _b), True),
    ("a falling sigmoid", lambda r: sigmoid(_b - _a * r), True),
    ("a line", lambda r: _b + _a * np.asarray(r), True),
    ("a falling line", lambda r: _b - _a * np.asarray(r), True),
    ("the step", step, True),
    ("a falling step", lambda r: -_c * step(r), True),
    ("a ramp with flat ends", lambda r: np.clip(_a * r, -_c, _c), True),
    ("minus ReLU", lambda r: -_c * relu(r), True),
    ("a leaky ReLU", lambda r: relu(r) - 0.1 * relu(-np.asarray(r)), True),
    ("a constant", lambda r: 0 * np.asarray(r) + _c, True),
    ("e to the minus r", lambda r: np.exp(-_a * np.asarray(r)), True),
    ("a cube", lambda r: _c * np.asarray(r) ** 3, True),
    ("a sine", lambda r: np.sin(_a * r + _b), False),
    ("a cosine", lambda r: np.cos(_a * np.asarray(r)), False),
    ("a hill", lambda r: _c * bump(r - _b), False),
    ("a valley", lambda r: -_c * bump(r - _b), False),
    ("the size of r", lambda r: np.abs(r - _b), False),
    ("a square", lambda r: _c * np.square(r - _b), False),
    ("a cubic with two bends", lambda r: _a * r * (r**2 - 3), False),
    ("a reversed cubic with two bends", lambda r: _a * r * (3 - r**2), False),
    ("SiLU", silu, False),
    ("a high hill", lambda r: 10 * _c + bump(r - _b), False),
    ("a dent", lambda r: r - 0.20001 * (np.abs(r - 0.2 * _at) < 0.01), False),
    ("a trapezoid", lambda r: np.clip(3 + _c - np.abs(r - _b), 0, _c), False),
    ("a sigmoid with a dent", lambda r: sigmoid(r) - 0.5 * bump(r - 3), False),
    ("a square around 3", lambda r: np.square(r - 3), False),
    ("a line with waves", lambda r: r + 3 * np.sin(2 * r), False),
]
for _name, _F, _want in _cases:
    same(f"preserves_plane(F), F {_name}", ask(preserves_plane, _F), _want)
### END HIDDEN TESTS


# %%
# Run it, then choose F and move the threshold. Above, F and (as a bar) the scores that
# pass; below, the map of a neuron with r = −4 + X₁ + X₂.
CHOICES = {
    "σ(r)": sigmoid,
    "1 − σ(r)": falling,
    "step(r)": step,
    "ReLU(r)": relu,
    "sin(r)": np.sin,
    "exp(−r²)": bump,
    "SiLU(r)": silu,
}


def plot_regions(cases, alt):
    """Draw a pair of panels for each (name, threshold)."""
    size = (9 if len(cases) > 1 else 4, 4.8)
    figure, axes = plt.subplots(
        2, len(cases), figsize=size, squeeze=False, height_ratios=[1, 1.25]
    )
    fine = np.linspace(-8, 8, 801)
    x1, x2 = np.meshgrid(np.linspace(-4, 8, 241), np.linspace(-4, 8, 241))
    for (name, t), (top, low) in zip(cases, axes.T, strict=True):
        F = CHOICES[name]
        values = np.asarray(F(fine), dtype=float)
        passes = values >= t
        floor, ceiling = min(values.min(), t), max(min(values.max(), 1.6), t)
        foot, reach = floor - 0.2 * (ceiling - floor), 0.1 * (ceiling - floor)
        top.plot(fine, values, color=GREY, linewidth=1.6)
        top.plot(fine, np.where(passes, values, np.nan), color=ORANGE, linewidth=4)
        top.axhline(t, color="black", linestyle="--", linewidth=1.2)
        top.plot(fine, np.where(passes, foot, np.nan), color=ORANGE, linewidth=7)
        top.set_ylim(foot - reach, ceiling + reach)
        verdict = "plane preserved" if preserves_plane(F) else "plane not preserved"
        top.set_title(f"{name}, t = {t:.2g}".replace("-", "−"), fontsize=11)
        top.set(xlabel="Score r", xticks=[-8, 0, 8])
        height = np.asarray(F(x1 + x2 - 4), dtype=float)
        low.contourf(
            x1,
            x2,
            (height >= t) * 1.0,
            [-0.5, 0.5, 1.5],
            colors=["white", ORANGE],
            alpha=0.5,
        )
        low.set_title(f"class 1: {region(F, t)};\n{verdict}", fontsize=8.5)
        low.set(xlabel="X₁", aspect="equal", xticks=[-4, 0, 4, 8], yticks=[-4, 0, 4, 8])
    axes[0, 0].set_ylabel("F(r)")
    axes[1, 0].set_ylabel("X₂")
    show(figure, alt)


needs((preserves_plane, sigmoid))
plot_regions(
    [("1 − σ(r)", 0.7), ("ReLU(r)", 0.0), ("sin(r)", 0.5), ("SiLU(r)", -0.15)],
    alt="Four activation functions above, the class 1 of a neuron on the map below. "
    "The falling sigmoid passes small scores and gives the half-plane below a line. "
    "ReLU at t = 0 passes everything. The sine gives parallel stripes. SiLU at "
    "t = −0.15 passes both ends: two half-planes with a strip between them.",
)
explore(
    lambda F, t: plot_regions(
        [(F, t)],
        alt=f"The same pair of panels for {F} and the threshold {t:.2f}.",
    ),
    F=widgets.Dropdown(options=list(CHOICES), value="exp(−r²)", description="F"),
    t=widgets.FloatSlider(
        value=0.5,
        min=-1.2,
        max=1.2,
        step=0.05,
        description="Threshold",
        continuous_update=False,
    ),
)

# %% [markdown]
# **Why monotone is enough.** Let $F$ never fall. If a score passes, so does every
# larger one: a half-line, or all, or none; never pieces. If $F$ never rises, the
# half-line points downwards: the half-space is *flipped*.
#
# <details><summary>Why it is also necessary</summary>
#
# Let $F$ rise somewhere and fall somewhere. Among the ends of the rise and of the fall
# there are three scores of which the middle one has a larger output than both the
# others, or a smaller one than both. So some threshold passes the middle one without
# the outer two, or the outer two without the middle one: pieces. (For the SiLU any $t$
# between −0.278 and 0 does it.) This is about *every* threshold; a single one may be
# lucky, as with the cubic.
#
# </details>
#
# **When there is no boundary at all**, monotone or not:
#
# - every output passes, or none does: $t$ lies outside of $F$'s range (the sigmoid at
#   $t = 1.2$), or is $F$'s smallest value, because of $\ge$ (ReLU at $t = 0$);
# - $w_1 = \ldots = w_N = 0$: every point has the score $w_0$.
#
# Otherwise class 1 of a monotone $F$ is a half-space, and its edge is a hyperplane.
#
# <details><summary>Which one, and to which class does the edge belong?</summary>
#
# If $F$ is continuous and strictly monotone, the hyperplane is
# $w_0 + \sum_i w_i X_i = F^{-1}(t)$, and the points on it belong to class 1, for rising
# and falling $F$ alike. Where $F$ jumps, its value at the jump says to which class the
# edge belongs. A step needs no $F^{-1}$: it jumps over $t = 0.5$, never takes this
# value, and still has a boundary, at $r = 0$.
#
# </details>
#
# **Exercise `xor_neuron` ({points}).** "One neuron cannot compute exclusive OR."
# Seminar 1.1 proved it for the step, and it is true for every monotone $F$. Your $F$ is
# the bump $e^{-r^2}$, the threshold is 0.5, so class 1 is the stripe $|r| \le 0.83$.
# Find $w_0, w_1, w_2$ such that $(0, 1)$ and $(1, 0)$ get class 1, and $(0, 0)$ and
# $(1, 1)$ get class 0.
#
# <details><summary>Hint</summary>
#
# Let the middle of the stripe, $r = 0$, be the line through $(0, 1)$ and $(1, 0)$.
# Which equation has that line? Is the stripe then narrow enough?
#
# </details>

# %% solution xor_neuron called="XOR with one neuron after all"
# w_xor: three numbers, w₀, w₁ and w₂.
### BEGIN SOLUTION
w_xor = [-1, 1, 1]
### END SOLUTION

# %% check xor_neuron points=2
_w = attempt(lambda: np.asarray(w_xor, dtype=float))
assert np.shape(_w) == (3,), "w_xor must hold three numbers: w₀, w₁ and w₂."
assert np.isfinite(_w).all(), "w_xor must hold finite numbers."
_r = _w[0] + np.array([[0, 0], [0, 1], [1, 0], [1, 1]]) @ _w[1:]
_said = " ".join(f"{_number:.3g}" for _number in _r)
_scores = f"The scores at (0, 0), (0, 1), (1, 0), (1, 1) are {_said}."
_in = bump(_r) >= 0.5
assert not _in.all(), f"All four corners lie in the stripe |r| ≤ 0.83. {_scores}"
assert _in.any(), f"No corner lies in the stripe |r| ≤ 0.83. {_scores}"
assert not _in[0], f"(0, 0) lies in the stripe and gets class 1. {_scores}"
assert not _in[3], f"(1, 1) lies in the stripe and gets class 1. {_scores}"
assert _in[1] and _in[2], f"(0, 1) and (1, 0) must both lie in the stripe. {_scores}"
tick("xor_neuron")

# %%
# Run and look. Your neuron, and what it makes of the four corners.
if "w_xor" not in globals():
    raise NotImplementedError("This cell needs your `w_xor`, which is still open.")
corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
weights = np.asarray(w_xor, dtype=float)
corner_scores = weights[0] + corners @ weights[1:]
wanted = np.array([0, 1, 1, 0])
x1, x2 = np.meshgrid(np.linspace(-0.6, 1.6, 221), np.linspace(-0.6, 1.6, 221))
Y = bump(weights[0] + weights[1] * x1 + weights[2] * x2)

figure, (left, right) = plt.subplots(1, 2)
reach = max(2.2, 1.15 * np.abs(corner_scores).max())
r = np.linspace(-reach, reach, 241)
left.plot(r, bump(r), color=GREY)
left.plot(r, np.where(bump(r) >= 0.5, bump(r), np.nan), color=ORANGE, linewidth=5)
left.axhline(0.5, color="black", linestyle="--", linewidth=1.2)
right.contourf(x1, x2, Y >= 0.5, [-0.5, 0.5, 1.5], colors=["white", ORANGE], alpha=0.5)
for label, color, marker, name in [
    (0, BLUE, "o", "XOR = 0"),
    (1, ORANGE, "^", "XOR = 1"),
]:
    these = wanted == label
    style = {"color": color, "markersize": 10, "linestyle": "", "label": name}
    style["markeredgecolor"] = "black"
    left.plot(corner_scores[these], bump(corner_scores[these]), marker, **style)
    right.plot(*corners[these].T, marker, **style)
left.set(xlabel="Score r", ylabel="Output Y", title="The bump, and the corners on it")
left.set_ylim(-0.05, 1.12)
left.legend()
right.set(xlabel="X₁", ylabel="X₂", title="Class 1 is a stripe", aspect="equal")
right.set(xticks=[0, 1], yticks=[0, 1])
show(
    figure,
    alt="Left: the bump over the score; the corners (0, 1) and (1, 0) sit above the "
    "threshold 0.5, the corners (0, 0) and (1, 1) below it. Right: on the map class 1 "
    "is a stripe between two parallel lines with only (0, 1) and (1, 0) in it.",
)

# %% [markdown]
# What forbids XOR to an ordinary neuron is not that there is only one of it, but that
# its $F$ is monotone.
#
# <details><summary>The price of the bump</summary>
#
# $r$ is no longer the log of the odds, and $w$ and $-w$ make the same neuron. So when
# weights are searched for, there are always two equally good answers, and halfway
# between them lies $w = 0$, which gives every corner class 1: two valleys with a hill
# between (seminar 1.6).
#
# </details>
#
# ## 6. Which threshold?
#
# Back to the slope. Two things can go wrong on a day:
#
# - a **false alarm** (*false positive*, FP; type I error): the slope is closed (class
#   1), and no avalanche comes ($L = 0$);
# - a **miss** (*false negative*, FN; type II error): the slope is open (class 0), and
#   an avalanche comes ($L = 1$).
#
# Four days, $Y = (0.2,\ 0.6,\ 0.7,\ 0.9)$, $L = (1,\ 0,\ 1,\ 1)$. At $t = 0.5$ there is
# one miss (the first day) and one false alarm (the second). At $t = 0.8$ the false
# alarm is gone, and there are two misses.
#
# **Exercise `error_counts` ({points}).** Count both.
#
# <details><summary>Hint</summary>
#
# `closed = outputs >= t` is an array of True and False. `&` joins two such arrays entry
# by entry (mind the brackets around comparisons), and `np.sum` counts the True.
#
# </details>


# %% solution error_counts called="Two sorts of errors"
def error_counts(Y, L, t):
    """Count the errors of both kinds at a threshold.

    Args:
        Y: the outputs of the neuron, shape (n,). An array or a list. It is not
            modified.
        L: the labels 0 and 1, shape (n,), perhaps of one class only. An array or a list
            of integers, floats or booleans. It is not modified.
        t: the threshold. Class 1 is predicted where Y ≥ t.

    Returns:
        (false alarms, misses): two whole numbers, in this order.

    Example:
        error_counts([0.2, 0.6, 0.7, 0.9], [1, 0, 1, 1], 0.8) is (0, 2).
    """
    outputs, labels = np.asarray(Y), np.asarray(L)
    ### BEGIN SOLUTION
    closed = outputs >= t
    false_alarms = np.sum(closed & (labels == 0))
    misses = np.sum(~closed & (labels == 1))
    return int(false_alarms), int(misses)
    ### END SOLUTION


# %% check error_counts points=3
promised(
    "error_counts(Y, L, t)",
    error_counts,
    (
        [0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.7, 0.8, 0.9],
        [0, 0, 1, 0, 0, 0, 1, 0, 0, 1],
        0.5,
    ),
    [3, 1],
    Y="array list kept",
    L="array list integer bool kept",
)
promised(
    "error_counts(Y, L, t)",
    error_counts,
    ([0.3, 0.9, 0.7999, 0.7], [1.0, 0.0, 1.0, 1.0], 0.8),
    [1, 3],
    Y="array list kept",
    L="array list integer bool kept",
)
_got = ask(error_counts, [0.7, 0.9], [1, 1], 0.5)
expect("error_counts([0.7, 0.9], [1, 1], 0.5)", _got, [0, 0])
tick("error_counts")


### BEGIN HIDDEN TESTS
def _days(n):
    """Return outputs, some of them at the threshold, labels, and the threshold."""
    t = float(_rng.choice([0.2, 0.5, 0.85]))
    Y = np.round(_rng.uniform(0, 1, n), 2)
    Y[: n // 4] = t
    L = (_rng.uniform(0, 1, n) < 0.4).astype(int)
    L[: n // 4] = np.resize([0, 0, 1], n // 4)
    if n > 8:
        Y[-4:], L[-4:] = [0.01, 0.02, 0.98, 0.99], [1, 0, 1, 0]
    return Y, L, t


def _errors(Y, L, t):
    """Return the number of false alarms and of misses."""
    pairs = list(zip(Y, L, strict=True))
    return [
        sum(1 for y, label in pairs if y >= t and label == 0),
        sum(1 for y, label in pairs if y < t and label == 1),
    ]


_rng = draws(1309)
promised(
    "error_counts(Y, L, t)",
    error_counts,
    _days,
    _errors,
    over=[(30,), (41,), (25,), (60,), (1,), (3,)],
    Y="array list kept",
    L="array list integer bool labels kept",
)
for _t, _want in [(0.9, [0, 1]), (0.1, [1, 0])]:
    _got = ask(error_counts, [0.3, 0.4], [0, 1], _t)
    expect(f"error_counts([0.3, 0.4], [0, 1], {_t})", _got, _want)
### END HIDDEN TESTS

# %%
# Before you run it: if the threshold grows, which kind of error grows with it?
needs((error_counts, [0.5], [1], 0.5), (boundary_x2, 1.0, W_SLOPE, 0.5))
Y_days = sigmoid(W_SLOPE[0] + X_DAYS @ W_SLOPE[1:])
thresholds = np.linspace(0.01, 0.99, 99)
ends = np.array([-2.0, 10.0])
counts = np.array([error_counts(Y_days, L_DAYS, t) for t in thresholds], dtype=float)

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4.4))
for label, color, marker, name in MARKS:
    these = np.equal(L_DAYS, label)
    left.plot(*X_DAYS[these].T, marker, color=color, markersize=5, label=name)
wrong = (Y_days >= 0.5) != (L_DAYS == 1)
ring = {"markersize": 11, "markerfacecolor": "none", "markeredgecolor": "black"}
left.plot(*X_DAYS[wrong].T, "o", label="Wrong at t = 0.5", **ring)
left.plot(ends, boundary_x2(ends, W_SLOPE, 0.5), color="black", label="t = 0.5")
left.set(xlabel="Snow, dm", ylabel="Wind, 10 km/h", title="The errors at t = 0.5")
left.set(xlim=(0, 8), ylim=(0, 8), aspect="equal")
left.legend(loc="upper center", bbox_to_anchor=(0.5, -0.15), ncols=2, fontsize=9)
right.plot(thresholds, counts[:, 0], color=BLUE, label="False alarms")
right.plot(thresholds, counts[:, 1], "--", color=ORANGE, label="Misses")
right.plot(thresholds, counts.sum(axis=1), ":", color="black", label="Both together")
right.set(xlabel="Threshold t", ylabel="Number of days, of 150", title="Errors by t")
right.legend(loc="upper center", bbox_to_anchor=(0.5, -0.15), ncols=2, fontsize=9)
show(
    figure,
    alt="Left: the days with the boundary at t = 0.5; the wrongly decided ones are "
    "ringed and lie mostly near the line. Right: as the threshold grows, the false "
    "alarms fall and the misses rise; their sum is lowest for middle thresholds and "
    "nearly flat there.",
)

# %% [markdown]
# No threshold makes both errors vanish: the labels overlap. Between about 0.45 and 0.6
# the sum hardly changes. What tells these thresholds apart is the kind of error, and
# what each kind costs.
#
# ## 7. What an error costs
#
# **Question ({points}, read by a person).** On the slope, a needless closing costs 1
# (thousand euros, say), and a miss costs 19. The neuron's $P$ can be trusted. Explain
# in two to four sentences: from which $P$ on does closing cost less on average than
# opening, and why? Which $r_t$ is that, and to which side of the line $t = 0.5$ does
# the boundary move?

# %% manual costs [markdown] points=3 called="What a miss costs"
# On a day with probability $P$, opening costs $19 P$ on average, and closing costs
# $1 \cdot (1 - P)$. Closing is cheaper (or equal) where $19 P \ge 1 - P$, that is,
# where the odds are at least $1/19$: from $P = 0.05$ on.
#
# So $t = 0.05$ and $r_t = -\log 19 = -2.94$. The boundary moves parallel to itself to
# the side of class 0, to less snow and wind, by $2.94 / \lVert w \rVert = 2.26$ dm:
# more days are closed, there are more false alarms and fewer misses. The number of
# errors grows, and their cost falls.
#
# *Grading: 1 point for comparing the two average costs, 1 point for $t = 0.05$, 1 point
# for $r_t = -2.94$ and for the side of class 0 (less snow and wind). The distance is
# not asked for.*

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# The slide's sentence with its small print: **for a monotone $F$, class 1 is a
# half-space, unless every output passes the threshold, or none does, or all weights are
# 0; a decreasing $F$ flips it.**
#
# <details><summary>The formulas</summary>
#
# | you know | you want | formula |
# |---|---|---|
# | output $Y$, threshold $t$ | class | 1 iff $Y \ge t$ |
# | threshold on $P$ | threshold on $r$ | $r_t = \log\bigl(t / (1 - t)\bigr)$ |
# | $w$, $t$ | boundary | $w_0 + \sum_i w_i X_i = r_t$ |
# | point, $w$, $t$ | signed distance | $(r - r_t) / \lVert w \rVert$ (no bias in it) |
# | distance $d$ to $P = 0.5$ | probability | $P = \sigma(\lVert w \rVert\, d)$ |
# | $F$ decreases | class 1 | the side $r \le F^{-1}(t)$ |
#
# </details>
#
# **Next, `l1_4_loss`:** today the weights were given. To find them, counting errors
# will not do: the counts jump. A loss changes smoothly.
