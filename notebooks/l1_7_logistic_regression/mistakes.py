# %%
import numpy as np

# %% mistake dsigma_from_t.inner_missing [markdown]
# Cause: the inner derivative is missing: this is dσ/dt
#
# You returned $-1/(1 + t)^2$. That is $d\sigma/dt$, the outer derivative alone; the
# inner one, $dt/dr$, is missing.
#
# 1. The slope is asked for with respect to $r$, and $t$ is only a stop on the way. How
#    does $t$ change when $r$ does?
# 2. $\frac{d\sigma}{dr} = \frac{d\sigma}{dt} \cdot \frac{dt}{dr}$ with
#    $\frac{dt}{dr} = -e^{-r} = -t$
# 3. Multiply your line by `-t`.


# %%
def dsigma_from_t(t):
    return -1 / (1 + t) ** 2


# %% mistake dsigma_from_t.sign [markdown]
# Cause: one of the two minuses is missing; σ rises, so its slope is positive
#
# You returned $-t/(1 + t)^2$: one of the two minuses got lost, and the slope came out
# negative.
#
# 1. The sigmoid rises everywhere. What sign must its slope have?
# 2. $-\frac{1}{(1 + t)^2} \cdot (-t) = \frac{t}{(1 + t)^2}$
# 3. Drop the minus in front of your fraction.


# %%
def dsigma_from_t(t):
    return -t / (1 + t) ** 2


# %% mistake dsigma_from_t.inner_is_minus_one [markdown]
# Cause: dt/dr is −t, not −1
#
# You returned $1/(1 + t)^2$: for $dt/dr$ you took $-1$, the derivative of the exponent
# $-r$ alone.
#
# 1. The derivative of $e^{-r}$ is $e^{-r}$ itself, times the derivative of its
#    exponent.
# 2. $\frac{dt}{dr} = -e^{-r} = -t$
# 3. Put `t` above the line in place of 1.


# %%
def dsigma_from_t(t):
    return 1 / (1 + t) ** 2


# %% mistake dsigma_from_t.not_squared [markdown]
# Cause: the denominator is not squared
#
# You returned $t/(1 + t)$: the denominator is not squared. This is $1 - \sigma$, no
# slope.
#
# 1. What does the derivative of $1/u$ look like?
# 2. $\frac{d}{dt} (1 + t)^{-1} = -(1 + t)^{-2}$
# 3. Write `(1 + t) ** 2` below the line.


# %%
def dsigma_from_t(t):
    return t / (1 + t)


# %% mistake dsigma_from_t.square_inside [markdown]
# Cause: the square belongs to 1 + t as a whole
#
# You returned $t/(1 + t^2)$: only $t$ is squared below the line.
#
# 1. Which expression does the power $-2$ belong to?
# 2. $\frac{d}{dt} (1 + t)^{-1} = -(1 + t)^{-2}$
# 3. Put brackets around the sum: `(1 + t) ** 2`.


# %%
def dsigma_from_t(t):
    return t / (1 + t**2)


# %% mistake dsigma_from_t.exp_again [markdown]
# Cause: t is already e^(−r): no further exp
#
# You took the exponential of `t` once more. `t` already *is* $e^{-r}$.
#
# 1. The letter `t` stands for a number that is there already.
# 2. At $r = 0$ we have $t = 1$, and the slope is $1/(1 + 1)^2 = 0.25$.
# 3. Use `t` as it comes, without `np.exp`.


# %%
def dsigma_from_t(t):
    return np.exp(-t) / (1 + np.exp(-t)) ** 2


# %% mistake dsigma_from_t.sum_of_derivatives [markdown]
# Cause: the two derivatives are added; the chain rule multiplies them
#
# You returned $-1/(1 + t)^2 - t$: the two derivatives were added. The chain rule
# multiplies them.
#
# 1. If $t$ moves 2 times as fast as $r$, and $\sigma$ 3 times as fast as $t$, how fast
#    does $\sigma$ move?
# 2. $f(g(x))'_x = f'(g(x)) \cdot g'(x)$, a product
# 3. Put `*` between the two factors: `-1 / (1 + t) ** 2 * (-t)`.


# %%
def dsigma_from_t(t):
    return -1 / (1 + t) ** 2 - t


# %% mistake dsigma_from_t.sigma_itself [markdown]
# Cause: this is σ itself; its slope is wanted
#
# You returned $1/(1 + t)$, the sigmoid itself. Its slope is wanted.
#
# 1. At $r = 0$ the sigmoid is 0.5; how steep it is there stands in the table: 0.25.
# 2. $\frac{d\sigma}{dr} = \frac{d\sigma}{dt} \cdot \frac{dt}{dr}$
# 3. Differentiate `1 / (1 + t)` with respect to `t`, then multiply by `-t`.


# %%
def dsigma_from_t(t):
    return 1 / (1 + t)


# %% mistake dsigma_from_t.hard_coded [markdown]
# Cause: known values are joined by straight lines; between them yours is off
#
# The function knows a few values, and joins them by straight lines in between.
# Everywhere else it is off.
#
# 1. A function is asked about values that nobody has shown you.
# 2. $\frac{d\sigma}{dt} \cdot \frac{dt}{dr}$ gives every value, known or not.
# 3. Replace the table by the formula in `t`.


# %%
def dsigma_from_t(t):
    return np.interp(t, [0.25, 1, 3], [0.16, 0.25, 0.1875])


# %% mistake dsigma_from_t.changes_input [markdown]
# The values are right, but your function changes the array it was given.
#
# 1. `t += 1` writes into the caller's array.
# 2. $t/(1 + t)^2$ leaves $t$ as it is.
# 3. Write `1 + t`, a new array, in place of `t += 1`.


# %%
def dsigma_from_t(t):
    t += 1
    return (t - 1) / t**2


# %% mistake dsigma_from_s.sigmoid_twice [markdown]
# Cause: s is already σ(r): no further sigmoid
#
# You put `s` through the sigmoid first. `s` already is $\sigma(r)$, so this is
# $\sigma'$ at the wrong place.
#
# 1. What does the function receive, a score or the answer of the neuron?
# 2. With $s = \sigma(r)$: $\sigma' = s (1 - s)$
# 3. Use `s` directly, without `sigmoid_stable`.


# %%
def dsigma_from_s(s):
    s = sigmoid_stable(s)
    return s * (1 - s)


# %% mistake dsigma_from_s.one_factor [markdown]
# Cause: one factor is missing
#
# You returned $1 - s$. That is $t / (1 + t)$; the second $1 + t$ below the line is
# missing.
#
# 1. At $s = 0.5$ the slope is 0.25. What does yours give?
# 2. $\frac{t}{(1 + t)^2} = \frac{1}{1 + t} \cdot \frac{t}{1 + t} = s \cdot (1 - s)$
# 3. Multiply your line by `s`.


# %%
def dsigma_from_s(s):
    return 1 - s


# %% mistake dsigma_from_s.plus [markdown]
# Cause: there is a plus where a minus belongs
#
# You returned $s(1 + s)$, with a plus where a minus belongs.
#
# 1. The slope is small at *both* ends. Is yours at $s$ near 1?
# 2. $\sigma' = s (1 - s)$
# 3. Change the sign in the brackets.


# %%
def dsigma_from_s(s):
    return s * (1 + s)


# %% mistake dsigma_from_s.square [markdown]
# Cause: this is s², half of the job
#
# You returned $s^2$. One factor is $s$, the other one is not.
#
# 1. $\frac{1}{1 + t}$ is $s$. And what is $\frac{t}{1 + t}$?
# 2. $\frac{t}{1 + t} = 1 - \frac{1}{1 + t} = 1 - s$
# 3. Replace one of the two `s` by `(1 - s)`.


# %%
def dsigma_from_s(s):
    return s**2


# %% mistake dsigma_from_s.s_for_t [markdown]
# Cause: t is 1/s − 1, and not s
#
# You kept the formula of step 1 and wrote `s` for `t`. But $t = e^{-r}$ and
# $s = \sigma(r)$ are different numbers.
#
# 1. At $r = 2$: $t = 0.135$, and $s = 0.881$.
# 2. $s = 1/(1 + t)$, so $t = 1/s - 1$
# 3. Put `1 / s - 1` for `t`, or use the simplified `s * (1 - s)`.


# %%
def dsigma_from_s(s):
    return s / (1 + s) ** 2


# %% mistake dsigma_from_s.difference [markdown]
# Cause: the two probabilities are subtracted; multiply them
#
# You returned $s - (1 - s)$, a difference. The two probabilities are multiplied.
#
# 1. At $s = 0.5$ yours is 0, and there the sigmoid is steepest.
# 2. $\sigma' = s \cdot (1 - s)$
# 3. Put `*` in place of the minus between `s` and `(1 - s)`.


# %%
def dsigma_from_s(s):
    return s - (1 - s)


# %% mistake dsigma_from_s.negative [markdown]
# Cause: the sign is reversed; σ rises, so its slope is positive
#
# You returned $s(s - 1)$, which is never positive.
#
# 1. The sigmoid rises everywhere, so its slope is positive.
# 2. $\sigma' = s (1 - s)$
# 3. Turn the bracket around: `(1 - s)`.


# %%
def dsigma_from_s(s):
    return s * (s - 1)


# %% mistake dsigma_from_s.not_simplified [markdown]
# Cause: 1/s is still in your formula; simplify it on paper
#
# Right between the ends, but not simplified: at $s = 0$ this divides by 0.
#
# 1. A neuron may say 0 exactly. How steep is the sigmoid there?
# 2. With $t = 1/s - 1$ and $1 + t = 1/s$:
#    $\frac{t}{(1 + t)^2} = \left(\frac{1}{s} - 1\right) s^2 = s(1 - s)$
# 3. Multiply out on paper; no division is left: `s * (1 - s)`.


# %%
def dsigma_from_s(s):
    return dsigma_from_t(1 / s - 1)


# %% mistake dsigma_from_s.changes_input [markdown]
# The values are right, but your function changes the array it was given.
#
# 1. `s *= ...` writes into the caller's array.
# 2. $s (1 - s)$ leaves $s$ as it is.
# 3. Write `s * (1 - s)`, a new array.


# %%
def dsigma_from_s(s):
    s *= 1 - s
    return s


# %% mistake dsigma.score_for_answer [markdown]
# Cause: dsigma_from_s expects σ(r), and it was given r
#
# You fed the score itself into step 2: this is $r(1 - r)$.
#
# 1. Step 2 expects a number between 0 and 1. Is $r$ one?
# 2. $\sigma'(r) = s(1 - s)$ with $s = \sigma(r)$
# 3. Write `dsigma_from_s(sigmoid_stable(r))`.


# %%
def dsigma(r):
    r = np.asarray(r, dtype=np.float64)
    return r * (1 - r)


# %% mistake dsigma.sigma_itself [markdown]
# Cause: this is σ itself; its slope is wanted
#
# This is $\sigma(r)$, the height of the curve. The slope is wanted.
#
# 1. Is your value small where the curve is flat, at $r = 6$?
# 2. $\sigma'(r) = \sigma(r)(1 - \sigma(r))$
# 3. Pass the sigmoid on to your `dsigma_from_s`.


