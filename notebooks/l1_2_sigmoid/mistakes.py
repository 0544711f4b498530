# %%
import numpy as np

# %% mistake sigmoid.plus_in_exponent [markdown]
# Cause: the minus in the exponent is missing, so larger scores give smaller P
#
# The exponent has lost its minus: you computed $1/(1 + e^{r})$, which is
# $1 - \sigma(r)$ and falls as $r$ grows.
#
# 1. A larger score should make label 1 more probable. Does it here?
# 2. $\sigma(r) = 1 / (1 + e^{-r})$
# 3. Look at the sign in front of `r` inside `np.exp`.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + np.exp(r))


# %% mistake sigmoid.no_brackets [markdown]
# Cause: without brackets, 1 / 1 + e^(−r) is computed as (1 / 1) + e^(−r)
#
# The brackets around the denominator are missing: Python reads `1 / 1 + np.exp(-r)` as
# $1 + e^{-r}$, and that is $1/P$, always above 1.
#
# 1. A probability above 1 is a sign that a division did not reach its whole
#    denominator.
# 2. $\sigma(r) = 1 / (1 + e^{-r})$: the sum as a whole stands below the line.
# 3. Write `1 / (1 + np.exp(-r))`.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / 1 + np.exp(-r)


# %% mistake sigmoid.base_2 [markdown]
# Cause: this is 2^(−r) where e^(−r) is wanted
#
# You took a power of 2 where the formula has a power of $e$: this is $1/(1 + 2^{-r})$.
# It is an S-curve too, but flatter than $\sigma$.
#
# 1. With $e$, one more unit of $r$ multiplies the odds by 2.718; with 2 it doubles
#    them.
# 2. $\sigma(1) = 1 / (1 + e^{-1}) = 0.731$, while $1 / (1 + 2^{-1}) = 0.667$.
# 3. `np.exp(-r)` is $e^{-r}$; `2 ** -r` and `np.exp2(-r)` are not.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + 2.0**-r)


# %% mistake sigmoid.base_10 [markdown]
# Cause: this is 10^(−r) where e^(−r) is wanted
#
# You took a power of 10 where the formula has a power of $e$: this is
# $1/(1 + 10^{-r})$, an S-curve steeper than $\sigma$.
#
# 1. With $e$, one more unit of $r$ multiplies the odds by 2.718; with 10 it does so by
#    10.
# 2. $\sigma(1) = 1 / (1 + e^{-1}) = 0.731$, while $1 / (1 + 10^{-1}) = 0.909$.
# 3. `np.exp(-r)` is $e^{-r}$; `10 ** -r` is not.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + 10.0**-r)


# %% mistake sigmoid.double_score [markdown]
# Cause: there is a 2 in the exponent: this is σ(2r)
#
# There is a 2 in the exponent: this is $\sigma(2r)$, twice as steep as $\sigma(r)$.
#
# 1. Compare the slope at $r = 0$: the sigmoid has $1/4$, yours has $1/2$.
# 2. $\sigma(r) = 1 / (1 + e^{-r})$; the form with $e^{-2r}$ belongs to the tanh.
# 3. Take the factor 2 out of `np.exp(-2 * r)`.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + np.exp(-2 * r))


# %% mistake sigmoid.tanh [markdown]
# Cause: this is the hyperbolic tangent, which runs from −1 to 1
#
# This is the hyperbolic tangent. It has the shape of an S as well, but it runs from −1
# to 1, and a probability cannot be negative.
#
# 1. What should "no idea", $r = 0$, give: 0 or 0.5?
# 2. $\sigma(r) = \tfrac{1}{2}\left(1 + \tanh\tfrac{r}{2}\right)$
# 3. Use the formula with `np.exp`, or shift and scale: `0.5 * (1 + np.tanh(r / 2))`.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return np.tanh(r)


# %% mistake sigmoid.absolute_value [markdown]
# Cause: the sign of r got lost: this is σ(|r|)
#
# The sign of $r$ got lost: this is $\sigma(|r|)$, never below 0.5.
#
# 1. A large negative score means "surely not". Which value should that be near?
# 2. $\sigma(-2) = 0.119$, and $\sigma(2) = 0.881$; they add up to 1.
# 3. Drop the `np.abs`, or treat $r < 0$ on its own.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + np.exp(-np.abs(r)))


# %% mistake sigmoid.softmax [markdown]
# Cause: this divides by the sum over all scores, but each of them stands alone
#
# This divides by the sum over all entries: the numbers of one array now add up to 1.
# That is the softmax, in which scores compete; here each score stands alone.
#
# 1. Should the answer for one e-mail change when you add another e-mail to the array?
# 2. $\sigma(r) = e^{r} / (e^{r} + 1)$: the second term is $1 = e^{0}$, not another
#    score.
# 3. Put 1 above the line and `1 + np.exp(-r)` under it; no sum over the array.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return np.exp(r) / np.sum(np.exp(r))


# %% mistake sigmoid.derivative [markdown]
# Cause: this is the slope σ(r)(1 − σ(r)), not σ(r) itself
#
# This is $\sigma(r)(1 - \sigma(r))$, the slope of the sigmoid. It is highest at $r = 0$
# and falls on both sides.
#
# 1. A probability should keep growing with the score; yours turns back at 0.
# 2. $\sigma(0) = 0.5$, its slope there is $0.25$.
# 3. Return the value `1 / (1 + np.exp(-r))` itself.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    s = 1 / (1 + np.exp(-r))
    return s * (1 - s)


