"""SPARQL as a service: formats, execution under limits, the protocol over HTTP."""
