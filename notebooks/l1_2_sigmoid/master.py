# %% [markdown]
# # Seminar 1.2. The sigmoid and log-odds
#
# Follows the three lecture slides "Logistic activation function". {time}, {points}.
#
# The neuron of seminar 1.1 has a score $r$, and the step makes a yes or a no of it. Put
# the sigmoid in the step's place, and the neuron answers with a probability $P$. You
# build it, take it apart again, and find out what the score has meant all along.
#
# After this seminar you can
#
# 1. derive the way from a probability back to the score;
# 2. say what weights, bias and prior do to the odds;
# 3. write a sigmoid that stays accurate where the textbook formula breaks.
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
# A neuron gives an e-mail a score $r$: large and positive means "spam", large and
# negative "not spam", zero "no idea". Its answer is a probability $P$ between 0 and 1.
# What $P$ belongs to the scores −2, 0, 2 and 4? Nobody grades the guess.

# %%
# Your guesses: for each score r, in place of None, the probability P.
my_guess = {-2: None, 0: None, 2: None, 4: None}

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% [markdown]
# ## 2. From a score to a probability
#
# Take $r = 2$ and follow the numbers: $e^{-2} = 0.135$, one more is $1.135$, and
# $1 / 1.135 = 0.881$. For $r = -2$ the same recipe gives $0.119$; the two add up to 1.
# It is the **sigmoid**, the activation function of the slide:
#
# $$P(L = 1 \mid X) = \sigma(r) = \frac{1}{1 + e^{-r}}, \qquad
# r = w_0 + \sum_{i=1}^{N} w_i X_i$$
#
# The label $L$ is 0 or 1, and $P(L = 1 \mid X)$, from now on just $P$, is the
# probability of label 1 given the inputs $X$.
#
# **Exercise `sigmoid` ({points}).** Write it as a function. The given line makes a
# float64 array of whatever comes.
#
# <details><summary>Hint</summary>
#
# `np.exp` works on a whole array at once (`math.exp` and `float` do not), so the
# formula is one line. Mind the brackets around the denominator. (float64 is NumPy's
# usual floating-point number, with about 16 digits.)
#
# </details>


# %% solution sigmoid called="From a score to a probability"
def sigmoid(r):
    """Turn scores into probabilities of label 1.

    Args:
        r: a number, a list or an array of any shape, also of integers or float32.
            It is not modified.

    Returns:
        1 / (1 + e^(−r)), in the shape of r: a number for a number, else a float64
        array. Right to eight digits for |r| ≤ 15; other scores are not tested.

    Example:
        sigmoid([0, 2]) is [0.5, 0.880797] (rounded).
    """
    r = np.asarray(r, dtype=np.float64)
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-r))
    ### END SOLUTION


# %% check sigmoid points=3
try:
    _got = ask(sigmoid, [-2, 0, 2, 4])
except TypeError as _error:
    if "scalar" not in str(_error):
        raise
    fail(
        f"sigmoid stops with: {_error}\nFour scores need four answers; `math.exp` and "
        "`float` take a single number, `np.exp` takes a whole array."
    )
expect(
    "sigmoid([-2, 0, 2, 4])",
    _got,
    [0.11920292202211755, 0.5, 0.8807970779778823, 0.9820137900379085],
    rtol=1e-7,
)
promised(
    "sigmoid(r)",
    sigmoid,
    ([-4, 0, 3, 12],),
    [0.01798620996209156, 0.5, 0.9525741268224334, 0.9999938558253978],
    rtol=1e-8,
    r="number array list integer float32 shape kept",
    returns="array float64",
)
_want = [3.059022269256247e-07, 0.999999694097773]
expect("sigmoid([-15, 15])", ask(sigmoid, [-15, 15]), _want, rtol=1e-8)
tick("sigmoid")
### BEGIN HIDDEN TESTS
_rng = draws(1201)
for _scale, _size in [(4, 20), (1e-6, 5), (15, 7), (15, 1)]:
    promised(
        "sigmoid(r)",
        sigmoid,
        (_scale * _rng.uniform(-1, 1, _size),),
        lambda r: 1 / (1 + np.exp(-r)),
        rtol=1e-8,
        r="number array list integer float32 shape kept",
        returns="array float64",
    )
### END HIDDEN TESTS

# %%
# Run and look: left, your sigmoid; right, the same curve in odds, P / (1 − P).
needs((sigmoid, 0.0))
grid = np.linspace(-6, 6, 241)
P_grid = sigmoid(grid)
asked = np.array(list(my_guess))
guessed = {r: P for r, P in my_guess.items() if P is not None}

