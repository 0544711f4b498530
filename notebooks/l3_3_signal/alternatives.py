# %%
import numpy as np
import torch
from torch import nn

# %% alternative next_square.halves [markdown]
# Both halves of the scores one by one.


# %%
def next_square(square, N, std, alpha):
    scores = N * square * std * std
    positive, negative = scores / 2, scores / 2
    return positive + alpha * alpha * negative


# %% alternative next_square.gain [markdown]
# The layer's size by the gain of PyTorch, then squared.


# %%
def next_square(square, N, std, alpha):
    gain = nn.init.calculate_gain("leaky_relu", alpha)
    return square * (std * N**0.5 / gain) ** 2


# %% alternative next_square.loop [markdown]
# The terms of the sum are added up in a loop.


# %%
def next_square(square, N, std, alpha):
    total = 0.0
    for _ in range(N):
        total += square * std**2
    return 0.5 * total + 0.5 * alpha**2 * total


# %% alternative kept_std.gain [markdown]
# The gain of PyTorch over the root of N.


# %%
def kept_std(N, alpha):
    return nn.init.calculate_gain("leaky_relu", alpha) / N**0.5


# %% alternative kept_std.from_step_1 [markdown]
# The mean square is proportional to the variance of the weights: one value of step 1
# tells the factor.


# %%
def kept_std(N, alpha):
    return 1 / np.sqrt(next_square(1, N, 1, alpha))


# %% alternative kept_std.he_corrected [markdown]
# He's deviation, corrected for the slope.


# %%
def kept_std(N, alpha):
    he = (2 / N) ** 0.5
    return he / np.hypot(1, alpha)


# %% alternative sizes.autograd [markdown]
# The gradients by `torch.autograd.grad`, without `backward`.


# %%
def sizes(Ws, X, L, alpha):
    Ws = [torch.tensor(W, requires_grad=True) for W in Ws]
    A, L = torch.tensor(X), torch.tensor(L)
    kept = []
    for W in Ws[:-1]:
        A = nn.functional.leaky_relu(A @ W, alpha)
        kept.append(A)
    kept.append(A @ Ws[-1])
    loss = nn.functional.cross_entropy(kept[-1], L)
    grads = torch.autograd.grad(loss, kept)
    return tuple(
        [float(T.norm()) / T.numel() ** 0.5 for T in tensors]
        for tensors in (kept, grads)
    )


# %% alternative sizes.by_hand [markdown]
# The backward pass of seminar 2.4, by NumPy, without PyTorch's graph.


# %%
def sizes(Ws, X, L, alpha):
    A = [X]
    for k, W in enumerate(Ws):
        R = A[-1] @ W
        A.append(R if k == len(Ws) - 1 else np.where(R > 0, R, alpha * R))
    P = np.exp(A[-1] - A[-1].max(axis=1, keepdims=True))
    P = P / P.sum(axis=1, keepdims=True)
    P[np.arange(len(L)), L] -= 1
    dA = [P / len(L)]
    G = dA[0]
    for k in range(len(Ws) - 1, 0, -1):
        dA.append(G @ Ws[k].T)
        G = dA[-1] * np.where(A[k] > 0, 1, alpha)
    return (
        [float(np.sqrt(np.mean(a**2))) for a in A[1:]],
        [float(np.sqrt(np.mean(d**2))) for d in dA[::-1]],
    )


# %% alternative sizes.hooks [markdown]
# A hook on each tensor notes the size of its gradient as it comes by.


# %%
def sizes(Ws, X, L, alpha):
    A, L = torch.tensor(X).requires_grad_(), torch.tensor(L)
    forwards, backwards = [], {}
    for k, W in enumerate(Ws):
        A = A @ torch.tensor(W)
        if k + 1 < len(Ws):
            A = torch.where(A > 0, A, alpha * A)
        A.register_hook(
            lambda G, k=k: backwards.update({k: (G**2).mean().item() ** 0.5})
        )
        forwards.append((A**2).mean().item() ** 0.5)
    loss = -torch.log_softmax(A, dim=1)[torch.arange(len(L)), L].mean()
    loss.backward()
    return forwards, [backwards[k] for k in range(len(Ws))]


# %% alternative sizes.modules [markdown]
# A sequence of modules, whose outputs are leaves of a second pass each: the loss as a
# function of the activations of layer k alone.


# %%
def sizes(Ws, X, L, alpha):
    L = torch.tensor(L)

    def rest(A, k):
        for j in range(k, len(Ws)):
            A = A @ torch.tensor(Ws[j])
            if j < len(Ws) - 1:
                A = nn.LeakyReLU(alpha)(A)
        return A

    forwards, backwards = [], []
    A = torch.tensor(X)
    for k in range(1, len(Ws) + 1):
        A = A.detach() @ torch.tensor(Ws[k - 1])
        A = (nn.LeakyReLU(alpha)(A) if k < len(Ws) else A).requires_grad_()
        nn.functional.cross_entropy(rest(A, k), L).backward()
        forwards.append(A.detach().pow(2).mean().sqrt().item())
        backwards.append(A.grad.pow(2).mean().sqrt().item())
    return forwards, backwards


