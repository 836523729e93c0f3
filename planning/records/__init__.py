"""What was asked, answered, done and left undone; who may see it, and what of it may be published."""