# %% mistake sigmoid.step [markdown]
# Cause: this is the step function, which knows only 0 and 1
#
# This is the step function: 0 or 1, nothing in between. It decides where it was asked
# how sure it is.
#
# 1. Should $r = 0.1$ and $r = 4$ get the same answer?
# 2. $\sigma(r) = 1 / (1 + e^{-r})$ rises gradually and is 0.5 at $r = 0$.
# 3. Return the value of the formula, without a comparison.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where(r >= 0, 1.0, 0.0)


# %% mistake sigmoid.rounded [markdown]
# Cause: the values are rounded; return them with all their digits
#
# The values are rounded, to four decimals or so. On the way back from $P$ to $r$, and
# in the tails, the lost digits are missed.
#
# 1. Rounding is for showing a number, not for computing with it.
# 2. $\sigma(-10) = 4.5 \cdot 10^{-5}$ becomes 0 with four decimals.
# 3. Remove the rounding from the `return` line.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    digits = 4  # varies: 1 to 8
    return np.round(1 / (1 + np.exp(-r)), digits)


# %% mistake sigmoid.hard_coded [markdown]
# Cause: only the values that the check shows are right; the formula is missing
#
# The function knows the values that the visible check asks for, and joins them by
# straight lines in between. Everywhere else it is off.
#
# 1. A function is asked about scores that nobody has shown you.
# 2. $\sigma(r) = 1 / (1 + e^{-r})$ gives every value, known or not.
# 3. Replace the table by the formula with `np.exp(-r)`.


# %%
def sigmoid(r):
    return np.interp(r, [-2, 0, 2, 4], [0.11920292, 0.5, 0.88079708, 0.98201379])


# %% mistake sigmoid.changes_input [markdown]
# The values are right, but your function changes the array it was given: after the call
# the caller's scores have changed their signs.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. $\sigma(r)$ leaves $r$ as it is; compute $-r$ as a new array.
# 3. Write `np.exp(-r)` instead of `r *= -1` followed by `np.exp(r)`.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    r *= -1
    return 1 / (1 + np.exp(r))


# %% mistake sigmoid.prints [markdown]
# Your function prints the value and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over $\sigma(r)$, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    print(1 / (1 + np.exp(-r)))


# %% mistake sigmoid.single_number [markdown]
# `math.exp` and `float` take one number at a time. For an array of several your
# function stops with a `TypeError`.
#
# 1. The docstring promises lists and arrays as well.
# 2. $\sigma(r) = 1 / (1 + e^{-r})$, entry by entry
# 3. Use `np.exp`, which takes whole arrays.


# %%
import math


def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + math.exp(-r))


# %% mistake exp_minus_r.plus_one [markdown]
# Cause: the 1 changes its sign when it moves to the other side
#
# The 1 went to the other side without changing its sign: this is $1/P + 1$.
#
# 1. What is done to one side must be done to the other: take 1 away from both.
# 2. $1/P = 1 + e^{-r}$, so $1/P - 1 = e^{-r}$.
# 3. Change the sign in front of the last 1.


# %%
def exp_minus_r(P):
    return 1 / P + 1


# %% mistake exp_minus_r.reversed [markdown]
# Cause: all signs are reversed: a power of e is never negative
#
# All signs are reversed: this is $1 - 1/P$, a negative number. A power of $e$ never is.
#
# 1. Check with a number: $P = 0.5$ belongs to $r = 0$ and $e^{-r} = 1$.
# 2. $e^{-r} = 1/P - 1$
# 3. Swap the two terms of your difference.


# %%
def exp_minus_r(P):
    return 1 - 1 / P


# %% mistake exp_minus_r.brackets [markdown]
# Cause: this is 1/(P − 1); only P stands under the line
#
# The 1 slipped under the line: this is $1/(P - 1)$.
#
# 1. Only $P$ stands under the line; the 1 is taken away from the whole fraction.
# 2. $\frac{1}{P} - 1$ at $P = 0.5$ is $2 - 1 = 1$.
# 3. Write `1 / P - 1`, without brackets.


# %%
def exp_minus_r(P):
    return 1 / (P - 1)


# %% mistake exp_minus_r.complement [markdown]
# Cause: this is 1 − P, the probability of label 0
#
# You returned $1 - P$, the probability of label 0. It is the numerator of
# $e^{-r} = \frac{1 - P}{P}$; the denominator is missing.
#
# 1. $e^{-r}$ is large for very negative scores; yours is never above 1.
# 2. $1/P = 1 + e^{-r}$, so $e^{-r} = 1/P - 1$; at $P = 0.2$ that is 4.
# 3. Write `1 / P` where you have 1, and 1 where you have `P`.


# %%
def exp_minus_r(P):
    return 1 - P


# %% mistake exp_minus_r.upside_down [markdown]
# Cause: the fraction is upside down: this is e^(+r)
#
# The fraction is upside down: $P / (1 - P)$ is $e^{+r}$, the odds of label 1.
#
# 1. If $P$ is large, $r$ is large, and $e^{-r}$ must be small. Is yours?
# 2. $e^{-r} = \frac{1}{P} - 1 = \frac{1 - P}{P}$
# 3. Swap what stands above and below the line.


# %%
def exp_minus_r(P):
    return P / (1 - P)


# %% mistake exp_minus_r.one_left [markdown]
# Cause: this is 1/P; a 1 is still to be taken away
#
# You stopped half-way: this is $1/P$, which is $1 + e^{-r}$. A 1 is still to be taken
# away.
#
# 1. At $P = 0.5$ the score is 0. What is $e^{-0}$?
# 2. $1/P = 1 + e^{-r}$, so $e^{-r} = 1/P - 1$.
# 3. Write `1 / P - 1`.


