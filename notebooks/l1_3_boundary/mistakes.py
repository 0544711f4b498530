# %%
import numpy as np

# %% mistake predict.strict [markdown]
# Cause: the fourth point has Y = t exactly, and a tie counts as class 1
#
# Your rule is $Y > t$. It differs from the slide's in one case only: an output of
# exactly $t$ gets class 0 from you.
#
# 1. What should happen to the point that lies exactly on the threshold?
# 2. Class 1 iff $Y \ge t$
# 3. Write `>=` in place of `>`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    r = w[0] + X @ w[1:]
    return (sigmoid(r) > t).astype(int)


# %% mistake predict.score_against_t [markdown]
# Cause: the score r was compared; t is a threshold on Y = σ(r)
#
# Your classes change where the score $r$ is $t$. But $t$ is a threshold on the output
# $Y$, a probability, and $r$ is a score: at $t = 0.9$ it has to reach 2.197, not 0.9.
#
# 1. Which of the two numbers, $r$ or $Y$, lives between 0 and 1 as $t$ does?
# 2. Class 1 iff $Y \ge t$, where $Y = \sigma(r)$
# 3. Compare `sigmoid(r)` with `t`: the sigmoid of the score, and plain `t`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    r = w[0] + X @ w[1:]
    return (r >= t).astype(int)


# %% mistake predict.score_against_half [markdown]
# Cause: the score r was compared with 0.5; t is a threshold on Y = σ(r)
#
# You compared the score $r$ with 0.5, whatever $t$ was. The number 0.5 belongs to the
# output $Y$ (there it means "undecided"), and even there only if $t$ is 0.5.
#
# 1. Which score does "undecided" have?
# 2. Class 1 iff $\sigma(r) \ge t$; for $t = 0.5$ that is $r \ge 0$.
# 3. Compare `sigmoid(r)` with `t`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    r = w[0] + X @ w[1:]
    return (r >= 0.5).astype(int)


# %% mistake predict.t_ignored [markdown]
# Cause: t is not used, the threshold is always 0.5
#
# You decided at 0.5, whatever `t` was. The argument `t` does nothing.
#
# 1. Should a stricter threshold give the same classes as a lax one?
# 2. Class 1 iff $Y \ge t$; only for $t = 0.5$ this is the sign of the score.
# 3. Compare `sigmoid(r)` with `t`, not with 0.5 (nor `r` with 0).


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    r = w[0] + X @ w[1:]
    return (sigmoid(r) >= 0.5).astype(int)


# %% mistake predict.rounded [markdown]
# Cause: t is not used: np.round has a threshold of its own
#
# You rounded the output. That is a threshold of 0.5 whatever `t` was, and besides,
# `np.round` takes an output of exactly 0.5 to 0 and not to 1.
#
# 1. Rounding has a threshold of its own. Is it the one you were given?
# 2. Class 1 iff $Y \ge t$
# 3. Replace `np.round(Y)` by `Y >= t`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return np.round(sigmoid(w[0] + X @ w[1:])).astype(int)


# %% mistake predict.output_returned [markdown]
# Cause: this is the output Y itself; the comparison with t is missing
#
# You returned the output $Y$ itself. It says how sure the neuron is; the decision is
# still missing.
#
# 1. The question "close or not?" has two answers, not a scale.
# 2. Class 1 iff $Y \ge t$, otherwise class 0
# 3. Return `Y >= t`, or `np.where(Y >= t, 1, 0)`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return sigmoid(w[0] + X @ w[1:])


# %% mistake predict.bias_dropped [markdown]
# Cause: the bias w[0] is missing from the score
#
# The bias is missing: you computed the score without $w_0$. The boundary then goes
# through a wrong place, parallel to the right one.
#
# 1. Which score should the point with all inputs 0 have?
# 2. $r = w_0 + \sum_i w_i X_i$
# 3. Add `w[0]` to `X @ w[1:]`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return (sigmoid(X @ w[1:]) >= t).astype(int)


# %% mistake predict.bias_subtracted [markdown]
# Cause: the bias w[0] is added, not subtracted
#
# You subtracted the bias where it is added: this is the score
# $-w_0 + \sum_i w_i X_i$.
#
# 1. A larger bias should make class 1 more likely. Does it here?
# 2. $r = w_0 + \sum_i w_i X_i$
# 3. Change the sign in front of `w[0]`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return (sigmoid(X @ w[1:] - w[0]) >= t).astype(int)


# %% mistake predict.bias_last [markdown]
# Cause: the bias is w[0], the first entry, not the last
#
# You took the last entry of `w` for the bias, and the first ones for the weights. In
# this course the bias comes first.
#
# 1. Which entry of `w` has no input to go with?
# 2. $w = (w_0, w_1, \ldots, w_N)$, so the weights are `w[1:]`.
# 3. Write `w[0] + X @ w[1:]`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return (sigmoid(w[-1] + X @ w[:-1]) >= t).astype(int)


# %% mistake predict.classes_swapped [markdown]
# Cause: the classes are swapped
#
# The classes are swapped: you gave class 1 to the points *below* the threshold.
#
# 1. A day with $P = 0.99$: closed or open?
# 2. Class 1 iff $Y \ge t$
# 3. Turn the comparison round, or swap the last two arguments of `np.where`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return np.where(sigmoid(w[0] + X @ w[1:]) >= t, 0, 1)


# %% mistake predict.complement_threshold [markdown]
# Cause: the threshold is 1 − t, that for label 0
#
# Your threshold is $1 - t$. That is the one for the probability of label 0; here $Y$ is
# the probability of label 1.
#
# 1. Does a larger `t` make class 1 rarer? In your function it makes it more frequent.
# 2. Class 1 iff $Y \ge t$
# 3. Compare with `t`, not with `1 - t`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return (sigmoid(w[0] + X @ w[1:]) >= 1 - t).astype(int)


