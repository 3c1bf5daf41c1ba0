"""Reports collected by a district: who has to report, who has, what was sent back."""
