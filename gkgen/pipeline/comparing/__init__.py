"""Reports compared: two versions of an office file, an office file and its rendered report."""
