"""The fields of records that state no property, asked for by their names."""
