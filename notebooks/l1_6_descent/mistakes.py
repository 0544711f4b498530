# %%
import numpy as np

# %% mistake factor.plus [markdown]
# Cause: with a plus, w would grow in each step
#
# You returned $1 + \lambda a$. It is above 1, so each step would lead away from the
# bottom.
#
# 1. For a small $\lambda$ the walk comes nearer. Is $q$ then below or above 1?
# 2. $w - \lambda a w = (1 - \lambda a)\, w$
# 3. Turn the plus into a minus.


# %%
def factor(a, lam):
    return 1 + lam * a


# %% mistake factor.taken_away [markdown]
# Cause: this is the share that a step takes away; q is what is left
#
# You returned $\lambda a$: the share of $w$ that a step takes away. $q$ is the share
# that is left.
#
# 1. If a step takes 40 % away, how much is left?
# 2. $w - \lambda a w = (1 - \lambda a)\, w$
# 3. Write `1 - ` in front of your product.


# %%
def factor(a, lam):
    return lam * a


# %% mistake factor.one_missing [markdown]
# Cause: the 1 is missing: it stands for the old w
#
# You returned $-\lambda a$. When $w$ is factored out, the first $w$ leaves a 1 behind.
#
# 1. $w$ is $1 \cdot w$.
# 2. $w - \lambda a w = (1 - \lambda a)\, w$
# 3. Put a 1 in front.


# %%
def factor(a, lam):
    return -lam * a


# %% mistake factor.reversed [markdown]
# Cause: the two terms stand the wrong way round
#
# You returned $\lambda a - 1$: both signs are reversed.
#
# 1. As $\lambda$ goes to 0, nothing moves. What is $q$ then?
# 2. $w - \lambda a w = (1 - \lambda a)\, w$
# 3. Swap the two terms of your difference.


# %%
def factor(a, lam):
    return lam * a - 1


# %% mistake factor.lam_forgotten [markdown]
# Cause: lam is not used
#
# You returned $1 - a$, without $\lambda$.
#
# 1. Four values of $\lambda$ gave four different walks, all with $a = 4$.
# 2. $w - \lambda a w = (1 - \lambda a)\, w$
# 3. Multiply `a` by `lam`.


# %%
def factor(a, lam):
    return 1 - a


# %% mistake factor.curvature_forgotten [markdown]
# Cause: a is not used
#
# You returned $1 - \lambda$, without $a$.
#
# 1. A steeper parabola makes longer steps. Where is that in your factor?
# 2. $w - \lambda a w = (1 - \lambda a)\, w$
# 3. Multiply `lam` by `a`.


# %%
def factor(a, lam):
    return 1 - lam


# %% mistake factor.two_kept [markdown]
# Cause: the step is twice as long: the 2 below the line of f is missing
#
# You returned $1 - 2\lambda a$. The 2 of the derivative is there, the 2 below the line
# of $f$ is not.
#
# 1. The function is $a w^2 / 2$, not $a w^2$.
# 2. $f'(w) = \frac{a}{2} \cdot 2w = a w$: both twos cancel.
# 3. Drop the `2 *`.


# %%
def factor(a, lam):
    return 1 - 2 * lam * a


# %% mistake factor.example_curvature [markdown]
# Cause: this is the factor for a = 4; here a is another number
#
# You returned $1 - 4\lambda$: the slope $4w$ is that of the example. The argument `a`
# is not used.
#
# 1. Which parabola does the caller mean?
# 2. $w - \lambda a w = (1 - \lambda a)\, w$
# 3. Write `a` in place of 4.


# %%
def factor(a, lam):
    return 1 - 4 * lam


# %% mistake factor.cut_at_zero [markdown]
# Cause: q may be negative: then each step lands on the other side
#
# You cut the factor at 0. But a walk may jump across the bottom, and then $q$ is
# negative.
#
# 1. For $a = 4$, $\lambda = 0.4$ the walk goes 3, −1.8. By which number is 3
#    multiplied?
# 2. $q = 1 - \lambda a$, for all $\lambda > 0$
# 3. Drop the `max`.


# %%
def factor(a, lam):
    return max(0.0, 1 - lam * a)


# %% mistake factor.half_step [markdown]
# Cause: only half of the step is taken away
#
# You returned $1 - \lambda a / 2$: a step takes away the share $\lambda a$, yours takes
# half of it.
#
# 1. The 2 below the line of $f$: is it still there in the slope?
# 2. $f'(w) = a w$, so $w - \lambda a w = (1 - \lambda a)\, w$.
# 3. Drop the `/ 2`.


