# %% [markdown]
# # Seminar 1.1. The neuron
#
# Follows the lecture slides from the introduction and the history to "Neuron in
# biology" and "Model of the neuron". 60 minutes, {points}.
#
# A neuron adds up what it hears, and then it fires or keeps silent. That is the whole
# model; the slide dates it 1957. Here you build it, set its weights by hand, find out
# what it can never do, and then let it find its own weights, with a rule of one line.
#
# After this seminar you can
#
# 1. say which part of a nerve cell each symbol of $Y = F(w_0 + \sum_i w_i X_i)$ stands
#    for, and write the formula for a whole table of examples at once;
# 2. set weights for AND and OR, and prove that no weights give XOR;
# 3. train a perceptron, and say when its learning ends and when it never does.
#
# **How to work.** Go from top to bottom and run every cell (Shift + Enter). Where a
# cell says `raise NotImplementedError()`, put your own code in place of that line. The
# cell below it checks your answer: a tick, or an error whose last lines say what is
# off. `NotImplementedError` means: still open. After you hand in, the same functions
# are also called with other numbers.
#
# After a restart choose Run → Run All Above Selected Cell. An exercise left open stops
# "Run All"; go on below it with Shift + Enter.

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
# ## 1. Eight ideas, before the lecture's material
#
# The lecture asks whether you have used machine learning or neural networks before, and
# opens with an anonymous poll of three minutes. So does this seminar. Nobody grades it;
# you will meet the same ideas at the end of lesson 1. Guess, and leave `""` where you
# have no idea.
#
# - `idea_neuron` A neuron gets inputs X₁ … X_N. What does it compute?
#   (a) the product of the inputs, passed through a function;
#   (b) a weighted sum of the inputs plus a constant, passed through a function;
#   (c) the largest weighted input;
#   (d) the share of inputs that are switched on.
#
# - `idea_xor` Which of these can a single neuron with a threshold NOT compute, whatever
#   its weights?
#   (a) AND of two inputs;
#   (b) OR of two inputs;
#   (c) exclusive OR of two inputs;
#   (d) NOT of one input.
#
# - `idea_score` A neuron with a sigmoid says P = σ(r). What is r?
#   (a) the probability of label 1;
#   (b) the logarithm of the odds of label 1;
#   (c) the distance to the nearest training example;
#   (d) the logarithm of the probability of label 1.
#
# - `idea_boundary` Where does a neuron with two inputs and an increasing F change its
#   decision?
#   (a) along a straight line;
#   (b) along an S-shaped curve, since F is S-shaped;
#   (c) along a circle around the mean of class 1;
#   (d) it depends on F: any curve is possible.
#
# - `idea_loss` The label is 1 and the neuron says P = 0.001. Its score r moves a little
#   towards the right answer. Which loss falls noticeably?
#   (a) the squared error;
#   (b) the cross-entropy;
#   (c) both alike;
#   (d) neither.
#
# - `idea_average` A model's average cross-entropy on a very large fresh sample: how low
#   can it get?
#   (a) to 0, for a good enough model;
#   (b) to the entropy of the labels H(L);
#   (c) to the conditional entropy H(L|X);
#   (d) below any number, it can become negative.
#
# - `idea_step` Gradient descent: w ← w − λ·f′(w). What happens if λ is made larger and
#   larger?
#   (a) it only gets faster;
#   (b) at first faster, beyond some λ the steps overshoot and it diverges;
#   (c) nothing, the minimum stays where it is;
#   (d) it gets slower.
#
# - `idea_deep` What does the universal approximation theorem say of a network with one
#   hidden layer?
#   (a) gradient descent finds the best weights;
#   (b) few hidden neurons are enough;
#   (c) on a bounded region it can come as close as wanted to any continuous function,
#   if it has enough hidden neurons;
#   (d) it generalises as well as a deep network.

# %%
# Your answers: a letter from a to d between the quotation marks, or nothing there.
idea_neuron = ""
idea_xor = ""
idea_score = ""
idea_boundary = ""
idea_loss = ""
idea_average = ""
idea_step = ""
idea_deep = ""

ideas = [idea_neuron, idea_xor, idea_score, idea_boundary]
ideas += [idea_loss, idea_average, idea_step, idea_deep]
for number, idea in enumerate(ideas, start=1):
    if letter(idea) not in ("", *"abcd"):
        fail(f'Idea number {number} must be "a", "b", "c", "d" or "".')
print("Noted:", ", ".join(letter(idea) or "—" for idea in ideas))

# %% [markdown]
# ## 2. Sixty years in ten names
#
# Deep learning set out to reproduce how people think. Today it is the tool for much of
# machine learning: to generate pictures, sounds and texts, to take decisions, to
# classify, to predict numbers (regression), to find groups (clustering), to compress
# many dimensions into few.
#
# **Exercise `timeline` ({points}).** Put these ten into the order in which the
# lecture's history slide has them, the oldest first. Two of them carry the same year
# there; their order among themselves does not matter. You need not know the years. Ask
# what is made of what.
#
# - (a) the Transformer, a network built of attention;
# - (b) GPT-2, a Transformer that writes text;
# - (c) Rosenblatt's perceptron;
# - (d) recurrent networks (RNN);
# - (e) attention;
# - (f) backpropagation, the way to compute all derivatives of a network;
# - (g) CLIP, which connects pictures with texts;
# - (h) Boltzmann machines;
# - (i) ResNet, a network of 152 layers that won the ImageNet challenge;
# - (j) generative adversarial networks (GANs).
#
# <details><summary>Hint</summary>
#
# One name is from the fifties, one from the seventies, two are from the eighties, the
# Boltzmann machine a year before the other. Then there is a gap of almost thirty years.
# Of the last six, ResNet is the third.
#
# </details>

# %% solution timeline
# timeline: the ten letters a … j as one string, the oldest first.
### BEGIN SOLUTION
timeline = "cfhdejiabg"
### END SOLUTION

# %% check timeline points=1
_given = timeline
_text = attempt(lambda: "".join(str(_one) for _one in _given)) or ""
_order = [_one for _one in letter(_text) if _one.isalnum()]
assert sorted(_order) == list("abcdefghij"), (
    "timeline must hold each of the letters a … j once, as in 'abcdefghij'."
)
if sealed("timeline", _order[:1]) != sealed("timeline", ["c"]):
    fail("The first of yours is not the oldest.")