figure, (left, right) = plt.subplots(1, 2)
left.plot(grid, P_grid, color=BLUE, label="Your sigmoid")
left.plot(asked, sigmoid(asked), "o", color=BLUE, markerfacecolor="white")
if guessed:
    scores = np.array(list(guessed))
    left.vlines(scores, list(guessed.values()), sigmoid(scores), GREY, ":")
    left.plot(scores, list(guessed.values()), "X", color=RED, label="Your guess")
left.set(xlabel="Score r", ylabel="Probability P", title="Probability: an S-curve")
left.set(ylim=(-0.05, 1.08))
left.legend(loc="upper left")

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
    title="Odds, log axis: a straight line",
)
show(
    figure,
    alt="Left: your sigmoid rises from 0 to 1 as the score r goes from −6 to 6, with "
    "circles at r = −2, 0, 2 and 4, and crosses for your guesses. Right: the odds "
    "P/(1 − P) of the same curve on a logarithmic axis form a straight line through 1 "
    "at r = 0.",
)

# %% [markdown]
# From $r = 2$ to $r = 4$ the probability creeps from 0.88 to 0.98 and seems to run out
# of room. The **odds** (how many times likelier label 1 is than label 0) grow from
# 7 : 1 to 55 : 1, along a straight line on their log axis. That line answers the
# slide's question "what is $r$?".
#
# ## 3. From a probability back to the score
#
# Out of 100 e-mails of some kind, so many are spam:
#
# | spam : not spam | $P$ | odds $P/(1-P)$ | log of the odds |
# |---|---|---|---|
# | 20 : 80 | 0.20 | 0.25 | −1.39 |
# | 50 : 50 | 0.50 | 1 | 0 |
# | 80 : 20 | 0.80 | 4 | 1.39 |
#
# Put 1.39 into your sigmoid, and 0.80 comes back. So the last column should be $r$. Two
# steps prove it. (What follows correctly from a wrong step 1 counts.)
#
# **Step 1, `exp_minus_r` ({points}).** Solve $P = \dfrac{1}{1 + e^{-r}}$ for $e^{-r}$:
# what is it when $P$ is all you know?
#
# <details><summary>Hint</summary>
#
# Write $t$ for $e^{-r}$ and turn both sides of $P = \dfrac{1}{1 + t}$ upside down: what
# is $1/P$? Then leave $t$ alone on one side.
#
# </details>


# %% solution exp_minus_r called="The exponential, from P"
def exp_minus_r(P):
    """Step 1: e^(−r) as a function of P.

    Args:
        P: probabilities of label 1, strictly between 0 and 1. A number or an array of
            any shape. It is not modified.

    Returns:
        e^(−r), in the shape of P. Right to eight digits for P from 1e-6 to 0.99.

    Example:
        exp_minus_r(0.5) is 1.
    """
    ### BEGIN SOLUTION
    return 1 / P - 1
    ### END SOLUTION


# %% check exp_minus_r points=2
promised(
    "exp_minus_r(P)",
    exp_minus_r,
    (np.array([0.2, 0.5, 0.8]),),
    [4, 1, 0.25],
    rtol=1e-8,
    P="number array shape kept",
)
expect(
    "exp_minus_r([1e-6, 0.7, 0.99])",
    ask(exp_minus_r, np.array([1e-6, 0.7, 0.99])),
    [999999, 3 / 7, 1 / 99],
    rtol=1e-8,
)
tick("exp_minus_r")
### BEGIN HIDDEN TESTS
_rng = draws(1203)
for _P in (_rng.uniform(0.05, 0.95, 20), 10 ** _rng.uniform(-6, -3, 5)):
    promised(
        "exp_minus_r(P)",
        exp_minus_r,
        (_P,),
        lambda P: (1 - P) / P,
        rtol=1e-8,
        P="number array shape kept",
    )
### END HIDDEN TESTS

# %% [markdown]
# **Step 2, `logit` ({points}).** Which function gets $-r$ out of the exponent? Then
# change the sign, and there stands the score as the **log-odds** of label 1. As a
# function of $P$ it is called the *logit*, the inverse of the sigmoid. Write it for
# real use, lists included.
#
# <details><summary>Hint</summary>
#
# `np.log` undoes `np.exp`. The minus in front of a logarithm turns its fraction upside
# down.
#
# </details>
#
# <details><summary>All lines of the slide, to compare with yours</summary>
#
# $$\frac{1}{P} = 1 + e^{-r}, \qquad e^{-r} = \frac{1}{P} - 1 = \frac{1 - P}{P}$$
#
# $$-r = \log\frac{1 - P}{P}, \qquad r = \log\frac{P}{1 - P}$$
#
# </details>


