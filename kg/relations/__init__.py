"""Relations: what sentences say of two things."""
