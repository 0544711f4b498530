# %%
import numpy as np
import torch
from torch import nn

# %% mistake loss_and_grads.softmax_first [markdown]
# Cause: softmax comes before `cross_entropy`, which applies it again
#
# The scores go through the softmax before `cross_entropy`, which applies it again.
# Twice, it can hardly tell the classes apart: section 6 shows what that costs.
#
# 1. What does `cross_entropy` take, scores or probabilities?
# 2. $-\log P_L$ with $P = \text{softmax}(R)$, once
# 3. Hand over `R` as it is.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R.softmax(dim=1), L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.sum [markdown]
# Cause: this is the sum over the examples; the mean is asked for
#
# The losses of the examples are added up. The Error is their mean; loss and gradient
# are $n$ times too large.
#
# 1. What would the loss be if every example stood there twice?
# 2. $\frac{1}{n} \sum_s -\log P_{s, L_s}$
# 3. Leave out `reduction="sum"`: the mean is what `cross_entropy` does by itself.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L, reduction="sum")
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.mean_again [markdown]
# Cause: the loss is divided by n once more; `cross_entropy` is a mean already
#
# The loss is divided by the number of examples once more. `cross_entropy` has taken the
# mean already.
#
# 1. For one example your result is right. And for two?
# 2. `cross_entropy(R, L)` is $\frac{1}{n} \sum_s -\log P_{s, L_s}$.
# 3. Take out the division.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L) / len(L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.relu_on_scores [markdown]
# Cause: ReLU is applied to the scores of the last layer, too
#
# ReLU cuts off the negative scores of the last layer. Where a score is cut, no gradient
# comes back.
#
# 1. May a score be negative?
# 2. $R_D = A_{D-1} W_D + b_D$, without $F$
# 3. Apply `torch.relu` to what goes *into* a layer, from the second one on.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for _k, (W, b) in enumerate(leaves):
        R = torch.relu(R @ W + b)
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.no_relu [markdown]
# Cause: ReLU is missing between the layers
#
# There is no activation function between the layers. So the net is one linear layer,
# written in pieces.
#
# 1. What happens to the scores of a hidden layer before the next one gets them?
# 2. $A_k = F(R_k)$ with $F(r) = \max(r, 0)$
# 3. Apply `torch.relu` to the scores of each layer but the last.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for _k, (W, b) in enumerate(leaves):
        R = R @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.relu_on_inputs [markdown]
# Cause: the inputs go through ReLU as well
#
# The inputs go through ReLU, too: all their negative entries are lost before the first
# layer sees them.
#
# 1. Which activations are $A_0$?
# 2. $A_0 = X$, and $A_k = F(R_k)$ for hidden layers only
# 3. Let the first layer take `X` itself.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for _k, (W, b) in enumerate(leaves):
        R = torch.relu(R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.sigmoid [markdown]
# Cause: the hidden layers use the sigmoid; ReLU is asked for
#
# The hidden layers use the sigmoid of lesson 1. The network of 2.4 has ReLU.
#
# 1. Which activation function does the exercise name?
# 2. $F(r) = \max(r, 0)$
# 3. Write `torch.relu` in place of `torch.sigmoid`.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.sigmoid(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.bias_forgotten [markdown]
# Cause: the biases are missing from the scores
#
# The biases take no part in the scores. So no gradient reaches them either: their
# `.grad` is None.
#
# 1. Which leaves does the loss depend on?
# 2. $R_k = A_{k-1} W_k + b_k$
# 3. Add `b` to the product.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, _b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.weights_returned [markdown]
# Cause: these are the weights themselves; their `.grad` is asked for
#
# The pairs hold the weights and biases themselves. Their gradient lies beside them, in
# `.grad`.
#
# 1. Where does `backward` leave what it finds?
# 2. `W.grad` is $dError/dW$.
# 3. Return the pairs `(W.grad, b.grad)`.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, leaves


# %% mistake loss_and_grads.twice [markdown]
# Cause: `backward` has run twice, and both results are added up
#
# The gradient is twice as large as it should be: `backward` has run two times, and
# `.grad` adds up. `retain_graph=True` silences the complaint of the second run; it is
# hardly ever the cure.
#
# 1. By what factor is each entry off?
# 2. Each `backward` *adds* $dError/dW$ to `.grad`.
# 3. Call `loss.backward()` once.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward(retain_graph=True)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.no_leaves [markdown]
# None of the tensors asks for a gradient, so nothing was recorded, and `backward` has
# nowhere to go.
#
# 1. Which tensors are to be the leaves?
# 2. A leaf is made with `requires_grad=True`.
# 3. Write `torch.tensor(W, requires_grad=True)`, and the same for `b`.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [(torch.tensor(W), torch.tensor(b)) for W, b in params]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.scores_for_logs [markdown]
# Cause: this is minus the mean score of the right class: the log-softmax is missing
#
# `nll_loss` takes logs of probabilities and got scores: this is minus the mean score of
# the right class. It rewards large scores without end.
#
# 1. What does `nll_loss` expect, and what did it get?
# 2. $-\log P_L = \log \sum_j e^{r_j} - r_L$
# 3. Use `nn.functional.cross_entropy(R, L)`, which does both steps.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.nll_loss(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.over_the_examples [markdown]
# Cause: the softmax runs down the column, over the examples, and not along the row
#
# The softmax is taken over the examples of a class, not over the classes of an example:
# `dim=0` runs down the columns.
#
# 1. Which numbers have to add up to 1: a row or a column?
# 2. $P_{sk} = e^{r_{sk}} / \sum_j e^{r_{sj}}$, where $s$ is the example
# 3. Write `dim=1`, or use `cross_entropy`.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.nll_loss(R.log_softmax(dim=0), L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.squared [markdown]
# Cause: this is the mean squared distance from the one-hot table, no cross-entropy
#
# This is the squared distance of the scores from the one-hot table. Cross-entropy is
# asked for.
#
# 1. What does the loss of seminar 2.1 do with a confident wrong answer?
# 2. $-\log P_L$
# 3. Use `nn.functional.cross_entropy(R, L)`.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.mse_loss(R, torch.eye(R.shape[1])[L])
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.cut [markdown]
# Cause: a `.detach()` cuts the graph, so lower layers get no gradient
#
# The graph is cut between the layers: what is detached, or copied by `torch.tensor`,
# has forgotten where it came from. The layers below get no gradient.
#
# 1. Which leaves have a `.grad`, and which have None?
# 2. $G_{k-1}$ follows from $G_k$: the chain must not be broken.
# 3. Go on computing with the tensor itself: no `.detach()`, `.item()`,
#    `torch.tensor(…)` on the way.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R).detach() if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.last_first [markdown]
# Cause: the pairs run from the last layer to the first
#
# All gradients are right, and the list runs from the last layer to the first.
#
# 1. To which layer is the first pair to belong?
# 2. The order is that of `params`.
# 3. Go through the leaves in the order in which you made them.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves[::-1]]


# %% mistake loss_and_grads.transposed [markdown]
# Cause: dW is transposed
#
# Each dW is turned over: it has a row for each neuron. It is to have the shape of W.
#
# 1. Which shape has `W.grad`, before you do anything to it?
# 2. $dError/dW$ has the shape of $W$, $(N, M)$.
# 3. Return `W.grad` as it is.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad.T, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.no_backward [markdown]
# The gradients are None: nothing has run back through the graph.
#
# 1. Which call fills `.grad`?
# 2. $dError/dW$ is found from the loss backwards.
# 3. Call `loss.backward()` before you look at `.grad`.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = (torch.relu(R) if k else R) @ W + b
    loss = nn.functional.cross_entropy(R, L)
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake loss_and_grads.relu_before_bias [markdown]
# Cause: ReLU comes before the bias is added
#
# You bend first and add the bias after: so the bias does not shift the place of the
# bend.
#
# 1. From which score on is a neuron on?
# 2. $A_k = F(A_{k-1} W_k + b_k)$
# 3. Add `b` before you apply `torch.relu`.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [
        (torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True))
        for W, b in params
    ]
    R = X
    for k, (W, b) in enumerate(leaves):
        R = R @ W
        R = (torch.relu(R) if k < len(leaves) - 1 else R) + b
    loss = nn.functional.cross_entropy(R, L)
    loss.backward()
    return loss, [(W.grad, b.grad) for W, b in leaves]