# %%
def factor(a, lam):
    return 1 - lam * a / 2


# %% mistake factor.absolute_value [markdown]
# Cause: the sign is lost: q may be negative
#
# You returned $|1 - \lambda a|$. The size is right, the sign is lost: whether the walk
# jumps across the bottom can no longer be seen.
#
# 1. For $a = 4$, $\lambda = 0.4$ the walk goes 3, −1.8. By which number is 3
#    multiplied?
# 2. $q = 1 - \lambda a$ may be negative.
# 3. Drop the `abs`.


# %%
def factor(a, lam):
    return abs(1 - lam * a)


# %% mistake lam_max.one_over_a [markdown]
# Cause: at 1/a the factor is 0; beyond it q is negative, but still above −1
#
# You returned $1/a$. At $1/a$ the factor is 0 and one step arrives. A bit beyond, the
# walk jumps across the bottom, but still comes in: $\lambda < 1/a$ is enough, but not
# necessary.
#
# 1. With $a = 4$, $\lambda = 0.4$ is above $1/a$. Did that walk arrive?
# 2. $-1 < 1 - \lambda a$ means $\lambda a < 2$.
# 3. Write 2 in place of 1.


# %%
def lam_max(a):
    return 1 / a


# %% mistake lam_max.upside_down [markdown]
# Cause: the fraction is upside down
#
# The fraction is upside down: this is $a/2$. A steeper valley would bear larger steps.
#
# 1. On a steep slope the steps are longer already. Should $\lambda$ be larger there?
# 2. $\lambda a < 2$, so $\lambda < 2/a$.
# 3. Swap `a` and 2.


# %%
def lam_max(a):
    return a / 2


# %% mistake lam_max.not_divided [markdown]
# Cause: solve for λ: divide by a
#
# You returned $2a$: the inequality was multiplied by $a$ where it has to be divided.
#
# 1. On a steep slope the steps are longer already. Should $\lambda$ be larger there?
# 2. $\lambda a < 2$, so $\lambda < 2/a$.
# 3. Divide 2 by `a`.


# %%
def lam_max(a):
    return 2 * a


# %% mistake lam_max.without_a [markdown]
# Cause: this is the border of the product λ·a
#
# You returned 2 for every $a$. That is the border of the product $\lambda a$.
#
# 1. The figure has $a = 4$, and its border is 0.5.
# 2. $\lambda a < 2$, so $\lambda < 2/a$.
# 3. Divide by `a`.


# %%
def lam_max(a):
    return 2.0


# %% mistake lam_max.minus_two [markdown]
# Cause: a step size is positive: −1 < 1 − λa means λa < 2
#
# You returned $-2/a$. The size is right, but a step size is positive.
#
# 1. Both sides of the inequality have a minus. What becomes of it?
# 2. $-1 < 1 - \lambda a$ means $-2 < -\lambda a$, that is $\lambda a < 2$.
# 3. Drop the minus.


# %%
def lam_max(a):
    return -2 / a


# %% mistake lam_max.hard_coded [markdown]
# Cause: this is the border for a = 4 alone
#
# You returned 0.5 for every $a$. That is the border for $a = 4$ alone.
#
# 1. Does a steeper valley bear the same steps?
# 2. $-1 < 1 - \lambda a$ means $\lambda < 2/a$.
# 3. Write a formula with `a` in it.


# %%
def lam_max(a):
    return 0.5


# %% mistake lam_max.whole_number [markdown]
# Cause: `//` cuts the quotient to a whole number
#
# `//` divides and cuts off what is after the decimal point: $2/4$ becomes 0.
#
# 1. Is a step size a whole number?
# 2. $\lambda_{\max} = 2/a$; for $a = 4$ that is 0.5.
# 3. Write `/` in place of `//`.


# %%
def lam_max(a):
    return 2 // a


# %% mistake lam_max.four_over_a [markdown]
# Cause: this would be the border if the slope were a·w/2
#
# You returned $4/a$. That would be the border for the slope $a w/2$; on $a w^2/2$ it is
# $a w$.
#
# 1. The figure has $a = 4$. Did the walk with $\lambda = 0.6$ arrive?
# 2. $f'(w) = a w$, so $q = 1 - \lambda a$, and $-1 < q$ means $\lambda a < 2$.
# 3. Write 2 in place of 4.


# %%
def lam_max(a):
    return 4 / a


