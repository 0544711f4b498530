# %% [markdown]
# # Seminar 3.2. Optimisers
#
# Lesson 3, the second of four seminars. {time}, {points}.
#
# The gradient says where downhill is. How to walk there is another matter: here you
# write the rules by which networks are trained, and race them.
#
# After this seminar you can
#
# 1. say what makes gradient descent slow, and how slow;
# 2. write momentum, RMSprop and Adam, and prove that PyTorch computes the same;
# 3. choose a rule and a learning rate for a reason.
#
# <details><summary>How to work</summary>
#
# Go from top to bottom and run every cell (Shift + Enter). Where a cell says
# `raise NotImplementedError()`, put your own code in place of that line. The cell below
# it checks your answer: a tick, or a message that says what is off. After you hand in,
# the same functions are also called with other numbers. The first `import torch` takes
# some seconds.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.
#
# </details>
#
# ## 1. A guess, before anything else
#
# A ravine is a thousand times steeper across than along. Gradient descent, at its best
# learning rate, walks down it to the loss 0.001. How many steps does it need? And how
# many with momentum, where each step remembers the ones before? Nobody grades your
# guesses.

# %%
# Your guesses, two numbers in place of None.
my_guess_descent = None
my_guess_momentum = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup walks
# Nothing to do here: run it. It loads PyTorch, walks by a rule that you will write, and
# knows PyTorch's own rules by name.
EPS = 1e-8  # the ε of RMSprop and Adam

import torch

torch.set_default_dtype(torch.float64)  # as in NumPy, so that all digits agree
torch.set_num_threads(1)  # for small arrays a second thread only takes time


def run(rule, grad, w0, state, steps):
    """The path of a rule: w0 and the place after each step, shape (steps + 1, D).

    The rule is called with the step's number t = 1, 2, …, the place w, the gradient
    there, and the state, a list; it returns the new place and the new state.
    """
    w, path = w0, [w0]
    for t in range(1, steps + 1):
        w, *state = rule(t, w, grad(w), *state)
        path.append(w)
    return np.array(path)


def optimiser(name, w, lam):
    """PyTorch's optimiser of this name for the tensor w, with the learning rate lam."""
    makers = {
        "descent": lambda: torch.optim.SGD([w], lr=lam),
        "momentum": lambda: torch.optim.SGD([w], lr=lam, momentum=0.9),
        "nesterov": lambda: torch.optim.SGD([w], lr=lam, momentum=0.9, nesterov=True),
        "rmsprop": lambda: torch.optim.RMSprop([w], lr=lam, alpha=0.9),
        "adam": lambda: torch.optim.Adam([w], lr=lam),
    }
    return makers[name]()


# %% [markdown]
# ## 2. Why descent is slow
#
# In seminar 1.6 a loss with one weight and the curvature $a$, $f(w) = a w^2/2$, was
# enough to understand $\lambda$: each step multiplies $w$ by $1 - \lambda a$. A network
# has many weights, and each direction has a curvature of its own. The simplest such
# loss is a *bowl*:
#
# $$f(w) = \tfrac12 \sum_i a_i w_i^2, \qquad
# w_i \leftarrow (1 - \lambda a_i)\, w_i$$
#
# All coordinates share one $\lambda$. The steepest sets the bound,
# $\lambda < 2/a_{\max}$. The flattest has to live with it: with so small a $\lambda$
# its factor $1 - \lambda a_{\min}$ is nearly 1. The best $\lambda$ makes both equally
# slow, one creeping, the other jumping from side to side:
#
# $$1 - \lambda a_{\min} = -(1 - \lambda a_{\max})$$
#
# **Exercise `best_rate` ({points}).** Solve it for $\lambda$. And by which factor $q$
# does such a step multiply the slowest coordinate, its sign aside?
#
# <details><summary>Hint</summary>
#
# $\lambda\,(a_{\min} + a_{\max}) = 2$. Then $q = 1 - \lambda a_{\min}$.
#
# </details>


# %% solution best_rate called="The best rate of descent"
def best_rate(a):
    """The best learning rate of gradient descent on a bowl, and how fast it is.

    Args:
        a: the curvatures, an array of shape (D,), all positive, in any order. It is not
            modified.

    Returns:
        Two numbers: λ, and q, the largest of all |1 − λaᵢ|.

    Example:
        best_rate(np.array([2.0, 2.0])) is (0.5, 0): one step, and it is there.
    """
    ### BEGIN SOLUTION
    lam = 2 / (a.min() + a.max())
    return lam, 1 - lam * a.min()
    ### END SOLUTION


# %% check best_rate points=3
promised(
    "best_rate(a)",
    best_rate,
    (np.array([4.0, 1.0, 2.0]),),
    (0.4, 0.6),
    1e-9,
    1e-12,
    a="array kept",
)
promised("best_rate(a)", best_rate, (np.array([0.5, 7.5]),), (0.25, 0.875), a="kept")
promised("best_rate(a)", best_rate, (np.array([2.0, 2.0]),), (0.5, 0), atol=1e-12)
tick("best_rate")
### BEGIN HIDDEN TESTS
_rng = draws(3201)


def _best(a):
    """Both, by the largest and the smallest curvature."""
    low, high = min(a), max(a)
    return 2 / (low + high), (high - low) / (high + low)