# %% mistake descend.adds_up [markdown]
# Cause: the gradients are never emptied, so each step takes all of those before as well
#
# The gradients are never emptied: `.grad` adds up, and each step takes those of all
# steps before it as well. The first step is right, the second is not.
#
# 1. What does `W.grad` hold after the second `backward`?
# 2. $W \leftarrow W - \lambda\, g_k$, not $W - \lambda (g_1 + \dots + g_k)$
# 3. After each step: `W.grad = None`, and the same for `b`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
    return W, b, losses


# %% mistake descend.bias_adds_up [markdown]
# Cause: b.grad is never emptied; it adds up
#
# Only the gradient of W is emptied. That of b adds up from step to step.
#
# 1. Which `.grad` do you empty?
# 2. Every leaf has a `.grad` of its own.
# 3. Set both to None.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = None
    return W, b, losses


# %% mistake descend.emptied_before_step [markdown]
# Cause: nothing moves: the gradient is emptied before the step uses it
#
# Nothing moves: the gradient is emptied between `backward` and the step, which then
# finds zeros.
#
# 1. What is in `W.grad` at the moment of the step?
# 2. First $W \leftarrow W - \lambda\, dW$, then $dW \leftarrow 0$.
# 3. Empty it after the step.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        W.grad.zero_()
        b.grad.zero_()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
    return W, b, losses


# %% mistake descend.recorded [markdown]
# The step itself is to be recorded, and PyTorch refuses: a leaf may not be changed in
# place while the graph is written.
#
# 1. Is the step a part of the model, whose derivative is wanted?
# 2. Inside `with torch.no_grad():` nothing is recorded.
# 3. Put both lines of the step under `with torch.no_grad():`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        W -= lam * W.grad
        b -= lam * b.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.new_tensor [markdown]
# One step is right, the second fails: `W = W - …` has made a new tensor, which is no
# leaf and asks for no gradient.
#
# 1. Is `W` after the step still the tensor that you marked?
# 2. `W -= …` changes the leaf; `W = W - …` gives its name to another tensor.
# 3. Write `W -= lam * W.grad`, and the same for `b`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W = W - lam * W.grad
            b = b - lam * b.grad
    return W, b, losses


# %% mistake descend.climbs [markdown]
# Cause: the step goes up: this is W + λ dW
#
# Every step goes up the gradient, and the loss grows.
#
# 1. Does the loss rise or fall from step to step?
# 2. $W \leftarrow W - \lambda\, dError/dW$
# 3. Write `-=` in both lines.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W += lam * W.grad
            b += lam * b.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.shares_memory [markdown]
# The arrays of the caller are changed: `torch.as_tensor` shares their memory, and the
# step writes into it.
#
# 1. Print the array `W` that you handed over, before and after.
# 2. `torch.tensor` copies, `torch.as_tensor` shares.
# 3. Make the leaves by `torch.tensor(…, requires_grad=True)`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.as_tensor(W).requires_grad_()
    b = torch.as_tensor(b).requires_grad_()
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.bias_left [markdown]
# Cause: b is never stepped
#
# Only W takes steps. The biases stay where they began.
#
# 1. How many leaves has the layer?
# 2. $b \leftarrow b - \lambda\, dError/db$
# 3. Step `b` as well, by `b.grad`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.graphs_kept [markdown] by="check"
# The list holds tensors, each with the graph of its step: the memory of all steps stays
# in use.
#
# 1. What else does a loss tensor hold on to, beside a number?
# 2. `loss.item()` is the plain number.
# 3. Append `loss.item()`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss)
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.loss_after [markdown]
# Cause: these are the losses after each step; those before it are asked for
#
# These are the losses *after* each step. Asked for are those before it, which the step
# has computed anyway.
#
# 1. What is the loss of the first step, where nothing has been learnt?
# 2. The first entry is the loss at the W and b that came in.
# 3. Append the loss before the step is taken.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = b.grad = None
        losses.append(nn.functional.cross_entropy(X @ W + b, L).item())
    return W, b, losses


