"""The HTTP API: the values of the archive as JSON, its lists as tables and feeds, corrections where writing is allowed.

`endpoints` is the one table of what can be asked; routes and the OpenAPI document are both made from it.
"""

from __future__ import annotations

from dateline.web.api.routes import api_routes

__all__ = ["api_routes"]
