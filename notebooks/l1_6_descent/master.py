# %% [markdown]
# # Seminar 1.6. Gradient descent
#
# Follows the lecture slides "Optimisation" and "Gradient descent". 50 minutes,
# {points}.
#
# Seminar 1.5 earned a floor: on average the cross-entropy cannot fall below
# $H(L \mid X)$. How does a neuron get down towards it? Here you build the machine that
# goes down: look at the slope, take a step, repeat.
#
# After this seminar you can
#
# 1. write gradient descent for one weight and for many;
# 2. say, before you run it, for which step $\lambda$ it arrives, swings for ever or
#    flies off, and derive why;
# 3. train a neuron without a single derived formula, and tell when the minimum that you
#    find is *the* minimum.
#
# **How to work.** Go from top to bottom and run every cell (Shift + Enter). Where a
# cell says `raise NotImplementedError()`, put your own code in place of that line. The
# cell below it checks your answer: a tick, or an error whose last lines say what is
# off. `NotImplementedError` means: still open. After you hand in, the same functions
# are also called with other numbers. `log` is the natural logarithm throughout.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.
#
# ## 1. A guess, before anything else
#
# You stand in a valley in thick fog and want to get to the bottom. You cannot see it,
# but you feel the slope under your feet. So: step against the slope, and make the step
# longer where the slope is steeper.
#
# The valley is $f(w) = 2w^2$, its bottom lies at $w = 0$, and you start at $w = 3$. The
# slope at $w$ is $4w$. A step is $\lambda$ times the slope, with one fixed number
# $\lambda$ for the whole walk.
#
# Where are you after 20 steps, if $\lambda$ is 0.1, 0.4, 0.5 or 0.6? Write your four
# guesses into the cell below before you read on. Nobody grades them. The first figure
# answers, and one of the answers surprises nearly everybody.

# %%
# Your guesses: the step λ, and the place w where you think you are after 20 steps.
my_guess = {0.1: 1.0, 0.4: 1.0, 0.5: 1.0, 0.6: 1.0}

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup ground
# Nothing to do here: run it. It holds, for later: twenty students and the error of a
# neuron (section 5), a function with two valleys (section 6), a helper of the checks.
hours = np.array([0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5])
hours = np.concatenate([hours, [2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5]])
passed = np.array([0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1])


def sigmoid(r):
    """The stable sigmoid of seminar 1.2."""
    z = np.exp(-np.abs(r))
    return np.where(np.asarray(r) >= 0, 1, z) / (1 + z)


def error(w):
    """The mean cross-entropy of the twenty students; w[0] is the bias."""
    r = w[0] + w[1] * hours
    return float(np.mean(np.logaddexp(0, r) - passed * r))


def error_l2(w):
    """The mean squared error of the same neuron."""
    return float(np.mean((sigmoid(w[0] + w[1] * hours) - passed) ** 2))


HILL = 0.5859  # the top between the valleys
WIDE, NARROW = -2.0, 1.4565  # the lowest points of the two valleys


def valley(w):
    """A wide bowl with a narrow, deep hole in its right side."""
    return 0.1 * (w + 2) ** 2 - 2 * np.exp(-4 * (w - 1.5) ** 2)


def valley_slope(w):
    """The derivative of `valley`."""
    return 0.2 * (w + 2) + 16 * (w - 1.5) * np.exp(-4 * (w - 1.5) ** 2)


def expect_path(what, got, want, likely=None):
    """Do what `expect` does, with a word about paths too short or too long."""
    want = np.asarray(want, dtype=float)
    steps, point = len(want) - 1, want.shape[1:]
    try:
        shape = np.shape(got)
    except ValueError:
        fail(f"{what}: the points of this path differ in their shapes.")
    if shape == point and np.asarray(got).dtype.kind in "biuf":
        fail(f"{what} is one point; the whole path is wanted, from the start on.")
    if steps and shape == (steps, *point):
        fail(
            f"{what} has {steps} points; {steps} steps make {steps + 1} points: the "
            "start, and one after every step."
        )
    if shape == (steps + 2, *point):
        fail(f"{what} has {steps + 2} points; {steps} steps make {steps + 1}.")
    expect(what, got, want, atol=1e-12, likely=likely)


# %% [markdown]
# ## 2. One weight
#
# Follow the numbers for $\lambda = 0.1$. First measure the slope at $w = 3$ with a tiny
# push: $f(3) = 18$ and $f(3.001) = 18.012$, so the slope is about
# $0.012 / 0.001 = 12$. It is positive: uphill is to the right, so go left.
#
# | step | $w$ | slope $4w$ | $w - 0.1 \cdot$ slope |
# |---|---|---|---|
# | 0 | 3 | 12 | 3 − 1.2 = 1.8 |
# | 1 | 1.8 | 7.2 | 1.8 − 0.72 = 1.08 |
# | 2 | 1.08 | 4.32 | 1.08 − 0.432 = 0.648 |
#
# This is **gradient descent** in one dimension, as the slide has it. To find
# $w = \operatorname{argmin} f(w)$ for a differentiable $f: \mathbb{R} \to \mathbb{R}$,
# start at any $w_0$ and repeat
#
# $$w_{k+1} = w_k - \lambda\, f'(w_k)$$
#
# Here $f'$ is the derivative, $\lambda > 0$ is the *step size* (also *learning rate*;
# in code `lam`, because `lambda` is a word of Python; seminar 1.1 wrote `lr`), and
# $w_k$ is where you stand after $k$ steps.
#
# Mind the index. In this formula it counts **steps**: $w_0$ is the start. Elsewhere in
# the course it counts weights, and $w_0$ is the bias. (The slide counts steps with $i$;
# here $i$ will count entries.) Below, where there are several weights, step $k$ is
# $W_k$, and the weights of one $W$ are written `W[0]`, `W[1]`, as in Python.
#
# **Exercise `gd_1d` ({points}).** Write the rule as a function that returns the whole
# path. It receives the derivative as an argument: `df` is a function, and `df(2.0)` is
# the slope at 2.
#
# <details><summary>Hint</summary>
#
# Start a list with `float(w0)`, and in a loop append the next point, computed from the
# last one, `path[-1]`.
#
# </details>


# %% solution gd_1d
def gd_1d(df, w0, lam, steps):
    """Gradient descent for a function of one number.

    Args:
        df: the derivative f′, a function. It takes one number and returns one number.
        w0: the start, a number, perhaps an integer.
        lam: the step size λ, a positive number, the same for every step.
        steps: the number of steps, an integer, 0 or more.

    Returns:
        The path w₀, w₁, …, a float64 array of shape (steps + 1,). The start is its
        first entry. All steps are taken, whether or not they still move anything.

    Example:
        With df(w) = 4w, gd_1d(df, 3, 0.1, 2) is [3, 1.8, 1.08].
    """
    ### BEGIN SOLUTION
    path = [float(w0)]
    for _ in range(steps):
        path.append(path[-1] - lam * df(path[-1]))
    return np.array(path)
    ### END SOLUTION


# %% check gd_1d points=3
expect_path(
    "gd_1d(df, 3, 0.1, 3) for df(w) = 4w",
    ask(gd_1d, lambda w: 4 * w, 3, 0.1, 3),
    [3, 1.8, 1.08, 0.648],
    likely={"df was called with the number of the step, not with w": [3, 3, 2.6, 1.8]},
)
expect_path(
    "gd_1d(df, 2, 0.5, 2) for df(w) = w − 1",
    ask(gd_1d, lambda w: w - 1, 2, 0.5, 2),
    [2, 1.5, 1.25],
)
expect_path("gd_1d(df, 3, 0.1, 0)", ask(gd_1d, lambda w: 4 * w, 3, 0.1, 0), [3])
tick("gd_1d")
### BEGIN HIDDEN TESTS
_rng = draws(1601)


def _wave(a, b=0.0, c=0.0):
    return lambda w: a * w + b * np.sin(w) + c


