"""An integer in a display that JSON cannot write.

keeps: all
flagged: yes
"""

# %% before area
shell = get_ipython()
shell.sink.emit_event(
    {"event": "display", "data": {"application/json": {"x": 10**6000}}, "metadata": {}, "id": ""}
)
