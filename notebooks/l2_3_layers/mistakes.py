# %%
import numpy as np

# %% mistake dw_loops.last_example [markdown]
# Cause: only the last example counts: each one overwrites the one before
#
# Your function adds nothing up: each example overwrites what the one before it
# gave, and only the last remains.
#
# 1. Every example has a path from $w_{ij}$ to the Error. How many of them does your
#    answer hold?
# 2. $\frac{dError}{dw_{ij}} = \sum_s x_{si}\, g_{sj}$
# 3. Write `+=` in place of `=` in the innermost line.


# %%
def dW_loops(G, X):
    dW = np.zeros((X.shape[1], G.shape[1]))
    for s in range(len(X)):
        for i in range(X.shape[1]):
            for j in range(G.shape[1]):
                dW[i, j] = X[s, i] * G[s, j]
    return dW


# %% mistake dw_loops.first_example [markdown]
# Cause: only the first example counts
#
# You returned $x_{1i}\, g_{1j}$, the contribution of the first example alone.
#
# 1. Every example has a path from $w_{ij}$ to the Error. How many of them does your
#    answer hold?
# 2. $\frac{dError}{dw_{ij}} = \sum_s x_{si}\, g_{sj}$
# 3. Let `s` run over all rows, and `return` only after the loops.


# %%
def dW_loops(G, X):
    return np.array([[x * g for g in G[0]] for x in X[0]])


# %% mistake dw_loops.mean [markdown]
# Cause: this is the mean over the examples; the 1/n is in G already
#
# You divided the sum by $n$. The Error is a mean, and its $1/n$ has come down with $G$:
# now it counts twice.
#
# 1. Paths add up. Is there anything about their number in the formula?
# 2. $\frac{dError}{dw_{ij}} = \sum_s x_{si}\, g_{sj}$, a sum
# 3. Drop the division by `len(X)`.


# %%
def dW_loops(G, X):
    return X.T @ G / len(X)


# %% mistake dw_loops.transposed [markdown]
# Cause: rows and columns are swapped: a row belongs to an input, a column to a neuron
#
# Your matrix has a row for each neuron and a column for each input. $W$ has them the
# other way round, and `dW` is to be shaped as $W$.
#
# 1. What does the first index of $w_{ij}$ count, inputs or neurons?
# 2. Row $i$, column $j$: $\sum_s x_{si}\, g_{sj}$
# 3. Write `dW[i, j]`, in an array of the shape `(X.shape[1], G.shape[1])`.


# %%
def dW_loops(G, X):
    return G.T @ X


# %% mistake dw_loops.not_turned [markdown]
# Cause: this is the product X G, a row of X by a column of G; the sum runs over the
# examples
#
# You multiplied the rows of $X$ by the columns of $G$. The sum is to run over the
# examples, and they are the *rows* of both.
#
# 1. Which index occurs twice in $\sum_s x_{si}\, g_{sj}$ and is gone afterwards?
# 2. Column $i$ of $X$ by column $j$ of $G$: $X^{\mathsf T} G$
# 3. Write `X.T @ G`, or `X[s, i] * G[s, j]` in a loop over `s`.


# %%
def dW_loops(G, X):
    return X @ G


# %% mistake dw_loops.sign [markdown]
# Cause: the sign is reversed; the minus belongs to the step of descent
#
# You returned the sum with a minus. That is the direction of descent; the derivative
# itself has none.
#
# 1. The gradient points uphill; the minus comes with the step.
# 2. $\frac{dError}{dw_{ij}} = \sum_s x_{si}\, g_{sj}$
# 3. Write `+=`, not `-=`.


# %%
def dW_loops(G, X):
    return -X.T @ G


# %% mistake dw_loops.sums_multiplied [markdown]
# Cause: the sums over the examples are multiplied; multiply first, then add up
#
# You added up the inputs and the $g$ over the examples and multiplied the two sums:
# every example's input meets every other one's $g$.
#
# 1. Does the input of one example reach the score of another one?
# 2. $\sum_s x_{si}\, g_{sj}$, not $\sum_s x_{si} \cdot \sum_s g_{sj}$
# 3. Multiply `X[s, i] * G[s, j]` inside the loop over `s`.


# %%
def dW_loops(G, X):
    return np.outer(X.sum(axis=0), G.sum(axis=0))


# %% mistake dw_loops.added [markdown]
# Cause: x and g are added; along a path they are multiplied
#
# You added $x_{si} + g_{sj}$ in place of multiplying them. Along a path slopes are
# multiplied; only paths are added.
#
# 1. A path goes from $w_{ij}$ to a score, and from there to the Error. What did seminar
#    2.2 do along a path?
# 2. $\sum_s x_{si} \cdot g_{sj}$
# 3. Put `*` between the two.


# %%
def dW_loops(G, X):
    return X.sum(axis=0)[:, None] + G.sum(axis=0)


# %% mistake dw_loops.x_left_out [markdown]
# Cause: the slope x is left out: this adds up g alone
#
# You added up the $g_{sj}$ alone: the slope $x_{si}$, by which a weight acts on a
# score, is left out. For a bias that would be right.
#
# 1. A pixel that is 0 in all examples: can its weight matter?
# 2. $\frac{dr_{sj}}{dw_{ij}} = x_{si}$
# 3. Multiply `G[s, j]` by `X[s, i]` before you add.


# %%
def dW_loops(G, X):
    return np.tile(G.sum(axis=0), (X.shape[1], 1))


# %% mistake dw_loops.signs_lost [markdown]
# Cause: negative terms are counted as positive
#
# You added up absolute values: pulls that should cancel each other add up.
#
# 1. One example wants a larger weight, another one a smaller one. What is left of both?
# 2. $\sum_s x_{si}\, g_{sj}$, with the signs that the terms have
# 3. Drop `abs`.


# %%
def dW_loops(G, X):
    return np.abs(X).T @ np.abs(G)


# %% mistake dw_loops.last_row_skipped [markdown]
# Cause: the last example is left out; range(n) ends at n − 1 by itself
#
# The last example is missing from the sum.
#
# 1. Count the values that `s` takes.
# 2. $\sum_{s}$ runs over all $n$ examples
# 3. Write `range(len(X))`, without `- 1`.


# %%
def dW_loops(G, X):
    dW = np.zeros((X.shape[1], G.shape[1]))
    for s in range(len(X) - 1):
        dW += np.outer(X[s], G[s])
    return dW


