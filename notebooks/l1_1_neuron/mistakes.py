# %%
import numpy as np

# %% mistake preactivation.bias_missing [markdown]
# Cause: the bias w[0] is missing
#
# The bias is missing: you computed $\sum_i w_i X_i$, and `w[0]` is not in it.
#
# 1. How easily the umbrella neuron makes up its mind is in one number. Where is it?
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$
# 3. Add `w[0]`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return X @ w[1:]


# %% mistake preactivation.bias_last [markdown]
# Cause: w[0] is the bias, not the last entry of w
#
# You took the last entry of `w` as the bias and the first ones as weights.
#
# 1. Which place does the docstring give to the bias?
# 2. $w = (w_0, w_1, \ldots, w_N)$, and $w_0$ is the bias.
# 3. Use `w[0]` and `w[1:]` in place of `w[-1]` and `w[:-1]`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return X @ w[:-1] + w[-1]


# %% mistake preactivation.bias_subtracted [markdown]
# Cause: the bias is subtracted; w₀ carries its own sign, and is added
#
# The bias is subtracted: this is $\sum_i w_i X_i - w_0$.
#
# 1. The umbrella neuron's bias is −6: it has its sign already.
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$
# 3. Write a plus in front of `w[0]`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return X @ w[1:] - w[0]


# %% mistake preactivation.sum_subtracted [markdown]
# Cause: the sum is subtracted from the bias; both are added
#
# The sum is subtracted from the bias: this is $w_0 - \sum_i w_i X_i$.
#
# 1. More clouds should speak for the umbrella. Do they here?
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$
# 3. Write a plus after `w[0]`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] - X @ w[1:]


# %% mistake preactivation.bias_times_sum [markdown]
# Cause: the bias is multiplied by the sum; it is added
#
# You multiplied the sum by the bias: $w_0 \sum_i w_i X_i$.
#
# 1. What would a bias of 0 do in your formula, and what should it do?
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$
# 3. Write `+` in place of `*` after `w[0]`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] * (X @ w[1:])


# %% mistake preactivation.bias_on_an_input [markdown]
# Cause: the bias is multiplied by an input, as if it were a weight
#
# You multiplied the bias by the first input, and every weight by the wrong one; the
# last weight is left over.
#
# 1. The bias has no input. How many inputs are there, and how many numbers in `w`?
# 2. $w_1$ goes with $X_1$: `w[1]` with the first column of `X`.
# 3. Use `w[1:]` for the product, and add `w[0]` alone.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return X @ w[:-1]


# %% mistake preactivation.bias_for_each_input [markdown]
# Cause: the bias is added once for each input, not once
#
# The bias is added once for each input, so $N$ times instead of once.
#
# 1. What stands inside the sum, and what in front of it?
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$: $w_0$ once.
# 3. Move `+ w[0]` out of the brackets of the sum.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return np.sum(X * w[1:] + w[0], axis=1)


# %% mistake preactivation.no_slice [markdown]
# `X @ w` does not fit: a row of `X` has $N$ entries, `w` has $N + 1$, and NumPy stops
# with a `ValueError`: the sizes do not match.
#
# 1. One entry of `w` has no input to go with. Which one?
# 2. $r = w_0 + \sum_i w_i X_i$: $w_0$ stands outside the sum.
# 3. Write `w[0] + X @ w[1:]`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return X @ w


# %% mistake preactivation.product_for_sum [markdown]
# Cause: the products w·X are multiplied where they should be added
#
# You multiplied the terms $w_i X_i$ with each other where they should be added.
#
# 1. A calm day has wind 0. Should that wipe out the clouds?
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$
# 3. Write `np.sum` in place of `np.prod`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] + np.prod(X * w[1:], axis=1)


# %% mistake preactivation.sum_over_everything [markdown]
# You added up over all examples as well: one number for the whole table.
#
# 1. How many scores should come out for $n$ examples?
# 2. Each row of `X` has its own $r$; the shape is $(n,)$.
# 3. Give `np.sum` the argument `axis=1`, or use `X @ w[1:]`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] + np.sum(X * w[1:])


# %% mistake preactivation.wrong_axis [markdown]
# You added up over the examples, one sum for each input, where each example should get
# a sum over its inputs.
#
# 1. Axis 0 runs over the rows, axis 1 over the columns. What is a row of `X`?
# 2. The shape of the result is $(n,)$, not $(N,)$.
# 3. Write `axis=1` in place of `axis=0`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] + np.sum(X * w[1:], axis=0)


# %% mistake preactivation.no_sum [markdown]
# The sum is missing: a table of the products $w_i X_i$, each plus the bias.
#
# 1. One example, one score. How many numbers do you return for one row?
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$
# 3. Write `@` in place of `*`, or sum over `axis=1` before you add `w[0]`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] + X * w[1:]


# %% mistake preactivation.column [markdown]
# The values are right, but they stand in a column of shape (n, 1).
#
# 1. A column met by labels of shape (n,) pairs each with each: trouble for later.
# 2. The docstring wants the shape $(n,)$.
# 3. Drop the `reshape(-1, 1)`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] + X @ w[1:].reshape(-1, 1)


