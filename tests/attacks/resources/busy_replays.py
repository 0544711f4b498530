"""Cells that die one after another, so that everything is run again each time.

keeps: all
flagged: no
"""

# %% before sigmoid
import os, time
time.sleep(0.1)
# %% before area
import os
os._exit(1)
# %% before slope
import os
os._exit(1)
# %% before neuron
import os
os._exit(1)
# %%
import os
os._exit(1)
# %%
import os
os._exit(1)
