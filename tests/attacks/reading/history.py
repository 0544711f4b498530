"""IPython's history, inputs and outputs.

keeps: all
flagged: no
"""

# %% before neuron
shell = get_ipython()
print(In, Out, shell.history_manager.input_hist_raw, dir(shell))
for session in range(-2, 3):
    try:
        print(list(shell.history_manager.get_range(session)))
    except Exception as error:
        print(type(error).__name__)
