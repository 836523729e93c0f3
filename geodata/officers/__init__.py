"""The road from a department to its officers' answers: who is there, what is lacking, what closes it."""
