# %%
import numpy as np

# %% mistake softmax.axis_0 [markdown]
# Cause: the sums run over the examples (axis 0), not over the classes of a row
#
# Your columns add up to 1, not your rows: the sums run over the examples.
#
# 1. One example is one row. Which numbers have to add up to 1?
# 2. $P_k = e^{r_k} / \sum_j e^{r_j}$, and $j$ runs over the classes of one example.
# 3. Use `axis=1, keepdims=True` in both places.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    E = np.exp(R - R.max(axis=0))
    return E / E.sum(axis=0)


# %% mistake softmax.whole_table [markdown]
# Cause: one sum for the whole table: each row must add up to 1
#
# You divide by the sum of the whole table, so all examples together add up to 1.
#
# 1. Does an example become less sure because there are others beside it?
# 2. $\sum_j$ runs over the classes of one example.
# 3. Write `E.sum(axis=1, keepdims=True)`.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    E = np.exp(R - R.max())
    return E / E.sum()


# %% mistake softmax.keepdims_lost [markdown]
# Cause: the row sums have lost an axis: entry j of a row is divided by the sum of row j
#
# The row sums have the shape (n,), so NumPy lays them along a row: column $j$ is
# divided by the sum of row $j$. Where n and K differ it raises an error; where they are
# equal nobody warns you.
#
# 1. Print the shapes of both sides of the division.
# 2. (n, K) divided by (n, 1) divides each row by its own number.
# 3. Add `keepdims=True` to the sum.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    E = np.exp(R - R.max(axis=1, keepdims=True))
    return E / E.sum(axis=1)


# %% mistake softmax.global_max [markdown]
# Cause: the largest score of the whole table was subtracted: a row far below it becomes
# 0/0
#
# You subtract the largest score of the whole table. In a row that lies far below it
# every $e^r$ becomes 0, and 0/0 is NaN.
#
# 1. Which $c$ may be chosen for one row without regard to the others?
# 2. After subtracting, the largest score of *each* row must be 0.
# 3. Use `R.max(axis=1, keepdims=True)`.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    E = np.exp(R - R.max())
    return E / E.sum(axis=1, keepdims=True)


# %% mistake softmax.no_max [markdown]
# Cause: no score was subtracted, so e^1000 overflows and e^(−1000) is 0
#
# The formula is right, the computer is not able to do it: $e^{1000}$ overflows, and
# inf/inf is NaN. For −1000 all become 0, and 0/0 is NaN, too.
#
# 1. Softmax is unchanged if all scores of a row change by the same number.
# 2. $P_k = e^{r_k - m} / \sum_j e^{r_j - m}$ for any $m$.
# 3. Subtract `R.max(axis=1, keepdims=True)` first.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    E = np.exp(R)
    return E / E.sum(axis=1, keepdims=True)


# %% mistake softmax.mean_subtracted [markdown]
# Cause: the mean of the row was subtracted: the largest score may still be far above it
#
# You subtract the mean of each row. It keeps the shares, but a score may lie 1000 above
# the mean, and then it overflows.
#
# 1. After subtracting, how large may the largest number be?
# 2. Only numbers up to 0 can never overflow: $r_j - m \le 0$.
# 3. Take `max` in place of `mean`.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    E = np.exp(R - R.mean(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% mistake softmax.sigmoid_each [markdown]
# Cause: each score went through a sigmoid of its own: the row does not add up to 1
#
# You put each score through the sigmoid. These are ten answers to ten yes-or-no
# questions; they do not add up to 1.
#
# 1. If one class gains, what must happen to the others?
# 2. $P_k = e^{r_k} / \sum_j e^{r_j}$ depends on all scores of the row.
# 3. Divide `np.exp` of each score by their sum over the row.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    return sigmoid(R)


# %% mistake softmax.sigmoid_normalised [markdown]
# Cause: the sigmoids were made to add up to 1; what has to be shared out is e^r
#
# You divide sigmoids by their sum. The rows add up to 1, but the log of the odds of two
# classes is not the difference of their scores.
#
# 1. Take the scores 2, 1, 0. Is the first class 2.72 times as probable as the second?
# 2. $P_k / P_j = e^{r_k - r_j}$
# 3. Put `np.exp` where you have the sigmoid.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    S = sigmoid(R)
    return S / np.maximum(S.sum(axis=1, keepdims=True), 1e-300)


# %% mistake softmax.minus [markdown]
# Cause: there is a minus in the exponent: the largest score gets the smallest
# probability
#
# You take $e^{-r}$: the class with the largest score gets the smallest probability.
#
# 1. A larger score makes its class more probable. Does it here?
# 2. $P_k = e^{r_k} / \sum_j e^{r_j}$, without a minus. The minus stood in the sigmoid.
# 3. Turn the difference in `np.exp` around.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    E = np.exp(R.min(axis=1, keepdims=True) - R)
    return E / E.sum(axis=1, keepdims=True)


