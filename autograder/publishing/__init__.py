"""The pages of a graded course: what goes into them, who is shown what, and where.

``pages`` writes them, ``exporter`` does so inside nbgrader, ``explanations`` reads what
the banks say. How a page looks is in :mod:`autograder.pages`.
"""
