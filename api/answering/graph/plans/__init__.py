"""The queries that a question could mean, as links of the graph and the SPARQL that finds them."""
