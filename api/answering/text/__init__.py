"""Answers from passages: sentences, cells of tables and lists that say what is asked."""