# %% mistake preactivation.squeezed [markdown]
# Cause: every axis of length 1 is dropped, so one row gives a number
#
# Your array loses every axis of length 1. For a single row only a number is left, where
# an array of one score belongs.
#
# 1. How many scores does a table of one row have, and in which shape?
# 2. `X @ w[1:]` of the shapes (n, N) and (N,) has the shape (n,), for n = 1, too.
# 3. Leave out `squeeze`, and multiply by `w[1:]` as it is.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return np.squeeze(w[0] + X @ w[1:].reshape(-1, 1))


# %% mistake preactivation.two_inputs_only [markdown]
# Cause: only two inputs are used
#
# Your formula knows exactly two inputs.
#
# 1. The second call of the check has three inputs, a card has 48.
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$: as many terms as there are inputs.
# 3. Use `X @ w[1:]`, which works for any $N$.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] + w[1] * X[:, 0] + w[2] * X[:, 1]


# %% mistake preactivation.mean [markdown]
# Cause: this is the mean over the inputs, the formula has the sum
#
# You took the mean of the terms $w_i X_i$, not their sum.
#
# 1. With two inputs your sum is half of what it should be.
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$, without a division by $N$.
# 3. Write `np.sum` in place of `np.mean`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] + np.mean(X * w[1:], axis=1)


# %% mistake preactivation.weights_unused [markdown]
# Cause: the weights are not used
#
# The inputs are added without their weights: $w_0 + \sum_i X_i$.
#
# 1. Wind should count half as much as clouds. Does it here?
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$
# 3. Write `X @ w[1:]` in place of the sum of `X`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] + np.sum(X, axis=1)


# %% mistake preactivation.first_row_only [markdown]
# Cause: only the first example has a score; return stands inside the loop
#
# Your loop ends in its first round: what you return holds the score of the first
# example only.
#
# 1. `return` leaves the whole function, not just the round of a loop.
# 2. Collect all scores $r_1, \ldots, r_n$ first.
# 3. Move `return` to the left, below the loop.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    scores = []
    for row in X:
        scores.append(w[0] + np.sum(row * w[1:]))
        return np.array(scores)
    return np.array(scores)


# %% mistake preactivation.running_sum [markdown]
# Cause: the sum runs on from row to row; start again at w₀ for each row
#
# The sum runs on from one example to the next, so each score has all earlier ones in
# it.
#
# 1. Every example is a new beginning.
# 2. Each $r$ starts at its own $w_0$.
# 3. Set the running variable back to `w[0]` inside the loop over the rows.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    scores, r = [], w[0]
    for row in X:
        for weight, x in zip(w[1:], row, strict=True):
            r += weight * x
        scores.append(r)
    return np.array(scores)


# %% mistake preactivation.steps_already [markdown]
# Cause: these are 0 or 1 already; the step function comes later
#
# You returned 0 and 1: the step function is already in it.
#
# 1. How can the next function tell a clear case from a close one?
# 2. $r = w_0 + \sum_i w_i X_i$, any number; $Y = F(r)$ comes later.
# 3. Drop the comparison with 0.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return (w[0] + X @ w[1:] >= 0) * 1.0


# %% mistake preactivation.whole_numbers [markdown]
# Cause: the scores are cut to whole numbers
#
# Your array holds whole numbers, `dtype=int`: it has cut the decimals off.
#
# 1. An array keeps the type it was made with. Can this one hold −4.5?
# 2. $r$ is any real number.
# 3. Make the array with `np.zeros(len(X))`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    r = np.zeros(len(X), dtype=int)
    for k, row in enumerate(X):
        r[k] = w[0] + np.sum(w[1:] * row)
    return r


# %% mistake preactivation.changes_input [markdown]
# The values are right, but your function changes `X`: after the call the caller's
# inputs are multiplied by the weights.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `*=` writes into
#    it.
# 2. The product $w_i X_i$ is a new table; `X` stays.
# 3. Write `X * w[1:]` without `*=`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    X *= w[1:]
    return w[0] + X.sum(axis=1)


# %% mistake preactivation.prints [markdown]
# Your function prints the scores and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $r$, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    print(w[0] + X @ w[1:])


# %% mistake preactivation.reads_global [markdown]
# Cause: this is computed from CORNERS, a table of another cell, not from X
#
# Your function does not look at its argument `X`: it takes `CORNERS`, a table of
# another cell, and answers the same for every `X`.
#
# 1. A function should know only what it is given.
# 2. $r = w_0 + \sum_i w_i X_i$ with the `X` of this call
# 3. Write `X` in place of `CORNERS`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w[0] + CORNERS @ w[1:3]


# %% mistake preactivation.changes_weights [markdown]
# The values are right, but your function writes into `w`: after the call the caller's
# bias is 0.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. $r = w_0 + w_1 X_1 + \ldots + w_N X_N$; all of $w$ stays as it was.
# 3. Use `w[0]` and `w[1:]` where they stand, or work on `w.copy()`.


# %%
def preactivation(X, w):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    bias, w[0] = float(w[0]), 0
    return bias + np.column_stack([np.ones(len(X)), X]) @ w


# %% mistake step.zero_silent [markdown]
# Cause: a score of exactly 0 fires: ≥, not >
#
# At a score of exactly 0 your neuron is silent. The convention is that it fires.
#
# 1. Look at the tie, the third row of the umbrella table.
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Write `>=` in place of `>`.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where(r > 0, 1, 0)