# %% mistake dw_loops.whole_numbers [markdown]
# Cause: whole numbers only: the array for the sums holds no decimals
#
# Your array for the sums is one of whole numbers, and all decimals are cut off.
#
# 1. Can a derivative be 0.5? Can your array hold it?
# 2. $\frac{dError}{dw_{ij}}$ is any number
# 3. Write `np.zeros((N, M))` without `dtype=int`.


# %%
def dW_loops(G, X):
    return (X.T @ G).astype(int)


# %% mistake dw_loops.changes_input [markdown]
# The values are right, but your function writes into the array `G` that it was given.
# The layer before would get a spoilt one.
#
# 1. Somebody else still needs `G`.
# 2. $\sum_s x_{si}\, g_{sj}$ leaves both as they are
# 3. Give the intermediate result a name of its own in place of `*=` or `[...] =`.


# %%
def dW_loops(G, X):
    dW = X.T @ G
    G *= 0
    return dW


# %% mistake linear_backward.w_not_turned [markdown]
# Cause: dX is G W, with W not transposed
#
# `dX` is computed as $G W$. Where $W$ is not square that cannot even be multiplied;
# where it is, the result is silently wrong.
#
# 1. Which weights does $x_{si}$ meet on its way to score $j$: a row of $W$ or a column?
# 2. $dx_{si} = \sum_j g_{sj}\, w_{ij}$, that is $G W^{\mathsf T}$
# 3. Write `G @ W.T`.


# %%
def linear_backward(G, X, W):
    return G @ W, X.T @ G, G.sum(axis=0)


# %% mistake linear_backward.dw_transposed [markdown]
# Cause: dW is transposed: it is to have the shape of W
#
# `dW` comes out transposed, $G^{\mathsf T} X$, of the shape $(M, N)$. Where $N = M$
# nobody would notice by the shape.
#
# 1. What shape must `dW` have, so that `W - lam * dW` makes sense?
# 2. $dw_{ij} = \sum_s x_{si}\, g_{sj}$, that is $X^{\mathsf T} G$
# 3. Write `X.T @ G`.


# %%
def linear_backward(G, X, W):
    return G @ W.T, G.T @ X, G.sum(axis=0)


# %% mistake linear_backward.dw_not_turned [markdown]
# Cause: dW is X G, with X not transposed
#
# `dW` is computed as $X G$. Where there are not as many examples as inputs that cannot
# even be multiplied; where there are, the result is silently wrong.
#
# 1. Over which index are the paths of a weight added up, inputs or examples?
# 2. $dw_{ij} = \sum_s x_{si}\, g_{sj}$, that is $X^{\mathsf T} G$
# 3. Write `X.T @ G`.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X @ G, G.sum(axis=0)


# %% mistake linear_backward.db_mean [markdown]
# Cause: db is the mean over the examples; the 1/n is in G already
#
# `db` is the mean over the examples, `dW` their sum. The Error's $1/n$ is in $G$
# already.
#
# 1. A bias is like a weight whose input is always 1. How do you treat such a weight in
#    `dW`?
# 2. $\frac{dError}{db_j} = \sum_s g_{sj}$
# 3. Write `G.sum(axis=0)`.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G, G.mean(axis=0)


# %% mistake linear_backward.db_over_neurons [markdown]
# Cause: db is added up over the neurons, one number an example; add up over the
# examples
#
# `db` has one number for each *example*: you added up along the rows. There is one bias
# for each neuron.
#
# 1. How many biases does the layer have?
# 2. $\frac{dError}{db_j} = \sum_s g_{sj}$: the index $s$ disappears
# 3. Add up over `axis=0`.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G, G.sum(axis=1)


# %% mistake linear_backward.db_one_number [markdown]
# Cause: db is one number; each neuron has a bias of its own
#
# `db` is one number, the sum of the whole of $G$. Each neuron has its own bias and its
# own sum.
#
# 1. How many biases does the layer have?
# 2. $\frac{dError}{db_j} = \sum_s g_{sj}$, one for each $j$
# 3. Say in which direction to add: `G.sum(axis=0)`.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G, G.sum()


# %% mistake linear_backward.db_row [markdown]
# Cause: db has the shape (1, M), where b has (M,)
#
# `db` is a matrix with one row, of shape $(1, M)$, where $b$ has the shape $(M,)$.
# After a step $b$ would have another shape than before.
#
# 1. A derivative has the shape of what it belongs to.
# 2. $b$: $(M,)$, so `db`: $(M,)$
# 3. Drop `keepdims=True`.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G, G.sum(axis=0, keepdims=True)


# %% mistake linear_backward.db_column [markdown]
# Cause: db has the shape (M, 1), where b has (M,)
#
# `db` is a matrix with one column, of shape $(M, 1)$, where $b$ has the shape $(M,)$.
# In $b - \lambda\, db$ each entry would meet each.
#
# 1. A derivative has the shape of what it belongs to.
# 2. $b$: $(M,)$, so `db`: $(M,)$
# 3. Return `G.sum(axis=0)`, not reshaped.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G, G.sum(axis=0)[:, np.newaxis]


# %% mistake linear_backward.db_zero [markdown]
# Cause: db is 0; the biases have derivatives, too
#
# `db` is 0: the biases would never learn.
#
# 1. If all scores of a neuron are too high, which of its numbers should move first?
# 2. $\frac{dError}{db_j} = \sum_s g_{sj}$
# 3. Return `G.sum(axis=0)` as the third result.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G, np.zeros(G.shape[1])


# %% mistake linear_backward.db_of_inputs [markdown]
# Cause: db adds up X; the bias has the slope 1, and G is what is added up
#
# `db` adds up the columns of $X$, in place of those of $G$.
#
# 1. What does a bias do to the inputs? Nothing: it is added to the scores.
# 2. $\frac{dError}{db_j} = \sum_s g_{sj} \cdot 1$
# 3. Write `G` in place of `X` in the sum.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G, X.sum(axis=0)


# %% mistake linear_backward.divided_again [markdown]
# Cause: dW and db are divided by n, which is in G already
#
# `dW` and `db` are divided by $n$. The Error's $1/n$ came down with $G$; with each
# layer another one would come in.
#
# 1. Where did the mean over the examples enter, in the loss or in the layer?
# 2. $dW = X^{\mathsf T} G$, $db_j = \sum_s g_{sj}$
# 3. Drop both divisions by `len(X)`.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G / len(X), G.sum(axis=0) / len(X)