# %%
def exp_minus_r(P):
    return 1 / P


# %% mistake exp_minus_r.product [markdown]
# Cause: this is P(1 − P); the common denominator is P, below the line
#
# You multiplied: this is $P (1 - P)$. The common denominator $P$ belongs below the
# line.
#
# 1. $1/P - 1$ can be larger than 1; a product of two probabilities cannot.
# 2. $\frac{1}{P} - 1 = \frac{1}{P} - \frac{P}{P} = \frac{1 - P}{P}$
# 3. Divide by `P` in place of multiplying.


# %%
def exp_minus_r(P):
    return P * (1 - P)


# %% mistake exp_minus_r.log_taken [markdown]
# Cause: this is −r already; the logarithm comes in step 2
#
# You went one step too far: $\log\frac{1 - P}{P}$ is $-r$ itself. Here $e^{-r}$ is
# wanted.
#
# 1. A power of $e$ is never negative. Is yours?
# 2. $e^{-r} = 1/P - 1$; the logarithm of it comes in step 2.
# 3. Leave `np.log` out.


# %%
def exp_minus_r(P):
    return np.log((1 - P) / P)


# %% mistake exp_minus_r.score_is_p [markdown]
# Cause: this is e^(−P): P is a probability, not the score
#
# You put $P$ in the place of $r$: this is $e^{-P}$. But $P$ is the probability that
# belongs to the score, not the score.
#
# 1. The score of $P = 0.5$ is 0, and $e^{-0} = 1$. What does your function give?
# 2. $P = \frac{1}{1 + e^{-r}}$, so $1/P = 1 + e^{-r}$.
# 3. No `np.exp` is needed: solve for $e^{-r}$ as for one letter, `1 / P - 1`.


# %%
def exp_minus_r(P):
    return np.exp(-P)


# %% mistake exp_minus_r.changes_input [markdown]
# The values are right, but your function changes the array it was given: `**=`, `-=`
# and their like write into it.
#
# 1. A function that answers a question should leave the question as it was.
# 2. $1/P - 1$ is a new array; $P$ itself stays.
# 3. Write `1 / P - 1` in the `return` line, without `**=` or `-=`.


# %%
def exp_minus_r(P):
    if isinstance(P, np.ndarray):
        P **= -1
        P -= 1
        return P
    return 1 / P - 1


# %% mistake logit.upside_down [markdown]
# Cause: the fraction is upside down: this is −r
#
# The fraction is upside down: this is $-r$, the log-odds of label 0.
#
# 1. A probability above one half belongs to a positive score. Does it here?
# 2. $r = \log\frac{P}{1 - P}$
# 3. Swap the two sides of the division inside `np.log`.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return np.log((1 - P) / P)


# %% mistake logit.log_p [markdown]
# Cause: this is log P; divide P by 1 − P first
#
# You returned $\log P$. It is never positive, so no score above 0 could come out.
#
# 1. The score weighs label 1 *against* label 0. Where is label 0 in your line?
# 2. $r = \log\frac{P}{1 - P}$, so $r = 0$ at $P = 0.5$.
# 3. Divide `P` by `1 - P` before you take the logarithm.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return np.log(P)


# %% mistake logit.odds [markdown]
# Cause: the logarithm is missing: these are the odds
#
# These are the odds $P/(1 - P)$; the logarithm is missing.
#
# 1. Odds run from 0 to infinity, scores from minus to plus infinity.
# 2. $r = \log\frac{P}{1 - P}$; at $P = 0.5$ the odds are 1 and the score is 0.
# 3. Put `np.log( … )` around your quotient.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return P / (1 - P)


# %% mistake logit.base_10 [markdown]
# Cause: this is log10; the seminar uses the natural np.log
#
# You used the logarithm to base 10: all scores are smaller than they should be by the
# factor 2.303.
#
# 1. The sigmoid has a power of $e$ in it. Which logarithm undoes that?
# 2. $\log 4 = 1.386$ with base $e$, and $0.602$ with base 10.
# 3. Write `np.log` instead of `np.log10`.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return np.log10(P / (1 - P))


# %% mistake logit.base_2 [markdown]
# Cause: this is the logarithm to base 2; the natural one is wanted
#
# You used the logarithm to base 2: all scores are larger than they should be by the
# factor 1.443. They are in bits.
#
# 1. The sigmoid has a power of $e$ in it. Which logarithm undoes that?
# 2. $\log 4 = 1.386$ with base $e$, and $2$ with base 2.
# 3. Write `np.log` instead of `np.log2`.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return np.log2(P / (1 - P))


# %% mistake logit.no_brackets [markdown]
# Cause: without brackets, P / 1 − P is computed as (P / 1) − P
#
# Python reads `P / 1 - P` from left to right as $P - P$. That is 0, and its logarithm
# is minus infinity.
#
# 1. A result that is infinite for every $P$ does not look at $P$ at all.
# 2. $r = \log\frac{P}{1 - P}$: the difference as a whole stands below the line.
# 3. Write `P / (1 - P)`.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return np.log(P / 1 - P)


# %% mistake logit.quotient_of_logs [markdown]
# Cause: this divides two logs; the log of a quotient is their difference
#
# You divided two logarithms: $\log P / \log(1 - P)$. The log of a quotient is a
# *difference* of logs.
#
# 1. At $P = 0.5$ your result is 1, but the score is 0 there.
# 2. $\log\frac{P}{1 - P} = \log P - \log(1 - P)$
# 3. Put a minus between the two logarithms, or take one log of the fraction.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return np.log(P) / np.log(1 - P)


