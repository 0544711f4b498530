# %%
import numpy as np

# %% mistake xor_net.linear [markdown] by="check"
# With the linear activation the whole network is one neuron again, and one neuron
# cannot do XOR, whatever the weights.
#
# 1. Without a bend in $F$ the score is a straight-line function of $X_1$ and $X_2$.
# 2. $r = v_0 + \sum_j v_j (W_{j0} + W_{j1} X_1 + W_{j2} X_2)$ is one weighted sum.
# 3. Choose `"step"`, `"sigmoid"` or `"relu"` for `xor_F`.

# %%
xor_F = "linear"
xor_W = [[-0.5, 1, 1], [-1.5, 1, 1]]
xor_v = [-0.5, 1, -1]

# %% mistake xor_net.one_neuron [markdown] by="check"
# Your network has a single hidden neuron. It has one line to offer, and the output
# neuron can only choose which of its sides is class 1.
#
# 1. One line does not part the corners of XOR. How many lines do?
# 2. $r = v_0 + v_1 h_1$ only rises or only falls with $h_1$, so class 1 is one side of
#    a line.
# 3. Give `xor_W` a second row, and `xor_v` a third number.

# %%
xor_F = "step"
xor_W = [[-0.5, 1, 1]]
xor_v = [-0.5, 1]

# %% mistake xor_net.only_or [markdown] by="check"
# Your network says 1 for (1, 1), too: this is OR. The output neuron does not take
# "both" away again.
#
# 1. XOR is "at least one" without "both".
# 2. At (1, 1) both hidden neurons fire: $v_0 + v_1 + v_2$ must be below 0.
# 3. Make the output weight of the neuron "both" negative, and large enough.

# %%
xor_F = "step"
xor_W = [[-0.5, 1, 1], [-1.5, 1, 1]]
xor_v = [-0.5, 1, 1]

# %% mistake xor_net.only_and [markdown] by="check"
# Your network says 1 for (1, 1) alone: this is AND.
#
# 1. (0, 1) and (1, 0) are to get a 1, and (1, 1) is to lose its 1.
# 2. At (0, 1) only "at least one" fires: $v_0 + v_1 \ge 0$ is needed.
# 3. Check which row of `xor_W` belongs to which weight in `xor_v`, and the bias
#    `xor_v[0]`.

# %%
xor_F = "step"
xor_W = [[-0.5, 1, 1], [-1.5, 1, 1]]
xor_v = [-1.5, 1, 1]

# %% mistake xor_net.reversed [markdown] by="check"
# All four answers are reversed: your network says 1 where the inputs are alike.
#
# 1. The hidden layer is good. The output neuron reads it the wrong way round.
# 2. $r \ge 0$ must hold for (0, 1) and (1, 0), and $r < 0$ for the other two.
# 3. Change the signs of all numbers in `xor_v`.

# %%
xor_F = "step"
xor_W = [[-0.5, 1, 1], [-1.5, 1, 1]]
xor_v = [0.5, -1, 1]

# %% mistake xor_net.constant [markdown] by="check"
# The scores of your network do part the two classes, only not at 0: it gives the same
# answer for all four points.
#
# 1. Write down $r$ for each of the four points. Which side of 0 are they on?
# 2. Needed: $r \ge 0$ at (0, 1) and (1, 0), and $r < 0$ at (0, 0) and (1, 1).
# 3. Look at the bias `xor_v[0]`: it moves all four scores alike.

# %%
xor_F = "step"
xor_W = [[-0.5, 1, 1], [-1.5, 1, 1]]
xor_v = [0.5, 1, -1]

# %% mistake xor_net.scores_are_labels [markdown] by="check"
# The scores of your network are 0, 1, 1, 0: XOR itself. But your network says class 1
# where $r \ge 0$, and a score of exactly 0 says 1, too. So your network says 1
# everywhere.
#
# 1. Where does this network draw the line between its two answers?
# 2. Needed: $r \ge 0$ for the score 1, and $r < 0$ for the score 0.
# 3. Take $0.5$ off the bias `xor_v[0]`.

# %%
xor_F = "relu"
xor_W = [[0, 1, 1], [-1, 1, 1]]
xor_v = [0, 1, -2]

# %% mistake xor_net.same_everywhere [markdown] by="check"
# Your network gives the same answer for all four points, and no bias would help: the
# scores of (0, 1) and (1, 0) are not both above the other two.
#
# 1. Which of your hidden neurons speaks against (1, 1)?
# 2. At (1, 1) both hidden neurons fire: $v_0 + v_1 + v_2$ must be below
#    $v_0 + v_1$.
# 3. Give the neuron "both" a negative weight in `xor_v`.

# %%
xor_F = "step"
xor_W = [[-0.5, 1, 1], [-1.5, 1, 1]]
xor_v = [0.5, 1, 1]

# %% mistake xor_net.one_corner [markdown] by="check"
# Your network has two hidden neurons or more, but its four answers are not those of
# XOR, and not those of OR, AND or "both alike" either.
#
# 1. Fill in the table of the text with your own hidden values, corner by corner.
# 2. A step neuron "at least one" is $-0.5 + X_1 + X_2 \ge 0$, one for "both" is
#    $-1.5 + X_1 + X_2 \ge 0$.
# 3. The message of the check has $h_1$, $h_2$ and $r$: look for the corner that is
#    wrong, and follow it through `xor_W` and `xor_v`.

# %%
xor_F = "step"
xor_W = [[-0.5, 1, 0], [-1.5, 1, 1]]
xor_v = [-0.5, 1, -1]

# %% mistake xor_net.no_bias [markdown] by="check"
# The tables do not fit together as a network: each row of $W$ needs a bias and two
# weights, and $v$ needs a bias and one weight for each row.
#
# 1. Every neuron has a bias, the hidden ones and the output neuron.
# 2. $W$ has the shape $(M, 3)$, and $v$ has the shape $(M + 1,)$.
# 3. Count the numbers in each row of `xor_W`, and in `xor_v`.

# %%
xor_F = "step"
xor_W = [[1, 1], [1, 1]]
xor_v = [-0.5, 1, -1]

# %% mistake xor_net.bias_last [markdown] by="check"
# The numbers would do it, but the biases stand at the end. Here every row of $W$, and
# $v$ too, begins with the bias.
#
# 1. Which of the three numbers of a row is multiplied by no input?
# 2. A row is $(W_{j0}, W_{j1}, W_{j2})$: bias, weight of $X_1$, weight of $X_2$.
# 3. Move the last number of each row of `xor_W`, and of `xor_v`, to the front.

# %%
xor_F = "step"
xor_W = [[1, 1, -0.5], [1, 1, -1.5]]
xor_v = [1, -1, -0.5]

# %% mistake collapse.no_output_bias [markdown]
# Cause: the output's own bias v₀ is missing
#
# The output neuron's own bias is missing: you computed $\sum_j v_j W_{ji}$ for every
# entry and left $v_0$ out.
#
# 1. The output neuron adds its bias once, after everything else.
# 2. $w_0 = v_0 + \sum_j v_j W_{j0}$
# 3. Add `v[0]` to entry 0 of your result.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return v[1:] @ W


# %% mistake collapse.no_hidden_biases [markdown]
# Cause: the biases of the hidden neurons are missing
#
# The biases of the hidden neurons got lost: your bias is $v_0$ alone.
#
# 1. Set all inputs to 0. The hidden neurons still say something.
# 2. $w_0 = v_0 + \sum_j v_j W_{j0}$
# 3. Take the whole rows of `W`, column 0 included, and then add `v[0]` to entry 0.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return np.append(v[0], v[1:] @ W[:, 1:])


# %% mistake collapse.bias_everywhere [markdown]
# Cause: v₀ was added to every entry; it belongs to the bias alone
#
# You added $v_0$ to every entry. It belongs to the bias only; in the other entries it
# becomes a weight for the inputs.
#
# 1. Which terms of the score do not depend on the inputs?
# 2. $w_0 = v_0 + \sum_j v_j W_{j0}$, but $w_i = \sum_j v_j W_{ji}$ for $i \ge 1$.
# 3. Add `v[0]` to entry 0 only: `w[0] += v[0]`.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return v[1:] @ W + v[0]


# %% mistake collapse.bias_in_loop [markdown]
# Cause: v₀ was added once for every hidden neuron
#
# You added $v_0$ inside the loop over the hidden neurons, so it counts once for each of
# them. The output neuron has one bias.
#
# 1. How often does $v_0$ stand in $r = v_0 + \sum_j v_j h_j$?
# 2. $w_0 = v_0 + \sum_j v_j W_{j0}$
# 3. Move `w[0] += v[0]` out of the loop.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    w = np.zeros(W.shape[1])
    for row, weight in zip(W, v[1:], strict=True):
        w += weight * row
        w[0] += v[0]
    return w


# %% mistake collapse.biases_unweighted [markdown]
# Cause: the hidden biases were added up without the weights v_j
#
# You weighed the hidden weights by $v_j$, but not the hidden biases. Both are parts of
# $h_j$, and the output neuron weighs $h_j$ as a whole.
#
# 1. What does a hidden neuron with the output weight 0 add to the score?
# 2. $w_0 = v_0 + \sum_j v_j W_{j0}$
# 3. `v[1:] @ W` weighs biases and weights alike.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return np.append(v[0] + W[:, 0].sum(), v[1:] @ W[:, 1:])


# %% mistake collapse.unweighted [markdown]
# Cause: the rows of W were added up without the weights v_j
#
# You added up the rows of $W$ as they are. The output neuron weighs each hidden neuron
# by $v_j$ first.
#
# 1. A hidden neuron with the output weight 0 should leave no trace. Does it?
# 2. $w_i = \sum_j v_j W_{ji}$
# 3. Replace `W.sum(axis=0)` by `v[1:] @ W`.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    w = W.sum(axis=0)
    w[0] += v[0]
    return w


# %% mistake collapse.rows_only [markdown]
# Cause: the rows of W were added up, and v was not used at all
#
# You added up the rows of $W$, and $v$ is not in your result at all: neither the output
# weights nor the output's bias.
#
# 1. The output neuron has a say in the score. Where does it speak in your result?
# 2. $w_i = \sum_j v_j W_{ji}$, and $w_0$ gets $v_0$ on top.
# 3. Weigh the rows by `v[1:]` before you add them, then add `v[0]` to entry 0.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return W.sum(axis=0)


