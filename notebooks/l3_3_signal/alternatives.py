# %%
import numpy as np