# %% mistake descend.last_loss_too [markdown]
# There is one loss too many: the one after the last step is there as well.
#
# 1. How many losses are asked for in `steps` steps?
# 2. One loss *before* each step.
# 3. Leave out the loss after the loop.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = b.grad = None
    losses.append(nn.functional.cross_entropy(X @ W + b, L).item())
    return W, b, losses


# %% mistake descend.one_short [markdown]
# Your loop makes one step less than it is asked for.
#
# 1. How often does `range(steps - 1)` run?
# 2. Steps $1, \dots,$ `steps`
# 3. Loop over `range(steps)`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps - 1):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.sum [markdown]
# Cause: the loss is a sum over the examples; the mean is asked for
#
# The losses of the examples are added up. Asked for is their mean; each step is $n$
# times too long.
#
# 1. What would a step be if each example stood there twice?
# 2. $\frac{1}{n} \sum_s -\log P_{s, L_s}$
# 3. Leave out `reduction="sum"`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L, reduction="sum")
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.softmax_first [markdown]
# Cause: softmax comes before `cross_entropy`, which applies it again
#
# The softmax is applied twice, once by you and once by `cross_entropy`.
#
# 1. What does `cross_entropy` take, scores or probabilities?
# 2. $-\log P_L$ with $P = \text{softmax}(R)$, once
# 3. Hand over `X @ W + b`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy((X @ W + b).softmax(dim=1), L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.stale_graph [markdown]
# Cause: each step repeats the gradient of the first one: the loss is not computed anew
#
# The loss is computed once, before the loop, so every step takes the gradient of the
# *beginning*. `retain_graph=True` lets an old graph be used again; it does not make it
# new.
#
# 1. At which W was the graph written that the second `backward` runs through?
# 2. $g_k$ is the gradient at $W_k$, not at $W_0$.
# 3. Compute the loss inside the loop, without `retain_graph`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    loss = nn.functional.cross_entropy(X @ W + b, L)
    for _ in range(steps):
        losses.append(loss.item())
        loss.backward(retain_graph=True)
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.lam_over_n [markdown]
# Cause: λ is divided by the number of examples
#
# The steps are $n$ times too short: λ is divided by the number of examples, though the
# loss is a mean already.
#
# 1. Where does the $1/n$ come in?
# 2. $W \leftarrow W - \lambda\, dError/dW$
# 3. Multiply by `lam` alone.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam / len(L) * W.grad
            b -= lam / len(L) * b.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake descend.weights_add_up [markdown]
# Cause: W.grad is never emptied; it adds up
#
# Only the gradient of b is emptied. That of W adds up from step to step.
#
# 1. Which `.grad` do you empty?
# 2. Every leaf has a `.grad` of its own.
# 3. Set both to None.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
            b -= lam * b.grad
        b.grad = None
    return W, b, losses


# %% mistake descend.lost_leaf [markdown]
# `W = W - …` makes a new tensor, and the step has become a part of the graph. The new W
# is no leaf: its `.grad` stays None, and the second step fails.
#
# 1. Is `W` after the step still the tensor that you marked?
# 2. `backward` leaves gradients at leaves only.
# 3. Inside `with torch.no_grad():` write `W -= lam * W.grad`, and the same for `b`.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W + b, L)
        losses.append(loss.item())
        loss.backward()
        W = W - lam * W.grad
        b = b - lam * b.grad
    return W, b, losses


# %% mistake descend.bias_forgotten [markdown]
# Cause: the biases are missing from the scores
#
# The scores are $X W$: the biases take no part, and so they get no gradient either.
#
# 1. What are the scores of an example that is all zeros?
# 2. $R = X W + b$
# 3. Write `X @ W + b`, and step both.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W, requires_grad=True)
    b = torch.tensor(b, requires_grad=True)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(X @ W, L)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            W -= lam * W.grad
        W.grad = b.grad = None
    return W, b, losses


# %% mistake net_from.not_transposed [markdown]
# Cause: the weights are not transposed: `weight` of `nn.Linear` has a row for each
# neuron
#
# `weight` got W as it is. `nn.Linear` wants it transposed, a row for each *neuron*.
# Where both sizes are equal nothing warns you, and the net is another one.
#
# 1. What does `nn.Linear(3, 2).weight.shape` say?
# 2. $R = X \cdot \text{weight}^{\mathsf T} + b$, so $\text{weight} = W^{\mathsf T}$
# 3. Fill it with `torch.as_tensor(W.T)`.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight = nn.Parameter(torch.tensor(W))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.relu_at_the_end [markdown]
# Cause: ReLU follows the last layer, too: negative scores are cut off
#
# ReLU follows the last layer as well: all negative scores are cut off.
#
# 1. May a score be negative?
# 2. $A_D = R_D$ for the last layer
# 3. Put `nn.ReLU()` *before* each layer but the first, not after each one.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules, nn.ReLU())


# %% mistake net_from.end_like_the_others [markdown]
# Cause: ReLU and dropout follow the last layer, too
#
# The last layer is treated like the hidden ones: ReLU cuts off negative scores, and
# dropout follows.
#
# 1. Which layers have an activation function, and which have dropout?
# 2. $A_D = R_D$ for the last layer: it has neither.
# 3. Put `nn.ReLU()` and `nn.Dropout(p)` *before* each layer but the first.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [linear, nn.ReLU(), nn.Dropout(p)]
    return nn.Sequential(*modules)