# %% solution logit called="From a probability back to the score"
def logit(P):
    """Step 2: the log-odds of label 1, which are the score.

    Args:
        P: probabilities, strictly between 0 and 1. A number, a list or an array of any
            shape, also of float32. It is not modified.

    Returns:
        The score r with σ(r) = P, by the natural logarithm: a number for a number, else
        a float64 array. Right to eight digits, or to 1e-9, for P from 1e-6 to 0.99.

    Example:
        logit(0.8) is 1.386294 (rounded), that is log 4.
    """
    P = np.asarray(P, dtype=np.float64)
    ### BEGIN SOLUTION
    return np.log(P / (1 - P))
    ### END SOLUTION


# %% check logit points=2
def _follow(P):
    """The log-odds by your own exp_minus_r: minus its logarithm."""
    return -np.log(exp_minus_r(P))


_P = np.array([0.2, 0.5, 0.8])
_own = own("exp_minus_r", _follow, _P, rtol=1e-8, atol=1e-9)
try:
    ask(logit, _P)
except TypeError as _error:
    if "scalar" not in str(_error):
        raise
    fail(
        f"logit stops with: {_error}\nThree probabilities need three answers; "
        "`math.log` and `float` take a single number, `np.log` takes a whole array."
    )
promised(
    "logit(P)",
    logit,
    (_P,),
    [-1.3862943611198906, 0, 1.3862943611198906],
    rtol=1e-8,
    atol=1e-9,
    follows=_own,
    P="number array list float32 shape kept",
    returns="array float64",
)
_P = np.array([1e-6, 0.25, 0.99])
_own = own("exp_minus_r", _follow, _P, rtol=1e-8, atol=1e-9)
_got = ask(logit, _P)
expect(
    "logit([1e-6, 0.25, 0.99])",
    _got,
    [-13.815509557963774, -1.0986122886681098, 4.59511985013459],
    rtol=1e-8,
    atol=1e-9,
    follows=_own,
)
tick("logit")
### BEGIN HIDDEN TESTS
_rng = draws(1206)
for _P in (
    _rng.uniform(0.05, 0.95, 20),
    _rng.uniform(0.9, 0.99, 4),
    10 ** _rng.uniform(-6, -3, 7),
    10 ** _rng.uniform(-6, -5, 1),
):
    _own = own("exp_minus_r", _follow, _P, rtol=1e-8, atol=1e-9)
    promised(
        "logit(P)",
        logit,
        (_P,),
        lambda P: np.log(P) - np.log1p(-P),
        rtol=1e-8,
        atol=1e-9,
        follows=_own,
        P="number array list float32 shape kept",
        returns="array float64",
    )
### END HIDDEN TESTS

# %% [markdown]
# ## 4. What a weight means
#
# A student studies $X_1$ hours; the neuron says $r = -3 + 0.8\, X_1$ for "passes the
# exam":
#
# | $X_1$ | $r$ | odds | $P$ |
# |---|---|---|---|
# | 2 | −1.4 | 0.247 | 0.198 |
# | 3 | −0.6 | 0.549 | 0.354 |
# | 4 | 0.2 | 1.221 | 0.550 |
# | 5 | 1.0 | 2.718 | 0.731 |
#
# $P$ grows by 0.157, 0.195 and 0.181: no rule in sight. The odds obey one. Divide each
# by the one above it.
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


# %% solution odds_factor called="What a weight does to the odds"
def odds_factor(w, i, delta):
    """By what the odds are multiplied when input number i grows by delta.

    Args:
        w: bias and weights, shape (N + 1,): w[0] is the bias w₀. A list or an array,
            also of integers or float32. It is not modified.
        i: from 1 to N. Others raise a ValueError; that line is given.
        delta: any real number.

    Returns:
        One positive number, right to eight digits for a bias from −50 to 50.

    Example:
        odds_factor([-3, 0.8], 1, 1) is 2.225541 (rounded).
    """
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    ### BEGIN SOLUTION
    return np.exp(w[i] * delta)
    ### END SOLUTION


