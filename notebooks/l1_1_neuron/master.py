# %% [markdown]
# # Seminar 1.1. The neuron
#
# The lecture's slides up to "Model of the neuron". {time}, {points}.
#
# A neuron adds up what it hears, and then it fires or keeps silent. Here you build it,
# set its weights by hand, find out what it can never do, and then let it find its own
# weights, with a rule of one line.
#
# After this seminar you can
#
# 1. say which part of a nerve cell each symbol of $Y = F(w_0 + \sum_i w_i X_i)$ stands
#    for;
# 2. set weights for AND and OR, and prove that no weights give XOR;
# 3. train a perceptron, and say when its learning ends and when it never does.
#
# **How to work.** Run the cells from top to bottom (Shift + Enter). Write your code in
# place of `raise NotImplementedError()`. The cell below checks it: a tick, or a message
# that says what is off. After you hand in, other numbers are tried.
#
# <details><summary>After a restart</summary>
#
# Choose Run → Run All Above Selected Cell. An exercise left open stops "Run All"; go on
# below it with Shift + Enter.
#
# </details>

# %% setup tools file="../shared/tools.py"
# %% setup causes file="../shared/causes.py"
from notebooks.shared.causes import *
from notebooks.shared.tools import *

# %% setup examples
# Nothing to do here: run it. The examples of this seminar: the four cases of two inputs
# with three tables of labels, and cards of 6 × 8 fields with marks on them.
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
AND = np.array([0, 0, 0, 1])
OR = np.array([0, 1, 1, 1])
XOR = np.array([0, 1, 1, 0])


def punch(n, rng):
    """Return n cards of 0 and 1, shape (n, 6, 8), and their labels, shape (n,).

    The main side, right for label 1, gets 5 to 9 marks, the other side 0 to 3.
    """
    cards, labels = np.zeros((n, 6, 8)), rng.integers(0, 2, n)
    for card, label in zip(cards, labels, strict=True):
        for side, marks in [(label, rng.integers(5, 10)), (1 - label, rng.integers(4))]:
            for place in rng.choice(24, marks, replace=False):
                card[place // 4, 4 * side + place % 4] = 1
    return cards, labels


def count_marks(cards):
    """Return the number of marks on the left and on the right, shape (n, 2)."""
    return np.stack([cards[:, :, :4], cards[:, :, 4:]]).sum(axis=(2, 3)).T


# %% [markdown]
# ## 1. Four ideas
#
# As in the lecture, first a short poll. It is not graded, but handed in; the same ideas
# come back at the end of lesson 1.
#
# <details><summary>The lecture's two questions</summary>
#
# Have you used machine learning before? And neural networks? Whatever the answer, this
# course begins with one neuron.
#
# </details>
#
# **`idea_neuron`** A neuron gets inputs X₁ … X_N. What does it compute?
#
# - (a) a function of the product of all inputs, multiplied by a constant;
# - (b) a function of the weighted sum of the inputs plus a constant;
# - (c) the largest of the inputs after each is multiplied by its weight;
# - (d) the share of the inputs that are switched on.
#
# **`idea_xor`** Which of these can no single neuron with a threshold compute, whatever
# its weights?
#
# - (a) AND of two inputs;
# - (b) OR of two inputs;
# - (c) exclusive OR of two inputs;
# - (d) NOT of one input.
#
# **`idea_boundary`** Where does a neuron with two inputs and an increasing F change its
# decision?
#
# - (a) along a straight line;
# - (b) along an S-shaped curve, since F is S-shaped;
# - (c) along a circle around the mean of class 1;
# - (d) it depends on F: any curve is possible.
#
# **`idea_step`** Gradient descent: w ← w − λ·f′(w). What happens if λ is made larger
# and larger?
#
# - (a) it gets faster and faster: ever fewer steps to the minimum;
# - (b) it gets faster at first, then it overshoots and diverges;
# - (c) nothing: the minimum stays where it is, and it arrives there;
# - (d) it gets slower, since the slope near the minimum is small.

# %%
# A letter from a to d between the quotation marks, or nothing there.
idea_neuron = ""
idea_xor = ""
idea_boundary = ""
idea_step = ""

ideas = [idea_neuron, idea_xor, idea_boundary, idea_step]
for number, idea in enumerate(ideas, start=1):
    if letter(idea) not in ("", *"abcd"):
        fail(f'Idea number {number} must be "a", "b", "c", "d" or "".')
print("Noted:", ", ".join(letter(idea) or "—" for idea in ideas))

# %% [markdown]
# ## 2. Sixty years
#
# Deep learning set out to reproduce how people think. Guess: when did a deep network
# first win ImageNet, the contest of picture recognition?

# %%
history = {
    1958: "Rosenblatt's perceptron",
    1974: "Backpropagation",
    1985: "Boltzmann machines",
    1986: "RNN; the words “deep learning”",
    2014: "Attention, Adam, GANs",
    2015: "Batchnorm, ResNet",
    2017: "Transformer",
    2019: "GPT-2",
    2021: "CLIP",
}
imagenet = {2010: 28.2, 2011: 25.8, 2012: 16.4, 2013: 11.7, 2014: 6.7, 2015: 3.6}

figure, (left, right) = plt.subplots(1, 2, width_ratios=[1.15, 1])
years = np.array(list(history))
heights = np.array([1958, 1974, 1981, 1988, 1998, 2005, 2011, 2017, 2023])
left.plot([0, 0], [1956, 2024], color=GREY, linewidth=1.4)
for year, height, name in zip(years, heights, history.values(), strict=True):
    left.plot([0, 0.12, 0.2], [year, height, height], color=SKY, linewidth=1)
    left.plot(0, year, "o", color=BLUE)
    left.text(0.23, height, f"{year}  {name}", va="center")
left.text(-0.05, 2000, "28 years", rotation=90, va="center", ha="right", color=GREY)
left.set(xlim=(-0.15, 1.4), ylim=(2026, 1955), title="Sixty years of neural networks")
left.set_xticks([])
left.grid(False)
left.spines["bottom"].set_visible(False)
left.set_yticks(range(1960, 2021, 20))

colors = [GREY, GREY] + [BLUE] * 4
right.bar(list(imagenet), list(imagenet.values()), color=colors, width=0.7)
for year, error in imagenet.items():
    right.text(year, 0.9, f"{error}", color="white", ha="center")
right.axhline(5.1, color=RED, linestyle="--", linewidth=1.6)
right.text(2014.6, 7.2, "a trained\nperson: 5.1", color=RED)
right.annotate(
    "AlexNet: the first\ndeep network to win",
    (2012.1, 16.8),
    (2012.35, 23.5),
    arrowprops={"arrowstyle": "->", "color": GREY},
)
right.set(ylabel="Error, %", title="ImageNet: the winner's error", ylim=(0, 31))
right.set(xlim=(2009.4, 2016.3), xticks=list(imagenet))
right.grid(axis="x", visible=False)
show(
    figure,
    alt="Left: a time axis from 1958 to 2021 with the perceptron in 1958, "
    "backpropagation in 1974, two entries in 1985 and 1986, then 28 years without "
    "one, and five between 2014 and 2021. Right: the winner's ImageNet error falls "
    "from 28.2 per cent in 2010 to 16.4 in 2012, the first deep network, and to 3.6 "
    "in 2015, below the 5.1 of a trained person.",
)

# %% [markdown]
# <details><summary>The gap, the names, and the rest of the first slides</summary>
#
# In 2012 a deep network won by a wide margin; three years later ResNet made fewer
# errors than a person who had trained for it. Today deep learning generates, decides,
# classifies, predicts numbers (regression), finds groups (clustering), compresses many
# dimensions into few.
#
# **The gap** is the slide's, and not the whole truth: LSTM networks (1997) and LeNet,
# which read handwriting (1998), fall into it. But data and computers were still small.
#
# **Names.** *Backpropagation*: the way to compute all derivatives of a network.
# *Boltzmann machines* and *recurrent networks* (RNN): early networks with memory or
# feedback. *GANs*: two networks that compete, one of which generates. *Attention*: a
# network chooses what to look at; the *Transformer* is built of attention, *GPT-2* is a
# Transformer that writes text, and *CLIP* connects pictures with texts. *ResNet*: 152
# layers, with a shortcut around every few of them.
#
# **Numbers.** An error: the picture's class, one of 1000, is not among five guesses.
# The errors are those of the winning entries on the data provided: Russakovsky et al.,
# 2015, and He et al., 2015. The slide itself has them as a picture.
#
# **Words.** As far as is known, "deep learning" first stood in a paper by Rina Dechter
# in 1986. It had nothing to do with neural networks. Seminar 1.8 comes back to it, and
# to the question what depth is good for.
#
# **What the course draws on.** Linear algebra (vectors, matrices), calculus
# (continuity, derivatives), information theory (cross-entropy, mutual information),
# optimisation (gradient descent); signal processing (filters, convolutions, coding);
# programming (more with libraries than with algorithms).
#
# **Tools.** *Python*, the main language: it has the libraries and reads easily.
# *Jupyter*, where code, text and pictures live in one document, such as this one.
# *NumPy* for arrays, *Matplotlib* for pictures, and from lesson 3 on *PyTorch* for
# networks. The slide's `crop_image` is also a lesson in style: it says in a docstring
# what comes in, in what shape, and what goes out. So does every function here.
#
# **Plan.** The aim: the main architectures, and how to train them in PyTorch. 1 the
# neuron, 2 fully connected networks and backpropagation, 3 optimisation and
# regularisation, 4 convolutional networks, 5 the ML pipeline, 6 recurrent networks, 7
# recap. The course is the common base of specialised ones on images (CV), language
# (NLP) and speech. Marks come from tests: one at the end for sure, perhaps one in
# between.
#
# </details>
#
# ## 3. A cell and its model
#
# A nerve cell listens with its **dendrites**, the short branches. Other cells end on
# them in **synapses**; a synapse lets the signal through more or less strongly, some
# even turn it against firing. The cell body, the **soma**, collects what arrives. If
# that is enough, a pulse runs down the **axon**, all or nothing, to the next cells.
#
# The right half of the figure is what Rosenblatt made of it. Which part of the model
# plays the role of which part of the cell? Decide, then open the answer below it.

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.7))
for y, tips in [(2.2, (2.9, 2.1)), (0.0, (0.45, -0.45)), (-2.2, (-2.1, -2.9))]:
    left.plot([-1.6, -0.4], [y, y * 0.22], color=GREEN, linewidth=5)
    for tip in tips:
        left.plot([-2.6, -1.6], [tip, y], color=GREEN, linewidth=3)
        left.plot([-4.2, -2.9], [tip * 1.1, tip], color=GREY, linewidth=1.4)
        left.plot(-2.8, tip, "o", color=ORANGE, markersize=9, zorder=3)
