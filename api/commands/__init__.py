"""One file a command of `kg`; what is heavy is imported inside the functions."""
