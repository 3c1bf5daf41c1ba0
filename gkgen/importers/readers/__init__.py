"""One module for each format: bytes to an ParsedDocument. Readers know no label of the form."""
