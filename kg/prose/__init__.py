"""Prose: statements from sentences."""