# %% mistake collapse.bias_last [markdown]
# Cause: v was read with its bias last; v[0] is the bias
#
# You read $v$ with its bias at the end. Here the bias comes first: `v[0]`.
#
# 1. The same order everywhere: first the bias, then the weights.
# 2. $v = (v_0, v_1, \ldots, v_M)$, and $v_j$ belongs to row $j$ of $W$, counted from 1.
# 3. Use `v[1:]` for the weights and `v[0]` for the bias.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    w = v[:-1] @ W
    w[0] += v[-1]
    return w


# %% mistake collapse.weights_only [markdown]
# Cause: these are the weights alone; the bias in front is missing
#
# You returned the $N$ weights without the bias.
#
# 1. A neuron is its weights and its bias.
# 2. The result has the shape $(N + 1,)$, with $w_0 = v_0 + \sum_j v_j W_{j0}$ in front.
# 3. Do not cut column 0 off `W`.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return v[1:] @ W[:, 1:]


# %% mistake collapse.no_sum [markdown]
# Cause: each row is weighed, but the rows are not added up
#
# You multiplied each row of $W$ by its $v_j$, and stopped before the sum: the result is
# a table with one row for each hidden neuron.
#
# 1. The output neuron weighs *and adds*.
# 2. $w_i = \sum_j v_j W_{ji}$: the sum goes over the hidden neurons.
# 3. Sum over `axis=0`, or use `v[1:] @ W`.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return v[1:, None] * W


# %% mistake collapse.mean [markdown]
# Cause: this is the mean over the hidden neurons; a neuron takes the sum
#
# You took the mean over the hidden neurons; a neuron takes the sum.
#
# 1. Nothing is divided by the number of hidden neurons in the formula.
# 2. $r = v_0 + \sum_j v_j h_j$
# 3. Remove the division by $M$; where you wrote `mean`, write `sum`.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    w = (v[1:, None] * W).mean(axis=0)
    w[0] += v[0]
    return w


# %% mistake collapse.bias_multiplied [markdown]
# Cause: entry 0 was multiplied by v₀; a bias is added
#
# Entry 0 was multiplied by $v_0$. A bias is added.
#
# 1. With $v_0 = 0$ your bias is always 0. Should it be?
# 2. $w_0 = v_0 + \sum_j v_j W_{j0}$
# 3. Write `w[0] += v[0]` where you have `*=`.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    w = v[1:] @ W
    w[0] *= v[0]
    return w


# %% mistake collapse.two_neurons [markdown]
# Cause: the formula knows no more than two hidden neurons
#
# Your formula knows no more than two hidden neurons: if there are more, the others are
# left out.
#
# 1. The size of the hidden layer is not 2, it is the number of rows of $W$.
# 2. $w_i = \sum_{j=1}^{M} v_j W_{ji}$
# 3. Use `v[1:] @ W`, which takes all rows.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    w = v[1] * W[0] + v[2] * W[1]
    w[0] += v[0]
    return w


# %% mistake collapse.whole_numbers [markdown]
# Cause: what stands after the decimal point was cut off
#
# The result was put into an array of whole numbers, which cuts off everything after the
# decimal point.
#
# 1. An array keeps the type it was made with.
# 2. $w_i = \sum_j v_j W_{ji}$ is a whole number only by chance.
# 3. Drop `dtype=int`, or write `np.zeros(W.shape[1])`.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    w = np.zeros(W.shape[1], dtype=int)
    w[:] = v[1:] @ W
    w[0] += int(v[0])
    return w


# %% mistake collapse.changes_input [markdown]
# The result is right, but your function writes into the arrays it was given: after the
# call the caller's $W$ has other numbers.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. The sum $\sum_j v_j W_{ji}$ needs no place inside $W$.
# 3. Replace `W *= …` by a new array, or use `v[1:] @ W`.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    W *= v[1:, None]
    w = W.sum(axis=0)
    w[0] += v[0]
    return w


# %% mistake collapse.prints [markdown]
# Your function prints the neuron and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function hands over $w$, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def collapse(W, v):
    W, v = np.asarray(W, dtype=np.float64), np.asarray(v, dtype=np.float64)
    w = v[1:] @ W
    w[0] += v[0]
    print(w)


# %% mistake collapse.hard_coded [markdown]
# Cause: these are the numbers of the first example
#
# The function returns the answer of the visible example, whatever network it is given.
#
# 1. The function is asked about networks that nobody has shown you.
# 2. $w_0 = v_0 + \sum_j v_j W_{j0}$ and $w_i = \sum_j v_j W_{ji}$
# 3. Compute the four numbers from `W` and `v`.


# %%
def collapse(W, v):
    return np.array([1.0, 5.0, -3.0, -4.0])


# %% mistake bump.hole [markdown]
# Cause: the difference is the wrong way round: the bump is a hole
#
# The difference is the wrong way round: you made a hole of depth −1.
#
# 1. Which of the two neurons jumps first, and which takes the jump back?
# 2. The neuron at $a$ counts $+1$, the neuron at $b$ counts $-1$.
# 3. Swap the two terms of your difference.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(x - b) - step(x - a)


# %% mistake bump.sum [markdown]
# Cause: the two neurons were added; one has to take away
#
# You added the two neurons. To the right of $b$ both have jumped, and the sum stays at
# 2.
#
# 1. The second neuron is there to take the first jump back.
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$
# 3. Change the plus between the two calls into a minus.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(x - a) + step(x - b)


# %% mistake bump.closed [markdown]
# Cause: at x = b the bump is over: the second neuron has jumped
#
# At $x = b$ you still say 1. There the second neuron has jumped, because
# $\mathrm{step}(0) = 1$, and the bump is over.
#
# 1. Bumps are to stand side by side. Who gets the edge between two of them?
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$ is 1 for $a \le x < b$.
# 3. Subtract `step(x - b)`, or write `<` where you have `<=`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(x - a) * step(b - x)


# %% mistake bump.open [markdown]
# Cause: at x = a the bump begins: step(0) is 1
#
# At $x = a$ you say 0. There the first neuron has jumped already, because
# $\mathrm{step}(0) = 1$.
#
# 1. Bumps are to stand side by side. Who gets the edge between two of them?
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$ is 1 for $a \le x < b$.
# 3. Write `>=` where you have `>`, or use `step`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return np.where((x > a) & (x < b), 1.0, 0.0)


# %% mistake bump.mirrored [markdown]
# Cause: the neurons fire to the left of their edges, not to the right
#
# You turned the neurons round: they fire to the *left* of their edges. In between the
# value is right; at the edges it is not: 0 at $a$, and 1 at $b$.
#
# 1. A step neuron fires where its score is 0, so it matters on which side of the edge
#    it fires.
# 2. $\mathrm{step}(x - a)$ is 1 from $a$ on, $\mathrm{step}(a - x)$ is 1 up to $a$.
# 3. Write `x - a` and `x - b` inside the calls of `step`, and swap the two terms.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(b - x) - step(a - x)


# %% mistake bump.mirrored_hole [markdown]
# Cause: the neurons fire to the left of their edges, and the bump is a hole
#
# You turned the neurons round, and the difference stayed as it was: they fire to the
# *left* of their edges, and between the edges the value is −1.
#
# 1. Put $x$ in the middle between $a$ and $b$. Which of your two neurons fires there?
# 2. $\mathrm{step}(x - a)$ is 1 from $a$ on, $\mathrm{step}(a - x)$ is 1 up to $a$.
# 3. Write `x - a` and `x - b` inside the calls of `step`, and keep the order.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(a - x) - step(b - x)


# %% mistake bump.first_only [markdown]
# Cause: the second neuron is missing, nothing takes the jump back
#
# You have one neuron, which jumps at $a$ and never comes back.
#
# 1. One neuron can only go up or only go down. A bump does both.
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$
# 3. Subtract a second step, at `b`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(x - a)


# %% mistake bump.product [markdown]
# Cause: a product is not what an output neuron computes
#
# You multiplied the two neurons. Both are 1 only to the right of $b$, so this is the
# second neuron alone; and an output neuron cannot multiply what it gets.
#
# 1. The output neuron weighs and adds.
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$
# 3. Put a minus in place of the times sign.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(x - a) * step(x - b)


# %% mistake bump.plus_a [markdown]
# Cause: the jump is at x = −a: the bias of the neuron is −a
#
# The sign of the bias is wrong: with $x + a$ the neuron jumps at $-a$.
#
# 1. Where is the score 0? There the neuron jumps.
# 2. $x - a = 0$ at $x = a$: weight 1, bias $-a$.
# 3. Write `x - a` and `x - b`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(x + a) - step(x + b)


# %% mistake bump.unit_width [markdown]
# Cause: the bump is 1 wide, wherever b lies
#
# You do not use $b$: your bump is always 1 wide.
#
# 1. Two edges are given, and they need not be 1 apart.
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$
# 3. Write `x - b` in place of `x - a - 1`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(x - a) - step(x - a - 1)


# %% mistake bump.height [markdown]
# Cause: the height is 1/(b − a); it should be 1
#
# The bump has the height $1/(b - a)$, as a density would have. Here its height is 1,
# whatever its width.
#
# 1. A bump that is twice as wide is not half as high here.
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$, without a factor
# 3. Remove the division by `b - a`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return (step(x - a) - step(x - b)) / (b - a)


# %% mistake bump.sigmoid [markdown]
# Cause: the flanks are soft: this is a sigmoid, not a step
#
# You used the sigmoid in place of the step: the flanks are soft, and the top does not
# reach 1.
#
# 1. The bump has to be exactly 1 inside and exactly 0 outside.
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$
# 3. Write `step` in place of `sigmoid`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return sigmoid(x - a) - sigmoid(x - b)


# %% mistake bump.one_number [markdown]
# Your function works for a single number. An array cannot be asked "are you true?", so
# it stops with a `ValueError` there.
#
# 1. $x$ may hold many numbers, and each has an answer of its own.
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$ works entry by entry.
# 3. Use `step`, or `np.where` with `(a <= x) & (x < b)`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return 1.0 if a <= x < b else 0.0


