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
# Your classes are 1 and −1. In this course labels and classes are 1 and 0.
#
# 1. Which two numbers does the slide write behind its bracket?
# 2. $1$ where $Y \ge t$, $0$ where $Y < t$
# 3. Write 0 in place of −1.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    return np.where(sigmoid(w[0] + X @ w[1:]) >= t, 1, -1)


# %% mistake predict.summed_over_points [markdown]
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
# not one yes or no: Python stops with an error.
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
# You wrote out two inputs by hand. A point with more inputs loses the rest, and with
# one input there is an error.
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
# The outputs were turned into whole numbers before the comparison. Every probability
# below 1 was cut down to 0, so nearly nothing reaches the threshold.
#
# 1. What does `int` make of 0.99?
# 2. First decide, $Y \ge t$, then turn True and False into 1 and 0.
# 3. Move `.astype(int)` behind the comparison: `(Y >= t).astype(int)`.


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
# 1. What is printed can be read by you, but not be used by the next function.
# 2. The function has to hand over the classes, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def predict(X, w, t):
    X = np.asarray(X, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    print((sigmoid(w[0] + X @ w[1:]) >= t).astype(int))


# %% mistake r_threshold.identity [markdown]
# Cause: this is t itself; the step back to the score is missing
#
# You returned `t` as it was. That is the threshold on the output; the score that gives
# this output is another number.
#
# 1. Which score has the probability 0.5? Your function says 0.5.
# 2. $r_t = \log\frac{t}{1 - t}$
# 3. Return `np.log(t / (1 - t))`.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return t


# %% mistake r_threshold.sigmoid [markdown]
# Cause: this is σ(t); the inverse of σ is wanted
#
# You applied $\sigma$ to `t`. The question runs the other way: which score has the
# output `t`?
#
# 1. There and back: $\sigma$ of your answer should be `t` again.
# 2. $\sigma(r_t) = t$ is solved by $r_t = \log\frac{t}{1 - t}$.
# 3. Replace the sigmoid by the logarithm of the odds.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return sigmoid(t)


# %% mistake r_threshold.reciprocal [markdown]
# Cause: 'inverse' means here: what undoes σ, not one divided by σ
#
# You returned $1/\sigma(t)$. "Inverse function" means the one that undoes $\sigma$, not
# one divided by $\sigma$.
#
# 1. There and back: $\sigma$ of your answer should be `t` again.
# 2. $\sigma^{-1}(t) = \log\frac{t}{1 - t}$
# 3. Take `np.log` of the odds; no `sigmoid` is needed.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return 1 / sigmoid(t)


# %% mistake r_threshold.odds [markdown]
# Cause: these are the odds; the logarithm is missing
#
# These are the odds $t/(1 - t)$; the logarithm is missing.
#
# 1. Odds are never negative. The score of $t = 0.1$ is.
# 2. $r_t = \log\frac{t}{1 - t}$
# 3. Put `np.log( … )` around your quotient.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return t / (1 - t)


# %% mistake r_threshold.upside_down [markdown]
# Cause: the fraction is upside down
#
# The fraction is upside down: this is $-r_t$, the score for the threshold $1 - t$.
#
# 1. A high threshold asks for a high score. Does it here?
# 2. $r_t = \log\frac{t}{1 - t}$
# 3. Swap the two sides of the division inside the logarithm.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return np.log((1 - t) / t)


# %% mistake r_threshold.log_only [markdown]
# Cause: this is log t; divide t by 1 − t first
#
# You returned $\log t$. It is negative for every $t$ below 1, so no threshold could
# ever ask for a positive score.
#
# 1. Odds compare label 1 with label 0. Where is label 0 in your line?
# 2. $r_t = \log\frac{t}{1 - t}$
# 3. Divide `t` by `1 - t` before you take the logarithm.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return np.log(t)


# %% mistake r_threshold.base_10 [markdown]
# Cause: this is log10; the seminar uses the natural np.log
#
# You used the logarithm to base 10: all thresholds are nearer to 0 than they should be,
# by the factor 2.303.
#
# 1. The sigmoid has a power of $e$ in it. Which logarithm undoes that?
# 2. $\log 9 = 2.197$ with base $e$, and $0.954$ with base 10.
# 3. Write `np.log` in place of `np.log10`.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return np.log10(t / (1 - t))


# %% mistake r_threshold.base_2 [markdown]
# Cause: this is log2; the seminar uses the natural np.log
#
# You used the logarithm to base 2: all thresholds are farther from 0 than they should
# be, by the factor 1.443.
#
# 1. The sigmoid has a power of $e$ in it. Which logarithm undoes that?
# 2. $\log 9 = 2.197$ with base $e$, and $3.170$ with base 2.
# 3. Write `np.log` in place of `np.log2`.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return np.log2(t / (1 - t))


# %% mistake r_threshold.centred [markdown]
# You shifted the threshold by one half: $t - 0.5$ is 0 in the right place, but it is a
# straight line, and the inverse of an S-curve is not one.
#
# 1. How large is the score of a neuron that is 99 % sure? Below 0.5?
# 2. $r_t = \log\frac{t}{1 - t}$, which grows without bound as $t$ nears 1.
# 3. Replace the difference by `np.log(t / (1 - t))`.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return t - 0.5


# %% mistake r_threshold.always_zero [markdown]
# You answered 0 for every threshold. That is right for $t = 0.5$ only.
#
# 1. A neuron that must be 90 % sure needs more evidence than one that needs 50 %.
# 2. $r_t = \log\frac{t}{1 - t}$; it is 0 exactly where $t = 1 - t$.
# 3. Use `t` in your formula: `np.log(t / (1 - t))`.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return 0.0


# %% mistake r_threshold.hard_coded [markdown]
# Your function knows the rows of the table, and joins them by straight lines. Between
# them it is off.
#
# 1. A function is asked about thresholds that nobody has shown you.
# 2. $r_t = \log\frac{t}{1 - t}$ gives every value, in the table or not.
# 3. Replace the table by the formula.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    return np.interp(t, [0.1, 0.5, 0.9, 0.95], np.log([1 / 9, 1, 9, 19]))


# %% mistake r_threshold.prints [markdown]
# Your function prints the value and returns nothing, so the caller receives `None`.
#
# 1. What is printed can be read by you, but not be used by the next function.
# 2. The function has to hand over $r_t$, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def r_threshold(t):
    if not 0 < t < 1:
        raise ValueError("the sigmoid takes no value outside of (0, 1)")
    print(np.log(t / (1 - t)))


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


# %% mistake unit_normal.not_normalised [markdown]
# Cause: the length is not 1 yet
#
# These are the weights as they are. The direction is right; the length is not 1 yet.
#
# 1. A direction says where to, not how far: its length has to be 1.
# 2. $n = (w_1, \ldots, w_N) / \lVert w \rVert$
# 3. Divide by `np.linalg.norm(w[1:])`.


# %%
def unit_normal(w):
    return w[1:] * 1.0


# %% mistake unit_normal.norm_with_bias [markdown]
# Cause: the bias is part of the length; only w₁ … w_N belong there
#
# The bias is part of your length: you divided by
# $\sqrt{w_0^2 + w_1^2 + \ldots + w_N^2}$, so your vector is shorter than 1.
#
# 1. The bias says where the boundary lies, not how it is turned.
# 2. $\lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$, without $w_0$
# 3. Write `np.linalg.norm(w[1:])` in place of `np.linalg.norm(w)`.


# %%
def unit_normal(w):
    return w[1:] / np.linalg.norm(w)


# %% mistake unit_normal.bias_inside [markdown]
# The bias stands in your vector, which has N + 1 entries. A point has N inputs, so a
# direction has N entries too.
#
# 1. In which direction does the bias point? In none: no input goes with it.
# 2. $n = (w_1, \ldots, w_N) / \lVert w \rVert$
# 3. Write `w[1:]` in place of `w`, above and below the line.


# %%
def unit_normal(w):
    return w / np.linalg.norm(w)


# %% mistake unit_normal.squared_norm [markdown]
# Cause: divided by the square of the length: the root is missing
#
# You divided by the sum of the squares; the root is missing. Your vector has the length
# $1/\lVert w \rVert$.
#
# 1. For the weights (3, 4) the length is 5, not 25.
# 2. $\lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$
# 3. Put `np.sqrt( … )` around the sum of squares.


# %%
def unit_normal(w):
    return w[1:] / np.sum(w[1:] ** 2)


# %% mistake unit_normal.sum_of_sizes [markdown]
# Cause: the length is the root of the sum of squares, not the sum of sizes
#
# You divided by the sum of the sizes $|w_i|$. That is a length too, the way along the
# streets of a chessboard town; here the straight one is wanted.
#
# 1. For the weights (3, 4) the straight length is 5, not 7.
# 2. $\lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$
# 3. Use `np.linalg.norm(w[1:])`.


# %%
def unit_normal(w):
    return w[1:] / np.sum(np.abs(w[1:]))


# %% mistake unit_normal.sum_of_weights [markdown]
# Cause: the sum of the weights is not their length
#
# You divided by the sum of the weights, so that the entries add up to 1. That is a way
# to make *shares*, not a vector of length 1; and the sum may even be 0.
#
# 1. For the weights (3, −4) your sum is −1, and the direction turns round.
# 2. $\lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$
# 3. Use `np.linalg.norm(w[1:])` in place of the sum.


# %%
def unit_normal(w):
    return w[1:] / np.sum(w[1:])


# %% mistake unit_normal.largest [markdown]
# You divided by the largest size $|w_i|$: now the largest entry is ±1, but the length
# of the vector is above 1, unless there is one input only.
#
# 1. For the weights (3, 4) you get (0.75, 1), of length 1.25.
# 2. $\lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$
# 3. Use `np.linalg.norm(w[1:])` in place of the maximum.


# %%
def unit_normal(w):
    return w[1:] / np.max(np.abs(w[1:]))


# %% mistake unit_normal.downhill [markdown]
# Cause: this points to where the score falls
#
# Your vector points the opposite way, to where the score *falls* fastest.
#
# 1. Take a step along your vector. Does the score grow?
# 2. $n = +(w_1, \ldots, w_N) / \lVert w \rVert$
# 3. Drop the minus.


# %%
def unit_normal(w):
    return -w[1:] / np.linalg.norm(w[1:])


# %% mistake unit_normal.changes_weights [markdown]
# The vector is right, but your function writes into `w`: after the call the caller's
# weights have been divided by their length.
#
# 1. A slice such as `w[1:]` is a window onto `w`, not a copy.
# 2. $n$ is a new vector; $w$ itself stays.
# 3. Write `w[1:] / length` in place of `v = w[1:]` followed by `v /= length`.


# %%
def unit_normal(w):
    v = w[1:]
    v /= np.linalg.norm(v)
    return v


# %% mistake score_after.length_forgotten [markdown]
# Cause: the score does not grow by 1 for each unit of the way
#
# You added $s$ itself. That would be right if the score grew by 1 for each unit of the
# way; it grows by $\lVert w \rVert$.
#
# 1. Look at the third row of the table: one unit of the way, and the score grows by 5.
# 2. $w \cdot (X + s\,n) = w \cdot X + s\,(w \cdot n)$, and
#    $w \cdot n = \lVert w \rVert$ (all without the bias)
# 3. Multiply `s` by `np.linalg.norm(w[1:])`.


# %%
def score_after(r, s, w):
    return r + s


# %% mistake score_after.squared_norm [markdown]
# Cause: w·n is w·w/‖w‖, that is ‖w‖ and not its square
#
# You multiplied $s$ by the sum of the squares. One of its two factors
# $\lVert w \rVert$ has gone into making $n$ a vector of length 1.
#
# 1. Along the weights themselves the score grows by 25 for (3, 4), but they are 5 long.
# 2. $w \cdot n = w \cdot w / \lVert w \rVert = \lVert w \rVert$
# 3. Take the root: `np.linalg.norm(w[1:])`.


# %%
def score_after(r, s, w):
    return r + s * np.sum(w[1:] ** 2)


# %% mistake score_after.falls [markdown]
# Cause: along n the score grows, it does not fall
#
# Your score falls along $n$. But $n$ is the direction in which it grows.
#
# 1. A walk with $s > 0$ leads towards class 1.
# 2. The new score is $r + s\,\lVert w \rVert$.
# 3. Change the minus into a plus.


# %%
def score_after(r, s, w):
    return r - s * np.linalg.norm(w[1:])


# %% mistake score_after.norm_with_bias [markdown]
# Cause: the bias is part of the length; only w₁ … w_N belong there
#
# The bias is part of your length. The score grows by the *weights*; the bias stays what
# it is during a walk.
#
# 1. The bias says where the boundary lies, not how steep the score is.
# 2. $\lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$, without $w_0$
# 3. Write `np.linalg.norm(w[1:])` in place of `np.linalg.norm(w)`.


# %%
def score_after(r, s, w):
    return r + s * np.linalg.norm(w)


# %% mistake score_after.bias_again [markdown]
# Cause: the bias is already in r
#
# The bias was added once more. It is in $r$ already.
#
# 1. After a walk of length 0 the score must be $r$. Is it?
# 2. The new score is $r + s\,\lVert w \rVert$.
# 3. Drop `w[0]`.


# %%
def score_after(r, s, w):
    return w[0] + r + s * np.linalg.norm(w[1:])


# %% mistake score_after.divided [markdown]
# Cause: a steeper neuron needs a shorter way, so here ‖w‖ multiplies
#
# You divided $s$ by the length of the weights. That is the other question, how far to
# walk for a given change; here the way is given.
#
# 1. Longer weights mean a steeper score: more change on the same way.
# 2. The new score is $r + s\,\lVert w \rVert$.
# 3. Multiply by `np.linalg.norm(w[1:])`.


# %%
def score_after(r, s, w):
    return r + s / np.linalg.norm(w[1:])


# %% mistake score_after.change_only [markdown]
# Cause: this is the change of the score; it starts from r
#
# You returned the change of the score. The score at the end is asked for, and it starts
# from $r$.
#
# 1. After a walk of length 0 the score must be $r$. Is it?
# 2. The new score is $r + s\,\lVert w \rVert$.
# 3. Add `r`.


# %%
def score_after(r, s, w):
    return s * np.linalg.norm(w[1:])


# %% mistake score_after.sum_of_weights [markdown]
# Cause: this is a walk along (1, …, 1); along n the score grows by ‖w‖
#
# You multiplied $s$ by the sum of the weights. That is a walk of $s$ in *every* input,
# along $(1, \ldots, 1)$, and not along $n$.
#
# 1. The third row of the table: along $n$ the weights (3, 4) give 5, not 7.
# 2. $w \cdot n = \lVert w \rVert = \sqrt{w_1^2 + \ldots + w_N^2}$
# 3. Use `np.linalg.norm(w[1:])` in place of the sum.


# %%
def score_after(r, s, w):
    return r + s * np.sum(w[1:])


# %% mistake signed_distance.way_to_boundary [markdown]
# Cause: the sign: this is the way s; class 1 has the positive side
#
# The sign is turned: this is $s$, the way from the point to the boundary. The signed
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
# You wrote out two inputs by hand. With one input there is an error, and with more the
# rest is lost.
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


# %% mistake region.not_flipped [markdown]
# Every half-line is called `"above"`, also where $F$ falls and the *small* scores pass.
#
# 1. For a falling $F$, does a large score pass or a small one?
# 2. $1 - \sigma(r) \ge t \Leftrightarrow r \le \sigma^{-1}(1 - t)$: the half-space is
#    flipped.
# 3. Look at one end: `"above"` if `passes[-1]` is True, otherwise `"below"`.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) >= t
    if passes.all():
        return "all"
    if not passes.any():
        return "none"
    if np.count_nonzero(passes[1:] != passes[:-1]) > 1:
        return "pieces"
    return "above"


# %% mistake region.swapped [markdown]
# `"above"` and `"below"` are swapped: you looked at the wrong end.
#
# 1. For the sigmoid, do the large scores pass or the small ones?
# 2. `"above"`: all scores from some $r$ on upwards pass, so the largest one does.
# 3. `passes[-1]` belongs to the largest score, `passes[0]` to the smallest.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) >= t
    if passes.all():
        return "all"
    if not passes.any():
        return "none"
    if np.count_nonzero(passes[1:] != passes[:-1]) > 1:
        return "pieces"
    return "above" if passes[0] else "below"


# %% mistake region.range_forgotten [markdown]
# The cases `"all"` and `"none"` are missing: where no neighbours differ you still
# answer `"above"` or `"below"`.
#
# 1. The sigmoid at $t = 1.2$: which score passes?
# 2. If $t$ is outside of the range of $F$, there is no boundary.
# 3. Begin with `if passes.all()` and `if not passes.any()`.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) >= t
    if np.count_nonzero(passes[1:] != passes[:-1]) > 1:
        return "pieces"
    return "above" if passes[-1] else "below"


# %% mistake region.ends_only [markdown]
# You looked at the two ends only. A hill fails at both ends, and what happens between
# them you did not see; neither did you see a valley.
#
# 1. The bump at $t = 0.5$: which scores pass, and are the ends among them?
# 2. `"pieces"`: neighbours differ in more than one place.
# 3. Ask `passes.all()` and `passes.any()`, then count `passes[1:] != passes[:-1]`.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) >= t
    if passes[0] and passes[-1]:
        return "all"
    if passes[-1]:
        return "above"
    return "below" if passes[0] else "none"


# %% mistake region.no_pieces [markdown]
# The case `"pieces"` is missing: a stretch in the middle or two ends are called
# `"above"` or `"below"`.
#
# 1. The bump at $t = 0.5$: is there a score from which on all larger ones pass?
# 2. A half-line has one end: neighbours differ in exactly one place.
# 3. Count `passes[1:] != passes[:-1]` before you answer `"above"` or `"below"`.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) >= t
    if passes.all():
        return "all"
    if not passes.any():
        return "none"
    return "above" if passes[-1] else "below"


# %% mistake region.upward_changes_only [markdown]
# You counted only the places where failing turns into passing. A hill has one of those,
# and so you took it for a half-line.
#
# 1. Walk over the hill from left to right. How often does the answer change?
# 2. `"pieces"`: neighbours differ, in either direction, in more than one place.
# 3. Count `passes[1:] != passes[:-1]`.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) >= t
    if passes.all():
        return "all"
    if not passes.any():
        return "none"
    if np.count_nonzero(passes[1:] & ~passes[:-1]) > 1:
        return "pieces"
    return "above" if passes[-1] else "below"


# %% mistake region.by_monotonicity [markdown]
# You answered `"pieces"` whenever $F$ is not monotone. For this one threshold the
# scores that pass may form a half-line all the same.
#
# 1. The cubic $r^3 - 3r$ goes up, down and up again. Which scores reach $t = 4$?
# 2. The set of scores with $F(r) \ge t$ counts, and not all of $F$.
# 3. Count the changes in `passes`, not the signs of `np.diff(F(SCORES))`.


# %%
def region(F, t):
    values = np.asarray(F(SCORES))
    passes = values >= t
    if passes.all():
        return "all"
    if not passes.any():
        return "none"
    steps = np.diff(values)
    if (steps > 0).any() and (steps < 0).any():
        return "pieces"
    return "above" if passes[-1] else "below"


# %% mistake region.strict [markdown]
# You decided with $F(r) > t$. A flat stretch at exactly $t$ then fails, but it counts
# as class 1.
#
# 1. ReLU at $t = 0$: what does it say of a negative score, and is that at least 0?
# 2. A score passes iff $F(r) \ge t$.
# 3. Use the given `passes`, or write `>=`.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) > t
    if passes.all():
        return "all"
    if not passes.any():
        return "none"
    if np.count_nonzero(passes[1:] != passes[:-1]) > 1:
        return "pieces"
    return "above" if passes[-1] else "below"


# %% mistake region.t_ignored [markdown]
# You decided at 0.5, whatever `t` was.
#
# 1. The sigmoid at $t = 1.2$ and at $t = 0.5$: is that the same region?
# 2. A score passes iff $F(r) \ge t$.
# 3. Compare with `t`, as the given line does.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) >= 0.5
    if passes.all():
        return "all"
    if not passes.any():
        return "none"
    if np.count_nonzero(passes[1:] != passes[:-1]) > 1:
        return "pieces"
    return "above" if passes[-1] else "below"


# %% mistake region.all_none_swapped [markdown]
# `"all"` and `"none"` are swapped.
#
# 1. The sigmoid never reaches 1.2. Does every score pass then, or none?
# 2. `passes.all()` is True if every entry is; `passes.any()` if at least one is.
# 3. Return `"all"` under `passes.all()`, `"none"` under `not passes.any()`.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) >= t
    if passes.all():
        return "none"
    if not passes.any():
        return "all"
    if np.count_nonzero(passes[1:] != passes[:-1]) > 1:
        return "pieces"
    return "above" if passes[-1] else "below"


# %% mistake region.prints [markdown]
# Your function prints the word and returns nothing, so the caller receives `None`.
#
# 1. What is printed can be read by you, but not be used by the next function.
# 2. The function has to hand over the word, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def region(F, t):
    passes = np.asarray(F(SCORES)) >= t
    if passes.all():
        print("all")
    elif not passes.any():
        print("none")
    elif np.count_nonzero(passes[1:] != passes[:-1]) > 1:
        print("pieces")
    else:
        print("above" if passes[-1] else "below")


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
# Your answer is True for every function. That happens, for one, if each step is asked
# whether it is $\ge 0$ or $\le 0$: every number is one of the two.
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
# You tested one threshold, 0.5. Another one may cut the scores into pieces.
#
# 1. SiLU at $t = 0.5$ gives a half-line. What does it give at $t = -0.15$?
# 2. *No* threshold may give `"pieces"`; so $F$ must be monotone.
# 3. Look at the signs of `np.diff(F(SCORES))`; no threshold is needed.


# %%
def preserves_plane(F):
    return region(F, 0.5) != "pieces"


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
# whole number it flips the bits, and for floats NumPy stops with an error.
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
# 1. What is printed can be read by you, but not be used by the next function.
# 2. The function has to hand over both counts, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def error_counts(Y, L, t):
    outputs, labels = np.asarray(Y), np.asarray(L)
    closed = outputs >= t
    print(int(np.sum(closed & (labels == 0))), int(np.sum(~closed & (labels == 1))))


# %% mistake doubled_weights.stays [markdown]
# You said that the boundary stays, because both sides are doubled. The left side is,
# but $r_t = \log(t/(1 - t))$ depends on $t$ alone and stays. Only at $t = 0.5$, where
# $r_t = 0$, you would be right.
#
# 1. Which side of $w_0 + \sum_i w_i X_i = r_t$ did anybody change?
# 2. Before: $r = 2.197$. After: $2r = 2.197$, so $r = 1.099$.
# 3. Which line is nearer to $r = 0$?

# %%
boundary_answer = "a"
boundary_reason = "e"

# %% mistake doubled_weights.farther_by_bias [markdown]
# You said that the doubled bias pushes the line away. But the weights are doubled with
# it, and the two changes together leave the line $P = 0.5$ where it is.
#
# 1. Measure from the line $P = 0.5$, that is, $r = 0$. Does that one move?
# 2. The distance between both lines is $r_t / \lVert w \rVert$.
# 3. What becomes of that distance when $\lVert w \rVert$ is doubled?

# %%
boundary_answer = "c"
boundary_reason = "h"

# %% mistake doubled_weights.turns [markdown]
# You said that the line turns, because larger weights make it steeper. Its slope on the
# map is $-w_1/w_2$, and that ratio stays. What gets steeper is the hill of the output.
#
# 1. Which number decides the direction of the line?
# 2. The slope is $-w_1/w_2 = -2w_1/(2w_2)$.
# 3. Choose an answer in which the line stays parallel to itself.

# %%
boundary_answer = "d"
boundary_reason = "f"

# %% mistake doubled_weights.wrong_direction [markdown]
# The reason is right, but it leads the other way: with the doubled score, *less* snow
# and wind is enough to reach the same $r_t$.
#
# 1. A steeper hill reaches the height 0.9 sooner.
# 2. The distance from the line $P = 0.5$ is $r_t / \lVert w \rVert$.
# 3. Choose the answer in which the distance is halved.

# %%
boundary_answer = "c"
boundary_reason = "g"

# %% mistake doubled_weights.stays_despite_reason [markdown]
# The reason is right, but it leads to another answer: if one side of the equation is
# doubled and the other is not, the solutions change.
#
# 1. Solve $2r = 2.197$ and compare with $r = 2.197$.
# 2. The distance from the line $P = 0.5$ is $r_t / \lVert w \rVert$.
# 3. Choose the answer in which the line moves towards $r = 0$.

# %%
boundary_answer = "a"
boundary_reason = "g"

# %% mistake doubled_weights.wrong_reason [markdown]
# The answer is right, the reason is not: if larger weights made the line steeper, it
# would turn.
#
# 1. The reason has to say what happens to each side of the equation.
# 2. $2\,(w_0 + \sum_i w_i X_i) = r_t$
# 3. Which reason speaks of the score, and of what is asked of it?

# %%
boundary_answer = "b"
boundary_reason = "f"
