"""Writers: one module per format, each turns the document model into bytes."""
