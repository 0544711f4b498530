# %%
import math

# %% mistake local.sub_both_plus [markdown]
# Cause: the minus of the second input of sub is missing
#
# For $x - y$ you gave the slope $+1$ along both inputs. If $y$ grows by 1, the
# difference *falls* by 1.
#
# 1. Push $y$ a little up. Which way does $x - y$ go?
# 2. $\partial (x - y) / \partial y = -1$
# 3. Return `1.0, -1.0` for `"sub"`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, 1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.sub_reversed [markdown]
# Cause: the two slopes of sub are exchanged
#
# For $x - y$ your slopes are $-1$ and $1$: those of $y - x$.
#
# 1. Which of the two inputs makes the difference larger?
# 2. $\partial (x - y) / \partial x = 1$ and $\partial (x - y) / \partial y = -1$
# 3. Exchange the two numbers that you return for `"sub"`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return -1.0, 1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.mul_own_factor [markdown]
# Cause: along each input of mul stands the input itself, not the other factor
#
# For $x \cdot y$ you returned $(x, y)$: along each edge its own factor. The slope along
# $x$ is the *other* factor.
#
# 1. Let $x = 3$, $y = 2$. If $x$ grows by 1, by how much does the product grow?
# 2. $\partial (x y) / \partial x = y$
# 3. Return `y, x` for `"mul"`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return x, y
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.mul_as_sum [markdown]
# Cause: the slopes of mul are those of a sum
#
# For $x \cdot y$ you returned $(1, 1)$. These are the slopes of $x + y$.
#
# 1. A rectangle of sides $x$ and $y$: make $x$ longer by 1. How much area is added?
# 2. $\partial (x y) / \partial x = y$ and $\partial (x y) / \partial y = x$
# 3. Return `y, x` for `"mul"`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return 1.0, 1.0
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.div_sign [markdown]
# Cause: the minus of the second slope of div is missing
#
# For $x / y$ your second slope is $+x / y^2$. A larger $y$ makes a positive quotient
# smaller.
#
# 1. Divide 6 by 2, then by 3. Does the quotient rise?
# 2. $\partial (x / y) / \partial y = -x / y^2$
# 3. Put a minus in front of the second slope of `"div"`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.div_no_square [markdown]
# Cause: the y in the second slope of div is not squared
#
# For $x / y$ your second slope is $-x / y$. Differentiating $y^{-1}$ lowers the power
# to $y^{-2}$.
#
# 1. Write $x / y$ as $x \cdot y^{-1}$. What is the derivative of $y^{-1}$?
# 2. $\partial (x / y) / \partial y = -x / y^2$
# 3. Divide by `y**2`, not by `y`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.div_without_x [markdown]
# Cause: the second slope of div has lost its x
#
# For $x / y$ your second slope is $-1 / y^2$: that of $1 / y$. The factor $x$ is
# missing.
#
# 1. While $y$ is pushed, $x$ is a constant factor in front of $1 / y$. Where is it?
# 2. $\partial (x / y) / \partial y = x \cdot (-1 / y^2)$
# 3. Multiply your second slope by `x`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -1 / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.div_first [markdown]
# Cause: the first slope of div is y, that of a product
#
# For $x / y$ your first slope is $y$, as if it were a product.
#
# 1. With $y = 2$, by how much does $x / 2$ grow when $x$ grows by 1?
# 2. $\partial (x / y) / \partial x = 1 / y$
# 3. The first number for `"div"` is `1 / y`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.exp_power_rule [markdown]
# Cause: exp is differentiated like a power
#
# For $e^x$ you returned $x \, e^{x - 1}$. That is the rule for a power $x^n$, where the
# *base* changes; here the exponent does.
#
# 1. Which part of $e^x$ is constant: the base or the exponent?
# 2. $(e^x)' = e^x$
# 3. Return `(math.exp(x),)` for `"exp"`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (x * math.exp(x - 1),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.log_again [markdown]
# Cause: for log this is the value, not the slope
#
# For $\log x$ you returned $\log x$ itself: the value, not the slope.
#
# 1. The graph of $\log$ becomes flatter and flatter. Do your numbers become smaller?
# 2. $(\log x)' = 1 / x$
# 3. Return `(1 / x,)` for `"log"`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (math.log(x),)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.log_decimal [markdown]
# Cause: this is the slope of the decimal logarithm
#
# For $\log x$ you returned $1 / (x \log 10)$, the slope of the logarithm to base 10.
# Here $\log$ is the natural one.
#
# 1. Which logarithm does `math.log` compute?
# 2. $(\log x)' = 1 / x$ for the natural logarithm
# 3. Drop the factor `math.log(10)`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / (x * math.log(10)),)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.tanh_of_value [markdown]
# Cause: the square is taken of the input, not of tanh(x)
#
# For $\tanh$ you returned $1 - x^2$. The formula wants the *value* $\tanh(x)$ there;
# `values` holds the inputs.
#
# 1. For $x = 3$ you get $-8$. Can the slope of a rising function be negative?
# 2. $(\tanh x)' = 1 - \tanh^2(x)$
# 3. Compute `math.tanh(x)` first, then square that.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - x**2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.tanh_no_square [markdown]
# Cause: the square of tanh(x) is missing
#
# For $\tanh$ you returned $1 - \tanh(x)$, without the square.
#
# 1. The slope of $\tanh$ is the same at $x$ and at $-x$. Is yours?
# 2. $(\tanh x)' = 1 - \tanh^2(x)$
# 3. Put `** 2` behind `math.tanh(x)`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x),)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.tanh_like_sigma [markdown]
# Cause: this is t(1 − t), the rule for the sigmoid
#
# For $\tanh$ you returned $t (1 - t)$ with $t = \tanh(x)$. That is the rule for
# $\sigma$.
#
# 1. How steep is $\tanh$ at 0? Your formula says 0 there.
# 2. $(\tanh x)' = 1 - t^2$ with $t = \tanh(x)$
# 3. Return `(1 - t**2,)`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (math.tanh(x) * (1 - math.tanh(x)),)
    return (1.0 if x > 0 else 0.0,)