for _steps in (0, 1, 2, 7, 12):
    _df = _wave(_rng.uniform(0.5, 3), _rng.uniform(0.2, 1), _rng.uniform(0.5, 2))
    _w0, _lam = float(_rng.uniform(1, 3)), float(_rng.uniform(0.1, 0.4))
    _want = [_w0]
    for _ in range(_steps):
        _want.append(float(_want[-1] - _lam * _df(_want[-1])))
    expect_path("gd_1d(df, w0, lam, steps)", ask(gd_1d, _df, _w0, _lam, _steps), _want)
_a, _w0 = float(_rng.uniform(1, 5)), float(_rng.uniform(1, 3))
_got = ask(gd_1d, _wave(_a), _w0, 2 / _a, 6)
expect_path("gd_1d at λ = 2/a", _got, _w0 * (-1.0) ** np.arange(7))
_lam = 0.4 / _a
_got = ask(gd_1d, _wave(_a), _w0, _lam, 40)
expect("gd_1d, 40 steps", _got, _w0 * 0.6 ** np.arange(41), rtol=1e-8)
_w0 = int(_rng.integers(2, 9))
_got = ask(gd_1d, lambda w: 0.7 * w, _w0, 0.5, 5)
expect_path("gd_1d, an integer start", _got, _w0 * 0.65 ** np.arange(6))
_got = ask(gd_1d, lambda w: 2.0, -_w0, 0.25, 4)
expect_path("gd_1d on a straight line", _got, -_w0 - 0.5 * np.arange(5))
### END HIDDEN TESTS

# %%
# Nothing to do here: run it. Left, the first six points of two walks. Right, all four
# walks: how far from the bottom, on a log axis, and your guesses for step 20.
needs((gd_1d, lambda w: w, 1.0, 0.1, 1))


def slope_4w(w):
    """The derivative of f(w) = 2w²."""
    return 4 * w


looks = {0.1: (BLUE, "o"), 0.4: (ORANGE, "s"), 0.5: (GREEN, "D"), 0.6: (RED, "^")}
figure, (left, right) = plt.subplots(1, 2)
grid = np.linspace(-3.4, 3.4, 200)
left.plot(grid, 2 * grid**2, color=GREY, linewidth=1.5)
for lam in (0.1, 0.4):
    color, marker = looks[lam]
    walk = np.asarray(gd_1d(slope_4w, 3.0, lam, 5))
    left.plot(walk, 2 * walk**2, ":", color=color, linewidth=1.4)
    left.plot(walk, 2 * walk**2, marker, color=color, mfc="white", label=f"λ = {lam}")
left.set(xlabel="w", ylabel="f(w) = 2w²", title="Two ways down")
left.legend(loc="upper center")
for size, (lam, (color, marker)) in zip((15, 12, 9, 6), looks.items(), strict=True):
    walk = np.asarray(gd_1d(slope_4w, 3.0, lam, 20))
    style = {"markersize": 10, "mfc": "none"} if lam == 0.4 else {"markersize": 5}
    right.semilogy(np.abs(walk), marker, color=color, **style)
    name = "λ = 0.1\nand 0.4" if lam < 0.5 else f"λ = {lam}"
    if lam != 0.1:
        right.text(20.6, abs(walk[-1]), name, color="black", va="center")
    guess = np.clip(abs(my_guess[lam]), 1e-5, 2e4)  # kept inside the axes
    right.plot(20, guess, "X", color=color, mec="black", ms=size)
right.plot([], [], "X", color="white", mec="black", label="Your guess")
right.set(xlabel="Step k", ylabel="Distance |w|", title="How far from the bottom")
right.set(xlim=(-0.6, 25.5), ylim=(1e-5, 2e4), xticks=range(0, 21, 5))
right.legend(loc="upper left")
show(
    figure,
    alt="Left: on the parabola 2w² the walk with λ = 0.1 comes down on one side, the "
    "walk with λ = 0.4 jumps from side to side. Right: distances from the bottom on a "
    "logarithmic axis. λ = 0.1 and λ = 0.4 fall along one and the same straight line, "
    "λ = 0.5 stays at 3 for ever, λ = 0.6 rises to 2500 in 20 steps.",
)
for lam, guess in my_guess.items():
    walk = np.asarray(gd_1d(slope_4w, 3.0, lam, 20))
    print(f"λ = {lam}: you said w = {guess:g}, and it is {walk[-1]:.6g}")

# %% [markdown]
# Four times $\lambda$, and not one step faster: 0.1 and 0.4 share one line. A bit more,
# and you never arrive; a bit more again, and you fly out of the valley. And all four
# are *straight* on the log axis. A straight line there means: each step multiplies by
# the same number. Let us find that number.
#
# ## 3. Why: the walk on a parabola, line by line
#
# Look back at the table: $1.8 / 3 = 0.6$, $1.08 / 1.8 = 0.6$, $0.648 / 1.08 = 0.6$. For
# $\lambda = 0.4$ the path is 3, −1.8, 1.08, …, and each quotient is −0.6.
#
# Take any parabola $f(w) = \dfrac{a w^2}{2}$ with $a > 0$. The number $a$ is its
# *curvature*, the second derivative; for $2w^2$ it is $a = 4$. Three small steps, one
# line of Python for one line of the derivation. A step that follows correctly from your
# own previous step counts, even if that one was wrong.
#
# **Step 1, `next_w` ({points}).** Find $f'(w)$ with pen and paper, and put it into the
# rule $w_{k+1} = w_k - \lambda f'(w_k)$. Where does one step lead from $w$?
#
# <details><summary>Hint</summary>
#
# The derivative of $w^2$ is $2w$, and $f(w)$ has an $a$ above the line and a 2 below
# it. For $a = 4$ the slope must come out as $4w$.
#
# </details>


# %% solution next_w
def next_w(a, lam, w):
    """Step 1: where one step of gradient descent on a·w²/2 leads.

    Args:
        a, lam: the curvature and the step size λ, positive numbers.
        w: where we stand. A number, or an array of any shape.

    Returns:
        The next w, in the shape of w.

    Example:
        next_w(4, 0.1, 3) is 1.8, as in the table.
    """
    ### BEGIN SOLUTION
    return w - lam * a * w
    ### END SOLUTION


# %% check next_w points=1
expect(
    "next_w(4, 0.1, w) at w = 3, −1",
    ask(next_w, 4, 0.1, np.array([3.0, -1.0])),
    [1.8, -0.6],
    likely={
        "this is the slope; the rule takes λ times it away from the old w": [12, -4]
    },
)
expect("next_w(2, 0.1, 3)", ask(next_w, 2, 0.1, 3), 2.4)
tick("next_w")
### BEGIN HIDDEN TESTS
_rng = draws(1602)
for _a, _lam in _rng.uniform([0.3, 0.05], [6, 0.6], (4, 2)).tolist():
    _w, _h = _rng.uniform(-4, 4, 20), 1e-3
    _got = ask(next_w, _a, _lam, _w)
    _want = _w - _lam * _a * _w
    expect("next_w(a, lam, w), 20 points", _got, _want, rtol=1e-8, atol=1e-12)
    expect_kept("next_w(a, lam, w)")
    _rise = (_a * (_w + _h) ** 2 / 2 - _a * (_w - _h) ** 2 / 2) / (2 * _h)
    expect("next_w, the slope measured", _got, _w - _lam * _rise, 1e-5, atol=1e-9)
expect("next_w(3, 0.2, 1.5)", ask(next_w, 3, 0.2, 1.5), 0.6, rtol=1e-8)
### END HIDDEN TESTS

# %% [markdown]
# **Step 2, `factor` ({points}).** Take $w_k$ out of the bracket:
# $w_{k+1} = q \cdot w_k$. What is $q$? The signature has no `w` in it: the factor is
# the same everywhere.
#
# <details><summary>Hint</summary>
#
# Your line of step 1 is "one $w$ minus so many $w$".
#
# </details>


# %% solution factor
def factor(a, lam):
    """Step 2: the number q by which each step on a·w²/2 multiplies w.

    Args:
        a, lam: the curvature and the step size λ, positive numbers.

    Returns:
        q, one number. It may be negative.

    Example:
        factor(4, 0.1) is 0.6, as in the quotients above.
    """
    ### BEGIN SOLUTION
    return 1 - lam * a
    ### END SOLUTION


