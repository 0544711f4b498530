"""How two processes that do not trust each other exchange plain values."""