# %% mistake local.relu_value [markdown]
# Cause: for relu this is the value, not the slope
#
# For relu you returned $\max(x, 0)$: the value. The slope tells by how much that grows
# per unit.
#
# 1. For $x = 2.5$ and $x = 3.5$ relu is 2.5 and 3.5. How steep is it between?
# 2. 1 for $x > 0$, 0 for $x < 0$
# 3. Return `(1.0 if x > 0 else 0.0,)`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (max(x, 0.0),)


# %% mistake local.relu_passes_all [markdown]
# Cause: relu lets everything pass, also where x is negative
#
# For relu your slope is 1 everywhere, also for negative $x$, where relu is flat.
#
# 1. What is relu of $-2$ and of $-3$?
# 2. 1 for $x > 0$, 0 for $x < 0$
# 3. Ask for the sign of `x`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0,)


# %% mistake local.difference_quotient [markdown]
# Cause: a difference quotient with a small step is near the slope, and for large or
# tiny inputs not even near
#
# Your slopes are difference quotients: near the true ones for middling inputs, and
# useless for large and tiny ones. Backpropagation approximates nothing.
#
# 1. Each operation has a derivative that you can write down. Which?
# 2. Next to $10^8$ a step of $10^{-6}$ is lost in rounding.
# 3. `mul`: $(y, x)$; `log`: $(1/x,)$; and so on.


# %%
def local(op, values):
    f = OPERATIONS[op]
    h = 1e-6  # varies: 1e-9 to 1e-4
    slopes = []
    for k in range(len(values)):
        up, down = list(values), list(values)
        up[k], down[k] = up[k] + h, down[k] - h
        slopes.append((f(*up) - f(*down)) / (2 * h))
    return tuple(slopes)


# %% mistake local.bare_number [markdown]
# Cause: one slope, too, is to stand in a tuple
#
# For the operations of one input you returned a bare number. Whoever reads `edges`
# loops over the slopes, and one cannot loop over a number.
#
# 1. How many slopes does `exp` have, and in what are they to stand?
# 2. One slope is `(s,)`, with a comma.
# 3. Write `return (math.exp(x),)`, and so for the other three.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 / y, -x / y**2
    if op == "exp":
        return math.exp(x)
    if op == "log":
        return 1 / x
    if op == "tanh":
        return 1 - math.tanh(x) ** 2
    return 1.0 if x > 0 else 0.0


# %% mistake local.whole_quotient [markdown]
# Cause: 1 // y is rounded down
#
# For $x / y$ you divided by `//`, which rounds down to a whole number.
#
# 1. What is `1 // 2` in Python?
# 2. $1 / y$ and $-x / y^2$
# 3. Write `/` in place of `//`.


# %%
def local(op, values):
    if op == "add":
        return 1.0, 1.0
    x, y = (*values, 1.0)[:2]
    if op == "sub":
        return 1.0, -1.0
    if op == "mul":
        return y, x
    if op == "div":
        return 1 // y, -x / y**2
    if op == "exp":
        return (math.exp(x),)
    if op == "log":
        return (1 / x,)
    if op == "tanh":
        return (1 - math.tanh(x) ** 2,)
    return (1.0 if x > 0 else 0.0,)


# %% mistake path_sum.product_of_paths [markdown]
# Cause: the paths are multiplied with each other
#
# You multiplied the contributions of the paths. Along a path slopes are multiplied;
# where paths meet, their pushes *add up*.
#
# 1. Two pushes arrive at one node. What happens to it?
# 2. $\sum$ over the edges into `end` of $s$ times the sum to $j$
# 3. Begin with 0 and use `+=`.


# %%
def path_sum(edges, start, end):
    if start == end:
        return 1.0
    total = 1.0
    for j, s in edges[end]:
        total *= s * path_sum(edges, start, j)
    return total