# %% mistake logit.reciprocal [markdown]
# Cause: this is 1/σ(P); wanted is the function that undoes σ
#
# This is $1/\sigma(P)$. "Inverse" means here: the function that undoes $\sigma$, not
# one divided by $\sigma$.
#
# 1. There and back: after `sigmoid` and `logit` you should stand where you began.
# 2. $\sigma(r) = P$ is solved by $r = \log\frac{P}{1 - P}$.
# 3. Do not call `sigmoid` here; take the logarithm of `P / (1 - P)`.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return 1 + np.exp(-P)


# %% mistake logit.changes_input [markdown]
# The values are right, but your function changes the array it was given: after the call
# the caller's probabilities have become odds.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `/=` writes into
#    it.
# 2. The log-odds need $P/(1 - P)$ as a new array; $P$ itself stays.
# 3. Write `P / (1 - P)` in the `return` line, without `/=`.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    P /= 1 - P
    return np.log(P)


# %% mistake logit.single_number [markdown]
# `math.log` takes one number at a time. For an array of several it stops
# with a `TypeError`.
#
# 1. The docstring promises lists and arrays as well.
# 2. $r = \log\frac{P}{1 - P}$, entry by entry.
# 3. Use `np.log`, which takes whole arrays.


# %%
import math


def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return math.log(P / (1 - P))


# %% mistake logit.reads_global [markdown]
# Your function does not look at its argument: it takes `P_grid`, a variable that some
# other cell of the notebook made, and answers the same for every call.
#
# 1. A function should know only what it is given. Which name is in its brackets?
# 2. $r = \log\frac{P}{1 - P}$ with the $P$ of this call
# 3. Write `P` in place of `P_grid`.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return np.log(P_grid / (1 - P_grid))


# %% mistake logit.log_of_numerator [markdown]
# Cause: the log must cover the whole fraction, 1 − P included
#
# The logarithm took the numerator only, and the result was divided by $1 - P$: this is
# $\log P / (1 - P)$.
#
# 1. The exponent comes out of the whole fraction, or not at all.
# 2. $r = \log\frac{P}{1 - P}$
# 3. Move the closing bracket of `np.log` to the end of the fraction.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return np.log(P) / (1 - P)


# %% mistake logit.clipped [markdown]
# Cause: the probability is cut off at a bound, and beyond it the score stays the same
#
# You cut the probability off near 0 and 1. Every rare case gets the score of the bound.
#
# 1. $P = 10^{-6}$ is a probability like any other; its score is $-13.8$.
# 2. $r = \log\frac{P}{1 - P}$ is finite for each $P$ strictly between 0 and 1.
# 3. Drop `np.clip`.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    floor = 1e-3  # varies: 1e-5 to 0.05
    P = np.clip(P, floor, 1 - floor)
    return np.log(P / (1 - P))


# %% mistake logit.small_constant [markdown]
# Cause: a small constant stands in the formula; near the ends it shows
#
# You added a small constant, against a division by zero or a log of zero. It bends all
# scores a little, and those of small probabilities much.
#
# 1. $P$ is promised to lie strictly between 0 and 1: what is to be guarded against?
# 2. $r = \log\frac{P}{1 - P}$, without another number
# 3. Leave the constant out.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    tiny = 1e-9  # varies: 1e-12 to 0.01
    return np.log((P + tiny) / (1 - P + tiny))


# %% mistake odds_factor.exponent_only [markdown]
# Cause: this is how much r grows; the odds are e^r
#
# You returned $w_i \delta$, which is how much the *score* grows. The odds are $e^{r}$.
#
# 1. To add to the log-odds is to multiply the odds.
# 2. $e^{r + w_i \delta} = e^{r} \cdot e^{w_i \delta}$
# 3. Put `np.exp( … )` around your product.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return w[i] * delta


# %% mistake odds_factor.weight_before [markdown]
# Cause: this takes w[i − 1]; weight number i is w[i]
#
# You took `w[i - 1]`. Since `w[0]` is the bias, that is the weight of the input before,
# or the bias itself for $i = 1$.
#
# 1. The weights are counted from 1 here, and the bias has number 0.
# 2. Input $X_i$ goes with $w_i$, so the factor is $e^{w_i \delta}$.
# 3. Use `w[i]`.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return np.exp(w[i - 1] * delta)


# %% mistake odds_factor.delta_ignored [markdown]
# Cause: delta is not used
#
# `delta` is not used: you always answer for a growth by 1.
#
# 1. Two steps of 1 multiply the odds twice.
# 2. The score grows by $w_i \delta$, so the factor is $e^{w_i \delta}$.
# 3. Multiply `w[i]` by `delta` inside `np.exp`.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return np.exp(w[i])


# %% mistake odds_factor.first_weight [markdown]
# Cause: the first weight is taken, whichever input is asked about
#
# You always take the first weight, `w[1]`, whichever input is asked about.
#
# 1. Every input has a weight of its own, and `i` says which one is meant.
# 2. The factor for input $X_i$ is $e^{w_i \delta}$.
# 3. Write `w[i]` in place of `w[1]`.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return np.exp(w[1] * delta)


# %% mistake odds_factor.delta_outside [markdown]
# Cause: delta belongs in the exponent, beside the weight
#
# `delta` stands outside of the exponential: this is $e^{w_i} \delta$. For $\delta = 0$
# nothing changes, so the factor should be 1; yours is 0.
#
# 1. Two steps of 1 multiply the odds twice; that is a square, not a double.
# 2. $e^{w_i \delta} = (e^{w_i})^{\delta}$
# 3. Move `delta` into the brackets of `np.exp`.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return np.exp(w[i]) * delta


