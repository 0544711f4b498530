# %%
import numpy as np
import torch
from torch import nn

# %% mistake next_square.no_bend [markdown]
# Cause: the bend is left out: this is the mean square of the scores
#
# This is the mean square of the *scores*. The leaky ReLU makes the negative half of
# them smaller, and with it the mean square.
#
# 1. What does the leaky ReLU do to a score of −2?
# 2. One half stays, the other half is multiplied by $\alpha^2$.
# 3. Multiply by `(1 + alpha**2) / 2`.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * square


# %% mistake next_square.relu_only [markdown]
# Cause: α is not used: this is ReLU, α = 0
#
# Half of the mean square is gone, as with ReLU. The leaky ReLU keeps a part of the
# negative half.
#
# 1. For $\alpha = 1$ nothing is bent. What does your formula give there?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. In place of `1 / 2` write `(1 + alpha**2) / 2`.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * square / 2


# %% mistake next_square.alpha_not_squared [markdown]
# Cause: α stands there without its square
#
# The negative half is multiplied by $\alpha$. But it is *squares* that are added up.
#
# 1. A score of −2 becomes $-2\alpha$. What becomes of its square?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. Write `alpha**2` in place of `alpha`.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * square * (1 + alpha) / 2


# %% mistake next_square.mean_slope [markdown]
# Cause: the mean slope, (1 + α)/2, is squared; square first, then take the mean
#
# You square the mean slope $(1 + \alpha)/2$. Asked is the mean of the squared slopes,
# and that is not the same.
#
# 1. For ReLU: is it a half or a quarter of the mean square that passes?
# 2. Half of the scores have the factor $1^2$, half $\alpha^2$: mean
#    $(1 + \alpha^2)/2$.
# 3. Replace `((1 + alpha) / 2)**2` by `(1 + alpha**2) / 2`.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * square * ((1 + alpha) / 2) ** 2


# %% mistake next_square.halves_added [markdown]
# Cause: the two halves are not halves: the division by 2 is missing
#
# Both signs count in full. Only half of the scores are positive, and only half of them
# negative.
#
# 1. For $\alpha = 1$ the mean square of the scores must come out. Does it?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. Divide by 2.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * square * (1 + alpha**2)


# %% mistake next_square.alpha_subtracted [markdown]
# Cause: the negative half is subtracted; squares add up
#
# The negative half is subtracted. Its values are negative, its *squares* are not.
#
# 1. Which sign has the square of $\alpha r$ for a negative $r$?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. Put a plus in front of `alpha**2`.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * square * (1 - alpha**2) / 2


# %% mistake next_square.deviation_for_variance [markdown]
# Cause: σ_w is not squared
#
# The standard deviation stands there without its square. The mean of $w_i^2$ is the
# *variance*, $\sigma_w^2$.
#
# 1. If all weights are doubled, by what is a squared score multiplied?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. Write `std**2`.


# %%
def next_square(square, N, std, alpha):
    return N * std * square * (1 + alpha**2) / 2


# %% mistake next_square.square_squared [markdown]
# Cause: the mean square of the inputs is squared once more
#
# `square` is squared once more; it is the mean of squares already.
#
# 1. In which unit is `square`: that of $a$, or of $a^2$?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. Write `square` in place of `square**2`.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * square**2 * (1 + alpha**2) / 2


# %% mistake next_square.no_n [markdown]
# Cause: the number of terms, N, is missing
#
# The sum counts as one term. A score adds up $N$ of them.
#
# 1. A neuron has 50 inputs in place of 1. Does its score stay as large?
# 2. $\overline{r^2} = N \sigma_w^2\, \overline{a^2}$
# 3. Multiply by `N`.


# %%
def next_square(square, N, std, alpha):
    return std**2 * square * (1 + alpha**2) / 2


# %% mistake next_square.n_squared [markdown]
# Cause: N is squared, as if all products w_i w_j counted
#
# The factor is $N^2$: as if all terms $a_i a_j w_i w_j$ counted. On average those with
# $i \ne j$ are 0, and only $N$ are left.
#
# 1. How many of the terms $a_i a_j w_i w_j$ have $i = j$?
# 2. $\overline{r^2} = N \sigma_w^2\, \overline{a^2}$
# 3. Write `N` in place of `N**2`.


# %%
def next_square(square, N, std, alpha):
    return N**2 * std**2 * square * (1 + alpha**2) / 2


# %% mistake next_square.root_n [markdown]
# Cause: the root of N in place of N
#
# The factor is $\sqrt N$. By that the *size* grows; its square grows by $N$.
#
# 1. How many terms does $\overline{r^2}$ add up?
# 2. $\overline{r^2} = N \sigma_w^2\, \overline{a^2}$
# 3. Write `N` in place of its root.


# %%
def next_square(square, N, std, alpha):
    return np.sqrt(N) * std**2 * square * (1 + alpha**2) / 2


# %% mistake next_square.size [markdown]
# Cause: this is the size, the root of what is asked
#
# You return the size, the root of the mean square. The mean square itself is asked.
#
# 1. Which of the two does the docstring promise?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. Leave out the root.


# %%
def next_square(square, N, std, alpha):
    return np.sqrt(N * std**2 * square * (1 + alpha**2) / 2)


# %% mistake next_square.variance [markdown]
# Cause: the mean of the activations is subtracted: that is a variance
#
# This is the *variance* of the activations, for normally distributed scores. After a
# ReLU their mean is not 0, and the next layer adds up squares, not squared deviations.
#
# 1. Does the derivation of the sum need inputs with mean 0?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. Leave the term with the mean out.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * square * ((1 + alpha**2) / 2 - (1 - alpha) ** 2 / (2 * np.pi))


# %% mistake next_square.inputs_forgotten [markdown]
# Cause: the mean square of the inputs is missing
#
# The mean square of the inputs is missing: the same comes out for strong and for weak
# ones.
#
# 1. If all inputs are doubled, what do the activations do?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. Multiply by `square`.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * (1 + alpha**2) / 2


