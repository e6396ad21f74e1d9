"""Language: sentences, words, clauses and dates, before anything is known of names."""
