# %% [markdown]
# # Seminar 1.5. Averaging the cross-entropy
#
# Follows the lecture slide "Averaging the cross-entropy". 80 minutes, {points}, best
# in two sittings: 50 minutes for sections 1 to 7, 30 for sections 8 and 9.
#
# Seminar 1.4 settled the loss of one example: the cross-entropy, minus the log of the
# probability that the neuron gave to the label that came. Training averages it over
# many examples. The slide asks: what does that average tell us? Here you prove its
# answer line by line, and then you watch a model that seems to break it.
#
# After this seminar you can
#
# 1. compute entropy, conditional entropy and mutual information from a table;
# 2. prove each line of $\mathrm{Loss} \ge H(L \mid X) = H(L) - I(X, L)$, and say when
#    equality holds ($X$ is the input, $L$ the label, the rest comes step by step);
# 3. tell which averages the bound covers, and which it does not.
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
# A forecaster looks at the morning sky and names a probability of rain. In the evening
# comes the loss: minus the log of the probability that was given to what happened. Here
# are 100 days, and to keep things simple we take their shares for the truth:
#
# | sky | days | dry | rain | share of rain |
# |---|---|---|---|---|
# | clear | 40 | 38 | 2 | 0.05 |
# | hazy | 30 | 24 | 6 | 0.20 |
# | cloudy | 20 | 8 | 12 | 0.60 |
# | dark | 10 | 1 | 9 | 0.90 |
#
# Whoever always says 0.5 has the loss $\log 2 = 0.693$ every day. A prophet has 0. The
# best forecaster who sees nothing but the sky lies in between. Where? Write down your
# guess of the average loss. Nobody grades it; it comes back as a line in two figures.

# %%
# Your guess: the lowest average loss that the sky allows, from 0 to 0.693.
my_guess = 0.5

# The table above. One row for each sky (clear, hazy, cloudy, dark), columns dry, rain.
days = [[38, 2], [24, 6], [8, 12], [1, 9]]

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% [markdown]
# ## 2. Surprise, and its average
#
# Call $-\log p$ the **surprise** at an event of probability $p$. A certain event
# surprises by 0, a coin toss by 0.69, one chance in a hundred by 4.6.
#
# How surprising is the weather, on average, to somebody who knows the climate but never
# looks up? It rains on 29 days of 100. Rain surprises by $-\log 0.29 = 1.238$, a dry
# day by $-\log 0.71 = 0.342$. The average is
# $0.29 \cdot 1.238 + 0.71 \cdot 0.342 = 0.602$. This is the **entropy** of the labels,
# $H(L)$. For any list of probabilities $p_k$ that add up to 1,
#
# $$H(p) = -\sum_k p_k \log p_k$$
#
# An event that never happens never surprises: $0 \cdot \log 0$ counts as 0, because
# $p \log p \to 0$ as $p \to 0$. (At $p = 0.001$ it is $-0.0069$, at $0.000001$ it is
# $-0.000014$.) NumPy does not know that: it multiplies 0 by minus infinity, and the
# answer is NaN.
#
# **Exercise `entropy` ({points}).** It will serve for one variable and for a whole
# table, so take an array of any shape and sum over all of it. The first line is given.
#
# <details><summary>Hint</summary>
#
# `p[p > 0]` keeps the entries that count, as one flat array, and leaves `p` alone.
#
# </details>


# %% solution entropy
def entropy(p):
    """The entropy of a list or table of probabilities, in nats (natural log).

    Args:
        p: probabilities, a list or an array of any shape, from 0 to 1. All of them
            together add up to 1. Zeros are allowed. It is not modified. Anything else
            is not tested.

    Returns:
        −Σ p log p over all entries, with 0 · log 0 = 0. One number, never NaN.

    Example:
        entropy([0.71, 0.29]) is 0.602152 (rounded), entropy([0, 1]) is 0.
    """
    p = np.asarray(p, dtype=np.float64)
    ### BEGIN SOLUTION
    p = p[p > 0]
    return np.sum(p * np.log(1 / p))
    ### END SOLUTION


# %% check entropy points=2
expect(
    "entropy([0.71, 0.29])",
    ask(entropy, [0.71, 0.29]),
    0.60215168,
    rtol=1e-6,
    likely={"only the last entry entered the sum": 0.35898356324},
)
_got, _ = listen(entropy, [0.0, 1.0])
expect("entropy([0, 1])", _got, 0, atol=1e-9)
_got, _ = listen(entropy, np.array([[0.25, 0.25], [0.5, 0.0]]))
expect("entropy([[0.25, 0.25], [0.5, 0]])", _got, 1.03972077, rtol=1e-6)
tick("entropy")
### BEGIN HIDDEN TESTS
_rng = draws(1501)
for _shape in [(1,), (2,), (7,), (3, 4), (4, 1), (2, 3, 2)]:
    _p = _rng.uniform(0.05, 1, _shape) ** 2
    _p /= _p.sum()
    _want = -np.sum(_p * np.log(_p))
    _got, _ = listen(entropy, _p)
    expect("entropy(p)", _got, _want, atol=1e-12)
    expect_kept("entropy(p)")
    _got, _ = listen(entropy, _p.tolist())
    expect("entropy(p), p a list", _got, _want, atol=1e-12)
    _got, _ = listen(entropy, _p.astype(np.float32))
    expect("entropy(p), p in float32", _got, _want, rtol=1e-5, atol=1e-5)
_p = _rng.uniform(0.1, 1, (3, 3))
_p[0, 1] = _p[2, 0] = 0
_p /= _p.sum()
_got, _ = listen(entropy, _p)
_want = -np.sum(_p[_p > 0] * np.log(_p[_p > 0]))
expect("entropy(p), with zeros", _got, _want)
expect_kept("entropy(p)")
_got, _ = listen(entropy, [0, 0, 1, 0])
expect("entropy([0, 0, 1, 0])", _got, 0, atol=1e-9)
for _k in (2, 5, 11):
    _got, _ = listen(entropy, [1 / _k] * _k)
    expect("entropy(p), all entries alike", _got, np.log(_k))
### END HIDDEN TESTS

# %% [markdown]
# ## 3. Looking at the sky
#
# Let $X$ be the sky and $L$ the label of the day: 0 is dry, 1 is rain. Divide the table
# by 100, and you have the **joint probabilities** $P(L = j, X_i)$: row $i$ is one sky,
# column $j$ one label. In the code this whole table is `P`. Careful: on this slide
# $X_i$ is the $i$-th *value that the whole input $X$ can take*, not its $i$-th
# component.
#
# A sum along row $i$ gives $P(X_i)$: for the cloudy sky $0.08 + 0.12 = 0.20$. A sum
# down column $j$ gives $P(L = j)$. And a row divided by its own sum gives the
# **conditional probabilities**: under a cloudy sky $0.08 / 0.20 = 0.4$ for dry and
# $0.12 / 0.20 = 0.6$ for rain.
#
# $$P(L = j \mid X_i) = \frac{P(L = j, X_i)}{P(X_i)}, \qquad
# P(X_i) = \sum_j P(L = j, X_i)$$
#
# **Exercise `conditional` ({points}).** Turn a joint table into its conditional rows.
# A row of zeros, a sky that never occurs, says nothing about the label; let it be
# uniform.
#
# <details><summary>Hint</summary>
#
# `P.sum(axis=1, keepdims=True)` has the shape (m, 1) and divides row by row. Without
# `keepdims` it has the shape (m,), which NumPy lays along the *columns*. For an empty
# row, replace both its entries and its sum before you divide, in a copy.
#
# </details>


# %% solution conditional
def conditional(P):
    """The conditional probabilities P(L = j | X_i) of a joint table.

    Args:
        P: joint probabilities, shape (m, k): m values of X (rows), k labels (columns),
            all at least 0. A list of lists or an array, also of integers: counts serve
            as well, because each row is divided by its own sum. It is not modified.

    Returns:
        An array of shape (m, k). Each row adds up to 1. A row of zeros becomes 1/k in
        every entry.

    Example:
        conditional([[38, 2], [8, 12], [0, 0]]) is
        [[0.95, 0.05], [0.4, 0.6], [0.5, 0.5]].
    """
    P = np.asarray(P, dtype=np.float64)
    ### BEGIN SOLUTION
    total = P.sum(axis=1, keepdims=True)
    empty = total == 0
    return np.where(empty, 1 / P.shape[1], P / np.where(empty, 1, total))
    ### END SOLUTION