# %% mistake path_sum.slopes_added [markdown]
# Cause: the slopes along a path are added, not multiplied
#
# Along a path you added the slopes. A push of $\delta$ becomes $2\delta$, and then 9
# times *that*.
#
# 1. An edge of slope 2, then one of slope 9: how fast does the end grow?
# 2. The contribution of an edge is $s$ *times* the sum to $j$.
# 3. Replace `s +` by `s *`, and let the empty path be 1.


# %%
def path_sum(edges, start, end):
    def totals(k):
        if k == start:
            return [0.0]
        return [s + rest for j, s in edges[k] for rest in totals(j)]

    return sum(totals(end)) if start != end else 1.0


# %% mistake path_sum.last_path_only [markdown]
# Cause: one path only: the last one found replaces the others
#
# Your function returns what the *last* path with a contribution gives; the others are
# overwritten.
#
# 1. From $a$ to $e$ lead three paths. How many of them are in your result?
# 2. The sum runs over *all* edges into `end`.
# 3. Replace `total = …` by `total += …`.


# %%
def path_sum(edges, start, end):
    if start == end:
        return 1.0
    total = 0.0
    for j, s in edges[end]:
        part = s * path_sum(edges, start, j)
        if part != 0:
            total = part
    return total


# %% mistake path_sum.first_path_only [markdown]
# Cause: one path only: it stops at the first one that it finds
#
# Your function returns at the first path that it finds. But the push goes along the
# other paths as well.
#
# 1. From $a$ to $e$ lead three paths. How many of them are in your result?
# 2. The sum runs over *all* edges into `end`.
# 3. Move `return` behind the loop.


# %%
def path_sum(edges, start, end):
    if start == end:
        return 1.0
    for j, s in edges[end]:
        part = s * path_sum(edges, start, j)
        if part != 0:
            return part
    return 0.0


# %% mistake path_sum.direct_edges_only [markdown]
# Cause: only the edges that lead from start straight to end count
#
# You added the slopes of the edges straight from `start` to `end`. Most paths take more
# than one edge.
#
# 1. Is there an edge from $a$ to $e$ in the example? And yet $e$ depends on $a$.
# 2. The contribution of an edge from $j$ is $s$ times the sum from `start` to $j$.
# 3. Call `path_sum(edges, start, j)` for each edge, whatever `j` is.


# %%
def path_sum(edges, start, end):
    if start == end:
        return 1.0
    return sum(s for j, s in edges[end] if j == start)


# %% mistake path_sum.parallel_edges_once [markdown]
# Cause: two edges from the same node count as one
#
# Where a node reads another one twice, as in $a \cdot a$, you count one of the two
# edges. They are two paths.
#
# 1. What is the derivative of $a \cdot a$, and what do you get?
# 2. $(a^2)' = a + a$, one $a$ for each edge
# 3. Go through `edges[end]` itself, not through a `dict` or a `set` made of it.


# %%
def path_sum(edges, start, end):
    if start == end:
        return 1.0
    return sum(s * path_sum(edges, start, j) for j, s in dict(edges[end]).items())


# %% mistake path_sum.number_of_paths [markdown]
# Cause: the paths are counted, the slopes are not used
#
# You counted the paths: each contributes 1. It should contribute the product of its
# slopes.
#
# 1. Where in your function is a slope used?
# 2. Each edge contributes $s$ times the sum to $j$.
# 3. Multiply by `s` in the sum.


# %%
def path_sum(edges, start, end):
    if start == end:
        return 1.0
    return sum(path_sum(edges, start, j) for j, _ in edges[end])


# %% mistake path_sum.empty_path_zero [markdown]
# Cause: the path from a node to itself gives 0, so every product is 0
#
# You return 0 where `start` is `end`. All paths end there, so every product becomes 0.
#
# 1. How fast does $a$ grow with $a$?
# 2. The product of no slopes is 1.
# 3. Return `1.0` where `start == end`.


# %%
def path_sum(edges, start, end):
    if start == end:
        return 0.0
    return sum(s * path_sum(edges, start, j) for j, s in edges[end])


# %% mistake path_sum.strongest_path [markdown]
# Cause: only the path with the largest product counts
#
# You kept the largest of the contributions. A node is moved by *all* paths that lead to
# it.
#
# 1. Pushes arrive over two edges. Does the weaker one do nothing?
# 2. $\sum$ over the edges into `end`
# 3. Replace `max` by `sum`.


# %%
def path_sum(edges, start, end):
    if start == end:
        return 1.0
    return max((s * path_sum(edges, start, j) for j, s in edges[end]), default=0.0)


# %% mistake order.by_number [markdown]
# You returned the nodes by their numbers. The numbers say nothing: a node may read one
# with a larger number.
#
# 1. In `[("exp", 1), ("a",)]`, which of the two can be computed first?
# 2. Each node comes after all nodes in `graph[k][1:]`.
# 3. Append a node only when all that it reads stand in the row.


# %%
def order(graph):
    return list(range(len(graph)))


# %% mistake order.reversed [markdown]
# Your row runs backwards: each node comes *before* those that it reads.
#
# 1. What can be computed at once: an input or the end?
# 2. First what is read, then who reads.
# 3. Reverse your row, or append `k` after the nodes that it reads.