left.add_patch(plt.Circle((0, 0), 0.85, color=SKY, zorder=4))
left.plot([0.8, 4.4], [0, 0], color=RED, linewidth=4)
for tip in (0.8, 0, -0.8):
    left.plot([4.4, 5.2], [0, tip], color=RED, linewidth=2)
    left.plot(5.2, tip, "o", color=ORANGE, markersize=7)
words = {"ha": "center", "va": "center"}
left.text(0, 0, "Soma", **words, zorder=5)
left.text(0.1, 2.2, "Dendrites", ha="left", va="center")
left.plot([0, -1.5], [2.2, 2.25], color=GREY, linewidth=1)
left.text(-0.4, -2.9, "Synapses", ha="left", va="center")
left.plot([-0.5, -2.6], [-2.9, -2.9], color=GREY, linewidth=1)
left.text(2.7, 0.5, "Axon", **words)
left.set(title="A nerve cell", xlim=(-4.4, 5.6), ylim=(-3.5, 3.5))

for y, name in [(2.2, "$X_1$"), (0.9, "$X_2$"), (-0.9, "$\\ldots$"), (-2.2, "$X_N$")]:
    right.text(-3.4, y, name, **words, fontsize=13)
    right.annotate("", (-0.6, y * 0.2), (-2.9, y), arrowprops={"arrowstyle": "->"})
for y, name in [(1.55, "$w_1$"), (0.15, "$w_2$"), (-1.95, "$w_N$")]:
    right.text(-1.5, y, name, **words, fontsize=13)
right.text(0, 2.4, "$w_0$", **words, fontsize=13)
right.annotate("", (0, 0.75), (0, 2.05), arrowprops={"arrowstyle": "->"})
for x, name in [(0, "$\\Sigma$"), (2.6, "$F$")]:
    right.add_patch(plt.Circle((x, 0), 0.68, facecolor="white", edgecolor="black"))
    right.text(x, 0, name, **words, fontsize=15)
right.annotate("", (1.9, 0), (0.7, 0), arrowprops={"arrowstyle": "->"})
right.text(1.3, 0.35, "$r$", **words, fontsize=13)
right.annotate("", (4.4, 0), (3.3, 0), arrowprops={"arrowstyle": "->"})
right.text(4.8, 0, "$Y$", **words, fontsize=13)
right.set(title="The model of 1957", xlim=(-4.2, 5.4), ylim=(-3.5, 3.5))
for panel in (left, right):
    panel.axis("off")
show(
    figure,
    alt="Left: a drawn nerve cell. Thin fibres of other cells end in synapses on three "
    "branching dendrites, these lead to the soma, and an axon leaves it and branches. "
    "Right: the model. Arrows from the inputs X1 to XN, labelled w1 to wN, lead to a "
    "circle with a sum sign, as does w0; its output r goes through a circle F to Y.",
)

# %% [markdown]
# <details><summary>Which part is which?</summary>
#
# | in the cell | in the model | in the code |
# |---|---|---|
# | signals reach the dendrites | $X_1 \ldots X_N$ | `X`, shape `(n, N)` |
# | synapses weigh them | $w_1 \ldots w_N$ | `w[1:]` |
# | how easily the cell fires | $w_0$ | `w[0]` |
# | the soma collects | $r = w_0 + \sum_i w_i X_i$ | `preactivation(X, w)` |
# | the axon fires, or not | $Y = F(r)$ | `neuron(X, w, F)` |
#
# Rosenblatt's report dates from 1957, his paper from 1958; the slides name both years.
# McCulloch and Pitts had a neuron with a threshold in 1943. What was new is that this
# one learned its weights.
#
# </details>
#
# ## 4. The neuron in three steps
#
# Shall I take an umbrella? Clouds $X_1$, from 0 to 10, count 1 each, wind $X_2$ counts
# 0.5, and it takes 6 to get me to carry the thing:
#
# | clouds $X_1$ | wind $X_2$ | $1 \cdot X_1 + 0.5 \cdot X_2$ | minus 6 | umbrella? |
# |---|---|---|---|---|
# | 8 | 2 | 9 | 3 | yes |
# | 3 | 2 | 4 | −2 | no |
# | 4 | 4 | 6 | 0 | just enough: yes |
#
# This is a neuron with the weights $w_1 = 1$, $w_2 = 0.5$ and the **bias** $w_0 = -6$:
#
# $$r = w_0 + \sum_{i=1}^{N} w_i X_i, \qquad Y = F(r)$$
#
# $N$ is the number of inputs, $r$ is the **score**, $F$ is the **activation function**.
# The perceptron's $F$ is the **step**: 1 ("fire") for $r \ge 0$, otherwise 0.
#
# In code, `X` holds $n$ examples as rows, shape `(n, N)`, and `w` all $N + 1$ numbers,
# the bias first. What follows correctly from your own earlier step counts, even if that
# one was wrong.
#
# **Step 1, `preactivation` ({points}).** The scores of all examples.
#
# <details><summary>Hint</summary>
#
# `w[1:]` are the weights without the bias. `X @ v` multiplies each row of `X` with the
# vector `v`, entry by entry, and adds up. A loop over the rows is fine, too.
#
# </details>