# %% check odds_factor points=3
promised(
    "odds_factor(w, i, delta)",
    odds_factor,
    ([-3, 0.8, -0.5], 1, 2),
    4.953032424395115,
    rtol=1e-8,
    w="array list float32 kept",
)
expect(
    "odds_factor([-3, 0.8, -0.5], 2, 1)",
    ask(odds_factor, [-3, 0.8, -0.5], 2, 1),
    0.6065306597126334,
    rtol=1e-8,
)
expect(
    "odds_factor([40, 1.5, 0.25, -2], 3, -0.5)",
    ask(odds_factor, [40, 1.5, 0.25, -2], 3, -0.5),
    2.718281828459045,
    rtol=1e-8,
)
promised(
    "odds_factor(w, i, delta)",
    odds_factor,
    ([2, -1, 3], 2, 0.5),
    4.4816890703380645,
    rtol=1e-8,
    w="integer",
)
refused("odds_factor(w, i, delta)", odds_factor, ([-3, 0.8], 0, 1))
tick("odds_factor")
### BEGIN HIDDEN TESTS
_rng = draws(1207)
for _k in range(3):
    promised(
        "odds_factor(w, i, delta)",
        odds_factor,
        lambda N, i: (_rng.normal(0, 0.8, N + 1), i, float(_rng.uniform(-2, 2))),
        lambda w, i, delta: np.exp(w[i] * delta),
        rtol=1e-8,
        over=[(1, 1), (2, 1), (2, 2), (3, 2), (5, 5), (8, 4)],
        w="array list integer float32 kept",
    )
for _w, _delta in [([0.4, -1.3, 2.2], 0), ([0.4, -1.3, 2.2], 1e-6), ([-45.0, 9, 3], 2)]:
    _want = np.exp(_w[2] * _delta)
    expect("odds_factor(w, i, delta)", ask(odds_factor, _w, 2, _delta), _want, 1e-8)
for _i in (0, 3, -1):
    refused("odds_factor(w, i, delta)", odds_factor, ([0.3, -0.7, 1.1], _i, 1.0))
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>A score doubles from 3 to 6. And the odds?</summary>
#
# They neither double nor grow by 3. The score is their logarithm: the odds are $e^{3}$,
# about 20 : 1, and then $e^{6} = (e^{3})^2$, about 403 : 1. They are squared.
#
# </details>
#
# ## 5. What the score means
#
# One person in 100 has an illness. A test finds 90 % of the ill and gives a false alarm
# for 5 % of the healthy. Your test is positive. How probable is the illness?

# %%
# Your guess, a probability in place of None; nobody grades it.
my_guess_ill = None

# %% [markdown]
# Of 10000 people 100 are ill, and 90 of them test positive; of the 9900 healthy, 495
# do. So the odds are 90 : 495, a probability of 15 %: the test is good, the illness is
# rare.
#
# Before the test they were 100 : 9900, the **prior odds**. The test has multiplied them
# by $0.90 / 0.05 = 18$, its **likelihood ratio** $\Lambda$. In general, write Bayes'
# rule $P(L \mid X) = p(X \mid L)\, P(L) / p(X)$ for both labels and divide; $p(X)$
# cancels:
#
# $$\underbrace{\frac{P(L=1 \mid X)}{P(L=0 \mid X)}}_{e^{r}} =
# \underbrace{\frac{p(X \mid L=1)}{p(X \mid L=0)}}_{\Lambda} \cdot
# \frac{P(L=1)}{P(L=0)}, \qquad r = \log \Lambda + \log\frac{P(L=1)}{P(L=0)}$$
#
# Here $p(X \mid L)$ is the probability (for a continuous $X$ the density) of $X$ under
# label $L$. So $r$ is the **posterior log-odds**. The slide's "log of the likelihood
# ratio" is the case of equal priors, where the last term is $\log 1 = 0$.
#
# **Exercise `posterior` ({points}).** Given the prior $P(L = 1)$ and the likelihood
# ratio, what is $P(L = 1 \mid X)$?
#
# <details><summary>Hint</summary>
#
# In odds: multiply, then turn the odds $o$ into the probability $o / (1 + o)$. In
# scores: add the two logs, by `logit` and `np.log`, then go back by `sigmoid`.
#
# </details>


