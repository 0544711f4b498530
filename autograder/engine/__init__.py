"""Runs one notebook: warm processes, the student's side, the checker's side."""