# %% mistake bump.nearly_equal [markdown]
# Cause: next to an edge is not on it: np.isclose, or float32, takes both for one
#
# Two numbers that nearly agree are taken for equal: by `np.isclose`, say, or in
# float32. So the bump begins, and ends, a little to the left of its edges.
#
# 1. Is $2 - 10^{-10}$ inside a bump that begins at 2?
# 2. $a \le x < b$, exactly
# 3. Write `>=` and `<`, or use `step`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    begun = (x > a) | np.isclose(x, a)
    over = (x > b) | np.isclose(x, b)
    return np.where(begun & ~over, 1.0, 0.0)


# %% mistake bump.whole_numbers [markdown]
# Cause: x, or an edge, was cut to a whole number
#
# You cut the numbers $x$ to whole ones before you compared them with the edges.
#
# 1. The input 2.5 is not 2.
# 2. $a \le x < b$ for the $x$ that was given
# 3. Keep `dtype=np.float64` in the first line.


# %%
def bump(x, a, b):
    x = np.asarray(x).astype(int)
    return step(x - a) - step(x - b)


# %% mistake bump.changes_input [markdown]
# The values are right, but your function writes into the array it was given: after the
# call the caller's $x$ is shifted.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. The scores $x - a$ and $x - b$ are new numbers.
# 3. Write `x - a` inside `step`, without `-=`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    x -= a
    return step(x) - step(x - (b - a))


# %% mistake bump.prints [markdown]
# Your function prints the values and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function hands over the bump, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    print(step(x - a) - step(x - b))


# %% mistake bump.hard_coded [markdown]
# Cause: the bump stands between 2 and 3, wherever it was asked for
#
# Your bump always stands between 2 and 3, wherever it was asked for.
#
# 1. The edges are arguments of the function.
# 2. $\mathrm{step}(x - a) - \mathrm{step}(x - b)$
# 3. Write `a` and `b` in place of 2 and 3.


# %%
def bump(x, a, b):
    x = np.asarray(x, dtype=np.float64)
    return step(x - 2) - step(x - 3)


# %% mistake approximate.holes [markdown]
# Cause: the bumps are holes: the signs in v are the wrong way round
#
# The signs of the output weights are the wrong way round: every bump is a hole, and the
# network draws $-f$.
#
# 1. The opening neuron lifts the line, the closing one puts it down again.
# 2. Output weights $+H$ for the row $(-a, 1)$ and $-H$ for the row $(-b, 1)$.
# 3. Change the order to `[[0], heights, -heights]`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    v = np.concatenate([[0], -heights, heights])
    return np.vstack([opening, closing]), v


# %% mistake approximate.never_closed [markdown]
# Cause: nothing takes a bump back, so the heights add up
#
# Every piece has its opening neuron, but nothing takes the bump back at its end. The
# heights add up from left to right.
#
# 1. On the third piece, which of your neurons have fired?
# 2. Either a second neuron at $b$ with the weight $-H$, or the *change* of height at
#    each edge.
# 3. Add the rows `(-right, 1)` with the weights `-heights`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    return opening, np.concatenate([[0], heights])


# %% mistake approximate.no_heights [markdown]
# Cause: the heights are missing: every bump is 1 high
#
# All output weights are $+1$ and $-1$: the bumps are 1 high, and the function $f$ is
# never asked.
#
# 1. Where does $f$ enter your network?
# 2. The bump over a piece has the height of $f$ in the middle of it.
# 3. Call `f((left + right) / 2)` and use the result in `v`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = np.ones(K)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    return np.vstack([opening, closing]), np.concatenate([[0], heights, -heights])


# %% mistake approximate.plus_edge [markdown]
# The biases have the wrong sign: a neuron with the bias $+a$ jumps at $-a$, to the left
# of the region.
#
# 1. Where is the score of your neuron 0? There it jumps.
# 2. $-a + 1 \cdot x = 0$ at $x = a$.
# 3. Write `-left` and `-right` in the bias column.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([left, np.ones(K)])
    closing = np.column_stack([right, np.ones(K)])
    return np.vstack([opening, closing]), np.concatenate([[0], heights, -heights])


# %% mistake approximate.both_add [markdown]
# Cause: the first neuron of a piece is fine, but the second adds
#
# The closing neurons add their heights instead of taking them away.
#
# 1. At the end of a piece the line has to come down again.
# 2. Output weights $+H$ for the row $(-a, 1)$ and $-H$ for the row $(-b, 1)$.
# 3. Put a minus in front of the second `heights` in `v`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    return np.vstack([opening, closing]), np.concatenate([[0], heights, heights])


# %% mistake approximate.columns_swapped [markdown]
# The two columns of $W$ are swapped: the edges became weights, and the bias is 1
# everywhere.
#
# 1. Bias first, here as everywhere.
# 2. A row is $(-a, 1)$: bias $-a$, weight 1.
# 3. Swap the two arguments of `np.column_stack`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([np.ones(K), -left])
    closing = np.column_stack([np.ones(K), -right])
    return np.vstack([opening, closing]), np.concatenate([[0], heights, -heights])


# %% mistake approximate.times_width [markdown]
# Cause: the heights were multiplied by the width 1/K of a piece
#
# You multiplied the heights by the width $1/K$ of a piece. That is the area of a bump,
# as in an integral, and not its height.
#
# 1. The staircase has to reach up to $f$; it is not summed up afterwards.
# 2. The height is $H = f\left(\frac{a + b}{2}\right)$.
# 3. Remove the division of the heights by `K`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2) / K
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    return np.vstack([opening, closing]), np.concatenate([[0], heights, -heights])


# %% mistake approximate.four_pieces [markdown]
# Your network has four pieces, whatever $K$ says. With more pieces wanted, the error
# does not fall.
#
# 1. Does the number of your neurons depend on the argument?
# 2. The error $C / (2K)$ falls only if there are $K$ pieces.
# 3. Replace the 4 in your code by `K`.


# %%
def approximate(f, K):
    edges = np.arange(5) / 4
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(4)])
    closing = np.column_stack([-right, np.ones(4)])
    return np.vstack([opening, closing]), np.concatenate([[0], heights, -heights])


# %% mistake approximate.ignores_f [markdown]
# Cause: the heights are the middles; wanted are the values of f there
#
# Your heights are the middles themselves. That is right for $f(x) = x$, and for no
# other function.
#
# 1. The function is an argument. Where do you call it?
# 2. The height is $H = f\left(\frac{a + b}{2}\right)$.
# 3. Write `f((left + right) / 2)` for the heights.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = (left + right) / 2
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    return np.vstack([opening, closing]), np.concatenate([[0], heights, -heights])


# %% mistake approximate.order_mixed [markdown]
# Cause: the rows of W stand in another order than the weights in v
#
# The rows of $W$ go opening, closing, opening, closing, but the weights in $v$ go all
# openings first, then all closings. So the weights meet the wrong neurons.
#
# 1. Entry $j$ of $v$ belongs to row $j$ of $W$, counted from 1.
# 2. Either both in pairs or both in two blocks.
# 3. Build `W` by `np.vstack([opening, closing])`, as you built `v`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    W = np.stack([opening, closing], axis=1).reshape(2 * K, 2)
    return W, np.concatenate([[0], heights, -heights])


# %% mistake approximate.weights_in_pairs [markdown]
# Cause: the weights in v stand in another order than the rows of W
#
# The rows of $W$ go all openings first, then all closings, but the weights in $v$ go
# opening, closing, opening, closing. So the weights meet the wrong neurons.
#
# 1. Entry $j$ of $v$ belongs to row $j$ of $W$, counted from 1.
# 2. Either both in pairs or both in two blocks.
# 3. `np.concatenate([[0], heights, -heights])`


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    pairs = np.stack([heights, -heights], axis=1).ravel()
    return np.vstack([opening, closing]), np.append(0, pairs)


# %% mistake approximate.first_height_missing [markdown]
# Cause: the first piece starts from 0: its own height is missing everywhere
#
# You took the changes of height from piece to piece, but the first piece starts from 0:
# its own height is missing everywhere.
#
# 1. What does your network say on the first piece?
# 2. The weights are $H_1,\ H_2 - H_1,\ H_3 - H_2, \ldots$
# 3. Put the first height in front of `np.diff(heights)`, or into the bias `v[0]`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    W = np.column_stack([-left, np.ones(K)])
    return W, np.concatenate([[0, 0], np.diff(heights)])


# %% mistake approximate.edges_not_scaled [markdown]
# Your edges are 0, 1, 2, …: the pieces are 1 wide, and only the first one lies in the
# region.
#
# 1. The $K$ pieces share the interval from 0 to 1.
# 2. Piece number $k$ goes from $(k-1)/K$ to $k/K$.
# 3. Divide the edges by `K`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1.0)
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    return np.vstack([opening, closing]), np.concatenate([[0], heights, -heights])


# %% mistake approximate.bumps_empty [markdown]
# Cause: both neurons of a bump stand at one place, so it is 0 wide
#
# Opening and closing neuron of a piece stand at the same place, so each bump is 0 wide
# and the network says 0 everywhere.
#
# 1. A bump has a left edge and a right edge.
# 2. Rows $(-a, 1)$ and $(-b, 1)$ with $a < b$
# 3. Use `-right` in the second block of rows.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    return np.vstack([opening, opening]), np.concatenate([[0], heights, -heights])


# %% mistake approximate.bias_in_v [markdown]
# Cause: the first height stands in v[0], too, and lifts everything
#
# You put the first height into the bias of the output as well as into its bump. So
# everything is lifted by it.
#
# 1. What does your network say outside of all bumps?
# 2. With $K$ full bumps the output's bias is 0.
# 3. Write 0 for `v[0]`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    return np.vstack([opening, closing]), np.concatenate(
        [heights[:1], heights, -heights]
    )


# %% mistake approximate.prints [markdown]
# Your function prints the weights and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function hands over the pair $(W, v)$.
# 3. Write `return W, v`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    print(np.vstack([opening, closing]), np.concatenate([[0], heights, -heights]))


# %% mistake approximate.no_output_bias [markdown]
# Your $v$ has no place for the output's bias: the heights stand in it from entry 0 on.
#
# 1. Every neuron has a bias, the output neuron, too, even if it is 0.
# 2. $v$ has the shape $(M + 1,)$: one number more than $W$ has rows.
# 3. Put a 0 in front of the heights: `np.concatenate([[0], …])`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    opening = np.column_stack([-left, np.ones(K)])
    closing = np.column_stack([-right, np.ones(K)])
    return np.vstack([opening, closing]), np.concatenate([heights, -heights])