# %% check conditional points=2
_P = np.array([[38, 2], [24, 6], [8, 12], [1, 9]]) / 100
_got, _ = listen(conditional, _P)
expect(
    "conditional(P), P the table of the sky",
    _got,
    [[0.95, 0.05], [0.8, 0.2], [0.4, 0.6], [0.1, 0.9]],
)
_got, _ = listen(conditional, [[3, 1], [0, 0]])
expect(
    "conditional([[3, 1], [0, 0]])",
    _got,
    [[0.75, 0.25], [0.5, 0.5]],
    likely={"whole numbers cut the shares down to 0": [[0, 0], [0, 0]]},
)
_got, _ = listen(conditional, [[3, 1, 0], [0, 0, 0], [0, 2, 0], [1, 1, 2]])
expect(
    "conditional([[3, 1, 0], [0, 0, 0], [0, 2, 0], [1, 1, 2]])",
    _got,
    [[0.75, 0.25, 0], [1 / 3] * 3, [0, 1, 0], [0.25, 0.25, 0.5]],
)
tick("conditional")
### BEGIN HIDDEN TESTS
_rng = draws(1502)
for _m, _k in [(3, 3), (2, 5), (6, 2), (1, 4), (4, 3)]:
    _P = _rng.uniform(0.1, 1, (_m, _k)) ** 2
    _P[0, -1] = 0
    _P /= _P.sum()
    _want = _P / _P.sum(axis=1, keepdims=True)
    _got, _ = listen(conditional, _P)
    expect("conditional(P)", _got, _want, atol=1e-12)
    expect_kept("conditional(P)")
    _got, _ = listen(conditional, _P.tolist())
    expect("conditional(P), P a list", _got, _want, atol=1e-12)
    _got, _ = listen(conditional, _P.astype(np.float32))
    expect("conditional(P), P in float32", _got, _want, rtol=1e-5, atol=1e-6)
_N = _rng.integers(1, 40, (5, 3))
_N[1] = _N[3] = 0
_want = np.full((5, 3), 1 / 3)
_want[::2] = _N[::2] / _N[::2].sum(axis=1, keepdims=True)
_got, _ = listen(conditional, _N)
expect("conditional(P), P counts with empty rows", _got, _want)
expect_kept("conditional(P)")
_P = _N / _N.sum()
_got, _ = listen(conditional, _P)
expect("conditional(P), with empty rows", _got, _want)
expect_kept("conditional(P)")
### END HIDDEN TESTS

# %% [markdown]
# ## 4. What training averages
#
# A model answers with probabilities $Q(L = j \mid X_i)$ (no longer the $Q = 1 - P$ of
# seminar 1.2). For a neuron with output $Y$ they are $Q(L = 1 \mid X_i) = Y(X_i, w)$
# and $Q(L = 0 \mid X_i) = 1 - Y(X_i, w)$. The **cross-entropy** between probabilities
# $p$ and answers $q$ is
#
# $$H(p, q) = -\sum_j p_j \log q_j$$
#
# (With small letters. Section 6 has an $H(X, L)$ with capitals, another thing: the
# entropy of a pair.)
#
# For one day the label is known: $p$ is $(1, 0)$ or $(0, 1)$, one term survives, and
# that is the loss of seminar 1.4. Now average over the 100 days. The 12 days that are
# cloudy and wet all have the same loss, $-\log Q(L = 1 \mid X_2)$ (rows and labels are
# counted from 0), so they enter as one term with the weight $12/100$. That weight is
# the joint probability. All cells of the table together make the first line of the
# slide:
#
# $$\begin{aligned}
# \mathrm{Loss} &= \sum_i \sum_j P(L = j, X_i) \bigl(-\log Q(L = j \mid X_i)\bigr) \\
# &= -\sum_i P(X_i) \sum_j P(L = j \mid X_i) \log Q(L = j \mid X_i)
# \end{aligned}$$
#
# Row by row this is $H(p, q)$, averaged with the weights $P(X_i)$. On a sample, with
# its own shares in place of $P$, it is exactly the mean that training computes; on more
# and more examples the shares approach the true $P$.
#
# **Exercise `expected_loss` ({points}).** Two kinds of zeros need care. What never
# happens, $P(L = j, X_i) = 0$, costs nothing, whatever $Q$ says. What does happen
# although the model called it impossible, $Q = 0$, costs infinity.
#
# <details><summary>Hint</summary>
#
# Sum over the entries with `P > 0` only. There, `-np.log(0.0)` gives `inf` (with a
# warning, which is fine here), and that is the wanted answer.
#
# </details>


# %% solution expected_loss
def expected_loss(P, Q):
    """The average cross-entropy of the answers Q where the truth is P.

    Args:
        P: joint probabilities P(L = j, X_i), shape (m, k), adding up to 1.
        Q: the model's answers Q(L = j | X_i), shape (m, k), each row adding up to 1.
            Both are lists of lists or arrays. Neither is modified.

    Returns:
        −Σ_i Σ_j P(L = j, X_i) log Q(L = j | X_i), one number. Entries with
        P(L = j, X_i) = 0 contribute 0; P > 0 where Q = 0 makes the loss infinite.
        Never NaN. A warning from NumPy is allowed.

    Example:
        expected_loss([[0.4, 0.1], [0.2, 0.3]], [[0.5, 0.5], [0.5, 0.5]]) is 0.693147
        (rounded), that is log 2.
    """
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    ### BEGIN SOLUTION
    happens = P > 0
    with np.errstate(divide="ignore"):
        return -np.sum(P[happens] * np.log(Q[happens]))
    ### END SOLUTION


# %% check expected_loss points=2
_P = np.array([[38, 2], [24, 6], [8, 12], [1, 9]]) / 100
_Q = np.array([[0.9, 0.1], [0.7, 0.3], [0.5, 0.5], [0.2, 0.8]])
_got, _ = listen(expected_loss, _P, _Q)
expect(
    "expected_loss(P, Q), P the table of the sky",
    _got,
    0.41873579,
    rtol=1e-6,
    likely={"the weights P are missing: this is the mean of −log Q": 0.89843364772},
)
_got, _ = listen(expected_loss, [[0.5, 0.0], [0.2, 0.3]], [[1.0, 0.0], [0.5, 0.5]])
expect("expected_loss where P = 0 and Q = 0", _got, 0.5 * np.log(2))
_got, _ = listen(expected_loss, [[0.4, 0.1], [0.2, 0.3]], [[1.0, 0.0], [0.5, 0.5]])
expect("expected_loss where P > 0 and Q = 0", _got, np.inf)
tick("expected_loss")
### BEGIN HIDDEN TESTS
_rng = draws(1503)
for _m, _k in [(3, 3), (2, 5), (6, 2), (1, 3), (5, 4)]:
    _P, _Q = _rng.uniform(0.1, 1, (2, _m, _k)) ** 2
    _P /= _P.sum()
    _Q /= _Q.sum(axis=1, keepdims=True)
    _want = -sum(_P[_i] @ np.log(_Q[_i]) for _i in range(_m))
    _got, _ = listen(expected_loss, _P, _Q)
    expect("expected_loss(P, Q)", _got, _want)
    expect_kept("expected_loss")
    _got, _ = listen(expected_loss, _P.tolist(), _Q.tolist())
    expect("expected_loss(P, Q), lists", _got, _want)
_P, _Q = _rng.uniform(0.1, 1, (2, 4, 3))
_P[1] = _P[0, 2] = _Q[0, 2] = _Q[1, 0] = 0
_P /= _P.sum()
_Q /= _Q.sum(axis=1, keepdims=True)
_want = -np.sum(_P[_P > 0] * np.log(_Q[_P > 0]))
_got, _ = listen(expected_loss, _P, _Q)
expect("expected_loss(P, Q), with zeros in both", _got, _want)
expect_kept("expected_loss")
_Q[3] = [0, 0.5, 0.5]
_got, _ = listen(expected_loss, _P, _Q)
expect("expected_loss(P, Q), P > 0 where Q = 0", _got, np.inf)
### END HIDDEN TESTS

# %%
# Nothing to do here: run it. Left, 3000 forecasters: some near the truth, some wild.
# Each dot is one of them. Before you run: will any dot fall below the horizontal line?
needs((conditional, days), (expected_loss, [[1.0, 0.0]], [[0.5, 0.5]]))
P_sky = np.array(days) / 100
truth = conditional(P_sky)
floor = expected_loss(P_sky, truth)

