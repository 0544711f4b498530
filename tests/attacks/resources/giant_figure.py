"""A figure of a hundred thousand pixels a side.

keeps: all
flagged: no
"""

# %% before area
import matplotlib.pyplot as plt

plt.figure(figsize=(1000, 1000), dpi=300)
plt.plot([1, 2])
plt.show()