# %% mistake predict.sigmoid_twice [markdown]
# Cause: the sigmoid was taken twice
#
# The sigmoid was taken twice. The second one turns every output between 0 and 1 into a
# number between 0.5 and 0.731.
#
# 1. How many times does a neuron apply its $F$?
# 2. $Y = \sigma(r)$, and class 1 iff $Y \ge t$
# 3. Drop one of the two calls of `sigmoid`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return (sigmoid(sigmoid(w[0] + X @ w[1:])) >= t).astype(int)


# %% mistake predict.plus_minus_one [markdown]
# Cause: the classes are 1 and 0, not 1 and −1
#
# Your classes are 1 and −1. In this course labels and classes are 1 and 0.
#
# 1. Which two numbers does the slide write after its bracket?
# 2. $1$ where $Y \ge t$, $0$ where $Y < t$
# 3. Write 0 in place of −1.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return np.where(sigmoid(w[0] + X @ w[1:]) >= t, 1, -1)


# %% mistake predict.summed_over_points [markdown]
# Cause: the sum runs over the points as well
#
# The sum runs over everything, over the points as well: all points share one score.
#
# 1. How many decisions are wanted for n points?
# 2. $r = w_0 + \sum_{i=1}^{N} w_i X_i$ for each point on its own
# 3. Sum along `axis=1`, or write `X @ w[1:]`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    r = w[0] + np.sum(X * w[1:])
    return np.full(len(X), (sigmoid(r) >= t).astype(int))


# %% mistake predict.one_number [markdown]
# `if` asks one question about all points at once, and an array of several answers is
# not one yes or no: Python stops with a `ValueError`.
#
# 1. Each point has its own decision, so it must be made entry by entry.
# 2. $1$ where $Y \ge t$, $0$ where $Y < t$
# 3. Return `np.where(Y >= t, 1, 0)` without any `if`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    output = sigmoid(w[0] + X @ w[1:])
    if output >= t:
        return 1
    return 0


# %% mistake predict.two_inputs [markdown]
# Cause: two inputs are written out by hand, the third is left out
#
# You wrote out two inputs by hand. A point with more inputs loses the rest, and with
# one input `w` has no third number: an `IndexError`.
#
# 1. How many inputs does a neuron have?
# 2. $\sum_{i=1}^{N} w_i X_i$, with as many terms as `X` has columns
# 3. Write `X @ w[1:]`, which fits every $N$.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    r = w[0] + w[1] * X[:, 0] + w[2] * X[:, 1]
    return (sigmoid(r) >= t).astype(int)


# %% mistake predict.column [markdown]
# Cause: the results stand in a column; a plain row is wanted
#
# The decisions are right, but they stand in a column of shape (n, 1), and shape (n,)
# was wanted. Against labels of shape (n,) a column would give an (n, n) table.
#
# 1. One decision for each point is a plain row of n numbers.
# 2. `X` has the shape $(n, N)$, the result $(n,)$
# 3. Drop `reshape(-1, 1)`, or add `.ravel()` at the end.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    r = w[0] + X @ w[1:].reshape(-1, 1)
    return (sigmoid(r) >= t).astype(int)


# %% mistake predict.each_with_each [markdown]
# Cause: an (n, 1) array met an (n,) array, and each entry was paired with each
#
# An (n, 1) array met an (n,) array, and NumPy paired each entry with each: the result
# is an (n, n) table.
#
# 1. How many decisions are wanted for n points?
# 2. Class of point $k$: 1 iff $Y_k \ge t$
# 3. Keep both sides of the comparison in the shape `(n,)`, or compare with the number
#    `t` itself.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    outputs = sigmoid(w[0] + X @ w[1:].reshape(-1, 1))
    return (outputs >= np.full(len(X), t)).astype(int)


# %% mistake predict.truncated [markdown]
# Cause: the outputs were cut to whole numbers before the comparison
#
# The outputs were turned into whole numbers before the comparison. Every probability
# below 1 was cut down to 0, so nearly nothing reaches the threshold.
#
# 1. What does `int` make of 0.99?
# 2. First decide, $Y \ge t$, then turn True and False into 1 and 0.
# 3. Move `.astype(int)` to the end of the comparison: `(Y >= t).astype(int)`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return (sigmoid(w[0] + X @ w[1:]).astype(int) >= t).astype(int)


# %% mistake predict.changes_input [markdown]
# The classes are right, but your function changes the table it was given: after the
# call the caller's points are multiplied by the weights.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `*=` writes into
#    it.
# 2. The terms $w_i X_i$ are new numbers; $X$ itself stays.
# 3. Write `X * w[1:]`, or `X @ w[1:]`, in place of `X *= w[1:]`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    X *= w[1:]
    return (sigmoid(w[0] + X.sum(axis=1)) >= t).astype(int)


# %% mistake predict.reads_global [markdown]
# Cause: this uses W_SLOPE, not the w of the call
#
# Your function uses `W_SLOPE`, the weights of the ski slope, whatever `w` it is given.
#
# 1. A function should know only what it is given. Which names are in its brackets?
# 2. $r = w_0 + \sum_i w_i X_i$ with the $w$ of this call
# 3. Write `w` in place of `W_SLOPE`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    r = W_SLOPE[0] + X @ W_SLOPE[1:]
    return (sigmoid(r) >= t).astype(int)


# %% mistake predict.prints [markdown]
# Your function prints the classes and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over the classes, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    print((sigmoid(w[0] + X @ w[1:]) >= t).astype(int))


# %% mistake boundary_x2.t_ignored [markdown]
# Cause: t is not used: this is the line of t = 0.5
#
# The threshold is not used: this is always the line of $t = 0.5$.
#
# 1. The figure shows two lines for two thresholds. Which one is yours?
# 2. $w_0 + w_1 X_1 + w_2 X_2 = r_t$, and $r_t$ is 0 for $t = 0.5$ only.
# 3. Start the numerator with `r_threshold(t)`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (-w[0] - w[1] * x1) / w[2]


# %% mistake boundary_x2.t_for_r [markdown]
# Cause: t itself stands where r_t belongs
#
# The threshold `t` itself stands where the score $r_t$ belongs.
#
# 1. On the left of the equation stands a score. What must stand on the right?
# 2. $w_0 + w_1 X_1 + w_2 X_2 = r_t$ with $r_t = \sigma^{-1}(t)$
# 3. Write `r_threshold(t)` in place of `t`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (t - w[0] - w[1] * x1) / w[2]