# %%
def dsigma(r):
    r = np.asarray(r, dtype=np.float64)
    return sigmoid_stable(r)


# %% mistake dsigma.sigmoid_twice [markdown]
# Cause: the sigmoid was applied twice
#
# The sigmoid was applied twice, so this is the slope at $\sigma(r)$ in place of $r$.
#
# 1. Count how many times `sigmoid_stable` acts between `r` and the result.
# 2. $\sigma'(r) = s(1 - s)$ with $s = \sigma(r)$, one sigmoid in all
# 3. Remove one `sigmoid_stable`.


# %%
def dsigma(r):
    r = np.asarray(r, dtype=np.float64)
    s = sigmoid_stable(sigmoid_stable(r))
    return s * (1 - s)


# %% mistake dsigma.one_factor [markdown]
# Cause: this is 1 − σ
#
# This is $1 - \sigma(r)$; the factor $\sigma(r)$ is missing.
#
# 1. At $r = 0$ the slope is 0.25. What does yours give?
# 2. $\sigma'(r) = \sigma(r)(1 - \sigma(r))$
# 3. Multiply by `sigmoid_stable(r)`.


# %%
def dsigma(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 - sigmoid_stable(r)


# %% mistake dsigma.overflow [markdown]
# Cause: an exponential overflowed; build on sigmoid_stable
#
# Right for moderate scores, but $e^{1000}$ does not fit into a float64: at large $|r|$
# there is a warning and a NaN.
#
# 1. Which of your exponentials grows beyond all bounds, and on which side?
# 2. $\sigma' = s(1 - s)$ needs no exponential but the one inside $\sigma$.
# 3. Build it on the given `sigmoid_stable` in place of `np.exp(-r)`.


# %%
def dsigma(r):
    r = np.asarray(r, dtype=np.float64)
    t = np.exp(-r)
    return t / (1 + t) ** 2


# %% mistake dsigma.changes_input [markdown]
# The values are right, but your function changes the array it was given.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. $\sigma'(r)$ leaves $r$ as it is.
# 3. Write `s = sigmoid_stable(r)`, a new array, in place of
#    `r[...] = sigmoid_stable(r)`.


# %%
def dsigma(r):
    r = np.asarray(r, dtype=np.float64)
    r[...] = sigmoid_stable(r)
    return r * (1 - r)


# %% mistake dsigma.tanh_slope [markdown]
# Cause: this is 1 − σ², the rule of the tanh
#
# This is $1 - \sigma(r)^2$. That rule belongs to the tanh; the sigmoid's is another
# one.
#
# 1. At $r = 0$ the measured slope is 0.25, yours is 0.75.
# 2. $\tanh' = 1 - \tanh^2$, but $\sigma' = \sigma(1 - \sigma)$
# 3. Write `s * (1 - s)`, with `s = sigmoid_stable(r)`.


# %%
def dsigma(r):
    r = np.asarray(r, dtype=np.float64)
    s = sigmoid_stable(r)
    return 1 - s**2


# %% mistake dy_dw.no_bias_entry [markdown]
# The answer has $N$ entries: the derivative with respect to $w_0$ is missing.
#
# 1. How many numbers does `w` hold? Each has a derivative.
# 2. $Y'_{w_0} = \sigma'(r)$, and it comes first.
# 3. Multiply by `np.append(1, x)` in place of `x`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return dsigma(w[0] + x @ w[1:]) * x


# %% mistake dy_dw.bias_entry_zero [markdown]
# Cause: w₀ has an input as well, one that is always 1
#
# The entry of $w_0$ is 0, as if the bias did not matter for $Y$.
#
# 1. Add 0.001 to $w_0$. Does the score change?
# 2. $dr/dw_0 = 1$, so $Y'_{w_0} = \sigma'(r) \cdot 1$
# 3. Put 1 where you have 0: `np.append(1, x)`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return dsigma(w[0] + x @ w[1:]) * np.append(0, x)


# %% mistake dy_dw.bias_entry_one [markdown]
# Cause: the slope belongs to w₀'s entry too
#
# The entry of $w_0$ is 1. That is $dr/dw_0$; the slope $\sigma'(r)$ has to be
# multiplied to this entry too.
#
# 1. All weights act on $Y$ through the same $\sigma$.
# 2. $Y'_{w_0} = \sigma'(r) \cdot 1$
# 3. Append the 1 to `x` first, then multiply the whole array by the slope.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return np.append(1, dsigma(w[0] + x @ w[1:]) * x)


# %% mistake dy_dw.bias_last [markdown]
# Cause: the entry of w₀ comes first
#
# The entry of $w_0$ stands at the end. The order of `w` has it first.
#
# 1. Which entry of `w` is the bias?
# 2. $(Y'_{w_0}, Y'_{w_1}, \dots, Y'_{w_N})$
# 3. `np.append(1, x)` puts the 1 in front, `np.append(x, 1)` at the end.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return dsigma(w[0] + x @ w[1:]) * np.append(x, 1)


# %% mistake dy_dw.times_weights [markdown]
# Cause: dr/dw_i is X_i; the weight itself is dr/dX_i
#
# You multiplied the slope by the weights `w`. That tells how $Y$ reacts to the
# *inputs*; here the weights move.
#
# 1. In $w_i X_i$, what is the derivative with respect to $w_i$, and to $X_i$?
# 2. $\frac{d (w_i X_i)}{dw_i} = X_i$
# 3. Multiply by `np.append(1, x)`, not by `w`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return dsigma(w[0] + x @ w[1:]) * w


# %% mistake dy_dw.answer_for_slope [markdown]
# Cause: this is Y · X; the slope Y(1 − Y) is wanted
#
# You multiplied the inputs by $Y$ itself; the slope of the sigmoid belongs there.
#
# 1. A sure neuron, $Y$ near 1, hardly reacts to a small change of a weight. Does yours?
# 2. $Y'_{w_i} = \sigma'(r) X_i$
# 3. Use `dsigma(...)` in place of `sigmoid_stable(...)`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return sigmoid_stable(w[0] + x @ w[1:]) * np.append(1, x)


# %% mistake dy_dw.score_without_bias [markdown]
# Cause: the bias is missing in r
#
# The score was computed without $w_0$, so the slope is taken at a wrong place.
#
# 1. The bias does not only get a derivative, it is part of $r$ too.
# 2. $r = w_0 + \sum_{i=1}^{N} w_i X_i$
# 3. Add `w[0]` inside `dsigma(...)`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return dsigma(x @ w[1:]) * np.append(1, x)


# %% mistake dy_dw.slope_twice [markdown]
# Cause: dsigma expects the score r, and it was given Y
#
# The slope was taken at $Y$ in place of $r$: `dsigma` received the answer of the
# neuron.
#
# 1. `dsigma` contains the sigmoid already.
# 2. $\sigma'(r)$, with the score inside
# 3. Write `dsigma(r)`, or `dsigma_from_s(Y)`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    Y = sigmoid_stable(w[0] + x @ w[1:])
    return dsigma(Y) * np.append(1, x)


# %% mistake dy_dw.score_for_answer [markdown]
# Cause: dsigma_from_s expects σ(r), and it was given r
#
# The score went into `dsigma_from_s`, which expects the answer of the neuron: this is
# $r(1 - r) X_i$.
#
# 1. Which of your two functions takes a score, and which an answer?
# 2. $\sigma'(r) = s(1 - s)$ with $s = \sigma(r)$
# 3. Write `dsigma(r)` in place of `dsigma_from_s(r)`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return dsigma_from_s(w[0] + x @ w[1:]) * np.append(1, x)


# %% mistake dy_dw.no_inputs [markdown]
# Cause: the slope is not multiplied by the inputs
#
# All entries are the slope $\sigma'(r)$ itself; the inputs are missing.
#
# 1. Does a weight whose input is 0 change the answer at all?
# 2. $Y'_{w_i} = \sigma'(r) X_i$
# 3. Multiply the slope by `np.append(1, x)`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return dsigma(w[0] + x @ w[1:]) * np.ones(len(w))


# %% mistake dy_dw.inner_only [markdown]
# Cause: the link from r to Y is missing
#
# This is $(1, X_1, \dots, X_N)$, the derivatives of the score $r$. The link from $r$ to
# $Y$ is missing.
#
# 1. The push has reached the score. How much of it arrives at $Y$?
# 2. $Y'_{w_i} = \frac{dY}{dr} \cdot \frac{dr}{dw_i}$
# 3. Multiply your array by `dsigma(w[0] + x @ w[1:])`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return np.append(1, x)


# %% mistake dy_dw.bias_from_the_end [markdown]
# Cause: the bias is the first entry of w, not the last
#
# The bias was taken from the last place of `w`; in this seminar it stands in front.
#
# 1. Look up in the docstring where $w_0$ is.
# 2. $r = w_0 + \sum w_i X_i$, with $w_0$ in `w[0]`
# 3. Write `w[0] + x @ w[1:]`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    return dsigma(w[-1] + x @ w[:-1]) * np.append(1, x)


# %% mistake dy_dw.changes_input [markdown]
# The values are right, but your function changes the inputs it was given.
#
# 1. `x *= ...` writes into the caller's array.
# 2. The derivative is a new array; $X$ stays as it is.
# 3. Write `slope * x` in place of `x *= slope`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    slope = dsigma(w[0] + x @ w[1:])
    x *= slope
    return np.append(slope, x)


# %% mistake dy_dw.two_inputs_only [markdown]
# Cause: it knows two inputs only
#
# The function knows two inputs only. For another number of inputs it is wrong or stops.
#
# 1. How many inputs does an example have? The docstring says $N$.
# 2. $r = w_0 + \sum_{i=1}^{N} w_i X_i$, over all of them
# 3. Replace `w[1] * x[0] + w[2] * x[1]` by `x @ w[1:]`.


# %%
def dY_dw(x, w):
    x, w = np.asarray(x, dtype=np.float64), np.asarray(w, dtype=np.float64)
    r = w[0] + w[1] * x[0] + w[2] * x[1]
    slope = dsigma(r)
    return np.array([slope, slope * x[0], slope * x[1]])


# %% mistake derror_dr.turned [markdown]
# Cause: the sign is reversed
#
# The sign is reversed: this is $L - Y$, the direction in which the score *should* move.
# The derivative points uphill.
#
# 1. Label 1, and the score grows: the error falls. What sign has its derivative?
# 2. $-\frac{1}{Y} \cdot Y(1 - Y) = Y - 1$
# 3. Write `Y - L`.


# %%
def dError_dr(Y, L):
    return L - Y


# %% mistake derror_dr.not_cancelled [markdown]
# Cause: here the product is ∞ · 0 or 0/0; cancel it on paper first
#
# The product is right but not cancelled: at $Y = 0$ and $Y = 1$ it is $\infty \cdot 0$,
# and that is NaN.
#
# 1. A neuron that is wrong and completely sure is the one that must learn most. What
#    does it get here?
# 2. $L = 1$: $-\frac{1}{Y} Y (1 - Y) = Y - 1$. $L = 0$:
#    $\frac{1}{1 - Y} Y (1 - Y) = Y$.
# 3. Both cases are one expression, `Y - L`.


# %%
def dError_dr(Y, L):
    return np.where(L == 1, -1 / Y, 1 / (1 - Y)) * Y * (1 - Y)


# %% mistake derror_dr.no_slope [markdown]
# Cause: the factor dY/dr is missing
#
# The factor $dY/dr$ is missing: this is $dError/dY$, the link before.
#
# 1. With respect to what is the derivative asked for, $Y$ or $r$?
# 2. $\frac{dError}{dr} = \frac{dError}{dY} \cdot Y(1 - Y)$
# 3. Multiply by $Y(1 - Y)$ on paper and cancel; `Y - L` is left.


# %%
def dError_dr(Y, L):
    return np.where(L == 1, -1 / Y, 1 / (1 - Y))


# %% mistake derror_dr.slope_twice [markdown]
# Cause: dY/dr entered twice
#
# The slope $Y(1 - Y)$ is still there: this is $(Y - L) Y (1 - Y)$. It has cancelled
# against $dError/dY$.
#
# 1. What does the slope do to a neuron that is sure and wrong?
# 2. $\frac{Y - L}{Y(1 - Y)} \cdot Y(1 - Y) = Y - L$
# 3. Drop the factor `Y * (1 - Y)`.


# %%
def dError_dr(Y, L):
    return (Y - L) * Y * (1 - Y)


# %% mistake derror_dr.slope_of_answer [markdown]
# Cause: dsigma expects the score r, and it was given Y
#
# The slope was taken at $Y$ in place of $r$: `dsigma(Y)` applies the sigmoid once more,
# and nothing cancels.
#
# 1. What does `dsigma` expect, a score or an answer?
# 2. $\frac{dY}{dr} = Y(1 - Y)$
# 3. Multiply by $Y(1 - Y)$ on paper and cancel; `Y - L` is left.


# %%
def dError_dr(Y, L):
    return np.where(L == 1, -1 / Y, 1 / (1 - Y)) * dsigma(Y)


# %% mistake derror_dr.absolute [markdown]
# Cause: the sign is lost; it says in which direction to move
#
# The sign got lost: this is $|Y - L|$. Descent would push every score down.
#
# 1. Label 1 needs a larger score, label 0 a smaller one. Can one sign say both?
# 2. $L = 1$: $Y - 1 \le 0$. $L = 0$: $Y \ge 0$.
# 3. Drop `np.abs`.


# %%
def dError_dr(Y, L):
    return np.abs(Y - L)


# %% mistake derror_dr.doubled [markdown]
# Cause: there is a factor 2 of the squared error
#
# There is a factor 2: this belongs to the squared error, and this loss has no square.
#
# 1. At $Y = 0.5$ and $L = 1$ the docstring says $-0.5$.
# 2. $-\frac{1}{Y} \cdot Y(1 - Y) = Y - 1$, without a 2
# 3. Drop the `2 *`.


# %%
def dError_dr(Y, L):
    return 2 * (Y - L)


# %% mistake derror_dr.rounded [markdown]
# Cause: the answers were rounded to 0 and 1 first
#
# The answers were turned into decisions first: the misses are 0 or ±1, and 0.6 counts
# like 0.99.
#
# 1. Does an answer of 0.6 for label 1 still leave something to learn?
# 2. $Y - L$, with $Y$ as it is
# 3. Drop the comparison `Y >= 0.5`.


# %%
def dError_dr(Y, L):
    return np.where(Y >= 0.5, 1.0, 0.0) - L


# %% mistake derror_dr.only_label_one [markdown]
# Cause: examples of label 0 get 0 here
#
# Examples of label 0 get 0 here: only the case $L = 1$ is there.
#
# 1. What pulls the score of a false alarm down?
# 2. $L = 0$: $\frac{1}{1 - Y} \cdot Y(1 - Y) = Y$
# 3. Add the second case: `np.where(L == 1, Y - 1, Y)`, and that is `Y - L`.


# %%
def dError_dr(Y, L):
    return L * (Y - 1)


# %% mistake derror_dr.inner_minus [markdown]
# Cause: for label 0 the sign is reversed: 1 − Y inside the log has a minus of its own
#
# For label 0 the sign is reversed: this is $-Y$, and it is $+Y$.
#
# 1. A false alarm: the score should fall, so by which sign of the slope?
# 2. $L = 0$: $\frac{1}{1 - Y} \cdot Y(1 - Y) = +Y$
# 3. Write `Y` in the case of label 0; both cases are `Y - L`.


# %%
def dError_dr(Y, L):
    return np.where(L == 1, Y - 1, -Y)


# %% mistake derror_dr.mean_taken [markdown]
# Cause: the mean over the examples was taken
#
# The mean over the examples was taken; this step asks for each example by itself.
#
# 1. Look at the shape in the docstring: (n,).
# 2. One derivative for each pair of $Y$ and $L$; the mean comes with `gradient`.
# 3. Drop `np.mean`.


# %%
def dError_dr(Y, L):
    return np.mean(Y - L)


# %% mistake derror_dr.changes_input [markdown]
# The values are right, but your function changes the array `Y` it was given.
#
# 1. `Y -= L` writes into the caller's array.
# 2. $Y - L$ is a new array.
# 3. Write `return Y - L`.


# %%
def dError_dr(Y, L):
    Y -= L
    return Y


# %% mistake gradient.sum [markdown]
# Cause: this is the sum over the examples, not the mean
#
# You took the sum over the examples; $Error$ is a mean, so its gradient is one as well.
#
# 1. Give every example twice. Should the gradient change?
# 2. $\operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$: divide by $n$
# 3. Divide both parts by `len(L)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.sum(), X.T @ miss)


# %% mistake gradient.sign [markdown]
# Cause: the sign is reversed: this points downhill
#
# The sign is reversed: this is the direction of descent, not the gradient. A step with
# $-\lambda$ would then climb.
#
# 1. The gradient points uphill; the minus comes with the step.
# 2. $\operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$, not $(L - Y)$
# 3. Write the miss as `Y - L`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return -np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.no_bias_entry [markdown]
# The answer has $N$ entries: the derivative with respect to $w_0$ is missing, and the
# bias would never learn.
#
# 1. How many numbers does `w` hold? Each needs its derivative.
# 2. $dError/dw_0 = \operatorname{mean}(Y - L)$, in front
# 3. Return `np.append(miss.mean(), X.T @ miss / len(L))`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return X.T @ miss / len(L)


# %% mistake gradient.bias_entry_zero [markdown]
# Cause: w₀'s entry is 0; it is the mean miss
#
# The entry of $w_0$ is always 0, so the bias would never learn.
#
# 1. If all answers are too high, which number of `w` should move first?
# 2. $dError/dw_0 = \operatorname{mean}(Y - L)$
# 3. Put `miss.mean()` where you have 0.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(0, X.T @ miss / len(L))


# %% mistake gradient.bias_entry_sum [markdown]
# Cause: w₀'s entry is a sum, the others are means
#
# The entry of $w_0$ is the *sum* of the misses, while the other entries are means.
#
# 1. The bias is like a weight with an input of 1. What is its mean pull?
# 2. $dError/dw_0 = \operatorname{mean}(Y - L)$
# 3. Write `miss.mean()` in place of `miss.sum()`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.sum(), X.T @ miss / len(L))


# %% mistake gradient.score_without_bias [markdown]
# Cause: the bias is missing in r
#
# The scores were computed without $w_0$. As long as $w_0 = 0$ nobody notices.
#
# 1. The bias does not only get a derivative, it is part of $r$ too.
# 2. $r = w_0 + \sum_{i=1}^{N} w_i X_i$
# 3. Write `w[0] + X @ w[1:]`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(X @ w[1:]) - L
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.extra_slope [markdown]
# Cause: there is an extra slope Y(1 − Y); it has cancelled
#
# There is an extra factor $Y(1 - Y)$. It stood in $dY/dr$ and has cancelled against
# $dError/dY$.
#
# 1. A neuron that is sure and wrong should learn most. Does it here?
# 2. $\frac{dError}{dr} = \frac{Y - L}{Y(1 - Y)} \cdot Y(1 - Y) = Y - L$
# 3. Drop `* Y * (1 - Y)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    miss = (Y - L) * Y * (1 - Y)
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.squared_error [markdown]
# Cause: this is the gradient of the squared error
#
# This is the gradient of the mean squared error,
# $\operatorname{mean}(2(Y - L)Y(1 - Y) X_i)$. Here the cross-entropy is wanted.
#
# 1. Which loss stands in the docstring?
# 2. Cross-entropy: $\operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$
# 3. Drop the factor `2 * Y * (1 - Y)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    miss = 2 * (Y - L) * Y * (1 - Y)
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.labels_swapped [markdown]
# Cause: the labels are swapped
#
# You compared with $1 - L$: this neuron learns to answer the probability of label 0.
#
# 1. For $L = 1$ and $Y$ near 1 the miss should be near 0.
# 2. $Y - L$
# 3. Subtract `L`, not `1 - L`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - (1 - L)
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.labels_plus_minus [markdown]
# Cause: the labels were turned into −1 and 1
#
# The labels were turned into −1 and 1; with an answer from 0 to 1 the miss is then
# never 0 for label 0.
#
# 1. What is the smallest answer that $\sigma$ can give?
# 2. $Y - L$ with $L$ either 0 or 1
# 3. Use `L` as it comes, without `2 * L - 1`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - (2 * L - 1)
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.no_inputs [markdown]
# Cause: the misses were not multiplied by the inputs
#
# Every entry is the mean miss: the misses were not multiplied by the inputs.
#
# 1. Should a weight move because of an example whose input is 0?
# 2. $dError/dw_i = \operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$
# 3. For the weights write `X.T @ miss / len(L)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.full(len(w), miss.mean())


# %% mistake gradient.mean_times_mean [markdown]
# Cause: this multiplies two means; the mean of the products is wanted
#
# You multiplied the mean miss by the mean input. The mean of a product is not the
# product of the means.
#
# 1. Each example's miss belongs to its own input. When are they multiplied?
# 2. $\operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$: first the product, then the
#    mean
# 3. Write `X.T @ miss / len(L)` in place of `miss.mean() * X.mean(axis=0)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.mean(), miss.mean() * X.mean(axis=0))


# %% mistake gradient.divided_by_inputs [markdown]
# Cause: the division is by N, not by the number of examples
#
# The sum is divided by $N$, the number of inputs, in place of $n$, the number of
# examples.
#
# 1. The mean runs over the examples. How many are there?
# 2. Divide by $n$; `X` has the shape (n, N).
# 3. Divide by `len(L)` or `X.shape[0]`, not `X.shape[1]`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.sum(), X.T @ miss) / X.shape[1]


# %% mistake gradient.divided_by_weights [markdown]
# Cause: the division is by N + 1, not by the number of examples
#
# The sum is divided by $N + 1$, the number of weights, in place of $n$. (`np.mean` with
# the wrong axis does this to a square table.)
#
# 1. The mean runs over the examples. How many are there?
# 2. Divide by $n$; `w` has $N + 1$ entries, `L` has $n$.
# 3. Divide by `len(L)`, not `len(w)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.sum(), X.T @ miss) / len(w)


# %% mistake gradient.weights_by_inputs [markdown]
# Cause: the entries of the weights are divided by N, not by the number of examples
#
# The entry of $w_0$ is a mean over the examples, but the other entries are divided by
# $N$, the number of inputs.
#
# 1. All entries are means over the same examples.
# 2. $\operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$: divide by $n$
# 3. `len(L)` or `X.shape[0]` is $n$; `X.shape[1]` is $N$.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.mean(), X.T @ miss / X.shape[1])


# %% mistake gradient.weights_summed [markdown]
# Cause: w₀'s entry is a mean, the others are sums
#
# The entry of $w_0$ is a mean, but the others are sums: the division by $n$ is missing
# there.
#
# 1. Give every example twice. Which of your entries change?
# 2. $\operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$
# 3. `X.T @ miss` is a sum over the examples; divide it by `len(L)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.mean(), X.T @ miss)


# %% mistake gradient.divided_by_all [markdown]
# Cause: the entries of the weights are divided by n · N, not by n
#
# The entries of the weights are divided by $n \cdot N$, the number of all entries of
# `X`.
#
# 1. The mean runs over the examples. How many are there?
# 2. $\operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$: divide by $n$
# 3. Divide by `len(L)`, not by `X.size`; of a table take `.mean(axis=0)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.mean(), X.T @ miss / X.size)


# %% mistake gradient.hard_decisions [markdown]
# Cause: the answers were rounded to 0 and 1 first
#
# The answers were turned into decisions first: this is the perceptron's pull of seminar
# 1.1, and a right decision teaches nothing any more.
#
# 1. An answer of 0.6 for label 1 is right. Is there nothing left to improve?
# 2. $Y - L$ with $Y = \sigma(r)$ from 0 to 1
# 3. Drop the comparison; subtract `L` from the sigmoid itself.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = (w[0] + X @ w[1:] >= 0).astype(float) - L
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.score_for_answer [markdown]
# Cause: this takes r in place of Y
#
# You took the score $r$ in place of the answer $Y$: this is
# $\operatorname{mean}((r - L) X_i)$, half the gradient of linear regression.
#
# 1. Between the score and the answer stands the activation function.
# 2. $Y = \sigma(r)$
# 3. Put `sigmoid_stable(...)` around the score.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = w[0] + X @ w[1:] - L
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.bias_entry_last [markdown]
# Cause: w₀'s entry comes first
#
# The entry of $w_0$ stands at the end. The order of `w` has it first.
#
# 1. Which entry of `w` is the bias?
# 2. $(dError/dw_0, dError/dw_1, \dots)$
# 3. Write `np.append(miss.mean(), ...)`, with the mean miss in front.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(X.T @ miss / len(L), miss.mean())


# %% mistake gradient.bias_from_the_end [markdown]
# Cause: the bias is the first entry of w, not the last
#
# The bias was taken from the last place of `w` (and its derivative put there as well).
# In this seminar it stands in front.
#
# 1. Look up in the docstring where $w_0$ is.
# 2. $r = w_0 + \sum w_i X_i$, with $w_0$ in `w[0]`
# 3. Write `w[0] + X @ w[1:]`, and put the mean miss in front.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(X @ w[:-1] + w[-1]) - L
    return np.append(X.T @ miss / len(L), miss.mean())


# %% mistake gradient.base_two [markdown]
# Cause: there is a factor 1/log 2, as for an error in bits
#
# There is a factor $1/\log 2$: this is the gradient of an error in bits. The seminar
# takes the natural logarithm.
#
# 1. Which logarithm does the error use?
# 2. $(\log Y)' = 1/Y$, without any factor
# 3. Drop the division by `np.log(2)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.mean(), X.T @ miss / len(L)) / np.log(2)


# %% mistake gradient.doubled [markdown]
# Cause: there is an extra factor 2
#
# There is a factor 2, as if the miss were squared in the error. The cross-entropy has
# no square.
#
# 1. Where would a 2 come from? Look through the links of the chain.
# 2. $\operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$
# 3. Drop the `2 *`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return 2 * np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.absolute [markdown]
# Cause: the sign of the misses is lost
#
# The sign of the misses got lost: with $|Y - L|$ both labels pull in one direction.
#
# 1. Label 1 needs a larger score, label 0 a smaller one.
# 2. $Y - L$, negative for label 1, positive for label 0
# 3. Drop `np.abs`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = np.abs(sigmoid_stable(w[0] + X @ w[1:]) - L)
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.five_examples_only [markdown]
# Cause: the division is by 5, whatever the number of examples
#
# The sum is divided by 5, whatever the number of examples is.
#
# 1. How many examples will the next sample have?
# 2. Divide by $n$, the number of rows of `X`.
# 3. Write `len(L)` in place of 5.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return np.append(miss.sum(), X.T @ miss) / 5


# %% mistake gradient.one_example_too_few [markdown]
# Cause: the division is by n − 1
#
# The division is by $n - 1$. That belongs to some estimates of a variance; the error is
# a plain mean.
#
# 1. How many terms does the sum have?
# 2. $\frac{1}{n} \sum (Y - L) \cdot X_i$
# 3. Divide by `len(L)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    n = max(len(L) - 1, 1)
    return np.append(miss.sum(), X.T @ miss) / n


# %% mistake gradient.only_label_one [markdown]
# Cause: only the examples of label 1 count here
#
# Only the examples of label 1 count here: those of label 0 were multiplied away.
#
# 1. Who pulls the score of a false alarm down?
# 2. The miss of label 0 is $Y - 0 = Y$.
# 3. Use `Y - L` for all examples, without the factor `L`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = L * (sigmoid_stable(w[0] + X @ w[1:]) - L)
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.stochastic [markdown]
# Cause: this is the gradient of the first example alone
#
# This is the gradient of the first example alone, not the mean over the sample.
#
# 1. Would the result be the same with the rows in another order?
# 2. $\frac{1}{n} \sum$ over all $n$ examples
# 3. Use all rows of `X`, not `X[0]`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X[0] @ w[1:]) - L[0]
    return miss * np.append(1, X[0])


# %% mistake gradient.not_averaged [markdown]
# This is one gradient per example, a table of $n$ rows. Their mean is still missing.
#
# 1. Descent needs one direction, not $n$.
# 2. $\frac{dError}{dw} = \frac{1}{n} \sum$ of the rows
# 3. Take `.mean(axis=0)` of your table.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    return miss[:, None] * np.column_stack([np.ones(len(L)), X])


# %% mistake gradient.error_value [markdown]
# This is the value $Error(w)$, one number. Its derivatives are wanted, $N + 1$ of them.
#
# 1. A gradient has one entry for each number in `w`.
# 2. $dError/dw_0 = \operatorname{mean}(Y - L)$, and so on
# 3. Compute the misses, then their means with 1 and with each input.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    return error(w, X, L)


# %% mistake gradient.numerical [markdown]
# Cause: this is the numerical gradient; where X is large it is off in the third digit
#
# You returned the numerical gradient of the error. It is close, but not the derivative
# itself: where the inputs count in thousands only a few digits are right, and it asks
# for the whole error $2(N + 1)$ times.
#
# 1. What would the next section compare your gradient with, if this is it?
# 2. $dError/dw_i = \operatorname{mean}\bigl((Y - L) \cdot X_i\bigr)$
# 3. Compute the misses, then their means with 1 and with each input.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    return numerical_gradient(lambda v: error(v, X, L), w)


# %% mistake gradient.paired_each_with_each [markdown]
# Cause: each answer met each label: an (n, 1) array met an (n,) array
#
# The labels were made a column, and the subtraction paired every answer with every
# label: an (n, 1) array met an (n,) array.
#
# 1. Print the shape of the miss. It should be (n,).
# 2. $Y$ and $L$ both have the shape (n,).
# 3. Leave `L` as it is, without `reshape(-1, 1)`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = (sigmoid_stable(w[0] + X @ w[1:]) - L.reshape(-1, 1)).mean(axis=0)
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.overflow [markdown]
# Right for moderate scores, but the textbook sigmoid overflows where the neuron is very
# sure.
#
# 1. What is $e^{1000}$ in a float64?
# 2. $\sigma$ in its stable form, as in seminar 1.2
# 3. Call `sigmoid_stable` in place of `1 / (1 + np.exp(-r))`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = 1 / (1 + np.exp(-(w[0] + X @ w[1:]))) - L
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.changes_input [markdown]
# The values are right, but your function changes the array `X` it was given: the next
# step would train on spoilt data.
#
# 1. `X *= ...` writes into the caller's array.
# 2. The products $(Y - L) \cdot X_i$ are new numbers; $X$ stays.
# 3. Write `miss[:, None] * X` in place of `X *= miss[:, None]`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    X *= miss[:, None]
    return np.append(miss.mean(), X.mean(axis=0))


# %% mistake gradient.changes_labels [markdown]
# The values are right, but your function changes the labels it was given: the next step
# would train on the misses.
#
# 1. `L -= ...` writes into the caller's array.
# 2. $Y - L$ is a new array.
# 3. Write `miss = Y - L`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    L -= sigmoid_stable(w[0] + X @ w[1:])
    return -np.append(L.mean(), X.T @ L / len(L))


# %% mistake gradient.clipped [markdown]
# Cause: the scores were clipped; very sure answers are cut off
#
# The scores were clipped, so very sure answers are a little off. The given sigmoid
# needs no clipping.
#
# 1. What is $\sigma(-30)$? Small, but not what a clipped score gives.
# 2. $Y = \sigma(r)$ for every finite $r$
# 3. Drop `np.clip`; `sigmoid_stable` does not overflow.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    r = np.clip(w[0] + X @ w[1:], -10, 10)
    miss = sigmoid_stable(r) - L
    return np.append(miss.mean(), X.T @ miss / len(L))


# %% mistake gradient.whole_numbers [markdown]
# Cause: the result was stored in whole numbers
#
# The result was stored as whole numbers, and so cut: 0.46 became 0.
#
# 1. What is the dtype of the array into which you write?
# 2. A gradient consists of float64 numbers.
# 3. Make it with `np.zeros(len(w))`, without `dtype=int`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    result = np.zeros(len(w), dtype=int)
    result[0] = miss.mean()
    result[1:] = X.T @ miss / len(L)
    return result


# %% mistake gradient.prints [markdown]
# Your function prints the gradient and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. `return` hands a value over.
# 3. Write `return` in place of `print`.


# %%
def gradient(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    miss = sigmoid_stable(w[0] + X @ w[1:]) - L
    print(np.append(miss.mean(), X.T @ miss / len(L)))


# %% mistake gradient_l2.no_two [markdown]
# Cause: the factor 2 of the square is missing
#
# The factor 2, the derivative of the square, is missing.
#
# 1. What is the derivative of $u^2$?
# 2. $\frac{d}{dY} (Y - L)^2 = 2(Y - L)$
# 3. Multiply by 2.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = (Y - L) * Y * (1 - Y)
    return np.append(dr.mean(), X.T @ dr / len(L))


# %% mistake gradient_l2.no_slope [markdown]
# Cause: the slope dY/dr is missing
#
# The slope $dY/dr = Y(1 - Y)$ is missing: this is $\operatorname{mean}(2(Y - L) X_i)$.
# With this loss nothing cancels it.
#
# 1. The push goes from $r$ to $Y$ here as well.
# 2. $\frac{dError}{dr} = 2(Y - L) \cdot Y(1 - Y)$
# 3. Multiply by `Y * (1 - Y)`.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (Y - L)
    return np.append(dr.mean(), X.T @ dr / len(L))


# %% mistake gradient_l2.cross_entropy [markdown]
# Cause: this is the gradient of the cross-entropy
#
# This is the gradient of the cross-entropy, $\operatorname{mean}((Y - L) X_i)$.
#
# 1. Only there does the slope of the sigmoid cancel.
# 2. Squared error: $2(Y - L) \cdot Y(1 - Y)$ in place of $Y - L$
# 3. Multiply the miss by `2 * Y * (1 - Y)`.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = Y - L
    return np.append(dr.mean(), X.T @ dr / len(L))


# %% mistake gradient_l2.sum [markdown]
# Cause: this is the sum over the examples, not the mean
#
# You took the sum over the examples, where the error is a mean.
#
# 1. Give every example twice. Should the gradient change?
# 2. Divide by $n$, the number of examples.
# 3. Divide both parts by `len(L)`.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (Y - L) * Y * (1 - Y)
    return np.append(dr.sum(), X.T @ dr)


# %% mistake gradient_l2.sign [markdown]
# Cause: the sign is reversed: this points downhill
#
# The sign is reversed: this points downhill. The gradient points uphill.
#
# 1. The minus comes with the step of the descent.
# 2. $2(Y - L) \cdot Y(1 - Y)$, not $(L - Y)$
# 3. Write `Y - L`.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (L - Y) * Y * (1 - Y)
    return np.append(dr.mean(), X.T @ dr / len(L))


# %% mistake gradient_l2.bias_entry_zero [markdown]
# Cause: w₀'s entry is 0
#
# The entry of $w_0$ is always 0.
#
# 1. The bias is like a weight with an input of 1.
# 2. $\operatorname{mean}\bigl(2(Y - L) \cdot Y(1 - Y)\bigr)$ in front
# 3. Put `dr.mean()` where you have 0.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (Y - L) * Y * (1 - Y)
    return np.append(0, X.T @ dr / len(L))


# %% mistake gradient_l2.no_bias_entry [markdown]
# The answer has $N$ entries: the derivative with respect to $w_0$ is missing.
#
# 1. How many numbers does `w` hold?
# 2. $\operatorname{mean}\bigl(2(Y - L) \cdot Y(1 - Y)\bigr)$ comes first.
# 3. Return `np.append(dr.mean(), X.T @ dr / len(L))`.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (Y - L) * Y * (1 - Y)
    return X.T @ dr / len(L)


# %% mistake gradient_l2.slope_of_answer [markdown]
# Cause: dsigma expects the score r, and it was given Y
#
# The slope was taken at $Y$ in place of $r$: `dsigma(Y)` applies the sigmoid once more.
#
# 1. What does `dsigma` expect, a score or an answer?
# 2. $dY/dr = Y(1 - Y)$
# 3. Write `Y * (1 - Y)`, or `dsigma(r)` with the score.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (Y - L) * dsigma(Y)
    return np.append(dr.mean(), X.T @ dr / len(L))


# %% mistake gradient_l2.one_factor [markdown]
# Cause: of the slope Y(1 − Y) the factor Y is missing
#
# Of the slope $Y(1 - Y)$ only $1 - Y$ is there.
#
# 1. At $Y = 0.5$ the slope is 0.25.
# 2. $dY/dr = Y(1 - Y)$
# 3. Multiply by `Y` too.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (Y - L) * (1 - Y)
    return np.append(dr.mean(), X.T @ dr / len(L))


# %% mistake gradient_l2.square_itself [markdown]
# Cause: this takes (Y − L)² itself; its derivative is wanted
#
# You took the square $(Y - L)^2$ itself in place of its derivative.
#
# 1. What is the derivative of $u^2$?
# 2. $\frac{d}{dY} (Y - L)^2 = 2(Y - L)$
# 3. Write `2 * (Y - L)` in place of `(Y - L) ** 2`.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = (Y - L) ** 2 * Y * (1 - Y)
    return np.append(dr.mean(), X.T @ dr / len(L))


# %% mistake gradient_l2.bias_without_slope [markdown]
# Cause: the slope dY/dr is missing in w₀'s entry
#
# The entry of $w_0$ lacks the slope $Y(1 - Y)$, the others have it.
#
# 1. The way from $r$ to $Y$ is the same for the bias and for the weights.
# 2. $\operatorname{mean}\bigl(2(Y - L) \cdot Y(1 - Y)\bigr)$ comes first.
# 3. Put `dr.mean()` in front, the same `dr` as for the weights.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (Y - L) * Y * (1 - Y)
    return np.append(2 * (Y - L).mean(), X.T @ dr / len(L))


# %% mistake gradient_l2.overflow [markdown]
# Cause: the exponential has overflowed
#
# Right for moderate scores, but an exponential overflows where the neuron is very sure.
#
# 1. What is $e^{1000}$ in a float64, and what is $\infty \cdot 0$?
# 2. $dY/dr = Y(1 - Y)$ with $\sigma$ in its stable form
# 3. Take `Y = sigmoid_stable(r)` and build everything from `Y`.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    t = np.exp(-(w[0] + X @ w[1:]))
    dr = 2 * (1 / (1 + t) - L) * t / (1 + t) ** 2
    return np.append(dr.mean(), X.T @ dr / len(L))


# %% mistake gradient_l2.changes_input [markdown]
# The values are right, but your function changes the array `X` it was given.
#
# 1. `X *= ...` writes into the caller's array.
# 2. The products with $X_i$ are new numbers; $X$ stays.
# 3. Write `X.T @ dr` in place of `X *= dr[:, None]`.


# %%
def gradient_l2(w, X, L):
    w, X, L = (np.asarray(given, dtype=np.float64) for given in (w, X, L))
    Y = sigmoid_stable(w[0] + X @ w[1:])
    dr = 2 * (Y - L) * Y * (1 - Y)
    X *= dr[:, None]
    return np.append(dr.mean(), X.mean(axis=0))


# %% mistake gradient_check.distance [markdown]
# Cause: this is the distance; divide it by the two lengths
#
# This is the distance $\lVert g - \hat g \rVert$ itself. Whether 0.001 is much depends
# on how long the gradients are.
#
# 1. Multiply $f$ and its gradient by 1000. Should the verdict change?
# 2. $\lVert g - \hat g \rVert / (\lVert g \rVert + \lVert \hat g \rVert)$
# 3. Divide by the sum of the two norms.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    return np.linalg.norm(g - numerical)


# %% mistake gradient_check.numerical_length_only [markdown]
# Cause: this divides by the numerical length alone
#
# You divided by the length of the numerical gradient alone.
#
# 1. The formula treats both gradients alike; then the result never exceeds 1.
# 2. $\lVert g \rVert + \lVert \hat g \rVert$ below the line
# 3. Add `np.linalg.norm(g)` to the denominator.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    return np.linalg.norm(g - numerical) / np.linalg.norm(numerical)


# %% mistake gradient_check.longer_length [markdown]
# Cause: this divides by the longer of the two lengths; divide by their sum
#
# You divided by the longer of the two lengths. Their sum is wanted; by it the number
# stays between 0 and 1.
#
# 1. What comes out for the gradient with a reversed sign? It should be 1.
# 2. $\varepsilon = \lVert g - \hat g \rVert / (\lVert g \rVert + \lVert \hat g \rVert)$
# 3. Write `+` in place of `max`.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    lengths = np.linalg.norm(g), np.linalg.norm(numerical)
    return np.linalg.norm(g - numerical) / max(lengths)


# %% mistake gradient_check.own_length_only [markdown]
# Cause: this divides by the length of df(w) alone
#
# You divided by the length of `df(w)` alone.
#
# 1. The formula treats both gradients alike; then the result never exceeds 1.
# 2. $\lVert g \rVert + \lVert \hat g \rVert$ below the line
# 3. Add `np.linalg.norm(numerical)` to the denominator.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    return np.linalg.norm(g - numerical) / np.linalg.norm(g)


# %% mistake gradient_check.length_of_sum [markdown]
# Cause: this divides by the length of the sum
#
# You divided by the length of the sum, $\lVert g + \hat g \rVert$, in place of the sum
# of the lengths. If $g$ points the opposite way, it is 0.
#
# 1. What would a gradient with a reversed sign get?
# 2. $\lVert g \rVert + \lVert \hat g \rVert$: two lengths, then their sum
# 3. Take `np.linalg.norm` of each by itself.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    return np.linalg.norm(g - numerical) / np.linalg.norm(g + numerical)


# %% mistake gradient_check.brackets [markdown]
# Cause: the sum of the two lengths needs brackets, it divides as a whole
#
# Without brackets, only the first length divides, and the second one is added.
#
# 1. What does Python do first, plus or division?
# 2. $\lVert g - \hat g \rVert / (\lVert g \rVert + \lVert \hat g \rVert)$
# 3. Put brackets around the sum of the two lengths.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    distance = np.linalg.norm(g - numerical)
    return distance / np.linalg.norm(g) + np.linalg.norm(numerical)


# %% mistake gradient_check.squared [markdown]
# Cause: the lengths are squared; take the root
#
# The lengths are squared: the root is missing.
#
# 1. If $g$ is half of $\hat g$, the relative error is 1/3.
# 2. $\lVert v \rVert = \sqrt{v_0^2 + v_1^2 + \dots}$
# 3. Use `np.linalg.norm`, or take `np.sqrt` of each sum of squares.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    total = np.sum(g**2) + np.sum(numerical**2)
    return np.sum((g - numerical) ** 2) / total


# %% mistake gradient_check.largest_difference [markdown]
# Cause: this is the largest difference; the length of the difference is wanted, divided
#
# This is the largest difference of two entries, not the length of the difference, and
# it is not divided.
#
# 1. The whole vector is to be compared, in relation to its length.
# 2. $\lVert g - \hat g \rVert / (\lVert g \rVert + \lVert \hat g \rVert)$
# 3. Use `np.linalg.norm` in place of `np.max(np.abs(...))`, then divide.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    return np.max(np.abs(g - numerical))


# %% mistake gradient_check.sum_of_absolutes [markdown]
# Cause: these are sums of absolute values; the lengths are wanted
#
# You added up absolute values. That measures lengths in another way than the Euclidean
# one asked for.
#
# 1. The length of $(3, 4)$ is 5, not 7.
# 2. $\lVert v \rVert = \sqrt{v_0^2 + v_1^2 + \dots}$
# 3. Use `np.linalg.norm`.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    total = np.sum(np.abs(g)) + np.sum(np.abs(numerical))
    return np.sum(np.abs(g - numerical)) / total


# %% mistake gradient_check.difference_of_lengths [markdown]
# Cause: this subtracts the two lengths; subtract the vectors first
#
# You compared the lengths, $\bigl|\lVert g \rVert - \lVert \hat g \rVert\bigr|$. Two
# vectors of one length can point in quite different directions.
#
# 1. What would a gradient with a reversed sign get?
# 2. $\lVert g - \hat g \rVert$: first the difference, then its length
# 3. Write `np.linalg.norm(g - numerical)` above the line.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    a, b = np.linalg.norm(g), np.linalg.norm(numerical)
    return abs(a - b) / (a + b)


# %% mistake gradient_check.verdict [markdown]
# You returned a verdict, true or false. The number behind it says more.
#
# 1. How would you tell a rounding error from a missing factor 2?
# 2. $\lVert g - \hat g \rVert / (\lVert g \rVert + \lVert \hat g \rVert)$, from 0 to 1
# 3. Return the relative error itself, without a comparison.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    return np.allclose(g, numerical)


# %% mistake gradient_check.always_at_ones [markdown]
# Cause: the gradients are taken at another point than w
#
# The gradients were compared at a point of your own choice, $(1, \dots, 1)$, not at
# `w`.
#
# 1. A mistake may hide at one point and show at another. Who chooses the point?
# 2. $g$ and $\hat g$ are taken at `w`.
# 3. Drop the line that replaces `w`.


# %%
def gradient_check(f, df, w):
    w = np.ones(len(w))
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    distance = np.linalg.norm(g - numerical)
    return distance / (np.linalg.norm(g) + np.linalg.norm(numerical))


# %% mistake gradient_check.epsilon [markdown]
# Cause: something is added to the two lengths; for short gradients that is not small
#
# You added a small number to the denominator. Beside short gradients it is not small,
# and a wrong gradient looks right.
#
# 1. Measure $f$ in another unit: should the relative error change?
# 2. $\varepsilon = \lVert g - \hat g \rVert / (\lVert g \rVert + \lVert \hat g \rVert)$
# 3. Divide by the two lengths alone.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    lengths = np.linalg.norm(g) + np.linalg.norm(numerical)
    return np.linalg.norm(g - numerical) / (lengths + 1e-8)


# %% mistake gradient_check.at_least_one [markdown]
# Cause: the denominator is kept at 1 or more; divide by the two lengths as they are
#
# You kept the denominator at 1 or more. Where both gradients are short, the relative
# error turns into the plain distance, and a wrong gradient looks right.
#
# 1. Measure $f$ in another unit: should the relative error change?
# 2. $\varepsilon = \lVert g - \hat g \rVert / (\lVert g \rVert + \lVert \hat g \rVert)$
# 3. Drop `max(1, …)`.


# %%
def gradient_check(f, df, w):
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w)
    lengths = np.linalg.norm(g) + np.linalg.norm(numerical)
    return np.linalg.norm(g - numerical) / max(1, lengths)


# %% mistake gradient_check.forward [markdown]
# Cause: the difference is taken to one side only
#
# The difference was taken to one side only, from $w$ to $w + h$. Its error shrinks with
# $h$, that of a central difference with $h^2$.
#
# 1. A right gradient should get about $10^{-8}$ or less. What does yours get?
# 2. $\hat g_i = \bigl(f(w + h e_i) - f(w - h e_i)\bigr) / (2h)$
# 3. Call the given `numerical_gradient(f, w)`.


# %%
def gradient_check(f, df, w):
    h = 1e-5  # varies: 1e-9 to 0.1
    numerical = np.array([(f(w + h * e) - f(w)) / h for e in np.eye(len(w))])
    g = np.asarray(df(w))
    distance = np.linalg.norm(g - numerical)
    return distance / (np.linalg.norm(g) + np.linalg.norm(numerical))


# %% mistake gradient_check.large_step [markdown]
# Cause: the differences were taken with a large step, and so are off themselves
#
# The central differences were taken with a large step: their own error, which grows
# with $h^2$, hides that of the gradient.
#
# 1. A right gradient should get about $10^{-8}$ or less. What does yours get?
# 2. $\hat g_i = \bigl(f(w + h e_i) - f(w - h e_i)\bigr) / (2h)$, $h = 10^{-5}$
# 3. Call `numerical_gradient(f, w)` without a third argument.


# %%
def gradient_check(f, df, w):
    h = 0.01  # varies: 0.002 to 0.5
    g, numerical = np.asarray(df(w)), numerical_gradient(f, w, h)
    distance = np.linalg.norm(g - numerical)
    return distance / (np.linalg.norm(g) + np.linalg.norm(numerical))


# %% mistake gradient_check.pushes_in_place [markdown]
# The values are right, but `w` is not what it was: pushing an entry back and forth
# leaves its last digit changed.
#
# 1. Is `w + h - 2 * h + h` equal to `w` in float64?
# 2. $f(w + h e_i)$ asks for a new point; $w$ stays.
# 3. Call the given `numerical_gradient(f, w)`, or push copies.


# %%
def gradient_check(f, df, w):
    g, h = np.asarray(df(w)), 1e-5
    numerical = np.zeros(len(w))
    for i in range(len(w)):
        w[i] += h
        above = f(w)
        w[i] -= 2 * h
        numerical[i] = (above - f(w)) / (2 * h)
        w[i] += h
    distance = np.linalg.norm(g - numerical)
    return distance / (np.linalg.norm(g) + np.linalg.norm(numerical))


# %% mistake blind_point.zero [markdown]
# At $w = 0$ every answer is 0.5, but three of four labels are 1: the mean miss is
# $-0.25$, and suspect A is caught.
#
# 1. The forgotten entry must be 0 anyway. For which mean answer is it?
# 2. $\operatorname{mean}(Y - L) = 0$, so
#    $\operatorname{mean}(Y) = \operatorname{mean}(L) = 0.75$
# 3. With $w_1 = w_2 = 0$ all answers are $\sigma(w_0)$; choose $w_0 = \log(0.75/0.25)$.

# %%
w_blind = np.array([0.0, 0.0, 0.0])


# %% mistake blind_point.odds [markdown]
# You took $w_0 = 3$, the odds of 3 to 1. The score is their logarithm.
#
# 1. What does $\sigma(3)$ give? It should be 0.75.
# 2. $r = \log\frac{P}{1 - P}$ with $P = 0.75$
# 3. Write `np.log(3)`.

# %%
w_blind = np.array([3.0, 0.0, 0.0])


# %% mistake blind_point.probability [markdown]
# You took $w_0 = 0.75$, the probability itself. It has to be turned into a score.
#
# 1. What does $\sigma(0.75)$ give? It should be 0.75.
# 2. $r = \log\frac{P}{1 - P}$ with $P = 0.75$
# 3. Write `np.log(3)`.

# %%
w_blind = np.array([0.75, 0.0, 0.0])


# %% mistake blind_point.turned [markdown]
# The sign is reversed: with $w_0 = -\log 3$ the answers are 0.25, and three of four
# labels are 1.
#
# 1. Which label is more frequent here, and which sign of the score does it want?
# 2. $r = \log\frac{P}{1 - P}$ with $P = 0.75$ is positive.
# 3. Write `np.log(3)`, without the minus.

# %%
w_blind = np.array([-np.log(3), 0.0, 0.0])


# %% mistake blind_point.noticed [markdown] by="check"
# At this point the mean miss is not 0, so the forgotten entry is noticed.
#
# 1. Suspect A says 0 for $w_0$. Where is 0 the truth?
# 2. $\operatorname{mean}(Y) = \operatorname{mean}(L) = 0.75$
# 3. The simplest $w$ has $w_1 = w_2 = 0$ and $\sigma(w_0) = 0.75$.

# %%
w_blind = np.array([1.0, 2.0, -0.5])


# %% mistake blind_point.nothing_left [markdown] by="check"
# At this point the answers equal the labels to all digits that count: the whole
# gradient is zero, and no gradient could be caught there.
#
# 1. A check needs something to compare.
# 2. $\operatorname{mean}(Y - L) = 0$, but some $\operatorname{mean}((Y - L) X_i) \ne 0$
# 3. Take small numbers; $w_1 = w_2 = 0$ will do.

# %%
w_blind = np.array([0.0, 100.0, 200.0])


# %% mistake blind_point.two_numbers [markdown] by="check"
# `w_blind` does not hold three numbers: $w_0$ and one weight for each of the two
# inputs.
#
# 1. How many inputs has an example of `X_blind`?
# 2. $w$ has the shape $(N + 1,)$, here (3,).
# 3. Write three numbers, the bias first.

# %%
w_blind = np.log(3)


# %% mistake blind_point.infinite [markdown] by="check"
# One of the numbers is infinite or NaN.
#
# 1. Which score belongs to an answer of 0.75? It is a moderate number.
# 2. $r = \log\frac{P}{1 - P}$
# 3. `np.log(0.75 / 0.25)` is finite; look for a division by 0 in yours.

# %%
w_blind = np.array([np.inf, 0.0, 0.0])


# %% mistake standardize.own_statistics [markdown]
# Cause: the test has its own mean and deviation here; take those of train
#
# The test sample was scaled by its own mean and deviation. The two samples are now on
# different scales, and the test has told you something about itself.
#
# 1. One patient comes to the doctor. What are *her* mean and deviation?
# 2. Both: $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$ with the statistics of
#    `train`
# 3. Use `train.mean(axis=0)` and `train.std(axis=0)` in both lines.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    return (
        (train - train.mean(axis=0)) / train.std(axis=0),
        (test - test.mean(axis=0)) / test.std(axis=0),
    )


