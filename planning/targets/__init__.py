"""Targets that a department sets for its own work, and how far it is from them."""