# %% solution posterior called="A probability from prior and evidence"
def posterior(prior, ratio):
    """The probability of label 1 after the evidence.

    Args:
        prior: P(L = 1), strictly between 0 and 1.
        ratio: the likelihood ratio Λ, positive.
            Both are numbers, or lists or arrays of shapes that fit together.
            Neither is modified.

    Returns:
        P(L = 1 | X), in their common shape. Right to eight digits where the prior and
        the result lie between 1e-6 and 0.99.

    Example:
        posterior(0.5, 3) is 0.75: the odds are 3 to 1.
    """
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    ### BEGIN SOLUTION
    odds = ratio * prior / (1 - prior)
    return odds / (1 + odds)
    ### END SOLUTION


# %% check posterior points=3
def _by_score(prior, ratio):
    """The same by your own sigmoid and logit: there, one term more, and back."""
    return sigmoid(np.log(ratio) + logit(prior))


_prior, _ratio = np.array([0.2, 0.5, 0.01]), np.array([4.0, 3.0, 18.0])
_own = own(["sigmoid", "logit"], _by_score, _prior, _ratio, rtol=1e-7)
try:
    ask(posterior, _prior, _ratio)
except TypeError as _error:
    if "scalar" not in str(_error):
        raise
    fail(
        f"posterior stops with: {_error}\nThree patients need three answers; "
        "`math.log` and `float` take a single number, `np.log` takes a whole array."
    )
promised(
    "posterior(prior, ratio)",
    posterior,
    (_prior, _ratio),
    [0.5, 0.75, 0.15384615384615385],
    rtol=1e-8,
    follows=_own,
    prior="number array list kept",
    ratio="number array list kept",
)
_ratio = np.array([1.0, 4.0, 16.0])
_own = own(["sigmoid", "logit"], _by_score, 0.2, _ratio, rtol=1e-7)
_got = ask(posterior, 0.2, _ratio)
expect("posterior(0.2, [1, 4, 16])", _got, [0.2, 0.5, 0.8], rtol=1e-8, follows=_own)
_prior = np.array([0.5, 0.2, 1e-6])
_own = own(["sigmoid", "logit"], _by_score, _prior, 4, rtol=1e-7)
_got = ask(posterior, _prior, 4)
expect(
    "posterior([0.5, 0.2, 1e-6], 4)",
    _got,
    [0.8, 0.5, 3.999988000035999e-06],
    rtol=1e-8,
    follows=_own,
)
_prior, _ratio = np.array([1e-6, 0.9]), np.array([1e6, 1e-4])
_own = own(["sigmoid", "logit"], _by_score, _prior, _ratio, rtol=1e-7)
_got = ask(posterior, _prior, _ratio)
expect(
    "posterior([1e-6, 0.9], [1e6, 1e-4])",
    _got,
    [0.5000002500001250, 0.0008991907283444909],
    rtol=1e-8,
    follows=_own,
)
tick("posterior")
### BEGIN HIDDEN TESTS
_rng = draws(1208)


def _bayes(prior, ratio):
    """Bayes' rule, without scores."""
    return ratio * prior / (ratio * prior + 1 - prior)


for _size, _low, _high in [(20, 0.02, 0.9), (3, 1e-5, 1e-3), (1, 0.9, 0.98)]:
    _prior = _rng.uniform(_low, _high, _size)
    _ratio = np.exp(_rng.uniform(-3, 2, _size))
    _own = own(["sigmoid", "logit"], _by_score, _prior, _ratio, rtol=1e-7)
    promised(
        "posterior(prior, ratio)",
        posterior,
        (_prior, _ratio),
        _bayes,
        rtol=1e-8,
        follows=_own,
        prior="number array list kept",
        ratio="number array list kept",
    )
    if not _own:  # of other shapes nothing is known that would follow
        promised(
            "posterior(prior, ratio)",
            posterior,
            (_prior, _ratio),
            _bayes,
            rtol=1e-8,
            prior="broadcast",
            ratio="broadcast",
        )
### END HIDDEN TESTS

# %%
# Run and look: positive tests, ratio 18 each, against a prior of 0.01.
needs((logit, 0.5), (posterior, 0.5, 1.0))
before, added = logit(0.01), np.log(18)
if my_guess_ill is not None:
    print(f"Your guess:               P = {my_guess_ill:.3f}")
for text, tests in [
    ("Before the test:", 0),
    ("The test is positive:", 1),
    ("So is an independent one:", 2),
]:
    score = f"{before + tests * added:+.2f}".replace("-", "−")
    print(f"{text:<25} P = {posterior(0.01, 18.0**tests):.3f}   r = {score}")
print(f"Each positive test adds {added:.2f} to r.")

