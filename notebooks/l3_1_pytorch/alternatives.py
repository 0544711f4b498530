# %%
import numpy as np
import torch
from torch import nn

# %% alternative loss_and_grads.autograd_grad [markdown]
# `torch.autograd.grad` returns the gradient; nothing is left in `.grad`.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = [torch.tensor(one, requires_grad=True) for pair in params for one in pair]
    A = X
    for k in range(0, len(leaves), 2):
        if k:
            A = A.clamp(min=0)
        A = A @ leaves[k] + leaves[k + 1]
    loss = nn.CrossEntropyLoss()(A, L)
    grads = torch.autograd.grad(loss, leaves)
    return loss, list(zip(grads[::2], grads[1::2], strict=True))


# %% alternative loss_and_grads.logsumexp [markdown]
# The cross-entropy by logsumexp, and leaves that are marked later.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    leaves = []
    R = X
    for W, b in params:
        if leaves:
            R = nn.functional.relu(R)
        pair = torch.from_numpy(W.copy()), torch.from_numpy(b.copy())
        for leaf in pair:
            leaf.requires_grad_()
        R = torch.einsum("si,ij->sj", R, pair[0]) + pair[1]
        leaves.append(pair)
    loss = (torch.logsumexp(R, dim=1) - R[torch.arange(len(L)), L]).mean()
    loss.backward()
    return loss.detach(), tuple((W.grad, b.grad) for W, b in leaves)


# %% alternative loss_and_grads.functional [markdown]
# `torch.func` differentiates a function of the parameters.


# %%
def loss_and_grads(params, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)

    def loss_of(tensors):
        R = X
        for k, (W, b) in enumerate(tensors):
            R = (torch.relu(R) if k else R) @ W + b
        return nn.functional.nll_loss(R.log_softmax(dim=1), L)

    tensors = [(torch.tensor(W), torch.tensor(b)) for W, b in params]
    grads, loss = torch.func.grad_and_value(loss_of)(tensors)
    return loss, grads


# %% alternative descend.zero_in_place [markdown]
# The gradients are emptied in place, before each backward.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W, b = (torch.tensor(one, requires_grad=True) for one in (W, b))
    losses = []
    for _ in range(steps):
        for leaf in (W, b):
            if leaf.grad is not None:
                leaf.grad.zero_()
        loss = nn.functional.cross_entropy(X @ W + b, L)
        loss.backward()
        losses.append(float(loss))
        with torch.no_grad():
            W.sub_(lam * W.grad)
            b.sub_(lam * b.grad)
    return W, b, losses


# %% alternative descend.new_leaves [markdown]
# Each step makes new leaves; then nothing can add up.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W, b = torch.tensor(W), torch.tensor(b)
    losses = []
    for _ in range(steps):
        W, b = W.detach().requires_grad_(), b.detach().requires_grad_()
        loss = nn.functional.cross_entropy(X @ W + b, L)
        dW, db = torch.autograd.grad(loss, (W, b))
        losses.append(loss.item())
        W, b = W - lam * dW, b - lam * db
    return W.detach(), b.detach(), losses


# %% alternative descend.optimiser [markdown]
# An optimiser steps; it knows leaves of any kind.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W, b = (torch.tensor(one, requires_grad=True) for one in (W, b))
    optimizer = torch.optim.SGD([W, b], lr=lam)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad(set_to_none=False)
        loss = nn.functional.cross_entropy(X @ W + b, L)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return [W, b, losses]


# %% alternative descend.data [markdown]
# The step on `.data`, as older programs have it.


# %%
def descend(W, b, X, L, lam, steps):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    W = torch.tensor(W).requires_grad_(True)
    b = torch.tensor(b).requires_grad_(True)
    losses = np.zeros(steps)
    for k in range(steps):
        loss = nn.functional.cross_entropy(torch.addmm(b, X, W), L)
        loss.backward()
        losses[k] = loss.item()
        for leaf in (W, b):
            leaf.data -= lam * leaf.grad.data
            leaf.grad = None
    return W, b, list(losses)


# %% alternative net_from.subclass [markdown]
# A class of one's own, with a ModuleList.


# %%
class Net(nn.Module):
    def __init__(self, sizes, p):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(N, M) for N, M in sizes)
        self.dropout = nn.Dropout(p)

    def forward(self, A):
        for k, layer in enumerate(self.layers):
            A = layer(self.dropout(torch.relu(A)) if k else A)
        return A


def net_from(params, p):
    net = Net([W.shape for W, b in params], p)
    for layer, (W, b) in zip(net.layers, params, strict=True):
        layer.weight.data = torch.tensor(W.T)
        layer.bias.data = torch.tensor(b)
    return net


