"""Tables and papers on their way out."""