rng = np.random.default_rng(15)
wildness = rng.uniform(0, 2.5, (3000, 1))
scores = np.log(truth[:, 1] / truth[:, 0]) + wildness * rng.normal(size=(3000, 4))
rain = 1 / (1 + np.exp(-scores))
losses = [expected_loss(P_sky, np.stack([1 - q, q], axis=1)) for q in rain]
distance = np.abs(rain - truth[:, 1]) @ P_sky.sum(axis=1)

figure, (left, right) = plt.subplots(1, 2)
left.plot(distance, losses, ".", color=SKY, markersize=4, rasterized=True)
left.axhline(floor, color=BLUE, label=f"Q = P: {floor:.3f}")
left.axhline(my_guess, color=RED, linestyle=":", label="Your guess")
left.set(xlabel="Average distance |Q − P|", ylabel="Average loss", ylim=(0, 2))
left.set_title("3000 forecasters")
left.legend(loc="upper left")

q = np.linspace(0.01, 0.99, 197)
for row, name, color, line, marker in [
    (0, "Clear", ORANGE, "--", "s"),
    (2, "Cloudy", PURPLE, "-", "o"),
]:
    share = truth[row, 1]
    loss = -share * np.log(q) - (1 - share) * np.log(1 - q)
    least = -share * np.log(share) - (1 - share) * np.log(1 - share)
    right.plot(q, loss, line, color=color, label=f"{name}, rain in {share:.0%}")
    right.plot(share, least, marker, color=color, markeredgecolor="black")
    right.annotate(
        f"lowest at {share:.2f}",
        (share, least),
        (max(share + 0.1, 0.25), least - 0.14),
        ha="center",
        va="center",
    )
right.set(xlabel="The forecaster says q", ylabel="Average loss in this row")
right.set(ylim=(0, 2), title="One row at a time")
right.legend(loc="upper center", bbox_to_anchor=(0.45, 1.03), fontsize=10)
show(
    figure,
    alt="Left: 3000 dots, the average loss against the average distance between Q and "
    "P. All lie above the horizontal line at 0.397, and they touch it only where the "
    "distance is 0; a dotted line is your guess. Right: the loss of one row as a "
    "function of the answer q; for the clear sky it is lowest at 0.05, for the cloudy "
    "sky at 0.60, the true shares.",
)

# %% [markdown]
# There is a floor, and it is far above 0. No forecaster gets below it, and only an
# honest one touches it: whatever you say instead of the true share, you pay more. Two
# questions: why does nobody get below, and what is this number 0.397?
#
# ## 5. The ≥ of the slide
#
# One inequality does all the work. Numbers first:
#
# | $z$ | $\log z$ | $z - 1$ |
# |---|---|---|
# | 0.5 | −0.693 | −0.5 |
# | 1 | 0 | 0 |
# | 2 | 0.693 | 1 |
# | 4 | 1.386 | 3 |
#
# The logarithm bends down and stays below its tangent at $z = 1$: **for all $z > 0$,
# $\log z \le z - 1$, with equality only at $z = 1$.** Proof: the difference
# $z - 1 - \log z$ has the slope $1 - 1/z$. It falls up to $z = 1$, is 0 there, and
# rises afterwards.
#
# Take one term of one row. Write $p$ for $P(L = j \mid X_i)$ and $q$ for
# $Q(L = j \mid X_i)$. By answering $q$ instead of $p$ the model adds
# $p \cdot (-\log q) - p \cdot (-\log p) = p \log\frac{p}{q}$ to its loss. How small can
# that be?
#
# **Step 1, `term_bound` ({points}).** Turn the fraction around,
# $p \log\frac{p}{q} = -p \log\frac{q}{p}$, and put the inequality in. Simplify until no
# fraction is left: then the bound holds for $p = 0$, too.
#
# <details><summary>Hint</summary>
#
# Here $z = q/p$. Multiplying by $-p$ turns $\le$ into $\ge$.
#
# </details>
#
# **Step 2, `gap` ({points}).** Your bound is negative for some terms. But sum it over
# the $j$ of one row, where the $p$ add up to 1 and the $q$ add up to 1: what remains is
# 0. So each row adds at least 0, and so does their average with the weights $P(X_i)$:
#
# $$\mathrm{gap} = \sum_i P(X_i) \sum_j P(L = j \mid X_i)
# \log\frac{P(L = j \mid X_i)}{Q(L = j \mid X_i)} \ge 0$$
#
# This is the **Kullback–Leibler divergence** $D(P \,\|\, Q)$, averaged over $X$. It is
# what the loss has above its floor, and it is the ≥ between the first two lines of the
# slide. It is 0 only if each term meets its bound, that is $q = p$ in every row with
# $P(X_i) > 0$. (What the model says about a sky that never comes, nobody will know.)
#
# <details><summary>Hint</summary>
#
# $P(X_i) \cdot P(L = j \mid X_i)$ is the entry of the joint table; your `conditional`
# gives what stands above the line of the fraction. A difference of two of your losses
# will do as well.
#
# </details>


# %% solution term_bound
def term_bound(p, q):
    """Step 1: what p · log(p/q) cannot be less than, by log z ≤ z − 1.

    Args:
        p: the true probability, from 0 to 1.
        q: the model's answer, above 0 and up to 1. Numbers, or arrays of one shape.

    Returns:
        The bound, without any log and without any fraction, in the shape of p.

    Example:
        term_bound(0.5, 0.5) is 0, term_bound(0, 0.3) is −0.3.
    """
    ### BEGIN SOLUTION
    return p - q
    ### END SOLUTION


# %% check term_bound points=1
_p, _q = np.array([0.6, 0.4, 0.5, 0.1]), np.array([0.3, 0.7, 0.5, 0.2])
_got, _ = listen(term_bound, _p, _q)
expect(
    "term_bound(p, q) at p = 0.6, 0.4, 0.5, 0.1 and q = 0.3, 0.7, 0.5, 0.2",
    _got,
    [0.3, -0.3, 0, -0.1],
    atol=1e-12,
)
_got, _ = listen(term_bound, np.array([0.0, 0.5]), np.array([0.3, 0.5]))
expect("term_bound(p, q) at p = 0, 0.5 and q = 0.3, 0.5", _got, [-0.3, 0], atol=1e-12)
tick("term_bound")
### BEGIN HIDDEN TESTS
_rng = draws(1504)
_p, _q = _rng.uniform(0.05, 0.95, (2, 20))
_p[3] = 0
_got, _ = listen(term_bound, _p, _q)
expect("term_bound(p, q), 20 pairs", _got, _p - _q, rtol=1e-8, atol=1e-12)
expect_kept("term_bound")
_got, _ = listen(term_bound, 0.8, 0.3)
expect("term_bound(0.8, 0.3)", _got, 0.5, rtol=1e-8)
### END HIDDEN TESTS


# %% solution gap
def gap(P, Q):
    """Step 2: by how much the loss of Q exceeds the loss of the true conditionals.

    Args:
        P: joint probabilities P(L = j, X_i), shape (m, k), adding up to 1.
        Q: the model's answers Q(L = j | X_i), shape (m, k), each row adding up to 1.
            Both are lists of lists or arrays. Neither is modified.

    Returns:
        Σ_i P(X_i) Σ_j P(L = j | X_i) log(P(L = j | X_i) / Q(L = j | X_i)), one number.
        Entries with P = 0 contribute 0; P > 0 where Q = 0 makes the gap infinite.
        Never NaN. A warning from NumPy is allowed.

    Example:
        gap([[0.3, 0.2], [0.2, 0.3]], [[0.5, 0.5], [0.5, 0.5]]) is 0.020136 (rounded).
    """
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    ### BEGIN SOLUTION
    happens = P > 0
    p, q = conditional(P)[happens], Q[happens]
    with np.errstate(divide="ignore"):
        return np.sum(P[happens] * (np.log(p) - np.log(q)))
    ### END SOLUTION


# %% check gap points=2
_P = np.array([[38, 2], [24, 6], [8, 12], [1, 9]]) / 100
_Q = np.array([[0.9, 0.1], [0.7, 0.3], [0.5, 0.5], [0.2, 0.8]])


