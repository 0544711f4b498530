# %% [markdown]
# # Seminar 1.5. Averaging the cross-entropy
#
# Follows the lecture slide "Averaging the cross-entropy". Two sittings, sections 1 to 6
# and 7 to 9: {time}, {points}.
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
# <details><summary>How to work</summary>
#
# Go from top to bottom and run every cell (Shift + Enter). Where a cell says
# `raise NotImplementedError()`, put your own code in place of that line. The cell below
# it checks your answer: a tick, or a message that says what is off. After you hand in,
# the same functions are also called with other numbers. What follows correctly from an
# earlier step of yours counts, even if that step is wrong.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.
#
# </details>
#
# ## 1. A guess, before anything else
#
# A forecaster looks at the morning sky and names a probability of rain. In the evening
# comes the loss: minus the natural log of the probability that was given to what
# happened. Here are 100 days, and to keep things simple we take their shares for the
# truth:
#
# | sky | days | dry | rain | share of rain |
# |---|---|---|---|---|
# | clear | 40 | 38 | 2 | 0.05 |
# | hazy | 30 | 24 | 6 | 0.20 |
# | cloudy | 20 | 8 | 12 | 0.60 |
# | dark | 10 | 1 | 9 | 0.90 |
#
# Whoever always says 0.5 has the loss $\log 2 = 0.693$ every day. A prophet has 0. The
# best forecaster who sees nothing but the sky lies in between. Where? Nobody grades
# your guess; it comes back as a line in two figures.

# %%
# Your guess, a number from 0 to 0.693: the lowest average loss that the sky allows.
my_guess = None

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup given
# Nothing to do here: run this cell. It holds the table of section 1. One row for each
# sky (clear, hazy, cloudy, dark), columns dry, rain.
days = np.array([[38, 2], [24, 6], [8, 12], [1, 9]])

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
# $p \log p \to 0$ as $p \to 0$. NumPy does not know that: it multiplies 0 by minus
# infinity, and the answer is NaN.
#
# **Exercise `entropy` ({points}).** It will serve for one variable and for a whole
# table, so sum over all of the array, whatever its shape.
#
# <details><summary>Hint</summary>
#
# `p[p > 0]` keeps the entries that count, as one flat array, and leaves `p` alone.
#
# </details>


# %% solution entropy called="The entropy"
def entropy(p):
    """The entropy of a list or table of probabilities, in nats (natural log).

    Args:
        p: probabilities that add up to 1, 0 or more. A list or an array (also float32)
            of one, two or more dimensions. It is not modified.

    Returns:
        −Σ p log p over all entries, with 0 · log 0 = 0. One number, never NaN, right to
        nine digits or to 1e-11. NumPy may warn.

    Example:
        entropy([0.71, 0.29]) is 0.602152 (rounded), entropy([0, 1]) is 0.
    """
    p = np.asarray(p, dtype=np.float64)
    ### BEGIN SOLUTION
    p = p[p > 0]
    return np.sum(p * np.log(1 / p))
    ### END SOLUTION


# %% check entropy points=2
_got, _ = listen(entropy, [0.71, 0.29])
expect("entropy([0.71, 0.29])", _got, 0.60215168259268, atol=1e-11)
_got, _ = listen(entropy, [0, 1])
expect("entropy([0, 1])", _got, 0, atol=1e-11)
promised(
    "entropy(p)",
    entropy,
    ([[0.25, 0.25], [0.5, 0.0]],),
    1.0397207708399179,
    atol=1e-11,
    p="array list float32 zeros kept",
)
_got, _ = listen(entropy, [[[0.2], [0.3]], [[0.5], [0.0]]])
_what = "entropy([[[0.2], [0.3]], [[0.5], [0.0]]])"
expect(_what, _got, 1.0296530140645737, atol=1e-11)
_got, _ = listen(entropy, [1 - 3e-11] + 30 * [1e-12])
expect("entropy([1 − 3e-11] + 30 * [1e-12])", _got, 8.58930636e-10, atol=1e-11)
tick("entropy")
### BEGIN HIDDEN TESTS
_rng = draws(1501)


def _sum(p):
    """The sum over what is not 0."""
    return -np.sum(p[p > 0] * np.log(p[p > 0]))


for _shape in [(1,), (2,), (7,), (3, 4), (4, 1), (2, 3, 2)]:
    _p = _rng.uniform(0.05, 1, _shape) ** 2
    _p.flat[1:2] = 0
    promised(
        "entropy(p)",
        entropy,
        (_p / _p.sum(),),
        _sum,
        atol=1e-11,
        p="array list float32 kept" + " zeros" * (_p.size > 1),
    )
_p = _rng.uniform(0.1, 1, (3, 3))
_p[0, 1] = _p[2, 0] = 0
_args = (_p / _p.sum(),)
promised(
    "entropy(p)", entropy, _args, _sum, p="array list float32 zeros kept", atol=1e-11
)
for _p in ([0, 0, 1, 0], [1], [[1, 0], [0, 0]]):
    _got, _ = listen(entropy, _p)
    expect(f"entropy({_p})", _got, 0, atol=1e-11)
for _k in (2, 5, 11):
    _got, _ = listen(entropy, [1 / _k] * _k)
    expect("entropy(p), all entries alike", _got, np.log(_k))
