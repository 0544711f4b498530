# %%
import numpy as np

# %% mistake entropy.no_minus [markdown]
# Cause: the minus is missing
#
# The minus is missing: this is $\sum_k p_k \log p_k$, which is never positive.
#
# 1. A surprise is at least 0, and so is its average. Is yours?
# 2. $H(p) = -\sum_k p_k \log p_k$
# 3. Put a minus in front of the sum.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    p = p[p > 0]
    return np.sum(p * np.log(p))


# %% mistake entropy.bits [markdown]
# Cause: this is log2, the entropy in bits; the seminar uses the natural np.log
#
# You used the logarithm to base 2: this is the entropy in bits, larger by the factor
# 1.443.
#
# 1. The losses of the seminar are in nats, with the natural log. Both must use one
#    unit.
# 2. A fair coin has the entropy $\log 2 = 0.693$ here; in bits it would be 1.
# 3. Write `np.log` instead of `np.log2`.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    p = p[p > 0]
    return -np.sum(p * np.log2(p))


# %% mistake entropy.base_10 [markdown]
# Cause: this is log10; the seminar uses the natural np.log
#
# You used the logarithm to base 10: the result is smaller than it should be by the
# factor 2.303.
#
# 1. Every `log` of this seminar is the natural one.
# 2. A fair coin has the entropy $\log 2 = 0.693$; with base 10 it would be 0.301.
# 3. Write `np.log` instead of `np.log10`.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    p = p[p > 0]
    return -np.sum(p * np.log10(p))


# %% mistake entropy.unweighted [markdown]
# Cause: the surprises were added up without their probabilities
#
# You added up the surprises $-\log p_k$ themselves, each with the weight 1.
#
# 1. A rare event surprises much, but seldom. An average has to know how often.
# 2. $H(p) = -\sum_k p_k \log p_k$
# 3. Multiply each logarithm by its own `p`.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    p = p[p > 0]
    return -np.sum(np.log(p))


# %% mistake entropy.mean [markdown]
# Cause: this is the mean over the entries; p already averages
#
# You took the mean over the entries: the weighted sum was divided by the number of
# entries once more.
#
# 1. The weights $p_k$ add up to 1, so the weighted sum is an average already.
# 2. $H(p) = -\sum_k p_k \log p_k$
# 3. Write `np.sum` where you have `np.mean`.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    size, p = p.size, p[p > 0]
    return -np.sum(p * np.log(p)) / size


# %% mistake entropy.nan_at_zero [markdown]
# Cause: this is 0 · log 0
#
# The formula is right, but a zero among the probabilities makes the result NaN: NumPy
# computes $0 \cdot \log 0$ as 0 times minus infinity.
#
# 1. What never happens never surprises. Its term is 0.
# 2. $p \log p \to 0$ as $p \to 0$
# 3. Keep only `p[p > 0]` before you take the logarithm.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    return -np.sum(p * np.log(p))


# %% mistake entropy.small_constant [markdown]
# Cause: a small constant stands under the log
#
# A small constant under the logarithm avoids $\log 0$, but it also shifts all other
# terms: with $10^{-9}$, say, the result is off in the ninth digit.
#
# 1. A constant that mends one entry should not touch the others.
# 2. $H(p) = -\sum_k p_k \log p_k$, where the zeros contribute nothing
# 3. Drop the constant and keep only `p[p > 0]`.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    constant = 1e-9  # varies: 1e-9 to 0.1
    return -np.sum(p * np.log(p + constant))


# %% mistake entropy.tiny_dropped [markdown]
# Cause: a small probability was taken for 0
#
# You left out more than the zeros: probabilities below some threshold, or those that
# `np.isclose` takes for 0. A rare event is very surprising, so its term is not nothing.
#
# 1. One chance in a billion is not the same as no chance.
# 2. Only at $p = 0$ exactly is the term 0.
# 3. Write `p > 0`, without a threshold.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    threshold = 1e-6  # varies: 1e-9 to 1e-3
    p = p[p > threshold]
    return -np.sum(p * np.log(p))


# %% mistake entropy.two_entries [markdown]
# Cause: only the first entry is used, as p and 1 − p
#
# You took the first entry as $p$ and $1 - p$ for all the rest. That is the entropy of
# two events, however many there are.
#
# 1. A table with twelve cells has twelve surprises.
# 2. $H(p) = -\sum_k p_k \log p_k$, over every $k$
# 3. Sum over the whole array instead of writing two terms.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    p = p.ravel()[0]
    if p in (0, 1):
        return 0.0
    return -p * np.log(p) - (1 - p) * np.log(1 - p)


# %% mistake entropy.by_columns [markdown]
# Cause: the sum runs along one axis only
#
# You summed along one axis only: a table gives a row of numbers, not one number.
#
# 1. One table, one entropy: the pair (sky, label) is one event.
# 2. $H(p) = -\sum_k p_k \log p_k$, where $k$ runs through all cells
# 3. Drop `axis=0` from the sum.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    return -np.sum(np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0), axis=0)


# %% mistake entropy.gini [markdown]
# Cause: this is 1 − Σ p², without a logarithm
#
# You returned $1 - \sum_k p_k^2$. It measures variety as well (the Gini impurity of
# decision trees), but it has no logarithm in it.
#
# 1. Which quantity is averaged here?
# 2. $H(p) = -\sum_k p_k \log p_k$; a fair coin has 0.693, yours would say 0.5
# 3. Average `-np.log(p)` with the weights `p`.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    return 1 - np.sum(p**2)


# %% mistake entropy.log_of_count [markdown]
# Cause: this is the log of the number of entries
#
# You returned the log of the number of entries. That is the largest entropy so many
# events can have, reached only if all are alike.
#
# 1. Does your answer change when one event becomes nearly certain?
# 2. $H(p) = -\sum_k p_k \log p_k$
# 3. Use the values in `p`, not only how many there are.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    return np.log(p.size)


# %% mistake entropy.rounded [markdown]
# Cause: the result was rounded
#
# The result was rounded, to four decimals or so.
#
# 1. A difference of two rounded entropies is wrong in its first digits.
# 2. $H(p) = -\sum_k p_k \log p_k$, with all its digits
# 3. Drop `round`; round only what you print.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    p = p[p > 0]
    digits = 4  # varies: 1 to 8
    return np.round(-np.sum(p * np.log(p)), digits)


# %% mistake entropy.changes_input [markdown]
# The values are right, but your function writes ones into the zeros of the array it was
# given, and the caller's table is spoilt.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. The probabilities stay what they are: only the terms with $p = 0$ are left out.
# 3. Write `p = p[p > 0]`, which makes a new array, instead of `p[p == 0] = 1`.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    p[p == 0] = 1
    return -np.sum(p * np.log(p))


# %% mistake entropy.hard_coded [markdown]
# Cause: the answer is one that the check has asked for before
#
# Your function knows some answers that the visible check asks for, and gives one of
# them to whatever comes.
#
# 1. A function is asked about numbers that nobody has shown you.
# 2. $H(p) = -\sum_k p_k \log p_k$
# 3. Compute with the argument `p`.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    if p.size == 2 and 0 in p:
        return 0.0
    return 1.0397207708399179 if p.ndim == 2 else 0.6021516825926801


# %% mistake entropy.prints [markdown]
# Your function prints the value and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $H(p)$, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    p = p[p > 0]
    print(-np.sum(p * np.log(p)))


# %% mistake entropy.reads_global [markdown]
# Cause: the argument is not used, but the table `days`
#
# Your function does not look at its argument: it takes `days`, a variable that another
# cell of the notebook made.
#
# 1. A function should know only what it is given. Which name is in its brackets?
# 2. $H(p) = -\sum_k p_k \log p_k$, with the $p$ of this call
# 3. Write `p` in place of the name from outside.


# %%
def entropy(p):
    p = np.asarray(p, dtype=np.float64)
    p = np.array(days) / 100
    return -np.sum(p * np.log(p))


# %% mistake conditional.columns [markdown]
# Cause: each column was divided by its sum: this is P(X | L)
#
# Each column was divided by its sum: this is $P(X_i \mid L = j)$, how often each sky
# comes on rainy days and on dry ones.
#
# 1. What is known and what is asked? The sky is known, and the sky is the row.
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$, where $P(X_i)$ is the sum of row $i$
# 3. Sum with `axis=1, keepdims=True` instead of `axis=0`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=0)
    return np.where(total > 0, P / np.where(total > 0, total, 1), 1 / P.shape[0])


# %% mistake conditional.whole_table [markdown]
# Cause: the table was divided by its total: it is still the joint one
#
# You divided by the sum of the whole table, so the joint probabilities stay what they
# were.
#
# 1. Under one sky the answers have to add up to 1. Do your rows?
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$
# 3. Divide by the sum of each row, `P.sum(axis=1, keepdims=True)`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    return P / P.sum()


# %% mistake conditional.no_keepdims [markdown]
# Cause: the row sums lie along the columns; keepdims=True is missing
#
# The row sums have the shape (m,), and NumPy lays them along the columns: with m ≠ k it
# stops, with m = k it divides the wrong entries.
#
# 1. One number for each row should stand beside its row, as a column.
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$
# 3. Add `keepdims=True` to the sum, or write `total[:, None]`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=1)
    total = np.where(total > 0, total, 1)
    return P / total


# %% mistake conditional.empty_row_nan [markdown]
# Cause: the row of zeros gives 0/0; it should be uniform
#
# The formula is right where a row has something in it. A row of zeros becomes 0/0, and
# that is NaN.
#
# 1. A value of X that never occurs tells nothing about the label.
# 2. A row of zeros should become $1/k$ in each of the $k$ entries.
# 3. Replace the zero sums by 1 before you divide, then fill the empty rows.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    with np.errstate(all="ignore"):
        return P / P.sum(axis=1, keepdims=True)