# %% solution preactivation called="The score of each example"
def preactivation(X, w):
    """Step 1: the score of each example.

    Args:
        X: the inputs, shape (n, N), one example a row. An array or a list of lists,
            perhaps of integers, or an array in float32.
        w: bias and weights, shape (N + 1,), the bias first. An array or a list.
            Neither is modified.

    Returns:
        The scores r = w₀ + w₁X₁ + … + w_N X_N, one for each row, shape (n,).

    Example:
        preactivation([[8, 2], [3, 2]], [-6, 1, 0.5]) is [3, -2].
    """
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    ### BEGIN SOLUTION
    return w[0] + X @ w[1:]
    ### END SOLUTION


# %% check preactivation points=3
_X = np.array([[8.0, 2.0], [3.0, 2.0], [4.0, 4.0]])
_w = np.array([-6, 1, 0.5])
try:
    _got = ask(preactivation, _X, _w)
except (ValueError, IndexError) as _error:
    fail(
        f"preactivation stops with: {_error}\nA row of X has two entries here, and w "
        "has three: the bias w[0] has no input to go with. And X stands on the left: "
        "X @ v goes with the rows of X, v @ X with its columns."
    )
_shapes = {
    (): "One number for the whole table; each row of X must get its own.",
    (2,): "Two numbers, as many as inputs; each example, a row of X, must get one.",
    (3, 2): "A table; the terms of each row must still be added up.",
    (3, 1): "A column; drop its second axis, (3, 1) is not (3,).",
}
_shape = attempt(lambda: np.asarray(_got, dtype=float).shape)
if _got is not None and _shape in _shapes:
    fail(f"preactivation gave the shape {_shape}, expected (3,).\n{_shapes[_shape]}")
expect(
    "preactivation([[8, 2], [3, 2], [4, 4]], [-6, 1, 0.5])",
    _got,
    [3, -2, 0],
    atol=1e-12,
)
expect(
    "preactivation([[8, 2, 1], [0.123, -1, 3], [0, 4, 0]], [-6, 1, 0.5, 0.25])",
    ask(preactivation, [[8, 2, 1], [0.123, -1, 3], [0, 4, 0]], [-6, 1, 0.5, 0.25]),
    [3.25, -5.627, -4],
)
expect("preactivation([[8]], [-6, 1])", ask(preactivation, [[8]], [-6, 1]), [2])
promised(
    "preactivation(X, w)",
    preactivation,
    (_X, _w),
    [3, -2, 0],
    atol=1e-12,
    X="array list integer float32 kept",
    w="array list kept",
)
tick("preactivation")
### BEGIN HIDDEN TESTS
_rng = draws(1101)


def _formula(X, w):
    return np.array([w[0] + sum(w[1:] * row) for row in X])


promised(
    "preactivation(X, w)",
    preactivation,
    lambda n, N: (_rng.normal(0, 2, (n, N)), _rng.normal(3, 2, N + 1)),
    _formula,
    1e-8,
    1e-12,
    over=[(5, 3), (1, 4), (7, 1), (2, 6), (4, 4), (20, 2)],
    X="array list integer float32 kept",
    w="array list kept",
)
_X, _w = _rng.normal(0, 1e4, (6, 2)), _rng.normal(0, 1, 3)
expect("preactivation(X, w)", ask(preactivation, _X, _w), _formula(_X, _w), 1e-8, 1e-8)
### END HIDDEN TESTS


# %% [markdown]
# **Step 2, `step` ({points}).** The perceptron's activation. Mind the tie: a score of
# exactly 0 fires.
#
# <details><summary>Hint</summary>
#
# A comparison of an array with a number gives True or False for each entry, and these
# count as 1 and 0. `np.where(condition, a, b)` chooses entry by entry. Both work for a
# single number, too.
#
# </details>


# %% solution step called="Fire or keep silent"
def step(r):
    """Step 2: fire (1) or keep silent (0).

    Args:
        r: the score. A number, a list or an array of any shape, perhaps of integers.
            It is not modified.

    Returns:
        1 where r ≥ 0 and 0 elsewhere, in the shape of r; True and False will do.

    Example:
        step([3, -2, 0]) is [1, 0, 1], step(-0.5) is 0.
    """
    r = np.asarray(r, dtype=np.float64)
    ### BEGIN SOLUTION
    return np.where(r >= 0, 1, 0)
    ### END SOLUTION


# %% check step points=2
_r = [-2, -0.3, -1e-300, 0, 0.3, 2]
try:
    _got = ask(step, _r)
except ValueError as _error:
    fail(
        f"step stops with: {_error}\nSix scores need six answers; `if`, `max` and "
        "`min` ask one question about all of them."
    )
expect("step([-2, -0.3, -1e-300, 0, 0.3, 2])", _got, [0, 0, 0, 1, 1, 1])
promised(
    "step(r)",
    step,
    (_r,),
    [0, 0, 0, 1, 1, 1],
    r="array list number shape kept",
)
promised("step(r)", step, ([-2, -1, 0, 1],), [0, 0, 1, 1], r="integer")
expect("step(-0.0)", ask(step, -0.0), 1)
tick("step")
### BEGIN HIDDEN TESTS
_rng = draws(1102)
for _n in (12, 1, 5):
    _r = _rng.normal(0, 2, _n)
    _r[0] = 0.0
    promised(
        "step(r)",
        step,
        (_r,),
        lambda r: np.where(np.less(r, 0), 0, 1),
        r="array list number shape integer kept",
    )
for _r in [-3.0, -1e-9, -1e-300, -0.0, 0.0, 1e-300, 0.4, 0.6, 7.0]:
    expect("step(r), r a number", ask(step, _r), float(_r >= 0))
    expect("step(r), r a list", ask(step, [_r, 1.0]), [float(_r >= 0), 1.0])
### END HIDDEN TESTS

# %% [markdown]
# **Step 3, `neuron` ({points}).** Both together, for *any* activation function: `F` is
# an argument, a function that you call like any other.
#
# <details><summary>Hint</summary>
#
# First all the scores, then `F` of them.
#
# </details>


# %% solution neuron called="The whole neuron"
def neuron(X, w, F):
    """Step 3: the neuron's output for each example.

    Args:
        X: the inputs, one example a row, see preactivation.
        w: bias and weights, see preactivation.
        F: the activation function. It takes scores and returns as many values.

    Returns:
        Y = F(r), one output for each row.

    Example:
        neuron([[8, 2], [3, 2]], [-6, 1, 0.5], step) is [1, 0].
    """
    ### BEGIN SOLUTION
    return F(preactivation(X, w))
    ### END SOLUTION


# %% check neuron points=2 needs="preactivation"
_X, _w = np.array([[8.0, 2.0], [3.0, 2.0], [4.0, 4.0]]), np.array([-6, 1, 0.5])


def _scores(X, w):
    """Your own scores."""
    return np.asarray(preactivation(X, w), dtype=float)


def _line(r):
    return 2 * np.asarray(r) + 0.25


_are_right = agree(attempt(lambda: ask(_scores, _X, _w)), [3, -2, 0], atol=1e-12)
_own = own("preactivation", lambda X, w: _line(_scores(X, w)), _X, _w)
try:
    _got = ask(neuron, _X, _w, _line)
    expect(
        "neuron(X, w, F) with F(r) = 2r + 0.25 and the scores 3, −2, 0",
        _got,
        [6.25, -3.75, 0.25],
        follows=_own,
    )
except NotImplementedError:
    raise
except Exception as _error:
    if not _are_right:
        fail("neuron needs your `preactivation`, which is not right yet.")
    if isinstance(_error, (TypeError, ValueError)):
        fail(
            f"neuron stops with: {_error}\nThe scores are the work of your "
            "preactivation; F takes them, and nothing else."
        )
    raise