# %% mistake boundary_x2.threshold_sign [markdown]
# Cause: r_t stands on the other side of the equation: mind its sign
#
# You subtracted $r_t$ where it is added: this is the line of the threshold $1 - t$.
#
# 1. $r_t$ stands alone on the right. It does not cross the equals sign.
# 2. $w_2 X_2 = r_t - w_0 - w_1 X_1$
# 3. Change the sign of `r_threshold(t)`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return -(r_threshold(t) + w[0] + w[1] * x1) / w[2]


# %% mistake boundary_x2.bias_dropped [markdown]
# Cause: the bias w₀ is missing
#
# The bias $w_0$ is missing. The slope of your line is right, its place is not.
#
# 1. Put your $X_1$ and $X_2$ into the score. Does $r_t$ come out?
# 2. $w_2 X_2 = r_t - w_0 - w_1 X_1$
# 3. Subtract `w[0]` in the numerator.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) - w[1] * x1) / w[2]


# %% mistake boundary_x2.bias_sign [markdown]
# Cause: w₀ must change its sign when it moves to the other side
#
# The bias went to the other side of the equation without changing its sign.
#
# 1. What is done to one side must be done to the other: take $w_0$ away from both.
# 2. $w_2 X_2 = r_t - w_0 - w_1 X_1$
# 3. Change the sign in front of `w[0]`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) + w[0] - w[1] * x1) / w[2]


# %% mistake boundary_x2.slope_sign [markdown]
# Cause: w₁·X₁ must change its sign when it moves to the other side
#
# The term $w_1 X_1$ went to the other side of the equation without changing its sign:
# your line rises where it should fall.
#
# 1. More snow: is then more or less wind needed for the same score?
# 2. $w_2 X_2 = r_t - w_0 - w_1 X_1$
# 3. Change the sign in front of `w[1] * x1`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) - w[0] + w[1] * x1) / w[2]


# %% mistake boundary_x2.all_signs [markdown]
# Cause: all signs are reversed
#
# All signs are reversed: you found the number opposite to $X_2$.
#
# 1. Put your $X_1$ and $X_2$ into the score. Does $r_t$ come out?
# 2. $w_2 X_2 = r_t - w_0 - w_1 X_1$
# 3. Swap the two sides of your difference.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (w[0] + w[1] * x1 - r_threshold(t)) / w[2]


# %% mistake boundary_x2.weights_swapped [markdown]
# Cause: w₁ and w₂ are swapped: this solves for X₁
#
# $w_1$ and $w_2$ are swapped: this solves for the *first* input, and your slope is the
# inverse of the right one.
#
# 1. Which weight goes with the input that you are given, and which with the one asked
#    for?
# 2. $X_2 = (r_t - w_0 - w_1 X_1) / w_2$
# 3. Multiply `x1` by `w[1]` and divide by `w[2]`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) - w[0] - w[2] * x1) / w[1]


# %% mistake boundary_x2.slope_inverted [markdown]
# Cause: the slope is upside down: w₁ / w₂ belongs there
#
# The slope is upside down: you used $w_2 / w_1$ where $w_1 / w_2$ belongs. The place at
# $X_1 = 0$ is right.
#
# 1. A large $w_2$ means that little wind goes a long way. Is your line then flat?
# 2. $X_2 = \frac{r_t - w_0}{w_2} - \frac{w_1}{w_2} X_1$
# 3. Swap `w[1]` and `w[2]` in the factor of `x1`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    slope = w[2] / w[1] if w[1] != 0 else 0.0
    return (r_threshold(t) - w[0]) / w[2] - slope * x1


# %% mistake boundary_x2.brackets [markdown]
# Cause: brackets: only the last term was divided by w₂
#
# Brackets are missing: Python divided only the last term, $w_1 X_1$, by $w_2$.
#
# 1. To get rid of $w_2$, *both* sides of the equation are divided, as a whole.
# 2. $X_2 = (r_t - w_0 - w_1 X_1) / w_2$
# 3. Put brackets around the numerator.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return r_threshold(t) - w[0] - w[1] * x1 / w[2]


# %% mistake boundary_x2.not_divided [markdown]
# Cause: the division by w₂ is missing
#
# The division by $w_2$ is missing: this is $w_2 X_2$.
#
# 1. Put your $X_1$ and $X_2$ into the score. Does $r_t$ come out?
# 2. $w_2 X_2 = r_t - w_0 - w_1 X_1$, and $X_2$ alone is asked for.
# 3. Put the right-hand side in brackets and divide it by `w[2]`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return r_threshold(t) - w[0] - w[1] * x1


# %% mistake boundary_x2.divides_by_zero [markdown]
# The formula is right, but where $w_2 = 0$ your function divides by 0. Out comes an
# infinite number with a warning, or Python's own ZeroDivisionError, and no explanation.
#
# 1. With $w_2 = 0$ the wind does not count. What does the boundary look like then?
# 2. It is the line $X_1 = (r_t - w_0)/w_1$, straight upwards: every $X_2$ lies on it,
#    or none.
# 3. Begin with `if w[2] == 0: raise ValueError("…")`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    return (r_threshold(t) - w[0] - w[1] * x1) / w[2]


# %% mistake boundary_x2.gives_nan [markdown]
# Where $w_2 = 0$ you return NaN. The docstring asks for a ValueError: a NaN would
# travel on silently, into a plot that stays empty.
#
# 1. An error that stops at once is easier to find than a value that means nothing.
# 2. For $w_2 = 0$ no single $X_2$ solves $w_0 + w_1 X_1 = r_t$.
# 3. Write `raise ValueError("…")` in place of the `return` for this case.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        return np.full(x1.shape, np.nan)
    return (r_threshold(t) - w[0] - w[1] * x1) / w[2]