# %% mistake step.plus_minus [markdown]
# Cause: silent is 0 here, not −1
#
# You return −1 for silent. Here silent is 0, so that $Y$ can be compared with the
# labels 0 and 1.
#
# 1. Some books use the labels −1 and 1. Which ones does this course use?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Put 0 in place of −1.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where(r >= 0, 1, -1)


# %% mistake step.sign [markdown]
# Cause: this is np.sign; silent is 0, and a score of 0 fires
#
# This is `np.sign`: −1, 0 or 1. A neuron has two answers, and silence is 0.
#
# 1. What should the answers for −2 and for 0 be?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Use `np.where(r >= 0, 1, 0)`.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.sign(r)


# %% mistake step.inverted [markdown]
# Cause: the two answers are swapped
#
# Your neuron fires exactly when it should be silent.
#
# 1. More signal should make firing more likely.
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Swap the last two arguments of `np.where`, or turn the comparison around.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where(r >= 0, 0, 1)


# %% mistake step.smaller_or_equal [markdown]
# Cause: the comparison is reversed: this fires for r ≤ 0
#
# The comparison points the wrong way: you fire for $r \le 0$.
#
# 1. A score of 2 is a clear yes.
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Write `r >= 0` in place of `r <= 0`.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where(r <= 0, 1, 0)


# %% mistake step.relu [markdown]
# Cause: the scores above 0 have to become 1
#
# You cut off what is below 0 and let the rest through. That is the function called
# ReLU; the step has only two values.
#
# 1. All or nothing: what is the output for a score of 2, and for one of 0.3?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Return 1, not `r`, where the score is at least 0.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.maximum(r, 0)


# %% mistake step.half_at_zero [markdown]
# Cause: a score of exactly 0 fires: 1, not one half
#
# At a score of exactly 0 you return one half.
#
# 1. All or nothing, also at the tie.
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. The second argument of `np.heaviside` is the value at 0: make it 1.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.heaviside(r, 0.5)


# %% mistake step.threshold_half [markdown]
# Cause: the threshold lies at 0, not at 0.5
#
# Your threshold lies at 0.5, not at 0.
#
# 1. 0.5 is a good threshold for a probability. A score is none.
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Compare with 0.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where(r >= 0.5, 1, 0)


# %% mistake step.sigmoid [markdown]
# Cause: this is the sigmoid, which rises gradually; the step is 0 or 1
#
# This is the sigmoid. It rises gradually; the step is 0 or 1.
#
# 1. Should a score of 0.3 and one of 3 get the same answer from a neuron that fires or
#    does not?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Compare `r` with 0, without `np.exp`.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + np.exp(-r))


# %% mistake step.single_number [markdown]
# `if r >= 0` asks one question about the whole array. For several scores the answer is
# not one yes or no, and Python stops with a `ValueError`.
#
# 1. Each score has its own answer.
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0, entry by entry
# 3. Use `np.where(r >= 0, 1, 0)` in place of `if`.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    if r >= 0:
        return 1
    return 0


# %% mistake step.one_for_all [markdown]
# Cause: this is one answer for all scores; each needs its own
#
# One answer for the whole array: `np.all` says whether *every* score is at least 0.
#
# 1. Five scores go in. How many answers should come out?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0, entry by entry
# 3. Drop `np.all`: the comparison alone has an answer for each entry.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return int(np.all(r >= 0))


# %% mistake step.count [markdown]
# Cause: this counts how many scores fire; each needs its own answer
#
# You count how many scores are at least 0.
#
# 1. Five scores go in. How many answers should come out?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0, entry by entry
# 3. Drop the sum.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.sum(r >= 0)


# %% mistake step.positions [markdown]
# Cause: these are the places of the scores that fire, not zeros and ones
#
# With one argument `np.where` returns the *places* where the condition holds, not zeros
# and ones.
#
# 1. Five scores go in. How many answers should come out?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Give `np.where` three arguments: the condition, 1 and 0.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where(r >= 0)[0] if r.ndim else r >= 0


# %% mistake step.array_for_a_number [markdown]
# Cause: a number came in, and an array of one entry comes out
#
# The values are right, but a single number comes back as an array of shape (1,).
#
# 1. What goes in as one number should come out as one number.
# 2. The shape of $F(r)$ is the shape of $r$, and a number has the shape `()`.
# 3. Drop `np.atleast_1d`.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    r = np.atleast_1d(r)
    return np.where(r >= 0, 1, 0)


# %% mistake step.changes_input [markdown]
# The values are right, but your function writes zeros and ones into the array it was
# given.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. $F(r)$ is a new array; $r$ stays.
# 3. Return `np.where(r >= 0, 1, 0)`, or work on `r.copy()`.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    fires = r >= 0
    r[fires] = 1
    r[~fires] = 0
    return r


# %% mistake step.prints [markdown]
# Your function prints its answer and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $F(r)$.
# 3. Write `return` in place of `print`.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    print(np.where(r >= 0, 1, 0))


# %% mistake step.masked_in_turn [markdown]
# Cause: what was just set to 0 is then taken for a score of 0, which fires
#
# You overwrite the scores in two steps. What the first has set to 0 the second takes
# for a score of exactly 0, and sets it to 1.
#
# 1. Which scores does the second line see, those that came in or those already changed?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Compare once, `fires = r >= 0`, before anything is written.


