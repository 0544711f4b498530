"""What an author writes, read: a seminar's master, its banks and its translations."""
