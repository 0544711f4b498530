# %%
import numpy as np

# %% mistake forward.relu_on_scores [markdown]
# Cause: ReLU was applied to the scores, too; the last layer has none
#
# ReLU cuts off the negative scores of the last layer, too. A score of 0 and one of −5
# then say the same, and where a score is cut, no gradient comes back.
#
# 1. Softmax takes scores of either sign. Which layer may not bend them?
# 2. $A_D = R_D$ for the last layer, $A_k = F(R_k)$ for all others.
# 3. Append `R` itself where `k == len(params) - 1`, else `relu(R)`.


# %%
def forward(params, X):
    A = [X]
    for W, b in params:
        A.append(relu(A[-1] @ W + b))
    return A


# %% mistake forward.no_relu [markdown]
# Cause: ReLU is missing in the hidden layers
#
# The hidden layers have no activation function. Linear layers in a row are one linear
# layer: the net could do no more than a linear classifier.
#
# 1. What comes between the scores of a hidden layer and its activations?
# 2. $A_k = F(R_k)$ with $F(r) = \max(r, 0)$
# 3. Append `relu(R)` for each layer but the last.


# %%
def forward(params, X):
    A = [X]
    for W, b in params:
        A.append(A[-1] @ W + b)
    return A


# %% mistake forward.bias_forgotten [markdown]
# Cause: the biases are missing
#
# The scores are $A_{k-1} W_k$: the biases are not added.
#
# 1. What would the scores be for inputs that are all zero?
# 2. $R_k = A_{k-1} W_k + b_k$
# 3. Add `b` to the product; NumPy adds it to each row.


# %%
def forward(params, X):
    A = [X]
    for k, (W, _b) in enumerate(params):
        R = A[-1] @ W
        A.append(R if k == len(params) - 1 else relu(R))
    return A


# %% mistake forward.scores_only [markdown]
# Only the scores are returned. The backward pass will need the activations of every
# layer.
#
# 1. How many arrays does the docstring promise for a net of two layers?
# 2. $A_0 = X, A_1, \dots, A_D$: one entry more than layers.
# 3. Collect them in a list, beginning with `[X]`, and return the list.


# %%
def forward(params, X):
    for W, b in params[:-1]:
        X = relu(X @ W + b)
    W, b = params[-1]
    return X @ W + b


# %% mistake forward.inputs_missing [markdown]
# The list begins with the first hidden layer; the inputs are missing. The gradient of
# the first weights needs them.
#
# 1. What is $A_0$?
# 2. $A_0 = X$, and $D$ layers make $D + 1$ entries.
# 3. Begin with `A = [X]`.


# %%
def forward(params, X):
    A = []
    for k, (W, b) in enumerate(params):
        X = X @ W + b
        if k < len(params) - 1:
            X = relu(X)
        A.append(X)
    return A


# %% mistake forward.softmax_at_the_end [markdown]
# Cause: these are probabilities; the last entry is to be the scores
#
# The last entry holds probabilities: the softmax is applied already. `cross_entropy`
# and `dError_dR` apply it themselves, and twice is wrong.
#
# 1. Which argument does `cross_entropy(R, L)` take?
# 2. $A_D = R_D = A_{D-1} W_D + b_D$
# 3. Leave the last layer's scores as they are.


# %%
def forward(params, X):
    A = [X]
    for k, (W, b) in enumerate(params):
        R = A[-1] @ W + b
        A.append(R if k == len(params) - 1 else relu(R))
    P = np.exp(A[-1] - A[-1].max(axis=1, keepdims=True))
    A[-1] = P / P.sum(axis=1, keepdims=True)
    return A


# %% mistake forward.sigmoid_in_place_of_relu [markdown]
# Cause: the hidden layers use the sigmoid; ReLU is asked for
#
# The hidden layers use the sigmoid of lesson 1. That is a network, too, but not this
# one: here $F$ is ReLU.
#
# 1. Which activation function does section 2 name?
# 2. $F(r) = \max(r, 0)$
# 3. Call the given `relu(R)`.