# %% mistake softmax.base_2 [markdown]
# Cause: the powers have another base than e
#
# You take powers of another number than $e$. Scores are natural logarithms of odds
# here.
#
# 1. Scores that differ by 1 belong to probabilities that differ by a factor. By which?
# 2. $P_k / P_j = e^{r_k - r_j}$
# 3. Use `np.exp`.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    base = 2  # varies: 2, 10
    E = base ** (R - R.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% mistake softmax.linear [markdown]
# Cause: the scores themselves were shared out, without e^r
#
# You divide the scores themselves by their sum. They may be negative, and their sum may
# be 0.
#
# 1. What makes a positive number of any score?
# 2. $P_k = e^{r_k} / \sum_j e^{r_j}$
# 3. Take `np.exp` before you divide.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    with np.errstate(all="ignore"):
        return R / R.sum(axis=1, keepdims=True)


# %% mistake softmax.hard [markdown]
# Cause: the winner got everything: that is the decision, not the probabilities
#
# Your row has a 1 at the largest score and zeros elsewhere. This is the decision; its
# slope is 0 wherever it has one, and nothing could learn from it.
#
# 1. Scores 0, 0, 0 say that the three classes are equally probable.
# 2. $P_k = e^{r_k} / \sum_j e^{r_j}$
# 3. Leave `argmax` for the very end; divide `np.exp` by its row sum.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    return np.eye(R.shape[1])[R.argmax(axis=1)]


# %% mistake softmax.twice [markdown]
# Cause: softmax was applied twice
#
# You apply softmax twice. Probabilities lie between 0 and 1, and taken for scores they
# differ by 1 at most: everything becomes nearly equal.
#
# 1. What becomes of the scores 1000 and 0? It ought to be 1 and 0.
# 2. Scores go in once, probabilities come out once.
# 3. Remove the second round.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    for _ in range(2):
        E = np.exp(R - R.max(axis=1, keepdims=True))
        R = E / E.sum(axis=1, keepdims=True)
    return R


# %% mistake softmax.log [markdown]
# Cause: these are the logarithms of the probabilities
#
# You return the logs of the probabilities, all negative. The probabilities are wanted.
#
# 1. Can a probability be negative?
# 2. $P_k = e^{\log P_k}$
# 3. Take `np.exp` of the result.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    R = R - R.max(axis=1, keepdims=True)
    return R - np.log(np.exp(R).sum(axis=1, keepdims=True))


# %% mistake softmax.clipped [markdown]
# Cause: the scores were cut off: two that lie beyond the limit become equal
#
# You cut the scores off at some limit. Two scores beyond it become equal, though one of
# them should win.
#
# 1. 1000 and 1001 differ by 1, as 0 and 1 do.
# 2. $P_k = e^{r_k - m} / \sum_j e^{r_j - m}$ keeps all differences.
# 3. Subtract `R.max(axis=1, keepdims=True)` in place of `np.clip`.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    limit = 500  # varies: 20.0 to 700.0
    E = np.exp(np.clip(R, -limit, limit))
    return E / E.sum(axis=1, keepdims=True)


# %% mistake softmax.changes_input [markdown]
# The values are right, but your function changes the array it was given.
#
# 1. `np.asarray` makes no copy of an array of float64.
# 2. `R -= …` writes into the caller's array.
# 3. Write `R = R - R.max(axis=1, keepdims=True)`, a new array.


# %%
def softmax(R):
    R = np.asarray(R, dtype=np.float64)
    R -= R.max(axis=1, keepdims=True)
    E = np.exp(R)
    return E / E.sum(axis=1, keepdims=True)


# %% mistake as_neuron.reversed [markdown]
# Cause: class 1 was subtracted from class 0: this neuron gives the probability of class
# 0
#
# You subtract class 1 from class 0. This neuron says the probability of class 0.
#
# 1. If the score of class 1 grows, the neuron must become surer of class 1.
# 2. $P_1 = \sigma(r_1 - r_0)$
# 3. Turn both differences around.


# %%
def as_neuron(W, b):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return np.append(b[0] - b[1], W[:, 0] - W[:, 1])


# %% mistake as_neuron.class_1_only [markdown]
# Cause: this is the column of class 1 alone
#
# You took the column of class 1 alone. That is its score, and the score of class 0
# counts as well.
#
# 1. The layer raises the score of class 0. What becomes of $P_1$?
# 2. $P_1 = \sigma(r_1 - r_0)$
# 3. Subtract `W[:, 0]` and `b[0]`.


# %%
def as_neuron(W, b):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return np.append(b[1], W[:, 1])


# %% mistake as_neuron.sum [markdown]
# Cause: the two classes were added; their difference counts
#
# You add the two columns. What counts is the difference of the scores.
#
# 1. Add 5 to both scores. The probabilities must not change.
# 2. $r_1 - r_0 = (b_1 - b_0) + \sum_i (W_{i1} - W_{i0}) X_i$
# 3. Put a minus in place of both plus signs.


# %%
def as_neuron(W, b):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return np.append(b[1] + b[0], W[:, 1] + W[:, 0])


# %% mistake as_neuron.bias_last [markdown]
# Cause: the bias stands at the end; w₀ is the first entry
#
# The numbers are right, the bias stands at the end. In lesson 1, $w_0$ is the first
# one.
#
# 1. Where did the bias stand in the $w$ of lesson 1?
# 2. $w = (w_0, w_1, …, w_N)$
# 3. Exchange the two arguments of `np.append`.


# %%
def as_neuron(W, b):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return np.append(W[:, 1] - W[:, 0], b[1] - b[0])


# %% mistake as_neuron.without_bias [markdown]
# Cause: the bias is missing
#
# The bias is missing: N numbers, where N + 1 are wanted.
#
# 1. What does the layer say where all inputs are 0?
# 2. $w_0 = b_1 - b_0$
# 3. Put `b[1] - b[0]` in front, for example with `np.append`.


# %%
def as_neuron(W, b):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return W[:, 1] - W[:, 0]


# %% mistake as_neuron.old_bias [markdown]
# Cause: the bias is that of class 1, not the difference
#
# The weights are differences, the bias is not.
#
# 1. All inputs 0: which two scores remain?
# 2. $w_0 = b_1 - b_0$
# 3. Subtract `b[0]`.


# %%
def as_neuron(W, b):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return np.append(b[1], W[:, 1] - W[:, 0])


# %% mistake as_neuron.changes_input [markdown]
# The values are right, but your function changes the weights it was given.
#
# 1. `np.asarray` makes no copy of an array of float64.
# 2. `W[:, 1] -= …` writes into the caller's array.
# 3. Write `W[:, 1] - W[:, 0]` where the result is needed.


# %%
def as_neuron(W, b):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    W[:, 1] -= W[:, 0]
    return np.append(b[1] - b[0], W[:, 1])


# %% mistake cross_entropy.sum [markdown]
# Cause: this is the sum over the examples, not their mean
#
# You return the sum over the examples. The loss of a sample is their mean.
#
# 1. Should twice as many examples have twice the loss?
# 2. $Error = \frac{1}{n} \sum_s -\log P_{L_s}$
# 3. Use `np.mean` in place of `np.sum`.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return np.sum(log_sums - R[np.arange(len(R)), L])


# %% mistake cross_entropy.each [markdown]
# Cause: one loss per example: their mean is still missing
#
# You return one loss per example; their mean is still missing.
#
# 1. One number is wanted for the whole sample.
# 2. $Error = \frac{1}{n} \sum_s -\log P_{L_s}$
# 3. Put `np.mean(…)` around it.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return log_sums - R[np.arange(len(R)), L]


# %% mistake cross_entropy.over_nk [markdown]
# Cause: the sum was divided by n·K; n examples have n losses
#
# You divide by the number of entries, $nK$. But an example has one loss, that of its
# label.
#
# 1. How many losses were added up?
# 2. $Error = \frac{1}{n} \sum_s -\log P_{L_s}$
# 3. Divide by `len(R)`, not by `R.size`.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return np.sum(log_sums - R[np.arange(len(R)), L]) / R.size


# %% mistake cross_entropy.minus_lost [markdown]
# Cause: the minus is missing: this is the mean of log P
#
# This is the mean of $\log P_L$, which is negative. The minus is missing.
#
# 1. Descent makes the loss small. Which way should it go?
# 2. $-\log P_L = \log \sum_j e^{r_j} - r_L$
# 3. Turn the difference around.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return np.mean(R[np.arange(len(R)), L] - log_sums)


# %% mistake cross_entropy.base_2 [markdown]
# Cause: another logarithm than the natural one
#
# Your logarithm has another base. The natural one is wanted, `np.log`.
#
# 1. Two equal scores have the loss 0.693, not 1.
# 2. $\log 2 = 0.693$
# 3. Use `np.log` everywhere, and no other logarithm.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    base = 2  # varies: 2, 10
    return np.mean(log_sums - R[np.arange(len(R)), L]) / np.log(base)


# %% mistake cross_entropy.all_pairs [markdown]
# Cause: `[:, L]` takes from each row the columns of all labels
#
# `[:, L]` takes from *each* row the columns of *all* labels, n times n numbers, and you
# average those.
#
# 1. Print the shape of what you average. How many losses has a sample of n?
# 2. Row $s$ belongs to label $L_s$ alone.
# 3. Give the rows as well: `[np.arange(len(R)), L]`.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return np.mean((log_sums[:, None] - R)[:, L])


# %% mistake cross_entropy.label_ignored [markdown]
# Cause: the losses of all classes are averaged, whatever the label
#
# You average $-\log P_k$ over all classes. The labels play no part.
#
# 1. Does your loss change if the labels do?
# 2. One class counts in each row: $-\log P_L$.
# 3. Take `[np.arange(len(R)), L]` before the mean.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return np.mean(log_sums[:, None] - R)


# %% mistake cross_entropy.log_of_softmax [markdown]
# Cause: the log was taken of a probability that had become 0
#
# Right as long as no probability becomes 0. $e^{-1000}$ does, and then $-\log 0$ is
# infinite, though the loss is just 1000.
#
# 1. The log undoes the exponential: do it on paper, not in the computer.
# 2. $-\log P_L = m + \log \sum_j e^{r_j - m} - r_L$
# 3. Compute from `R`, without calling `softmax`.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    return -np.mean(np.log(softmax(R)[np.arange(len(R)), L]))


# %% mistake cross_entropy.eps [markdown]
# Cause: a small number inside the log: the loss can never exceed a limit
#
# A small number added inside the log hides the zero: now the loss cannot exceed a
# limit, as if it were $-\log$ of that number, while the right one may be 35 or 1000.
#
# 1. Where is the zero from? Nothing in the formula is 0 before rounding.
# 2. $-\log P_L = m + \log \sum_j e^{r_j - m} - r_L$
# 3. Compute from `R`, without `softmax` and without the small number.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    eps = 1e-12  # varies: 1e-300, 1e-30, 1e-20, 1e-16, 1e-15, 1e-10, 1e-9, 1e-8
    return -np.mean(np.log(softmax(R)[np.arange(len(R)), L] + eps))


# %% mistake cross_entropy.clipped [markdown]
# Cause: small probabilities were cut off at a limit
#
# You cut off small probabilities at a limit. Every worse answer has the same loss then,
# and no slope that would mend it.
#
# 1. A score 40 too low has the loss 40. What is yours?
# 2. $-\log P_L = m + \log \sum_j e^{r_j - m} - r_L$
# 3. Compute from `R`, without `softmax` and `np.clip`.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    least = 1e-12  # varies: 1e-300, 1e-30, 1e-20, 1e-16, 1e-15, 1e-10, 1e-8, 1e-6
    return -np.mean(np.log(np.clip(softmax(R)[np.arange(len(R)), L], least, 1)))


# %% mistake cross_entropy.no_max [markdown]
# Cause: nothing was subtracted, so e^1000 overflows
#
# The formula is right, but $e^{1000}$ overflows, and the log of infinity stays
# infinite.
#
# 1. As in `softmax`: which number may be taken out of the sum?
# 2. $\log \sum_j e^{r_j} = m + \log \sum_j e^{r_j - m}$
# 3. Subtract the largest score of each row first; add it after the log.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    return np.mean(np.log(np.exp(R).sum(axis=1)) - R[np.arange(len(R)), L])


# %% mistake cross_entropy.global_max [markdown]
# Cause: the largest score of the whole table was subtracted: a row far below it has the
# sum 0
#
# You subtract the largest score of the whole table. In a row far below it the sum
# becomes 0, and $\log 0$ is $-\infty$.
#
# 1. Each row may have its own $m$.
# 2. After subtracting, the largest score of *each* row must be 0.
# 3. Use `R.max(axis=1)` and mind the shape: (n, 1) beside (n, K).


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max()
    log_sums = top + np.log(np.exp(R - top).sum(axis=1))
    return np.mean(log_sums - R[np.arange(len(R)), L])


# %% mistake cross_entropy.max_not_added [markdown]
# Cause: the largest score was subtracted and never added again
#
# You subtract the largest score inside the sum and do not add it after the log, while
# $r_L$ is still the old one.
#
# 1. Add 5 to all scores of a row. The loss must not change; does yours?
# 2. $\log \sum_j e^{r_j} = m + \log \sum_j e^{r_j - m}$
# 3. Add the maximum of the row to the log.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = np.log(np.exp(R - top[:, None]).sum(axis=1))
    return np.mean(log_sums - R[np.arange(len(R)), L])


# %% mistake cross_entropy.log_of_mean [markdown]
# Cause: the log of the mean probability, not the mean of the logs
#
# You average the probabilities and take the log afterwards. One class called impossible
# then costs hardly anything.
#
# 1. The surprise comes first, for each example, and then the average.
# 2. $Error = \frac{1}{n} \sum_s -\log P_{L_s}$
# 3. Move `np.mean` to the outside.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return -np.log(np.mean(np.exp(R[np.arange(len(R)), L] - log_sums)))


# %% mistake cross_entropy.winner [markdown]
# Cause: the loss of the class that won, not of the label
#
# You take the probability of the class with the largest score, whatever the label is.
#
# 1. Does your loss change if the labels do?
# 2. $-\log P_L$: the label says which class counts.
# 3. Take `R[np.arange(len(R)), L]` in place of the maximum.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return np.mean(log_sums - R.max(axis=1))


# %% mistake cross_entropy.softmax_first [markdown]
# Cause: softmax was applied first: the formula takes scores, not probabilities
#
# You turn the scores into probabilities first and then treat these as scores. That is
# softmax twice.
#
# 1. A right answer with the score 1000 must have the loss 0. What is yours?
# 2. $-\log P_L = \log \sum_j e^{r_j} - r_L$ already contains the softmax.
# 3. Remove the call of `softmax`.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    R = softmax(R)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    return np.mean(log_sums - R[np.arange(len(R)), L])


# %% mistake cross_entropy.changes_input [markdown]
# The value is right, but your function changes the array of scores it was given.
#
# 1. `np.asarray` makes no copy of an array of float64.
# 2. `R -= …` writes into the caller's array.
# 3. Write `R = R - top`, a new array.


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1, keepdims=True)
    R -= top
    return np.mean(np.log(np.exp(R).sum(axis=1)) - R[np.arange(len(R)), L])


