"""Documents to passages: cut documents into passages, index their meaning and their words, search them."""
