# %% [markdown]
# # Seminar 1.2. The sigmoid and log-odds
#
# Follows the three lecture slides "Logistic activation function".
# 45 minutes, {points}.
#
# Seminar 1.1 built the neuron: a weighted sum of the inputs and a bias give the score
# $r$, and an activation function turns it into the output. The step only said yes or
# no. Put the sigmoid in its place, and the neuron answers with a probability $P$. Here
# you build the sigmoid, take it apart again, and find out what the score has meant all
# along.
#
# After this seminar you can
#
# 1. go from a score to a probability and back, and derive each line of the way back;
# 2. read a weight and a bias: what multiplies the odds, and how the share of each class
#    in the data enters $w_0$;
# 3. write a sigmoid that stays exact where the textbook formula breaks.
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
# A neuron looks at an e-mail and gives it a score $r$. Large and positive means "spam",
# large and negative means "not spam", zero means "no idea". Its answer is a probability
# $P$ between 0 and 1.
#
# What $P$ would you give to the scores 0, 2, 4 and −2? Write your numbers into the cell
# below before you read on. Nobody grades them. You will meet them again in the first
# figure, next to the truth.

# %%
# Your guesses: the score r, and the probability P (from 0 to 1) that you would give.
my_guess = {0: 0.5, 2: 0.5, 4: 0.5, -2: 0.5}

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% [markdown]
# ## 2. From a score to a probability
#
# Take $r = 2$ and follow the numbers: $e^{-2} = 0.135$, one more is $1.135$, and
# $1 / 1.135 = 0.881$. Now take $r = -2$: $e^{2} = 7.389$, one more is $8.389$, and
# $1 / 8.389 = 0.119$. The two answers add up to 1.
#
# That recipe is the **sigmoid**, the activation function of the slide:
#
# $$P(L = 1 \mid X) = \sigma(r) = \frac{1}{1 + e^{-r}}, \qquad
# r = w_0 + \sum_{i=1}^{N} w_i X_i$$
#
# Here $X$ holds the $N$ inputs of the neuron, $w_i$ is the weight of input $X_i$, $w_0$
# is the bias, $L$ is the label (0 or 1), and $P(L = 1 \mid X)$, from now on just $P$,
# is the probability of label 1 given these inputs.
#
# **Exercise `sigmoid` ({points}).** Write the recipe as a function. The first line is
# given: it turns numbers, lists and integers into a float64 array (float64 is NumPy's
# usual decimal number, with about 16 digits).
#
# <details><summary>Hint</summary>
#
# `np.exp` works on a whole array at once (`math.exp` and `float` do not), so the
# formula is one line. Mind the brackets around the denominator.
#
# </details>


# %% solution sigmoid
def sigmoid(r):
    """Turn a score into the probability of label 1.

    Args:
        r: the score. A number, a list or an array of any shape, also of integers or
            float32. It is not modified.

    Returns:
        σ(r) = 1 / (1 + e^(−r)) in float64, in the shape of r: a number for a number, an
        array for a list or an array. NaN in r is not tested.

    Example:
        sigmoid(2) is 0.880797 (rounded), sigmoid([0, 2]) is [0.5, 0.880797].
    """
    r = np.asarray(r, dtype=np.float64)
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-r))
    ### END SOLUTION


# %% check sigmoid points=3
expect(
    "sigmoid([-2, 0, 2, 4])",
    ask(sigmoid, [-2, 0, 2, 4]),
    [0.11920292, 0.5, 0.88079708, 0.98201379],
    rtol=1e-6,
)
expect("sigmoid(0)", ask(sigmoid, 0), 0.5)
tick("sigmoid")
### BEGIN HIDDEN TESTS
_rng = draws(1201)
_r = _rng.uniform(-4, 4, 20)
_want = 1 / (1 + np.exp(-_r))
expect("sigmoid(r), 20 scores", ask(sigmoid, _r), _want, rtol=1e-8)
expect_kept("sigmoid(r)")
expect("sigmoid(−r), 20 scores", ask(sigmoid, -_r), 1 - _want, rtol=1e-8)
for _shape in [(1,), (3, 5), (4, 1), (2, 3, 2)]:
    _r = _rng.uniform(-4, 4, _shape)
    expect("sigmoid(r), r an array", ask(sigmoid, _r), 1 / (1 + np.exp(-_r)), rtol=1e-8)
for _r in _rng.uniform(-4, 4, 3):
    _want = 1 / (1 + np.exp(-_r))
    expect("sigmoid(r), r a NumPy number", ask(sigmoid, _r), _want, rtol=1e-8)
    expect("sigmoid(r), r a number", ask(sigmoid, float(_r)), _want, rtol=1e-8)
    expect(
        "sigmoid(r), r a list", ask(sigmoid, [float(_r)] * 3), [_want] * 3, rtol=1e-8
    )
_r = _rng.integers(-6, 7, 9)
_want = 1 / (1 + np.exp(-_r.astype(float)))
expect("sigmoid(r), r integers", ask(sigmoid, _r), _want, rtol=1e-8)
expect("sigmoid(r), r an integer", ask(sigmoid, int(_r[0])), _want[0], rtol=1e-8)
_r = _rng.uniform(-4, 4, 7).astype(np.float32)
_want = 1 / (1 + np.exp(-_r.astype(float)))
expect("sigmoid(r), r in float32", ask(sigmoid, _r), _want, rtol=1e-5)
expect("sigmoid([-40, 40])", ask(sigmoid, [-40.0, 40.0]), [0, 1], atol=1e-12)
### END HIDDEN TESTS

# %%
# Nothing to do here: run it. Left, your sigmoid and your guesses. Right, the same curve
# read as odds, P / (1 − P): how many times likelier label 1 is than label 0.
needs((sigmoid, 0.0))
grid = np.linspace(-6, 6, 241)
P_grid = sigmoid(grid)
asked = np.array(list(my_guess))

figure, (left, right) = plt.subplots(1, 2)
left.plot(grid, P_grid, color=BLUE, label="Your sigmoid")
left.vlines(asked, list(my_guess.values()), sigmoid(asked), color=GREY, linestyle=":")
left.plot(asked, list(my_guess.values()), "X", color=RED, label="Your guess")
left.plot(asked, sigmoid(asked), "o", color=BLUE, markerfacecolor="white")
left.set(xlabel="Score r", ylabel="Probability P", title="Probability: an S-curve")
left.set_ylim(-0.05, 1.05)
left.legend()