# %% mistake net_from.softmax_at_the_end [markdown]
# Cause: the net gives probabilities; scores are asked for
#
# The net ends in a softmax. Scores are asked for: the loss applies the softmax itself.
#
# 1. How often is the softmax applied, if `cross_entropy` follows?
# 2. $A_D = R_D$
# 3. Take out `nn.Softmax`.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules, nn.Softmax(dim=1))


# %% mistake net_from.no_relu [markdown]
# Cause: ReLU is missing between the layers
#
# Nothing bends between the layers: without ReLU the net is one linear layer.
#
# 1. What comes between two linear layers?
# 2. $A_k = F(R_k)$ for hidden layers
# 3. Put `nn.ReLU()` before each layer but the first.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.one_relu [markdown]
# Cause: only the first hidden layer has a ReLU
#
# Only one ReLU stands in the net, after the first layer. Deeper nets need one after
# each hidden layer.
#
# 1. Count the modules of a net of three layers.
# 2. $A_k = F(R_k)$ for *each* hidden layer $k$
# 3. Add `nn.ReLU()` inside the loop.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU()] if len(modules) == 1 else []
        modules += [nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.sigmoid [markdown]
# Cause: the hidden layers use the sigmoid; ReLU is asked for
#
# The hidden layers have the sigmoid in place of ReLU.
#
# 1. Which activation function does the docstring name?
# 2. $F(r) = \max(r, 0)$
# 3. Write `nn.ReLU()`.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.Sigmoid(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.no_dropout [markdown]
# Cause: dropout is missing: in training the net computes what it does in use
#
# There is no dropout in the net: in training it computes the same as in use, whatever
# `p` is.
#
# 1. What does your function do with its argument `p`?
# 2. Each hidden layer: linear, ReLU, dropout
# 3. Put `nn.Dropout(p)` after each `nn.ReLU()`.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.keep_for_drop [markdown]
# Cause: `nn.Dropout` got the probability to keep; it takes the one to drop
#
# `nn.Dropout` got $1 - p$. It takes the probability to *drop*, not the one to keep.
#
# 1. With p = 0 nothing is to be dropped. What does your net drop?
# 2. An activation becomes 0 with probability $p$.
# 3. Write `nn.Dropout(p)`.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(1 - p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.dropout_on_scores [markdown]
# Cause: the scores are dropped as well
#
# The scores of the last layer go through dropout, too. Only hidden layers have it.
#
# 1. What does a class lose whose score is set to 0?
# 2. Hidden layers: linear, ReLU, dropout; last layer: linear
# 3. No `nn.Dropout` after the last layer.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules, nn.Dropout(p))


# %% mistake net_from.dropout_on_inputs [markdown]
# Cause: the inputs are dropped as well
#
# The inputs go through dropout, too. Only hidden layers have it.
#
# 1. Which module does the input meet first?
# 2. Inputs have neither ReLU nor dropout.
# 3. No `nn.Dropout` before the first layer.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += (
            [nn.ReLU(), nn.Dropout(p), linear] if modules else [nn.Dropout(p), linear]
        )
    return nn.Sequential(*modules)


# %% mistake net_from.dropout_always [markdown]
# Cause: dropout goes on in use: `nn.functional.dropout` does not know of the mode
#
# Dropout goes on in use: `nn.functional.dropout` does not know of `net.eval()`, unless
# you tell it by `training=self.training`.
#
# 1. Who tells a function in which mode the net is?
# 2. In use dropout does nothing.
# 3. Use the module `nn.Dropout(p)`.


# %%
def net_from(params, p):
    class Always(nn.Module):
        def forward(self, A):
            return nn.functional.dropout(A, p)

    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), Always(), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.plain_list [markdown]
# The module has no parameters. It computes by the layers in a Python list, but
# `nn.Module` does not look into lists: an optimiser would find nothing to train.
#
# 1. What does `list(net.parameters())` say?
# 2. A module knows the modules that are its attributes, or in `nn.ModuleList`,
#    `nn.Sequential`.
# 3. Return `nn.Sequential(*modules)`.


# %%
def net_from(params, p):
    class Net(nn.Module):
        def __init__(self, modules):
            super().__init__()
            self.parts = modules

        def forward(self, A):
            for part in self.parts:
                A = part(A)
            return A

    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return Net(modules)


# %% mistake net_from.frozen [markdown]
# The parameters ask for no gradient, `requires_grad=False`: they would never be
# trained.
#
# 1. What does `net[0].weight.requires_grad` say?
# 2. `torch.no_grad()` around the filling does not freeze; `requires_grad_(False)` does.
# 3. Leave `requires_grad` as `nn.Linear` has set it.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules).requires_grad_(False)


# %% mistake net_from.weights_frozen [markdown]
# The weights ask for no gradient, `requires_grad=False`: only the biases would be
# trained.
#
# 1. What does `net[0].weight.requires_grad` say?
# 2. All parameters are to be trained, and `nn.Linear` makes them so.
# 3. Leave `requires_grad` as `nn.Linear` has set it.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        linear.weight.requires_grad_(False)
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.no_biases [markdown]
# The layers have no biases.
#
# 1. What does `bias=False` leave out?
# 2. $R = A W + b$
# 3. Leave `bias` on, and fill it with `b`.


# %%
def net_from(params, p):
    modules = []
    for W, _b in params:
        linear = nn.Linear(*W.shape, bias=False)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.biases_zero [markdown]
# Cause: all biases are 0; those of `params` are asked for
#
# The weights are right, and all biases are 0, whatever `params` says.
#
# 1. Which numbers are to stand in `linear.bias`?
# 2. $R = A W + b$ with the $b$ of `params`
# 3. Fill it: `linear.bias.copy_(torch.as_tensor(b))`.