promised(
    "best_rate(a)",
    best_rate,
    lambda D: (np.exp(_rng.normal(0, 2, D)),),
    _best,
    1e-8,
    1e-10,
    over=[(3,), (1,), (2,), (7,), (20,)],
    a="array kept",
)
for _a in ([1.0, 1000], [9.0, 3, 5, 4], [0.01, 0.02]):
    promised("best_rate(a)", best_rate, (np.array(_a),), _best, 1e-8)
### END HIDDEN TESTS

# %% [markdown]
# Only the ratio $\kappa = a_{\max}/a_{\min}$ counts: your $q$ is
# $(\kappa - 1)/(\kappa + 1)$. For $\kappa = 1000$ that is 0.998, and it takes some
# 3460 steps to divide the distance by 1000.
#
# ## 3. Momentum
#
# A ball does not stop after each push; it keeps its velocity $v$:
#
# $$v \leftarrow \mu v + g, \qquad w \leftarrow w - \lambda v$$
#
# $g$ is the gradient at $w$, and $\mu$, often 0.9, is what is left of the velocity
# after a step. Along the ravine all gradients point one way and add up, to
# $g\,(1 + \mu + \mu^2 + \dots) = g/(1 - \mu)$: for $\mu = 0.9$ steps ten times as long.
# Across it they change sign and cancel.
#
# **Nesterov** looks ahead: it steps by $g + \mu v$ in place of $v$, where $v$ is the
# new velocity, that is, as if the next push had come already and were the same.
#
# <details><summary>Other books write it differently</summary>
#
# These are PyTorch's formulas. Some books put $\lambda$ into the velocity, which is the
# same as long as $\lambda$ is constant; others multiply $g$ by $1 - \mu$, so that their
# $\lambda$ is larger. And Nesterov's gradient is mostly written as one taken *ahead*,
# at $w - \lambda \mu v$. That is the same walk: call the place ahead $w$, and you have
# the form above. Before you copy a $\lambda$, look which $v$ it belongs to.
#
# </details>
#
# **Exercise `momentum` ({points}).** One step, with or without the look ahead.
#
# <details><summary>Hint</summary>
#
# First the new velocity, `mu * v + g`, under a new name. Then what to step by depends
# on `nesterov`.
#
# </details>


# %% solution momentum called="Momentum"
def momentum(w, g, v, lam, mu, nesterov):
    """One step with momentum.

    Args:
        w, g, v: the weights, the gradient there, and the velocity before the step, all
            of shape (D,) or all of another one. They are not modified.
        lam, mu: the learning rate λ and what is kept of the velocity, μ.
        nesterov: True for the look ahead, else False.

    Returns:
        The new w and the new v.

    Example:
        From w = [1.0], g = [2.0], v = [3.0] with λ = 0.1, μ = 0.5 it goes to
        w = [0.65], v = [3.5]; with the look ahead to w = [0.625], v = [3.5].
    """
    ### BEGIN SOLUTION
    v = mu * v + g
    return w - lam * (g + mu * v if nesterov else v), v
    ### END SOLUTION


# %% check momentum points=3
_args = (np.array([1.0, -2]), np.array([2.0, 0.5]), np.array([3.0, -1]), 0.1, 0.5)
promised(
    "momentum(w, g, v, lam, mu, nesterov)",
    momentum,
    (*_args, False),
    ([0.65, -2], [3.5, 0]),
    1e-9,
    1e-12,
    w="kept",
    g="kept",
    v="kept",
)
promised(
    "momentum(w, g, v, lam, mu, nesterov)",
    momentum,
    (*_args, True),
    ([0.625, -2.05], [3.5, 0]),
    1e-9,
    1e-12,
    w="kept",
    g="kept",
    v="kept",
)
_args = (np.array([4.0]), np.array([-1.0]), np.array([10.0]), 0.2, 0.9)
promised(
    "momentum(w, g, v, lam, mu, nesterov)", momentum, (*_args, False), ([2.4], [8])
)
tick("momentum")
### BEGIN HIDDEN TESTS
_rng = draws(3202)


def _push(w, g, v, lam, mu, nesterov):
    """PyTorch's formulas."""
    new = v * mu + g
    return w - lam * (g + mu * new) if nesterov else w - lam * new, new


for _nesterov in (False, True):
    promised(
        "momentum(w, g, v, lam, mu, nesterov)",
        momentum,
        lambda D, nesterov=_nesterov: (
            *_rng.normal(0, 2, (3, D)),
            _rng.uniform(0.01, 1),
            _rng.uniform(0.1, 0.99),
            nesterov,
        ),
        _push,
        1e-8,
        1e-10,
        over=[(3,), (1,), (6,)],
        w="kept",
        g="kept",
        v="kept",
    )
    _args = (*_rng.normal(0, 1, (3, 2, 4)), 0.3, 0.8, _nesterov)
    promised("momentum(w, g, v, lam, mu, nesterov)", momentum, _args, _push, 1e-8)
    _args = (*_rng.normal(0, 1, (3, 4)), 0.3, 0.0, _nesterov)
    promised("momentum(w, g, v, lam, mu, nesterov)", momentum, _args, _push, 1e-8)
### END HIDDEN TESTS

# %% [markdown]
# Move the slider. What does too much momentum do, and what is the best $\mu$ here?