# %% mistake lam_max.half_of_one [markdown]
# Cause: the walk on a·w²/2 has q = 1 − λa, and q may go down to −1
#
# You returned $1/(2a)$: a quarter of the border. Such steps do arrive, but four times
# larger ones would nearly do so, too.
#
# 1. With $a = 4$, $\lambda = 0.4$ is far above $1/8$. Did that walk arrive?
# 2. $-1 < 1 - \lambda a$ means $\lambda a < 2$.
# 3. The 2 belongs above the line.


# %%
def lam_max(a):
    return 1 / (2 * a)


# %% mistake gd.uphill [markdown]
# Cause: with a plus the path climbs
#
# You added the step where the rule subtracts it. The gradient points where $f$ *grows*
# fastest.
#
# 1. Do we want to follow the gradient, or go against it?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$
# 3. Turn the plus in front of `lam` into a minus.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] + lam * grad(path[-1]))
    return np.array(path)


# %% mistake gd.lam_forgotten [markdown]
# Cause: lam is not used
#
# `lam` is not used: you take away the whole gradient in each step.
#
# 1. What sets how long a step is?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$
# 3. Multiply `grad(…)` by `lam`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - grad(path[-1]))
    return np.array(path)


# %% mistake gd.lam_over_steps [markdown]
# Cause: lam was divided by the number of steps
#
# You divided $\lambda$ by the number of steps. More steps then only cut the same way
# into smaller pieces.
#
# 1. Twice as many steps should lead further down.
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$, with the same $\lambda$ whatever `steps`
#    is
# 3. Write `lam` in place of `lam / steps`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam / steps * grad(path[-1]))
    return np.array(path)


# %% mistake gd.one_after_another [markdown]
# Cause: the entries moved one after another; all slopes belong to the old point
#
# You moved the entries one after another, and took each new slope at a point where some
# entries had moved already. This is another method, *coordinate descent*.
#
# 1. All slopes of one step belong to one and the same point.
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$: the whole gradient at $W_k$
# 3. Call `grad` once for each step, before anything moves.


# %%
def gd(grad, W0, lam, steps):
    W = np.array(W0, dtype=float)
    path = [W.copy()]
    for _ in range(steps):
        for i in range(len(W)):
            W[i] -= lam * grad(W)[i]
        path.append(W.copy())
    return np.array(path)


# %% mistake gd.first_entry [markdown]
# Cause: only the first entry moves
#
# Only the first entry of $W$ moves; the others stay where they started.
#
# 1. Every weight has a slope of its own.
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$, in all $D$ entries
# 3. Take the whole array `grad(W)`, without `[0]`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        W = path[-1].copy()
        W[0] = W[0] - lam * grad(W)[0]
        path.append(W)
    return np.array(path)


# %% mistake gd.first_slope_for_all [markdown]
# Cause: every entry was moved by the slope of the first one
#
# You moved every entry by the slope of the first one.
#
# 1. Every weight has a slope of its own.
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$: entry by entry
# 3. Take the whole array `grad(W)`, without `[0]`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * grad(path[-1])[0])
    return np.array(path)


# %% mistake gd.length_of_gradient [markdown]
# Cause: every entry was moved by the length of the gradient
#
# You took away $\lambda$ times the *length* of the gradient, the same number from every
# entry. The direction is lost.
#
# 1. A gradient is an arrow. Its length does not say where it points.
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$: a vector minus a vector
# 3. Drop `np.linalg.norm`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * np.linalg.norm(grad(path[-1])))
    return np.array(path)


# %% mistake gd.normalised [markdown]
# Cause: the gradient was divided by its length, so every step is λ long
#
# You divided the gradient by its length: every step is exactly $\lambda$ long, and the
# walk cannot settle.
#
# 1. Near the bottom the steps should get shorter by themselves. Do yours?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$, with the gradient as it is
# 3. Drop the division by `np.linalg.norm(…)`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        g = np.asarray(grad(path[-1]))
        path.append(path[-1] - lam * g / np.linalg.norm(g))
    return np.array(path)


# %% mistake gd.change_only [markdown]
# Cause: the old W is missing: this is the change alone
#
# The old $W$ is missing: each row of yours is $-\lambda \nabla f(W)$, the change alone.
#
# 1. "1.2 to the left" does not say where you are.
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$
# 3. Put the last point in front of the minus.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(-lam * grad(path[-1]))
    return np.array(path)


# %% mistake gd.lam_shrinks [markdown]
# Cause: λ shrinks from step to step; here it is the same for all
#
# Your $\lambda$ shrinks from step to step. Such schedules exist; here one fixed
# $\lambda$ is asked for.
#
# 1. Should step number 10 at the same slope be shorter than step number 1?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$: no $k$ stands beside the $\lambda$.
# 3. Write `lam` in place of `lam / (k + 1)`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for k in range(steps):
        path.append(path[-1] - lam / (k + 1) * grad(path[-1]))
    return np.array(path)