# %%
def order(graph):
    row = []

    def visit(k):
        if k not in row:
            for j in graph[k][1:]:
                visit(j)
            row.append(k)

    for k in range(len(graph)):
        visit(k)
    return row[::-1]


# %% mistake order.node_before_its_inputs [markdown]
# You append a node when you come to it, and what it reads after it.
#
# 1. When you append `k`, do the nodes that it reads stand in the row?
# 2. First visit `graph[k][1:]`, then append `k`.
# 3. Move `row.append(k)` behind the loop.


# %%
def order(graph):
    row = []

    def visit(k):
        if k not in row:
            row.append(k)
            for j in graph[k][1:]:
                visit(j)

    for k in range(len(graph)):
        visit(k)
    return row


# %% mistake order.no_visited [markdown]
# A node that several others read is in your row several times: you do not ask whether
# it is there already.
#
# 1. How often is $a$ in the row of the example?
# 2. Each node once.
# 3. Return from `visit(k)` at once if `k` is in the row.


# %%
def order(graph):
    row = []

    def visit(k):
        for j in graph[k][1:]:
            visit(j)
        row.append(k)

    for k in range(len(graph)):
        visit(k)
    return row


# %% mistake order.only_what_last_reads [markdown]
# Your row holds only what the last node depends on. Nodes that it does not use are
# missing.
#
# 1. Is every number from 0 to `len(graph) - 1` in your row?
# 2. All nodes, each once.
# 3. Visit every `k` in `range(len(graph))`, not only the last one.


# %%
def order(graph):
    row = []

    def visit(k):
        if k not in row:
            for j in graph[k][1:]:
                visit(j)
            row.append(k)

    visit(len(graph) - 1)
    return row


# %% mistake order.inputs_then_rest [markdown]
# You put the inputs first and then all others by their numbers. Among the others, too,
# one may read a node of a larger number.
#
# 1. Is an operation ready as soon as the inputs are there?
# 2. Each node comes after all nodes in `graph[k][1:]`.
# 3. Go round several times; each time append those that are ready.


# %%
def order(graph):
    return sorted(range(len(graph)), key=lambda k: len(graph[k]) > 1)


# %% mistake order.one_input_is_enough [markdown]
# You append a node as soon as *one* of its inputs stands in the row. It needs all of
# them.
#
# 1. Can a product be computed when one factor is known?
# 2. *All* of `graph[k][1:]` stand before `k`.
# 3. Write `all(…)` in place of `any(…)`.


# %%
def order(graph):
    row = [k for k, node in enumerate(graph) if len(node) == 1]
    while len(row) < len(graph):
        for k in range(len(graph)):
            if k not in row and any(j in row for j in graph[k][1:]):
                row.append(k)
    return row


# %% mistake order.without_inputs [markdown]
# The inputs are missing in your row. They are nodes, too.
#
# 1. How many nodes has the graph, and how long is your row?
# 2. All nodes, each once.
# 3. Put the nodes of the form `(name,)` into the row as well.


# %%
def order(graph):
    row = []

    def visit(k):
        if k not in row and len(graph[k]) > 1:
            for j in graph[k][1:]:
                visit(j)
            row.append(k)

    for k in range(len(graph)):
        visit(k)
    return row


# %% mistake backward.set_not_added [markdown]
# Cause: = in place of +=: the last edge into a node's sum replaces the others
#
# You set `g[j]` to the part of one edge. Where several edges leave node $j$, the last
# one replaces the others.
#
# 1. In the example two edges leave $c$. Which of them is in your `g[2]`?
# 2. $g_j = \sum_{j \to k} s_{jk} g_k$, a sum over all edges that leave $j$
# 3. Write `g[j] += s * g[k]`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] = s * g[k]
    return g


# %% mistake backward.only_first_part [markdown]
# Cause: of several edges that leave a node only the first one met counts
#
# You skip a node that has received something already. So of several edges that leave
# it, one counts.
#
# 1. In the example two edges leave $c$. Which of them is in your `g[2]`?
# 2. $g_j = \sum_{j \to k} s_{jk} g_k$, a sum over all edges that leave $j$
# 3. Drop the condition and add every part.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            if g[j] == 0:
                g[j] += s * g[k]
    return g


# %% mistake backward.no_seed [markdown]
# Cause: the walk begins with 0, so everything stays 0
#
# Every `g` is 0: none of them was set to 1 before the walk.
#
# 1. How fast does the end grow with itself?
# 2. $g_{end} = 1$
# 3. Write `g[end] = 1.0` before the loop.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] += s * g[k]
    return g


# %% mistake backward.all_ones [markdown]
# Cause: all g begin with 1, not that of end alone
#
# All your `g` begin with 1. So each node counts as if it were an end, too.
#
# 1. Before the walk, of which node do you know the derivative?
# 2. $g_{end} = 1$, all others begin with 0.
# 3. Begin with `[0.0] * len(edges)` and set `g[end]` alone.


