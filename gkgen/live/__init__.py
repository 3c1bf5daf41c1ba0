"""Work that goes on while an author writes: reports built at every save, a page in the browser that follows the file.

The server is used here alone; it serves this machine and nobody else.
"""
