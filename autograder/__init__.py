"""Build seminar notebooks and grade the answers to them."""