# %% mistake standardize.pooled [markdown]
# Cause: mean and deviation come from train and test together; take train alone
#
# Mean and deviation were taken over both samples together, so the training has seen the
# test.
#
# 1. When the neuron is trained, the test patients have not come yet.
# 2. $\operatorname{mean}_i$ and $\operatorname{std}_i$ of `train` alone
# 3. Drop the line that joins the samples.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    both = np.vstack([train, test])
    mean, std = both.mean(axis=0), both.std(axis=0)
    return (train - mean) / std, (test - mean) / std


# %% mistake standardize.test_deviation [markdown]
# Cause: the test has its own deviation here; take that of train
#
# The test got the mean of `train`, but its own deviation.
#
# 1. Both statistics belong to the scale, and there is one scale.
# 2. Both: $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$ with the statistics of
#    `train`
# 3. Divide the test by `train.std(axis=0)`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean = train.mean(axis=0)
    return (train - mean) / train.std(axis=0), (test - mean) / test.std(axis=0)


# %% mistake standardize.test_mean [markdown]
# Cause: the test has its own mean here; take that of train
#
# The test got the deviation of `train`, but its own mean.
#
# 1. Both statistics belong to the scale, and there is one scale.
# 2. Both: $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$ with the statistics of
#    `train`
# 3. Subtract `train.mean(axis=0)` from the test.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    std = train.std(axis=0)
    return (train - train.mean(axis=0)) / std, (test - test.mean(axis=0)) / std


