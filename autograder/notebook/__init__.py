"""Notebooks as data: reading hostile ones, and the rules that score them."""
