"""Which edition of the package this is, and what it is called where it is had from."""

__version__ = "0.1.0"

DISTRIBUTION = "nbverdict"
"""The distribution's name, and its command's: ``autograder`` is another project's."""
