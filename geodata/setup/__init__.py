"""Setting up a department, step by step: drafts on disk, what each step reads or fetches, and the end of it."""
