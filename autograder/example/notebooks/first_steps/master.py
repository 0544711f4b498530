# %% [markdown]
# # First steps
#
# The *mean* of numbers $x_1, \dots, x_n$ is $\bar x = \frac{1}{n} \sum_i x_i$; their
# *spread* is the distance of the largest from the smallest.

# %% setup tools
# Nothing to do here: run this cell. It holds a few small helpers.
import os

import numpy as np


def draws(key):
    """Return a generator of test numbers; the grader gives each submission its own."""
    return np.random.default_rng([key, int(os.environ.get("AUTOGRADER_SEED", "0"))])


def tick(name):
    """Say that what is to be seen of a check holds."""
    print(f"✓ {name}")


def progress(**points):
    """Say what the checks of the notebook are worth."""
    print(", ".join(f"{name}: {worth}" for name, worth in points.items()))


# %% [markdown]
# **Exercise `mean` ({points}).** Return the mean of a list of numbers.


# %% solution mean
def mean(values):
    """Return the mean of the values."""
    ### BEGIN SOLUTION
    return sum(values) / len(values)
    ### END SOLUTION


# %% check mean points=2
assert mean([1, 2, 6, 1]) == 2.5, f"Their mean is 2.5, not {mean([1, 2, 6, 1])}"
tick("mean")
### BEGIN HIDDEN TESTS
_values = draws(1).integers(-9, 9, 5).tolist()
assert abs(mean(_values) - sum(_values) / 5) < 1e-9
assert mean([-4]) == -4
assert mean([1, 2]) == 1.5
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `spread` ({points}).** Return how far the largest value is from the
# smallest.


# %% solution spread
def spread(values):
    """Return the distance of the largest value from the smallest."""
    ### BEGIN SOLUTION
    return max(values) - min(values)
    ### END SOLUTION


# %% check spread points=2
assert spread([6, 1, 2]) == 5, f"From 1 to 6 it is 5, not {spread([6, 1, 2])}"
tick("spread")
### BEGIN HIDDEN TESTS
assert spread([1, 2, 6]) == 5
assert spread([-3, 4]) == 7
assert spread([2, 8, 3]) == 6
assert spread([7]) == 0
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `why` ({points}).** One of a hundred numbers is mistyped and a thousand
# times too large. Which of the two suffers more, and why?

# %% manual why [markdown] points=2
# The spread: it becomes the mistyped number itself, nearly. The mean takes a hundredth
# of the mistake only.

# %%
# Try your own numbers.
numbers = [3, 1, 4, 1, 5]
print(mean(numbers), spread(numbers))

# %%
progress()