# %%
def backward(edges, sequence, end):
    g = [1.0] * len(edges)
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] += s * g[k]
    return g


# %% mistake backward.seed_at_last_in_row [markdown]
# Cause: the walk begins at the last node of the row, not at end
#
# You set the 1 at the last node of `sequence`. The node to be differentiated is `end`,
# which may stand elsewhere.
#
# 1. What does your function do with its argument `end`?
# 2. $g_{end} = 1$
# 3. Write `g[end] = 1.0`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[sequence[-1]] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] += s * g[k]
    return g


# %% mistake backward.seed_at_last_number [markdown]
# Cause: the walk begins at the node of the largest number, not at end
#
# You set the 1 at the node with the largest number, `g[-1]`. The node to be
# differentiated is `end`.
#
# 1. What does your function do with its argument `end`?
# 2. $g_{end} = 1$
# 3. Write `g[end] = 1.0`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[-1] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] += s * g[k]
    return g


# %% mistake backward.not_reversed [markdown]
# Cause: the row is walked forwards: each node passes on its g before it has arrived
#
# You walk the row from its beginning. When node $k$ passes on its `g[k]`, nothing has
# arrived there yet.
#
# 1. Whose $g$ is known first, that of an input or that of the end?
# 2. A $g_k$ is passed on when all its parts have arrived.
# 3. Loop over `reversed(sequence)`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in sequence:
        for j, s in edges[k]:
            g[j] += s * g[k]
    return g


# %% mistake backward.by_number [markdown]
# Cause: the nodes are walked by their numbers, not along the row
#
# You walk from the largest number to the smallest. The numbers say nothing about who
# reads whom; the row `sequence` does.
#
# 1. What does your function do with its argument `sequence`?
# 2. Each node after all that read it: the row, reversed.
# 3. Loop over `reversed(sequence)`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(range(len(edges))):
        for j, s in edges[k]:
            g[j] += s * g[k]
    return g


# %% mistake backward.by_place [markdown]
# Cause: the result is in the order of the row, not by the nodes' numbers
#
# Your numbers are right, but they stand in the order of the row. `g[k]` is to belong to
# node number $k$.
#
# 1. Which node does the first number of your result belong to?
# 2. `g[k]` is d end / d k.
# 3. Return `g` itself, by the numbers of the nodes.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] += s * g[k]
    return [g[k] for k in sequence]


# %% mistake backward.without_slopes [markdown]
# Cause: the slopes are not used: this is the number of paths
#
# You passed on `g[k]` without the slope. What comes out is the number of paths to the
# end.
#
# 1. Where is `s` in your sum?
# 2. $g_j = \sum_{j \to k} s_{jk} g_k$
# 3. Add `s * g[k]`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, _ in edges[k]:
            g[j] += g[k]
    return g


# %% mistake backward.slopes_alone [markdown]
# Cause: only the slopes of the edges are added, without the g of the node that reads
#
# You added `s` alone: the slopes of the edges that leave a node, without what lies
# behind them.
#
# 1. A push of $b$ moves $c$ three times as far. And how far does that move the end?
# 2. $g_j = \sum_{j \to k} s_{jk} g_k$
# 3. Add `s * g[k]`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] += s
    return g


# %% mistake backward.slope_plus_g [markdown]
# Cause: slope and g are added, not multiplied
#
# You added `s + g[k]`. Along a path the slopes are multiplied.
#
# 1. An edge of slope 3 leads to a node with $g = 15$. How fast does the end grow?
# 2. $s_{jk} \cdot g_k$
# 3. Write `s * g[k]`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] += s + g[k]
    return g


# %% mistake backward.first_edge_only [markdown]
# Cause: of the edges into a node only the first one is used
#
# Of the nodes that $k$ reads, only the first one receives something.
#
# 1. What happens in your loop when $k$ reads two nodes?
# 2. Every edge is used once.
# 3. Loop over all of `edges[k]`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k][:1]:
            g[j] += s * g[k]
    return g


# %% mistake backward.parallel_edges_once [markdown]
# Cause: two edges between the same nodes count as one
#
# Where a node reads another one twice, as in $a \cdot a$, only one of the two edges
# counts.
#
# 1. What is the derivative of $a \cdot a$, and what do you get?
# 2. Every edge is used once, also the second one between the same nodes.
# 3. Go through `edges[k]` itself, not through a `dict` or a `set` made of it.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, s in dict(edges[k]).items():
            g[j] += s * g[k]
    return g


# %% mistake backward.inputs_only [markdown]
# Cause: the nodes between have lost their derivatives
#
# You returned the derivatives of the inputs and 0 for all other nodes.
#
# 1. What are $de/dc$ and $de/dd$ in the example?
# 2. `g` has an entry for every node.
# 3. Return `g` as it is after the walk.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            g[j] += s * g[k]
    return [x if not row else 0.0 for x, row in zip(g, edges, strict=True)]