# %% mistake approximate.weight_missing [markdown]
# The rows of $W$ hold the biases only. A neuron needs a weight for $x$, too, and it is
# 1 here.
#
# 1. A neuron that does not look at $x$ cannot jump anywhere.
# 2. A row is $(-a, 1)$: bias $-a$, weight 1.
# 3. Use `np.column_stack([-left, np.ones(K)])`.


# %%
def approximate(f, K):
    edges = np.arange(K + 1) / K
    left, right = edges[:-1], edges[1:]
    heights = f((left + right) / 2)
    W = np.concatenate([-left, -right]).reshape(2 * K, 1)
    return W, np.concatenate([[0], heights, -heights])


# %% mistake count_ops.no_output [markdown]
# Cause: the output neuron is an evaluation, too
#
# The output neuron itself is not counted. It is evaluated once, too.
#
# 1. The first question of all goes to the output neuron.
# 2. With a memo: $1 + m_1 + \ldots + m_k$ for the widths $m_1 \ldots m_k$.
# 3. Start the sum at 1 in both cases.


# %%
def count_ops(widths, memo):
    if memo:
        return sum(widths)
    layer, total = 1, 0
    for width in reversed(widths):
        layer *= width
        total += layer
    return total


# %% mistake count_ops.wrong_end [markdown]
# Cause: the widths are walked from the wrong end: the output asks the last layer
#
# Without a memo you multiplied from the wrong end: you started at the layer next to the
# inputs.
#
# 1. The questions start at the output and walk towards the inputs.
# 2. $1 + m_k + m_k m_{k-1} + \ldots$ for the widths $m_1 \ldots m_k$.
# 3. Loop over `reversed(widths)`.


# %%
def count_ops(widths, memo):
    if memo:
        return 1 + sum(widths)
    layer = total = 1
    for width in widths:
        layer *= width
        total += layer
    return total


# %% mistake count_ops.last_product [markdown]
# Cause: this is the first layer alone; the others are evaluated, too
#
# Without a memo you counted only the evaluations of the layer next to the inputs, which
# is the product of all widths.
#
# 1. The neurons of the other layers are evaluated as well.
# 2. $1 + m_k + m_k m_{k-1} + \ldots + m_k \cdots m_1$, for the widths $m_1 \ldots m_k$
# 3. Add up the products on the way, not only the last one.


# %%
def count_ops(widths, memo):
    if memo:
        return 1 + sum(widths)
    layer = 1
    for width in widths:
        layer *= width
    return layer


# %% mistake count_ops.lookups_counted [markdown]
# Cause: with a memo, asking again is a look-up, which is not counted
#
# With a memo you counted every question, look-ups included. A value that is written
# down is looked up, not evaluated again.
#
# 1. With a memo, how many times is one neuron evaluated, however many ask for it?
# 2. $1 + m_1 + \ldots + m_k$ for the widths $m_1 \ldots m_k$: a sum, no products
# 3. Return `1 + sum(widths)` if `memo` is true.


# %%
def count_ops(widths, memo):
    if memo:
        asked, total = 1, 1
        for width in reversed(widths):
            total += asked * width
            asked = width
        return total
    layer = total = 1
    for width in reversed(widths):
        layer *= width
        total += layer
    return total


# %% mistake count_ops.memo_ignored [markdown]
# Cause: this is the number without a memo
#
# You do not use `memo`: both answers are those without a memo.
#
# 1. What changes when a neuron's value is written down?
# 2. With a memo: $1 + m_1 + \ldots + m_k$, for the widths $m_1 \ldots m_k$
# 3. Begin with `if memo:` and return that sum.


# %%
def count_ops(widths, memo):
    layer = total = 1
    for width in reversed(widths):
        layer *= width
        total += layer
    return total


# %% mistake count_ops.always_memo [markdown]
# Cause: this is the number with a memo
#
# You do not use `memo`: both answers are those with a memo.
#
# 1. Without a memo, each neuron of a layer asks all of the layer before it again.
# 2. Without a memo: $1 + m_k + m_k m_{k-1} + \ldots$, for the widths $m_1 \ldots m_k$
# 3. Write the loop for the case that `memo` is false.


# %%
def count_ops(widths, memo):
    return 1 + sum(widths)


# %% mistake count_ops.memo_swapped [markdown]
# Cause: the two cases are swapped
#
# The two cases are swapped: you return the small number without a memo, and the large
# one with it.
#
# 1. A memo is there to save work.
# 2. With a memo the widths are added, without it they are multiplied.
# 3. Write `if not memo` where you have `if memo`, or swap the branches.


# %%
def count_ops(widths, memo):
    if not memo:
        return 1 + sum(widths)
    layer = total = 1
    for width in reversed(widths):
        layer *= width
        total += layer
    return total


# %% mistake count_ops.neighbours_only [markdown]
# Cause: a neuron is asked by every *evaluation* of the layer above, not once by each of
# its neurons
#
# Without a memo you multiplied only the widths of neighbouring layers. But a layer is
# asked as often as the layer above it was *evaluated*, and that was more than once for
# each neuron.
#
# 1. In the third layer from the top: how often is one of its neurons asked?
# 2. $1 + m_k + m_k m_{k-1} + m_k m_{k-1} m_{k-2} + \ldots$, for the widths
#    $m_1 \ldots m_k$
# 3. Keep the whole product in a variable and multiply it by each further width.


# %%
def count_ops(widths, memo):
    if memo:
        return 1 + sum(widths)
    asked = total = 1
    for width in reversed(widths):
        total += asked * width
        asked = width
    return total


# %% mistake count_ops.two_layers [markdown]
# Cause: the formula knows exactly two hidden layers
#
# Your formula is right for exactly two hidden layers, and does not work for other
# depths.
#
# 1. The number of layers is the length of the list.
# 2. $1 + m_k + m_k m_{k-1} + \ldots + m_k \cdots m_1$, for the widths $m_1 \ldots m_k$
# 3. Use a loop over `reversed(widths)`.


# %%
def count_ops(widths, memo):
    if memo:
        return 1 + widths[0] + widths[1]
    return 1 + widths[1] + widths[0] * widths[1]


# %% mistake count_ops.connections [markdown]
# Cause: these are the connections; each neuron is evaluated once
#
# With a memo you counted the connections between the layers; they are the questions.
# Evaluations are one for each neuron.
#
# 1. Count neurons, not lines between neurons.
# 2. $1 + m_1 + \ldots + m_k$, for the widths $m_1 \ldots m_k$
# 3. Return `1 + sum(widths)` if `memo` is true.


# %%
def count_ops(widths, memo):
    if memo:
        sizes = [*widths, 1]
        return sum(sizes[k - 1] * sizes[k] for k in range(1, len(sizes)))
    layer = total = 1
    for width in reversed(widths):
        layer *= width
        total += layer
    return total


# %% mistake count_ops.layers [markdown]
# Cause: these are the layers; each neuron of a layer is evaluated
#
# With a memo you counted the layers. Each neuron of a layer is evaluated, not the layer
# as a whole.
#
# 1. A layer of 10 neurons takes 10 evaluations, with a memo, too.
# 2. $1 + m_1 + \ldots + m_k$, for the widths $m_1 \ldots m_k$
# 3. Write `sum(widths)` in place of `len(widths)`.


# %%
def count_ops(widths, memo):
    if memo:
        return 1 + len(widths)
    layer = total = 1
    for width in reversed(widths):
        layer *= width
        total += layer
    return total


# %% mistake count_ops.changes_input [markdown]
# The numbers are right, but your function empties the list that it was given.
#
# 1. `pop` takes an entry out of the caller's own list.
# 2. The count needs the widths, not the list itself.
# 3. Loop over `reversed(widths)`, or pop from a copy, `list(widths)`.


# %%
def count_ops(widths, memo):
    if memo:
        return 1 + sum(widths)
    layer = total = 1
    while widths:
        layer *= widths.pop()
        total += layer
    return total


# %% mistake count_ops.prints [markdown]
# Your function prints the number and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function hands over the count, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def count_ops(widths, memo):
    layer = total = 1
    for width in reversed(widths):
        layer *= width
        total += layer
    print(1 + sum(widths) if memo else total)


# %% mistake count_ops.power [markdown]
# Cause: this is the first width to the power of the depth
#
# Without a memo you took the first width to the power of the depth, as if all layers
# were equally wide and only the last one counted.
#
# 1. The widths differ, and every layer is evaluated.
# 2. $1 + m_k + m_k m_{k-1} + \ldots + m_k \cdots m_1$, for the widths $m_1 \ldots m_k$
# 3. Multiply the widths one after another, and add up the products.


# %%
def count_ops(widths, memo):
    if memo:
        return 1 + sum(widths)
    return widths[0] ** len(widths) if widths else 1


# %% mistake count_ops.equal_widths [markdown]
# Cause: all layers are taken to be as wide as the first
#
# Without a memo you added up the powers of the first width, as if all layers were
# equally wide.
#
# 1. The widths may differ: which ones did you never look at?
# 2. $1 + m_k + m_k m_{k-1} + \ldots + m_k \cdots m_1$, for the widths $m_1 \ldots m_k$
# 3. Multiply the widths one after another, from the last to the first.


# %%
def count_ops(widths, memo):
    if memo:
        return 1 + sum(widths)
    return 1 + sum(widths[0] ** (k + 1) for k in range(len(widths)))


# %% mistake count_ops.overflow [markdown]
# Cause: the whole numbers of NumPy have 64 bits and run over; those of Python do not
#
# For wide and deep networks your count runs over: a whole number of NumPy has 64 bits,
# and beyond $9 \cdot 10^{18}$ it comes out negative or simply wrong, without a word.
#
# 1. A thousand neurons in each of seven layers: how many digits has the product?
# 2. $1000^7 = 10^{21}$, and the largest whole number of 64 bits is $2^{63} - 1$.
# 3. Multiply Python's own numbers in a loop, or take `dtype=float` in `np.cumprod`.


