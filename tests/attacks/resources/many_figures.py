"""Figures without end.

keeps: all
flagged: no
"""

# %% before area
import matplotlib.pyplot as plt

while True:
    plt.figure()
    plt.plot([1, 2])