def _gap(P, Q):
    """The whole loss less its floor, by your own functions."""
    return expected_loss(P.copy(), Q) - expected_loss(P.copy(), conditional(P.copy()))


_own = own(["conditional", "expected_loss"], _gap, _P, _Q, atol=1e-12)
_got, _ = listen(gap, _P, _Q)
_right = agree(_got, 0.02209833, rtol=1e-6)
expect(
    "gap(P, Q), P the table of the sky",
    _got,
    0.02209833,
    rtol=1e-6,
    follows=_own,
)
_got, _ = listen(gap, [[0.5, 0.0], [0.2, 0.3]], [[1.0, 0.0], [0.4, 0.6]])
expect("gap(P, Q) where Q = P, with zeros in both", _got, 0, atol=1e-9)
_got, _ = listen(gap, [[0.4, 0.1], [0.2, 0.3]], [[1.0, 0.0], [0.4, 0.6]])
expect("gap(P, Q) where P > 0 and Q = 0", _got, np.inf)
if _right:
    tick("gap")
### BEGIN HIDDEN TESTS
_rng = draws(1505)
for _m, _k in [(3, 3), (2, 5), (6, 2), (1, 3), (5, 4)]:
    _P, _Q = _rng.uniform(0.1, 1, (2, _m, _k)) ** 2
    _P /= _P.sum()
    _Q /= _Q.sum(axis=1, keepdims=True)
    _C = _P / _P.sum(axis=1, keepdims=True)
    _want = sum(_P[_i] @ np.log(_C[_i] / _Q[_i]) for _i in range(_m))
    _own = own(["conditional", "expected_loss"], _gap, _P, _Q)
    _got, _ = listen(gap, _P, _Q)
    expect("gap(P, Q)", _got, _want, rtol=1e-8, atol=1e-12, follows=_own)
    expect_kept("gap")
    _got, _ = listen(gap, _P, _C)
    expect("gap(P, Q) where Q = P", _got, 0, atol=1e-9)
_P, _Q = _rng.uniform(0.1, 1, (2, 4, 3))
_P[1] = _P[0, 2] = _Q[0, 2] = _Q[1, 0] = 0
_P /= _P.sum()
_Q /= _Q.sum(axis=1, keepdims=True)
_C = np.full((4, 3), 1 / 3)
_C[[0, 2, 3]] = _P[[0, 2, 3]] / _P[[0, 2, 3]].sum(axis=1, keepdims=True)
_some = _P > 0
_want = np.sum(_P[_some] * np.log(_C[_some] / _Q[_some]))
_own = own(["conditional", "expected_loss"], _gap, _P, _Q, atol=1e-12)
_got, _ = listen(gap, _P, _Q)
expect("gap(P, Q), with zeros in both", _got, _want, rtol=1e-8, follows=_own)
expect_kept("gap")
_got, _ = listen(gap, _P.tolist(), _Q.tolist())
expect("gap(P, Q), lists", _got, _want, rtol=1e-8, follows=_own)
_C[1] = _Q[1]
_got, _ = listen(gap, _P, _C)
expect("gap(P, Q), Q = P wherever P(X) > 0", _got, 0, atol=1e-9)
_Q[3] = [0, 0.5, 0.5]
_got, _ = listen(gap, _P, _Q)
expect("gap(P, Q), P > 0 where Q = 0", _got, np.inf)
### END HIDDEN TESTS

# %% [markdown]
# ## 6. What the floor is
#
# The second line of the slide is the first with $Q = P$: it is
# `expected_loss(P, conditional(P))`, for the sky 0.397. Three more lines turn it into
# two entropies. A step that follows correctly from your own previous line counts, even
# if that line was wrong. In all three a term with $P(L = j, X_i) = 0$ is 0.
#
# **Step 1, `with_joint` ({points}).** Third line: only joint probabilities and $P(X_i)$
# are left. The factor $P(X_i)$ goes into the sum, and under the log the conditional
# probability is written as a fraction:
#
# $$-\sum_i \sum_j P(L = j, X_i) \log \frac{P(L = j, X_i)}{P(X_i)}$$
#
# **Step 2, `split_log` ({points}).** Fourth line: the log of a fraction is a
# difference, so the line falls into two terms. In the second one the sum over $j$ can
# be done, as only $P(L = j, X_i)$ depends on $j$. Return the two terms as a pair; they
# add up to the third line:
#
# $$-\sum_i \sum_j P(L = j, X_i) \log P(L = j, X_i) \; + \; \sum_i P(X_i) \log P(X_i)$$
#
# **Step 3, `conditional_entropy` ({points}).** Fifth line: you know both terms. The
# first is the entropy of the pair, $H(X, L)$, and the second is *minus* the entropy of
# $X$ alone, $H(X)$. Their difference is called the **conditional entropy**,
#
# $$H(L \mid X) = H(X, L) - H(X),$$
#
# the surprise that is left in the label once $X$ is known. Build it from your
# `entropy`.
#
# <details><summary>Hints</summary>
#
# Step 1: `PX[:, None]` is a column of shape (m, 1). Step 2: $\sum_j P(L = j, X_i)$ is
# $P(X_i)$. Step 3: $H(X)$ is the entropy of the row sums.
#
# </details>


# %% solution with_joint
def with_joint(P, PX):
    """Step 1: the third line of the slide.

    Args:
        P: joint probabilities P(L = j, X_i), an array of shape (m, k), adding up to 1.
        PX: the probabilities P(X_i), an array of shape (m,). Neither is modified.

    Returns:
        −Σ_i Σ_j P(L = j, X_i) log(P(L = j, X_i) / P(X_i)), one number, never NaN.

    Example:
        With P = [[0.25, 0.25], [0.5, 0]] and PX = [0.5, 0.5] it is 0.346574 (rounded).
    """
    ### BEGIN SOLUTION
    rows, columns = np.nonzero(P > 0)
    p = P[rows, columns]
    return -np.sum(p * np.log(p / PX[rows]))
    ### END SOLUTION


# %% check with_joint points=1
_P = np.array([[38, 2, 5], [20, 6, 3], [5, 12, 1]]) / 92


def _floor(P):
    """The smallest loss, by your own functions."""
    return expected_loss(P.copy(), conditional(P.copy()))


_own = own(["conditional", "expected_loss"], _floor, _P)
_got, _ = listen(with_joint, _P, _P.sum(axis=1))
_right = agree(_got, 0.66836105, rtol=1e-6)
expect(
    "with_joint(P, PX), P a table of shape (3, 3)",
    _got,
    0.66836105,
    rtol=1e-6,
    follows=_own,
)
_P = np.array([[0.25, 0.25], [0.5, 0.0]])
_own = own(["conditional", "expected_loss"], _floor, _P)
_got, _ = listen(with_joint, _P, np.array([0.5, 0.5]))
expect(
    "with_joint([[0.25, 0.25], [0.5, 0]], [0.5, 0.5])",
    _got,
    0.34657359,
    rtol=1e-6,
    follows=_own,
)
if _right:
    tick("with_joint")
### BEGIN HIDDEN TESTS
_rng = draws(1506)
for _m, _k in [(3, 3), (2, 5), (6, 2), (5, 4)]:
    _P = _rng.uniform(0.1, 1, (_m, _k)) ** 2
    _P[-1, 0] = 0
    _P /= _P.sum()
    _X = _P.sum(axis=1)
    _want = -sum(
        _p * np.log(_p / _X[_i]) for _i in range(_m) for _p in _P[_i] if _p > 0
    )
    _own = own(["conditional", "expected_loss"], _floor, _P)
    _got, _ = listen(with_joint, _P, _X)
    expect("with_joint(P, PX)", _got, _want, rtol=1e-8, follows=_own)
    expect_kept("with_joint(P, PX)")
### END HIDDEN TESTS


# %% solution split_log
def split_log(P):
    """Step 2: the two terms of the fourth line.

    Args:
        P: joint probabilities P(L = j, X_i), an array of shape (m, k), adding up to 1.
            It is not modified.

    Returns:
        A pair of numbers, (−Σ_i Σ_j P(L = j, X_i) log P(L = j, X_i),
        +Σ_i P(X_i) log P(X_i)), in this order, with these signs, never NaN.

    Example:
        With P = [[0.25, 0.25], [0.5, 0]] it is (1.039721, −0.693147), rounded.
    """

    ### BEGIN SOLUTION
    def p_log_p(p):
        return np.sum(p[p > 0] * np.log(p[p > 0]))

    return -p_log_p(P), p_log_p(P.sum(axis=1))
    ### END SOLUTION