# %%
def step(r):
    r = np.array(r, dtype=np.float64)
    r[r < 0] = 0
    r[r >= 0] = 1
    return r


# %% mistake step.cut_to_integers [markdown]
# Cause: the scores are cut to whole numbers first, and −0.3 becomes 0
#
# You cut the scores to whole numbers before you compare: −0.3 becomes 0, and fires.
#
# 1. On which side of 0 is −0.3, and on which side is what `int` makes of it?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Compare `r` itself with 0.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where(r.astype(int) >= 0, 1, 0)


# %% mistake step.nearly_zero [markdown]
# Cause: a score a little below 0 is taken for 0; compare exactly
#
# A score a little below 0 fires, too: you take what is nearly 0 for 0.
#
# 1. −0.000000000001 is less than 0. What should the answer be?
# 2. $F(r) = 1$ for $r \ge 0$, otherwise 0
# 3. Write `r >= 0`, without `np.isclose` and without rounding.


# %%
def step(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where((r > 0) | np.isclose(r, 0), 1, 0)


# %% mistake neuron.always_step [markdown]
# Cause: F is the argument; this is always the step
#
# You call `step`, whatever `F` is. The activation function is an argument.
#
# 1. The same neuron with another `F` should answer differently.
# 2. $Y = F(r)$
# 3. Write `F` in place of `step`.


# %%
def neuron(X, w, F):
    return step(preactivation(X, w))


# %% mistake neuron.no_activation [markdown]
# Cause: F is not used; these are the scores
#
# You return the scores: `F` is not used.
#
# 1. What is the third argument for?
# 2. $Y = F(r)$
# 3. Put `F( … )` around your result.


# %%
def neuron(X, w, F):
    return preactivation(X, w)


# %% mistake neuron.activation_first [markdown]
# Cause: F comes after the sum, not before it
#
# You applied `F` to the inputs, before the sum.
#
# 1. First everything is collected, then decided.
# 2. $Y = F\bigl(w_0 + \sum_i w_i X_i\bigr)$
# 3. Call `F` on the result of `preactivation`, not on `X`.


# %%
def neuron(X, w, F):
    return preactivation(F(np.asarray(X, dtype=float)), w)


# %% mistake neuron.inputs_only [markdown]
# Cause: F is applied to the inputs; the weights are not used
#
# You applied `F` to the inputs and left out the weights.
#
# 1. Where is `w` in your line?
# 2. $Y = F(r)$ with $r = w_0 + \sum_i w_i X_i$
# 3. Put `preactivation(X, w)` into the brackets of `F`.


# %%
def neuron(X, w, F):
    return F(np.asarray(X, dtype=float))


# %% mistake neuron.twice [markdown]
# Cause: F is applied twice
#
# `F` is applied twice.
#
# 1. How often does a neuron decide?
# 2. $Y = F(r)$
# 3. Take one of the two `F` away.


# %%
def neuron(X, w, F):
    return F(F(preactivation(X, w)))


# %% mistake neuron.step_after [markdown]
# Cause: nothing comes after F; this is the step of F
#
# After `F` you apply the step as well.
#
# 1. With a sigmoid the neuron should answer with a number between 0 and 1.
# 2. $Y = F(r)$, and nothing after it
# 3. Drop `step`.


# %%
def neuron(X, w, F):
    return step(F(preactivation(X, w)))


# %% mistake neuron.bias_outside [markdown]
# Cause: the bias belongs in the sum, before F
#
# The bias is added after the activation: this is $w_0 + F(\sum_i w_i X_i)$.
#
# 1. The bias says how easily the neuron fires, so it must be there before it decides.
# 2. $Y = F\bigl(w_0 + \sum_i w_i X_i\bigr)$
# 3. Put `w[0]` into the brackets of `F`, or use `preactivation`.


# %%
def neuron(X, w, F):
    X, w = np.asarray(X, dtype=float), np.asarray(w, dtype=float)
    return w[0] + F(X @ w[1:])


# %% mistake neuron.prints [markdown]
# Your function prints its answer and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $Y = F(r)$.
# 3. Write `return` in place of `print`.


# %%
def neuron(X, w, F):
    print(F(preactivation(X, w)))


# %% mistake neuron.whole_numbers [markdown]
# Cause: what F gives is cut to whole numbers
#
# You cut the result to whole numbers. That is right for the step alone.
#
# 1. With a sigmoid the neuron should answer with a number between 0 and 1.
# 2. $Y = F(r)$, any number
# 3. Drop `int`.


# %%
def neuron(X, w, F):
    return np.asarray(F(preactivation(X, w))).astype(int)


# %% mistake gates.and_not_three_numbers [markdown] by="check"
# `w_and` is not a list of three numbers.
#
# 1. Two inputs have two weights, and there is the bias.
# 2. $w = (w_0, w_1, w_2)$
# 3. Write it as in `w_and = [-3, 1, 1]`, with your own numbers.


# %%
w_and = [1, 1]
w_or = [-0.5, 1, 1]


# %% mistake gates.or_not_three_numbers [markdown] by="check"
# `w_or` is not a list of three numbers.
#
# 1. Two inputs have two weights, and there is the bias.
# 2. $w = (w_0, w_1, w_2)$
# 3. Write it as in `w_or = [-3, 1, 1]`, with your own numbers.


# %%
w_and = [-1.5, 1, 1]
w_or = [1, 1]


# %% mistake gates.and_always_on [markdown] by="check"
# Your AND fires already when both inputs are 0. Its score there is the bias alone, and
# that is not negative.
#
# 1. With nothing on the neuron should keep silent.
# 2. $r(0, 0) = w_0 < 0$
# 3. Make `w_and[0]` negative.


# %%
w_and = [0, 1, 1]
w_or = [-0.5, 1, 1]


# %% mistake gates.and_too_easy [markdown] by="check"
# Your AND fires although only one of its inputs is on.
#
# 1. One input alone must not be enough.
# 2. $w_0 + w_1 < 0$ and $w_0 + w_2 < 0$, but $w_0 + w_1 + w_2 \ge 0$
# 3. Lower the bias of `w_and`, or the weight that is too large.


# %%
w_and = [-0.5, 1, 1]
w_or = [-0.5, 1, 1]


# %% mistake gates.and_too_hard [markdown] by="check"
# Your AND stays silent even when both inputs are on.
#
# 1. Both inputs together must be enough.
# 2. $w_0 + w_1 + w_2 \ge 0$
# 3. Raise the bias of `w_and`, or the weights.


# %%
w_and = [-2.5, 1, 1]
w_or = [-0.5, 1, 1]


# %% mistake gates.or_always_on [markdown] by="check"
# Your OR fires already when both inputs are 0. Its score there is the bias alone, and
# that is not negative.
#
# 1. With nothing on the neuron should keep silent, and a score of exactly 0 fires.
# 2. $r(0, 0) = w_0 < 0$
# 3. Make `w_or[0]` negative.


# %%
w_and = [-1.5, 1, 1]
w_or = [0, 1, 1]


# %% mistake gates.or_too_hard [markdown] by="check"
# Your OR stays silent for at least one of the inputs alone.
#
# 1. Each input alone must be enough.
# 2. $w_0 + w_1 \ge 0$ and $w_0 + w_2 \ge 0$
# 3. Raise the bias of `w_or`, but keep it below 0, or raise the weights.


# %%
w_and = [-1.5, 1, 1]
w_or = [-1.5, 1, 1]


# %% mistake perceptron_update.sign_reversed [markdown]
# Cause: the sign is reversed: this is Y − L
#
# The sign is reversed: with $Y - L$ each mistake makes the next one worse.
#
# 1. It fired and should not have: should its score on this card rise or fall?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$
# 3. Write `label - y` in place of `y - label`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    return w + lr * (y - label) * np.append(1, x)


# %% mistake perceptron_update.always_learns [markdown]
# Cause: the answer was right, and yet something was added
#
# You change the weights also when the answer was right: you add for label 1 and
# subtract for label 0, whatever $Y$ was.
#
# 1. What is there to be learned from a right answer, by this rule?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$: for $L = Y$ nothing
#    changes.
# 3. Multiply by `label - y`, which is 0 if the answer was right.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w + lr * (2 * label - 1) * np.append(1, x)


# %% mistake perceptron_update.bias_never_learns [markdown]
# Cause: the bias w[0] must learn, too
#
# The bias stays as it was: only $w_1 \ldots w_N$ learn.
#
# 1. A neuron that fires too easily has too large a bias. What could change that?
# 2. $w_0 \leftarrow w_0 + \lambda (L - Y)$, as if $w_0$ had an input that is always 1.
# 3. Write `np.append(1, x)` in place of `np.append(0, x)`, or change `new[0]`, too.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    return w + lr * (label - y) * np.append(0, x)


# %% mistake perceptron_update.labels_plus_minus [markdown]
# Cause: a silent neuron has Y = 0, not −1
#
# Your $Y$ is −1 or 1, but the label is 0 or 1. For label 0 the two never agree.
#
# 1. What is $L - Y$ for $L = 0$ and a silent neuron?
# 2. $Y = 1$ for $r \ge 0$, otherwise $Y = 0$
# 3. Let `y` be 0 in place of −1; `step` does so.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = 1 if preactivation([x], w)[0] >= 0 else -1
    return w + lr * (label - y) * np.append(1, x)


# %% mistake perceptron_update.returns_change [markdown]
# Cause: this is the change; add it to w
#
# You return the change of the weights, not the weights.
#
# 1. What does the next step need to start from?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$
# 3. Put `w +` in front.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    return lr * (label - y) * np.append(1, x)


# %% mistake perceptron_update.no_step_size [markdown]
# Cause: the step size lr is not used
#
# The step size `lr` is not used.
#
# 1. How far does one mistake move the weights if $\lambda$ is halved?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$
# 3. Multiply the change by `lr`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    return w + (label - y) * np.append(1, x)


# %% mistake perceptron_update.bias_full_step [markdown]
# Cause: the step size lr is not used for the bias
#
# The bias takes a full step: `lr` multiplies the inputs only.
#
# 1. All weights learn at the same pace, the bias is one of them.
# 2. $w_0 \leftarrow w_0 + \lambda (L - Y)$
# 3. Let `lr` multiply the whole of `np.append(1, x)`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    return w + (label - y) * np.append(1, lr * x)


# %% mistake perceptron_update.score_for_output [markdown]
# Cause: this takes L − r; the rule has L − Y
#
# You took $L - r$, the score, where the rule has $L - Y$. (That rule exists: it is the
# one of Widrow and Hoff, for another loss.)
#
# 1. With a score of 2 and label 1 the answer is right, and nothing should happen.
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$, with $Y = F(r)$
#    either 0 or 1
# 3. Put `step( … )` around the score.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w + lr * (label - preactivation([x], w)[0]) * np.append(1, x)


# %% mistake perceptron_update.zero_silent [markdown]
# Cause: here r = 0, and at 0 the neuron fires
#
# At a score of exactly 0 your update takes the neuron for silent. It fires there.
#
# 1. Whether an example counts as a mistake is settled by the same $F$ as everywhere.
# 2. $Y = 1$ for $r \ge 0$
# 3. Use your `step`, or `>=` in place of `>`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = float(preactivation([x], w)[0] > 0)
    return w + lr * (label - y) * np.append(1, x)


# %% mistake perceptron_update.bias_not_in_score [markdown]
# Cause: the score was computed without the bias
#
# The score was computed without the bias, so you take some right answers for wrong
# ones, and the other way round.
#
# 1. Which $Y$ would the neuron itself give for this example?
# 2. $r = w_0 + \sum_i w_i X_i$
# 3. Add `w[0]`, or call `preactivation`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = float(x @ w[1:] >= 0)
    return w + lr * (label - y) * np.append(1, x)


# %% mistake perceptron_update.bias_last [markdown]
# Cause: the 1 for the bias stands last; w[0] is the bias
#
# The 1 for the bias stands last: `w[0]` got the change that belongs to the first
# weight, and so on.
#
# 1. Which place in `w` does the bias have?
# 2. $(1, X_1, \ldots, X_N)$ in the order of $(w_0, w_1, \ldots, w_N)$
# 3. Write `np.append(1, x)` in place of `np.append(x, 1)`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    return w + lr * (label - y) * np.append(x, 1)


# %% mistake perceptron_update.input_not_used [markdown]
# Cause: the change of w[i] must be proportional to X_i
#
# Every weight is changed by the same amount, $\lambda (L - Y)$; the example is not in
# it.
#
# 1. A weight whose input was 0 has no part in the mistake. Should it change?
# 2. $w_i \leftarrow w_i + \lambda (L - Y) X_i$
# 3. Multiply by `np.append(1, x)`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    return w + lr * (label - y)


# %% mistake perceptron_update.only_missed_fires [markdown]
# Cause: nothing is learned where it fired and should not have
#
# You learn only where the neuron was silent and should have fired. Where it fired and
# should not have, nothing happens.
#
# 1. There are two kinds of mistakes.
# 2. $L - Y$ is 1 for one kind and −1 for the other.
# 3. Drop the condition: `label - y` is right in all cases.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    if label == 1 and y == 0:
        return w + lr * np.append(1, x)
    return w.copy()


# %% mistake perceptron_update.only_false_fires [markdown]
# Cause: it was silent where it should fire: add λ·(1, X)
#
# You learn only where the neuron fired and should not have. Where it was silent and
# should have fired, nothing happens.
#
# 1. There are two kinds of mistakes.
# 2. $L - Y$ is 1 for one kind and −1 for the other.
# 3. Drop the condition: `label - y` is right in all cases.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    if label == 0 and y == 1:
        return w - lr * np.append(1, x)
    return w.copy()


# %% mistake perceptron_update.rule_of_other_labels [markdown]
# Cause: this is the rule for the labels −1 and 1; with label 0 it changes nothing
#
# This is the rule for the labels −1 and 1: learn where $L \cdot r \le 0$, by
# $\lambda L X$. With label 0 it never changes anything.
#
# 1. Put $L = 0$ into your line: what is left?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$ for the labels 0 and
#    1
# 3. Replace the condition and the factor `label` by the one factor `label - y`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    if label * preactivation([x], w)[0] <= 0:
        return w + lr * label * np.append(1, x)
    return w.copy()


# %% mistake perceptron_update.label_alone [markdown]
# Cause: this adds λ·L·(1, X); the answer Y is not in it
#
# You added $\lambda L \cdot (1, X)$: the neuron's answer $Y$ is not in it.
#
# 1. With label 0 nothing ever happens, with label 1 always. What is learned from?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$
# 3. Write `label - y` in place of `label`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return w + lr * label * np.append(1, x)


# %% mistake perceptron_update.absolute_error [markdown]
# Cause: the sign of L − Y is lost, so that every mistake adds
#
# The factor is $|L - Y|$: every mistake adds, also where something should be taken
# away.
#
# 1. It fired and should not have. Should its score on this card rise or fall?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$, with the sign of
#    $L - Y$
# 3. Drop the `abs`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    return w + lr * abs(label - y) * np.append(1, x)


# %% mistake perceptron_update.double_bias_step [markdown]
# Cause: the bias moves twice
#
# Besides the step with the input 1 you changed the bias once more: it moves twice.
#
# 1. How often does $w_0$ stand in the formula?
# 2. $w_0 \leftarrow w_0 + \lambda (L - Y)$, once
# 3. Drop the line for the bias: `np.append(1, x)` has it.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    new = w + lr * (label - y) * np.append(1, x)
    new[0] += lr * (label - y)
    return new


# %% mistake perceptron_update.always_takes_away [markdown]
# Cause: it was silent where it should fire: add, do not take away
#
# Every mistake takes $\lambda \cdot (1, X)$ away, also where the neuron was silent and
# should have fired.
#
# 1. It was silent and should have fired. Should its score rise or fall?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$, with the sign of
#    $L - Y$
# 3. Write `+ lr * (label - y)` in place of `- lr`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    if y != label:
        return w - lr * np.append(1, x)
    return w.copy()


# %% mistake perceptron_update.until_right [markdown]
# Cause: one call is one step, even if it still fires after it
#
# You repeat the step until the answer is right. One call is one step.
#
# 1. Should one single example have the last word, whatever the others say?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$, once
# 3. Take the `while` away; `perceptron_fit` will do the repeating.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    for _ in range(1000):
        if y == label:
            break
        w = w + lr * (label - y) * np.append(1, x)
        y = step(preactivation([x], w)[0])
    return w.copy()


# %% mistake perceptron_update.changes_weights [markdown]
# The values are right, but your function writes into the `w` it was given, and returns
# the same array.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `+=` writes into
#    it.
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$, as a new array
# 3. Write `w = w + …` in place of `w += …`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    w += lr * (label - y) * np.append(1, x)
    return w


# %% mistake perceptron_update.prints [markdown]
# Your function prints the new weights and returns nothing, so the caller receives
# `None`.
#
# 1. You can read what is printed, but the next step cannot go on from it.
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$
# 3. Write `return` in place of `print`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    y = step(preactivation([x], w)[0])
    print(w + lr * (label - y) * np.append(1, x))


# %% mistake perceptron_update.tie_is_a_mistake [markdown]
# Cause: the score is 0 here, so it fired, and for label 1 that is right
#
# At a score of exactly 0 you always learn, as the rule for the labels −1 and 1 does.
# Here the neuron fires there, and for label 1 that is right.
#
# 1. What is $Y$ at $r = 0$, and is it a mistake for label 1?
# 2. $w \leftarrow w + \lambda (L - Y) \cdot (1, X_1, \ldots, X_N)$: for $L = Y$ nothing
#    changes.
# 3. Use the factor `label - y`, with `y` from `step`.


# %%
def perceptron_update(x, label, w, lr):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    sign = 2 * label - 1
    if sign * preactivation([x], w)[0] <= 0:
        return w + lr * sign * np.append(1, x)
    return w.copy()


# %% mistake perceptron_fit.one_epoch [markdown]
# Cause: this is the result of one epoch
#
# You go through the examples once, whatever `epochs` says.
#
# 1. How many loops does "again and again through all examples" need?
# 2. For each epoch and each example: $w \leftarrow$ `perceptron_update(…)`
# 3. Put `for _ in range(epochs):` around your loop.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for x, label in zip(X, L, strict=True):
        w = perceptron_update(x, label, w, lr)
    return w


# %% mistake perceptron_fit.result_dropped [markdown]
# Cause: this is the start: keep what perceptron_update returns
#
# You call `perceptron_update`, but throw its result away: the weights at the end are
# those of the start.
#
# 1. The function returns new weights and leaves the old ones alone. Who keeps the new
#    ones?
# 2. $w \leftarrow$ `perceptron_update(x, label, w, lr)`: the arrow is an assignment.
# 3. Write `w = perceptron_update(x, label, w, lr)`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            perceptron_update(x, label, w, lr)
    return w.copy()


# %% mistake perceptron_fit.start_ignored [markdown]
# Cause: the start w is not used; this began at zeros
#
# You start at zeros, whatever the argument `w` says.
#
# 1. Somebody may want to go on learning from weights that are there already.
# 2. For each epoch and each example: $w \leftarrow$ `perceptron_update(…)`,
#    beginning with the given $w$
# 3. Drop the line that makes zeros.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    w = np.zeros(X.shape[1] + 1)
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(x, label, w, lr)
    return w


# %% mistake perceptron_fit.batch [markdown]
# Cause: each example must already meet the weights that the last one left
#
# All changes of an epoch are computed at the same weights, and added up at its end.
# Here each example already meets the weights that the one before has left.
#
# 1. What does the second example see: the weights before or after the first?
# 2. For each epoch and each example: $w \leftarrow$ `perceptron_update(…)`
# 3. Put the new weights into `w` inside of the inner loop.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        w = w + sum(
            perceptron_update(x, label, w, lr) - w
            for x, label in zip(X, L, strict=True)
        )
    return w