# %% mistake odds_factor.with_bias [markdown]
# Cause: these are odds, not a factor: the bias cancels
#
# The bias is in your exponent: this is $e^{w_0 + w_i \delta}$. It is there before and
# after the change, so it cancels.
#
# 1. The question is about a ratio: odds after, divided by odds before.
# 2. $e^{r + w_i \delta} / e^{r} = e^{w_i \delta}$
# 3. Drop `w[0]` from the exponent.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return np.exp(w[0] + w[i] * delta)


# %% mistake odds_factor.linear [markdown]
# Cause: this is 1 plus the change of the score; the factor is a power of e
#
# You returned $1 + w_i \delta$. It comes close to the factor when $w_i \delta$ is
# small, but it can even become negative.
#
# 1. Adding to the score *multiplies* the odds; check with the table: adding 0.8
#    multiplies them by about 2.22.
# 2. $e^{w_i \delta} = 1 + w_i \delta + \ldots$, and the dots count.
# 3. Return `np.exp(w[i] * delta)`.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return 1 + w[i] * delta


# %% mistake odds_factor.probability [markdown]
# Cause: this is a probability, the sigmoid of the change, not a factor of odds
#
# You sent $w_i \delta$ through the sigmoid. What comes out is a probability, at most 1;
# the factor of the odds may well be larger.
#
# 1. How far $P$ moves depends on where it starts; the factor of the odds does not.
# 2. $\frac{P}{1 - P} = e^{r}$, and $r$ grows by $w_i \delta$.
# 3. Use `np.exp` in place of `sigmoid`.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return 1 / (1 + np.exp(-w[i] * delta))


# %% mistake odds_factor.changes_weights [markdown]
# The factor is right, but your function writes into `w`: after the call the caller's
# weight has another value, and the next answer is wrong.
#
# 1. A function that answers a question should leave the question as it was.
# 2. The product $w_i \delta$ is a new number; it needs no place inside $w$.
# 3. Replace `w[i] *= delta` by `w[i] * delta` inside `np.exp`.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    w[i] *= delta
    return np.exp(w[i])


# %% mistake odds_factor.all_weights [markdown]
# Cause: this takes all of w, the bias included; weight number i is w[i]
#
# You took the whole of `w`: for each weight, and for the bias, a factor comes out. One
# number is wanted.
#
# 1. Only input $X_i$ moves, all other inputs stay.
# 2. The factor is $e^{w_i \delta}$.
# 3. Write `w[i]` in place of `w`.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return np.exp(np.asarray(w) * delta)


# %% mistake odds_factor.weights_added [markdown]
# Cause: this adds up all weights, but only one input moves
#
# You added up all weights, as if every input grew. Only one of them does.
#
# 1. Which of the terms of $r$ change when $X_i$ grows?
# 2. $r$ grows by $w_i \delta$, so the factor is $e^{w_i \delta}$.
# 3. Write `w[i]` in place of the sum.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return np.exp(np.sum(np.asarray(w)[1:]) * delta)


# %% mistake odds_factor.sign_of_delta [markdown]
# Cause: the sign of delta got lost
#
# The sign of $\delta$ got lost: your input always grows, also where it shrinks.
#
# 1. If $w_i > 0$ and the input shrinks, should the odds grow?
# 2. The factor for $-\delta$ is one divided by the factor for $\delta$.
# 3. Leave `abs` out.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return np.exp(w[i] * abs(delta))


# %% mistake odds_factor.difference [markdown]
# Cause: this is a difference of odds; a factor is their quotient
#
# You took the difference of the odds, after minus before. The question is by what they
# are *multiplied*.
#
# 1. A factor of 1 means that nothing changes. What is your result if nothing changes?
# 2. $e^{r + w_i \delta} / e^{r} = e^{w_i \delta}$
# 3. Divide; the bias cancels, and `np.exp(w[i] * delta)` is left.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return np.exp(w[0] + w[i] * delta) - np.exp(w[0])


# %% mistake odds_factor.through_probability [markdown]
# Cause: P is rounded to 1 for a large score, and P/(1 − P) breaks
#
# You computed $P$ before and after and made odds of both. On paper that is right; but
# with a bias of 40 $P$ is rounded to 1, and $1 - P$ to 0.
#
# 1. Why go through $P$ at all? The odds are simpler.
# 2. The odds are $e^{r}$, and $e^{r + w_i \delta} / e^{r} = e^{w_i \delta}$.
# 3. Return `np.exp(w[i] * delta)`.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    before = 1 / (1 + np.exp(-w[0]))
    after = 1 / (1 + np.exp(-(w[0] + w[i] * delta)))
    return np.divide(after, 1 - after) / np.divide(before, 1 - before)


# %% mistake posterior.prior_ignored [markdown]
# Cause: the prior is not used
#
# The prior is not used: this is the answer for equal priors,
# $\Lambda/(1 + \Lambda)$ with the likelihood ratio $\Lambda$.
#
# 1. The same test result means more where the illness is common. Does it here?
# 2. $r = \log \Lambda + \log\frac{P(L=1)}{P(L=0)}$
# 3. Add `logit(prior)` to `np.log(ratio)`.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    prior, ratio = np.broadcast_arrays(prior, ratio)
    return ratio / (1 + ratio)


