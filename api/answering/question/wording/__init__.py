"""What people say around a question, and how they put it, taken back to the plain question."""