# %%
# Run and look. A bowl with the curvatures 1 and 20, λ = 0.04, sixty steps.
def plot_momentum(mu, alt):
    """Two walks from one start, on the map and by their loss."""
    a, start = np.array([1.0, 20.0]), np.array([3.0, 1.0])

    def rule(t, w, g, v):
        return momentum(w, g, v, 0.04, mu, False)

    def descent(t, w, g):
        return (w - 0.04 * g,)

    figure, (left, right) = plt.subplots(1, 2)
    x, y = np.meshgrid(np.linspace(-3.2, 3.2, 120), np.linspace(-1.3, 1.3, 80))
    left.contour(x, y, (x**2 + 20 * y**2) / 2, [0.1, 0.5, 2, 5, 10], colors="#BBBBBB")
    for name, one, state, color, marker in (
        ("Descent", descent, [], GREY, "o"),
        (f"Momentum, μ = {mu:.2f}", rule, [0 * start], GREEN, "s"),
    ):
        path = run(one, lambda w: a * w, start, state, 60)
        style = {"color": color, "markersize": 4, "linewidth": 1.4}
        left.plot(*path.T, marker + "-", **style)
        losses = (a * path**2).sum(axis=1) / 2
        right.semilogy(losses, marker + "-", label=name, markevery=5, **style)
    left.set(xlim=(-3.2, 3.2), ylim=(-1.3, 1.3), xlabel="$w_1$", ylabel="$w_2$")
    left.set_title("The walks")
    right.set(ylim=(1e-7, 40), xlabel="Step", ylabel="Loss", title="Their loss")
    right.legend(loc="lower left")
    show(figure, alt)


needs((momentum, np.ones(1), np.ones(1), np.ones(1), 0.1, 0.9, False))
plot_momentum(
    0.6,
    alt="Left: in a narrow oval ravine descent creeps along the floor; momentum 0.6 "
    "swings across it once or twice, and is at the bottom. Right: after 60 steps the "
    "loss of descent is 0.03, that of momentum below 1e-6.",
)
explore(
    lambda mu: plot_momentum(mu, "The two walks for the momentum that is set."),
    mu=widgets.FloatSlider(0.6, min=0, max=0.98, step=0.02, description="μ"),
)

# %% [markdown]
# At the best $\lambda$ and $\mu$, momentum is some $\sqrt\kappa$ times as fast as
# descent: 32 times, where $\kappa$ is 1000.
#
# ## 4. A scale for each coordinate
#
# Another cure for unequal slopes: give each coordinate its own step. **RMSprop** keeps
# a running mean $s$ of the *squared* gradients and divides by its root:
#
# $$s \leftarrow \rho s + (1 - \rho)\, g^2, \qquad
# w \leftarrow w - \lambda\, \frac{g}{\sqrt{s} + \varepsilon}$$
#
# All this happens entry by entry; $\varepsilon = 10^{-8}$, `EPS`, only saves us from
# $0/0$. Where gradients are large, so is $\sqrt s$: steep or flat, a coordinate moves
# by about $\lambda$ a step. Measure the loss in other units, 1000 times as small: the
# walk stays the same.
#
# **Step 1, `rmsprop` ({points}).** One step of RMSprop.
#
# <details><summary>Hint</summary>
#
# First the new `s`, then the step with it. `np.sqrt(s) + EPS`: ε stands outside the
# root.
#
# </details>


# %% solution rmsprop called="RMSprop"
def rmsprop(w, g, s, lam, rho):
    """One step of RMSprop.

    Args:
        w, g, s: the weights, the gradient there, and the running mean of its squares
            before the step, all of one shape. They are not modified.
        lam, rho: the learning rate λ, and ρ, the share of the old mean in the new one.

    Returns:
        The new w and the new s. An entry whose gradients were all 0 stays.

    Example:
        From w = [1.0], g = [3.0], s = [7.0] with λ = 0.2, ρ = 0.5 it goes to
        w = [0.788], s = [8.0] (rounded).
    """
    ### BEGIN SOLUTION
    s = rho * s + (1 - rho) * g**2
    return w - lam * g / (np.sqrt(s) + EPS), s
    ### END SOLUTION


# %% check rmsprop points=2
promised(
    "rmsprop(w, g, s, lam, rho)",
    rmsprop,
    (np.array([1.0, -2]), np.array([2.0, -4]), np.array([4.5, 2]), 0.5, 0.2),
    ([0.5061352041142295, -1.4495181189519712], [4.1, 13.2]),
    1e-9,
    1e-12,
    w="kept",
    g="kept",
    s="kept",
)
_args = (np.array([3.0, 1]), np.array([0.0, 1e-8]), np.array([0.0, 0]), 0.5, 0.75)
promised(
    "rmsprop(w, g, s, lam, rho)",
    rmsprop,
    _args,
    ([3, 0.6666666666666667], [0, 2.5e-17]),
)
tick("rmsprop")
### BEGIN HIDDEN TESTS
_rng = draws(3203)


def _scaled(w, g, s, lam, rho):
    """Both formulas of the text."""
    new = rho * s + (1 - rho) * g * g
    return w - lam * g / (new**0.5 + 1e-8), new


for _shape in ((3,), (1,), (2, 3), (5,)):
    _w, _g = _rng.normal(0, 2, (2, *_shape))
    _s = _rng.uniform(0.1, 3, _shape)
    promised(
        "rmsprop(w, g, s, lam, rho)",
        rmsprop,
        (_w, _g, _s, _rng.uniform(0.01, 1), _rng.uniform(0.1, 0.99)),
        _scaled,
        1e-8,
        1e-12,
        w="kept",
        g="kept",
        s="kept",
    )