# %% mistake boundary_x2.whole_division [markdown]
# Cause: // cuts the quotient down to a whole number
#
# `//` divides and then cuts down to a whole number. The boundary turns into stairs.
#
# 1. Compare with the worked value: 4.394, not 4.
# 2. $X_2 = (r_t - w_0 - w_1 X_1) / w_2$
# 3. Use `/` in place of `//`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) - w[0] - w[1] * x1) // w[2]


# %% mistake boundary_x2.changes_input [markdown]
# The values are right, but your function changes the array it was given: after the call
# the caller's `x1` is multiplied by $w_1$.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `*=` writes into
#    it.
# 2. The term $w_1 X_1$ is a new number; $X_1$ itself stays.
# 3. Write `w[1] * x1` in place of `x1 *= w[1]`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    x1 *= w[1]
    return (r_threshold(t) - w[0] - x1) / w[2]


# %% mistake boundary_x2.reads_global [markdown]
# Cause: this uses W_SLOPE, not the w of the call
#
# Your function uses `W_SLOPE`, the weights of the ski slope, whatever `w` it is given.
#
# 1. A function should know only what it is given. Which names are in its brackets?
# 2. $X_2 = (r_t - w_0 - w_1 X_1) / w_2$ with the $w$ of this call
# 3. Write `w` in place of `W_SLOPE`.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) - W_SLOPE[0] - W_SLOPE[1] * x1) / W_SLOPE[2]


# %% mistake boundary_x2.number_by_number [markdown]
# Your function goes through `x1` number by number. For a single number there is nothing
# to go through, and Python stops with a `TypeError`.
#
# 1. The example calls `boundary_x2(5, …)`. Is 5 a list?
# 2. $X_2 = (r_t - w_0 - w_1 X_1) / w_2$ holds for a number and for an array alike.
# 3. Write the formula once, with `x1` in it, without a loop.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return np.array([(r_threshold(t) - w[0] - w[1] * x) / w[2] for x in x1])


# %% mistake boundary_x2.refuses_any_zero [markdown]
# You raise the error as soon as any of the three numbers is 0. Only one of them may not
# be: a bias or a $w_1$ of 0 leaves a boundary on which $X_2$ has a value.
#
# 1. Which of the three do you divide by?
# 2. $w_1 = 0$: the boundary is the horizontal line $X_2 = (r_t - w_0) / w_2$.
# 3. Ask for `w[2] == 0` alone.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if not np.all(w):
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) - w[0] - w[1] * x1) / w[2]


# %% mistake boundary_x2.refuses_nearly_zero [markdown]
# You raise the error for a small $w_2$, too. The line may then be steep, but it has an
# $X_2$ for each $X_1$; only $w_2 = 0$ leaves none.
#
# 1. $w = (0,\ 10^{-12},\ 10^{-12})$, $t = 0.5$: where does this line run?
# 2. Multiply all three numbers by $10^{12}$: at $t = 0.5$ the boundary stays.
# 3. Ask for `w[2] == 0`; `np.isclose` takes $10^{-9}$ for 0, too.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if np.isclose(w[2], 0):
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) - w[0] - w[1] * x1) / w[2]


# %% mistake boundary_x2.refuses_vertical_only [markdown]
# You raise the error where $w_2 = 0$, but not where $w_1$ is 0 as well. Then there is
# no boundary at all, and the division by 0 is back.
#
# 1. With $w = (-5, 0, 0)$, which $X_2$ lies on the boundary?
# 2. The formula divides by $w_2$, whatever $w_1$ is.
# 3. Ask for `w[2] == 0` alone.


# %%
def boundary_x2(x1, w, t):
    x1 = np.asarray(x1, dtype=np.float64)
    if w[2] == 0 and w[1] != 0:
        raise ValueError("with w₂ = 0 the boundary does not depend on X₂")
    return (r_threshold(t) - w[0] - w[1] * x1) / w[2]


# %% mistake signed_distance.way_to_boundary [markdown]
# Cause: the sign: this is the way s; class 1 has the positive side
#
# The sign is reversed: this is $s$, the way from the point to the boundary. The signed
# distance is $-s$, positive on the side of class 1.
#
# 1. A point deep in class 1 should have a large positive distance.
# 2. $d = (r - r_t) / \lVert w \rVert$
# 3. Swap the two sides of your difference.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (r_threshold(t) - w[0] - X @ w[1:]) / np.linalg.norm(w[1:])


# %% mistake signed_distance.not_normalised [markdown]
# Cause: this is a difference of scores; divide it by the length of the weights
#
# This is $r - r_t$, a difference of scores. To become a distance, in dm, it has to be
# divided by how steep the score is.
#
# 1. Double all weights and the bias, at $t = 0.5$: the boundary stays, your number
#    doubles.
# 2. $d = (r - r_t) / \lVert w \rVert$
# 3. Divide by `np.linalg.norm(w[1:])`.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return w[0] + X @ w[1:] - r_threshold(t)


# %% mistake signed_distance.norm_with_bias [markdown]
# Cause: the bias is part of the length; only w₁ … w_N belong there
#
# The bias is part of your length: you divided by
# $\sqrt{w_0^2 + w_1^2 + \ldots + w_N^2}$, and all distances come out too short.
#
# 1. The bias says where the boundary lies, not how steep the score is.
# 2. $\lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$, without $w_0$
# 3. Write `np.linalg.norm(w[1:])` in place of `np.linalg.norm(w)`.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (w[0] + X @ w[1:] - r_threshold(t)) / np.linalg.norm(w)


# %% mistake signed_distance.squared_norm [markdown]
# Cause: divided by the square of the length
#
# You divided by the sum of the squares; the root is missing.
#
# 1. For the weights (3, 4) the length is 5, not 25.
# 2. $d = (r - r_t) / \lVert w \rVert$ with $\lVert w \rVert = \sqrt{w_1^2 + \ldots}$
# 3. Put `np.sqrt( … )` around the sum of squares.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (w[0] + X @ w[1:] - r_threshold(t)) / np.sum(w[1:] ** 2)


# %% mistake signed_distance.sum_of_sizes [markdown]
# Cause: the length is the root of the sum of squares
#
# You divided by the sum of the sizes $|w_i|$. The straight length is the root of the
# sum of the squares.
#
# 1. For the weights (3, 4) the straight length is 5, not 7.
# 2. $\lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$
# 3. Use `np.linalg.norm(w[1:])`.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (w[0] + X @ w[1:] - r_threshold(t)) / np.abs(w[1:]).sum()