# %%
def count_ops(widths, memo):
    if memo:
        return 1 + sum(widths)
    return 1 + np.cumprod(widths[::-1], dtype=np.int64).sum()


# %% mistake count_params.no_biases [markdown]
# Cause: the biases are missing
#
# The biases are missing: you counted the weights only.
#
# 1. Every hidden neuron and every output neuron has a bias.
# 2. A layer has $n\,(m + 1)$ parameters: $n$ neurons that look at $m$ values.
# 3. Add 1 to the size of the layer before.


# %%
def count_params(sizes):
    return sum(sizes[k - 1] * sizes[k] for k in range(1, len(sizes)))


# %% mistake count_params.layer_bias [markdown]
# Cause: one bias for each layer; each neuron has its own
#
# You gave each layer one bias. Each *neuron* has its own.
#
# 1. A bias moves the line of one neuron.
# 2. $n\,(m + 1) = n m + n$: as many biases as neurons; $n$ neurons look at $m$ values
# 3. Add `n` for each layer, not 1.


# %%
def count_params(sizes):
    return sum(sizes[k - 1] * sizes[k] + 1 for k in range(1, len(sizes)))


# %% mistake count_params.one_bias [markdown]
# Cause: one bias for the whole network; each neuron has its own
#
# You added a single bias for the whole network. Each neuron has its own.
#
# 1. A bias moves the line of one neuron.
# 2. $n\,(m + 1) = n m + n$ for each layer; $n$ neurons look at $m$ values
# 3. Write `(m + 1) * n` inside the sum, and drop the 1 outside.


# %%
def count_params(sizes):
    return sum(sizes[k - 1] * sizes[k] for k in range(1, len(sizes))) + 1


# %% mistake count_params.input_biases [markdown]
# Cause: the inputs got biases, too; they are no neurons
#
# You gave the inputs biases as well. Inputs are numbers that come from outside; they
# have no parameters.
#
# 1. What could be learned about an input? Nothing, it is given.
# 2. Layers with parameters: all but the first entry of `sizes`.
# 3. Count the biases by `sum(sizes[1:])`.


# %%
def count_params(sizes):
    return sum(sizes[k - 1] * sizes[k] for k in range(1, len(sizes))) + sum(sizes)


# %% mistake count_params.from_zero [markdown]
# Cause: the loop begins at k = 0; sizes[−1] is the last entry of the list
#
# Your loop begins at $k = 0$. The inputs have no layer before them, and `sizes[-1]` is
# no error in Python: it is the *last* entry of the list.
#
# 1. Which layer stands before the inputs?
# 2. The sum of $n\,(m + 1)$ goes over all layers but the inputs; $n$ neurons look at
#    $m$ values.
# 3. Write `range(1, len(sizes))`.


# %%
def count_params(sizes):
    return sum((sizes[k - 1] + 1) * sizes[k] for k in range(len(sizes)))


# %% mistake count_params.no_output_layer [markdown]
# Cause: the output layer is missing
#
# The output layer is missing.
#
# 1. The output neurons have weights and biases, too.
# 2. The sum goes over all pairs of neighbours, up to the last one.
# 3. Let your loop run up to the last entry of `sizes`.


# %%
def count_params(sizes):
    return sum((sizes[k - 1] + 1) * sizes[k] for k in range(1, len(sizes) - 1))


# %% mistake count_params.wrong_factor [markdown]
# Cause: the + 1 stands at the wrong factor: (before + 1) · here
#
# The + 1 stands at the wrong factor: you counted one extra neuron in each layer, where
# each neuron should have one extra weight, its bias.
#
# 1. The bias acts like one more *input* that is always 1.
# 2. $n\,(m + 1)$ with $m$ the size of the layer before
# 3. Move the `+ 1` to the size of the layer before.


# %%
def count_params(sizes):
    return sum(sizes[k - 1] * (sizes[k] + 1) for k in range(1, len(sizes)))


# %% mistake count_params.both_factors [markdown]
# Cause: the + 1 stands at both factors: (before + 1) · here
#
# You added 1 to both factors. The constant 1 is an input of a layer, but it is not
# computed by a neuron of the layer before.
#
# 1. The bias acts like one more input that is always 1; nobody has to compute that 1.
# 2. $n\,(m + 1)$, not $(n + 1)(m + 1)$; $n$ neurons look at $m$ values
# 3. Keep the `+ 1` at the layer before only.


# %%
def count_params(sizes):
    return sum((sizes[k - 1] + 1) * (sizes[k] + 1) for k in range(1, len(sizes)))


# %% mistake count_params.neurons [markdown]
# Cause: these are the neurons; each of them has many parameters
#
# You counted the neurons after the inputs. Each of them has many parameters.
#
# 1. One neuron with $m$ inputs has $m$ weights and a bias.
# 2. $n\,(m + 1)$ for each layer; $n$ neurons look at $m$ values
# 3. Multiply each size by the size of the layer before, plus 1.


# %%
def count_params(sizes):
    return sum(sizes[1:])


# %% mistake count_params.first_layer_only [markdown]
# Cause: this is the first layer alone, perhaps by a return inside of the loop
#
# Only the first layer is counted. The loop ends too early, for instance by a `return`
# inside of it.
#
# 1. The sum goes over all layers.
# 2. $n_1 (n_0 + 1) + n_2 (n_1 + 1) + \ldots$
# 3. Move `return` out of the loop.


# %%
def count_params(sizes):
    total = 0
    for k in range(1, len(sizes)):
        total += (sizes[k - 1] + 1) * sizes[k]
        return total
    return None


# %% mistake count_params.no_output_bias [markdown]
# Cause: the biases of the output neurons are missing
#
# The output neurons have no bias in your count. Hidden neurons have one, and output
# neurons have one as well.
#
# 1. An output neuron is a neuron.
# 2. $n\,(m + 1)$ for every layer, the last one included; $n$ neurons look at $m$ values
# 3. Add the biases by `sum(sizes[1:])`, up to the end.


# %%
def count_params(sizes):
    return sum(sizes[k - 1] * sizes[k] for k in range(1, len(sizes))) + sum(sizes[1:-1])


# %% mistake count_params.three_sizes [markdown]
# Cause: the formula knows exactly one hidden layer
#
# Your formula knows one hidden layer. With more layers it leaves the rest out, and with
# none there is no `sizes[2]`: it stops with an `IndexError`.
#
# 1. The list may be as short as two and as long as you like.
# 2. The sum of $n\,(m + 1)$ over all pairs of neighbours; $n$ neurons look at $m$
#    values
# 3. Loop over `k in range(1, len(sizes))` and take `sizes[k]` and `sizes[k - 1]`.


# %%
def count_params(sizes):
    return (sizes[0] + 1) * sizes[1] + (sizes[1] + 1) * sizes[2]


# %% mistake count_params.fed_by_inputs [markdown]
# Cause: every layer looks at the inputs here, and not at the layer before it
#
# Every layer looks at the inputs in your count. Only the first hidden layer does; the
# others look at the layer before them.
#
# 1. What does a neuron of the second hidden layer see?
# 2. $n\,(m + 1)$ with $m$ the size of the layer *before*
# 3. Take the neighbours `sizes[k - 1]` and `sizes[k]`.


# %%
def count_params(sizes):
    return sum((sizes[0] + 1) * n for n in sizes[1:])


# %% mistake count_params.changes_input [markdown]
# The number is right, but your function takes entries out of the list that it was
# given.
#
# 1. `pop` changes the caller's own list.
# 2. The count needs the sizes, not the list itself.
# 3. Read the sizes by `sizes[k]`, which leaves the list alone.


# %%
def count_params(sizes):
    total, before = 0, sizes.pop(0)
    while sizes:
        here = sizes.pop(0)
        total += (before + 1) * here
        before = here
    return total


# %% mistake count_params.prints [markdown]
# Your function prints the number and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function hands over the count, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def count_params(sizes):
    print(sum((sizes[k - 1] + 1) * sizes[k] for k in range(1, len(sizes))))


# %% mistake race.swapped [markdown]
# Cause: the order is (deep, shallow)
#
# The two numbers are swapped: first the deep network, then the shallow one.
#
# 1. The small one of the two comes first.
# 2. `(deep, shallow)`
# 3. Swap the two values after `return`.


# %%
def race(k):
    return count_params([1, 2**k, 1]), count_params([1] + [2] * k + [1])


# %% mistake race.neurons [markdown]
# Cause: these are neurons; parameters are asked for
#
# You returned the numbers of hidden neurons, $2k$ and $2^k$. The question is about
# parameters.
#
# 1. Each neuron has weights and a bias.
# 2. $6k + 1$ parameters for $2k$ neurons in $k$ layers
# 3. Pass lists of sizes to `count_params`.


# %%
def race(k):
    return 2 * k, 2**k


# %% mistake race.width_2k [markdown]
# Cause: the hidden layer of the shallow network has 2^k neurons, not 2k
#
# The shallow network has only $2k$ hidden neurons in your race. That gives at most
# $2k + 1$ pieces, and $2^k$ are needed.
#
# 1. One bend for each hidden neuron: how many bends has the zigzag?
# 2. $2^k$ hidden neurons
# 3. Write `2**k` for the size of the hidden layer.


# %%
def race(k):
    return count_params([1] + [2] * k + [1]), count_params([1, 2 * k, 1])


# %% mistake race.width_square [markdown]
# Cause: the hidden layer of the shallow network has 2^k neurons, not k²
#
# The shallow network has $k^2$ hidden neurons in your race. The pieces *double* with
# each fold.
#
# 1. 2, 4, 8, 16: what comes next?
# 2. $2^k$ hidden neurons; $3^2 = 9$, but $2^3 = 8$.
# 3. Write `2**k` in place of `k**2`.


# %%
def race(k):
    return count_params([1] + [2] * k + [1]), count_params([1, k**2, 1])


# %% mistake race.caret [markdown]
# Cause: in Python 2 ^ k is the exclusive OR of bits; a power is 2 ** k
#
# You wrote `2 ^ k`. In Python that is no power: `^` is the exclusive OR, applied to the
# binary digits of both numbers.
#
# 1. Print `2 ^ 3`. Are these 8 neurons?
# 2. $2^3 = 8$, but in binary 10 XOR 11 is 01, which is 1.
# 3. Write `2**k`.


