# %%
import numpy as np

# %% mistake best_rate.bound [markdown]
# Cause: this is the bound of λ, at which the steepest coordinate no longer shrinks
#
# $2/a_{\max}$ is where descent stops converging: the steepest coordinate jumps from one
# side to the other and never comes nearer. The best $\lambda$ lies below.
#
# 1. By which factor does your $\lambda$ multiply the steepest coordinate?
# 2. $1 - \lambda a_{\min} = -(1 - \lambda a_{\max})$
# 3. Divide 2 by `a.min() + a.max()`.


# %%
def best_rate(a):
    lam = 2 / a.max()
    return lam, np.abs(1 - lam * a).max()


# %% mistake best_rate.one_over_largest [markdown]
# Cause: this is 1/a_max, best for the steepest coordinate alone
#
# With $\lambda = 1/a_{\max}$ the steepest coordinate is at the bottom in one step. That
# is more than is needed: let it jump a little, and the flattest gets on faster.
#
# 1. Which coordinate decides how long the walk takes?
# 2. $1 - \lambda a_{\min} = -(1 - \lambda a_{\max})$
# 3. Divide 2 by `a.min() + a.max()`.


# %%
def best_rate(a):
    lam = 1 / a.max()
    return lam, np.abs(1 - lam * a).max()


# %% mistake best_rate.first_and_last [markdown]
# Cause: the first and the last curvature were taken for the smallest and the largest
#
# You take the first and the last curvature. They come in any order.
#
# 1. Which of 4, 1, 2 is the smallest, and where does it stand?
# 2. $a_{\min}$ and $a_{\max}$
# 3. Use `a.min()` and `a.max()`.


# %%
def best_rate(a):
    low, high = a[0], a[-1]
    lam = 2 / (low + high)
    return lam, abs(1 - lam * low)


# %% mistake best_rate.sum_of_all [markdown]
# Cause: all curvatures were added, not only the smallest and the largest
#
# You divide by the sum of *all* curvatures. Those between the ends do not matter: their
# factors lie between the two extreme ones.
#
# 1. Does a coordinate of middle curvature ever decide?
# 2. $\lambda = 2/(a_{\min} + a_{\max})$
# 3. Use `a.min() + a.max()` in place of the sum.


# %%
def best_rate(a):
    lam = 2 / a.sum()
    return lam, np.abs(1 - lam * a).max()


# %% mistake best_rate.mean [markdown]
# Cause: this is 1 divided by the mean curvature, the best λ for two of them only
#
# $1/\bar a$ is the best $\lambda$ for two curvatures only. With more, those between the
# ends pull the mean to and fro, and the two extremes are not equally slow.
#
# 1. Add a tenth curvature between the others: does the best $\lambda$ change?
# 2. $\lambda = 2/(a_{\min} + a_{\max})$
# 3. Take the middle between the ends, `(a.min() + a.max()) / 2`, not the mean.


# %%
def best_rate(a):
    lam = 1 / a.mean()
    return lam, np.abs(1 - lam * a).max()


# %% mistake best_rate.two_forgotten [markdown]
# Cause: the 2 is missing in the numerator, λ is half of the best
#
# This is half the best rate: nothing jumps, but the flattest coordinate is slower than
# it need be.
#
# 1. Bring both terms with $\lambda$ to one side: what stands on the other?
# 2. $\lambda\,(a_{\min} + a_{\max}) = 2$
# 3. Write 2 in place of 1.


# %%
def best_rate(a):
    lam = 1 / (a.min() + a.max())
    return lam, np.abs(1 - lam * a).max()


# %% mistake best_rate.of_momentum [markdown]
# Cause: this is the best λ with momentum, where roots of the curvatures come in
#
# $4/(\sqrt{a_{\min}} + \sqrt{a_{\max}})^2$ is the best rate of a walk with the best
# momentum. Here it is descent without memory.
#
# 1. Does a step of descent know the step before?
# 2. $1 - \lambda a_{\min} = -(1 - \lambda a_{\max})$
# 3. Leave out the roots: `2 / (a.min() + a.max())`.


# %%
def best_rate(a):
    low, high = np.sqrt(a.min()), np.sqrt(a.max())
    return 4 / (low + high) ** 2, (high - low) / (high + low)


# %% mistake best_rate.signed [markdown]
# Cause: q is the factor of the steepest coordinate with its sign
#
# $\lambda$ is right. $q$ is the factor of the steepest coordinate, and has its minus.
# Asked for is how much it shrinks, the sign aside.
#
# 1. Can a $q$ below 0 be the largest of absolute values?
# 2. $q = \max_i |1 - \lambda a_i|$
# 3. Take `1 - lam * a.min()`, or `abs` of yours.


# %%
def best_rate(a):
    lam = 2 / (a.min() + a.max())
    return lam, 1 - lam * a.max()


# %% mistake best_rate.kappa [markdown]
# Cause: the second number is the ratio of the curvatures, not the factor of a step
#
# The second number is $\kappa$, the ratio of the curvatures. It decides how slow the
# walk is, but it is not the factor of a step.
#
# 1. By how much is the slowest coordinate multiplied in one step? More than 1?
# 2. $q = (\kappa - 1)/(\kappa + 1) = 1 - \lambda a_{\min}$
# 3. Return `1 - lam * a.min()`.


# %%
def best_rate(a):
    return 2 / (a.min() + a.max()), a.max() / a.min()


# %% mistake best_rate.inverse_kappa [markdown]
# Cause: the second number is a_min/a_max, not the factor of a step
#
# The second number is $a_{\min}/a_{\max}$. It grows when the bowl gets rounder; $q$ has
# to become smaller then.
#
# 1. What should $q$ be for a round bowl, where all curvatures are equal?
# 2. $q = 1 - \lambda a_{\min}$
# 3. Return `1 - lam * a.min()`.


# %%
def best_rate(a):
    return 2 / (a.min() + a.max()), a.min() / a.max()


# %% mistake best_rate.mean_factor [markdown]
# Cause: q is the mean of all |1 − λaᵢ|, not the largest
#
# You average the factors of all coordinates. The walk is as slow as its slowest one.
#
# 1. When all others have arrived, who is still on the way?
# 2. $q = \max_i |1 - \lambda a_i|$
# 3. Use `.max()` in place of `.mean()`.


# %%
def best_rate(a):
    lam = 2 / (a.min() + a.max())
    return lam, np.abs(1 - lam * a).mean()