_w, _g = _rng.normal(0, 1, 4), np.array([0, 1e-8, 1e-4, 1e4])
promised("rmsprop(w, g, s, lam, rho)", rmsprop, (_w, _g, 0 * _g, 0.3, 0.9), _scaled)
### END HIDDEN TESTS

# %% [markdown]
# **Adam** takes both ideas: a running mean $m$ of the gradients in place of $g$, and a
# running mean $s$ of their squares. But both start at 0, so the first means are too
# small: after $t$ steps their weights add up to $1 - \beta^t$ only, not to 1. So divide
# by that, and the start is mended:
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad
# s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2$$
#
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat s = \frac{s}{1 - \beta_2^t}, \qquad
# w \leftarrow w - \lambda\, \frac{\hat m}{\sqrt{\hat s} + \varepsilon}$$
#
# Steps are counted from $t = 1$. What is kept for the next step are $m$ and $s$, not
# $\hat m$ and $\hat s$.
#
# **Step 2, `adam` ({points}).** One step of Adam.
#
# <details><summary>Hint</summary>
#
# Four lines: the new `m`, the new `s`, then both divided under *new* names, then the
# step. A test without a computer: at $t = 1$, from zeros, $\hat m = g$ and
# $\hat s = g^2$, so the step is $-\lambda$ times the sign of $g$.
#
# </details>


# %% solution adam called="Adam"
def adam(w, g, m, s, t, lam, beta1, beta2):
    """One step of Adam.

    Args:
        w, g, m, s: the weights, the gradient there, and before the step the running
            means of the gradients and of their squares, all of one shape. They are not
            modified.
        t: the number of this step; the first one is 1.
        lam, beta1, beta2: the learning rate λ, and the shares β₁ and β₂ of the old
            means in the new ones.

    Returns:
        The new w, m and s. An entry whose gradients were all 0 stays.

    Example:
        From w = [1.0], g = [4.0], m = s = [0.0] with t = 1, λ = 0.1, β₁ = 0.5 and
        β₂ = 0.75 it goes to w = [0.9], m = [2.0], s = [4.0] (rounded).
    """
    ### BEGIN SOLUTION
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s
    ### END SOLUTION


# %% check adam points=4
_zero = np.zeros(2)
promised(
    "adam(w, g, m, s, t, lam, beta1, beta2)",
    adam,
    (np.array([1.0, -2]), np.array([4.0, -8]), _zero, _zero, 1, 0.1, 0.5, 0.75),
    ([0.90000000025, -1.900000000125], [2, -4], [4, 16]),
    1e-10,
    w="kept",
    g="kept",
    m="kept",
    s="kept",
)
promised(
    "adam(w, g, m, s, t, lam, beta1, beta2)",
    adam,
    (*np.array([[1.0, -2], [4, -2], [2, 1], [4, 5]]), 3, 0.1, 0.5, 0.75),
    ([0.9014685088172587, -1.98006455107171], [3, -0.5], [7, 4.75]),
    1e-9,
    w="kept",
    g="kept",
    m="kept",
    s="kept",
)
promised(
    "adam(w, g, m, s, t, lam, beta1, beta2)",
    adam,
    (*np.array([[3.0, 1], [0, 2e-8], [0, 0], [0, 0]]), 1, 0.3, 0.9, 0.99),
    ([3, 0.8], [0, 2e-9], [0, 4e-18]),
    1e-9,
)
tick("adam")
### BEGIN HIDDEN TESTS
_rng = draws(3204)


def _moved(w, g, m, s, t, lam, beta1, beta2):
    """All formulas of the text."""
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g * g
    root = (s / (1 - beta2**t)) ** 0.5
    return w - lam * (m / (1 - beta1**t)) / (root + 1e-8), m, s


for _shape, _t in (((3,), 1), ((1,), 2), ((2, 3), 5), ((4,), 40)):
    _w, _g, _m = _rng.normal(0, 2, (3, *_shape))
    _beta1, _beta2 = _rng.uniform(0.3, 0.9), _rng.uniform(0.91, 0.999)
    promised(
        "adam(w, g, m, s, t, lam, beta1, beta2)",
        adam,
        (_w, _g, _m, _rng.uniform(0.5, 3, _shape), _t, 0.2, _beta1, _beta2),
        _moved,
        1e-8,
        1e-12,
        w="kept",
        g="kept",
        m="kept",
        s="kept",
    )
_g = np.array([0, 3e-8, 1e-4, -1e4])
_start = (_rng.normal(0, 1, 4), _g, 0 * _g, 0 * _g, 1, 0.3, 0.9, 0.999)
promised("adam(w, g, m, s, t, lam, beta1, beta2)", adam, _start, _moved)
### END HIDDEN TESTS

# %% [markdown]
# Now the race of section 1, with $\kappa = 1000$. Each rule runs at its *own* best
# $\lambda$, the one of those tried that brings it below a loss of 0.001 first, for
# good. Anything else would be a race of learning rates.
#
# On the left the ravine lies along an axis. On the right the same bowl, and the start
# with it, are turned by 45°. Before you run it: which of the curves will change?


# %%
# Run and look (some seconds).
def momentum_at(lam):
    return lambda t, w, g, v: momentum(w, g, v, lam, 0.9, False)