# %% mistake perceptron_fit.first_example_only [markdown]
# Cause: only the first example has been used, and once
#
# `return` stands inside the inner loop: after the first example all is over.
#
# 1. `return` leaves the whole function, not just the round of a loop.
# 2. For each epoch and each example: $w \leftarrow$ `perceptron_update(…)`
# 3. Move `return w` to the left, under the outer `for`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            return perceptron_update(x, label, w, lr)
    return w


# %% mistake perceptron_fit.last_example_only [markdown]
# Cause: in each epoch only the last example has left a trace
#
# In each epoch only the last example leaves a trace: what the others taught is lost.
#
# 1. Which weights does the second example meet, and where is what the first one taught?
# 2. For each epoch and each example: $w \leftarrow$ `perceptron_update(…)`
# 3. Put every result into `w` itself, at once.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        start = w
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(x, label, start, lr)
    return w.copy()


# %% mistake perceptron_fit.added_to_weights [markdown]
# Cause: perceptron_update returns weights: do not add w again
#
# You add the result of `perceptron_update` to the old weights. It is the new weights
# already, so they double with each example.
#
# 1. Does `perceptron_update` return the change, or the weights after it?
# 2. $w \leftarrow$ `perceptron_update(x, label, w, lr)`: an assignment, not a sum
# 3. Write `w = perceptron_update( … )` without `w +`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            w = w + perceptron_update(x, label, w, lr)
    return w.copy()


