"""The text of a published report: its opening, sections, headings and end."""