_tiny = 10.0 ** -_rng.uniform(8, 10)
_got, _ = listen(entropy, [1 - _tiny, _tiny])
_want = -_tiny * np.log(_tiny) - (1 - _tiny) * np.log1p(-_tiny)
expect("entropy(p), one entry very small", _got, _want, atol=1e-11)
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
# down column $j$ gives $P(L = j)$. (Both are *marginal* probabilities.) And a row
# divided by its own sum gives the **conditional probabilities**: under a cloudy sky
# $0.08 / 0.20 = 0.4$ for dry and $0.12 / 0.20 = 0.6$ for rain.
#
# $$P(L = j \mid X_i) = \frac{P(L = j, X_i)}{P(X_i)}, \qquad
# P(X_i) = \sum_j P(L = j, X_i)$$
#
# <details><summary>All symbols of this seminar, to come back to</summary>
#
# | symbol | code | what it is |
# |---|---|---|
# | $P(L = j, X_i)$ | `P[i, j]` | joint: one cell of the table; all cells add up to 1 |
# | $P(X_i)$ | `P.sum(axis=1)` | how often value $i$ of $X$ comes |
# | $P(L = j)$ | `P.sum(axis=0)` | how often label $j$ comes |
# | $P(L = j \mid X_i)$, $p_{ij}$, $p$ | `conditional(P)` | the truth within row $i$ |
# | $Q(L = j \mid X_i)$, $q_{ij}$, $q$ | `Q[i, j]` | what the model says in row $i$ |
# | $H(p)$ | `entropy(p)` | entropy of a list of probabilities |
# | $H(X, L)$ | `entropy(P)` | the same for the whole table |
# | $H(X)$, $H(L)$ | | the same for $P(X_i)$, for $P(L = j)$ |
# | $H(p, q)$, small letters | | cross-entropy of answers $q$, the truth being $p$ |
# | $H(L \mid X)$ | `conditional_entropy(P)` | what is left of $H(L)$ if $X$ is known |
# | $I(X, L)$ | `mutual_information(P)` | what $X$ takes away from $H(L)$ |
#
# The $Q$ of seminar 1.2 was $1 - P$; this one is a table of its own.
#
# </details>
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


# %% solution conditional called="From a joint table to rows"
def conditional(P):
    """The conditional probabilities P(L = j | X_i) of a joint table.

    Args:
        P: joint probabilities, 0 or more, shape (m, k): m values of X (rows), k labels
            (columns). A list of lists or an array (also float32), perhaps of integers:
            counts serve as well. It is not modified.

    Returns:
        An array of shape (m, k), right to nine digits or to 1e-12. Each row adds up to
        1. A row of zeros, and no other, becomes 1/k in every entry. NumPy may warn.

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
_got, _ = listen(conditional, [[6, 2], [1, 1]])
expect("conditional([[6, 2], [1, 1]])", _got, [[0.75, 0.25], [0.5, 0.5]], atol=1e-12)
promised(
    "conditional(P)",
    conditional,
    ([[3, 1, 0], [0, 0, 0], [0, 2, 0], [1, 1, 2], [0, 0, 0]],),
    [[0.75, 0.25, 0], [1 / 3] * 3, [0, 1, 0], [0.25, 0.25, 0.5], [1 / 3] * 3],
    atol=1e-12,
    P="array list integer float32 zeros kept",
    returns="array",
)
_got, _ = listen(conditional, [[1e-20, 3e-20], [0.25, 0.75]])
expect(
    "conditional([[1e-20, 3e-20], [0.25, 0.75]])",
    _got,
    [[0.25, 0.75], [0.25, 0.75]],
    atol=1e-12,
)
tick("conditional")
### BEGIN HIDDEN TESTS
_rng = draws(1502)


def _joint(m, k):
    """A table of probabilities with a zero, and with an empty row where m allows."""
    P = _rng.uniform(0.1, 1, (m, k)) ** 2
    P[0, -1] = 0
    P[1:2] *= m < 4
    return P / P.sum()


def _rows(P):
    """Row by row."""
    even = np.ones(P.shape[1]) / P.shape[1]
    return np.array([row / row.sum() if row.any() else even for row in P])


promised(
    "conditional(P)",
    conditional,
    lambda m, k: (_joint(m, k),),
    _rows,
    atol=1e-12,
    over=[(3, 3), (2, 5), (6, 2), (1, 4), (4, 3), (5, 1)],
    P="array list float32 zeros kept",
    returns="array",
)
_N = _rng.integers(1, 40, (5, 3))
_N[1] = _N[3] = 0
promised(
    "conditional(P)",
    conditional,
    (_N,),
    _rows,
    atol=1e-12,
    P="array list integer float32 zeros kept",
    returns="array",
)
_P = _rng.uniform(0.1, 1, (3, 2))
_P[1] *= 1e-25
_got, _ = listen(conditional, _P)
expect("conditional(P), a row of tiny probabilities", _got, _rows(_P), atol=1e-12)
### END HIDDEN TESTS

# %% [markdown]
# ## 4. What training averages
#
# A model answers with probabilities $Q(L = j \mid X_i)$. For a neuron with output $Y$
# they are $Q(L = 1 \mid X_i) = Y(X_i, w)$ and $Q(L = 0 \mid X_i) = 1 - Y(X_i, w)$. The
# **cross-entropy** between probabilities $p$ and answers $q$ is
#
# $$H(p, q) = -\sum_j p_j \log q_j$$
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
# happens, $P(L = j, X_i) = 0$, costs nothing, whatever $Q$ says: from here to the end
# **every term whose probability in front of the log is 0 counts as 0**. What does
# happen, however rarely, although the model called it impossible, $Q = 0$, costs
# infinity.
#
# <details><summary>Hint</summary>
#
# Sum over the entries with `P > 0` only. There, `-np.log(0.0)` gives `inf` (with a
# warning, which is fine here), and that is the wanted answer.
#
# </details>


# %% solution expected_loss called="The expected loss"
def expected_loss(P, Q):
    """The average cross-entropy of the answers Q where the truth is P.

    Args:
        P: joint probabilities P(L = j, X_i), 0 or more, shape (m, k), adding up to 1.
        Q: the model's answers Q(L = j | X_i), from 0 to 1, both included, shape (m, k),
            each row adding up to 1.
            Both are lists of lists or arrays (also float32). Neither is modified.

    Returns:
        −Σ_i Σ_j P(L = j, X_i) log Q(L = j | X_i), one number, right to nine digits.
        Entries with P(L = j, X_i) = 0 contribute 0; P > 0 where Q = 0 makes the loss
        infinite. Never NaN. NumPy may warn.

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
_Q = np.array([[0.9, 0.1], [0.7, 0.3], [0.5, 0.5], [0.2, 0.8]])
_got, _ = listen(expected_loss, days / 100, _Q)
expect("expected_loss(P, Q), P the table of the sky", _got, 0.4187357874693158)
promised(
    "expected_loss(P, Q)",
    expected_loss,
    (
        [[0.3, 0, 0.2], [0, 0, 0], [0.1, 0.4, 0]],
        [[0.5, 0, 0.5], [1, 0, 0], [0.2, 0.8, 0]],
    ),
    0.5967748020490665,
    P="array list float32 zeros kept",
    Q="array list float32 ends kept",
)
_got, _ = listen(expected_loss, [[0.4, 0.1], [0.2, 0.3]], [[1.0, 0.0], [0.5, 0.5]])
expect("expected_loss where P > 0 and Q = 0", _got, np.inf)
_got, _ = listen(expected_loss, [[0.5, 1e-20], [0.2, 0.3]], [[1.0, 0.0], [0.5, 0.5]])
expect("expected_loss where P = 1e-20 and Q = 0", _got, np.inf)
tick("expected_loss")
### BEGIN HIDDEN TESTS
_rng = draws(1503)


