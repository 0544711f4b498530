"""What nbgrader has to know. It follows from course_config.py: change things there."""

from pathlib import Path

from autograder.plugins.settings import settings_from

c = get_config()  # noqa: F821  # traitlets defines it
c.merge(settings_from(Path(__file__).parent))