if sealed("timeline", _order[:2]) != sealed("timeline", ["c", "f"]):
    fail("The first is right. The second is not the one from the seventies.")
if sealed("timeline", sorted(_order[2:4])) != sealed("timeline", ["d", "h"]):
    fail("The third and the fourth are not the two from the eighties.")
if sealed("timeline", _order[2:4]) != sealed("timeline", ["h", "d"]):
    fail("The two from the eighties are the right ones, in the wrong order.")
_turned = {  # what stands in your order before something that is older
    sealed("timeline", _older + _one): f"({_older}) is older than ({_one})."
    for _k, _one in enumerate(_order)
    for _older in _order[_k + 1 :]
}
if _said := _turned.get(sealed("timeline", "ea")):
    fail(_said)
for _pair in [sealed("timeline", "ei"), sealed("timeline", "ji")]:
    if _said := _turned.get(_pair):
        fail(_said)
if _said := _turned.get(sealed("timeline", "ia")):
    fail(_said)
if _said := _turned.get(sealed("timeline", "ab")):
    fail(_said)
if _said := _turned.get(sealed("timeline", "bg")):
    fail(_said)
tick("timeline")

# %%
# Nothing to do here: run it. Left, the years of the lecture's slides. Right, the slide
# "ImageNet image classification challenge": the winner's error in each year. A picture
# counts as an error if the right one of 1000 classes is not among five guesses.
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
heights = np.array([1958, 1971, 1981, 1988, 1998, 2005, 2011, 2017, 2023])
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
# The gap is the slide's, and not the whole truth: LSTM networks (1997) and LeNet, which
# read handwriting (1998), fall into it. But data and computers were still small. The
# turning point is on the right. In 2012 a deep network won by a wide margin, and three
# years later ResNet made fewer errors than a person who had trained for it.
#
# <details><summary>The numbers, the words, and the rest of the first slides</summary>
#
# **Numbers.** ImageNet errors of the winning entries on the data provided: Russakovsky
# et al., 2015, and He et al., 2015. The slide itself has them as a picture.
#
# **Words.** "Deep learning" first stood in a paper of Rina Dechter in 1986. It had
# nothing to do with neural networks. Seminar 1.8 comes back to it, and to the question
# what depth is good for.
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
# them in **synapses**, and a synapse lets the signal through more or less strongly;
# some synapses even turn it against firing. The cell body, the **soma**, collects what
# arrives. If that is enough, a pulse runs down the **axon**, all or nothing, to the
# next cells.
#
# In the next figure the right half shows what Rosenblatt made of it: four kinds of
# parts again. (His report is of 1957, his paper of 1958; the slides name both years.
# McCulloch and Pitts had a neuron with a threshold in 1943. What was new is that this
# one learned its weights.)
#
# **Exercise `biology` ({points}).** Which part of the model plays the role of which
# part of the cell?
#
# - (a) $X_1 \ldots X_N$: the signals come in;
# - (b) $w_1 \ldots w_N$: how much each signal counts, and in which direction;
# - (c) $\Sigma$: everything is added up into one number, the score $r$;
# - (d) $F$: fire or not; the result $Y$ goes on to other cells.
#
# <details><summary>Hint</summary>
#
# Follow a signal from left to right in both pictures at once.
#
# </details>

# %%
# Nothing to do here: run it. Left, a nerve cell, right, the model of the slide.
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

# %% solution biology
# dendrites, synapses, soma, axon: for each of the four one of the letters a, b, c, d.
### BEGIN SOLUTION
dendrites = "a"
synapses = "b"
soma = "c"
axon = "d"
### END SOLUTION

# %% check biology points=1
assert letter(dendrites) in set("abcd"), "dendrites must be a, b, c or d."
assert letter(synapses) in set("abcd"), "synapses must be a, b, c or d."
assert letter(soma) in set("abcd"), "soma must be a, b, c or d."
assert letter(axon) in set("abcd"), "axon must be a, b, c or d."
note("biology", letter(dendrites), letter(synapses), letter(soma), letter(axon))
### BEGIN HIDDEN TESTS
assert letter(dendrites) == "a", "Dendrites are where the signals come in."
assert letter(synapses) == "b", "A synapse decides how much its signal counts."
assert letter(soma) == "c", "The soma collects all signals."
assert letter(axon) == "d", "The axon fires or not, and carries the result on."
### END HIDDEN TESTS

# %% [markdown]
# ## 4. The neuron in three steps
#
# Numbers first. Shall I take an umbrella? Input $X_1$ is how much of the sky is
# clouded, from 0 to 10, and $X_2$ is the wind, from 0 to 10. Clouds count 1 each, wind
# counts 0.5, and it takes 6 to get me to carry the thing:
#
# | clouds $X_1$ | wind $X_2$ | $1 \cdot X_1 + 0.5 \cdot X_2$ | minus 6 | umbrella? |
# |---|---|---|---|---|
# | 8 | 2 | 9 | 3 | yes |
# | 3 | 2 | 4 | −2 | no |
# | 4 | 4 | 6 | 0 | just so: yes |
#
# This is a neuron with the weights $w_1 = 1$, $w_2 = 0.5$ and the **bias** $w_0 = -6$:
#
# $$r = w_0 + \sum_{i=1}^{N} w_i X_i, \qquad Y = F(r)$$
#
# $N$ is the number of inputs, $r$ is the **score**, $F$ is the **activation function**.
# The perceptron's $F$ is the step: 1 ("fire") for $r \ge 0$, otherwise 0.
#
# In code, `X` holds $n$ examples as rows, shape `(n, N)`, *without* a column of ones.
# `w` holds all $N + 1$ numbers, and `w[0]` is the bias. So `w` is one longer than a row
# of `X`, and this is where most first attempts stumble.
#
# Three steps turn this into code. A step that follows correctly from your own previous
# step counts, even if that one was wrong.
#
# **Step 1, `preactivation` ({points}).** The scores of all examples.
#
# **Step 2, `step` ({points}).** The perceptron's activation. Mind the tie: a score of
# exactly 0 fires.
#
# **Step 3, `neuron` ({points}).** Both together, for *any* activation function. `F` is
# a function that you are given as an argument, and you call it like any other.
#
# <details><summary>Hint for step 1</summary>
#
# `w[1:]` are the weights without the bias. `X @ v` multiplies each row of `X` with the
# vector `v`, entry by entry, and adds up. A loop over the rows is fine, too.
#
# </details>
#
# <details><summary>Hint for step 2</summary>
#
# A comparison of an array with a number gives True or False for each entry, and these
# count as 1 and 0. `np.where(condition, a, b)` chooses entry by entry. Both work for a
# single number, too.
#
# </details>
#
# <details><summary>Hint for step 3</summary>
#
# First all the scores, then `F` of them.
#
# </details>


