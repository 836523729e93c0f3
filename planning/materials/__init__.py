"""Documents and their translations: what is asked for, what there is, what to do next."""
