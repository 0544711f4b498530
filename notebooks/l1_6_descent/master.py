# %% [markdown]
# # Seminar 1.6. Gradient descent
#
# Follows the lecture slides "Optimisation" and "Gradient descent". {time}, {points}.
#
# Seminar 1.5 earned a floor: on average the cross-entropy cannot fall below
# $H(L \mid X)$. Here you build the machine that goes down towards it: look at the
# slope, take a step, repeat.
#
# After this seminar you can
#
# 1. write gradient descent for one weight and for many;
# 2. say, before you run it, for which step $\lambda$ it arrives, swings for ever or
#    flies off, and derive why;
# 3. train a neuron without a single derived formula, and tell when the minimum that you
#    find is *the* minimum.
#
# <details><summary>How to work</summary>
#
# Go from top to bottom and run every cell (Shift + Enter). Where a cell says
# `raise NotImplementedError()`, put your own code in place of that line. The cell below
# it checks your answer: a tick, or a message that says what is off (in the last lines
# of an error). `NotImplementedError` means: still open. After you hand in, the same
# functions are also called with other numbers. `log` is the natural logarithm
# throughout.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.
#
# </details>
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
# Where are you after 20 steps, if $\lambda$ is 0.1, 0.4, 0.5 or 0.6? Guess before you
# read on; nobody grades it.

# %%
# Your guesses: for each step λ, in place of None, the place w after 20 steps.
my_guess = {0.1: None, 0.4: None, 0.5: None, 0.6: None}

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup ground
# Nothing to do here: run it. It holds, for later: twenty students and the error of a
# neuron (section 5), the gap of a chord and a function with two valleys (section 6), a
# helper of the checks.
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


def chord_gap(f, u, v, t):
    """How far the chord of f from u to v lies above the graph; t is the share of u."""
    return t * f(u) + (1 - t) * f(v) - f(t * u + (1 - t) * v)


def expect_path(what, got, want):
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
    expect(what, got, want, atol=1e-12)


# %% [markdown]
# ## 2. One weight
#
# Follow the numbers for $\lambda = 0.1$. At $w = 3$ the slope is 12. It is positive:
# uphill is to the right, so go left.
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
# Here $\lambda > 0$ is the *step size*, or *learning rate* (in code `lam`; seminar 1.1
# wrote `lr`), and $w_k$ is where you stand after $k$ steps.
#
# <details><summary>What the index counts</summary>
#
# In this formula it counts **steps**: $w_0$ is the start. Elsewhere in the course it
# counts weights, and $w_0$ is the bias. (The slide counts steps with $i$; here $i$ will
# count entries.) Below, where there are several weights, step $k$ is $W_k$, and the
# weights of one $W$ are written `W[0]`, `W[1]`, as in Python.
#
# </details>
#
# As a function, which returns the whole path. Its argument `df` is the derivative:
# `df(2.0)` is the slope at 2.


# %%
def gd_1d(df, w0, lam, steps):
    """Gradient descent for one number: the path w₀, w₁, …, of steps + 1 points."""
    path = [float(w0)]
    for _ in range(steps):
        path.append(path[-1] - lam * df(path[-1]))
    return np.array(path)


print(gd_1d(lambda w: 4 * w, 3, 0.1, 3))


# %%
# Run and look. Left, two walks. Right, how far from the bottom all four are, on a log
# axis; the crosses near step 20 are your guesses.
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
beside = dict(zip(looks, (18.8, 19.6, 20.4, 21.2), strict=True))
for lam, (color, marker) in looks.items():
    walk = np.asarray(gd_1d(slope_4w, 3.0, lam, 20))
    style = {"markersize": 10, "mfc": "none"} if lam == 0.4 else {"markersize": 5}
    right.semilogy(np.abs(walk), marker, color=color, **style)
    name = "λ = 0.1\nand 0.4" if lam < 0.5 else f"λ = {lam}"
    if lam != 0.1:
        right.text(22, abs(walk[-1]), name, color="black", va="center")
    if my_guess[lam] is not None:
        guess = np.clip(abs(my_guess[lam]), 1e-5, 2e4)  # kept inside the axes
        right.plot(beside[lam], guess, "X", color=color, mec="black", ms=9)
