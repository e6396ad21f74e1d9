"""Tables of documents as answers."""
