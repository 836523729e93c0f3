"""Where to meet, and in which languages, so that the most people are reached in their own."""