# %% mistake cross_entropy.classes_of_the_sample [markdown]
# You count the classes by the largest label of the sample. Where the last class does
# not come, a column is missing: an error, or one column for all classes.
#
# 1. May a sample have no example of the last class?
# 2. There are as many classes as columns in `R`.
# 3. `np.eye(R.shape[1])[L]`


# %%
def cross_entropy(R, L):
    R = np.asarray(R, dtype=np.float64)
    top = R.max(axis=1)
    log_sums = top + np.log(np.exp(R - top[:, None]).sum(axis=1))
    hot = np.eye(np.max(L) + 1)[L]
    return np.mean(log_sums - (R * hot).sum(axis=1))


# %% mistake jacobian.diagonal [markdown]
# Cause: only the diagonal: the other classes lose what one gains
#
# You return the diagonal alone, as if each class had a sigmoid of its own. But all
# classes share one sum.
#
# 1. Push one score up. What happens to the *other* probabilities?
# 2. $dP_k/dr_j = -P_k P_j$ for $j \ne k$
# 3. `np.diag(p) - np.outer(p, p)` has both cases.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return np.diag(p * (1 - p))


# %% mistake jacobian.one_product [markdown]
# Cause: `p @ p` is one number, and is subtracted from every entry
#
# You subtract `p @ p`, one number, from every entry of the table. Each entry has a
# product of its own, $P_k P_j$.
#
# 1. Which shape has `p @ p`, or `p @ p.T`, for an array of one dimension?
# 2. $dP_k/dr_j = -P_k P_j$ for $j \ne k$: a table of all products
# 3. Write `np.outer(p, p)` in place of `p @ p`.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return np.diag(p) - p @ p


