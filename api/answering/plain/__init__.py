"""Plain questions: the surely understood one that a question in words of its own means, and its parts."""