# %% mistake best_rate.fastest [markdown]
# Cause: q is the factor of the fastest coordinate, not of the slowest
#
# You return the *smallest* of the factors: that coordinate is the first at the bottom.
#
# 1. Is a coordinate whose factor is near 0 slow or fast?
# 2. $q = \max_i |1 - \lambda a_i|$
# 3. Use `.max()` in place of `.min()`.


# %%
def best_rate(a):
    lam = 2 / (a.min() + a.max())
    return lam, np.abs(1 - lam * a).min()


# %% mistake best_rate.swapped [markdown]
# Cause: the two numbers are in the other order, λ comes first
#
# Both numbers are right, in the wrong order.
#
# 1. Which of the two does the docstring name first?
# 2. $\lambda$, then $q$
# 3. Exchange them in the line with `return`.


# %%
def best_rate(a):
    lam = 2 / (a.min() + a.max())
    return 1 - lam * a.min(), lam


# %% mistake best_rate.rate_alone [markdown]
# Only $\lambda$ comes back, without $q$.
#
# 1. How many numbers does the docstring promise?
# 2. $\lambda$ and $q = 1 - \lambda a_{\min}$
# 3. `return lam, 1 - lam * a.min()`


# %%
def best_rate(a):
    return 2 / (a.min() + a.max())


# %% mistake best_rate.sorts [markdown]
# The result is right, but `a.sort()` puts the curvatures of the caller into another
# order.
#
# 1. Whose array is it that you sort?
# 2. `a.sort()` changes `a`; `np.sort(a)` makes a new one.
# 3. You need no order at all: `a.min()` and `a.max()`.


# %%
def best_rate(a):
    a.sort()
    lam = 2 / (a[0] + a[-1])
    return lam, 1 - lam * a[0]


# %% mistake momentum.velocity_lost [markdown]
# Cause: the old velocity comes back, so the next step will not remember this one
#
# The step is right, but the velocity that comes back is the old one. The next step then
# knows nothing of this gradient.
#
# 1. What will the caller hand you as `v` in the next step?
# 2. $v \leftarrow \mu v + g$, and both new values are returned.
# 3. Return the new velocity as second value.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    new = mu * v + g
    return w - lam * (g + mu * new if nesterov else new), v


# %% mistake momentum.uphill [markdown]
# Cause: the step is added, it goes uphill
#
# You add the velocity. It is made of gradients, which point uphill.
#
# 1. Where does the gradient point?
# 2. $w \leftarrow w - \lambda v$
# 3. Put a minus in place of the plus.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + g
    return w + lam * (g + mu * v if nesterov else v), v


# %% mistake momentum.averaged [markdown]
# Cause: g is multiplied by 1 − μ, which makes a mean of the velocity; here it is a sum
#
# Your velocity is a running *mean* of the gradients. Some books do that; here, as in
# PyTorch, $g$ comes in whole, so that at $\mu = 0.9$ the steps are ten times as long.
#
# 1. Is $g$ multiplied by anything in the formula of section 3?
# 2. $v \leftarrow \mu v + g$
# 3. Leave out the factor `(1 - mu)`.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + (1 - mu) * g
    return w - lam * (g + mu * v if nesterov else v), v


# %% mistake momentum.rate_in_velocity [markdown]
# Cause: λ is inside the velocity; here v is made of gradients and λ comes in the step
#
# You put $\lambda$ into the velocity. With a constant $\lambda$ that is a convention as
# good as any, but another one: the $v$ that you are given has no $\lambda$ in it.
#
# 1. Which of the two formulas of section 3 contains $\lambda$?
# 2. $v \leftarrow \mu v + g$, $w \leftarrow w - \lambda v$
# 3. Add `g`, not `lam * g`, and multiply by `lam` in the step.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + lam * g
    return w - (lam * g + mu * v if nesterov else v), v


# %% mistake momentum.rate_twice [markdown]
# Cause: λ comes in twice, in the velocity and in the step
#
# $\lambda$ is in the velocity *and* in the step: gradients are multiplied by
# $\lambda^2$.
#
# 1. How often does $\lambda$ stand in the two formulas?
# 2. $v \leftarrow \mu v + g$, $w \leftarrow w - \lambda v$
# 3. Leave it out of the first line.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + lam * g
    return w - lam * (g + mu * v if nesterov else v), v


# %% mistake momentum.steps_by_the_old [markdown]
# Cause: the step is made with the velocity of before, this gradient comes a step late
#
# You step by the *old* velocity and renew it afterwards. Without the look ahead, this
# gradient has no say in this step; in the first one nothing moves at all.
#
# 1. With $v = 0$ at the start, where is $w$ after the first step?
# 2. First $v \leftarrow \mu v + g$, then $w \leftarrow w - \lambda v$
# 3. Exchange the two lines.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    new = mu * v + g
    return w - lam * (g + mu * v if nesterov else v), new


# %% mistake momentum.forgets [markdown]
# Cause: the step is made with the gradient alone, as in plain descent
#
# The velocity is computed, but the step is that of plain descent.
#
# 1. What do you multiply by $\lambda$?
# 2. $w \leftarrow w - \lambda v$, with the new $v$
# 3. Step by `v`, not by `g`.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + g
    return w - lam * g, v


# %% mistake momentum.mu_at_the_gradient [markdown]
# Cause: μ multiplies the gradient, not the old velocity
#
# $\mu$ stands at the gradient. The old velocity is kept whole, then: the ball is never
# slowed down.
#
# 1. What does $\mu = 0$ mean: no memory, or no push?
# 2. $v \leftarrow \mu v + g$
# 3. Write `mu * v + g`.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = v + mu * g
    return w - lam * (g + mu * v if nesterov else v), v


# %% mistake momentum.friction [markdown]
# Cause: the old velocity is multiplied by 1 − μ, μ is what is kept of it
#
# You take $\mu$ for what the velocity *loses*. It is what is kept: at $\mu = 0.9$ nine
# tenths.
#
# 1. With $\mu = 1$, does your ball roll on for ever, or stop at once?
# 2. $v \leftarrow \mu v + g$
# 3. Write `mu` in place of `(1 - mu)`.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = (1 - mu) * v + g
    return w - lam * (g + mu * v if nesterov else v), v


