"""Published reports turned into office files."""
