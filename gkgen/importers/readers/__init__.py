"""One module for each format: bytes to an Original. Readers know no label of the form."""