# %% check split_log points=1
def _split(got, mine, want):
    """What follows: two terms whose sum is your own with_joint, if that is wrong."""
    if mine is None or agree(mine[1], sum(want), rtol=1e-6):
        return None
    return (mine[0], got, {}) if agree(attempt(lambda: sum(got)), mine[1]) else None


_P = np.array([[38, 2, 5], [20, 6, 3], [5, 12, 1]]) / 92
_own = own("with_joint", lambda P: with_joint(P.copy(), P.sum(axis=1)), _P)
_got, _ = listen(split_log, _P)
_shape = attempt(lambda got=_got: np.shape(got))
assert _got is None or _shape not in ((), None), (
    "split_log should return a pair of two numbers, `return first, second`. "
    "Yours is one number, or one of the two is still an array."
)
_right = agree(_got, [1.70125742, -1.03289637], rtol=1e-6)
expect(
    "split_log(P), P a table of shape (3, 3)",
    _got,
    [1.70125742, -1.03289637],
    rtol=1e-6,
    likely={
        "log P(X) lies along the columns; in the second term use P(X) alone": [
            1.70125741939,
            -0.90027771535,
        ]
    },
    follows=_split(_got, _own, [1.70125742, -1.03289637]),
)
_P = np.array([[0.25, 0.25], [0.5, 0.0]])
_own = own("with_joint", lambda P: with_joint(P.copy(), P.sum(axis=1)), _P)
_got, _ = listen(split_log, _P)
expect(
    "split_log([[0.25, 0.25], [0.5, 0]])",
    _got,
    [1.03972077, -0.69314718],
    rtol=1e-6,
    follows=_split(_got, _own, [1.03972077, -0.69314718]),
)
if _right:
    tick("split_log")
### BEGIN HIDDEN TESTS
_rng = draws(1507)
for _m, _k in [(3, 3), (2, 5), (6, 2), (5, 4)]:
    _P = _rng.uniform(0.1, 1, (_m, _k)) ** 2
    _P[-1, 0] = 0
    _P /= _P.sum()
    _X = _P.sum(axis=1)
    _want = [-np.sum(_P[_P > 0] * np.log(_P[_P > 0])), np.sum(_X * np.log(_X))]
    _own = own("with_joint", lambda P: with_joint(P.copy(), P.sum(axis=1)), _P)
    _got, _ = listen(split_log, _P)
    _follows = _split(_got, _own, _want)
    expect("split_log(P)", _got, _want, rtol=1e-8, follows=_follows)
    expect_kept("split_log(P)")
### END HIDDEN TESTS


# %% solution conditional_entropy
def conditional_entropy(P):
    """Step 3: H(L | X), as a difference of two entropies.

    Args:
        P: joint probabilities P(L = j, X_i), shape (m, k), adding up to 1. A list of
            lists or an array. Zeros are allowed. It is not modified.

    Returns:
        H(X, L) − H(X), one number.

    Example:
        conditional_entropy([[0.25, 0.25], [0.5, 0]]) is 0.346574 (rounded).
    """
    P = np.asarray(P, dtype=np.float64)
    ### BEGIN SOLUTION
    return entropy(P) - entropy(P.sum(axis=1))
    ### END SOLUTION


# %% check conditional_entropy points=1
_P = np.array([[38, 2], [24, 6], [8, 12], [1, 9]]) / 100
_own = own("entropy", lambda P: entropy(P.copy()) - entropy(P.sum(axis=1)), _P)
_got, _ = listen(conditional_entropy, _P)
expect(
    "conditional_entropy(P), P the table of the sky",
    _got,
    0.39663746,
    rtol=1e-6,
    likely={"this is log2; the seminar uses the natural np.log": 0.57222687},
    follows=_own,
)
_right = agree(_got, 0.39663746, rtol=1e-6)
_own = own(
    "entropy", lambda P: entropy(P) - entropy([0.5, 0.5]), [[0.25, 0.25], [0.5, 0.0]]
)
_got, _ = listen(conditional_entropy, [[0.25, 0.25], [0.5, 0.0]])
expect(
    "conditional_entropy([[0.25, 0.25], [0.5, 0]])",
    _got,
    0.34657359,
    rtol=1e-6,
    likely={"0 · log 0 should count as 0": np.nan},
    follows=_own,
)
if _right:
    tick("conditional_entropy")
### BEGIN HIDDEN TESTS
_rng = draws(1508)
for _m, _k in [(3, 3), (2, 5), (6, 2), (1, 3), (5, 4)]:
    _P = _rng.uniform(0.1, 1, (_m, _k)) ** 2
    _P[-1, 0] = 0
    if _m > 4:
        _P[1] = 0
    _P /= _P.sum()
    _want = -sum(
        _p * np.log(_p / _P[_i].sum()) for _i in range(_m) for _p in _P[_i] if _p > 0
    )
    _own = own("entropy", lambda P: entropy(P.copy()) - entropy(P.sum(axis=1)), _P)
    _got, _ = listen(conditional_entropy, _P)
    expect("conditional_entropy(P)", _got, _want, rtol=1e-8, follows=_own)
    expect_kept("conditional_entropy(P)")
    _got, _ = listen(conditional_entropy, _P.tolist())
    expect("conditional_entropy(P), a list", _got, _want, rtol=1e-8, follows=_own)
### END HIDDEN TESTS

# %% [markdown]
# ## 7. What the sky is worth
#
# Without the sky the average surprise was $H(L) = 0.602$, with it
# $H(L \mid X) = 0.397$. The difference (0.206, before rounding) is what the sky tells
# about the rain. It is called the **mutual information** of $X$ and $L$:
#
# $$I(X, L) = H(L) - H(L \mid X)$$
#
# That is the last equality of the slide, solved for $I(X, L)$.
#
# **Exercise `mutual_information` ({points}).**
#
# <details><summary>Hint</summary>
#
# $P(L = j)$ is the sum of column $j$. The rest you have.
#
# </details>
#
# Before you run the figure below the check: what average loss has the forecaster who
# never looks up and says 0.29 every day?


# %% solution mutual_information
def mutual_information(P):
    """I(X, L): how much X tells about L on average, in nats.

    Args:
        P: joint probabilities P(L = j, X_i), shape (m, k), adding up to 1. A list of
            lists or an array. Zeros are allowed. It is not modified.

    Returns:
        I(X, L) = H(L) − H(L | X), one number. Not negative, up to rounding.

    Example:
        mutual_information([[0.5, 0], [0, 0.5]]) is 0.693147 (rounded), that is log 2.
    """
    P = np.asarray(P, dtype=np.float64)
    ### BEGIN SOLUTION
    return entropy(P.sum(axis=0)) - conditional_entropy(P)
    ### END SOLUTION


# %% check mutual_information points=2
def _taken(P):
    """What the look at X takes away from the entropy of L, by your own functions."""
    return entropy(P.sum(axis=0)) - conditional_entropy(P.copy())


_P = np.array([[38, 2], [24, 6], [8, 12], [1, 9]]) / 100
_own = own(["entropy", "conditional_entropy"], _taken, _P, atol=1e-12)
_got, _ = listen(mutual_information, _P)
expect(
    "mutual_information(P), P the table of the sky",
    _got,
    0.20551423,
    rtol=1e-6,
    likely={"under the log P(X) P(L) is missing": -1.67649168},
    follows=_own,
)
_right = agree(_got, 0.20551423, rtol=1e-6)
_P = np.outer([0.2, 0.3, 0.5], [0.9, 0.1])
_own = own(["entropy", "conditional_entropy"], _taken, _P, atol=1e-12)
_got, _ = listen(mutual_information, _P)
expect(
    "mutual_information(P), X and L independent",
    _got,
    0,
    atol=1e-9,
    follows=_own,
)
if _right:
    tick("mutual_information")