right.plot([], [], "X", color="white", mec="black", label="Your guess, |w|")
right.set(xlabel="Step k", ylabel="Distance |w|", title="How far from the bottom")
right.set(xlim=(-0.6, 27), ylim=(1e-5, 2e4), xticks=range(0, 21, 5))
right.legend(loc="upper left")
show(
    figure,
    alt="Left: on the parabola 2w² the walk with λ = 0.1 comes down on one side, the "
    "walk with λ = 0.4 jumps from side to side. Right: distances from the bottom on a "
    "logarithmic axis. λ = 0.1 and λ = 0.4 fall along one and the same straight line, "
    "λ = 0.5 stays at 3 for ever, λ = 0.6 rises to 2500 in 20 steps.",
)
for lam, guess in my_guess.items():
    said = "no guess" if guess is None else f"you said {guess:g}"
    walk = np.asarray(gd_1d(slope_4w, 3.0, lam, 20))
    print(f"λ = {lam}: w = {walk[-1]:.6g} ({said})")

# %% [markdown]
# Four times $\lambda$, and not one step faster: 0.1 and 0.4 share one line. A bit more,
# and you never arrive; a bit more again, and you fly out of the valley. And all four
# are *straight* on the log axis: each step multiplies by the same number. Let us find
# that number.
#
# ## 3. Why: the walk on a parabola
#
# Take any parabola $f(w) = \dfrac{a w^2}{2}$ with $a > 0$. The number $a$ is its
# *curvature*, the second derivative; for $2w^2$ it is $a = 4$. In the table
# $1.8 / 3 = 1.08 / 1.8 = 0.6$. For $\lambda = 0.4$ the path is 3, −1.8, 1.08, …, and
# each quotient is −0.6.
#
# **Step 1, `factor` ({points}).** Find $f'(w)$ with pen and paper, put it into the rule
# $w_{k+1} = w_k - \lambda f'(w_k)$, and factor out $w_k$: $w_{k+1} = q \cdot w_k$. What
# is $q$?
#
# <details><summary>Hint</summary>
#
# The derivative of $w^2$ is $2w$, and $f(w)$ has an $a$ above the line and a 2 below
# it. For $a = 4$ the slope must come out as $4w$. The rule then reads: "one $w$ minus
# so many $w$".
#
# </details>


# %% solution factor called="What one step multiplies by"
def factor(a, lam):
    """Step 1: the number q by which each step on a·w²/2 multiplies w.

    Args:
        a, lam: the curvature and the step size λ, positive numbers.

    Returns:
        q, one number. It may be negative.

    Example:
        factor(4, 0.1) is 0.6.
    """
    ### BEGIN SOLUTION
    return 1 - lam * a
    ### END SOLUTION


# %% check factor points=3
for _a, _lam, _want in [
    (4, 0.1, 0.6),
    (4, 0.4, -0.6),
    (2, 0.4, 0.2),
    (3, 0.9, -1.7),
    (0.75, 0.123, 0.90775),
]:
    expect(f"factor({_a}, {_lam})", ask(factor, _a, _lam), _want)
tick("factor")
### BEGIN HIDDEN TESTS
for _a, _lam in draws(1603).uniform([0.3, 0.05], [6, 0.9], (12, 2)).tolist():
    _got = ask(factor, _a, _lam)
    expect("factor(a, lam)", _got, 1 - _lam * _a, rtol=1e-8, atol=1e-12)
expect("factor(1, 1)", ask(factor, 1, 1), 0, atol=1e-12)
### END HIDDEN TESTS