# %% mistake next_square.negative_half_only [markdown]
# Cause: the positive half is missing: only the negative one counts
#
# Only the negative half is left: the positive one, which passes as it is, is missing.
#
# 1. What does your formula give for ReLU, $\alpha = 0$?
# 2. $N \sigma_w^2\, \overline{a^2}\, (1 + \alpha^2)/2$
# 3. Write `(1 + alpha**2) / 2` in place of `alpha**2 / 2`.


# %%
def next_square(square, N, std, alpha):
    return N * std**2 * square * alpha**2 / 2


# %% mistake kept_std.no_bend [markdown]
# Cause: this is right without a bend only: √(1/N)
#
# This keeps the mean square of the *scores*, as if nothing were bent.
#
# 1. What does `next_square` make of your deviation for $\alpha = 0$?
# 2. $N \sigma_w^2\, (1 + \alpha^2)/2 = 1$
# 3. Put $(1 + \alpha^2)/2$ beside `N` under the root.


# %%
def kept_std(N, alpha):
    return np.sqrt(1 / N)


# %% mistake kept_std.he_only [markdown]
# Cause: α is not used: this is He's start, for ReLU
#
# This is He's start, right for ReLU. A leaky ReLU lets more of the signal pass and
# needs smaller weights.
#
# 1. Which deviation is right for $\alpha = 1$, with no bend at all?
# 2. $N \sigma_w^2\, (1 + \alpha^2)/2 = 1$
# 3. Divide by `1 + alpha**2` under the root.


# %%
def kept_std(N, alpha):
    return np.sqrt(2 / N)


# %% mistake kept_std.variance [markdown]
# Cause: this is the variance: the root is missing
#
# This is $\sigma_w^2$, the variance. The standard deviation is its root.
#
# 1. What stands in the condition: $\sigma_w$, or its square?
# 2. $\sigma_w = \sqrt{\frac{2}{N (1 + \alpha^2)}}$
# 3. Take the root of it all, `np.sqrt(…)`.


# %%
def kept_std(N, alpha):
    return 2 / (N * (1 + alpha**2))


# %% mistake kept_std.alpha_not_squared [markdown]
# Cause: α stands there without its square
#
# The slope stands there without its square.
#
# 1. By what does a leaky ReLU multiply the square of a negative score?
# 2. $\sigma_w = \sqrt{\frac{2}{N (1 + \alpha^2)}}$
# 3. Write `alpha**2`.


# %%
def kept_std(N, alpha):
    return np.sqrt(2 / (N * (1 + abs(alpha))))


# %% mistake kept_std.no_two [markdown]
# Cause: the 2 is missing
#
# The 2 is missing: for ReLU you get $\sqrt{1/N}$, and the signal loses half of its
# mean square in each layer.
#
# 1. Is `next_square(1, N, kept_std(N, 0), 0)` 1?
# 2. $\sigma_w = \sqrt{\frac{2}{N (1 + \alpha^2)}}$
# 3. Put 2 in place of 1 above the line.


# %%
def kept_std(N, alpha):
    return np.sqrt(1 / (N * (1 + alpha**2)))


# %% mistake kept_std.upside_down [markdown]
# Cause: the factor of the bend is upside down
#
# The factor of the bend is upside down: the more of the signal passes, the larger you
# make the weights.
#
# 1. Which needs larger weights: ReLU, or no bend at all?
# 2. $\sigma_w^2 = \frac{1}{N} \cdot \frac{2}{1 + \alpha^2}$
# 3. Divide by `(1 + alpha**2) / 2`.


# %%
def kept_std(N, alpha):
    return np.sqrt((1 + alpha**2) / (2 * N))


# %% mistake kept_std.n_outside [markdown]
# Cause: N stands outside the root
#
# $N$ stands outside the root: the weights are too small, the more so the more inputs
# there are.
#
# 1. A layer with four times as many inputs: by how much smaller must its weights be?
# 2. $\sigma_w = \sqrt{\frac{2}{N (1 + \alpha^2)}}$
# 3. Take `N` under the root.


# %%
def kept_std(N, alpha):
    return np.sqrt(2 / (1 + alpha**2)) / N


# %% mistake kept_std.gain_only [markdown]
# Cause: N is missing: this is the gain alone
#
# This factor depends on the bend alone, libraries call it the *gain*. It still has to
# be divided by $\sqrt N$.
#
# 1. A score adds up $N$ terms. Where does your formula know of that?
# 2. $\sigma_w = \sqrt{\frac{2}{N (1 + \alpha^2)}}$
# 3. Divide by `np.sqrt(N)`.


# %%
def kept_std(N, alpha):
    return np.sqrt(2 / (1 + alpha**2))


# %% mistake kept_std.n_above [markdown]
# Cause: N stands above the line
#
# $N$ stands above the line: more inputs get larger weights, and the sum grows twice.
#
# 1. Which weights must be smaller: those of 10 inputs, or of 1000?
# 2. $\sigma_w = \sqrt{\frac{2}{N (1 + \alpha^2)}}$
# 3. Divide by `N`.


# %%
def kept_std(N, alpha):
    return np.sqrt(2 * N / (1 + alpha**2))


# %% mistake kept_std.bound_of_uniform [markdown]
# Cause: this is the bound of a uniform distribution: √3 times its deviation
#
# This is the bound $u$ of a uniform distribution from $-u$ to $u$, by which libraries
# draw. Its standard deviation is $u/\sqrt 3$, and that is asked.
#
# 1. Which number does the docstring ask for: a deviation, or the largest weight?
# 2. $\sigma_w = \sqrt{\frac{2}{N (1 + \alpha^2)}}$
# 3. Put 2 in place of 6.


# %%
def kept_std(N, alpha):
    return np.sqrt(6 / (N * (1 + alpha**2)))


