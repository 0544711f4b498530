"""An event that no honest runner sends.

keeps: all
flagged: yes
"""

# %% before area
get_ipython().sink.emit_event({"event": "error", "ename": 1, "traceback": "no"})
