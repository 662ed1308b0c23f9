"""The OpenAPI document, made from the endpoints and from the values that they answer with."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from dateline.archive.values import Corrected
from dateline.export.listing import MEDIA
from dateline.version import __version__
from dateline.web.api.asked import AT_ONCE, ROWS, Quoted
from dateline.web.api.endpoints import ROOT, Endpoint, FileEndpoint, endpoints, file_endpoints
from dateline.web.api.problems import MEDIA as PROBLEM_MEDIA
from dateline.web.api.problems import Problem
from dateline.web.api.writing import MOST_BYTES, Decision, Undo

_REF = "#/components/schemas/{name}"
_ABOUT = f"""What `dateline serve` answers with: the values of the archive as JSON, its lists as tables and feeds.

Ids are hashes of what they name: two archives of the same pages agree, the beginning of one is enough where it means
one thing, and an id that a reread changed leads to what replaced it. Offsets count Unicode code points, half-open.
Lists go on from a key (`next`, and a Link header), never from a number, so that rows that come in meanwhile move
nothing. At most {AT_ONCE:,} rows of JSON or {ROWS:,} of a table come in one answer. Every answer has an ETag; send it
as If-None-Match. Errors are application/problem+json (RFC 9457)."""


def document(*, writing: bool) -> dict[str, Any]:
    """Return the document; writing: whether corrections are taken."""
    reads, files = endpoints(writing=writing), file_endpoints()
    values = [one.gives for one in reads] + [Problem] + ([Corrected, Decision, Undo] if writing else [])
    schemas, components = msgspec.json.schema_components(values, ref_template=_REF, schema_hook=lambda _: _ANY)
    components = _without_tuples(components)
    of = dict(zip((one.address for one in reads), schemas, strict=False))
    paths: dict[str, dict[str, Any]] = {f"{ROOT}/openapi.json": {"get": {
        "operationId": "getOpenApi", "summary": "This document.",
        "responses": {"200": _json_response("This document.", {"type": "object"})}}}}
    paths |= {one.address: {"get": _file(one)} for one in files}
    paths |= {one.address: {"get": _read(one, of[one.address])} for one in reads}
    described = {
        "openapi": "3.1.0",
        "info": {"title": "dateline", "version": __version__, "description": _ABOUT,
                 "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "servers": [{"url": "/"}], "paths": paths, "components": {"schemas": components}}
    if writing:
        _add_writing(described, *schemas[-3:])
    return described


def _read(one: Endpoint, schema: dict[str, Any]) -> dict[str, Any]:
    parameters = _parameters(one.asks)
    named = "{id}" in one.address
    if named:
        parameters = [{"name": "id", "in": "path", "required": True,
                       "schema": {"type": "string", "minLength": 1, "maxLength": 100}}, *parameters]
    return {"operationId": one.name, "summary": one.about, "parameters": parameters,
            "responses": {"200": _json_response(one.about, schema), **_KNOWN,
                          **_problems(400, 503, *([404] if named or _may_miss(one.asks) else []))}}


def _file(one: FileEndpoint) -> dict[str, Any]:
    content = {MEDIA[one.form]: {"schema": {"type": "string"} if one.form != "parquet" else {}}}
    missing = [*([501] if one.form == "parquet" else []), *([404] if _may_miss(one.asks) else [])]
    return {"operationId": one.name, "summary": one.about, "parameters": _parameters(one.asks),
            "responses": {"200": {"description": one.about, "headers": _ETAG, "content": content}, **_KNOWN,
                          **_problems(400, 503, *missing)}}


def _without_tuples(schema: Any) -> Any:
    """Return a schema in which a list of fixed places says only what may stand in it: few generators of clients know
    `prefixItems`."""
    if isinstance(schema, list):
        return [_without_tuples(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: _without_tuples(one) for name, one in schema.items()}
    if places := plain.pop("prefixItems", None):
        kinds = [one for place, one in enumerate(places) if one not in places[:place]]
        plain["items"] = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    return plain


def _may_miss(asks: type[Struct]) -> bool:
    return issubclass(asks, Quoted) or "story" in {field.name for field in msgspec.structs.fields(asks)}


def _parameters(asks: type[Struct]) -> list[dict[str, Any]]:
    _, components = msgspec.json.schema_components([asks], ref_template=_REF)
    [schema] = components.values()
    found = []
    for name, about in schema["properties"].items():
        own = dict(about)
        told = own.pop("description", None)
        found.append({"name": name, "in": "query", "required": name in schema["required"], "schema": own,
                      **({"description": told} if told else {})})
    return found


_ANY = {"description": "Any JSON value."}
_ETAG = {"ETag": {"description": "A hash of this answer.", "schema": {"type": "string"}}}
_KNOWN = {"304": {"description": "You have it: If-None-Match holds its ETag."}}
_WRONG = {400: "What is asked for makes no sense.", 401: "The token is missing or another one.",
          404: "There is nothing by this name.", 413: f"Larger than {MOST_BYTES:,} bytes.", 415: "Not JSON.",
          422: "No correction of this archive.", 501: "pyarrow is not installed.",
          503: "It took too long, or the archive cannot be used just now."}


def _problems(*statuses: int) -> dict[str, Any]:
    return {str(status): {"description": _WRONG[status], "content": {
        PROBLEM_MEDIA: {"schema": {"$ref": _REF.format(name="Problem")}}}} for status in sorted(statuses)}


def _json_response(about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": about, "headers": _ETAG, "content": {"application/json": {"schema": schema}}}


def _add_writing(described: dict[str, Any], corrected: dict[str, Any], decision: dict[str, Any],
                 undone: dict[str, Any]) -> None:
    described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    wrong = _problems(400, 401, 404, 413, 415, 422, 503)
    made = _json_response("The correction that was kept.", corrected)
    made["headers"] = {**_ETAG, "Location": {"description": "Its address.", "schema": {"type": "string"}}}
    described["paths"][f"{ROOT}/corrections"]["post"] = {
        "operationId": "correct", "summary": "Correct what was read; it is kept beside the original.",
        "security": [{"token": []}], "responses": {"201": made, **wrong},
        "requestBody": {"required": True, "content": {"application/json": {"schema": decision}}}}
    described["paths"][f"{ROOT}/corrections/{{id}}/undo"] = {"post": {
        "operationId": "undoCorrection", "summary": "Take a correction back; an undo can be undone too.",
        "parameters": [{"name": "id", "in": "path", "required": True,
                        "schema": {"type": "string", "minLength": 1, "maxLength": 100}}],
        "security": [{"token": []}], "responses": {"201": made, **wrong},
        "requestBody": {"required": True, "content": {"application/json": {"schema": undone}}}}}