# %%
def forward(params, X):
    A = [X]
    for k, (W, b) in enumerate(params):
        R = A[-1] @ W + b
        A.append(R if k == len(params) - 1 else 1 / (1 + np.exp(-R)))
    return A


# %% mistake forward.two_layers_only [markdown]
# Your function knows nets of two layers: it takes the first and the last one, whatever
# lies between.
#
# 1. What happens to the second of three layers?
# 2. $A_k = F(A_{k-1} W_k + b_k)$ for *every* hidden layer $k$
# 3. Loop over `params`, and let each layer take `A[-1]`.


# %%
def forward(params, X):
    (W_1, b_1), (W_2, b_2) = params[0], params[-1]
    hidden = relu(X @ W_1 + b_1)
    return [X, hidden, hidden @ W_2 + b_2]


# %% mistake forward.scores_in_the_list [markdown]
# Cause: the list holds the scores of the hidden layers, before ReLU
#
# The list holds the hidden layers' scores $R_k$. Their activations are asked for; the
# next layer does get them, so the last entry is right.
#
# 1. May a hidden entry of the list be negative?
# 2. $A_k = F(R_k)$, which is 0 or more
# 3. Append `relu(R)`, not `R`, for the hidden layers.


# %%
def forward(params, X):
    kept, a = [X], X
    for W, b in params:
        R = a @ W + b
        kept.append(R)
        a = relu(R)
    return kept


# %% mistake forward.relu_before_bias [markdown]
# Cause: ReLU comes before the bias is added
#
# You bend first and add the bias after: $F(A W) + b$. So the bias does not shift the
# place of the bend, and activations can be negative.
#
# 1. From where on does a neuron answer: is that where its bias has a say?
# 2. $A_k = F(A_{k-1} W_k + b_k)$
# 3. Put `+ b` inside the call of `relu`.


# %%
def forward(params, X):
    A = [X]
    for k, (W, b) in enumerate(params):
        R = A[-1] @ W
        A.append(R + b if k == len(params) - 1 else relu(R) + b)
    return A


# %% mistake init.zeros [markdown]
# All weights are zero. No gradient reaches any of them: section 7 shows what becomes of
# such a net.
#
# 1. What does a hidden neuron with zero weights answer to every image?
# 2. $w \sim \mathcal{N}(0, 2/N)$, drawn one by one
# 3. Use `rng.normal(size=(N, M))`, scaled.


# %%
def init(sizes, rng):
    return [(np.zeros((N, M)), np.zeros(M)) for N, M in pairwise(sizes)]


# %% mistake init.all_equal [markdown]
# All weights are equal. Then all neurons of a layer compute the same, and section 7
# shows that they do so for ever.
#
# 1. What tells one hidden neuron from another?
# 2. $w \sim \mathcal{N}(0, 2/N)$, drawn one by one
# 3. Use `rng.normal(size=(N, M))`, scaled.


# %%
def init(sizes, rng):
    value = 0.1  # varies: 0.001 to 2.0
    return [(np.full((N, M), value), np.zeros(M)) for N, M in pairwise(sizes)]


# %% mistake init.uniform [markdown]
# The weights lie between 0 and 1: none is negative, and their mean is 0.5. With all of
# them positive the scores grow from layer to layer.
#
# 1. Which sign do your weights have?
# 2. Mean 0, standard deviation $\sqrt{2/N}$, normally distributed
# 3. Use `rng.normal(size=(N, M))` in place of `rng.random`.


# %%
def init(sizes, rng):
    return [(rng.random((N, M)), np.zeros(M)) for N, M in pairwise(sizes)]


# %% mistake init.no_root [markdown]
# The weights are multiplied by $2/N$; that is the *variance*. Their standard deviation
# is its root, and yours are far too small.
#
# 1. A number drawn with deviation 1 and multiplied by $c$ has which deviation?
# 2. $\sqrt{2/N}$
# 3. Multiply by `np.sqrt(2 / N)`.


# %%
def init(sizes, rng):
    return [(rng.normal(size=(N, M)) * 2 / N, np.zeros(M)) for N, M in pairwise(sizes)]