# %%
def net_from(params, p):
    modules = []
    for W, _b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.zero_()
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.own_start [markdown]
# Cause: the layers keep the random start of PyTorch; the numbers of `params` are asked
# for
#
# The layers keep the random numbers that PyTorch has given them. They are to begin at
# `params`.
#
# 1. Where do the arrays W and b come into your net?
# 2. $\text{weight} = W^{\mathsf T}$, $\text{bias} = b$
# 3. Fill both by `copy_` under `torch.no_grad()`.


# %%
def net_from(params, p):
    torch.manual_seed(0)
    modules = []
    for W, _b in params:
        linear = nn.Linear(*W.shape)
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake net_from.in_use [markdown]
# The net is in use: `eval()` was called. Asked for is one in training mode, as every
# new module is.
#
# 1. What does `net.training` say?
# 2. `net.train()` and `net.eval()` set the mode.
# 3. Leave out `.eval()`.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.T))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules).eval()


# %% mistake net_from.reshaped [markdown]
# Cause: W was reshaped; `weight` is its transpose, which orders the numbers differently
#
# `reshape` has given W the right shape and the wrong order: the numbers are read row by
# row and written row by row. The transpose turns rows into columns.
#
# 1. Where does the entry in row 1, column 2 of W go?
# 2. $\text{weight}_{ji} = W_{ij}$
# 3. Write `W.T` in place of `W.reshape(…)`.


# %%
def net_from(params, p):
    modules = []
    for W, b in params:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.as_tensor(W.reshape(W.shape[::-1])))
            linear.bias.copy_(torch.as_tensor(b))
        modules += [nn.ReLU(), nn.Dropout(p), linear] if modules else [linear]
    return nn.Sequential(*modules)


# %% mistake batch_loss.softmax_first [markdown]
# Cause: softmax comes before `cross_entropy`, which applies it again
#
# Softmax is applied twice: by you, and by `cross_entropy`. It runs, and learns slowly
# and badly; section 6 shows it.
#
# 1. What does `cross_entropy` take, scores or probabilities?
# 2. $-\log P_L$ with $P = \text{softmax}(R)$, once
# 3. Hand over `net(X)` as it is.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.cross_entropy(net(X).softmax(dim=1), L)


# %% mistake batch_loss.over_the_examples [markdown]
# Cause: the softmax runs down the columns, over the examples
#
# The softmax is taken down the columns: each class is shared out among the examples.
#
# 1. Which numbers have to add up to 1: a row or a column?
# 2. $P_{sk} = e^{r_{sk}} / \sum_j e^{r_{sj}}$, where $s$ is the example
# 3. Use `cross_entropy`, or `log_softmax(dim=1)`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.nll_loss(net(X).log_softmax(dim=0), L)


# %% mistake batch_loss.scores_for_logs [markdown]
# Cause: this is minus the mean score of the right class: the log-softmax is missing
#
# `nll_loss` wants logs of probabilities and got scores: this is minus the mean score of
# the right class.
#
# 1. What does `nll_loss` expect?
# 2. $-\log P_L = \log \sum_j e^{r_j} - r_L$
# 3. Use `nn.functional.cross_entropy(net(X), L)`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.nll_loss(net(X), L)


# %% mistake batch_loss.sum [markdown]
# Cause: this is the sum over the batch; its mean is asked for
#
# The losses are added up over the batch. Then λ means something else for each size of
# batch.
#
# 1. What would a step be if each example stood there twice?
# 2. $\frac{1}{n} \sum_s -\log P_{s, L_s}$
# 3. Leave out `reduction="sum"`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.cross_entropy(net(X), L, reduction="sum")


# %% mistake batch_loss.mean_again [markdown]
# Cause: the mean is divided by n once more
#
# The mean is divided by the number of examples once more.
#
# 1. What does `cross_entropy` return: a sum or a mean?
# 2. $\frac{1}{n} \sum_s -\log P_{s, L_s}$
# 3. Take out the division.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.cross_entropy(net(X), L) / len(L)


# %% mistake batch_loss.one_by_one [markdown]
# Cause: this is a loss for each example; `backward()` starts from one number, their
# mean
#
# This is a loss for each example. `backward()` starts from a single number: their mean.
#
# 1. Which shape has your result?
# 2. $Error = \frac{1}{n} \sum_s -\log P_{s, L_s}$
# 3. Leave out `reduction="none"`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.cross_entropy(net(X), L, reduction="none")


# %% mistake batch_loss.sign [markdown]
# Cause: the sign is reversed: this is the mean log-probability
#
# This is the mean of $\log P_L$, the loss with its sign reversed. Whoever makes it
# small makes the right class improbable.
#
# 1. Can a loss be negative here?
# 2. $-\log P_L \ge 0$
# 3. Use `cross_entropy` without a minus.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return -nn.functional.cross_entropy(net(X), L)


# %% mistake batch_loss.relu_on_scores [markdown]
# Cause: the scores have gone through ReLU
#
# The scores have gone through ReLU: a class with a negative score gets no gradient any
# more.
#
# 1. May a score be negative?
# 2. $-\log P_L$ of the scores $R$ as they are
# 3. Hand over `net(X)`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.cross_entropy(net(X).relu(), L)


# %% mistake batch_loss.squared [markdown]
# Cause: this is the mean squared distance from the one-hot table
#
# This is the squared distance of the scores from the one-hot table; it learns, but
# worse. Cross-entropy is asked for.
#
# 1. Which loss does a derivative of the form $P - \text{one-hot}$ belong to?
# 2. $-\log P_L$
# 3. Use `nn.functional.cross_entropy(net(X), L)`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    R = net(X)
    return nn.functional.mse_loss(R, torch.eye(R.shape[1])[L])


# %% mistake batch_loss.number [markdown]
# `.item()` makes a plain number of the loss. Its graph is gone, and `backward()` has
# nothing to start from.
#
# 1. What does a plain number know of the weights?
# 2. `.item()` is for the record, after `backward()`.
# 3. Return the tensor itself.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.cross_entropy(net(X), L).item()