def rmsprop_at(lam):
    return lambda t, w, g, s: rmsprop(w, g, s, lam, 0.9)


def adam_at(lam):
    return lambda t, w, g, m, s: adam(w, g, m, s, t, lam, 0.9, 0.999)


def descent_at(lam):
    return lambda t, w, g: (w - lam * g,)


# For each rule: how many arrays it keeps, its colour and marker, the λ that are tried.
RULES = {
    "Descent": (descent_at, 0, GREY, "o", np.geomspace(5e-4, 1.99e-3, 8)),
    "Momentum": (momentum_at, 1, GREEN, "s", np.geomspace(2e-4, 3.7e-3, 12)),
    "Adam": (adam_at, 2, RED, "^", np.geomspace(2e-2, 5, 24)),
}


def race(name, angle, begin=0.7, kappa=1000, level=1e-3):
    """The steps of a rule at its best λ on a turned bowl, this λ, the losses."""
    rule, kept, _, _, rates = RULES[name]
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    turn = np.array([[c, -s], [s, c]])
    A = turn @ np.diag([1.0, kappa]) @ turn.T
    w0 = turn @ (3 * np.array([np.cos(begin), np.sin(begin)]))
    walks = []
    for lam in rates:
        steps = 600 if kept else 3000
        path = run(rule(lam), lambda w: A @ w, w0, [0 * w0] * kept, steps)
        losses = np.sum(path @ A * path, axis=1) / 2
        last_above = np.flatnonzero(~(losses < level))[-1]
        walks.append((min(last_above + 1, steps), lam, losses))
    return min(walks, key=lambda walk: walk[0])


needs(
    (momentum, np.ones(1), np.ones(1), np.ones(1), 0.1, 0.9, False),
    (rmsprop, np.ones(1), np.ones(1), np.ones(1), 0.1, 0.9),
    (adam, np.ones(1), np.ones(1), np.ones(1), np.ones(1), 1, 0.1, 0.9, 0.99),
)
figure, panels = plt.subplots(1, 2, sharey=True)
for panel, angle in zip(panels, (0, 45), strict=True):
    for name, (_, _, color, marker, _) in RULES.items():
        steps, lam, losses = race(name, angle)
        losses = losses[: steps + 1]
        places = np.unique(np.geomspace(1, steps, 12).astype(int))
        style = {"color": color, "markersize": 5, "linewidth": 1.6}
        label = f"{name}: {steps} steps, λ = {lam:.2g}"
        panel.loglog(range(1, steps + 1), losses[1:], color=color, linewidth=0.8)
        panel.plot(places, losses[places], marker, label=label, **style)
    panel.axhline(1e-3, color="black", linewidth=1, linestyle=":")
    panel.set(xlabel="Step", ylim=(1e-8, 1e5))
    panel.set_title("Along the axes" if angle == 0 else "Turned by 45°")
    panel.legend(loc="lower left", fontsize=10)
    for guess in (my_guess_descent, my_guess_momentum):
        if guess is not None and guess > 0:
            panel.plot(min(guess, 9000), 1e-3, "X", color="black", markersize=9)
panels[0].set_ylabel("Loss")
show(
    figure,
    alt="Loss by step, both axes logarithmic, until it stays below 0.001; black "
    "crosses are your guesses. Left, along the axes: Adam takes 130 steps, momentum "
    "148, descent 1977. Right, turned by 45 degrees: descent and momentum take the "
    "same as before, Adam more than twice as many.",
)

# %% [markdown]
# For momentum and descent nothing has changed, to the last step. Adam was first and has
# fallen behind.
#
# **Question ({points}, read by a person).** Turning the bowl only gives its points
# other coordinates. Why does that leave momentum alone, and not Adam? Explain by the
# formulas of sections 3 and 4, in two to four sentences, which operation of Adam knows
# the axes, and what becomes of its scales when the ravine lies across them.

# %% manual turned_ravine [markdown] points=2 called="Why Adam turns with the axes"
# Descent and momentum only add vectors and multiply them by numbers. If $w$, $v$ and
# $g$ are turned, so is each sum of them: the whole walk is turned, and its losses are
# the same. Adam squares, takes roots and divides *entry by entry*, and the square of a
# turned vector's entries is not the turned vector of squares.
#
# Along the axes the steep direction has its own $s$ and the flat one its own, so each
# gets the step it needs. Turned by 45°, every coordinate is a mixture of steep and
# flat; both gradients are ruled by the steep part, both scales are about equal. Then
# Adam divides everything by one number, as a rule with one $\lambda$ would, and the
# flat direction is slow again.
#
# *Grading: 1 point for the operations (linear ones turn along, entry by entry ones do
# not); 1 point for the scales that become equal, so that the flat direction is no
# longer told from the steep one.*

