"""The way through: pages from intake, through article and statements, into the archive; then who and which story."""
