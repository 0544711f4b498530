# %% mistake mean.of_the_ends [markdown]
# This is the middle between the first and the last value; what lies between them does
# not count.
#
# 1. How many of the values does your answer look at?
# 2. $\bar x = \frac{1}{n} \sum_i x_i$
# 3. Add all values, `sum(values)`, before you divide.

# %%
def mean(values):
    return (values[0] + values[-1]) / 2


# %% mistake mean.whole [markdown]
# The mean has lost what stands behind the decimal point.
#
# 1. What is the mean of 1 and 2?
# 2. The mean of whole numbers need not be whole.
# 3. `//` divides and rounds down.


# %%
def mean(values):
    return sum(values) // len(values)


# %% mistake spread.of_the_ends [markdown]
# This is the last value less the first, which is the spread of sorted values only.
#
# 1. Does the order of the values matter for the spread? For your answer?
# 2. The spread is $\max_i x_i - \min_i x_i$.
# 3. Python finds the largest by `max(values)`.


# %%
def spread(values):
    return values[-1] - values[0]


# %% mistake spread.largest [markdown]
# This is the largest value, not its distance from the smallest.
#
# 1. What is the spread of a single number?
# 2. The spread is $\max_i x_i - \min_i x_i$.
# 3. The smallest value, `min(values)`, is still to be taken off.


# %%
def spread(values):
    return max(values)