# %% [markdown]
# ## 5. The same in PyTorch
#
# PyTorch has all of these rules in `torch.optim`. An optimiser holds the weights, the
# learning rate and the state of its rule:
#
# | yours | PyTorch |
# |---|---|
# | `momentum(…, lam, 0.9, False)` | `torch.optim.SGD([w], lr=lam, momentum=0.9)` |
# | `rmsprop(…, lam, 0.9)` | `torch.optim.RMSprop([w], lr=lam, alpha=0.9)` |
# | `adam(…, lam, 0.9, 0.999)` | `torch.optim.Adam([w], lr=lam)` |
#
# The given `optimiser(name, w, lam)` makes one by name. The training loop is that of
# seminar 3.1: clear the gradient, compute the loss, go back, step.
#
# **Exercise `torch_path` ({points}).** Walk down the bowl with PyTorch.
#
# <details><summary>Hint</summary>
#
# `torch.tensor(w0, requires_grad=True)` copies the start. The optimiser is made *once*:
# it remembers. In the loop: `opt.zero_grad()`, the loss
# $\frac12 \sum_i a_i w_i^2$, `loss.backward()`, `opt.step()`. The optimiser changes the
# tensor `w` itself, so keep a copy of each place: `w.detach().numpy().copy()`.
#
# </details>


# %% solution torch_path called="A walk with PyTorch"
def torch_path(name, a, w0, lam, steps):
    """The path of an optimiser of PyTorch on the bowl ½ Σ aᵢwᵢ².

    Args:
        name: which one, "descent", "momentum", "nesterov", "rmsprop" or "adam".
        a, w0: the curvatures and the start, arrays of shape (D,). They are not
            modified.
        lam: the learning rate.
        steps: the number of steps, perhaps none.

    Returns:
        An array of the places, shape (steps + 1, D): w0, then one after each step.

    Example:
        torch_path("descent", np.ones(1), np.array([8.0]), 0.5, 2) is [[8], [4], [2]].
    """
    a = torch.as_tensor(a)
    ### BEGIN SOLUTION
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)
    ### END SOLUTION


# %% check torch_path points=3
promised(
    "torch_path(name, a, w0, lam, steps)",
    torch_path,
    ("descent", np.array([1.0, 3]), np.array([8.0, -4]), 0.5, 3),
    [[8, -4], [4, 2], [2, -1], [1, 0.5]],
    1e-9,
    a="array kept",
    w0="array kept",
    returns="array",
)
promised(
    "torch_path(name, a, w0, lam, steps)",
    torch_path,
    ("momentum", np.array([2.0, 4, 1]), np.array([1.0, -1, 2]), 0.25, 2),
    [[1, -1, 2], [0.5, 0, 1.5], [-0.2, 0.9, 0.675]],
    1e-9,
    1e-12,
    returns="array",
)
_start = np.array([0.5, 7.0])
_none = ("adam", np.array([1.0, 2]), _start, 0.1, 0)
promised("torch_path(name, a, w0, lam, steps)", torch_path, _none, [_start])
tick("torch_path")
### BEGIN HIDDEN TESTS
_rng = draws(3205)


def _walk(name, a, w, lam, steps):
    """The path by the formulas of the text."""
    path, v, m, s = [w], 0 * w, 0 * w, 0 * w
    for t in range(1, steps + 1):
        g = a * w
        v, m = 0.9 * v + g, 0.9 * m + 0.1 * g
        rho = 0.999 if name == "adam" else 0.9
        s = rho * s + (1 - rho) * g * g
        root = (s / (1 - rho**t) if name == "adam" else s) ** 0.5 + 1e-8
        move = {
            "descent": g,
            "momentum": v,
            "nesterov": g + 0.9 * v,
            "rmsprop": g / root,
            "adam": m / (1 - 0.9**t) / root,
        }
        w = w - lam * move[name]
        path.append(w)
    return np.array(path)


for _name, _sizes in (
    ("descent", [(3,)]),
    ("momentum", [(1,), (4,)]),
    ("nesterov", [(2,)]),
    ("rmsprop", [(3,), (1,)]),
    ("adam", [(1,), (5,)]),
):
    promised(
        "torch_path(name, a, w0, lam, steps)",
        torch_path,
        lambda D, name=_name: (
            name,
            _rng.uniform(0.5, 6, D),
            _rng.normal(0, 2, D),
            0.05,
            int(_rng.integers(4, 8)),
        ),
        _walk,
        1e-8,
        1e-10,
        over=_sizes,
        a="array kept",
        w0="array kept",
        returns="array",
    )
### END HIDDEN TESTS

# %% [markdown]
# The next cell puts your rules beside PyTorch's. Two programs written by different
# people, a hundred steps: how large will the differences be?

# %%
# Run it, and compare with your prediction.
needs(
    (momentum, np.ones(1), np.ones(1), np.ones(1), 0.1, 0.9, False),
    (rmsprop, np.ones(1), np.ones(1), np.ones(1), 0.1, 0.9),
    (adam, np.ones(1), np.ones(1), np.ones(1), np.ones(1), 1, 0.1, 0.9, 0.99),
    (torch_path, "descent", np.ones(1), np.ones(1), 0.1, 1),
)
a_three, w_three = np.array([1.0, 10.0, 30.0]), np.array([1.0, -2.0, 3.0])
print("100 steps of 0.01: the largest difference between yours and PyTorch's")
for name, rule, kept in (
    ("descent", descent_at(0.01), 0),
    ("momentum", momentum_at(0.01), 1),
    ("nesterov", lambda t, w, g, v: momentum(w, g, v, 0.01, 0.9, True), 1),
    ("rmsprop", rmsprop_at(0.01), 1),
    ("adam", adam_at(0.01), 2),
):
    yours = run(rule, lambda w: a_three * w, w_three, [0 * w_three] * kept, 100)
    theirs = torch_path(name, a_three, w_three, 0.01, 100)
    print(f"{name:<10} {np.abs(yours - theirs).max():.0e}")