# %% check factor points=1
def _ratio(a, lam, w):
    """The factor by which your own next_w multiplies, if it is one."""
    moved = np.asarray(next_w(a, lam, w.copy()), dtype=float)
    return moved[0] / w[0] if agree(moved, moved[0] / w[0] * w, atol=1e-12) else None


_w = np.array([3.0, -1.0])
_right = True
for _a, _lam, _want in [(4, 0.1, 0.6), (4, 0.4, -0.6), (2, 0.4, 0.2)]:
    _own = own("next_w", _ratio, _a, _lam, _w, atol=1e-12)
    _got = ask(factor, _a, _lam)
    expect(
        f"factor({_a}, {_lam})",
        _got,
        _want,
        likely={"this is the factor for a = 4; here a is 2": 1 - 4 * _lam},
        follows=_own,
    )
    _right = _right and agree(_got, _want)
if _right:
    tick("factor")
### BEGIN HIDDEN TESTS
_rng = draws(1603)
_w = _rng.uniform(1, 4, 20)
for _a, _lam in _rng.uniform([0.3, 0.05], [6, 0.6], (8, 2)).tolist():
    _own = own("next_w", _ratio, _a, _lam, _w)
    _got = ask(factor, _a, _lam)
    expect(
        "factor(a, lam)",
        _got,
        1 - _lam * _a,
        rtol=1e-8,
        atol=1e-12,
        follows=_own,
    )
### END HIDDEN TESTS

# %% [markdown]
# **Step 3, `w_after` ({points}).** Each step multiplies by $q$. What is $w_k$ when
# $w_0$, $q$ and $k$ are all you know? No loop is needed.
#
# <details><summary>Hint</summary>
#
# $w_1 = q\, w_0$, and $w_2 = q\, w_1 = q \cdot q\, w_0$. And $w_k$? In Python a power
# is `**`, not `^`.
#
# </details>


# %% solution w_after
def w_after(a, lam, w0, k):
    """Step 3: where gradient descent on a·w²/2 stands after k steps.

    Args:
        a, lam: the curvature and the step size λ, positive numbers.
        w0: the start, a number.
        k: the number of steps, an integer, 0 or more, or an array of such integers.

    Returns:
        w_k, one number for one k, an array in the shape of k for an array.

    Example:
        w_after(4, 0.1, 3, 2) is 1.08, as in the table; w_after(4, 0.1, 3, 0) is 3.
    """
    ### BEGIN SOLUTION
    return factor(a, lam) ** k * w0
    ### END SOLUTION


# %% check w_after points=1
_k = np.array([0, 1, 2, 3])


def _power(a, lam, w0, k):
    """Start times the k-th power of your own factor."""
    return w0 * float(factor(a, lam)) ** k


_own = own("factor", _power, 4, 0.4, 3, 3)
_last = ask(w_after, 4, 0.4, 3, 3)
expect(
    "w_after(4, 0.4, 3, 3)",
    _last,
    -0.648,
    follows=_own,
)
_own = own("factor", _power, 4, 0.4, 3, _k)
try:
    _got = ask(w_after, 4, 0.4, 3, _k)
except TypeError:
    fail(
        "w_after(4, 0.4, 3, k) fails if k is an array, here of the numbers 0, 1, 2, 3. "
        "`**` takes arrays; `range` and the functions of `math` do not."
    )
expect(
    "w_after(4, 0.4, 3, k) at k = 0, 1, 2, 3",
    _got,
    [3, -1.8, 1.08, -0.648],
    follows=_own,
)
if agree(_got, [3, -1.8, 1.08, -0.648]):
    tick("w_after")
### BEGIN HIDDEN TESTS
_rng = draws(1604)
for _a, _lam, _w0 in _rng.uniform([0.5, 0.1, 1], [5, 0.6, 4], (8, 3)).tolist():
    _k = np.arange(7)
    _own = own("factor", _power, _a, _lam, _w0, _k)
    _got = ask(w_after, _a, _lam, _w0, _k)
    expect(
        "w_after(a, lam, w0, k), k = 0 … 6",
        _got,
        (1 - _lam * _a) ** _k * _w0,
        rtol=1e-8,
        atol=1e-12,
        follows=_own,
    )
    _own = own("factor", _power, _a, _lam, _w0, 5)
    _got = ask(w_after, _a, _lam, _w0, 5)
    expect(
        "w_after(a, lam, w0, 5)",
        _got,
        (1 - _lam * _a) ** 5 * _w0,
        rtol=1e-8,
        atol=1e-12,
        follows=_own,
    )
### END HIDDEN TESTS

# %% [markdown]
# So $w_k = (1 - \lambda a)^k\, w_0$. The whole fate of the walk is in
# $q = 1 - \lambda a$: the powers $q^k$ go to 0 exactly if $-1 < q < 1$.
#
# **Exercise `lam_max` ({points}).** From any start $w_0$ the walk on
# $\dfrac{a w^2}{2}$ goes to 0 exactly if $0 < \lambda < \lambda_{\max}$. What is
# $\lambda_{\max}$?
#
# <details><summary>Hint</summary>
#
# $q < 1$ holds for every $\lambda > 0$. Solve $-1 < 1 - \lambda a$ for $\lambda$. Check
# with the figure: there $a = 4$, and $\lambda = 0.5$ is the border.
#
# </details>
#
# <details><summary>All lines of the derivation, to compare with yours</summary>
#
# $$f'(w) = a w, \qquad w_{k+1} = w_k - \lambda a w_k = (1 - \lambda a)\, w_k, \qquad
# w_k = (1 - \lambda a)^k\, w_0$$
#
# </details>


# %% solution lam_max
def lam_max(a):
    """The border of the step size: gradient descent on a·w²/2 converges below it.

    Args:
        a: the curvature, a positive number, perhaps an integer.

    Returns:
        The λ_max with: w_k goes to 0 from any start exactly if 0 < λ < λ_max.

    Example:
        lam_max(4) is 0.5.
    """
    ### BEGIN SOLUTION
    return 2 / a
    ### END SOLUTION


# %% check lam_max points=2
for _a, _want in [(5, 0.4), (4, 0.5)]:
    expect(f"lam_max({_a})", ask(lam_max, _a), _want)
tick("lam_max")
### BEGIN HIDDEN TESTS
for _a in draws(1605).uniform(0.2, 9, 12).tolist():
    expect("lam_max(a)", ask(lam_max, _a), 2 / _a, rtol=1e-8)
expect("lam_max(3)", ask(lam_max, 3), 2 / 3, rtol=1e-8)
expect("lam_max(1)", ask(lam_max, 1), 2, rtol=1e-8)
### END HIDDEN TESTS


# %%
# Nothing to do here: run it, then move the slider. If it does not move (it needs a
# running notebook), the first figure says the same for five values of λ. Dots: your
# gd_1d, step by step. Crosses: your w_after, the formula. They must sit together.
def describe(q):
    """Say in words what a factor q does to a walk."""
    if abs(q) < 1e-9:
        return "one step"
    if abs(abs(q) - 1) < 1e-9:
        return "swings for ever"
    if abs(q) > 1:
        return "flies off"
    return "one side" if q > 0 else "jumps across"


def plot_lambda(lams, alt):
    """One column for each λ: above the walk on the parabola 2w², below w_k by k."""
    size = (11, 5) if len(lams) > 1 else (5, 5)
    figure, axes = plt.subplots(2, len(lams), figsize=size, sharey="row", squeeze=False)
    grid = np.linspace(-5, 5, 201)
    for column, lam in enumerate(lams):
        top, bottom = axes[:, column]
        walk = np.asarray(gd_1d(slope_4w, 3.0, lam, 8))
        q = float(factor(4, lam))
        color = BLUE if q > -1e-9 else ORANGE
        color = RED if abs(q) >= 1 - 1e-9 else color
        top.plot(grid, 2 * grid**2, color=GREY, linewidth=1.2)
        top.plot(walk, 2 * walk**2, "o:", color=color, mfc="white", linewidth=1.2)
        top.set(xlim=(-5.4, 5.4), ylim=(-4, 52), xlabel="w")
        number = f"{q + 0.0:.2f}".replace("-", "−")
        top.set_title(f"λ = {lam:.3g}, q = {number}\n{describe(q)}", fontsize=11)
        steps = np.arange(9)
        bottom.axhline(0, color=GREY, linewidth=1)
        bottom.plot(steps, walk, "o:", color=color, mfc="white", linewidth=1.2)
        bottom.plot(steps, w_after(4, lam, 3.0, steps), "x", color="black", ms=5)
        bottom.set(xlabel="Step k", ylim=(-7.5, 7.5), xticks=range(0, 9, 2))
    axes[0, 0].set_ylabel("f(w) = 2w²")
    axes[1, 0].set_ylabel("w after k steps")
    show(figure, alt)