# %% mistake sizes.bend_on_scores [markdown]
# Cause: the scores of the last layer went through the leaky ReLU, too
#
# The leaky ReLU was applied to the scores of the last layer, too.
#
# 1. After which layers does the docstring ask for the leaky ReLU?
# 2. $A_D = R_D$ for the last layer
# 3. Bend only if `k < len(Ws) - 1`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for W in Ws:
        A = nn.functional.leaky_relu(A @ W, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.no_bend [markdown]
# Cause: no layer has the leaky ReLU
#
# No layer has a leaky ReLU: the net is linear.
#
# 1. What comes between the scores of a hidden layer and its activations?
# 2. $A_k = F(A_{k-1} W_k)$ with the leaky ReLU as $F$
# 3. Add `A = nn.functional.leaky_relu(A, alpha)` for all layers but the last.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for W in Ws:
        A = A @ W
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.relu [markdown]
# Cause: this is ReLU: the slope α is not used
#
# The hidden layers have ReLU, whatever `alpha` is.
#
# 1. What does your net do with a negative score if `alpha` is 0.2?
# 2. $F(r) = r$ for $r > 0$, else $\alpha r$
# 3. Use `nn.functional.leaky_relu(A, alpha)`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = torch.relu(A)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.default_slope [markdown]
# Cause: this is the slope 0.01 of leaky_relu: α was not handed on
#
# The leaky ReLU has the slope 0.01, its default: `alpha` was not handed on.
#
# 1. How does `leaky_relu` know the slope?
# 2. $F(r) = r$ for $r > 0$, else $\alpha r$
# 3. Write `nn.functional.leaky_relu(A, alpha)`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.scores_kept [markdown]
# Cause: the scores of the hidden layers are measured, before the bend
#
# You measure the hidden layers' scores, before the leaky ReLU, and the gradient there.
#
# 1. Is it $R_k$ or $A_k$ that the docstring asks for?
# 2. $A_k = F(R_k)$
# 3. Call `retain_grad()` and `append` *after* the leaky ReLU.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        A.retain_grad()
        kept.append(A)
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.std [markdown]
# Cause: `std` subtracts the mean first; the size does not
#
# `std` is the standard deviation: it subtracts the mean, and divides by one less than
# there are entries. The size is the root of the mean of the squares themselves.
#
# 1. An array of equal numbers, 3 everywhere: what is its size, what its deviation?
# 2. The size is $\sqrt{\overline{a^2}}$.
# 3. Write `T.square().mean().sqrt().item()`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.std().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.mean_square [markdown]
# Cause: these are mean squares: the root is missing
#
# These are mean squares. The size is the root.
#
# 1. What is the size of an array of threes?
# 2. The size is $\sqrt{\overline{a^2}}$.
# 3. Put `.sqrt()` behind `.mean()`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.norm [markdown]
# Cause: this is the length, the root of the *sum* of squares
#
# `norm` is the root of the *sum* of all squares: it grows with the number of entries,
# and layers of different widths cannot be compared.
#
# 1. Of an array of a thousand threes: what is its size, what its norm?
# 2. The size is $\sqrt{\overline{a^2}}$.
# 3. Take `.mean()`, not the sum.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.norm().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.mean_of_absolutes [markdown]
# Cause: this is the mean of the absolute values
#
# You take the mean of the absolute values. That measures size as well, but it is not
# what section 2 computes.
#
# 1. Which mean is it that adds up over the terms of a score?
# 2. The size is $\sqrt{\overline{a^2}}$.
# 3. Write `T.square().mean().sqrt().item()`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.abs().mean().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.sum_loss [markdown]
# Cause: the loss is the sum over the examples, not their mean
#
# The loss is added up over the examples. The Error is their mean, so your gradients
# are too large by the factor $n$; the activations are right.
#
# 1. If each example came twice, should the gradient double?
# 2. Error is the *mean* cross-entropy.
# 3. Leave out `reduction="sum"`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L, reduction="sum").backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.softmax_first [markdown]
# Cause: softmax stands before `cross_entropy`, which has its own
#
# Softmax is applied before `cross_entropy`, which applies it once more. The
# activations are right, the gradients are not.
#
# 1. Does `cross_entropy` take scores or probabilities?
# 2. Error is the mean cross-entropy of the *scores* $A_D$.
# 3. Hand `A` itself to `cross_entropy`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(torch.softmax(A, 1), L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.nll [markdown]
# Cause: `nll_loss` has no softmax: it takes logs of probabilities
#
# `nll_loss` takes logs of probabilities; you give it scores. The activations are
# right, the gradients are not.
#
# 1. Which of PyTorch's losses contains the softmax?
# 2. $-\log P_L$ with $P$ = softmax of the scores
# 3. Use `nn.functional.cross_entropy(A, L)`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.nll_loss(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.sum_of_scores [markdown]
# Cause: this is the gradient of the sum of all scores, not of the Error
#
# The backward pass begins at the sum of the scores. The gradient of the Error is
# asked.
#
# 1. Do the labels play a part in your gradient?
# 2. $dError/dA_k$, where Error is the mean cross-entropy
# 3. Begin at `nn.functional.cross_entropy(A, L)`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    A.sum().backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.weight_gradients [markdown]
# Cause: these are the gradients of the weights, dW, not dA
#
# You measure the gradients of the weights. They are products of both ways,
# $A_{k-1}^{\mathsf T} G_k$, and say nothing of either.
#
# 1. Of which tensors do you read `.grad`?
# 2. $dError/dA_k$
# 3. Call `A.retain_grad()` in the loop and read `A.grad`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(W.grad) for W in Ws]


# %% mistake sizes.gradients_reversed [markdown]
# Cause: the gradients come in the order of the way back; from the first layer to the
# last is asked
#
# The gradients stand in the order in which they are found: from the last layer to the
# first.
#
# 1. Which entry of your second list belongs to the scores?
# 2. Both lists go from layer 1 to layer $D$.
# 3. Turn the second list round, or loop over the layers forwards.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept[::-1]]


# %% mistake sizes.inputs_included [markdown]
# The lists begin with the inputs: one entry too many. The first layer's activations
# are $A_1$.
#
# 1. How many entries does the docstring promise for three layers?
# 2. $A_1, \dots, A_D$
# 3. Append only inside the loop, after the layer.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    A.requires_grad_()
    kept = [A]
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.hidden_only [markdown]
# The scores are missing: the lists end with the last hidden layer.
#
# 1. What is the last $A$, by the docstring?
# 2. $A_1, \dots, A_D$, where $A_D$ are the scores
# 3. Append after *each* layer, also after the last one.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept[:-1]], [size(A.grad) for A in kept[:-1]]


# %% mistake sizes.one_list [markdown]
# Only the sizes of the activations are returned.
#
# 1. How many lists does the docstring promise?
# 2. Sizes of $A_k$, and sizes of $dError/dA_k$
# 3. Return both lists, separated by a comma.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept]


# %% mistake sizes.no_retain [markdown]
# PyTorch keeps `.grad` of the leaves only: of $A_k$, which was computed, it is None.
#
# 1. Which tensors are the leaves of this graph?
# 2. `A.retain_grad()` before `backward()`
# 3. Call `A.retain_grad()` in the loop, before you put `A` into the list.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.largest [markdown]
# Cause: this is the largest entry, not the size
#
# You take the largest absolute value. One entry decides it; the size is made of all.
#
# 1. What is the size of an array of zeros with a single 3?
# 2. The size is $\sqrt{\overline{a^2}}$.
# 3. Write `T.square().mean().sqrt().item()`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.abs().max().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.rows [markdown]
# Cause: the squares are added up over a row; the mean over *all* entries is asked
#
# You take the mean of the lengths of the rows. The size takes the mean over all
# entries first, and then the root.
#
# 1. Does your value grow with the number of neurons?
# 2. The size is $\sqrt{\overline{a^2}}$.
# 3. Write `T.square().mean().sqrt().item()`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.norm(dim=1).mean().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake sizes.lists_swapped [markdown]
# Cause: the two lists have changed places
#
# The two lists have changed places: the gradients come first.
#
# 1. In which order does the docstring name them?
# 2. First the sizes of $A_k$, then those of $dError/dA_k$
# 3. Exchange what stands before and behind the comma.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.square().mean().sqrt().item()

    return [size(A.grad) for A in kept], [size(A) for A in kept]


# %% mistake sizes.mean [markdown]
# Cause: this is the mean, in which positive and negative entries cancel
#
# You take the mean of the entries. Positive and negative ones cancel; squares do not.
#
# 1. An array of as many threes as minus threes: what is its size?
# 2. The size is $\sqrt{\overline{a^2}}$.
# 3. Square *before* the mean: `T.square().mean().sqrt().item()`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for k, W in enumerate(Ws):
        A = A @ W
        if k < len(Ws) - 1:
            A = nn.functional.leaky_relu(A, alpha)
        A.retain_grad()
        kept.append(A)
    nn.functional.cross_entropy(A, L).backward()

    def size(T):
        return T.mean().abs().item()

    return [size(A) for A in kept], [size(A.grad) for A in kept]


# %% mistake bn_train.no_eps [markdown]
# Cause: ε is missing
#
# ε is missing: a column that does not vary is divided by 0, and one that hardly varies
# comes out too large.
#
# 1. What is the variance of a neuron that answers the same to the whole batch?
# 2. $\hat r_s = (r_s - \bar r) / \sqrt{v + \varepsilon}$
# 3. Add `EPS` to the variance, under the root.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), R.var(axis=0)
    return gamma * (R - mean) / np.sqrt(var) + beta


# %% mistake bn_train.eps_outside [markdown]
# Cause: ε stands outside the root
#
# ε is added to the deviation, not to the variance. For a column that hardly varies
# this makes a difference.
#
# 1. Which is larger, $10^{-5}$ or its root?
# 2. $\hat r_s = (r_s - \bar r) / \sqrt{v + \varepsilon}$
# 3. Write `np.sqrt(var + EPS)`.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), R.var(axis=0)
    return gamma * (R - mean) / (np.sqrt(var) + EPS) + beta


# %% mistake bn_train.unbiased [markdown]
# Cause: the variance is divided by n − 1
#
# The variance is divided by $n - 1$. The normalisation divides by $n$, so that the
# batch comes out with mean square 1.
#
# 1. Two scores, −1 and 1: what should batch norm make of them?
# 2. $v = \frac1n \sum_s (r_s - \bar r)^2$
# 3. Leave out `ddof=1`.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), R.var(axis=0, ddof=1)
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta


# %% mistake bn_train.by_example [markdown]
# Cause: mean and variance are taken over an example's neurons, axis 1
#
# Mean and variance are taken over the neurons of each example. That exists as well and
# is called *layer norm*. Batch norm takes them over the batch.
#
# 1. How many means are there for $n$ examples and $M$ neurons?
# 2. A mean and a variance for each *column* of $R$
# 3. Write `axis=0`.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=1, keepdims=True), R.var(axis=1, keepdims=True)
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta


# %% mistake bn_train.whole_array [markdown]
# Cause: one mean and one variance for all neurons together
#
# One mean and one variance are taken over the whole array. Each neuron needs its own.
#
# 1. One neuron answers around 100, another around 0. What do they come out as?
# 2. A mean and a variance for each *column* of $R$
# 3. Write `axis=0` in both.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(), R.var()
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta


# %% mistake bn_train.variance_for_deviation [markdown]
# Cause: it is divided by the variance; its root is missing
#
# You divide by the variance. In units: a score by a squared score.
#
# 1. If all scores are multiplied by 10, should the result change?
# 2. $\hat r_s = (r_s - \bar r) / \sqrt{v + \varepsilon}$
# 3. Take the root, `np.sqrt(var + EPS)`.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), R.var(axis=0)
    return gamma * (R - mean) / (var + EPS) + beta


# %% mistake bn_train.not_centred [markdown]
# Cause: the mean is not subtracted
#
# The mean is not subtracted: only the scale is normalised.
#
# 1. Which mean does a column of your result have for $\beta = 0$?
# 2. $\hat r_s = (r_s - \bar r) / \sqrt{v + \varepsilon}$
# 3. Write `R - mean`.


# %%
def bn_train(R, gamma, beta):
    return gamma * R / np.sqrt(R.var(axis=0) + EPS) + beta


# %% mistake bn_train.only_centred [markdown]
# Cause: it is not divided by the deviation
#
# The mean is subtracted, but the scale stays as it was.
#
# 1. How large are the entries of your result if those of `R` are thousands?
# 2. $\hat r_s = (r_s - \bar r) / \sqrt{v + \varepsilon}$
# 3. Divide by `np.sqrt(var + EPS)`.


# %%
def bn_train(R, gamma, beta):
    return gamma * (R - R.mean(axis=0)) + beta


# %% mistake bn_train.about_zero [markdown]
# Cause: the variance is taken about 0: the mean of R², not of (R − mean)²
#
# You divide by the root of the mean of $r^2$. The variance is the mean of the squared
# distances from the *mean*.
#
# 1. Scores of 100 and 102: is their deviation 1 or about 101?
# 2. $v = \frac1n \sum_s (r_s - \bar r)^2$
# 3. Use `R.var(axis=0)`.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), np.mean(R**2, axis=0)
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta


# %% mistake bn_train.no_gamma [markdown]
# Cause: γ is missing
#
# γ is missing: each column comes out with size 1, whatever the net has learnt.
#
# 1. Does your result depend on `gamma`?
# 2. $y_s = \gamma\, \hat r_s + \beta$
# 3. Multiply by `gamma`.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), R.var(axis=0)
    return (R - mean) / np.sqrt(var + EPS) + beta


# %% mistake bn_train.no_beta [markdown]
# Cause: β is missing
#
# β is missing: each column comes out with mean 0.
#
# 1. Does your result depend on `beta`?
# 2. $y_s = \gamma\, \hat r_s + \beta$
# 3. Add `beta`.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), R.var(axis=0)
    return gamma * (R - mean) / np.sqrt(var + EPS)


# %% mistake bn_train.swapped [markdown]
# Cause: γ and β have changed places
#
# γ and β have changed places: you multiply by β and add γ.
#
# 1. Which of them is a scale, which a shift?
# 2. $y_s = \gamma\, \hat r_s + \beta$
# 3. Multiply by `gamma`, add `beta`.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), R.var(axis=0)
    return beta * (R - mean) / np.sqrt(var + EPS) + gamma


# %% mistake bn_train.beta_inside [markdown]
# Cause: β is multiplied by γ, too
#
# β is added before the multiplication: $\gamma (\hat r + \beta)$.
#
# 1. Which mean should a column have in the end?
# 2. $y_s = \gamma\, \hat r_s + \beta$
# 3. Add `beta` last, without brackets around the sum.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), R.var(axis=0)
    return gamma * ((R - mean) / np.sqrt(var + EPS) + beta)


# %% mistake bn_train.gamma_first [markdown]
# Cause: the scores are multiplied by γ first; normalising then undoes it
#
# γ multiplies the scores *before* they are normalised. The normalisation takes the
# scale away again.
#
# 1. By how much does your result change if `gamma` is doubled?
# 2. $y_s = \gamma\, \hat r_s + \beta$
# 3. Normalise `R` itself, and multiply by `gamma` after it.


# %%
def bn_train(R, gamma, beta):
    scaled = gamma * R
    return (scaled - scaled.mean(axis=0)) / np.sqrt(scaled.var(axis=0) + EPS) + beta


# %% mistake bn_train.min_max [markdown]
# Cause: this is scaled by the largest and the smallest score, not by mean and variance
#
# Each column is stretched from 0 to 1, by its smallest and its largest score. Batch
# norm uses mean and variance.
#
# 1. What does one extreme score do to all others in your result?
# 2. $\hat r_s = (r_s - \bar r) / \sqrt{v + \varepsilon}$
# 3. Use `R.mean(axis=0)` and `R.var(axis=0)`.


# %%
def bn_train(R, gamma, beta):
    low, high = R.min(axis=0), R.max(axis=0)
    return gamma * (R - low) / (high - low + EPS) + beta


# %% mistake bn_train.in_place [markdown]
# The result is right, but it is written into the array `R` that was passed in. The
# backward pass needs the old scores.
#
# 1. What is in `R` after your function was called?
# 2. $\hat r_s = (r_s - \bar r) / \sqrt{v + \varepsilon}$
# 3. Write `R - mean` into a new array; `-=` changes the old one.


# %%
def bn_train(R, gamma, beta):
    mean, var = R.mean(axis=0), R.var(axis=0)
    R -= mean
    R /= np.sqrt(var + EPS)
    return gamma * R + beta


# %% mistake bn_layer.momentum_keeps [markdown]
# Cause: `momentum` is taken as the share of the old values
#
# The momentum is taken as the share of what is *old*: that is how momentum is meant in
# an optimiser. In batch norm it is the share of the new.
#
# 1. After one batch with $m = 0.1$: how much of the old running mean is left?
# 2. $\bar r_* \leftarrow (1 - m)\, \bar r_* + m\, \bar r$
# 3. Exchange `momentum` and `1 - momentum`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = momentum * mean + (1 - momentum) * R.mean(axis=0)
    new_var = momentum * var + (1 - momentum) * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.biased_running [markdown]
# Cause: the running variance takes the batch's variance with n; it takes the one with
# n − 1
#
# The running variance gets the batch's variance divided by $n$. It estimates that of
# *all* examples: there $n - 1$ is right.
#
# 1. Which of the two variances is right on average over all batches?
# 2. $\frac{1}{n - 1} \sum_s (r_s - \bar r)^2$ for the running variance
# 3. Write `R.var(axis=0, ddof=1)`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.batch_in_evaluation [markdown]
# Cause: evaluation, too, normalises by the batch
#
# In evaluation, too, you normalise by the batch. Then the answer to an image depends
# on its company; alone, it is always β.
#
# 1. What does your layer answer to a single example?
# 2. In evaluation $\hat r = (r - \bar r_*) / \sqrt{v_* + \varepsilon}$
# 3. Where `training` is False use `mean` and `var` of `running`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return bn_train(R, gamma, beta), running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.evaluation_updates [markdown]
# Cause: the running values change in evaluation, too
#
# The running values change in evaluation, too: the net would learn from the images
# that it is only to judge.
#
# 1. Ask the same image twice. Is the answer the same?
# 2. In evaluation the running values stay as they are.
# 3. Return `running` itself where `training` is False.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, (
            (1 - momentum) * mean + momentum * R.mean(axis=0),
            (1 - momentum) * var + momentum * R.var(axis=0),
        )
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.running_in_training [markdown]
# Cause: training, too, normalises by the running values
#
# In training, too, you normalise by the running values. They lag behind the weights;
# the batch is what keeps the signal's size right.
#
# 1. Does a batch come out with mean β and size γ?
# 2. In training Y is batch norm of this batch.
# 3. Return `bn_train(R, gamma, beta)` where `training` is True.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta, (new_mean, new_var)


