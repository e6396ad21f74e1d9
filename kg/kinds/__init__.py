"""Kinds: what sentences say that things are, and under which headings they sort them."""