needs(
    (gd_1d, lambda w: w, 1.0, 0.1, 1), (factor, 1.0, 0.1), (w_after, 1.0, 0.1, 1.0, 1)
)
plot_lambda(
    [0.05, 0.25, 0.4, 0.5, 0.54],
    alt="Five columns for the curvature 4. λ = 0.05 comes down on one side. λ = 0.25 "
    "is at the bottom after one step. λ = 0.4 jumps from side to side and comes in. "
    "λ = 0.5 swings between 3 and −3 for ever. λ = 0.54 swings out further with every "
    "step. The points of the formula lie on those of the walk.",
)
panel = widgets.interact(
    lambda lam: plot_lambda(
        [lam],
        alt=f"The same two panels for one step size, λ = {lam:.2f}, from the slider.",
    ),
    lam=widgets.FloatSlider(
        value=0.45,
        min=0.02,
        max=0.6,
        step=0.01,
        description="λ",
        continuous_update=False,
    ),
)

# %% [markdown]
# | $\lambda$ | $q = 1 - \lambda a$ | the walk |
# |---|---|---|
# | between 0 and $1/a$ | between 0 and 1 | comes down on one side |
# | $1/a$ | 0 | arrives in one step |
# | between $1/a$ and $2/a$ | between −1 and 0 | jumps across, and still arrives |
# | $2/a$ | −1 | swings for ever |
# | above $2/a$ | below −1 | flies off |
#
# And 0.1 and 0.4? They give $q = 0.6$ and $q = -0.6$: equal in size. Jumping across the
# bottom is no fault; only leaving it further behind is.
#
# No real loss is a parabola. But near a minimum $w^*$ with $f''(w^*) > 0$ every smooth
# $f$ looks like one, with the curvature $a = f''(w^*)$. So for walks that start close
# to it the border is $2 / f''(w^*)$.
#
# And far from it? Let $a$ be a number that $f''$ nowhere exceeds. Then $f$ lies
# nowhere above the parabola that touches it at $w_k$ and has the curvature $a$. Put the
# step $-\lambda f'(w_k)$ into that parabola:
#
# $$f(w_{k+1}) \le f(w_k) - \lambda \left(1 - \frac{\lambda a}{2}\right) f'(w_k)^2$$
#
# With $0 < \lambda < 2/a$ the bracket is positive: every step goes down, wherever you
# start, as long as there is a slope.
#
# ## 4. Many weights
#
# A neuron has $N$ weights and a bias, $N + 1$ numbers. Put them into one vector $W$
# with $D$ entries, and push each entry alone: how fast does $f$ grow? These $D$ slopes,
# the *partial derivatives*, form the **gradient** $\nabla f(W)$, again a vector with
# $D$ entries. It points where $f$ grows fastest: a short step $d$ changes $f$ by about
# $\nabla f(W) \cdot d$, and among all steps of one length this product is largest for
# the one along $\nabla f(W)$. The slide's rule is the same as before, one letter
# larger:
#
# $$W_{k+1} = W_k - \lambda\, \nabla f(W_k)$$
#
# Numbers: $f(W) = W[0]^2 + W[0] \cdot W[1] + 2\, W[1]^2$. Its slopes are
# $2\,W[0] + W[1]$ and $W[0] + 4\,W[1]$, so at $W = (2, 1)$ the gradient is $(5, 6)$.
# With $\lambda = 0.1$ the next point is $(2, 1) - 0.1 \cdot (5, 6) = (1.5, 0.4)$. Both
# entries move *at the same time*: the second slope is taken at the old point $(2, 1)$,
# not at $(1.5, 1)$.
#
# **Exercise `gd` ({points}).** Write the rule for a vector.
#
# <details><summary>Hint</summary>
#
# As in `gd_1d`, but start with `np.array(W0, dtype=float)`, which makes a copy. And
# beware of `W -= …`: it changes the array in place, also where you have stored it
# already. `W = W - …` makes a new one.
#
# </details>


# %% solution gd
def gd(grad, W0, lam, steps):
    """Gradient descent for a function of D numbers.

    Args:
        grad: the gradient ∇f, a function. It takes an array of shape (D,) and returns
            an array of shape (D,).
        W0: the start, shape (D,), with any D ≥ 1. A list or an array, also of integers
            or float32. It is not modified.
        lam: the step size λ, a positive number.
        steps: the number of steps, an integer, 0 or more.

    Returns:
        The path, a float64 array of shape (steps + 1, D). Row k is W_k, row 0 the
        start.

    Example:
        With grad(W) = [2·W[0] + W[1], W[0] + 4·W[1]],
        gd(grad, [2, 1], 0.1, 1) is [[2, 1], [1.5, 0.4]].
    """
    ### BEGIN SOLUTION
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * grad(path[-1]))
    return np.array(path)
    ### END SOLUTION


# %% check gd points=3
def _grad(W):
    return np.array([2 * W[0] + W[1], W[0] + 4 * W[1]])


_start = np.array([2.0, 1.0])
_got = ask(gd, _grad, _start, 0.1, 2)
_want = [[2, 1], [1.5, 0.4], [1.16, 0.09]]
if not agree(_start, [2, 1]):
    fail(
        "gd has changed W0, the array that it was given. Walk with a copy: "
        "np.array(W0, dtype=float)."
    )
expect_path("gd(grad, [2, 1], 0.1, 2), grad as in the example", _got, _want)
expect_path("gd(grad, [2, 1], 0.1, 0)", ask(gd, _grad, [2, 1], 0.1, 0), [[2, 1]])
expect_path(
    "gd(grad, [4, 2, 8], 0.25, 1) for grad(W) = W",
    ask(gd, lambda W: 1.0 * np.asarray(W), [4, 2, 8], 0.25, 1),
    [[4, 2, 8], [3, 1.5, 6]],
)
tick("gd")
### BEGIN HIDDEN TESTS
_rng = draws(1606)


def _bowl(A, b):
    return lambda W: A @ np.asarray(W, dtype=float) + b


for _size, _steps in [(1, 4), (2, 7), (3, 6), (5, 9), (4, 0), (6, 1)]:
    _A = np.diag(_rng.uniform(0.8, 2.5, _size)) + _rng.uniform(0.2, 0.5, (_size,) * 2)
    _A = (_A + _A.T) / 2
    _df = _bowl(_A, _rng.uniform(0.5, 1.5, _size))
    _W0 = _rng.uniform(1, 3, _size) * _rng.choice([-1, 1], _size)
    _lam = float(_rng.uniform(0.1, 0.3))
    _want = [_W0.copy()]
    for _ in range(_steps):
        _want.append(_want[-1] - _lam * _df(_want[-1]))
    expect_path("gd(grad, W0, lam, steps)", ask(gd, _df, _W0, _lam, _steps), _want)
    expect_kept("gd(grad, W0, lam, steps)")
    expect_path(
        "gd, a list", ask(gd, _df, _W0.tolist(), _lam, 1 % (_steps + 1)), _want[:2]
    )
_a = _rng.uniform(1, 4, 3)
_df = _bowl(np.diag(_a), 0)
_got = ask(gd, _df, np.array([2, -1, 3]), 2 / _a.max(), 4)
_want = (1 - 2 * _a / _a.max()) ** np.arange(5)[:, None] * [2, -1, 3]
expect_path("gd at λ = 2/a, a start of integers", _got, _want)
_a = _rng.uniform(1, 1.5, 2)
_got = ask(gd, _bowl(np.diag(_a), 0), [2, -3], 0.8 / _a.max(), 30)
_want = (1 - 0.8 * _a / _a.max()) ** np.arange(31)[:, None] * [2, -3]
expect("gd, 30 steps", _got, _want, rtol=1e-8, atol=1e-15)
_W0 = np.array([1.5, -0.25], dtype=np.float32)
_want = 0.75 ** np.arange(4)[:, None] * [1.5, -0.25]
expect_path("gd, a start in float32", ask(gd, lambda W: 0.5 * W, _W0, 0.5, 3), _want)
### END HIDDEN TESTS

