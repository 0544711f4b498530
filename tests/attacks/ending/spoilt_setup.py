"""A cell of the course's own is made to hang, as on a machine that is too slow.

What fails through no answer's fault gets no score and is graded again; this is no such
case: without the student's cells the course's cell gets through.

keeps: all
flagged: no
"""

# %% sigmoid
import collections


def hang(*args, **kwargs):
    while True:
        pass


collections.OrderedDict = hang


def sigmoid(x):
    return 1 / (1 + np.exp(-x))
