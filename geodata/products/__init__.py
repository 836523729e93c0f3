"""What the product writes, and how each is made again: so that a file can be held against the department it names."""
