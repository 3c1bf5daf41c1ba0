"""Live rebuilding and preview: reports rebuilt at every save, a page in the browser that follows the file.

The server runs only here, and serves only this machine.
"""
