"""Answers from the graph: the queries that a question may mean, run, weighed, narrowed and told."""
