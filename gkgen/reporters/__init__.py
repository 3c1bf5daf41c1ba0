"""Reporters: findings as text with the source line, as one line each, or as JSON, and what their codes mean."""
