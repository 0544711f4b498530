# %% [markdown]
# # Seminar 1.7. Logistic regression from scratch
#
# Follows the lecture slides "Derivatives of logistic regression", "Gradient descent"
# and "Summary". Two sittings, sections 1 to 4 and 5 to 8: {time}, {points}.
#
# Seminar 1.6 earned the rule $W_{k+1} = W_k - \lambda \nabla f(W_k)$, and you learned
# when it diverges. It asks for one thing only, a gradient. Here you derive the gradient
# of the neuron, line by line, and then the neuron learns: from real measurements of
# tumours, to the very weights that scikit-learn finds.
#
# After this seminar you can
#
# 1. derive $\sigma'$, $Y'$ and the gradient of the mean cross-entropy, and say why so
#    little is left of them in the end;
# 2. test a gradient so that an error in it can hardly hide;
# 3. train a classifier, prove that it has reached the optimum, and judge it by more
#    than its accuracy.
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
# Cells of 569 breast tumours were put under a microscope. For each tumour, a program
# measured the nuclei of the cells: their size, their texture, their smoothness. The
# doctors know which tumours were malignant. Your neuron will see three numbers per
# tumour, learn from 400 of them, and then judge the other 169.
#
# How many of the 169 will it get *wrong*? And before that: how steep is $\sigma$ where
# it is steepest? Nobody grades your guesses. You will meet them again.

# %%
# Your guesses, two numbers in place of None.
my_guess_wrong = None
my_guess_slope = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup cancer
# Nothing to do here: run it. The data come with scikit-learn, nothing is downloaded.
# The functions were earned before: in seminars 1.2 (the sigmoid that never overflows),
# 1.4 (both losses) and 1.6 (the numerical gradient).
FEATURES = ["mean radius", "mean texture", "mean smoothness"]

from matplotlib.colors import LinearSegmentedColormap
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

cancer = load_breast_cancer()
malignant = 1 - cancer.target  # scikit-learn writes malignant as 0; here it is label 1
order = np.random.default_rng(8).permutation(len(malignant))
all_train, all_test = cancer.data[order[:400]], cancer.data[order[400:]]
L_train, L_test = malignant[order[:400]], malignant[order[400:]]
columns = [list(cancer.feature_names).index(name) for name in FEATURES]
train, test = all_train[:, columns], all_test[:, columns]
for array in (all_train, all_test, train, test, L_train, L_test):
    array.setflags(write=False)  # nobody changes the data by accident

# Four small examples for the exercise `blind_point`.
X_blind = np.array([[1.0, 0.0], [0.0, 2.0], [2.0, 1.0], [1.0, -1.0]])
L_blind = np.array([1, 1, 1, 0])


def sigmoid_stable(r):
    """The sigmoid σ(r) without overflow, for numbers and arrays."""
    z = np.exp(-np.abs(r))
    return np.where(np.asarray(r) >= 0, 1, z) / (1 + z)


def error(w, X, L):
    """Error(w), the mean cross-entropy over the sample, from the scores."""
    w, X, L = np.asarray(w), np.asarray(X), np.asarray(L)
    r = w[0] + X @ w[1:]
    return np.mean(np.logaddexp(0, r) - L * r)


def error_l2(w, X, L):
    """The mean of (Y − L)² over the sample."""
    w, X, L = np.asarray(w), np.asarray(X), np.asarray(L)
    return np.mean((sigmoid_stable(w[0] + X @ w[1:]) - L) ** 2)


def numerical_gradient(f, w, h=1e-5):
    """The gradient of f at w by central differences, in the shape of w."""
    w = np.asarray(w, dtype=np.float64)
    steps = h * np.eye(len(w))
    return np.array([(f(w + step) - f(w - step)) / (2 * h) for step in steps])


def expect_entries(what, got, n, N):
    """Fail the check, in words, where an array of N + 1 derivatives has another shape.

    Args:
        what: the call that was made, for the message.
        got: the value it gave.
        n, N: the numbers of examples and of inputs.
    """
    if isinstance(got, tuple | list) and numbers(got) is None:
        fail(
            f"{what} is a number and an array side by side. Join them into one array, "
            "for example with np.append."
        )
    if isinstance(got, int | float | np.number):
        fail(f"{what} is one number, expected N + 1 = {N + 1} of them.")
    if np.shape(got) == (N,):
        fail(
            f"{what} has {N} entries for N = {N} inputs, expected N + 1 = {N + 1}: one "
            "for w₀, then one for each of the weights."
        )
    if np.shape(got) == (n, N + 1):
        fail(f"{what} has one row per example. Their mean is still missing.")


# %% [markdown]
# ## 2. The slope of the sigmoid
#
# Numbers first. Move $r$ by 0.001 to either side and see how much $\sigma$ changes per
# unit of $r$:
#
# | $r$ | $\sigma(r)$ | $1 - \sigma(r)$ | measured slope |
# |---|---|---|---|
# | −4 | 0.018 | 0.982 | 0.0177 |
# | −2 | 0.119 | 0.881 | 0.1050 |
# | 0 | 0.500 | 0.500 | 0.2500 |
# | 2 | 0.881 | 0.119 | 0.1050 |
# | 4 | 0.982 | 0.018 | 0.0177 |
#
# The last column is the product of the two before it: seminar 1.4 read that off such a
# table. Here comes the proof, in three lines, and each becomes a function. A line that
# follows correctly from your own previous line counts, even if that one was wrong.
#
# Write $t$ for $e^{-r}$, as in seminar 1.2. Then $\sigma = \dfrac{1}{1 + t}$, and the
# slide's chain rule, $f(g(x))'_x = f'(g(x))\, g'(x)$, reads
#
# $$\frac{d\sigma}{dr} = \frac{d\sigma}{dt} \cdot \frac{dt}{dr}$$
#
# **Step 1, `dsigma_from_t` ({points}).** Both factors, multiplied, as a function of $t$
# alone.
#
# <details><summary>Hint</summary>
#
# $1/(1 + t)$ is the power $(1 + t)^{-1}$. And differentiate $e^{-r}$ with respect to
# $r$: what comes out can be written with $t$ again.
#
# </details>


# %% solution dsigma_from_t called="The first step of the derivative"
def dsigma_from_t(t):
    """Step 1: the slope dσ/dr as a function of t = e^(−r).

    Args:
        t: e^(−r) itself, positive. A number or an array of any shape. It is not
            modified.

    Returns:
        dσ/dr (with respect to r, not t), in the shape of t. Eight digits are wanted,
        for t from 0.01 to 100.

    Example:
        For r = 0 we have t = 1, and the slope measured there is 0.25.
    """
    ### BEGIN SOLUTION
    return t / (1 + t) ** 2
    ### END SOLUTION


# %% check dsigma_from_t points=2
promised(
    "dsigma_from_t(t)",
    dsigma_from_t,
    (np.array([0.25, 1, 3, 0.5]),),
    [0.16, 0.25, 0.1875, 2 / 9],
    rtol=1e-8,
    t="number array shape kept",
)
tick("dsigma_from_t")
### BEGIN HIDDEN TESTS
_r = draws(1701).uniform(-4, 4, 20)
_t = np.exp(-_r)
promised(
    "dsigma_from_t(t)",
    dsigma_from_t,
    (_t,),
    lambda t: t / (1 + t) ** 2,
    rtol=1e-8,
    t="number array shape kept",
)
_slope = (sigmoid_stable(_r + 1e-5) - sigmoid_stable(_r - 1e-5)) / 2e-5
_got = ask(dsigma_from_t, _t)
expect("dsigma_from_t(t) and central differences", _got, _slope, rtol=1e-5)
### END HIDDEN TESTS

# %% [markdown]
# **Step 2, `dsigma_from_s` ({points}).** The same slope when you know nothing but the
# value $s = \sigma(r)$. What are $1 + t$ and $t$ in terms of $s$? Simplify until no
# division is left: a neuron may say 0 or 1 exactly.
#
# <details><summary>Hint</summary>
#
# Solve $s = 1/(1 + t)$ for $1 + t$, then for $t$. Put both into your line of step 1.
#
# </details>


# %% solution dsigma_from_s called="The derivative, from the output"
def dsigma_from_s(s):
    """Step 2: the slope dσ/dr as a function of s = σ(r).

    Args:
        s: the value of the sigmoid, from 0 to 1, both ends included. A number or an
            array of any shape. It is not modified.

    Returns:
        dσ/dr, in the shape of s, without warnings. Right to eight digits, or to 1e-12.

    Example:
        dsigma_from_s(0.5) is 0.25. At s = 0 and s = 1 it is 0.
    """
    ### BEGIN SOLUTION
    return s * (1 - s)
    ### END SOLUTION


# %% check dsigma_from_s points=1
def _slope(s):
    """What follows from your own step 1."""
    return dsigma_from_t(1 / s - 1)


_s = np.array([0.2, 0.5, 0.9])
_own = own("dsigma_from_t", _slope, _s)
promised(
    "dsigma_from_s(s)",
    dsigma_from_s,
    (_s,),
    [0.16, 0.25, 0.09],
    rtol=1e-8,
    follows=_own,
    s="number array shape kept",
)
if agree(ask(dsigma_from_s, _s), [0.16, 0.25, 0.09], rtol=1e-8):
    promised(
        "dsigma_from_s(s)",
        dsigma_from_s,
        (np.array([0.0, 1.0]),),
        [0, 0],
        atol=1e-12,
        s="ends",
        returns="quiet",
    )
