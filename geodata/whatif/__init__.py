"""What if: a department as a scenario would have it, and what that changes."""