### BEGIN HIDDEN TESTS
_rng = draws(1509)
for _m, _k in [(3, 3), (2, 5), (6, 2), (1, 3), (5, 4)]:
    _P = _rng.uniform(0.1, 1, (_m, _k)) ** 2
    _P[-1, 0] = 0
    if _m > 4:
        _P[1] = 0
    _P /= _P.sum()
    _X, _L = _P.sum(axis=1), _P.sum(axis=0)
    _want = sum(
        _P[_i, _j] * np.log(_P[_i, _j] / (_X[_i] * _L[_j]))
        for _i in range(_m)
        for _j in range(_k)
        if _P[_i, _j] > 0
    )
    _own = own(["entropy", "conditional_entropy"], _taken, _P)
    _got, _ = listen(mutual_information, _P)
    expect("mutual_information(P)", _got, _want, 1e-8, 1e-11, follows=_own)
    expect_kept("mutual_information(P)")
    _got, _ = listen(mutual_information, _P.tolist())
    expect("mutual_information(P), a list", _got, _want, 1e-8, 1e-11, follows=_own)
_P = np.outer(_rng.dirichlet(np.ones(4)), _rng.dirichlet(np.ones(3)))
_own = own(["entropy", "conditional_entropy"], _taken, _P, atol=1e-12)
_got, _ = listen(mutual_information, _P)
expect("mutual_information(P), independent", _got, 0, atol=1e-9, follows=_own)
### END HIDDEN TESTS

# %%
# Nothing to do here: run it, then move the sliders. If they do not move (they need a
# running notebook), the first figure says the same for five forecasters.
needs(
    (entropy, [0.5, 0.5]),
    (gap, [[0.5, 0.5]], [[0.5, 0.5]]),
    (conditional_entropy, [[0.5, 0.5]]),
    (mutual_information, [[0.5, 0.5]]),
)
P_sky = np.array(days) / 100
skies = ["Clear", "Hazy", "Cloudy", "Dark"]


def plot_forecasters(forecasters, alt):
    """Left: floor and gap of each forecaster. Right: what they say under each sky."""
    least, base = conditional_entropy(P_sky), entropy(P_sky.sum(axis=0))
    figure, (left, right) = plt.subplots(
        1, 2, width_ratios=[3, 2], figsize=(9, 2.4 + 0.38 * len(forecasters))
    )
    looks = [
        (GREEN, "D"),
        (PURPLE, "^"),
        (GREY, "v"),
        (RED, "X"),
        (ORANGE, "s"),
    ]
    widest = 1.2
    shares = P_sky[:, 1] / P_sky.sum(axis=1)
    right.plot(shares, "o-", color="black", label="True share", markersize=10)
    for row, (name, rain) in enumerate(forecasters.items()):
        rain = np.asarray(rain, dtype=float)
        above = gap(P_sky, np.stack([1 - rain, rain], axis=1))
        left.barh(row, least, color=BLUE, height=0.6)
        left.barh(
            row, above, left=least, color=ORANGE, hatch="//", edgecolor="white",
            height=0.6,
        )  # fmt: skip
        total = least + above
        widest = max(widest, total)
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        left.text(total + 0.02, row, f"{total:.3f}", va="center", bbox=box, zorder=3)
        if not np.allclose(rain, shares):
            color, marker = looks[row % len(looks)]
            right.plot(rain, marker, color=color, label=name, markersize=7)
    last = len(forecasters) - 0.4
    left.text(least / 2, last + 0.1, "H(L|X)", color=BLUE, ha="center", va="bottom")
    left.text(least + 0.01, last + 0.1, "+ gap", color="#8A5A00", va="bottom")
    left.plot([base, base], [-0.5, last], "--", color="black", linewidth=1.5)
    left.text(base + 0.05, last + 0.1, f"H(L) = {base:.3f}", va="bottom")
    left.plot([my_guess] * 2, [-0.5, last], ":", color=RED)
    left.text(my_guess, -1.4, "Your guess", color=RED, ha="center", va="center")
    left.annotate("", (least, -0.8), (base, -0.8), arrowprops={"arrowstyle": "<->"})
    left.text(
        base + 0.02, -0.8, f"I(X, L) = {mutual_information(P_sky):.3f}", va="center"
    )
    left.set_yticks(range(len(forecasters)), list(forecasters))
    left.grid(visible=False, axis="y")
    left.set(xlim=(0, 1.2 * widest), ylim=(-1.9, last + 0.9), xlabel="Average loss")
    right.set_xticks(range(4), skies)
    right.set(ylim=(-0.05, 1.05), xlim=(-0.3, 3.3), ylabel="Probability of rain")
    right.legend(loc="upper left", fontsize=9)
    show(figure, alt)


known = {
    "The truth": [0.05, 0.20, 0.60, 0.90],
    "Neuron": 1 / (1 + np.exp(3 - 1.7 * np.arange(4))),
    "Always 0.29": [0.29] * 4,
    "Always 0.5": [0.5] * 4,
    "Too sure": [0.001, 0.001, 0.999, 0.999],
}
plot_forecasters(
    dict(reversed(known.items())),
    alt="Left: bars of the average loss of five forecasters. Each begins with the same "
    "floor H(L|X) = 0.397, and the gap is added: none for the truth, almost none for "
    "the neuron, up to H(L) = 0.602 for always 0.29, to 0.693 for always 0.5, to 1.175 "
    "for the one who is too sure. An arrow from the floor to H(L) is the mutual "
    "information, 0.206; a dotted line is your guess. Right: what they say under each "
    "sky.",
)
sliders = {
    name: widgets.FloatSlider(
        value=0.29,
        min=0.01,
        max=0.99,
        step=0.01,
        description=name,
        continuous_update=False,
    )
    for name in skies
}
panel = widgets.interact(
    lambda **rain: plot_forecasters(
        {"You": list(rain.values())},
        alt="The same for the forecaster of the sliders: "
        + ", ".join(f"{name} {value:.2f}" for name, value in rain.items()),
    ),
    **sliders,
)

# %% [markdown]
# Read the bars. The blue part is the same for all: it belongs to the sky and the rain,
# not to the model. Training works on the orange part only.
#
# "Always 0.29" pays exactly $H(L)$, so its gap is exactly $I(X, L)$: all that the sky
# could have told, thrown away. And as a gap is never negative, neither is $I(X, L)$: on
# average, looking up cannot make the surprise larger.
#
# (This paragraph may be skipped at first reading.) The neuron ($r = -3 + 1.7\,X$ with
# $X = 0, 1, 2, 3$ for the four skies) misses the floor by 0.0003, since the true
# log-odds happen to lie almost on a straight line. And "too sure" names the likelier
# label under every sky and still pays more than a coin: 0.999 is a bold word where the
# truth is 0.60, and the 8 days of 100 that are cloudy and dry cost it 0.55 of its
# 1.175.
#
# ## 8. The proof as a whole
#
# Now put the lines together. Write $p_{ij}$ for $P(L = j \mid X_i)$, $q_{ij}$ for
# $Q(L = j \mid X_i)$ (all positive here), and $\Lambda$ for the second line,
# $\Lambda = -\sum_i P(X_i) \sum_j p_{ij} \log p_{ij}$. The cards lie in disorder:
#
# - (a) $\mathrm{Loss} \ge \Lambda$
# - (b) $p \log\frac{p}{q} \ge p - q$ for all $p, q > 0$
# - (c) $\Lambda = H(X, L) - H(X)$
# - (d) $\log z \le z - 1$ for all $z > 0$
# - (e) $\mathrm{Loss} \ge H(L \mid X) = H(L) - I(X, L)$
# - (f)
#   $\mathrm{Loss} - \Lambda = \sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$
# - (g) $\sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}} \ge 0$ for each $i$
# - (h) $\Lambda = -\sum_i \sum_j P(L = j, X_i) \log \frac{P(L = j, X_i)}{P(X_i)}$
#
# **Exercise `proof_order` ({points}).** Put them in an order in which each card follows
# from cards *before* it or needs none. There are many such orders; any one will do.
#
# **Exercise `proof_reasons` ({points}).** Give each card its reason, the step that
# leads to it. No number is used twice; two of the ten are left over, because they are
# not even true. This time you learn only after handing in whether they are right.
#
# 1. Sum over $j$: both rows add up to 1.
# 2. Definition of the conditional probability: $P(X_i) \, p_{ij} = P(L = j, X_i)$.
# 3. The log is increasing, and $q_{ij} \le p_{ij}$ always.
# 4. The log is concave, so its graph lies below its tangent at 1.
# 5. Definitions of $H(L \mid X)$ and of $I(X, L)$.
# 6. Both sums have the same weights, and the difference of two logs is the log of the
#    quotient.
# 7. Put $z = q/p$ and multiply by $-p < 0$.
# 8. The log of a sum is the sum of the logs.
# 9. The log of the quotient is a difference, and $\sum_j P(L = j, X_i) = P(X_i)$.
# 10. Average over $i$ with the weights $P(X_i) \ge 0$.
#
# <details><summary>Hint</summary>
#
# Two chains meet at the end. Section 5 is one of them: d, then b, and so on. Section 6
# is the other.
#
# </details>

