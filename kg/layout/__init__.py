"""Layout: statements from headings, lists, tables and front matter."""
