"""What differs between two reports, shown: as text, Markdown, JSON or a web page."""
