"""What languages there are, by which names, and which census group counts each."""
