"""Submissions out of the zip that an LMS gives an instructor, and feedback back to it.

``lms`` reads what the systems write into a file's name, ``roster`` finds the student
of the gradebook, ``senders`` remembers who was who, ``assignments`` knows notebooks by
what is in them, ``archive`` opens a zip that nobody vouches for, ``placing`` puts a
submission in its place, ``collect`` does all of it and ``report`` tells it.
``feedback_zip`` packs pages for Moodle. ``plugins`` lends names and roster to
``nbgrader zip_collect``.
"""