# %% [markdown]
# ### The ravine
#
# A bowl with two curvatures: $f(W) = \dfrac{1 \cdot W[0]^2 + 10 \cdot W[1]^2}{2}$. It
# is flat along `W[0]` and steep along `W[1]`; from above its contours are long
# ellipses, a ravine. Its gradient is $(1 \cdot W[0],\ 10 \cdot W[1])$, so each entry
# walks on a parabola of its own, but both have to share one $\lambda$.
#
# Before you run: $\lambda = 0.05$, $0.18$, $0.203$. Which walk comes closest to the
# middle in 25 steps? And which entry holds each of them back?

# %%
# Nothing to do here: run it. Contours of the bowl, and 25 steps of your gd.
needs((gd, lambda W: W, np.ones(2), 0.1, 1))
curvatures = np.array([1.0, 10.0])
across, up = np.meshgrid(np.linspace(-4, 10, 141), np.linspace(-4, 4, 81))
height = (curvatures[0] * across**2 + curvatures[1] * up**2) / 2
figure, axes = plt.subplots(1, 3, figsize=(11, 3.8), sharey=True)
looks = [(0.05, BLUE, "o"), (0.18, GREEN, "s"), (0.203, RED, "^")]
for axis, (lam, color, marker) in zip(axes, looks, strict=True):
    walk = np.asarray(gd(lambda W: curvatures * W, [9.0, 1.5], lam, 25))
    end = float(curvatures @ walk[-1] ** 2) / 2
    axis.contour(across, up, height, [1, 5, 15, 35, 60], colors=SKY, linewidths=1)
    axis.plot(walk[:, 0], walk[:, 1], color=color, linewidth=1)
    axis.plot(walk[:, 0], walk[:, 1], marker, color=color, ms=5, mfc="white")
    axis.plot(0, 0, "P", color="black", ms=7)
    axis.set(xlabel="W[0], curvature 1", title=f"λ = {lam}: f at the end = {end:.2g}")
axes[0].set_ylabel("W[1], curvature 10")
show(
    figure,
    alt="Three maps of a ravine with long elliptic contours, a cross marks the lowest "
    "point. λ = 0.05: W[1] is soon at 0, then the walk creeps along the bottom and "
    "stops far away. λ = 0.18: the walk zigzags across the bottom and comes close to "
    "the cross. λ = 0.203: W[0] goes to 0, but W[1] swings wider with each step.",
)

# %% [markdown]
# The steep entry says how large $\lambda$ may be; the flat entry pays for it. This is
# why training is slow where curvatures differ much, and why lesson 3 has cleverer
# rules. And with $a$ for the *largest* curvature and $|\nabla f|^2$ in place of $f'^2$
# the inequality of section 3 holds for many weights, too.
#
# Another bowl for you, to answer before you unfold: the curvatures are 1 and 20. Which
# is the border, $\lambda < 0.05$, $\lambda < 0.1$, $\lambda < 0.19$ or $\lambda < 2$?
#
# <details><summary>Answer</summary>
#
# $\lambda < 0.1$. The factors are $1 - \lambda$ and $1 - 20\lambda$, and *both* must
# lie between −1 and 1; $2/20$ is the stricter condition. (0.05 only keeps the walk from
# jumping across, 0.19 is the border of the average curvature, 2 that of the flat entry
# alone.)
#
# </details>
#
# ## 5. A gradient without a formula
#
# Descent needs a gradient. Where from? You have measured a slope already: push $w$ a
# little, see how $f$ answers. Push to both sides, and the errors of the two pushes
# nearly cancel. For entry $i$ of $W$:
#
# $$\frac{\partial f}{\partial W[i]} \approx
# \frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$$
#
# Here $h$ is a small number, and $e_i$ is the vector with 1 at place $i$ and 0
# elsewhere: only entry $i$ is pushed. This is the *central difference*.
#
# Numbers: $f(W) = W[0]^2 \cdot W[1] + 3\,W[1]$ at $W = (2, 1)$, with $h = 0.1$. For
# entry 0: $f(2.1, 1) = 7.41$ and $f(1.9, 1) = 6.61$, so the slope is
# $0.80 / 0.2 = 4$.
#
# **Exercise `numerical_gradient` ({points}).** Do this for each entry.
#
# <details><summary>Hint</summary>
#
# Loop over the entries. In each round make *fresh* float copies of $W$, one for plus
# and one for minus, and change a single entry of each. Mind the brackets around
# `2 * h`.
#
# </details>


# %% solution numerical_gradient
def numerical_gradient(f, W, h=1e-5):
    """The gradient of f at W by central differences.

    Args:
        f: a function that takes an array of shape (D,) and returns one number.
        W: the point, shape (D,), with any D ≥ 1. A list or an array, also of integers
            or float32. It is not modified.
        h: how far an entry is pushed to each side, a positive number.

    Returns:
        A float64 array of shape (D,). Its entry i is
        (f(W + h·e_i) − f(W − h·e_i)) / (2h), with e_i = 1 at place i and 0 elsewhere.

    Example:
        With f(W) = W[0]²·W[1] + 3·W[1],
        numerical_gradient(f, [2, 1]) is [4, 7] up to rounding.
    """
    ### BEGIN SOLUTION
    W = np.array(W, dtype=float)
    pushes = h * np.eye(len(W))
    return np.array([(f(W + push) - f(W - push)) / (2 * h) for push in pushes])
    ### END SOLUTION


# %% check numerical_gradient points=3
def _f(W):
    return W[0] ** 2 * W[1] + 3 * W[1]


_W = np.array([2.0, 1.0])
_got = ask(numerical_gradient, _f, _W)
if not agree(_W, [2, 1]):
    fail(
        "numerical_gradient has changed W, the array that it was given. Push copies of "
        "it: np.array(W, dtype=float)."
    )
expect(
    "numerical_gradient(f, np.array([2.0, 1.0])), f as in the example",
    _got,
    [4, 7],
    rtol=1e-6,
)
expect(
    "numerical_gradient(f, [1], 0.5) for f(W) = W[0]³/4",
    ask(numerical_gradient, lambda W: W[0] ** 3 / 4, [1], 0.5),
    [0.8125],
    likely={"the slopes were stored as whole numbers, and so cut": [0]},
)
tick("numerical_gradient")
### BEGIN HIDDEN TESTS
_rng = draws(1607)


def _hills(A, b):
    def hills(W):
        W = np.asarray(W, dtype=float)
        return float(W @ A @ W + np.sum(np.exp(b * W)) + W[0] * W[-1] ** 2)

    return hills


for _size in (1, 2, 3, 6):
    _A = _rng.uniform(0.3, 1, (_size, _size))
    _b = _rng.uniform(0.4, 0.9, _size)
    _W = _rng.uniform(0.5, 1.5, _size) * _rng.choice([-1, 1], _size)
    _f = _hills(_A, _b)
    for _h in (0.3, 0.05):
        _want = [(_f(_W + _p) - _f(_W - _p)) / (2 * _h) for _p in _h * np.eye(_size)]
        _got = ask(numerical_gradient, _f, _W, _h)
        expect("numerical_gradient(f, W, h)", _got, _want, 1e-9, 1e-9)
        expect_kept("numerical_gradient(f, W, h)")
    _want = (_A + _A.T) @ _W + _b * np.exp(_b * _W)
    _want[0] += _W[-1] ** 2
    _want[-1] += 2 * _W[0] * _W[-1]
    _got = ask(numerical_gradient, _f, _W)
    expect("numerical_gradient(f, W)", _got, _want, rtol=1e-5, atol=1e-7)
    expect_kept("numerical_gradient(f, W)")
