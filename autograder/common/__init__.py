"""What every part may use, and what knows of no course: files and printed text."""