# %% [markdown]
# After $k$ steps $w_k = q^k\, w_0$. The whole fate of the walk is in $q$: the powers
# $q^k$ go to 0 exactly if $-1 < q < 1$.
#
# **Step 2, `lam_max` ({points}).** From any start $w_0$ the walk goes to 0 exactly if
# $0 < \lambda < \lambda_{\max}$. What is $\lambda_{\max}$? (What follows correctly from
# a wrong step 1 counts.)
#
# <details><summary>Hint</summary>
#
# $q < 1$ holds for every $\lambda > 0$. Put your $q$ into $-1 < q$ and solve for
# $\lambda$. Check with the figure: there $a = 4$, and $\lambda = 0.5$ is the border.
#
# </details>
#
# <details><summary>All lines of the derivation, to compare with yours</summary>
#
# $$f'(w) = a w, \qquad w_{k+1} = w_k - \lambda a w_k = (1 - \lambda a)\, w_k, \qquad
# w_k = (1 - \lambda a)^k\, w_0$$
#
# </details>


# %% solution lam_max called="The largest step that works"
def lam_max(a):
    """Step 2: the border of the step size; the walk on a·w²/2 converges below it.

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


# %% check lam_max points=3
def _border(a):
    """Where your own factor, if it is a line in λ, comes down to −1."""
    start, middle, end = (float(factor(a, lam)) for lam in (0.0, 0.5, 1.0))
    border = (start + 1) / (start - end)
    is_line = agree(2 * middle, start + end, atol=1e-12)
    return border if is_line and border > 0 else None


_right = True
for _a, _want in [(5, 0.4), (4, 0.5), (3, 2 / 3), (0.5, 4)]:
    _own = own("factor", _border, _a)
    _got = ask(lam_max, _a)
    expect(f"lam_max({_a})", _got, _want, follows=_own)
    _right = _right and agree(_got, _want)
_own = own("factor", _border, 8)
promised("lam_max(a)", lam_max, (8,), 0.25, a="integer", follows=_own)
if _right:
    tick("lam_max")
### BEGIN HIDDEN TESTS
_rng = draws(1605)
for _a in _rng.uniform(0.2, 9, 12).tolist():
    _own = own("factor", _border, _a)
    expect("lam_max(a)", ask(lam_max, _a), 2 / _a, rtol=1e-8, follows=_own)
for _a in (1, 3, int(_rng.integers(4, 99))):
    _own = own("factor", _border, _a)
    promised("lam_max(a)", lam_max, (_a,), 2 / _a, a="integer", follows=_own)
### END HIDDEN TESTS


# %%
# Run it, then move the slider (it needs a running notebook). Dots: gd_1d, step by step.
# Crosses: 3 times your factor to the power k.
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
        bottom.plot(steps, 3 * q**steps, "x", color="black", ms=5)
        bottom.set(xlabel="Step k", ylim=(-7.5, 7.5), xticks=range(0, 9, 2))
    axes[0, 0].set_ylabel("f(w) = 2w²")
    axes[1, 0].set_ylabel("w after k steps")
    show(figure, alt)


needs((factor, 1.0, 0.1))
plot_lambda(
    [0.05, 0.25, 0.4, 0.5, 0.54],
    alt="Five columns for the curvature 4. λ = 0.05 comes down on one side. λ = 0.25 "
    "is at the bottom after one step. λ = 0.4 jumps from side to side and comes in. "
    "λ = 0.5 swings between 3 and −3 for ever. λ = 0.54 swings out further with every "
    "step. The points of the formula lie on those of the walk.",
)
explore(
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
# bottom is no fault; only landing further away is.
#
# No real loss is a parabola. But near a minimum $w^*$ with $f''(w^*) > 0$ every smooth
# $f$ looks like one, with the curvature $a = f''(w^*)$. So for walks that start close
# to it the border is $2 / f''(w^*)$.
#
# <details><summary>And far from a minimum? Two more lines of proof</summary>
#
# Let $a$ be a number that $f''$ nowhere exceeds. Then the graph of $f$ nowhere bends up
# more than a parabola with the curvature $a$. So it lies nowhere above the one that
# touches it at $w_k$:
#
# $$f(w) \le f(w_k) + f'(w_k)\,(w - w_k) + \frac{a}{2}\,(w - w_k)^2$$
#
# At the next point $w - w_k = -\lambda f'(w_k)$, and that gives
#
# $$f(w_{k+1}) \le f(w_k) - \lambda \left(1 - \frac{\lambda a}{2}\right) f'(w_k)^2$$
#
# With $0 < \lambda < 2/a$ the bracket is positive: every step goes down, wherever you
# start, as long as there is a slope. For many weights the same holds with $a$ for the
# largest curvature of all, and $|\nabla f|^2$ in place of $f'^2$.
#
# </details>
#
# ## 4. Many weights
#
# A neuron has $N$ weights and a bias. Put all of them into one vector $W$ with
# $D = N + 1$ entries, and push each entry alone: how fast does $f$ grow? These $D$
# slopes, the *partial derivatives*, form the **gradient** $\nabla f(W)$, again a vector
# with $D$ entries. It points where $f$ grows fastest, and the rule stays:
#
# $$W_{k+1} = W_k - \lambda\, \nabla f(W_k)$$
#
# <details><summary>Why it points there</summary>
#
# A short step $d$ changes $f$ by about $\nabla f(W) \cdot d$, and among all steps of
# one length this product is largest for the one along $\nabla f(W)$.
#
# </details>
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


# %% solution gd called="Gradient descent"
def gd(grad, W0, lam, steps):
    """Gradient descent for a function of D numbers.

    Args:
        grad: the gradient ∇f, a function. It takes and returns an array of shape (D,).
        W0: the start, shape (D,). A list or an array, also of integers or float32. It
            is not modified.
        lam: the step size λ, a positive number.
        steps: the number of steps, an integer, 0 or more, perhaps thousands.

    Returns:
        The path, a float64 array of shape (steps + 1, D). Row k is W_k.

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