# %% mistake backward.is_forward [markdown]
# Cause: this is forward mode: the derivatives of all nodes with respect to end
#
# You computed $dk / d\,end$: how fast the *other* nodes grow with `end`. Wanted is how
# fast `end` grows with them.
#
# 1. Which of the other nodes does the last one move?
# 2. $g_j = \sum_{j \to k} s_{jk} g_k$: node $j$ receives from those that read it
# 3. Walk the row backwards and let `j` receive `s * g[k]`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)
    g[end] = 1.0
    for k in sequence:
        for j, s in edges[k]:
            g[k] += s * g[j]
    return g


# %% mistake backward.no_memo [markdown] by="check"
# Your numbers are right, but you compute the same $g$ again and again: the time doubles
# with every squaring. So all paths are walked after all.
#
# 1. How often is the $g$ of the node before the last one computed?
# 2. Each $g_k$ is computed once, written down, and looked up.
# 3. Keep the $g$ in a list, and fill it along `reversed(sequence)`.


# %%
def backward(edges, sequence, end):
    g = [0.0] * len(edges)

    def walk(k, push):
        g[k] += push
        for j, s in edges[k]:
            walk(j, push * s)

    walk(end, 1.0)
    return g


# %% mistake forward_mode.seed_lost [markdown]
# Cause: the 1 of start is overwritten by the sum over its own edges
#
# For every node that reads others you *set* `t[k]` to the sum over its edges. So where
# `start` itself reads others, its 1 is replaced by 0.
#
# 1. What is `t[2]` after the sweep if `start` is 2?
# 2. $t_{start} = 1$ stays, whatever node `start` reads.
# 3. Add to `t[k]` by `+=`, or leave `start` out.


# %%
def forward_mode(edges, sequence, start):
    t = [0.0] * len(edges)
    t[start] = 1.0
    for k in sequence:
        if edges[k]:
            t[k] = sum(s * t[j] for j, s in edges[k])
    return t


# %% mistake forward_mode.set_not_added [markdown]
# Cause: = in place of +=: the last edge into a node replaces the others
#
# You set `t[k]` to the part of one edge; the next edge into the same node replaces it.
#
# 1. Node $d$ of the example has two edges into it. Which is in your `t[3]`?
# 2. $t_k = \sum_{j \to k} s_{jk} t_j$
# 3. Write `t[k] += s * t[j]`.


# %%
def forward_mode(edges, sequence, start):
    t = [0.0] * len(edges)
    t[start] = 1.0
    for k in sequence:
        for j, s in edges[k]:
            t[k] = s * t[j]
    return t


# %% mistake forward_mode.reversed [markdown]
# Cause: the row is walked backwards: a node is computed before what it reads
#
# You walk the row from its end. When node $k$ is computed, nothing has come to the
# nodes that it reads.
#
# 1. Whose $t$ is known first?
# 2. Forward mode runs along with the evaluation.
# 3. Loop over `sequence`, not over `reversed(sequence)`.


# %%
def forward_mode(edges, sequence, start):
    t = [0.0] * len(edges)
    t[start] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            t[k] += s * t[j]
    return t


# %% mistake forward_mode.by_number [markdown]
# Cause: the nodes are walked by their numbers, not along the row
#
# You walk the nodes by their numbers. They say nothing about who reads whom; the row
# `sequence` does.
#
# 1. What does your function do with its argument `sequence`?
# 2. Each node after all that it reads: the row.
# 3. Loop over `sequence`.


# %%
def forward_mode(edges, sequence, start):
    t = [0.0] * len(edges)
    t[start] = 1.0
    for k in range(len(edges)):
        for j, s in edges[k]:
            t[k] += s * t[j]
    return t


# %% mistake forward_mode.no_seed [markdown]
# Cause: the 1 of start is not there, so everything is 0
#
# Every `t` is 0, also that of `start`: either it was not set to 1 before the sweep, or
# the sweep has written 0 over it.
#
# 1. How fast does `start` grow with itself?
# 2. $t_{start} = 1$, before the sweep and after it.
# 3. Write `t[start] = 1.0` before the loop, and in it add to `t[k]` by `+=`.


# %%
def forward_mode(edges, sequence, start):
    t = [0.0] * len(edges)
    for k in sequence:
        for j, s in edges[k]:
            t[k] += s * t[j]
    return t


# %% mistake forward_mode.all_inputs [markdown]
# Cause: every input begins with 1, so the derivatives for all of them add up
#
# You set 1 at every input, not at `start` alone. So all of them are pushed at once, and
# the derivatives add up.
#
# 1. If $a$ is pushed and $b$ is not, what is $t$ of $b$?
# 2. $t_{start} = 1$, all others begin with 0.
# 3. Set `t[start]` alone.


# %%
def forward_mode(edges, sequence, start):
    t = [0.0 if row else 1.0 for row in edges]
    for k in sequence:
        for j, s in edges[k]:
            t[k] += s * t[j]
    return t


