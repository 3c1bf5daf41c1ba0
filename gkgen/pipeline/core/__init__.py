"""An office file checked and built: the core of every use case."""
