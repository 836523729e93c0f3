"""What the pages are made of: the context, controls, maps, charts, tables and messages."""