# %% mistake init.by_neurons [markdown]
# The weights are scaled by the number of the layer's *neurons*, $M$. What adds up in a
# score are the layer's *inputs*.
#
# 1. How many terms has the sum that makes one score?
# 2. $\sqrt{2/N}$, where $W$ has the shape $(N, M)$
# 3. Divide by `N`, the number of rows.


# %%
def init(sizes, rng):
    return [
        (rng.normal(size=(N, M)) * np.sqrt(2 / M), np.zeros(M))
        for N, M in pairwise(sizes)
    ]


# %% mistake init.unscaled [markdown]
# The weights have the standard deviation 1, however many inputs the layer has. With
# more inputs the scores grow, and the first loss with them.
#
# 1. Which number of the layer does your scale depend on?
# 2. $\sqrt{2/N}$
# 3. Multiply by `np.sqrt(2 / N)`.


# %%
def init(sizes, rng):
    return [(rng.normal(size=(N, M)), np.zeros(M)) for N, M in pairwise(sizes)]


# %% mistake init.one_over_n [markdown]
# The standard deviation is $\sqrt{1/N}$. The 2 makes up for ReLU, which throws away
# half of what comes.
#
# 1. Which of the scores does ReLU let pass?
# 2. $\sqrt{2/N}$
# 3. Put 2 in place of 1 under the root.


# %%
def init(sizes, rng):
    return [
        (rng.normal(size=(N, M)) / np.sqrt(N), np.zeros(M)) for N, M in pairwise(sizes)
    ]


# %% mistake init.uniform_he [markdown]
# The weights have the right mean and deviation, but come from a uniform distribution.
# Libraries know that variant, too; asked for is the normal one.
#
# 1. How large can one of your weights be at most, in standard deviations?
# 2. $w \sim \mathcal{N}(0, 2/N)$
# 3. Use `rng.normal` in place of `rng.uniform`.


# %%
def init(sizes, rng):
    return [
        (rng.uniform(-1, 1, (N, M)) * np.sqrt(6 / N), np.zeros(M))
        for N, M in pairwise(sizes)
    ]


# %% mistake init.random_biases [markdown]
# The biases are random as well. They are to begin at zero: the weights alone tell the
# neurons apart.
#
# 1. What does the docstring say of `b`?
# 2. $b_k = 0$
# 3. Use `np.zeros(M)`.


# %%
def init(sizes, rng):
    power = 0.5  # varies: 0
    return [
        (
            rng.normal(size=(N, M)) * np.sqrt(2 / N),
            rng.normal(size=M) * (2 / N) ** power,
        )
        for N, M in pairwise(sizes)
    ]


# %% mistake init.transposed [markdown]
# `W` has a row for each neuron. Here it has a row for each *input*, for the scores are
# `X @ W`.
#
# 1. `X` has the shape $(n, N)$. What must stand on the right of `@`?
# 2. $W_k$ has the shape $(N, M)$.
# 3. Ask for `size=(N, M)`.


# %%
def init(sizes, rng):
    return [
        (rng.normal(size=(M, N)) * np.sqrt(2 / N), np.zeros(M))
        for N, M in pairwise(sizes)
    ]


# %% mistake init.own_generator [markdown]
# Your function makes a generator of its own, with a fixed seed: it gives the same net
# whatever `rng` it gets.
#
# 1. What does your function do with its argument `rng`?
# 2. All draws come from the `rng` that is handed in.
# 3. Take out the line with `np.random.default_rng`.


# %%
def init(sizes, rng):
    rng = np.random.default_rng(0)
    return [
        (rng.normal(size=(N, M)) * np.sqrt(2 / N), np.zeros(M))
        for N, M in pairwise(sizes)
    ]


# %% mistake init.same_draws [markdown]
# All layers are cut out of the same random numbers, so two layers of one shape are
# equal.
#
# 1. Compare two layers of the same shape: do they differ?
# 2. Each layer is drawn anew.
# 3. Call `rng.normal` inside the loop, once for each layer.