# %% mistake forward_mode.is_backward [markdown]
# Cause: this is the sweep back: the derivatives of start with respect to all nodes
#
# You computed how fast `start` grows with the others. Wanted is how fast the *others*
# grow with `start`.
#
# 1. If `start` is an input, which nodes does it move?
# 2. $t_k = \sum_{j \to k} s_{jk} t_j$: node $k$ receives from those that it reads
# 3. Walk the row forwards and let `k` receive `s * t[j]`.


# %%
def forward_mode(edges, sequence, start):
    t = [0.0] * len(edges)
    t[start] = 1.0
    for k in reversed(sequence):
        for j, s in edges[k]:
            t[j] += s * t[k]
    return t


# %% mistake forward_mode.without_slopes [markdown]
# Cause: the slopes are not used: this is the number of paths
#
# You passed on `t[j]` without the slope. What comes out is the number of paths from the
# start.
#
# 1. Where is `s` in your sum?
# 2. $t_k = \sum_{j \to k} s_{jk} t_j$
# 3. Add `s * t[j]`.


# %%
def forward_mode(edges, sequence, start):
    t = [0.0] * len(edges)
    t[start] = 1.0
    for k in sequence:
        for j, _ in edges[k]:
            t[k] += t[j]
    return t


# %% mistake count_paths.derivative [markdown]
# Cause: the slopes are still there: this is the derivative
#
# You returned the derivative of `end` with respect to `start`: the paths are weighted
# by their slopes.
#
# 1. What should a path contribute, if paths are counted?
# 2. All slopes 1.
# 3. Make new edges first: `[[(j, 1) for j, s in row] for row in edges]`.


# %%
def count_paths(edges, sequence, start, end):
    t = [0.0] * len(edges)
    t[start] = 1.0
    for k in sequence:
        for j, s in edges[k]:
            t[k] += s * t[j]
    return t[end]


# %% mistake count_paths.parallel_once [markdown]
# Cause: two edges between the same nodes count as one
#
# Where a node reads another one twice, you count one edge. There are two ways to go.
#
# 1. How many ways lead through one squaring?
# 2. Each edge is a way of its own.
# 3. Do not put the nodes into a `set` or a `dict`.


# %%
def count_paths(edges, sequence, start, end):
    t = [0] * len(edges)
    t[start] = 1
    for k in sequence:
        t[k] += sum(t[j] for j in {j for j, _ in edges[k]})
    return t[end]


# %% mistake count_paths.edges [markdown]
# Cause: this counts the edges into end, not the paths
#
# You counted the edges that lead into `end`. Behind each of them many paths may lie, or
# none.
#
# 1. In the example two edges lead into $e$, and three paths come from $a$. Where do
#    they part?
# 2. The paths over an edge from $j$ are as many as the paths from `start` to $j$.
# 3. Sweep along the row: the number for `k` is the sum of the numbers for the nodes
#    that it reads.


# %%
def count_paths(edges, sequence, start, end):
    return len(edges[end]) if start != end else 1


# %% mistake count_paths.nodes_between [markdown]
# Cause: this counts nodes that can be reached, not paths
#
# You counted how many nodes lie on the way. Paths that share nodes are still different
# paths.
#
# 1. How many paths has a chain of five nodes?
# 2. Add the numbers of paths where edges meet.
# 3. Keep for each node the *number* of paths to it, not only whether there is one.


# %%
def count_paths(edges, sequence, start, end):
    reached = {start}
    for k in sequence:
        if any(j in reached for j, _ in edges[k]):
            reached.add(k)
    return len(reached) if end in reached else 0


# %% mistake count_paths.not_itself [markdown]
# Cause: from a node to itself leads one path, of no edges
#
# Your numbers are right, but where `start` is `end` you say 0. There is one path, of no
# edges.
#
# 1. What did `path_sum` say where `start` is `end`?
# 2. The empty path counts: 1.
# 3. Leave the case `start == end` to the sweep.


# %%
def count_paths(edges, sequence, start, end):
    if start == end:
        return 0
    t = [0] * len(edges)
    t[start] = 1
    for k in sequence:
        t[k] += sum(t[j] for j, _ in edges[k])
    return t[end]


# %% mistake count_paths.walks_them [markdown] by="check"
# Your numbers are right, but you walk the paths one by one: for 30 squarings these are
# a billion.
#
# 1. How often does your function come to node 0?
# 2. All slopes 1, and one sweep: it adds up the numbers of paths.
# 3. `forward_mode(ones, sequence, start)[end]`, with `ones` for the edges of slope 1.


# %%
def count_paths(edges, sequence, start, end):
    if start == end:
        return 1
    return sum(count_paths(edges, sequence, start, j) for j, _ in edges[end])


# %% mistake neuron_graph.not_a_node [markdown] by="check"
# One of your tuples is no node. An operation of `local` comes first, then as many
# numbers as it has inputs, all of nodes above.
#
# 1. Compare your node with those of the example.
# 2. `("mul", 1, 2)` reads nodes 1 and 2; `exp` and `log` read one node.
# 3. Count the numbers in the tuple that the message names, and look whether they are
#    smaller than its own number.


# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [
    ("mul", 1, 2),
    ("add", 0, 5),
    ("neg", 6),
    ("exp", 7),
    ("add", 4, 8),
    ("log", 9),
]

# %% mistake neuron_graph.cannot_be_computed [markdown] by="check"
# For some inputs your graph takes the logarithm of a number that is not positive, or
# divides by 0.
#
# 1. Of what is the logarithm taken in the formula? Can that be negative?
# 2. $Y$ lies between 0 and 1: $\log Y$ always exists.
# 3. Check that `log` reads the node of $Y$, not that of $r$.


# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [
    ("mul", 1, 2),
    ("add", 0, 5),
    ("log", 6),
    ("sub", 3, 7),
]

# %% mistake neuron_graph.output_only [markdown] by="check"
# Your last node is $Y$, the output of the neuron. The loss takes its logarithm.
#
# 1. What is the last line of the formula?
# 2. $Error = -\log Y$
# 3. Append a `"log"` of your last node, then `"sub"` it from node 3.


# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [
    ("mul", 1, 2),
    ("add", 0, 5),
    ("sub", 3, 6),
    ("exp", 7),
    ("add", 4, 8),
    ("div", 4, 9),
]

# %% mistake neuron_graph.minus_lost [markdown] by="check"
# Your last node is $\log Y$: negative, as $Y < 1$. A loss falls to 0 when the answer is
# right; this one rises to 0.
#
# 1. Can a loss be negative?
# 2. $Error = -\log Y$
# 3. Append `("sub", 3, k)`, where `k` is your last node.


# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [
    ("mul", 1, 2),
    ("add", 0, 5),
    ("sub", 3, 6),
    ("exp", 7),
    ("add", 4, 8),
    ("div", 4, 9),
    ("log", 10),
]

# %% mistake neuron_graph.exponent_sign [markdown] by="check"
# Your last node is $-\log(1 - Y)$, the loss of label 0. Either $r$ stands in the
# exponent in place of $-r$, or the logarithm is taken of $1 - Y$ in place of $Y$.
#
# 1. With a larger score, the loss of label 1 falls. Does yours?
# 2. $Y = 1 / (1 + e^{-r})$, $Error = -\log Y$
# 3. The node before `"exp"` is `("sub", 3, k)`, where `k` is the node of $r$; `"log"`
#    reads the node of $Y$.


# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [
    ("mul", 1, 2),
    ("add", 0, 5),
    ("exp", 6),
    ("add", 4, 7),
    ("div", 4, 8),
    ("log", 9),
    ("sub", 3, 10),
]

# %% mistake neuron_graph.no_bias [markdown] by="check"
# Your graph does not read node 0: the bias $w_0$ is missing.
#
# 1. Which of the five inputs does no node of yours read?
# 2. $r = w_0 + w_1 x$
# 3. Add node 0 to the product: `("add", 0, 5)`.


# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [
    ("mul", 1, 2),
    ("sub", 3, 5),
    ("exp", 6),
    ("add", 4, 7),
    ("div", 4, 8),
    ("log", 9),
    ("sub", 3, 10),
]

# %% mistake neuron_graph.bias_times_x [markdown] by="check"
# Your score is $(w_0 + w_1) \cdot x$. The bias stands alone, no input multiplies it.
#
# 1. For $x = 0$ your score is 0 whatever the bias. What should it be?
# 2. $r = w_0 + w_1 x$
# 3. First the product of nodes 1 and 2, then add node 0.


# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [
    ("add", 0, 1),
    ("mul", 5, 2),
    ("sub", 3, 6),
    ("exp", 7),
    ("add", 4, 8),
    ("div", 4, 9),
    ("log", 10),
    ("sub", 3, 11),
]

# %% mistake neuron_graph.weights_exchanged [markdown] by="check"
# Your score is $w_1 + w_0 x$: weight and bias have changed places.
#
# 1. For $x = 0$ only the bias is left of the score. Which of the two is left of yours?
# 2. $r = w_0 + w_1 x$
# 3. Node 0 is $w_0$, node 1 is $w_1$: `("mul", 1, 2)`, then add node 0.


# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [
    ("mul", 0, 2),
    ("add", 1, 5),
    ("sub", 3, 6),
    ("exp", 7),
    ("add", 4, 8),
    ("div", 4, 9),
    ("log", 10),
    ("sub", 3, 11),
]

# %% mistake neuron_graph.something_else [markdown] by="check"
# Your graph can be computed, but its last node is not the loss, and none of the usual
# slips gives this number.
#
# 1. Evaluate your graph by hand, node by node, for one point. Where does it leave the
#    formula?
# 2. $r = w_0 + w_1 x$, $Y = 1 / (1 + e^{-r})$, $Error = -\log Y$
# 3. Print `evaluate(neuron, range(len(neuron)), point)` and compare each node with the
#    formula.


# %%
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [
    ("mul", 0, 1),
    ("add", 2, 5),
    ("sub", 3, 6),
    ("exp", 7),
    ("add", 4, 8),
    ("div", 4, 9),
    ("log", 10),
    ("sub", 3, 11),
]