# %% solution preactivation
def preactivation(X, w):
    """Step 1: the score of each example.

    Args:
        X: the inputs, shape (n, N), one example a row, no column of ones. An array or
            a list of lists, also of integers or float32. It is not modified.
        w: bias and weights, shape (N + 1,): w[0] is the bias w₀, w[1] … w[N] are the
            weights. An array or a list. It is not modified.

    Returns:
        The scores r = w₀ + w₁X₁ + … + w_N X_N, one for each row, shape (n,), float64.
        Shapes that do not fit together are not tested.

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
expect_kept("preactivation(X, w)")
expect(
    "preactivation([[8, 2, 1]], [-6, 1, 0.5, 0.25])",
    ask(preactivation, [[8, 2, 1]], [-6, 1, 0.5, 0.25]),
    [3.25],
)
tick("preactivation")
### BEGIN HIDDEN TESTS
_rng = draws(1101)
for _n, _N in [(5, 3), (1, 4), (7, 1), (2, 6), (4, 4), (20, 2)]:
    _X, _w = _rng.normal(0, 2, (_n, _N)), _rng.normal(0, 2, _N + 1)
    _w[0] += 3
    _want = np.array([_w[0] + sum(_w[1:] * _row) for _row in _X])
    expect("preactivation(X, w)", ask(preactivation, _X, _w), _want, 1e-8, 1e-12)
    expect_kept("preactivation(X, w)")
    _got = ask(preactivation, _X.tolist(), _w.tolist())
    expect("preactivation(X, w), lists", _got, _want, 1e-8, 1e-12)
_X, _w = _rng.integers(-5, 6, (4, 3)), np.array([3, -2, 1, 4])
_want = _w[0] + (_X * _w[1:]).sum(axis=1)
expect("preactivation(X, w), integers", ask(preactivation, _X, _w), _want, 1e-8, 1e-12)
_X = _rng.uniform(0.5, 2, (6, 3)).astype(np.float32)
_w = _rng.uniform(0.5, 2, 4).astype(np.float32)
_want = _w[0] + (_X.astype(float) * _w[1:].astype(float)).sum(axis=1)
expect("preactivation(X, w), float32", ask(preactivation, _X, _w), _want, rtol=1e-5)
### END HIDDEN TESTS


# %% solution step
def step(r):
    """Step 2: fire (1) or keep silent (0).

    Args:
        r: the score. A number, a list or an array of any shape. It is not modified.

    Returns:
        1 where r ≥ 0 and 0 where r < 0, in the shape of r. Integers, floats or True and
        False: all are accepted.

    Example:
        step([3, -2, 0]) is [1, 0, 1], step(-0.5) is 0.
    """
    r = np.asarray(r, dtype=np.float64)
    ### BEGIN SOLUTION
    return np.where(r >= 0, 1, 0)
    ### END SOLUTION


# %% check step points=2
_r = np.array([-2, -0.3, 0, 0.3, 2])
try:
    _got = ask(step, _r)
except ValueError as _error:
    fail(
        f"step stops with: {_error}\nFive scores need five answers; `if`, `max` and "
        "`min` ask one question about all of them."
    )
expect("step([-2, -0.3, 0, 0.3, 2])", _got, [0, 0, 1, 1, 1])
expect_kept("step(r)")
try:
    _got = ask(step, -0.5)
except (TypeError, IndexError) as _error:
    fail(
        f"step(-0.5) stops with: {_error}\nA single number is allowed, too, and has "
        "nothing to loop over. A comparison works for both."
    )
expect("step(-0.5)", _got, 0)
expect("step(0)", ask(step, 0), 1)
tick("step")
### BEGIN HIDDEN TESTS
_rng = draws(1102)
for _shape in [(12,), (1,), (3, 4), (5, 1)]:
    _r = _rng.normal(0, 2, _shape)
    _r.flat[0] = 0.0
    _want = (_r >= 0).astype(float)
    expect("step(r), r an array", ask(step, _r), _want)
    expect_kept("step(r)")
for _r in [-3.0, -1e-9, 0.0, 1e-9, 0.4, 0.6, 7.0]:
    expect("step(r), r a number", ask(step, _r), float(_r >= 0))
    expect("step(r), r a list", ask(step, [_r, 1.0]), [float(_r >= 0), 1.0])
_r = _rng.integers(-2, 3, 9)
expect("step(r), r integers", ask(step, _r), (_r >= 0).astype(float))
### END HIDDEN TESTS


# %% solution neuron
def neuron(X, w, F):
    """Step 3: the neuron's output for each example.

    Args:
        X: the inputs, shape (n, N), as in preactivation.
        w: bias and weights, shape (N + 1,), as in preactivation.
        F: the activation function. It takes an array of scores (or a single number) and
            returns as many values.

    Returns:
        Y = F(r), shape (n,).

    Example:
        neuron([[8, 2], [3, 2]], [-6, 1, 0.5], step) is [1, 0].
    """
    ### BEGIN SOLUTION
    return F(preactivation(X, w))
    ### END SOLUTION


# %% check neuron points=1
_X, _w = np.array([[8.0, 2.0], [3.0, 2.0], [4.0, 4.0]]), np.array([-6, 1, 0.5])


def _scores(X, w):
    """Your own scores."""
    return np.asarray(preactivation(X, w), dtype=float)


def _line(r):
    return 2 * np.asarray(r) + 5


_own = own("preactivation", lambda X, w: _line(_scores(X, w)), _X, _w)
try:
    _got = ask(neuron, _X, _w, _line)
except ValueError as _error:
    fail(
        f"neuron stops with: {_error}\nThe scores are the work of your preactivation; "
        "F takes them, and nothing else."
    )
expect(
    "neuron(X, w, F) with F(r) = 2r + 5",
    _got,
    [11, 1, 5],
    follows=_own,
)
if agree(_got, [11, 1, 5]):
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
# Nothing to do here: run it. Left, the umbrella neuron's score and decision for every
# weather. Right, the same neuron along the dotted line, with two activation functions:
# the step, and the sigmoid 1 / (1 + e⁻ʳ), which will be the next seminar's.
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
    look = {"color": ORANGE, "marker": "s"} if answer else {"color": BLUE}
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
# them. Everything a perceptron does with two inputs is this: a tilted plane, cut at one
# height. (With the sigmoid $\sigma(r) = 1 / (1 + e^{-r})$ in place of the step, the
# slide remarks, it looks like logistic regression: see seminars 1.2 and 1.7.)
#
# ## 5. Weights by hand
#
# Let the inputs be 0 or 1. A neuron with *one* input and $w = (0.5, -1)$ has the score
# $0.5$ at $X_1 = 0$ and $-0.5$ at $X_1 = 1$: it fires exactly when its input does not.
# That is NOT. Two inputs have four cases:
#
# | $X_1$ | $X_2$ | AND | OR | XOR |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 0 | 0 |
# | 0 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# XOR, the *exclusive* or, fires if exactly one input is on. The setup cell at the top
# holds this table: the four cases as the rows of `CORNERS`, the labels as `AND`, `OR`
# and `XOR`.
#
# **Exercise `gates` ({points}).** Find weights by hand for a neuron with the step:
# `w_and` for AND and `w_or` for OR, three numbers $(w_0, w_1, w_2)$ each. Many answers
# are right. How sensitive should the neuron be, that is, how far below 0 should its
# score start?
#
# <details><summary>Hint</summary>
#
# Let both inputs count 1. Then the sum is 0, 1 or 2, and only the bias decides how many
# are enough.
#
# </details>

# %% solution gates
# w_and and w_or: three numbers each, (w₀, w₁, w₂).
### BEGIN SOLUTION
w_and = [-1.5, 1, 1]
w_or = [-0.5, 1, 1]
### END SOLUTION

# %% check gates points=2
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
# Nothing to do here: run it, then move the sliders. They set one neuron, and it is held
# against AND, OR and XOR at once. Can you get XOR to 4 of 4?
def plot_gates(panels, alt):
    """For each (title, labels, w) draw the four cases and the neuron's decision."""
    axis = np.linspace(-0.45, 1.45, 96)
    x1, x2 = np.meshgrid(axis, axis)
    plane = np.column_stack([x1.ravel(), x2.ravel()])
    figure, axes = plt.subplots(1, 3, figsize=(9, 3.5))
    for panel, (title, labels, w) in zip(axes, panels, strict=True):
        fires = np.asarray(neuron(plane, w, step), dtype=float).reshape(x1.shape)
        panel.contourf(
            x1, x2, fires, levels=[-0.5, 0.5, 1.5], colors=["#E8F1F8", "#FCE7C3"]
        )
        right = np.asarray(neuron(CORNERS, w, step), dtype=float) == labels
        for point, label, fine in zip(CORNERS, labels, right, strict=True):
            look = {"marker": "s", "color": ORANGE} if label else {"color": BLUE}
            look = {"marker": "o", "markersize": 13} | look
            panel.plot(*point, **look, markeredgecolor="black")
            if not fine:
                panel.plot(*point, "x", color=RED, markersize=22, markeredgewidth=3)
        panel.set(title=f"{title}: {right.sum()} of 4 right", xlabel="X₁", ylabel="X₂")
        panel.set(aspect="equal", xticks=[0, 1], yticks=[0, 1])
        panel.grid(False)
    show(figure, alt)