# %% check gd points=4
def _grad(W):
    return np.array([2 * W[0] + W[1], W[0] + 4 * W[1]])


_want = [[2, 1], [1.5, 0.4], [1.16, 0.09]]
expect_path(
    "gd(grad, [2, 1], 0.1, 2), grad as in the example",
    ask(gd, _grad, [2, 1], 0.1, 2),
    _want,
)
expect_path(
    "gd(grad, [400, 200, 800], 0.25, 1) for grad(W) = W/3",
    ask(gd, lambda W: W / 3, [400, 200, 800], 0.25, 1),
    [[400, 200, 800], [1100 / 3, 550 / 3, 2200 / 3]],
)
expect_path(
    "gd(grad, [3, −6], 7, 2) for grad(W) = W/3, which flies off",
    ask(gd, lambda W: W / 3, [3, -6], 7, 2),
    [[3, -6], [-4, 8], [16 / 3, -32 / 3]],
)
expect_path(
    "gd(grad, [0, 0], 0.1, 2), grad as in the example",
    ask(gd, _grad, [0, 0], 0.1, 2),
    [[0, 0], [0, 0], [0, 0]],
)
promised(
    "gd(grad, W0, lam, steps)",
    gd,
    (_grad, [2.0, 1.0], 0.1, 2),
    _want,
    atol=1e-12,
    W0="list array integer float32 kept",
    returns="array float64",
)
promised(
    "gd(grad, W0, lam, steps)", gd, (_grad, [2.0, 1.0], 0.1, 0), [[2, 1]], steps="zeros"
)
expect_path(
    "gd(grad, [3], 0.01, 1000) for grad(W) = W",
    ask(gd, lambda W: W, [3], 0.01, 1000),
    3 * 0.99 ** np.arange(1001)[:, None],
)
tick("gd")
### BEGIN HIDDEN TESTS
_rng = draws(1606)


def _bowl(A, b):
    return lambda W: A @ W + b


def _walk(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * grad(path[-1]))
    return np.array(path)


def _case(size, steps):
    """A slanted bowl, a start on any side of it, and a step size."""
    A = np.diag(_rng.uniform(0.8, 2.5, size)) + _rng.uniform(0.2, 0.5, (size, size))
    grad = _bowl((A + A.T) / 2, _rng.uniform(0.5, 1.5, size))
    W0 = _rng.uniform(1, 3, size) * _rng.choice([-1, 1], size)
    return grad, W0, float(_rng.uniform(0.1, 0.3)), steps