# %% mistake bn_layer.new_running_in_training [markdown]
# Cause: training normalises by the new running values
#
# In training you normalise by the new running values. Those of the batch alone are
# asked.
#
# 1. Does a batch come out with mean β and size γ?
# 2. In training Y is batch norm of this batch.
# 3. Return `bn_train(R, gamma, beta)` where `training` is True.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return gamma * (R - new_mean) / np.sqrt(new_var + EPS) + beta, (new_mean, new_var)


# %% mistake bn_layer.running_deviation [markdown]
# Cause: the running variance takes a standard deviation
#
# The running variance is mixed with the batch's standard *deviation*.
#
# 1. Are the two things that you mix in the same unit?
# 2. $v_* \leftarrow (1 - m)\, v_* + m\, \frac{n}{n - 1}\, v$
# 3. Use `R.var(axis=0, ddof=1)`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.std(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.no_update [markdown]
# Cause: the running values are not updated in training
#
# The running values never change. Evaluation would normalise by what stood there
# before the first step.
#
# 1. Where does evaluation get its mean from?
# 2. $\bar r_* \leftarrow (1 - m)\, \bar r_* + m\, \bar r$
# 3. In training return `(new_mean, new_var)` in place of `running`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if training:
        return bn_train(R, gamma, beta), running
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running


