"""The tests; folders and files are those of the package."""

import autograder as autograder  # first: it spares nbformat the compiling of a grammar
