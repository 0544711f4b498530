# %%
import numpy as np

# %% mistake l2.not_squared [markdown]
# Cause: the difference is not squared
#
# You returned the difference $Y - L$ itself. It is negative for every example with
# label 1, and a price is never negative.
#
# 1. Two misses of opposite sign should not make up for each other.
# 2. $(Y - L)^2$
# 3. Put brackets around the difference, and `** 2` after them.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return Y - L


# %% mistake l2.doubled [markdown]
# Cause: `* 2` doubles; `** 2` squares
#
# You doubled the difference instead of squaring it: this is $2(Y - L)$. It is negative
# for every example with label 1.
#
# 1. Off by 0.1 should cost 0.01, ten times less than the distance.
# 2. $(Y - L)^2$
# 3. `* 2` multiplies by two; write `** 2`.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return (Y - L) * 2


# %% mistake l2.absolute [markdown]
# Cause: this is the distance; it is not squared
#
# You returned the distance $|Y - L|$. It is a loss too, but not the one of the slide:
# the square is missing.
#
# 1. L2 forgives small misses more than large ones: 0.1 costs 0.01.
# 2. $(Y - L)^2$
# 3. Write `** 2` in place of the absolute value (or of the root).


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.abs(Y - L)


# %% mistake l2.halved [markdown]
# Cause: there is a factor 1/2 that the slide does not have
#
# Your losses are half of what they should be: you computed $\tfrac12 (Y - L)^2$. Some
# books put the half there to make the derivative shorter; the slide does not.
#
# 1. Compare with the table: off by 0.1 costs 0.01.
# 2. $Error(X, w) = (Y - L)^2$, without a factor.
# 3. Remove the factor 0.5 from your `return` line.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return 0.5 * (Y - L) ** 2


# %% mistake l2.labels_plus_minus [markdown]
# Cause: the labels are 0 and 1, not −1 and 1
#
# You turned the labels into −1 and 1: this is $(Y - (2L - 1))^2$. The output of a
# sigmoid lies between 0 and 1, so the label 0 has to stay 0.
#
# 1. An output of 0 for the label 0 should cost nothing. What does yours cost?
# 2. $(Y - L)^2$ with $L$ as it comes
# 3. Remove the line that makes −1 out of 0.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return (Y - (2 * L - 1)) ** 2


# %% mistake l2.decisions_first [markdown]
# Cause: the outputs were rounded to decisions first
#
# You rounded the outputs to decisions before comparing: every loss is 0 or 1, and 0.6
# is as bad as 0.999.
#
# 1. The point of a loss is that it looks at the probability, not at the decision.
# 2. $(Y - L)^2$ with $Y$ between 0 and 1
# 3. Drop the comparison with 0.5 (or `np.round`).


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return ((Y >= 0.5) - L) ** 2


# %% mistake l2.other_label [markdown]
# Cause: this compares Y with 1 − L
#
# You compared $Y$ with $1 - L$, the other label: the better the answer, the higher your
# price.
#
# 1. What should a perfect answer, $Y = L$, cost?
# 2. $(Y - L)^2$ is 0 there; yours is 1.
# 3. Subtract `L`, not `1 - L`.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return (Y - (1 - L)) ** 2


# %% mistake l2.sigmoid_twice [markdown]
# Cause: Y is a probability already: no further sigmoid
#
# You applied the sigmoid to $Y$. But $Y$ is the *output* of the neuron, a sigmoid of
# the score already.
#
# 1. What would $\sigma$ make of an output of 1? It would no longer be certain.
# 2. $(Y - L)^2$ with $Y = \sigma(r)$
# 3. Drop `sigmoid( … )` and use `Y` as it comes.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return (sigmoid(Y) - L) ** 2


# %% mistake l2.mean_taken [markdown]
# Cause: this is the mean over the examples; each has a loss of its own
#
# You returned the mean over the examples, one number. This function is the slide's
# $Error(X, w)$, the price of each single example.
#
# 1. How many losses do three examples have?
# 2. $Error(X, w) = (Y - L)^2$; the mean is $Error(w)$, and it comes in section 3.
# 3. Drop `np.mean`.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.mean((Y - L) ** 2)


# %% mistake l2.sum_taken [markdown]
# Cause: this is the sum over the examples; each has a loss of its own
#
# You added up the examples. This function is the slide's $Error(X, w)$, the price of
# each single example.
#
# 1. How many losses do three examples have?
# 2. $Error(X, w) = (Y - L)^2$, one for each $X$.
# 3. Drop `np.sum`.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.sum((Y - L) ** 2)


# %% mistake l2.column [markdown]
# Cause: an (n, 1) array met an (n,) array, each output was paired with each label
#
# You made a column of shape (n, 1) out of $Y$. Against the labels of shape (n,) NumPy
# pairs each output with each label, and an (n, n) table comes out.
#
# 1. Output number $k$ belongs to label number $k$, and to no other.
# 2. $(Y_k - L_k)^2$ for $k = 1, \ldots, n$
# 3. Drop the `reshape(-1, 1)`.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return (Y.reshape(-1, 1) - L) ** 2


# %% mistake l2.difference_of_squares [markdown]
# Cause: this is Y² − L²; the square is of the difference
#
# You squared each one alone: this is $Y^2 - L^2$, a negative number for label 1.
#
# 1. The square of a difference is not the difference of the squares.
# 2. $(Y - L)^2 = Y^2 - 2YL + L^2$
# 3. Write `(Y - L) ** 2`, with brackets.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return Y**2 - L**2


# %% mistake l2.label_1_only [markdown]
# Cause: examples with label 0 cost nothing here
#
# Only the examples with label 1 cost something: you computed $L \cdot (Y - 1)^2$. An
# output of 0.6 for the label 0 is wrong, too.
#
# 1. What should $Y = 0.6$ cost when the label is 0?
# 2. $(Y - L)^2$ covers both labels: with $L = 0$ it is $Y^2$.
# 3. Remove the factor `L`.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return L * (Y - 1) ** 2


# %% mistake l2.rounded [markdown]
# Cause: the losses are rounded
#
# The losses are rounded, to two decimals or so.
#
# 1. Rounding is for showing a number, not for computing with it.
# 2. $(0.97 - 1)^2 = 0.0009$ becomes 0 with two decimals.
# 3. Remove the rounding from the `return` line.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    digits = 2  # varies: 2 to 8
    return np.round((Y - L) ** 2, digits)


# %% mistake l2.hard_coded [markdown]
# Cause: a table of known losses is joined by straight lines
#
# The function knows the losses of the table in section 2, and joins them by straight
# lines in between. Everywhere else it is off.
#
# 1. A function is asked about outputs that nobody has shown you.
# 2. $(Y - L)^2$ gives every value, known or not.
# 3. Replace the table by the formula.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.interp(np.abs(Y - L), [0.1, 0.3, 0.6], [0.01, 0.09, 0.36])


# %% mistake l2.whole_numbers [markdown]
# Cause: the losses are stored as whole numbers
#
# You stored the losses in an array of whole numbers (made by `np.full(…, 0)` or with
# `dtype=int`). Everything after the decimal point was cut off.
#
# 1. An array keeps the type it was made with. Can this one hold 0.36?
# 2. $(0.6 - 0)^2 = 0.36$, not 0.
# 3. Write `np.zeros(Y.shape)`, or return `(Y - L) ** 2` without a store.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    losses = np.full(Y.shape, 0)
    losses[...] = (Y - L) ** 2
    return losses


# %% mistake l2.changes_input [markdown]
# The losses are right, but your function changes the array it was given: after the call
# the caller's outputs have become differences.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `-=` writes into
#    it.
# 2. $Y - L$ is a new array; $Y$ itself stays.
# 3. Write `(Y - L) ** 2` in one line, without `-=`.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    if Y.ndim == 0:
        return (Y - L) ** 2
    Y -= L
    return Y**2


# %% mistake l2.prints [markdown]
# Your function prints the losses and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $(Y - L)^2$, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def l2(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    print((Y - L) ** 2)