tick("dsigma_from_s")
### BEGIN HIDDEN TESTS
_s = draws(1702).uniform(0.05, 0.95, 20)
_own = own("dsigma_from_t", _slope, _s)
promised(
    "dsigma_from_s(s)",
    dsigma_from_s,
    (_s,),
    lambda s: s - s * s,
    rtol=1e-8,
    follows=_own,
    s="number array shape kept",
)
if agree(ask(dsigma_from_s, _s), _s - _s * _s, rtol=1e-8):
    promised(
        "dsigma_from_s(s)",
        dsigma_from_s,
        (np.array([[1.0, 0.5, 0.0], [1e-9, 0.25, 1.0]]),),
        lambda s: s - s * s,
        atol=1e-12,
        s="ends",
        returns="quiet",
    )
### END HIDDEN TESTS

# %% [markdown]
# **Step 3, `dsigma` ({points}).** The slope as a function of $r$, for real use: it
# takes lists, and $r = \pm 1000$ must not trouble it. The sigmoid of seminar 1.2, which
# does not overflow, is given as `sigmoid_stable`.
#
# <details><summary>Hint</summary>
#
# Two calls, one inside the other: from $r$ to $s$, from $s$ to the slope.
#
# </details>


# %% solution dsigma called="The derivative of the sigmoid"
def dsigma(r):
    """Step 3: the slope of the sigmoid at the score r.

    Args:
        r: the score, any finite one. A number, a list or an array of any shape, also of
            integers or float32. It is not modified.

    Returns:
        σ'(r) in the shape of r, a number (or a 0-d array) for a number, without NaN and
        without warnings. Right to eight digits, or to 1e-12.

    Example:
        dsigma(2) is 0.104994 (rounded), dsigma([0, -1000]) is [0.25, 0].
    """
    r = np.asarray(r, dtype=np.float64)
    ### BEGIN SOLUTION
    return dsigma_from_s(sigmoid_stable(r))
    ### END SOLUTION


# %% check dsigma points=2
def _slope(r):
    """What follows from your own step 2."""
    return dsigma_from_s(sigmoid_stable(r))


_own = own("dsigma_from_s", _slope, np.array([-2.0, 0.0, 4.0]))
promised(
    "dsigma(r)",
    dsigma,
    ([-2, 0, 4],),
    [0.1049935854035065, 0.25, 0.017662706213291107],
    rtol=1e-8,
    atol=1e-12,
    follows=_own,
    r="number list array shape integer float32 kept",
)
_far = np.array([-1000.0, 1000.0])
_own = own("dsigma_from_s", _slope, _far)
if _own is None or np.isfinite(_own[1]).all():
    promised(
        "dsigma(r)",
        dsigma,
        (_far.tolist(),),
        [0, 0],
        atol=1e-12,
        follows=_own,
        r="extreme",
        returns="quiet",
    )
tick("dsigma")
### BEGIN HIDDEN TESTS
_r = draws(1703).uniform(-4, 4, 20)


def _formula(r):
    """The same slope, from the exponentials."""
    return 1 / (2 + np.exp(r) + np.exp(-r))


_own = own("dsigma_from_s", _slope, _r)
promised(
    "dsigma(r)",
    dsigma,
    (_r,),
    _formula,
    rtol=1e-8,
    atol=1e-12,
    follows=_own,
    r="number list array shape integer float32 kept",
)
_far = np.array([-1e6, -1000.0, -37.5, 40.0, 710.0, 1000.0])
_own = own("dsigma_from_s", _slope, _far)
if _own is None or np.isfinite(_own[1]).all():
    promised(
        "dsigma(r)",
        dsigma,
        (_far,),
        np.zeros(6),
        atol=1e-12,
        follows=_own,
        r="extreme",
        returns="quiet",
    )
### END HIDDEN TESTS

# %%
# Run and look. Left, your dsigma, and the slopes measured with a small step (and your
# guess, if you made one). Right, the same slope over the answer σ(r).
needs((dsigma, 0.0), (dsigma_from_s, 0.5))
grid, dots, values = np.linspace(-7, 7, 281), np.arange(-6, 7), np.linspace(0, 1, 101)
measured = (sigmoid_stable(dots + 1e-3) - sigmoid_stable(dots - 1e-3)) / 2e-3

figure, (left, right) = plt.subplots(1, 2)
left.plot(grid, sigmoid_stable(grid), "--", color=GREY, label="σ(r)")
left.plot(grid, dsigma(grid), color=BLUE, label="Your dsigma(r)")
left.plot(dots, measured, "o", color=ORANGE, label="Measured slope")
if my_guess_slope is not None:
    guess = np.clip(my_guess_slope, 0, 1.2)  # kept inside the axes
    left.plot(0, guess, "X", color=RED, label="Your guess")
left.set(xlabel="Score r", ylabel="Value", title="The slope is 1/4 at most")
left.set_ylim(-0.05, 1.7)
left.legend(loc="upper left", ncols=2)
right.plot(values, dsigma_from_s(values), color=BLUE)
right.plot(sigmoid_stable(dots), measured, "o", color=ORANGE)
right.set(
    xlabel="Answer of the neuron, s = σ(r)",
    ylabel="Slope dσ/dr",
    title="A parabola: a sure neuron hardly reacts",
)
show(
    figure,
    alt="Left: the sigmoid as a dashed S-curve, and its slope, a bell of height 0.25 "
    "around r = 0, on which all measured slopes lie. Right: the slope over the answer "
    "s is the parabola s(1 − s), zero at s = 0 and s = 1, 0.25 at s = 0.5.",
)

# %% [markdown]
# <details><summary>All lines of the derivation, to compare with yours</summary>
#
# $$\frac{d\sigma}{dr} = -\frac{1}{(1 + t)^2} \cdot (-t) = \frac{t}{(1 + t)^2} =
# \frac{1}{1 + t} \cdot \frac{t}{1 + t} = s\,(1 - s)$$
#
# </details>
#
# ## 3. From a weight to the error: three links of a chain
#
# A weight acts on the score, the score on the output $Y$ (the neuron's answer), the
# answer on the error:
#
# $$w \;\longrightarrow\; r = w_0 + \sum_{i=1}^{N} w_i X_i \;\longrightarrow\;
# Y = \sigma(r) \;\longrightarrow\; Error$$
#
# $X_1 \dots X_N$ are the inputs of one example, $L$ is its label, 0 or 1. Change $w_i$
# a little: the change travels down the chain, and each link multiplies it by its own
# derivative.
#
# Add 0.001 to $w_i$: the score grows by $0.001 \cdot X_i$. Add 0.001 to $w_0$: the
# score grows by 0.001. So $dr/dw_i = X_i$ and $dr/dw_0 = 1$, and the slide follows by
# the chain rule:
#
# $$Y'_{w_0} = \sigma'(r), \qquad Y'_{w_i} = \sigma'(r) \, X_i, \quad i \ge 1$$
#
# **Exercise `dY_dw` ({points}).** The first two links: put all $N + 1$ of these
# derivatives into one array, in the order of $w$.
#
# <details><summary>Hint</summary>
#
# First the score $r$, with the bias, then its slope. $w_0$ behaves like the weight of
# an input that is always 1; `np.append(a, b)` joins two arrays.
#
# </details>


# %% solution dy_dw called="The output by the weights"
def dY_dw(x, w):
    """The derivatives of the answer Y with respect to the bias and to each weight.

    Args:
        x: the inputs of one example, shape (N,).
        w: bias and weights, shape (N + 1,): w[0] is the bias w₀.
            Both are lists or arrays, also of integers or float32. Neither is modified.

    Returns:
        Y' with respect to w₀, w₁, …, w_N, in this order, shape (N + 1,).

    Example:
        dY_dw([2, -1], [1, 1, 4]) is [0.196612, 0.393224, -0.196612] (rounded).
    """
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    ### BEGIN SOLUTION
    return dsigma(w[0] + x @ w[1:]) * np.append(1, x)
    ### END SOLUTION


# %% check dy_dw points=2
def _links(x, w):
    """What follows from your own dsigma."""
    return float(dsigma(w[0] + x @ w[1:])) * np.append(1, x)


_own = own("dsigma", _links, np.array([2.0, -1.0]), np.array([1.0, 1.0, 4.0]))
expect_entries("dY_dw([2, -1], [1, 1, 4])", ask(dY_dw, [2, -1], [1, 1, 4]), 0, 2)
promised(
    "dY_dw(x, w)",
    dY_dw,
    ([2, -1], [1, 1, 4]),
    [0.19661193324148185, 0.3932238664829637, -0.19661193324148185],
    rtol=1e-8,
    follows=_own,
    x="list array integer float32 kept",
    w="list array integer float32 kept",
)
_args = np.array([0.5, -1.0, 2.0]), np.array([0.3, 1.0, -1.0, 0.25])
_own = own("dsigma", _links, *_args)
_got = ask(dY_dw, *_args)
expect(
    "dY_dw([0.5, -1, 2], [0.3, 1, -1, 0.25])",
    _got,
    [
        0.08281956699074118,
        0.04140978349537059,
        -0.08281956699074118,
        0.1656391339814824,
    ],
    rtol=1e-8,
    follows=_own,
)
tick("dy_dw")
### BEGIN HIDDEN TESTS
_rng = draws(1704)


def _formula(x, w):
    """The chain rule, with a slope of its own."""
    r = w[0] + x @ w[1:]
    return np.append(1, x) / (2 + np.exp(r) + np.exp(-r))


for _k in range(12):
    _N = 1 + _k % 6
    _x, _w = _rng.uniform(-1.5, 1.5, _N), _rng.uniform(-0.6, 0.6, _N + 1)
    _w[0] = _rng.choice([-1, 1]) * _rng.uniform(0.5, 1.5)
    _args = _x, _w
    _own = own("dsigma", _links, *_args)
    promised(
        "dY_dw(x, w)",
        dY_dw,
        lambda _, args=_args: args,
        _formula,
        rtol=1e-8,
        atol=1e-12,
        over=[(_N,)],
        follows=_own,
        x="list array integer float32 kept",
        w="list array integer float32 kept",
    )
    _got = ask(dY_dw, _x, _w)
    if agree(_got, _formula(_x, _w), rtol=1e-8, atol=1e-12):
        _slope = numerical_gradient(
            lambda w, x=_x: sigmoid_stable(w[0] + x @ w[1:]), _w
        )
        expect("dY_dw and central differences", _got, _slope, rtol=1e-5, atol=1e-9)
