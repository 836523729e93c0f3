"""The inputs of a department: one reader each."""
