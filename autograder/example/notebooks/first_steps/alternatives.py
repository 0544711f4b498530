# %% alternative mean.running [markdown]
# The mean of what came before is corrected by each value.

# %%
def mean(values):
    result = 0.0
    for number, value in enumerate(values, start=1):
        result += (value - result) / number
    return result


# %% alternative spread.sorted [markdown]
# The ends of the sorted values.


# %%
def spread(values):
    ordered = sorted(values)
    return ordered[-1] - ordered[0]
