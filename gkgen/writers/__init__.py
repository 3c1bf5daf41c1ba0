"""Writers: one module or package for each output format; `formats` is their registry."""