tick("neuron")
### BEGIN HIDDEN TESTS
_rng = draws(1103)
for _n, _N in [(5, 3), (1, 2), (6, 1), (3, 3)]:
    _X, _w = _rng.normal(0, 1, (_n, _N)), _rng.normal(0, 1, _N + 1)
    for _F in (
        lambda r: np.tanh(r),
        lambda r: 3 * np.asarray(r) - 2,
        lambda r: np.asarray(r) ** 2 + r,
    ):
        _want = _F(_w[0] + _X @ _w[1:])
        _own = own("preactivation", lambda X, w, F=_F: F(_scores(X, w)), _X, _w)
        _got = ask(neuron, _X, _w, _F)
        expect("neuron(X, w, F)", _got, _want, 1e-8, 1e-12, follows=_own)
### END HIDDEN TESTS

# %%
needs((preactivation, [[8, 2]], [-6, 1, 0.5]), (step, 0.0))
needs((neuron, [[8, 2]], [-6, 1, 0.5], step))
w_umbrella = np.array([-6, 1, 0.5])
weather = np.array([[8.0, 2.0], [3.0, 2.0], [4.0, 4.0]])
axis = np.linspace(0, 10, 101)
clouds, wind = np.meshgrid(axis, axis)
everywhere = np.column_stack([clouds.ravel(), wind.ravel()])
scores = np.asarray(preactivation(everywhere, w_umbrella)).reshape(clouds.shape)
fires = np.asarray(neuron(everywhere, w_umbrella, step)).reshape(clouds.shape)

figure, (left, right) = plt.subplots(1, 2)
left.contourf(
    clouds, wind, fires, levels=[-0.5, 0.5, 1.5], colors=["#E8F1F8", "#FCE7C3"]
)
lines = left.contour(
    clouds, wind, scores, levels=[-2, 2, 4, 6], colors=GREY, linewidths=1
)
places = [(1.2, 5.6), (3.6, 8.8), (6.4, 7.2), (8.4, 7.2)]
names = {r: f"r = {r:g}".replace("-", "−") for r in lines.levels}
left.clabel(lines, fmt=names, fontsize=9, manual=places)
left.contour(clouds, wind, scores, levels=[0], colors="black", linewidths=2.4)
left.text(2.4, 8.1, "r = 0", fontweight="bold")
for point, answer in zip(weather, neuron(weather, w_umbrella, step), strict=True):
    look = {"color": ORANGE, "marker": "^"} if answer else {"color": BLUE}
    left.plot(*point, **({"marker": "o"} | look), markeredgecolor="black")
left.axhline(2, color=GREY, linestyle=":", linewidth=1.6)
patch = {"edgecolor": "none", "pad": 1.5}
left.text(9.7, 9.2, "umbrella (1)", ha="right", bbox={"facecolor": "#FCE7C3"} | patch)
left.text(0.3, 0.5, "no umbrella (0)", bbox={"facecolor": "#E8F1F8"} | patch)
left.set(xlabel="Clouds X₁", ylabel="Wind X₂", title="Decision: a plane, cut at r = 0")
left.grid(False)

cloudy = np.linspace(0, 10, 2001)
calm = np.column_stack([cloudy, np.full_like(cloudy, 2)])
for F, name, look in [
    (step, "F = step: the perceptron", {"color": BLUE}),
    (
        lambda r: 1 / (1 + np.exp(-np.asarray(r))),
        "F = sigmoid",
        {"color": GREEN, "linestyle": "--"},
    ),
]:
    right.plot(cloudy, neuron(calm, w_umbrella, F), **look, label=name)
right.set(xlabel="Clouds X₁, at wind 2", ylabel="Output Y", title="Two choices of F")
right.set_ylim(-0.06, 1.25)
right.legend(loc="upper left")
show(
    figure,
    alt="Left: the plane of clouds and wind with parallel straight lines of equal "
    "score; the line r = 0 separates weather with an umbrella, above and to the "
    "right, from weather without. Right: along wind 2 the step jumps from 0 to 1 at "
    "five clouds, the sigmoid rises gradually through one half at the same place.",
)

# %% [markdown]
# The lines of equal score are straight and parallel, and the decision changes on one of
# them: a tilted plane, cut at one height.
#
# <details><summary>A remark of the slide</summary>
#
# With the sigmoid in place of the step this looks like logistic regression: see
# seminars 1.2 and 1.7.
#
# </details>
#
# ## 5. Weights by hand
#
# Let the inputs be 0 or 1. Two of them have four cases:
#
# | $X_1$ | $X_2$ | AND | OR | XOR |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 0 | 0 |
# | 0 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# XOR, the *exclusive* or, fires if exactly one input is on.
#
# **Exercise `gates` ({points}).** Find weights $(w_0, w_1, w_2)$ by hand for a neuron
# with the step: `w_and` for AND and `w_or` for OR. Many answers are right.
#
# <details><summary>An example: NOT</summary>
#
# A neuron with *one* input and $w = (0.5, -1)$ has the score $0.5$ at $X_1 = 0$ and
# $-0.5$ at $X_1 = 1$: it fires exactly when its input does not.
#
# </details>
#
# <details><summary>Hint</summary>
#
# Let both inputs count 1. Then the sum is 0, 1 or 2, and only the bias decides how many
# are enough.
#
# </details>

# %% solution gates called="AND and OR by hand"
# w_and and w_or: three numbers each, (w₀, w₁, w₂).
### BEGIN SOLUTION
w_and = [-1.5, 1, 1]
w_or = [-0.5, 1, 1]
### END SOLUTION

# %% check gates points=3
_given_and, _given_or = w_and, w_or
_and = attempt(lambda: np.asarray(_given_and, dtype=float))
_or = attempt(lambda: np.asarray(_given_or, dtype=float))
assert np.shape(_and) == (3,) and np.isfinite(_and).all(), (
    "w_and must be three numbers, (w₀, w₁, w₂)."
)
assert np.shape(_or) == (3,) and np.isfinite(_or).all(), (
    "w_or must be three numbers, (w₀, w₁, w₂)."
)
_r_and = _and[0] + CORNERS @ _and[1:]
_r_or = _or[0] + CORNERS @ _or[1:]
_r_and[np.abs(_r_and) <= 1e-9 * np.abs(_and).max()] = 0  # a tie, up to rounding
_r_or[np.abs(_r_or) <= 1e-9 * np.abs(_or).max()] = 0
assert _r_and[0] < 0, (
    f"w_and fires at (0, 0), where nothing is on: its score there is {_r_and[0]:.3g}."
)
assert max(_r_and[1], _r_and[2]) < 0, (
    "w_and fires though only one input is on: the scores at (0, 1) and (1, 0) are "
    f"{_r_and[1]:.3g} and {_r_and[2]:.3g}."
)
assert _r_and[3] >= 0, (
    f"w_and stays silent at (1, 1): its score there is {_r_and[3]:.3g}."
)
assert _r_or[0] < 0, (
    f"w_or fires at (0, 0), where nothing is on: its score there is {_r_or[0]:.3g}."
)
assert min(_r_or[1], _r_or[2]) >= 0, (
    "w_or stays silent though one input is on: the scores at (0, 1) and (1, 0) are "
    f"{_r_or[1]:.3g} and {_r_or[2]:.3g}."
)
assert _r_or[3] >= 0, f"w_or stays silent at (1, 1): its score there is {_r_or[3]:.3g}."
tick("gates")


# %%
# Run it, then move the sliders. Can you get XOR to 4 of 4?
LOOKS = [
    {"marker": "o", "color": BLUE, "linestyle": "", "markeredgecolor": "black"},
    {"marker": "^", "color": ORANGE, "linestyle": "", "markeredgecolor": "black"},
]