promised(
    "gd(grad, W0, lam, steps)",
    gd,
    _case,
    _walk,
    atol=1e-12,
    over=[(1, 4), (2, 7), (3, 6), (5, 9), (6, 1)],
    W0="list array integer float32 kept",
    returns="array float64",
)
promised("gd(grad, W0, lam, steps)", gd, _case(4, 0), _walk, steps="zeros")
_args = (_bowl(np.diag([2.0, 0.1]), 0.3), [2.0, 5.0], 0.3, 1000)
promised("gd(grad, W0, lam, steps)", gd, _args, _walk, atol=1e-12, steps="thousand")
_a = _rng.uniform(1, 4, 3)
_got = ask(gd, _bowl(np.diag(_a), 0), np.array([2, -1, 3]), 2 / _a.max(), 4)
_want = (1 - 2 * _a / _a.max()) ** np.arange(5)[:, None] * [2, -1, 3]
expect_path("gd at λ = 2/a, a start of integers", _got, _want)
_got = ask(gd, _bowl(np.diag(_a), 0), np.array([2.0, -1.0, 3.0]), 2.5 / _a.min(), 9)
_want = (1 - 2.5 * _a / _a.min()) ** np.arange(10)[:, None] * [2, -1, 3]
expect_path("gd beyond λ = 2/a", _got, _want)
### END HIDDEN TESTS

# %% [markdown]
# ### The ravine
#
# A bowl with two curvatures: $f(W) = \dfrac{1 \cdot W[0]^2 + 10 \cdot W[1]^2}{2}$. It
# is flat along `W[0]` and steep along `W[1]`; from above its contours are long
# ellipses, a ravine. Its gradient is $(1 \cdot W[0],\ 10 \cdot W[1])$, so each entry
# walks on a parabola of its own, but both have to share one $\lambda$.
#
# Before you run: $\lambda = 0.05$, $0.18$ or $0.203$. Which walk comes closest to the
# middle in 25 steps? And which entry holds each of them back?

# %%
# Run and look. Contours of the bowl, and 25 steps of your gd.
needs((gd, lambda W: W, np.ones(2), 0.1, 1))
curvatures = np.array([1.0, 10.0])
across, up = np.meshgrid(np.linspace(-4, 10, 141), np.linspace(-4, 4, 81))
height = (curvatures[0] * across**2 + curvatures[1] * up**2) / 2
figure, axes = plt.subplots(1, 3, figsize=(11, 3.8), sharey=True)
looks = [(0.05, BLUE, "o"), (0.18, GREEN, "s"), (0.203, RED, "^")]
for axis, (lam, color, marker) in zip(axes, looks, strict=True):
    walk = np.asarray(gd(lambda W: curvatures * W, [9.0, 1.5], lam, 25))
    end = float(curvatures @ walk[-1] ** 2) / 2
    lines = axis.contour(across, up, height, [5, 20, 60], colors=SKY, linewidths=1)
    if axis is axes[0]:
        axis.clabel(lines, fontsize=9, fmt="f = %g")
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
# rules.
#
# Another bowl, to answer before you unfold: the curvatures are 1 and 20. Is the border
# $\lambda < 0.05$, $\lambda < 0.1$, $\lambda < 0.19$ or $\lambda < 2$?
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
# Descent needs a gradient. Where from? Push one entry of $W$ a little to both sides and
# see how $f$ answers. This is the *central difference*:
#
# $$\frac{\partial f}{\partial W[i]} \approx
# \frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$$
#
# Here $h$ is a small number, and $e_i$ is the vector with 1 at place $i$ and 0
# elsewhere.
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


# %% solution numerical_gradient called="The gradient by differences"
def numerical_gradient(f, W, h=1e-5):
    """The gradient of f at W by central differences.

    Args:
        f: a function that takes an array of shape (D,) and returns one number.
        W: the point, shape (D,). A list or an array, also of integers or float32. It is
            not modified.
        h: how far an entry is pushed to each side, a positive number.

    Returns:
        A float64 array of shape (D,). Its entry i is
        (f(W + h·e_i) − f(W − h·e_i)) / (2h). Six digits are wanted, for h ≥ 1e-5.

    Example:
        With f(W) = W[0]²·W[1] + 3·W[1], numerical_gradient(f, [2, 1]) is about [4, 7].
    """
    ### BEGIN SOLUTION
    W = np.array(W, dtype=float)
    pushes = h * np.eye(len(W))
    return np.array([(f(W + push) - f(W - push)) / (2 * h) for push in pushes])
    ### END SOLUTION