# %% mistake perceptron_fit.backwards [markdown]
# Cause: the examples came from the last to the first
#
# You go through the examples from the last to the first. The order matters to a
# perceptron.
#
# 1. In which order does the exercise want them?
# 2. For each epoch and each example: $w \leftarrow$ `perceptron_update(…)`,
#    in the order of the rows
# 3. Drop the `[::-1]`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        for x, label in zip(X[::-1], L[::-1], strict=True):
            w = perceptron_update(x, label, w, lr)
    return w


# %% mistake perceptron_fit.stops_at_right_answer [markdown]
# Cause: in each epoch only the first example has left a trace
#
# You stop an epoch at the first example that was right already. The ones after it may
# still be wrong.
#
# 1. One right answer does not make all of them right.
# 2. You may stop when a *whole* epoch has changed nothing.
# 3. Drop the `break`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            new = perceptron_update(x, label, w, lr)
            if np.array_equal(new, w):
                break
            w = new
    return w


# %% mistake perceptron_fit.epoch_too_many [markdown]
# Cause: this is one epoch too many
#
# You do one epoch too many.
#
# 1. How many epochs should there be for `epochs` = 0?
# 2. `range(epochs)` has exactly `epochs` rounds.
# 3. Write `range(epochs)` in place of `range(epochs + 1)`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs + 1):
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(x, label, w, lr)
    return w


