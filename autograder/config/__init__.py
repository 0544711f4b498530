"""What ``course_config.py`` may say, and what it said.

``kinds`` are the kinds of values, ``sections`` the calls that the file makes: the
reference of all keys. They check themselves and say what is wrong by key, with the
remedy (``wording``)::

    late → per_day: must be at most 1, not 10; write for example per_day=0.1

``loading`` runs the file and adds to each line where in the file it happened.
"""

from autograder.common.course import CONFIG_FILE
from autograder.config.loading import find_course, load_course
from autograder.config.sections import Assignment, Course, LatePolicy, Limits

__all__ = [
    "CONFIG_FILE",
    "Assignment",
    "Course",
    "LatePolicy",
    "Limits",
    "find_course",
    "load_course",
]