def plot_gates(panels, alt):
    axis = np.linspace(-0.45, 1.45, 96)
    x1, x2 = np.meshgrid(axis, axis)
    plane = np.column_stack([x1.ravel(), x2.ravel()])
    figure, axes = plt.subplots(1, 3, figsize=(9, 3.8))
    for panel, (title, labels, w) in zip(axes, panels, strict=True):
        fires = np.asarray(neuron(plane, w, step), dtype=float).reshape(x1.shape)
        panel.contourf(
            x1, x2, fires, levels=[-0.5, 0.5, 1.5], colors=["#E8F1F8", "#FCE7C3"]
        )
        right = np.asarray(neuron(CORNERS, w, step), dtype=float) == labels
        for point, label, fine in zip(CORNERS, labels, right, strict=True):
            panel.plot(*point, **LOOKS[label], markersize=13)
            if not fine:
                panel.plot(*point, "x", color=RED, markersize=22, markeredgewidth=3)
        panel.set(title=f"{title}: {right.sum()} of 4 right", xlabel="X₁", ylabel="X₂")
        panel.set(aspect="equal", xticks=[0, 1], yticks=[0, 1])
        panel.grid(False)
    for label, look in enumerate(LOOKS):
        axes[1].plot([], [], **look, label=f"Label {label}")
    axes[1].fill_between([], [], [], color="#FCE7C3", label="The neuron fires")
    axes[1].plot([], [], "x", color=RED, markeredgewidth=2, label="Wrong")
    figure.legend(loc="outside lower center", ncols=4)
    show(figure, alt)


def plot_one_neuron(w0, w1, w2):
    w = np.array([w0, w1, w2])
    named = zip(["AND", "OR", "XOR"], [AND, OR, XOR], [w] * 3, strict=True)
    plot_gates(
        list(named),
        alt=f"The neuron with w = ({w0:g}, {w1:g}, {w2:g}) against AND, OR and XOR.",
    )


needs((neuron, CORNERS, [0.0, 0.0, 0.0], step))
plot_gates(
    [("AND, your w_and", AND, w_and), ("OR, your w_or", OR, w_or), ("XOR", XOR, w_or)],
    alt="Three panels with the four cases as corners of a square, label 1 as orange "
    "triangles, label 0 as blue circles. A straight line separates them for AND and "
    "for OR. For XOR, with the weights of OR, the corner (1, 1) lies on the wrong side "
    "and is crossed out.",
)
sliders = {
    name: widgets.FloatSlider(
        value=value, min=-2, max=2, step=0.25, description=name, continuous_update=False
    )
    for name, value in [("w0", -0.5), ("w1", 1), ("w2", 1)]
}
explore(plot_one_neuron, **sliders)

# %%
# With two inputs there are 2⁴ = 16 tables. 4000 neurons get random weights. Your guess:
# how many of the tables turn up?
my_guess_tables = None

# %%
# The four digits of a table are the answers at (0, 0), (0, 1), (1, 0), (1, 1).
needs((neuron, CORNERS, [0.0, 0.0, 0.0], step))
random_weights = np.random.default_rng(1957).normal(size=(4000, 3))
answers = np.array([neuron(CORNERS, w, step) for w in random_weights])
counts = np.bincount(answers.astype(int) @ [8, 4, 2, 1], minlength=16)
names = {0: "Never", 1: "AND", 3: "X₁", 5: "X₂", 6: "XOR", 7: "OR"}
names |= {8: "NOR", 9: "XNOR", 10: "Not X₂", 12: "Not X₁", 14: "NAND", 15: "Always"}

figure, axes = plt.subplots(figsize=(9, 3.8))
bars = axes.bar(range(16), counts / len(answers) * 100, color=BLUE, width=0.75)
for k, count in enumerate(counts):
    if count == 0:
        axes.plot(k, 1.2, "X", color=RED, markersize=11)
    text = names.get(k, "")
    axes.text(k, max(count / len(answers) * 100, 2) + 0.5, text, ha="center")
axes.set_xticks(range(16), [f"{k:04b}" for k in range(16)])
axes.set(xlabel="Table: answers in the four cases", ylabel="Share of neurons, %")
guess = "" if my_guess_tables is None else f"Your guess: {my_guess_tables} tables. "
axes.set_title(f"{guess}Found: {(counts > 0).sum()} (a red cross: never)")
axes.set_ylim(0, 32)
axes.grid(axis="x", visible=False)
show(
    figure,
    alt="A bar for each of the 16 tables of two inputs: 14 of them are found by random "
    "neurons. Two bars are empty and marked with a red cross: 0110, which is XOR, and "
    "1001, its opposite.",
)

# %% [markdown]
# ## 6. What one neuron can never do
#
# Fourteen of sixteen! But perhaps the right weights are just rare. A proof needs one
# look at the scores. XOR asks for $r \ge 0$ at $(0, 1)$ and $(1, 0)$ ("on"), and for
# $r < 0$ at $(0, 0)$ and $(1, 1)$ ("off"). Write down the four scores with
# $w_0, w_1, w_2$: what is the sum of the two on scores, and what of the two off scores?
#
# <details><summary>The two sums</summary>
#
# The on scores are $w_0 + w_2$ and $w_0 + w_1$, the off scores $w_0$ and
# $w_0 + w_1 + w_2$. Both pairs add up to $2w_0 + w_1 + w_2$, whatever the weights. A
# neuron that gets XOR right would have the on sum $\ge 0$ (two scores that are not
# negative) and the off sum $< 0$ (two negative scores). One number cannot be both.
#
# </details>
#
# So **no weights give XOR**, nor its opposite, and every neuron gets at most three of
# the four cases right. In other words, the two kinds of cases are not **linearly
# separable**: no straight line has each kind on a side of its own.
#
# <details><summary>Is it the plane? What one input can learn</summary>
#
# Somebody says: "The trouble is the plane. A neuron with only *one* input can learn any
# labels of three different examples." It is not so: take $x = 1, 2, 3$ with the labels
# 0, 1, 0. The score $w_0 + w_1 x$ changes its sign once at most, and would have to do
# it twice. Any three numbers will do, if the middle one has a label of its own.
#
# </details>
#
# <details><summary>Is your own brain subject to this?</summary>
#
# The *model* is. A real cell has more to it: pulses in time, and dendrites that compute
# on their own. In 2020 recordings from human cortex (Gidon et al., *Science* 367)
# showed a kind of dendritic pulse that is strongest for a medium input and fades for a
# larger one. With it, the authors argue, a single dendrite could compute XOR.
#
# </details>
#
# ## 7. A neuron that finds its own weights
#
# In July 1958 the perceptron learned before the press to tell cards marked on the left
# from cards marked on the right. We take such cards, too: 6 × 8 fields, label 0 if most
# marks are on the left, label 1 if on the right.
#
# <details><summary>The machine of 1958</summary>
#
# It was a program on an IBM 704, a computer of five tons, and took some fifty cards.
# Nobody had told it weights.
#
# </details>
#
# At first the neuron sees two numbers of a card: $X_1$ marks on the left, $X_2$ on the
# right. Take a card with 7 and 2 marks, label $L = 0$, and $w = (2.5, 0, -0.5)$. The
# score is $2.5 + 0 \cdot 7 - 0.5 \cdot 2 = 1.5$, so $Y = 1$. Wrong: it should not have
# fired. The cure: take away a bit of what made it fire. With the step size
# $\lambda = 0.1$ (`lr`, the learning rate) the weights become
#
# $$(2.5, 0, -0.5) - 0.1 \cdot (1, 7, 2) = (2.4, -0.7, -0.7)$$
#
# and the score falls to $-3.9$. Had it been silent where it should fire, we would have
# added. If the answer is right, we touch nothing. All three cases are one line:
#
# $$w_0 \leftarrow w_0 + \lambda\,(L - Y), \qquad
# w_i \leftarrow w_i + \lambda\,(L - Y)\,X_i \quad (i = 1, \ldots, N)$$
#
# **Exercise `perceptron_update` ({points}).** One step of learning from one example.
# Return *new* weights.
#
# <details><summary>Hint</summary>
#
# Your `preactivation` wants a table: `[x]` is a table of one row, and `[0]` takes the
# only score out of the result. `np.append(1, x)` puts the 1 for the bias in front.
#
# </details>