# %% mistake conditional.empty_row_zero [markdown]
# Cause: the row of zeros should become uniform
#
# A row of zeros stayed a row of zeros. The others are right.
#
# 1. Each row has to add up to 1, and yours adds up to 0 there.
# 2. A row of zeros should become $1/k$ in each of the $k$ entries.
# 3. After the division, fill the rows whose sum is 0 with `1 / P.shape[1]`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=1, keepdims=True)
    return P / np.where(total > 0, total, 1)


# %% mistake conditional.empty_row_half [markdown]
# Cause: the row of zeros has 0.5; with three labels it should be 1/3
#
# You filled the empty rows with 0.5. That is uniform for two labels only; for three the
# row adds up to 1.5.
#
# 1. How many labels does the table have? Not always two.
# 2. A row of zeros should become $1/k$, with $k$ columns.
# 3. Write `1 / P.shape[1]` instead of `0.5`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=1, keepdims=True)
    return np.where(total > 0, P / np.where(total > 0, total, 1), 0.5)


# %% mistake conditional.empty_row_rows [markdown]
# Cause: the row of zeros has 1/m; a row has k entries, so 1/k
#
# You filled the empty rows with $1/m$, where $m$ is the number of rows. A row has $k$
# entries.
#
# 1. Count the entries that have to share the probability 1.
# 2. A row of zeros should become $1/k$, with $k$ columns.
# 3. Write `P.shape[1]` where you have `P.shape[0]` or `len(P)`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=1, keepdims=True)
    return np.where(total > 0, P / np.where(total > 0, total, 1), 1 / len(P))


# %% mistake conditional.largest [markdown]
# Cause: each row was divided by its largest entry, not by its sum
#
# Each row was divided by its largest entry, so every row has a 1 in it and its sum
# exceeds 1.
#
# 1. Under one sky something happens for certain: dry and rain together have probability
#    1.
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$ and $P(X_i) = \sum_j P(L = j, X_i)$
# 3. Use `sum` instead of `max`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    top = P.max(axis=1, keepdims=True)
    return np.where(top > 0, P / np.where(top > 0, top, 1), 1 / P.shape[1])


# %% mistake conditional.softmax [markdown]
# Cause: exponentials were taken: this is a softmax
#
# You took exponentials before you divided: that is a softmax. It turns scores into
# probabilities, but these are probabilities already.
#
# 1. An entry of 0 must stay 0. With an exponential it becomes $e^0 = 1$.
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$
# 3. Divide `P` itself by its row sums, without `np.exp`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    e = np.exp(P)
    return e / e.sum(axis=1, keepdims=True)


# %% mistake conditional.added_constant [markdown]
# Cause: a small constant was added to all entries
#
# You added a small constant to all entries to avoid 0/0. It mends the empty rows and
# moves all other shares a little.
#
# 1. An entry of 0 should stay exactly 0.
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$; only a row of zeros needs care
# 3. Choose the empty rows by `total == 0` and leave the others as they are.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    constant = 1e-6  # varies: 1e-12 to 1.0
    P = P + constant
    return P / P.sum(axis=1, keepdims=True)


# %% mistake conditional.tiny_row_empty [markdown]
# Cause: a row of tiny probabilities was taken for empty
#
# A row whose sum is very small was filled like a row of zeros. A sky may be rare, and
# its shares still say everything about the label.
#
# 1. Rare is not never.
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$ as soon as $P(X_i) > 0$
# 3. Compare with `total == 0`, not with `np.isclose` or a threshold.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=1, keepdims=True)
    threshold = 1e-8  # varies: 1e-11 to 1e-4
    empty = total < threshold
    return np.where(empty, 1 / P.shape[1], P / np.where(empty, 1, total))


# %% mistake conditional.marginal [markdown]
# Cause: these are the row sums
#
# You returned the row sums $P(X_i)$. They belong below the line of the fraction.
#
# 1. The result is a table again: one row for each value of X, one column for each
#    label.
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$
# 3. Divide `P` by the sums that you have.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    return P.sum(axis=1, keepdims=True)


# %% mistake conditional.two_labels [markdown]
# Cause: only one column was divided, and the other is the rest to 1
#
# You computed the share of one column and took the rest for the other. With three
# labels the table loses a column.
#
# 1. The table has k columns, and k need not be 2.
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$, for each column $j$
# 3. Divide the whole of `P` by its row sums instead of one column.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=1)
    share = np.where(total > 0, P[:, 1] / np.where(total > 0, total, 1), 0.5)
    return np.stack([1 - share, share], axis=1)


# %% mistake conditional.changes_input [markdown]
# The values are right, but your function divides inside the array it was given: after
# the call the caller's joint table is gone.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `/=` writes into
#    it.
# 2. $P(L = j \mid X_i) = P(L = j, X_i) / P(X_i)$ is a new table; the joint one stays
# 3. Write `P / total` in place of `P /= total`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=1, keepdims=True)
    P += np.where(total == 0, 1, 0)
    P /= P.sum(axis=1, keepdims=True)
    return P


# %% mistake conditional.prints [markdown]
# Your function prints the table and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over the table of $P(L = j \mid X_i)$.
# 3. Write `return` in place of `print`.


# %%
def conditional(P):
    P = np.asarray(P, dtype=np.float64)
    total = P.sum(axis=1, keepdims=True)
    print(np.where(total > 0, P / np.where(total > 0, total, 1), 1 / P.shape[1]))


# %% mistake expected_loss.no_minus [markdown]
# Cause: the minus is missing
#
# The minus is missing: this is the average of $\log Q$, which is never positive.
#
# 1. A loss is at least 0. Is yours?
# 2. $\mathrm{Loss} = -\sum_i \sum_j P(L = j, X_i) \log Q(L = j \mid X_i)$
# 3. Put a minus in front of the sum.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        return np.sum(P[happens] * np.log(Q[happens]))


# %% mistake expected_loss.bits [markdown]
# Cause: this is log2; the seminar uses the natural np.log
#
# You used the logarithm to base 2: the loss is in bits, larger by the factor 1.443.
#
# 1. Always 0.5 has the loss 0.693 here; yours would say 1.
# 2. $\mathrm{Loss} = -\sum_i \sum_j P(L = j, X_i) \log Q(L = j \mid X_i)$, with the
#    natural log
# 3. Write `np.log` instead of `np.log2`.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        return -np.sum(P[happens] * np.log2(Q[happens]))


# %% mistake expected_loss.rows_weigh_one [markdown]
# Cause: P(X) is forgotten: each row weighs 1
#
# $P(X_i)$ is forgotten: the losses of the rows are added up, each with the weight 1, so
# more rows mean more loss.
#
# 1. A clear sky comes four times as often as a dark one. Where does your sum know that?
# 2. $-\sum_i P(X_i) \sum_j P(L = j \mid X_i) \log Q(L = j \mid X_i)$
# 3. Weigh with the joint `P`, not with `conditional(P)`.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        C = conditional(P)
        return -np.sum(C[happens] * np.log(Q[happens]))


# %% mistake expected_loss.rows_alike [markdown]
# Cause: each row weighs alike; row i should weigh P(X_i)
#
# All rows weigh alike: you averaged over the values of X as if each came equally often.
#
# 1. A clear sky comes four times as often as a dark one.
# 2. $-\sum_i P(X_i) \sum_j P(L = j \mid X_i) \log Q(L = j \mid X_i)$; yours has $1/m$
#    in place of $P(X_i)$
# 3. Weigh row i with its sum `P[i].sum()` instead of taking the mean over rows.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        C = conditional(P)
        return -np.sum(C[happens] * np.log(Q[happens])) / len(P)


# %% mistake expected_loss.product_of_margins [markdown]
# Cause: the weight is P(X) P(L), as if the sky told nothing about the rain
#
# You weighed with the product of row sums and column sums, $P(X_i) \, P(L = j)$. That
# is the joint probability only if X and L are independent.
#
# 1. It rains on 29 days of 100. Does it under a clear sky, too?
# 2. $\mathrm{Loss} = -\sum_i \sum_j P(L = j, X_i) \log Q(L = j \mid X_i)$
# 3. Weigh with the entries of `P` themselves.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    W = np.outer(P.sum(axis=1), P.sum(axis=0))
    with np.errstate(all="ignore"):
        return -np.sum(W[W > 0] * np.log(Q[W > 0]))


# %% mistake expected_loss.swapped [markdown]
# Cause: P and Q have changed places under the log
#
# P and Q have changed places: you averaged the surprise of the true probabilities, as
# if the days came as the model says.
#
# 1. Who decides what happens, nature or the model? And who pays for what was said?
# 2. $-\sum_j p_j \log q_j$: the weight is the truth $p$, under the log stands the
#    answer $q$.
# 3. Put `Q` under the logarithm and the joint `P` in front of it.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    with np.errstate(all="ignore"):
        C = conditional(P)
        W = P.sum(axis=1, keepdims=True) * Q
        return -np.sum(W[W > 0] * np.log(C[W > 0]))


# %% mistake expected_loss.mean_of_entries [markdown]
# Cause: this is the mean over the entries; P already averages
#
# You took the mean over all cells of the table: the loss was divided by m · k once
# more.
#
# 1. The joint probabilities add up to 1, so the weighted sum is an average already.
# 2. $\mathrm{Loss} = -\sum_i \sum_j P(L = j, X_i) \log Q(L = j \mid X_i)$
# 3. Write `np.sum` where you have `np.mean`.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        return -np.sum(P[happens] * np.log(Q[happens])) / P.size


# %% mistake expected_loss.label_1_only [markdown]
# Cause: only label 1 is in the sum
#
# Only the column of label 1 is in your sum. On the days with another label the model
# pays nothing.
#
# 1. On a dry day a forecast of 0.99 should cost a lot. Does it?
# 2. $\mathrm{Loss} = -\sum_i \sum_j P(L = j, X_i) \log Q(L = j \mid X_i)$, over all $j$
# 3. Drop the index `[:, 1]`.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    with np.errstate(all="ignore"):
        return -np.sum(np.where(P > 0, P * np.log(Q), 0)[:, 1])