def plot_one_neuron(w0, w1, w2):
    """The neuron of the sliders, held against three tables."""
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
    "squares, label 0 as blue circles. A straight line separates them for AND and for "
    "OR. For XOR, with the weights of OR, the corner (1, 1) lies on the wrong side "
    "and is crossed out.",
)
sliders = {
    name: widgets.FloatSlider(
        value=value, min=-2, max=2, step=0.25, description=name, continuous_update=False
    )
    for name, value in [("w0", -0.5), ("w1", 1), ("w2", 1)]
}
panel = widgets.interact(plot_one_neuron, **sliders)

# %%
# A table of two inputs has four cases, each answered by 0 or 1: there are 2⁴ = 16 of
# them. The next cell gives 4000 neurons random weights. Your guess: how many of the 16
# tables turn up? In the figure each bar is a table: its four digits are the answers at
# (0, 0), (0, 1), (1, 0) and (1, 1).
my_guess_tables = 8

# %%
# Nothing to do here: run it, and compare with your guess.
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
axes.set_title(f"Your guess: {my_guess_tables} tables. Found: {(counts > 0).sum()}")
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
# Fourteen of sixteen! And the same two stay empty however long you search. But a search
# proves nothing; perhaps the right weights are just rare. A proof needs one look at the
# scores. XOR asks for $r \ge 0$ at $(0, 1)$ and $(1, 0)$, the two "on" cases, and for
# $r < 0$ at $(0, 0)$ and $(1, 1)$, the two "off" cases.
#
# **Exercise `xor_sums` ({points}).** Add up the two scores of the on cases, and the two
# scores of the off cases. What do you expect of the two sums for a neuron that is good
# at XOR? The check, when it passes, prints both for four neurons.
#
# <details><summary>Hint</summary>
#
# `preactivation(CORNERS, w)` gives the four scores in the order of the table. Or write
# down the four scores with $w_0, w_1, w_2$ on paper.
#
# </details>


# %% solution xor_sums
def xor_sums(w):
    """The sum of the scores where XOR is 1, and where XOR is 0.

    Args:
        w: bias and weights of a neuron with two inputs, shape (3,). Not modified.

    Returns:
        Two numbers: the sum of the scores r (not of the outputs) at (0, 1) and (1, 0),
        and the sum at (0, 0) and (1, 1). A tuple, a list or an array of shape (2,).

    Example:
        For w = [0, 1, 0] the score is X₁, and both sums are 1.
    """
    ### BEGIN SOLUTION
    r = preactivation(CORNERS, w)
    return r[1] + r[2], r[0] + r[3]
    ### END SOLUTION