# %% mistake momentum.downhill_velocity [markdown]
# Cause: the gradient is subtracted from the velocity, which then points downhill
#
# Your velocity points downhill and is added. Some books do so; but the $v$ that you are
# given points uphill, as in the formulas of section 3, so the two do not fit.
#
# 1. Which sign has $g$ in $v \leftarrow \mu v + g$?
# 2. $v \leftarrow \mu v + g$, $w \leftarrow w - \lambda v$
# 3. Add `g`, and subtract the step.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v - g
    return w + lam * (mu * v - g if nesterov else v), v


# %% mistake momentum.no_look_ahead [markdown]
# Cause: nesterov=True makes no difference, or μ multiplies the old velocity there
#
# With the look ahead the result is the same as without. Either `nesterov` is not used,
# or it steps by $g + \mu v$ with the *old* $v$, and that is the new velocity itself.
#
# 1. What is $g + \mu v$ with the velocity of before the step?
# 2. Look ahead: $g + \mu v$ with the *new* $v$.
# 3. First `v = mu * v + g`; then, if `nesterov`, step by `g + mu * v`.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + g
    return w - lam * v, v


# %% mistake momentum.always_ahead [markdown]
# Cause: it looks ahead although nesterov is False
#
# It always looks ahead, also where `nesterov` is False.
#
# 1. Where does your function use `nesterov`?
# 2. $w \leftarrow w - \lambda v$ without the look ahead
# 3. `step = g + mu * v if nesterov else v`


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + g
    return w - lam * (g + mu * v), v


# %% mistake momentum.flag_reversed [markdown]
# Cause: the two cases of nesterov are exchanged
#
# The two cases are exchanged: it looks ahead where `nesterov` is False.
#
# 1. Which of the two formulas belongs to True?
# 2. Look ahead: $g + \mu v$; else $v$.
# 3. Exchange them.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + g
    return w - lam * (v if nesterov else g + mu * v), v


# %% mistake momentum.ahead_without_mu [markdown]
# Cause: the look ahead adds v where μv is due
#
# With the look ahead you step by $g + v$. A step later the velocity will have lost its
# share: $\mu v$ is what remains.
#
# 1. What becomes of $v$ in the next step, before a gradient is added?
# 2. $g + \mu v$
# 3. Write `g + mu * v`.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + g
    return w - lam * (g + v if nesterov else v), v


# %% mistake momentum.ahead_without_gradient [markdown]
# Cause: the look ahead leaves out g
#
# With the look ahead you step by $\mu v$ alone; the gradient is missing.
#
# 1. Looking ahead, one assumes the same push once more. Which push?
# 2. $g + \mu v$
# 3. Write `g + mu * v`.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + g
    return w - lam * (mu * v if nesterov else v), v


# %% mistake momentum.ahead_is_kept [markdown]
# Cause: g + μv comes back as the velocity; it is for this step only
#
# The step is right, but with the look ahead you also return $g + \mu v$ as the
# velocity. The look ahead is for this step only.
#
# 1. Which $v$ does the next step begin with?
# 2. $v \leftarrow \mu v + g$ with and without the look ahead
# 3. Give what you step by another name than `v`.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + g
    if nesterov:
        v = g + mu * v
    return w - lam * v, v


# %% mistake momentum.order [markdown]
# Cause: the two results are in the other order, w comes first
#
# Both results are right, in the wrong order.
#
# 1. Which one does the docstring name first?
# 2. The new $w$, then the new $v$
# 3. Exchange them in the line with `return`.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = mu * v + g
    return v, w - lam * (g + mu * v if nesterov else v)


# %% mistake momentum.in_place [markdown]
# The result is right, but `v *= …` and `v += …` write into the caller's array.
#
# 1. What is left in the caller's `v` after the call?
# 2. $v \leftarrow \mu v + g$ as a *new* array
# 3. `v = mu * v + g` makes one.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v *= mu
    v += g
    return w - lam * (g + mu * v if nesterov else v), v


# %% mistake rmsprop.not_squared [markdown]
# Cause: the gradients are averaged, not their squares
#
# You average the gradients themselves. Their mean can be negative, and has no root.
#
# 1. What is the "S" in RMS?
# 2. $s \leftarrow \rho s + (1 - \rho)\, g^2$
# 3. Write `g**2`.


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + (1 - rho) * g
    return w - lam * g / (np.sqrt(s) + EPS), s


# %% mistake rmsprop.absolute [markdown]
# Cause: the mean is one of |g|, not of g²
#
# You average the absolute values. Then the root does not bring back the size of a
# gradient.
#
# 1. What is the root of a mean of $|g|$, if all $g$ are 100?
# 2. $s \leftarrow \rho s + (1 - \rho)\, g^2$
# 3. Write `g**2` in place of `np.abs(g)`.


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + (1 - rho) * np.abs(g)
    return w - lam * g / (np.sqrt(s) + EPS), s


# %% mistake rmsprop.no_root [markdown]
# Cause: the root is missing, g is divided by the mean of its squares
#
# You divide by the mean *square*. Then steep coordinates move less than flat ones: a
# gradient a hundred times as large makes a step a hundred times as small.
#
# 1. What is $g/g^2$ for a large $g$?
# 2. $g/(\sqrt s + \varepsilon)$
# 3. Divide by `np.sqrt(s) + EPS`.


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + (1 - rho) * g**2
    return w - lam * g / (s + EPS), s


# %% mistake rmsprop.eps_inside [markdown]
# Cause: ε stands under the root, where it weighs 10⁻⁴
#
# $\varepsilon$ stands under the root. $\sqrt{10^{-8}}$ is $10^{-4}$: gradients smaller
# than that are no longer scaled up.
#
# 1. Which number is added to $\sqrt s$ at $s = 0$?
# 2. $\sqrt{s} + \varepsilon$, not $\sqrt{s + \varepsilon}$
# 3. Write `np.sqrt(s) + EPS`.


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + (1 - rho) * g**2
    return w - lam * g / np.sqrt(s + EPS), s


# %% mistake rmsprop.no_eps [markdown]
# Cause: without ε a coordinate whose gradients are all 0 becomes 0/0
#
# Without $\varepsilon$ a coordinate whose gradients were all 0 becomes 0/0, which is
# NaN. It has happened to everybody whose image had a pixel that is always white.
#
# 1. What is $g/\sqrt s$ where all gradients were 0?
# 2. $g/(\sqrt s + \varepsilon)$
# 3. Add `EPS` to the root.


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + (1 - rho) * g**2
    with np.errstate(invalid="ignore"):
        return w - lam * g / np.sqrt(s), s


