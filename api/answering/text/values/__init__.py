"""What a sentence gives of the kind that a question asks for: names, dates, numbers, phrases, lists."""