right.semilogy(grid, P_grid / (1 - P_grid), color=GREEN)
right.plot(asked, np.exp(asked), "o", color=GREEN, markerfacecolor="white")
for score in asked:
    odds = np.exp(score)
    text = f"{odds:.3g} : 1" if score >= 0 else f"1 : {1 / odds:.3g}"
    right.text(score - 0.4, odds * 1.3, text, ha="right")
right.set_yticks(
    [0.01, 0.1, 1, 10, 100], ["1 : 100", "1 : 10", "1 : 1", "10 : 1", "100 : 1"]
)
right.set(
    xlabel="Score r",
    ylabel="Odds, P/(1 − P)",
    title="Log axis: the odds form a straight line",
)
show(
    figure,
    alt="Left: your sigmoid rises from 0 to 1 as the score r goes from −6 to 6, with "
    "your guesses marked at r = −2, 0, 2 and 4. Right: the odds P/(1 − P) of the same "
    "curve on a logarithmic axis form a straight line through 1 at r = 0.",
)

# %% [markdown]
# Compare $r = 2$ with $r = 4$: on the left, $P$ creeps from 0.88 to 0.98 and seems to
# run out of room. On the right nothing runs out: the odds grow from 7 : 1 to 55 : 1,
# and on their logarithmic axis they are a straight line. That line is the answer to the
# slide's question "what is $r$?", and the next section derives it.
#
# ## 3. From a probability back to the score
#
# Numbers first. Out of 100 e-mails of some kind, so many are spam:
#
# | spam : not spam | $P$ | odds $P/(1-P)$ | log of the odds |
# |---|---|---|---|
# | 2 : 98 | 0.02 | 0.0204 | −3.89 |
# | 20 : 80 | 0.20 | 0.25 | −1.39 |
# | 50 : 50 | 0.50 | 1 | 0 |
# | 80 : 20 | 0.80 | 4 | 1.39 |
# | 98 : 2 | 0.98 | 49 | 3.89 |
#
# Swap the classes, and the log of the odds only changes its sign. Put 1.39 into your
# sigmoid, and 0.80 comes back. So the last column should be $r$. Four small steps show
# it, one line of Python for one line of the derivation. A step that follows correctly
# from your own previous step counts, even if that one was wrong.
#
# **Step 1, `inverse_probability` ({points}).** The slide says
# $P = \dfrac{1}{1 + e^{-r}}$. Write $t$ for $e^{-r}$, so that $P = \dfrac{1}{1 + t}$,
# and turn both sides upside down. What is $1/P$?
#
# <details><summary>Hint</summary>
#
# The reciprocal of one over something is that something.
#
# </details>


# %% solution inverse_probability
def inverse_probability(t):
    """Step 1: 1/P as a function of t = e^(−r).

    Args:
        t: the number e^(−r) itself, positive. A number or an array of any shape.

    Returns:
        1/P, in the shape of t.

    Example:
        For r = 0 we have t = 1 and P = 0.5, so inverse_probability(1) is 2.
    """
    ### BEGIN SOLUTION
    return 1 + t
    ### END SOLUTION


# %% check inverse_probability points=1
expect(
    "inverse_probability(t) at t = 0.25, 1, 4",
    ask(inverse_probability, np.array([0.25, 1, 4])),
    [1.25, 2, 5],
)
tick("inverse_probability")
### BEGIN HIDDEN TESTS
_t = np.exp(-draws(1202).uniform(-4, 4, 20))
expect(
    "inverse_probability(t), 20 values", ask(inverse_probability, _t), 1 + _t, rtol=1e-8
)
expect("inverse_probability(0.3)", ask(inverse_probability, 0.3), 1.3, rtol=1e-8)
### END HIDDEN TESTS

# %% [markdown]
# **Step 2, `exp_minus_r` ({points}).** Step 1 gave $1/P$ as a function of
# $e^{-r}$. Solve it for $e^{-r}$: what is it when $P$ is all you know?
#
# <details><summary>Hint</summary>
#
# Start from your own line of step 1 and leave $e^{-r}$ alone on one side.
#
# </details>


# %% solution exp_minus_r
def exp_minus_r(P):
    """Step 2: e^(−r) as a function of P.

    Args:
        P: the probability of label 1, strictly between 0 and 1. A number or an array of
            any shape.

    Returns:
        e^(−r), in the shape of P.

    Example:
        At P = 0.5 the score is r = 0, so exp_minus_r(0.5) is 1.
    """
    ### BEGIN SOLUTION
    return 1 / P - 1
    ### END SOLUTION


# %% check exp_minus_r points=1
def _solved(P):
    """The t at which your own inverse_probability is 1/P, by bisection."""
    grid = np.geomspace(1e-3, 1e3, 500)
    grid = np.concatenate([-grid[::-1], grid])
    values = np.asarray(inverse_probability(grid.copy()), dtype=float)
    low, high = np.empty(len(P)), np.empty(len(P))
    for i, want in enumerate(1 / P):
        k = np.flatnonzero(np.diff(np.sign(values - want)))
        k = k[np.argmin(np.abs(values[k + 1] - values[k]))]  # no pole
        low[i], high[i] = grid[k : k + 2]
    below = np.sign(inverse_probability(low.copy()) - 1 / P)
    for _ in range(60):
        t = (low + high) / 2
        is_low = np.sign(inverse_probability(t.copy()) - 1 / P) == below
        low, high = np.where(is_low, t, low), np.where(is_low, high, t)
    return t if agree(inverse_probability(t.copy()), 1 / P, rtol=1e-8) else None


_P = np.array([0.2, 0.5, 0.8])
_own = own("inverse_probability", _solved, _P, rtol=1e-7, atol=1e-9)
_e = ask(exp_minus_r, _P)
expect(
    "exp_minus_r(P) at P = 0.2, 0.5, 0.8",
    _e,
    [4, 1, 0.25],
    likely={"the fraction is upside down: this is e^(+r)": _P / (1 - _P)},
    follows=_own,
)
if agree(_e, [4, 1, 0.25]):
    tick("exp_minus_r")