# %% mistake rmsprop.old_mean [markdown]
# Cause: g is divided by the root of the old mean
#
# You divide by the root of the *old* mean and renew it afterwards. In the first step it
# is 0, and the step becomes enormous.
#
# 1. How long is the first step, with $s = 0$ before it?
# 2. First the new $s$, then the step with it.
# 3. Use the new `s` under the root.


# %%
def rmsprop(w, g, s, lam, rho):
    new = rho * s + (1 - rho) * g**2
    return w - lam * g / (np.sqrt(s) + EPS), new


# %% mistake rmsprop.adagrad [markdown]
# Cause: the squares are summed and nothing is forgotten, that is AdaGrad
#
# You sum all squares. That is a rule, too, called AdaGrad; but the sum only grows, and
# the steps get shorter and shorter. Here old squares are forgotten.
#
# 1. Can your $s$ ever fall?
# 2. $s \leftarrow \rho s + (1 - \rho)\, g^2$
# 3. Multiply by `rho` and by `1 - rho`.


# %%
def rmsprop(w, g, s, lam, rho):
    s = s + g**2
    return w - lam * g / (np.sqrt(s) + EPS), s


# %% mistake rmsprop.shares_swapped [markdown]
# Cause: ρ and 1 − ρ are exchanged
#
# The two shares are exchanged. With $\rho = 0.9$ your mean forgets nearly everything at
# once.
#
# 1. Which share does the *old* mean have?
# 2. $s \leftarrow \rho s + (1 - \rho)\, g^2$
# 3. Put `rho` at `s`.


# %%
def rmsprop(w, g, s, lam, rho):
    s = (1 - rho) * s + rho * g**2
    return w - lam * g / (np.sqrt(s) + EPS), s


# %% mistake rmsprop.no_share [markdown]
# Cause: the factor 1 − ρ is missing at g²
#
# The new square comes in whole, without $1 - \rho$. That is no mean: with equal
# gradients $s$ grows to $g^2/(1 - \rho)$.
#
# 1. If all gradients are 3, which $s$ should come out in the end?
# 2. $s \leftarrow \rho s + (1 - \rho)\, g^2$
# 3. Multiply `g**2` by `1 - rho`.


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + g**2
    return w - lam * g / (np.sqrt(s) + EPS), s


# %% mistake rmsprop.share_squared [markdown]
# Cause: 1 − ρ is squared together with g
#
# You square $(1 - \rho)\, g$, and so the share as well.
#
# 1. What stands under the square in the formula?
# 2. $(1 - \rho)\, g^2$, not $((1 - \rho)\, g)^2$
# 3. `(1 - rho) * g**2`


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + ((1 - rho) * g) ** 2
    return w - lam * g / (np.sqrt(s) + EPS), s


# %% mistake rmsprop.mean_lost [markdown]
# Cause: the old mean comes back
#
# The step is right, but the mean that comes back is the old one: nothing is remembered.
#
# 1. What will the caller hand you as `s` in the next step?
# 2. The new $w$ and the new $s$ are returned.
# 3. Return the new mean as second value.


# %%
def rmsprop(w, g, s, lam, rho):
    new = rho * s + (1 - rho) * g**2
    return w - lam * g / (np.sqrt(new) + EPS), s


# %% mistake rmsprop.root_kept [markdown]
# Cause: the root of the mean comes back in place of the mean
#
# You return $\sqrt s$ as the new mean. In the next step it is averaged with squares.
#
# 1. What do you average in the next step, and with what?
# 2. Return $s$ itself.
# 3. Give the root a name of its own.


# %%
def rmsprop(w, g, s, lam, rho):
    s = np.sqrt(rho * s + (1 - rho) * g**2)
    return w - lam * g / (s + EPS), s


# %% mistake rmsprop.uphill [markdown]
# Cause: the step is added, it goes uphill
#
# You add the step. The gradient points uphill, and its sign is what is left of it.
#
# 1. Where does the gradient point?
# 2. $w \leftarrow w - \lambda g/(\sqrt s + \varepsilon)$
# 3. Put a minus in place of the plus.


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + (1 - rho) * g**2
    return w + lam * g / (np.sqrt(s) + EPS), s


# %% mistake rmsprop.no_direction [markdown]
# Cause: the gradient is missing in the numerator
#
# You divide $\lambda$ by the root, without $g$. Then every coordinate always falls,
# whatever the slope.
#
# 1. Which way does your rule go where the gradient is negative?
# 2. $\lambda\, g/(\sqrt s + \varepsilon)$
# 3. Multiply by `g`.


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + (1 - rho) * g**2
    return w - lam / (np.sqrt(s) + EPS), s


# %% mistake rmsprop.one_scale [markdown]
# Cause: all coordinates share one mean of squares
#
# You average the squares over the coordinates. Then all have the same scale, and it is
# descent with another $\lambda$.
#
# 1. How many scales has a bowl with two curvatures to have?
# 2. $s$ has an entry for each coordinate; all happens entry by entry.
# 3. Leave out `np.mean`.


# %%
def rmsprop(w, g, s, lam, rho):
    s = rho * s + (1 - rho) * np.mean(g**2)
    return w - lam * g / (np.sqrt(s) + EPS), s


# %% mistake rmsprop.in_place [markdown]
# The result is right, but `s *= …` and `s += …` write into the caller's array.
#
# 1. What is left in the caller's `s` after the call?
# 2. $s \leftarrow \rho s + (1 - \rho)\, g^2$ as a *new* array
# 3. `s = rho * s + (1 - rho) * g**2` makes one.


# %%
def rmsprop(w, g, s, lam, rho):
    s *= rho
    s += (1 - rho) * g**2
    return w - lam * g / (np.sqrt(s) + EPS), s


# %% mistake adam.no_correction [markdown]
# Cause: the correction of the start is missing
#
# The means are not corrected. Both start at 0 and are too small at first, but not
# alike: with $\beta_1 = 0.9$ and $\beta_2 = 0.999$ the first step is three times too
# long.
#
# 1. At $t = 1$, from zeros: what is $m$, and what should it be?
# 2. $\hat m = m/(1 - \beta_1^t)$, $\hat s = s/(1 - \beta_2^t)$
# 3. Divide by `1 - beta1**t` and `1 - beta2**t` before the step.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    return w - lam * m / (np.sqrt(s) + EPS), m, s