# %% [markdown]
# Each piece of independent evidence adds its own number to the log-odds.
#
# ### Why the sigmoid, of all curves?
#
# Let one measurement $x$ come from a normal distribution with mean $+1$ under label 1
# and $-1$ under label 0, both of variance 1. The squares cancel, and
# $\log \Lambda = -\tfrac12 (x - 1)^2 + \tfrac12 (x + 1)^2 = 2x$ is a straight line. So
# $r = w_0 + 2x$, and $w_0$ is the log of the prior odds.
#
# The dots on the right know nothing of this: each is the share of label 1 in a bar like
# those on the left. The lines are your `posterior`. What will a smaller prior do to the
# curve: bend it, flatten it, or move it?


# %%
# Run and look, then move the slider: the prior.
def normal_density(x, mean):
    return np.exp(-((x - mean) ** 2) / 2) / np.sqrt(2 * np.pi)


def draw_sample(prior, n=12_000):
    rng = np.random.default_rng(7)
    labels = rng.random(n) < prior
    return rng.normal(np.where(labels, 1, -1), 1), labels


def plot_priors(priors, alt):
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
    left.set(
        xlabel="Measurement x",
        ylabel="Number of points",
        title=f"The sample at prior {middle:.2f}",
        xlim=(-4, 4),
        ylim=(0, 1.3 * (ones + zeros).max()),
    )
    left.legend(loc="upper left", ncols=2)

    looks = [(PURPLE, "o"), (GREEN, "s"), (RED, "^")]
    for prior, (color, marker) in zip(priors, looks, strict=False):
        sample, labels = draw_sample(prior)
        bias = f"{logit(prior):+.2f}".replace("-", "−")
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
            label=f"Prior {prior:.2f}, w₀ = {bias}",
        )
    right.set(
        xlabel="Measurement x",
        ylabel="Probability of label 1",
        title="Dots: counted. Lines: your posterior",
        xlim=(-4, 4),
    )
    right.set_yticks(np.arange(0, 1.1, 0.2))
    right.set_ylim(-0.05, 1.07 + 0.12 * len(priors))
    right.legend(loc="upper left")
    show(figure, alt)