### BEGIN HIDDEN TESTS
_P = draws(1203).uniform(0.05, 0.95, 20)
_own = own("inverse_probability", _solved, _P, rtol=1e-7, atol=1e-9)
_e = ask(exp_minus_r, _P)
expect("exp_minus_r(P), 20 values", _e, 1 / _P - 1, rtol=1e-8, follows=_own)
### END HIDDEN TESTS

# %% [markdown]
# **Step 3, `as_one_fraction` ({points}).** Let $Q = 1 - P$ be the probability of label
# 0. Write $e^{-r}$ as one fraction of $P$ and $Q$, without any number.
#
# <details><summary>Hint</summary>
#
# Bring your two terms to the denominator $P$.
#
# </details>


# %% solution as_one_fraction
def as_one_fraction(P, Q):
    """Step 3: e^(−r) as one fraction of P and Q.

    Args:
        P, Q: the probabilities of label 1 and of label 0. Numbers, or arrays of one
            shape. No number stands in the answer, so both may also come in per cent.

    Returns:
        e^(−r), in the shape of P.

    Example:
        as_one_fraction(0.5, 0.5) is 1, and so is as_one_fraction(50, 50).
    """
    ### BEGIN SOLUTION
    return Q / P
    ### END SOLUTION


# %% check as_one_fraction points=1
_P = np.array([0.2, 0.5, 0.8])
_own = own("exp_minus_r", lambda P: exp_minus_r(P), _P)
_got = ask(as_one_fraction, _P, 1 - _P)
expect(
    "as_one_fraction(P, Q) at P = 0.2, 0.5, 0.8",
    _got,
    [4, 1, 0.25],
    follows=_own,
)
_scaled = ask(as_one_fraction, 100 * _P, 100 * (1 - _P))
expect("as_one_fraction(P, Q) with P and Q in per cent", _scaled, _got)
if agree(_got, [4, 1, 0.25]):
    tick("as_one_fraction")
### BEGIN HIDDEN TESTS
_P = draws(1204).uniform(0.05, 0.95, 20)
_own = own("exp_minus_r", lambda P: exp_minus_r(P), _P)
for _scale in (1.0, 100.0, 7.0):
    _got = ask(as_one_fraction, _scale * _P, _scale * (1 - _P))
    _want = (1 - _P) / _P
    expect("as_one_fraction(P, Q), 20 values", _got, _want, rtol=1e-8, follows=_own)
### END HIDDEN TESTS

# %% [markdown]
# **Step 4, `minus_r` ({points}).** Which function gets $-r$ out of the exponent?
#
# <details><summary>Hint</summary>
#
# `np.log` undoes `np.exp`. You may call your own `as_one_fraction`.
#
# </details>


# %% solution minus_r
def minus_r(P):
    """Step 4: −r as a function of P.

    Args:
        P: the probability of label 1, strictly between 0 and 1. A number or an array of
            any shape.

    Returns:
        −r, in the shape of P.

    Example:
        minus_r(0.5) is 0; minus_r(0.8) is −1.386294 (rounded), that is −log 4.
    """
    ### BEGIN SOLUTION
    return np.log(as_one_fraction(P, 1 - P))
    ### END SOLUTION


# %% check minus_r points=1
_P = np.array([0.2, 0.5, 0.8])
_own = own(
    "as_one_fraction", lambda P: np.log(as_one_fraction(P, 1 - P)), _P, atol=1e-12
)
_got = ask(minus_r, _P)
expect(
    "minus_r(P) at P = 0.2, 0.5, 0.8",
    _got,
    [1.38629436, 0, -1.38629436],
    rtol=1e-6,
    atol=1e-9,
    follows=_own,
)
if agree(_got, -np.log([0.25, 1, 4]), atol=1e-12):
    tick("minus_r")
### BEGIN HIDDEN TESTS
_P = draws(1205).uniform(0.05, 0.95, 20)
_own = own("as_one_fraction", lambda P: np.log(as_one_fraction(P, 1 - P)), _P)
_got = ask(minus_r, _P)
expect(
    "minus_r(P), 20 values",
    _got,
    np.log((1 - _P) / _P),
    rtol=1e-8,
    atol=1e-12,
    follows=_own,
)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `logit` ({points}).** One line is left: change the sign, and there stands
# the score $r$ as the **log-odds** of label 1. As a function of $P$ it is called the
# *logit*, and it is the inverse of the sigmoid. Write it for real use: unlike the
# steps, it must also take lists.
#
# <details><summary>Hint</summary>
#
# The minus in front of a logarithm turns its fraction upside down.
#
# </details>
#
# <details><summary>All lines of the slide, to compare with yours</summary>
#
# $$e^{-r} = \frac{1}{P} - 1 = \frac{1 - P}{P} \qquad\Longrightarrow\qquad
# -r = \log\left(\frac{1}{P} - 1\right) = \log\frac{1 - P}{P}$$
#
# </details>


# %% solution logit
def logit(P):
    """Turn a probability of label 1 into its log-odds, the score.

    Args:
        P: the probability, strictly between 0 and 1. A number, a list or an array of
            any shape, also of float32. It is not modified. At P = 0 and P = 1 the
            log-odds are infinite; these ends are not tested.

    Returns:
        The score r with σ(r) = P, that is the natural logarithm of the odds of label 1,
        in float64, in the shape of P.

    Example:
        logit(0.5) is 0, logit(0.8) is 1.386294 (rounded), that is log 4.
    """
    P = np.asarray(P, dtype=np.float64)
    ### BEGIN SOLUTION
    return np.log(P / (1 - P))
    ### END SOLUTION


# %% check logit points=2
_P = np.array([0.2, 0.5, 0.8])
_got, _warning = listen(logit, [0.2, 0.5, 0.8])
expect(
    "logit([0.2, 0.5, 0.8])", _got, [-1.38629436, 0, 1.38629436], rtol=1e-6, atol=1e-9
)
expect("logit(0.5)", ask(logit, 0.5), 0, atol=1e-12)
tick("logit")
### BEGIN HIDDEN TESTS
_rng = draws(1206)
_P = _rng.uniform(0.05, 0.95, 20)
_want = np.log(_P / (1 - _P))
expect("logit(P), 20 values", ask(logit, _P), _want, rtol=1e-8, atol=1e-12)
expect_kept("logit(P)")
expect("logit(1 − P), 20 values", ask(logit, 1 - _P), -_want, rtol=1e-8, atol=1e-12)
for _shape in [(1,), (2, 5), (4, 1)]:
    _P = _rng.uniform(0.05, 0.95, _shape)
    _want = np.log(_P / (1 - _P))
    expect("logit(P), P an array", ask(logit, _P), _want, rtol=1e-8, atol=1e-12)
