"""Build seminar notebooks and grade the answers to them."""

from autograder.common.renamed import keep_earlier_names

keep_earlier_names()