# %% mistake linear_backward.divided_by_neurons [markdown]
# Cause: dW and db are divided by the number of neurons, M
#
# `dW` and `db` are divided by $M$, the number of neurons. The sums run over the
# examples, and their $1/n$ is in $G$ already.
#
# 1. Is there any division in the two sums?
# 2. $dW = X^{\mathsf T} G$, $db_j = \sum_s g_{sj}$
# 3. Drop both divisions by `G.shape[1]`.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G / G.shape[1], G.sum(axis=0) / G.shape[1]


# %% mistake linear_backward.dw_divided [markdown]
# Cause: dW is divided by n, which is in G already
#
# `dW` is divided by $n$, and `db` is not. The Error's $1/n$ is in $G$ already.
#
# 1. Where did the mean over the examples enter, in the loss or in the layer?
# 2. $dW = X^{\mathsf T} G$, nothing else
# 3. Drop the division by `len(X)`.


# %%
def linear_backward(G, X, W):
    return G @ W.T, X.T @ G / len(X), G.sum(axis=0)


# %% mistake linear_backward.dx_divided [markdown]
# Cause: all three are divided by n, which is in G already
#
# All three are divided by $n$. The Error's $1/n$ is in $G$ already, and through `dX`
# each layer below would get another one.
#
# 1. Where did the mean over the examples enter, in the loss or in the layer?
# 2. $dX = G W^{\mathsf T}$, $dW = X^{\mathsf T} G$, $db_j = \sum_s g_{sj}$
# 3. Divide nothing by `len(X)`.


# %%
def linear_backward(G, X, W):
    return G @ W.T / len(X), X.T @ G / len(X), G.sum(axis=0) / len(X)


# %% mistake linear_backward.order [markdown]
# Cause: the results stand in another order: dX, dW, db is wanted
#
# The right three, in another order: you returned `dW` first. Whoever unpacks
# `dX, dW, db` gets them mixed up.
#
# 1. In which order does the docstring name them?
# 2. $(dX, dW, db)$
# 3. Write `return dX, dW, db`.


# %%
def linear_backward(G, X, W):
    return X.T @ G, G @ W.T, G.sum(axis=0)


# %% mistake linear_backward.order_dx_last [markdown]
# Cause: the results stand in another order, with dX last: dX, dW, db is wanted
#
# The right three, in another order: `dX` stands last. Some libraries do it so; here it
# comes first.
#
# 1. In which order does the docstring name them?
# 2. $(dX, dW, db)$
# 3. Write `return dX, dW, db`.


# %%
def linear_backward(G, X, W):
    return X.T @ G, G.sum(axis=0), G @ W.T


# %% mistake linear_backward.sign [markdown]
# Cause: the sign is reversed; the minus belongs to the step of descent
#
# All three have the sign of a step of descent. Two layers of that kind, and the minus
# has vanished again in the lower one.
#
# 1. The gradient points uphill; the minus comes with the step.
# 2. $dX = G W^{\mathsf T}$, without a minus
# 3. Drop the minus in all three.


# %%
def linear_backward(G, X, W):
    return -(G @ W.T), -(X.T @ G), -G.sum(axis=0)


# %% mistake linear_backward.dx_is_g [markdown]
# Cause: dX spreads G evenly over the inputs; the weights are left out
#
# `dX` ignores the weights: each input gets the plain sum of $g_{sj}$. That would be
# right if all weights were 1.
#
# 1. Two inputs, one with a large weight, the other with a small one. Which of them
#    moves the score more?
# 2. $dx_{si} = \sum_j g_{sj}\, w_{ij}$
# 3. Multiply by the weights: `G @ W.T`.


# %%
def linear_backward(G, X, W):
    return G @ np.ones_like(W).T, X.T @ G, G.sum(axis=0)


# %% mistake linear_backward.forward_again [markdown]
# Cause: dX holds XW entries, that is the scores forwards; go back with G
#
# You took $X$ through the weights once more, forwards, and then back, in place of $G$:
# $G$ itself does not occur in `dX`.
#
# 1. What comes from above, and has to go through the layer?
# 2. $dX = G W^{\mathsf T}$
# 3. Write `G`, not `X @ W`, in front of `W.T`.


# %%
def linear_backward(G, X, W):
    return X @ W @ W.T, X.T @ G, G.sum(axis=0)


# %% mistake linear_backward.changes_input [markdown]
# The values are right, but your function writes into the array `G` that it was given.
#
# 1. Whoever calls your function may need `G` again.
# 2. $G W^{\mathsf T}$ leaves $G$ as it is
# 3. Give the result a name of its own in place of `G *= ...`.


# %%
def linear_backward(G, X, W):
    results = G @ W.T, X.T @ G, G.sum(axis=0)
    G /= len(X)
    return results


# %% mistake relu_backward.no_mask [markdown]
# Cause: the mask is missing: this lets everything through
#
# You returned $G$ as it came. (A mask by `A >= 0` does the same: no output of a ReLU is
# negative.) A neuron that is off passes nothing back: its score can move a little, and
# the output stays 0.
#
# 1. How much does $\max(r, 0)$ change if $r = -3$ becomes $-2.9$?
# 2. $G \odot F'(R)$ with $F' = 1$ for $r > 0$, else 0
# 3. Multiply by `(A > 0)`.


# %%
def relu_backward(G, A):
    return G.copy()


# %% mistake relu_backward.half [markdown]
# Cause: where A is 0, half of G is let through
#
# Where $A$ is 0 you let half of $G$ through, as if all these scores stood exactly on
# the kink. But there the neuron is off, and its slope is 0.
#
# 1. Which scores give $A = 0$? One, or half a line of them?
# 2. $F'(r) = 0$ for all $r < 0$
# 3. Use `A > 0` alone, without a half at 0.


# %%
def relu_backward(G, A):
    return G * np.where(A > 0, 1, 0.5)


# %% mistake relu_backward.value_for_slope [markdown]
# Cause: G is multiplied by A itself, its value; the slope is 1 or 0
#
# You multiplied by the output $A$. That is the value of the ReLU; its slope is 1 where
# it lets through, else 0.
#
# 1. How steep is $\max(r, 0)$ at $r = 5$? And at $r = 50$?
# 2. $G \odot F'(R)$, and $F'$ is 1 or 0
# 3. Compare: `A > 0`, in place of `A`.


# %%
def relu_backward(G, A):
    return G * A