# %% mistake posterior.odds_returned [markdown]
# Cause: these are the odds; turn them into a probability
#
# These are the posterior odds. They are right, but the question was about a
# probability, and this number can exceed 1.
#
# 1. Odds of 3 to 1 are a probability of 3 out of 4.
# 2. $P = \frac{o}{1 + o}$ for odds $o$, or $P = \sigma(\log o)$.
# 3. Call your result `odds` and return `odds / (1 + odds)`.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return ratio * prior / (1 - prior)


# %% mistake posterior.ratio_as_probability [markdown]
# Cause: Bayes' rule multiplies odds, and these are probabilities
#
# You multiplied the prior by the likelihood ratio and stopped there. The product
# $\Lambda \cdot P(L=1)$, with the likelihood ratio $\Lambda$, is not yet a
# probability: it can exceed 1.
#
# 1. Bayes' rule multiplies *odds*. For probabilities a normalisation is missing.
# 2. $P = \frac{\Lambda \cdot P(L=1)}{\Lambda \cdot P(L=1) + P(L=0)}$
# 3. Divide by `ratio * prior + (1 - prior)`.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return ratio * prior


# %% mistake posterior.prior_as_odds [markdown]
# Cause: the prior odds are prior / (1 − prior), not the prior itself
#
# You took the prior itself where its odds are needed: this adds $\log P(L=1)$, and the
# probability of label 0 is nowhere in it.
#
# 1. A prior of 0.5 should change nothing. In your formula it halves the odds.
# 2. $r = \log \Lambda + \log\frac{P(L=1)}{P(L=0)}$, with $\Lambda$ the
#    likelihood ratio.
# 3. The odds `prior / (1 - prior)` belong where you have `prior`; in a score that is
#    `logit(prior)`.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return ratio * prior / (1 + ratio * prior)


# %% mistake posterior.no_log [markdown]
# Cause: the likelihood ratio enters r through its log
#
# The likelihood ratio went into the score without its logarithm.
#
# 1. Evidence that favours neither label has the ratio 1 and should add 0 to the score.
# 2. $r = \log \Lambda + \log\frac{P(L=1)}{P(L=0)}$, with $\Lambda$ the
#    likelihood ratio.
# 3. Write `np.log(ratio)` in the sum.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return 1 / (1 + np.exp(-(ratio + np.log(prior / (1 - prior)))))


# %% mistake posterior.prior_subtracted [markdown]
# Cause: the log of the prior odds is added, not subtracted
#
# The log of the prior odds was subtracted, so a rare illness makes a positive test
# *more* convincing.
#
# 1. Should a low prior raise or lower the probability?
# 2. $r = \log \Lambda + \log\frac{P(L=1)}{P(L=0)}$, with $\Lambda$ the
#    likelihood ratio: both terms are added.
# 3. Change the minus in front of the log of the prior odds into a plus.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return 1 / (1 + np.exp(-(np.log(ratio) - np.log(prior / (1 - prior)))))


# %% mistake posterior.column [markdown]
# Cause: the prior became a column, and each entry is paired with each
#
# You turned the prior into a column of shape (n, 1). Against likelihood ratios of shape
# (n,) NumPy pairs each with each, and an (n, n) table comes out.
#
# 1. Entry number $k$ of the result belongs to entry number $k$ of both inputs.
# 2. $r_k = \log \Lambda_k + \log\frac{p_k}{1 - p_k}$, with the prior $p_k$ and
#    the likelihood ratio $\Lambda_k$ of case $k$
# 3. Drop the `reshape(-1, 1)`.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    prior = np.asarray(prior).reshape(-1, 1)
    return ratio * prior / (ratio * prior + 1 - prior)


# %% mistake posterior.other_label [markdown]
# Cause: this is the probability of label 0
#
# This is the probability of label 0. Together with the right answer it gives 1.
#
# 1. Evidence for label 1, a ratio above 1, should raise the answer above the prior.
# 2. $P(L=1 \mid X) = \sigma(r)$, and $P(L=0 \mid X) = \sigma(-r)$.
# 3. In a fraction, `ratio * prior` stands above the line; with `sigmoid`, look at the
#    sign of the score.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return (1 - prior) / (1 - prior + ratio * prior)


# %% mistake posterior.evidence_ignored [markdown]
# Cause: this is the prior; the evidence is not used
#
# You returned the prior as it was; the evidence is not used.
#
# 1. Before the test and after it the answer should differ.
# 2. $r = \log \Lambda + \log\frac{P(L=1)}{P(L=0)}$, with $\Lambda$ the
#    likelihood ratio.
# 3. Add `np.log(ratio)` to `logit(prior)`, then go back with `sigmoid`.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return np.broadcast_arrays(prior, ratio)[0] * 1.0


# %% mistake posterior.score_returned [markdown]
# Cause: this is r; the step back to a probability is missing
#
# You returned the score: this is $r = \log \Lambda + \log\frac{P(L=1)}{P(L=0)}$. The
# question was about a probability.
#
# 1. Can a probability be negative, or above 1?
# 2. $P(L=1 \mid X) = \sigma(r)$
# 3. Put `sigmoid( … )` around your sum.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return np.log(ratio) + np.log(prior / (1 - prior))


# %% mistake posterior.one_odds_short [markdown]
# Cause: the numerator holds odds, so the denominator needs 1 + odds
#
# The odds $\Lambda \cdot \frac{P(L=1)}{P(L=0)}$ were divided by $1 + \Lambda$. To
# become a probability, odds are divided by 1 + odds.
#
# 1. Odds of 3 to 1 are 3 out of 4. Which 3 is the same above and below?
# 2. $P = \frac{o}{1 + o}$ for odds $o$, with the same $o$ twice
# 3. Call the odds `odds`, and return `odds / (1 + odds)`.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return ratio * prior / (1 - prior) / (1 + ratio)


