"""What things are, mean, are called and are good for, in the documents' own sentences."""
