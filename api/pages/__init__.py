"""Pages made on the server, every value escaped."""