# %% mistake perceptron_fit.epoch_too_few [markdown]
# Cause: this is one epoch too few
#
# You do one epoch too few.
#
# 1. How many rounds does `range(1, 4)` have?
# 2. `range(epochs)` has exactly `epochs` rounds.
# 3. Write `range(epochs)` in place of `range(1, epochs)`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(1, epochs):
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(x, label, w, lr)
    return w.copy()


# %% mistake perceptron_fit.example_by_example [markdown]
# Cause: each example is repeated; the epochs are the outer loop
#
# The loops are swapped: each example is repeated `epochs` times before the next one
# comes.
#
# 1. An epoch is one pass through *all* examples.
# 2. For each epoch and each example: $w \leftarrow$ `perceptron_update(…)`
# 3. Make the loop over epochs the outer one.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for x, label in zip(X, L, strict=True):
        for _ in range(epochs):
            w = perceptron_update(x, label, w, lr)
    return w


# %% mistake perceptron_fit.step_size_ignored [markdown]
# Cause: the step size lr is not used
#
# You always take the step size 1, whatever `lr` says.
#
# 1. From zeros this gives the same line, from another start it does not.
# 2. $w \leftarrow$ `perceptron_update(x, label, w, lr)`
# 3. Hand `lr` on to `perceptron_update`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(x, label, w, 1)
    return w


