"""Harbor Falls: a whole department, every tract, officer and promise of it invented."""