# %% mistake adam.only_m_corrected [markdown]
# Cause: s is not corrected, only m
#
# You correct $m$ but not $s$. The root is too small, then, and the first steps are far
# too long.
#
# 1. Which of the two means starts at 0?
# 2. $\hat s = s/(1 - \beta_2^t)$
# 3. Divide `s` by `1 - beta2**t`, too.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    return w - lam * m / (1 - beta1**t) / (np.sqrt(s) + EPS), m, s


# %% mistake adam.only_s_corrected [markdown]
# Cause: m is not corrected, only s
#
# You correct $s$ but not $m$: the first steps are too short.
#
# 1. Which of the two means starts at 0?
# 2. $\hat m = m/(1 - \beta_1^t)$
# 3. Divide `m` by `1 - beta1**t`, too.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    return w - lam * m / (np.sqrt(s / (1 - beta2**t)) + EPS), m, s


# %% mistake adam.correction_kept [markdown]
# Cause: the corrected means come back, they are corrected again in the next step
#
# The step is right, but the *corrected* means come back. In the next step they are
# averaged and corrected once more.
#
# 1. What does the next step begin with?
# 2. $m$ and $s$ are kept; $\hat m$ and $\hat s$ serve this step alone.
# 3. Give the corrected ones new names, `m_hat` and `s_hat`.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = (beta1 * m + (1 - beta1) * g) / (1 - beta1**t)
    s = (beta2 * s + (1 - beta2) * g**2) / (1 - beta2**t)
    return w - lam * m / (np.sqrt(s) + EPS), m, s


# %% mistake adam.counts_from_zero [markdown]
# Cause: the exponent is t + 1, but the steps are counted from 1
#
# You take $t + 1$ as the exponent. Here $t$ is 1 in the first step already.
#
# 1. At $t = 1$, from zeros: is your $\hat m$ equal to $g$?
# 2. $\hat m = m/(1 - \beta_1^t)$
# 3. Use `t` itself.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1 ** (t + 1)), s / (1 - beta2 ** (t + 1))
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.exponent_too_small [markdown]
# Cause: the exponent is t − 1, in the first step that divides by 0
#
# You take $t - 1$ as the exponent. In the first step that makes $1 - \beta^0 = 0$, and
# you divide by it.
#
# 1. What is $\beta^0$?
# 2. $\hat m = m/(1 - \beta_1^t)$ with $t = 1$ in the first step
# 3. Use `t` itself.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    with np.errstate(all="ignore"):
        m_hat = m / np.float64(1 - beta1 ** (t - 1))
        s_hat = s / np.float64(1 - beta2 ** (t - 1))
        return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.betas_swapped [markdown]
# Cause: β₁ and β₂ are exchanged
#
# The two shares are exchanged: $\beta_1$ belongs to $m$, $\beta_2$ to $s$.
#
# 1. Which of the two means should have the longer memory?
# 2. $m \leftarrow \beta_1 m + (1 - \beta_1)\, g$
# 3. Exchange `beta1` and `beta2`, in the corrections as well.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    beta1, beta2 = beta2, beta1
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.one_beta [markdown]
# Cause: β₁ is used for both means
#
# Both means use $\beta_1$. The one of the squares has a share of its own.
#
# 1. Where does your function use `beta2`?
# 2. $s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2$, $\hat s = s/(1 - \beta_2^t)$
# 3. Write `beta2` in both lines with `s`.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta1 * s + (1 - beta1) * g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta1**t)
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.no_root [markdown]
# Cause: the root is missing
#
# You divide by $\hat s$, the mean *square*. The step then depends on the units of the
# loss, and that is what Adam is to avoid.
#
# 1. At $t = 1$, from zeros: is your step $\lambda$ long?
# 2. $\hat m/(\sqrt{\hat s} + \varepsilon)$
# 3. Use `np.sqrt`.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return w - lam * m_hat / (s_hat + EPS), m, s


# %% mistake adam.eps_inside [markdown]
# Cause: ε stands under the root, where it weighs 10⁻⁴
#
# $\varepsilon$ stands under the root. $\sqrt{10^{-8}}$ is $10^{-4}$: gradients smaller
# than that are no longer scaled up.
#
# 1. Which number is added to the root at $\hat s = 0$?
# 2. $\sqrt{\hat s} + \varepsilon$, not $\sqrt{\hat s + \varepsilon}$
# 3. Write `np.sqrt(s_hat) + EPS`.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return w - lam * m_hat / np.sqrt(s_hat + EPS), m, s


# %% mistake adam.eps_before_correction [markdown]
# Cause: ε is added to the root of s before s is corrected
#
# You add $\varepsilon$ to $\sqrt s$ and correct afterwards. Some programs do so, but
# there $\varepsilon$ weighs more in the first steps.
#
# 1. To which of $\sqrt s$ and $\sqrt{\hat s}$ does the formula add $\varepsilon$?
# 2. $\sqrt{\hat s} + \varepsilon$ with $\hat s = s/(1 - \beta_2^t)$
# 3. Correct `s` first, then take the root, then add `EPS`.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    rate = lam * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / (np.sqrt(s) + EPS), m, s


# %% mistake adam.no_eps [markdown]
# Cause: without ε a coordinate whose gradients are all 0 becomes 0/0
#
# Without $\varepsilon$ a coordinate whose gradients were all 0 becomes 0/0, which is
# NaN.
#
# 1. What is $\hat m/\sqrt{\hat s}$ where all gradients were 0?
# 2. $\hat m/(\sqrt{\hat s} + \varepsilon)$
# 3. Add `EPS` to the root.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    with np.errstate(invalid="ignore"):
        return w - lam * m_hat / np.sqrt(s_hat), m, s


# %% mistake adam.squares_of_m [markdown]
# Cause: the squares are those of m, not of the gradient
#
# You average the squares of $m$. Then a gradient that trembles to and fro cancels in
# the scale as well, and nothing holds the step back.
#
# 1. What are $m$ and $s$ for gradients $+1, -1, +1, -1, \dots$?
# 2. $s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2$
# 3. Square `g`, not `m`.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * m**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.gradient_for_mean [markdown]
# Cause: the step is made with g in place of m
#
# The step uses this gradient alone, not the mean of all: that is RMSprop, corrected.
#
# 1. Where does your step use $m$?
# 2. $w \leftarrow w - \lambda \hat m/(\sqrt{\hat s} + \varepsilon)$
# 3. Put `m_hat` into the numerator.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    return w - lam * g / (np.sqrt(s / (1 - beta2**t)) + EPS), m, s


