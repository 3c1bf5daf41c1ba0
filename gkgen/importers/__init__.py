"""Published reports read back: one reader for each format, then matching by label, then an office file."""