# %% mistake perceptron_fit.history [markdown]
# Cause: these are the weights after every epoch; only the last are wanted
#
# You return the weights after every epoch, a table. Only the last ones were asked for.
#
# 1. One neuron, one vector of weights.
# 2. The shape of the result is $(N + 1,)$.
# 3. Return `w`, not the list.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    history = []
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(x, label, w, lr)
        history.append(w)
    return np.array(history)


# %% mistake perceptron_fit.shuffled [markdown]
# Cause: the examples came in another order than that of the rows
#
# You shuffle the examples. That is often a good idea, but here their order is given.
#
# 1. The order matters to a perceptron: the end depends on it.
# 2. For each epoch and each example: $w \leftarrow$ `perceptron_update(…)`,
#    in the order of the rows
# 3. Go through `zip(X, L)` as they are.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    order = np.random.default_rng(0).permutation(len(X))
    for _ in range(epochs):
        for k in order:
            w = perceptron_update(X[k], L[k], w, lr)
    return w


# %% mistake perceptron_fit.changes_start [markdown]
# The values are right, but your function writes into the `w` it was given: the caller's
# start is lost.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `w[:] =` writes
#    into it.
# 2. For each epoch and each example: $w \leftarrow$ `perceptron_update(…)`,
#    with $w$ as a new array
# 3. Write `w = …` in place of `w[:] = …`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            w[:] = perceptron_update(x, label, w, lr)
    return w


# %% mistake perceptron_fit.prints [markdown]
# Your function prints the weights and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over the last $w$.
# 3. Write `return` in place of `print`.


# %%
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    for _ in range(epochs):
        for x, label in zip(X, L, strict=True):
            w = perceptron_update(x, label, w, lr)
    print(w)