# %% solution proof_order
# proof_order: the letters of all eight cards, as in "abcdefgh".
### BEGIN SOLUTION
proof_order = "dbgfahce"
### END SOLUTION

# %% check proof_order points=1
assert isinstance(proof_order, str | list | tuple), (
    'proof_order must be a string of letters, as "abcdefgh".'
)
_cards = [letter(_card) for _card in proof_order if letter(_card).isalpha()]
assert sorted(_cards) == list("abcdefgh"), (
    "proof_order must name each of the cards a … h once. "
    f"Yours names {len(_cards)} cards: {' '.join(_cards)}."
)
_turned = {  # what stands in your order before something that it may rest on
    sealed("proof_order", _ground + _card): (
        f"Card {_card} rests on card {_ground}, which has to come before it."
    )
    for _place, _card in enumerate(_cards)
    for _ground in _cards[_place + 1 :]
}
if _said := _turned.get(sealed("proof_order", "db")):
    fail(_said)
if _said := _turned.get(sealed("proof_order", "bg")):
    fail(_said)
if _said := _turned.get(sealed("proof_order", "ga")):
    fail(_said)
if _said := _turned.get(sealed("proof_order", "fa")):
    fail(_said)
if _said := _turned.get(sealed("proof_order", "hc")):
    fail(_said)
if _said := _turned.get(sealed("proof_order", "ae")):
    fail(_said)
if _said := _turned.get(sealed("proof_order", "ce")):
    fail(_said)
tick("proof_order")

# %% solution proof_reasons
# proof_reasons: a dict from each card to the number of its reason, as {"a": 1, "b": 2}.
### BEGIN SOLUTION
proof_reasons = {"a": 10, "b": 7, "c": 9, "d": 4, "e": 5, "f": 6, "g": 1, "h": 2}
### END SOLUTION

# %% check proof_reasons points=2
assert isinstance(proof_reasons, dict), "proof_reasons must be a dict."
_why = {letter(_card): letter(_n) for _card, _n in proof_reasons.items()}
assert sorted(_why) == list("abcdefgh"), "proof_reasons needs the keys a … h."
assert set(_why.values()) <= {str(_n) for _n in range(1, 11)}, (
    "Reasons are numbers from 1 to 10."
)
_why = {_card: int(_n) for _card, _n in _why.items()}
_twice = [_n for _n in range(1, 11) if list(_why.values()).count(_n) > 1]
assert not _twice, f"Each reason is used once; reason {_twice[0]} is used again."
note("proof_reasons", *[f"{_card}{_why[_card]}" for _card in "abcdefgh"])
### BEGIN HIDDEN TESTS
assert 3 not in _why.values(), "Reason 3 is false: q and p both add up to 1 in a row."
assert 8 not in _why.values(), "Reason 8 is false: log(1 + 1) is not log 1 + log 1."
assert _why["d"] == 4, "Card d is about the log alone: its graph and its tangent."
assert _why["b"] == 7, "Card b is card d with a certain z, times a certain factor."
assert _why["g"] == 1, "Card g comes from card b by a sum, in which p − q vanishes."
assert _why["f"] == 6, "Card f takes two sums with the same weights and joins the logs."
assert _why["a"] == 10, "Card a comes from card g by an average over the rows."
assert _why["h"] == 2, "Card h only rewrites P(X) p as a joint probability."
assert _why["c"] == 9, "Card c splits the log of card h and does one sum."
assert _why["e"] == 5, "Card e gives names to what stands there."
### END HIDDEN TESTS

# %% [markdown]
# ## 9. Below the floor
#
# The proof never asked where $P$ comes from. In training it comes from a sample: its
# table holds the *shares* of the sample. The theorem holds for these shares, with
# *their* conditional entropy as the floor, and that is another number.
#
# **Exercise `empirical` ({points}).** Make the joint table of a sample: which share of
# the examples has $X = i$ and $L = j$?
#
# With this table in the place of $P$, your `expected_loss` is the mean loss over the
# sample. The lowest it can get is `conditional_entropy` of this table. The model that
# gets there answers with the rows of `conditional`: it has simply counted. Call it the
# **memoriser**.
#
# <details><summary>Hint</summary>
#
# `table[x, l] += 1` with arrays `x`, `l` counts a repeated pair only once; `np.add.at`
# or a loop counts every time.
#
# </details>
#
# Before you run the figure below the check: the input has 50 values, the true
# $H(L \mid X)$ is 0.461, and a sample of 30 examples is drawn. One model knows the true
# $P$, the other is the memoriser. Whose mean loss on this sample is lower? And how
# often, if you draw ten such samples?


# %% solution empirical
def empirical(x, l, m):
    """The joint table of a sample: the share of each pair (X = i, L = j).

    Args:
        x: which value the input took, integers from 0 to m − 1, shape (n,).
        l: the labels, 0 or 1, shape (n,). Both are lists or arrays, with n ≥ 1.
            Neither is modified.
        m: how many values X has. Some may be missing in the sample.

    Returns:
        An array of shape (m, 2) in float64 that adds up to 1; entry [i, j] is the share
        of examples with X = i and L = j.

    Example:
        empirical([0, 2, 2, 2], [1, 0, 0, 1], 3) is [[0, 0.25], [0, 0], [0.5, 0.25]].
    """
    ### BEGIN SOLUTION
    table = np.zeros((m, 2))
    np.add.at(table, (np.asarray(x), np.asarray(l)), 1)
    return table / len(x)
    ### END SOLUTION


# %% check empirical points=2
expect(
    "empirical([0, 2, 2, 2], [1, 0, 0, 1], 4)",
    ask(empirical, [0, 2, 2, 2], [1, 0, 0, 1], 4),
    [[0, 0.25], [0, 0], [0.5, 0.25], [0, 0]],
    likely={
        "each row was divided by its own sum, and an empty one gives 0/0": [
            [0, 1],
            [np.nan, np.nan],
            [2 / 3, 1 / 3],
            [np.nan, np.nan],
        ]
    },
)
_x, _l = np.array([1, 0, 1, 1, 0]), np.array([0, 1, 1, 0, 1])
_Q = np.array([[0.3, 0.7], [0.6, 0.4]])
_mean = np.mean(-np.log(_Q[_x, _l]))
_table = ask(empirical, _x, _l, 2)
expect(
    "empirical(x, l, 2)",
    _table,
    [[0, 0.4], [0.4, 0.2]],
    likely={
        "divided by the number of cells; the number of examples is len(x)": [
            [0, 0.5],
            [0.5, 0.25],
        ]
    },
)
_own = attempt(lambda: expected_loss(_table, _Q))
if agree(_own, _mean):
    print(f"The mean of the five losses: {_mean:.6f}, your expected_loss: {_own:.6f}")
tick("empirical")
### BEGIN HIDDEN TESTS
_rng = draws(1510)
for _n, _m in [(1, 3), (7, 2), (40, 5), (200, 9), (30, 40)]:
    _x = _rng.integers(0, _m, _n)
    _l = (_rng.random(_n) < 0.3).astype(int)
    _want = np.zeros((_m, 2))
    for _i, _j in zip(_x, _l, strict=True):
        _want[_i, _j] += 1 / _n
    expect("empirical(x, l, m)", ask(empirical, _x, _l, _m), _want)
    expect_kept("empirical(x, l, m)")
    _got = ask(empirical, _x.tolist(), _l.tolist(), _m)
    expect("empirical(x, l, m), lists", _got, _want)
expect(
    "empirical([0, 0, 0, 1], [0, 0, 1, 1], 3)",
    ask(empirical, [0, 0, 0, 1], [0, 0, 1, 1], 3),
    [[0.5, 0.25], [0, 0.25], [0, 0]],
)
### END HIDDEN TESTS

