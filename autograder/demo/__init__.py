"""A class that does not exist, to see the whole course at work."""