# %% mistake relu_backward.mask_of_g [markdown]
# Cause: the mask is taken from G, not from A
#
# You put the ReLU on $G$: negative derivatives are cut off. Whether a neuron lets
# through is decided by its own output, not by the sign of what comes back.
#
# 1. May a derivative be negative? Should a neuron that is on hear of it?
# 2. Mask: $A > 0$
# 3. Write `G * (A > 0)`.


# %%
def relu_backward(G, A):
    return np.maximum(G, 0)


# %% mistake relu_backward.both_masks [markdown]
# Cause: negative derivatives are cut off as well
#
# You let through where $A$ and $G$ are both positive. A neuron that is on passes
# negative derivatives back, too.
#
# 1. May a derivative be negative? Should a neuron that is on hear of it?
# 2. Mask: $A > 0$, whatever $G$ is
# 3. Drop the condition on `G`.


# %%
def relu_backward(G, A):
    return np.where((A > 0) & (G > 0), G, 0)


# %% mistake relu_backward.mask_reversed [markdown]
# Cause: the mask is turned around: it lets through where A is 0
#
# Your mask is the wrong way round: neurons that are off pass $G$ back, and those that
# are on do not.
#
# 1. Which neuron can change the Error, one that is on or one that is off?
# 2. $F'(r) = 1$ for $r > 0$
# 3. Turn the comparison around: `A > 0`.


# %%
def relu_backward(G, A):
    return G * (A == 0)


# %% mistake relu_backward.forward_again [markdown]
# Cause: this is 1 or 0, the slope alone; multiply it by G
#
# You returned the slope alone. What comes from above, $G$, has to be multiplied in.
#
# 1. Along a path slopes are multiplied. Which two are there?
# 2. $G \odot F'(R)$
# 3. Multiply your mask by `G`.


# %%
def relu_backward(G, A):
    return (A > 0) * 1.0


# %% mistake relu_backward.threshold [markdown]
# Cause: small outputs count as 0; the mask is A > 0
#
# Your mask cuts off small outputs as well. However small an output is: above 0 the
# neuron is on, and its slope is 1.
#
# 1. How steep is $\max(r, 0)$ at $r = 10^{-9}$?
# 2. Mask: $A > 0$
# 3. Compare with 0.


# %%
def relu_backward(G, A):
    limit = 0.5  # varies: 1e-8 to 1.0
    return np.where(limit < A, G, 0.0)


# %% mistake relu_backward.leaky [markdown]
# Cause: neurons that are off pass a hundredth back, or so; that is another activation
#
# Where $A$ is 0, yours passes a small share of $G$ back. That belongs to another
# activation, the leaky ReLU; here the slope is exactly 0.
#
# 1. How much does $\max(r, 0)$ change if $r = -3$ becomes $-2.9$?
# 2. $F'(r) = 0$ for $r < 0$
# 3. Put 0 in place of the small factor.


# %%
def relu_backward(G, A):
    slope = 0.01  # varies: 0.001 to 0.3
    return G * np.where(A > 0, 1, slope)


# %% mistake relu_backward.changes_input [markdown]
# The values are right, but your function writes into the array `G` that it was given.
#
# 1. `G[A <= 0] = 0` changes the caller's array.
# 2. $G \odot F'(R)$ is a new array
# 3. Write `G * (A > 0)`, or begin with `G = G.copy()`.


# %%
def relu_backward(G, A):
    G[A <= 0] = 0
    return G


# %% mistake tanh_backward.tanh_again [markdown]
# Cause: tanh is taken of A once more; A is the tanh already
#
# You took tanh of $A$ once more. $A$ already is $\tanh R$, so this is a slope at the
# wrong place.
#
# 1. What is handed to the function, the score or the output?
# 2. $1 - \tanh^2 r = 1 - a^2$
# 3. Write `1 - A**2`, without `np.tanh`.


# %%
def tanh_backward(G, A):
    return G * (1 - np.tanh(A) ** 2)


# %% mistake tanh_backward.not_squared [markdown]
# Cause: this is 1 − a; the square is missing
#
# You multiplied by $1 - a$. The square is missing; for negative $a$ the slope would
# even exceed 1.
#
# 1. tanh is steepest at $r = 0$, and as steep at $-r$ as at $r$. Is yours?
# 2. $1 - a^2$
# 3. Write `A**2`.


# %%
def tanh_backward(G, A):
    return G * (1 - A)


# %% mistake tanh_backward.sigmoid_slope [markdown]
# Cause: a(1 − a) is the slope of the sigmoid, not of tanh
#
# You used the sigmoid's slope, $a(1 - a)$. At $a = 0$, where tanh is steepest, it is 0.
#
# 1. How steep is tanh at $r = 0$, where $a = 0$?
# 2. $\tanh' r = 1 - \tanh^2 r$
# 3. Write `1 - A**2`.


# %%
def tanh_backward(G, A):
    return G * A * (1 - A)


# %% mistake tanh_backward.slope_only [markdown]
# Cause: this is the slope alone; multiply it by G
#
# You returned the slope alone. What comes from above, $G$, has to be multiplied in.
#
# 1. Along a path slopes are multiplied. Which two are there?
# 2. $G \odot (1 - A \odot A)$
# 3. Multiply by `G`.


# %%
def tanh_backward(G, A):
    return 1 - A**2


# %% mistake tanh_backward.plus [markdown]
# Cause: there is a plus where a minus belongs
#
# You multiplied by $1 + a^2$. A neuron that is almost sure ($a$ near 1) hardly reacts;
# yours reacts most.
#
# 1. Where is tanh flat?
# 2. $1 - a^2$
# 3. Change the sign.


# %%
def tanh_backward(G, A):
    return G * (1 + A**2)


# %% mistake tanh_backward.sign [markdown]
# Cause: the sign is reversed: this is a² − 1
#
# You multiplied by $a^2 - 1$, which is never positive. tanh rises everywhere, so its
# slope is positive.
#
# 1. Does tanh rise or fall?
# 2. $1 - a^2$
# 3. Turn the bracket around: `1 - A**2`.


# %%
def tanh_backward(G, A):
    return G * (A**2 - 1)


# %% mistake tanh_backward.value_for_slope [markdown]
# Cause: G is multiplied by A, its value, not by the slope
#
# You multiplied by $A$, the value of tanh. Its slope is wanted.
#
# 1. How steep is tanh at $r = 0$, where $a = 0$?
# 2. $G \odot F'(R)$ with $F' = 1 - a^2$
# 3. Write `1 - A**2` in place of `A`.


