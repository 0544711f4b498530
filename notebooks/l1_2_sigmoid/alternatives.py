# %%
import numpy as np

# %% alternative sigmoid.tanh [markdown]
# The sigmoid as a stretched and shifted hyperbolic tangent.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return 0.5 * (1 + np.tanh(r / 2))


# %% alternative sigmoid.logaddexp [markdown]
# Through the logarithm: $\log\sigma(r) = -\log(e^{0} + e^{-r})$.


# %%
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    return np.exp(-np.logaddexp(0, -r))


# %% alternative sigmoid.other_form [markdown]
# The fraction multiplied by $e^{r}$ above and below the line.


# %%
def sigmoid(r):
    odds = np.exp(np.asarray(r, dtype=np.float64))
    return odds / (1 + odds)


# %% alternative sigmoid.scipy [markdown]
# SciPy's own sigmoid, called `expit`.


# %%
def sigmoid(r):
    from scipy.special import expit

    return expit(np.asarray(r, dtype=np.float64))


# %% alternative sigmoid.loop [markdown]
# A loop over the entries with Python's `math`; a single number comes back as a Python
# float.


# %%
import math


def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    values = [1 / (1 + math.exp(-float(score))) for score in r.ravel()]
    if r.shape == ():
        return values[0]
    return np.array(values).reshape(r.shape)


# %% alternative sigmoid.vectorize [markdown]
# A helper for one number, spread over arrays by `np.vectorize`.


# %%
import math


def one_sigmoid(score):
    return 1 / (1 + math.exp(-score))


def sigmoid(r):
    return np.vectorize(one_sigmoid, otypes=[float])(r)


# %% alternative exp_minus_r.one_fraction [markdown]
# One fraction at once.


# %%
def exp_minus_r(P):
    return (1 - P) / P


# %% alternative exp_minus_r.power [markdown]
# The reciprocal as a power.


# %%
def exp_minus_r(P):
    return P**-1.0 - 1


# %% alternative exp_minus_r.as_the_odds [markdown]
# One divided by the odds.


# %%
def exp_minus_r(P):
    return 1 / (P / (1 - P))


# %% alternative logit.log1p [markdown]
# A difference of logs with `np.log1p`, exact for small $P$.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return np.log(P) - np.log1p(-P)


# %% alternative logit.arctanh [markdown]
# The inverse of $\tfrac{1}{2}(1 + \tanh\tfrac{r}{2})$.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return 2 * np.arctanh(2 * P - 1)


# %% alternative logit.scipy [markdown]
# SciPy's own logit.


# %%
def logit(P):
    from scipy.special import logit as scipy_logit

    return scipy_logit(np.asarray(P, dtype=np.float64))


# %% alternative logit.own_steps [markdown]
# Minus the log of step 1, as the derivation ends.


# %%
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return -np.log(exp_minus_r(P))


# %% alternative odds_factor.power [markdown]
# The factor of one unit, raised to the power `delta`; a Python float.


# %%
import math


def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    return math.exp(w[i]) ** delta


# %% alternative odds_factor.two_neurons [markdown]
# Two scores, before and after, and the ratio of their odds.


# %%
def odds_factor(w, i, delta):
    if not 1 <= i <= len(w) - 1:
        raise ValueError("i runs from 1 to N: w[0] is the bias and has no input")
    before = np.zeros(len(w) - 1)
    after = before.copy()
    after[i - 1] += delta
    weights = np.asarray(w, dtype=float)[1:]
    return np.exp(w[0] + after @ weights) / np.exp(w[0] + before @ weights)


# %% alternative posterior.bayes [markdown]
# Bayes' rule for probabilities, without scores.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return ratio * prior / (ratio * prior + 1 - prior)


# %% alternative posterior.by_score [markdown]
# In scores, by the functions of this seminar.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return sigmoid(np.log(ratio) + logit(prior))


# %% alternative posterior.reciprocal [markdown]
# The odds against label 1, in one line.


# %%
def posterior(prior, ratio):
    prior = np.array(prior, dtype=np.float64)
    ratio = np.array(ratio, dtype=np.float64)
    return 1 / (1 + (1 / prior - 1) / ratio)


# %% alternative counterexample.rare_and_strong [markdown]
# Another pair, as a list: a very high prior against strong evidence.

# %%
counterexample = [0.999, 0.01]

# %% alternative counterexample.no_evidence [markdown]
# Evidence that favours neither label: with a ratio of 1 the claim is wrong, too.

# %%
counterexample = (0.6, 1)

# %% alternative counterexample.numpy [markdown]
# An array in place of a tuple, and a pair close to the border.

# %%
counterexample = np.array([0.51, 0.99])

# %% alternative sigmoid_stable.masks [markdown]
# Two masks, and each form only where it is safe.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    out = np.empty(r.shape)
    right = r >= 0
    out[right] = 1 / (1 + np.exp(-r[right]))
    grown = np.exp(r[~right])
    out[~right] = grown / (1 + grown)
    return out


# %% alternative sigmoid_stable.logaddexp [markdown]
# `np.logaddexp` does the choosing inside.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    return np.exp(-np.logaddexp(0, -r))


# %% alternative sigmoid_stable.scipy [markdown]
# SciPy's own sigmoid.


# %%
def sigmoid_stable(r):
    from scipy.special import expit

    r = np.asarray(r, dtype=np.float64)
    return expit(r)


# %% alternative sigmoid_stable.minimum [markdown]
# Both numerators in one exponential, $e^{\min(r, 0)}$.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    return np.exp(np.minimum(r, 0)) / (1 + np.exp(-np.abs(r)))


# %% alternative sigmoid_stable.loop [markdown]
# A loop with `math` and an ordinary `if`, a Python float for a number.


# %%
import math


def one_stable(score):
    if score >= 0:
        return 1 / (1 + math.exp(-score))
    return math.exp(score) / (1 + math.exp(score))


def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    if r.ndim == 0:
        return one_stable(float(r))
    return np.array([one_stable(float(score)) for score in r.flat]).reshape(r.shape)


# %% alternative sigmoid_stable.clip_far_out [markdown]
# The textbook formula with scores cut at ±700, where the difference is below
# $10^{-300}$.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    return 1 / (1 + np.exp(-np.clip(r, -700, 700)))


# %% alternative sigmoid_stable.harmless_both [markdown]
# Both branches are computed, but each with a score moved to its safe side first.


# %%
def sigmoid_stable(r):
    r = np.asarray(r, dtype=np.float64)
    left, right = np.minimum(r, 0), np.maximum(r, 0)
    return np.where(r >= 0, 1 / (1 + np.exp(-right)), np.exp(left) / (1 + np.exp(left)))
