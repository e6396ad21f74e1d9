"""What a question asks for: its form, the class of its answer, the noun, and what a sentence must give."""