for _P in _rng.uniform(0.05, 0.95, 3):
    _want = np.log(_P / (1 - _P))
    expect("logit(P), P a NumPy number", ask(logit, _P), _want, rtol=1e-8, atol=1e-12)
    expect("logit(P), P a number", ask(logit, float(_P)), _want, rtol=1e-8, atol=1e-12)
    expect(
        "logit(P), P a list", ask(logit, [float(_P)]), [_want], rtol=1e-8, atol=1e-12
    )
_P = _rng.uniform(0.05, 0.45, 7).astype(np.float32)
_want = np.log(_P.astype(float) / (1 - _P.astype(float)))
expect("logit(P), P in float32", ask(logit, _P), _want, rtol=1e-5)
_r = np.linspace(-15, 15, 31)
expect("logit(P) for |r| ≤ 15", ask(logit, 1 / (1 + np.exp(-_r))), _r, atol=1e-7)
### END HIDDEN TESTS

# %% [markdown]
# ## 4. What a weight means
#
# A student studies $X_1$ hours; the neuron says $r = -3 + 0.8\, X_1$ for "passes the
# exam". Look at one more hour, and one more, and one more:
#
# | $X_1$ | $r$ | odds | $P$ |
# |---|---|---|---|
# | 2 | −1.4 | 0.247 | 0.198 |
# | 3 | −0.6 | 0.549 | 0.354 |
# | 4 | 0.2 | 1.221 | 0.550 |
# | 5 | 1.0 | 2.718 | 0.731 |
#
# The steps of $P$ are 0.156, 0.196 and 0.181: no rule in sight. The odds obey one.
# Divide each by the one above it.
#
# **Exercise `odds_factor` ({points}).** Input $X_i$ grows by $\delta$ (`delta`), all
# other inputs stay. By what number are the odds of label 1 multiplied?
#
# <details><summary>Hint</summary>
#
# The odds are $e^{r}$. How much does $r$ grow, and what does a sum in the exponent
# become?
#
# </details>


# %% solution odds_factor
def odds_factor(w, i, delta):
    """By what the odds are multiplied when input number i grows by delta.

    Args:
        w: bias and weights, shape (N + 1,): w[0] is the bias w₀, w[1] … w[N] are the
            weights. A list or an array, also of integers. It is not modified.
        i: the number of the input, an integer from 1 to N. Anything else raises a
            ValueError; that line is given.
        delta: by how much the input grows, any real number.

    Returns:
        The factor, one positive number.

    Example:
        odds_factor([-3, 0.8], 1, 1) is 2.225541 (rounded).
    """
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    ### BEGIN SOLUTION
    return np.exp(w[i] * delta)
    ### END SOLUTION


# %% check odds_factor points=2
_got = ask(odds_factor, [-3, 0.8, -0.5], 1, 2)
assert np.shape(_got) == (), (
    f"odds_factor must return one number, got the shape {np.shape(_got)}. "
    "Did you take the whole of w in place of w[i]?"
)
expect("odds_factor([-3, 0.8, -0.5], 1, 2)", _got, 4.95303242, rtol=1e-6)
expect(
    "odds_factor([-3, 0.8, -0.5], 2, 1)",
    ask(odds_factor, [-3, 0.8, -0.5], 2, 1),
    0.60653066,
    rtol=1e-6,
)
tick("odds_factor")
### BEGIN HIDDEN TESTS
_rng = draws(1207)
for _size in (2, 3, 5, 8):
    _w = _rng.normal(0, 0.8, _size + 1)
    _X = _rng.normal(0, 1, _size)
    for _i in range(1, _size + 1):
        _delta = float(_rng.uniform(-2, 2))
        _moved = _X.copy()
        _moved[_i - 1] += _delta
        _want = np.exp(_moved @ _w[1:]) / np.exp(_X @ _w[1:])
        expect(
            "odds_factor(w, i, delta)", ask(odds_factor, _w, _i, _delta), _want, 1e-8
        )
    expect_kept("odds_factor(w, i, delta)")
expect("odds_factor(w, i, 0)", ask(odds_factor, [0.4, -1.3, 2.2], 2, 0), 1, 1e-8)
expect("odds_factor, integer w", ask(odds_factor, [4, -1, 2], 1, 3), np.exp(-3), 1e-8)
_w = np.array([0.3, -0.7, 1.1], dtype=np.float32)
expect("odds_factor, float32 w", ask(odds_factor, _w, 2, 1.5), np.exp(1.65), 1e-5)
for _i in (0, 3):
    try:
        ask(odds_factor, [0.3, -0.7, 1.1], _i, 1.0)
    except ValueError:
        pass
    else:
        fail("odds_factor must raise a ValueError for i = 0 and i > N.")
### END HIDDEN TESTS

# %% [markdown]
# ## 5. What the score means
#
# One person in 100 has an illness. A test finds 90 % of the ill and gives a false alarm
# for 5 % of the healthy. Your test is positive. How probable is the illness? Keep the
# case in mind: you will guess, then compute.
#
# Odds come from two sources. Before we look at $X$, each label has its **prior**
# probability, $P(L = 1)$ and $P(L = 0)$: here 0.01 and 0.99. Then $X$ arrives, and its
# **likelihood ratio** says how many times more often such an $X$ turns up under label 1
# than under label 0: here 0.90 / 0.05 = 18. Bayes' rule, written for odds, multiplies
# the two:
#
# $$\frac{P(L=1 \mid X)}{P(L=0 \mid X)} =
# \frac{p(X \mid L=1)}{p(X \mid L=0)} \cdot \frac{P(L=1)}{P(L=0)}$$
#
# $p(X \mid L)$ is the probability (for a continuous $X$ the density) of such an $X$
# under label $L$. Take the logarithm, and the product becomes a sum:
#
# $$r = \log\frac{p(X \mid L=1)}{p(X \mid L=0)} + \log\frac{P(L=1)}{P(L=0)}$$
#
# So $r$ is the **posterior log-odds**: the log of the likelihood ratio plus the log of
# the prior odds. The slide says "log of the likelihood ratio of two hypotheses". That
# is the case of equal priors, where the second term is $\log 1 = 0$.
#
# **Exercise `posterior` ({points}).** Given the prior $P(L = 1)$ and the likelihood
# ratio, what is $P(L = 1 \mid X)$? (In the code `lr` is now the likelihood ratio; in
# seminar 1.1 it was the learning rate.)
#
# <details><summary>Hint</summary>
#
# Add up $r$ with `logit` and `np.log`, then go back to a probability with `sigmoid`.
#
# </details>