# %% mistake gd.example_gradient [markdown]
# Your function takes the gradient of the example. It was given another one, `grad`, and
# never calls it.
#
# 1. A function should use what it is given. Which valley does the caller mean?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$, with the $\nabla f$ of this call
# 3. Call `grad(W)`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        W = path[-1]
        slopes = np.array([2 * W[0] + W[1], W[0] + 4 * W[1]])
        path.append(W - lam * slopes)
    return np.array(path)


# %% mistake gd.never_uphill [markdown]
# Cause: a step to a steeper place was refused; all steps are taken
#
# Your walk refuses a step that leads to a steeper place, and stands still instead.
#
# 1. With a $\lambda$ that is too large the walk flies off. Can your path show that?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$, whatever the next gradient is
# 3. Remove the condition inside the loop.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        old = path[-1]
        new = old - lam * grad(old)
        is_steeper = np.linalg.norm(grad(new)) > np.linalg.norm(grad(old))
        path.append(old if is_steeper else new)
    return np.array(path)


# %% mistake gd.absolute_slopes [markdown]
# Cause: the slopes have lost their signs
#
# You took the absolute values of the slopes, so no entry can ever grow.
#
# 1. Where a slope is negative, which way is downhill?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$, with the signs of the gradient
# 3. Drop the `abs`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * np.abs(grad(path[-1])))
    return np.array(path)


# %% mistake gd.slope_of_start [markdown]
# Cause: the gradient was taken at the start only
#
# You take the gradient at the start in every step, so the walk is a straight line of
# equal steps.
#
# 1. As the ground gets flatter, should the steps stay as they were?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$: the gradient belongs to $W_k$, not to
#    $W_0$.
# 3. Call `grad` inside the loop, with the last point.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * grad(path[0]))
    return np.array(path)


# %% mistake gd.rows_alias [markdown]
# Cause: all rows are one and the same array, changed in place
#
# All rows of your path are the last point. The list holds one and the same array again
# and again, and `-=` changed it in place.
#
# 1. A list does not keep a photograph of an array, but the array itself.
# 2. Row $k$ has to stay $W_k$ when $W_{k+1}$ is made.
# 3. Write `W = W - …` in place of `W -= …`, or append `W.copy()`.


# %%
def gd(grad, W0, lam, steps):
    W = np.array(W0, dtype=float)
    path = [W]
    for _ in range(steps):
        W -= lam * grad(W)
        path.append(W)
    return np.array(path)


# %% mistake gd.changes_start [markdown]
# The path is right, but your function walks with the caller's own array: after the call
# `W0` is the last point, and the start is lost.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. $W_0$ is where the walk began, and it should stay there.
# 3. Start with `np.array(W0, dtype=float)`, which makes a copy.


# %%
def gd(grad, W0, lam, steps):
    W = np.asarray(W0, dtype=float)
    path = [W.copy()]
    for _ in range(steps):
        W -= lam * grad(W)
        path.append(W.copy())
    return np.array(path)


# %% mistake gd.changes_start_and_alias [markdown]
# Cause: neither W0 nor the rows of the path were copied
#
# Two things in one: all rows of your path are the last point, and after the call the
# caller's `W0` is the last point, too. There is one single array, changed in place.
#
# 1. Neither `np.asarray` nor a list makes a copy of an array.
# 2. Row $k$ has to stay $W_k$ when $W_{k+1}$ is made, and $W_0$ belongs to the caller.
# 3. Start with `np.array(W0, dtype=float)`, and write `W = W - …` in place of `W -= …`.


# %%
def gd(grad, W0, lam, steps):
    W = np.asarray(W0, dtype=float)
    path = [W]
    for _ in range(steps):
        W -= lam * grad(W)
        path.append(W)
    return np.array(path)


# %% mistake gd.start_missing [markdown]
# The start is missing: your path begins after the first step and has one row too few.
#
# 1. Four posts hold three fences: how many points do three steps connect?
# 2. The path has the shape `(steps + 1, D)`, and row 0 is the start.
# 3. Put a copy of `W0` into the list before the loop.


# %%
def gd(grad, W0, lam, steps):
    W, path = np.array(W0, dtype=float), []
    for _ in range(steps):
        W = W - lam * grad(W)
        path.append(W)
    return np.array(path)