# %% mistake bn_layer.replaced [markdown]
# Cause: the running values are those of the last batch: `momentum` is not used
#
# The running values are simply those of this batch. The average over many batches is
# what makes them reliable.
#
# 1. What is left of earlier batches?
# 2. $\bar r_* \leftarrow (1 - m)\, \bar r_* + m\, \bar r$
# 3. Mix the old values and the new ones.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    if training:
        new = R.mean(axis=0), R.var(axis=0, ddof=1)
        return bn_train(R, gamma, beta), new
    mean, var = running
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running


# %% mistake bn_layer.old_in_full [markdown]
# Cause: the old running values are kept in full: the factor 1 − m is missing
#
# The old values keep their full weight, and something is added in each step: the
# running values grow without end.
#
# 1. If each batch has mean 1, where does your running mean go?
# 2. $\bar r_* \leftarrow (1 - m)\, \bar r_* + m\, \bar r$
# 3. Multiply the old value by `1 - momentum`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = mean + momentum * R.mean(axis=0)
    new_var = var + momentum * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.statistics_of_y [markdown]
# Cause: the running values are made of Y; mean and variance of R are asked
#
# The running values are made of the *normalised* output: its mean is always about β,
# its variance about γ².
#
# 1. What will evaluation apply the running values to: to $R$ or to $Y$?
# 2. $\bar r_* \leftarrow (1 - m)\, \bar r_* + m\, \bar r$ of $R$
# 3. Take mean and variance of `R`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    Y = bn_train(R, gamma, beta)
    new_mean = (1 - momentum) * mean + momentum * Y.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * Y.var(axis=0, ddof=1)
    return Y, (new_mean, new_var)


