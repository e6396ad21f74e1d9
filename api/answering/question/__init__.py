"""The question: its words, what it names, which relations it words and what it asks for."""
