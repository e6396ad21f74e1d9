"""The sentences of the passages found: read, ranked, with what they lean on, put together as an answer."""