# %% check numerical_gradient points=4
def _f(W):
    return W[0] ** 2 * W[1] + 3 * W[1]


expect(
    "numerical_gradient(f, [2], 0.5) for f(W) = W[0]⁵",
    ask(numerical_gradient, lambda W: (W**5)[0], [2], 0.5),
    [90.0625],
)
expect(
    "numerical_gradient(f, [2.0, 1.0]), f as in the example",
    ask(numerical_gradient, _f, [2.0, 1.0]),
    [4, 7],
    rtol=1e-6,
)
expect(
    "numerical_gradient(f, [1, 2, −3], 0.5) for f(W) = W[0]·W[1]³/3 + W[2]²/7",
    ask(
        numerical_gradient,
        lambda W: W[0] * W[1] ** 3 / 3 + W[2] ** 2 / 7,
        [1, 2, -3],
        0.5,
    ),
    [8 / 3, 12.25 / 3, -6 / 7],
)
promised(
    "numerical_gradient(f, W, h)",
    numerical_gradient,
    (_f, [2.0, 1.0], 1e-3),
    [4, 7],
    rtol=1e-6,
    W="list array integer float32 kept",
    returns="array float64",
)
tick("numerical_gradient")
### BEGIN HIDDEN TESTS
_rng = draws(1607)


def _hills(A, b):
    def hills(W):
        return float(W.dot(A @ W) + np.sum(np.exp(b * W)) + W[0] * W[-1] ** 2)

    return hills


def _central(f, W, h):
    return np.array([(f(W + p) - f(W - p)) / (2 * h) for p in h * np.eye(len(W))])


def _case(size, h):
    """A hilly function, and a point away from 0."""
    f = _hills(_rng.uniform(0.3, 1, (size, size)), _rng.uniform(0.4, 0.9, size))
    return f, _rng.uniform(0.5, 1.5, size) * _rng.choice([-1, 1], size), h


promised(
    "numerical_gradient(f, W, h)",
    numerical_gradient,
    _case,
    _central,
    rtol=1e-8,
    atol=1e-8,
    over=[(1, 0.3), (2, 0.05), (3, 0.7), (6, 0.3), (1, 2.0), (3, 2.0)],
    W="list array integer float32 kept",
    returns="array float64",
)
for _size in (1, 2, 4):
    _A, _b = _rng.uniform(0.3, 1, (_size, _size)), _rng.uniform(0.4, 0.9, _size)
    _W = _rng.uniform(0.5, 1.5, _size) * _rng.choice([-1, 1], _size)
    _W[0] = 0 if _size == 2 else _W[0]
    _want = (_A + _A.T) @ _W + _b * np.exp(_b * _W)
    _want[0] += _W[-1] ** 2
    _want[-1] += 2 * _W[0] * _W[-1]
    _got = ask(numerical_gradient, _hills(_A, _b), _W)
    expect("numerical_gradient(f, W)", _got, _want, rtol=1e-6, atol=1e-7)
### END HIDDEN TESTS

# %% [markdown]
# On paper the derivative is the limit $h \to 0$. So the smaller $h$, the better? Try it
# on $f(W) = e^{W[0]}$ at $W[0] = 1$, where the true slope is $e$. Before you run: which
# $h$ is best, $10^{-2}$, $10^{-5}$, $10^{-8}$ or $10^{-16}$?