# %%
# Nothing to do here: run it (a second or two). X has 50 equally likely values, and
# P(L = 1 | X_i) rises from 0.05 to 0.95. For each size, ten samples are drawn.
needs(
    (conditional, [[0.5, 0.5]]),
    (expected_loss, [[0.5, 0.5]], [[0.5, 0.5]]),
    (conditional_entropy, [[0.5, 0.5]]),
    (empirical, [0], [0], 1),
)
ones = 1 / (1 + np.exp(-np.linspace(-3, 3, 50)))
true_rows = np.stack([1 - ones, ones], axis=1)
P_true = true_rows / 50
floor = conditional_entropy(P_true)

sizes = [10, 30, 100, 300, 1000, 3000, 10_000]
memory, knowing, fresh = (np.empty((len(sizes), 10)) for _ in range(3))
rng = np.random.default_rng(4)
endless = []
for row, n in enumerate(sizes):
    bold = 0
    for trial in range(10):
        x = rng.integers(0, 50, n)
        labels = (rng.random(n) < ones[x]).astype(int)
        table = empirical(x, labels, 50)
        with np.errstate(divide="ignore", invalid="ignore"):  # zeros are expected here
            memory[row, trial] = conditional_entropy(table)
            knowing[row, trial] = expected_loss(table, true_rows)
            bold += np.isinf(expected_loss(P_true, conditional(table)))
        careful = conditional(table * n + 1)  # one more example in every cell
        fresh[row, trial] = expected_loss(P_true, careful)
    endless.append(bold)

print("     n   memoriser   knows P   memoriser lower   memoriser on fresh data")
for row, n in enumerate(sizes):
    print(
        f"{n:>6}   {memory[row].mean():9.3f}   {knowing[row].mean():7.3f}   "
        f"{np.sum(memory[row] < knowing[row]):>4} times of 10   "
        f"infinite {endless[row]:>2} times of 10"
    )

figure, axes = plt.subplots(figsize=(9, 4.2))
for shift, values, color, marker, name in [
    (0.94, memory, RED, "v", "Memoriser, on its own sample"),
    (1.0, knowing, GREY, "o", "The true P, on that sample"),
    (1.06, fresh, GREEN, "^", "Careful memoriser, on fresh data"),
]:
    places = np.repeat(np.array(sizes) * shift, 10)
    axes.plot(places, values.ravel(), marker, color=color, alpha=0.35, markersize=5)
    axes.plot(
        np.array(sizes) * shift,
        values.mean(axis=1),
        marker + "-",
        color=color,
        label=name,
    )
axes.axhline(floor, color=BLUE, linestyle="--", label=f"True H(L|X) = {floor:.3f}")
axes.set_xscale("log")
axes.set_xticks(sizes, [str(n) for n in sizes])
axes.minorticks_off()
axes.set(xlabel="Size of the sample n", ylabel="Average loss", ylim=(-0.03, 0.98))
axes.set_title("From below on the sample, from above on fresh data")
axes.legend(ncols=2, loc="upper right")
show(
    figure,
    alt="Average loss against the sample size n from 10 to 10000. The memoriser on its "
    "own sample starts near 0 and rises to the true conditional entropy 0.461 from "
    "below. The true P on the same samples scatters around 0.461. A careful memoriser "
    "on fresh data falls to 0.461 from above.",
)

# %% [markdown]
# The truth lost every time. It has to: on the sample's own table the memoriser *is* the
# floor, and the true $P$ is just one more $Q$ with a gap above it. The theorem is
# unharmed, it only speaks of the table over which one averages. And the price comes on
# fresh data: a memoriser calls impossible what it has not seen, and one such day costs
# infinity. The green one is more careful, it adds 1 to every count before it divides.
#
# (The grey dots scatter around the floor, also below it: an average over 10 examples
# depends on luck. The more examples, the less so.)
#
# So $\mathrm{Loss} \ge H(L \mid X)$ is a statement about *all* the data there could be,
# about the mean of infinitely many fresh examples. A training loss below $H(L \mid X)$
# is no miracle and no bug. On a small sample it may be luck: the truth has it, too. On
# a large one, if it is far below, the model has begun to learn its sample by heart.
#
# **Exercise `two_models` ({points}).** The sky again, $H(L \mid X) = 0.397$. Model A
# has the average loss 0.31 on the 30 days on which it was trained. Model B has the
# average loss 0.397 on a million fresh days. What do you know? One letter for the
# answer, one for the reason; both must be right.
#
# Answers:
#
# - (a) A is the better model;
# - (b) B says almost exactly $P(L \mid X)$; of A we know nothing yet;
# - (c) the number of A must be a bug;
# - (d) nothing: B, too, may be far from $P(L \mid X)$.
#
# Reasons:
#
# - (e) the floor belongs to the table over which one averages, and only $Q = P$ touches
#   it;
# - (f) the floor $H(L \mid X)$ holds for every sample;
# - (g) on enough data every model comes down to $H(L \mid X)$;
# - (h) of two average losses the lower one shows the better model.
#
# <details><summary>Hint</summary>
#
# Over which table does each of them average? Which floor has that table?
#
# </details>

# %% solution two_models
# models_answer: one of the letters a, b, c, d. models_reason: one of e, f, g, h.
### BEGIN SOLUTION
models_answer = "b"
models_reason = "e"
### END SOLUTION

# %% check two_models points=1
assert letter(models_answer) in set("abcd"), "models_answer must be a, b, c or d."
assert letter(models_reason) in set("efgh"), "models_reason must be e, f, g or h."
note("two_models", letter(models_answer), letter(models_reason))
### BEGIN HIDDEN TESTS
assert letter(models_answer) == "b", "A was averaged over another table than B."
assert letter(models_reason) == "e", "The answer is right, but not for this reason."
### END HIDDEN TESTS

# %% [markdown]
# **Question ({points}, read by a person).** Another task, no longer the sky: the labels
# have $H(L) = 0.650$. A trained neuron reaches the average loss 0.648 on a very large
# fresh sample. Your colleague says: "So the inputs are useless." Explain in two to four
# sentences: what has the neuron learned, expressed by its gap and by $I(X, L)$? Is the
# colleague right? What would you have to know or to try in order to decide?

# %% manual useless [markdown] points=2
# The loss is $H(L) - I(X, L) + \mathrm{gap}$. It lies 0.002 below $H(L)$, so the gap is
# only 0.002 less than $I(X, L)$: the neuron does hardly better than a model that says
# the share $P(L = 1)$ for every input.
#
# That does not make the inputs useless. Either $I(X, L)$ is about 0.002, and the gap is
# about 0; or $I(X, L)$ is large and the gap is nearly as large, because the training
# failed or because a single neuron cannot express $P(L \mid X)$ (exclusive OR, for
# one). The loss alone shows only the difference of the two.
#
# To decide, one needs $I(X, L)$ or $H(L \mid X)$ itself, from a table if $X$ takes few
# values and the sample is large; or a richer model: if it comes clearly below 0.648 on
# fresh data, the inputs are not useless.
#
# *Grading: 1 point for the gap being almost equal to the mutual information (the neuron
# knows little more than the base rate); 1 point for the two possible causes and one way
# to tell them apart on fresh data.*

# %%
# Nothing to do here: run it to see which of your answers pass their visible checks.
progress()

# %% [markdown]
# ## What you have earned
#
# The slide asks what the final loss reflects, and the lecture's summary answers. You
# can now say its sentence with every word covered: **the averaged cross-entropy is an
# upper bound of the conditional entropy**, namely of the data over which one averages:
# of the true $H(L \mid X)$ on all the data there could be, of the sample's own on a
# sample.
#
# | quantity | formula | for the sky |
# |---|---|---|
# | entropy of the label | $H(L) = -\sum_j P(L = j) \log P(L = j)$ | 0.602 |
# | what $X$ tells | $I(X, L) = H(L) - H(L \mid X)$ | 0.206 |
# | what is left | $H(L \mid X) = H(X, L) - H(X)$ | 0.397 |
# | loss of a model | $H(L \mid X)$ + gap, gap $\ge 0$ | 0.397 or more |
# | equality | $Q(L \mid X_i) = P(L \mid X_i)$ wherever $P(X_i) > 0$ | only the truth |
# | loss on a sample | at least $H(L \mid X)$ of its own table | may be below 0.397 |
#
# For a continuous $X$ the sums over $i$ become integrals, and the proof stays the same.
#
# **Next, `l1_6_descent`:** there is a floor, and the loss is above it. How does one get
# down? By small steps against the slope, and one number, the step size $\lambda$,
# decides whether they lead down or out of the valley.