_f = _hills(np.eye(3), np.full(3, 0.5))
_W = _rng.integers(1, 4, 3)
_want = 2.0 * _W + 0.5 * np.exp(0.5 * _W)
_want[0] += _W[2] ** 2
_want[2] += 2 * _W[0] * _W[2]
for _kind in (_W, _W.tolist(), _W.astype(np.float32)):
    _got = ask(numerical_gradient, _f, _kind)
    expect("numerical_gradient, other numbers", _got, _want, rtol=1e-5, atol=1e-7)
### END HIDDEN TESTS

# %% [markdown]
# On paper the derivative is the limit $h \to 0$. So the smaller $h$, the better? Try it
# on $f(W) = e^{W[0]}$ at $W[0] = 1$, where the true slope is $e = 2.71828\ldots$ Before
# you run: which $h$ is best, $10^{-2}$, $10^{-5}$, $10^{-8}$ or $10^{-16}$?

# %%
# Nothing to do here: run it. Your central difference, and one with a single push.
needs((numerical_gradient, np.sum, np.ones(1)))


def relative_error(got):
    """How far a slope is from e, as a share of e; at least 1e-12, for the log axis."""
    return np.maximum(np.abs(np.asarray(got) / np.e - 1), 1e-12)


pushes = 10.0 ** np.arange(-1, -17.25, -0.25)
central = relative_error(
    [numerical_gradient(lambda W: np.exp(W[0]), [1.0], h)[0] for h in pushes]
)
single = relative_error([(np.exp(1 + h) - np.exp(1)) / h for h in pushes])
figure, axis = plt.subplots(figsize=(9, 3.6))
axis.loglog(pushes, single, "s--", color=ORANGE, ms=4, lw=1.2, label="One push")
axis.loglog(pushes, central, "o-", color=BLUE, ms=5, lw=1.4, label="Yours, two pushes")
axis.invert_xaxis()
axis.set(xlabel="h, smaller and smaller", ylabel="Relative error", ylim=(3e-13, 20))
axis.set_title("Smaller is better, until it is worse")
axis.text(5e-2, 1e-10, "error of the\nformula: h²", color=BLUE)
axis.text(2e-11, 4e-9, "rounding: 1/h", color="black")
axis.text(3e-16, 2.2, "1 + h = 1", ha="center", color="black")
axis.legend(loc="upper center")
show(
    figure,
    alt="Relative error of the slope against h on logarithmic axes, h falling to the "
    "right. With two pushes the error falls like h² to 1e-11 or less near h = 1e-5, "
    "then rises again like 1/h, and below 1e-16 it is 1: the slope comes out as 0. "
    "With one push it falls only like h, to about 1e-8 near h = 1e-8.",
)

# %% [markdown]
# The formula's own error falls like $h^2$. But a float64 has 16 digits: $f(W + h)$ and
# $f(W - h)$ agree in more and more of them, and their difference is made of what is
# left. Below $10^{-16}$ there is nothing left: $1 + h$ *is* 1, and the slope comes out
# as 0. So $h$ near $10^{-5}$ is a good choice for two pushes.
#
# ### Train a neuron with it
#
# Now all parts meet. Twenty students, one input, the hours each has studied; label 1
# means "passed". The neuron says $P = \sigma(w_0 + w_1 X_1)$, and its error is the mean
# cross-entropy of seminar 1.4:
#
# $$Error(w) = \frac{1}{|X|} \sum_{X} Error(X, w), \qquad
# w = \operatorname{argmin}\, Error(w)$$
#
# Here $|X|$ is the number of examples, 20. If the activation function $F$ is
# differentiable, so is $Error$, says the slide, and we may go down. (With the
# perceptron's step for $F$ we could not: its slope is 0 wherever it has one.) Now $w$
# is the vector of weights and `w[0]` the bias again. The sample is fixed, so $Error$ is
# a function of $w$ alone: just what `gd` and `numerical_gradient` want. It stands ready
# as `error(w)`.
#
# Start at $w = (0, 0)$: the neuron says 0.5 to everybody and pays $\log 2 = 0.693$ for
# each. Before you run: which is steeper at the start, a step in $w_0$ or a step in
# $w_1$, which is multiplied by the hours?

# %%
# Nothing to do here: run it. Your gd goes down Error(w), along your
# numerical_gradient. First a figure, then the same walk as a film.
needs((gd, lambda W: W, np.ones(2), 0.1, 1), (numerical_gradient, np.sum, np.ones(1)))


def slopes(w):
    """The gradient of the neuron's error, by your own function."""
    return numerical_gradient(error, w)


paths = {lam: np.asarray(gd(slopes, [0, 0], lam, 400)) for lam in (0.05, 0.6, 2.0)}
bias_axis, weight_axis = np.linspace(-5.5, 1.5, 71), np.linspace(-0.6, 2.4, 61)
landscape = np.array([[error((b, w)) for b in bias_axis] for w in weight_axis])
levels = [0.405, 0.42, 0.45, 0.5, 0.6, 0.8, 1.2, 2, 3]


def draw_landscape(axis):
    """Contours of Error(w), as a map."""
    axis.contour(bias_axis, weight_axis, landscape, levels, colors=SKY, linewidths=1)
    axis.set(xlabel="Bias w[0]", ylabel="Weight w[1]")


figure, (left, right) = plt.subplots(1, 2)
draw_landscape(left)
path = paths[0.6]
left.plot(path[:, 0], path[:, 1], ".-", color=GREEN, lw=1, ms=5)
for k in (0, 10, 50, 400):
    left.plot(*path[k], "s", color=GREEN, mec="black", ms=7)
    left.annotate(f"{k}", path[k], xytext=(6, 7), textcoords="offset points")
left.set_title("Map of Error(w), and 400 steps at λ = 0.6")
looks = {0.05: (BLUE, "-"), 0.6: (GREEN, "--"), 2.0: (RED, "-")}
for lam, (color, style) in looks.items():
    heights = [error(w) for w in paths[lam]]
    right.plot(heights, style, color=color, lw=1.6, label=f"λ = {lam}")
right.set(xlabel="Step k", ylabel="Error(w)", title="The error on the way down")
right.set_xscale("symlog", linthresh=1)
right.set_xticks([0, 1, 10, 100, 400], ["0", "1", "10", "100", "400"])
right.legend()
show(
    figure,
    alt="Left: contours of the neuron's error are a long, slanted ravine. The walk "
    "from (0, 0) first jumps up in w[1], then follows the ravine, and after 400 steps "
    "is near (−4, 1.5). Right: error against step. λ = 0.6 falls from 0.69 to 0.40; "
    "λ = 0.05 is slower; λ = 2 leaps up to 2.5, comes down, and swings above 0.42.",
)
best = paths[0.6][-1]
print(f"After 400 steps: w = ({best[0]:.2f}, {best[1]:.2f}), Error = {error(best):.4f}")
print(f"Even odds at {-best[0] / best[1]:.2f} hours of study")
print("Evaluations of Error for 400 steps:", 400 * 2 * 2)

# And as a film, press play: left the walk on the map, right what the neuron of that
# moment says about the students.
moments = [0, 1, 3, 9, 27, 75, 200, 400]
study = np.linspace(0, 6, 61)
quick = {"figure.constrained_layout.use": False}  # the margins are set here, once
with plt.rc_context(quick):
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3.3), dpi=72)
figure.subplots_adjust(left=0.1, right=0.98, bottom=0.17, top=0.9, wspace=0.24)
draw_landscape(left)
(trail,) = left.plot([], [], ".-", color=GREEN, lw=1, ms=5)
(dot,) = left.plot([], [], "s", color=GREEN, mec="black", ms=8)
right.plot(hours[passed == 1], passed[passed == 1], "o", color=ORANGE, label="Passed")
right.plot(hours[passed == 0], passed[passed == 0], "X", color=BLUE, label="Failed")
(curve,) = right.plot([], [], color=GREEN)
left.set_xticks(range(-5, 2))
right.set(xlabel="Hours of study", ylabel="P(passed)", ylim=(-0.08, 1.35))
right.set_yticks([0, 0.5, 1])
right.legend(loc="upper center", ncols=2)


