"""Lists of documents as answers: led into by a sentence, below a heading, or of release notes."""
