"""Findings shown: as text with the line they are about, in one line each, or as JSON; what their codes mean."""