# %% mistake posterior.single_number [markdown]
# `math.log` and `math.exp` take one number at a time. For arrays your function stops
# with a `TypeError`.
#
# 1. The docstring promises lists and arrays as well.
# 2. $r_k = \log \Lambda_k + \log\frac{p_k}{1 - p_k}$, entry by entry
# 3. Use `np.log` and `np.exp`, which take whole arrays.


# %%
import math


def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    r = math.log(ratio) + math.log(prior / (1 - prior))
    return 1 / (1 + math.exp(-r))


# %% mistake counterexample.agrees_with_claim [markdown] by="check"
# For your pair $r > 0$, and $X$ is indeed likelier under label 1. That is an example of
# the claim, not a counterexample.
#
# 1. The claim has to be *wrong* for your pair: $X$ should be likelier under label 0.
# 2. $r = \log \Lambda + \log\frac{P(L=1)}{P(L=0)}$ with a likelihood ratio
#    $\Lambda < 1$.
# 3. Take a second number below 1, and a prior near 1.

# %%
counterexample = (0.6, 3.0)

# %% mistake counterexample.negative_score [markdown] by="check"
# $X$ is likelier under label 0 here, but $r$ is negative too. The claim says nothing
# about that case.
#
# 1. The prior has to outweigh the evidence.
# 2. $r > 0$ needs $\Lambda \cdot \frac{P(L=1)}{P(L=0)} > 1$, with $\Lambda$ the
#    likelihood ratio.
# 3. Keep your ratio and raise the prior.

# %%
counterexample = (0.5, 0.4)

# %% mistake counterexample.score_zero [markdown] by="check"
# Here the two terms cancel and $r$ is exactly 0. The claim speaks of $r > 0$ only.
#
# 1. You stand on the border; one small push decides.
# 2. $\log \Lambda + \log\frac{P(L=1)}{P(L=0)} > 0$, with $\Lambda$ the
#    likelihood ratio, and strictly.
# 3. Raise the prior a little.

# %%
counterexample = (0.8, 0.25)

# %% mistake counterexample.per_cent [markdown] by="check"
# The prior is given in per cent. A probability lies between 0 and 1.
#
# 1. 90 % and 0.9 are the same number.
# 2. $0 < P(L=1) < 1$
# 3. Divide the first number by 100.

# %%
counterexample = (90, 0.5)

# %% mistake counterexample.log_ratio [markdown] by="check"
# The second number is negative. A likelihood ratio is a quotient of two densities and
# so is positive; its *logarithm* may be negative.
#
# 1. You gave the evidence as it enters the score. The pair wants it before the
#    logarithm.
# 2. A log of $-0.7$ belongs to the ratio $e^{-0.7} \approx 0.5$.
# 3. Put `np.exp( … )` around the second number.

# %%
counterexample = (0.9, -0.7)

# %% mistake sigmoid_stable.naive [markdown]
# This is the textbook formula for every score. At $r = -1000$ it computes $e^{1000}$,
# which does not fit into a float64: NumPy warns of an overflow.
#
# 1. Which sign of $r$ makes the exponential large? There, use the other form.
# 2. $\sigma(r) = \frac{e^{r}}{1 + e^{r}}$ for $r < 0$
# 3. Start with `z = np.exp(-np.abs(r))`, which never exceeds 1.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + np.exp(-r))


# %% mistake sigmoid_stable.nan_on_the_right [markdown]
# Cause: e^r/(1 + e^r) is taken for every score; far on the right it is inf/inf
#
# You used $e^{r}/(1 + e^{r})$ for every score. It is safe on the left, but at
# $r = 1000$ it is infinity divided by infinity, which is NaN.
#
# 1. Which sign of $r$ makes the exponential large? There, use the other form.
# 2. $\sigma(r) = \frac{1}{1 + e^{-r}}$ for $r \ge 0$
# 3. Start with `z = np.exp(-np.abs(r))`, which never exceeds 1.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    return np.exp(r) / (1 + np.exp(r))


# %% mistake sigmoid_stable.both_branches [markdown]
# You chose the right form for each side, but `np.where` computes *both* for every score
# before it picks. The unused one still overflows, and NumPy warns.
#
# 1. The choice has to come before the exponential, not after it.
# 2. Both forms can be written with $z = e^{-|r|} \le 1$.
# 3. Compute `z = np.exp(-np.abs(r))` once and use it in both branches.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    return np.where(r >= 0, 1 / (1 + np.exp(-r)), np.exp(r) / (1 + np.exp(r)))


# %% mistake sigmoid_stable.clipped_score [markdown]
# Cause: the score is cut off at a bound, and beyond it the value stays the same
#
# You cut the score off at a bound, such as ±30. Everything beyond gets the value at the
# bound: with 30, $\sigma(-100)$ is wrong by a factor of $e^{70}$.
#
# 1. Clipping hides the overflow and bends the function.
# 2. $\sigma(-100) = 3.7 \cdot 10^{-44}$, and a float64 can hold that.
# 3. Drop `np.clip` and choose the form by the sign of `r`.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    bound = 30.0  # varies: 5.0 to 745.0
    r = np.clip(r, -bound, bound)
    return 1 / (1 + np.exp(-r))