# %% mistake standardize.test_unchanged [markdown]
# Cause: the test is unchanged, or train was scaled first, then asked for its mean
#
# The test came back as it was: either it was not scaled, or `train` was scaled first
# and its *new* mean and deviation, 0 and 1, were used for the test.
#
# 1. The neuron has learned in standard deviations. In what does the test speak?
# 2. Both: $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$, with the mean and the
#    deviation of `train` as it was given
# 3. Put `mean` and `std` into variables first; the second is `(test - mean) / std`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    return (train - train.mean(axis=0)) / train.std(axis=0), test


# %% mistake standardize.all_columns_at_once [markdown]
# Cause: the mean is taken over all columns at once; take axis=0
#
# One mean and one deviation were taken for the whole table, so the columns still differ
# in scale.
#
# 1. How many means are there in a table of three columns?
# 2. $\operatorname{mean}_i$ and $\operatorname{std}_i$: one for each column $i$
# 3. Add `axis=0` to `mean` and to `std`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, std = train.mean(), train.std()
    return (train - mean) / std, (test - mean) / std


# %% mistake standardize.only_centred [markdown]
# Cause: the mean is subtracted, the division is missing
#
# Only the mean was subtracted; the columns still differ in spread.
#
# 1. What is the standard deviation of a column of your result? It should be 1.
# 2. $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$
# 3. Divide by `train.std(axis=0)`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean = train.mean(axis=0)
    return train - mean, test - mean