# %% check xor_sums points=1
def _sums(w):
    """The two sums of your own scores."""
    r = np.asarray(preactivation(CORNERS.copy(), w), dtype=float)
    return [r[1] + r[2], r[0] + r[3]]


_w = np.array([-0.5, 1, 2])
_own = own("preactivation", _sums, _w)
_got = ask(xor_sums, _w)
_shape = attempt(lambda: np.asarray(_got, dtype=float).shape)
if _got is not None and _shape == (2, 2):
    fail("xor_sums gave two pairs of numbers. The two of each pair must be added up.")
if _got is not None and _shape == ():
    fail("xor_sums gave one number. Two are wanted: the on sum and the off sum.")
expect(
    "xor_sums([-0.5, 1, 2])",
    _got,
    [2, 2],
    likely={
        "the on sum has the bias twice, once for each score": [2.5, 2],
        "the off sum has the bias twice, once for each score": [2, 2.5],
    },
    follows=_own,
)
_right = agree(_got, [2, 2])
_table = ["w = (-0.5, +1, +2)   on +2.0   off +2.0"]
for _w, _sum in [([1.0, -3, 2], 1), ([-2.0, 4, 1.5], 1.5), ([0.5, -1, -2.5], -2.5)]:
    _own = own("preactivation", _sums, np.array(_w))
    _got = ask(xor_sums, np.array(_w))
    expect(
        f"xor_sums({_w})",
        _got,
        [_sum, _sum],
        atol=1e-12,
        follows=_own,
    )
    _right = _right and agree(_got, [_sum, _sum], atol=1e-12)
    _weights = ", ".join(f"{_one:+g}" for _one in _w)
    _table += [f"w = ({_weights})   on {_sum:+.1f}   off {_sum:+.1f}"]
if _right:
    tick("xor_sums")
    print(*_table, sep="\n")
### BEGIN HIDDEN TESTS
_rng = draws(1104)
for _w in _rng.uniform(0.5, 2, (5, 3)) * _rng.choice([-1, 1], (5, 3)):
    _want = [2 * _w[0] + _w[1] + _w[2]] * 2
    _own = own("preactivation", _sums, _w)
    _got = ask(xor_sums, _w)
    expect_kept("xor_sums(w)")
    expect("xor_sums(w)", _got, _want, 1e-8, 1e-12, follows=_own)
### END HIDDEN TESTS

# %% [markdown]
# Always equal: both sums are $2w_0 + w_1 + w_2$. A neuron that gets XOR right would
# have the on sum $\ge 0$ (two scores that are not negative) and the off sum $< 0$ (two
# negative scores). One number cannot be both. So **no weights give XOR**, nor its
# opposite; the search would never have ended. Every neuron gets at most three of the
# four cases right.
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
# **Exercise `counterexample` ({points}).** Somebody says: "The trouble is the plane. A
# neuron with only *one* input can learn any labels of three different examples." Refute
# it: three different numbers $x$ and their labels, 0 or 1, such that no $w_0, w_1$ get
# all three right.
#
# <details><summary>Hint</summary>
#
# Draw the three examples on a line. The neuron's score is $w_0 + w_1 x$: how often can
# a straight line change its sign?
#
# </details>

# %% solution counterexample
# counterexample = ([x, x, x], [label, label, label]): three numbers and their labels.
### BEGIN SOLUTION
counterexample = ([1, 2, 3], [0, 1, 0])
### END SOLUTION

# %% check counterexample points=1
_given = counterexample
_table = attempt(lambda: np.asarray(_given, dtype=float))
assert np.shape(_table) == (2, 3) and np.isfinite(_table).all(), (
    "counterexample must be two lists of three numbers: ([x, x, x], [l, l, l])."
)
_x, _L = _table
assert set(_L) <= {0, 1}, "The labels, in the second list, must be 0 or 1."
assert len(set(_x)) == 3, "The three numbers x must differ from each other."
assert len(set(_L)) == 2, (
    "All labels are the same: a neuron with w₁ = 0 gets them right by its bias alone."
)
_flips = np.abs(np.diff(_L[np.argsort(_x)])).sum()
assert _flips == 2, (
    "From left to right the label changes only once. A neuron can put its threshold "
    "there, so the claim holds for this example."
)
tick("counterexample")

# %% [markdown]
# ## 7. A neuron that finds its own weights
#
# In July 1958 the perceptron was shown to the press, as a program on an IBM 704 of five
# tons. It was fed cards marked on the left or on the right, and after some fifty trials
# it told them apart. Nobody had told it the weights. We take such cards, too: 6 × 8
# fields, label 0 if the marks are mostly on the left, label 1 if mostly on the right.
# The next figure shows six of them.
#
# For a start the neuron sees two numbers of a card: $X_1$ marks on the left, $X_2$ on
# the right. Take a card with 7 and 2 marks, label $L = 0$, and the weights
# $w = (2.5, 0, -0.5)$. The score is $2.5 + 0 \cdot 7 - 0.5 \cdot 2 = 1.5$, so $Y = 1$.
# Wrong: it fired and should not have. The cure: take away a bit of what made it fire.
# With the step size $\lambda = 0.1$ (`lr`, the learning rate) the weights become
#
# $$(2.5, 0, -0.5) - 0.1 \cdot (1, 7, 2) = (2.4, -0.7, -0.7)$$
#
# and the score of the same card falls to $2.4 - 4.9 - 1.4 = -3.9$. Had it been silent
# where it should fire, we would have added. And if the answer is right, we touch
# nothing. All three cases are one line, for the perceptron says only $Y = 0$ or 1:
#
# $$w_0 \leftarrow w_0 + \lambda\,(L - Y), \qquad
# w_i \leftarrow w_i + \lambda\,(L - Y)\,X_i \quad (i = 1, \ldots, N)$$
#
# **Exercise `perceptron_update` ({points}).** One step of learning from one example.
# Return *new* weights; leave those you were given as they are.
#
# <details><summary>Hint</summary>
#
# Your `preactivation` wants a table: `[x]` is a table of one row, and `[0]` takes the
# only score out of the result. `np.append(1, x)` puts the 1 for the bias in front.
#
# </details>