# %% mistake bn_layer.about_running_mean [markdown]
# Cause: the batch's variance is taken about the old running mean
#
# The squared distances are taken from the old running mean. The variance of a batch is
# taken about its own mean.
#
# 1. A batch of equal scores: what is its variance?
# 2. $\frac{1}{n - 1} \sum_s (r_s - \bar r)^2$ for the running variance
# 3. Use `R.var(axis=0, ddof=1)`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * ((R - mean) ** 2).sum(axis=0) / (
        len(R) - 1
    )
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.mode_inverted [markdown]
# Cause: the two modes have changed places
#
# The modes have changed places: you use the batch in evaluation, and the running
# values in training.
#
# 1. What is `training` in your first branch?
# 2. Training: the batch. Evaluation: the running values.
# 3. Turn the condition round.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.no_eps_in_evaluation [markdown]
# Cause: ε is missing in evaluation
#
# In evaluation ε is missing.
#
# 1. Is it the same formula in both modes?
# 2. In evaluation $\hat r = (r - \bar r_*) / \sqrt{v_* + \varepsilon}$
# 3. Write `np.sqrt(var + EPS)`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.variance_in_evaluation [markdown]
# Cause: in evaluation it is divided by the variance; its root is missing
#
# In evaluation you divide by the variance. Its root is missing.
#
# 1. Is it the same formula in both modes?
# 2. In evaluation $\hat r = (r - \bar r_*) / \sqrt{v_* + \varepsilon}$
# 3. Write `np.sqrt(var + EPS)`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / (var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.plain_evaluation [markdown]
# Cause: γ and β are missing in evaluation
#
# In evaluation γ and β are missing. They belong to the net as weights do, in both
# modes.
#
# 1. Does your answer in evaluation depend on `gamma`?
# 2. $y = \gamma\, \hat r + \beta$ in both modes
# 3. Multiply by `gamma` and add `beta`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return (R - mean) / np.sqrt(var + EPS), running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.evaluation_does_nothing [markdown]
# Cause: in evaluation R comes back as it is
#
# In evaluation the scores come back as they are. The layers after this one have learnt
# from normalised ones.
#
# 1. Which size do the next layers expect?
# 2. In evaluation $\hat r = (r - \bar r_*) / \sqrt{v_* + \varepsilon}$
# 3. Normalise by `mean` and `var` of `running`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    if not training:
        return R, running
    mean, var = running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.order [markdown]
# Cause: the running values come back as variance and mean
#
# The running values come back in the wrong order: variance, mean.
#
# 1. In which order did you get them?
# 2. `running` is (mean, variance).
# 3. Return `(new_mean, new_var)`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_var, new_mean)


# %% mistake bn_layer.fixed_momentum [markdown] late="only another momentum shows it"
# The momentum is always 0.1, whatever is passed in.
#
# 1. Where does your function use its argument `momentum`?
# 2. $\bar r_* \leftarrow (1 - m)\, \bar r_* + m\, \bar r$
# 3. Write `momentum` in place of the number.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = 0.9 * mean + 0.1 * R.mean(axis=0)
    new_var = 0.9 * var + 0.1 * R.var(axis=0, ddof=1)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_layer.output_only [markdown]
