"""The callback is called from many threads at once, and from a generator.

keeps: sigmoid area neuron
flagged: no
"""

# %% slope
import threading


def slope(f, x):
    threads = [threading.Thread(target=f, args=(x,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(0.05)
    return 0.0