def _tables(m, k):
    """A joint table and answers, with zeros in both, the answers certain in one row."""
    P, Q = _rng.uniform(0.1, 1, (2, m, k)) ** 2
    P[0, 1:] = Q[0, 1:] = 0
    P[2:3] *= m < 4
    return P / P.sum(), Q / Q.sum(axis=1, keepdims=True)


def _mean(P, Q):
    """Term by term."""
    cells = zip(P.ravel(), Q.ravel(), strict=True)
    return -sum(p * np.log(q) for p, q in cells if p > 0)


promised(
    "expected_loss(P, Q)",
    expected_loss,
    _tables,
    _mean,
    over=[(3, 3), (2, 5), (6, 2), (1, 3), (5, 4)],
    P="array list float32 zeros kept",
    Q="array list float32 ends kept",
)
for _m, _k in [(3, 3), (2, 5), (1, 3)]:
    _P, _Q = _rng.uniform(0.1, 1, (2, _m, _k)) ** 2
    _P, _Q = _P / _P.sum(), _Q / _Q.sum(axis=1, keepdims=True)
    _got, _ = listen(expected_loss, _P, _Q)
    expect("expected_loss(P, Q)", _got, _mean(_P, _Q))
_P, _Q = _tables(4, 3)
_Q[3] = [0, 0.5, 0.5]
_got, _ = listen(expected_loss, _P, _Q)
expect("expected_loss(P, Q), P > 0 where Q = 0", _got, np.inf)
_P[0, 1] = 1e-25
_Q[3] = [0.2, 0.3, 0.5]
_got, _ = listen(expected_loss, _P, _Q)
expect("expected_loss(P, Q), P very small where Q = 0", _got, np.inf)
### END HIDDEN TESTS

# %%
# Left you will see 3000 forecasters: some near the truth, some wild. Each dot is one of
# them. Guess: will any dot fall below the horizontal line? Then run and look.
needs((conditional, days), (expected_loss, [[1.0, 0.0]], [[0.5, 0.5]]))
P_sky = days / 100
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
if my_guess is not None:
    left.axhline(my_guess, color=RED, linestyle=":", label="Your guess")
left.set(xlabel="Average distance |Q − P|", ylabel="Average loss", ylim=(0, 2))
left.set_title("3000 forecasters")
left.legend(loc="upper left")