# %%
def race(k):
    return count_params([1] + [2] * k + [1]), count_params([1, 2 ^ k, 1])


# %% mistake race.one_layer_less [markdown]
# Cause: one hidden layer too few in the deep network
#
# Your deep network has $k - 1$ hidden layers. Each fold needs a layer of its own.
#
# 1. For one fold there is one hidden layer.
# 2. Sizes: $1$, then $k$ times $2$, then $1$
# 3. Write `[2] * k`.


# %%
def race(k):
    return count_params([1] + [2] * (k - 1) + [1]), count_params([1, 2**k, 1])


# %% mistake race.one_layer_more [markdown]
# Cause: one hidden layer too many in the deep network
#
# Your deep network has $k + 1$ hidden layers. Each fold needs one.
#
# 1. For one fold there is one hidden layer.
# 2. Sizes: $1$, then $k$ times $2$, then $1$
# 3. Write `[2] * k`.


# %%
def race(k):
    return count_params([1] + [2] * (k + 1) + [1]), count_params([1, 2**k, 1])


# %% mistake race.bends [markdown]
# Cause: 2^k − 1 neurons make the bends, and one more starts the line
#
# You took $2^k - 1$ hidden neurons, the lower bound from the number of bends. One more
# is needed, which starts the line at $x = 0$.
#
# 1. The tent itself has one bend, but two neurons.
# 2. $2^k$ hidden neurons in all
# 3. Drop the `- 1`.


# %%
def race(k):
    return count_params([1] + [2] * k + [1]), count_params([1, 2**k - 1, 1])


# %% mistake race.no_input [markdown]
# Cause: the lists of sizes begin with the hidden layer, without the input
#
# The input is missing in your lists: the first hidden layer was taken for the inputs.
#
# 1. A list of sizes begins with the number of inputs.
# 2. Deep: $1, 2, \ldots, 2, 1$; shallow: $1, 2^k, 1$
# 3. Put a `[1]` in front.


# %%
def race(k):
    return count_params([2] * k + [1]), count_params([2**k, 1])


# %% mistake race.equal_folds [markdown]
# Cause: the parameters of one fold were multiplied; the output neuron is there once
#
# Your networks do not depend on $k$ in the right way: you multiplied the parameters of
# one fold by $k$, and by $2^{k-1}$.
#
# 1. The output neuron is there once, not once for each fold.
# 2. Deep: $6k + 1$; shallow: $3 \cdot 2^k + 1$
# 3. Build the lists of sizes first, then call `count_params` on each of them.


# %%
def race(k):
    return 7 * k, 7 * 2 ** (k - 1)


# %% mistake race.hard_coded [markdown]
# Cause: above k = 1 these are always the numbers of race(3)
#
# Your function knows the numbers of the visible check and no others.
#
# 1. The function is asked about other $k$ as well.
# 2. Deep: $1$, then $k$ times $2$, then $1$; shallow: $1, 2^k, 1$
# 3. Call `count_params` with lists that depend on `k`.


# %%
def race(k):
    return (7, 7) if k == 1 else (19, 25)


# %% mistake race.prints [markdown]
# Your function prints the numbers and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function hands over the pair `(deep, shallow)`.
# 3. Write `return` in place of `print`.


# %%
def race(k):
    print(count_params([1] + [2] * k + [1]), count_params([1, 2**k, 1]))


# %% mistake counterexample.claim_holds [markdown] by="check"
# For your pair the deeper network does have fewer parameters. That is an example of the
# claim, not a counterexample.
#
# 1. Many inputs favour depth, because only the first hidden layer has to look at them.
#    So take few.
# 2. A layer costs $n\,(m + 1)$: compare $m = 1$ input with $m = 4$ neurons.
# 3. Start both lists with 1, and split your hidden neurons into two layers of more than
#    one neuron.

# %%
counterexample = ([10, 8, 1], [10, 4, 4, 1])

# %% mistake counterexample.hidden_differ [markdown] by="check"
# Your networks do not have the same number of hidden neurons. The claim does not speak
# of such a pair.
#
# 1. Split the hidden neurons of the first network; do not add any.
# 2. The numbers between the first and the last entry must have equal sums.
# 3. For instance 8 hidden neurons: `[…, 8, 1]` and `[…, 4, 4, 1]`.

# %%
counterexample = ([1, 4, 1], [1, 4, 4, 1])

# %% mistake counterexample.order [markdown] by="check"
# The second list has fewer layers. The order is (shallow, deep).
#
# 1. Which of your networks has more layers?
# 2. `counterexample = (shallow, deep)`
# 3. Swap the two lists.

# %%
counterexample = ([1, 4, 4, 1], [1, 8, 1])

# %% mistake counterexample.equal_depth [markdown] by="check"
# Both networks have the same number of layers, so neither of them is the deeper one.
#
# 1. Deeper means: more hidden layers.
# 2. $1, 8, 1$ has one hidden layer, $1, 4, 4, 1$ has two.
# 3. Split a hidden layer of the second list into two.

# %%
counterexample = ([1, 8, 1], [1, 8, 1])

# %% mistake counterexample.inputs_differ [markdown] by="check"
# Your networks do not have the same number of inputs. The claim speaks of networks with
# the same inputs.
#
# 1. Each list begins with the number of inputs.
# 2. The first entries must be equal.
# 3. Write the same first number into both lists.

# %%
counterexample = ([1, 8, 1], [2, 4, 4, 1])

# %% mistake counterexample.many_outputs [markdown] by="check"
# One of your networks does not have exactly one output neuron. Each list has to end
# with 1.
#
# 1. The output neuron is part of the list.
# 2. Inputs, hidden sizes, and then $1$
# 3. Put a 1 at the end of both lists.

# %%
counterexample = ([1, 8], [1, 4, 4])

# %% mistake counterexample.no_lists [markdown] by="check"
# This is not a pair of lists of sizes. Each list holds at least the number of inputs
# and the 1 of the output neuron.
#
# 1. Two networks are wanted, and each is described by one list.
# 2. Inputs, hidden sizes, and then $1$
# 3. Write `([…], […])` with whole numbers in both lists.

# %%
counterexample = [1, 4, 4, 1]

# %% mistake counterexample.empty_layer [markdown] by="check"
# One of your sizes is no number of neurons: it is 0 or less, or no whole number.
#
# 1. A layer without neurons has nothing to say to the next one, and half a neuron there
#    is not.
# 2. Every size is a whole number, at least $1$.
# 3. Remove what is not, or replace it by a positive whole number.

# %%
counterexample = ([1, 8, 1], [1, 8, 0, 1])

# %% mistake recap_a.xor_and [markdown]
# Question 1: a single neuron can compute AND, for instance with
# $-1.5 + X_1 + X_2 \ge 0$.
#
# 1. Draw the four corners and look for a straight line.
# 2. $w_0 < 0$, $w_0 + w_1 \ge 0$, $w_0 + w_2 \ge 0$ give $w_0 + w_1 + w_2 > 0$.
# 3. Look at the network of section 2: for which function did it need a hidden layer?

# %%
idea_xor = "a"
score_prior = "a"
idea_loss = "b"
term_origin = "d"
idea_average = "c"

# %% mistake recap_a.xor_or [markdown]
# Question 1: a single neuron can compute OR, for instance with
# $-0.5 + X_1 + X_2 \ge 0$.
#
# 1. Draw the four corners and look for a straight line.
# 2. $w_0 < 0$, $w_0 + w_1 \ge 0$, $w_0 + w_2 \ge 0$ give $w_0 + w_1 + w_2 > 0$.
# 3. Look at the network of section 2: for which function did it need a hidden layer?

# %%
idea_xor = "b"
score_prior = "a"
idea_loss = "b"
term_origin = "d"
idea_average = "c"

# %% mistake recap_a.xor_not [markdown]
# Question 1: a single neuron can compute NOT, for instance with $0.5 - X_1 \ge 0$.
# Weights may be negative.
#
# 1. Draw the four corners and look for a straight line.
# 2. $w_0 < 0$, $w_0 + w_1 \ge 0$, $w_0 + w_2 \ge 0$ give $w_0 + w_1 + w_2 > 0$.
# 3. Look at the network of section 2: for which function did it need a hidden layer?

# %%
idea_xor = "d"
score_prior = "a"
idea_loss = "b"
term_origin = "d"
idea_average = "c"

# %% mistake recap_a.prior_never_counts [markdown]
# Question 2: not always. With unequal priors the log of the prior odds is added to the
# log of the likelihood ratio.
#
# 1. The score is the *posterior* log-odds. Two things go into it.
# 2. $r = \log\frac{p(X \mid L=1)}{p(X \mid L=0)} + \log\frac{P(L=1)}{P(L=0)}$
# 3. When is the second term $\log 1 = 0$?

# %%
idea_xor = "c"
score_prior = "b"
idea_loss = "b"
term_origin = "d"
idea_average = "c"

# %% mistake recap_a.prior_is_bias [markdown]
# Question 2: the prior odds do enter through $w_0$, but they are not all of it. Unless
# the data are placed symmetrically, the likelihood ratio brings a constant of its own.
#
# 1. The score is the *posterior* log-odds. Two things go into it.
# 2. $r = \log\frac{p(X \mid L=1)}{p(X \mid L=0)} + \log\frac{P(L=1)}{P(L=0)}$
# 3. When is the second term $\log 1 = 0$?

# %%
idea_xor = "c"
score_prior = "c"
idea_loss = "b"
term_origin = "d"
idea_average = "c"

# %% mistake recap_a.prior_and_p [markdown]
# Question 2: the value of $Y$ does not decide this. At $Y > 0.5$ the score is positive,
# and it is still the sum of two terms.
#
# 1. The score is the *posterior* log-odds. Two things go into it.
# 2. $r = \log\frac{p(X \mid L=1)}{p(X \mid L=0)} + \log\frac{P(L=1)}{P(L=0)}$
# 3. When is the second term $\log 1 = 0$?

# %%
idea_xor = "c"
score_prior = "d"
idea_loss = "b"
term_origin = "d"
idea_average = "c"