# %%
# Run and look. Your central difference, and one with a single push.
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
# left. Below $10^{-16}$ nothing is left: $1 + h$ *is* 1. So $h$ near $10^{-5}$ is a
# good choice for two pushes.
#
# ### Train a neuron with it
#
# Now all parts meet. Twenty students, one input, the hours each has studied; label 1
# means "passed". The neuron says $Y = \sigma(w_0 + w_1 X_1)$, `w[0]` is the bias again,
# and the error is the mean cross-entropy of seminar 1.4:
#
# $$Error(w) = \frac{1}{|X|} \sum_{X} Error(X, w), \qquad
# w = \operatorname{argmin}\, Error(w)$$
#
# The sample of $|X| = 20$ is fixed, so $Error$ is a function of $w$ alone: just what
# `gd` and `numerical_gradient` want. It stands ready as `error(w)`.
#
# <details><summary>What the slide asks of the activation function</summary>
#
# If $F$ is differentiable, so is $Error$, says the slide, and we may go down. With the
# perceptron's step for $F$ we could not: its slope is 0 wherever it has one.
#
# </details>
#
# Start at $w = (0, 0)$: the neuron says 0.5 to everybody. Before you run: which is
# steeper there, a step in $w_0$ or a step in $w_1$, which is multiplied by the hours?

# %%
# Run and look. Your gd goes down Error(w), along your numerical_gradient. First a
# figure, then the same walk as a film: press play.
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
    lines = axis.contour(
        bias_axis, weight_axis, landscape, levels, colors=SKY, linewidths=1
    )
    axis.clabel(lines, [0.42, 0.5, 0.8, 2], fontsize=8, fmt="%g")
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
right.set(xlabel="Step k (log axis from 1 on)", ylabel="Error(w)")
right.set_title("The error on the way down")
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

moments = [0, 1, 3, 9, 27, 75, 200, 400]
study = np.linspace(0, 6, 61)
quick = {"figure.constrained_layout.use": False}  # the margins are set here, once
with plt.rc_context(quick):
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3.3), dpi=72)
figure.subplots_adjust(left=0.1, right=0.98, bottom=0.17, top=0.9, wspace=0.24)
draw_landscape(left)
(trail,) = left.plot([], [], ".-", color=GREEN, lw=1, ms=5)
(dot,) = left.plot([], [], "s", color=GREEN, mec="black", ms=8)
right.plot(hours[passed == 1], passed[passed == 1], "^", color=ORANGE, label="Passed")
right.plot(hours[passed == 0], passed[passed == 0], "o", color=BLUE, label="Failed")
(curve,) = right.plot([], [], color=GREEN)
left.set_xticks(range(-5, 2))
right.set(xlabel="Hours of study", ylabel="Output Y", ylim=(-0.08, 1.35))
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
# The ravine is no invention: here it is, in the first neuron that we train. The first
# step goes straight up in $w_1$. At the start just half of the students have passed: in
# the slope for $w_0$ the errors cancel. In the slope for $w_1$ each error is weighed
# with the hours, and the sum does not cancel. The long way along the bottom takes the
# rest.
#
# <details><summary>Why λ = 2 does not settle</summary>
#
# On this landscape the curvature changes from place to place and, as in the ravine,
# from direction to direction. The largest of all (given here, without the computation)
# is 2.7, at the start (border $2/2.7 = 0.75$): so with $\lambda = 0.6$ every step goes
# down. Near the minimum the largest is 1.1 (border 1.8). So $\lambda = 2$ cannot settle
# there, while $\lambda = 1.5$ would first leap up and settle after all. Try it, if you
# like.
#
# </details>
#
# What did it cost? Each step asked for $Error$ $2D$ times, with $D$ weights: for a
# million weights two million passes through the data, for *one* step. Seminar 1.7
# derives a formula that needs about as much work as two passes.
#
# ## 6. The bottom, or a bottom?
#
# The slide says "for all $w_0$": you may *start* anywhere. It does not say that you get
# to the argmin: the walk rests wherever the slope is 0.
#
# There is a kind of function where that is enough. $f$ is **convex** if no chord dips
# below the graph: for any two points $u$, $v$ and any share $0 \le t \le 1$
#
# $$f\bigl(t u + (1 - t) v\bigr) \le t f(u) + (1 - t) f(v)$$
#
# **Every local minimum of a convex function is a global one.**
#
# <details><summary>Why, and an example with numbers</summary>
#
# If $f(v) < f(u)$, the chord from $u$ to $v$ falls all the way, and the graph is
# nowhere above it: as near to $u$ as you like there are lower points, so $u$ is not
# even a local minimum.
#
# Numbers: $f(w) = w^2$, $u = 0$, $v = 4$, $t = 0.25$. The point between
# is $0.25 \cdot 0 + 0.75 \cdot 4 = 3$, where $f = 9$; the chord there is at
# $0.25 \cdot 0 + 0.75 \cdot 16 = 12$, which is higher by 3.
#
# </details>
#
# The *gap* is the right side minus the left one, ready as `chord_gap(f, u, v, t)`. One
# negative gap *proves* that a function is not convex. Before you run: which loss of the
# neuron is convex in its weights, cross-entropy, L2, or both?