q = np.linspace(0.01, 0.99, 197)
for row, name, color, line, marker in [
    (0, "Clear", GREEN, "--", "s"),
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
# One inequality does all the work:
#
# | $z$ | $\log z$ | $z - 1$ |
# |---|---|---|
# | 0.5 | −0.693 | −0.5 |
# | 1 | 0 | 0 |
# | 2 | 0.693 | 1 |
# | 4 | 1.386 | 3 |
#
# The logarithm is **concave**: its graph bends downwards, and stays below each of its
# tangents. At $z = 1$ this says: **for all $z > 0$, $\log z \le z - 1$, with equality
# only at $z = 1$.** Proof: the difference $z - 1 - \log z$ has the slope $1 - 1/z$. It
# falls up to $z = 1$, is 0 there, and rises afterwards.
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


# %% solution term_bound called="A bound for one term"
def term_bound(p, q):
    """Step 1: what p · log(p/q) cannot be less than, by log z ≤ z − 1.

    Args:
        p: the true probability, from 0 to 1, both included.
        q: the model's answer, above 0 and up to 1.
            Both are numbers, or arrays of any shape. Neither is modified.

    Returns:
        The bound, without any log and without any fraction: an array of their shape, a
        number for numbers.

    Example:
        term_bound(0.5, 0.5) is 0, term_bound(0, 0.3) is −0.3.
    """
    ### BEGIN SOLUTION
    return p - q
    ### END SOLUTION


# %% check term_bound points=1
_got, _ = listen(
    term_bound, np.array([0.6, 0.4, 0.5, 0.1]), np.array([0.3, 0.7, 0.5, 0.2])
)
expect(
    "term_bound(p, q) at p = 0.6, 0.4, 0.5, 0.1 and q = 0.3, 0.7, 0.5, 0.2",
    _got,
    [0.3, -0.3, 0, -0.1],
    atol=1e-12,
)
promised(
    "term_bound(p, q)",
    term_bound,
    (np.array([0.0, 0.5, 1.0, 0.4]), np.array([0.3, 0.5, 0.2, 0.8877])),
    [-0.3, 0, 0.8, -0.4877],
    atol=1e-12,
    p="ends number array shape kept",
    q="number array shape kept",
    returns="array",
)
tick("term_bound")
### BEGIN HIDDEN TESTS
_rng = draws(1504)
_p, _q = _rng.uniform(0.05, 0.95, (2, 20))
_p[3], _p[7] = 0, 1
promised(
    "term_bound(p, q)",
    term_bound,
    (_p, _q),
    _p - _q,
    rtol=1e-8,
    atol=1e-12,
    p="ends number array shape kept",
    q="number array shape kept",
    returns="array",
)
### END HIDDEN TESTS

# %% [markdown]
# **Step 2, `gap` ({points}).** Your bound is negative for some terms. But sum it over
# the $j$ of one row, where the $p$ add up to 1 and the $q$ add up to 1: what remains is
# 0. So each row adds at least 0, and so does their average with the weights $P(X_i)$:
#
# $$\mathrm{gap} = \sum_i P(X_i) \sum_j P(L = j \mid X_i)
# \log\frac{P(L = j \mid X_i)}{Q(L = j \mid X_i)} \ge 0$$
#
# This is the **Kullback–Leibler divergence** $D(P \,\|\, Q)$, averaged over $X$. It is
# how much the loss exceeds its floor, and it is the ≥ between the first two lines of
# the slide. It is 0 only if each term meets its bound, that is $q = p$ in every row
# with $P(X_i) > 0$.
#
# <details><summary>Hint</summary>
#
# $P(X_i) \cdot P(L = j \mid X_i)$ is the entry of the joint table, and
# $P(L = j \mid X_i)$ alone is that entry divided by `PX`, or what your `conditional`
# gives. A difference of two of your losses will do as well.
#
# </details>


# %% solution gap called="Loss above the entropy"
def gap(P, Q):
    """Step 2: by how much the loss of Q exceeds the loss of the true conditionals.

    Args:
        P, Q: as in `expected_loss`.

    Returns:
        Σ_i P(X_i) Σ_j P(L = j | X_i) log(P(L = j | X_i) / Q(L = j | X_i)), one number,
        right to nine digits or to 1e-12. Entries with P(L = j, X_i) = 0 contribute 0;
        P > 0 where Q = 0 makes the gap infinite. Never NaN. NumPy may warn.

    Example:
        gap([[0.3, 0.2], [0.2, 0.3]], [[0.5, 0.5], [0.5, 0.5]]) is 0.020136 (rounded).
    """
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    PX = P.sum(axis=1, keepdims=True)  # P(X), a column of shape (m, 1)
    ### BEGIN SOLUTION
    happens = P > 0
    p = P[happens] / np.broadcast_to(PX, P.shape)[happens]
    with np.errstate(divide="ignore"):
        return np.sum(P[happens] * (np.log(p) - np.log(Q[happens])))
    ### END SOLUTION


# %% check gap points=2
def _gap(P, Q):
    """The whole loss less its floor, by your own functions."""
    return expected_loss(P.copy(), Q) - expected_loss(P.copy(), conditional(P.copy()))


_earlier = ["conditional", "expected_loss"]
_Q = np.array([[0.9, 0.1], [0.7, 0.3], [0.5, 0.5], [0.2, 0.8]])
_own = own(_earlier, _gap, days / 100, _Q, atol=1e-12)
_got, _ = listen(gap, days / 100, _Q)
expect(
    "gap(P, Q), P the table of the sky",
    _got,
    0.02209833232851427,
    atol=1e-12,
    follows=_own,
)
_P, _Q = np.array([[0.5, 0], [0.2, 0.3]]), np.array([[0.8, 0.2], [0.4, 0.6]])
_own = own(_earlier, _gap, _P, _Q, atol=1e-12)
_got, _ = listen(gap, _P, _Q)
expect(
    "gap([[0.5, 0], [0.2, 0.3]], [[0.8, 0.2], [0.4, 0.6]])",
    _got,
    0.11157177565710488,
    atol=1e-12,
    follows=_own,
)
_P = np.array([[0.3, 0, 0.2], [0, 0, 0], [0.1, 0.4, 0]])
_Q = np.array([[0.5, 0, 0.5], [1, 0, 0], [0.3, 0.7, 0]])
_own = own(_earlier, _gap, _P, _Q, atol=1e-12)
promised(
    "gap(P, Q)",
    gap,
    (_P, _Q),
    0.022933803014337117,
    atol=1e-12,
    follows=_own,
    P="array list float32 zeros kept",
    Q="array list float32 ends kept",
)
_P, _Q = np.array([[0.5, 0.5], [0, 0]]), np.array([[0.5, 0.5], [1, 0]])
_own = own(_earlier, _gap, _P, _Q, atol=1e-12)
_got, _ = listen(gap, _P, _Q)
expect(
    "gap([[0.5, 0.5], [0, 0]], [[0.5, 0.5], [1, 0]])",
    _got,
    0,
    atol=1e-12,
    follows=_own,
)
_got, _ = listen(gap, [[0.4, 0.1], [0.2, 0.3]], [[1.0, 0.0], [0.4, 0.6]])
expect("gap(P, Q) where P > 0 and Q = 0", _got, np.inf)
_got, _ = listen(gap, [[0.5, 1e-20], [0.2, 0.3]], [[1.0, 0.0], [0.4, 0.6]])
expect("gap(P, Q) where P = 1e-20 and Q = 0", _got, np.inf)
tick("gap")
### BEGIN HIDDEN TESTS
_rng = draws(1505)


def _tables(m, k):
    """A joint table and answers, with zeros in both, the answers certain in one row."""
    P, Q = _rng.uniform(0.1, 1, (2, m, k)) ** 2
    P[0, 1:] = Q[0, 1:] = 0
    P[2:3] *= m < 4
    return P / P.sum(), Q / Q.sum(axis=1, keepdims=True)


def _sum(P, Q):
    """Row by row."""
    total = 0.0
    for joint, q in zip(P, Q, strict=True):
        some = joint > 0
        total += np.sum(joint[some] * np.log(joint[some] / joint.sum() / q[some]))
    return total


for _m, _k in [(3, 3), (2, 5), (6, 2), (1, 3), (5, 4)]:
    _args = _tables(_m, _k)
    promised(
        "gap(P, Q)",
        gap,
        lambda m, k, args=_args: args,
        _sum,
        atol=1e-12,
        over=[(_m, _k)],
        follows=own(_earlier, _gap, *_args, atol=1e-12),
        P="array list float32 zeros kept",
        Q="array list float32 ends kept",
    )
    _P, _Q = _rng.uniform(0.1, 1, (2, _m, _k)) ** 2
    _P, _Q = _P / _P.sum(), _Q / _Q.sum(axis=1, keepdims=True)
    _own = own(_earlier, _gap, _P, _Q, atol=1e-12)
    _got, _ = listen(gap, _P, _Q)
    expect("gap(P, Q)", _got, _sum(_P, _Q), atol=1e-12, follows=_own)
    _C = _P / _P.sum(axis=1, keepdims=True)
    _own = own(_earlier, _gap, _P, _C, atol=1e-12)
    _got, _ = listen(gap, _P, _C)
    expect("gap(P, Q) where Q = P", _got, 0, atol=1e-12, follows=_own)
_P, _Q = _tables(4, 3)
_Q[3] = [0, 0.5, 0.5]
_got, _ = listen(gap, _P, _Q)
expect("gap(P, Q), P > 0 where Q = 0", _got, np.inf)
_P[0, 1] = 1e-25
_Q[3] = [0.2, 0.3, 0.5]
_got, _ = listen(gap, _P, _Q)
expect("gap(P, Q), P very small where Q = 0", _got, np.inf)
### END HIDDEN TESTS

# %% [markdown]
# ## 6. What the floor is
#
# The second line of the slide is the first with $Q = P$, the loss of the honest
# forecaster: for the sky 0.397. Three more lines turn it into two entropies. The third
# only renames: the factor $P(X_i)$ goes into the sum over $j$, where
# $P(X_i) \, P(L = j \mid X_i)$ is the joint probability, and under the log the
# conditional probability is written as a fraction:
#
# $$-\sum_i \sum_j P(L = j, X_i) \log \frac{P(L = j, X_i)}{P(X_i)}$$
#
# **Step 1, `split_log` ({points}).** The fourth line is yours: write the log of the
# fraction as a difference, so that the line falls into two terms. In one of them the
# sum over $j$ can be done on paper. Return both terms, each with its sign.
#
# <details><summary>Hint</summary>
#
# In the term with $\log P(X_i)$ only $P(L = j, X_i)$ depends on $j$. What is
# $\sum_j P(L = j, X_i)$? Count the minus signs in front of that term.
#
# </details>


# %% solution split_log called="Splitting the logarithm"
def split_log(P):
    """Step 1: the two terms of the fourth line.

    Args:
        P: as in `expected_loss`.

    Returns:
        A pair of numbers that add up to the third line: first the term with the log of
        the joint probabilities, second the one with the log of P(X_i), where the sum
        over j is done. Never NaN, right to nine digits or to 1e-12. NumPy may warn.

    Example:
        With P = [[0.25, 0.25], [0.5, 0]] it is (1.039721, −0.693147), rounded.
    """
    P = np.asarray(P, dtype=np.float64)

    ### BEGIN SOLUTION
    def p_log_p(p):
        return np.sum(p[p > 0] * np.log(p[p > 0]))

    return -p_log_p(P), p_log_p(P.sum(axis=1))
    ### END SOLUTION


# %% check split_log points=2
_P = np.array([[38, 2, 5], [20, 6, 3], [5, 12, 1]]) / 92
_got, _ = listen(split_log, _P)
if _got is not None and np.ndim(attempt(lambda got=_got: got[0])) > 0:
    fail("The first term that split_log returns is still an array: sum over all cells.")
if _got is not None and np.shape(attempt(lambda got=_got: np.asarray(got))) != (2,):
    fail("split_log should return a pair of two numbers, `return first, second`.")
expect(
    "split_log(P), P a table of shape (3, 3)",
    _got,
    [1.7012574193863008, -1.0328963732294414],
    atol=1e-12,
)
promised(
    "split_log(P)",
    split_log,
    ([[0.3, 0, 0.2], [0, 0, 0], [0.1, 0.4, 0]],),
    [1.2798542258336676, -0.6931471805599453],
    atol=1e-12,
    P="array list float32 zeros kept",
)
_got, _ = listen(split_log, [[1 - 3e-11] + 30 * [1e-12]])
_want = [8.58930636e-10, 0]
expect("split_log([[1 − 3e-11] + 30 * [1e-12]])", _got, _want, atol=1e-12)
tick("split_log")
### BEGIN HIDDEN TESTS
_rng = draws(1507)


def _joint(m, k):
    """A table of probabilities with a zero, and with an empty row where m allows."""
    P = _rng.uniform(0.1, 1, (m, k)) ** 2
    P[0, -1] = 0
    P[1:2] *= m < 4
    return P / P.sum()


def _terms(P):
    """Both terms, row by row."""
    cells = [p for row in P for p in row if p > 0]
    rows = [row.sum() for row in P if row.any()]
    return [-np.sum(cells * np.log(cells)), np.sum(rows * np.log(rows))]


promised(
    "split_log(P)",
    split_log,
    lambda m, k: (_joint(m, k),),
    _terms,
    atol=1e-12,
    over=[(3, 3), (2, 5), (6, 2), (1, 3), (5, 4)],
    P="array list float32 zeros kept",
)
_P = _rng.uniform(0.1, 1, (3, 2))
_got, _ = listen(split_log, _P / _P.sum())
expect("split_log(P)", _got, _terms(_P / _P.sum()), atol=1e-12)
### END HIDDEN TESTS

# %% [markdown]
# **Step 2, `conditional_entropy` ({points}).** The fifth line: but for a sign, both
# terms are entropies. One is that of the pair, of the whole table, $H(X, L)$; the other
# is that of $X$ alone, $H(X)$. What both terms make together is called the
# **conditional entropy** $H(L \mid X)$: the surprise that is left in the label once $X$
# is known. Build it from your `entropy`.
#
# <details><summary>Hint</summary>
#
# $H(X)$ is the entropy of the row sums. Compare its sign with that of your second term.
#
# </details>


# %% solution conditional_entropy called="The conditional entropy"
def conditional_entropy(P):
    """Step 2: H(L | X), from two entropies.

    Args:
        P: as in `expected_loss`.

    Returns:
        H(L | X), one number, right to nine digits or to 1e-11. NumPy may warn.

    Example:
        conditional_entropy([[0.25, 0.25], [0.5, 0]]) is 0.346574 (rounded).
    """
    P = np.asarray(P, dtype=np.float64)
    ### BEGIN SOLUTION
    return entropy(P) - entropy(P.sum(axis=1))
    ### END SOLUTION


# %% check conditional_entropy points=1 needs="entropy"
def _left(P):
    """What is left of the surprise, by your own entropy."""
    return entropy(P) - entropy(P.sum(axis=1))


_own = own("entropy", _left, days / 100, atol=1e-11)
_got, _ = listen(conditional_entropy, days / 100)
expect(
    "conditional_entropy(P), P the table of the sky",
    _got,
    0.39663745514080184,
    atol=1e-11,
    follows=_own,
)
_P = np.array([[0.3, 0, 0.2], [0, 0, 0], [0.1, 0.4, 0]])
_own = own("entropy", _left, _P, atol=1e-11)
promised(
    "conditional_entropy(P)",
    conditional_entropy,
    (_P,),
    0.5867070452737223,
    atol=1e-11,
    follows=_own,
    P="array list float32 zeros kept",
)
tick("conditional_entropy")
### BEGIN HIDDEN TESTS
_rng = draws(1508)


def _joint(m, k):
    """A table of probabilities with a zero, and with an empty row where m allows."""
    P = _rng.uniform(0.1, 1, (m, k)) ** 2
    P[0, -1] = 0
    P[1:2] *= m < 4
    return P / P.sum()


def _mean(P):
    """The mean surprise at the label, cell by cell."""
    return -sum(p * np.log(p / row.sum()) for row in P for p in row if p > 0)


for _m, _k in [(3, 3), (2, 5), (6, 2), (1, 3), (5, 4)]:
    _args = (_joint(_m, _k),)
    promised(
        "conditional_entropy(P)",
        conditional_entropy,
        lambda m, k, args=_args: args,
        _mean,
        atol=1e-11,
        over=[(_m, _k)],
        follows=own("entropy", _left, *_args, atol=1e-11),
        P="array list float32 zeros kept",
    )
### END HIDDEN TESTS

# %% [markdown] sitting=2
# ## 7. What the sky is worth
#
# *The second sitting. After a break: put the cursor into the cell below this one, and
# choose Run → Run All Above Selected Cell.*
#
# Without the sky the average surprise was $H(L) = 0.602$, with it
# $H(L \mid X) = H(X, L) - H(X) = 0.397$. The difference (0.206, before rounding) is
# what the sky tells about the rain. It is called the **mutual information** of $X$ and
# $L$:
#
# $$I(X, L) = H(L) - H(L \mid X)$$
#
# That is the last equality of the slide, solved for $I(X, L)$.
#
# **Exercise `mutual_information` ({points}).** Compute it from the joint table.
#
# <details><summary>Hint</summary>
#
# $P(L = j)$ is the sum of column $j$. The rest you have.
#
# </details>


# %% solution mutual_information called="The mutual information"
def mutual_information(P):
    """I(X, L): how much X tells about L on average, in nats.

    Args:
        P: as in `expected_loss`.

    Returns:
        I(X, L), one number, right to nine digits or to 1e-11. Not negative, up to
        rounding. NumPy may warn.

    Example:
        mutual_information([[0.5, 0], [0, 0.5]]) is 0.693147 (rounded), that is log 2.
    """
    P = np.asarray(P, dtype=np.float64)
    ### BEGIN SOLUTION
    return entropy(P.sum(axis=0)) - conditional_entropy(P)
    ### END SOLUTION


# %% check mutual_information points=2 needs="entropy conditional_entropy"
def _told(P):
    """What the look at X takes away from the entropy of L, by your own functions."""
    return entropy(P.sum(axis=0)) - conditional_entropy(P)


_earlier = ["entropy", "conditional_entropy"]
_own = own(_earlier, _told, days / 100, atol=1e-11)
_got, _ = listen(mutual_information, days / 100)
expect(
    "mutual_information(P), P the table of the sky",
    _got,
    0.2055142274518782,
    atol=1e-11,
    follows=_own,
)
_P = np.array([[0.3, 0, 0.2], [0, 0, 0], [0.1, 0.4, 0]])
_own = own(_earlier, _told, _P, atol=1e-11)
promised(
    "mutual_information(P)",
    mutual_information,
    (_P,),
    0.4682131227124219,
    atol=1e-11,
    follows=_own,
    P="array list float32 zeros kept",
)
_P = np.outer([0.2, 0.3, 0.5], [0.9, 0.1])
_own = own(_earlier, _told, _P, atol=1e-11)
_got, _ = listen(mutual_information, _P)
expect(
    "mutual_information(P), X and L independent",
    _got,
    0,
    atol=1e-11,
    follows=_own,
)
_P = np.array([[0.5, 0], [0, 0.5]])
_own = own(_earlier, _told, _P, atol=1e-11)
_got, _ = listen(mutual_information, _P)
expect(
    "mutual_information([[0.5, 0], [0, 0.5]])",
    _got,
    0.6931471805599453,
    follows=_own,
)
tick("mutual_information")
### BEGIN HIDDEN TESTS
_rng = draws(1509)


def _joint(m, k):
    """A table of probabilities with a zero, and with an empty row where m allows."""
    P = _rng.uniform(0.1, 1, (m, k)) ** 2
    P[0, -1] = 0
    P[1:2] *= m < 4
    return P / P.sum()


def _divergence(P):
    """The divergence of the joint table from the product of its margins."""
    product = np.outer(P.sum(axis=1), P.sum(axis=0))
    return np.sum(P[P > 0] * np.log(P[P > 0] / product[P > 0]))


for _m, _k in [(3, 3), (2, 5), (6, 2), (1, 3), (5, 4)]:
    _args = (_joint(_m, _k),)
    promised(
        "mutual_information(P)",
        mutual_information,
        lambda m, k, args=_args: args,
        _divergence,
        atol=1e-11,
        over=[(_m, _k)],
        follows=own(_earlier, _told, *_args, atol=1e-11),
        P="array list float32 zeros kept",
    )
_P = np.outer(_rng.dirichlet(np.ones(4)), _rng.dirichlet(np.ones(3)))
_own = own(_earlier, _told, _P, atol=1e-11)
_got, _ = listen(mutual_information, _P)
expect("mutual_information(P), independent", _got, 0, atol=1e-11, follows=_own)
### END HIDDEN TESTS

# %%
# Guess: what is the average loss of a forecaster who says 0.29 whatever the sky? Run
# and look. Then be a forecaster: move the sliders (they need a running notebook).
needs(
    (entropy, [0.5, 0.5]),
    (gap, [[0.5, 0.5]], [[0.5, 0.5]]),
    (conditional_entropy, [[0.5, 0.5]]),
    (mutual_information, [[0.5, 0.5]]),
)
P_sky = days / 100
skies = ["Clear", "Hazy", "Cloudy", "Dark"]


def plot_forecasters(forecasters, alt):
    least, base = conditional_entropy(P_sky), entropy(P_sky.sum(axis=0))
    figure, (left, right) = plt.subplots(
        1, 2, width_ratios=[3, 2], figsize=(9, 2.4 + 0.38 * len(forecasters))
    )
    looks = [(GREEN, "D"), (PURPLE, "^"), (GREY, "v"), (RED, "X"), (ORANGE, "s")]
    widest = 1.2
    shares = P_sky[:, 1] / P_sky.sum(axis=1)
    right.bar(range(4), shares, width=0.7, color="#D5DDE3", label="True share")
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
        left.text(total + 0.02, row, f"{total:.3f}", va="center", bbox=box, zorder=6)
        if not np.allclose(rain, shares):
            color, marker = looks[row % len(looks)]
            right.plot(rain, marker, color=color, label=name, markersize=8)
    last = len(forecasters) - 0.4
    left.text(least / 2, last + 0.1, "H(L|X)", color=BLUE, ha="center", va="bottom")
    left.text(least + 0.01, last + 0.1, "+ gap", color="#8A5A00", va="bottom")
    left.plot([base, base], [-0.5, last], "--", color="black", linewidth=1.5)
    left.text(base + 0.05, last + 0.1, f"H(L) = {base:.3f}", va="bottom")
    if my_guess is not None:
        left.plot([my_guess] * 2, [-1.2, last], color="white", linewidth=4, zorder=4)
        left.plot([my_guess] * 2, [-1.2, last], ":", color=RED, zorder=5)
        left.text(my_guess, -1.4, "Your guess", color=RED, ha="center", va="center")
    left.annotate("", (least, -0.8), (base, -0.8), arrowprops={"arrowstyle": "<->"})
    left.text(
        base + 0.02, -0.8, f"I(X, L) = {mutual_information(P_sky):.3f}", va="center"
    )
    left.set_yticks(range(len(forecasters)), list(forecasters))
    left.grid(visible=False, axis="y")
    left.set(xlim=(0, 1.2 * widest), ylim=(-1.9, last + 0.9), xlabel="Average loss")
    right.set_xticks(range(4), skies)
    right.grid(visible=False, axis="x")
    right.set(ylim=(-0.05, 1.05), xlim=(-0.6, 3.6), ylabel="Probability of rain")
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
    "sky, as marks on bars of the true shares.",
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
explore(
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
# <details><summary>The neuron, and the one who is too sure</summary>
#
# The neuron ($r = -3 + 1.7\,X$ with $X = 0, 1, 2, 3$ for the four skies) misses the
# floor by 0.0003, since the true log-odds happen to lie almost on a straight line. And
# "too sure" names the likelier label under every sky and still pays more than a coin:
# 0.999 is a bold word where the truth is 0.60, and the 8 days of 100 that are cloudy
# and dry cost it 0.55 of its 1.175.
#
# </details>
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
# <details><summary>Hint</summary>
#
# Two chains meet at the end. Section 5 is one of them: d, then b, and so on. Section 6
# is the other.
#
# </details>

# %% solution proof_order called="The proof in order"
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

# %% [markdown]
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

# %% solution proof_reasons called="A reason for each step"
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
# <details><summary>Hint</summary>
#
# `table[x, labels] += 1` with arrays counts a repeated pair only once; `np.add.at` or a
# loop counts every time.
#
# </details>


# %% solution empirical called="A table from a sample"
def empirical(x, labels, m):
    """The joint table of a sample: the share of each pair (X = i, L = j).

    Args:
        x: which value the input took, a whole number from 0 to m − 1, shape (n,).
        labels: the labels, 0 or 1, perhaps of one class only, shape (n,).
            Both are lists or arrays, with n ≥ 1. Neither is modified.
        m: how many values X has. Some may be missing in the sample.

    Returns:
        A float64 array of shape (m, 2) that adds up to 1; entry [i, j] is the share of
        examples with X = i and L = j.

    Example:
        empirical([0, 2, 2, 2], [1, 0, 0, 1], 3) is [[0, 0.25], [0, 0], [0.5, 0.25]].
    """
    ### BEGIN SOLUTION
    table = np.zeros((m, 2))
    np.add.at(table, (np.asarray(x), np.asarray(labels)), 1)
    return table / len(x)
    ### END SOLUTION


# %% check empirical points=2
_got, _ = listen(empirical, np.array([0, 2, 2, 2]), np.array([1, 0, 0, 1]), 4)
expect(
    "empirical(np.array([0, 2, 2, 2]), np.array([1, 0, 0, 1]), 4)",
    _got,
    [[0, 0.25], [0, 0], [0.5, 0.25], [0, 0]],
    atol=1e-12,
)
_got, _ = listen(empirical, [1, 0, 1, 1], [0, 0, 0, 0], 2)
expect("empirical([1, 0, 1, 1], [0, 0, 0, 0], 2)", _got, [[0.25, 0], [0.75, 0]])
_x, _labels = [1, 0, 1, 1, 0], [0, 1, 1, 0, 1]
promised(
    "empirical(x, labels, m)",
    empirical,
    (_x, _labels, 2),
    [[0, 0.4], [0.4, 0.2]],
    atol=1e-12,
    x="array list kept",
    labels="array list kept",
    returns="array float64",
)
_Q = np.array([[0.3, 0.7], [0.6, 0.4]])
_mean = np.mean(-np.log(_Q[_x, _labels]))
_own = attempt(lambda: expected_loss([[0, 0.4], [0.4, 0.2]], _Q))
if agree(_own, _mean):
    print(f"With answers Q of a model: the mean of its five losses is {_mean:.6f},")
    print(f"the expected_loss over the table {_own:.6f}.")
tick("empirical")
### BEGIN HIDDEN TESTS
_rng = draws(1510)


def _shares(x, labels, m):
    """The share of each cell, one after the other."""
    return [[np.mean((x == i) & (labels == j)) for j in (0, 1)] for i in range(m)]


promised(
    "empirical(x, labels, m)",
    empirical,
    lambda n, m: (_rng.integers(0, m, n), (_rng.random(n) < 0.3).astype(int), m),
    _shares,
    rtol=1e-8,
    atol=1e-12,
    over=[(1, 3), (7, 2), (40, 5), (200, 9), (30, 40)],
    x="array list kept",
    labels="array list labels kept",
    returns="array float64",
)
### END HIDDEN TESTS

# %% [markdown]
# With this table in the place of $P$, your `expected_loss` is the mean loss over the
# sample. The lowest it can get is `conditional_entropy` of this table. The model that
# gets there answers with the rows of `conditional`: it has simply counted. Call it the
# **memoriser**.
#
# Before you run the figure: the input has 50 equally likely values, the true
# $H(L \mid X)$ is 0.461, and a sample of 30 examples is drawn. One model knows the true
# $P$, the other is the memoriser. Whose mean loss on this sample is lower? And how
# often, if you draw ten such samples?

# %%
# Run and look (a second or two): P(L = 1 | X_i) rises from 0.05 to 0.95 over the 50
# values. For each size, ten samples are drawn.
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
axes.set(xlabel="Size of the sample n (small marks: ten samples, large: their mean)")
axes.set(ylabel="Average loss", ylim=(-0.03, 0.98))
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
# is no miracle and no bug. On a small sample it may be luck: the truth can be lucky,
# too. On a large one, if it is far below, the model has begun to learn its sample by
# heart.
#
# **Exercise `two_models` ({points}).** The sky again, $H(L \mid X) = 0.397$. Model A
# has the average loss 0.31 on the 30 days on which it was trained. Model B has the
# average loss 0.397 on a million fresh days. What do you know? One letter for the
# answer, one for the reason; both must be right.
#
# Answers:
#
# - (a) A is the better model: its loss is even below the floor, which B only touches;
# - (b) B says almost exactly $P(L \mid X)$; of A's loss on fresh days we know nothing;
# - (c) the number of A must be a bug;
# - (d) nothing: even B may be far from $P(L \mid X)$, whatever its loss.
#
# Reasons:
#
# - (e) the floor belongs to the table over which one averages, and only $Q = P$ touches
#   it;
# - (f) the floor $H(L \mid X)$ holds for every sample, for a small one of 30 days, too;
# - (g) on enough data every model comes down to $H(L \mid X)$;
# - (h) of two average losses the lower one shows the better model.
#
# <details><summary>Hint</summary>
#
# Over which table does each of them average? Which floor has that table?
#
# </details>

# %% solution two_models called="Two models, one bound"
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
# fresh sample. Your colleague says: "So the inputs are useless." Answer in two to four
# sentences. Give the relation between the neuron's gap and $I(X, L)$ that these numbers
# imply. Is the colleague right? What would you have to know or to try in order to
# decide?

# %% manual useless [markdown] points=2 called="Does the neuron know anything?"
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
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# The slide asks what the final loss reflects, and the lecture's summary answers. You
# can now say its sentence and back every word of it: **the averaged cross-entropy is an
# upper bound on the conditional entropy**, namely of the data over which one averages:
# of the true $H(L \mid X)$ on all the data there could be, of the sample's own on a
# sample.
#
# <details><summary>All quantities in one table</summary>
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
# </details>
#
# **Next, `l1_6_descent`:** there is a floor, and the loss is above it. How does one get
# down? By small steps against the slope, and one number, the step size $\lambda$,
# decides whether they lead down or out of the valley.