# %% mistake recap_a.loss_squared [markdown]
# Question 3: the squared error is nearly flat here: from $Y = 0.001$ to $Y = 0.002$ it
# falls from 0.998 to 0.996.
#
# 1. Compute both losses at $Y = 0.001$ and at $Y = 0.002$.
# 2. $-\log 0.001 = 6.91$ and $-\log 0.002 = 6.21$, while $0.999^2$ and $0.998^2$ are
#    nearly equal.
# 3. The derivative with respect to $r$ is $Y - L$ for one loss; for the other it has
#    one more factor $2Y(1 - Y)$.

# %%
idea_xor = "c"
score_prior = "a"
idea_loss = "a"
term_origin = "d"
idea_average = "c"

# %% mistake recap_a.loss_both [markdown]
# Question 3: the two losses behave quite differently here. One falls by about the
# amount that $r$ grew, the other hardly at all.
#
# 1. Compute both losses at $Y = 0.001$ and at $Y = 0.002$.
# 2. $-\log 0.001 = 6.91$ and $-\log 0.002 = 6.21$, while $0.999^2$ and $0.998^2$ are
#    nearly equal.
# 3. The derivative with respect to $r$ is $Y - L$ for one loss; for the other it has
#    one more factor $2Y(1 - Y)$.

# %%
idea_xor = "c"
score_prior = "a"
idea_loss = "c"
term_origin = "d"
idea_average = "c"

# %% mistake recap_a.loss_neither [markdown]
# Question 3: one of them does fall. The cross-entropy is $-\log Y$, about $-r$ out
# here, so it falls by about as much as $r$ grows.
#
# 1. Compute both losses at $Y = 0.001$ and at $Y = 0.002$.
# 2. $-\log 0.001 = 6.91$ and $-\log 0.002 = 6.21$, while $0.999^2$ and $0.998^2$ are
#    nearly equal.
# 3. The derivative with respect to $r$ is $Y - L$ for one loss; for the other it has
#    one more factor $2Y(1 - Y)$.

# %%
idea_xor = "c"
score_prior = "a"
idea_loss = "d"
term_origin = "d"
idea_average = "c"

# %% mistake recap_a.term_networks [markdown]
# Question 4: the words are older than their present meaning. Dechter's paper has
# nothing to do with neural networks.
#
# 1. The title of the paper is "Learning while searching in constraint-satisfaction
#    problems".
# 2. A search with back-tracking, and no network
# 3. Read the first sighting in section 5 again.

# %%
idea_xor = "c"
score_prior = "a"
idea_loss = "b"
term_origin = "a"
idea_average = "c"

# %% mistake recap_a.term_aizenberg [markdown]
# Question 4: threshold Boolean functions are the second sighting, of the year 2000, in
# the book by Aizenberg and co-authors.
#
# 1. The title of the paper is "Learning while searching in constraint-satisfaction
#    problems".
# 2. A search with back-tracking, and no network
# 3. Read the first sighting in section 5 again.

# %%
idea_xor = "c"
score_prior = "a"
idea_loss = "b"
term_origin = "b"
idea_average = "c"

# %% mistake recap_a.term_images [markdown]
# Question 4: a hierarchy of features is what the words mean today. In 1986 they meant
# something else.
#
# 1. The title of the paper is "Learning while searching in constraint-satisfaction
#    problems".
# 2. A search with back-tracking, and no network
# 3. Read the first sighting in section 5 again.

# %%
idea_xor = "c"
score_prior = "a"
idea_loss = "b"
term_origin = "c"
idea_average = "c"

# %% mistake recap_a.average_zero [markdown]
# Question 5: 0 is out of reach where the same $X$ comes with both labels. No model can
# know better than $P(L \mid X)$.
#
# 1. Cross-entropy is entropy plus something that is never negative.
# 2. $Loss \ge H(L \mid X)$, with equality if and only if $Q = P$
# 3. What is left when the model says the true $P(L \mid X)$ everywhere?

# %%
idea_xor = "c"
score_prior = "a"
idea_loss = "b"
term_origin = "d"
idea_average = "a"

# %% mistake recap_a.average_label_entropy [markdown]
# Question 5: $H(L)$ is what a model reaches that ignores $X$ and knows only the shares
# of the labels. Looking at $X$ it can get lower.
#
# 1. Cross-entropy is entropy plus something that is never negative.
# 2. $Loss \ge H(L \mid X)$, with equality if and only if $Q = P$
# 3. What is left when the model says the true $P(L \mid X)$ everywhere?

# %%
idea_xor = "c"
score_prior = "a"
idea_loss = "b"
term_origin = "d"
idea_average = "b"

# %% mistake recap_a.average_negative [markdown]
# Question 5: a cross-entropy is a mean of $-\log$ of probabilities, and each of those
# is at least 0.
#
# 1. Cross-entropy is entropy plus something that is never negative.
# 2. $Loss \ge H(L \mid X)$, with equality if and only if $Q = P$
# 3. What is left when the model says the true $P(L \mid X)$ everywhere?

# %%
idea_xor = "c"
score_prior = "a"
idea_loss = "b"
term_origin = "d"
idea_average = "d"

# %% mistake recap_b.deep_training [markdown]
# Question 6: the theorem says that good weights exist. Whether gradient descent finds
# them is another question.
#
# 1. The theorem speaks of the existence of weights, and of nothing else.
# 2. Continuous $f$, bounded closed region, non-polynomial $F$: for every $\varepsilon$
#    there are $M$ and weights.
# 3. Compare each answer with the list of what the theorem does *not* say, in section 4.

# %%
idea_deep = "a"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "b"
history_order = "a"

# %% mistake recap_b.deep_few [markdown]
# Question 6: the theorem names no number of neurons, and it can be enormous.
#
# 1. The theorem speaks of the existence of weights, and of nothing else.
# 2. Continuous $f$, bounded closed region, non-polynomial $F$: for every $\varepsilon$
#    there are $M$ and weights.
# 3. Compare each answer with the list of what the theorem does *not* say, in section 4.

# %%
idea_deep = "b"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "b"
history_order = "a"

# %% mistake recap_b.deep_generalises [markdown]
# Question 6: the theorem is about coming close to a known function. What a network
# trained on a sample says about new examples is not its subject.
#
# 1. The theorem speaks of the existence of weights, and of nothing else.
# 2. Continuous $f$, bounded closed region, non-polynomial $F$: for every $\varepsilon$
#    there are $M$ and weights.
# 3. Compare each answer with the list of what the theorem does *not* say, in section 4.

# %%
idea_deep = "d"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "b"
history_order = "a"

# %% mistake recap_b.gradient_sign [markdown]
# Question 7: the sign is reversed. This is the *negative* gradient, the direction in
# which descent goes.
#
# 1. Two factors cancel on the way from the loss to the score.
# 2. $\frac{\partial Error}{\partial r} = Y - L$ and
#    $\frac{\partial r}{\partial w_i} = X_i$, for one example
# 3. A label 1 with $Y < 1$ and $X_i > 0$: which way should $w_i$ go in
#    $w \leftarrow w - \lambda \nabla$?

# %%
idea_deep = "c"
gradient_form = "a"
loss_bound = "d"
idea_neuron = "b"
history_order = "a"

# %% mistake recap_b.gradient_l2 [markdown]
# Question 7: the factor $Y(1 - Y)$ belongs to the squared error (with a 2 in front).
# With the cross-entropy it cancels.
#
# 1. Two factors cancel on the way from the loss to the score.
# 2. $\frac{\partial Error}{\partial r} = Y - L$ and
#    $\frac{\partial r}{\partial w_i} = X_i$, for one example
# 3. A label 1 with $Y < 1$ and $X_i > 0$: which way should $w_i$ go in
#    $w \leftarrow w - \lambda \nabla$?

# %%
idea_deep = "c"
gradient_form = "b"
loss_bound = "d"
idea_neuron = "b"
history_order = "a"

# %% mistake recap_b.gradient_output [markdown]
# Question 7: this is the mean of $\partial Y / \partial w_i$, the slope of the output.
# The labels are not in it, so it cannot know what is wrong.
#
# 1. Two factors cancel on the way from the loss to the score.
# 2. $\frac{\partial Error}{\partial r} = Y - L$ and
#    $\frac{\partial r}{\partial w_i} = X_i$, for one example
# 3. A label 1 with $Y < 1$ and $X_i > 0$: which way should $w_i$ go in
#    $w \leftarrow w - \lambda \nabla$?

# %%
idea_deep = "c"
gradient_form = "c"
loss_bound = "d"
idea_neuron = "b"
history_order = "a"

# %% mistake recap_b.bound_equals [markdown]
# Question 8: the loss would equal $H(L \mid X)$ only for a model that says the true
# probabilities. In general it lies above.
#
# 1. An upper bound is not the value itself.
# 2. $Loss \ge H(L \mid X)$, and the difference is how far the model is from the true
#    probabilities.
# 3. If $0.40 \ge H(L \mid X)$, what can be said of $H(L \mid X)$?

# %%
idea_deep = "c"
gradient_form = "d"
loss_bound = "a"
idea_neuron = "b"
history_order = "a"

# %% mistake recap_b.bound_reversed [markdown]
# Question 8: the inequality is reversed. The loss lies above the conditional entropy,
# so the conditional entropy lies below the loss.
#
# 1. An upper bound is not the value itself.
# 2. $Loss \ge H(L \mid X)$, and the difference is how far the model is from the true
#    probabilities.
# 3. If $0.40 \ge H(L \mid X)$, what can be said of $H(L \mid X)$?

# %%
idea_deep = "c"
gradient_form = "d"
loss_bound = "b"
idea_neuron = "b"
history_order = "a"

# %% mistake recap_b.bound_nothing [markdown]
# Question 8: there is a connection. No model can get below $H(L \mid X)$ on the
# population, so its loss is a bound.
#
# 1. An upper bound is not the value itself.
# 2. $Loss \ge H(L \mid X)$, and the difference is how far the model is from the true
#    probabilities.
# 3. If $0.40 \ge H(L \mid X)$, what can be said of $H(L \mid X)$?

# %%
idea_deep = "c"
gradient_form = "d"
loss_bound = "c"
idea_neuron = "b"
history_order = "a"

# %% mistake recap_b.neuron_product [markdown]
# Question 9: the inputs are added, not multiplied, and each has a weight.
#
# 1. Weigh, add, bend.
# 2. $Y = F\bigl(w_0 + \sum_i w_i X_i\bigr)$
# 3. Which answer has the weights, the sum, the bias and the function $F$?

