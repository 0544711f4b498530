"""What this course is: change it, and run ``python -m autograder build``.

Every key is described in ``autograder/config/sections.py``; what is wrong is said by
line, key and remedy.
"""

from autograder.config import Assignment, Course

course = Course(
    id="my_course",
    title={"en": "My course", "ru": "Мой курс"},
    # The first is the language of the gradebook; masters are in English.
    languages=["en", "ru"],
    assignments=[
        Assignment(
            id="first_steps",  # written in notebooks/<id>/master.py
            title={"en": "First steps", "ru": "Первые шаги"},
            points=6,  # what its checks and free-text answers add up to
            # A deadline has a time zone:
            # due=datetime(2030, 12, 7, 23, 59, tzinfo=ZoneInfo("Europe/Moscow")),
        ),
    ],
)
