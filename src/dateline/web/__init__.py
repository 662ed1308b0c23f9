"""HTTP API and reader: server-rendered pages over an archive."""
