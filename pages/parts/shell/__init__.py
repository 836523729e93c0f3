"""What every page stands in: who is looking, at which choice of which department, and what is noted of it."""