# %% alternative bn_train.torch [markdown]
# PyTorch's own batch norm, and back to NumPy.


# %%
def bn_train(R, gamma, beta):
    R, gamma, beta = map(torch.tensor, (R, gamma, beta))
    Y = nn.functional.batch_norm(R, None, None, gamma, beta, True, 0.1, EPS)
    return Y.numpy()


# %% alternative bn_train.columns [markdown]
# Column by column, the sums written out.


# %%
def bn_train(R, gamma, beta):
    n, M = R.shape
    Y = np.empty((n, M))
    for j in range(M):
        mean = sum(R[:, j]) / n
        var = sum((r - mean) ** 2 for r in R[:, j]) / n
        for s in range(n):
            Y[s, j] = gamma[j] * (R[s, j] - mean) / (var + EPS) ** 0.5 + beta[j]
    return Y


# %% alternative bn_train.scale_and_shift [markdown]
# One factor and one summand for each neuron.


# %%
def bn_train(R, gamma, beta):
    off = R - np.mean(R, 0)
    return np.einsum("sj,j->sj", off, gamma / np.sqrt(np.mean(off**2, 0) + EPS)) + beta


# %% alternative bn_layer.one_formula [markdown]
# One formula for both modes, with the values that the mode says.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    if training:
        n = len(R)
        mean, var = R.mean(axis=0), R.var(axis=0)
        batch = mean, var * n / (n - 1)
        running = tuple(
            old + momentum * (new - old)
            for old, new in zip(running, batch, strict=True)
        )
    else:
        mean, var = running
    return gamma * (R - mean) / np.sqrt(var + EPS) + beta, running


# %% alternative bn_layer.torch [markdown]
# PyTorch's function updates copies of the running values in place.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    mean, var, R, gamma, beta = map(torch.tensor, (*running, R, gamma, beta))
    Y = nn.functional.batch_norm(R, mean, var, gamma, beta, training, momentum, EPS)
    return [Y.numpy(), [mean.numpy(), var.numpy()]]


# %% alternative bn_layer.stacked [markdown]
# The running values as the rows of one array.


# %%
def bn_layer(R, gamma, beta, running, momentum, training):
    old = np.array(running)
    if not training:
        return gamma / np.sqrt(old[1] + EPS) * (R - old[0]) + beta, old
    off = R - R.mean(axis=0)
    new = np.array([R.mean(axis=0), np.einsum("sj,sj->j", off, off) / (len(R) - 1)])
    return bn_train(R, gamma, beta), old * (1 - momentum) + new * momentum


# %% alternative bn_backward.autograd [markdown]
# PyTorch differentiates the forward formulas.


# %%
def bn_backward(G, R, gamma):
    R, gamma = (torch.tensor(one, requires_grad=True) for one in (R, gamma))
    beta = torch.zeros(len(gamma), requires_grad=True)
    off = R - R.mean(0)
    Y = gamma * off / (off.square().mean(0) + EPS).sqrt() + beta
    Y.backward(torch.tensor(G))
    return R.grad.numpy(), gamma.grad.numpy(), beta.grad.numpy()


# %% alternative bn_backward.staged [markdown]
# Backwards line by line through the forward pass, as in a graph.


# %%
def bn_backward(G, R, gamma):
    n = len(R)
    off = R - R.mean(axis=0)
    var = (off**2).mean(axis=0)
    inverse = (var + EPS) ** -0.5
    dR_hat = G * gamma
    dinverse = (dR_hat * off).sum(axis=0)
    dvar = -0.5 * (var + EPS) ** -1.5 * dinverse
    doff = dR_hat * inverse + 2 * off * dvar / n
    dR = doff - doff.sum(axis=0) / n
    return dR, (G * off * inverse).sum(axis=0), G.sum(axis=0)


# %% alternative bn_backward.matrices [markdown]
# The matrix of the text, for each neuron.


# %%
def bn_backward(G, R, gamma):
    n, M = R.shape
    root = np.sqrt(np.mean(R**2, axis=0) - np.mean(R, axis=0) ** 2 + EPS)
    R_hat = (R - R.mean(axis=0)) / root
    dR = [
        gamma[j]
        / root[j]
        * (np.eye(n) - 1 / n - np.outer(R_hat[:, j], R_hat[:, j]) / n)
        @ G[:, j]
        for j in range(M)
    ]
    return np.array(dR).T, np.diag(G.T @ R_hat), np.ones(n) @ G
