"""Infinities and NaN in a display, which are no JSON.

keeps: all
flagged: either
"""

# %% before area
sink = get_ipython().sink
data = {"application/json": {"x": [float("nan"), float("inf")]}}
sink.emit_event({"event": "display", "data": data, "metadata": {}, "id": ""})
