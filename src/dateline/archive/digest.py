"""One hash a layer, and one of all: equal for two archives that hold the same, whatever the order of adding."""

from __future__ import annotations

import hashlib
from itertools import islice

import msgspec

from dateline.archive.connection import Archive
from dateline.archive.related import of_article

_LAYERS = {
    "captures": "SELECT id, article, edition, dropped, repairs, blocks, runs FROM capture ORDER BY id",
    "articles": "SELECT a.id, a.key, a.edition, e.* FROM article a CROSS JOIN edition e ON e.article = a.id "
                "ORDER BY a.id, e.id",
    "statements": "SELECT s.edition, s.ordinal, s.id, s.\"in\", s.kind, s.act, s.modality, s.method, s.confidence, "
                  "s.source, s.cue, s.content, s.spans, s.candidates, s.via, s.addressee, s.occasion, v.place, "
                  "v.bearer, v.name, v.role, v.type, v.named, v.chain, v.confidence AS sure FROM statement s "
                  "LEFT JOIN voice v ON v.statement = s.number WHERE s.correction IS NULL "
                  "ORDER BY s.edition, s.ordinal, v.place",
    "speakers": "SELECT bearer, article, as_read, confirmed FROM mention ORDER BY bearer, article",
    "stories": "SELECT a.id, coalesce(m.as_read, a.story), a.copy_of, "
               f"(SELECT json_group_array(other) FROM ({of_article('a.id')})) FROM article a "
               "LEFT JOIN membership m ON m.article = a.id ORDER BY a.id",
    "corrections": "SELECT * FROM correction ORDER BY number",
}
LAYERS = tuple(_LAYERS)
_AT_ONCE = 64  # rows hashed at a time: editions hold whole texts


def digest(archive: Archive) -> dict[str, str]:
    """Return {"total": hash, layer: hash, ...}; SHA-256, hex. Reads row by row, in constant memory."""
    layers = {name: _hash_rows(archive, sql) for name, sql in _LAYERS.items()}
    total = hashlib.sha256("".join(layers.values()).encode()).hexdigest()
    return {"total": total, **layers}


def _hash_rows(archive: Archive, sql: str) -> str:
    hasher, cursor = hashlib.sha256(), archive.db.cursor()
    cursor.row_factory = None
    encoded = map(msgspec.msgpack.Encoder().encode, cursor.execute(sql))
    while some := b"".join(islice(encoded, _AT_ONCE)):
        hasher.update(some)
    return hasher.hexdigest()
