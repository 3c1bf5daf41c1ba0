"""The language server: an editor that knows the form (Language Server Protocol 3.17)."""