# %% mistake standardize.only_scaled [markdown]
# Cause: the mean is not subtracted
#
# Only the division is there; the mean was not subtracted.
#
# 1. What is the mean of a column of your result? It should be 0.
# 2. $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$
# 3. Subtract `train.mean(axis=0)` first.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    std = train.std(axis=0)
    return train / std, test / std


# %% mistake standardize.brackets [markdown]
# Cause: the difference needs brackets, it is divided as a whole
#
# Without brackets, only the mean is divided by the deviation: this is
# $X_i - \operatorname{mean}_i / \operatorname{std}_i$.
#
# 1. What does Python do first, minus or division?
# 2. $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$
# 3. Put brackets around the difference.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, std = train.mean(axis=0), train.std(axis=0)
    return train - mean / std, test - mean / std


# %% mistake standardize.variance [markdown]
# Cause: this divides by the variance; the deviation is its root
#
# You divided by the variance; the standard deviation is its root.
#
# 1. In which unit is the variance of a radius?
# 2. $\operatorname{std}_i = \sqrt{\operatorname{var}_i}$
# 3. Use `std` in place of `var`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, var = train.mean(axis=0), train.var(axis=0)
    return (train - mean) / var, (test - mean) / var


# %% mistake standardize.n_minus_one [markdown]
# Cause: the deviation divides by n here; yours divides by n − 1
#
# The deviation divides by $n - 1$ here (`ddof=1`). The docstring asks for NumPy's
# default, which divides by $n$.
#
# 1. Both exist; which one does the docstring name?
# 2. $\operatorname{std}_i = \sqrt{\frac{1}{n} \sum (X_i - \operatorname{mean}_i)^2}$
# 3. Drop `ddof=1`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, std = train.mean(axis=0), train.std(axis=0, ddof=1)
    return (train - mean) / std, (test - mean) / std


