"""Naming: how things are written, where they are mentioned, and what pages and titles name."""