def draw_moment(number):
    """Show the walk and the neuron after so many steps."""
    k = moments[number]
    walk = paths[0.6][: k + 1]
    trail.set_data(walk[:, 0], walk[:, 1])
    dot.set_data(walk[-1:, 0], walk[-1:, 1])
    curve.set_data(study, sigmoid(walk[-1, 0] + walk[-1, 1] * study))
    left.set_title(f"Step {k}")
    right.set_title(f"Error = {error(walk[-1]):.3f}")


film_alt = (
    "A film of the walk: while the point follows the ravine to (−4, 1.5), the "
    "neuron's flat line at 0.5 turns into an S-curve between the students who failed "
    "and those who passed."
)
with plt.rc_context(quick):
    animate(figure, draw_moment, len(moments), alt=film_alt, interval=500)

# %% [markdown]
# The ravine is no invention of section 4: here it is, in the first neuron that we
# train. The first step goes straight up in $w_1$. At the start the neuron says 0.5 to
# everybody, and just half of the students have passed: in the slope for $w_0$ the
# errors cancel. In the slope for $w_1$ each error is weighed with the hours, and the
# sum does not cancel. The long way along the bottom takes the rest.
#
# And look at $\lambda = 2$: on this landscape the curvature changes from place to
# place, and from direction to direction, as in the ravine. The largest of all is 2.7,
# at the start (border $2/2.7 = 0.75$): so with $\lambda = 0.6$ every step goes down.
# Near the minimum the largest is 1.1 (border 1.8). So $\lambda = 2$ cannot settle
# there, while $\lambda = 1.5$ would first leap up and settle after all. Try it, if you
# like.
#
# What did it cost? Each step asked for $Error$ $2D$ times, with $D$ weights. For two
# weights that is nothing, for a million weights it is two million passes through the
# data, for *one* step. Seminar 1.7 derives a formula that needs about as much work as
# two.
#
# ## 6. The bottom, or a bottom?
#
# The slide says $w = \operatorname{argmin} f(w)$ and "for all $w_0$". Read this as "you
# may start anywhere", not as "from anywhere you get to the argmin". The slope knows
# only what is under your feet, and the walk rests wherever the slope is 0, even exactly
# on the top of a hill.
#
# There is a kind of function where that is enough. $f$ is **convex** if no chord dips
# below the graph: for any two points $u$, $v$ and any share $0 \le t \le 1$
#
# $$f\bigl(t u + (1 - t) v\bigr) \le t f(u) + (1 - t) f(v)$$
#
# A convex function has no valley beside the lowest one: **every local minimum of it is
# a global one**. For if $f(v) < f(u)$, the chord from $u$ to $v$ falls all the way, and
# the graph is nowhere above it: as near to $u$ as you like there are lower points, so
# $u$ is not even a local minimum.
#
# Numbers: $f(w) = w^2$, $u = 0$, $v = 4$, $t = 0.25$. The point between
# is $0.25 \cdot 0 + 0.75 \cdot 4 = 3$, where $f = 9$; the chord there is at
# $0.25 \cdot 0 + 0.75 \cdot 16 = 12$, which is higher by 3.
#
# **Exercise `chord_gap` ({points}).** By how much does the chord lie above the graph?
#
# <details><summary>Hint</summary>
#
# Right side of the inequality minus left side. The left side calls `f` once, at the
# point in between.
#
# </details>


# %% solution chord_gap
def chord_gap(f, u, v, t):
    """How far the chord of f from u to v lies above the graph.

    Args:
        f: a function that takes a point and returns one number.
        u, v: two points. Two numbers, or two arrays of shape (D,). Neither is modified.
        t: the share of u, a number from 0 to 1.

    Returns:
        t·f(u) + (1 − t)·f(v) − f(t·u + (1 − t)·v), one number. A negative gap proves
        that f is not convex.

    Example:
        With f(w) = w², chord_gap(f, 0, 4, 0.25) is 3.
    """
    ### BEGIN SOLUTION
    return t * f(u) + (1 - t) * f(v) - f(t * u + (1 - t) * v)
    ### END SOLUTION


# %% check chord_gap points=2
expect(
    "chord_gap(f, 0, 4, 0.25) for f(w) = w²",
    ask(chord_gap, lambda w: w**2, 0.0, 4.0, 0.25),
    3,
)
expect(
    "chord_gap(f, −3, 1, 0.25) for f(w) = w³",
    ask(chord_gap, lambda w: w**3, -3.0, 1.0, 0.25),
    -6,
    likely={"this is the gap of w²; here f is another function": 3},
)
tick("chord_gap")
### BEGIN HIDDEN TESTS
_rng = draws(1608)


def _curve(a, b):
    return lambda w: float(np.sum(a * np.asarray(w) ** 2 + np.sin(b * np.asarray(w))))


for _size in (0, 0, 0, 1, 2, 5):
    _f = _curve(_rng.uniform(-1, 1), _rng.uniform(1, 2))
    _u, _v = _rng.uniform(-3, 0, _size or 1), _rng.uniform(1, 3, _size or 1)
    if not _size:
        _u, _v = float(_u[0]), float(_v[0])
    for _t in (0, 1, float(_rng.uniform(0.1, 0.4)), float(_rng.uniform(0.6, 0.9))):
        _want = _t * _f(_u) + (1 - _t) * _f(_v) - _f(_t * _u + (1 - _t) * _v)
        expect(
            "chord_gap(f, u, v, t)", ask(chord_gap, _f, _u, _v, _t), _want, 1e-8, 1e-9
        )
        expect_kept("chord_gap")
### END HIDDEN TESTS

# %%
# Nothing to do here: run it. Left, a function with two valleys and one chord. Right,
# your chord_gap for the neuron's two losses, between 400 random pairs of weights.
needs((chord_gap, lambda w: w, 0.0, 1.0, 0.5))
rng = np.random.default_rng(5)
pairs = rng.uniform([-8, -3], [8, 3], (400, 2, 2))
gaps = {
    "Cross-entropy": [float(chord_gap(error, u, v, 0.5)) for u, v in pairs],
    "L2": [float(chord_gap(error_l2, u, v, 0.5)) for u, v in pairs],
}
figure, (left, right) = plt.subplots(1, 2)
grid = np.linspace(-5, 3, 321)
left.plot(grid, valley(grid), color=BLUE)
ends = np.array([WIDE, NARROW])
left.plot(ends, valley(ends), "s--", color=RED, lw=1.4, label="A chord")
low = np.interp(HILL, ends, valley(ends))
arrow = {"arrowstyle": "<->", "color": RED, "lw": 1.6}
left.annotate("", (HILL, valley(HILL)), xytext=(HILL, low), arrowprops=arrow)
left.text(HILL, 0.75, "Gap < 0", ha="center")
left.text(WIDE, 0.25, "Wide", ha="center")
left.text(NARROW + 0.4, -0.8, "Narrow,\ndeeper")
left.set(xlabel="w", ylabel="f(w)", title="Two valleys", xlim=(-5, 4), ylim=(-1.1, 1.6))
left.legend(loc="upper center")
bins = np.arange(-0.3, 1.51, 0.1)
looks = {"Cross-entropy": (BLUE, ""), "L2": (ORANGE, "//")}
for name, (color, hatch) in looks.items():
    shown = np.clip(gaps[name], -0.29, 1.49)
    right.hist(
        shown, bins, color=color, hatch=hatch, ec="white", alpha=0.75, label=name
    )
right.axvline(0, color="black", linewidth=1.2)
right.set(xlabel="Chord gap (last bar: all that is larger)", ylabel="Pairs of weights")
right.set_title("The neuron's two losses")
right.legend(loc="upper right")
show(
    figure,
    alt="Left: a wide valley around −2 and a narrow, deeper one around 1.5, a hill "
    "between them; the chord between the two lowest points runs below the hill. Right: "
    "histograms of chord gaps. All gaps of the cross-entropy are positive, many "
    "gaps of L2 are negative.",
)
for name, values in gaps.items():
    print(f"{name:<22} smallest gap {min(values):+.1e}")