# Only Y is returned. The new running values are lost.
#
# 1. How does the caller learn of the new running values?
# 2. Y, and the running values.
# 3. Return `Y, (new_mean, new_var)`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    if training:
        return bn_train(R, gamma, beta)
    mean, var = running
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta


# %% mistake bn_layer.in_place [markdown]
# The running arrays that were passed in are overwritten. Everything returned is right,
# but whoever still holds the old ones finds them changed.
#
# 1. What is in the arrays of `running` after your call?
# 2. $\bar r_* \leftarrow (1 - m)\, \bar r_* + m\, \bar r$
# 3. Make new arrays: `mean = (1 - momentum) * mean + …` in place of `*=` and `+=`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    Y = bn_train(R, gamma, beta)
    mean *= 1 - momentum
    mean += momentum * R.mean(axis=0)
    var *= 1 - momentum
    var += momentum * R.var(axis=0, ddof=1)
    return Y, (mean, var)


# %% mistake bn_layer.only_mean [markdown]
# Cause: the running variance stays as it was: only the mean is updated
#
# Only the running mean is updated; the variance stays where it began.
#
# 1. Which two values does evaluation need?
# 2. $v_* \leftarrow (1 - m)\, v_* + m\, \frac{n}{n - 1}\, v$
# 3. Update the variance in the same way as the mean.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    return bn_train(R, gamma, beta), (new_mean, var)


# %% mistake bn_layer.factor_upside_down [markdown]
# Cause: the factor n/(n − 1) is upside down
#
# The variance of the batch is multiplied by $(n - 1)/n$. It is too small already, on
# average; the unbiased one is larger.
#
# 1. Divided by $n$ or by $n - 1$: which gives more?
# 2. $\frac{n}{n - 1}\, v$ is the unbiased variance.
# 3. Use `R.var(axis=0, ddof=1)`.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var = running
    if not training:
        return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running
    new_mean = (1 - momentum) * mean + momentum * R.mean(axis=0)
    new_var = (1 - momentum) * var + momentum * R.var(axis=0) * (len(R) - 1) / len(R)
    return bn_train(R, gamma, beta), (new_mean, new_var)


# %% mistake bn_backward.constants [markdown]
# Cause: mean and variance are taken as constants
#
# Mean and variance count as constants here, as they are in evaluation. In training
# both move with every score.
#
# 1. If one score grows, what happens to the mean of its column?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Subtract `G.mean(axis=0)` and `R_hat * (G * R_hat).mean(axis=0)` from `G`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.no_variance [markdown]
# Cause: the way through the variance is missing
#
# The third term is missing: the way through the variance.
#
# 1. If one score moves away from the mean, what happens to the variance?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Subtract `R_hat * (G * R_hat).mean(axis=0)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.no_mean [markdown]
# Cause: the way through the mean is missing
#
# The second term is missing: the way through the mean.
#
# 1. Add the same to all scores of a column: Y does not change. Does your gradient add
#    up to 0?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Subtract `G.mean(axis=0)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.sums [markdown]
# Cause: sums stand where means belong: 1/n is missing
#
# The second and the third term are sums over the batch. In the derivatives of mean and
# variance stands $1/n$.
#
# 1. By how much does the mean of 4 scores change if one of them grows by 1?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Write `.mean(axis=0)` in place of `.sum(axis=0)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.sum(axis=0) - R_hat * (G * R_hat).sum(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.no_gamma [markdown]
# Cause: γ is missing in dR
#
# γ is missing in the gradient of $R$.
#
# 1. If γ is 0, does the Error depend on $R$ at all?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Multiply by `gamma`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return direct / root, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.plus [markdown]
# Cause: the third term has the wrong sign
#
# The term of the variance is added. A larger variance makes $\hat r$ smaller: it is
# subtracted.
#
# 1. What sign has the derivative of $1/\sqrt{v}$?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Write a minus in front of `R_hat * …`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) + R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.no_root [markdown]
# Cause: it is divided by the variance; its root is missing
#
# In the end you divide by the variance, not by its root.
#
# 1. By what does batch norm divide on the way forwards?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Divide by `np.sqrt(R.var(axis=0) + EPS)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root**2 * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.not_divided [markdown]
# Cause: dR is not divided by the deviation
#
# The division by the deviation is missing in the gradient of $R$. The forward pass
# divides, so the backward pass does.
#
# 1. $y = r/10$: what is $dy/dr$?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Divide by `np.sqrt(R.var(axis=0) + EPS)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.multiplied [markdown]
# Cause: it is multiplied by the deviation; divide by it
#
# The gradient of $R$ is multiplied by the deviation. The forward pass divides by it,
# and so does the way back.
#
# 1. $y = r/10$: what is $dy/dr$?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Write `gamma / root`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma * root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.dgamma_mean [markdown]
# Cause: dγ is a mean over the batch; the sum is asked
#
# The gradient of γ is a mean over the batch. Each example has a share in it, and
# shares add up; $1/n$ is in $G$ already.
#
# 1. How many of the $y_s$ does one γ move?
# 2. $d\gamma = \sum_s g_s \hat r_s$
# 3. Write `.sum(axis=0)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).mean(axis=0), G.sum(axis=0)


# %% mistake bn_backward.dbeta_mean [markdown]
# Cause: dβ is a mean over the batch; the sum is asked
#
# The gradient of β is a mean over the batch. Each example has a share in it, and
# shares add up; $1/n$ is in $G$ already.
#
# 1. How many of the $y_s$ does one β move?
# 2. $d\beta = \sum_s g_s$
# 3. Write `G.sum(axis=0)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.mean(axis=0)


# %% mistake bn_backward.both_means [markdown]
# Cause: dγ and dβ are means over the batch; sums are asked
#
# The gradients of γ and of β are means over the batch. Each example has a share in
# them, and shares add up; $1/n$ is in $G$ already.
#
# 1. How many of the $y_s$ does one γ move?
# 2. $d\gamma = \sum_s g_s \hat r_s$, $d\beta = \sum_s g_s$
# 3. Write `.sum(axis=0)` in both.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).mean(axis=0), G.mean(axis=0)


