"""The record: one SQLite file. The only room that touches SQL."""
