"""Submissions out of the zip that an LMS gives an instructor.

``names`` reads what Moodle and Canvas write into a file's name, ``roster`` finds the
student of the gradebook, ``archive`` opens a zip that nobody vouches for, ``placing``
puts a submission in its place, ``collect`` does all of it. ``plugins`` lends names and
roster to ``nbgrader zip_collect``.
"""
