"""Displays whose parts are of types that no reader of notebooks expects.

keeps: all
flagged: either
"""

# %% before area
from IPython.display import display

sink = get_ipython().sink
for data in ({"text/plain": 5}, {"image/png": [1, None]}, {"text/html": {"a": 1}}, {"": ""}):
    sink.emit_event({"event": "display", "data": data, "metadata": {}, "id": ""})
    sink.emit_event({"event": "result", "data": data, "metadata": {"a": None}, "id": ""})
