"""Reports compared: two versions of an office file, an office file with its finished report."""