# %% mistake standardize.min_max [markdown]
# Cause: this stretches to 0 … 1; mean and deviation are wanted
#
# You stretched each column to the range from 0 to 1. That is another scaling, by the
# two extreme values.
#
# 1. What is the mean of a column of your result? It should be 0.
# 2. $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$
# 3. Use `mean` and `std` in place of `min` and `max`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    low, high = train.min(axis=0), train.max(axis=0)
    return (train - low) / (high - low), (test - low) / (high - low)


# %% mistake standardize.swapped [markdown]
# Cause: mean and deviation come from the test
#
# The statistics come from `test` and were used for both.
#
# 1. Which sample is there when the neuron is trained?
# 2. $\operatorname{mean}_i$ and $\operatorname{std}_i$ of `train`
# 3. Replace `test.mean(axis=0)` and `test.std(axis=0)` by those of `train`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, std = test.mean(axis=0), test.std(axis=0)
    return (train - mean) / std, (test - mean) / std


# %% mistake standardize.order [markdown]
# Cause: the pair is in the wrong order, the test first
#
# The pair is in the wrong order: the test comes first.
#
# 1. How will the caller know which is which?
# 2. The pair is (train, test), as in the arguments.
# 3. Swap the two results.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (test - mean) / std, (train - mean) / std


