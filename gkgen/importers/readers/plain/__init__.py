"""Readers of text and Markdown files."""