# %% mistake jacobian.without_diagonal [markdown]
# Cause: the case j = k is missing: there the numerator moves, too
#
# You treat the diagonal like all other entries. For $j = k$ the numerator moves as
# well.
#
# 1. Push the score of a class up. Does its own probability fall?
# 2. $dP_k/dr_k = P_k - P_k^2$
# 3. Add `np.diag(p)`.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return -np.outer(p, p)


# %% mistake jacobian.plus [markdown]
# Cause: a plus where a minus belongs
#
# The products are added. With a larger sum below the line every share falls.
#
# 1. Each row must add up to 0. Does yours?
# 2. $dP_k/dr_j = -P_k P_j$ for $j \ne k$
# 3. Put a minus before `np.outer(p, p)`.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return np.diag(p) + np.outer(p, p)


# %% mistake jacobian.sign [markdown]
# Cause: all signs are reversed
#
# All signs are reversed: with you a class loses when its score grows.
#
# 1. Which sign has the derivative of a probability by its own score?
# 2. $dP_k/dr_k = P_k (1 - P_k)$, never negative
# 3. Turn the difference around.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return np.outer(p, p) - np.diag(p)


# %% mistake jacobian.factor_missing [markdown]
# Cause: the factor P_k of each row is missing
#
# You return 1 or 0, less $P_j$. The factor $P_k$ is missing: it stays when $e^{r_k}$ is
# differentiated.
#
# 1. Can a class of probability 0 lose anything?
# 2. $dP_k/dr_j = P_k \cdot (1 - P_j)$ for $j = k$, and $P_k \cdot (0 - P_j)$ else
# 3. Multiply row $k$ by $P_k$: `p[:, None] * …`.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return np.eye(len(p)) - p


