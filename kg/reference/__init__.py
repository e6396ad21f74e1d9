"""Reference: which entities the words of a sentence stand for."""
