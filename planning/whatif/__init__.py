"""What would be different: a scenario as plain data, and two states of a department side by side."""
