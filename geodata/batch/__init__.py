"""Every agency of a state or the nation in one run: the answers of a department, for each row of a map."""