# %% mistake gd.one_step_missing [markdown]
# The last step is missing: your path begins at the start, but has one row too few.
#
# 1. Four posts hold three fences: how many points do three steps connect?
# 2. The path has the shape `(steps + 1, D)`, and row 0 is the start.
# 3. Append the new point *after* the step, and the start before the loop.


# %%
def gd(grad, W0, lam, steps):
    W, path = np.array(W0, dtype=float), []
    for _ in range(steps):
        path.append(W)
        W = W - lam * grad(W)
    return np.array(path)


# %% mistake gd.one_step_more [markdown]
# You take one step more than asked for.
#
# 1. With `steps=0` nothing should move.
# 2. The path has the shape `(steps + 1, D)`: the start and `steps` more rows.
# 3. Write `range(steps)` if the start stands in the list before the loop.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps + 1):
        path.append(path[-1] - lam * grad(path[-1]))
    return np.array(path)


# %% mistake gd.last_point [markdown]
# You return the last point only. The whole path is wanted, row by row from the start
# on.
#
# 1. To plot a walk one needs every point of it.
# 2. The result has the shape `(steps + 1, D)`.
# 3. Collect the points in a list, and return `np.array(path)`.


# %%
def gd(grad, W0, lam, steps):
    W = np.array(W0, dtype=float)
    for _ in range(steps):
        W = W - lam * grad(W)
    return W


# %% mistake gd.columns [markdown]
# Cause: the path lies on its side: row k should be W_k
#
# Your path lies on its side: its shape is `(D, steps + 1)`, one *column* for each
# point.
#
# 1. Which index counts the steps, the first or the second?
# 2. The result has the shape `(steps + 1, D)`; row $k$ is $W_k$.
# 3. Drop the transpose at the end.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * grad(path[-1]))
    return np.array(path).T


# %% mistake gd.two_weights [markdown]
# Cause: two entries move; W may have any number of them
#
# You move two entries, as in the example, however many there are: the third and all
# further ones stay where they started.
#
# 1. How many entries has the start that you were given?
# 2. $W_{k+1} = W_k - \lambda \nabla f(W_k)$, in all $D$ entries
# 3. Write `W - lam * grad(W)` for the whole array, or loop over `range(len(W))`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        W, g = path[-1].copy(), grad(path[-1])
        W[0] -= lam * g[0]
        W[1] -= lam * g[1]
        path.append(W)
    return np.array(path)


# %% mistake gd.whole_numbers [markdown]
# Cause: the points were stored as whole numbers, and so cut
#
# Your array takes its type from the start: where that holds integers, every point that
# you put into it is cut to whole numbers.
#
# 1. An array keeps the type it was made with. Can this one hold 1.5?
# 2. $(2, 1) - 0.1 \cdot (5, 6) = (1.5, 0.4)$, not $(1, 0)$.
# 3. Start with `np.array(W0, dtype=float)`.


# %%
def gd(grad, W0, lam, steps):
    W0 = np.array(W0)
    path = np.zeros((steps + 1, len(W0)), dtype=W0.dtype)
    path[0] = W0
    for k in range(steps):
        path[k + 1] = path[k] - lam * grad(path[k])
    return path


# %% mistake gd.stops_early [markdown]
# Cause: the loop stops when a step gets small; all steps are wanted
#
# Your loop stops when the step gets small, so the path has fewer rows than promised.
#
# 1. Stopping early is sensible in practice, but the caller has asked for `steps` steps.
# 2. The result has the shape `(steps + 1, D)`, always.
# 3. Remove the `break`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        change = lam * np.asarray(grad(path[-1]))
        small = 1e-3  # varies: 1e-10 to 1.0
        if np.max(np.abs(change)) < small:
            break
        path.append(path[-1] - change)
    return np.array(path)


# %% mistake gd.stands_still [markdown]
# Cause: a small gradient was not followed; all steps are wanted
#
# As soon as the gradient is small, your walk stands still. The rows that are left
# repeat one point, and the walk never comes nearer to the bottom.
#
# 1. Near the bottom every gradient is small. Does the rule make an exception there?
# 2. $W_{k+1} = W_k - \lambda\, \nabla f(W_k)$ holds for every $k$.
# 3. Remove the `if` in front of the step.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    small = 1e-3  # varies: 1e-4 to 1e-1
    for _ in range(steps):
        slopes = np.asarray(grad(path[-1]))
        moved = path[-1] - lam * slopes
        path.append(moved if np.max(np.abs(slopes)) > small else path[-1])
    return np.array(path)


# %% mistake gd.prints [markdown]
# Your function prints the path and returns nothing, so the caller receives `None`.
#
# 1. You can read what is printed, but the next function cannot use it.
# 2. The function has to hand over the path, and `return` does that.
# 3. Write `return` in place of `print`.


