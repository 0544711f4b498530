# %%
import numpy as np
import torch
from torch.nn import functional

# %% alternative train.rows_of_a_table [markdown]
# Without an inner function: an epoch without batches comes first. Gradients by
# `autograd.grad`.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []
    for batches in [[], *plan]:
        net.train()
        for batch in batches:
            chosen = torch.as_tensor(np.array(batch))
            loss = functional.cross_entropy(net(X[chosen]), L[chosen])
            grads = torch.autograd.grad(loss, list(net.parameters()))
            for one, grad in zip(net.parameters(), grads, strict=True):
                one.grad = grad
            optimizer.step()
        path.append(params_of(net))
        net.train(False)
        losses.append(
            [
                float(functional.cross_entropy(net(x), of).detach())
                for x, of in ((X, L), (X_held, L_held))
            ]
        )
    return path, losses


# %% alternative train.log_probabilities [markdown]
# The loss by its formula, a criterion as an object, and gradients set to zero in place.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []
    criterion = torch.nn.CrossEntropyLoss()

    def error(x, labels):
        with torch.inference_mode():
            logs = torch.log_softmax(net.eval()(x), dim=1)
            return -logs[torch.arange(len(labels)), labels].mean().item()

    path.append(params_of(net))
    losses.append([error(X, L), error(X_held, L_held)])
    for batches in plan:
        for batch in batches:
            net.train()
            criterion(net(X[batch]), L[batch]).backward()
            optimizer.step()
            optimizer.zero_grad(set_to_none=False)
        path.append(params_of(net))
        losses.append([error(X, L), error(X_held, L_held)])
    return path, np.array(losses)


# %% alternative train.closure [markdown]
# A closure for the step, and the nets kept as copies that are turned into arrays last.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    from copy import deepcopy

    X, L = map(torch.as_tensor, sample)
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    nets = [deepcopy(net)]
    for batches in plan:
        for batch in batches:

            def closure(batch=batch):
                optimizer.zero_grad()
                loss = torch.nn.functional.nll_loss(
                    torch.nn.functional.log_softmax(net(X[batch]), 1), L[batch]
                )
                loss.backward()
                return loss

            optimizer.step(closure)
        nets.append(deepcopy(net))
    path = [params_of(one) for one in nets]
    losses = [
        (
            cross_entropy(scores(one, sample[0]), sample[1]),
            cross_entropy(scores(one, held[0]), held[1]),
        )
        for one in path
    ]
    return path, losses


# %% alternative early_stop.lowest_so_far [markdown]
# The running minimum, and the epochs since it was reached.


# %%
def early_stop(losses, patience):
    lowest = np.minimum.accumulate(np.asarray(losses))
    for k in range(len(losses)):
        best = int(np.argmax(lowest == lowest[k]))
        if k - best >= patience:
            return k, best
    return len(losses) - 1, int(np.argmin(losses))


# %% alternative early_stop.countdown [markdown]
# A counter that goes down, and is wound up again by each new lowest loss.


# %%
def early_stop(losses, patience):
    kept, lowest, left, k = 0, float("inf"), patience, -1
    while left > 0 and k + 1 < len(losses):
        k += 1
        if losses[k] < lowest:
            kept, lowest, left = k, losses[k], patience
        else:
            left -= 1
    return [k, kept]


# %% alternative early_stop.windows [markdown]
# For each epoch the window after it: is there anything lower?


# %%
def early_stop(losses, patience):
    losses = list(losses)
    best = 0
    while True:
        window = losses[best + 1 : best + 1 + patience]
        lower = [k for k, loss in enumerate(window, best + 1) if loss < losses[best]]
        if not lower:
            return best + len(window), best
        best = lower[0]


# %% alternative penalised.norm [markdown]
# The squared Frobenius norm.


# %%
def penalised(loss, params, alpha):
    return loss + 0.5 * alpha * sum(np.linalg.norm(W) ** 2 for W, _ in params)


# %% alternative penalised.loops [markdown]
# Entry by entry.


# %%
def penalised(loss, params, alpha):
    total = loss
    for W, _ in params:
        for row in np.asarray(W):
            for w in row:
                total += alpha * w * w / 2
    return float(total)


# %% alternative penalised.trace [markdown]
# The trace of W transposed times W.


# %%
def penalised(loss, params, alpha):
    traces = [np.trace(np.asarray(W).T @ np.asarray(W)) for W, _ in params]
    return loss + np.sum(traces) * alpha / 2


# %% alternative decay_step.gradient_of_all [markdown]
# The step on the penalised Error, as it stands on the left.


# %%
def decay_step(params, grads, lam, alpha):
    after = []
    for k in range(len(params)):
        W, b = params[k]
        dW, db = grads[k]
        after.append([W - lam * (dW + alpha * W), b - lam * db])
    return after


# %% alternative decay_step.copies [markdown]
# Deep copies, changed in place.


# %%
def decay_step(params, grads, lam, alpha):
    from copy import deepcopy

    net = deepcopy(list(params))
    for (W, b), (dW, db) in zip(net, grads, strict=True):
        W *= 1 - lam * alpha
        W -= lam * dW
        b -= lam * db
    return net


# %% alternative decay_step.one_rule [markdown]
# One rule for all arrays, with a decay of 0 for the biases.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        tuple(
            w + lam * (-g - decay * w)
            for w, g, decay in zip(pair, grad, (alpha, 0), strict=True)
        )
        for pair, grad in zip(params, grads, strict=True)
    ]


# %% alternative adamw_step.decay_first [markdown]
# PyTorch's order: the decay first, Adam's step from there. Adam does not look at w.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    return adam(w * (1 - lam * alpha), g, m, s, t, lam)


# %% alternative adamw_step.written_out [markdown]
# Adam written out.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    m = m + 0.1 * (g - m)
    s = s + 0.001 * (g * g - s)
    direction = (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)
    return [w - lam * (direction + alpha * w), m, s]


# %% alternative adamw_step.change [markdown]
# Adam asked for the change alone, from weights of zero.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    change, m, s = adam(np.zeros_like(w), g, m, s, t, lam)
    return (w + change) - (alpha * lam) * w, m, s


# %% alternative dropout.where [markdown]
# A choice entry by entry.


# %%
def dropout(X, u, p, training):
    return np.where(u < p, 0.0, X / (1 - p)) if training else X


# %% alternative dropout.bool_mask [markdown]
# A copy, with zeros written into it.


# %%
def dropout(X, u, p, training):
    Y = np.array(X)
    if training:
        Y[u < p] = 0
        Y /= 1 - p
    return Y


# %% alternative dropout.loops [markdown]
# Entry by entry in loops.


# %%
def dropout(X, u, p, training):
    Y = X.copy()
    for place in np.ndindex(X.shape):
        if training:
            Y[place] = 0.0 if u[place] < p else X[place] / (1 - p)
    return Y


# %% alternative dropout_backward.by_dropout [markdown]
# The same factor for each entry: the forward pass, applied to G.


# %%
def dropout_backward(G, u, p):
    return dropout(G, u, p, True)


# %% alternative dropout_backward.factor [markdown]
# The factor of each entry first.


# %%
def dropout_backward(G, u, p):
    factor = (u >= p).astype(float) / (1 - p)
    return np.multiply(factor, G)


# %% alternative dropout_backward.where [markdown]
# A choice entry by entry.


# %%
def dropout_backward(G, u, p):
    return np.where(u < p, 0.0, G / (1 - p))
