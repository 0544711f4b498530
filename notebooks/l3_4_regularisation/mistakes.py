# %%
import numpy as np
import torch
from torch.nn import functional

# %% mistake train.eval_forgotten [markdown]
# Cause: you look while dropout is on: `net.eval()` is missing
#
# The losses are taken with dropout on, as during a step: neurons are missing by chance
# while you look, and the losses are not those of the net.
#
# 1. Which mode is the net in when you look?
# 2. Off while you look, on while a step is made.
# 3. Call `net.eval()` before the two losses, `net.train()` before the steps of an
#    epoch.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.train_forgotten [markdown]
# Cause: after the first look dropout stays off: `net.train()` is missing
#
# After the first look the net stays in evaluation mode: dropout is off in all steps.
# With $p = 0$ nothing shows; with $p > 0$ the cure is never taken.
#
# 1. Who switches dropout on again after `net.eval()`?
# 2. On while a step is made: `net.train()`.
# 3. Call `net.train()` at the beginning of each epoch.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.train_once [markdown]
# Cause: only the first epoch has dropout: `net.train()` comes once, not in each epoch
#
# Dropout is on in the first epoch only: `net.train()` is called once, and every look
# switches it off again.
#
# 1. In which mode does the second epoch begin?
# 2. `net.train()` before the steps of *each* epoch.
# 3. Move `net.train()` into the loop over epochs.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    net.train()
    for batches in plan:
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.gradients_add_up [markdown]
# Cause: the gradients of earlier batches are still there: `zero_grad` is missing
#
# The gradients of all batches so far add up: PyTorch adds to `.grad`, and nobody
# empties it.
#
# 1. What is in `.grad` after two calls of `backward()`?
# 2. One batch, one gradient.
# 3. Call `optimizer.zero_grad()` before each `backward()`.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.zeroed_before_step [markdown]
# Cause: no step sees a gradient: it is emptied before `step`, or not there yet
#
# When `step()` is called, there is no gradient: it has been emptied after `backward()`,
# or is not there yet. So no step changes anything.
#
# 1. What does `step()` find in `.grad`?
# 2. First `zero_grad`, then `backward`, then `step`.
# 3. Put `optimizer.zero_grad()` in front of the loss and `optimizer.step()` last.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.zero_grad()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.whole_sample [markdown]
# Cause: every step takes the whole sample, not its batch
#
# Every step uses the whole sample; the batch only counts the steps.
#
# 1. What do you use `batch` for?
# 2. The loss of a step is that of `X[batch]` and `L[batch]`.
# 3. Put `[batch]` behind `X` and behind `L`.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for _batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X), L).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.one_step_an_epoch [markdown]
# Cause: there is one step an epoch: the gradients of its batches are added first
#
# The gradients of an epoch's batches are added, and one step is taken for all.
#
# 1. How many steps has an epoch of four batches?
# 2. One step for each batch.
# 3. Indent `zero_grad` and `step` into the loop over batches.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        optimizer.zero_grad()
        for batch in batches:
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
        optimizer.step()
        look()
    return path, losses


# %% mistake train.trained_on_held_out [markdown]
# Cause: the net is trained on the images held out
#
# The steps are made on the images that are held out. Then nothing is left that the net
# has not seen.
#
# 1. Which images may the net learn from?
# 2. Train on `sample`, only look at `held`.
# 3. Use `X` and `L` in the steps, `X_held` and `L_held` in the look alone.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for _batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X_held), L_held).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.held_out_too [markdown]
# Cause: each look takes a step on the images held out
#
# After each look a step is made on the images held out, too. Looking must change
# nothing: what has been learnt from cannot judge any more.
#
# 1. Does the net change while you look?
# 2. Train on `sample`, only look at `held`.
# 3. Make no `backward()` and no `step()` while you look.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
        net.train()
        optimizer.zero_grad()
        functional.cross_entropy(net(X_held), L_held).backward()
        optimizer.step()
    return path, losses


# %% mistake train.held_out_as_a_batch [markdown]
# Cause: each epoch ends with a step on the images held out
#
# Each epoch ends with a step on the images held out. What has been learnt from cannot
# judge any more.
#
# 1. Which images does the net learn from?
# 2. Train on `sample`, only look at `held`.
# 3. Make no `backward()` of the loss over `held`.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        optimizer.zero_grad()
        functional.cross_entropy(net(X_held), L_held).backward()
        optimizer.step()
        look()
    return path, losses