# %% mistake jacobian.all_as_own [markdown]
# Cause: each entry is P_k (1 − P_j): the 1 belongs to the diagonal alone
#
# You wrote $P_k (1 - P_j)$ everywhere. The 1 comes from the numerator, which moves for
# $j = k$ alone.
#
# 1. Each row must add up to 0. Does yours?
# 2. $dP_k/dr_j = -P_k P_j$ for $j \ne k$
# 3. Use `np.eye(len(p))` in place of the 1.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return p[:, None] * (1 - p)


# %% mistake jacobian.vector [markdown]
# Cause: each class by its own score alone; all pairs are wanted
#
# You return K numbers, each class by its own score. All K times K derivatives are
# wanted.
#
# 1. How many pairs of a probability and a score are there?
# 2. Entry [k, j] is $dP_k/dr_j$.
# 3. Put these numbers on the diagonal, `np.diag`, and fill in the others.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return p * (1 - p)


# %% mistake jacobian.square_once [markdown]
# Cause: the products were taken off the diagonal twice
#
# The diagonal has lost $P_k^2$ twice: once by hand, and once by the matrix of products.
#
# 1. Each row must add up to 0. Does yours?
# 2. $dP_k/dr_k = P_k - P_k^2$
# 3. `np.outer(p, p)` has the squares on its diagonal already.


# %%
def jacobian(p):
    p = np.asarray(p, dtype=np.float64)
    return np.diag(p) - np.diag(p**2) - np.outer(p, p)


# %% mistake dce_dr.sign [markdown]
# Cause: the sign is reversed: one-hot minus P
#
# You return one-hot minus $P$. The loss *falls* when the label's score grows, so that
# entry is negative.
#
# 1. Push the label's score up. Does the loss grow or fall?
# 2. $P_L - 1$ for the label, $P_j$ for the others
# 3. Turn the difference around.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    G[np.arange(len(R)), L] -= 1
    return -G / len(R)