# %% solution posterior
def posterior(prior, lr):
    """The probability of label 1 after the evidence.

    Args:
        prior: P(L = 1) before the evidence, strictly between 0 and 1.
        lr: the likelihood ratio p(X | L = 1) / p(X | L = 0), positive.
            Both are numbers, or arrays of shapes that fit together. Neither is
            modified. Values outside these limits are not tested.

    Returns:
        P(L = 1 | X), in the common shape of prior and lr.

    Example:
        posterior(0.5, 3) is 0.75: the odds are 3 to 1.
    """
    ### BEGIN SOLUTION
    return sigmoid(np.log(lr) + logit(prior))
    ### END SOLUTION


# %% check posterior points=2
def _by_score(prior, ratio):
    """The same, by your own functions: there, one term more, and back."""
    return sigmoid(np.log(ratio) + logit(prior))


def _expect(what, want, *args, **options):
    options["follows"] = own(["sigmoid", "logit"], _by_score, *args)
    expect(what, ask(posterior, *args), want, **options)


_expect(
    "posterior(0.5, 3)",
    0.75,
    0.5,
    3,
    likely={"this is r; the step back with sigmoid is missing": 1.09861229},
)
_expect("posterior(0.2, 4)", 0.5, 0.2, 4)
_expect(
    "posterior(0.2, lr) at lr = 1, 4, 16",
    [0.2, 0.5, 0.8],
    0.2,
    np.array([1.0, 4.0, 16.0]),
)
tick("posterior")
### BEGIN HIDDEN TESTS
_rng = draws(1208)
_prior = _rng.uniform(0.02, 0.98, 20)
_lr = np.exp(_rng.normal(0, 1.5, 20))
_want = _lr * _prior / (_lr * _prior + 1 - _prior)
_expect("posterior(prior, lr), 20 pairs", _want, _prior, _lr, rtol=1e-8)
expect_kept("posterior")
for _k in range(3):
    _p, _ratio = float(_prior[_k]), float(_lr[_k])
    _expect("posterior, two numbers", _want[_k], _p, _ratio, rtol=1e-8)
    _many = _ratio * _prior / (_ratio * _prior + 1 - _prior)
    _expect("posterior, many priors", _many, _prior, _ratio, rtol=1e-8)
    _many = _lr * _p / (_lr * _p + 1 - _p)
    _expect("posterior, many ratios", _many, _p, _lr, rtol=1e-8)
_expect("posterior(prior, 1)", _prior, _prior, 1.0, rtol=1e-8)
_prior, _lr = _prior[:4].reshape(4, 1), _lr[:3]
_odds = _prior / (1 - _prior) * _lr
_expect(
    "posterior, shapes (4, 1) and (3,)", _odds / (1 + _odds), _prior, _lr, rtol=1e-8
)
### END HIDDEN TESTS

# %%
# The positive test from the top of this section: how probable is the illness?
# Write your guess before you run the next cell. Nobody grades it.
my_guess_ill = 0.5

# %%
# Nothing to do here: run it. The prior is 0.01, the likelihood ratio is 18.
needs((logit, 0.5), (posterior, 0.5, 1.0))
before, added = logit(0.01), np.log(18)
once, twice = posterior(0.01, 18), posterior(0.01, 18 * 18)
print(f"Your guess:               P = {my_guess_ill:.3f}")
print(f"Before the test:          P = 0.010   r = {before:+.2f}")
print(f"The test is positive:     P = {once:.3f}   r = {before + added:+.2f}")
print(f"So is an independent one: P = {twice:.3f}   r = {before + 2 * added:+.2f}")
print(f"Each positive test adds {added:.2f} to r.")

# %% [markdown]
# Of 10 000 people 100 are ill, and 90 of them test positive; of the 9 900 healthy, 495
# test positive too. So a positive result leaves 90 in 585, about 15 %. The test is
# good; the prior was low. And see how tidy log-odds are: each piece of independent
# evidence adds its own number.
#
# ### Why the sigmoid, of all curves?
#
# Let one measurement $x$ come from a normal distribution with mean $+1$ under label 1,
# and with mean $-1$ under label 0, both of variance 1. The squares cancel, and the log
# of the likelihood ratio is $-\tfrac12 (x - 1)^2 + \tfrac12 (x + 1)^2 = 2x$, a
# straight line. So
#
# $$r = 2x + \log\frac{P(L=1)}{P(L=0)}, \qquad w_1 = 2, \qquad
# w_0 = \log\frac{P(L=1)}{P(L=0)}$$
#
# The dots below know nothing of this. They are counts: of the points that fell into a
# narrow bin around $x$, which share has label 1? The hatched part of a bar on the left,
# divided by the whole bar, is one dot on the right (a bar of fewer than 20 points gets
# none). The lines are your `posterior`.
#
# Before you run: what will a smaller prior do to the curve, bend it, flatten it, or
# move it?


# %%
# Nothing to do here: run it, then move the slider. If it does not move (it needs a
# running notebook), the first figure says the same for three priors.
def normal_density(x, mean):
    """The density of a normal distribution of variance 1."""
    return np.exp(-((x - mean) ** 2) / 2) / np.sqrt(2 * np.pi)


def draw_sample(prior, n=12_000):
    """Return n measurements and their labels, a share `prior` of them with label 1."""
    rng = np.random.default_rng(7)
    labels = rng.random(n) < prior
    return rng.normal(np.where(labels, 1, -1), 1), labels