# %% mistake train.losses_swapped [markdown]
# Cause: the two losses of each pair are exchanged: that of the sample comes first
#
# Each pair holds the held-out loss first. The sample's comes first, then the other.
#
# 1. What does the docstring say of the order?
# 2. (loss on `sample`, loss on `held`)
# 3. Exchange the two in the pair.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_held, on_sample))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.loss_of_last_batch [markdown]
# Cause: the first loss is that of the last batch, with dropout
#
# The first number of each pair is the loss of the last batch, taken during the step. It
# jumps from batch to batch, dropout is on, and it is compared with a loss without.
#
# 1. Of which images, and in which mode, is your loss?
# 2. The mean over *all* of `sample`, with dropout off.
# 3. Compute it anew while you look: `net(X)` after `net.eval()`.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_held = functional.cross_entropy(net(X_held), L_held).item()
            first = functional.cross_entropy(net(X), L).item()
        losses.append((last if losses else first, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            loss = functional.cross_entropy(net(X[batch]), L[batch])
            last = loss.item()
            loss.backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.mean_of_batches [markdown]
# Cause: the first loss is the mean of the batches' losses during the epoch
#
# The first number of each pair is the mean of the losses that the batches had during
# the epoch: of nets that were still changing, and with dropout on. That cannot be
# compared with the held-out loss.
#
# 1. Which net do the two losses of a pair belong to?
# 2. The mean over all of `sample`, after the epoch, with dropout off.
# 3. Compute it anew while you look: `net(X)` after `net.eval()`.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look(on_sample):
        net.eval()
        with torch.no_grad():
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    net.eval()
    look(functional.cross_entropy(net(X), L).item())
    for batches in plan:
        net.train()
        seen = []
        for batch in batches:
            optimizer.zero_grad()
            loss = functional.cross_entropy(net(X[batch]), L[batch])
            seen.append(loss.item())
            loss.backward()
            optimizer.step()
        look(sum(seen) / len(seen))
    return path, losses


# %% mistake train.softmax_first [markdown]
# Cause: the loss is taken of probabilities; `cross_entropy` wants scores
#
# The softmax is taken before `cross_entropy`, which takes it itself. Taken twice, it
# flattens the loss and its gradients.
#
# 1. What does `functional.cross_entropy` want: scores or probabilities?
# 2. $-\log P_L$ with $P$ = softmax of the scores, once
# 3. Give it `net(X[batch])` as it is.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]).softmax(1), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.start_missing [markdown]
# The path begins after the first epoch; the net before it is missing, and so is its
# pair of losses.
#
# 1. How many nets does one epoch make?
# 2. One before the first epoch, and one after each.
# 3. Look once before the loop.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.look_after_each_batch [markdown]
# You look after every batch. Asked for is a look before the first epoch and one after
# each, one entry more than epochs.
#
# 1. How many entries has the path for two epochs of three batches?
# 2. One entry more than epochs, however many batches these have
# 3. Look after the loop over the batches, not inside of it.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            net.train()
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
            look()
    return path, losses


# %% mistake train.always_the_start [markdown]
# Cause: the path repeats the net of the beginning
#
# All nets of the path are the one of the beginning: what `params_of` gave once does not
# follow the training.
#
# 1. When do you ask for the weights?
# 2. After each epoch anew.
# 3. Call `params_of(net)` inside of what you do after each epoch.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []
    start = params_of(net)

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(start)

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.always_the_end [markdown]
# Cause: the path repeats the net of the end
#
# All nets of the path are the last one: the entries share their memory with the weights
# that are still trained, or were put there at the end. Then no epoch can be kept.
#
# 1. Print `path[0]` after training. Is it the net that you began with?
# 2. Each entry needs arrays of its own.
# 3. Append `params_of(net)`, which copies, after each epoch.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(net)

    look()
    for batches in plan:
        net.train()
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return [params_of(one) for one in path], losses


# %% mistake train.new_optimizer [markdown]
# Cause: the optimizer is made anew in each epoch and forgets its means
#
# Every epoch gets a new optimizer. Adam's running means begin at zero again, and each
# epoch starts with full steps by the sign alone.
#
# 1. Where do $m$, $s$ and $t$ live?
# 2. One optimizer for the whole training.
# 3. Use the `optimizer` of the first lines.


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for batches in plan:
        net.train()
        optimizer = make_optimizer(net, lam, alpha)
        for batch in batches:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake train.first_epoch_again [markdown]
# Cause: every epoch uses the batches of the first one
#
# Every epoch uses the batches of the first one, in the same order.
#
# 1. Which row of the plan does the second epoch use?
# 2. One list of batches for each epoch.
# 3. `for batches in plan:` and inside of it `for batch in batches:`


# %%
def train(params, sample, held, alpha, p, lam, plan):
    (X, L), (X_held, L_held) = (map(torch.as_tensor, pair) for pair in (sample, held))
    net = net_from(params, p)
    optimizer = make_optimizer(net, lam, alpha)
    path, losses = [], []

    def look():
        net.eval()
        with torch.no_grad():
            on_sample = functional.cross_entropy(net(X), L).item()
            on_held = functional.cross_entropy(net(X_held), L_held).item()
        losses.append((on_sample, on_held))
        path.append(params_of(net))

    look()
    for _batches in plan:
        net.train()
        for batch in plan[0]:
            optimizer.zero_grad()
            functional.cross_entropy(net(X[batch]), L[batch]).backward()
            optimizer.step()
        look()
    return path, losses


# %% mistake early_stop.whole_future [markdown]
# Cause: nothing is stopped: all losses are looked at
#
# The kept epoch is the lowest of *all* losses, and nothing is ever stopped: your
# function looks at epochs that would never have been trained.
#
# 1. At epoch 3, do you know the loss of epoch 4?
# 2. The epoch of the lowest loss *so far*, up to the stop
# 3. Go through the losses one by one, and leave the loop at the stop.


# %%
def early_stop(losses, patience):
    return len(losses) - 1, int(np.argmin(losses))


# %% mistake early_stop.minimum_of_all [markdown]
# Cause: the lowest of all losses is kept, those after the stop included
#
# You stop at the right epoch, but keep the lowest of all losses, later ones included.
# Those epochs have never been trained.
#
# 1. Can the kept epoch come after the stop?
# 2. The lowest loss up to the stop
# 3. Return the `best` of the moment when you stop.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            break
    return k, int(np.argmin(losses))


# %% mistake early_stop.after_the_lowest [markdown]
# Cause: it stops only after the lowest of all losses, which is not known yet
#
# You look for the lowest of *all* losses and stop `patience` epochs after it. Training
# may have to stop long before that epoch has come.
#
# 1. At epoch 3, do you know the loss of epoch 4?
# 2. The epoch of the lowest loss *so far*, up to the stop
# 3. Go through the losses one by one, and leave the loop at the stop.


# %%
def early_stop(losses, patience):
    best = int(np.argmin(losses))
    return min(best + patience, len(losses) - 1), best


# %% mistake early_stop.first_rise [markdown]
# Cause: it stops at the first loss that is no new lowest one, whatever the patience
#
# You stop at the first loss that is no new lowest one, whatever `patience` is.
#
# 1. What is `patience` for?
# 2. `patience` epochs in a row
# 3. Stop when `k - best` has reached `patience`.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        elif k > 0:
            break
    return k, best


# %% mistake early_stop.previous_loss [markdown]
# Cause: each loss is compared with the one before, not with the lowest
#
# Each loss is compared with the one before it: you count rises. A loss that falls a
# little, but stays above the lowest, counts as good then.
#
# 1. 5, 1, 4, 3, 2: has anything been as good as the 1?
# 2. No loss below the *lowest* one so far
# 3. Compare with `losses[best]`, not with `losses[k - 1]`.


# %%
def early_stop(losses, patience):
    best, rises = 0, 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        rises = rises + 1 if k and loss >= losses[k - 1] else 0
        if rises == patience:
            break
    return k, best


# %% mistake early_stop.not_in_a_row [markdown]
# Cause: the count does not begin anew at a new lowest loss
#
# All epochs without a new lowest loss are counted together. A new lowest one has to
# start the count again.
#
# 1. What becomes of your counter when a new lowest loss comes?
# 2. `patience` epochs *in a row*
# 3. Set the counter to 0 there, or use `k - best`, which does that by itself.


# %%
def early_stop(losses, patience):
    best, bad = 0, 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        elif k:
            bad += 1
        if bad == patience:
            break
    return k, best


# %% mistake early_stop.last_of_equal [markdown]
# Cause: a loss equal to the lowest counts as a new lowest: `<` is right
#
# A loss that only *equals* the lowest one counts as a new lowest. So training goes on
# although nothing gets better.
#
# 1. Is 3 below 3?
# 2. No loss *below* the lowest one: `<`
# 3. Write `<` in place of `<=`.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss <= losses[best]:
            best = k
        if k - best == patience:
            break
    return k, best


# %% mistake early_stop.tolerance [markdown]
# Cause: a loss that is lower by little does not count as a new lowest
#
# Your lowest loss has to be beaten by a margin. So a loss that falls slowly stops the
# training, though each epoch is better than all before it.
#
# 1. Is 0.9999 below 1?
# 2. A new lowest loss: below the lowest one, by however little
# 3. Compare the losses themselves, without a margin.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        margin = 1e-3  # varies: 1e-6 to 0.01
        if loss < losses[best] - margin:
            best = k
        if k - best == patience:
            break
    return k, best


# %% mistake early_stop.one_too_late [markdown]
# Cause: it stops one epoch too late: after patience + 1 epochs
#
# You stop one epoch too late: after `patience` + 1 epochs without a new lowest loss.
#
# 1. With patience 1, how many epochs without a new lowest loss are borne?
# 2. Stop as soon as `k - best` *equals* `patience`.
# 3. Write `==` or `>=` in place of `>`.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best > patience:
            break
    return k, best


# %% mistake early_stop.one_too_early [markdown]
# Cause: it stops one epoch too early: the lowest loss itself is counted, too
#
# You stop one epoch too early: the epoch of the lowest loss itself is counted, too.
#
# 1. With patience 1, what may come right after the lowest loss?
# 2. `patience` epochs *after* the lowest one
# 3. Count from the epoch after the lowest one: `k - best == patience`.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k and k - best + 1 >= patience:
            break
    return k, best


# %% mistake early_stop.order [markdown]
# Cause: the two epochs are exchanged: first comes the stop
#
# The two numbers are in the other order. First the epoch of the stop, then the one that
# is kept.
#
# 1. Which comes first in the docstring?
# 2. (stop, kept)
# 3. Return `k, best`.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            break
    return best, k


# %% mistake early_stop.last_kept [markdown]
# Cause: the epoch of the stop is kept, not that of the lowest loss
#
# You keep the epoch of the stop. Its loss is not the lowest: no new lowest one has come
# for a while, and that is why you stop.
#
# 1. Which of the two epochs has the lower loss?
# 2. The epoch of the lowest loss so far is kept.
# 3. Return `best` as the second number.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            break
    return k, k


# %% mistake early_stop.losses_returned [markdown]
# Cause: these are losses; the numbers of epochs are asked for
#
# You return losses. The *epochs* are asked for, whole numbers.
#
# 1. Can a loss say which net of the path to take?
# 2. The numbers of two epochs
# 3. Return `k` and `best`, not `losses[…]`.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            break
    return losses[k], losses[best]


# %% mistake early_stop.counted_from_one [markdown]
# Cause: the epochs are counted from 1; the first loss is epoch 0
#
# Your epochs are counted from 1. The first loss is that of epoch 0, before any
# training.
#
# 1. Which epoch is `losses[0]`?
# 2. Epochs 0, 1, 2 …
# 3. Use the numbers of `enumerate` as they are.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            break
    return k + 1, best + 1


# %% mistake early_stop.always_patience [markdown]
# Cause: the epoch `patience` before the last is kept, even if nothing was stopped
#
# You go back by `patience` epochs in any case. Where training ends before patience
# does, the lowest loss lies nearer.
#
# 1. What do you return if the last loss is the lowest?
# 2. The epoch of the lowest loss so far is kept.
# 3. Remember `best` in a name of its own.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            break
    return k, max(k - patience, 0)


# %% mistake early_stop.silent_end [markdown]
# If the losses end before patience does, your function returns nothing: `return` stands
# only inside the loop.
#
# 1. What comes back if the loss falls to the end?
# 2. Else the last epoch
# 3. Return `k, best` behind the loop, too.


# %%
def early_stop(losses, patience):
    best = 0
    for k, loss in enumerate(losses):
        if loss < losses[best]:
            best = k
        if k - best == patience:
            return k, best
    return None


# %% mistake penalised.half_lost [markdown]
# Cause: the ½ of the penalty is missing
#
# The penalty is $\alpha$ times the sum of squares: the ½ is missing. With it the
# derivative is simply $\alpha w$.
#
# 1. What stands in front of the sum?
# 2. $\frac{\alpha}{2} \sum_k \lVert W_k \rVert^2$
# 3. Multiply by `alpha / 2`.


# %%
def penalised(loss, params, alpha):
    return loss + alpha * sum(np.sum(W**2) for W, _ in params)


# %% mistake penalised.biases_too [markdown]
# Cause: the biases are priced, too
#
# The biases pay, too. They are free: they shift a neuron and make nothing steep.
#
# 1. What does section 4 say of the biases?
# 2. $\frac{\alpha}{2} \sum_k \lVert W_k \rVert^2$, over the $W_k$ alone
# 3. Sum over `W` and leave `b` out.


# %%
def penalised(loss, params, alpha):
    return loss + alpha / 2 * sum(np.sum(W**2) + np.sum(b**2) for W, b in params)


# %% mistake penalised.absolute [markdown]
# Cause: absolute values are summed, not squares
#
# You sum absolute values. That is a penalty, too (L1), and it makes many weights
# exactly 0; asked for are squares.
#
# 1. What is the sign `‖ ‖²` short for?
# 2. $\lVert W \rVert^2 = \sum_{ij} w_{ij}^2$
# 3. Use `W**2` in place of `np.abs(W)`.


# %%
def penalised(loss, params, alpha):
    return loss + alpha / 2 * sum(np.sum(np.abs(W)) for W, _ in params)


# %% mistake penalised.root [markdown]
# Cause: the roots of the sums are taken: the square is missing
#
# You take the length $\lVert W \rVert$, without its square.
#
# 1. `np.linalg.norm(W)` is the root of what?
# 2. $\lVert W \rVert^2 = \sum_{ij} w_{ij}^2$
# 3. Use `np.sum(W**2)`.


# %%
def penalised(loss, params, alpha):
    return loss + alpha / 2 * sum(np.linalg.norm(W) for W, _ in params)


# %% mistake penalised.mean [markdown]
# Cause: the mean of the squares is taken, not their sum
#
# You take the mean over the entries of a layer. Then a weight in a large layer is
# cheaper than one in a small layer.
#
# 1. By how much does one more weight raise the penalty?
# 2. $\frac{\alpha}{2} \sum_k \lVert W_k \rVert^2$, sums of all entries
# 3. Use `np.sum` in place of `np.mean`.


# %%
def penalised(loss, params, alpha):
    return loss + alpha / 2 * sum(np.mean(W**2) for W, _ in params)


# %% mistake penalised.last_layer [markdown]
# Cause: only the last layer is priced
#
# Only the last layer pays.
#
# 1. How many terms has the sum over $k$?
# 2. $\frac{\alpha}{2} \sum_k \lVert W_k \rVert^2$, over all layers
# 3. Loop over all pairs of `params`, and add.


# %%
def penalised(loss, params, alpha):
    return loss + alpha / 2 * np.sum(params[-1][0] ** 2)


# %% mistake penalised.first_layer [markdown]
# Cause: only the first layer is priced
#
# Only the first layer pays.
#
# 1. How many terms has the sum over $k$?
# 2. $\frac{\alpha}{2} \sum_k \lVert W_k \rVert^2$, over all layers
# 3. Loop over all pairs of `params`, and add.


# %%
def penalised(loss, params, alpha):
    return loss + alpha / 2 * np.sum(params[0][0] ** 2)


# %% mistake penalised.penalty_alone [markdown]
# Cause: the Error itself is missing: this is the penalty alone
#
# This is the penalty without the Error. Its minimum is a net of zeros.
#
# 1. What would training do if only the weights cost anything?
# 2. $Error_\alpha = Error + \dots$
# 3. Add `loss`.


# %%
def penalised(loss, params, alpha):
    return alpha / 2 * sum(np.sum(W**2) for W, _ in params)


# %% mistake penalised.reward [markdown]
# Cause: the penalty is subtracted, so large weights are rewarded
#
# The penalty is subtracted: large weights are rewarded.
#
# 1. What does a larger weight do to your value?
# 2. $Error_\alpha = Error + \dots$
# 3. Add it.


# %%
def penalised(loss, params, alpha):
    return loss - alpha / 2 * sum(np.sum(W**2) for W, _ in params)


# %% mistake penalised.square_of_sum [markdown]
# Cause: the weights are summed first and squared then
#
# You square the sum of the weights. Then a large positive and a large negative weight
# together cost nothing.
#
# 1. What do the weights 5 and −5 cost?
# 2. $\sum_{ij} w_{ij}^2$: squares first
# 3. Write `np.sum(W**2)`, not `np.sum(W)**2`.


# %%
def penalised(loss, params, alpha):
    return loss + alpha / 2 * sum(np.sum(W) ** 2 for W, _ in params)


# %% mistake penalised.per_layer [markdown]
# Cause: the sum is divided by the number of layers
#
# The sum is divided by the number of layers.
#
# 1. Does a deeper net have cheaper weights?
# 2. $\frac{\alpha}{2} \sum_k \lVert W_k \rVert^2$
# 3. Take away the division.


# %%
def penalised(loss, params, alpha):
    return loss + alpha / 2 * sum(np.sum(W**2) for W, _ in params) / len(params)


# %% mistake decay_step.biases_too [markdown]
# Cause: the biases decay, too
#
# The biases decay, too. They are free of the penalty.
#
# 1. Which arrays stand in the penalty?
# 2. $b \leftarrow b - \lambda\, dError/db$
# 3. Leave `b - lam * db`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        ((1 - lam * alpha) * W - lam * dW, (1 - lam * alpha) * b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.without_rate [markdown]
# Cause: the weights decay by α, not by λα
#
# The weights lose the share $\alpha$, not $\lambda\alpha$. The penalty's gradient takes
# a step like any other: multiplied by λ.
#
# 1. With λ = 0 nothing should move. Does it?
# 2. $(1 - \lambda\alpha) W - \lambda\, dError/dW$
# 3. Multiply by `1 - lam * alpha`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        ((1 - alpha) * W - lam * dW, b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.grows [markdown]
# Cause: the weights grow: the sign of the decay is wrong
#
# The weights grow by the share $\lambda\alpha$: the sign of the decay is wrong.
#
# 1. Does a step against the gradient of $w^2$ make $w$ larger?
# 2. $(1 - \lambda\alpha) W - \lambda\, dError/dW$
# 3. Write `1 - lam * alpha`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        ((1 + lam * alpha) * W - lam * dW, b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.climbs [markdown]
# Cause: the step goes along the gradient, not against it
#
# The step goes *with* the gradient: the Error grows.
#
# 1. In which direction does the Error fall?
# 2. $(1 - \lambda\alpha) W - \lambda\, dError/dW$
# 3. Subtract `lam * dW`, and `lam * db`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        ((1 - lam * alpha) * W + lam * dW, b + lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.decay_of_the_moved [markdown]
# Cause: the decay is taken of the weights after the step
#
# First the step, then the decay of the result: so the gradient is shrunk as well, by
# $\lambda^2\alpha$.
#
# 1. Which $W$ stands behind $(1 - \lambda\alpha)$: the old or the new one?
# 2. $(1 - \lambda\alpha) W - \lambda\, dError/dW$, with the old $W$
# 3. Multiply `W` alone.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        ((1 - lam * alpha) * (W - lam * dW), b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.decay_alone [markdown]
# Cause: the gradient of the Error is missing
#
# Only the decay is left: the gradient of the Error is missing in the weights.
#
# 1. What does your step learn from the examples?
# 2. $(1 - \lambda\alpha) W - \lambda\, dError/dW$
# 3. Subtract `lam * dW`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        ((1 - lam * alpha) * W, b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.no_decay [markdown]
# Cause: the weights do not decay
#
# That is a step without decay.
#
# 1. What does `alpha` do in your function?
# 2. $(1 - \lambda\alpha) W - \lambda\, dError/dW$
# 3. Multiply `W` by `1 - lam * alpha`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        (W - lam * dW, b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.halved [markdown]
# Cause: the decay is half as large: the ½ of α/2 is left from the derivative
#
# The weights lose the share $\lambda\alpha/2$. The derivative of $\frac{\alpha}{2} w^2$
# has lost the ½.
#
# 1. What is the derivative of $w^2$?
# 2. $\frac{d}{dw} \frac{\alpha}{2} w^2 = \alpha w$
# 3. Multiply by `1 - lam * alpha`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        ((1 - lam * alpha / 2) * W - lam * dW, b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.doubled [markdown]
# Cause: the decay is twice as large: the ½ of the penalty is forgotten
#
# The weights lose the share $2\lambda\alpha$, as if the penalty had no ½.
#
# 1. What is the derivative of $\frac{\alpha}{2} w^2$?
# 2. $\frac{d}{dw} \frac{\alpha}{2} w^2 = \alpha w$
# 3. Multiply by `1 - lam * alpha`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        ((1 - 2 * lam * alpha) * W - lam * dW, b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.by_sign [markdown]
# Cause: each weight loses the same amount, not the same share
#
# Each weight loses the same amount $\lambda\alpha$, by its sign: that is the decay of
# the L1 penalty. Here each loses the same *share*.
#
# 1. What is the derivative of $w^2$: $2w$ or a sign?
# 2. $(1 - \lambda\alpha) W - \lambda\, dError/dW$
# 3. Use `W` in place of `np.sign(W)`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        (W - lam * alpha * np.sign(W) - lam * dW, b - lam * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.step_undamped [markdown]
# Cause: the gradient of the Error is not multiplied by λ
#
# The gradient of the Error is not multiplied by the learning rate.
#
# 1. How far does a step go with λ = 0?
# 2. $(1 - \lambda\alpha) W - \lambda\, dError/dW$
# 3. Write `lam * dW` and `lam * db`.


# %%
def decay_step(params, grads, lam, alpha):
    return [
        ((1 - lam * alpha) * W - dW, b - db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


# %% mistake decay_step.in_place [markdown]
# The new values are written into the arrays that you got: the net before the step is
# gone, and with it any earlier epoch that should be kept.
#
# 1. Print `params` after the call. Is it still the old net?
# 2. Net and gradient stay as they are.
# 3. Make new arrays: `W - …` in place of `W -= …`.


# %%
def decay_step(params, grads, lam, alpha):
    for (W, b), (dW, db) in zip(params, grads, strict=True):
        W *= 1 - lam * alpha
        W -= lam * dW
        b -= lam * db
    return params


# %% mistake adamw_step.through_adam [markdown]
# Cause: the penalty goes through Adam: it is added to the gradient
#
# The penalty is added to the gradient and goes through Adam, which divides it by the
# usual size of the gradient. That is the L2 penalty in Adam, not weight decay.
#
# 1. What does Adam do to a number that you add to $g$?
# 2. $w - \lambda \cdot$ (Adam's direction) $- \lambda\alpha w$
# 3. Call `adam` with `g` alone, and subtract `lam * alpha * w` after it.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    return adam(w, g + alpha * w, m, s, t, lam)


# %% mistake adamw_step.without_rate [markdown]
# Cause: the weights decay by α, not by λα
#
# The weights lose the share $\alpha$ in each step, however small the learning rate is.
#
# 1. What should a step with λ = 0 do?
# 2. $w - \lambda \cdot$ (Adam's direction) $- \lambda\alpha w$
# 3. Subtract `lam * alpha * w`.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    moved, m, s = adam(w, g, m, s, t, lam)
    return moved - alpha * w, m, s


# %% mistake adamw_step.of_the_moved [markdown]
# Cause: the decay is taken of the weights after Adam's step
#
# The decay is taken of the weights that Adam has moved already. It belongs to the old
# ones.
#
# 1. Which `w` do you multiply by λα?
# 2. $w - \lambda \cdot$ (Adam's direction) $- \lambda\alpha w$, with the old $w$
# 3. Keep the old `w`: give Adam's result another name.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    w, m, s = adam(w, g, m, s, t, lam)
    return w - lam * alpha * w, m, s


# %% mistake adamw_step.grows [markdown]
# Cause: the weights grow: the sign of the decay is wrong
#
# The weights grow: the decay is added.
#
# 1. Is 1.9 or 2.1 the answer of the example?
# 2. $w - \lambda \cdot$ (Adam's direction) $- \lambda\alpha w$
# 3. Subtract it.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    moved, m, s = adam(w, g, m, s, t, lam)
    return moved + lam * alpha * w, m, s


# %% mistake adamw_step.no_decay [markdown]
# Cause: this is Adam without decay
#
# That is a step of Adam: nothing decays.
#
# 1. What does `alpha` do in your function?
# 2. $w - \lambda \cdot$ (Adam's direction) $- \lambda\alpha w$
# 3. Subtract `lam * alpha * w` from Adam's result.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    return adam(w, g, m, s, t, lam)


# %% mistake adamw_step.state_unchanged [markdown]
# Cause: Adam's new means are thrown away: m or s comes back as it was
#
# The old `m` and `s` are returned. The next step would begin with means that have never
# seen this gradient.
#
# 1. What does the second step start from?
# 2. The new $w$, $m$ and $s$
# 3. Return the `m` and `s` that `adam` gives.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    moved, _, _ = adam(w, g, m, s, t, lam)
    return moved - lam * alpha * w, m, s


# %% mistake adamw_step.weights_alone [markdown]
# Only the weights are returned. The next step needs `m` and `s`.
#
# 1. How many results does the docstring promise?
# 2. The new $w$, $m$ and $s$
# 3. Return all three.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    return adam(w, g, m, s, t, lam)[0] - lam * alpha * w


# %% mistake adamw_step.penalty_and_decay [markdown]
# Cause: both are done: the penalty through Adam, and the decay beside it
#
# Both are done: the penalty goes through Adam, and the decay comes beside it.
#
# 1. How often does a weight pay for its size?
# 2. $w - \lambda \cdot$ (Adam's direction) $- \lambda\alpha w$
# 3. Call `adam` with `g` alone.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    moved, m, s = adam(w, g + alpha * w, m, s, t, lam)
    return moved - lam * alpha * w, m, s


# %% mistake adamw_step.means_swapped [markdown]
# Cause: m and s are exchanged
#
# `m` and `s` are exchanged in the result.
#
# 1. In which order does `adam` return its results?
# 2. The new $w$, $m$ and $s$
# 3. Return `m` before `s`.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    moved, m, s = adam(w, g, m, s, t, lam)
    return moved - lam * alpha * w, s, m


# %% mistake adamw_step.halved [markdown]
# Cause: the decay is half as large as asked for
#
# The weights lose the share $\lambda\alpha/2$. The ½ of the penalty is gone in the
# derivative.
#
# 1. What is the derivative of $\frac{\alpha}{2} w^2$?
# 2. $w - \lambda \cdot$ (Adam's direction) $- \lambda\alpha w$
# 3. Subtract `lam * alpha * w`.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    moved, m, s = adam(w, g, m, s, t, lam)
    return moved - lam * alpha / 2 * w, m, s


# %% mistake adamw_step.by_sign [markdown]
# Cause: each weight loses the same amount, not the same share
#
# Each weight loses the same amount $\lambda\alpha$, by its sign, not the same share.
#
# 1. What does a weight of 0.001 lose?
# 2. $w - \lambda \cdot$ (Adam's direction) $- \lambda\alpha w$
# 3. Use `w` in place of `np.sign(w)`.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    moved, m, s = adam(w, g, m, s, t, lam)
    return moved - lam * alpha * np.sign(w), m, s


# %% mistake adamw_step.next_step [markdown]
# Cause: Adam is told the number of the next step
#
# Adam gets $t + 1$. The correction of its first means is that of another step.
#
# 1. From which number on is $t$ counted?
# 2. $t = 1$ in the first step, as in seminar 3.2
# 3. Hand `t` on as it is.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    moved, m, s = adam(w, g, m, s, t + 1, lam)
    return moved - lam * alpha * w, m, s


# %% mistake adamw_step.decay_twice [markdown]
# Cause: the weights decay twice
#
# The weights decay twice: before Adam's step and after it.
#
# 1. How often does $\alpha$ stand in the formula?
# 2. $w - \lambda \cdot$ (Adam's direction) $- \lambda\alpha w$
# 3. Take one of the two decays away.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    moved, m, s = adam(w * (1 - lam * alpha), g, m, s, t, lam)
    return moved - lam * alpha * w, m, s


# %% mistake adamw_step.in_place [markdown]
# The decay is written into the array `w` that you got: the weights before the step are
# lost.
#
# 1. Print `w` after the call. Is it unchanged?
# 2. None of the four is changed.
# 3. Write `w = w * …` or use a new name, in place of `w *= …`.


# %%
def adamw_step(w, g, m, s, t, lam, alpha):
    w *= 1 - lam * alpha
    return adam(w, g, m, s, t, lam)


# %% mistake dropout.keeps_p [markdown]
# Cause: p is taken as the share that is kept
#
# Your $p$ is the share that is *kept*, as in some older libraries. Here, and in
# PyTorch, it is the share that is dropped.
#
# 1. With p = 0.1, how many neurons are absent?
# 2. $x\,[u \ge p] / (1 - p)$
# 3. Keep where `u >= p`, and divide by `1 - p`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    return X * (u < p) / p


# %% mistake dropout.mask_turned [markdown]
# Cause: what is to be dropped stays, and the other way round
#
# What should be dropped stays, and what should stay is dropped.
#
# 1. With p = 0 all should stay. Do they?
# 2. An entry is dropped where $u < p$.
# 3. Multiply by `u >= p`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    return X * (u < p) / (1 - p)


# %% mistake dropout.not_scaled [markdown]
# Cause: what stays is not divided by 1 − p
#
# What stays is not divided by $1 - p$. In training the next layer gets less than later,
# when all neurons are there.
#
# 1. What is the mean of your result over many $u$?
# 2. $x\,[u \ge p] / (1 - p)$
# 3. Divide by `1 - p`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    return X * (u >= p)


# %% mistake dropout.scaled_afterwards [markdown]
# Cause: nothing is divided in training; afterwards all is multiplied by 1 − p
#
# You scale when the net is used: multiplied by $1 - p$ there, nothing in training. That
# was the first form of dropout, and it is consistent; but here the use of a net is to
# cost nothing.
#
# 1. What should `dropout` do when `training` is False?
# 2. $x\,[u \ge p] / (1 - p)$ in training, else $x$
# 3. Divide by `1 - p` in training, and return X otherwise.


# %%
def dropout(X, u, p, training):
    if not training:
        return X * (1 - p)
    return X * (u >= p)


# %% mistake dropout.scaled_by_p [markdown]
# Cause: what stays is divided by p, not by 1 − p
#
# What stays is divided by $p$, the share that is dropped.
#
# 1. Which share of the entries is left?
# 2. $x\,[u \ge p] / (1 - p)$
# 3. Divide by `1 - p`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    return X * (u >= p) / p


# %% mistake dropout.multiplied [markdown]
# Cause: what stays is multiplied by 1 − p, not divided
#
# What stays is multiplied by $1 - p$: smaller instead of larger.
#
# 1. Others are missing. Must the rest get larger or smaller?
# 2. $x\,[u \ge p] / (1 - p)$
# 3. Divide by `1 - p`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    return X * (u >= p) * (1 - p)


# %% mistake dropout.scaled_in_use [markdown]
# Cause: what is divided by 1 − p is divided when the net is used, too
#
# Also when nothing is dropped you divide by $1 - p$. Then the net that is used is
# another one.
#
# 1. With all neurons there, what is the right size?
# 2. When the net is used: $x$ as it is
# 3. Return X before anything is scaled if not `training`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X / (1 - p)
    return X * (u >= p) / (1 - p)


# %% mistake dropout.always_on [markdown]
# Cause: `training` is ignored: entries are dropped when the net is used, too
#
# `training` is not used: when the net is used, it still drops neurons at random, and
# the same image gets another answer each time.
#
# 1. What should come out with `training=False`?
# 2. When the net is used: $x$ as it is
# 3. Begin with `if not training: return X`.


# %%
def dropout(X, u, p, training):
    return X * (u >= p) / (1 - p)


# %% mistake dropout.always_off [markdown]
# Cause: nothing is dropped in training
#
# Nothing is dropped in training; perhaps your condition is the wrong way round.
#
# 1. What should come out with `training=True`?
# 2. $x\,[u \ge p] / (1 - p)$ in training
# 3. Turn the condition round: `if not training: return X`.


# %%
def dropout(X, u, p, training):
    return X


# %% mistake dropout.turned_round [markdown]
# Cause: training and use are exchanged
#
# Training and use are exchanged: entries are dropped when the net is used, and stay in
# training.
#
# 1. What does `training=True` mean?
# 2. $x\,[u \ge p] / (1 - p)$ in training, else $x$
# 3. Write `if not training` in place of `if training`.


# %%
def dropout(X, u, p, training):
    if training:
        return X
    return X * (u >= p) / (1 - p)


# %% mistake dropout.one_mask [markdown]
# Cause: all examples have the mask of the first one
#
# All rows get the mask of the first row. Each example is to miss neurons of its own.
#
# 1. Does the second row of $u$ play a part?
# 2. An entry of $u$ for each entry of $X$
# 3. Compare the whole `u` with `p`, not `u[0]`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    return X * (u[0] >= p) / (1 - p)


# %% mistake dropout.row_by_row [markdown]
# Cause: whole examples are dropped: one number decides for a row
#
# One number decides for a whole row: an example loses all its neurons or none.
#
# 1. How many of the numbers of a row of $u$ do you use?
# 2. An entry of $u$ for each entry of $X$
# 3. Compare the whole `u` with `p`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    return X * (u[:, :1] >= p) / (1 - p)


# %% mistake dropout.own_share [markdown]
# Cause: what stays is divided by the share that stayed by chance, not by 1 − p
#
# You divide by the share of entries that happened to stay. Then each number depends on
# the chance of all others; and if nothing stays, it is 0/0.
#
# 1. Does an entry know how many others were dropped?
# 2. $x\,[u \ge p] / (1 - p)$
# 3. Divide by `1 - p`, which is the same each time.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    kept = u >= p
    return X * kept / max(kept.mean(), 1e-9)


# %% mistake dropout.edge [markdown]
# Cause: where u equals p, or 0 with p = 0, an entry is dropped: `>=` is right
#
# Where $u = p$ you drop. $u$ can be 0, and then an entry is dropped even with $p = 0$.
#
# 1. With p = 0 and u = 0: what should happen?
# 2. An entry is dropped where $u < p$; it stays where $u \ge p$.
# 3. Write `u >= p` in place of `u > p`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    return X * (u > p) / (1 - p)


# %% mistake dropout.half [markdown]
# Cause: the mask is drawn at 0.5, whatever p is
#
# Entries are dropped where $u < 0.5$, whatever $p$ is.
#
# 1. How many are dropped for p = 0.1?
# 2. An entry is dropped where $u < p$.
# 3. Compare with `p`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    return X * (u >= 0.5) / (1 - p)


# %% mistake dropout.in_place [markdown]
# Zeros are written into the array `X` that you got. The activations are lost for all
# who need them later.
#
# 1. Print `X` after the call. Is it unchanged?
# 2. Neither is modified.
# 3. Make a new array: `X * (…)` in place of `X[…] = 0`.


# %%
def dropout(X, u, p, training):
    if not training:
        return X
    X[u < p] = 0
    return X / (1 - p)


# %% mistake dropout_backward.no_mask [markdown]
# Cause: the mask is missing: dropped entries get a gradient
#
# What was dropped gets a gradient all the same. It did not count, so changing it
# changes nothing.
#
# 1. An entry was made 0. Does the Error feel it?
# 2. $G \odot [u \ge p] / (1 - p)$
# 3. Multiply by `u >= p`.


# %%
def dropout_backward(G, u, p):
    return G / (1 - p)


# %% mistake dropout_backward.not_scaled [markdown]
# Cause: the factor 1/(1 − p) is missing
#
# The factor $1/(1 - p)$ is missing. What stayed was multiplied by it, so its gradient
# is, too.
#
# 1. What is the derivative of $x/(1 - p)$?
# 2. $G \odot [u \ge p] / (1 - p)$
# 3. Divide by `1 - p`.


# %%
def dropout_backward(G, u, p):
    return G * (u >= p)


# %% mistake dropout_backward.nothing [markdown]
# Cause: the gradient is passed on as it came
#
# The gradient is passed on as it came.
#
# 1. Which two things did `dropout` do to an entry?
# 2. $G \odot [u \ge p] / (1 - p)$
# 3. Multiply by the mask, and divide by `1 - p`.


# %%
def dropout_backward(G, u, p):
    return G


# %% mistake dropout_backward.new_mask [markdown] by="check"
# A new mask is drawn on the way back. Then neurons pay that were absent, and others go
# free. That is why $u$ is handed over.
#
# 1. Which neurons were absent on the way forward?
# 2. The same $u$, the same mask
# 3. Take the mask of `u`, and draw nothing.


# %%
def dropout_backward(G, u, p):
    mask = np.random.random(G.shape) >= p
    return G * mask / (1 - p)


# %% mistake dropout_backward.mask_turned [markdown]
# Cause: the mask is turned round: those that were dropped get the gradient
#
# The gradient goes to those that were dropped, and not to those that stayed.
#
# 1. Who took part in the Error?
# 2. $[u \ge p]$
# 3. Multiply by `u >= p`.


# %%
def dropout_backward(G, u, p):
    return G * (u < p) / (1 - p)


# %% mistake dropout_backward.scaled_by_p [markdown]
# Cause: it is divided by p, not by 1 − p
#
# It is divided by $p$, the share that is dropped.
#
# 1. By what was the entry divided on the way forward?
# 2. $G \odot [u \ge p] / (1 - p)$
# 3. Divide by `1 - p`.


# %%
def dropout_backward(G, u, p):
    return G * (u >= p) / p


# %% mistake dropout_backward.multiplied [markdown]
# Cause: it is multiplied by 1 − p, not divided
#
# You undo the factor of the way forward: multiplied by $1 - p$. A derivative repeats
# the factor.
#
# 1. What is the derivative of $5x$: 5 or 1/5?
# 2. $G \odot [u \ge p] / (1 - p)$
# 3. Divide by `1 - p`.


# %%
def dropout_backward(G, u, p):
    return G * (u >= p) * (1 - p)


# %% mistake dropout_backward.mask_of_g [markdown]
# Cause: the mask is that of a ReLU: it is taken of G
#
# The mask is taken of the gradient, where it is positive. That is no mask of dropout;
# nor would it be one of a ReLU.
#
# 1. What decided who was dropped?
# 2. $G \odot [u \ge p] / (1 - p)$
# 3. Compare `u` with `p`.


# %%
def dropout_backward(G, u, p):
    return G * (G > 0) / (1 - p)


# %% mistake dropout_backward.twice [markdown]
# Cause: it is divided by 1 − p twice
#
# It is divided by $(1 - p)^2$. The factor has been counted twice.
#
# 1. How often did `dropout` divide?
# 2. $G \odot [u \ge p] / (1 - p)$
# 3. Divide once.


# %%
def dropout_backward(G, u, p):
    return G * (u >= p) / (1 - p) ** 2


# %% mistake dropout_backward.one_mask [markdown]
# Cause: all examples have the mask of the first one
#
# All rows get the mask of the first row.
#
# 1. Does the second row of $u$ play a part?
# 2. An entry of $u$ for each entry of $G$
# 3. Compare the whole `u` with `p`.


# %%
def dropout_backward(G, u, p):
    return G * (u[0] >= p) / (1 - p)


# %% mistake dropout_backward.edge [markdown]
# Cause: where u equals p the gradient is lost: `>=` is right
#
# Where $u = p$ the gradient is lost, though `dropout` lets the entry stay.
#
# 1. Which entries stay on the way forward?
# 2. It stays where $u \ge p$.
# 3. Write `u >= p` in place of `u > p`.


# %%
def dropout_backward(G, u, p):
    return G * (u > p) / (1 - p)


# %% mistake dropout_backward.in_place [markdown]
# Zeros are written into the array `G` that you got.
#
# 1. Print `G` after the call. Is it unchanged?
# 2. Neither is modified.
# 3. Make a new array: `G * (…)` in place of `G[…] = 0`.


# %%
def dropout_backward(G, u, p):
    G[u < p] = 0
    return G / (1 - p)