### END HIDDEN TESTS

# %% [markdown]
# Here the slides stop. The last link is the error. The cross-entropy of one example is
# $-\log Y$ if $L = 1$, and $-\log(1 - Y)$ if $L = 0$, so
#
# $$\frac{dError}{dY} = \begin{cases} -1/Y, & L = 1 \\ 1/(1 - Y), & L = 0 \end{cases}$$
#
# Where is the minus of the second case? $1 - Y$ inside the logarithm has the derivative
# $-1$: two minuses make a plus. At $Y = 0.5$ the two are $-2$ and 2: for label 1 a
# larger $Y$ lowers the error, for label 0 it raises it.
#
# **Exercise `dError_dr` ({points}).** The last two links: multiply $dError/dY$ by
# $dY/dr = Y(1 - Y)$, and cancel all that can be cancelled: on paper, for $L = 1$, then
# for $L = 0$. Find the one expression that says both. (`dce_dr` of seminar 1.4 was the
# same slope, as a function of $r$.) The check will feed it $Y = 0$ and $Y = 1$ exactly,
# where the uncancelled product is $\infty \cdot 0$.
#
# <details><summary>Hint</summary>
#
# Each case loses one factor against $dError/dY$. What is left of $Y(1 - Y)$ in the
# first case, and with which sign? In the second? Now use $L$ to write both as one.
#
# </details>


# %% solution derror_dr called="The Error by the score"
def dError_dr(Y, L):
    """The derivative of the cross-entropy of each example with respect to its score r.

    Args:
        Y: the answers of the neuron, from 0 to 1, both ends included, shape (n,).
        L: the labels, 0 or 1, perhaps of one class only, shape (n,).
            Both are arrays. Neither is modified.

    Returns:
        dError/dr = dError/dY · dY/dr, cancelled: an array of shape (n,), one entry for
        each example (no mean yet), without NaN and without warnings.

    Example:
        At Y = 0.5 and L = 1 it is -0.5. At Y = 0 and L = 1 it is -1.
    """
    ### BEGIN SOLUTION
    return Y - L
    ### END SOLUTION


# %% check derror_dr points=2
def _chain(Y, L):
    """What follows from your own dsigma_from_s."""
    return np.where(L == 1, -1 / Y, 1 / (1 - Y)) * dsigma_from_s(Y.copy())


_Y, _L = np.array([0.5, 0.2, 0.3, 0.8]), np.array([1, 1, 0, 0])
_own = own("dsigma_from_s", _chain, _Y, _L, rtol=1e-8)
promised(
    "dError_dr(Y, L)",
    dError_dr,
    (_Y, _L),
    [-0.5, -0.8, 0.3, 0.8],
    follows=_own,
    Y="array kept",
    L="array kept",
    returns="array",
)
if agree(ask(dError_dr, _Y, _L), [-0.5, -0.8, 0.3, 0.8]):
    promised(
        "dError_dr(Y, L)",
        dError_dr,
        (np.array([0.0, 0.0, 1.0, 1.0]), np.array([1, 0, 1, 0])),
        [-1, 0, 0, 1],
        Y="ends",
        returns="quiet",
    )
tick("derror_dr")
### BEGIN HIDDEN TESTS
_rng = draws(1706)
for _n in (1, 3, 20):
    _args = _rng.uniform(0.05, 0.95, _n), (np.arange(_n) % 3 == 1).astype(int)
    _own = own("dsigma_from_s", _chain, *_args, rtol=1e-8)
    promised(
        "dError_dr(Y, L)",
        dError_dr,
        lambda _, args=_args: args,
        lambda Y, L: Y - L,
        rtol=1e-8,
        over=[(_n,)],
        follows=_own,
        Y="array kept",
        L="labels array kept",
        returns="array",
    )
if agree(ask(dError_dr, *_args), _args[0] - _args[1], rtol=1e-8):
    promised(
        "dError_dr(Y, L)",
        dError_dr,
        (np.array([1.0, 1e-300, 0.0, 1.0, 0.0]), np.array([0.0, 1, 1, 1, 0])),
        [1, -1, -1, 0, 0],
        Y="ends",
        returns="quiet",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## 4. The gradient of the whole sample
#
# A logarithm, an exponential, two fractions, and what is left is $Y - L$: the **miss**,
# elsewhere called the *residual*. Say 0.9 where the label is 1, and the miss is $-0.1$;
# say 0.9 where it is 0, and it is $+0.9$. The slope $Y(1 - Y)$, because of which a sure
# neuron hardly learns, has cancelled.
#
# One more link, $dr/dw_i = X_i$, and the chain is complete: one example pulls at $w_i$
# with (its miss) × (its input $X_i$), and at $w_0$ with its miss alone. $Error(w)$ is
# the mean over the sample, so its gradient is the mean of these pulls:
#
# $$\frac{dError}{dw_0} = \operatorname{mean}(Y - L), \qquad
# \frac{dError}{dw_i} = \operatorname{mean}\bigl((Y - L) \cdot X_i\bigr),
# \quad i \ge 1$$
#
# Follow it once by hand. Two examples of one input, $X_1 = 1$ with $L = 1$ and
# $X_1 = 3$ with $L = 0$, at $w = (0, 0)$: both answers are 0.5, the misses are $-0.5$
# and $0.5$. Mean of the misses: 0. Mean of misses times inputs:
# $(-0.5 \cdot 1 + 0.5 \cdot 3)/2 = 0.5$. The gradient is $(0, 0.5)$: lower $w_1$.
#
# **Exercise `gradient` ({points}).** Write it for a sample. `X` has one row per
# example, shape (n, N), and no column of ones. A loop over the examples is right, too;
# but later cells call `gradient` thousands of times, and whole arrays are much faster.
#
# <details><summary>Hint</summary>
#
# First all answers, shape (n,), then all misses, shape (n,). For one weight: the mean
# of the misses times one column of `X`. For all weights at once: `X.T` has the shape
# (N, n). What does `@` make of it and of the misses, and by what is it to be divided?
#
# </details>


# %% solution gradient called="The gradient of a sample"
def gradient(w, X, L):
    """The gradient of Error(w), the mean cross-entropy.

    Args:
        w: bias and weights, shape (N + 1,): w[0] is the bias w₀.
        X: the examples, shape (n, N), without a column of ones; n is at least 1.
        L: the labels, 0 or 1, perhaps of one class only, shape (n,).
            All three are lists or arrays, also of integers or float32. None is
            modified.

    Returns:
        dError/dw₀, dError/dw₁, …, dError/dw_N: an array of shape (N + 1,), for any
        finite scores, without NaN and without warnings. Eight digits are wanted, also
        for inputs as large as 10 000.

    Example:
        gradient([0, 0], [[1], [3]], [1, 0]) is [0, 0.5].
    """
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    ### BEGIN SOLUTION
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.mean(), X.T @ miss / len(L))
    ### END SOLUTION


# %% check gradient points=3
_w, _L = [1, -1, 2], [1, 0, 0, 1, 0]
_X = [[1, 0], [0, 1], [2, 1], [-1, 3], [1, -2]]
_what = "gradient(w, X, L) for n = 5 examples of N = 2 inputs"
expect_entries(_what, ask(gradient, _w, _X, _L), 5, 2)
promised(
    "gradient(w, X, L)",
    gradient,
    (_w, _X, _L),
    [0.24025671305681268, 0.19608774347051355, 0.3293308470273712],
    rtol=1e-8,
    atol=1e-12,
    w="list array integer float32 kept",
    X="list array integer float32 kept",
    L="list array integer float32 kept",
    returns="array",
)
_got = ask(gradient, [0, 0], [[1], [3]], [1, 0])
expect("gradient([0, 0], [[1], [3]], [1, 0])", _got, [0, 0.5], atol=1e-12)
expect(
    "gradient([0.5, 0.0001], [[1e4], [-2e4], [3e4]], [1, 0, 0])",
    ask(gradient, [0.5, 0.0001], [[1e4], [-2e4], [3e4]], [1, 0, 0]),
    [0.3235625897495479, 7882.622454422873],
    rtol=1e-8,
)
promised(
    "gradient(w, X, L)",
    gradient,
    ([0, 1], [[1000], [-1000], [1000], [-1000]], [1, 0, 0, 0]),
    [0.25, 250],
    atol=1e-12,
    X="extreme",
    returns="quiet",
)
tick("gradient")
### BEGIN HIDDEN TESTS
_rng = draws(1707)


def _exact(w, X, L):
    """The mean of the pulls."""
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.mean(), X.T @ miss / len(L))


