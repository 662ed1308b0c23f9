"""What several tests of statements share."""

from __future__ import annotations

import pytest

from dateline.statements import find
from dateline.statements.rules import find_attributions


@pytest.fixture
def spans_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """English spans come from the rules, whose extents are specified; the model's are measured."""
    monkeypatch.setitem(find.FINDERS, "en", find_attributions)
