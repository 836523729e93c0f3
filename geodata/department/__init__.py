"""A department: its frames and settings, how it is put together, and its first answers."""