# %% mistake batch_loss.no_graph [markdown]
# The value is right, and its graph is lost: under `torch.no_grad()`, or by `.detach()`,
# nothing is recorded.
#
# 1. Does `loss.requires_grad` say True?
# 2. Without a graph there is no way back to the weights.
# 3. Compute it without `no_grad` and without `detach`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    with torch.no_grad():
        return nn.functional.cross_entropy(net(X), L)


# %% mistake batch_loss.in_use [markdown]
# `net.eval()` switches the net into use, and it stays so: dropout would be off for the
# rest of the training.
#
# 1. In which mode was the net when it came, and when you left it?
# 2. `net.training` before and after must be equal.
# 3. Leave out `net.eval()`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    net.eval()
    return nn.functional.cross_entropy(net(X), L)


# %% mistake batch_loss.float_labels [markdown]
# The labels were made into decimal numbers, and PyTorch refuses: numbers of classes
# have to be integers. (Decimal ones would mean probabilities, a row for each example.)
#
# 1. What is a label: a measured number, or the number of a class?
# 2. $L \in \{0, \dots, K - 1\}$, integers
# 3. Leave the labels as `torch.as_tensor(L)` gives them.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.cross_entropy(net(X), L.double())


# %% mistake batch_loss.log_forgotten [markdown]
# Cause: this is minus the mean probability of the right class: the log is missing
#
# `nll_loss` wants *logs* of probabilities and got probabilities: this is minus the mean
# probability of the right class.
#
# 1. What does `nll_loss` expect?
# 2. $-\log P_L$, not $-P_L$
# 3. Write `log_softmax` in place of `softmax`, or use `cross_entropy`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.functional.nll_loss(net(X).softmax(dim=1), L)


# %% mistake batch_loss.every_label [markdown]
# Cause: `P[:, L]` takes the labels of all examples in each row
#
# `[:, L]` takes from each row the columns of *all* labels, n times n numbers. Each
# example has one label of its own.
#
# 1. Which shape has `P[:, L]`?
# 2. $-\log P_{s, L_s}$: row $s$ with its own label
# 3. Write `P[torch.arange(len(L)), L]`, or use `cross_entropy`.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return -net(X).log_softmax(dim=1)[:, L].mean()


# %% mistake fit.no_zero_grad [markdown]
# Cause: `zero_grad` is missing, so the gradients add up from batch to batch
#
# `zero_grad` is missing. Each step takes the gradients of all batches before it as
# well, and the net cannot come to rest.
#
# 1. What is in `.grad` when the second batch begins?
# 2. $W \leftarrow W - \lambda\, g_k$, not $W - \lambda (g_1 + \dots + g_k)$
# 3. Begin each batch with `optimizer.zero_grad()`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.zero_once_an_epoch [markdown]
# Cause: `zero_grad` runs once an epoch; within it the gradients add up
#
# `zero_grad` stands in the outer loop: it runs once an epoch, and within an epoch the
# gradients of the batches add up.
#
# 1. How many batches run between two calls of `zero_grad`?
# 2. Each step takes the gradient of *its* batch.
# 3. Move `optimizer.zero_grad()` into the loop over the batches.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        optimizer.zero_grad()
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.empty_gradients [markdown]
# Cause: nothing is learnt: whenever `step` runs, the gradients are empty
#
# Nothing is learnt: whenever `step` runs, the gradients are empty. Either `zero_grad`
# stands between `backward` and `step`, or `backward` comes after `step`, or not at all.
#
# 1. What is in `.grad` at the moment of the step?
# 2. zero_grad, loss, backward, step: in this order
# 3. Put `optimizer.zero_grad()` at the beginning, and `step` right after `backward`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.zero_grad()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.mean_of_means [markdown]
# Cause: every batch counts the same here; a short last one has to count for less
#
# The losses of the batches are averaged as if all were of one size. A short last batch
# counts for too much.
#
# 1. With 5 examples and batches of 2, how much does the last example count for?
# 2. $\frac{1}{n} \sum_B |B| \cdot Error_B$, over the batches $B$
# 3. Add up `loss.item() * len(batch)`, and divide by `len(order)`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        few = []
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            few.append(loss.item())
        losses.append(sum(few) / len(few))
    return losses


# %% mistake fit.last_batch [markdown]
# Cause: this is the loss of the last batch of each epoch alone
#
# Only the loss of the last batch is noted. It says little of the epoch.
#
# 1. How many examples does your number speak of?
# 2. The mean over all $n$ examples of the epoch
# 3. Add up over the batches, then divide by `len(order)`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
        losses.append(loss.item())
    return losses


# %% mistake fit.sum_of_losses [markdown]
# Cause: this is the sum over the examples; divide by their number
#
# The losses of an epoch are added up over its examples, and not divided by their
# number.
#
# 1. Is your first number near $\log K$?
# 2. $\frac{1}{n} \sum$ over the examples of the epoch
# 3. Divide by `len(order)`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total)
    return losses


# %% mistake fit.loss_of_sample [markdown]
# Cause: this is the loss of the whole sample after the epoch, as in 2.4; here each
# example counts when its turn comes
#
# This is the loss of the whole sample after each epoch, as in seminar 2.4. Here the
# losses are noted on the way, which costs no further pass.
#
# 1. With which weights is the loss of the first batch computed?
# 2. Each example with the loss it had when its turn came
# 3. Add up `loss.item() * len(batch)` inside the loop.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
        losses.append(batch_loss(net, X, L).item())
    return losses


