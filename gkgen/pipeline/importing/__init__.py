"""Published reports converted to office files."""
