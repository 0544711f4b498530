"""The gradebook: who is in the class, what everybody has, what being late costs.

nbgrader's database holds it. ``people`` and ``records`` read it as plain data,
``saving`` writes what was graded, ``lateness`` decides what a late submission loses,
``current`` opens it as ``course_config.py`` has it now, ``removing`` forgets a student.
"""