# %%
# Nothing to do here: run it. Six of the fifty cards, before you write the rule.
cards, card_labels = punch(50, np.random.default_rng(704))
card_counts = count_marks(cards)
figure, axes = plt.subplots(1, 6, figsize=(9, 1.9))
for panel, card, label, pair in zip(
    axes, cards, card_labels, card_counts, strict=False
):
    panel.imshow(card, cmap="Greys", vmax=1.4)
    panel.axvline(3.5, color=RED, linewidth=1.2)
    panel.set_title(f"Label {label}")
    panel.set_xlabel(f"{pair[0]:.0f} left, {pair[1]:.0f} right", fontsize=9.5)
    panel.set(xticks=[], yticks=[])
    panel.spines[:].set_visible(True)
    panel.grid(False)
show(
    figure,
    alt="Six cards of 6 by 8 fields with black marks. Cards with label 0 have most "
    "marks left of the red middle line, cards with label 1 right of it.",
)


# %% solution perceptron_update
def perceptron_update(x, l, w, lr):
    """One step of the perceptron's learning rule.

    Args:
        x: one example, shape (N,). An array or a list. It is not modified.
        l: its label, 0 or 1.
        w: bias and weights before the step, shape (N + 1,), w[0] the bias. An array or
            a list. It is not modified.
        lr: the step size λ, positive.

    Returns:
        Bias and weights after the step, a new float64 array of shape (N + 1,). Where
        the answer was right already, its values are those of w.

    Example:
        perceptron_update([7, 2], 0, [2.5, 0, -0.5], 0.1) is [2.4, -0.7, -0.7].
    """
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    ### BEGIN SOLUTION
    y = step(preactivation([x], w)[0])
    return w + lr * (l - y) * np.append(1, x)
    ### END SOLUTION


# %% check perceptron_update points=3
_x, _w = np.array([7.0, 2.0]), np.array([2.5, 0, -0.5])


def _fires(x, w):
    """Whether your own preactivation and step fire."""
    return float(np.ravel(np.asarray(step(preactivation([x], w)), dtype=float))[0])


def _rule(x, l, w, lr):
    """The rule of the text, built on your own preactivation and step."""
    return w + lr * (l - _fires(x.copy(), w.copy())) * np.append(1, x)


_right = []
_own = own(["preactivation", "step"], _rule, _x, 0, _w, 0.1)
try:
    _got = ask(perceptron_update, _x, 0, _w, 0.1)
except ValueError as _error:
    fail(
        f"perceptron_update stops with: {_error}\nw has one entry more than x: the "
        "bias goes with a 1. And preactivation([x], w) is an array of one entry; [0] "
        "takes the number out of it."
    )
if attempt(lambda: np.asarray(_got, dtype=float)) is None:
    fail("perceptron_update must return one array of numbers, the bias in front.")
expect_kept("perceptron_update")
expect(
    "perceptron_update([7, 2], 0, [2.5, 0, -0.5], 0.1)",
    _got,
    [2.4, -0.7, -0.7],
    atol=1e-12,
    follows=_own,
)
_right += [agree(_got, [2.4, -0.7, -0.7], atol=1e-12)]
_own = own(["preactivation", "step"], _rule, _x, 1, _w, 0.1)
_got = ask(perceptron_update, _x, 1, _w, 0.1)
expect(
    "perceptron_update([7, 2], 1, [2.5, 0, -0.5], 0.1), where the answer is right",
    _got,
    _w,
    likely={
        "the answer was right, and yet something was taken away": [2.4, -0.7, -0.7]
    },
    follows=_own,
)
_right += [agree(_got, _w)]
_own = own(["preactivation", "step"], _rule, _x, 1, -_w, 0.1)
_got = ask(perceptron_update, _x, 1, -_w, 0.1)
expect(
    "perceptron_update([7, 2], 1, [-2.5, 0, 0.5], 0.1)",
    _got,
    [-2.4, 0.7, 0.7],
    atol=1e-12,
    follows=_own,
)
_right += [agree(_got, [-2.4, 0.7, 0.7], atol=1e-12)]
_own = own(["preactivation", "step"], _rule, _x, 0, np.array([-2, 0, 1.0]), 0.5)
_got = ask(perceptron_update, _x, 0, np.array([-2, 0, 1.0]), 0.5)
expect(
    "perceptron_update([7, 2], 0, [-2, 0, 1], 0.5)",
    _got,
    [-2.5, -3.5, 0],
    atol=1e-12,
    follows=_own,
)
_right += [agree(_got, [-2.5, -3.5, 0], atol=1e-12)]
_own = own(["preactivation", "step"], _rule, _x, 0, np.array([9, 1, 1.0]), 0.1)
_got = ask(perceptron_update, _x, 0, np.array([9, 1, 1.0]), 0.1)
expect(
    "perceptron_update([7, 2], 0, [9, 1, 1], 0.1)",
    _got,
    [8.9, 0.3, 0.8],
    atol=1e-12,
    follows=_own,
)
_right += [agree(_got, [8.9, 0.3, 0.8], atol=1e-12)]
if all(_right):
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
    _own = own(["preactivation", "step"], _rule, _x, _l, _w, _lr)
    _got = ask(perceptron_update, _x, _l, _w, _lr)
    expect_kept("perceptron_update(x, l, w, lr)")
    expect("perceptron_update(x, l, w, lr)", _got, _want, 1e-8, 1e-12, follows=_own)
for _x, _w in [([2, 1], [-3, 1, 1]), ([1, 1, 0], [1, -2, 1, 5]), ([0, 4], [0, 7, 0])]:
    for _l in (0, 1):  # exact ties: the neuron fires
        _want = np.array(_w) + 0.5 * (_l - 1) * np.append(1, _x)
        _own = own(
            ["preactivation", "step"], _rule, np.array(_x), _l, np.array(_w), 0.5
        )
        _got = ask(perceptron_update, _x, _l, _w, 0.5)
        expect(
            "perceptron_update(x, l, w, lr) at r = 0, lists",
            _got,
            _want,
            1e-8,
            1e-12,
            follows=_own,
        )
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `perceptron_fit` ({points}).** Learning is nothing but repetition: take the
# examples one after another, in their order, and after each one go on with the new
# weights. One way through all examples is an **epoch**. Do `epochs` of them.
#
# <details><summary>Hint</summary>
#
# Two loops, one inside the other, and in the middle one call of your own
# `perceptron_update`. Where does its result go?
#
# </details>