# %% [markdown]
# ## 6. A network, and pixels in odd units
#
# Which rule for a real network? It reads digits, as in seminar 2.4, with 32 hidden
# neurons; PyTorch computes the gradient of all its 2410 weights in one row, and *your*
# rules step.
#
# Then the same once more, but each pixel is measured in a unit of its own: its column
# is multiplied by a factor between 0.03 and 3. Nothing is lost; only the loss has
# become a ravine.

# %% setup digits
# Nothing to do here: run it. The digits come with scikit-learn, nothing is downloaded.
from sklearn.datasets import load_digits
from torch.nn.functional import cross_entropy

digits = load_digits()
order_of_digits = np.random.default_rng(8).permutation(len(digits.target))
X_train, X_test = np.split(digits.data[order_of_digits] / 16, [1200])
L_train, L_test = np.split(digits.target[order_of_digits], [1200])
units = 10.0 ** np.random.default_rng(1).uniform(-1.5, 0.5, 64)
for array in (X_train, X_test, L_train, L_test, units):
    array.setflags(write=False)  # nobody changes the data by accident


def start(rng):
    """All weights of the net 64-32-10 in one row, by He's initialisation."""
    W_1 = rng.normal(size=(64, 32)) * np.sqrt(2 / 64)
    W_2 = rng.normal(size=(32, 10)) * np.sqrt(2 / 32)
    return np.concatenate([W_1.ravel(), np.zeros(32), W_2.ravel(), np.zeros(10)])


def scores(w, X):
    """The scores of the examples X, from all weights w, a tensor."""
    W_1, b_1, W_2, b_2 = w.split([2048, 32, 320, 10])
    hidden = torch.relu(torch.tensor(X) @ W_1.reshape(64, 32) + b_1)
    return hidden @ W_2.reshape(32, 10) + b_2


def gradient(w, X, L):
    """The loss and its gradient at the weights w, an array, by PyTorch."""
    w = torch.tensor(w, requires_grad=True)
    loss = cross_entropy(scores(w, X), torch.tensor(L))
    loss.backward()
    return loss.item(), w.grad.numpy()


def train(rule, kept, X, seed=0, epochs=8, size=64, rate_of=None):
    """The losses of all training images after each epoch, and the trained weights.

    `rule(lam)` is a rule as `run` takes it, which keeps that many arrays; λ of step
    number k, from 0, is `rate_of(k)`.
    """
    rng = np.random.default_rng(seed)
    w, losses, t = start(rng), [], 0
    state = [0 * w] * kept
    for _ in range(epochs):
        for batch in np.split(rng.permutation(1200), range(size, 1200, size)):
            _, g = gradient(w, X[batch], L_train[batch])
            w, *state = rule(rate_of(t))(t + 1, w, g, *state)
            t += 1
        losses.append(gradient(w, X, L_train)[0])
    return losses, w


def share_right(w, X, L):
    """The share of images that are judged right."""
    return np.mean(scores(torch.tensor(w), X).numpy().argmax(axis=1) == L)


# %%
# Run and look (some seconds). Each dot is a training of six epochs.
needs(
    (momentum, np.ones(1), np.ones(1), np.ones(1), 0.1, 0.9, False),
    (adam, np.ones(1), np.ones(1), np.ones(1), np.ones(1), 1, 0.1, 0.9, 0.99),
)
TRIED = {
    "Descent": (0.1, 0.3, 1.0, 2.0),
    "Momentum": (0.03, 0.1, 0.3, 0.5),
    "Adam": (0.01, 0.03, 0.1, 0.2),
}


def last_loss(name, lam, factors, seed=0):
    """The loss after six epochs with a rule at a constant λ."""
    rule, kept = RULES[name][:2]
    losses, _ = train(rule, kept, X_train * factors, seed, 6, rate_of=lambda k: lam)
    return losses[-1]


figure, panels = plt.subplots(1, 2, sharey=True)
for panel, factors in zip(panels, (np.ones(64), units), strict=True):
    for name, tried in TRIED.items():
        losses = [last_loss(name, lam, factors) for lam in tried]
        _, _, color, marker, _ = RULES[name]
        label = f"{name}: {min(losses):.3f} at best"
        panel.loglog(tried, losses, marker + "-", color=color, label=label)
    panel.set(xlabel="λ", ylim=(0.005, 4))
    panel.set_title("Pixels as they are" if factors[0] == 1 else "In odd units")
    panel.legend(loc="lower left", fontsize=10)
panels[0].set_ylabel("Loss after six epochs")
show(
    figure,
    alt="Loss after six epochs by learning rate, both axes logarithmic, a valley for "
    "each rule. Left, pixels as they are: at its best momentum reaches 0.05, Adam "
    "0.08, descent 0.22. Right, pixels in odd units: Adam reaches 0.09, momentum 0.27, "
    "descent 0.45.",
)