# %% mistake signed_distance.norm_of_points [markdown]
# Cause: divided by the length of the point, not of the weights
#
# You divided by the length of each point, its distance from the origin. How steep the
# score is depends on the weights, not on the point.
#
# 1. Two points side by side along the boundary are equally far from it.
# 2. $d = (r - r_t) / \lVert w \rVert$
# 3. Write `np.linalg.norm(w[1:])` in place of `np.linalg.norm(X, axis=1)`.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (w[0] + X @ w[1:] - r_threshold(t)) / np.linalg.norm(X, axis=1)


# %% mistake signed_distance.unsigned [markdown]
# Cause: the sign is lost: class 0 has negative distances
#
# The sign is lost: you return how far, but not on which side.
#
# 1. Two points mirrored at the boundary should not get the same number.
# 2. $d = (r - r_t) / \lVert w \rVert$, negative where $r < r_t$
# 3. Drop `np.abs`.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return np.abs(w[0] + X @ w[1:] - r_threshold(t)) / np.linalg.norm(w[1:])


# %% mistake signed_distance.t_ignored [markdown]
# Cause: t is not used: this is the distance to the line of t = 0.5
#
# The threshold is not used: this is always the distance to the line of $t = 0.5$.
#
# 1. On the boundary the distance is 0. Which score do your zeros have?
# 2. $d = (r - r_t) / \lVert w \rVert$, and $r_t$ is 0 for $t = 0.5$ only.
# 3. Subtract `r_threshold(t)` from the score.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (w[0] + X @ w[1:]) / np.linalg.norm(w[1:])


# %% mistake signed_distance.t_for_r [markdown]
# Cause: t itself stands where r_t belongs
#
# The threshold `t` itself stands where the score $r_t$ belongs.
#
# 1. From a score only a score can be subtracted. On which scale is `t`?
# 2. $d = (r - r_t) / \lVert w \rVert$ with $r_t = \sigma^{-1}(t)$
# 3. Write `r_threshold(t)` in place of `t`.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (w[0] + X @ w[1:] - t) / np.linalg.norm(w[1:])


# %% mistake signed_distance.probabilities [markdown]
# Cause: the threshold acts on the score here, not on Y
#
# You subtracted probabilities, $Y - t$. The sigmoid bends the way, so this is no
# distance: far out it hardly grows any more.
#
# 1. Which of the two, $r$ or $Y$, grows evenly along a straight walk?
# 2. $d = (r - r_t) / \lVert w \rVert$; there is no $\sigma$ in it.
# 3. Drop `sigmoid`, and write `r_threshold(t)` in place of `t`.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (sigmoid(w[0] + X @ w[1:]) - t) / np.linalg.norm(w[1:])


# %% mistake signed_distance.threshold_added [markdown]
# Cause: r_t is subtracted, not added
#
# You added $r_t$ where it is subtracted: this is the distance to the line of the
# threshold $1 - t$.
#
# 1. On the boundary, where $r = r_t$, the distance must be 0. Is it?
# 2. $d = (r - r_t) / \lVert w \rVert$
# 3. Change the sign in front of `r_threshold(t)`.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (w[0] + X @ w[1:] + r_threshold(t)) / np.linalg.norm(w[1:])


# %% mistake signed_distance.bias_dropped [markdown]
# Cause: the bias is missing from the score
#
# The bias is missing: you computed the score without $w_0$.
#
# 1. Which score should the point with all inputs 0 have?
# 2. $r = w_0 + \sum_i w_i X_i$
# 3. Add `w[0]` to `X @ w[1:]`. (Only the *length* goes without the bias.)


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (X @ w[1:] - r_threshold(t)) / np.linalg.norm(w[1:])


# %% mistake signed_distance.part_divided [markdown]
# Cause: r_t must be divided by the length as well
#
# Only the score was divided by the length, $r_t$ was not: brackets are missing.
#
# 1. $r$ and $r_t$ are on one scale. What is done to the one must be done to the other.
# 2. $d = (r - r_t) / \lVert w \rVert$
# 3. Put brackets around the difference.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (w[0] + X @ w[1:]) / np.linalg.norm(w[1:]) - r_threshold(t)


# %% mistake signed_distance.threshold_divided [markdown]
# Cause: brackets: only r_t was divided by the length
#
# Only $r_t$ was divided by the length, the score was not: brackets are missing.
#
# 1. Python divides before it subtracts. Which part of your line does `/` belong to?
# 2. $d = (r - r_t) / \lVert w \rVert$
# 3. Put brackets around the difference.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return w[0] + X @ w[1:] - r_threshold(t) / np.linalg.norm(w[1:])


# %% mistake signed_distance.multiplied [markdown]
# Cause: multiplied by the length where it divides
#
# You multiplied by the length of the weights where you should divide by it.
#
# 1. Longer weights mean a steeper score, so a shorter way to the same change.
# 2. $d = (r - r_t) / \lVert w \rVert$
# 3. Write `/` in place of `*`.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    return (w[0] + X @ w[1:] - r_threshold(t)) * np.linalg.norm(w[1:])


# %% mistake signed_distance.column [markdown]
# Cause: the results stand in a column; a plain row is wanted
#
# The distances are right, but they stand in a column of shape (n, 1), and shape (n,)
# was wanted.
#
# 1. One distance for each point is a plain row of n numbers.
# 2. `X` has the shape $(n, N)$, the result $(n,)$
# 3. Drop `reshape(-1, 1)`, or add `.ravel()` at the end.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    r = w[0] + X @ w[1:].reshape(-1, 1)
    return (r - r_threshold(t)) / np.linalg.norm(w[1:])