# %%
def init(sizes, rng):
    draws = rng.normal(size=(max(sizes), max(sizes)))
    return [(draws[:N, :M] * np.sqrt(2 / N), np.zeros(M)) for N, M in pairwise(sizes)]


# %% mistake score_gradients.no_mask [markdown]
# Cause: the mask is missing or always 1 (A ≥ 0 always holds): ReLU's slope is lost
#
# The slope of ReLU is missing, or always 1, as with `A[k] >= 0`. A neuron that was off
# gets its share of the blame all the same.
#
# 1. If a score is −3, does the activation change when the score does?
# 2. $G_{k-1} = (G_k W_k^{\mathsf T}) \odot [A_{k-1} > 0]$
# 3. Multiply by `(A[k] > 0)`, with `>` and not `>=`.


# %%
def score_gradients(params, A, L):
    G = dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        G = G @ params[k][0].T
        found.append(G)
    return found[::-1]


# %% mistake score_gradients.value_for_slope [markdown]
# Cause: it is multiplied by the activation; its slope, 0 or 1, is wanted
#
# You multiply by the activation $A_{k-1}$ itself. The slope of ReLU is 0 or 1, however
# large its value is.
#
# 1. ReLU of 5 is 5. How steep is ReLU there?
# 2. $[A_{k-1} > 0]$ is 1 where the activation is positive, else 0.
# 3. Write `(A[k] > 0)` in place of `A[k]`.


# %%
def score_gradients(params, A, L):
    G = dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        G = (G @ params[k][0].T) * A[k]
        found.append(G)
    return found[::-1]


# %% mistake score_gradients.mask_above [markdown]
# Cause: the mask is that of the layer above, as if the last one had a ReLU
#
# The mask stands one layer too high: you multiply $G_k$ by $[A_k > 0]$ before it
# goes down. The last layer has no ReLU, and the lowest hidden layer loses its own.
#
# 1. Through which ReLU does the gradient come between $R_k$ and $R_{k-1}$?
# 2. $G_{k-1} = (G_k W_k^{\mathsf T}) \odot [A_{k-1} > 0]$
# 3. First `G @ W.T`, then times `(A[k] > 0)`, in Python's count.


# %%
def score_gradients(params, A, L):
    G = dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        G = (G * (A[k + 1] > 0)) @ params[k][0].T
        found.append(G)
    return found[::-1]


# %% mistake score_gradients.mask_of_itself [markdown]
# Cause: negative gradients are cut off; the mask asks for the sign of A, not of G
#
# You cut off the negative *gradients*: ReLU was applied on the way back. What counts is
# whether the neuron was on, on the way forward.
#
# 1. May a gradient be negative?
# 2. $[A_{k-1} > 0]$, not $[G > 0]$
# 3. Multiply by `(A[k] > 0)`.


# %%
def score_gradients(params, A, L):
    G = dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        G = relu(G @ params[k][0].T)
        found.append(G)
    return found[::-1]


# %% mistake score_gradients.last_first [markdown]
# Cause: the list runs from the last layer to the first
#
# All entries are right, and the list runs from the last layer to the first: that is the
# order in which they are found.
#
# 1. To which layer is the first entry of the list to belong?
# 2. $G_1, G_2, \dots, G_D$
# 3. Return `found[::-1]`.


# %%
def score_gradients(params, A, L):
    G = dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        G = (G @ params[k][0].T) * (A[k] > 0)
        found.append(G)
    return found


# %% mistake score_gradients.sign [markdown]
# Cause: the sign is reversed: this is one-hot − P
#
# All signs are reversed: you began with one-hot − P. A step against this gradient
# climbs.
#
# 1. Does the loss rise or fall when the score of a wrong class grows?
# 2. $G_D = (P - \text{one-hot})/n$
# 3. Begin with `dError_dR(A[-1], L)` as it is.


# %%
def score_gradients(params, A, L):
    G = -dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        G = (G @ params[k][0].T) * (A[k] > 0)
        found.append(G)
    return found[::-1]