# %% mistake bn_backward.dgamma_of_scores [markdown]
# Cause: dγ is made with R; the normalised scores belong there
#
# The gradient of γ is made with the scores as they came in. What γ multiplies is
# $\hat r$.
#
# 1. What stands beside γ in $y = \gamma \hat r + \beta$?
# 2. $d\gamma = \sum_s g_s \hat r_s$
# 3. Write `R_hat` in place of `R`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.dgamma_with_gamma [markdown]
# Cause: dγ is multiplied by γ
#
# The gradient of γ is multiplied by γ. The derivative of $\gamma \hat r$ by γ is
# $\hat r$ alone.
#
# 1. What is the derivative of $3x$ by the 3?
# 2. $d\gamma = \sum_s g_s \hat r_s$
# 3. Leave `gamma` out there.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, gamma * (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.scores_in_third_term [markdown]
# Cause: the third term has R where the normalised scores belong
#
# In the term of the variance stand the scores as they came in. It is made of
# normalised ones.
#
# 1. What does $\hat r_s \hat r_t$ in the text stand for?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Write `R_hat` in place of `R`, twice.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R * (G * R).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.centred_in_third_term [markdown]
# Cause: the third term has R − mean where R̂ belongs: the division is missing there
#
# In the term of the variance stands $r - \bar r$. It is made of normalised scores,
# divided by the deviation.
#
# 1. What does $\hat r_s \hat r_t$ in the text stand for?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Divide `R - R.mean(axis=0)` by the root before you use it there.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    off = R - R.mean(axis=0)
    direct = G - G.mean(axis=0) - off * (G * off).mean(axis=0)
    return gamma / root * direct, (G * off / root).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.squared_inside [markdown]
# Cause: both R̂ of the third term stand inside the mean
#
# Both $\hat r$ of the third term stand inside the mean. One of them belongs to the
# score that moves, number $t$, and stays outside.
#
# 1. Over which of $s$ and $t$ is added up?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Write `R_hat * (G * R_hat).mean(axis=0)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - (G * R_hat**2).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.unbiased [markdown]
# Cause: the variance is divided by n − 1
#
# The variance is divided by $n - 1$. The forward pass normalised with $n$.
#
# 1. Which variance does `bn_train` use?
# 2. $v = \frac1n \sum_s (r_s - \bar r)^2$
# 3. Leave out `ddof=1`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0, ddof=1) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.no_eps [markdown]
# Cause: ε is missing
#
# ε is missing. The forward pass has it, so the backward pass must have it.
#
# 1. Which root does `bn_train` divide by?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Write `np.sqrt(R.var(axis=0) + EPS)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0))
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.eps_outside [markdown]
# Cause: ε stands outside the root
#
# ε is added to the deviation. The forward pass adds it to the variance.
#
# 1. Which root does `bn_train` divide by?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Write `np.sqrt(R.var(axis=0) + EPS)`.


# %%
def bn_backward(G, R, gamma):
    root = R.std(axis=0) + EPS
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.whole_array [markdown]
# Cause: one mean is taken for all neurons together
#
# The means of the second and the third term are taken over the whole array. Columns
# have nothing to do with each other.
#
# 1. Does a score of one neuron move the mean of another?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Write `axis=0` in both means.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean() - R_hat * (G * R_hat).mean()
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.by_example [markdown]
# Cause: the means are taken over the neurons, axis 1
#
# The means of the second and the third term are taken over the neurons of an example.
# Batch norm takes them over the batch.
#
# 1. Which scores share a mean: those of a row, or of a column?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Write `axis=0`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = (
        G
        - G.mean(axis=1, keepdims=True)
        - R_hat * (G * R_hat).mean(axis=1, keepdims=True)
    )
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.swapped [markdown]
# Cause: dγ and dβ have changed places
#
# The gradients of γ and β have changed places.
#
# 1. In which order does the docstring name them?
# 2. dError/dR, dError/dgamma, dError/dbeta
# 3. Return $d\gamma$ before $d\beta$.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, G.sum(axis=0), (G * R_hat).sum(axis=0)


# %% mistake bn_backward.scores_only [markdown]
# Only the gradient of $R$ is returned. γ and β would never learn.
#
# 1. How many results does the docstring promise?
# 2. $d\gamma = \sum_s g_s \hat r_s$, $d\beta = \sum_s g_s$
# 3. Return all three, separated by commas.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct


# %% mistake bn_backward.keepdims [markdown]
# Cause: dγ or dβ has the shape (1, M) in place of (M,)
#
# The sums have the shape (1, M). γ and β have the shape (M,), and their gradients must
# have it too.
#
# 1. What does `keepdims=True` do to the shape?
# 2. dError/dgamma has the shape of gamma.
# 3. Leave out `keepdims=True`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return (
        gamma / root * direct,
        (G * R_hat).sum(axis=0, keepdims=True),
        G.sum(axis=0, keepdims=True),
    )


# %% mistake bn_backward.two_in_third_term [markdown]
# Cause: a 2 stands in front of the third term
#
# The third term is taken twice. The 2 from the derivative of the square meets the
# $1/2$ from the derivative of the root.
#
# 1. What is the derivative of $\sqrt v$ by $v$?
# 2. $\frac{\gamma}{d} (g_t - \overline g - \hat r_t\, \overline{g \hat r})$ with
#    $d = \sqrt{v + \varepsilon}$; a bar is a mean over the batch
# 3. Leave out the 2.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - 2 * R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), G.sum(axis=0)


# %% mistake bn_backward.dbeta_with_gamma [markdown]
# Cause: dβ is multiplied by γ
#
# The gradient of β is multiplied by γ. β is added *after* the multiplication.
#
# 1. In $y = \gamma \hat r + \beta$: what stands in front of β?
# 2. $d\beta = \sum_s g_s$
# 3. Write `G.sum(axis=0)`.


# %%
def bn_backward(G, R, gamma):
    root = np.sqrt(R.var(axis=0) + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    direct = G - G.mean(axis=0) - R_hat * (G * R_hat).mean(axis=0)
    return gamma / root * direct, (G * R_hat).sum(axis=0), gamma * G.sum(axis=0)