# %% alternative net_from.loaded [markdown]
# The numbers come in as a state, and dropout before ReLU, which computes the same.


# %%
def net_from(params, p):
    net = nn.Sequential()
    state = {}
    for k, (W, b) in enumerate(params):
        if k:
            net.append(nn.Dropout(p))
            net.append(nn.ReLU())
        state[f"{len(net)}.weight"] = torch.tensor(np.ascontiguousarray(W.T))
        state[f"{len(net)}.bias"] = torch.tensor(b)
        net.append(nn.Linear(W.shape[0], W.shape[1]))
    net.load_state_dict(state)
    return net


# %% alternative net_from.parameters [markdown]
# New parameters in place of those of the layer.


# %%
def net_from(params, p):
    parts = []
    for number, (W, b) in enumerate(params, start=1):
        N, M = W.shape
        part = nn.Linear(N, M)
        part.weight = nn.Parameter(torch.tensor(W).T.contiguous())
        part.bias = nn.Parameter(torch.tensor(b))
        parts.append(part)
        if number < len(params):
            parts.extend([nn.ReLU(), nn.Dropout(p)])
    return nn.Sequential(*parts)


# %% alternative batch_loss.two_steps [markdown]
# The log-softmax and the choice of the right class, one after the other.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    logs = nn.functional.log_softmax(net(X), dim=1)
    return -logs.gather(1, L.reshape(-1, 1)).mean()


# %% alternative batch_loss.log_softmax_first [markdown]
# A log-softmax before cross_entropy: applied again, it changes nothing.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    return nn.CrossEntropyLoss()(net(X).log_softmax(dim=1), L)


# %% alternative batch_loss.one_hot [markdown]
# The labels as probabilities, a row for each example.


# %%
def batch_loss(net, X, L):
    X, L = torch.as_tensor(X), torch.as_tensor(L)
    R = net(X)
    return nn.functional.cross_entropy(R, torch.eye(R.shape[1])[L])


# %% alternative fit.emptied_last [markdown]
# Emptied after each step, and the order cut by PyTorch.


# %%
def fit(net, X, L, lam, orders, size):
    net.train(True)
    optimizer = torch.optim.SGD(list(net.parameters()), lam)
    optimizer.zero_grad()
    losses = []
    for order in orders:
        found = []
        for batch in torch.as_tensor(order).split(size):
            loss = batch_loss(net, X[batch.numpy()], L[batch.numpy()])
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            found += [loss.item()] * len(batch)
        losses.append(np.mean(found))
    return losses


# %% alternative fit.by_hand [markdown]
# The step without an optimiser.


# %%
def fit(net, X, L, lam, orders, size):
    net.train()
    losses = []
    for order in orders:
        total, start = 0.0, 0
        while start < len(order):
            batch = order[start : start + size]
            net.zero_grad()
            loss = batch_loss(net, X[batch], L[batch])
            loss.backward()
            with torch.no_grad():
                for leaf in net.parameters():
                    leaf -= lam * leaf.grad
            total += loss.detach().numpy().item() * len(batch) / len(order)
            start += size
        losses.append(total)
    return losses


# %% alternative fit.loader [markdown]
# The batches by a DataLoader, which is told the order.


# %%
def fit(net, X, L, lam, orders, size):
    data = torch.utils.data.TensorDataset(torch.as_tensor(X), torch.as_tensor(L))
    optimizer = torch.optim.SGD(net.parameters(), lr=lam)
    net.train()
    losses = []
    for order in orders:
        loader = torch.utils.data.DataLoader(data, size, sampler=order.tolist())
        total = 0.0
        for few, theirs in loader:
            optimizer.zero_grad()
            loss = batch_loss(net, few, theirs)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(theirs)
        losses.append(total / len(data))
    return losses


# %% alternative predict.inference_mode [markdown]
# Inference mode, and the mode set back even if something fails.


# %%
def predict(net, X):
    X = torch.as_tensor(X)
    mode = net.training
    try:
        with torch.inference_mode():
            return nn.functional.softmax(net.eval()(X), dim=-1)
    finally:
        net.train(mode)


# %% alternative predict.copied [markdown]
# A copy is put into use; the net itself is left alone.


# %%
def predict(net, X):
    import copy

    X = torch.as_tensor(X)
    twin = copy.deepcopy(net)
    R = twin.eval()(X)
    P = torch.exp(R - R.logsumexp(dim=1, keepdim=True))
    return P.detach()