# %% solution perceptron_update called="One step of learning"
def perceptron_update(x, label, w, lr):
    """One step of the perceptron's learning rule.

    Args:
        x: one example, N numbers. An array or a list.
        label: 0 or 1.
        w: bias and weights before the step, N + 1 numbers. An array or a list.
            x and w are not modified.
        lr: the step size λ, positive.

    Returns:
        Bias and weights after the step, N + 1 numbers.

    Example:
        perceptron_update([7, 2], 0, [2.5, 0, -0.5], 0.1) is [2.4, -0.7, -0.7].
    """
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    ### BEGIN SOLUTION
    y = step(preactivation([x], w)[0])
    return w + lr * (label - y) * np.append(1, x)
    ### END SOLUTION


# %% check perceptron_update points=4 needs="preactivation step"
def _rule(x, label, w, lr):
    """The rule of the text, built on your own preactivation and step."""
    y = float(np.ravel(np.asarray(step(preactivation([x], w)), dtype=float))[0])
    return w + lr * (label - y) * np.append(1, x)


def _misjudge(x, w):
    """Name the earlier exercise that is wrong about this example, if one is."""
    r = w[0] + x @ w[1:]
    scores = attempt(lambda: ask(preactivation, [x], w))
    if not agree(scores, [r], 1e-8, 1e-10):
        return "preactivation"
    return "" if agree(attempt(lambda: ask(step, r)), r >= 0) else "step"


def _leaves(function, *args):
    """Whether a function of yours leaves what it is given as it was."""
    attempt(lambda: ask(function, *args))
    return attempt(lambda: [expect_kept("")]) is not None


def _update(x, label, w, lr, want, what="perceptron_update(x, label, w, lr)"):
    """Try one step."""
    x, w = np.array(x, dtype=float), np.array(w, dtype=float)
    follows = own(["preactivation", "step"], _rule, x, label, w, lr)
    try:
        got = ask(perceptron_update, x, label, w, lr)
        expect(what, got, want, 1e-8, 1e-10, follows=follows)
    except NotImplementedError:
        raise
    except Exception as error:
        if wrong := _misjudge(x, w):
            fail(f"perceptron_update needs your `{wrong}`, which is not right yet.")
        if isinstance(error, ValueError):
            fail(
                f"perceptron_update stops with: {error}\nw has one entry more than x: "
                "the bias goes with a 1. And preactivation([x], w) is an array of one "
                "entry; [0] takes the number out of it."
            )
        raise


_keeps = _leaves(preactivation, np.array([[3.0]]), np.array([2.0, 5.0]))
for _x, _label, _w, _lr, _want in [
    ([7, 2], 1, [-2.5, 0, 0.5], 0.1, [-2.4, 0.7, 0.7]),
    ([7, 2], 1, [2.5, 0, -0.5], 0.1, [2.5, 0, -0.5]),
    ([7, 2], 0, [2.5, 0, -0.5], 0.1, [2.4, -0.7, -0.7]),
    ([7, 2], 0, [9, 1, 1], 0.1, [8.9, 0.3, 0.8]),
    ([4, -1, 3], 1, [0.5, 1, 0.25, -2], 0.03, [0.53, 1.12, 0.22, -1.91]),
    ([7, 2], 0, [-2, 0, 1], 0.5, [-2.5, -3.5, 0]),
    ([7, 2], 1, [-2, 0, 1], 0.5, [-2, 0, 1]),
    ([7, 2], 0, [-2.000001, 0, 1], 0.5, [-2.000001, 0, 1]),
]:
    _call = f"perceptron_update({_x}, {_label}, {_w}, {_lr})"
    if list(_w) == list(_want):
        _call += ", where the answer is right"
    _update(_x, _label, _w, _lr, _want, _call)
_x, _w = [7.0, 2.0], [2.5, 0, -0.5]
_own = own(["preactivation", "step"], _rule, np.array(_x), 0, np.array(_w), 0.1)
if _keeps:
    promised(
        "perceptron_update(x, label, w, lr)",
        perceptron_update,
        (_x, 0, _w, 0.1),
        [2.4, -0.7, -0.7],
        atol=1e-12,
        x="array list kept",
        w="array list kept",
        follows=_own,
    )
tick("perceptron_update")
### BEGIN HIDDEN TESTS
_rng = draws(1105)
for _k in range(24):
    _N = (1, 2, 3, 5)[_k % 4]
    _x, _w = _rng.uniform(-2, 2, _N), _rng.uniform(-2, 2, _N + 1)
    _w[0] += np.sign(_w[0] + _x @ _w[1:]) * 0.2  # keep away from ties
    _lr, _l = float(_rng.uniform(0.05, 0.9)), int(_rng.integers(2))
    if _k >= 16:  # these are surely wrong
        _l = int(_w[0] + _x @ _w[1:] < 0)
    _y = float(_w[0] + _x @ _w[1:] >= 0)
    _want = _w + _lr * (_l - _y) * np.append(1, _x)
    _update(_x, _l, _w, _lr, _want)
    if _keeps:
        _own = own(["preactivation", "step"], _rule, _x, _l, _w, _lr)
        promised(
            "perceptron_update(x, label, w, lr)",
            perceptron_update,
            (_x, _l, _w, _lr),
            _want,
            1e-8,
            1e-10,
            x="array list kept",
            w="array list kept",
            follows=_own,
        )
for _x, _w in [([2, 1], [-3, 1, 1]), ([1, 1, 0], [1, -2, 1, 5]), ([0, 4], [0, 7, 0])]:
    for _l in (0, 1):  # exact ties: the neuron fires
        _want = np.array(_w) + 0.5 * (_l - 1) * np.append(1, _x)
        _update(_x, _l, _w, 0.5, _want, "perceptron_update(x, label, w, lr) at r = 0")
_w = np.array([-3.000000001, 1, 1])
for _l in (0, 1):  # just below a tie: it is silent
    _update([2, 1], _l, _w, 0.5, _w + 0.5 * _l * np.array([1, 2, 1]))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `perceptron_fit` ({points}).** Take the examples one after another, in
# their order, and after each one go on with the new weights. One pass through all of
# them is an **epoch**. Do `epochs` of them.
#
# <details><summary>Hint</summary>
#
# Two loops, one inside the other, and in the middle one call of your own
# `perceptron_update`. Where does its result go?
#
# </details>


# %% solution perceptron_fit called="Learning from all examples"
def perceptron_fit(X, L, w, lr, epochs):
    """Train a perceptron.

    Args:
        X: the examples, one a row, N numbers each.
        L: their labels, each 0 or 1.
        w: bias and weights at the start, N + 1 numbers.
            X, L and w are arrays or lists, and are not modified.
        lr: the step size λ, positive.
        epochs: how often to go through all examples, an integer from 0 up.

    Returns:
        Bias and weights at the end, N + 1 numbers. For epochs = 0 those of the start.

    Example:
        perceptron_fit([[1], [3]], [0, 1], [0, 0], 1, 1) is [0, 2], by way of [-1, -1].
    """
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    ### BEGIN SOLUTION
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(x, label, w, lr)
    return w
    ### END SOLUTION


# %% check perceptron_fit points=3 needs="preactivation step perceptron_update"
def _repeat(X, L, w, lr, epochs):
    """Repeat your own perceptron_update; one that learns nothing says nothing."""
    start = w
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(np.array(x), label, np.array(w, dtype=float), lr)
    return None if agree(w, start) else w


def _path(X, L, w, lr, epochs):
    """Yield each example, its label, the weights before it and after it."""
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            new = w + lr * (label - float(w[0] + x @ w[1:] >= 0)) * np.append(1, x)
            yield x, label, w, new
            w = new


def _gives(want, function, *args):
    """Whether a function of yours gives this."""
    return agree(attempt(lambda: ask(function, *args)), want, 1e-8, 1e-10)


def _misjudge(X, L, w, lr, epochs):
    """Name the earlier exercise that is wrong on the way, if one is."""
    for x, label, before, after in _path(X, L, w, lr, epochs):
        r = before[0] + x @ before[1:]
        if not _gives([r], preactivation, [x], before):
            return "preactivation"
        if not _gives(r >= 0, step, r):
            return "step"
        if not _gives(after, perceptron_update, x, label, before, lr):
            return "perceptron_update"
    return ""


