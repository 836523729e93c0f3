"""Made ground to measure on: any number of tracts, areas and points, the same for the same seed."""