# %% mistake cross_entropy.no_minus [markdown]
# Cause: the minus is missing: a loss is never negative
#
# The minus is missing: the logarithm of a probability is negative (or 0), and so are
# your losses. Training would make them as negative as it can.
#
# 1. A price is never negative, and the worse the answer, the higher it is.
# 2. $-\log Y$ for $L = 1$, and $-\log(1 - Y)$ for $L = 0$.
# 3. Put a minus in front of `np.log` (in both cases).


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.log(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy.swapped [markdown]
# Cause: the two cases are swapped
#
# The two cases are swapped: you charge $-\log(1 - Y)$ where the label is 1, so a good
# answer costs more than a bad one.
#
# 1. Label 1 and $Y = 0.9$ is a good answer. Is its loss small?
# 2. $-\log Y$ for $L = 1$, and $-\log(1 - Y)$ for $L = 0$.
# 3. Swap the last two arguments of `np.where`, or `L` and `1 - L`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.log(np.where(L == 1, 1 - Y, Y))


# %% mistake cross_entropy.label_1_only [markdown]
# Cause: the case L = 0 is missing
#
# Only the case $L = 1$ is there: the examples with label 0 cost nothing, whatever the
# neuron says about them.
#
# 1. A neuron that answers 1 to everything would pay nothing at all.
# 2. The second case is $-\log(1 - Y)$ for $L = 0$.
# 3. Put it into the last argument of `np.where(L == 1, …, …)`, where 0 stands now.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.where(L == 1, -np.log(Y), 0)


# %% mistake cross_entropy.label_0_only [markdown]
# Cause: the case L = 1 is missing
#
# Only the case $L = 0$ is there: the examples with label 1 cost nothing, whatever the
# neuron says about them.
#
# 1. A neuron that answers 0 to everything would pay nothing at all.
# 2. The first case is $-\log Y$ for $L = 1$.
# 3. Put it into the second argument of `np.where(L == 1, …, …)`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.where(L == 1, 0, -np.log(1 - Y))


# %% mistake cross_entropy.label_ignored [markdown]
# Cause: the label is not used: this is −log Y
#
# You computed $-\log Y$ for both labels. Where the label is 0, the neuron gave it the
# probability $1 - Y$.
#
# 1. Label 0 and $Y = 0.01$ is a very good answer. Should it cost 4.6?
# 2. $-\log Y$ for $L = 1$, and $-\log(1 - Y)$ for $L = 0$.
# 3. Take the log of `np.where(L == 1, Y, 1 - Y)`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.log(Y)


# %% mistake cross_entropy.label_0_for_all [markdown]
# Cause: the label is not used: this is −log(1 − Y)
#
# The label is not used: you returned $-\log(1 - Y)$ for every example, also where
# $L = 1$.
#
# 1. What did the neuron give to the label that came true, if that label is 1?
# 2. $-\log Y$ for $L = 1$, $-\log(1 - Y)$ for $L = 0$
# 3. Choose with `np.where(L == 1, Y, 1 - Y)`, then take the log.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.log(1 - Y)


# %% mistake cross_entropy.base_2 [markdown]
# Cause: this is log2; the seminar uses the natural np.log
#
# You used the logarithm to base 2. Your losses are in bits, larger than the natural
# ones by the factor 1.443.
#
# 1. Every `log` of this seminar is the natural one.
# 2. $-\log 0.5 = 0.693$ with base $e$, and $1$ with base 2.
# 3. Write `np.log` instead of `np.log2`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.log2(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy.base_10 [markdown]
# Cause: this is log10; the seminar uses the natural np.log
#
# You used the logarithm to base 10: all losses are smaller than they should be by the
# factor 2.303.
#
# 1. Every `log` of this seminar is the natural one.
# 2. $-\log 0.1 = 2.303$ with base $e$, and $1$ with base 10.
# 3. Write `np.log` instead of `np.log10`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.log10(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy.sigmoid_twice [markdown]
# Cause: Y is a probability already: no further sigmoid
#
# You took $Y$ for a score and applied the sigmoid to it. But $Y$ is the output, a
# probability already: the values of $\sigma(Y)$ all lie between 0.5 and 0.731.
#
# 1. Can a certain and right answer, $Y = 1$, still cost nothing in your function?
# 2. $-\log Y$ with $Y = \sigma(r)$
# 3. Drop `sigmoid( … )` and use `Y` as it comes.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    Y = sigmoid(Y)
    return -np.log(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy.zero_times_log_zero [markdown]
# You used the one-line formula $-L \log Y - (1 - L) \log(1 - Y)$. On paper it is right.
# At $Y = 1$ with $L = 1$ the computer multiplies 0 by $\log 0 = -\infty$, and gets NaN.
#
# 1. The case that does not apply should not be computed into the sum at all.
# 2. $-\log Y$ for $L = 1$, and $-\log(1 - Y)$ for $L = 0$: one case at a time.
# 3. Pick first, `np.where(L == 1, Y, 1 - Y)`, and take the log of what you picked.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -L * np.log(Y) - (1 - L) * np.log(1 - Y)


# %% mistake cross_entropy.infinity_replaced [markdown]
# Cause: `np.nan_to_num` has replaced the infinity, too
#
# You ran `np.nan_to_num` over the result. It removes the NaN of $0 \cdot \log 0$, but
# it also turns the infinite price of a certain and wrong answer into
# $1.8 \cdot 10^{308}$.
#
# 1. A repair after the fact does not know which infinities were meant.
# 2. $-\log 0 = \infty$: certain and wrong.
# 3. Avoid the NaN instead: take the log of `np.where(L == 1, Y, 1 - Y)`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    with np.errstate(all="ignore"):
        return np.nan_to_num(-L * np.log(Y) - (1 - L) * np.log(1 - Y))


# %% mistake cross_entropy.constant_in_the_log [markdown]
# You added a small constant, $10^{-12}$ for example, inside the logarithm. No loss can
# exceed $12 \log 10 = 27.6$ then, and every other value is off by a little.
#
# 1. The constant hides the infinity and bends the curve near it.
# 2. $-\log 10^{-20} = 46.05$; with $10^{-12}$ added it becomes 27.6.
# 3. Remove the constant; to avoid NaN, pick the case before the log.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    constant = 1e-12  # varies: 1e-16 to 0.1
    return -np.log(np.where(L == 1, Y, 1 - Y) + constant)


# %% mistake cross_entropy.clipped_coarsely [markdown]
# Cause: a clip at 0.001 has changed the example
#
# You kept $Y$ between 0.001 and 0.999. No loss can exceed $-\log 0.001 = 6.9$, and a
# certain and right answer still costs 0.001.
#
# 1. Beyond the clip the loss is flat: a worse answer costs no more.
# 2. $-\log Y$ for every $Y$, also for $Y = 10^{-20}$.
# 3. Remove `np.clip`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    Y = np.clip(Y, 1e-3, 1 - 1e-3)
    return -np.log(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy.floor [markdown] by="check"
# For a very small $Y$ and label 1 your loss is too small: something keeps the
# probability away from 0, a clip or a number added inside the logarithm.
#
# 1. Beyond such a floor a worse answer costs no more, and the loss stops pulling.
# 2. $-\log 10^{-20} = 46.05$
# 3. Remove the floor; to avoid NaN, pick the case before the log.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    Y = np.clip(Y, 1e-7, 1 - 1e-7)
    return -np.log(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy.one_minus_distance [markdown]
# Cause: 1 − (1 − Y) rounds a very small Y to 0; take Y itself
#
# You took the log of $1 - |Y - L|$. That is the right probability on paper. For label 1
# and a small $Y$ it is $1 - (1 - Y)$, and below $10^{-16}$ nothing of $Y$ survives.
#
# 1. A small number must not be computed as the difference of numbers near 1.
# 2. For $L = 1$ the probability is $Y$ itself, for $L = 0$ it is $1 - Y$.
# 3. Use `np.where(L == 1, Y, 1 - Y)`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.log(1 - np.abs(Y - L))


# %% mistake cross_entropy.mean_taken [markdown]
# Cause: this is the mean over the examples; each has a loss of its own
#
# You returned the mean over the examples, one number. This function is the slide's
# $Error(X, w)$, the price of each single example.
#
# 1. How many losses do four examples have?
# 2. $Error(w)$, the mean, comes in section 3 and is made of these.
# 3. Drop `np.mean`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.mean(-np.log(np.where(L == 1, Y, 1 - Y)))


# %% mistake cross_entropy.sum_taken [markdown]
# Cause: this is the sum over the examples; each has a loss of its own
#
# You added up the examples. This function is the slide's $Error(X, w)$, the price of
# each single example.
#
# 1. How many losses do four examples have?
# 2. $-\log Y$ or $-\log(1 - Y)$, one for each $X$.
# 3. Drop `np.sum`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.sum(np.log(np.where(L == 1, Y, 1 - Y)))


# %% mistake cross_entropy.column [markdown]
# Cause: an (n, 1) array met an (n,) array, each output was paired with each label
#
# You made a column of shape (n, 1) out of $Y$. Against the labels of shape (n,) NumPy
# pairs each output with each label, and an (n, n) table comes out.
#
# 1. Output number $k$ belongs to label number $k$, and to no other.
# 2. $-\log Y_k$ or $-\log(1 - Y_k)$, as $L_k$ says
# 3. Drop the `reshape(-1, 1)`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    Y = Y.reshape(-1, 1)
    return -np.log(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy.squared_error [markdown]
# Cause: this is the squared error
#
# This is the squared error once more. The cross-entropy has a logarithm in it.
#
# 1. What should a certain and wrong answer cost: 1, or infinitely much?
# 2. $-\log Y$ for $L = 1$, and $-\log(1 - Y)$ for $L = 0$.
# 3. Take `-np.log( … )` of the probability given to the true label.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return (Y - L) ** 2


# %% mistake cross_entropy.decisions_first [markdown]
# Cause: the outputs were rounded to decisions first
#
# You rounded the outputs to decisions first. The log then only meets 0 and 1, and every
# loss is 0 or infinite.
#
# 1. The point of a loss is that it looks at the probability, not at the decision.
# 2. $-\log Y$ with $Y$ between 0 and 1
# 3. Drop the comparison with 0.5 (or `np.round`).


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    Y = (Y >= 0.5) * 1.0
    return -np.log(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy.one_minus_lost [markdown]
# Cause: the minus is missing where L = 0
#
# In the case $L = 0$ the minus has been lost: you return $\log(1 - Y)$ there, a
# negative number.
#
# 1. Both cases are prices, and no price is negative.
# 2. $-\log(1 - Y)$ for $L = 0$
# 3. Put the minus in front of the whole choice: `-np.where( … )`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.where(L == 1, -np.log(Y), np.log(1 - Y))


# %% mistake cross_entropy.brackets [markdown]
# Cause: the bracket closes too early: this is −log(1) − Y
#
# In the case $L = 0$ the bracket closes too early: $-\log(1) - Y$ is just $-Y$.
#
# 1. A negative price is a sign of a slip.
# 2. $-\log(1 - Y)$: the whole difference stands inside the log.
# 3. Write `np.log(1 - Y)`, not `np.log(1) - Y`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.where(L == 1, -np.log(Y), -np.log(1) - Y)


# %% mistake cross_entropy.own_entropy [markdown]
# Cause: the label is not used: this is −Y log Y − (1 − Y) log(1 − Y)
#
# You computed $-Y \log Y - (1 - Y) \log(1 - Y)$. That is how unsure the neuron is, not
# how wrong: the label does not occur in it.
#
# 1. The same output should cost more under the one label than under the other.
# 2. In $-L \log Y - (1 - L) \log(1 - Y)$ the labels stand in front of the logs.
# 3. Take `-np.log(np.where(L == 1, Y, 1 - Y))`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -Y * np.log(Y) - (1 - Y) * np.log(1 - Y)


# %% mistake cross_entropy.no_log [markdown]
# Cause: the logarithm is missing
#
# The logarithm is missing: you returned 1 minus the probability of the true label,
# which is the distance $|Y - L|$ and never exceeds 1.
#
# 1. Ten times less probable should cost 2.303 more, at every size.
# 2. $-\log Y$ for $L = 1$, and $-\log(1 - Y)$ for $L = 0$.
# 3. Write `-np.log( … )` in place of `1 - …`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return 1 - np.where(L == 1, Y, 1 - Y)


# %% mistake cross_entropy.changes_input [markdown]
# The losses are right, but your function writes into the array it was given: after the
# call the caller's outputs are turned into $1 - Y$ where the label is 0.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. The probability of the true label is a new array; $Y$ itself stays.
# 3. Use `np.where(L == 1, Y, 1 - Y)`, or start with `Y = Y.copy()`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    if Y.ndim == 0:
        return -np.log(np.where(L == 1, Y, 1 - Y))
    Y[L == 0] = 1 - Y[L == 0]
    return -np.log(Y)


# %% mistake cross_entropy.single_number [markdown]
# `if L == 1` asks one question about the whole array. For several labels the answer is
# not one yes or no, and Python stops with a `ValueError`.
#
# 1. Each example has its own label, so the choice must be made entry by entry.
# 2. $-\log Y$ where $L = 1$, and $-\log(1 - Y)$ where $L = 0$.
# 3. Use `np.where(L == 1, …, …)` in place of `if`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    if L == 1:
        return -np.log(Y)
    return -np.log(1 - Y)


# %% mistake cross_entropy.prints [markdown]
# Your function prints the losses and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over the losses, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def cross_entropy(Y, L):
    Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)
    print(-np.log(np.where(L == 1, Y, 1 - Y)))


# %% mistake error.sum_for_mean [markdown]
# Cause: this is the sum over the sample, not the mean
#
# You returned the sum of the losses. It grows with the size of the sample: twice the
# same data would count as twice the error.
#
# 1. A sample of 10 and one of 1000 should be comparable.
# 2. $Error(w) = \frac{1}{|X|} \sum_X Error(X, w)$
# 3. Write `np.mean` in place of `np.sum`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.sum(loss(sigmoid(w[0] + X @ w[1:]), L))


# %% mistake error.divided_by_inputs [markdown]
# Cause: the sum is divided by N = 3, the number of inputs, instead of n
#
# You divided by $N$, the number of inputs, instead of $n$, the number of examples. The
# two agree only if `X` happens to be square.
#
# 1. $|X|$ is the size of the sample: how many losses did you add up?
# 2. $Error(w) = \frac{1}{n} \sum_X Error(X, w)$
# 3. Use `X.shape[0]` or `len(L)`, or simply `np.mean`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.sum(loss(sigmoid(w[0] + X @ w[1:]), L)) / X.shape[1]


# %% mistake error.divided_by_weights [markdown]
# Cause: the sum is divided by N + 1 = 4, the length of w, instead of n
#
# You divided by the number of weights, $N + 1$, instead of $n$, the number of examples.
#
# 1. $|X|$ is the size of the sample: how many losses did you add up?
# 2. $Error(w) = \frac{1}{n} \sum_X Error(X, w)$
# 3. Use `len(L)` in place of `len(w)`, or simply `np.mean`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.sum(loss(sigmoid(w[0] + X @ w[1:]), L)) / len(w)


# %% mistake error.n_minus_1 [markdown]
# Cause: the sum is divided by n − 1
#
# You divided by $n - 1$. That belongs to the estimate of a variance; for one single
# example it even divides by zero.
#
# 1. The mean of one number is that number.
# 2. $Error(w) = \frac{1}{n} \sum_X Error(X, w)$
# 3. Divide by `len(L)`, or use `np.mean`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.sum(loss(sigmoid(w[0] + X @ w[1:]), L)) / (len(L) - 1)


# %% mistake error.halved [markdown]
# Cause: the sum is divided by 2n
#
# You divided by $2n$. The half is a custom for the squared error in some books; the
# slide takes the plain mean, and of any loss.
#
# 1. Is the mean of 0.4 and 0.6 equal to 0.25?
# 2. $Error(w) = \frac{1}{n} \sum_X Error(X, w)$
# 3. Remove the factor 2 (or 0.5).


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.sum(loss(sigmoid(w[0] + X @ w[1:]), L)) / (2 * len(L))


# %% mistake error.no_bias [markdown]
# Cause: the bias w[0] is not in the score
#
# The bias $w_0$ is not in your score: you computed $\sum_i w_i X_i$ alone.
#
# 1. With all inputs at 0 the neuron should still say $\sigma(w_0)$, not 0.5.
# 2. $r = w_0 + \sum_{i=1}^{N} w_i X_i$
# 3. Add `w[0]` to `X @ w[1:]`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean(loss(sigmoid(X @ w[1:]), L))


# %% mistake error.bias_last [markdown]
# Cause: the last entry of w was taken for the bias; it is the first
#
# You took the last entry of `w` for the bias. In this course the bias is the first.
#
# 1. `w` has one entry more than `X` has columns. Which one is left over?
# 2. $w = (w_0, w_1, \ldots, w_N)$ with the bias $w_0$
# 3. Write `w[0] + X @ w[1:]`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean(loss(sigmoid(w[-1] + X @ w[:-1]), L))


# %% mistake error.no_sigmoid [markdown]
# Cause: the loss was given scores; the sigmoid is missing
#
# You handed the scores to the loss. It expects outputs, numbers between 0 and 1.
#
# 1. What does the loss say to a "probability" of 2.5?
# 2. $Y = \sigma(r)$, and the loss is a function of $Y$ and $L$.
# 3. Put `sigmoid( … )` around the score.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean(loss(w[0] + X @ w[1:], L))


# %% mistake error.sigmoid_twice [markdown]
# Cause: the sigmoid was applied twice
#
# The sigmoid was applied twice: the loss received $\sigma(\sigma(r))$, and that always
# lies between 0.5 and 0.731.
#
# 1. Could such a neuron ever say "surely not"?
# 2. $Y = \sigma(r)$, once.
# 3. Remove one of the two calls of `sigmoid`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean(loss(sigmoid(sigmoid(w[0] + X @ w[1:])), L))


# %% mistake error.all_pairs [markdown]
# Cause: an (n, 1) array met an (n,) array: this is the mean over all n · n pairs
#
# Your outputs form a column of shape (n, 1), the labels have the shape (n,). The loss
# pairs each output with each label, and your mean runs over all $n \cdot n$ pairs. The
# result is one number, so nothing looks wrong.
#
# 1. Print the shape of `Y` before you call the loss.
# 2. $Error(w) = \frac{1}{n} \sum_{k=1}^{n} loss(Y_k, L_k)$: $n$ terms, not $n^2$.
# 3. Use `w[1:]` as it is, without `reshape(-1, 1)`; then `Y` has the shape (n,).


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean(loss(sigmoid(w[0] + X @ w[1:].reshape(-1, 1)), L))


# %% mistake error.decisions_first [markdown]
# Cause: the outputs were rounded to decisions first
#
# You rounded the outputs to decisions before the loss saw them. What comes out depends
# only on which decisions are wrong, and a small change of `w` changes nothing.
#
# 1. The stairs are what a smooth loss is there to replace.
# 2. The loss is a function of $Y = \sigma(r)$, a number between 0 and 1.
# 3. Drop the comparison with 0.5 (or `np.round`).


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    Y = sigmoid(w[0] + X @ w[1:])
    return np.mean(loss((Y >= 0.5) * 1.0, L))


# %% mistake error.always_squared [markdown]
# Cause: this is the squared error; `loss` is not used
#
# You computed the mean squared error, whatever loss was asked for: the argument `loss`
# is not used.
#
# 1. Call it with two different losses. Do the results differ?
# 2. $Error(w) = \frac{1}{n} \sum_X Error(X, w)$, with the $Error(X, w)$ that was given.
# 3. Call `loss(Y, L)` in place of your formula (or of `l2`).


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean((sigmoid(w[0] + X @ w[1:]) - L) ** 2)


# %% mistake error.always_cross_entropy [markdown]
# Cause: this is the cross-entropy; `loss` is not used
#
# You computed the mean cross-entropy, whatever loss was asked for: the argument `loss`
# is not used.
#
# 1. Call it with two different losses. Do the results differ?
# 2. $Error(w) = \frac{1}{n} \sum_X Error(X, w)$, with the $Error(X, w)$ that was given.
# 3. Call `loss(Y, L)` in place of your formula (or of `cross_entropy`).


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    Y = sigmoid(w[0] + X @ w[1:])
    return np.mean(-np.log(np.where(L == 1, Y, 1 - Y)))


# %% mistake error.arguments_swapped [markdown]
# Cause: the loss wants Y first and L second
#
# You called `loss(L, Y)`: labels first. For the squared error nobody notices, for other
# losses the result is wrong.
#
# 1. Which of the two does the loss take the logarithm of?
# 2. The docstring says loss(Y, L): outputs first, labels second.
# 3. Swap the two arguments.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean(loss(L, sigmoid(w[0] + X @ w[1:])))


# %% mistake error.averaged_first [markdown]
# Cause: the mean must come after the loss, not before it
#
# You averaged outputs and labels first, and then asked for the loss of the averages.
# Half of the answers too high and half too low would then cost nothing.
#
# 1. Errors of single examples must not cancel each other.
# 2. $\frac{1}{n} \sum_k loss(Y_k, L_k)$ is not $loss(\bar Y, \bar L)$ (the bars:
#    means).
# 3. Move `np.mean` to the outside, around `loss(Y, L)`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return loss(np.mean(sigmoid(w[0] + X @ w[1:])), np.mean(L))


# %% mistake error.no_mean [markdown]
# You returned the losses of all examples, an array. $Error(w)$ is one number, their
# mean.
#
# 1. Training compares two weight vectors: which of them is better? An array cannot say.
# 2. $Error(w) = \frac{1}{n} \sum_X Error(X, w)$
# 3. Put `np.mean( … )` around `loss(Y, L)`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return loss(sigmoid(w[0] + X @ w[1:]), L)


# %% mistake error.worst_example [markdown]
# Cause: this is the largest loss, not the mean
#
# You returned the largest loss of the sample. The slide takes the mean of all.
#
# 1. Does your result change when one of the good answers becomes even better?
# 2. $Error(w) = \frac{1}{n} \sum_X Error(X, w)$
# 3. Write `np.mean` in place of `np.max`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.max(loss(sigmoid(w[0] + X @ w[1:]), L))


# %% mistake error.infinite_dropped [markdown]
# Cause: infinite losses were left out
#
# You left infinite losses out of the mean (or replaced them). One certain and wrong
# answer then costs nothing, and the worst neuron looks good.
#
# 1. Which answers have an infinite loss?
# 2. $\frac{1}{n} \sum_X Error(X, w)$ is infinite as soon as one of its terms is.
# 3. Return `np.mean(loss(Y, L))`, without a choice by `np.isfinite`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    losses = loss(sigmoid(w[0] + X @ w[1:]), L)
    kept = losses[np.isfinite(losses)]
    return np.sum(kept) / max(len(kept), 1)


# %% mistake error.clipped_output [markdown]
# Cause: the outputs are kept away from 0 and 1
#
# You kept the outputs a little away from 0 and 1 before the loss saw them. A neuron
# that is certain and wrong then gets away with a finite price.
#
# 1. Which of the given functions already gives outputs that need no clipping?
# 2. $\sigma(1000)$ is 1 to the last digit of float64, and $\log(1 - 1)$ is $-\infty$,
#    as it should be.
# 3. Hand the outputs of `sigmoid` to `loss` as they are, without `np.clip`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    floor = 1e-15  # varies: 1e-15 to 1e-3
    return np.mean(loss(np.clip(sigmoid(w[0] + X @ w[1:]), floor, 1 - floor), L))


# %% mistake error.two_inputs [markdown]
# Cause: the score takes two inputs only, and the example has three
#
# Your score is written out for exactly two inputs: `w[1]` and `w[2]`. With more inputs
# the rest is ignored, with fewer it fails.
#
# 1. The number of inputs is `X.shape[1]`, and it differs from call to call.
# 2. $r = w_0 + \sum_{i=1}^{N} w_i X_i$ for every $N$
# 3. Write `w[0] + X @ w[1:]`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    r = w[0] + w[1] * X[:, 0] + w[2] * X[:, 1]
    return np.mean(loss(sigmoid(r), L))


# %% mistake error.reads_global [markdown]
# Cause: the sample was not used; variables of another cell were
#
# Your function does not look at its sample: it takes `hours` and `passed`, variables
# that another cell of the notebook made.
#
# 1. A function should know only what it is given. Which names are in its brackets?
# 2. $Error(w) = \frac{1}{|X|} \sum_X Error(X, w)$ with the sample of this call
# 3. Write `X` and `L` in place of `hours` and `passed`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean(loss(sigmoid(w[0] + w[1] * hours), passed))


# %% mistake error.bias_as_factor [markdown]
# Cause: the bias is a factor here; it is added
#
# You multiplied by the bias: $w_0 \sum_i w_i X_i$. It is added, and it shifts the
# score.
#
# 1. With a bias of 0 your neuron says 0.5 to everything. Should it?
# 2. $r = w_0 + \sum_{i=1}^{N} w_i X_i$
# 3. Write `w[0] + X @ w[1:]`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean(loss(sigmoid(w[0] * (X @ w[1:])), L))


# %% mistake error.bias_subtracted [markdown]
# Cause: the bias is subtracted; it is added
#
# You subtracted the bias: $\sum_i w_i X_i - w_0$. In this course it is added.
#
# 1. Should a larger bias make label 1 more probable or less?
# 2. $r = w_0 + \sum_{i=1}^{N} w_i X_i$
# 3. Change the minus in front of `w[0]` into a plus.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    return np.mean(loss(sigmoid(X @ w[1:] - w[0]), L))


# %% mistake error.changes_input [markdown]
# The mean is right, but your function writes into `X`: after the call the caller's
# inputs are multiplied by the weights.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `*=` writes into
#    it.
# 2. The products $w_i X_i$ are new numbers; $X$ itself stays.
# 3. Write `X @ w[1:]`, or `(X * w[1:]).sum(axis=1)`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    X *= w[1:]
    return np.mean(loss(sigmoid(w[0] + X.sum(axis=1)), L))


# %% mistake error.prints [markdown]
# Your function prints the mean and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $Error(w)$, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if len(L) == 0:
        raise ValueError("the sample is empty")
    print(np.mean(loss(sigmoid(w[0] + X @ w[1:]), L)))


# %% mistake error.empty_returns [markdown] by="check"
# For a sample without examples your function returns something instead of raising a
# `ValueError`. Whoever calls it would go on computing with a mean that does not exist.
#
# 1. What is the mean of no numbers? NumPy answers NaN, and only warns.
# 2. $\frac{1}{n} \sum_X Error(X, w)$ is $0/0$ for $n = 0$.
# 3. Begin with `if len(L) == 0: raise ValueError("the sample is empty")`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    return np.mean(loss(sigmoid(w[0] + X @ w[1:]), L))


# %% mistake error.empty_other_error [markdown] by="check"
# For a sample without examples your function does stop, but not with a `ValueError`.
# Whoever calls it wants to catch the error that the docstring promises.
#
# 1. Dividing by a length of 0, or `assert`, raises an error of another kind.
# 2. $n = 0$ is a bad value of an argument: that is what `ValueError` means.
# 3. Begin with `if len(L) == 0: raise ValueError("the sample is empty")`.


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    losses = [
        float(loss(sigmoid(w[0] + x @ w[1:]), l)) for x, l in zip(X, L, strict=True)
    ]
    return sum(losses) / len(losses)


# %% mistake error.no_ones_called_empty [markdown]
# Your test for an empty sample looks at the labels themselves, not at how many there
# are. A sample in which all labels are 0 is refused as well.
#
# 1. A label of 0 is a label.
# 2. Empty means $n = 0$, whatever the labels are.
# 3. Ask `len(L) == 0`, not `not L.any()` (or `L.sum() == 0`).


# %%
def error(w, X, L, loss):
    w, X, L = (np.asarray(data, dtype=np.float64) for data in (w, X, L))
    if not L.any():
        raise ValueError("the sample is empty")
    return np.mean(loss(sigmoid(w[0] + X @ w[1:]), L))


# %% mistake dl2_dr.no_inner_slope [markdown]
# Cause: the factor dY/dr is missing
#
# The factor $dY/dr$ is missing: you returned the slope over $Y$, not over $r$.
#
# 1. $r$ acts through $Y$: how fast does $Y$ follow when $r$ moves?
# 2. $\frac{d\,loss}{dr} = 2(Y - L) \cdot Y(1 - Y)$
# 3. Multiply by `Y * (1 - Y)`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (Y - L)


# %% mistake dl2_dr.no_outer_slope [markdown]
# Cause: the factor dloss/dY is missing
#
# You returned the slope of the sigmoid, $Y(1 - Y)$. The slope of the loss over $Y$ is
# missing, and with it the label.
#
# 1. Should the slope be the same for both labels?
# 2. $\frac{d\,loss}{dr} = \frac{d\,loss}{dY} \cdot \frac{dY}{dr}$
# 3. Multiply by `2 * (Y - L)`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return Y * (1 - Y)


# %% mistake dl2_dr.no_two [markdown]
# Cause: the 2 is missing
#
# The 2 of the square is missing: you returned $(Y - L) \cdot Y(1 - Y)$.
#
# 1. Compare with the measured slope of neuron A, $-0.25$.
# 2. $\frac{d\,loss}{dr} = 2(Y - L) \cdot Y(1 - Y)$
# 3. Multiply by 2: the exponent comes down as a factor.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return (Y - L) * Y * (1 - Y)


# %% mistake dl2_dr.still_squared [markdown]
# Cause: the square is still there
#
# The square is still there: you took $2(Y - L)^2$ for the first factor. The exponent
# comes down *and* goes down by one.
#
# 1. Where the label is 1 the loss falls as $r$ grows; yours has no negative slope.
# 2. $\frac{d}{dY}(Y - L)^2 = 2(Y - L)^{1}$
# 3. Remove `** 2`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (Y - L) ** 2 * Y * (1 - Y)


# %% mistake dl2_dr.no_label [markdown]
# Cause: the label is missing: the first factor is 2Y here
#
# The label has dropped out: you took $2Y$ for the first factor. It is the derivative of
# $Y^2$, right for $L = 0$ only.
#
# 1. The label is a constant, but it stands inside the square.
# 2. $(Y - L)^2 = Y^2 - 2YL + L^2$, and the middle term has a derivative too.
# 3. Write `Y - L` where you have `Y`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * Y * Y * (1 - Y) + 0 * L


# %% mistake dl2_dr.brackets [markdown]
# Cause: this takes 2Y − L; the 2 multiplies the whole difference
#
# The brackets are missing: you took $2Y - L$ for the first factor, so the 2 does not
# reach the label.
#
# 1. At $Y = 1$ and $L = 1$ the loss is at its lowest. What should its slope be there?
# 2. $\frac{d}{dY}(Y - L)^2 = 2(Y - L)$
# 3. Put the difference into brackets, the 2 in front of them.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return (2 * Y - L) * Y * (1 - Y)


# %% mistake dl2_dr.label_1_for_all [markdown]
# Cause: this takes Y − 1 for both labels
#
# You took $2(Y - 1)$ for the first factor. That is right for label 1, but you took it
# for label 0 as well.
#
# 1. For label 0 the loss is $Y^2$. Which way does it go as $Y$ grows?
# 2. $\frac{d}{dY}(Y - L)^2 = 2(Y - L)$
# 3. Write `L` where you wrote 1.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (Y - 1) * Y * (1 - Y)


# %% mistake dl2_dr.absolute [markdown]
# Cause: this is the size of the slope; its sign is missing
#
# The sign is lost: you returned $2|Y - L| \cdot Y(1 - Y)$. The sign tells in which
# direction the loss falls.
#
# 1. For label 1 and for label 0 the loss falls in opposite directions.
# 2. $2(Y - L)$ is negative for $L = 1$, positive for $L = 0$.
# 3. Remove the absolute value.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * np.abs(Y - L) * Y * (1 - Y)


# %% mistake dl2_dr.tanh [markdown]
# Cause: 1 − Y² is the slope of the tanh
#
# You took $1 - Y^2$ for the slope of the sigmoid. That one belongs to the hyperbolic
# tangent.
#
# 1. At $Y = 0$ the sigmoid is flat; $1 - Y^2$ is 1 there.
# 2. $\frac{dY}{dr} = Y(1 - Y)$
# 3. Write `Y * (1 - Y)` in place of `1 - Y**2`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (Y - L) * (1 - Y**2)


# %% mistake dl2_dr.wrong_side_only [markdown]
# Cause: right decisions get the slope 0 here
#
# Where the decision is right your slope is 0. The loss is not 0 there, and its slope is
# not either.
#
# 1. At $r = 1.5$ with label 1 the decision is right. Does the loss still fall as $r$
#    grows?
# 2. $2(Y - L) \cdot Y(1 - Y)$ on both sides of $r = 0$
# 3. Drop the comparison with 0 (or 0.5).


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return np.where((Y >= 0.5) == (L == 1), 0, 2 * (Y - L) * Y * (1 - Y))


# %% mistake dl2_dr.sign [markdown]
# Cause: the sign is reversed
#
# The sign is reversed. Where the label is 1, a larger score makes the loss smaller, so
# the slope is negative.
#
# 1. The measured slope of neuron A (label 1) is $-0.25$.
# 2. $2(Y - L) \cdot Y(1 - Y)$ with $Y < L$ for label 1
# 3. Write `Y - L`, not `L - Y`; and no minus in front.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (L - Y) * Y * (1 - Y)


# %% mistake dl2_dr.factors_added [markdown]
# Cause: the factors are multiplied, not added
#
# You added the two factors. The chain rule multiplies them.
#
# 1. If $Y$ does not move at all, the loss does not either: one factor 0 makes all 0.
# 2. $\frac{d\,loss}{dr} = \frac{d\,loss}{dY} \cdot \frac{dY}{dr}$
# 3. Write `*` in place of `+`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (Y - L) + Y * (1 - Y)


# %% mistake dl2_dr.score_for_output [markdown]
# Cause: the slope of the sigmoid was given r; it wants Y
#
# You put the score into the slope of the sigmoid: this is $2(Y - L) \cdot r(1 - r)$.
#
# 1. The slope of the sigmoid lies between 0 and 0.25. Does $r(1 - r)$?
# 2. $\frac{dY}{dr} = Y(1 - Y)$ with $Y = \sigma(r)$
# 3. Write `Y * (1 - Y)`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    r = np.asarray(r, dtype=np.float64)
    return 2 * (Y - L) * r * (1 - r)


# %% mistake dl2_dr.score_in_the_loss [markdown]
# Cause: the label was compared with the score; compare it with Y
#
# You compared the label with the score: this is $2(r - L) \cdot Y(1 - Y)$.
#
# 1. The loss compares the label with a probability, not with a score.
# 2. $\frac{d\,loss}{dY} = 2(Y - L)$ with $Y = \sigma(r)$
# 3. Write `2 * (Y - L)`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (np.asarray(r, dtype=np.float64) - L) * Y * (1 - Y)


# %% mistake dl2_dr.one_minus_forgotten [markdown]
# Cause: the factor 1 − Y of the sigmoid's slope is missing
#
# Only one half of the sigmoid's slope is there: you returned $2(Y - L) \cdot Y$.
#
# 1. The sigmoid is flat at *both* ends.
# 2. $\frac{dY}{dr} = Y(1 - Y)$
# 3. Multiply by `1 - Y` as well.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (Y - L) * Y


# %% mistake dl2_dr.inner_slope_twice [markdown]
# Cause: the slope of the sigmoid is there twice
#
# The sigmoid's slope is there twice: $2(Y - L) \cdot \bigl(Y(1 - Y)\bigr)^2$.
#
# 1. The chain has two links: loss over $Y$, and $Y$ over $r$.
# 2. $\frac{d\,loss}{dr} = 2(Y - L) \cdot Y(1 - Y)$
# 3. Multiply by `Y * (1 - Y)` once only.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (Y - L) * (Y * (1 - Y)) ** 2


# %% mistake dl2_dr.cross_entropy [markdown]
# Cause: this is Y − L, the slope of the cross-entropy
#
# You returned $Y - L$. That is the slope of the cross-entropy, which comes in step 2.
#
# 1. Which loss is this step about?
# 2. $\frac{d\,loss}{dr} = 2(Y - L) \cdot Y(1 - Y)$
# 3. Multiply by `Y * (1 - Y)`, and by the 2 of the square.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return Y - L


# %% mistake dl2_dr.changes_input [markdown]
# The slopes are right, but your function changes the labels it was given: after the
# call they have become differences.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `-=` writes into
#    it.
# 2. $Y - L$ is a new array; $L$ itself stays.
# 3. Write `Y - L` in the `return` line, without `-=`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    if L.ndim == 0:
        return 2 * (Y - L) * Y * (1 - Y)
    L -= Y
    return -2 * L * Y * (1 - Y)


# %% mistake dl2_dr.mean_taken [markdown]
# Cause: this is the mean of the slopes; each example has its own
#
# You returned the mean of the slopes, one number. The step asks for the slope of each
# example.
#
# 1. How many slopes do four scores have?
# 2. $2(Y_k - L_k) \cdot Y_k(1 - Y_k)$ for each example $k$
# 3. Drop `np.mean`.


# %%
def dl2_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return np.mean(2 * (Y - L) * Y * (1 - Y))


# %% mistake dce_dr.sign [markdown]
# Cause: the sign is reversed: raising r helps where L = 1
#
# The sign is reversed: this is $L - Y$. The slope says how the loss changes when the
# score *grows*; for label 1 it falls.
#
# 1. The measured slope of neuron A (label 1) is $-0.5$.
# 2. $\frac{d\,loss}{dr} = Y - L$
# 3. Swap `L` and `Y`.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return L - Y


# %% mistake dce_dr.extra_slope [markdown]
# Cause: the factor dY/dr is there once more; it has cancelled
#
# The factor $Y(1 - Y)$ is there once too often: you returned $(Y - L) \cdot Y(1 - Y)$.
# In $Y - L$ it has been multiplied in already, and has cancelled.
#
# 1. The measured slope of neuron A (label 1) is $-0.5$. What does yours give?
# 2. $-\frac{1}{Y} \cdot Y(1 - Y) = Y - 1$
# 3. Drop `* Y * (1 - Y)`.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return (Y - L) * Y * (1 - Y)


# %% mistake dce_dr.two [markdown]
# Cause: there is an extra 2; it belongs to the squared error
#
# There is a factor 2: $2(Y - L)$. It belongs to the derivative of a square, and the
# cross-entropy has none.
#
# 1. The measured slope of neuron A (label 1) is $-0.5$.
# 2. $-\frac{1}{Y} \cdot Y(1 - Y) = Y - 1$
# 3. Remove the 2.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (Y - L)


# %% mistake dce_dr.base_2 [markdown]
# Cause: there is a factor 1/log 2: this belongs to the logarithm to base 2
#
# There is a factor $1/\log 2$: this is the slope of the loss with the logarithm to base
# 2.
#
# 1. Every `log` of this seminar is the natural one.
# 2. $\frac{d}{dY} \log Y = \frac{1}{Y}$
# 3. Remove the division by `np.log(2)`.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return (Y - L) / np.log(2)


# %% mistake dce_dr.no_label [markdown]
# Cause: the label is missing: this is Y
#
# You returned $Y$ for both labels. That is right for $L = 0$ only.
#
# 1. For label 1 the product is $-(1 - Y)$. Write it with $Y$ first.
# 2. $Y - 1$ for $L = 1$, and $Y$ for $L = 0$: together $Y - L$.
# 3. Subtract `L`.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return Y + 0 * L


# %% mistake dce_dr.score_for_output [markdown]
# Cause: this takes the score r where Y is wanted
#
# You returned $r - L$: the score in place of the output. It compares a label with a
# number that may be 1000.
#
# 1. The slope of neuron A ($r = 0$, label 1) is $-0.5$; yours is $-1$.
# 2. $Y - L$ with $Y = \sigma(r)$
# 3. Write `Y`, which the given line has computed.


# %%
def dce_dr(r, L):
    L, r = np.asarray(L, dtype=np.float64), np.asarray(r, dtype=np.float64)
    return r - L


# %% mistake dce_dr.not_cancelled [markdown]
# You multiplied the two factors in the code. For moderate scores that is right. At
# $r = \pm 1000$ it computes things like $\frac{1}{0} \cdot 0$, which is NaN.
#
# 1. Cancel on paper first: what is $\frac{1}{Y} \cdot Y$?
# 2. $-\frac{1}{Y} \cdot Y(1 - Y) = Y - 1$, and $\frac{1}{1 - Y} \cdot Y(1 - Y) = Y$.
# 3. Return `Y - L`, without any division.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return np.where(L == 1, -1 / Y, 1 / (1 - Y)) * Y * (1 - Y)


# %% mistake dce_dr.constant_below_the_line [markdown]
# Cause: a constant below the line takes the slope away far out
#
# You saved the division by a small constant below the line, such as $10^{-12}$. Far
# out, where the neuron is most wrong, the slope is now 0 instead of $-1$ or 1.
#
# 1. The constant hides the $0/0$, and brings back the very saturation that had
#    cancelled.
# 2. At $r = -1000$, $L = 1$: $Y - L = -1$.
# 3. Return `Y - L`, without any division.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    constant = 1e-12  # varies: 1e-16 to 0.1
    return (Y - L) / (Y * (1 - Y) + constant) * Y * (1 - Y)


# %% mistake dce_dr.absolute [markdown]
# Cause: this is the size of the slope; its sign is missing
#
# The sign is lost: you returned $|Y - L|$. A slope says also in which direction the
# loss falls.
#
# 1. For label 1 the loss falls as the score grows.
# 2. $Y - L$ is negative for $L = 1$, positive for $L = 0$.
# 3. Remove the absolute value.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return np.abs(Y - L)


# %% mistake dce_dr.minus_for_label_0 [markdown]
# Cause: the sign is reversed where L = 0
#
# For label 1 your slope is right; for label 0 you returned $-Y$: the sign is reversed
# there.
#
# 1. Label 0: does the loss fall or rise as the score grows?
# 2. $\frac{1}{1 - Y} \cdot Y(1 - Y) = Y$ for $L = 0$: no minus is left.
# 3. `Y - L` covers both labels.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return np.where(L == 1, Y - 1, -Y)


# %% mistake dce_dr.label_1_for_all [markdown]
# Cause: this is Y − 1, for label 1 only
#
# You returned $Y - 1$ for every example. That is right for label 1 only.
#
# 1. Work the product out for label 0 as well.
# 2. $\frac{1}{1 - Y} \cdot Y(1 - Y) = Y$ for $L = 0$
# 3. Write `L` where you wrote 1.


# %%
def dce_dr(r, L):
    Y = sigmoid(r)
    return Y - 1


# %% mistake dce_dr.other_factor [markdown]
# Cause: the factor Y belongs to the case L = 0, the factor 1 − Y to L = 1
#
# The wrong factor cancelled: you have $-Y$ for $L = 1$ and $1 - Y$ for $L = 0$, as if a
# right answer had to be corrected most.
#
# 1. Label 1 and a very large score: is there anything left to correct?
# 2. $-\frac{1}{Y} \cdot Y(1 - Y) = -(1 - Y)$: the $Y$ cancels, $1 - Y$ stays.
# 3. What is left is $Y - 1$ for $L = 1$ and $Y$ for $L = 0$; write both as `Y - L`.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return np.where(L == 1, -Y, 1 - Y)


# %% mistake dce_dr.other_label [markdown]
# Cause: the two cases are swapped: this is Y − (1 − L)
#
# The two cases are swapped: you have $Y$ for $L = 1$ and $Y - 1$ for $L = 0$. That is
# $Y - (1 - L)$, with the other label.
#
# 1. Label 1 and a very large score: is there anything left to correct?
# 2. $Y - L$ is about 0 there; yours is about 1.
# 3. Subtract `L`.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return Y - (1 - L)


# %% mistake dce_dr.labels_plus_minus [markdown]
# Cause: the labels are 0 and 1, not −1 and 1
#
# You turned the labels into −1 and 1: this is $Y - (2L - 1)$. It is never 0 for label
# 0, even where the answer is perfect.
#
# 1. Label 0 and $r = -1000$: is there anything left to correct?
# 2. $Y - L$ with $L$ as it comes
# 3. Remove the line that makes −1 out of 0.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return Y - (2 * L - 1)


# %% mistake dce_dr.squared_error [markdown]
# Cause: this is the slope of the squared error
#
# This is the slope of the squared error, $2(Y - L) \cdot Y(1 - Y)$, from step 1.
#
# 1. Which first factor belongs to the cross-entropy?
# 2. $-\frac{1}{Y} \cdot Y(1 - Y) = Y - 1$ for $L = 1$
# 3. Multiply the two cases, $-1/Y$ and $1/(1 - Y)$, by $Y(1 - Y)$ on paper, and cancel.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return 2 * (Y - L) * Y * (1 - Y)


# %% mistake dce_dr.no_inner_slope [markdown]
# Cause: the factor dY/dr is missing
#
# The factor $dY/dr$ is missing: this is still the slope over $Y$, with $Y$ or $1 - Y$
# below the line.
#
# 1. $r$ acts through $Y$: how fast does $Y$ follow when $r$ moves?
# 2. $-\frac{1}{Y} \cdot Y(1 - Y) = Y - 1$ for $L = 1$
# 3. Multiply by $Y(1 - Y)$, and cancel.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    with np.errstate(all="ignore"):
        return np.where(L == 1, -1 / Y, 1 / (1 - Y))


# %% mistake dce_dr.decisions_first [markdown]
# Cause: the output was rounded to a decision first
#
# You rounded $Y$ to a decision: the slope is −1, 0 or 1. That is the rule of the
# perceptron; the cross-entropy also corrects answers that are right but unsure.
#
# 1. At $r = 0.5$ with label 1 the decision is right. Is the loss already 0?
# 2. $Y - L$ with $Y$ between 0 and 1
# 3. Drop the comparison with 0.5.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return (Y >= 0.5) - L


# %% mistake dce_dr.wrong_side_only [markdown]
# Cause: right decisions get the slope 0 here
#
# Where the decision is right your slope is 0. The cross-entropy also corrects answers
# that are right but unsure.
#
# 1. At $r = 1.5$ with label 1 the decision is right. Is the loss already 0?
# 2. $Y - L$ on both sides of $r = 0$
# 3. Drop the comparison with 0 (or 0.5).


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return np.where((Y >= 0.5) == (L == 1), 0, Y - L)


# %% mistake dce_dr.divided_by_n [markdown]
# Cause: the slopes are divided by the number of examples
#
# You divided by the number of examples. The $1/n$ belongs to the mean over the sample;
# the step asks for the slope of each example's own loss.
#
# 1. Does the slope of one example depend on how many others there are?
# 2. $Y_k - L_k$ for each example $k$
# 3. Remove the division by `L.size` or `len(L)`.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    return (Y - L) / L.size


# %% mistake dce_dr.changes_input [markdown]
# The slopes are right, but your function changes the labels it was given: after the
# call they have become differences.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `-=` writes into
#    it.
# 2. $Y - L$ is a new array; $L$ itself stays.
# 3. Write `Y - L` in the `return` line, without `-=`.


# %%
def dce_dr(r, L):
    L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)
    if L.ndim == 0:
        return Y - L
    L -= Y
    return -L


# %% mistake cross_entropy_from_r.through_the_output [markdown]
# Cause: an exponential overflowed, or Y was rounded to 0 or 1
#
# You went through $Y = \sigma(r)$ and took its log. Far out $Y$ is rounded to 0 or 1,
# and the loss becomes infinite: at $r = 1000$ with label 0 it should be 1000.
#
# 1. What has been rounded away, no logarithm brings back.
# 2. $-\log(1 - \sigma(r)) = \log(1 + e^{r})$
# 3. Drop `sigmoid`, and use `np.logaddexp(0, z)` with the score itself.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    Y = sigmoid(r)
    return -np.log(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy_from_r.overflow [markdown]
# Cause: the exponential of a large number overflowed
#
# You wrote $\log(1 + e^{z})$ as it stands. On paper it is right; at $z = 1000$ the
# exponential overflows, NumPy warns, and the loss is infinite.
#
# 1. The result is about 1000, but a number of 435 digits stands on the way to it.
# 2. $\log(e^{0} + e^{z}) = \max(z, 0) + \log(1 + e^{-|z|})$
# 3. Use `np.logaddexp(0, z)`, which does just that.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    z = np.where(L == 1, -r, r)
    return np.log(1 + np.exp(z))


# %% mistake cross_entropy_from_r.overflow_on_the_other_side [markdown]
# Cause: the exponential of a large number overflowed where z is very negative
#
# You wrote $z + \log(1 + e^{-z})$. It is right on paper and safe for large positive
# $z$; for large negative $z$ the exponential overflows and the loss is infinite.
#
# 1. Each form fails on one side. Which score makes $e^{-z}$ large?
# 2. $\max(z, 0) + \log(1 + e^{-|z|})$
# 3. Use `np.logaddexp(0, z)`, or `np.abs` in the exponent.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    z = np.where(L == 1, -r, r)
    return z + np.log(1 + np.exp(-z))


# %% mistake cross_entropy_from_r.both_branches [markdown]
# The values are right, but NumPy warns of an overflow: `np.where` computes *both*
# branches for every score before it picks.
#
# 1. The choice has to come before the exponential, not after it.
# 2. $\max(z, 0) + \log(1 + e^{-|z|})$ needs no choice.
# 3. Use `np.logaddexp(0, z)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    z = np.where(L == 1, -r, r)
    return np.where(z > 30, z, np.log1p(np.exp(z)))


# %% mistake cross_entropy_from_r.swapped [markdown]
# Cause: the two cases are swapped
#
# The two cases are swapped: $z$ should be large where the score is on the *wrong* side
# of the label.
#
# 1. Label 1 and $r = 1000$ is a perfect answer. Should it cost 1000?
# 2. $\log(1 + e^{-r})$ for $L = 1$, and $\log(1 + e^{r})$ for $L = 0$.
# 3. Take $z = -r$ for label 1.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.logaddexp(0, np.where(L == 1, r, -r))


# %% mistake cross_entropy_from_r.label_0_for_all [markdown]
# Cause: the label is not used: this is log(1 + e^r)
#
# You computed $\log(1 + e^{r})$ for both labels. That is the case $L = 0$.
#
# 1. Label 1 and $r = 1000$ is a perfect answer. Should it cost 1000?
# 2. $\log(1 + e^{-r})$ for $L = 1$
# 3. Take $z = -r$ where the label is 1: `np.where(L == 1, -r, r)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.logaddexp(0, r) + 0 * L


# %% mistake cross_entropy_from_r.label_1_for_all [markdown]
# Cause: the label is not used: this is log(1 + e^(−r))
#
# You computed $\log(1 + e^{-r})$ for both labels. That is the case $L = 1$.
#
# 1. Label 0 and $r = -1000$ is a perfect answer. Should it cost 1000?
# 2. $\log(1 + e^{r})$ for $L = 0$
# 3. Take $z = r$ where the label is 0: `np.where(L == 1, -r, r)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.logaddexp(0, -r) + 0 * L


# %% mistake cross_entropy_from_r.signed_score [markdown]
# Cause: this is z itself; log(1 + e^z) is missing
#
# You returned the signed score itself: positive where the answer is wrong, negative
# where it is right.
#
# 1. A price is never negative.
# 2. $\log(1 + e^{z})$
# 3. Use `np.logaddexp(0, z)` in place of `z`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.where(L == 1, -r, r)


# %% mistake cross_entropy_from_r.labels_plus_minus [markdown]
# Cause: this formula is for labels −1 and 1; ours are 0 and 1
#
# You used the formula $\log(1 + e^{-L r})$. It is right for labels −1 and 1. With the
# label 0 the score drops out, and every such example costs $\log 2$.
#
# 1. What is $L \cdot r$ when $L$ is 0?
# 2. With labels 0 and 1: $z = (1 - 2L)\, r$
# 3. Write `(1 - 2 * L) * r` in place of `-L * r`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.logaddexp(0, -L * r)


# %% mistake cross_entropy_from_r.label_1_only [markdown]
# Cause: only the case L = 1 is there
#
# Only the case $L = 1$ is there; the examples with label 0 cost nothing.
#
# 1. A neuron that answers 1 to everything would pay nothing at all.
# 2. $\log(1 + e^{r})$ for $L = 0$
# 3. Use `np.logaddexp(0, z)` with `z = np.where(L == 1, -r, r)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return L * np.logaddexp(0, -r)


# %% mistake cross_entropy_from_r.base_2 [markdown]
# Cause: this is log2; the seminar uses the natural log
#
# You took the logarithm to base 2: your losses are in bits, larger by the factor 1.443.
#
# 1. Every `log` of this seminar is the natural one.
# 2. At $r = 0$ the loss is $\log 2 = 0.693$, not 1.
# 3. Use `np.logaddexp`, not `np.logaddexp2` or `np.log2`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.logaddexp(0, np.where(L == 1, -r, r)) / np.log(2)


# %% mistake cross_entropy_from_r.rectified [markdown]
# Cause: this is max(z, 0); the rest of log(1 + e^z) is missing
#
# You returned $\max(z, 0)$. That is what the loss looks like from far away; near
# $z = 0$ it is larger by up to $\log 2$.
#
# 1. At $r = 0$ the neuron has no idea. Should that cost nothing?
# 2. $\log(1 + e^{z}) = \max(z, 0) + \log(1 + e^{-|z|})$
# 3. Add the second term, or use `np.logaddexp(0, z)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.maximum(np.where(L == 1, -r, r), 0)


# %% mistake cross_entropy_from_r.linear_too_soon [markdown]
# Cause: the loss was taken for z itself at a bound where it is not yet
#
# From some $z$ on, such as 10, you took the loss for $z$ itself. The rest is small
# there, but not small enough: the docstring wants nine digits.
#
# 1. How large is $\log(1 + e^{z}) - z$ at $z = 11$?
# 2. $\log(1 + e^{z}) = z + \log(1 + e^{-z})$, and $e^{-11} = 0.0000167$
# 3. Use `np.logaddexp(0, z)`, which needs no bound.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    z = np.where(L == 1, -r, r)
    bound = 10.0  # varies: 5.0 to 20.0
    return np.where(z > bound, z, np.log1p(np.exp(np.minimum(z, bound))))


# %% mistake cross_entropy_from_r.maximum_missing [markdown]
# Cause: the part max(z, 0) is missing
#
# You returned $\log(1 + e^{-|z|})$. The exponent is safe, but the part $\max(z, 0)$ is
# missing: a terrible answer costs as little as a perfect one.
#
# 1. $|z|$ has forgotten on which side the score lies.
# 2. $\log(1 + e^{z}) = \max(z, 0) + \log(1 + e^{-|z|})$
# 3. Add `np.maximum(z, 0)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.log1p(np.exp(-np.abs(r))) + 0 * L


# %% mistake cross_entropy_from_r.one_for_zero [markdown]
# Cause: np.logaddexp(1, z) is log(e + e^z); 1 is e to the power 0
#
# You wrote `np.logaddexp(1, z)`. It adds *exponentials*: this is $\log(e^{1} + e^{z})$.
#
# 1. Which exponent makes $e^{\ldots}$ equal to 1?
# 2. $\log(1 + e^{z}) = \log(e^{0} + e^{z})$
# 3. Write `np.logaddexp(0, z)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.logaddexp(1, np.where(L == 1, -r, r))


# %% mistake cross_entropy_from_r.score_as_probability [markdown]
# Cause: the score is taken for a probability
#
# You put the score into the logarithm as if it were a probability. A score can be
# negative, and the log of that is NaN.
#
# 1. Which values may stand inside $-\log$?
# 2. $-\log \sigma(r) = \log(1 + e^{-r})$
# 3. Use `np.logaddexp(0, z)`, not `cross_entropy(r, L)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    with np.errstate(all="ignore"):
        return -np.log(np.where(L == 1, r, 1 - r))


# %% mistake cross_entropy_from_r.clipped_score [markdown]
# Cause: the score was cut off at a bound
#
# You cut the score off at a bound, such as ±30. No loss can exceed the bound any more,
# and beyond it the loss has no slope.
#
# 1. A clip hides the overflow and makes the loss saturate.
# 2. At $r = -1000$ with label 1 the loss is 1000.
# 3. Drop `np.clip`, and use `np.logaddexp(0, z)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    bound = 30.0  # varies: 5.0 to 745.0
    r = np.clip(r, -bound, bound)
    return np.logaddexp(0, np.where(L == 1, -r, r))


# %% mistake cross_entropy_from_r.clipped_output [markdown]
# Cause: the output was kept away from 0 and 1
#
# You computed $Y = \sigma(r)$ and kept it away from 0 and 1: by $10^{-12}$, say, and no
# loss can exceed 27.6 any more.
#
# 1. Section 6 shows what a clip does: the loss is flat beyond it.
# 2. At $r = -1000$ with label 1 the loss is 1000.
# 3. Do not form $Y$ at all: `np.logaddexp(0, z)` works with the score.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    floor = 1e-12  # varies: 1e-16 to 0.2
    Y = np.clip(sigmoid(r), floor, 1 - floor)
    return -np.log(np.where(L == 1, Y, 1 - Y))


# %% mistake cross_entropy_from_r.sign [markdown]
# Cause: there is a minus in front of log(1 + e^z)
#
# The losses are negative: there is a minus in front of $\log(1 + e^{z})$.
#
# 1. A price is never negative.
# 2. $-\log \sigma(r) = -\log \frac{1}{1 + e^{-r}} = +\log(1 + e^{-r})$
# 3. Remove the minus: the fraction has used it up.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return -np.logaddexp(0, np.where(L == 1, -r, r))


# %% mistake cross_entropy_from_r.label_without_score [markdown]
# Cause: L is subtracted where L · r belongs
#
# You computed $\log(1 + e^{r}) - L$. In the short form of the loss the label is
# multiplied by the score.
#
# 1. What should be subtracted at $r = 1000$, $L = 1$, so that 0 is left?
# 2. $\log(1 + e^{r}) - L r$
# 3. Write `L * r` in place of `L`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.logaddexp(0, r) - L


# %% mistake cross_entropy_from_r.product_added [markdown]
# Cause: L · r is added; it is subtracted
#
# You computed $\log(1 + e^{r}) + L r$. The product is subtracted: for label 1 it turns
# $r$ into $-r$.
#
# 1. Label 1 and $r = 1000$ is a perfect answer; yours costs 2000.
# 2. $\log(1 + e^{r}) - r = \log(1 + e^{-r})$
# 3. Change the sign in front of `L * r`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.logaddexp(0, r) + L * r


# %% mistake cross_entropy_from_r.mean_taken [markdown]
# Cause: this is the mean over the examples; each has a loss of its own
#
# You returned the mean over the examples, one number. The exercise asks for the loss of
# each example.
#
# 1. How many losses do four examples have?
# 2. $\log(1 + e^{z_k})$ for each example $k$
# 3. Drop `np.mean`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    return np.mean(np.logaddexp(0, np.where(L == 1, -r, r)))


# %% mistake cross_entropy_from_r.column [markdown]
# Cause: an (n, 1) array met an (n,) array, each score was paired with each label
#
# You made a column of shape (n, 1) out of $r$. Against the labels of shape (n,) NumPy
# pairs each score with each label, and an (n, n) table comes out.
#
# 1. Score number $k$ belongs to label number $k$, and to no other.
# 2. $z_k = (1 - 2L_k)\, r_k$
# 3. Drop the `reshape(-1, 1)`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    r = r.reshape(-1, 1)
    return np.logaddexp(0, np.where(L == 1, -r, r))


# %% mistake cross_entropy_from_r.changes_input [markdown]
# The losses are right, but your function writes into the array it was given: after the
# call the caller's scores with label 1 have changed their sign.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. $z$ is a new array; $r$ itself stays.
# 3. Write `z = np.where(L == 1, -r, r)`, or start with `z = r.copy()`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    if r.ndim == 0:
        return np.logaddexp(0, np.where(L == 1, -r, r))
    r[L == 1] *= -1
    return np.logaddexp(0, r)


# %% mistake cross_entropy_from_r.changes_labels [markdown]
# The losses are right, but your function writes into the labels it was given: after the
# call the caller has signs in their place.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `*=` writes into
#    it.
# 2. $1 - 2L$ is a new array; $L$ itself stays.
# 3. Write `sign = 1 - 2 * L`, without `*=` and `+=`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    if L.ndim == 0:
        return np.logaddexp(0, (1 - 2 * L) * r)
    L *= -2
    L += 1
    return np.logaddexp(0, L * r)


# %% mistake cross_entropy_from_r.prints [markdown]
# Your function prints the losses and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $\log(1 + e^{z})$, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def cross_entropy_from_r(r, L):
    r, L = np.asarray(r, dtype=np.float64), np.asarray(L, dtype=np.float64)
    print(np.logaddexp(0, np.where(L == 1, -r, r)))


# %% mistake counterexample.not_five_numbers [markdown] by="check"
# The answer is not a list of five numbers, one output for each e-mail.
#
# 1. How many e-mails are there?
# 2. $(Y_1, \ldots, Y_5)$ for the labels 1, 1, 1, 0, 0
# 3. Write `counterexample = [ … ]` with five numbers between 0 and 1.

# %%
counterexample = [0.9, 0.999]


# %% mistake counterexample.not_inside [markdown] by="check"
# One of your outputs is not strictly between 0 and 1. The certain and wrong answer
# would be infinitely expensive; the task wants a price that one can count.
#
# 1. A sigmoid never says exactly 0 or 1.
# 2. $0 < Y < 1$
# 3. Take 0.999 instead of 1, or 0.001 instead of 0.

# %%
counterexample = [0.9, 0.9, 0.9, 0.1, 1.0]


# %% mistake counterexample.all_right [markdown] by="check"
# All five decisions are right. Then each e-mail costs at most $\log 2 = 0.693$, and the
# mean cannot reach 0.8.
#
# 1. One answer has to be wrong, and very sure of itself.
# 2. $-\log 0.001 = 6.9$ for one e-mail, divided by five, is 1.38.
# 3. Turn one output to the other side of 0.5, as far as you can.

# %%
counterexample = [0.6, 0.6, 0.6, 0.4, 0.4]


# %% mistake counterexample.too_many_wrong [markdown] by="check"
# More than one decision is wrong. The claim speaks of more right decisions; make it as
# strong as you can, with four of five.
#
# 1. The labels are 1, 1, 1, 0, 0, and the threshold is 0.5.
# 2. Right means $Y \ge 0.5$ for the first three, $Y < 0.5$ for the last two.
# 3. Keep one wrong answer, and move the others to their side of 0.5.

# %%
counterexample = [0.1, 0.1, 0.9, 0.1, 0.1]


# %% mistake counterexample.not_expensive_enough [markdown] by="check"
# Four decisions are right, but the mean cross-entropy of your outputs does not exceed
# 0.8, the bound that the exercise sets.
#
# 1. The wrong answer must be surer of itself.
# 2. The five losses have to add up to more than $5 \cdot 0.8 = 4$.
# 3. Give the wrong e-mail 0.999 where the label is 0, or 0.001 where it is 1.

# %%
counterexample = [0.9, 0.9, 0.9, 0.1, 0.8]