# %% mistake sigmoid_stable.clipped_probability [markdown]
# Cause: the probability is kept away from 0 and 1 by a small constant
#
# You kept the probability away from 0 and 1 by a small constant. That constant is now
# the answer for every very negative score.
#
# 1. The left tail is a number of its own at every $r$; a floor makes it all one.
# 2. $\sigma(-100) = 3.7 \cdot 10^{-44}$ is far below $10^{-12}$.
# 3. Remove the clipping of the result.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    z = np.exp(-np.abs(r))
    floor = 1e-12  # varies: 1e-20 to 0.01
    return np.clip(np.where(r >= 0, 1, z) / (1 + z), floor, 1 - floor)


# %% mistake sigmoid_stable.difference_from_one [markdown]
# Cause: the small number was taken as a difference of numbers near 1, or cut off
#
# On the left you took a value near 1 away from 1, or added a value near −1 to 1, as
# the tanh form $\tfrac{1}{2}(1 + \tanh\tfrac{r}{2})$ does. Only grains of $10^{-16}$
# survive that: at $r = -30$ the third or fourth digit is wrong, at $-40$ nothing is
# left.
#
# 1. A small number must not be computed as the difference of two large ones.
# 2. $\sigma(r) = \frac{e^{r}}{1 + e^{r}}$ for $r < 0$ has no difference in it.
# 3. Use `z / (1 + z)` with `z = np.exp(-np.abs(r))` where `r < 0`.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    return 0.5 * (1 + np.tanh(r / 2))


# %% mistake sigmoid_stable.absolute_value [markdown]
# Cause: the left side is missing: this is σ(|r|)
#
# With $z = e^{-|r|}$ you computed $1/(1 + z)$ on both sides. That is $\sigma(|r|)$: the
# left half is the mirror image of the right one.
#
# 1. $|r|$ has forgotten the sign; the numerator has to remember it.
# 2. $\sigma(r) = \frac{z}{1 + z}$ for $r < 0$, with $z = e^{-|r|}$
# 3. Let `np.where(r >= 0, 1, z)` be the numerator.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + np.exp(-np.abs(r)))


# %% mistake sigmoid_stable.swapped_branches [markdown]
# Cause: the two branches are swapped: this is σ(−r)
#
# The two branches are swapped: this is $\sigma(-r)$, and it falls as $r$ grows.
#
# 1. For a large score $z = e^{-|r|}$ is nearly 0. Which branch is then nearly 1?
# 2. $\frac{1}{1 + z}$ for $r \ge 0$, $\frac{z}{1 + z}$ for $r < 0$
# 3. Swap the last two arguments of `np.where`.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    z = np.exp(-np.abs(r))
    return np.where(r >= 0, z, 1) / (1 + z)


# %% mistake sigmoid_stable.whole_numbers [markdown]
# Cause: the results were stored as whole numbers, and so cut
#
# `np.full(r.shape, 0)` makes an array of whole numbers, because 0 is one. Every
# probability that you put into it was cut down to 0 or 1.
#
# 1. An array keeps the type it was made with. Can this one hold 0.98?
# 2. $\sigma(4) = 0.982$, not 0.
# 3. Write `np.full(r.shape, 0.0)` or `np.empty(r.shape)`.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    out = np.full(r.shape, 0)
    right = r >= 0
    out[right] = 1 / (1 + np.exp(-r[right]))
    out[~right] = np.exp(r[~right]) / (1 + np.exp(r[~right]))
    return out


# %% mistake sigmoid_stable.single_number [markdown]
# `if r >= 0` asks one question about the whole array. For several scores the answer is
# not one yes or no, and Python stops with a `ValueError`.
#
# 1. Each score has its own side, so the choice must be made entry by entry.
# 2. $\frac{1}{1 + z}$ where $r \ge 0$, $\frac{z}{1 + z}$ where $r < 0$, with
#    $z = e^{-|r|}$
# 3. Use `np.where(r >= 0, …, …)` in place of `if`.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    if r >= 0:
        return 1 / (1 + np.exp(-r))
    return np.exp(r) / (1 + np.exp(r))


# %% mistake sigmoid_stable.array_for_a_number [markdown]
# Cause: a number has become an array of one entry
#
# The values are right, but a single number comes back as an array of shape (1,).
#
# 1. What goes in as one number should come out as one number.
# 2. The shape of $\sigma(r)$ is the shape of $r$, and a number has the shape `()`.
# 3. Drop `np.atleast_1d`: the given first line is enough.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    r = np.atleast_1d(r)
    z = np.exp(-np.abs(r))
    return np.where(r >= 0, 1, z) / (1 + z)


# %% mistake sigmoid_stable.changes_input [markdown]
# The values are right, but your function writes into the array it was given: after the
# call the caller's scores are clipped.
#
# 1. `np.asarray` does not copy an array that is float64 already, and `out=r` writes to
#    it.
# 2. $\sigma(r)$ leaves $r$ as it is; a new array costs nothing here.
# 3. Drop `out=r`, so that `np.clip` returns a new array.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    if r.ndim:
        np.clip(r, -700, 700, out=r)
    z = np.exp(-np.abs(r))
    return np.where(r >= 0, 1, z) / (1 + z)


# %% mistake sigmoid_stable.cut_tail [markdown]
# Cause: far on the left the value is set to 0, though it is a small number
#
# Far on the left you return 0. The sigmoid is small there, but not 0.
#
# 1. Which score first gives a number that a float64 cannot hold?
# 2. $\sigma(-100) = 3.7 \cdot 10^{-44}$, and a float64 can hold that.
# 3. Leave the special case out: `z / (1 + z)` becomes 0 where it has to.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    z = np.exp(-np.abs(r))
    bound = 40.0  # varies: 5.0 to 600.0
    return np.where(r < -bound, 0.0, np.where(r >= 0, 1, z) / (1 + z))
