"""Reporters of differences between two reports: text, Markdown, JSON, web page."""