# %%
# Run and look. Left, a function with two valleys and one chord. Right, the gaps of the
# neuron's two losses, between 400 random pairs of weights.
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
right.hist(
    [np.clip(values, -0.29, 1.49) for values in gaps.values()],
    np.arange(-0.3, 1.51, 0.1),
    color=[BLUE, ORANGE],
    label=list(gaps),
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
# L2 of a neuron with a sigmoid is not convex. 400 positive gaps prove nothing, but
# there is a proof: **the cross-entropy of one neuron is convex in its weights**.
# Whatever minimum you find, it is the global one. Networks with hidden layers lose this
# gift.
#
# <details><summary>The proof</summary>
#
# One example costs $\log(1 + e^{-r})$ or $\log(1 + e^{r})$. Both are convex in $r$: the
# second derivative of either is $\sigma(r)\,(1 - \sigma(r)) > 0$. And $r$ is a sum of
# weights times numbers, which keeps a convex function convex; so does the mean. (There
# need not be a minimum: if the classes can be separated without a mistake, the error
# falls for ever while the weights grow.)
#
# </details>
#
# **Exercise `escape` ({points}).** In the left panel the narrow valley is the deeper
# one. Somebody says: "I start to the right of the hill, in the valley of the global
# minimum. If gradient descent comes to rest at all, it comes to rest there." Refute it
# with one pair: a start $w_0 > 0.6$, to the right of the hill, and a step size
# $\lambda > 0$, for which the walk on this function (`valley` in the code, its slope is
# `valley_slope`) comes to rest in the *wide* valley.
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

# %% solution escape called="Over the hill or not"
# escape = (w0, lam): a start to the right of the hill, and a step size.
### BEGIN SOLUTION
escape = (1.0, 1.0)
### END SOLUTION

# %% check escape points=3
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
_w, _steps, _far = _w0, 0, 1e6 + 2 * _w0
while _steps < 2000 and abs(_w) < _far:
    _w, _steps = _w - _lam * float(valley_slope(_w)), _steps + 1
if abs(_w) >= _far:
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
# Run and look. Each mark is one walk: across, its start; upwards, its λ. Your gd walks
# from all starts at once. At rest: the last 50 of 1000 points agree.
needs((gd, lambda W: W, np.ones(2), 0.1, 1))
starts, sizes = np.linspace(-4.45, 3, 61), np.geomspace(0.04, 12, 21)
tails = np.array(
    [np.asarray(gd(valley_slope, starts, lam, 1000))[-50:] for lam in sizes]
)
kinds = [
    ((abs(tails - WIDE) < 0.01).all(1), SKY, "s", "ends in the wide valley"),
    ((abs(tails - NARROW) < 0.01).all(1), RED, "^", "ends in the narrow valley"),
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
bottom.set_xlim(-5, 3.1)
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
# one: the walks swing about in it or, with a larger $\lambda$, are thrown over the
# hill, and the wide valley keeps them. Large steps prefer *wide* minima. What this
# means for large networks is a question of current research.
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

# %% manual overshoot [markdown] points=3 called="A step that is too large"
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
# the steps grow with the slope; 1 point for $q = -1.4$ and $a = 24$; 1 point for both
# values of $\lambda$ (one slip in the arithmetic is forgiven).*

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# **With a step small enough for the steepest curvature on the way, every step goes
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
# **Next, `l1_7_logistic_regression`:** the chain rule gives the whole gradient at once,
# your `numerical_gradient` becomes its judge, and the same descent trains a classifier
# on real data.
