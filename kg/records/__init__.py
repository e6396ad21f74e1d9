"""Structured sources: which entity each record speaks of, and what its fields state."""