# %%
idea_deep = "c"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "a"
history_order = "a"

# %% mistake recap_b.neuron_largest [markdown]
# Question 9: all inputs count, not only the largest of the weighted ones.
#
# 1. Weigh, add, bend.
# 2. $Y = F\bigl(w_0 + \sum_i w_i X_i\bigr)$
# 3. Which answer has the weights, the sum, the bias and the function $F$?

# %%
idea_deep = "c"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "c"
history_order = "a"

# %% mistake recap_b.neuron_share [markdown]
# Question 9: a share gives every input the same say. A neuron has a weight for each,
# which may be negative.
#
# 1. Weigh, add, bend.
# 2. $Y = F\bigl(w_0 + \sum_i w_i X_i\bigr)$
# 3. Which answer has the weights, the sum, the bias and the function $F$?

# %%
idea_deep = "c"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "d"
history_order = "a"

# %% mistake recap_b.history_backprop_first [markdown]
# Question 10: the perceptron came first, in 1958. Backpropagation came in 1974.
#
# 1. The years are folded at the end of section 5.
# 2. 1958, 1974, 1985, 2014, 2015, 2017
# 3. Put the six years beside the six names and read the answers again.

# %%
idea_deep = "c"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "b"
history_order = "b"

# %% mistake recap_b.history_boltzmann_first [markdown]
# Question 10: backpropagation is dated 1974 in the lecture (Werbos), before the
# Boltzmann machines of 1985. It became widely known only in 1986.
#
# 1. The years are folded at the end of section 5.
# 2. 1958, 1974, 1985, 2014, 2015, 2017
# 3. Put the six years beside the six names and read the answers again.

# %%
idea_deep = "c"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "b"
history_order = "c"

# %% mistake recap_b.history_transformer_first [markdown]
# Question 10: the order of the last three is reversed. GANs came in 2014, ResNet in
# 2015, and the Transformer in 2017.
#
# 1. The years are folded at the end of section 5.
# 2. 1958, 1974, 1985, 2014, 2015, 2017
# 3. Put the six years beside the six names and read the answers again.

# %%
idea_deep = "c"
gradient_form = "d"
loss_bound = "d"
idea_neuron = "b"
history_order = "d"

# %% mistake recap_c.threshold_stays [markdown]
# Question 11: at $t = 0.5$ the boundary lies where $r = 0$, and at $t = 0.9$ it does
# not: some points lose class 1.
#
# 1. The weights stay. What changes in the condition $Y \ge t$?
# 2. $\sigma(r) \ge t$ is the same as $r \ge \log\frac{t}{1 - t}$; at $t = 0.5$ that is
#    0.
# 3. Compute $\log(0.9 / 0.1)$.

# %%
threshold_move = "a"
idea_score = "b"
idea_step = "b"
idea_boundary = "a"
theorem_range = "c"

# %% mistake recap_c.threshold_turns [markdown]
# Question 11: the direction of the boundary is given by $w_1 \ldots w_N$, and they have
# not changed.
#
# 1. The weights stay. What changes in the condition $Y \ge t$?
# 2. $\sigma(r) \ge t$ is the same as $r \ge \log\frac{t}{1 - t}$; at $t = 0.5$ that is
#    0.
# 3. Compute $\log(0.9 / 0.1)$.

# %%
threshold_move = "b"
idea_score = "b"
idea_step = "b"
idea_boundary = "a"
theorem_range = "c"

# %% mistake recap_c.threshold_bends [markdown]
# Question 11: the boundary is where a weighted sum has a fixed value. That is flat for
# every threshold.
#
# 1. The weights stay. What changes in the condition $Y \ge t$?
# 2. $\sigma(r) \ge t$ is the same as $r \ge \log\frac{t}{1 - t}$; at $t = 0.5$ that is
#    0.
# 3. Compute $\log(0.9 / 0.1)$.

# %%
threshold_move = "c"
idea_score = "b"
idea_step = "b"
idea_boundary = "a"
theorem_range = "c"

# %% mistake recap_c.score_probability [markdown]
# Question 12: the probability is $Y$. The score $r$ can be any number, also a negative
# one.
#
# 1. Solve $Y = \sigma(r)$ for $r$.
# 2. $r = \log\frac{Y}{1 - Y}$
# 3. Odds compare label 1 *with label 0*; which answer does that, on a log scale?

# %%
threshold_move = "d"
idea_score = "a"
idea_step = "b"
idea_boundary = "a"
theorem_range = "c"

# %% mistake recap_c.score_distance [markdown]
# Question 12: a neuron keeps no training examples; it only has weights. Its score is a
# weighted sum.
#
# 1. Solve $Y = \sigma(r)$ for $r$.
# 2. $r = \log\frac{Y}{1 - Y}$
# 3. Odds compare label 1 *with label 0*; which answer does that, on a log scale?

# %%
threshold_move = "d"
idea_score = "c"
idea_step = "b"
idea_boundary = "a"
theorem_range = "c"

# %% mistake recap_c.score_log_p [markdown]
# Question 12: $\log Y$ is never positive, and $r$ can be. Label 0 is missing in this
# answer.
#
# 1. Solve $Y = \sigma(r)$ for $r$.
# 2. $r = \log\frac{Y}{1 - Y}$
# 3. Odds compare label 1 *with label 0*; which answer does that, on a log scale?

# %%
threshold_move = "d"
idea_score = "d"
idea_step = "b"
idea_boundary = "a"
theorem_range = "c"

# %% mistake recap_c.step_only_faster [markdown]
# Question 13: only up to a point. Beyond it each step leaps over the minimum and lands
# farther away than it began.
#
# 1. Take $f(w) = w^2 / 2$, start at 1, and try $\lambda = 0.5$, $1$ and $3$.
# 2. $w_k = (1 - \lambda)^k$ in that case; it stays bounded for $0 \le \lambda \le 2$
#    only.
# 3. What does $(1 - 3)^k$ do?

# %%
threshold_move = "d"
idea_score = "b"
idea_step = "a"
idea_boundary = "a"
theorem_range = "c"

# %% mistake recap_c.step_nothing [markdown]
# Question 13: the minimum does stay where it is; the question is whether the steps get
# there.
#
# 1. Take $f(w) = w^2 / 2$, start at 1, and try $\lambda = 0.5$, $1$ and $3$.
# 2. $w_k = (1 - \lambda)^k$ in that case; it stays bounded for $0 \le \lambda \le 2$
#    only.
# 3. What does $(1 - 3)^k$ do?

# %%
threshold_move = "d"
idea_score = "b"
idea_step = "c"
idea_boundary = "a"
theorem_range = "c"

# %% mistake recap_c.step_slower [markdown]
# Question 13: a larger λ makes larger steps. At first that is faster, and later it is
# too much.
#
# 1. Take $f(w) = w^2 / 2$, start at 1, and try $\lambda = 0.5$, $1$ and $3$.
# 2. $w_k = (1 - \lambda)^k$ in that case; it stays bounded for $0 \le \lambda \le 2$
#    only.
# 3. What does $(1 - 3)^k$ do?

# %%
threshold_move = "d"
idea_score = "b"
idea_step = "d"
idea_boundary = "a"
theorem_range = "c"

# %% mistake recap_c.boundary_s [markdown]
# Question 14: the S is the graph of F against $r$. In the plane of the inputs, points
# with the same $r$ lie on a line.
#
# 1. Where does an increasing F pass its threshold? At one value of $r$.
# 2. $w_0 + w_1 X_1 + w_2 X_2 = r_t$ with a fixed number $r_t$
# 3. Which figure in the plane has an equation of this form?

# %%
threshold_move = "d"
idea_score = "b"
idea_step = "b"
idea_boundary = "b"
theorem_range = "c"

# %% mistake recap_c.boundary_circle [markdown]
# Question 14: a circle would need squares of the inputs. The score is a weighted sum of
# the inputs themselves.
#
# 1. Where does an increasing F pass its threshold? At one value of $r$.
# 2. $w_0 + w_1 X_1 + w_2 X_2 = r_t$ with a fixed number $r_t$
# 3. Which figure in the plane has an equation of this form?

# %%
threshold_move = "d"
idea_score = "b"
idea_step = "b"
idea_boundary = "c"
theorem_range = "c"

# %% mistake recap_c.boundary_any [markdown]
# Question 14: an increasing F moves the place of the boundary, but it does not bend it.
#
# 1. Where does an increasing F pass its threshold? At one value of $r$.
# 2. $w_0 + w_1 X_1 + w_2 X_2 = r_t$ with a fixed number $r_t$
# 3. Which figure in the plane has an equation of this form?

# %%
threshold_move = "d"
idea_score = "b"
idea_step = "b"
idea_boundary = "d"
theorem_range = "c"

# %% mistake recap_c.range_everywhere [markdown]
# Question 15: the promise ends where the region ends. It does not hold on the whole
# line.
#
# 1. The theorem is about one bounded region. Which one was it here?
# 2. Error at most $\varepsilon$ for $0 \le x \le 10$, and not a word about other $x$
# 3. Look at your own staircase to the right of $x = 1$.

# %%
threshold_move = "d"
idea_score = "b"
idea_step = "b"
idea_boundary = "a"
theorem_range = "a"

# %% mistake recap_c.range_grows [markdown]
# Question 15: the theorem has no rule by which the error grows outside of the region.
# It may be anything there.
#
# 1. The theorem is about one bounded region. Which one was it here?
# 2. Error at most $\varepsilon$ for $0 \le x \le 10$, and not a word about other $x$
# 3. Look at your own staircase to the right of $x = 1$.

# %%
threshold_move = "d"
idea_score = "b"
idea_step = "b"
idea_boundary = "a"
theorem_range = "b"

# %% mistake recap_c.range_width [markdown]
# Question 15: more neurons can make the error small *in the region*. Outside of it they
# promise nothing, and "exactly 0" is not promised anywhere.
#
# 1. The theorem is about one bounded region. Which one was it here?
# 2. Error at most $\varepsilon$ for $0 \le x \le 10$, and not a word about other $x$
# 3. Look at your own staircase to the right of $x = 1$.

# %%
threshold_move = "d"
idea_score = "b"
idea_step = "b"
idea_boundary = "a"
theorem_range = "d"
