"""Ways out of an archive, one file a format."""