# %% mistake standardize.train_only [markdown]
# Only the training sample was returned. The test needs the same scale.
#
# 1. What will you judge the neuron by?
# 2. A pair: train and test, both on the scale of `train`
# 3. Return `(train - mean) / std, (test - mean) / std`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    return (train - train.mean(axis=0)) / train.std(axis=0)


# %% mistake standardize.mean_after_the_change [markdown]
# Cause: mean and deviation were computed after `train` had been changed
#
# `train` was changed before its statistics were used for `test`: by then its mean is 0
# and its deviation 1, and the test stays as it was. The caller's array is changed as
# well.
#
# 1. When are mean and deviation computed, and when are they used?
# 2. Compute $\operatorname{mean}_i$ and $\operatorname{std}_i$ once, first.
# 3. Keep them in variables, and do not write into `train`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    train -= train.mean(axis=0)
    train /= train.std(axis=0)
    return train, (test - train.mean(axis=0)) / train.std(axis=0)


# %% mistake standardize.changes_input [markdown]
# The values are right, but the caller's arrays are changed.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. The standardized samples are new arrays.
# 3. Write `train - mean` in place of `train -= mean`.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, std = train.mean(axis=0), train.std(axis=0)
    train -= mean
    train /= std
    test -= mean
    test /= std
    return train, test


# %% mistake standardize.refitted [markdown]
# Cause: the test was standardized once more, by its own mean and deviation
#
# The test was standardized twice: by the statistics of `train`, then once more by its
# own.
#
# 1. After the first step the scale is right. What does the second step do to a single
#    patient?
# 2. Both: $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$, once
# 3. Drop the second scaling of the test.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, std = train.mean(axis=0), train.std(axis=0)
    once = (test - mean) / std
    again = (once - once.mean(axis=0)) / (once.std(axis=0) + 1e-9)
    return (train - mean) / std, again


# %% mistake standardize.epsilon [markdown]
# Cause: something is added to the deviation; a column with a small spread comes out
# wrong
#
# A small number was added to the deviation. Where a column itself spreads over
# millionths only, that is not small.
#
# 1. In which unit is the column measured? In another one its deviation is a thousand
#    times smaller.
# 2. $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$, and no column is constant
# 3. Divide by `std` alone.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, std = train.mean(axis=0), train.std(axis=0) + 1e-8
    return (train - mean) / std, (test - mean) / std


# %% mistake standardize.small_taken_for_zero [markdown]
# Cause: a small deviation is taken for zero here; no column is constant
#
# You left columns with a small deviation undivided, as if they were constant. A column
# may be measured in a large unit.
#
# 1. In which unit is the column measured? In another one its deviation is a thousand
#    times smaller.
# 2. $(X_i - \operatorname{mean}_i) / \operatorname{std}_i$, and no column is constant
# 3. Divide by `std` alone.


# %%
def standardize(train, test):
    train = np.asarray(train, dtype=np.float64)
    test = np.asarray(test, dtype=np.float64)
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std < 1e-8, 1, std)
    return (train - mean) / std, (test - mean) / std


# %% mistake fit.climbs [markdown]
# Cause: λ times the gradient is added, so the path climbs
#
# The step has a plus: the path climbs, and the error grows.
#
# 1. The gradient points uphill. Where do you want to go?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$
# 3. Put a minus in front of `lam`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] + lam * gradient(W[k], X, L)
    return W


# %% mistake fit.last_only [markdown]
# Only the last $w$ was returned; the docstring asks for the whole path.
#
# 1. From what would you draw the curve of the error?
# 2. The shape is (steps + 1, N + 1): one row for each $W_k$.
# 3. Return all rows, `W`, not `W[-1]`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
    return W[-1]


# %% mistake fit.no_start [markdown]
# The start is missing: the path has one row too few.
#
# 1. How many points does a path of two steps have?
# 2. $W_0, W_1, W_2, \dots$ with $W_0 = (0, \dots, 0)$ as row 0
# 3. Keep the row of zeros in front.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
    return W[1:]


# %% mistake fit.in_columns [markdown]
# Cause: the steps stand in columns, not in rows
#
# The path stands in columns; the docstring asks for one row a step.
#
# 1. What is `W[0]`? It should be the start.
# 2. The shape is (steps + 1, N + 1).
# 3. Drop `.T`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
    return W.T


# %% mistake fit.one_step_too_few [markdown]
# The last step is missing: the path has one row too few.
#
# 1. How many points does a path of two steps have?
# 2. $W_0, W_1, W_2, \dots$: that is steps + 1 rows
# 3. Make `steps + 1` rows and take `steps` steps.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
    return W[: max(steps, 1)]


# %% mistake fit.aliased [markdown]
# Cause: all rows are one and the same array: store copies
#
# All rows are equal: one and the same array was stored again and again, and it changed
# afterwards.
#
# 1. `w -= ...` changes the array itself, also where it is stored already.
# 2. Each $W_{k+1}$ is a new array.
# 3. Write `w = w - lam * ...`, or store `w.copy()`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    w = np.zeros(X.shape[1] + 1)
    path = [w]
    for _ in range(steps):
        w -= lam * gradient(w, X, L)
        path.append(w)
    return np.array(path)


# %% mistake fit.from_the_start [markdown]
# Cause: each row starts again from w = 0
#
# Every step was taken from $W_0 = 0$ with the gradient there: after the first step
# nothing moves.
#
# 1. Where do you stand after the first step?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$
# 3. Use row `k`, not row 0.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[0] - lam * gradient(W[0], X, L)
    return W


# %% mistake fit.gradient_of_the_start [markdown]
# Cause: the gradient is that of the start in every step
#
# The gradient was computed once, at the start, and used for every step: the path is a
# straight line.
#
# 1. The slope changes from place to place.
# 2. $\nabla Error(W_k)$, at the current point
# 3. Call `gradient(W[k], X, L)` inside the loop.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    g = gradient(np.zeros(X.shape[1] + 1), X, L)
    return -lam * np.arange(steps + 1)[:, None] * g


# %% mistake fit.one_step_only [markdown]
# Cause: only the first step was taken, as if `return` stood inside the loop
#
# Only the first step was taken: the other rows stay zero. Does `return` stand inside
# the loop?
#
# 1. How many times does your loop run?
# 2. $W_0, W_1, W_2, \dots$ up to the number `steps`
# 3. Let `return` stand as far left as `for`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
        return W
    return W


# %% mistake fit.no_lam [markdown]
# Cause: λ is not used
#
# $\lambda$ is not used: the steps are as long as the gradient.
#
# 1. Which argument does your function not need?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$
# 3. Multiply the gradient by `lam`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - gradient(W[k], X, L)
    return W


# %% mistake fit.divided_again [markdown]
# Cause: the step is divided by n once more; the gradient is a mean already
#
# The step was divided by $n$ once more. The gradient is a mean already.
#
# 1. Give every example twice. Should the path change?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$
# 3. Drop the division by `len(L)`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L) / len(L)
    return W


# %% mistake fit.lam_by_steps [markdown]
# Cause: λ is divided by the number of steps
#
# $\lambda$ was divided by the number of steps.
#
# 1. Should the first step depend on how many will follow?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$
# 3. Use `lam` as it is.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam / steps * gradient(W[k], X, L)
    return W


