"""The solvers behind ``planning.meetings.solve``: bounds, starts, and the exact models."""