# %% mistake score_gradients.mean_again [markdown]
# Cause: every layer divides by n once more
#
# Every layer divides by $n$ once more. The mean is taken once, at the loss.
#
# 1. Where does the $1/n$ of the mean come into the chain?
# 2. $G_D$ holds the $1/n$; the recursion adds no other.
# 3. Take the division out of the loop.


# %%
def score_gradients(params, A, L):
    G = dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        G = (G @ params[k][0].T) * (A[k] > 0) / len(L)
        found.append(G)
    return found[::-1]


# %% mistake score_gradients.n_lost [markdown]
# Cause: the 1/n is lost: this belongs to the sum of the losses, not to the mean
#
# The $1/n$ is lost, or undone: these are the gradients of the *sum* of the losses. With
# them a fitting $\lambda$ would depend on the size of the batch.
#
# 1. Is the Error the sum or the mean over the examples?
# 2. $G_D = (P - \text{one-hot})/n$
# 3. `dError_dR` divides by $n$ already: neither undo that nor leave it out.


# %%
def score_gradients(params, A, L):
    G = dError_dR(A[-1], L) * len(L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        G = (G @ params[k][0].T) * (A[k] > 0)
        found.append(G)
    return found[::-1]


# %% mistake score_gradients.down_to_the_inputs [markdown]
# The list has an entry too many: it goes on down to the inputs, which are no scores.
#
# 1. How many layers have scores?
# 2. $G_1, \dots, G_D$, one for each layer
# 3. End the loop at `k = 1`: `range(len(params) - 1, 0, -1)`.


# %%
def score_gradients(params, A, L):
    G = dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, -1, -1):
        G = (G @ params[k][0].T) * (A[k] > 0)
        found.append(G)
    return found[::-1]


# %% mistake score_gradients.writes_into_activations [markdown]
# The values are right, but your function turns the activations that it was given into
# zeros and ones. `backward` needs them afterwards.
#
# 1. What does `A[k]` hold after your function has run?
# 2. $[A_{k-1} > 0]$ is a new array.
# 3. Write `A[k] > 0` into the product; assign nothing to `A[k]`.


# %%
def score_gradients(params, A, L):
    G = dError_dR(A[-1], L)
    found = [G]
    for k in range(len(params) - 1, 0, -1):
        A[k][A[k] > 0] = 1
        G = (G @ params[k][0].T) * A[k]
        found.append(G)
    return found[::-1]


# %% mistake backward.mean_for_biases [markdown]
# Cause: db is a mean over the examples; it is the sum, for 1/n is in G already
#
# `db` is the mean of the rows of $G$. The $1/n$ is in $G$ already, so the biases learn
# $n$ times too slowly. The loss falls all the same, which is why this mistake lives
# long.
#
# 1. How often is your $db$ divided by $n$?
# 2. $db_k$ is the column sums of $G_k$.
# 3. `sum(axis=0)` in place of `mean(axis=0)`.


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    return [(A[k].T @ G[k], G[k].mean(axis=0)) for k in range(len(params))]


# %% mistake backward.one_bias [markdown]
# Cause: db is one number for the whole layer; each neuron has its own
#
# `db` is one number, the sum of all entries of $G$. Each neuron has a bias of its own.
#
# 1. What shape has `b`?
# 2. $db_k$: one sum for each column of $G_k$
# 3. `sum(axis=0)`, with the axis.


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    return [(A[k].T @ G[k], G[k].sum()) for k in range(len(params))]


# %% mistake backward.transposed [markdown]
# Cause: dW is transposed
#
# `dW` is transposed: it has a row for each neuron. It must have the shape of `W`, a row
# for each input.
#
# 1. Write the shapes below the factors: $(N, n)$ times what makes $(N, M)$?
# 2. $dW_k = A_{k-1}^{\mathsf T} G_k$
# 3. `A[k].T @ G[k]`


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    return [(G[k].T @ A[k], G[k].sum(axis=0)) for k in range(len(params))]