def _leaves(function, *args):
    """Whether a function of yours leaves what it is given as it was."""
    attempt(lambda: ask(function, *args))
    return attempt(lambda: [expect_kept("")]) is not None


def _fit(X, L, w, lr, epochs, what="perceptron_fit(X, L, w, lr, epochs)"):
    """Try one training."""
    X, w = np.array(X, dtype=float), np.array(w, dtype=float)
    *_, (*_, want) = _path(X, L, w, lr, epochs)
    earlier = ["preactivation", "step", "perceptron_update"]
    follows = own(earlier, _repeat, X, L, w, lr, epochs)
    try:
        got = ask(perceptron_fit, X, L, w, lr, epochs)
        expect(what, got, want, 1e-8, 1e-10, follows=follows)
    except NotImplementedError:
        raise
    except Exception:
        if wrong := _misjudge(X, L, w, lr, epochs) or _writer:
            fail(f"perceptron_fit needs your `{wrong}`, which is not right yet.")
        raise


_writer = ""  # who writes into what perceptron_fit may hand over
if not _leaves(perceptron_update, np.array([3.0]), 0, np.array([2.0, 5.0]), 1.0):
    _writer = "perceptron_update"
if not _leaves(preactivation, np.array([[3.0]]), np.array([2.0, 5.0])):
    _writer = "preactivation"
_fit(
    [[-1], [2], [1], [4]],
    [1, 0, 1, 1],
    [-1, 0],
    0.25,
    3,
    "perceptron_fit([[-1], [2], [1], [4]], [1, 0, 1, 1], [-1, 0], 0.25, 3)",
)
_earlier = ["preactivation", "step", "perceptron_update"]
_X, _L = np.array([[-1.0], [2.0], [1.0], [4.0]]), np.array([1, 0, 1, 1])
_w = np.array([-1.0, 0])
_own = own(_earlier, _repeat, _X, _L, _w, 0.25, 3)
if not _writer:
    promised(
        "perceptron_fit(X, L, w, lr, epochs)",
        perceptron_fit,
        (_X, _L, _w, 0.25, 3),
        [0.25, 0.75],
        atol=1e-10,
        X="array list kept",
        L="array list kept",
        w="array list kept",
        follows=_own,
    )
promised(
    "perceptron_fit(X, L, w, lr, epochs)",
    perceptron_fit,
    ([[1, 2]], [0], [1, 0, 0.5], 1, 0),
    [1, 0, 0.5],
    epochs="zeros",
)
tick("perceptron_fit")
### BEGIN HIDDEN TESTS
_rng = draws(1106)
for _n, _N, _lr, _epochs in [
    (6, 2, 0.3, 3),
    (9, 3, 0.1, 5),
    (4, 1, 0.7, 2),
    (5, 5, 1, 1),
]:
    _X, _w = _rng.normal(0, 1, (_n, _N)), _rng.normal(0, 1, _N + 1)
    _L = _rng.integers(0, 2, _n)
    _L[:2] = _X[:2] @ _w[1:] + _w[0] < 0  # the first answers are surely wrong
    _fit(_X, _L, _w, _lr, _epochs)
    *_, (*_, _want) = _path(_X, _L, _w, _lr, _epochs)
    _own = own(_earlier, _repeat, _X, _L, _w, _lr, _epochs)
    if not _writer:
        promised(
            "perceptron_fit(X, L, w, lr, epochs)",
            perceptron_fit,
            (_X, _L, _w, _lr, _epochs),
            _want,
            1e-8,
            1e-10,
            X="array list kept",
            L="array list kept",
            w="array list kept",
            follows=_own,
        )
_w = _rng.normal(0, 1, 3)
promised(
    "perceptron_fit(X, L, w, lr, epochs)",
    perceptron_fit,
    ([[1, 2]], [1], _w, 1, 0),
    _w,
    epochs="zeros",
)
_X = _rng.uniform(-1, 1, (60, 2))  # separable with a margin of 0.3
_true = _rng.normal(0, 1, 2)
_side = _X @ _true / np.hypot(*_true) + _rng.uniform(-0.2, 0.2)
_X, _side = _X[np.abs(_side) >= 0.3][:12], _side[np.abs(_side) >= 0.3][:12]
_L = (_side > 0).astype(int)
*_, (*_, _want) = _path(_X, _L, np.zeros(3), 0.5, 40)
assert agree(_want[0] + _X @ _want[1:] >= 0, _L)  # 35 mistakes at most, see the text
_fit(_X, _L, [0, 0, 0], 0.5, 40, "perceptron_fit on separable data")
### END HIDDEN TESTS


# %%
# It starts stubborn: with the weights (0, 1.5, -1) it fires for marks on the LEFT. A
# frame for each mistake: which way will the line go, and will it stop?
cards, card_labels = punch(50, np.random.default_rng(704))
card_counts = count_marks(cards)


def learning_path(X, L, w, lr, epochs):
    path = [(np.array(w, dtype=float), None)]
    for _ in range(epochs):
        for k, (x, label) in enumerate(zip(X, L, strict=True)):
            new = np.asarray(perceptron_update(x, label, path[-1][0], lr), dtype=float)
            if not np.allclose(new, path[-1][0], rtol=0, atol=1e-12):
                path.append((new, k))
    return path


def draw_state(panel, k):
    w, cause = path[k]
    panel.clear()
    axis = np.linspace(-0.7, 9.7, 105)
    x1, x2 = np.meshgrid(axis, axis)
    plane = np.column_stack([x1.ravel(), x2.ravel()])
    fires = np.asarray(neuron(plane, w, step), dtype=float).reshape(x1.shape)
    panel.contourf(
        x1, x2, fires, levels=[-0.5, 0.5, 1.5], colors=["#E8F1F8", "#FCE7C3"]
    )
    for label, look in enumerate(LOOKS):
        points = places[card_labels == label].T
        panel.plot(*points, **look, markersize=6, label=f"Label {label}")
    if cause is not None:
        panel.plot(*places[cause], "o", color=RED, fillstyle="none", markersize=16)
    wrong = (neuron(card_counts, w, step) != card_labels).sum()
    panel.set(title=f"Corrections: {k}. Wrong: {wrong} of 50", aspect="equal")
    panel.set(xlabel="Marks left, X₁", ylabel="Marks right, X₂")
    panel.set(
        xlim=(-0.7, 9.7), ylim=(-0.7, 9.7), xticks=[0, 3, 6, 9], yticks=[0, 3, 6, 9]
    )
    panel.grid(False)


