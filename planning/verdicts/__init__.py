"""A rule against need: met, not met, notice only or cannot tell, each with its reason."""