# %% mistake backward.mean_again [markdown]
# Cause: dW is divided by n once more; 1/n is in G already
#
# `dW` is divided by $n$, and $G$ was already. The weights learn $n$ times too slowly.
#
# 1. Where did the $1/n$ of the mean come in?
# 2. $dW_k = A_{k-1}^{\mathsf T} G_k$, without a factor
# 3. Take out `/ len(L)`.


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    return [(A[k].T @ G[k] / len(L), G[k].sum(axis=0)) for k in range(len(params))]


# %% mistake backward.last_first [markdown]
# Cause: the pairs run from the last layer to the first
#
# The pairs are right, and run from the last layer to the first. A step would pair each
# layer with the gradient of another.
#
# 1. Which pair belongs to `params[0]`?
# 2. $(dW_1, db_1), \dots, (dW_D, db_D)$
# 3. Turn the list round, `[::-1]`, or loop from the first layer.


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    return [(A[k].T @ G[k], G[k].sum(axis=0)) for k in range(len(params))][::-1]


# %% mistake backward.pairs_swapped [markdown]
# Cause: the pairs are (db, dW); dW comes first
#
# Each pair is `(db, dW)`. The net has `(W, b)`, so the gradient of the weights comes
# first.
#
# 1. In which order does `params` hold weights and biases?
# 2. $(dW_k, db_k)$, as $(W_k, b_k)$
# 3. Swap the two in your pair.


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    return [(G[k].sum(axis=0), A[k].T @ G[k]) for k in range(len(params))]


# %% mistake backward.switches_for_values [markdown]
# Cause: the product has A > 0, zeros and ones; A itself is wanted
#
# In the product you use $[A > 0]$, zeros and ones. A weight is multiplied by what came
# in, so $dW$ needs the activation itself.
#
# 1. By how much does a score change if a weight grows by 0.1 and its input is 5?
# 2. $dW_k = A_{k-1}^{\mathsf T} G_k$
# 3. `A[k].T`, without the comparison.


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    return [((A[k] > 0).T @ G[k], G[k].sum(axis=0)) for k in range(len(params))]


# %% mistake backward.biases_forgotten [markdown]
# Cause: the gradient of the biases is zero; they would never move
#
# The gradient of the biases is zero: they would stay where they began.
#
# 1. Does the loss not change when a bias does?
# 2. $db_k$ is the column sums of $G_k$.
# 3. `G[k].sum(axis=0)` in place of zeros.


# %%
def backward(params, A, L):
    G = score_gradients(params, A, L)
    return [(A[k].T @ G[k], 0 * params[k][1]) for k in range(len(params))]