# %% mistake fit.graphs_kept [markdown] by="check"
# The list holds tensors, not numbers: each keeps the graph of its batch in memory.
#
# 1. What else does a loss tensor hold on to, beside a number?
# 2. `loss.item()` is the plain number.
# 3. Add up `loss.item() * len(batch)`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.remainder_dropped [markdown]
# Cause: the last, short batch is left out
#
# The last, short batch is left out: some examples take no part in the epoch.
#
# 1. With 5 examples and batches of 2, which batches are there?
# 2. Batches of `size`, and what is left
# 3. Let the loop run over `range(0, len(order), size)`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order) - size + 1, size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.order_ignored [markdown]
# Cause: the batches are cut from the sample as it lies; the order is not used
#
# The batches are cut from the sample as it lies. The order of the epoch is not used;
# sorted data would then be learnt class by class.
#
# 1. What does your loop do with `order`?
# 2. The batch holds the examples `order[start:start + size]`.
# 3. Index `X` and `L` by that part of the order.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = np.arange(len(order))[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.labels_left [markdown]
# Cause: the images are taken in the order, the labels are not
#
# The images are taken in the order of the epoch, the labels as they lie: images and
# labels no longer belong together.
#
# 1. Whose label is `L[start]`?
# 2. Example $s$ has the label $L_s$: the same index for both
# 3. Write `L[batch]`, as for `X`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[start : start + size])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.same_order [markdown]
# Cause: every epoch takes the first order
#
# Every epoch takes the order of the first one.
#
# 1. Which row of `orders` does the second epoch use?
# 2. `orders[e]` for epoch $e$
# 3. Loop: `for order in orders`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for _ in orders:
        order = orders[0]
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.whole_sample [markdown]
# Cause: each step is taken on the whole sample
#
# Each step is taken on the whole sample, not on its batch.
#
# 1. How many examples does one loss look at?
# 2. The batch holds `order[start:start + size]`.
# 3. Hand over `X[batch]` and `L[batch]`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X, L)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.one_step_an_epoch [markdown]
# Cause: only one step is taken in each epoch, by the sum of the gradients of its
# batches
#
# Only one step is taken in each epoch: the gradients of its batches add up until then.
#
# 1. How many steps has an epoch of 5 examples in batches of 2?
# 2. One step for each batch
# 3. Move `zero_grad` and `step` into the inner loop.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        optimizer.zero_grad()
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            total += loss.item() * len(batch)
        optimizer.step()
        losses.append(total / len(order))
    return losses


# %% mistake fit.rate_ignored [markdown]
# Cause: λ is not used: the optimiser has a rate of its own
#
# λ is not used: the optimiser was given another rate, or none, which means 0.001.
#
# 1. What does your function do with its argument `lam`?
# 2. $W \leftarrow W - \lambda\, dError/dW$
# 3. Write `torch.optim.SGD(net.parameters(), lr=lam)`.


# %%
def fit(net, X, L, lam, orders, size):
    rate = 0.001  # varies: 0.01, 0.05, 0.1, 0.5, 1.0
    optimizer = torch.optim.SGD(net.parameters(), lr=rate)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.momentum [markdown]
# Cause: the optimiser has momentum; it is asked for without
#
# The optimiser has momentum: each step takes a part of those before it as well. That is
# the next seminar.
#
# 1. What does `momentum=…` do to the second step?
# 2. $W \leftarrow W - \lambda\, dError/dW$
# 3. Leave `momentum` out.


# %%
def fit(net, X, L, lam, orders, size):
    mu = 0.9  # varies: 0.5, 0.8, 0.95, 0.99
    optimizer = torch.optim.SGD(net.parameters(), lr=lam, momentum=mu)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.weight_decay [markdown]
# Cause: the optimiser has weight decay; asked for is one without
#
# The optimiser has weight decay: each step also draws all weights and biases a little
# towards 0.
#
# 1. What does `weight_decay=…` add to the gradient?
# 2. $W \leftarrow W - \lambda\, dError/dW$, and nothing else
# 3. Leave `weight_decay` out.


# %%
def fit(net, X, L, lam, orders, size):
    decay = 0.01  # varies: 0.1, 0.001, 0.0005, 0.0001
    optimizer = torch.optim.SGD(net.parameters(), lr=lam, weight_decay=decay)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.adam [markdown]
# Cause: Adam was used; asked for is SGD
#
# The optimiser is Adam, which takes steps of another kind. Asked for is plain gradient
# descent, `SGD`.
#
# 1. How long is the first step of each weight?
# 2. $W \leftarrow W - \lambda\, dError/dW$
# 3. Write `torch.optim.SGD`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.Adam(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.climbs [markdown]
# Cause: every step goes up the gradient
#
# Every step goes up the gradient: the loss grows.
#
# 1. Which sign has the step?
# 2. $W \leftarrow W - \lambda\, dError/dW$
# 3. Leave out `maximize=True`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam, maximize=True)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.not_in_training [markdown]
# The net is trained in the mode in which it came. If it was in use, dropout is off for
# the whole training.
#
# 1. Who says to dropout that this is training?
# 2. `net.train()` sets the mode of all modules.
# 3. Call `net.train()` before the loop.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.left_in_use [markdown]
# The training is right, and at its end the net is switched into use. The docstring says
# that it is in training mode.
#
# 1. What does `net.training` say after `fit`?
# 2. The net is put into training mode, and left in it.
# 3. Leave out `net.eval()`; `predict` will see to that.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    net.eval()
    return losses


# %% mistake fit.first_epoch_only [markdown]
# Your function returns after the first epoch: the `return` stands inside the loop.
#
# 1. How far to the right does `return` stand?
# 2. One number for each epoch
# 3. Put `return losses` at the depth of the first `for`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
        return losses
    return losses


# %% mistake fit.loss_after_step [markdown]
# Cause: these losses are computed anew after each step; those before it are asked for
#
# The loss of each batch is computed anew *after* its step. The loss before it is there
# already, and costs no further pass.
#
# 1. With which weights is the loss of a batch to be noted?
# 2. Each example with the loss it had when its turn came
# 3. Note `loss.item()`, the loss that you called `backward` on.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += batch_loss(net, X[batch], L[batch]).item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.total_kept [markdown]
# Cause: the sum goes on from epoch to epoch; it has to begin at 0 in each
#
# The first epoch is right. Then the sum goes on from epoch to epoch: it does not begin
# at 0 again.
#
# 1. What does `total` hold when the second epoch begins?
# 2. The mean over the examples of *this* epoch
# 3. Set `total = 0.0` inside the loop over the orders.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    total = 0.0
    for order in orders:
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(order))
    return losses


