"""Every address that answers with a list answers with it in all forms: a new one without them fails here."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

import msgspec
import pytest
from msgspec import Struct
from starlette.routing import Route

from dateline.export.listing import MEDIA
from dateline.web import create_app, urls
from dateline.web.access import Access
from dateline.web.api.endpoints import endpoints
from dateline.web.app import PAGES
from dateline.web.files import LISTS

FORMS = ("json", *MEDIA)
NO_LIST = {  # pages and addresses that are no list, and why
    urls.STATEMENT: "one statement", urls.ADD: "a form, and how its work goes on",
    urls.COMPLETE: "what may be meant by what is being typed, of no use to anybody later",
    urls.BEGIN: "a link that lets a browser write",
    "/api/archive": "one value: what is served", "/api/counts": "one value: how many",
    "/api/openapi": "the description of the API"}


@pytest.fixture(scope="module")
def routes(archive_path: Path) -> dict[str, Route]:
    """Every route that answers GET, with and without writing."""
    app = create_app(archive_path, access=Access(once=True), token="t" * 20)
    return {route.path: route for route in app.routes if isinstance(route, Route) and "GET" in (route.methods or ())}


def base(path: str) -> str:
    """The address of what a path is a form of."""
    stem, _, ending = path.rpartition(".")
    stem = stem if ending in FORMS else path
    return urls.HOME if stem == "/index" else stem


def test_each_address_is_a_list_in_all_forms_or_no_list(routes: dict[str, Route]) -> None:
    alone = {path for path in {base(path) for path in routes} if path not in NO_LIST
             and not path.startswith(f"{urls.STATIC}/")
             and not (path.startswith("/api/") and path.endswith("/{id}"))}  # one value by its id
    without = {path: missing for path in alone if (missing := [
        form for form in FORMS if urls.form_of(path, form) not in routes])}
    assert not without


def test_what_is_said_to_be_no_list_is_there_and_is_none(routes: dict[str, Route]) -> None:
    assert set(NO_LIST) <= {base(path) for path in routes}
    assert not set(NO_LIST) & set(LISTS)
    assert set(LISTS) | set(NO_LIST) >= set(PAGES)


def test_what_the_api_calls_one_value_holds_no_rows() -> None:
    """By their types; what is asked for by its id may have rows of its own: lists narrow down to them."""
    rows = {base(one.address) for one in endpoints(writing=True) if holds_rows(one.gives)}
    assert {"/api/trace", "/api/articles"} <= rows
    assert not rows & set(NO_LIST)


def holds_rows(gives: Any) -> bool:
    """Whether a value's fields hold a sequence of values of ours."""
    kind = get_origin(gives) or gives
    if not (isinstance(kind, type) and issubclass(kind, Struct)):
        return False
    held = [get_args(field.type)[0] for field in msgspec.structs.fields(kind) if get_origin(field.type) is tuple]
    return any(isinstance(one, TypeVar) or (isinstance(one, type) and issubclass(one, Struct)) for one in held)
