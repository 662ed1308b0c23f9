"""Examples of these tests have no deadline: the first makes the tables that all others look things up in."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("tables", deadline=None)
settings.load_profile("tables")