# %% mistake dce_dr.not_averaged [markdown]
# Cause: the 1/n of the mean is missing
#
# Right for each example alone. The error is the mean, so each example counts for $1/n$
# of it.
#
# 1. If one example out of a hundred changes its loss by 1, by how much does the mean
#    change?
# 2. Each row of $P$ minus one-hot is divided by $n$.
# 3. Divide by `len(R)`.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    G[np.arange(len(R)), L] -= 1
    return G


# %% mistake dce_dr.over_nk [markdown]
# Cause: divided by n·K; the mean runs over n examples
#
# You divide by the number of entries, $nK$. The mean runs over the $n$ examples.
#
# 1. How many losses does `cross_entropy` average?
# 2. $Error = \frac{1}{n} \sum_s -\log P_{L_s}$
# 3. Divide by `len(R)`, not by `R.size`.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    G[np.arange(len(R)), L] -= 1
    return G / R.size


# %% mistake dce_dr.over_n_squared [markdown]
# Cause: divided by n twice
#
# You divide by $n$ twice.
#
# 1. The mean has one division by $n$.
# 2. $Error = \frac{1}{n} \sum_s -\log P_{L_s}$
# 3. Leave one `len(R)` only.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    G[np.arange(len(R)), L] -= 1
    return G / len(R) ** 2


# %% mistake dce_dr.label_forgotten [markdown]
# Cause: these are the probabilities alone, without the 1 at the label
#
# You return $P/n$: the case $j \ne L$ everywhere. At the label 1 is to be subtracted.
#
# 1. The row must add up to 0: what pushes some scores down has to pull another up.
# 2. $P_L - 1$ for the label, $P_j$ for the others
# 3. `G[np.arange(len(R)), L] -= 1` before you divide.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    return G / len(R)


# %% mistake dce_dr.label_number [markdown]
# Cause: the number of the class was subtracted from the whole row
#
# You subtract the *number* of the class from each probability, as in $Y - L$. But a 7
# is not seven times a 1: the number is only a name.
#
# 1. What would change if the classes were numbered in another order?
# 2. Subtract 1 in column $L$ and 0 in the others.
# 3. `G[np.arange(len(R)), L] -= 1`


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    return (G - np.reshape(L, (-1, 1))) / len(R)


# %% mistake dce_dr.all_columns [markdown]
# Cause: `[:, L]` subtracts 1 in every row at the labels of all examples
#
# `G[:, L] -= 1` subtracts 1 in *every* row, at the labels of *all* examples.
#
# 1. Print your result for two examples with different labels.
# 2. Row $s$ belongs to label $L_s$ alone.
# 3. Give the rows as well: `G[np.arange(len(R)), L] -= 1`.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    G[:, L] -= 1
    return G / len(R)


# %% mistake dce_dr.label_only [markdown]
# Cause: the other classes have zeros: their scores act on the loss, too
#
# Only the label's entry is there. But the other scores stand in the same sum, so they
# act on $P_L$ as well.
#
# 1. Another class gets a larger score. What does $P_L$ do?
# 2. For $j \ne L$: $-\frac{1}{P_L} \cdot (-P_L P_j) = P_j$
# 3. Begin with all of `softmax(R)`, then subtract 1 at the labels.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    H = np.zeros_like(G)
    rows = np.arange(len(R))
    H[rows, L] = G[rows, L] - 1
    return H / len(R)


# %% mistake dce_dr.scores [markdown]
# Cause: the label was subtracted from the scores, not from the probabilities
#
# You subtract the label from the *scores*. What stands there is $P$.
#
# 1. Between which numbers does such a derivative lie, for one example?
# 2. $P_L - 1$ for the label, $P_j$ for the others
# 3. Begin with `softmax(R)`.


# %%
def dce_dr(R, L):
    G = np.array(R, dtype=np.float64)
    G[np.arange(len(G)), L] -= 1
    return G / len(G)


# %% mistake dce_dr.first_link [markdown]
# Cause: this is the derivative by P_L: the link from the scores to P is missing
#
# You return $-1/P_L$, the derivative by the probability. The scores come before it in
# the chain.
#
# 1. With respect to what is it asked?
# 2. $-\frac{1}{P_L} \cdot \frac{dP_L}{dr_j}$
# 3. Multiply by row $L$ of the Jacobian and simplify: $P_L$ cancels.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    H = np.zeros_like(G)
    rows = np.arange(len(R))
    with np.errstate(all="ignore"):
        H[rows, L] = -1 / G[rows, L]
    return H / len(R)


# %% mistake dce_dr.extra_slope [markdown]
# Cause: the slope P (1 − P) is too much: it is in P minus one-hot already
#
# You multiply by $P(1 - P)$ once more. That slope is what has cancelled.
#
# 1. The squared error keeps this factor. And the cross-entropy?
# 2. $-\frac{1}{P_L} \cdot P_L (1 - P_L) = P_L - 1$
# 3. Leave the last product out.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    H = G.copy()
    H[np.arange(len(R)), L] -= 1
    return H * G * (1 - G) / len(R)


# %% mistake dce_dr.classes_of_the_sample [markdown]
# You count the classes by the largest label of the sample. Where the last class does
# not come, a column is missing: an error, or one column for all classes.
#
# 1. May a sample have no example of the last class?
# 2. There are as many classes as columns in `R`.
# 3. `np.eye(R.shape[1])[L]`


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    return (softmax(R) - np.eye(np.max(L) + 1)[L]) / len(R)


