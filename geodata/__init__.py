"""The edge: everything read from or written to files, network and database."""
