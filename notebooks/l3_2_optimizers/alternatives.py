# %%
import numpy as np

# %% alternative best_rate.sorted_copy [markdown]
# A sorted copy, and q by the ratio of the curvatures.


# %%
def best_rate(a):
    ordered = sorted(a)
    kappa = ordered[-1] / ordered[0]
    return 2 / (ordered[0] + ordered[-1]), (kappa - 1) / (kappa + 1)


# %% alternative best_rate.all_factors [markdown]
# q as the largest of all factors.


# %%
def best_rate(a):
    lam = 1 / np.mean([np.min(a), np.max(a)])
    return lam, np.abs(1 - lam * a).max()


# %% alternative best_rate.steepest [markdown]
# q from the steepest coordinate, with its sign turned.


# %%
def best_rate(a):
    low, high = np.quantile(a, [0, 1])
    lam = 2 / (low + high)
    return [lam, lam * high - 1]


# %% alternative momentum.both_cases [markdown]
# A return for each case.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    velocity = np.add(np.multiply(v, mu), g)
    if nesterov:
        return w - lam * g - lam * mu * velocity, velocity
    return w - lam * velocity, velocity


# %% alternative momentum.flag_as_number [markdown]
# True counts as 1: one formula for both.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    v = g + mu * v
    step = v + nesterov * (g + mu * v - v)
    return [w - lam * step, v]


# %% alternative momentum.rate_inside [markdown]
# λ inside the velocity for this step, taken out again.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    push = lam * g + mu * (lam * v)
    step = lam * g + mu * push if nesterov else push
    return w - step, push / lam


# %% alternative momentum.twice [markdown]
# The look ahead is the same formula once more.


# %%
def momentum(w, g, v, lam, mu, nesterov):
    def push(velocity):
        return mu * velocity + g

    return w - lam * (push(push(v)) if nesterov else push(v)), push(v)


# %% alternative rmsprop.difference [markdown]
# The mean moves towards the square by a share of the difference.


# %%
def rmsprop(w, g, s, lam, rho):
    s = s + (1 - rho) * (np.square(g) - s)
    return w - lam / (np.sqrt(s) + EPS) * g, s


# %% alternative rmsprop.loop [markdown]
# Coordinate by coordinate, in any shape.


# %%
def rmsprop(w, g, s, lam, rho):
    new_w, new_s = np.empty_like(w), np.empty_like(s)
    for place in np.ndindex(w.shape):
        new_s[place] = rho * s[place] + (1 - rho) * g[place] ** 2
        new_w[place] = w[place] - lam * g[place] / (new_s[place] ** 0.5 + EPS)
    return new_w, new_s


# %% alternative rmsprop.copies_in_place [markdown]
# Copies first, then in place.


# %%
def rmsprop(w, g, s, lam, rho):
    w, s = w.copy(), s.copy()
    s *= rho
    s += (1 - rho) * g * g
    w -= lam * g / (EPS + s**0.5)
    return w, s


# %% alternative adam.differences [markdown]
# Both means move by a share of the difference, as PyTorch's own code does it.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    m = m + (1 - beta1) * (g - m)
    s = s + (1 - beta2) * (g * g - s)
    root = np.sqrt(s) / np.sqrt(1 - beta2**t) + EPS
    return w - lam / (1 - beta1**t) * (m / root), m, s


# %% alternative adam.products [markdown]
# The powers as running products.


# %%
def adam(w, g, m, s, t, lam, beta1, beta2):
    power1 = power2 = 1.0
    for _ in range(t):
        power1, power2 = power1 * beta1, power2 * beta2
    m, s = beta1 * m + g - beta1 * g, beta2 * s + g**2 - beta2 * g**2
    return w - lam * (m / (1 - power1)) / ((s / (1 - power2)) ** 0.5 + EPS), m, s


# %% alternative adam.helper [markdown]
# One helper for both means.


# %%
def renewed(mean, value, beta, t):
    mean = beta * mean + (1 - beta) * value
    return mean, mean / (1 - beta**t)


def adam(w, g, m, s, t, lam, beta1, beta2):
    m, direction = renewed(m, g, beta1, t)
    s, square = renewed(s, np.power(g, 2), beta2, t)
    return [w - lam * direction / (np.sqrt(square) + EPS), m, s]


# %% alternative torch_path.by_autograd [markdown]
# The gradient by `torch.autograd.grad`, put into `w.grad` by hand.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)
    path = np.empty((steps + 1, len(w0)))
    path[0] = w0
    for k in range(steps):
        (w.grad,) = torch.autograd.grad(0.5 * torch.dot(a, w * w), w)
        opt.step()
        path[k + 1] = w.detach().numpy()
    return path


# %% alternative torch_path.parameter [markdown]
# A parameter, and clones of it stacked at the end.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.nn.Parameter(torch.from_numpy(w0.copy()))
    opt = optimiser(name, w, lam)
    path = [w.detach().clone()]
    for _ in range(steps):
        w.grad = None
        torch.sum(a * w.pow(2) / 2).backward()
        opt.step()
        path.append(w.detach().clone())
    return torch.stack(path).numpy()


# %% alternative torch_path.cleared_after [markdown]
# The gradient is cleared behind the step; places as lists.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.as_tensor(w0).clone().requires_grad_()
    opt = optimiser(name, w, lam)
    path = [w.tolist()]
    while len(path) <= steps:
        loss = (a * w * w / 2).sum()
        loss.backward()
        opt.step()
        opt.zero_grad(set_to_none=False)
        path.append(w.tolist())
    return np.array(path)


# %% alternative torch_path.closure [markdown]
# The loss as a closure that `step` calls.


# %%
def torch_path(name, a, w0, lam, steps):
    a = torch.as_tensor(a)
    w = torch.tensor(w0, requires_grad=True)
    opt = optimiser(name, w, lam)

    def closure():
        opt.zero_grad()
        loss = (a * w**2).sum() / 2
        loss.backward()
        return loss

    path = [np.array(w0)]
    for _ in range(steps):
        opt.step(closure)
        path.append(w.detach().numpy().copy())
    return np.stack(path)


# %% alternative cosine.square [markdown]
# Half of 1 + cos is the square of the cosine of half the angle.


# %%
def cosine(k, T, peak, warmup):
    if k <= warmup:
        return peak * (k + 1) / (warmup + 1)
    return peak * np.cos(np.pi * (k - warmup) / (2 * (T - warmup))) ** 2


# %% alternative cosine.table [markdown]
# A table of all rates, from which one is taken.


# %%
def cosine(k, T, peak, warmup):
    rising = np.linspace(0, peak, warmup + 2)[1:-1]
    angles = np.linspace(0, np.pi, T - warmup + 1)[:-1]
    return np.concatenate([rising, peak / 2 * (1 + np.cos(angles))])[k]


# %% alternative cosine.smaller_of_both [markdown]
# The smaller of both pieces, the cosine cut off before it begins.


# %%
def cosine(k, T, peak, warmup):
    share = max(0, (k - warmup) / (T - warmup))
    fall = (1 + np.cos(np.pi * share)) / 2
    return peak * min((k + 1) / (warmup + 1), fall)