def _sample(n, N):
    """A sample that is not balanced, and weights with a bias."""
    w = _rng.normal(0, 0.8, N + 1)
    w[0] = _rng.choice([-1, 1]) * _rng.uniform(0.4, 1.5)
    L = _rng.permutation((np.arange(n) < 1 + n // 4).astype(int))
    return w, _rng.normal(0.3, 1, (n, N)), L


promised(
    "gradient(w, X, L)",
    gradient,
    _sample,
    _exact,
    rtol=1e-8,
    atol=1e-10,
    over=[(7, 2), (3, 1), (1, 3), (4, 4), (12, 5), (2, 3)],
    w="list array integer float32 kept",
    X="list array integer float32 kept",
    L="labels list array integer float32 kept",
    returns="array",
)
for _size in [(5, 2), (9, 3), (6, 1)]:
    _w, _X, _L = _sample(*_size)
    _slope = numerical_gradient(lambda w, X=_X, L=_L: error(w, X, L), _w)
    _got = ask(gradient, _w, _X, _L)
    expect("gradient and central differences", _got, _slope, rtol=1e-5, atol=1e-7)
    _large = _w / [1, *[2000] * _size[1]], 2000 * _X, _L
    _got = ask(gradient, *_large)
    expect("gradient, inputs in thousands", _got, _exact(*_large), 1e-8, 1e-8)
promised(
    "gradient(w, X, L)",
    gradient,
    ([1.5, 0.4], [[2500.0], [-2500.0], [2000.0], [-1e5]], [0, 1, 1, 0]),
    _exact,
    rtol=1e-8,
    atol=1e-10,
    X="extreme",
    returns="quiet",
)
### END HIDDEN TESTS

# %% [markdown]
# And for the other loss of the slides, the mean of $(Y - L)^2$? Only the last link of
# the chain changes: $dError/dY = 2(Y - L)$. Now nothing cancels $dY/dr$. Take
# $Y = 0.999$ where the label is 0: the cross-entropy pulls at the score with 0.999, the
# squared error with $2 \cdot 0.999 \cdot 0.999 \cdot 0.001 = 0.002$. The worse the
# miss, the weaker the pull: what seminar 1.4 derived for one score now stands in the
# gradient.
#
# **Exercise `gradient_l2` ({points}).** The gradient of the mean squared error.
#
# <details><summary>Hint</summary>
#
# What stands in place of the miss now? All the rest is as in `gradient`.
#
# </details>


# %% solution gradient_l2 called="The gradient of the squared error"
def gradient_l2(w, X, L):
    """The gradient of the mean squared error, mean((Y − L)²).

    Args:
        w, X, L: as in `gradient`.

    Returns:
        The derivatives with respect to w₀, w₁, …, w_N: an array of shape (N + 1,), for
        any finite scores, without NaN and without warnings.

    Example:
        gradient_l2([0, 0], [[1], [3]], [1, 0]) is [0, 0.25].
    """
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    ### BEGIN SOLUTION
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (Y - L) * Y * (1 - Y)
    return np.append(dr.mean(), X.T @ dr / len(L))
    ### END SOLUTION


# %% check gradient_l2 points=2
_w, _L = [1, -1, 2], [1, 0, 0, 1, 0]
_X = [[1, 0], [0, 1], [2, 1], [-1, 3], [1, -2]]
_what = "gradient_l2(w, X, L) for n = 5 examples of N = 2 inputs"
expect_entries(_what, ask(gradient_l2, _w, _X, _L), 5, 2)
promised(
    "gradient_l2(w, X, L)",
    gradient_l2,
    (_w, _X, _L),
    [0.024834612149438873, 0.06511499139155114, 0.07445330004090037],
    rtol=1e-8,
    atol=1e-12,
    w="list array integer float32 kept",
    X="list array integer float32 kept",
    L="list array integer float32 kept",
    returns="array",
)
_got = ask(gradient_l2, [0, 0], [[1], [3]], [1, 0])
expect("gradient_l2([0, 0], [[1], [3]], [1, 0])", _got, [0, 0.25], atol=1e-12)
promised(
    "gradient_l2(w, X, L)",
    gradient_l2,
    ([0, 1], [[1000], [-1000], [1000], [-1000]], [1, 0, 0, 0]),
    [0, 0],
    atol=1e-12,
    X="extreme",
    returns="quiet",
)
tick("gradient_l2")
### BEGIN HIDDEN TESTS
_rng = draws(1708)


def _exact(w, X, L):
    """The mean of the pulls of the squared error."""
    Y = sigmoid_stable(w[0] + X @ w[1:])
    pull = 2 * (Y - L) * Y * (1 - Y)
    return np.append(pull.mean(), X.T @ pull / len(L))


def _sample(n, N):
    """A sample that is not balanced, and weights with a bias."""
    w = _rng.normal(0, 0.8, N + 1)
    w[0] = _rng.choice([-1, 1]) * _rng.uniform(0.4, 1.5)
    L = _rng.permutation((np.arange(n) < 1 + n // 4).astype(int))
    return w, _rng.normal(0.3, 1, (n, N)), L


promised(
    "gradient_l2(w, X, L)",
    gradient_l2,
    _sample,
    _exact,
    rtol=1e-8,
    atol=1e-10,
    over=[(7, 2), (3, 1), (1, 3), (4, 4), (12, 5), (2, 3)],
    w="list array integer float32 kept",
    X="list array integer float32 kept",
    L="labels list array integer float32 kept",
    returns="array",
)
for _size in [(5, 2), (9, 3)]:
    _w, _X, _L = _sample(*_size)
    _slope = numerical_gradient(lambda w, X=_X, L=_L: error_l2(w, X, L), _w)
    _got = ask(gradient_l2, _w, _X, _L)
    expect("gradient_l2 and central differences", _got, _slope, rtol=1e-5, atol=1e-7)
promised(
    "gradient_l2(w, X, L)",
    gradient_l2,
    ([1.5, 0.4], [[2500.0], [-2500.0], [2.0], [-1e5]], [0, 1, 1, 0]),
    _exact,
    rtol=1e-8,
    atol=1e-10,
    X="extreme",
    returns="quiet",
)
### END HIDDEN TESTS

# %% [markdown]
# Here the first sitting ends. You have the gradient of a neuron. Whether it is right,
# and what it is good for, comes next.

# %% [markdown] sitting=2
# ## 5. How to catch a wrong gradient
#
# *The second sitting. After a break: put the cursor into the cell below this one, and
# choose Run → Run All Above Selected Cell.*
#
# A wrong gradient rarely crashes. It trains, the loss falls, and the weights may end up
# beside the optimum. So a gradient is tested before it is used, against one that needs
# no derivation: central differences, `numerical_gradient(f, w)` of seminar 1.6 (given).
#
# How far apart may they be? A difference of 0.001 is huge if the gradient is 0.002, and
# nothing if it is 5000. So compare it with the lengths of both:
#
# $$\varepsilon = \frac{\lVert g - \hat g \rVert}
# {\lVert g \rVert + \lVert \hat g \rVert}$$
#
# $g$ is your gradient, $\hat g$ the numerical one, and
# $\lVert v \rVert = \sqrt{v_0^2 + v_1^2 + \dots}$ the length of a vector. The
# **relative error** $\varepsilon$ lies between 0 and 1, for the length of a difference
# is at most the sum of the two lengths. In float64 a right gradient of a smooth
# function gets about $10^{-8}$ or less; $10^{-2}$ means a mistake. (Not near an
# optimum: there both are almost zero, and rounding alone makes $\varepsilon$ large.)
#
# **Exercise `gradient_check` ({points}).** Return this number for any function `f` and
# any would-be gradient `df`, at the point `w`.
#
# <details><summary>Hint</summary>
#
# Three lengths; `np.linalg.norm(v)` is one.
#
# </details>


# %% solution gradient_check called="Is a gradient right?"
def gradient_check(f, df, w):
    """The relative error of a gradient at one point.

    Args:
        f: a function that turns an array of shape (D,) into a number.
        df: its supposed gradient, a function: turns an array of shape (D,) into one of
            shape (D,).
        w: the point, an array of shape (D,). It is not modified.

    Returns:
        ‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), one number from 0 to 1, where g is df(w), ĝ comes from
        central differences and ‖·‖ is the Euclidean length, however small the two
        lengths are. Points at which both are zero (0/0) are not tested.

    Example:
        For f(w) = w₀² and df(w) = w (the 2 is forgotten) it is 1/3 wherever w₀ ≠ 0.
    """
    ### BEGIN SOLUTION
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    distance = np.linalg.norm(g - numerical)
    return distance / (np.linalg.norm(g) + np.linalg.norm(numerical))
    ### END SOLUTION


# %% check gradient_check points=2
def _f(w):
    """A function of two numbers, not a parabola."""
    return w[0] ** 3 + 3 * w[1] ** 2


def _df(w):
    """Its gradient."""
    return np.array([3 * w[0] ** 2, 6 * w[1]])


_w = np.array([2.0, -0.5])
_got = ask(gradient_check, _f, _df, _w)
if isinstance(_got, bool | np.bool_):
    fail("gradient_check must return the relative error, a number, not a verdict.")
expect("gradient_check of a right gradient", _got, 0, atol=1e-7)
promised(
    "gradient_check(f, df, w)",
    gradient_check,
    (_f, lambda w: _df(w) / 2, _w),
    1 / 3,
    rtol=1e-5,
    w="array kept",
)
expect(
    "gradient_check of a gradient whose second entry is 1 too large",
    ask(gradient_check, _f, lambda w: _df(w) + [0, 1], _w),
    1 / (np.sqrt(153) + np.sqrt(148)),
    rtol=1e-5,
)
expect(
    "gradient_check of a gradient with a reversed sign",
    ask(gradient_check, _f, lambda w: -_df(w), _w),
    1,
    rtol=1e-5,
)
expect(
    "gradient_check of half the gradient, f and df both times 1e-12",
    ask(gradient_check, lambda w: 1e-12 * _f(w), lambda w: 5e-13 * _df(w), _w),
    1 / 3,
    rtol=1e-5,
)
tick("gradient_check")
### BEGIN HIDDEN TESTS
_rng = draws(1709)


def _length(v):
    """The Euclidean length."""
    return np.sqrt(np.sum(np.asarray(v, dtype=float) ** 2))


def _relative_error(f, df, w):
    """The same number, with differences of its own."""
    steps = 3e-6 * np.eye(len(w))
    near = np.array([(f(w + step) - f(w - step)) / 6e-6 for step in steps])
    return _length(df(w) - near) / (_length(df(w)) + _length(near))


def _case(size, wrong):
    """A smooth function, its gradient with a mistake, and a point."""
    a, b = _rng.uniform(0.5, 2, size), _rng.normal(0, 1, size)
    factor, shift = _rng.uniform(1.5, 4), _rng.normal(0, 1, size)

    def function(w):
        return np.sum(a * np.exp(w / 2) + b * np.sin(w))

    def slopes(w):
        right = a * np.exp(w / 2) / 2 + b * np.cos(w)
        if wrong == "factor":
            return factor * right
        if wrong == "sign":
            return -factor * right
        if wrong == "first":
            return right * (np.arange(size) > 0)
        return right + shift if wrong else right

    w = _rng.uniform(0.3, 1.5, size) * _rng.choice([-1, 1], size)
    return function, slopes, w


promised(
    "gradient_check(f, df, w)",
    gradient_check,
    _case,
    _relative_error,
    rtol=1e-4,
    atol=1e-6,
    over=[
        (3, ""),
        (1, "factor"),
        (4, "factor"),
        (2, "sign"),
        (2, "first"),
        (5, "first"),
        (1, "shift"),
        (3, "shift"),
    ],
    w="array kept",
)


def _flat(size):
    """A flat function, its gradient with a mistake, and a point."""
    function, slopes, w = _case(size, "shift")
    return lambda w: 1e-12 * function(w), lambda w: 1e-12 * slopes(w), w


promised(
    "gradient_check(f, df, w)",
    gradient_check,
    _flat,
    _relative_error,
    rtol=1e-4,
    over=[(2,), (5,)],
    w="array kept",
)
for _size in (2, 5):
    _got = ask(gradient_check, *_case(_size, ""))
    expect("gradient_check of a right gradient", _got, 0, atol=1e-7)
### END HIDDEN TESTS

# %% [markdown]
# **Then use it.** The next cell puts your `gradient` in a line-up with four suspects,
# each with one mistake:
#
# - A: the entry of $w_0$ is 0 (forgotten);
# - B: divides by $N$, the number of inputs, in place of $n$;
# - C: computes $r$ without $w_0$;
# - D: has an extra factor $Y(1 - Y)$.
#
# They are checked at three points. Point 1 looks natural: $w = 0$, as many labels 1 as
# labels 0. Point 2: $w$ is random, and there are three examples of three inputs. Point
# 3: $w$ is random, with $w_0 \ne 0$, 12 examples of three inputs, a quarter of them of
# label 1.
#
# Before you run it: who gets away with it at point 1? Who at point 2?

# %%
# Run it, and compare with your prediction.
from functools import partial


def without_bias_entry(w, X, L):
    return gradient(w, X, L) * np.append(0, np.ones(X.shape[1]))


def divided_by_inputs(w, X, L):
    return gradient(w, X, L) * X.shape[0] / X.shape[1]


def score_without_bias(w, X, L):
    return gradient(np.append(0, w[1:]), X, L)


def one_slope_too_much(w, X, L):
    return gradient_l2(w, X, L) / 2


suspects = {
    "Your gradient": gradient,
    "A: entry of w₀ is 0": without_bias_entry,
    "B: divided by N": divided_by_inputs,
    "C: r without w₀": score_without_bias,
    "D: extra Y(1 − Y)": one_slope_too_much,
}
needs(
    (gradient, np.zeros(2), np.ones((2, 1)), np.array([0, 1])),
    (gradient_l2, np.zeros(2), np.ones((2, 1)), np.array([0, 1])),
    (gradient_check, lambda w: w @ w, lambda w: 2 * w, np.ones(2)),
)
rng = np.random.default_rng(17)
X_some, w_some = rng.normal(0.2, 1, (12, 3)), rng.normal(0, 1, 4)
points = [
    ("Point 1: w = 0, balanced", "o", np.zeros(4), 12, np.arange(12) % 2),
    ("Point 2: random w, n = N", "s", w_some, 3, np.array([1, 0, 0])),
    (
        "Point 3: random w, n = 12",
        "^",
        w_some,
        12,
        np.arange(12) % 4 == 0,
    ),
]
figure, axis = plt.subplots(figsize=(9, 4))
axis.axvspan(1e-13, 1e-7, color=GREEN, alpha=0.12, linewidth=0)
axis.text(1.4e-7, 4.43, "shaded: looks right", color=GREY, va="center")
for row, (label, marker, w, n, L) in enumerate(points):
    X, L, color = X_some[:n], L.astype(int), [ORANGE, PURPLE, BLUE][row]
    off = [
        gradient_check(partial(error, X=X, L=L), partial(df, X=X, L=L), w)
        for df in suspects.values()
    ]
    places = np.arange(len(off)) + 0.2 * (row - 1)
    axis.semilogx(np.maximum(off, 1e-12), places, marker, color=color, label=label)
axis.set_yticks(np.arange(len(suspects)), list(suspects))
axis.set(
    xlabel="Relative error (from gradient_check)",
    title="Only one point convicts all four",
    xlim=(1e-13, 3),
    ylim=(4.75, -0.5),
)
figure.legend(*axis.get_legend_handles_labels(), loc="outside lower center", ncols=3)
show(
    figure,
    alt="Relative errors on a logarithmic axis. The right gradient is below 1e-9 at "
    "all three points. At point 1, w = 0 with balanced labels, suspects A (no entry "
    "for w₀) and C (r without w₀) look right as well; at point 2, with n = N, suspect "
    "B (divided by N) does. At point 3 all four suspects have errors above 0.01.",
)

# %% [markdown]
# At $w = 0$ every answer is 0.5, so with balanced labels the mean miss is 0: to forget
# it changes nothing. Where $w_0 = 0$ nobody notices that $r$ lacks it, and where
# $n = N$ nobody can tell $/n$ from $/N$. Too convenient a point hides mistakes. Check
# at random ones.
#
# Is it enough to stay away from $w = 0$ and from balanced labels?
#
# **Exercise `blind_point` ({points}).** Show that it is not. Here are four examples,
# `X_blind` and `L_blind`, three of them with label 1:
#
# | $X_1$ | $X_2$ | $L$ |
# |---|---|---|
# | 1 | 0 | 1 |
# | 0 | 2 | 1 |
# | 2 | 1 | 1 |
# | 1 | −1 | 0 |
#
# Find a $w$ at which suspect A passes the gradient check, although it forgets the entry
# of $w_0$. At least one of the other entries of the gradient must not be zero ($w_1$
# and $w_2$ themselves may be). Four digits are enough.
#
# <details><summary>Hint</summary>
#
# A passes where the forgotten entry is 0 anyway. What does that say about the mean of
# the four answers? The simplest $w$ gives everybody the same answer; seminar 1.2 says
# which score that is.
#
# </details>

# %% solution blind_point called="A point where the check is blind"
# w_blind: three numbers, w₀, w₁, w₂, at which suspect A passes on X_blind, L_blind.
### BEGIN SOLUTION
w_blind = np.array([np.log(3), 0, 0])
### END SOLUTION

# %% check blind_point points=1
_w = attempt(lambda: np.array(w_blind, dtype=float))
if _w is None or np.shape(_w) != (3,):
    fail("w_blind must hold three numbers: w₀, w₁ and w₂.")
if not np.isfinite(_w).all():
    fail("w_blind must hold three finite numbers.")
_miss = sigmoid_stable(_w[0] + X_blind @ _w[1:]) - L_blind
_rest = X_blind.T @ _miss / 4
if abs(_miss.mean()) > 1e-4:
    fail(
        f"Here the entry of w₀ is {_miss.mean():.6g}, and suspect A says 0: noticed. "
        f"The answers are {(_miss + L_blind).mean():.4g} on average."
    )
if np.linalg.norm(_rest) < 1e-3:
    fail(
        "Here the other entries of the gradient are zero as well: nobody could be "
        "wrong here."
    )
tick("blind_point")

# %% [markdown]
# ## 6. Real tumours, and descent
#
# `train` holds 400 rows and `test` 169, with three columns each, all of them means over
# the nuclei of one tumour. (The file counts in its own units.) Label 1 means malignant:
# 37.0 % of `train` and 37.9 % of `test`. The first row of `train`, of a malignant
# tumour, and the spread of each column:
#
# | | mean radius | mean texture | mean smoothness |
# |---|---|---|---|
# | first row | 17.99 | 10.38 | 0.118 |
# | standard deviation | 3.556 | 4.363 | 0.0135 |
#
# Radius spreads over several units, smoothness over hundredths. One $\lambda$ cannot
# suit both, for the pull at $w_i$ is miss × $X_i$. So measure each column in its own
# standard deviations, from its own mean:
#
# $$X_i \;\leftarrow\; \frac{X_i - \operatorname{mean}_i}{\operatorname{std}_i}$$
#
# And the test rows? They get **the same** means and deviations, those of `train`. The
# test stands for patients who have not come yet. A statistic taken from them is
# knowledge that you will not have; and a doctor who sees one patient at a time has no
# spread to divide by at all.
#
# **Exercise `standardize` ({points}).** Both samples, on the scale of `train`.
#
# <details><summary>Hint</summary>
#
# `axis=0` gives one number per column. Which statistics does the test get, and are they
# still there when it needs them?
#
# </details>


# %% solution standardize called="One scale for all columns"
def standardize(train, test):
    """Both samples, on the scale of the training sample.

    Args:
        train: shape (n, N), n at least 2, no column constant.
        test: shape (m, N), m at least 1.
            Both are lists or arrays, also of integers. Neither is modified.

    Returns:
        A pair: train and test, each column minus its mean in train, divided by its
        standard deviation in train (NumPy's default, which divides by n), however small
        that is. Two float64 arrays of the shapes (n, N) and (m, N).

    Example:
        standardize([[1], [3]], [[5]]) is ([[-1], [1]], [[3]]).
    """
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    ### BEGIN SOLUTION
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / std, (test - mean) / std
    ### END SOLUTION


# %% check standardize points=2
promised(
    "standardize(train, test)",
    standardize,
    ([[1, 10], [3, 10], [5, 40]], [[5, 20], [9, 5]]),
    (
        [
            [-1.224744871391589, -0.7071067811865475],
            [0, -0.7071067811865475],
            [1.224744871391589, 1.414213562373095],
        ],
        [
            [1.224744871391589, 0],
            [3.6742346141747673, -1.0606601717798212],
        ],
    ),
    atol=1e-12,
    train="list array integer kept",
    test="list array integer kept",
    returns="array float64",
)
promised(
    "standardize(train, test)",
    standardize,
    ([[1e-15], [3e-15]], [[5e-15]]),
    ([[-1], [1]], [[3]]),
)
tick("standardize")
### BEGIN HIDDEN TESTS
_rng = draws(1710)


def _samples(n, m, N):
    """Two samples whose columns differ in scale and place."""
    scales = np.exp(_rng.uniform(-2, 3, N))
    first = scales * (_rng.normal(0, 1, (n, N)) + _rng.normal(0, 3, N))
    first[:2] += [[5], [-3]]  # also rounded, no column is constant
    return first, scales * _rng.normal(0.5, 2, (m, N))


def _scaled(first, second):
    """Both, from the definition of the deviation."""
    mean = first.sum(axis=0) / len(first)
    deviation = np.sqrt(((first - mean) ** 2).sum(axis=0) / len(first))
    return (first - mean) / deviation, (second - mean) / deviation


promised(
    "standardize(train, test)",
    standardize,
    _samples,
    _scaled,
    rtol=1e-8,
    atol=1e-10,
    over=[(5, 3, 2), (8, 1, 3), (4, 9, 1), (12, 6, 5), (2, 1, 1), (3, 3, 3)],
    train="list array integer kept",
    test="list array integer kept",
    returns="array float64",
)
_tiny = [1e-14 * _given for _given in _samples(6, 2, 3)]
_got = ask(standardize, *_tiny)
for _mine, _theirs in zip(_got, _scaled(*_tiny), strict=True):
    expect("standardize, columns with a small spread", _mine, _theirs, 1e-8, 1e-10)
### END HIDDEN TESTS

# %% [markdown]
# Now everything is there. Descent needs a start, the gradient, and patience:
#
# $$W_{k+1} = W_k - \lambda \, \nabla Error(W_k), \qquad W_0 = (0, \dots, 0)$$
#
# $W_k$ is the whole array $w$, bias and weights, after $k$ steps. $\lambda$ is `lam` in
# the code. Starting at zero is fine: $Error$ is convex, one valley. What must it be at
# $w = 0$, whatever the data? Every answer is 0.5, so it is $-\log 0.5 = 0.693$.
# Remember that number: if your first loss is another one, something is off before
# training has begun.
#
# **Exercise `fit` ({points}).** Return all the points of the path, one per row.
#
# <details><summary>Hint</summary>
#
# How many rows are `steps` steps and a start? Make an array of zeros of that shape,
# and fill row `k + 1` from row `k`.
#
# </details>


# %% solution fit called="The way down"
def fit(X, L, lam, steps):
    """The path of the neuron that learns by gradient descent from w = 0.

    Args:
        X: the examples, shape (n, N), without a column of ones.
        L: the labels, 0 or 1, perhaps of one class only, shape (n,).
            Both are lists or arrays, also of integers. Neither is modified.
        lam: the learning rate λ, a positive number.
        steps: the number of steps, an integer, 0 or more, perhaps thousands.

    Returns:
        The path, a float64 array of shape (steps + 1, N + 1). Row 0 is the start,
        zeros; row k is w after k steps on the mean cross-entropy of the whole sample.

    Example:
        fit([[1], [3]], [1, 0], 0.5, 1) is [[0, 0], [0, -0.25]].
    """
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    ### BEGIN SOLUTION
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
    return W
    ### END SOLUTION


# %% check fit points=2 needs="gradient"
def _path(X, L, rate, steps):
    """The path down your own gradient."""
    X, L = np.array(X, dtype=float), np.array(L, dtype=float)
    w = [np.zeros(X.shape[1] + 1)]
    for _ in range(steps):
        w.append(w[-1] - rate * np.asarray(gradient(w[-1].copy(), X, L)))
    return w


_X, _L = [[1, 0], [0, 1], [2, 1], [-1, 3]], [1, 0, 0, 0]
_own = own("gradient", _path, _X, _L, 0.5, 2)
_got = ask(fit, _X, _L, 0.5, 2)
if np.shape(_got) == (3,):
    fail(
        "fit(X, L, 0.5, 2) is a single row of three numbers. The whole path is wanted: "
        "one w for the start, then one for each step."
    )
if np.shape(_got) == (2, 3):
    fail("fit(X, L, 0.5, 2) has two rows. Two steps and the start make three.")
promised(
    "fit(X, L, lam, steps)",
    fit,
    (_X, _L, 0.5, 2),
    [
        [0, 0, 0],
        [-0.125, 0, -0.3125],
        [-0.18878703479349743, 0.000420963053382295, -0.5068962043120967],
    ],
    rtol=1e-8,
    atol=1e-10,
    follows=_own,
    X="list array integer kept",
    L="list array integer kept",
    returns="array float64",
)
_X, _L = [[10], [30], [20]], [1, 0, 0]
_own = own("gradient", _path, _X, _L, 0.02, 4)
_got = ask(fit, _X, _L, 0.02, 4)
if np.shape(_got) != (5, 2):
    fail(
        f"fit(X, L, 0.02, 4) for one input has the shape {np.shape(_got)}, expected "
        "(5, 2): four steps and the start make five rows."
    )
expect(
    "fit([[10], [30], [20]], [1, 0, 0], 0.02, 4)",
    _got,
    [
        [0, 0],
        [-0.003333333333333333, -0.13333333333333333],
        [0.0013949789610454627, -0.09275833213314696],
        [0.0048785163088234315, -0.0747303462570872],
        [0.0075257792962653, -0.07338507661119294],
    ],
    rtol=1e-8,
    atol=1e-10,
    follows=_own,
)
_own = own("gradient", _path, [[1], [1]], [0, 1], 1, 3)
_got = ask(fit, [[1], [1]], [0, 1], 1, 3)
if np.shape(_got) != (4, 2):
    fail(
        f"fit([[1], [1]], [0, 1], 1, 3) has the shape {np.shape(_got)}, expected "
        "(4, 2): also where the gradient is zero, each step has its row."
    )
expect(
    "fit([[1], [1]], [0, 1], 1, 3), where the gradient is zero",
    _got,
    np.zeros((4, 2)),
    atol=1e-12,
    follows=_own,
)
promised(
    "fit(X, L, lam, steps)", fit, (_X, _L, 0.02, 0), [[0, 0]], atol=1e-12, steps="zeros"
)
_own = own("gradient", lambda: _path([[1], [3]], [1, 0], 0.5, 1200)[-1])
_got = ask(fit, [[1], [3]], [1, 0], 0.5, 1200)
expect(
    "the last row of fit([[1], [3]], [1, 0], 0.5, 1200)",
    _got[-1],
    [9.25414123002089, -4.840706179395513],
    rtol=1e-6,
    follows=_own,
)
tick("fit")
### BEGIN HIDDEN TESTS
_rng = draws(1711)


def _descent(X, L, rate, steps):
    """The path, with a gradient of its own."""
    w = [np.zeros(X.shape[1] + 1)]
    for _ in range(steps):
        miss = sigmoid_stable(w[-1][0] + X @ w[-1][1:]) - L
        w.append(w[-1] - rate * np.append(miss.mean(), X.T @ miss / len(L)))
    return np.array(w)


for _n, _N, _lam, _steps in [
    (7, 2, 0.3, 1),
    (9, 3, 0.7, 6),
    (6, 1, 1.3, 9),
    (1, 3, 0.5, 3),
    (11, 4, 0.2, 25),
]:
    _L = _rng.permutation((np.arange(_n) < 1 + _n // 4).astype(int))
    _args = _rng.normal(0.2, 1, (_n, _N)), _L, _lam, _steps
    _own = own("gradient", _path, *_args)
    promised(
        "fit(X, L, lam, steps)",
        fit,
        lambda *_, args=_args: args,
        _descent,
        rtol=1e-8,
        atol=1e-10,
        over=[(_n, _N)],
        follows=_own,
        X="list array integer kept",
        L="labels list array integer kept",
        returns="array float64",
    )
promised(
    "fit(X, L, lam, steps)",
    fit,
    (*_args[:3], 0),
    np.zeros((1, _N + 1)),
    atol=1e-12,
    steps="zeros",
)
_args = 20 * _args[0], _L, 0.002, 5
_own = own("gradient", _path, *_args)
_got = ask(fit, *_args)
_want = _descent(*_args)
expect("fit, a steep start", _got, _want, 1e-8, 1e-10, follows=_own)
_args = _args[0] / 20, _L, 0.2, 1200
_own = own("gradient", _path, *_args)
promised(
    "fit(X, L, lam, steps)",
    fit,
    _args,
    _descent,
    rtol=1e-6,
    atol=1e-8,
    follows=_own,
    steps="thousand",
)
### END HIDDEN TESTS

# %% [markdown]
# **Now watch the neuron learn**, from two inputs only, radius and texture, so that it
# can be drawn. The boundary is the line where $Y = 0.5$ (seminar 1.3), the shading is
# $Y$ itself. Before you run the figure: does the line first move into place, and then
# the passage from 0 to 1 become sharp, or the other way round?

# %%
# Run it, then move the slider (it needs a running notebook; the figure above it shows
# the same for three steps).
needs((standardize, [[0.0], [1.0]], [[0.0]]), (fit, [[0.0], [1.0]], [0, 1], 0.1, 1))
KINDS = [(0, "o", BLUE, "Benign"), (1, "^", ORANGE, "Malignant")]
SHADES = LinearSegmentedColormap.from_list("classes", [BLUE, "white", ORANGE])
two_inputs = standardize(train, test)[0][:, :2]
path_of_two = fit(two_inputs, L_train, 3.0, 1000)


def draw_step(axis, step):
    """Draw answers, boundary and tumours after so many steps."""
    w = path_of_two[step]
    first, second = np.meshgrid(np.linspace(-2.6, 4.4, 90), np.linspace(-2.6, 4.8, 90))
    Y = sigmoid_stable(w[0] + w[1] * first + w[2] * second)
    levels = np.linspace(0, 1, 11)
    shades = axis.contourf(first, second, Y, levels, cmap=SHADES, alpha=0.45)
    if step:
        axis.contour(first, second, Y, [0.5], colors="black", linewidths=2)
    right_side = (w[0] + two_inputs @ w[1:] >= 0) == L_train
    for label, marker, color, name in KINDS:
        ours = two_inputs[L_train == label]
        axis.plot(
            *ours.T, marker, color=color, ms=4.5, mec="black", mew=0.4, label=name
        )
    wrong = two_inputs[~right_side]
    axis.plot(*wrong.T, "o", color="black", ms=8, mfc="none", label="On the wrong side")
    loss = error(w, two_inputs, L_train)
    axis.set_title(f"Step {step}: {np.sum(~right_side)} wrong, Error {loss:.3f}")
    axis.set(xlabel="Radius, standardized", xlim=(-2.6, 4.4), ylim=(-2.6, 4.8))
    axis.grid(visible=False)
    return shades


figure, axes = plt.subplots(1, 3, figsize=(11, 4.3), sharey=True)
for axis, step in zip(axes, (1, 10, 1000), strict=True):
    shades = draw_step(axis, step)
axes[0].set_ylabel("Texture, standardized")
figure.colorbar(shades, ax=axes, label="Answer Y", ticks=[0, 0.5, 1], pad=0.01)
figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
show(
    figure,
    alt="400 tumours in the plane of radius and texture: triangles are malignant, dots "
    "benign, circled ones are on the wrong side. After 1, 10 and 1000 steps: the "
    "boundary, a falling straight line, soon stands near its final place, while the "
    "soft shading around it turns into a narrow band.",
)


def show_step(step):
    """Draw one step beside the curve of the Error."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4.4))
    draw_step(left, step)
    left.set_ylabel("Texture, standardized")
    handles = left.get_legend_handles_labels()
    figure.legend(*handles, loc="outside lower center", ncols=3)
    shown = np.unique(np.geomspace(1, 1001, 50).astype(int)) - 1
    losses = [error(path_of_two[k], two_inputs, L_train) for k in shown]
    right.semilogx(shown + 1, losses, color=BLUE)
    right.plot(step + 1, error(path_of_two[step], two_inputs, L_train), "X", color=RED)
    right.set(xlabel="Step + 1", ylabel="Error", title="Where we are on the way")
    show(figure, alt=f"The same plane after {step} steps, and the curve of the Error.")


explore(
    show_step,
    step=widgets.SelectionSlider(
        options=[0, 1, 2, 3, 5, 10, 20, 50, 100, 300, 1000],
        value=3,
        description="Step",
        continuous_update=False,
    ),
)

# %% [markdown]
# ## 7. The neuron and its judge
#
# First the line, then the edge: after ten steps the line stands close to where it will
# end, while the length of $(w_1, w_2)$ goes on growing, from 2.8 to 4.2, and that
# narrows the soft band.
#
# Now all three measurements, and a judge: `LogisticRegression` of scikit-learn
# minimises the same Error by another method. (By default it adds a penalty on large
# weights; `C=np.inf` turns that off, for we have none.) If you are right, the four
# numbers will agree. Two things have to hold before weights can be compared at all.
#
# - **An optimum exists.** Malignant and benign tumours overlap in these three
#   measurements: no plane separates them. Then the Error grows in whichever direction
#   $w$ runs off, so it has a minimum, and just one.
# - **Descent gets there.** The Error is convex, and its curvature is nowhere above
#   $a = 0.335$. As with the parabola of seminar 1.6, every $\lambda < 2/a = 5.97$ is
#   safe. Larger ones may work or not; much smaller ones only take longer.
#
# <details><summary>Why just one minimum, and where 0.335 comes from</summary>
#
# No plane separates the classes, not even one with points on it. And no column is a mix
# of the others and of ones: so the Error bends upwards in every direction, and a second
# minimum has no place.
#
# Differentiate the gradient once more, along a direction $v$ of length 1: the curvature
# is $\operatorname{mean}\bigl(\sigma'(r) \, (v_0 + \sum_i v_i X_i)^2\bigr)$. It is
# never negative: that is convexity. And as $\sigma' \le \tfrac14$, it is at most
# $\tfrac14 \cdot$ (the largest eigenvalue of
# $\tilde X^{\mathsf T} \tilde X / n$), where $\tilde X$ is $X$ with a column of ones.
#
# </details>
#
# **Exercise `training` ({points}).** Choose $\lambda$ and the number of steps (at most
# 5000) so that each of your four numbers is within 0.001 of scikit-learn's. Start with
# something modest, say $\lambda = 0.1$ and 1000 steps, and see what the check says.
#
# <details><summary>Hint</summary>
#
# The loss looks flat long before the weights have arrived. At the optimum the gradient
# is zero; print `gradient(w_cancer, X_train, L_train)`, and multiply $\lambda$ rather
# than the steps.
#
# </details>

# %% solution training called="As good as scikit-learn"
X_train, X_test = standardize(train, test)
# lam and steps: the learning rate and the number of steps.
### BEGIN SOLUTION
lam, steps = 5.0, 1000
### END SOLUTION
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[-1]


# %% check training points=2 needs="standardize gradient fit"
for _name in ("standardize", "gradient", "fit"):
    if is_wrong(_name):
        fail(f"You train by your `{_name}`, which is not right yet: mend that first.")
_X = StandardScaler().fit_transform(train)
_judge = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(_X, L_train)
_want = np.append(_judge.intercept_, _judge.coef_[0])
if not agree(X_train, _X, rtol=1e-6, atol=1e-8):
    fail("X_train is not standardized as it should be.")
_path = np.asarray(W_train, dtype=float)
_w = np.asarray(w_cancer, dtype=float)
if _path.ndim != 2 or _path.shape[1:] != (4,):
    fail("W_train is to be the path of `fit`: one row a step, four numbers in a row.")
if not agree(_w, _path[-1]):
    fail("w_cancer is to be the last row of W_train, where the path ends.")
if len(_path) > 5001:
    fail(f"{len(_path) - 1} steps are more than 5000.")
if attempt(lambda: float(lam) < 0):
    fail("λ is negative: every step climbs.")
if not np.isfinite(_path).all():
    fail("The path leaves the finite numbers: λ is far too large.")
_gap, _losses = (
    np.abs(_w - _want).max(),
    [error(_row, _X, L_train) for _row in _path[-9:]],
)
_state = f"The largest difference from scikit-learn's weights is {_gap:.4g}"
if _gap > 1e-3 and np.any(np.diff(_losses) > 1e-9):
    fail(f"{_state}, and the Error still jumps up between steps: λ is too large.")
if _gap > 1e-3:
    fail(f"{_state}, and the Error is still falling: longer steps, or more of them.")
for _name, _mine, _theirs in zip(["bias w₀", *FEATURES], _w, _want, strict=True):
    print(f"{_name:>16}: {_mine:+.4f}   scikit-learn {_theirs:+.4f}")
tick("training")

# %% [markdown]
# **Then two things to look at.** The figure draws your way to the optimum. The table
# below it compares accuracies, that is, shares of right decisions. Three neurons stand
# against yours: one that was trained with suspect A's gradient and has no bias, one
# with all four of your numbers times 5, one with all of them divided by 5. Before you
# run it: which accuracy will each of them have?

# %%
# Run and look. Left, the Error along your path. Right, the weights, and scikit-learn's
# as dashed lines: watch when each panel becomes flat. Below, the table.
needs((standardize, [[0.0], [1.0]], [[0.0]]), (fit, [[0.0], [1.0]], [0, 1], 0.1, 1))
if attempt(lambda: W_train) is None:
    raise NotImplementedError(
        "This cell needs the exercise `training`, which is still open."
    )
judge = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(X_train, L_train)
marks = np.unique(np.geomspace(1, len(W_train), 60).astype(int)) - 1
figure, (left, right) = plt.subplots(1, 2)
for name, X, L, color, style in [
    ("Train", X_train, L_train, BLUE, "o-"),
    ("Test", X_test, L_test, ORANGE, "s-"),
]:
    losses = [error(w, X, L) for w in W_train[marks]]
    left.plot(marks + 1, losses, style, color=color, markersize=4, label=name)
left.axhline(np.log(2), color=GREY, linestyle=":", label="log 2, no idea")
left.set(xscale="log", xlabel="Step + 1", ylabel="Error", title="Error along the path")
left.legend()
looks = [(GREY, "o"), (BLUE, "s"), (GREEN, "^"), (RED, "D")]
for i, (name, (color, marker)) in enumerate(
    zip(["bias w₀", *FEATURES], looks, strict=True)
):
    goal = judge.intercept_[0] if i == 0 else judge.coef_[0, i - 1]
    right.axhline(goal, color=color, linestyle="--", linewidth=1.2)
    right.plot(
        marks + 1,
        W_train[marks, i],
        color=color,
        marker=marker,
        markevery=6,
        markersize=6,
        label=name,
    )
right.set(
    xscale="log",
    xlabel="Step + 1",
    ylabel="Weight",
    title="Weights (dashed: scikit-learn)",
)
right.legend(loc=(0.47, 0.5))
show(
    figure,
    alt="Left: Error on train and test falls from log 2 = 0.69 to about 0.17 and 0.16, "
    "most of it in the very first steps. Right: the bias and the three weights go on "
    "moving long after that, until they meet the dashed lines of scikit-learn at −1.0, "
    "4.8, 1.6 and 1.8.",
)
wrong = int(np.sum((X_test @ w_cancer[1:] + w_cancer[0] >= 0) != L_test))
print(f"Wrong on the test: {wrong} of {len(L_test)}.")
if my_guess_wrong is not None:
    print(f"Your guess was {my_guess_wrong}.")

X_train_now, X_test_now = standardize(train, test)
w_optimal = fit(X_train_now, L_train, 5.0, 1000)[-1]
w_no_bias = np.zeros(4)
for _ in range(1000):
    w_no_bias = w_no_bias - 5.0 * without_bias_entry(w_no_bias, X_train_now, L_train)
print(f"{'':>22}  right of 169   Error, test   mean answer, train")
for name, w in [
    ("at the optimum", w_optimal),
    ("without a bias", w_no_bias),
    ("all times 5", 5 * w_optimal),
    ("all divided by 5", w_optimal / 5),
]:
    hits = int(np.sum((w[0] + X_test_now @ w[1:] >= 0) == L_test))
    mean_answer = sigmoid_stable(w[0] + X_train_now @ w[1:]).mean()
    loss = error(w, X_test_now, L_test)
    print(f"{name:>22}  {hits:12}   {loss:11.3f}   {mean_answer:18.3f}")
print(f"Malignant in train: {L_train.mean():.3f}")

# %% [markdown]
# There it stands: your derivation, your check, your loop, and the numbers of a library
# that thousands rely on. Seminar 1.2 tells you how to read them: one standard deviation
# more of the radius, with the other two unchanged, multiplies the odds of "malignant"
# by $e^{4.79} \approx 120$.
#
# A convex function has no false bottoms: a point with zero gradient is the minimum. So
# the gradient itself proves that you have reached it, no judge needed.
#
# ## 8. What accuracy cannot see
#
# The same 156, four times. For the last two that is a law: $r \ge 0$ exactly where
# $5r \ge 0$. For the missing bias it is the luck of this split (on `train` it makes
# 7 more mistakes). Yet the Errors differ by more than a factor of two: the neuron
# times 5 is as often wrong as yours, but it swears to every word.
#
# So a bug can hide behind an accuracy. Judge a trained neuron by its Error, its
# gradient, its coefficients, and only then by its accuracy.
#
# **Question ({points}, read by a person).** Your colleague's neuron is the one without
# a bias. "So what," says she, "we both have 156 of 169." Explain in two to four
# sentences. Why *must* the mean answer on `train`, at the optimum of a neuron with a
# bias, equal the share of malignant tumours there (0.370), and why need it not for hers
# (0.423)? What is her neuron worse at, although it decides equally well here? Name a
# number that shows it.

# %% manual colleague [markdown] points=2 called="A neuron without a bias"
# At the optimum the whole gradient is zero, also its first entry, and that is
# $\operatorname{mean}(Y - L)$. So on the training sample the mean of $Y$ equals the
# mean of $L$, the share of malignant tumours. Her descent never moves $w_0$, this
# equation is not enforced, and the mean of $Y$ is off by 0.053.
#
# Her answers are worse as *probabilities*: on average she promises more malignant
# tumours than there are. Accuracy only asks on which side of 0.5 an answer lies. The
# mean cross-entropy sees it: 0.178 on the test in place of 0.158 (also: the entry
# $dError/dw_0 = 0.053 \ne 0$ at her weights).
#
# *Grading: 1 point for the zero of $dError/dw_0 = \operatorname{mean}(Y - L)$ as the
# reason; 1 point for saying that her probabilities are off though her decisions are
# not, with a number (Error, mean answer or gradient entry).*

# %% [markdown]
# And more measurements? The file has 30. With all of them, some plane separates the 400
# training tumours without a single mistake. Descent has no penalty to stop it, and
# $\lambda$ is small enough.
#
# **Exercise `separable` ({points}).** What becomes of the Error on `train` and of the
# weights if the steps never end, and why? One letter for the answer, one for the
# reason; both must be right. Decide first; the figure below comes after.
#
# Answers:
#
# - (a) the weights stop at a finite optimum, as with three measurements;
# - (b) the Error falls towards 0 and never gets there, the weights grow without bound;
# - (c) the Error falls to the conditional entropy $H(L \mid X)$ and stays there;
# - (d) the Error falls at first, then the steps overshoot and it diverges.
#
# Reasons:
#
# - (e) a convex function always has a point where it is smallest;
# - (f) whatever the sample, its mean cross-entropy is at least the $H(L \mid X)$ of the
#   population;
# - (g) a separating $w$ times 2 doubles every score, and no $w$ is the best;
# - (h) with more inputs the gradient becomes longer and longer.
#
# <details><summary>Hint</summary>
#
# Take a $w$ that separates, and double it. What happens to $Y$ of an example of label
# 1, and to its loss? Now double it again.
#
# </details>

# %% solution separable called="Steps without an end"
# separable_answer: one of a, b, c, d. separable_reason: one of e, f, g, h.
### BEGIN SOLUTION
separable_answer = "b"
separable_reason = "g"
### END SOLUTION

# %% check separable points=1
if letter(separable_answer) not in set("abcd"):
    fail("separable_answer must be a, b, c or d.")
if letter(separable_reason) not in set("efgh"):
    fail("separable_reason must be e, f, g or h.")
note("separable", letter(separable_answer), letter(separable_reason))
### BEGIN HIDDEN TESTS
assert letter(separable_answer) == "b", "No finite w is the best one here."
assert letter(separable_reason) == "g", "The answer is right, but not for this reason."
### END HIDDEN TESTS

# %%
# Run and look (with a loop over the examples in `gradient` it goes less far). All 30
# measurements, standardized, up to 10 000 steps.
from time import perf_counter

needs((standardize, [[0.0], [1.0]], [[0.0]]), (fit, [[0.0], [1.0]], [0, 1], 0.1, 1))
A_train, A_test = standardize(all_train, all_test)
begun = perf_counter()
fit(A_train, L_train, 0.5, 20)
far = 10_000 if perf_counter() - begun < 0.02 else 1000
path_of_30 = fit(A_train, L_train, 0.5, far)
marks = np.unique(np.geomspace(1, far + 1, 60).astype(int)) - 1
hits = [np.sum((A_test @ w[1:] + w[0] >= 0) == L_test) for w in path_of_30[marks]]

figure, (left, middle, right) = plt.subplots(1, 3, figsize=(11, 3.6))
for name, X, L, color, style in [
    ("Train", A_train, L_train, BLUE, "o-"),
    ("Test", A_test, L_test, ORANGE, "s-"),
]:
    losses = [error(w, X, L) for w in path_of_30[marks]]
    left.loglog(marks + 1, losses, style, color=color, markersize=4, label=name)
left.set(xlabel="Step + 1", ylabel="Error", title="Error")
left.set_yticks([0.03, 0.1, 0.3], ["0.03", "0.1", "0.3"])
left.minorticks_off()
left.legend()
lengths = np.linalg.norm(path_of_30[marks], axis=1)
middle.semilogx(marks + 1, lengths, "^-", color=GREEN, markersize=4)
middle.set(xlabel="Step + 1", ylabel="Length ‖w‖", title="Length of w")
right.semilogx(
    marks + 1, np.array(hits) / len(L_test), "D-", color=PURPLE, markersize=4
)
right.set(xlabel="Step + 1", ylabel="Share right", title="Accuracy, test")
right.set_ylim(0.3, 1.02)
show(
    figure,
    alt="All 30 measurements. Left, both axes logarithmic: Error on train falls and "
    "falls, Error on test turns after some hundred steps and doubles by step 10 000. "
    "Middle: the length of w grows and does not level off. Right: the test accuracy "
    "jumps to 0.92 in one step, is at 0.96 after twenty, and stays near it.",
)

# %% [markdown]
# The weights run away, the Error on `train` goes on towards 0; on `test` it falls at
# first, then turns and doubles, while the accuracy stays as it was. That is why section
# 7 took three measurements: where the classes overlap, the optimum exists, and it can
# be compared. With 30, a penalty on large weights is the usual way out; lesson 3 calls
# it regularisation.
#
# It also shows the fine print of the lecture's last line. The mean cross-entropy is an
# upper bound on $H(L \mid X)$ **for the whole population**. On the sample that it was
# trained on it may go below, here towards 0.

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# The lecture sums up: **neural networks are differentiable models, and training one is
# minimising a loss by gradient descent.** You have done it, for a network of one
# neuron.
#
# | derivative of | with respect to | is |
# |---|---|---|
# | $r$ | $w_0$, $w_i$ | $1$, $X_i$ |
# | $Y = \sigma(r)$ | $r$ | $Y(1 - Y)$, at most $1/4$ |
# | cross-entropy | $Y$ | $-1/Y$ or $1/(1 - Y)$ |
# | cross-entropy | $r$ | $Y - L$ |
# | $Error$ | $w_0$ | $\operatorname{mean}(Y - L)$ |
# | $Error$ | $w_i$ | $\operatorname{mean}((Y - L) \cdot X_i)$ |
#
# <details><summary>The other lines of the lecture's summary</summary>
#
# | the lecture says | seen in |
# |---|---|
# | the loss for classification is the cross-entropy | 1.4; here $Y - L$ shows why |
# | its mean is an upper bound on the conditional entropy | 1.5; section 8 for samples |
# | deep learning is about 60 years old, with its turn in the 2010s | 1.1, history |
#
# </details>
#
# The same three acts, a model that can be differentiated, a loss, descent, come back in
# every lesson of the course.
#
# **Next, `l1_8_depth_recap`:** one neuron cannot compute XOR, two and a third can. What
# does depth buy, and what does the universal approximation theorem not promise?