# %% [markdown]
# On the left momentum keeps up, once each has its own $\lambda$: "Adam is better"
# is not true here. On the right it is, because the steep and the flat directions lie
# along the axes, as in section 4. You could as well standardise the pixels, as in
# seminar 1.7.
#
# Each valley has a cliff on its right: a little above the best $\lambda$ nothing is
# learnt. When you can try one thing only, try another $\lambda$.
#
# ## 7. A rate that falls
#
# Near the end a large $\lambda$ is a nuisance: each batch has a gradient of its own,
# and the walk trembles; RMSprop steps by about $\lambda$ even where it is flat. At the
# beginning a large $\lambda$ is a blessing. So let $\lambda$ fall, and begin carefully.
# After $k$ of $T$ steps, with $u$ steps of *warm-up*:
#
# $$\lambda_k = \lambda_{\max} \frac{k + 1}{u + 1} \quad (k \le u), \qquad
# \lambda_k = \frac{\lambda_{\max}}{2}
# \Bigl(1 + \cos \frac{\pi\,(k - u)}{T - u}\Bigr) \quad (k \ge u)$$
#
# **Exercise `cosine` ({points}).** The learning rate after $k$ steps.
#
# <details><summary>Hint</summary>
#
# An `if` for the warm-up; `np.pi`, `np.cos`. At $k = u$ both formulas give the peak.
#
# </details>


# %% solution cosine called="Warm-up and cosine"
def cosine(k, T, peak, warmup):
    """The learning rate of the next step: linear warm-up, then half a cosine.

    Args:
        k: how many steps are done: 0, 1, …, T − 1.
        T: the number of all steps.
        peak: the largest rate.
        warmup: the number of steps before the peak, u, less than T, perhaps none.

    Returns:
        A number.

    Example:
        For T = 10, peak = 0.6, warmup = 2 the rates begin with 0.2, 0.4, 0.6; after
        k = 6 steps the rate is 0.3.
    """
    ### BEGIN SOLUTION
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak / 2 * (1 + np.cos(np.pi * (k - warmup) / (T - warmup)))
    ### END SOLUTION


# %% check cosine points=3
for _k, _rate in ((0, 0.2), (1, 0.4), (2, 0.6), (6, 0.3), (4, 0.5121320343559642)):
    _got = ask(cosine, _k, 10, 0.6, 2)
    expect(f"cosine({_k}, 10, 0.6, 2)", _got, _rate, 1e-9, 1e-12)
expect("cosine(0, 4, 1.0, 0)", ask(cosine, 0, 4, 1.0, 0), 1, 1e-9)
expect("cosine(3, 4, 1.0, 0)", ask(cosine, 3, 4, 1.0, 0), 0.1464466094067262, 1e-9)
tick("cosine")
### BEGIN HIDDEN TESTS
_rng = draws(3206)


def _rate_of(k, T, peak, warmup):
    """Both pieces."""
    rising = (k + 1) / (warmup + 1)
    falling = np.cos(np.pi / 2 * max(k - warmup, 0) / (T - warmup)) ** 2
    return peak * (rising if k <= warmup else falling)


for _T, _warmup in ((12, 3), (20, 0), (9, 8), (1, 0), (5, 1)):
    _peak = _rng.uniform(0.05, 2)
    for _k in {0, _T // 2, _warmup, max(_warmup - 1, 0), _T - 1}:
        expect(
            "cosine(k, T, peak, warmup)",
            ask(cosine, _k, _T, _peak, _warmup),
            _rate_of(_k, _T, _peak, _warmup),
            1e-8,
            1e-12,
        )
### END HIDDEN TESTS

# %%
# Run and look (some seconds): batches of 16, momentum, three starts each.
needs(
    (momentum, np.ones(1), np.ones(1), np.ones(1), 0.1, 0.9, False),
    (cosine, 0, 10, 0.1, 2),
)
SCHEDULES = {
    "Constant": (GREY, "o", lambda k: 0.1),
    "Cosine": (GREEN, "s", lambda k: cosine(k, 600, 0.1, 60)),
}
figure, (left, right) = plt.subplots(1, 2)
for name, (color, marker, rate_of) in SCHEDULES.items():
    rates = [rate_of(k) for k in range(600)]
    left.plot(rates, marker + "-", color=color, label=name, markevery=60, markersize=5)
    runs = [
        train(momentum_at, 1, X_train, seed, size=16, rate_of=rate_of)
        for seed in range(3)
    ]
    right_of_100 = 100 * np.mean([share_right(w, X_test, L_test) for _, w in runs])
    for losses, _ in runs:
        label = f"{name}: {right_of_100:.1f} of 100 new images right"
        label = label if losses is runs[0][0] else None
        epochs = range(1, 9)
        right.semilogy(
            epochs, losses, marker + "-", color=color, label=label, markersize=5
        )
left.set(xlabel="Step", ylabel="λ", title="The learning rate")
left.legend(loc="lower left")
right.set(xlabel="Epoch", ylabel="Loss, training images", title="What it does")
right.set(ylim=(0.01, 1), xticks=range(1, 9))
right.yaxis.set_minor_formatter(plt.NullFormatter())
right.legend(loc="upper right", fontsize=10)
show(
    figure,
    alt="Left: a constant rate of 0.1, and one that rises to 0.1 over 60 steps and "
    "falls to 0 along half a cosine. Right: over eight epochs the losses with the "
    "constant rate jump up and down and end between 0.04 and 0.13; those with the "
    "cosine fall smoothly to 0.03.",
)

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# **What makes descent slow is the ratio of curvatures.** Momentum turns $\kappa$ into
# $\sqrt\kappa$ in every direction; Adam removes it where it lies along the axes.
# Neither saves you the search for $\lambda$.
#
# **Next, seminar 3.3:** how a signal, and its gradient, survive twenty layers.