# %% mistake dce_dr.winner [markdown]
# Cause: the 1 was subtracted at the largest score, not at the label
#
# You subtract 1 at the class that won. So the layer would only learn what it believes
# already.
#
# 1. Does your result change if the labels do?
# 2. $P_L - 1$ for the label, $P_j$ for the others
# 3. Use `L` in place of `R.argmax(axis=1)`.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    G = softmax(R)
    G[np.arange(len(R)), R.argmax(axis=1)] -= 1
    return G / len(R)


# %% mistake dce_dr.changes_input [markdown]
# The values are right, but your function changes the array of scores it was given.
#
# 1. `np.asarray` makes no copy of an array of float64.
# 2. `R -= …` writes into the caller's array.
# 3. Call `softmax(R)`, which leaves `R` alone.


# %%
def dce_dr(R, L):
    R = np.asarray(R, dtype=np.float64)
    R -= R.max(axis=1, keepdims=True)
    E = np.exp(R)
    G = E / E.sum(axis=1, keepdims=True)
    G[np.arange(len(R)), L] -= 1
    return G / len(R)


# %% mistake gradient.averaged_again [markdown]
# Cause: divided by n once more: G has its 1/n already
#
# You divide by $n$ once more. The $1/n$ of the mean is in $G$ already.
#
# 1. Where has the mean been taken?
# 2. $dError/dW_{ik} = \sum_s X_{si} G_{sk}$, a sum
# 3. Leave out `/ len(X)`.


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W + b, L)
    return X.T @ G / len(X), G.sum(axis=0) / len(X)


# %% mistake gradient.bias_averaged [markdown]
# Cause: the derivatives by the biases are divided by n once more
#
# Your $dError/dW$ is right. For the biases you take the mean of the column; $G$ has its
# $1/n$ already.
#
# 1. A bias is a weight whose input is always 1.
# 2. $dError/db_k = \sum_s G_{sk}$
# 3. `sum` in place of `mean`.


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W + b, L)
    return X.T @ G, G.mean(axis=0)


# %% mistake gradient.bias_zero [markdown]
# Cause: the derivatives by the biases are zero
#
# The biases get zeros: they would never learn.
#
# 1. What does a small push of $b_k$ do to the scores?
# 2. $dError/db_k = \sum_s G_{sk}$
# 3. `G.sum(axis=0)`


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W + b, L)
    return X.T @ G, np.zeros_like(b)


# %% mistake gradient.bias_by_rows [markdown]
# Cause: db was summed along the rows; a bias belongs to a column
#
# You sum along the rows of $G$: n numbers, and each of them 0. A bias belongs to a
# class, that is, to a column.
#
# 1. Which shape has `b`?
# 2. $dError/db_k = \sum_s G_{sk}$, summed over the examples $s$
# 3. `G.sum(axis=0)`


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W + b, L)
    return X.T @ G, G.sum(axis=1)


# %% mistake gradient.bias_keepdims [markdown]
# The numbers are right, but `db` is a table of one row, (1, K), and `b` is not.
#
# 1. A derivative has the shape of what is differentiated by.
# 2. `b` has the shape (K,).
# 3. Leave out `keepdims=True`.


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W + b, L)
    return X.T @ G, G.sum(axis=0, keepdims=True)


# %% mistake gradient.transposed [markdown]
# Cause: the product of matrices is transposed
#
# Your first result has the shape (K, N). `W` has (N, K).
#
# 1. A derivative has the shape of what is differentiated by.
# 2. $(X^{\mathsf T} G)^{\mathsf T} = G^{\mathsf T} X$
# 3. Write `X.T @ G`.


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W + b, L)
    return G.T @ X, G.sum(axis=0)


# %% mistake gradient.biases_left_out [markdown]
# Cause: the scores were computed without the biases
#
# The scores lack the biases, so the gradient is that of another layer.
#
# 1. Does your result change if `b` does?
# 2. $r_{sk} = b_k + \sum_i X_{si} W_{ik}$
# 3. `X @ W + b`


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W, L)
    return X.T @ G, G.sum(axis=0)


# %% mistake gradient.order [markdown]
# Cause: the two results stand in the other order
#
# Both are there, in the other order. First the derivatives by `W`, then those by `b`.
#
# 1. What does the docstring promise first?
# 2. `dError/dW, dError/db`
# 3. Exchange the two after `return`.


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W + b, L)
    return G.sum(axis=0), X.T @ G


# %% mistake gradient.sign [markdown]
# Cause: the sign is reversed: the minus belongs to the step of descent
#
# You return minus the gradient. The minus belongs into the step, $W - \lambda \, dW$.
#
# 1. A gradient points uphill.
# 2. $dError/dW_{ik} = \sum_s X_{si} G_{sk}$
# 3. Leave out both minus signs.


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W + b, L)
    return -X.T @ G, -G.sum(axis=0)


# %% mistake gradient.means_multiplied [markdown]
# Cause: the mean input was multiplied by the sum of the misses: each example needs its
# own product
#
# You multiply the mean input by the sum of the misses. But each example has to multiply
# its own two, and only then they are added.
#
# 1. Is the sum of products the product of sums?
# 2. $dError/dW_{ik} = \sum_s X_{si} G_{sk}$
# 3. `X.T @ G`


