"""Answers from facts: the plans run, their results weighed against the question, narrowed and told."""