# %%
def tanh_backward(G, A):
    return G * A


# %% mistake tanh_backward.root [markdown]
# Cause: there is a root: this is 1 / cosh r, not its square
#
# You took the root of $1 - a^2$.
#
# 1. What is the derivative of tanh, written with tanh?
# 2. $\tanh' r = 1 - \tanh^2 r$
# 3. Drop `np.sqrt`.


# %%
def tanh_backward(G, A):
    return G * np.sqrt(1 - A**2)


# %% mistake tanh_backward.divided [markdown]
# Cause: G is divided by the slope; along a path slopes are multiplied
#
# You divided by the slope. Along a path slopes are multiplied.
#
# 1. A flat place hardly passes anything on. Does yours?
# 2. $G \odot (1 - A \odot A)$
# 3. Write `*` in place of `/`.


# %%
def tanh_backward(G, A):
    with np.errstate(all="ignore"):
        return G / (1 - A**2)


# %% mistake tanh_backward.brackets [markdown]
# Cause: brackets are missing: this is G − A²
#
# Brackets are missing: Python takes `G * 1` first, and subtracts $A^2$ from it.
#
# 1. What does Python do first, `*` or `-`?
# 2. $G \odot (1 - A \odot A)$
# 3. Put brackets around `1 - A**2`.


# %%
def tanh_backward(G, A):
    return G * 1 - A**2


# %% mistake tanh_backward.relu [markdown]
# Cause: this is the mask of a ReLU
#
# You used the mask of the ReLU. tanh lets everything through, with the slope $1 - a^2$.
#
# 1. Is tanh flat for all negative scores?
# 2. $F'(r) = 1 - a^2$
# 3. Write `1 - A**2` in place of the mask.


# %%
def tanh_backward(G, A):
    return G * (A > 0)


# %% mistake tanh_backward.changes_input [markdown]
# The values are right, but your function writes into the array `A` that it was given.
#
# 1. `A **= 2` changes the caller's array.
# 2. $1 - A \odot A$ is a new array
# 3. Write `A**2` in the formula.


# %%
def tanh_backward(G, A):
    A **= 2
    return G * (1 - A)


