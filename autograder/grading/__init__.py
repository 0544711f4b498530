"""Grading: from submissions to scores in the gradebook."""