# %% mistake fit.shrinking [markdown]
# Cause: λ shrinks from step to step
#
# $\lambda$ shrinks from step to step here. That is another method; this one keeps it.
#
# 1. What is $\lambda$ in the second step?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$ with one $\lambda$ for all steps
# 3. Drop the division by `k + 1`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam / (k + 1) * gradient(W[k], X, L)
    return W


# %% mistake fit.normalized [markdown]
# Cause: the gradient is divided by its length
#
# The gradient was divided by its length, so all steps are equally long, also close to
# the minimum.
#
# 1. Near the minimum the gradient is small. What does that do to a step?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$, with the gradient as it is
# 3. Drop the division by `np.linalg.norm(g)`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        g = gradient(W[k], X, L)
        W[k + 1] = W[k] - lam * g / np.linalg.norm(g)
    return W


# %% mistake fit.squared_error [markdown]
# Cause: this is the descent on the squared error
#
# The descent runs on the squared error: `gradient_l2` was called.
#
# 1. Which loss does the docstring name?
# 2. $\nabla Error$ of the mean cross-entropy
# 3. Call `gradient`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient_l2(W[k], X, L)
    return W


# %% mistake fit.bias_stays [markdown]
# Cause: the bias never moves
#
# The bias never moves: the step was taken for the weights only.
#
# 1. Which entry of your `W` is 0 in every row?
# 2. $w_0$ has a derivative too, the first entry of the gradient.
# 3. Subtract from the whole row, not from `[1:]`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1, 1:] = W[k, 1:] - lam * gradient(W[k], X, L)[1:]
    return W


# %% mistake fit.starts_at_ones [markdown]
# Cause: the path starts at ones, not at zeros
#
# The path starts at ones. The docstring says: row 0 is zeros.
#
# 1. What must the first error be, whatever the data?
# 2. $W_0 = (0, \dots, 0)$, so $Error = \log 2$
# 3. Use `np.zeros`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.ones((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
    return W


# %% mistake fit.two_steps_only [markdown]
# Cause: after two steps nothing moves
#
# The function never takes more than two steps; all rows after them stay zero.
#
# 1. Which argument does your function not need in the loop?
# 2. $W_0, W_1, W_2, \dots$ up to the number `steps`
# 3. Write `range(steps)`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(min(2, steps)):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
    return W


# %% mistake fit.one_example_a_step [markdown]
# Cause: each step looks at one example only
#
# Each step looks at one example only. That is stochastic descent; here the gradient is
# the mean over the whole sample.
#
# 1. Does the order of the rows matter for your path? It should not.
# 2. $\nabla Error(W_k)$ over all $n$ examples
# 3. Pass the whole `X` and `L` to `gradient`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        i = k % len(L)
        W[k + 1] = W[k] - lam * gradient(W[k], X[i : i + 1], L[i : i + 1])
    return W


# %% mistake fit.one_after_another [markdown]
# Cause: the entries were moved one after another, each with the others already moved
#
# The coordinates were updated one after another, each with the others already moved.
# The rule moves all at once.
#
# 1. At which point is each derivative taken?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$: all derivatives at $W_k$
# 3. Compute the whole gradient first, then move.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        w = W[k].copy()
        for i in range(len(w)):
            w[i] -= lam * gradient(w, X, L)[i]
        W[k + 1] = w
    return W


# %% mistake fit.errors [markdown]
# You returned the errors along the path; the weights are wanted.
#
# 1. From the weights the errors can be computed. And the other way round?
# 2. Row $k$ is $W_k$, shape (steps + 1, N + 1).
# 3. Return `W`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
    return np.array([error(w, X, L) for w in W])


# %% mistake fit.centres_input [markdown]
# Cause: the mean of X was moved to 0 first
#
# Your function moves the mean of `X` to 0, in the caller's array. That changes the
# data, and with them the meaning of $w_0$.
#
# 1. Who scales the data here, `fit` or `standardize`?
# 2. $r = w_0 + \sum w_i X_i$ with $X$ as given
# 3. Drop the line `X -= X.mean(axis=0)`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    X -= X.mean(axis=0)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        W[k + 1] = W[k] - lam * gradient(W[k], X, L)
    return W


# %% mistake fit.stops_early [markdown]
# Where the gradient is almost zero your function stops, and the rows of the steps that
# were left are missing.
#
# 1. How many rows does the docstring promise, whatever the data?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$, also where the gradient is 0
# 3. Drop the `break`.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    path = [np.zeros(X.shape[1] + 1)]
    for _ in range(steps):
        g = gradient(path[-1], X, L)
        if np.linalg.norm(g) < 1e-4:
            break
        path.append(path[-1] - lam * g)
    return np.array(path)


# %% mistake fit.clipped_gradient [markdown]
# Cause: long gradients were cut to the length 1
#
# Where the gradient is longer than 1 your function shortens it. That is another method;
# this one takes the gradient as it is.
#
# 1. On a steep slope, how long is a step?
# 2. $W_{k+1} = W_k - \lambda \nabla Error(W_k)$, with the gradient as it is
# 3. Drop the division by the length.


# %%
def fit(X, L, lam, steps):
    X, L = np.asarray(X, dtype=np.float64), np.asarray(L, dtype=np.float64)
    W = np.zeros((steps + 1, X.shape[1] + 1))
    for k in range(steps):
        g = gradient(W[k], X, L)
        W[k + 1] = W[k] - lam * g / max(1.0, np.linalg.norm(g))
    return W


# %% mistake training.not_there_yet [markdown] by="check"
# The descent stopped on the way: the error was still falling, and the weights are short
# of the optimum.
#
# 1. The loss looks flat long before the weights have arrived. What is the gradient at
#    the end?
# 2. The distance shrinks by a factor of about $1 - \lambda c$ a step, where $c$ is the
#    smallest curvature, about 0.006 here.
# 3. Try `lam = 5` with 1000 steps: 50 times as long a step as 0.1.

# %%
X_train, X_test = standardize(train, test)
lam, steps = 0.1, 1000
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[-1]


# %% mistake training.jumps [markdown] by="check"
# The steps are too long: the path jumps over the valley and back, and the error goes up
# and down.
#
# 1. Does the error fall at *every* step? Plot it.
# 2. Safe is $\lambda < 2/a = 5.97$.
# 3. Choose `lam = 5`.

# %%
X_train, X_test = standardize(train, test)
lam, steps = 100.0, 1000
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[-1]


# %% mistake training.climbs [markdown] by="check"
# $\lambda$ is negative: every step goes uphill, and the error grows.
#
# 1. Which way does the gradient point, and which way do you want to go?
# 2. $W_{k+1} = W_k - \lambda \, \nabla Error(W_k)$ with $\lambda > 0$: the minus is in
#    the rule already.
# 3. Choose `lam = 5`.

# %%
X_train, X_test = standardize(train, test)
lam, steps = -1.0, 1000
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[-1]


# %% mistake training.overflows [markdown] by="check"
# The steps are so long that the weights left the finite numbers.
#
# 1. Print a few rows of `W_train`. Which is the first that makes no sense?
# 2. Safe is $\lambda < 2/a = 5.97$.
# 3. Choose `lam = 5`.

# %%
X_train, X_test = standardize(train, test)
lam, steps = np.inf, 10
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[-1]


# %% mistake training.too_many_steps [markdown] by="check"
# More than 5000 steps were taken. With a longer step far fewer are enough.
#
# 1. What is cheaper, ten times the steps or ten times $\lambda$?
# 2. The distance shrinks by a factor of about $1 - \lambda c$ a step; $\lambda$ may
#    grow up to $2/a = 5.97$.
# 3. Choose `lam = 5` with 1000 steps.

# %%
X_train, X_test = standardize(train, test)
lam, steps = 1.0, 5500
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[-1]


# %% mistake training.not_the_end [markdown] by="check"
# `w_cancer` is not the last row of the path: what is compared and used is not where
# your descent has come to.
#
# 1. Which row of `W_train` is $w$ after all steps?
# 2. Row $k$ is $W_k$, so the last row is `W_train[-1]`.
# 3. Leave the line `w_cancer = W_train[-1]` as it was given.

# %%
X_train, X_test = standardize(train, test)
lam, steps = 5.0, 1000
W_train = fit(X_train, L_train, lam, steps)
w_cancer = W_train[0]


# %% mistake separable.finite_optimum [markdown]
# You said that the weights stop at a finite optimum, because a convex function always
# has a smallest value at some point. It need not: $e^{-x}$ is convex and only runs
# towards 0.
#
# 1. Take the $w$ at which descent would stop, and double it. Is the error smaller?
# 2. If every $r$ is on its right side, then $2r$ is even more so, and each loss falls.
# 3. The answer is (b), and the reason is (g).

# %%
separable_answer = "a"
separable_reason = "e"


# %% mistake separable.entropy_floor [markdown]
# You said that the error stays at $H(L \mid X)$. That bound holds for the population,
# not for the sample on which the neuron was trained.
#
# 1. On this sample a plane tells all labels. What is left to be uncertain about?
# 2. On a separable sample the error goes to 0.
# 3. The answer is (b), and the reason is (g).

# %%
separable_answer = "c"
separable_reason = "f"


# %% mistake separable.overshoots [markdown]
# You said that the steps overshoot in the end. But $\lambda$ is small enough, and as
# the misses shrink, the gradient becomes shorter, not longer.
#
# 1. The gradient is the mean of miss × input. What becomes of the misses?
# 2. $Y \to L$, so $Y - L \to 0$
# 3. The answer is (b), and the reason is (g).

# %%
separable_answer = "d"
separable_reason = "h"


# %% mistake separable.wrong_reason_length [markdown]
# The answer is right, (b). But the gradient does not become longer: its misses shrink,
# and that is why the weights grow ever more slowly.
#
# 1. Why is no finite $w$ the best one? Compare a separating $w$ with another one in its
#    direction.
# 2. $2w$ has the same boundary, and every $|r|$ is doubled.
# 3. The reason is (g).

# %%
separable_answer = "b"
separable_reason = "h"


# %% mistake separable.wrong_reason_convex [markdown]
# The answer is right, (b), but the reason contradicts it: if a smallest point existed,
# the weights would stop there.
#
# 1. Is $e^{-x}$ convex, and where is it smallest?
# 2. $2w$ has the same boundary, every $|r|$ is doubled, so the error is smaller.
# 3. The reason is (g).

# %%
separable_answer = "b"
separable_reason = "e"


# %% mistake separable.wrong_reason_entropy [markdown]
# The answer is right, (b), but the reason contradicts it: if the error could not fall
# below $H(L \mid X)$ on any sample, it would not go to 0 here.
#
# 1. For what does the bound hold, for the sample or for the population?
# 2. $2w$ has the same boundary, every $|r|$ is doubled, so the error is smaller.
# 3. The reason is (g).

# %%
separable_answer = "b"
separable_reason = "f"


# %% mistake separable.right_reason_only [markdown]
# The reason is right, (g), but the weights cannot stop then: from every finite $w$
# there is a better one further out.
#
# 1. If $2w$ is always better than $w$, where does descent come to rest?
# 2. $Error(2w) < Error(w)$ for a separating $w$
# 3. The answer is (b).

# %%
separable_answer = "a"
separable_reason = "g"
