"""The version of dateline, which every row of an archive remembers."""

__version__ = "0.1.0"
