"""What nbgrader loads by name, and the settings that name it."""