# %%
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * grad(path[-1]))
    print(np.array(path))


# %% mistake numerical_gradient.over_h [markdown]
# Cause: the distance between the two pushes is 2h, not h
#
# Your slopes are twice as large as they should be: you divided by $h$, but the two
# points are $2h$ apart.
#
# 1. Rise over run: how far is it from $W - h\, e_i$ to $W + h\, e_i$?
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$
# 3. Write `/ (2 * h)`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([(f(W + p) - f(W - p)) / h for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.no_brackets [markdown]
# Cause: without brackets, … / 2 * h multiplies by h
#
# Python reads `… / 2 * h` from left to right: it halves, and then *multiplies* by $h$.
# All slopes come out tiny.
#
# 1. Should a slope depend on how small $h$ was?
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$: the product as a whole is below the
#    line.
# 3. Write `/ (2 * h)`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([(f(W + p) - f(W - p)) / 2 * h for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.not_divided [markdown]
# Cause: the difference is not divided by 2h
#
# You returned the rise, without dividing it by the run.
#
# 1. A slope is rise over run.
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$
# 3. Divide by `2 * h`, in brackets.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([f(W + p) - f(W - p) for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.forward [markdown]
# Cause: one push only: push to both sides
#
# You push to one side only: this is $(f(W + h\, e_i) - f(W))/h$. It is a slope, too,
# but its error falls like $h$, and with two pushes it falls like $h^2$.
#
# 1. Where is the middle between your two points? Is it $W$?
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$
# 3. Take `f` at `W - push` in place of `W`, and divide by `2 * h`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([(f(W + p) - f(W)) / h for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.backward [markdown]
# Cause: one push only, to the minus side
#
# You push to the minus side only: this is $(f(W) - f(W - h\, e_i))/h$. Its error falls
# like $h$, and with two pushes it falls like $h^2$.
#
# 1. Where is the middle between your two points? Is it $W$?
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$
# 3. Take `f` at `W + push` in place of `W`, and divide by `2 * h`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([(f(W) - f(W - p)) / h for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.forward_over_2h [markdown]
# Cause: 2h is the distance, but one of the two points was W itself
#
# One push, but divided by $2h$: your slopes are about half as large as they should be.
#
# 1. How far apart are the two points where you took $f$?
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$
# 3. Take `f` at `W - push` in place of `W`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([(f(W + p) - f(W)) / (2 * h) for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.tiny_h [markdown]
# Cause: with h = 1e-16, W + h is W; use the argument h
#
# You took $h = 10^{-16}$. That is below the grain of a float64: next to a number of
# size 1, `W + h` *is* `W`. The difference is 0, or a single grain of rounding.
#
# 1. Smaller is better on paper. How many digits has a float64?
# 2. $1 + 10^{-16}$ is rounded to $1$.
# 3. Use the argument `h`, which is $10^{-5}$ unless the caller says otherwise.