# %% solution perceptron_fit
def perceptron_fit(X, L, w, lr, epochs):
    """Train a perceptron.

    Args:
        X: the examples, shape (n, N).
        L: their labels, shape (n,), each 0 or 1.
        w: bias and weights at the start, shape (N + 1,). X, L and w are arrays or
            lists, and are not modified.
        lr: the step size λ, positive.
        epochs: how often to go through all examples, an integer from 0 up.

    Returns:
        Bias and weights at the end, shape (N + 1,). For epochs = 0 those of the start.

    Example:
        perceptron_fit([[1], [3]], [0, 1], [0, 0], 1, 1) is [0, 2]: the first example
        makes [-1, -1] of [0, 0], the second one makes [0, 2] of that.
    """
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    ### BEGIN SOLUTION
    for _ in range(epochs):
        for x, l in zip(X, L, strict=True):
            w = perceptron_update(x, l, w, lr)
    return w
    ### END SOLUTION


# %% check perceptron_fit points=3
_X, _L = np.array([[0.0], [1.0], [3.0]]), np.array([0, 0, 1])
_w = np.array([1.0, -1.0])


def _repeat(X, L, w, lr, epochs):
    """Repeat your own perceptron_update; one that learns nothing says nothing."""
    start = w
    for _ in range(epochs):
        for x, l in zip(X, L, strict=True):
            w = perceptron_update(np.array(x), l, np.array(w, dtype=float), lr)
    return None if agree(w, start) else w


_own = own("perceptron_update", _repeat, _X, _L, _w, 0.5, 3)
_got = ask(perceptron_fit, _X, _L, _w, 0.5, 3)
expect_kept("perceptron_fit")
expect(
    "perceptron_fit([[0], [1], [3]], [0, 0, 1], [1, -1], 0.5, 3)",
    _got,
    [0, 1.5],
    atol=1e-12,
    follows=_own,
)
if agree(_got, [0, 1.5], atol=1e-12):
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
    _want = _w
    for _ in range(_epochs):
        for _x, _l in zip(_X, _L, strict=True):
            _y = float(_want[0] + _x @ _want[1:] >= 0)
            _want = _want + _lr * (_l - _y) * np.append(1, _x)
    _own = own("perceptron_update", _repeat, _X, _L, _w, _lr, _epochs)
    _got = ask(perceptron_fit, _X, _L, _w, _lr, _epochs)
    expect_kept("perceptron_fit")
    expect(
        "perceptron_fit(X, L, w, lr, epochs)",
        _got,
        _want,
        1e-8,
        1e-10,
        follows=_own,
    )
_w = _rng.normal(0, 1, 3)
expect("perceptron_fit, epochs = 0", ask(perceptron_fit, [[1, 2]], [1], _w, 1, 0), _w)
_X = _rng.uniform(-1, 1, (60, 2))  # separable with a margin of 0.3
_true = _rng.normal(0, 1, 2)
_side = _X @ _true / np.hypot(*_true) + _rng.uniform(-0.2, 0.2)
_X, _side = _X[np.abs(_side) >= 0.3][:12], _side[np.abs(_side) >= 0.3][:12]
_L = (_side > 0).astype(int)
_want = np.zeros(3)
for _ in range(40):
    for _x, _l in zip(_X, _L, strict=True):
        _y = float(_want[0] + _x @ _want[1:] >= 0)
        _want = _want + 0.5 * (_l - _y) * np.append(1, _x)
assert agree(_want[0] + _X @ _want[1:] >= 0, _L)  # 35 mistakes at most, see the text
_own = own("perceptron_update", _repeat, _X, _L, np.zeros(3), 0.5, 40)
_got = ask(perceptron_fit, _X, _L, [0, 0, 0], 0.5, 40)
expect(
    "perceptron_fit on separable data",
    _got,
    _want,
    1e-8,
    1e-10,
    follows=_own,
)
### END HIDDEN TESTS


# %%
# Nothing to do here. Now it learns, and to make it hard it starts stubborn: with the
# weights (0, 1.5, -1) it fires for marks on the LEFT. The step size is 0.03. The film
# has one frame for each mistake, for only mistakes change anything; the figure below it
# shows four of them. Before you run it and press play: which way will the line go, and
# will it stop?
def learning_path(X, L, w, lr, epochs):
    """Return the weights after each mistake, and the example that caused it."""
    path = [(np.array(w, dtype=float), None)]
    for _ in range(epochs):
        for x, l in zip(X, L, strict=True):
            new = np.asarray(perceptron_update(x, l, path[-1][0], lr), dtype=float)
            if not np.allclose(new, path[-1][0], rtol=0, atol=1e-12):
                path.append((new, x))
    return path


def draw_state(panel, k):
    """Draw the cards, and the neuron after mistake number k with its cause."""
    w, cause = path[k]
    panel.clear()
    axis = np.linspace(-0.7, 9.7, 105)
    x1, x2 = np.meshgrid(axis, axis)
    plane = np.column_stack([x1.ravel(), x2.ravel()])
    fires = np.asarray(neuron(plane, w, step), dtype=float).reshape(x1.shape)
    panel.contourf(
        x1, x2, fires, levels=[-0.5, 0.5, 1.5], colors=["#E8F1F8", "#FCE7C3"]
    )
    for label, look in [(0, {"color": BLUE}), (1, {"color": ORANGE, "marker": "s"})]:
        points = card_counts[card_labels == label].T
        look = {"marker": "o", "linestyle": "", "markersize": 6} | look
        panel.plot(*points, **look, markeredgecolor="black", markeredgewidth=0.6)
    if cause is not None:
        panel.plot(*cause, "o", color=RED, fillstyle="none", markersize=16)
    wrong = (neuron(card_counts, w, step) != card_labels).sum()
    panel.set(title=f"Mistakes: {k}. Wrong: {wrong} of 50", aspect="equal")
    panel.set(xlabel="Marks left, X₁", ylabel="Marks right, X₂")
    panel.set(
        xlim=(-0.7, 9.7), ylim=(-0.7, 9.7), xticks=[0, 3, 6, 9], yticks=[0, 3, 6, 9]
    )
    panel.grid(False)