# %% mistake adam.correction_multiplied [markdown]
# Cause: the means are multiplied by 1 − βᵗ, not divided
#
# You multiply by $1 - \beta^t$. The means are too small already; that makes them
# smaller still.
#
# 1. Should the correction make a mean larger or smaller?
# 2. $\hat m = m/(1 - \beta_1^t)$
# 3. Divide.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m * (1 - beta1**t), s * (1 - beta2**t)
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.power_of_the_difference [markdown]
# Cause: the power is taken of 1 − β; it belongs to β alone
#
# You take $(1 - \beta)^t$. That goes to 0 and makes the corrected means enormous, where
# the correction should vanish.
#
# 1. What should the correction be after many steps?
# 2. $1 - \beta^t$, not $(1 - \beta)^t$
# 3. `1 - beta1**t`: the power binds more strongly than the minus.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1) ** t, s / (1 - beta2) ** t
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.first_correction_only [markdown]
# Cause: the correction is that of the first step, t is not used
#
# You always divide by $1 - \beta$, the correction of the first step. Later the means
# are right by themselves, and you blow them up.
#
# 1. Where does your function use `t`?
# 2. $\hat m = m/(1 - \beta_1^t)$
# 3. Raise `beta1` and `beta2` to the power `t`.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1), s / (1 - beta2)
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.sums [markdown]
# Cause: the gradient and its square come in whole, without 1 − β₁ and 1 − β₂
#
# Your $m$ and $s$ are sums, not means: the shares $1 - \beta_1$ and $1 - \beta_2$ are
# missing. For $v$ of section 3 that is right, here it is not.
#
# 1. If all gradients are 3, which $m$ should come out in the end?
# 2. $m \leftarrow \beta_1 m + (1 - \beta_1)\, g$
# 3. Multiply `g` by `1 - beta1`, and `g**2` by `1 - beta2`.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + g
    s = beta2 * s + g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.means_lost [markdown]
# Cause: the old means come back
#
# The step is right, but the means that come back are the old ones: nothing is
# remembered.
#
# 1. What will the caller hand you as `m` and `s` in the next step?
# 2. The new $w$, $m$ and $s$ are returned.
# 3. Return the new means.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    new_m = beta1 * m + (1 - beta1) * g
    new_s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = new_m / (1 - beta1**t), new_s / (1 - beta2**t)
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.uphill [markdown]
# Cause: the step is added, it goes uphill
#
# You add the step. The gradient points uphill, and so does its mean.
#
# 1. Where does the gradient point?
# 2. $w \leftarrow w - \lambda \hat m/(\sqrt{\hat s} + \varepsilon)$
# 3. Put a minus in place of the plus.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return w + lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake adam.in_place [markdown]
# The result is right, but the means are renewed in the caller's arrays, by `*=` and
# `+=`.
#
# 1. What is left in the caller's `m` after the call?
# 2. $m \leftarrow \beta_1 m + (1 - \beta_1)\, g$ as a *new* array
# 3. Write `m = beta1 * m + …` in place of `m *= …`.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m *= beta1
    m += (1 - beta1) * g
    s *= beta2
    s += (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return w - lam * m_hat / (np.sqrt(s_hat) + EPS), m, s


# %% mistake torch_path.not_cleared [markdown]
# Cause: the gradient is never cleared, each one is added to all before
#
# The gradient is never cleared, and `backward` *adds*: each step uses the sum of all
# gradients so far.
#
# 1. What does `w.grad` hold before the second `backward`?
# 2. Each step uses the gradient of its own place, $a_i w_i$.
# 3. Call `opt.zero_grad()` at the beginning of the loop.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.never_moves [markdown]
# Cause: nothing moves, step finds no gradient
#
# Nothing ever moves. The gradient is cleared between `backward` and `step`, or there is
# no `step` at all.
#
# 1. What does `w.grad` hold when `opt.step()` is called?
# 2. Clear, loss, `backward`, `step`: in this order.
# 3. Move `opt.zero_grad()` to the beginning of the loop.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.zero_grad()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.steps_first [markdown]
# Cause: step comes before backward, so each gradient is used a step late
#
# You step before `backward`. The first step has no gradient and moves nothing; each one
# after it uses the gradient of the place before.
#
# 1. Where is $w$ after the first pass of your loop?
# 2. Clear, loss, `backward`, `step`: in this order.
# 3. Move `opt.step()` behind `loss.backward()`.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        opt.step()
        path.append(w.detach().numpy().copy())
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
    return np.array(path)


# %% mistake torch_path.forgetful [markdown]
# Cause: each step has a new optimiser, which remembers no step before
#
# The optimiser is made inside the loop: a new one each step, with an empty memory.
# Descent does not mind; momentum never gathers speed.
#
# 1. Where does PyTorch keep $v$, $m$ and $s$?
# 2. One optimiser for the whole walk.
# 3. Move `opt = optimiser(…)` in front of the loop.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        opt = optimiser(name, w, lam)
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.rows_shared [markdown]
# Cause: all rows are the last place, they are views of one tensor
#
# All places are equal to the last one. `.numpy()` makes no copy: each row is the memory
# of `w` itself, and the optimiser writes there.
#
# 1. What do your rows show after the first step, and what after the last?
# 2. Each row is a copy of $w$ at its time.
# 3. Append `w.detach().numpy().copy()`.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy()]
    for _ in range(steps):
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy())
    return np.array(path)


# %% mistake torch_path.start_moved [markdown]
# The path is right, but the caller's `w0` has walked along: `torch.as_tensor` makes no
# copy, and the optimiser changes its tensor in place.
#
# 1. Whose memory is the tensor's?
# 2. `torch.tensor` copies, `torch.as_tensor` and `torch.from_numpy` do not.
# 3. `w = torch.tensor(w0, requires_grad=True)`


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.as_tensor(w0).requires_grad_()
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.start_missing [markdown]
# Cause: the start is missing, the first row is the place after one step
#
# The path begins after the first step; $w_0$ is missing.
#
# 1. How many places has a walk of three steps?
# 2. steps + 1 rows, the first one is `w0`.
# 3. Put the start into the list before the loop.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = []
    for _ in range(steps):
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.reshape(path, (-1, len(w)))