# %% mistake fit.sum_of_means [markdown]
# Cause: the means of the batches are added up and divided by n; each counts for its
# examples
#
# The loss of a batch is a mean. You add up the means and divide by the number of
# *examples*, so the result is too small by about the size of a batch.
#
# 1. How many examples does one `loss.item()` speak for?
# 2. $\frac{1}{n} \sum_B |B| \cdot Error_B$, over the batches $B$
# 3. Add up `loss.item() * len(batch)`.


# %%
def fit(net, X, L, lam, orders, size):
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        total = 0.0
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            optimizer.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            optimizer.step()
            total += loss.item()
        losses.append(total / len(order))
    return losses


# %% mistake predict.scores [markdown]
# Cause: these are the scores; their softmax is asked for
#
# These are the scores. Probabilities are asked for, which add up to 1 in each row.
#
# 1. What do your rows add up to?
# 2. $P_k = e^{r_k} / \sum_j e^{r_j}$
# 3. Append `.softmax(dim=1)`.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    mode = net.training
    net.eval()
    with torch.no_grad():
        P = net(X)
    net.train(mode)
    return P


# %% mistake predict.numpy_returned [markdown]
# The probabilities are right, but they come as an array of NumPy; a tensor is asked
# for.
#
# 1. Of which type is what `net(X)` gives, and of which is what you return?
# 2. The docstring promises a `torch.Tensor`.
# 3. Leave out `.numpy()`.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    mode = net.training
    net.eval()
    with torch.no_grad():
        P = net(X).softmax(dim=1).numpy()
    net.train(mode)
    return P


# %% mistake predict.over_the_examples [markdown]
# Cause: the softmax runs down the columns, over the examples
#
# The softmax runs down the columns: each class is shared out among the images. An
# answer then depends on which other images are asked about.
#
# 1. Which numbers have to add up to 1: a row or a column?
# 2. $P_{sk} = e^{r_{sk}} / \sum_j e^{r_{sj}}$, where $s$ is the example
# 3. Write `dim=1`.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    mode = net.training
    net.eval()
    with torch.no_grad():
        P = net(X).softmax(dim=0)
    net.train(mode)
    return P


# %% mistake predict.logs [markdown]
# Cause: these are the logs of the probabilities
#
# These are the *logs* of the probabilities.
#
# 1. Can a probability be negative?
# 2. $P_k = e^{r_k} / \sum_j e^{r_j}$
# 3. Write `softmax` in place of `log_softmax`.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    mode = net.training
    net.eval()
    with torch.no_grad():
        P = net(X).log_softmax(dim=1)
    net.train(mode)
    return P


# %% mistake predict.sigmoid [markdown]
# Cause: each score went through a sigmoid; the rows do not add up to 1
#
# Each score has gone through a sigmoid of its own: the classes do not share one
# probability.
#
# 1. What do your rows add up to?
# 2. $P_k = e^{r_k} / \sum_j e^{r_j}$
# 3. Write `.softmax(dim=1)`.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    mode = net.training
    net.eval()
    with torch.no_grad():
        P = net(X).sigmoid()
    net.train(mode)
    return P


# %% mistake predict.classes [markdown]
# These are the numbers of the most probable classes. The probabilities are asked for.
#
# 1. Which shape is promised?
# 2. $P$ has a row for each example and a column for each class.
# 3. Leave out `argmax`.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    mode = net.training
    net.eval()
    with torch.no_grad():
        P = net(X).argmax(dim=1)
    net.train(mode)
    return P


# %% mistake predict.no_eval [markdown]
# Cause: the net was asked in training mode: dropout was at work
#
# The net was asked in training mode: dropout was at work, and each call would give
# another answer. `torch.no_grad()` does not change that.
#
# 1. Which of the two switches is missing?
# 2. In use dropout does nothing: `net.eval()`.
# 3. Call `net.eval()` before you compute, and set the mode back after it.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    with torch.no_grad():
        return net(X).softmax(dim=1)


# %% mistake predict.graph_kept [markdown]
# The answer is right, but it drags its graph along: memory for a backward pass that
# never comes. `net.eval()` does not change that.
#
# 1. Which of the two switches is missing?
# 2. Inside `with torch.no_grad():` nothing is recorded.
# 3. Compute under `torch.no_grad()`.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    mode = net.training
    net.eval()
    P = net(X).softmax(dim=1)
    net.train(mode)
    return P


# %% mistake predict.left_in_use [markdown]
# The net stays in use. If that happens in the middle of a training, the rest of it runs
# without dropout.
#
# 1. What does `net.training` say after the call?
# 2. The mode after the call is the mode before it.
# 3. Keep `net.training` first, and call `net.train(mode)` last.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    net.eval()
    with torch.no_grad():
        return net(X).softmax(dim=1)


# %% mistake predict.always_to_training [markdown]
# The net is always switched to training at the end, also if it was in use when it came.
#
# 1. In which mode was the net before?
# 2. The mode after the call is the mode before it.
# 3. Keep `net.training` first, and call `net.train(mode)` last.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    net.eval()
    with torch.no_grad():
        P = net(X).softmax(dim=1)
    net.train()
    return P


# %% mistake predict.frozen [markdown]
# There is no graph, but at a price: `requires_grad_(False)` has frozen the net for
# good, and it will not learn any more.
#
# 1. Do the net's parameters still ask for a gradient afterwards?
# 2. Inside `with torch.no_grad():` nothing is recorded, and the net stays as it is.
# 3. Compute under `torch.no_grad()`, and leave `requires_grad` alone.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    mode = net.training
    net.eval()
    net.requires_grad_(False)
    P = net(X).softmax(dim=1)
    net.train(mode)
    return P