# %% [markdown]
# A negative gap *proves* that a function is not convex: L2 of a neuron with a sigmoid
# is not. 400 positive gaps prove nothing, but there is a proof. One example costs
# $\log(1 + e^{-r})$ or $\log(1 + e^{r})$. Both are convex in $r$: the second derivative
# of either is $\sigma(r)\,(1 - \sigma(r)) > 0$. And $r$ is a sum of weights times
# numbers, which keeps a convex function convex; so does the mean. So **the
# cross-entropy of one neuron is convex in its weights**: whatever minimum you find, it
# is the global one. (There need not be one: if the classes can be separated without a
# mistake, the error falls for ever while the weights grow.) Networks with hidden layers
# lose this gift.
#
# **Exercise `escape` ({points}).** In the left panel the narrow valley is the deeper
# one: it holds the global minimum. Somebody says: "I start to the right of the hill, in
# the valley of the global minimum. If gradient descent comes to rest at all, it comes
# to rest there." Refute it with one pair: a start $w_0$ to the right of the hill (that
# is $w_0 > 0.6$), and a step size $\lambda > 0$, for which gradient descent on `valley`
# comes to rest in the *wide* valley.
#
# | valley | lowest point | curvature there |
# |---|---|---|
# | wide | −2.00 | 0.2 |
# | narrow | 1.46 | 15.8 |
#
# <details><summary>Hint</summary>
#
# Which steps can each of the two valleys bear? `lam_max` knows. You may try pairs with
# `gd_1d(valley_slope, w0, lam, 500)[-1]` in a cell of your own.
#
# </details>

# %% solution escape
# escape = (w0, lam): a start to the right of the hill, and a step size.
### BEGIN SOLUTION
escape = (1.0, 1.0)
### END SOLUTION

# %% check escape points=2
_given = escape
_pair = attempt(lambda: np.asarray(_given, dtype=float))
if _pair is None or _pair.shape != (2,) or not np.isfinite(_pair).all():
    fail("escape must be a pair of numbers, (w0, lam).")
_w0, _lam = _pair.tolist()
if _lam <= 0:
    fail(f"The step size must be positive, got {_lam:.6g} (order: w0, lam).")
if _w0 <= 0.6:
    fail(
        f"The start {_w0:.6g} is not to the right of the hill; the claim speaks of "
        "w0 > 0.6 (order: w0, lam)."
    )
_w, _steps = _w0, 0
while _steps < 2000 and abs(_w) < 1e6:
    _w, _steps = _w - _lam * float(valley_slope(_w)), _steps + 1
if abs(_w) >= 1e6:
    fail(
        f"With λ = {_lam:.6g} the walk flies off. It must come to rest in the wide "
        "valley: which λ can that one bear?"
    )
if abs(_w - NARROW) <= 1e-2:
    fail(
        f"This walk comes to rest at {_w:.4g}, in the narrow valley. "
        "The claim holds here."
    )
if abs(_w - WIDE) >= 1e-2:
    fail(
        f"After 2000 steps this walk is at {_w:.4g} and has not come to rest in a "
        "valley."
    )
tick("escape")

# %%
# Nothing to do here: run it. Each dot is one walk of 500 steps: across, its start;
# upwards, its λ. Your gd walks from all starts at once, one entry of W for each.
needs((gd, lambda W: W, np.ones(2), 0.1, 1))
starts, sizes = np.linspace(-4.45, 3, 61), np.geomspace(0.04, 12, 21)
ends = np.array([np.asarray(gd(valley_slope, starts, lam, 500))[-1] for lam in sizes])
kinds = [
    (abs(ends - WIDE) < 0.1, SKY, "s", "ends in the wide valley"),
    (abs(ends - NARROW) < 0.1, RED, "^", "ends in the narrow valley"),
]
rest = ~(kinds[0][0] | kinds[1][0])
kinds.append((rest, GREY, "x", "at rest in neither"))
figure, (top, bottom) = plt.subplots(
    2, 1, figsize=(9, 5.6), sharex=True, height_ratios=[1, 2.4]
)
top.plot(grid, valley(grid), color=BLUE)
top.set(ylabel="f(w)", ylim=(-1.1, 1.6))
for chosen, color, marker, label in kinds:
    rows, columns = np.nonzero(chosen)
    bottom.plot(starts[columns], sizes[rows], marker, color=color, ms=4, label=label)
bottom.axhline(2 / 15.8, color="black", ls="--", lw=1.2)
bottom.text(3.15, 2 / 15.8, "border of the\nnarrow valley", va="center", fontsize=10)
bottom.axhline(10, color="black", ls="--", lw=1.2)
bottom.text(3.15, 10, "border of the\nwide valley", va="center", fontsize=10)
bottom.axvline(HILL, color="black", lw=1)
bottom.set_yscale("log")
bottom.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
bottom.set(xlabel="Start (the vertical line is the hill)", ylabel="Step size λ")
figure.legend(*bottom.get_legend_handles_labels(), loc="outside lower center", ncols=3)
show(
    figure,
    alt="Above: the function with two valleys. Below: a map of starts and step sizes. "
    "For λ below 0.13 walks from the right of the hill end in the narrow valley and "
    "walks from the left in the wide one. Just above, walks from the right rest in "
    "neither. From λ = 0.4 up to 10 nearly all end in the wide valley, wherever they "
    "start; above 10 none comes to rest.",
)

# %% [markdown]
# Below the lower border the hill decides: each walk ends in the valley where it
# started. Above it the narrow valley cannot hold anybody, although it is the deeper
# one. First the walks swing about in it for ever; with a larger $\lambda$ they are
# thrown over the hill, and the wide valley keeps them. Large steps prefer *wide*
# minima. What this means for large networks is a question of current research.
#
# ## 7. In your own words
#
# **Question ({points}, read by a person).** Somebody trains one weight near a minimum
# at $w = 0$, with $\lambda = 0.1$, and prints $w$ after each step: 0.5, −0.7, 0.98,
# −1.372. "Gradient descent goes against the slope, so every step must lower $f$," he
# says. "There is a bug in my derivative." The derivative is right. Explain in two to
# three sentences what happens, and compute from these numbers, treating $f$ as a
# parabola: the curvature $a$, for which $\lambda$ the walk converges, and which
# $\lambda$ needs a single step.

# %% manual overshoot [markdown] points=2
# The negative slope says in which *direction* $f$ falls, and this holds for a short
# enough step only. Here each step goes past the minimum and lands on the other side,
# further away and higher than before; there the slope is larger still, so the next step
# is longer, and the walk diverges.
#
# Each $w$ is $-1.4$ times the one before, so $q = 1 - 0.1\, a = -1.4$ and $a = 24$. The
# walk converges for $0 < \lambda < 2/24 \approx 0.083$, and with
# $\lambda = 1/24 \approx 0.042$ it arrives in one step.
#
# *Grading: 1 point for overshooting: the direction is right, the step is too long, and
# the steps grow with the slope; 1 point for $q = -1.4$, $a = 24$ and both values of
# $\lambda$ (one slip in the arithmetic is forgiven).*

# %%
# Nothing to do here: run it to see which of your answers pass their visible checks.
progress()

# %% [markdown]
# ## What you have earned
#
# The lecture says: *if $F$ is differentiable, then so are $Y$ and $Error$, and gradient
# descent can be used to find the weights.* Now you know what stands between the words:
# **with a step small enough for the steepest curvature on the way, every step goes
# down, from any start; and for the cross-entropy of one neuron, a minimum that it
# reaches is the minimum.**
#
# | you want | you write |
# |---|---|
# | one step down | $W_{k+1} = W_k - \lambda\, \nabla f(W_k)$ |
# | the walk on $a w^2 / 2$ | $w_k = (1 - \lambda a)^k\, w_0$ |
# | steps that converge there | $0 < \lambda < 2/a$; one step at $\lambda = 1/a$ |
# | steps that converge in a bowl | $0 < \lambda < 2/a$ for the largest $a$ |
# | a slope without a formula | $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$ |
# | a proof that $f$ is not convex | one chord that dips below the graph |
#
# **Next, `l1_7_logistic_regression`:** two evaluations for each weight and each step
# are too many. The chain rule gives the whole gradient of $Error$ at once, your
# `numerical_gradient` becomes its judge, and the same descent trains a classifier on
# real data.