# %% mistake torch_path.end_missing [markdown]
# Cause: the last place is missing, each row is taken before its step
#
# Each place is noted *before* its step, and so the last one is missing.
#
# 1. How many places has a walk of three steps?
# 2. steps + 1 rows, the last one is the end.
# 3. Note the start before the loop, and each place behind `opt.step()`.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = []
    for _ in range(steps):
        path.append(w.detach().numpy().copy())
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
    return np.reshape(path, (-1, len(w)))


# %% mistake torch_path.step_too_many [markdown]
# Cause: there is a step too many
#
# You make one step too many: `steps` + 1 in all.
#
# 1. How many places has a walk of three steps?
# 2. steps + 1 rows: the start, and one for each step.
# 3. `range(steps)`, if the start is noted before the loop.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps + 1):
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.end_only [markdown]
# Cause: only the last place comes back
#
# You return the last place only, not the path.
#
# 1. How many rows does the docstring promise?
# 2. steps + 1 rows, the first one is `w0`.
# 3. Collect the places in a list.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    for _ in range(steps):
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
    return w.detach().numpy().copy()


# %% mistake torch_path.half_missing [markdown]
# Cause: the loss lacks its ½, all gradients are twice too large
#
# The loss is $\sum_i a_i w_i^2$, without the half: its gradient is $2 a_i w_i$, and
# each step of descent is twice too long.
#
# 1. What is the derivative of $a w^2$?
# 2. $f(w) = \frac12 \sum_i a_i w_i^2$
# 3. Divide by 2.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        opt.zero_grad()
        loss = (a * w**2).sum()
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.mean [markdown]
# Cause: the loss is a mean over the coordinates, not a sum
#
# The loss is the *mean* of $a_i w_i^2/2$, so the gradient is divided by $D$. Means are
# taken over examples; the coordinates of a bowl are added.
#
# 1. Does the step of a coordinate depend on how many others there are?
# 2. $f(w) = \frac12 \sum_i a_i w_i^2$
# 3. `.sum()` in place of `.mean()`.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        opt.zero_grad()
        loss = (a * w**2).mean() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.curvature_squared [markdown]