needs((perceptron_update, [0.0, 0.0], 0, [0.0, 0.0, 0.0], 1.0))
needs((neuron, CORNERS, [0.0, 0.0, 0.0], step))
path = learning_path(card_counts, card_labels, [0, 1.5, -1], lr=0.03, epochs=3)[:25]
figure, panel = plt.subplots(figsize=(4.6, 4.6))
animate(
    figure,
    lambda k: draw_state(panel, k),
    frames=len(path),
    alt="Film: with each mistake the line turns a little, until it lies between the "
    "cards of label 0, below right, and those of label 1, above left.",
    interval=350,
)
last = len(path) - 1
figure, axes = plt.subplots(1, 4, figsize=(11, 3.3), sharey=True)
for panel, k in zip(axes, [0, last - last // 3, last - last // 9, last], strict=True):
    draw_state(panel, k)
    panel.set_title(panel.get_title("left"), fontsize=10)
for panel in axes[1:]:
    panel.set_ylabel("")
show(
    figure,
    alt="Four frames of the film. At first the shaded side, where the neuron fires, "
    "holds the cards of label 0, and all are wrong. The line turns from mistake to "
    "mistake; in the last frame it separates the two labels.",
)

# %% [markdown]
# The line turns with each mistake and stops for good once it lies between the two
# kinds. That is a theorem, the **perceptron convergence theorem**: if *some* weights
# get all examples right, then the rule, applied to them again and again from any start,
# makes only finitely many mistakes, and so ends with weights that are right everywhere.
# Which of the many right lines it ends with depends on the start and on the order.
#
# <details><summary>How many mistakes at most?</summary>
#
# Take $w = 0$ as the start, and write $\tilde X = (1, X_1, \ldots, X_N)$. Let $R$ be
# the largest length of any $\tilde X$, and let a vector $u$ of length 1 separate the
# examples with the margin $\gamma > 0$, that is, $u \cdot \tilde X \ge \gamma$ for
# label 1 and $\le -\gamma$ for label 0. (Weights that are right everywhere give such a
# $u$: make the bias a little larger, so that no score is 0, and divide by the length.)
#
# With each mistake $u \cdot w$ grows by at least $\lambda\gamma$. And $|w|^2$ grows by
# at most $\lambda^2 R^2$: the change is $\pm\lambda \tilde X$, and its sign is against
# that of the score, so the mixed term $\pm 2\lambda\, w \cdot \tilde X$ is never
# positive. After $k$ mistakes, therefore,
# $k \lambda \gamma \le u \cdot w \le |w| \le \sqrt{k}\, \lambda R$, and so
# $k \le (R / \gamma)^2$. The number of inputs does not enter, nor does $\lambda$: from
# $w = 0$ it only scales all weights. Another start changes the bound, but it stays
# finite.
#
# </details>
#
# And if no such weights exist? Before you run the next cell, say what you expect for
# XOR. And then the real thing: the neuron gets all $6 \cdot 8 = 48$ fields of a card,
# and nobody tells it which of them are on the left. What will the map of its 48 weights
# look like?


# %%
# Nothing to do here: run it. All neurons start with w = 0, with the step size 1.
def mistakes_by_epoch(X, L, epochs):
    """Count the mistakes in each epoch, from w = 0 with lr = 1."""
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

figure, (left, middle, right) = plt.subplots(
    1, 3, figsize=(11, 3.6), width_ratios=[1.3, 1.2, 1]
)
for name, X, L, look in [
    ("XOR", CORNERS, XOR, {"color": RED, "marker": "X"}),
    ("AND", CORNERS, AND, {"color": BLUE, "marker": "o"}),
    ("50 cards", fields, card_labels, {"color": GREEN, "marker": "s"}),
]:
    left.plot(range(1, 13), mistakes_by_epoch(X, L, 12), **look, label=name)
left.set(xlabel="Epoch", ylabel="Mistakes", title="Mistakes in each epoch")
left.set(xticks=range(1, 13, 2), ylim=(-0.4, 9.5))
left.legend(ncols=3, loc="upper right", columnspacing=1, handlelength=1.2)

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
# Nobody wrote "left" or "right" into the program, and yet the map shows both. From
# fifty cards the neuron has learned to judge cards that it has never seen. On XOR it
# learns for ever: the convergence theorem has nothing to promise, each epoch brings
# mistakes, each mistake moves the weights.
#
# Two things about this rule will trouble us later. It ends at *some* line, even one
# that passes close by an example, and it cannot say how sure it is. And it has no way
# through a second layer: the step is flat, so its derivative is 0 wherever there is
# one. A smooth $F$ mends both.
#
# **Question ({points}, read by a person).** A colleague trains a perceptron on XOR,
# from $w = 0$. After a million epochs it still makes mistakes, and he says: "It needs a
# smaller learning rate and a bit more time." Explain in three to four sentences: why
# more time does not help, why the learning rate does not, and what would.

# %% manual colleague [markdown] points=2
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
# separates the cases), so mistakes never end"; half a point for the learning rate (it
# changes no possibilities, or it only scales the weights); half a point for a remedy
# that works.*

# %%
# Nothing to do here: run it to see which of your answers pass their visible checks.
progress()

# %% [markdown]
# ## What you have earned
#
# The lecture's slide shows a picture of 1957 and one formula. You can now say it with
# every word covered: **a neuron is a weighted sum of its inputs plus a bias, passed
# through an activation function: $Y = F(w_0 + \sum_i w_i X_i)$.**
#
# | in the cell | in the model | in the code |
# |---|---|---|
# | signals reach the dendrites | $X_1 \ldots X_N$ | `X`, shape `(n, N)` |
# | synapses weigh them | $w_1 \ldots w_N$ | `w[1:]` |
# | how easily the cell fires | $w_0$ | `w[0]` |
# | the soma collects | $r = w_0 + \sum_i w_i X_i$ | `preactivation(X, w)` |
# | the axon fires, or not | $Y = F(r)$ | `neuron(X, w, F)` |
#
# And you know its limit: of the 16 tables of two inputs it computes 14. Seminar 1.8
# gets the other two, with a second layer.
#
# **Next, `l1_2_sigmoid`:** the step only says yes or no. Put the sigmoid in its place,
# and the neuron says how sure it is. What, then, is $r$?