needs((perceptron_update, [0.0, 0.0], 0, [0.0, 0.0, 0.0], 1.0))
needs((neuron, CORNERS, [0.0, 0.0, 0.0], step))
path = learning_path(card_counts, card_labels, [0, 1.5, -1], lr=0.03, epochs=3)[:25]
# Cards with the same counts are drawn side by side.
places = card_counts + np.random.default_rng(6).uniform(-0.25, 0.25, card_counts.shape)
ring = {"marker": "o", "color": RED, "fillstyle": "none", "markersize": 12}
ring |= {"linestyle": "", "label": "Corrected last"}
figure, panel = plt.subplots(figsize=(4.8, 5.1))
draw_state(panel, 0)
handles = [*panel.get_legend_handles_labels()[0], plt.Line2D([], [], **ring)]
figure.legend(handles=handles, loc="outside lower center", ncols=3, handletextpad=0.1)
animate(
    figure,
    lambda k: draw_state(panel, k),
    frames=len(path),
    alt="Film: with each mistake the line turns or shifts, there and back at first, "
    "until it lies between the cards of label 0, below right, and those of label 1, "
    "above left.",
    interval=350,
)
last = len(path) - 1
figure, (card, *axes) = plt.subplots(1, 4, figsize=(11, 3.6))
figure.get_layout_engine().set(wspace=0.08)
card.imshow(cards[0], cmap="Greys", vmax=1.4)
card.axvline(3.5, color=RED, linewidth=1.2)
card.set_title(f"A card, label {card_labels[0]}", fontsize=10)
card.set(xticks=[], yticks=[])
left_marks, right_marks = card_counts[0]
card.set_xlabel(f"{left_marks:.0f} left, {right_marks:.0f} right")
card.spines[:].set_visible(True)
card.grid(False)
for panel, k in zip(axes, [0, last - last // 6, last], strict=True):
    draw_state(panel, k)
    panel.set_title(panel.get_title("left"), fontsize=10)
for panel in axes[1:]:
    panel.set_ylabel("")
figure.legend(handles=handles, loc="outside lower center", ncols=3, handletextpad=0.1)
show(
    figure,
    alt="Left, one of the cards, with black marks on both sides of a red middle line. "
    "Then three frames of the film. At first the orange side, where the neuron fires, "
    "holds the cards of label 0, and all fifty are wrong. After fifteen mistakes many "
    "still are; in the last frame the line separates the two labels.",
)

# %% [markdown]
# The rule looks at one card at a time, so the way is crooked; but after eighteen
# mistakes the line stops for good. That is the **perceptron convergence theorem**: if
# *some* weights get all examples right, then the rule makes only finitely many
# mistakes, from any start, and ends with weights that are right everywhere.
#
# <details><summary>How many mistakes at most?</summary>
#
# With which of the many right lines it ends depends on the start and on the order.
#
# Take $w = 0$ as the start, and write $\tilde X = (1, X_1, \ldots, X_N)$. Let $R$ be
# the largest length of any $\tilde X$, and let a vector $u$ of length 1 separate the
# examples with the margin $\gamma > 0$, that is, $u \cdot \tilde X \ge \gamma$ for
# label 1 and $\le -\gamma$ for label 0. (Weights that are right everywhere give such a
# $u$: make the bias a little larger, so that no score is 0, and divide by the length.)
#
# With each mistake the weights change by $\pm\lambda \tilde X$, plus for label 1 and
# minus for label 0. So $u \cdot w$ grows by at least $\lambda\gamma$. And $|w|^2$ grows
# by at most $\lambda^2 R^2$: the sign of the change is against that of the score, so
# the cross term $\pm 2\lambda\, w \cdot \tilde X$ is never positive. After $k$
# mistakes, therefore,
# $k \lambda \gamma \le u \cdot w \le |w| \le \sqrt{k}\, \lambda R$, and so
# $k \le (R / \gamma)^2$. The number of inputs does not enter, nor does $\lambda$: from
# $w = 0$ it only scales all weights. Another start changes the bound, but it stays
# finite.
#
# </details>
#
# And if no such weights exist, as for XOR? And if the neuron gets all $6 \cdot 8 = 48$
# fields of a card, and nobody tells it which are on the left: what will the map of its
# 48 weights look like?


# %%
# All neurons start with w = 0, with the step size 1.
def mistakes_by_epoch(X, L, epochs):
    w, counts = np.zeros(np.shape(X)[1] + 1), []
    for _ in range(epochs):
        path = learning_path(X, L, w, lr=1, epochs=1)
        w = path[-1][0]
        counts.append(len(path) - 1)
    return counts


needs((perceptron_fit, [[1.0]], [0], [0.0, 0.0], 1.0, 1))
fields = cards.reshape(50, 48)
w_card = np.asarray(perceptron_fit(fields, card_labels, np.zeros(49), 1, 10))
new_cards, new_labels = punch(1000, np.random.default_rng(1958))
said = np.asarray(neuron(new_cards.reshape(1000, 48), w_card, step), dtype=float)
missed = np.flatnonzero(said != new_labels)

figure, (left, middle, right) = plt.subplots(1, 3, figsize=(11, 3.4))
hollow = {"fillstyle": "none", "markersize": 12, "markeredgewidth": 2}
for name, X, L, look in [
    ("XOR", CORNERS, XOR, {"color": RED, "marker": "X"}),
    ("50 cards", fields, card_labels, {"color": GREEN, "marker": "s"} | hollow),
    ("AND", CORNERS, AND, {"color": BLUE, "marker": "o", "linestyle": "--"}),
]:
    left.plot(range(1, 13), mistakes_by_epoch(X, L, 12), **look, label=name)
left.set_box_aspect(6 / 8)
left.set(xlabel="Epoch", ylabel="Mistakes", title="Mistakes in each epoch")
left.set(xticks=range(1, 13, 2), ylim=(-0.6, 9.5))
left.legend(loc="upper right")

limit = np.abs(w_card[1:]).max() or 1
picture = middle.imshow(
    w_card[1:].reshape(6, 8), cmap="PuOr_r", vmin=-limit, vmax=limit
)
for (i, k), weight in np.ndenumerate(w_card[1:].reshape(6, 8)):
    color = "white" if abs(weight) > 0.6 * limit else "black"
    number = f"{weight:g}".replace("-", "−")
    middle.text(k, i, number, ha="center", va="center", color=color, fontsize=9)
middle.axvline(3.5, color="black", linewidth=1.2)
middle.set_title("The 48 weights of the cards")

right.set_title(f"New cards: {1000 - len(missed)} of 1000 right")
if len(missed):
    right.imshow(new_cards[missed[0]], cmap="Greys", vmax=1.4)
    right.axvline(3.5, color=RED, linewidth=1.2)
    told = f"One it gets wrong: label {new_labels[missed[0]]}"
    right.set_xlabel(told)
for panel in (middle, right):
    panel.set(xticks=[], yticks=[])
    panel.spines[:].set_visible(True)
    panel.grid(False)
show(
    figure,
    alt="Left: mistakes per epoch fall to 0 for AND and for the fifty cards; for XOR "
    "they never do and stay at 4. Middle: the 48 weights as a map of the card, mostly "
    "negative on the left half and positive on the right half. Right: a new card with "
    "few marks that the neuron gets wrong; it gets more than nine in ten right.",
)

# %% [markdown]
# Nobody wrote "left" or "right" into the program, and yet the map shows both. On XOR it
# learns for ever.
#
# <details><summary>What this rule leaves open</summary>
#
# It ends at *some* line, even one that passes close by an example, and cannot say how
# sure it is. And it cannot train two layers: shift a weight a little, and the step's
# answer hardly ever changes, so nothing says which way to go. A smooth $F$ mends both.
#
# </details>
#
# **Question ({points}, read by a person).** A colleague trains a perceptron on XOR,
# from $w = 0$. After a million epochs he says: "It needs a smaller learning rate and a
# bit more time." Explain in three to four sentences, with reasons: why more time does
# not help, why the learning rate does not, and what would.

# %% manual colleague [markdown] points=3 called="What to tell the colleague"
# No weights get all four cases of XOR right: the sum of the scores of the two on cases
# would have to be $\ge 0$ and that of the two off cases $< 0$, but both are
# $2w_0 + w_1 + w_2$. So whatever weights it has, at least one case is wrong; in every
# epoch there is a mistake, the weights move on, and it never ends.
#
# The learning rate does not change what is possible. From $w = 0$ it does not even
# change the way: all weights are multiplied by $\lambda$, the scores keep their signs,
# and so all answers and mistakes are the same.
#
# What helps is another model: a third input such as $X_1 X_2$, with
# $r = -0.5 + X_1 + X_2 - 2 X_1 X_2$; or a second layer, for XOR is "OR and not AND",
# three neurons.
#
# *Grading: 1 point for "no weights exist, with the reason (the two sums, or: no line
# separates the cases), so mistakes never end"; 1 point for the learning rate (it
# changes no possibilities, or it only scales the weights); 1 point for a remedy that
# works.*

# %%
# Run it to see how each of your answers stands.
progress()

# %% [markdown]
# ## What you have earned
#
# You can now say the lecture's formula and back every word of it: **a neuron is a
# weighted sum of its inputs plus a bias, passed through an activation function:
# $Y = F(w_0 + \sum_i w_i X_i)$.**
#
# **Next, `l1_2_sigmoid`:** the step only says yes or no. With the sigmoid in its place
# the neuron says how sure it is. What, then, is $r$?