# Cause: the curvature is squared together with w
#
# You square $a_i w_i$, and so the curvature as well.
#
# 1. What is the derivative of $(a w)^2/2$ with respect to $w$?
# 2. $f(w) = \frac12 \sum_i a_i w_i^2$
# 3. `a * w**2`: the power belongs to `w` alone.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        opt.zero_grad()
        loss = ((a * w) ** 2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.curvature_forgotten [markdown]
# Cause: the loss does not contain the curvatures
#
# The loss is $\frac12 \sum_i w_i^2$: the curvatures are missing, and the bowl is round.
#
# 1. Where does your function use `a`?
# 2. $f(w) = \frac12 \sum_i a_i w_i^2$
# 3. `(a * w**2).sum() / 2`


# %%
def torch_path(name, a, w0, lam, steps):
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        opt.zero_grad()
        loss = (w**2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.always_descent [markdown]
# Cause: it is plain descent, whatever the name
#
# It is plain descent for every name: `SGD` without momentum, or a step by hand.
#
# 1. Where does your function use `name`?
# 2. $v \leftarrow \mu v + g$ for momentum, and so on; `optimiser` knows them.
# 3. `opt = optimiser(name, w, lam)`


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = torch.optim.SGD([w], lr=lam)
    path = [w.detach().numpy().copy()]
    for _ in range(steps):
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake torch_path.loss_once [markdown]
# The loss is computed once, before the loop. It belongs to the start; for each place
# PyTorch needs a new graph, and says so by a RuntimeError.
#
# 1. At which place is your loss taken in the second step?
# 2. A graph lives for one `backward`.
# 3. Move the line with `loss = …` into the loop.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = [w.detach().numpy().copy()]
    loss = (a * w**2).sum() / 2
    for _ in range(steps):
        opt.zero_grad()
        loss.backward()
        opt.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


# %% mistake cosine.no_warmup [markdown]
# Cause: there is no warm-up
#
# The rate begins at the peak: the warm-up is missing.
#
# 1. Where does your function use `warmup`?
# 2. $\lambda_k = \lambda_{\max} (k + 1)/(u + 1)$ for $k \le u$
# 3. Begin with `if k < warmup:`.


# %%
def cosine(k, T, peak, warmup):
    return peak / 2 * (1 + np.cos(np.pi * k / T))


# %% mistake cosine.begins_at_zero [markdown]
# Cause: the warm-up begins with the rate 0, a step that moves nothing
#
# Your warm-up is $k/u$: the first step has the rate 0 and moves nothing.
#
# 1. What is the rate of the very first step, at $k = 0$?
# 2. $\lambda_k = \lambda_{\max} (k + 1)/(u + 1)$
# 3. Add 1 above and below.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * k / warmup
    return peak / 2 * (1 + np.cos(np.pi * (k - warmup) / (T - warmup)))


# %% mistake cosine.early_peak [markdown]
# Cause: the warm-up is (k + 1)/u, at the peak a step too early
#
# Your warm-up is $(k + 1)/u$: it is at the peak one step too early, and stays there for
# two.
#
# 1. Which rate has the last step of your warm-up, at $k = u - 1$?
# 2. $\lambda_k = \lambda_{\max} (k + 1)/(u + 1)$
# 3. Divide by `warmup + 1`.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / warmup
    return peak / 2 * (1 + np.cos(np.pi * (k - warmup) / (T - warmup)))


# %% mistake cosine.not_shifted [markdown]
# Cause: the cosine begins at k = 0, not behind the warm-up
#
# The cosine runs from the first step on. When the warm-up is over, part of it is gone,
# and the peak is never reached.
#
# 1. What does your function give at $k = u$?
# 2. $\cos\bigl(\pi (k - u)/(T - u)\bigr)$
# 3. Subtract `warmup` above and below.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak / 2 * (1 + np.cos(np.pi * k / T))


# %% mistake cosine.not_shortened [markdown]
# Cause: the cosine is divided by T; only T − u steps are left for it
#
# The cosine begins in the right place, but is as long as the whole training: it is cut
# off before it comes down.
#
# 1. How many steps are left behind the warm-up?
# 2. $\cos\bigl(\pi (k - u)/(T - u)\bigr)$
# 3. Divide by `T - warmup`.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak / 2 * (1 + np.cos(np.pi * (k - warmup) / T))


# %% mistake cosine.step_ahead [markdown]
# Cause: the cosine is a step ahead, at k = u it is below the peak already
#
# Your cosine is one step ahead: at $k = u$ it has begun to fall, and the last step gets
# the rate 0.
#
# 1. What does your function give at $k = u$, and at $k = T - 1$?
# 2. $\cos\bigl(\pi (k - u)/(T - u)\bigr)$: at $k = u$ it is 1.
# 3. Leave out the `+ 1` inside the cosine.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak / 2 * (1 + np.cos(np.pi * (k + 1 - warmup) / (T - warmup)))


# %% mistake cosine.ends_at_zero [markdown]
# Cause: the cosine is a step too short, it is 0 in the last step
#
# Your cosine reaches 0 in the last step, $k = T - 1$: that step moves nothing. And
# where only one step is left, you divide by 0.
#
# 1. What does your function give at $k = T - 1$?
# 2. $\cos\bigl(\pi (k - u)/(T - u)\bigr)$
# 3. Divide by `T - warmup`, not by `T - 1 - warmup`.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak / 2 * (1 + np.cos(np.pi * (k - warmup) / (T - 1 - warmup)))


# %% mistake cosine.whole_wave [markdown]
# Cause: it is a whole cosine wave, which comes back to the peak
#
# You use a whole wave: the rate falls to 0 in the middle and climbs to the peak again.
#
# 1. Where is your rate at the end?
# 2. Half a wave: from $\cos 0$ to $\cos \pi$
# 3. `np.pi` in place of `2 * np.pi`.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak / 2 * (1 + np.cos(2 * np.pi * (k - warmup) / (T - warmup)))


# %% mistake cosine.quarter_wave [markdown]
# Cause: it is a quarter of a wave, cos(πx/2), which stays high too long
#
# You use a quarter of a wave, from $\cos 0$ to $\cos \pi/2$. It also ends at 0, but it
# stays high for longer and then drops.
#
# 1. What should the rate be half way down?
# 2. $\frac12 (1 + \cos \pi x)$ with $x$ from 0 to 1
# 3. Add 1 to the cosine of $\pi x$, and halve.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak * np.cos(np.pi / 2 * (k - warmup) / (T - warmup))


# %% mistake cosine.goes_below_zero [markdown]
# Cause: 1 + is missing, the rate becomes negative half way
#
# The 1 in the bracket is missing: your rate becomes negative half way, and the steps go
# uphill.
#
# 1. Which values does a cosine have between 0 and $\pi$?
# 2. $\frac{\lambda_{\max}}{2} (1 + \cos \dots)$
# 3. `peak / 2 * (1 + np.cos(…))`


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak * np.cos(np.pi * (k - warmup) / (T - warmup))


# %% mistake cosine.not_halved [markdown]
# Cause: the half is missing, the cosine begins at twice the peak
#
# The half is missing: behind the warm-up your rate begins at twice the peak.
#
# 1. What is $1 + \cos 0$?
# 2. $\frac{\lambda_{\max}}{2} (1 + \cos \dots)$
# 3. `peak / 2`


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak * (1 + np.cos(np.pi * (k - warmup) / (T - warmup)))


# %% mistake cosine.rises [markdown]
# Cause: the cosine is subtracted, so the rate rises from 0 to the peak
#
# The minus turns the curve over: behind the warm-up your rate drops to 0 and rises to
# the peak.
#
# 1. What does your function give at $k = u$?
# 2. $\frac{\lambda_{\max}}{2} (1 + \cos \dots)$
# 3. Put a plus in place of the minus.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak / 2 * (1 - np.cos(np.pi * (k - warmup) / (T - warmup)))


# %% mistake cosine.straight [markdown]
# Cause: the rate falls along a straight line
#
# Your rate falls along a straight line. Half way down both agree; the cosine stays high
# at first and ends gently.
#
# 1. Where is the cosine in your formula?
# 2. $\frac{\lambda_{\max}}{2} \bigl(1 + \cos(\pi (k - u)/(T - u))\bigr)$
# 3. Put `np.cos(np.pi * …)` in.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak * (1 - (k - warmup) / (T - warmup))


# %% mistake cosine.degrees [markdown]
# Cause: the cosine got degrees, NumPy's takes radians
#
# You hand the cosine degrees, 180 for half a turn. `np.cos` takes radians.
#
# 1. What is `np.cos(180)`?
# 2. Half a turn is $\pi$.
# 3. `np.pi` in place of 180.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak / 2 * (1 + np.cos(180 * (k - warmup) / (T - warmup)))


# %% mistake cosine.no_peak [markdown]
# Cause: the peak is left out, or multiplies one of the two pieces only
#
# The rate is a share from 0 to 1: the peak is missing.
#
# 1. Where does your function use `peak`?
# 2. $\lambda_k = \lambda_{\max} \cdot \dots$ in both pieces
# 3. Multiply both by `peak`.


# %%
def cosine(k, T, peak, warmup):
    if k < warmup:
        return (k + 1) / (warmup + 1)
    return (1 + np.cos(np.pi * (k - warmup) / (T - warmup))) / 2


# %% mistake cosine.both_at_once [markdown]
# Cause: warm-up and cosine are multiplied
#
# You multiply the warm-up and a cosine that runs from the start. They follow each
# other.
#
# 1. Is the peak ever reached?
# 2. First one formula, for $k \le u$, then the other.
# 3. Use an `if`, and let the cosine begin at $k = u$.


# %%
def cosine(k, T, peak, warmup):
    rise = min(1, (k + 1) / (warmup + 1))
    return peak / 2 * rise * (1 + np.cos(np.pi * k / T))


# %% mistake cosine.warms_at_the_end [markdown]
# Cause: the straight piece is at the end of the training
#
# Your straight piece is in the last steps. The warm-up is for the first ones.
#
# 1. Which rate does your function give at $k = 0$?
# 2. $\lambda_k = \lambda_{\max} (k + 1)/(u + 1)$ for $k \le u$
# 3. The condition is `k < warmup`.


# %%
def cosine(k, T, peak, warmup):
    if k >= T - warmup:
        return peak * (T - k) / (warmup + 1)
    return peak / 2 * (1 + np.cos(np.pi * k / (T - warmup)))