def plot_priors(priors, alt):
    """Left: the sample of the middle prior. Right: shares of label 1, and posterior."""
    x = np.linspace(-4, 4, 161)
    ratio = normal_density(x, 1) / normal_density(x, -1)
    edges = np.linspace(-4, 4, 21)
    centres = (edges[:-1] + edges[1:]) / 2
    figure, (left, right) = plt.subplots(1, 2)

    middle = priors[len(priors) // 2]
    sample, labels = draw_sample(middle)
    ones, zeros = (np.histogram(sample[labels == k], edges)[0] for k in (1, 0))
    bars = {"width": 0.4, "edgecolor": "white"}
    left.bar(centres, zeros, color=BLUE, label="Label 0", **bars)
    left.bar(
        centres, ones, bottom=zeros, color=ORANGE, hatch="//", label="Label 1", **bars
    )
    left.stairs(ones, edges, color="black", linewidth=1.4, label="Label 1 alone")
    left.set(
        xlabel="Measurement x",
        ylabel="Number of points",
        title=f"The sample at prior {middle:.2f}",
        xlim=(-4, 4),
        ylim=(0, 2700),
    )
    left.legend(loc="upper left")

    looks = [(BLUE, "o"), (GREEN, "s"), (RED, "^")]
    for prior, (color, marker) in zip(priors, looks, strict=False):
        sample, labels = draw_sample(prior)
        bias = logit(prior)
        total = np.histogram(sample, edges)[0]
        ones = np.histogram(sample[labels], edges)[0]
        seen = total >= 20
        right.plot(x, posterior(prior, ratio), color=color)
        right.plot(
            centres[seen],
            ones[seen] / total[seen],
            marker,
            color=color,
            markerfacecolor="white",
            label=f"Prior {prior:.2f}, w₀ = {bias:+.2f}",
        )
    right.set(
        xlabel="Measurement x",
        ylabel="Probability of label 1",
        title="Dots: counted. Lines: your posterior",
        xlim=(-4, 4),
    )
    right.set_yticks(np.arange(0, 1.1, 0.2))
    right.set_ylim(-0.05, 1.07 + 0.12 * len(priors))
    right.legend()
    show(figure, alt)


needs((logit, 0.5), (posterior, 0.5, 1.0))
plot_priors(
    [0.9, 0.5, 0.1],
    alt="Left: stacked histogram of the measurements, label 0 around −1 and label 1 "
    "around +1, also outlined alone. Right: shares of label 1, counted for the priors "
    "0.9, 0.5 and 0.1, "
    "lie on three sigmoids of equal shape, shifted to the right as the prior falls.",
)
panel = widgets.interact(
    lambda prior: plot_priors(
        [prior],
        alt=f"The same two panels for one prior, {prior:.2f}, chosen with the slider.",
    ),
    prior=widgets.FloatSlider(
        value=0.3,
        min=0.02,
        max=0.98,
        step=0.02,
        description="Prior",
        continuous_update=False,
    ),
)

# %% [markdown]
# The prior moves the curve and does nothing else. It sits in $w_0$ (alone there,
# because the two means lie symmetrically around 0), and the evidence sits in $w_1$. For
# this kind of data the sigmoid is not a convenient choice, it is the answer.
#
# <details><summary>And with two different variances?</summary>
#
# The squares would stay: still $\sigma(r)$, but $r$ would be a parabola in $x$.
#
# </details>
#
# **Exercise `counterexample` ({points}).** Somebody says: "$r > 0$ means that $X$ is
# likelier under label 1 than under label 0." Refute it with one pair of numbers: a
# prior $P(L = 1)$ strictly between 0 and 1, and a positive likelihood ratio
# $p(X \mid L=1) / p(X \mid L=0)$, for which $r > 0$ and the claim is wrong.
#
# <details><summary>Hint</summary>
#
# $r$ has two terms. Make one negative and let the other win.
#
# </details>

# %% solution counterexample
# counterexample = (prior, lr): two numbers that refute the claim.
### BEGIN SOLUTION
counterexample = (0.9, 0.5)
### END SOLUTION

# %% check counterexample points=1
assert np.shape(counterexample) == (2,), (
    "counterexample must be a pair of numbers, (prior, lr)."
)
_prior, _lr = (float(_number) for _number in counterexample)
assert 0 < _prior < 1, f"The prior must lie strictly between 0 and 1, got {_prior:.6g}."
assert 0 < _lr < np.inf, f"The likelihood ratio must be positive, got {_lr:.6g}."
_r = np.log(_lr) + np.log(_prior / (1 - _prior))
assert abs(_r) > 1e-9, (
    "Here r is 0 up to rounding: the two terms cancel. Let the prior win clearly."
)
assert _r > 0, f"Here r = {_r:.3g}. The claim speaks of r > 0 only (order: prior, lr)."
assert _lr <= 1, (
    f"Here X is likelier under label 1, {_lr:.6g} times. The claim holds for this pair."
)
tick("counterexample")

# %% [markdown]
# ## 6. Break it, then mend it
#
# Your sigmoid is right on paper. Feed it a score that a real network produces in a bad
# moment, and listen. Before you run: what is $e^{1000}$ in a computer, and what becomes
# of $1 / (1 + e^{1000})$? And what is $1 - \sigma(40)$?


# %%
# `listen` returns the value together with the warnings that the call gave.
needs((sigmoid, 0.0))


def other_form(r):
    """The same sigmoid, multiplied by e^r above and below the line."""
    return np.exp(r) / (1 + np.exp(r))


for name, function in [("sigmoid", sigmoid), ("other_form", other_form)]:
    for score in (-1000.0, 1000.0):
        try:
            value, warning = listen(function, score)
        except OverflowError as error:  # `math.exp` stops where `np.exp` warns
            value, warning = np.nan, str(error)
        print(f"{name:>10}({score:+.0f}) = {value:<4.3g} warnings: {warning or '—'}")

from_one, direct = 1 - sigmoid(40), sigmoid(-40)
print()
print(f"1 − sigmoid(40) = {from_one:.3g}")
print(f"sigmoid(−40)    = {direct:.3g}")

# %% [markdown]
# Three things went wrong.
#
# - `sigmoid(-1000)` overflows: $e^{1000}$ does not fit into a float64, whose largest
#   value is about $e^{709.78}$. The result $1/\infty = 0$ is right by luck, and the
#   warning is real.
# - `other_form(1000)` has no luck: $\infty / \infty$ is NaN, and one NaN spoils every
#   sum that it enters.
# - $1 - \sigma(40)$ is 0, while $\sigma(-40) = 4.25 \cdot 10^{-18}$ is the same number
#   on paper. The numbers just below 1 are $1.1 \cdot 10^{-16}$ apart, and what is
#   finer rounds away.
#
# One function mends the first two. Both forms are the same function, and each fails on
# one side only:
#
# $$\sigma(r) = \frac{1}{1 + e^{-r}} \quad (r \ge 0), \qquad
# \sigma(r) = \frac{e^{r}}{1 + e^{r}} \quad (r < 0)$$
#
# **Exercise `sigmoid_stable` ({points}).** Use each form where its exponential
# cannot overflow. Beware of `np.where(r >= 0, a, b)`: it computes *both* `a` and `b`
# for every entry, and only then picks. The first line is given, as in `sigmoid`.
#
# <details><summary>Hint</summary>
#
# Both forms can be written with $z = e^{-|r|}$, which is never above 1.
#
# </details>


# %% solution sigmoid_stable
def sigmoid_stable(r):
    """The sigmoid, for every score.

    Args:
        r: the score. A number, a list or an array of any shape, also of integers or
            float32. It is not modified. NaN is not tested.

    Returns:
        σ(r) in the shape of r: a number (or a 0-d array) for a number, an array for a
        list or an array. Right to nine digits, also in the left tail down to r = −500
        (relative error!). Without NaN and without warnings for every finite r.

    Example:
        sigmoid_stable(-30) is 9.357623e-14 (rounded), sigmoid_stable(-1000) is 0.
    """
    r = np.asarray(r, dtype=np.float64)
    ### BEGIN SOLUTION
    z = np.exp(-np.abs(r))
    return np.where(r >= 0, 1, z) / (1 + z)
    ### END SOLUTION


# %% check sigmoid_stable points=3
expect(
    "sigmoid_stable([-2, 0, 4])",
    ask(sigmoid_stable, [-2, 0, 4]),
    [0.11920292, 0.5, 0.98201379],
    rtol=1e-6,
)
for _r, _want in [(-1000.0, 0.0), (1000.0, 1.0)]:
    _got, _warning = listen(sigmoid_stable, _r)
    expect(f"sigmoid_stable({_r:+.0f})", _got, _want, atol=1e-200)
    assert not _warning, f"sigmoid_stable({_r:+.0f}) is right, but warns: {_warning}."
expect("sigmoid_stable(-30)", ask(sigmoid_stable, -30.0), 9.357622968839299e-14)
_r = np.array([-1000.0, 4.0])
listen(sigmoid_stable, _r)
expect_kept("sigmoid_stable(r)")
tick("sigmoid_stable")
### BEGIN HIDDEN TESTS
_rng = draws(1209)
for _scale, _shape in [(1, (20,)), (10, (3, 4)), (100, (5, 1)), (400, (2, 3, 2))]:
    _r = _scale * _rng.uniform(-1, 1, _shape)
    _want = np.exp(-np.logaddexp(0, -_r))
    _got, _warning = listen(sigmoid_stable, _r)
    expect("sigmoid_stable(r)", _got, _want, rtol=1e-9)
    expect_kept("sigmoid_stable(r)")
    assert not _warning, f"sigmoid_stable warns: {_warning}."
    _sum = np.asarray(_got, dtype=float) + np.asarray(
        ask(sigmoid_stable, -_r), dtype=float
    )
    expect("sigmoid_stable(r) + sigmoid_stable(−r)", _sum, np.ones(_shape), rtol=1e-8)
for _r in (-500.0, -100.0, -30.0, -3.7, 0.0, 2.9, 38.0, 500.0):
    _want = float(np.exp(-np.logaddexp(0, -_r)))
    expect("sigmoid_stable(r), r a number", ask(sigmoid_stable, _r), _want, rtol=1e-9)
    expect("sigmoid_stable(r), r a list", ask(sigmoid_stable, [_r]), [_want], rtol=1e-9)
_r = np.array([[-1000.0, 3.0], [-745.0, 1000.0], [720.0, -0.5]])
_want = np.exp(-np.logaddexp(0, -_r))
_got, _warning = listen(sigmoid_stable, _r)
expect("sigmoid_stable(r)", _got, _want, rtol=1e-9, atol=1e-200)
expect_kept("sigmoid_stable(r)")
assert not _warning, f"sigmoid_stable warns: {_warning}."
_r = _rng.integers(-25, 25, 9)
_want = np.exp(-np.logaddexp(0, -_r.astype(float)))
expect("sigmoid_stable(r), r integers", ask(sigmoid_stable, _r), _want, rtol=1e-9)
expect(
    "sigmoid_stable(r), r an integer", ask(sigmoid_stable, int(_r[0])), _want[0], 1e-9
)
_r = _rng.uniform(-30, 30, 7).astype(np.float32)
_want = np.exp(-np.logaddexp(0, -_r.astype(float)))
expect("sigmoid_stable(r), r in float32", ask(sigmoid_stable, _r), _want, rtol=1e-5)
### END HIDDEN TESTS

# %%
# Nothing to do here: run it. Left, from r to P and back, `logit(sigmoid(r))`; on paper
# the error is 0. Right, the probability of label 0, taken in two ways that are equal on
# paper. Before you run: at which r will each of them go wrong?
needs((sigmoid, 0.0), (logit, 0.5), (sigmoid_stable, 0.0))
grain = np.finfo(float).eps / 2  # the distance from 1 to the next number below it
scores = np.linspace(-36, 36, 289)
miss = np.abs(logit(sigmoid(scores)) - scores)
tail = np.linspace(33, 41, 1601)
naive, stable = 1 - sigmoid(tail), sigmoid_stable(-tail)
alive = naive > 0

figure, (left, right) = plt.subplots(1, 2)
left.axvspan(-39.6, 15, color=GREEN, alpha=0.12, linewidth=0)
left.semilogy(scores, np.maximum(miss, 1e-18), ".", color=BLUE, markersize=5)
left.plot(scores, grain * np.exp(scores), "--", color=ORANGE, label="1.1e−16 · e^r")
left.text(-12, 3e-2, "r ≤ 15: error below 1e−9", ha="center")
left.set_yticks(
    [1e-18, 1e-15, 1e-10, 1e-5, 1], ["0", "$10^{-15}$", "$10^{-10}$", "$10^{-5}$", "1"]
)
left.set(xlabel="Score r", ylabel="Error", title="Error of logit(sigmoid(r))")
left.set(xlim=(-39.6, 39.6), ylim=(2e-19, 30))
left.legend(loc=(0, 0.6))

right.semilogy(tail, stable, color=BLUE, label="Stable: σ(−r)")
right.plot(tail[alive], naive[alive], color=RED, lw=1.6, label="Naive: 1 − σ(r)")
if alive.any() and not alive.all():
    end = tail[alive][-1]
    right.plot(end, naive[alive][-1], "X", color=RED)
    right.text(end + 0.3, naive[alive][-1] * 1.2, f"r ≈ {end:.1f}: from here 0")
right.set(xlabel="Score r", ylabel="Probability", title="Probability of label 0")
right.legend(loc=(0.02, 0.04))
show(
    figure,
    alt="Left: the error of logit(sigmoid(r)), practically 0 for negative r, grows "
    "like e^r for positive r, to 1e-10 at r = 15 and above 0.1 at r = 35. Right: "
    "1 − σ(r) leaves the straight line of the stable σ(−r) in coarse steps and "
    "ends at r of about 37, where it becomes exactly zero.",
)

# %% [markdown]
# Both panels show one thing: near 0 a float64 has room for $10^{-13}$ and far smaller
# numbers, but just below 1 the neighbours are a grain of $1.1 \cdot 10^{-16}$ apart,
# and the little that is missing from 1 is all that tells $r = 30$ from $r = 31$. (The
# stairs are two grains high, because $1 + e^{-r}$ lies just above 1, where neighbours
# are twice as far apart.)
#
# So trust the way back for $r \le 15$ and keep $r$ itself where you can;
# `sigmoid_stable` would not help here, $P$ itself has run out of digits. For
# $1 - \sigma(r)$ write $\sigma(-r)$: a loss that takes $\log(1 - P)$, as that of
# seminar 1.4 does, would meet $\log 0$ to the right of the red cross ($r \approx 37$).
#
# ## 7. Two questions
#
# **Exercise `doubled_score` ({points}).** The score of an e-mail doubles from $r = 3$
# to $r = 6$. What happens to the odds $P/(1-P)$, and why? One letter for the answer,
# one for the reason; both must be right.
#
# Answers:
#
# - (a) they double;
# - (b) they are squared;
# - (c) they hardly change;
# - (d) they grow by 3.
#
# Reasons:
#
# - (e) the sigmoid is flat at large scores, and the odds flatten with it;
# - (f) the score is proportional to the odds;
# - (g) what is added to the score is added to the odds;
# - (h) the score is the logarithm of the odds.
#
# <details><summary>Hint</summary>
#
# Go back to the right panel of the first figure and read off both odds.
#
# </details>

# %% solution doubled_score
# odds_answer: one of the letters a, b, c, d. odds_reason: one of e, f, g, h.
### BEGIN SOLUTION
odds_answer = "b"
odds_reason = "h"
### END SOLUTION

# %% check doubled_score points=1
assert letter(odds_answer) in set("abcd"), "odds_answer must be a, b, c or d."
assert letter(odds_reason) in set("efgh"), "odds_reason must be e, f, g or h."
note("doubled_score", letter(odds_answer), letter(odds_reason))
### BEGIN HIDDEN TESTS
assert letter(odds_answer) == "b", "The odds at r = 3 and r = 6 are e³ and e⁶."
assert letter(odds_reason) == "h", "The answer is right, but not for this reason."
### END HIDDEN TESTS

# %% [markdown]
# **Question ({points}, read by a person).** A neuron was trained on data in which half
# of the patients are ill. It now works in a clinic where 1 % are ill, and for one
# patient it says $P = 0.9$. The symptoms of the ill and of the healthy are the same as
# before. Explain in two to three sentences: which term of its $r$ is no longer true
# (and what was its value), how can you repair the neuron without training it again, and
# about what probability does this patient get then? Your functions may help you with
# the number.

# %% manual clinic [markdown] points=2
# The score is the log of the likelihood ratio plus the log of the prior odds. In
# training the prior was 0.5, so its term was $\log 1 = 0$, and
# $r = \log(0.9 / 0.1) = 2.20$ is the evidence alone.
#
# In the clinic the prior odds are $0.01 / 0.99$, with the log $-4.60$. The likelihood
# ratio stays the same as long as ill and healthy patients look as they did in training.
# So it is enough to add $-4.60$ to the bias $w_0$; the other weights stay.
#
# The patient's new score is $2.20 - 4.60 = -2.40$, and $\sigma(-2.40) \approx 0.083$:
# about 8 %. `posterior(0.01, 9)` says the same.
#
# *Grading: 1 point for naming the training prior in $r$ (equal priors, the term was 0)
# and for changing only $w_0$; 1 point for about 8 % with the way to it.*

# %%
# Nothing to do here: run it to see which of your answers pass their visible checks.
progress()

# %% [markdown]
# ## What you have earned
#
# The lecture asks "what is $r$?", and you can now say its sentence with every word
# covered: **$r$ is the log of the odds of $L = 1$ against $L = 0$, and with equal
# priors it is the log of the likelihood ratio of the two hypotheses.**
#
# | you know | you want | formula |
# |---|---|---|
# | score $r$ | probability | $P = \sigma(r) = 1 / (1 + e^{-r})$ |
# | probability $P$ | score | $r = \log\bigl(P / (1 - P)\bigr)$ |
# | score $r$ | odds | $P / (1 - P) = e^{r}$ |
# | $X_i$ grows by $\delta$ | odds | multiplied by $e^{w_i \delta}$ |
# | prior and likelihood ratio | score | log of the ratio + log of the prior odds |
# | $1 - \sigma(r)$ is needed | all its digits | $\sigma(-r)$ |
#
# The slide of the neuron model (Rosenblatt, 1957) remarks that with a sigmoid the
# neuron looks like logistic regression. Now you can say what the two share: a weighted
# sum that is read as log-odds.
#
# **Next, `l1_3_boundary`:** $P$ is a number, but somebody has to decide, spam or not. A
# threshold on $P$ is a threshold on $r$, and in the space of the inputs it draws a
# hyperplane.
