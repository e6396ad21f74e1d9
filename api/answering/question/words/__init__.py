"""The ordinary words of a question: spelling, short forms, words that say little, days told from today."""
