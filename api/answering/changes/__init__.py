"""What changed between two days or vintages."""