# %%
def gradient(W, b, X, L):
    W, b, X = (np.asarray(given, dtype=np.float64) for given in (W, b, X))
    G = dce_dr(X @ W + b, L)
    return np.outer(X.mean(axis=0), G.sum(axis=0)), G.sum(axis=0)


# %% mistake fit.ascent [markdown]
# Cause: the steps go uphill
#
# You add the gradient. It points uphill; descent subtracts it.
#
# 1. Print the loss before and after a step.
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$
# 3. Put minus signs in the line of the step.


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for _ in range(steps):
        dW, db = gradient(W, b, X, L)
        W, b = W + lam * dW, b + lam * db
    return W, b


# %% mistake fit.from_zero [markdown]
# Cause: the walk starts at zeros, not at the W and b that were given
#
# Your walk starts at zeros, whatever was given. So it cannot be continued.
#
# 1. What must come back after 0 steps?
# 2. The walk starts at `W` and `b`.
# 3. Leave out the line with `np.zeros`.


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.zeros(np.shape(W)), np.zeros(np.shape(b))
    for _ in range(steps):
        dW, db = gradient(W, b, X, L)
        W, b = W - lam * dW, b - lam * db
    return W, b


# %% mistake fit.one_step_less [markdown]
# Cause: one step is missing
#
# Your walk makes one step less than it was told.
#
# 1. How often does a loop over `range(3)` run?
# 2. `steps` steps, and with 0 none.
# 3. `range(steps)`


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for _ in range(steps - 1):
        dW, db = gradient(W, b, X, L)
        W, b = W - lam * dW, b - lam * db
    return W, b


# %% mistake fit.one_step_more [markdown]
# Cause: there is one step too many
#
# Your walk makes one step too many.
#
# 1. What must come back after 0 steps?
# 2. `steps` steps, and with 0 none.
# 3. `range(steps)`


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for _ in range(steps + 1):
        dW, db = gradient(W, b, X, L)
        W, b = W - lam * dW, b - lam * db
    return W, b


# %% mistake fit.gradient_of_the_start [markdown]
# Cause: the gradient of the start is used for every step
#
# You compute the gradient once, at the start, and walk on along it. It changes with
# every step.
#
# 1. Which way is down, seen from where you stand *now*?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$
# 3. Move the call of `gradient` into the loop.


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    dW, db = gradient(W, b, X, L)
    for _ in range(steps):
        W, b = W - lam * dW, b - lam * db
    return W, b


# %% mistake fit.bias_resting [markdown]
# Cause: the biases never move
#
# Only the weights move; the biases stay where they were.
#
# 1. `gradient` returns two things. Do you use both?
# 2. $b_{k+1} = b_k - \lambda \, dError/db$
# 3. Make a step with `b`, too.


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for _ in range(steps):
        W = W - lam * gradient(W, b, X, L)[0]
    return W, b


# %% mistake fit.one_after_the_other [markdown]
# Cause: b moves by the gradient at the new W: both need the same point
#
# You move `W`, and then compute the gradient for `b` at the new `W`. Both derivatives
# belong to the same point.
#
# 1. Where did you stand when the step began?
# 2. One call, then both move: `dW, db = gradient(W, b, X, L)`.
# 3. Call `gradient` once per step.


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for _ in range(steps):
        W = W - lam * gradient(W, b, X, L)[0]
        b = b - lam * gradient(W, b, X, L)[1]
    return W, b


# %% mistake fit.rate_divided [markdown]
# Cause: λ was divided by n: the gradient is a mean already
#
# You divide $\lambda$ by $n$. The gradient is that of a mean already.
#
# 1. Where has the mean been taken?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$
# 3. Leave out the division.


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for _ in range(steps):
        dW, db = gradient(W, b, X, L)
        W, b = W - lam / len(X) * dW, b - lam / len(X) * db
    return W, b


# %% mistake fit.stops_early [markdown]
# Cause: the loop stops when the gradient gets small; all steps are wanted
#
# Your walk stops where the gradient gets small, and takes fewer steps than asked for.
#
# 1. Far from the bottom a gradient can be small as well. How much is left to go?
# 2. The caller asked for `steps` steps: take all of them.
# 3. Remove the `break`.


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for _ in range(steps):
        dW, db = gradient(W, b, X, L)
        small = 1e-4  # varies: 1e-6 to 1e-2
        if max(np.abs(dW).max(), np.abs(db).max()) < small:
            break
        W, b = W - lam * dW, b - lam * db
    return W, b


# %% mistake fit.changes_input [markdown]
# The walk is right, but it moves the arrays it was given: the start is gone afterwards.
#
# 1. `np.asarray` makes no copy of an array of float64.
# 2. `W -= …` writes into the caller's array.
# 3. `W = W - lam * dW` makes a new one.


# %%
def fit(W, b, X, L, lam, steps):
    W, b = np.asarray(W, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for _ in range(steps):
        dW, db = gradient(W, b, X, L)
        W -= lam * dW
        b -= lam * db
    return W, b
