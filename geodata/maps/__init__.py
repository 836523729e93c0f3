"""Maps as plain data: layers, their colors and legends, the outlines of areas and the ground under them."""
