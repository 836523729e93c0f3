"""The road from a department to its meeting plans, and from a plan to its season."""
