"""Selections: questions about a set of works that conditions pick out, read as a whole by one grammar."""
