"""Yes or no: from facts, from sentences, and what a question takes for granted."""
