"""What a course's own configuration is called, for who has no time to run it."""

CONFIG_FILE = "course_config.py"
