"""Whether sentences answer a question: how many of its words they bear out, and how they say them."""
