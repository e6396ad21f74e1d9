"""Graph stores: one protocol, one file a back end."""
