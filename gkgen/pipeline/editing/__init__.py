"""Office files begun, mended, formatted, taken over into the next year."""
