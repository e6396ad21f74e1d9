"""Documents to graph: read documents, find what they state, keep every statement with its sentence."""