# %% mistake expected_loss.floor [markdown]
# Cause: under the log there should be Q, not P
#
# `Q` is not used: under your log stands the true conditional probability, so this is
# the floor for every model.
#
# 1. Two different models should have different losses.
# 2. $\mathrm{Loss} = -\sum_i \sum_j P(L = j, X_i) \log Q(L = j \mid X_i)$
# 3. Write `Q` under the logarithm.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        C = conditional(P)
        return -np.sum(P[happens] * np.log(C[happens]))


# %% mistake expected_loss.nan_at_zero [markdown]
# Cause: this is 0 · log 0
#
# Where P and Q are both 0 your sum has $0 \cdot \log 0$, which NumPy takes for NaN.
#
# 1. What never happens costs nothing, whatever the model says of it.
# 2. The term is 0 where $P(L = j, X_i) = 0$.
# 3. Sum over the entries with `P > 0` only.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    with np.errstate(all="ignore"):
        return -np.sum(P * np.log(Q))


# %% mistake expected_loss.finite [markdown] by="check"
# Cause: something keeps log 0 away, as a clipped Q or a small number under the log
#
# Your loss is not infinite where it should be: the model called something impossible
# ($Q = 0$), and it happens ($P > 0$). A small constant under the log does that, or a
# clipped Q.
#
# 1. How surprised is somebody who was absolutely certain of the contrary?
# 2. $-\log 0 = \infty$, and $P > 0$ in front of it does not help.
# 3. Take `np.log(Q)` as it is; leave out only the entries with `P == 0`.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        return -np.sum(P[happens] * np.log(Q[happens] + 1e-12))


# %% mistake expected_loss.clipped [markdown]
# Cause: Q was clipped
#
# Q was clipped, to the range from 0.001 to 0.999 for example. The loss of a model that
# is surer than that is changed, and an infinite one becomes finite.
#
# 1. Clipping answers for another model than the one you were given.
# 2. $-\log 0 = \infty$; the docstring wants that.
# 3. Drop `np.clip`; leave out the entries with `P == 0` instead.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        floor = 1e-3  # varies: 1e-9 to 0.2
        return -np.sum(P[happens] * np.log(np.clip(Q, floor, 1 - floor)[happens]))


# %% mistake expected_loss.impossible_dropped [markdown]
# Cause: the entry with Q = 0 was left out; it happens, so it costs infinity
#
# You left out the entries with Q = 0. They are the most expensive ones: the model calls
# them impossible, and they happen.
#
# 1. Which zero makes a term vanish, the one of P or the one of Q?
# 2. The term is 0 where $P = 0$; where $P > 0$ and $Q = 0$ it is infinite.
# 3. Choose the entries by `P > 0`, not by `Q > 0`.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    with np.errstate(all="ignore"):
        keep = Q > 0
        return -np.sum(P[keep] * np.log(Q[keep]))


# %% mistake expected_loss.infinite_for_any_zero [markdown]
# Cause: a zero in Q alone is not infinite; P has to be above 0 there
#
# Your loss is infinite as soon as there is a zero in Q, even where nothing happens.
#
# 1. The model called something impossible, and it never comes. What does that cost?
# 2. The term is 0 where $P = 0$, whatever $Q$ says; it is infinite where $P > 0$ and
#    $Q = 0$.
# 3. Choose the entries by `P > 0` first, and look at `Q` there only.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    if (Q == 0).any():
        return np.inf
    return -np.sum(P[happens] * np.log(Q[happens]))


# %% mistake expected_loss.tiny_dropped [markdown]
# Cause: a small P was taken for 0
#
# You left out more than the zeros of P: small probabilities, too. A rare day may be the
# most expensive of all.
#
# 1. Once in a billion days is not never.
# 2. The term is 0 only where $P(L = j, X_i) = 0$ exactly.
# 3. Write `P > 0`, without a threshold and without `np.isclose`.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 1e-10  # varies: 1e-12 to 1e-4
    with np.errstate(all="ignore"):
        return -np.sum(P[happens] * np.log(Q[happens]))


# %% mistake expected_loss.joint_answers [markdown]
# Cause: under the log Q is multiplied by P(X)
#
# You multiplied Q by P(X) under the logarithm, so H(X), the surprise at the sky, was
# added to the loss.
#
# 1. The model answers when it has seen X already. It pays for the label only.
# 2. $\mathrm{Loss} = -\sum_i \sum_j P(L = j, X_i) \log Q(L = j \mid X_i)$: $Q$ stands
#    alone under the log
# 3. Take `Q` under the logarithm as it is.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        return -np.sum(P[happens] * np.log((Q * P.sum(axis=1, keepdims=True))[happens]))


# %% mistake expected_loss.one_per_row [markdown]
# Cause: the sum over the rows is not done
#
# You summed over the labels only: a number for each row comes out, and the sum over the
# rows is left to do.
#
# 1. The slide's first line has two sums.
# 2. $\mathrm{Loss} = -\sum_i \sum_j P(L = j, X_i) \log Q(L = j \mid X_i)$
# 3. Drop `axis=1` from the sum.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    with np.errstate(all="ignore"):
        return -np.sum(np.where(P > 0, P * np.log(Q), 0), axis=1)


# %% mistake expected_loss.squared [markdown]
# Cause: these are squared differences, the other loss of seminar 1.4
#
# You averaged squared differences. That is the other loss of seminar 1.4, in a new
# dress.
#
# 1. Where is the logarithm?
# 2. $\mathrm{Loss} = -\sum_i \sum_j P(L = j, X_i) \log Q(L = j \mid X_i)$
# 3. Average `-np.log(Q)` with the weights `P`.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    with np.errstate(all="ignore"):
        return np.sum(P.sum(axis=1, keepdims=True) * (conditional(P) - Q) ** 2)


# %% mistake expected_loss.changes_input [markdown]
# The values are right, but your function writes ones into the zeros of `Q`, and the
# caller's table is spoilt.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. Only the terms with $P = 0$ are left out; the tables stay as they are.
# 3. Use `P[happens]` and `Q[happens]`, which are new arrays.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        Q[~happens] = 1
        return -np.sum(P * np.log(Q))


# %% mistake expected_loss.prints [markdown]
# Your function prints the value and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over the loss.
# 3. Write `return` in place of `print`.