# %% mistake two_layer_gradients.inputs_for_a [markdown]
# Cause: layer 2 is given X as its input; A went into it
#
# Layer 2 was taken back with $X$ in place of $A$: `dW2` is made of the pixels.
#
# 1. What went into layer 2 on the way forwards?
# 2. $dW_2 = A^{\mathsf T}\, dR_2$
# 3. Write `linear_backward(dR2, A, W2)`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    dA, dW2, db2 = linear_backward(dce_dr(linear(A, W2, b2), L), X, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.scores_for_a [markdown]
# Cause: layer 2 is given R1 as its input; A = F(R1) went into it
#
# Layer 2 was taken back with $R_1$, the scores *before* the activation.
#
# 1. What went into layer 2 on the way forwards, $R_1$ or $A$?
# 2. $dW_2 = A^{\mathsf T}\, dR_2$
# 3. Write `A` in place of `R1` where `dW2` is made.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    R1 = linear(X, W1, b1)
    A = F(R1)
    dR2 = dce_dr(linear(A, W2, b2), L)
    dA, dW2, db2 = linear_backward(dR2, R1, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.no_activation [markdown]
# Cause: the activation is left out on the way back
#
# On the way back you walked past the activation: `dA` was taken for `dR1`.
#
# 1. Count the stations of the way forwards. Is each of them on your way back?
# 2. $dR_1 = dA \odot F'(R_1)$
# 3. Put `dR1 = F_backward(dA, A)` between the layers.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    A = (np.tanh if kind == "tanh" else relu)(linear(X, W1, b1))
    dR2 = dce_dr(linear(A, W2, b2), L)
    dA, dW2, db2 = linear_backward(dR2, A, W2)
    _, dW1, db1 = linear_backward(dA, X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.relu_always [markdown]
# Cause: ReLU's way back is taken for tanh as well
#
# You went back through ReLU in any case, for `"tanh"` as well.
#
# 1. The chosen pair has a name: which two functions belong together?
# 2. $dR_1 = dA \odot F'(R_1)$, with the $F$ of the way forwards
# 3. Call `F_backward`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    A = (np.tanh if kind == "tanh" else relu)(linear(X, W1, b1))
    dR2 = dce_dr(linear(A, W2, b2), L)
    dA, dW2, db2 = linear_backward(dR2, A, W2)
    _, dW1, db1 = linear_backward(relu_backward(dA, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.from_scores [markdown]
# Cause: the activation's way back is given R1; it needs A
#
# You gave the activation's way back the scores $R_1$. It reckons from the *output*: for
# ReLU nobody notices (both have the same sign), for tanh it is wrong.
#
# 1. What do your functions call their second argument?
# 2. $\tanh' r = 1 - a^2$, with $a$ and not $r$
# 3. Write `F_backward(dA, A)`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    R1 = linear(X, W1, b1)
    A = F(R1)
    dR2 = dce_dr(linear(A, W2, b2), L)
    dA, dW2, db2 = linear_backward(dR2, A, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, R1), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.activation_on_scores [markdown]
# Cause: the last scores are taken back through an activation, too; behind layer 2 there
# is none
#
# You took the last scores back through the activation, too. Behind layer 2 there is
# none: its scores go straight into the loss.
#
# 1. Where on the way forwards does $F$ stand? How many times?
# 2. $dR_2 = (P - \text{onehot})/n$, as it is
# 3. Give `linear_backward` the plain `dce_dr(R2, L)`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    R2 = linear(A, W2, b2)
    dR2 = F_backward(dce_dr(R2, L), F(R2))
    dA, dW2, db2 = linear_backward(dR2, A, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.divided_again [markdown]
# Cause: everything is divided by n once more; dce_dr has done so
#
# You divided by $n$ once more. `dce_dr` is the derivative of the *mean*, its $1/n$ is
# in there.
#
# 1. What does the docstring of `dce_dr` say behind the bracket?
# 2. $dR_2 = (P - \text{onehot})/n$
# 3. Drop your division by `len(X)`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    dR2 = dce_dr(linear(A, W2, b2), L) / len(X)
    dA, dW2, db2 = linear_backward(dR2, A, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.sum [markdown]
# Cause: everything is n times too large: the mean is undone
#
# Everything is $n$ times too large: you undid the $1/n$ of `dce_dr`. That is the
# gradient of the sum of the losses.
#
# 1. The Error is a mean. Give every example twice: should its gradient change?
# 2. $dR_2 = (P - \text{onehot})/n$
# 3. Use `dce_dr(R2, L)` as it is.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    dR2 = dce_dr(linear(A, W2, b2), L) * len(X)
    dA, dW2, db2 = linear_backward(dR2, A, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.layers_swapped [markdown]
# Cause: the layers stand in the order of the way back; layer 1 comes first
#
# The right four arrays in the order of the way back: layer 2 stands first.
#
# 1. In which order does the docstring name them?
# 2. $(dW_1, db_1, dW_2, db_2)$
# 3. Write `return dW1, db1, dW2, db2`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    dA, dW2, db2 = linear_backward(dce_dr(linear(A, W2, b2), L), A, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    return dW2, db2, dW1, db1


# %% mistake two_layer_gradients.step_in_between [markdown]
# Cause: W2 has been moved before dA was made with it
#
# You took a step with $W_2$ first and went back through the *new* weights. The gradient
# belongs to the point where the net stood on the way forwards.
#
# 1. All derivatives are to be taken at one and the same point.
# 2. $dA = dR_2 W_2^{\mathsf T}$ with the $W_2$ of the way forwards
# 3. Make all gradients first; steps come later, outside.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    dR2 = dce_dr(linear(A, W2, b2), L)
    dW2, db2 = A.T @ dR2, dR2.sum(axis=0)
    lam = 0.1  # varies: 0.01 to 1.0
    W2 = W2 - lam * dW2
    _, dW1, db1 = linear_backward(F_backward(dR2 @ W2.T, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.first_layer_zero [markdown]
# Cause: the first layer's derivatives are 0
#
# The derivatives of the first layer are 0: it would stay as random as it began.
#
# 1. Do the hidden neurons change the Error? Through which matrix?
# 2. $dA = dR_2 W_2^{\mathsf T}$, then through $F$, then into layer 1
# 3. Call `linear_backward` a second time, with `dR1`, `X` and `W1`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    A = (np.tanh if kind == "tanh" else relu)(linear(X, W1, b1))
    _, dW2, db2 = linear_backward(dce_dr(linear(A, W2, b2), L), A, W2)
    return np.zeros_like(W1), np.zeros_like(b1), dW2, db2


# %% mistake two_layer_gradients.probabilities [markdown]
# Cause: the labels are left out: the walk back begins with P, not with P − onehot
#
# Your way back begins with the probabilities $P$; the labels have not been subtracted.
#
# 1. If the net is sure and right, how large should the gradient be?
# 2. $dR_2 = (P - \text{onehot})/n$
# 3. Begin with `dce_dr(R2, L)`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    R2 = linear(A, W2, b2)
    dR2 = np.exp(R2) / np.exp(R2).sum(axis=1, keepdims=True) / len(X)
    dA, dW2, db2 = linear_backward(dR2, A, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.softmax_twice [markdown]
# Cause: softmax is taken twice; dce_dr takes the scores themselves
#
# You gave `dce_dr` probabilities. It takes the scores and makes the softmax by itself:
# now it is taken twice.
#
# 1. What does the docstring of `dce_dr` call its first argument?
# 2. $dR_2 = (P - \text{onehot})/n$ with $P = \operatorname{softmax}(R_2)$, once
# 3. Write `dce_dr(R2, L)`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    R2 = linear(A, W2, b2)
    P = np.exp(R2) / np.exp(R2).sum(axis=1, keepdims=True)
    dA, dW2, db2 = linear_backward(dce_dr(P, L), A, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.biases_zero [markdown]
# Cause: the derivatives of the biases are 0
#
# The derivatives of both biases are 0: they would stay as they began.
#
# 1. What are the third results of your two calls of `linear_backward`?
# 2. $db_j = \sum_s g_{sj}$, for each layer with its own $G$
# 3. Keep `db2` and `db1`, and return them.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    dA, dW2, _ = linear_backward(dce_dr(linear(A, W2, b2), L), A, W2)
    _, dW1, _ = linear_backward(F_backward(dA, A), X, W1)
    return dW1, np.zeros_like(b1), dW2, np.zeros_like(b2)


# %% mistake two_layer_gradients.sign [markdown]
# Cause: the sign is reversed; the minus belongs to the step of descent
#
# All four have the sign of a step of descent: with the minus of the rule the net would
# climb.
#
# 1. The gradient points uphill; the minus comes with the step.
# 2. $W - \lambda\, dW$ has the minus already
# 3. Drop your minus.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    dR2 = -dce_dr(linear(A, W2, b2), L)
    dA, dW2, db2 = linear_backward(dR2, A, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    return dW1, db1, dW2, db2


# %% mistake two_layer_gradients.changes_weights [markdown]
# The gradient is right, but your function takes a step on the way: it writes into the
# weights that it was given.
#
# 1. You were asked for the gradient. Who takes the step?
# 2. $W - \lambda\, dW$ comes later, outside
# 3. Drop `W2 -= ...`.


# %%
def two_layer_gradients(X, L, W1, b1, W2, b2, kind):
    F, F_backward = (
        (np.tanh, tanh_backward) if kind == "tanh" else (relu, relu_backward)
    )
    A = F(linear(X, W1, b1))
    dA, dW2, db2 = linear_backward(dce_dr(linear(A, W2, b2), L), A, W2)
    _, dW1, db1 = linear_backward(F_backward(dA, A), X, W1)
    W2 -= 0.1 * dW2
    return dW1, db1, dW2, db2


# %% mistake relative_error.absolute [markdown]
# Cause: this is the largest difference itself; it has to be divided
#
# This is the largest difference itself. Whether 0.001 is much depends on how large the
# two numbers are.
#
# 1. Multiply a gradient and its judge by 1000. Should the verdict change?
# 2. $|a - b| / \max(|a| + |b|,\ 10^{-6})$
# 3. Divide, entry by entry, before you take the maximum.


# %%
def relative_error(a, b):
    return np.max(np.abs(a - b))


# %% mistake relative_error.no_floor [markdown]
# Cause: there is no floor below the line, or one far too low
#
# There is no floor below the line, or one far too low: 0/0 does no harm, and yet tiny
# noise looks like a large error.
#
# 1. What is $0/0$? Which entry of a network has the derivative 0?
# 2. $\max(|a| + |b|,\ 10^{-6})$ below the line
# 3. Put `np.maximum(..., 1e-6)` around the sum.


# %%
def relative_error(a, b):
    with np.errstate(all="ignore"):
        return np.nanmax(np.abs(a - b) / (np.abs(a) + np.abs(b)))


# %% mistake relative_error.nan [markdown]
# Cause: two zeros give 0/0; there is no floor below the line
#
# Where both entries are 0 your function divides 0 by 0: the result is NaN, with a
# warning.
#
# 1. Which entry of a network has the derivative 0 on both sides?
# 2. $\max(|a| + |b|,\ 10^{-6})$ below the line
# 3. Put `np.maximum(..., 1e-6)` around the sum.


# %%
def relative_error(a, b):
    return np.max(np.abs(a - b) / (np.abs(a) + np.abs(b)))


# %% mistake relative_error.floor_added [markdown]
# Cause: 1e-6 is added below the line; it is a floor, by maximum
#
# You *added* $10^{-6}$ below the line. As a floor it counts only where the sum is
# smaller.
#
# 1. A floor stops a fall. Does it lift those who stand above it?
# 2. $\max(|a| + |b|,\ 10^{-6})$, not $|a| + |b| + 10^{-6}$
# 3. Write `np.maximum(np.abs(a) + np.abs(b), 1e-6)`.


# %%
def relative_error(a, b):
    return np.max(np.abs(a - b) / (np.abs(a) + np.abs(b) + 1e-6))


# %% mistake relative_error.mean [markdown]
# Cause: this is the mean of all entries; keep the worst
#
# You took the mean over the entries. One wrong bias among thousands of right weights
# would drown in it.
#
# 1. One entry of 2410 is completely wrong. What does yours say?
# 2. The largest of all, $\max$
# 3. Write `np.max` in place of `np.mean`.


# %%
def relative_error(a, b):
    return np.mean(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-6))


# %% mistake relative_error.signed [markdown]
# Cause: the difference keeps its sign; take its absolute value
#
# The difference keeps its sign: entries in which `a` is too small go unnoticed.
#
# 1. Is an entry too small any better than one too large?
# 2. $|a - b|$ above the line
# 3. Put `np.abs` around the difference.


# %%
def relative_error(a, b):
    return np.max((a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-6))


# %% mistake relative_error.sum_signed [markdown]
# Cause: below the line the signs are kept; add up |a| and |b|
#
# Below the line you added `a` and `b` with their signs. Numbers of opposite sign
# cancel, and it becomes 0 or negative.
#
# 1. $a = 2$ and $b = -2$: what stands below your line?
# 2. $|a| + |b|$
# 3. Put `np.abs` around each of the two.


# %%
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(a + b, 1e-6))


# %% mistake relative_error.by_one [markdown]
# Cause: only |b| stands below the line; the sum of both is asked for
#
# You divided by $|b|$ alone. Then the result can exceed 1, and `a` and `b` are not
# treated alike.
#
# 1. Swap `a` and `b`. Should the verdict change?
# 2. $|a| + |b|$ below the line
# 3. Add `np.abs(a)`.


# %%
def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(np.abs(b), 1e-6))


# %% mistake relative_error.larger [markdown]
# Cause: the larger of |a| and |b| stands below the line; their sum is asked for
#
# You divided by the larger of $|a|$ and $|b|$. Their sum is asked for; with it the
# result stays between 0 and 1.
#
# 1. What comes out for $a = 1$, $b = -1$? It should be 1.
# 2. $|a| + |b|$ below the line
# 3. Write `np.abs(a) + np.abs(b)`.


# %%
def relative_error(a, b):
    below = np.maximum(np.abs(a), np.abs(b))
    return np.max(np.abs(a - b) / np.maximum(below, 1e-6))


# %% mistake relative_error.of_lengths [markdown]
# Cause: these are lengths of whole arrays, as in 1.7; compare entry by entry
#
# You compared the lengths of the whole arrays, as in seminar 1.7. Here each entry is to
# be judged by itself.
#
# 1. One entry of 2410 is completely wrong, and small. What does yours say?
# 2. First divide each $|a - b|$ by its own $|a| + |b|$, then take the largest
# 3. Use `np.abs` in place of `np.linalg.norm`, and `np.max` around all.


# %%
def relative_error(a, b):
    lengths = np.linalg.norm(a) + np.linalg.norm(b)
    return np.linalg.norm(a - b) / max(lengths, 1e-6)


# %% mistake relative_error.worst_by_worst [markdown]
# Cause: the largest difference is divided by the largest sum; divide entry by entry
# first
#
# You divided the largest difference by the largest sum. They may belong to different
# entries.
#
# 1. A small entry is completely wrong, a large one is right. What does yours say?
# 2. First divide each $|a - b|$ by its own $|a| + |b|$, then take the largest
# 3. One `np.max`, around the whole fraction.


# %%
def relative_error(a, b):
    return np.max(np.abs(a - b)) / max(np.max(np.abs(a) + np.abs(b)), 1e-6)


# %% mistake relative_error.half [markdown]
# Cause: below the line stands the mean of |a| and |b|; their sum is asked for
#
# Below the line stands the *mean* of $|a|$ and $|b|$, so all is twice too large.
#
# 1. What comes out for $a = 1$, $b = -1$? It should be 1.
# 2. $|a| + |b|$ below the line, without 2
# 3. Drop the division by 2.


# %%
def relative_error(a, b):
    below = (np.abs(a) + np.abs(b)) / 2
    return np.max(np.abs(a - b) / np.maximum(below, 1e-6))


# %% mistake relative_error.array [markdown]
# Cause: the fractions of all entries are returned; only the largest is asked for
#
# You returned the fractions of all entries. The largest of them is asked for, one
# number.
#
# 1. A judge speaks one sentence. How many numbers do you return?
# 2. $\max$ over all entries
# 3. Put `np.max` around all.


# %%
def relative_error(a, b):
    return np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-6)


# %% mistake relative_error.first_row [markdown]
# Cause: the largest of each column is returned; one number is asked for
#
# You took the maximum along one direction only: there is a number left for each column.
#
# 1. How many numbers should come out for a matrix?
# 2. $\max$ over all entries, rows and columns
# 3. `np.max(...)` without `axis`.


# %%
def relative_error(a, b):
    fractions = np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-6)
    return np.max(fractions, axis=0)


# %% mistake gradient_check.one_h [markdown]
# Cause: the difference over 2h is divided by h alone
#
# Between $W + h$ and $W - h$ lies $2h$; you divided by $h$. Every right gradient gets
# 1/3.
#
# 1. How far apart are the two points at which you call `f`?
# 2. $\frac{f(W + h) - f(W - h)}{2h}$
# 3. Divide by `2 * h`, with brackets.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[place] = h
        slopes[place] = (f(W + step) - f(W - step)) / h
    return relative_error(dW, slopes)


# %% mistake gradient_check.one_sided [markdown]
# Cause: the difference is taken to one side only
#
# You moved each entry to one side only. The error of such a difference falls like $h$,
# that of the central one like $h^2$.
#
# 1. On which side of $W$ have you called `f`?
# 2. $\frac{f(W + h) - f(W - h)}{2h}$
# 3. Write `f(W - step)` in place of `f(W)`, and divide by `2 * h`.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[place] = h
        slopes[place] = (f(W + step) - f(W)) / h
    return relative_error(dW, slopes)


# %% mistake gradient_check.not_put_back [markdown]
# Cause: an entry that has been moved is not put back before the next one
#
# An entry that has been moved stays moved while the next ones are tried: each
# difference is taken at another place.
#
# 1. Where does $W$ stand when you come to the second entry?
# 2. $\frac{f(W + h) - f(W - h)}{2h}$, each time from the same $W$
# 3. Put the entry back: `W[place] += h` after the second call.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        W[place] += h
        up = f(W)
        W[place] -= 2 * h
        slopes[place] = (up - f(W)) / (2 * h)
    return relative_error(dW, slopes)


# %% mistake gradient_check.h_ignored [markdown]
# Cause: a step of your own is used in place of h
#
# You used a step of your own in place of the argument `h`.
#
# 1. Call it with another `h`. Does anything change?
# 2. $\frac{f(W + h) - f(W - h)}{2h}$ with the given $h$
# 3. Put `h` wherever your number stands.


# %%
def gradient_check(f, dW, W, h):
    h = 1e-5  # varies: 1e-7 to 1e-4
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[place] = h
        slopes[place] = (f(W + step) - f(W - step)) / (2 * h)
    return relative_error(dW, slopes)


# %% mistake gradient_check.h_too_small [markdown]
# Cause: the step is so small that rounding swallows it
#
# Your step is so small that $W + h$ rounds to $W$ itself: all differences are 0.
#
# 1. How many digits does float64 have? What is `1.0 + 1e-17`?
# 2. Use the $h$ that is handed to you
# 3. Drop your own `h = ...`.


# %%
def gradient_check(f, dW, W, h):
    h = 1e-17
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[place] = h
        slopes[place] = (f(W + step) - f(W - step)) / (2 * h)
    return relative_error(dW, slopes)


# %% mistake gradient_check.first_entry [markdown]
# Cause: only the first entry is tried
#
# Only the first entry is tried; all the others may be as wrong as they like.
#
# 1. How many entries has `W`? How many times is `f` called?
# 2. The largest error of *all* entries
# 3. Compare after the loop, with the slopes of all places.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    step = np.zeros(W.size)
    step[0] = h
    step = step.reshape(W.shape)
    slope = (f(W + step) - f(W - step)) / (2 * h)
    return relative_error(np.array([dW.flat[0]]), np.array([slope]))


# %% mistake gradient_check.last_entry [markdown]
# Cause: only the last entry is compared: the comparison stands behind the loop with one
# slope
#
# Only the last entry is compared: each slope overwrites the one before.
#
# 1. How many slopes are left when the loop has ended?
# 2. The largest error of *all* entries
# 3. Collect the slopes in an array of the shape of `W`.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    step = np.zeros(W.size)
    step[-1] = h
    step = step.reshape(W.shape)
    slope = (f(W + step) - f(W - step)) / (2 * h)
    return relative_error(np.array([dW.flat[-1]]), np.array([slope]))


# %% mistake gradient_check.all_at_once [markdown]
# Cause: all entries are moved at once; move one at a time
#
# You moved all entries at once and got one slope for all of them together.
#
# 1. Which entry is to blame for a change, if all have moved?
# 2. One entry at a time: the others stay where they are
# 3. Make `step` of zeros, with `h` at one place.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slope = (f(W + h) - f(W - h)) / (2 * h)
    return relative_error(dW, np.full(W.shape, slope))


# %% mistake gradient_check.whole_rows [markdown]
# Cause: whole rows are moved at once; move one entry at a time
#
# You move whole rows of `W`: each row gets one slope, that of all its entries together.
#
# 1. Which entry of a row is to blame for a change, if all of them have moved?
# 2. One entry at a time, in every row and in every column
# 3. Loop over `np.ndindex(W.shape)`, not over `range(len(W))`.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros(W.shape)
    for row in range(len(W)):
        step = np.zeros(W.shape)
        step[row] = h
        slopes[row] = (f(W + step) - f(W - step)) / (2 * h)
    return relative_error(dW, slopes)


# %% mistake gradient_check.reversed [markdown]
# Cause: the difference is reversed: minus h comes second
#
# The difference is reversed, $f(W - h) - f(W + h)$: all slopes have the wrong sign.
#
# 1. $f$ rises with $W$. Which of the two values is larger?
# 2. $\frac{f(W + h) - f(W - h)}{2h}$
# 3. Swap the two calls of `f`.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[place] = h
        slopes[place] = (f(W - step) - f(W + step)) / (2 * h)
    return relative_error(dW, slopes)


# %% mistake gradient_check.verdict [markdown]
# Cause: this is a verdict, True or False; the number itself is asked for
#
# You returned a verdict, true or false. The number behind it says more.
#
# 1. How would you tell a rounding error from a forgotten factor?
# 2. $\varepsilon$, a number from 0 to 1
# 3. Return what `relative_error` gives, without comparing it.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[place] = h
        slopes[place] = (f(W + step) - f(W - step)) / (2 * h)
    return relative_error(dW, slopes) < 1e-5


# %% mistake gradient_check.slopes [markdown]
# Cause: the differences themselves are returned; judge dW by them
#
# You returned the central differences themselves. `dW` has not been judged.
#
# 1. Where does `dW` occur in your function?
# 2. $\varepsilon$ of `dW` and the slopes
# 3. End with `return relative_error(dW, slopes)`.


# %%
def gradient_check(f, dW, W, h):
    W = np.array(W, dtype=np.float64)
    slopes = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[place] = h
        slopes[place] = (f(W + step) - f(W - step)) / (2 * h)
    return slopes