# %% mistake fit.climbs [markdown]
# Cause: the steps go up: λ times the gradient is added
#
# The steps go *up*: $\lambda$ times the gradient is added.
#
# 1. The gradient points to where the loss rises. Where do you want to go?
# 2. $W \leftarrow W - \lambda\, dW$
# 3. Minus in place of plus, for `W` and `b`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W + lam * dW, b + lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.remainder_dropped [markdown]
# Cause: the last batch of an epoch, which is shorter, is left out
#
# If the examples do not divide into batches, the last, shorter batch is left out: some
# examples are never learnt in that epoch.
#
# 1. Five examples, batches of two: how many steps has an epoch?
# 2. Batches begin at $0, s, 2s, \dots$, as long as an example is left.
# 3. `range(0, len(order), size)`; a slice may reach beyond the end.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        for number in range(len(order) // size):
            batch = order[number * size : (number + 1) * size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.overlapping [markdown]
# Cause: the batches overlap: one begins at every example
#
# A batch begins at every example, so the batches overlap, and an epoch takes as many
# steps as there are examples.
#
# 1. Where does the second batch begin?
# 2. Batches begin at $0, s, 2s, \dots$
# 3. Give `range` its third argument: `range(0, len(order), size)`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        for start in range(len(order)):
            batch = order[start : start + size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.order_ignored [markdown]
# Cause: the order is not used: the batches are the rows as they stand
#
# The batches are taken from the rows as they stand; the order is not used. In a sorted
# sample each batch would hold one class alone.
#
# 1. Which examples are in the first batch if the order begins with 4, 2?
# 2. A batch is the examples `order[start], order[start + 1], …`
# 3. `batch = order[start:start + size]`, then `X[batch]`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for _ in orders:
        for start in range(0, len(L), size):
            batch = slice(start, start + size)
            grads = backward(params, forward(params, X[batch]), L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.labels_left [markdown]
# Cause: X is reordered and the labels are not: images get labels of others
#
# The rows of `X` are reordered, the labels are not: each image gets the label of
# another. The net then learns what cannot be learnt.
#
# 1. Do image and label still belong together in your batch?
# 2. Examples $X_s$ and labels $L_s$ for the same $s$
# 3. Use the same `batch` for `X` and for `L`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            labels = L[start : start + size]
            grads = backward(params, forward(params, X[batch]), labels)
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.same_order [markdown]
# Cause: every epoch takes the first order
#
# Every epoch takes the first order. So the same examples meet in the same batches for
# ever.
#
# 1. What changes from one epoch to the next?
# 2. Epoch $e$ goes through the row `orders[e]`.
# 3. `for order in orders:`, and use this `order`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for _ in range(len(orders)):
        for start in range(0, len(L), size):
            batch = orders[0][start : start + size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.whole_sample [markdown]
# Cause: an epoch is one step on the whole sample; batches are missing
#
# Each epoch takes a single step, on the whole sample: the descent of lesson 1. The
# batches are missing.
#
# 1. How many steps has an epoch with five examples and batches of two?
# 2. One step for each batch
# 3. A second loop, over `range(0, len(order), size)`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for _ in orders:
        grads = backward(params, forward(params, X), L)
        pairs = zip(params, grads, strict=True)
        params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.stale_activations [markdown]
# Cause: the activations are those of the net at the beginning of the epoch
#
# The activations are computed once an epoch, with the net of its beginning. From the
# second batch on the net is another one.
#
# 1. After the first step, is `forward(params, X)` still what it was?
# 2. For every batch: forward, backward, step, all with the net as it is then
# 3. Call `forward(params, X[batch])` inside the loop over the batches.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        A = forward(params, X)
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            grads = backward(params, [a[batch] for a in A], L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.in_place [markdown]
# The net comes out right, but `W -= …` changes the arrays that were handed in. Whoever
# trains twice from the same start would begin the second time where the first ended.
#
# 1. What does the caller's net hold after your training?
# 2. $W - \lambda\, dW$ is a new array; `W -= lam * dW` writes into the old one.
# 3. Build a new list: `[(W - lam * dW, b - lam * db) for …]`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            for (W, b), (dW, db) in zip(params, grads, strict=True):
                W -= lam * dW
                b -= lam * db
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.biases_left [markdown]
# Cause: the biases take no steps
#
# Only the weights take steps; the biases stay where they began.
#
# 1. Which of the two arrays of a layer does your step change?
# 2. $b \leftarrow b - \lambda\, db$
# 3. The new pair is `(W - lam * dW, b - lam * db)`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b) for (W, b), (dW, _) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.lam_over_size [markdown]
# Cause: λ is divided by the size of the batch; the gradient is a mean already
#
# $\lambda$ is divided by the number of examples in the batch. The gradient is a mean
# over them already.
#
# 1. Would twice as large a batch need a step half as long?
# 2. $W \leftarrow W - \lambda\, dW$, where $dW$ belongs to the *mean* loss
# 3. Use `lam` as it is.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            rate = lam / len(batch)
            pairs = zip(params, grads, strict=True)
            params = [(W - rate * dW, b - rate * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.batch_losses [markdown]
# Cause: these are the losses of each epoch's last batch, not of the whole sample
#
# After each epoch you keep the loss of its last batch. A few examples say little; the
# loss over the *whole* sample is asked for.
#
# 1. Which examples does your loss look at?
# 2. The mean cross-entropy over all $n$ examples
# 3. After the batches: `cross_entropy(forward(params, X)[-1], L)`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = [cross_entropy(forward(params, X)[-1], L)]
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X[batch])[-1], L[batch]))
    return params, losses


# %% mistake fit.first_loss_missing [markdown]
# The loss before the first epoch is missing: there is one for each epoch only. It is
# the first of the tests of this section.
#
# 1. How many losses do two epochs make?
# 2. Epochs + 1: one before all steps, then one after each epoch
# 3. Begin with `losses = [cross_entropy(forward(params, X)[-1], L)]`.


# %%
def fit(params, X, L, lam, orders, size):
    losses = []
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            grads = backward(params, forward(params, X[batch]), L[batch])
            pairs = zip(params, grads, strict=True)
            params = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(params, X)[-1], L))
    return params, losses


# %% mistake fit.start_returned [markdown]
# Cause: the net of the beginning is returned, not the trained one
#
# The losses fall, but the net that is returned is that of the beginning.
#
# 1. Which name holds the trained net when the loops end?
# 2. The net after the last step
# 3. Return the list that you built in the last step.


# %%
def fit(params, X, L, lam, orders, size):
    net = params
    losses = [cross_entropy(forward(net, X)[-1], L)]
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            grads = backward(net, forward(net, X[batch]), L[batch])
            pairs = zip(net, grads, strict=True)
            net = [(W - lam * dW, b - lam * db) for (W, b), (dW, db) in pairs]
        losses.append(cross_entropy(forward(net, X)[-1], L))
    return params, losses


# %% mistake tiny.too_small [markdown] by="check"
# The loss was still falling when the steps ended. The net is on its way, and the way is
# too long for it.
#
# 1. Look at the last losses: has the net arrived?
# 2. The way is about $\lambda$ times the number of steps.
# 3. Try 3 times, then 10 times your `lam_tiny`, with 200 steps.

# %%
lam_tiny, steps_tiny = 0.02, 200
begin_tiny = init((64, 32, 10), np.random.default_rng(1))
orders_tiny = shuffled(20, steps_tiny, np.random.default_rng(2))
params_tiny, losses_tiny = fit(
    begin_tiny, X_train[:20], L_train[:20], lam_tiny, orders_tiny, 20
)

# %% mistake tiny.too_large [markdown] by="check"
# The steps are too long: the net overshoots, its neurons switch off for all images, and
# what is off learns no more.
#
# 1. Print the first ten losses. Do they fall?
# 2. Beyond some $\lambda$ each step lands higher than it began, as in seminar 1.6.
# 3. Halve `lam_tiny` until the losses fall.

# %%
lam_tiny, steps_tiny = 10.0, 200
begin_tiny = init((64, 32, 10), np.random.default_rng(1))
orders_tiny = shuffled(20, steps_tiny, np.random.default_rng(2))
params_tiny, losses_tiny = fit(
    begin_tiny, X_train[:20], L_train[:20], lam_tiny, orders_tiny, 20
)

# %% mistake tiny.too_many_steps [markdown] by="check"
# More than 200 steps. Patience helps, but here a better $\lambda$ is asked for.
#
# 1. What can be larger in place of the number of steps?
# 2. The way is about $\lambda$ times the number of steps.
# 3. Set `steps_tiny` to 200 and make `lam_tiny` larger.

# %%
lam_tiny, steps_tiny = 0.1, 2000
begin_tiny = init((64, 32, 10), np.random.default_rng(1))
orders_tiny = shuffled(20, steps_tiny, np.random.default_rng(2))
params_tiny, losses_tiny = fit(
    begin_tiny, X_train[:20], L_train[:20], lam_tiny, orders_tiny, 20
)

# %% mistake tiny.negative [markdown] by="check"
# $\lambda$ is negative: every step climbs.
#
# 1. Which sign stands in front of $\lambda$ in the step?
# 2. $W \leftarrow W - \lambda\, dW$ goes down for $\lambda > 0$.
# 3. Leave out the minus: it is in `fit` already.

# %%
lam_tiny, steps_tiny = -0.01, 50
begin_tiny = init((64, 32, 10), np.random.default_rng(1))
orders_tiny = shuffled(20, steps_tiny, np.random.default_rng(2))
params_tiny, losses_tiny = fit(
    begin_tiny, X_train[:20], L_train[:20], lam_tiny, orders_tiny, 20
)