needs((logit, 0.5), (posterior, 0.5, 1.0))
plot_priors(
    [0.9, 0.5, 0.1],
    alt="Left: stacked histogram of the measurements, label 0 around −1 and label 1 "
    "around +1. Right: shares of label 1, counted for the priors 0.9, 0.5 and 0.1, lie "
    "on three sigmoids of equal shape, shifted to the right as the prior falls.",
)
explore(
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
# The prior moves the curve and does nothing else: it sits in $w_0$, the evidence in
# $w_1$. For such data the sigmoid is not a convenient choice, it is the answer.
#
# <details><summary>And with other means, or two different variances?</summary>
#
# The prior is alone in $w_0$ because the means lie symmetrically around 0; otherwise
# the squares of the means stay there, too. With two variances the squares of $x$ would
# stay: still $\sigma(r)$, but $r$ would be a parabola in $x$.
#
# </details>
#
# **Exercise `counterexample` ({points}).** "If $r > 0$, then $X$ is likelier under
# label 1 than under label 0." Refute it: give a prior $P(L = 1)$ and a likelihood ratio
# $\Lambda$ for which $r > 0$ and the claim is wrong.
#
# <details><summary>Hint</summary>
#
# $r$ has two terms. Make one negative and let the other win.
#
# </details>

# %% solution counterexample called="A counterexample"
# counterexample = (prior, ratio), two numbers:
### BEGIN SOLUTION
counterexample = (0.9, 0.5)
### END SOLUTION

# %% check counterexample points=2
if attempt(lambda: counterexample) is None:
    raise NotImplementedError("Your `counterexample` is still open.")
_pair = attempt(lambda: np.array(counterexample, dtype=float))
if np.shape(_pair) != (2,):
    fail("counterexample must be a pair of numbers, (prior, ratio).")
_prior, _ratio = _pair.tolist()
if not 0 < _prior < 1:
    fail(f"The prior must lie strictly between 0 and 1, got {_prior:.6g}.")
if not 0 < _ratio < np.inf:
    fail(f"The likelihood ratio must be positive, got {_ratio:.6g}.")
_r = np.log(_ratio) + np.log(_prior / (1 - _prior))
if abs(_r) <= 1e-9:
    fail("Here r is 0 up to rounding: the two terms cancel. Let the prior win clearly.")
if _r < 0:
    fail(f"Here r = {_r:.3g}. The claim speaks of r > 0 only (order: prior, ratio).")
if _ratio > 1:
    fail(
        f"Here X is likelier under label 1, {_ratio:.6g} times. The claim holds for "
        "this pair."
    )
tick("counterexample")

# %% [markdown]
# ## 6. Break it, then mend it
#
# On paper the sigmoid has two equal forms, and $1 - \sigma(40)$ is $\sigma(-40)$. But
# what is $e^{1000}$ in a computer?


# %%
# Run and look: values, and warnings.
def form_1(r):
    return 1 / (1 + np.exp(-r))


def form_2(r):
    return np.exp(r) / (1 + np.exp(r))


for function in (form_1, form_2):
    for score in (-1000.0, 1000.0):
        value, warning = listen(function, score)
        call = f"{function.__name__}({score:.0f})"
        print(f"{call:<13} = {value:<4.3g} warnings: {warning or '—'}")
print(f"1 - form_1(40) = {1 - form_1(40.0):.3g}")
print(f"form_1(-40)    = {form_1(-40.0):.3g}")

# %% [markdown]
# Three things went wrong.
#
# - `form_1(-1000)`: $e^{1000}$ does not fit into a float64, which ends at
#   $e^{709.78}$. Only by luck is $1/\infty = 0$ nearly right.
# - `form_2(1000)` has no luck: $\infty / \infty$ is NaN, which spoils every sum that it
#   enters.
# - $1 - \sigma(40)$ is 0: just below 1 numbers are $1.1 \cdot 10^{-16}$ apart, and what
#   is finer rounds away.
#
# One function mends the first two, for each form fails on one side only:
#
# $$\sigma(r) = \frac{1}{1 + e^{-r}} \quad (r \ge 0), \qquad
# \sigma(r) = \frac{e^{r}}{1 + e^{r}} \quad (r < 0)$$
#
# **Exercise `sigmoid_stable` ({points}).** Use each form where its exponential cannot
# overflow. Beware of `np.where(r >= 0, a, b)`: it computes *both* `a` and `b` for every
# entry, and only then picks.
#
# <details><summary>Hint</summary>
#
# Both forms can be written with $z = e^{-|r|}$, which is never above 1.
#
# </details>


# %% solution sigmoid_stable called="A sigmoid that does not overflow"
def sigmoid_stable(r):
    """The sigmoid, for every score.

    Args:
        r: as in `sigmoid`.

    Returns:
        σ(r), in the shape of r: a number for a number, an array for a list or an array.
        Right to nine digits from r = −700 up; further left anything from 0 to 1e-300
        will do. Without warnings for every finite r (to silence them is fine).

    Example:
        sigmoid_stable(-30) is 9.357623e-14 (rounded), sigmoid_stable(-1000) is 0.
    """
    r = np.asarray(r, dtype=np.float64)
    ### BEGIN SOLUTION
    z = np.exp(-np.abs(r))
    return np.where(r >= 0, 1, z) / (1 + z)
    ### END SOLUTION


# %% check sigmoid_stable points=3
try:
    _got, _ = listen(sigmoid_stable, [-2, 0, 4])
except ValueError as _error:
    if "ambiguous" not in str(_error):
        raise
    fail(
        f"sigmoid_stable stops with: {_error}\nEach score has its own side, and `if` "
        "asks one question about all of them."
    )
expect(
    "sigmoid_stable([-2, 0, 4])",
    _got,
    [0.11920292202211755, 0.5, 0.9820137900379085],
)
for _r, _want in [(-1000.0, 0.0), (1000.0, 1.0)]:
    _got, _warning = listen(sigmoid_stable, _r)
    expect(f"sigmoid_stable({_r:.0f})", _got, _want, atol=1e-300)
    if _warning:
        fail(
            f"sigmoid_stable({_r:.0f}) is right, but warns: {_warning}. Some "
            "exponential overflows, perhaps in a branch that is not picked."
        )
expect("sigmoid_stable(-30)", ask(sigmoid_stable, -30.0), 9.357622968839299e-14)
expect("sigmoid_stable(-700)", ask(sigmoid_stable, -700.0), 9.85967654375977e-305)
for _r, _want in [
    ([-800.5, 0.7, 800, -200.5], [0, 0.6681877721681662, 1, 8.393756733356555e-88]),
    (
        [-650.0, -45.5, 1e9, -1e9],
        [5.111951948651156e-283, 1.7362052831002947e-20, 1, 0],
    ),
]:
    promised(
        "sigmoid_stable(r)",
        sigmoid_stable,
        (_r,),
        _want,
        atol=1e-300,
        r="number array list float32 shape kept",
        returns="array quiet",
    )
promised(
    "sigmoid_stable(r)",
    sigmoid_stable,
    ([-3, 0, 2, 30],),
    [0.04742587317756678, 0.5, 0.8807970779778823, 0.9999999999999064],
    r="integer",
)
tick("sigmoid_stable")
### BEGIN HIDDEN TESTS
_rng = draws(1209)
for _r in (
    _rng.uniform(-1, 1, 20),
    _rng.uniform(-40, 40, 7),
    _rng.uniform(-500, 500, 12),
    _rng.uniform(-700, -600, 3),
    _rng.uniform(-30, 0, 1),
):
    promised(
        "sigmoid_stable(r)",
        sigmoid_stable,
        (_r,),
        lambda r: np.exp(-np.logaddexp(0, -r)),
        r="number array list integer float32 shape kept",
        returns="array quiet",
    )
for _r in ([-1000.0, 3.0, -745.0, 1000.0, 720.0, -0.5], [-800.5, 0.7, 800.0, -1e9]):
    promised(
        "sigmoid_stable(r)",
        sigmoid_stable,
        (_r,),
        lambda r: np.exp(-np.logaddexp(0, -r)),
        atol=1e-300,
        r="extreme number array list shape kept",
        returns="array quiet",
    )
### END HIDDEN TESTS

# %%
# Run and look: left, the way there and back; right, two ways that are equal on paper.
needs((sigmoid, 0.0), (logit, 0.5), (sigmoid_stable, 0.0))
grain = np.finfo(float).eps / 2
scores = np.linspace(-36, 36, 289)
miss = np.abs(logit(sigmoid(scores)) - scores)
tail = np.linspace(33, 41, 1601)
naive, stable = 1 - sigmoid(tail), sigmoid_stable(-tail)
alive = naive > 0

figure, (left, right) = plt.subplots(1, 2)
left.axvspan(-39.6, 15, color=GREEN, alpha=0.12, linewidth=0)
left.semilogy(scores[miss > 0], miss[miss > 0], ".", color=BLUE, markersize=5)
left.plot(
    scores, grain * np.exp(scores), "--", color=ORANGE, label=r"$1.1\cdot10^{-16}\,e^r$"
)
left.text(-12, 3e-2, "r ≤ 15: error below $10^{-9}$,", ha="center")
left.text(-12, 1e-3, "where there is no dot: none", ha="center")
left.set_yticks([1e-15, 1e-10, 1e-5, 1])
left.set(xlabel="Score r", ylabel="Error", title="Error of logit(sigmoid(r))")
left.set(xlim=(-39.6, 39.6), ylim=(2e-18, 30))
left.legend(loc=(0, 0.5))

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
# So trust the way back for $r \le 15$, and keep $r$ itself where you can. For
# $1 - \sigma(r)$ write $\sigma(-r)$: a loss that takes $\log(1 - P)$ (seminar 1.4)
# would meet $\log 0$ to the right of the red cross.
#
# <details><summary>Why both panels look as they do</summary>
#
# Near 0 a float64 has room for $10^{-13}$ and far smaller numbers, but just below 1 the
# neighbours are a grain of $1.1 \cdot 10^{-16}$ apart, and the little that is missing
# from 1 is all that tells $r = 30$ from $r = 31$. The stairs are two grains high,
# because $1 + e^{-r}$ lies just above 1, where neighbours are twice as far apart.
#
# </details>
#
# ## 7. A question
#
# **Question ({points}, read by a person).** A neuron was trained on data in which half
# of the patients are ill. It now works in a clinic where 1 % are, with the same
# symptoms as before, and for one patient it says $P = 0.9$. Explain in two or three
# sentences: which term of its $r$ is no longer true, how can you repair the neuron
# without training it again, and what probability does this patient get then?

# %% manual clinic [markdown] points=2 called="The neuron moves to a clinic"
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
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# The answer to the lecture's "what is $r$?": **the log of the odds of $L = 1$ against
# $L = 0$, and with equal priors the log of the likelihood ratio of the two
# hypotheses.**
#
# <details><summary>All formulas in one table</summary>
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
# neuron looks like logistic regression. What the two share is a weighted sum that is
# read as log-odds.
#
# </details>
#
# **Next, `l1_3_boundary`:** spam or not? A threshold on $P$ is one on $r$, and in the
# space of the inputs it draws a hyperplane.