# %%
def expected_loss(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        print(-np.sum(P[happens] * np.log(Q[happens])))


# %% mistake term_bound.sign [markdown]
# Cause: the sign: multiplying by −p reverses it
#
# This is $q - p$: the sign is reversed. It would be negative just where the term is
# positive.
#
# 1. Check with numbers: for $p = 0.6$, $q = 0.3$ the term is $0.6 \log 2 = 0.416$.
#    Which is a good bound, 0.3 or −0.3?
# 2. $-p \log\frac{q}{p} \ge -p \left(\frac{q}{p} - 1\right)$
# 3. The minus in front multiplies both terms in the bracket.


# %%
def term_bound(p, q):
    return q - p


# %% mistake term_bound.no_factor [markdown]
# Cause: the factor p is missing
#
# You returned $1 - q/p$. The factor $p$ in front of the logarithm is missing.
#
# 1. The inequality was put in for $\log z$; what stood in front of the log stays.
# 2. $-p \log\frac{q}{p} \ge -p \left(\frac{q}{p} - 1\right)$
# 3. Multiply by `p`, and the fraction goes away.


# %%
def term_bound(p, q):
    with np.errstate(all="ignore"):
        return 1 - np.divide(q, p)


# %% mistake term_bound.only_z [markdown]
# Cause: this is z − 1; the factor −p is missing
#
# You returned $z - 1$ with $z = q/p$. That bounds $\log z$ from above; the term is
# $-p \log z$.
#
# 1. The term has a factor in front of its logarithm. It is negative, so the bound
#    turns, too.
# 2. $-p \log\frac{q}{p} \ge -p \left(\frac{q}{p} - 1\right)$
# 3. Multiply by `-p` and simplify.


# %%
def term_bound(p, q):
    with np.errstate(all="ignore"):
        return np.divide(q, p) - 1


# %% mistake term_bound.upper [markdown]
# Cause: with z = p/q the inequality gives an upper bound, not a lower one
#
# With $z = p/q$ you get $p \log\frac{p}{q} \le p(p/q - 1)$. True, but it says how
# *large* the term can be.
#
# 1. You need something that the term cannot be less than.
# 2. $-p \log\frac{q}{p} \ge -p \left(\frac{q}{p} - 1\right)$
# 3. Turn the fraction around first: the log of `q / p` with a minus.


# %%
def term_bound(p, q):
    return p * (p / q - 1)


# %% mistake term_bound.term [markdown]
# Cause: this is the term itself; put z − 1 in place of log z
#
# You returned the term $p \log\frac{p}{q}$ itself. A bound without a logarithm is
# wanted.
#
# 1. Use the inequality: replace the logarithm by its tangent.
# 2. $-p \log\frac{q}{p} \ge -p \left(\frac{q}{p} - 1\right)$
# 3. Put `q / p - 1` where `np.log(q / p)` stands, and simplify.


# %%
def term_bound(p, q):
    with np.errstate(all="ignore"):
        return p * np.log(np.divide(p, q))


# %% mistake term_bound.fraction_left [markdown]
# Cause: a fraction is left: multiply p into the bracket
#
# The bound is right for $p > 0$, but a fraction is left in it: at $p = 0$ it is 0 times
# infinity, NaN.
#
# 1. Multiply the factor into the bracket before you write the code.
# 2. $p \left(1 - \frac{q}{p}\right) = p - \ldots$
# 3. No division should be left, only `p` and `q`.


# %%
def term_bound(p, q):
    with np.errstate(all="ignore"):
        return p * (1 - np.divide(q, p))


# %% mistake term_bound.zero [markdown]
# Cause: this is 0, which bounds the sum of a row, not each term
#
# You returned 0. The *sum* of the terms of a row is at least 0; a single term may well
# be negative.
#
# 1. Take $p = 0.4$, $q = 0.7$: $0.4 \log\frac{0.4}{0.7} = -0.224$.
# 2. $-p \log\frac{q}{p} \ge -p \left(\frac{q}{p} - 1\right)$
# 3. Let the bound depend on `p` and `q`.


# %%
def term_bound(p, q):
    return 0 * p


# %% mistake term_bound.absolute [markdown]
# Cause: this is the absolute value |p − q|
#
# You returned $|p - q|$. Where $p < q$ the term is negative and lies below that.
#
# 1. The terms of a row are partly positive, partly negative. A bound with no sign
#    cannot sum to 0.
# 2. $-p \log\frac{q}{p} \ge -p \left(\frac{q}{p} - 1\right)$
# 3. Drop the absolute value.


# %%
def term_bound(p, q):
    return np.abs(p - q)


# %% mistake term_bound.cut_at_zero [markdown]
# Cause: the bound was cut at 0; a term may be negative
#
# You cut the bound at 0, as if no term could be negative. The *sum* of the terms of a
# row is at least 0; a single one may well be below.
#
# 1. Take $p = 0.4$, $q = 0.7$: $0.4 \log\frac{0.4}{0.7} = -0.224$.
# 2. $-p \log\frac{q}{p} \ge -p \left(\frac{q}{p} - 1\right)$, also where the right
#    side is negative
# 3. Drop the maximum with 0.


# %%
def term_bound(p, q):
    return np.maximum(p - q, 0)


# %% mistake gap.sign [markdown]
# Cause: the sign: the fraction under the log is upside down
#
# The sign is reversed, since the fraction under the log is upside down. The gap is
# never negative.
#
# 1. By how much is the loss of Q *higher* than the floor?
# 2. $\sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$, where $p_{ij}$ and
#    $q_{ij}$ are the entries of `conditional(P)` and of `Q`
# 3. Put P above the line and Q below it.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    C = conditional(P)
    with np.errstate(all="ignore"):
        return np.sum(P[happens] * np.log(Q[happens] / C[happens]))


# %% mistake gap.reverse [markdown]
# Cause: P and Q have changed places: this is D(Q‖P), not D(P‖Q)
#
# P and Q have changed places: you weighed with Q. That is a divergence as well, but
# $D(Q \,\|\, P)$, and it is not what the loss has above its floor.
#
# 1. Nature decides how often each label comes, so the truth is the weight.
# 2. $\sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$, where $p_{ij}$ and
#    $q_{ij}$ are the entries of `conditional(P)` and of `Q`
# 3. Put the joint `P` in front of the logarithm, and Q only below its line.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    C = conditional(P)
    with np.errstate(all="ignore"):
        W = P.sum(axis=1, keepdims=True) * Q
        return np.sum(W[W > 0] * np.log(Q[W > 0] / C[W > 0]))


# %% mistake gap.joint_in_log [markdown]
# Cause: the joint P stands under the log; the conditional one belongs there
#
# Above the line you have the joint probability, below it a conditional one. Their ratio
# is not 1 when the model is right.
#
# 1. With Q = P the gap must be 0. Is it?
# 2. $\sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$, where $p_{ij}$ and
#    $q_{ij}$ are the entries of `conditional(P)` and of `Q`
# 3. Use `conditional(P)` under the log.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        return np.sum(P[happens] * np.log(P[happens] / Q[happens]))


# %% mistake gap.rows_weigh_one [markdown]
# Cause: P(X) is forgotten: each row weighs 1
#
# $P(X_i)$ is forgotten: each row has the weight 1.
#
# 1. A clear sky comes four times as often as a dark one, and so does its gap.
# 2. $\sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$, where $p_{ij}$ and
#    $q_{ij}$ are the entries of `conditional(P)` and of `Q`
# 3. Weigh with the joint `P`, not with `conditional(P)`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    C = conditional(P)
    with np.errstate(all="ignore"):
        return np.sum(C[happens] * np.log(C[happens] / Q[happens]))


# %% mistake gap.rows_alike [markdown]
# Cause: each row weighs alike; row i should weigh P(X_i)
#
# All rows weigh alike: you averaged over the values of X as if each came equally often.
#
# 1. A clear sky comes four times as often as a dark one, and so does its gap.
# 2. $\sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$, where $p_{ij}$ and
#    $q_{ij}$ are the entries of `conditional(P)` and of `Q`; yours has $1/m$ in place
#    of $P(X_i)$
# 3. Weigh with the joint `P` instead of taking the mean over rows.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    C = conditional(P)
    with np.errstate(all="ignore"):
        return np.sum(C[happens] * np.log(C[happens] / Q[happens])) / len(P)


# %% mistake gap.whole_loss [markdown]
# Cause: this is the whole loss; its floor is still in it
#
# This is the whole loss. The floor, which every model pays, is still in it.
#
# 1. For the true conditionals the gap must be 0. Is it?
# 2. $\mathrm{gap} = \mathrm{Loss}(Q) - \mathrm{Loss}(P)$
# 3. Take `expected_loss(P, conditional(P))` away.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        return -np.sum(P[happens] * np.log(Q[happens]))


# %% mistake gap.above_h_of_l [markdown]
# Cause: this is the loss minus H(L); the floor is lower
#
# You took $H(L)$ away from the loss. That is the loss of a model that never looks at X,
# not the floor.
#
# 1. Your gap becomes negative for good models. Somebody got below what you call the
#    floor.
# 2. The floor is $-\sum_i P(X_i) \sum_j P(L = j \mid X_i) \log P(L = j \mid X_i)$
# 3. Take `expected_loss(P, conditional(P))` away instead of `entropy(P.sum(axis=0))`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    with np.errstate(all="ignore"):
        return -np.sum(P[happens] * np.log(Q[happens])) - entropy(P.sum(axis=0))


# %% mistake gap.bits [markdown]
# Cause: this is log2; the seminar uses the natural np.log
#
# You used the logarithm to base 2: the gap is in bits, larger by the factor 1.443.
#
# 1. Loss and gap must have one unit, or they do not add up.
# 2. $\sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$, where $p_{ij}$ and
#    $q_{ij}$ are the entries of `conditional(P)` and of `Q`; the log is the natural one
# 3. Write `np.log` instead of `np.log2`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    C = conditional(P)
    with np.errstate(all="ignore"):
        return np.sum(P[happens] * np.log2(C[happens] / Q[happens]))


# %% mistake gap.always_zero [markdown]
# Cause: this is 0, which only Q = P reaches
#
# You returned 0, as if every model reached the floor. Equality holds only where Q = P.
#
# 1. Look at the dots of the first figure: how many of them touch the line?
# 2. $\sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$, where $p_{ij}$ and
#    $q_{ij}$ are the entries of `conditional(P)` and of `Q`
# 3. Compute the sum; it depends on `Q`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    with np.errstate(all="ignore"):
        return 0.0


# %% mistake gap.absolute [markdown]
# Cause: each logarithm has lost its sign
#
# You took the absolute value of each logarithm. The terms of a row are partly negative,
# and they must be allowed to be.
#
# 1. Only the sum of a row is at least 0, not each of its terms.
# 2. $\sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$, where $p_{ij}$ and
#    $q_{ij}$ are the entries of `conditional(P)` and of `Q`
# 3. Drop `np.abs`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    C = conditional(P)
    with np.errstate(all="ignore"):
        return np.sum(P[happens] * np.abs(np.log(C[happens] / Q[happens])))


# %% mistake gap.squared [markdown]
# Cause: these are squared differences
#
# You averaged squared differences of Q and P. This is 0 for the right Q, too, but it is
# not what the cross-entropy has above its floor.
#
# 1. Which loss is the slide about? Its gap has a logarithm.
# 2. $\sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$, where $p_{ij}$ and
#    $q_{ij}$ are the entries of `conditional(P)` and of `Q`
# 3. Average `np.log(C / Q)` with the weights `P`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    C = conditional(P)
    with np.errstate(all="ignore"):
        return np.sum(P.sum(axis=1, keepdims=True) * (C - Q) ** 2)


# %% mistake gap.nan_at_zero [markdown]
# Cause: this is 0 · log 0
#
# A zero in P makes the result NaN: $0 \cdot \log 0$ is not 0 for NumPy.
#
# 1. What never happens adds nothing to the gap.
# 2. The term is 0 where $P(L = j, X_i) = 0$.
# 3. Sum over the entries with `P > 0` only.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    C = conditional(P)
    with np.errstate(all="ignore"):
        return np.sum(P * np.log(C / Q))


# %% mistake gap.nan_at_empty_row [markdown]
# Cause: an empty row gives 0/0
#
# A row of zeros in P makes the result NaN: $P(L = j \mid X_i)$ is 0/0 there, and a
# comparison with NaN is never true.
#
# 1. A sky that never comes adds nothing to the gap.
# 2. The term is 0 where $P(L = j, X_i) = 0$, and so it is in the whole of an empty row.
# 3. Choose the entries by the joint `P > 0` before you divide.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    with np.errstate(all="ignore"):
        C = P / P.sum(axis=1, keepdims=True)
        return np.sum(np.where(C == 0, 0, P * np.log(C / Q)))


# %% mistake gap.impossible_dropped [markdown]
# Cause: the entry with Q = 0 was left out; it happens, so it costs infinity
#
# You left out the entries with Q = 0. They are the most expensive ones: the model calls
# them impossible, and they happen.
#
# 1. Which zero makes a term vanish, the one of P or the one of Q?
# 2. The term is 0 where $P = 0$; where $P > 0$ and $Q = 0$ it is infinite.
# 3. Choose the entries by `P > 0` alone.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    C = conditional(P)
    with np.errstate(all="ignore"):
        keep = happens & (Q > 0)
        return np.sum(P[keep] * np.log(C[keep] / Q[keep]))


# %% mistake gap.clipped [markdown]
# Cause: something keeps log 0 away, as a clipped Q or a small number under the log
#
# Your gap is not infinite where it should be: the model called something impossible
# ($Q = 0$), and it happens ($P > 0$). Q was clipped, or has a small number added.
#
# 1. How surprised is somebody who was absolutely certain of the contrary?
# 2. $-\log 0 = \infty$, and $P > 0$ in front of it does not help.
# 3. Take `Q` as it is; leave out only the entries with `P == 0`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    C = conditional(P)
    constant = 1e-12  # varies: 1e-300 to 0.1
    return np.sum(P[happens] * np.log(C[happens] / (Q[happens] + constant)))


# %% mistake gap.tiny_dropped [markdown]
# Cause: a small P was taken for 0
#
# You left out more than the zeros of P: small probabilities, too. A rare day may be the
# most expensive of all.
#
# 1. Once in a billion days is not never.
# 2. The term is 0 only where $P(L = j, X_i) = 0$ exactly.
# 3. Write `P > 0`, without a threshold and without `np.isclose`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 1e-10  # varies: 1e-12 to 1e-4
    C = conditional(P)
    with np.errstate(all="ignore"):
        return np.sum(P[happens] * np.log(C[happens] / Q[happens]))


# %% mistake gap.changes_input [markdown]
# The values are right, but your function writes ones into the zeros of `Q`, and the
# caller's table is spoilt.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. Only the terms with $P = 0$ are left out; the tables stay as they are.
# 3. Use `P[happens]` and `Q[happens]`, which are new arrays.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    C = conditional(P)
    with np.errstate(all="ignore"):
        Q[~happens] = 1
        return np.sum(P[happens] * np.log(C[happens] / Q[happens]))


# %% mistake gap.prints [markdown]
# Your function prints the value and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over the gap.
# 3. Write `return` in place of `print`.


# %%
def gap(P, Q):
    P = np.asarray(P, dtype=np.float64)
    Q = np.asarray(Q, dtype=np.float64)
    happens = P > 0
    C = conditional(P)
    with np.errstate(all="ignore"):
        print(np.sum(P[happens] * np.log(C[happens] / Q[happens])))


# %% mistake split_log.both_minus [markdown]
# Cause: both terms have the minus; the second one is +Σ P(X) log P(X)
#
# Both of your terms have a minus, so both are positive. They add up to
# $H(X, L) + H(X)$.
#
# 1. The log of a fraction is a difference. What does the minus in front of the sum make
#    of it?
# 2. $-\sum_i \sum_j P(L = j, X_i) \log P(L = j, X_i) + \sum_i P(X_i) \log P(X_i)$
# 3. Drop the minus of the second term.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    first = -np.sum(P * np.log(np.where(P > 0, P, 1)))
    second = np.sum(PX * np.log(np.where(PX > 0, PX, 1)))
    return first, -second


# %% mistake split_log.signs_turned [markdown]
# Cause: both signs are reversed
#
# Both signs are reversed: this is the line times −1.
#
# 1. The line before was positive. Does your pair add up to it?
# 2. $-\sum_i \sum_j P(L = j, X_i) \log P(L = j, X_i) + \sum_i P(X_i) \log P(X_i)$
# 3. The first term has the minus, the second one the plus.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    first = -np.sum(P * np.log(np.where(P > 0, P, 1)))
    second = np.sum(PX * np.log(np.where(PX > 0, PX, 1)))
    return -first, -second


# %% mistake split_log.column_sums [markdown]
# Cause: the second term sums over the columns: these are P(L), not P(X)
#
# Your second term sums over the columns: it has $P(L = j)$ where $P(X_i)$ is wanted.
#
# 1. Below the line of the fraction stood the probability of the row.
# 2. $-\sum_i \sum_j P(L = j, X_i) \log P(L = j, X_i) + \sum_i P(X_i) \log P(X_i)$
# 3. Use `P.sum(axis=1)`.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    L = P.sum(axis=0)
    first = -np.sum(P * np.log(np.where(P > 0, P, 1)))
    return first, np.sum(L * np.log(np.where(L > 0, L, 1)))


# %% mistake split_log.swapped [markdown]
# Cause: the order: the term with the joint probabilities comes first
#
# The two terms are right, their order is not.
#
# 1. The docstring names the pair: first the term with the joint probabilities.
# 2. $-\sum_i \sum_j P(L = j, X_i) \log P(L = j, X_i) + \sum_i P(X_i) \log P(X_i)$
# 3. Swap the two values after `return`.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    first = -np.sum(P * np.log(np.where(P > 0, P, 1)))
    second = np.sum(PX * np.log(np.where(PX > 0, PX, 1)))
    return second, first


# %% mistake split_log.weight_lost [markdown]
# Cause: in the second term the weight P(X) is missing
#
# In the second term the weight is missing: this is $\sum_i \log P(X_i)$.
#
# 1. Before the sum over $j$ was done, each logarithm had a joint probability in front
#    of it.
# 2. $\sum_j P(L = j, X_i) \log P(X_i) = P(X_i) \log P(X_i)$
# 3. Multiply `np.log(PX)` by `PX` before you sum.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    first = -np.sum(P * np.log(np.where(P > 0, P, 1)))
    return first, np.sum(np.log(np.where(PX > 0, PX, 1)))


# %% mistake split_log.sum [markdown]
# You returned the sum of both terms, one number. The pair is wanted.
#
# 1. Each of the two terms gets a name of its own in the next step.
# 2. $-\sum_i \sum_j P(L = j, X_i) \log P(L = j, X_i) + \sum_i P(X_i) \log P(X_i)$
# 3. Put a comma between the two terms in place of the plus.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    first = -np.sum(P * np.log(np.where(P > 0, P, 1)))
    second = np.sum(PX * np.log(np.where(PX > 0, PX, 1)))
    return first + second


# %% mistake split_log.bits [markdown]
# Cause: this is log2; the seminar uses the natural np.log
#
# You used the logarithm to base 2 in both terms.
#
# 1. They must add up to the line before, and that had the natural log.
# 2. $-\sum_i \sum_j P(L = j, X_i) \log P(L = j, X_i) + \sum_i P(X_i) \log P(X_i)$
# 3. Write `np.log` instead of `np.log2`.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    first = -np.sum(P * np.log(np.where(P > 0, P, 1)))
    second = np.sum(PX * np.log(np.where(PX > 0, PX, 1)))
    return first / np.log(2), second / np.log(2)


# %% mistake split_log.nan_at_zero [markdown]
# Cause: 0 · log 0 should count as 0, in the first term
#
# A zero in P makes your first term NaN: $0 \cdot \log 0$ is not 0 for NumPy.
#
# 1. What never happens adds nothing.
# 2. The term is 0 where $P(L = j, X_i) = 0$.
# 3. Sum over the entries with `P > 0` only.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    second = np.sum(PX * np.log(np.where(PX > 0, PX, 1)))
    with np.errstate(all="ignore"):
        return -np.sum(P * np.log(P)), second


# %% mistake split_log.nan_at_empty_row [markdown]
# Cause: an empty row gives 0 · log 0 in the second term
#
# A row of zeros makes your second term NaN: there $P(X_i) = 0$, and $0 \cdot \log 0$
# is not 0 for NumPy.
#
# 1. A sky that never comes adds nothing.
# 2. Also in the second term what stands in front of the log may be 0.
# 3. Sum over the rows with `PX > 0` only.


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    first = -np.sum(P * np.log(np.where(P > 0, P, 1)))
    with np.errstate(all="ignore"):
        return first, np.sum(PX * np.log(PX))


# %% mistake split_log.along_columns [markdown]
# Cause: log P(X) lies along the columns; in the second term use P(X) alone
#
# In your second term `P * np.log(PX)` lays the m logarithms along the columns: with
# m ≠ k NumPy stops, with m = k the wrong entries are multiplied.
#
# 1. The sum over $j$ can be done on paper: what is left of $P(L = j, X_i)$?
# 2. $\sum_j P(L = j, X_i) \log P(X_i) = P(X_i) \log P(X_i)$
# 3. Multiply `np.log(PX)` by `PX`, both of the shape (m,).


# %%
def split_log(P):
    P = np.asarray(P, dtype=np.float64)
    PX = P.sum(axis=1)
    first = -np.sum(P * np.log(np.where(P > 0, P, 1)))
    return first, np.sum(P * np.log(np.where(PX > 0, PX, 1)))


# %% mistake conditional_entropy.other_way [markdown]
# Cause: this is H(X | L): the entropy of the column sums was taken away
#
# This is $H(X \mid L)$: what is left of the sky for somebody who knows the label. You
# took $H(L)$ away.
#
# 1. After the bar stands what is known. That is the sky, the row.
# 2. $H(L \mid X) = H(X, L) - H(X)$, and $P(X_i)$ is the sum of row $i$
# 3. Write `axis=1` in place of `axis=0`.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P) - entropy(P.sum(axis=0))


# %% mistake conditional_entropy.negative [markdown]
# Cause: this is H(X) − H(X, L)
#
# This is $H(X) - H(X, L)$. The pair is never less surprising than one of the two, so
# the result is negative.
#
# 1. What is left of a surprise is at least 0.
# 2. $H(L \mid X) = H(X, L) - H(X)$
# 3. Swap the two sides of the minus.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=1)) - entropy(P)


# %% mistake conditional_entropy.label_entropy [markdown]
# Cause: this is H(L), the surprise without a look at the sky
#
# This is $H(L)$, the floor for somebody who never looks at X. With X one can get lower.
#
# 1. The column sums have forgotten the sky.
# 2. $H(L \mid X) = H(X, L) - H(X)$
# 3. Take `entropy(P)` of the whole table, and take the entropy of its row sums away.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=0))


# %% mistake conditional_entropy.joint [markdown]
# Cause: this is H(X, L); H(X) is not yet taken away
#
# This is $H(X, L)$. The surprise at the sky itself is still in it.
#
# 1. X is known already; it surprises no more.
# 2. $H(L \mid X) = H(X, L) - H(X)$
# 3. Take `entropy(P.sum(axis=1))` away.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P)


# %% mistake conditional_entropy.entropy_of_x [markdown]
# Cause: this is H(X)
#
# This is $H(X)$, the surprise at the sky. The label does not occur in it.
#
# 1. What is left in the *label* is asked.
# 2. $H(L \mid X) = H(X, L) - H(X)$
# 3. Compute `entropy(P)` and take this number away from it.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=1))


# %% mistake conditional_entropy.information [markdown]
# Cause: this is H(L) − H(L | X), what the sky takes away
#
# This is $I(X, L)$, what the sky tells about the label. What it leaves open is asked.
#
# 1. Information and rest add up to $H(L)$.
# 2. $H(L \mid X) = H(X, L) - H(X)$
# 3. Take only `entropy(P.sum(axis=1))` away from `entropy(P)`.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=0)) + entropy(P.sum(axis=1)) - entropy(P)


# %% mistake conditional_entropy.rows_alike [markdown]
# Cause: the rows weigh alike; row i should weigh P(X_i)
#
# You took the plain mean of the entropies of the rows, as if each value of X came
# equally often.
#
# 1. A row that comes more often should weigh more.
# 2. $H(L \mid X) = \sum_i P(X_i) \, H(L \mid X_i)$
# 3. Weigh row i with its sum, or use `entropy(P) - entropy(P.sum(axis=1))`.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return np.mean([entropy(row) for row in conditional(P)])


# %% mistake conditional_entropy.rows_weigh_one [markdown]
# Cause: the rows weigh 1 each; row i should weigh P(X_i)
#
# You added up the entropies of the rows, each with the weight 1.
#
# 1. For two labels the result cannot exceed $\log 2$. Does yours?
# 2. $H(L \mid X) = \sum_i P(X_i) \, H(L \mid X_i)$
# 3. Weigh row i with its sum, or use `entropy(P) - entropy(P.sum(axis=1))`.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return np.sum([entropy(row) for row in conditional(P)])


# %% mistake conditional_entropy.of_conditional [markdown]
# Cause: the entropy was taken of the conditional table; it wants the joint one
#
# You took the entropy of the table of conditional rows minus that of the row sums.
# Those rows add up to 1 each, so as a whole they are no distribution.
#
# 1. `entropy` wants probabilities that add up to 1 all together.
# 2. $H(L \mid X) = H(X, L) - H(X)$
# 3. Give the joint table `P` to `entropy`, not `conditional(P)`.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(conditional(P)) - entropy(P.sum(axis=1))


# %% mistake conditional_entropy.sum [markdown]
# Cause: the two entropies were added; the second one is taken away
#
# You added the two entropies. What is wanted is their difference.
#
# 1. Once X is known, less surprise is left than in the pair. Yours is more.
# 2. $H(L \mid X) = H(X, L) - H(X)$
# 3. Put a minus between the two. The second term of `split_log` has it already: there a
#    plus belongs between the terms.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P) + entropy(P.sum(axis=1))


# %% mistake conditional_entropy.bits [markdown]
# Cause: this is log2; the seminar uses the natural np.log
#
# Your result is in bits, larger by the factor 1.443.
#
# 1. The losses are in nats, and this is the floor of a loss.
# 2. $H(L \mid X) = H(X, L) - H(X)$, with the natural log
# 3. Use `entropy`, or write `np.log` instead of `np.log2`.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    return (entropy(P) - entropy(P.sum(axis=1))) / np.log(2)


# %% mistake conditional_entropy.nan_at_zero [markdown]
# Cause: this is 0 · log 0
#
# A zero in P makes the sum NaN: $0 \cdot \log 0$ is not 0 for NumPy, and an empty row
# gives 0/0.
#
# 1. What never happens adds nothing.
# 2. $H(L \mid X) = H(X, L) - H(X)$, and your `entropy` knows what to do with zeros.
# 3. Build it from `entropy`, or sum over the entries with `P > 0` only.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    with np.errstate(all="ignore"):
        return -np.sum(P * np.log(P / P.sum(axis=1, keepdims=True)))


# %% mistake conditional_entropy.prints [markdown]
# Your function prints the value and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $H(L \mid X)$.
# 3. Write `return` in place of `print`.


# %%
def conditional_entropy(P):
    P = np.asarray(P, dtype=np.float64)
    print(entropy(P) - entropy(P.sum(axis=1)))


# %% mistake mutual_information.negative [markdown]
# Cause: the sign: H(L) is the larger one
#
# The sign is reversed: this is $H(L \mid X) - H(L)$. Looking at X cannot add to the
# surprise on average.
#
# 1. Which of the two is larger, the surprise with the sky or without?
# 2. $I(X, L) = H(L) - H(L \mid X)$
# 3. Swap the two sides of the minus.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return conditional_entropy(P) - entropy(P.sum(axis=0))


# %% mistake mutual_information.label_entropy [markdown]
# Cause: this is H(L); the rest of the surprise is not yet taken away
#
# This is $H(L)$, the surprise before a look at X. What is left after it has to be taken
# away.
#
# 1. Independent X and L: the information must be 0. Is it?
# 2. $I(X, L) = H(L) - H(L \mid X)$
# 3. Take `conditional_entropy(P)` away.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=0))


# %% mistake mutual_information.rest [markdown]
# Cause: this is H(L | X), what is left after a look at the sky
#
# This is $H(L \mid X)$, what X leaves open. What X tells is asked.
#
# 1. The information and the rest add up to $H(L)$.
# 2. $I(X, L) = H(L) - H(L \mid X)$
# 3. Take this away from `entropy(P.sum(axis=0))`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return conditional_entropy(P)


# %% mistake mutual_information.row_sums [markdown]
# Cause: this is H(X) − H(L | X); the row sums give P(X)
#
# You started from $H(X)$: the row sums give $P(X_i)$, the column sums give $P(L = j)$.
#
# 1. Whose surprise becomes smaller, that of the sky or that of the label?
# 2. $I(X, L) = H(L) - H(L \mid X)$
# 3. Write `axis=0` in place of `axis=1`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=1)) - conditional_entropy(P)


# %% mistake mutual_information.minus_joint [markdown]
# Cause: this is H(L) − H(X, L)
#
# You took $H(X, L)$ away, all of the pair's surprise. The result is $-H(X \mid L)$,
# which is never positive.
#
# 1. Of the surprise at the label only the part that is left has to go.
# 2. $I(X, L) = H(L) - H(L \mid X)$
# 3. Use `conditional_entropy(P)` in place of `entropy(P)`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=0)) - entropy(P)


# %% mistake mutual_information.sum_of_entropies [markdown]
# Cause: this is H(X) + H(L); H(X, L) is not yet taken away
#
# This is $H(X) + H(L)$. What the pair has in common is counted twice, and $H(X, L)$ is
# not yet taken away.
#
# 1. For independent X and L the result must be 0.
# 2. $I(X, L) = H(X) + H(L) - H(X, L)$
# 3. Take `entropy(P)` away.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=0)) + entropy(P.sum(axis=1))


# %% mistake mutual_information.entropy_of_x [markdown]
# Cause: this is H(X); begin with the entropy of the column sums
#
# This is $H(X)$, the surprise at the sky. You began with $H(X, L)$, or with nothing but
# the row sums.
#
# 1. From which surprise does the sky take something away? From that at the label alone.
# 2. $I(X, L) = H(L) - H(L \mid X)$, and $P(L = j)$ is the sum of column $j$
# 3. Begin with `entropy(P.sum(axis=0))`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P) - conditional_entropy(P)


# %% mistake mutual_information.joint [markdown]
# Cause: this is H(X, L)
#
# This is $H(X, L)$, the surprise at the pair.
#
# 1. For independent X and L the information must be 0. Is yours?
# 2. $I(X, L) = H(L) - H(L \mid X)$
# 3. Start from `entropy(P.sum(axis=0))` and take `conditional_entropy(P)` away.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P)


# %% mistake mutual_information.other_rest [markdown]
# Cause: this is H(L) − H(X | L)
#
# You took $H(X \mid L)$ away from $H(L)$. What is known and what is asked have changed
# places in one of the two.
#
# 1. Both terms have to be about the label.
# 2. $I(X, L) = H(L) - H(L \mid X)$
# 3. $H(L \mid X)$ is `conditional_entropy(P)`, without transposing `P`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return entropy(P.sum(axis=0)) - conditional_entropy(P.T)


# %% mistake mutual_information.bits [markdown]
# Cause: this is log2; the seminar uses the natural np.log
#
# Your result is in bits, larger by the factor 1.443.
#
# 1. The losses are in nats, and the information has to be taken away from them.
# 2. $I(X, L) = H(L) - H(L \mid X)$, with the natural log
# 3. Use `entropy`, or write `np.log` instead of `np.log2`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return (entropy(P.sum(axis=0)) - conditional_entropy(P)) / np.log(2)


# %% mistake mutual_information.share [markdown]
# Cause: it was divided by H(L)
#
# You divided by $H(L)$: this is the share of the surprise that X explains, a useful
# number, but not $I(X, L)$.
#
# 1. The difference of two losses is asked, in the unit of the losses.
# 2. $I(X, L) = H(L) - H(L \mid X)$
# 3. Drop the division.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    h = entropy(P.sum(axis=0))
    return (h - conditional_entropy(P)) / h


# %% mistake mutual_information.nan_at_zero [markdown]
# Cause: this is 0 · log 0
#
# A zero in P makes the sum NaN: $0 \cdot \log 0$ is not 0 for NumPy.
#
# 1. What never happens adds nothing.
# 2. Only cells with $P(L = j, X_i) > 0$ belong in the sum.
# 3. Sum over the entries with `P > 0` only, or use `entropy`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    X, L = P.sum(axis=1, keepdims=True), P.sum(axis=0)
    with np.errstate(all="ignore"):
        return np.sum(P * np.log(P / (X * L)))


# %% mistake mutual_information.no_weight [markdown]
# Cause: the logarithms were added up without the weights P
#
# You summed the logarithms of the ratio without the weights $P(L = j, X_i)$.
#
# 1. It is an average over the days, and a cell that comes more often weighs more.
# 2. $I(X, L) = \sum_{i, j} P(L = j, X_i) \log \frac{P(L = j, X_i)}{P(X_i) \, P(L = j)}$
# 3. Multiply each logarithm by its `P`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    some = P > 0
    ratio = P[some] / np.outer(P.sum(axis=1), P.sum(axis=0))[some]
    return np.sum(np.log(ratio))


# %% mistake mutual_information.reverse [markdown]
# Cause: the weight is P(X) P(L); the joint P belongs in front of the log
#
# The joint table and the product of its margins have changed places: you averaged as if
# X and L were independent.
#
# 1. Which days really come? Their shares are the weights.
# 2. $I(X, L) = \sum_{i, j} P(L = j, X_i) \log \frac{P(L = j, X_i)}{P(X_i) \, P(L = j)}$
# 3. Put the joint `P` in front of the logarithm and above the line of the fraction.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    product = np.outer(P.sum(axis=1), P.sum(axis=0))
    some = product > 0
    with np.errstate(all="ignore"):
        return np.sum(product[some] * np.log(product[some] / P[some]))


# %% mistake mutual_information.no_margins [markdown]
# Cause: under the log P(X) P(L) is missing
#
# Under your log stands the joint probability alone: this is $-H(X, L)$, which is never
# positive.
#
# 1. For independent X and L the information must be 0. Is yours?
# 2. $I(X, L) = \sum_{i, j} P(L = j, X_i) \log \frac{P(L = j, X_i)}{P(X_i) \, P(L = j)}$
# 3. Divide by the product of the row sum and the column sum under the log, or use
#    `entropy` and `conditional_entropy`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    return -entropy(P)


# %% mistake mutual_information.prints [markdown]
# Your function prints the value and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $I(X, L)$.
# 3. Write `return` in place of `print`.


# %%
def mutual_information(P):
    P = np.asarray(P, dtype=np.float64)
    print(entropy(P.sum(axis=0)) - conditional_entropy(P))


# %% mistake proof_order.b_before_d [markdown] by="check"
# Card b, the bound of one term, stands before the inequality for the log from which it
# comes.
#
# 1. What do you have to know before you can bound a term?
# 2. b is d with $z = q/p$, multiplied by $-p$.
# 3. Put d somewhere before b.


# %%
proof_order = "bdgfahce"


# %% mistake proof_order.g_before_b [markdown] by="check"
# Card g, the bound of a row, stands before the bound of one term. A row is the sum of
# its terms.
#
# 1. First one term, then their sum.
# 2. $\sum_j (p_{ij} - q_{ij}) = 0$ turns b into g.
# 3. Put b somewhere before g.


# %%
proof_order = "dgbfahce"


# %% mistake proof_order.a_before_g [markdown] by="check"
# Card a, the inequality of the slide, stands before the bound of a row. Nothing says
# yet that the rows add at least 0.
#
# 1. Why is the loss not below $\Lambda$? Because each row says so.
# 2. a needs $\mathrm{Loss} - \Lambda$, which is f, and its sign, which is g.
# 3. Put g somewhere before a.


# %%
proof_order = "fdbaghce"


# %% mistake proof_order.a_before_f [markdown] by="check"
# Card a stands before card f. What you know of the rows says something about the loss
# only once f has tied the two together.
#
# 1. The bound of a row is about $\sum_j p \log\frac{p}{q}$. What has the loss to do
#    with it?
# 2. f says
#    $\mathrm{Loss} - \Lambda = \sum_i P(X_i) \sum_j p_{ij} \log\frac{p_{ij}}{q_{ij}}$.
# 3. Put f somewhere before a.


# %%
proof_order = "dbgafhce"


# %% mistake proof_order.c_before_h [markdown] by="check"
# Card c, the two entropies, stands before the line whose log has to be split for it.
#
# 1. Under the log of $\Lambda$ stands a conditional probability. Where does the joint
#    one come from?
# 2. h is the third line of the slide, c is its fourth and fifth.
# 3. Put h somewhere before c.


# %%
proof_order = "dbgfache"


# %% mistake proof_order.e_before_a [markdown] by="check"
# Card e, the result, stands before card a. Without a there is no ≥ yet.
#
# 1. The result has two halves, an inequality and an equality. Which card gives the
#    first?
# 2. $\mathrm{Loss} \ge \Lambda$ is a, $\Lambda = H(X, L) - H(X)$ is c.
# 3. Put a somewhere before e.


# %%
proof_order = "dbgfhcea"


# %% mistake proof_order.e_before_c [markdown] by="check"
# Card e, the result, stands before card c. You know that the loss is at least
# $\Lambda$, but not yet that $\Lambda$ is $H(L \mid X)$.
#
# 1. The result has two halves, an inequality and an equality. Which card gives the
#    second?
# 2. $\mathrm{Loss} \ge \Lambda$ is a, $\Lambda = H(X, L) - H(X)$ is c.
# 3. Put c somewhere before e.


# %%
proof_order = "dbgfahec"


# %% mistake proof_order.card_missing [markdown] by="check"
# Your order does not name each of the eight cards exactly once.
#
# 1. Every line of the proof is needed, and none twice.
# 2. Eight cards: a, b, c, d, e, f, g, h.
# 3. Count your letters and look for the one that is missing or doubled.


# %%
proof_order = "dbgfahe"


# %% mistake proof_reasons.q_below_p [markdown] by="check"
# You used reason 3, which is not true: in one row the q and the p both add up to 1, so
# if one q is below its p, another is above.
#
# 1. Can a model say less than the truth for every label?
# 2. $\sum_j p_{ij} = \sum_j q_{ij} = 1$
# 3. Look for the reason that uses both sums.


# %%
proof_reasons = {"a": 10, "b": 7, "c": 9, "d": 4, "e": 5, "f": 6, "g": 3, "h": 2}


# %% mistake proof_reasons.log_of_sum [markdown] by="check"
# You used reason 8, which is not true: $\log(1 + 1)$ is not $\log 1 + \log 1$. It is
# the log of a *product* that is a sum of logs.
#
# 1. Which of your cards has a product or a quotient under its log?
# 2. $\log(u v) = \log u + \log v$, $\log(u / v) = \log u - \log v$
# 3. Look for the reason that speaks of a quotient.


# %%
proof_reasons = {"a": 10, "b": 7, "c": 8, "d": 4, "e": 5, "f": 6, "g": 1, "h": 2}


# %% mistake proof_reasons.card_d [markdown] by="check"
# Card d has another reason. It is about the logarithm alone, without p, q or any sum.
#
# 1. Draw $\log z$ and $z - 1$ in one picture. How do they lie?
# 2. Both are 0 at $z = 1$ and have the slope 1 there.
# 3. Look for the reason that speaks of a graph.


# %%
proof_reasons = {"a": 10, "b": 7, "c": 9, "d": 6, "e": 5, "f": 4, "g": 1, "h": 2}


# %% mistake proof_reasons.card_b [markdown] by="check"
# Card b has another reason. It is card d for a certain z, times a certain factor.
#
# 1. What has to be done to $\log z$ to get $p \log\frac{p}{q}$?
# 2. $p \log\frac{p}{q} = -p \log\frac{q}{p}$
# 3. Look for the reason that says what z is.


# %%
proof_reasons = {"a": 10, "b": 1, "c": 9, "d": 4, "e": 5, "f": 6, "g": 7, "h": 2}


# %% mistake proof_reasons.card_g [markdown] by="check"
# Card g has another reason. Card b holds for each j; card g is about their sum.
#
# 1. What becomes of $p_{ij} - q_{ij}$ when you sum over $j$?
# 2. $\sum_j (p_{ij} - q_{ij}) = 1 - 1 = 0$
# 3. Look for the reason with a sum over j and the number 1.


# %%
proof_reasons = {"a": 1, "b": 7, "c": 9, "d": 4, "e": 5, "f": 6, "g": 10, "h": 2}


# %% mistake proof_reasons.card_f [markdown] by="check"
# Card f has another reason. Two sums with the same weights are taken from each other,
# and two logs become one.
#
# 1. Write Loss and $\Lambda$ below each other. In what do they differ?
# 2. $-\log q - (-\log p) = \log\frac{p}{q}$
# 3. Look for the reason that *joins* two logs into one, without a further sum.


# %%
proof_reasons = {"a": 10, "b": 7, "c": 6, "d": 4, "e": 5, "f": 9, "g": 1, "h": 2}


# %% mistake proof_reasons.card_a [markdown] by="check"
# Card a has another reason. Each row adds at least 0; what about all of them together?
#
# 1. From the rows to the loss: which sum comes last?
# 2. $\sum_i P(X_i) \, g_i \ge 0$ if every $g_i \ge 0$
# 3. Look for the reason that speaks of the weights $P(X_i)$.


# %%
proof_reasons = {"a": 2, "b": 7, "c": 9, "d": 4, "e": 5, "f": 6, "g": 1, "h": 10}


# %% mistake proof_reasons.card_h [markdown] by="check"
# Card h has another reason. Nothing is estimated or split there; only a name is
# changed.
#
# 1. What is $P(X_i)$ times $P(L = j \mid X_i)$?
# 2. $P(X_i) \, p_{ij} = P(L = j, X_i)$
# 3. Look for the definition that says this.


# %%
proof_reasons = {"a": 10, "b": 7, "c": 2, "d": 4, "e": 5, "f": 6, "g": 1, "h": 9}


# %% mistake proof_reasons.card_c [markdown] by="check"
# Card c has another reason. The log of the fraction in card h is split, and in one of
# the two terms a sum over j is done.
#
# 1. What remains of $\sum_j P(L = j, X_i) \log P(X_i)$?
# 2. $\sum_j P(L = j, X_i) = P(X_i)$
# 3. Look for the reason that does both.


# %%
proof_reasons = {"a": 10, "b": 7, "c": 5, "d": 4, "e": 9, "f": 6, "g": 1, "h": 2}


# %% mistake proof_reasons.reason_twice [markdown] by="check"
# You used one reason for two cards. Each leads to one card only.
#
# 1. Two cards with one reason: which of them does it really give?
# 2. Eight cards, ten reasons, two of them not true: eight are left, one for each.
# 3. Change the reason of one of the two cards.


# %%
proof_reasons = {"a": 10, "b": 7, "c": 9, "d": 4, "e": 5, "f": 9, "g": 1, "h": 2}


# %% mistake empirical.counts [markdown]
# Cause: these are counts; divide by the number of examples
#
# These are counts. They add up to n, not to 1.
#
# 1. A table of probabilities adds up to 1.
# 2. the number of examples with $X = i$ and $L = j$, divided by $n$
# 3. Divide the table by `len(x)`.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    np.add.at(table, (np.asarray(x), np.asarray(labels)), 1)
    return table


# %% mistake empirical.repeats_lost [markdown]
# Cause: a repeated pair is counted once; see the hint
#
# `table[x, labels] += 1` with arrays counts a repeated pair only once: NumPy reads the
# old value for all, adds 1, and writes the same number again and again.
#
# 1. A pair that came twenty times should count twenty times.
# 2. the number of examples with $X = i$ and $L = j$, divided by $n$
# 3. Use `np.add.at(table, (x, labels), 1)`, or a loop over the examples.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    table[np.asarray(x), np.asarray(labels)] += 1
    return table / len(x)


# %% mistake empirical.columns_swapped [markdown]
# Cause: the two columns have changed places
#
# The two columns have changed places: label 1 is counted in column 0.
#
# 1. Column j belongs to label j.
# 2. Entry $[i, j]$: the number of examples with $X = i$ and $L = j$, divided by $n$
# 3. Use the label itself as the index of the column.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    np.add.at(table, (np.asarray(x), 1 - np.asarray(labels)), 1)
    return table / len(x)


# %% mistake empirical.rows [markdown]
# Cause: each row was divided by its own sum
#
# Each row was divided by its own sum: these are the shares of the labels *within* one
# value of X, the conditional ones.
#
# 1. The joint table also knows how often each value of X came.
# 2. the number of examples with $X = i$ and $L = j$, divided by $n$
# 3. Divide the whole table by `len(x)`.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    np.add.at(table, (np.asarray(x), np.asarray(labels)), 1)
    return table / np.maximum(table.sum(axis=1, keepdims=True), 1)


# %% mistake empirical.rows_nan [markdown]
# Cause: each row was divided by its own sum, and an empty one gives 0/0
#
# Each row was divided by its own sum: these are the shares of the labels *within* one
# value of X, the conditional ones. A value that never came gives 0/0.
#
# 1. The joint table also knows how often each value of X came.
# 2. the number of examples with $X = i$ and $L = j$, divided by $n$
# 3. Divide the whole table by `len(x)`.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    np.add.at(table, (np.asarray(x), np.asarray(labels)), 1)
    with np.errstate(all="ignore"):
        return table / table.sum(axis=1, keepdims=True)


# %% mistake empirical.transposed [markdown]
# Cause: the table lies on its side
#
# The table lies on its side: labels in rows, values of X in columns.
#
# 1. Row i belongs to $X = i$.
# 2. The shape is (m, 2): entry $[i, j]$ counts $X = i$ and $L = j$.
# 3. Swap the two indices, or return `table.T`.


# %%
def empirical(x, labels, m):
    table = np.zeros((2, m))
    np.add.at(table, (np.asarray(labels), np.asarray(x)), 1)
    return table / len(x)


# %% mistake empirical.size_from_sample [markdown]
# Cause: the table has max(x) + 1 rows; it should have m
#
# The table has as many rows as the sample needs, not m. A value of X that is missing at
# the end gets no row.
#
# 1. What has not been seen yet may still come.
# 2. The shape is (m, 2), whatever the sample holds.
# 3. Make the table with `m` rows instead of `max(x) + 1`.


# %%
def empirical(x, labels, m):
    table = np.zeros((np.max(x) + 1, 2))
    np.add.at(table, (np.asarray(x), np.asarray(labels)), 1)
    return table / len(x)


# %% mistake empirical.whole_numbers [markdown]
# Cause: a table of whole numbers cannot hold shares
#
# The table was made of whole numbers, and the shares were cut down to 0 when they were
# written into it.
#
# 1. An array keeps the type it was made with. Can this one hold 0.25?
# 2. the number of examples with $X = i$ and $L = j$, divided by $n$, a number between 0
#    and 1
# 3. Drop `dtype=int`, and `//` if you have it.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2), dtype=int)
    np.add.at(table, (np.asarray(x), np.asarray(labels)), 1)
    return table // len(x) * 1.0


# %% mistake empirical.cells [markdown]
# Cause: divided by the number of cells; the number of examples is len(x)
#
# You divided by the number of cells instead of the number of examples.
#
# 1. A share is a part of the examples.
# 2. the number of examples with $X = i$ and $L = j$, divided by $n$
# 3. Divide by `len(x)`, not by `table.size`.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    np.add.at(table, (np.asarray(x), np.asarray(labels)), 1)
    return table / table.size


# %% mistake empirical.values_of_x [markdown]
# Cause: divided by m; the number of examples is len(x)
#
# You divided by m, the number of values of X, instead of the number of examples.
#
# 1. A share is a part of the examples. How many examples are there?
# 2. the number of examples with $X = i$ and $L = j$, divided by $n$
# 3. Divide by `len(x)`, not by `m`.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    for i, j in zip(x, labels, strict=True):
        table[i, j] += 1
    return table / m


# %% mistake empirical.lists_compared [markdown]
# Cause: x == i met a list, which is never equal to a number (np.asarray mends that)
#
# With arrays your table is right, with lists it is all zeros: a list compared with a
# number is one `False`, not one answer for each example.
#
# 1. The docstring allows lists. What does `[0, 2, 2] == 2` give in Python?
# 2. the number of examples with $X = i$ and $L = j$, divided by $n$
# 3. Begin with `x, labels = np.asarray(x), np.asarray(labels)`.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    for i in range(m):
        for j in range(2):
            table[i, j] = np.mean((x == i) & (labels == j))
    return table


# %% mistake empirical.uniform_rows [markdown]
# Cause: each row weighs 1/m; a row that came more often should weigh more
#
# You averaged the conditional shares as if each value of X came equally often: the
# labels within a row are right, the rows all weigh $1/m$.
#
# 1. A value of X that came more often should have a heavier row.
# 2. the number of examples with $X = i$ and $L = j$, divided by $n$
# 3. Count the pairs, and divide all counts by `len(x)`.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    np.add.at(table, (np.asarray(x), np.asarray(labels)), 1)
    return conditional(table) / m


# %% mistake empirical.labels_seen [markdown]
# Cause: there is a column only for labels that occur
#
# Your table has a column for each label that occurs in the sample. Where all labels are
# alike, one column is missing.
#
# 1. What does your function return if all labels are 0?
# 2. The table has the shape (m, 2) for every sample.
# 3. Begin with `np.zeros((m, 2))`, and do not ask `np.unique(labels)`.


# %%
def empirical(x, labels, m):
    x, labels = np.asarray(x), np.asarray(labels)
    seen = np.unique(labels)
    rows = [[np.mean((x == i) & (labels == j)) for j in seen] for i in range(m)]
    return np.array(rows)


# %% mistake empirical.prints [markdown]
# Your function prints the table and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over the table of shares.
# 3. Write `return` in place of `print`.


# %%
def empirical(x, labels, m):
    table = np.zeros((m, 2))
    np.add.at(table, (np.asarray(x), np.asarray(labels)), 1)
    print(table / len(x))


# %% mistake two_models.lower_is_better [markdown]
# You took A for the better model because its number is lower. But the two numbers are
# averages over different data, and A was trained on its own.
#
# 1. Who had the lower loss on the sample in the last figure, the memoriser or the
#    truth?
# 2. The floor of A's average is $H(L \mid X)$ of the table of its 30 days, not 0.397.
# 3. Choose the answer that draws a conclusion from fresh data only.


# %%
models_answer = "a"
models_reason = "h"


# %% mistake two_models.must_be_a_bug [markdown]
# You said that 0.31 must be a bug because no sample can go below $H(L \mid X)$. The
# last figure shows a memoriser that does.
#
# 1. The theorem is about the table over which one averages. Which table is that for A?
# 2. On 30 days the floor is $H(L \mid X)$ of *their* shares, and that may be lower.
# 3. Choose the reason that says to which table a floor belongs.


# %%
models_answer = "c"
models_reason = "f"


# %% mistake two_models.equality_always [markdown]
# You said that with enough data every model comes down to $H(L \mid X)$. The amount of
# data does not change the model: its gap stays.
#
# 1. What is the average loss of "always 0.5" on a million days?
# 2. $\mathrm{Loss} = H(L \mid X) + \mathrm{gap}$, and the gap is 0 only if $Q = P$.
# 3. Choose the answer that uses this for B.


# %%
models_answer = "d"
models_reason = "g"


# %% mistake two_models.wrong_reason [markdown]
# The answer is right, the reason is not: of A and B it is A that has the lower number,
# so this reason would speak for A.
#
# 1. The reason has to explain two things: why B's number says so much, and why A's says
#    nothing.
# 2. Equality only if $Q = P$, and a floor for each table
# 3. Choose the reason that speaks of the table.


# %%
models_answer = "b"
models_reason = "h"


# %% mistake two_models.wrong_answer [markdown]
# The reason is right, but it leads further: if only $Q = P$ touches the floor, and B
# touches it, B cannot be far from $P(L \mid X)$.
#
# 1. What does a gap of almost 0 say about a model?
# 2. $\mathrm{gap} = 0$ only if $Q = P$ wherever $P(X_i) > 0$.
# 3. Choose the answer that says this of B.


# %%
models_answer = "d"
models_reason = "e"
