"""Pages for people: a student's feedback, an instructor's report.

Nothing here grades. Pages are made of what grading left behind: the gradebook, the
executed notebooks and the results. Every page is one file that asks the network for
nothing and runs no script.
"""