# %% mistake signed_distance.two_inputs [markdown]
# Cause: two inputs are written out by hand, the third is left out
#
# You wrote out two inputs by hand. With one input `w` has no third number, an
# `IndexError`, and with more the rest is lost.
#
# 1. How many inputs does a neuron have?
# 2. $r = w_0 + \sum_{i=1}^{N} w_i X_i$ and
#    $\lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$, with all $N$ terms
# 3. Use `X @ w[1:]` and `np.linalg.norm(w[1:])`, which fit every $N$.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    r = w[0] + w[1] * X[:, 0] + w[2] * X[:, 1]
    return (r - r_threshold(t)) / np.sqrt(w[1] ** 2 + w[2] ** 2)


# %% mistake signed_distance.changes_input [markdown]
# The distances are right, but your function changes the table it was given: after the
# call the caller's points are multiplied by the weights.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `*=` writes into
#    it.
# 2. The terms $w_i X_i$ are new numbers; $X$ itself stays.
# 3. Write `X @ w[1:]` in place of `X *= w[1:]` and a sum.


# %%
def signed_distance(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if not w[1:].any():
        raise ValueError("all weights are 0: every point has the same score")
    X *= w[1:]
    return (w[0] + X.sum(axis=1) - r_threshold(t)) / np.linalg.norm(w[1:])


# %% mistake preserves_plane.rising_only [markdown]
# You accept only functions that never fall. A function that never rises is monotone,
# too: its half-space is merely flipped.
#
# 1. $1 - \sigma(r)$ at $t = 0.7$: what is its class 1 on the map?
# 2. Monotone: all steps $\ge 0$, *or* all steps $\le 0$
# 3. Add `or (steps <= 0).all()`.


# %%
def preserves_plane(F):
    steps = np.diff(F(SCORES))
    return bool((steps >= 0).all())


# %% mistake preserves_plane.both_at_once [markdown]
# You ask that $F$ never falls *and* never rises. Only a constant does both.
#
# 1. The sigmoid rises. Should that count against it?
# 2. Monotone: all steps $\ge 0$, *or* all steps $\le 0$
# 3. Write `or` in place of `and`.


# %%
def preserves_plane(F):
    steps = np.diff(F(SCORES))
    return bool((steps >= 0).all() and (steps <= 0).all())


# %% mistake preserves_plane.strict [markdown]
# You ask for steps that are never 0. A flat stretch does no harm: it passes as a whole
# or not at all. The step and ReLU are monotone.
#
# 1. ReLU is flat on the left. Can a threshold cut it into pieces?
# 2. Monotone: all steps $\ge 0$, or all steps $\le 0$
# 3. Write `>=` and `<=` in place of `>` and `<`.


# %%
def preserves_plane(F):
    steps = np.diff(F(SCORES))
    return bool((steps > 0).all() or (steps < 0).all())


# %% mistake preserves_plane.always_true [markdown]
# Your answer is True for every function. That happens, for instance, if each step is
# asked whether it is $\ge 0$ or $\le 0$: every number is one of the two.
#
# 1. Which of the two holds must be the same for *all* steps.
# 2. (all steps $\ge 0$) or (all steps $\le 0$)
# 3. Put `.all()` on each of the two conditions, and `or` between them.


# %%
def preserves_plane(F):
    steps = np.diff(F(SCORES))
    return bool(((steps >= 0) | (steps <= 0)).all())


# %% mistake preserves_plane.ends_only [markdown]
# You compared values at a few places only, such as the two ends. A function may wander
# up and down between them.
#
# 1. The cubic $r^3 - 3r$ ends higher than it began. Is it monotone?
# 2. Monotone: *all* steps $\ge 0$, or *all* steps $\le 0$
# 3. Look at every step, `np.diff(F(SCORES))`.


# %%
def preserves_plane(F):
    values = np.asarray(F(SCORES))
    return bool(values[0] <= values[40] <= values[-1]) or bool(
        values[0] >= values[40] >= values[-1]
    )


# %% mistake preserves_plane.near_zero [markdown]
# You looked at scores near 0 only, from −1 to 1. There the sine rises all the time;
# further out it turns back.
#
# 1. Scores can be large. What does the sine do beyond $r = 1.57$?
# 2. Monotone on the *whole* of `SCORES`, from −8 to 8
# 3. Use `SCORES` in place of your own short range.


# %%
def preserves_plane(F):
    steps = np.diff(F(np.linspace(-1, 1, 21)))
    return bool((steps >= 0).all() or (steps <= 0).all())


# %% mistake preserves_plane.one_threshold [markdown]
# You tested too few thresholds, perhaps 0.5 alone. Another one may cut the scores into
# pieces.
#
# 1. SiLU at $t = 0.5$ gives a half-line. What does it give at $t = -0.15$?
# 2. *No* threshold may give `"pieces"`; so $F$ must be monotone.
# 3. Look at the signs of `np.diff(F(SCORES))`; no threshold is needed.


# %%
def preserves_plane(F):
    return region(F, 0.5) != "pieces"


# %% mistake preserves_plane.few_thresholds [markdown]
# You tried a row of thresholds. That is a good experiment, but $F$ may be cut into
# pieces by a threshold that is not among them.
#
# 1. A hill between the heights 3 and 5: which of your thresholds lies there?
# 2. *No* threshold may give `"pieces"`; so $F$ must be monotone.
# 3. Look at the signs of `np.diff(F(SCORES))`; no threshold is needed.


# %%
def preserves_plane(F):
    return all(region(F, t) != "pieces" for t in np.linspace(-1, 1, 21))


# %% mistake preserves_plane.gradient [markdown]
# `np.gradient` compares the two neighbours of a score with each other and leaves out
# the score between them. A dent at one score goes unnoticed.
#
# 1. The values 0, −0.1, 0.4: does the first step go up or down?
# 2. Monotone: *all* steps $\ge 0$, or *all* steps $\le 0$
# 3. Use `np.diff`, which takes each value from the next.


# %%
def preserves_plane(F):
    slopes = np.gradient(F(SCORES))
    return bool((slopes >= 0).all() or (slopes <= 0).all())


# %% mistake preserves_plane.distinct_values [markdown]
# You asked whether all values are different. That is another property: a hill can have
# different values everywhere, and a flat stretch does no harm.
#
# 1. The step takes two values only. Is its boundary a plane?
# 2. Monotone: all steps $\ge 0$, or all steps $\le 0$
# 3. Compare each value with the *next* one, `np.diff(F(SCORES))`.


# %%
def preserves_plane(F):
    values = np.asarray(F(SCORES))
    return bool(len(np.unique(values)) == len(values))


# %% mistake preserves_plane.reversed_answer [markdown]
# Your answer is turned round: True where $F$ is *not* monotone.
#
# 1. Is the sigmoid plane-preserving?
# 2. Plane-preserving: all steps $\ge 0$, or all steps $\le 0$
# 3. Drop the `not`.


# %%
def preserves_plane(F):
    steps = np.diff(F(SCORES))
    return not bool((steps >= 0).all() or (steps <= 0).all())


# %% mistake preserves_plane.array_returned [markdown]
# You returned one True or False for each step. One answer for the whole of $F$ is asked
# for.
#
# 1. When is the whole function monotone: if some steps rise, or if all do?
# 2. (all steps $\ge 0$) or (all steps $\le 0$)
# 3. Add `.all()` to each of the two conditions.


# %%
def preserves_plane(F):
    steps = np.diff(F(SCORES))
    return steps >= 0


# %% mistake preserves_plane.neighbouring_steps [markdown]
# You compared each step with the next one only. Between rise and fall a flat stretch
# may lie, and it hides the turn.
#
# 1. A trapezoid rises, is flat, and falls. Which two neighbouring steps give it away?
# 2. *All* steps $\ge 0$, or *all* steps $\le 0$
# 3. Compare every step with 0, not with its neighbour.


# %%
def preserves_plane(F):
    steps = np.diff(F(SCORES))
    return bool((steps[1:] * steps[:-1] >= 0).all())


# %% mistake preserves_plane.other_scores [markdown]
# You looked farther than `SCORES`, where the function may turn. Here it is judged by
# the scores from −8 to 8.
#
# 1. The square around 9 turns at $r = 9$. Is that among the 81 scores?
# 2. All steps $\ge 0$, or all steps $\le 0$, at `SCORES`
# 3. Use `SCORES` in place of your own range.


# %%
def preserves_plane(F):
    steps = np.diff(F(np.linspace(-20, 20, 401)))
    return bool((steps >= 0).all() or (steps <= 0).all())


# %% mistake xor_neuron.not_three [markdown] by="check"
# `w_xor` does not hold three numbers.
#
# 1. The neuron has two inputs. How many numbers does it need?
# 2. $r = w_0 + w_1 X_1 + w_2 X_2$
# 3. Write `w_xor = [bias, weight, weight]` with your numbers.

# %%
w_xor = [1, 1]

# %% mistake xor_neuron.not_finite [markdown] by="check"
# One of your numbers is infinite or not a number.
#
# 1. The scores are computed from these numbers. What does infinity minus infinity give?
# 2. $r = w_0 + w_1 X_1 + w_2 X_2$ has to be a number at each corner.
# 3. Take small whole numbers.

# %%
w_xor = [-np.inf, 1, 1]

# %% mistake xor_neuron.stripe_too_wide [markdown] by="check"
# All four corners lie in the stripe $|r| \le 0.83$: your weights are so small that the
# score changes too little from corner to corner.
#
# 1. The stripe gets narrower on the map as the weights get longer.
# 2. Its half-width is $0.83 / \lVert w \rVert$.
# 3. Take larger weights, and a bias that is their opposite.

# %%
w_xor = [-0.5, 0.5, 0.5]

# %% mistake xor_neuron.stripe_elsewhere [markdown] by="check"
# No corner lies in the stripe: your line $r = 0$ passes too far from all
# of them.
#
# 1. Where should the score be 0, in the middle of the stripe?
# 2. $w_0 + w_2 = 0$ at $(0, 1)$, and $w_0 + w_1 = 0$ at $(1, 0)$
# 3. Choose `w[0]` as the opposite of the weights.

# %%
w_xor = [-3, 1, 1]

# %% mistake xor_neuron.origin_inside [markdown] by="check"
# The corner $(0, 0)$ lies in the stripe. Its score is the bias alone, and that is too
# near to 0.
#
# 1. What is the score of $(0, 0)$?
# 2. $r(0, 0) = w_0$, so $|w_0| > 0.83$ is needed.
# 3. Make the bias larger in size, and the weights its opposite.

# %%
w_xor = [0, 1, 1]

# %% mistake xor_neuron.far_corner_inside [markdown] by="check"
# The corner $(1, 1)$ lies in the stripe: its score, the sum of all three numbers, is
# too near to 0.
#
# 1. What is the score of $(1, 1)$?
# 2. $r(1, 1) = w_0 + w_1 + w_2$, and its size must exceed 0.83.
# 3. Let each weight alone undo the bias, not both of them together.

# %%
w_xor = [-1.5, 1, 1]

# %% mistake xor_neuron.one_corner_missing [markdown] by="check"
# One of the corners $(0, 1)$ and $(1, 0)$ lies outside of the stripe.
#
# 1. Both should be near the middle line of the stripe, $r = 0$.
# 2. $r(0, 1) = w_0 + w_2$ and $r(1, 0) = w_0 + w_1$
# 3. Make both weights the opposite of the bias.

# %%
w_xor = [-1, 1, 3]

# %% mistake error_counts.order_swapped [markdown]
# Cause: the order is (false alarms, misses)
#
# The two counts are swapped: misses first, false alarms second.
#
# 1. Which of the two is the needless closing?
# 2. (false alarms, misses)
# 3. Swap the two in the `return` line.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= t
    return int(np.sum(~closed & (labels == 1))), int(np.sum(closed & (labels == 0)))


# %% mistake error_counts.strict [markdown]
# Cause: two days have Y = t exactly, and a tie counts as class 1
#
# You closed only where $Y > t$. An output of exactly $t$ counts as class 1.
#
# 1. What does the slide say of $Y = t$?
# 2. Class 1 iff $Y \ge t$
# 3. Write `>=` in place of `>`; then a miss needs `<`, not `<=`.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs > t
    return int(np.sum(closed & (labels == 0))), int(np.sum(~closed & (labels == 1)))


# %% mistake error_counts.tie_twice [markdown]
# Cause: a day with Y = t is closed, so it cannot be a miss as well
#
# A day with $Y = t$ is both closed and open in your function: you count false alarms
# with $\ge$ and misses with $\le$.
#
# 1. Each day gets exactly one class.
# 2. Closed iff $Y \ge t$, open iff $Y < t$
# 3. Write `<` in the condition of the misses.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    false_alarms = np.sum((outputs >= t) & (labels == 0))
    return int(false_alarms), int(np.sum((outputs <= t) & (labels == 1)))


# %% mistake error_counts.t_ignored [markdown]
# Cause: t is not used, the threshold is always 0.5
#
# You decided at 0.5, whatever `t` was.
#
# 1. Should a higher threshold not change the counts?
# 2. Class 1 iff $Y \ge t$
# 3. Compare with `t` in place of 0.5.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= 0.5
    return int(np.sum(closed & (labels == 0))), int(np.sum(~closed & (labels == 1)))


# %% mistake error_counts.shares_of_all [markdown]
# Cause: these are shares of all days; counts are wanted
#
# You divided by the number of days: these are shares. Counts are asked for.
#
# 1. "How many" or "which part"?
# 2. A count is a sum of 0s and 1s; a mean is that sum divided by $n$.
# 3. Write `np.sum` in place of `np.mean`.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= t
    return np.mean(closed & (labels == 0)), np.mean(~closed & (labels == 1))


# %% mistake error_counts.shares_of_label [markdown]
# Cause: these are shares within a label; counts are wanted
#
# You divided by the number of days with that label: these are error *rates*. Counts are
# asked for.
#
# 1. "How many" or "which part"?
# 2. A false-alarm rate is the false alarms divided by the days with $L = 0$.
# 3. Drop the division.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= t
    quiet, avalanche = labels == 0, labels == 1
    return (
        np.sum(closed & quiet) / max(quiet.sum(), 1),
        np.sum(~closed & avalanche) / max(avalanche.sum(), 1),
    )


# %% mistake error_counts.right_ones [markdown]
# Cause: these are the right decisions
#
# These are the right decisions: open days without an avalanche, and closed days with
# one. (Or you closed below the threshold; then the same days are counted.)
#
# 1. An error is a day on which class and label *differ*.
# 2. False alarm: $Y \ge t$ and $L = 0$. Miss: $Y < t$ and $L = 1$.
# 3. Check the comparison with `t` first, then `labels == 0` and `labels == 1`.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= t
    return int(np.sum(~closed & (labels == 0))), int(np.sum(closed & (labels == 1)))


# %% mistake error_counts.brackets_missing [markdown]
# Cause: brackets: & binds closer than ==, so write (labels == 0)
#
# Brackets are missing: `closed & labels == 0` is read as `(closed & labels) == 0`, and
# this is also true of every open day.
#
# 1. In Python `&` binds closer than `==`, unlike the word "and".
# 2. False alarm: class 1 *and* $L = 0$. Miss: class 0 *and* $L = 1$.
# 3. Write `closed & (labels == 0)` and `~closed & (labels == 1)`.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= t
    return int(np.sum(closed & labels == 0)), int(np.sum(~closed & labels == 1))


# %% mistake error_counts.tilde_on_labels [markdown]
# You turned the labels round with `~`. That is "not" for True and False only: of a
# whole number it flips the bits, and for floats NumPy stops with a `TypeError`.
#
# 1. Labels may come as 0 and 1, as 0.0 and 1.0, or as False and True.
# 2. "No avalanche" is $L = 0$ in all three forms.
# 3. Write `(labels == 0)` in place of `~labels`, and `(labels == 1)` for `labels`.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= t
    return int(np.sum(closed & ~labels)), int(np.sum(~closed & labels))


# %% mistake error_counts.label_ignored [markdown]
# Cause: these are the days of class 1 and of class 0, right or wrong
#
# You counted the closed and the open days, right or wrong. The label is not used.
#
# 1. A closing is a false alarm only if no avalanche came.
# 2. False alarm: class 1 *and* $L = 0$. Miss: class 0 *and* $L = 1$.
# 3. Join each condition with one on the label by `&`.


# %%
def error_counts(Y, L, t):
    closed = np.asarray(Y) >= t
    return int(np.sum(closed)), int(np.sum(~closed))


# %% mistake error_counts.total_only [markdown]
# Cause: these are all errors together; the two kinds are asked for
#
# You returned one number, all errors together. The two kinds are asked for, apart.
#
# 1. A needless closing and a missed avalanche do not cost the same.
# 2. (false alarms, misses)
# 3. Count the errors with `labels == 0` and with `labels == 1` on their own.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    return int(np.sum((outputs >= t) != (labels == 1)))


# %% mistake error_counts.or_for_and [markdown]
# Cause: both conditions must hold: & in place of |
#
# You joined the conditions with "or": a closed day counts as a false alarm whatever the
# label, and so does every day without an avalanche.
#
# 1. A false alarm needs both: closed, and no avalanche.
# 2. False alarm: class 1 *and* $L = 0$. Miss: class 0 *and* $L = 1$.
# 3. Write `&` in place of `|`.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= t
    return int(np.sum(closed | (labels == 0))), int(np.sum(~closed | (labels == 1)))


# %% mistake error_counts.prints [markdown]
# Your function prints the counts and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over both counts, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= t
    print(int(np.sum(closed & (labels == 0))), int(np.sum(~closed & (labels == 1))))


# %% mistake error_counts.subtracts_booleans [markdown]
# You subtract labels from classes. NumPy does not subtract True and False from each
# other, so with labels of this kind it stops with a `TypeError`.
#
# 1. Labels may come as 0 and 1, as 0.0 and 1.0, or as False and True.
# 2. Class minus label is 1 for a false alarm, −1 for a miss.
# 3. Write `closed.astype(int) - labels`.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    difference = (outputs >= t) - labels
    return int(np.sum(difference == 1)), int(np.sum(difference == -1))