# %%
def numerical_gradient(f, W, h=1e-5):
    h = 1e-16
    W = np.array(W, dtype=float)
    return np.array([(f(W + p) - f(W - p)) / (2 * h) for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.h_ignored [markdown]
# Cause: the argument h is not used
#
# The argument `h` is not used: you always push by one amount, such as $10^{-5}$.
#
# 1. The caller may ask for another $h$, as the figure below does.
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$, with the $h$ of this call
# 3. Write `h` wherever you have a number, such as `1e-5`.


# %%
def numerical_gradient(f, W, h=1e-5):
    h = 1e-5  # varies: 1e-9 to 1.0
    W = np.array(W, dtype=float)
    return np.array([(f(W + p) - f(W - p)) / (2 * h) for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.all_at_once [markdown]
# Cause: all entries were pushed at once
#
# `W + h` pushes *all* entries at once. This gives the sum of the slopes, the same for
# every entry.
#
# 1. Which weight is to blame if all of them have moved?
# 2. $e_i$ is 1 at place $i$ and 0 elsewhere: one entry moves, the others stay.
# 3. Make a copy, and change a single entry: `plus[i] = plus[i] + h`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([(f(W + h) - f(W - h)) / (2 * h) for _ in W])


# %% mistake numerical_gradient.one_number [markdown]
# Cause: this is one number for all entries; each needs its own
#
# You return one number. A gradient has one entry for each weight; yours is the sum of
# them, because `W + h` pushes all entries at once.
#
# 1. How many questions are asked, one for $W$ or one for each entry?
# 2. $e_i$ is 1 at place $i$ and 0 elsewhere, for each $i$ from 0 to $D - 1$.
# 3. Loop over the entries, and collect one slope for each.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return (f(W + h) - f(W - h)) / (2 * h)


# %% mistake numerical_gradient.first_entry [markdown]
# Cause: only the first entry was pushed
#
# Only the first entry is pushed; the other slopes stay 0.
#
# 1. Every weight needs a push of its own.
# 2. The result has $D$ entries, for each $i$ from 0 to $D - 1$.
# 3. Loop over `range(len(W))`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    out = np.zeros(len(W))
    push = h * np.eye(len(W))[0]
    out[0] = (f(W + push) - f(W - push)) / (2 * h)
    return out


# %% mistake numerical_gradient.not_put_back [markdown]
# Cause: the first entry was not put back before the second was pushed
#
# The push of one entry was not taken back before the next one was pushed: from the
# second slope on you stand beside the point. (With $h = 10^{-5}$ this is hard to see.)
#
# 1. In round $i$ all entries but one should be those of $W$.
# 2. $f(W + h\, e_i)$ and $f(W - h\, e_i)$, with the same $W$ for each $i$
# 3. Make fresh copies in each round, or put the entry back at its end.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    out = np.zeros(len(W))
    for i in range(len(W)):
        W[i] += h
        above = f(W.copy())
        W[i] -= 2 * h
        out[i] = (above - f(W.copy())) / (2 * h)
    return out


# %% mistake numerical_gradient.changes_input [markdown]
# Cause: the caller's own W is pushed and not put back
#
# Your function pushes the caller's own array and does not put it back: after the call
# `W` has moved by $h$, and from the second slope on you stand beside the point.
#
# 1. `np.asarray` does not copy an array that is float64 already.
# 2. $f(W + h\, e_i)$ and $f(W - h\, e_i)$, with the same $W$ for each $i$
# 3. Start each round with `plus = np.array(W, dtype=float)`, and change `plus[i]`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.asarray(W, dtype=float)
    out = np.zeros(len(W))
    for i in range(len(W)):
        W[i] += h
        above = f(W.copy())
        W[i] -= 2 * h
        out[i] = (above - f(W.copy())) / (2 * h)
    return out


# %% mistake numerical_gradient.one_array [markdown]
# Cause: both pushes met in one array; `plus = W` makes no copy
#
# All your slopes are 0. `plus = W` and `minus = W` are two names of one and the same
# array: the push there and the push back meet in it, and `f` is asked twice at one
# point.
#
# 1. An assignment gives an array a second name. Does it make a second array?
# 2. $f(W + h\, e_i)$ and $f(W - h\, e_i)$ belong to two different points.
# 3. Write `plus = W.copy()` and `minus = W.copy()`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    out = np.zeros(len(W))
    for i in range(len(W)):
        plus = W
        minus = W
        plus[i] += h
        minus[i] -= h
        out[i] = (f(plus) - f(minus)) / (2 * h)
    return out


# %% mistake numerical_gradient.whole_numbers [markdown]
# Cause: a copy of whole numbers cuts the push: np.array(W, dtype=float)
#
# Your copies take their type from $W$: where that holds integers, the pushed entry is
# cut to a whole number, and the two points are 1 apart or not apart at all.
#
# 1. Can an array of integers hold 2.00001?
# 2. $f(W + h\, e_i)$ needs the entry $W[i] + h$ with all its digits.
# 3. Make the copies with `np.array(W, dtype=float)`.


# %%
def numerical_gradient(f, W, h=1e-5):
    out = np.zeros(len(W))
    for i in range(len(W)):
        plus, minus = np.array(W), np.array(W)
        plus[i] = plus[i] + h
        minus[i] = minus[i] - h
        out[i] = (f(plus) - f(minus)) / (2 * h)
    return out


# %% mistake numerical_gradient.whole_slopes [markdown]
# Cause: the slopes were stored as whole numbers, and so cut
#
# The array of your slopes takes its type from $W$: where that holds integers, each
# slope is cut to a whole number.
#
# 1. An array keeps the type it was made with. Can this one hold 90.0625?
# 2. The result is a float64 array, whatever $W$ is.
# 3. Write `np.zeros(len(W))` in place of `np.zeros_like(W)`.


# %%
def numerical_gradient(f, W, h=1e-5):
    slopes = np.zeros_like(W)
    for i in range(len(W)):
        plus, minus = np.array(W, dtype=float), np.array(W, dtype=float)
        plus[i] += h
        minus[i] -= h
        slopes[i] = (f(plus) - f(minus)) / (2 * h)
    return slopes


# %% mistake numerical_gradient.four_pushes [markdown]
# Cause: this formula pushes by 2h, too; the one asked for pushes by h alone
#
# You push each entry four times, by $h$ and by $2h$. This formula is good, and more
# exact than the central difference, but another one is asked for.
#
# 1. How often is `f` called for one slope?
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$
# 3. Drop the pushes by `2 * h`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    slopes = []
    for p in h * np.eye(len(W)):
        near, far = f(W + p) - f(W - p), f(W + 2 * p) - f(W - 2 * p)
        slopes.append((8 * near - far) / (12 * h))
    return np.array(slopes)


# %% mistake numerical_gradient.reversed [markdown]
# Cause: one side less the other: the order of the two is reversed
#
# All signs are reversed: you took $f(W - h\, e_i)$ first and subtracted
# $f(W + h\, e_i)$.
#
# 1. If $f$ grows with the push, its slope is positive. Is yours?
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$
# 3. Swap the two values of `f`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([(f(W - p) - f(W + p)) / (2 * h) for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.sum_of_pushes [markdown]
# Cause: the two values of f are added; their difference is wanted
#
# You added the two values of $f$, where their difference is wanted: the result is
# huge.
#
# 1. A slope asks how much $f$ *changes* between two points.
# 2. $\frac{f(W + h\, e_i) - f(W - h\, e_i)}{2h}$
# 3. Turn the plus between the two values into a minus.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([(f(W + p) + f(W - p)) / (2 * h) for p in h * np.eye(len(W))])


# %% mistake numerical_gradient.two_weights [markdown]
# Cause: two slopes are computed; W may have any number of entries
#
# You compute two slopes, as in the example, however many entries $W$ has.
#
# 1. How many entries has the point that you were given?
# 2. The result has the shape `(D,)`, with $D$ the length of $W$.
# 3. Loop over `range(len(W))`, not over `range(2)`.


# %%
def numerical_gradient(f, W, h=1e-5):
    W = np.array(W, dtype=float)
    return np.array([(f(W + p) - f(W - p)) / (2 * h) for p in h * np.eye(len(W))[:2]])


# %% mistake escape.claim_holds [markdown] by="check"
# Your walk comes to rest in the narrow valley. That is an example of the claim, not a
# counterexample.
#
# 1. The narrow valley has to be unable to hold the walk.
# 2. A valley with curvature $a$ bears only $\lambda < 2/a$; the narrow one has
#    $a = 15.8$.
# 3. Take a $\lambda$ well above $2 / 15.8 = 0.13$.

# %%
escape = (1.0, 0.05)

# %% mistake escape.flies_off [markdown] by="check"
# With your $\lambda$ the walk flies off and comes to rest nowhere.
#
# 1. The step is too large for the wide valley as well.
# 2. A valley with curvature $a$ bears only $\lambda < 2/a$; the wide one has $a = 0.2$.
# 3. Take a $\lambda$ well below $2 / 0.2 = 10$.

# %%
escape = (1.0, 11.0)

# %% mistake escape.not_at_rest [markdown] by="check"
# Your walk has not come to rest in a valley after 2000 steps: it still moves, or it
# stands where no valley is.
#
# 1. There is a range of step sizes where one valley holds a walk and the other does
#    not.
# 2. $2 / 15.8 < \lambda < 2 / 0.2$
# 3. Take a $\lambda$ in the middle of that range, for example near 1.

# %%
escape = (1.0, 0.16)

# %% mistake escape.left_of_the_hill [markdown] by="check"
# Your start is not to the right of the hill. The claim says nothing about such starts.
#
# 1. A counterexample has to fulfil the claim's "if".
# 2. $w_0 > 0.6$, and the first number of the pair is the start.
# 3. Keep your $\lambda$, and move the start to the right.

# %%
escape = (-1.0, 1.0)

# %% mistake escape.negative_step [markdown] by="check"
# Your step size is not positive. Such a walk goes uphill, or nowhere.
#
# 1. The claim speaks of gradient *descent*.
# 2. $\lambda > 0$, and the second number of the pair is the step size.
# 3. Make the second number positive.

# %%
escape = (1.0, -0.5)

# %% mistake escape.no_pair [markdown] by="check"
# `escape` is not a pair of two finite numbers.
#
# 1. Two things have to be chosen: where the walk starts, and how long its steps are.
# 2. The pair is $(w_0, \lambda)$.
# 3. Write it like `escape = (2.0, 0.1)`, with your own two numbers.

# %%
escape = 1.0
