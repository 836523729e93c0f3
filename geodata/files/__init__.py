"""The safe door: which files are let in, how they are read, and what is refused."""
