"""schema.org JSON-LD, as an RDF parser reads it."""

from __future__ import annotations

import io
import json

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.export.jsonld import write_jsonld
from dateline.export.tables import TABLES

SCHEMA, DL = Namespace("https://schema.org/"), Namespace("urn:dateline:term:")


def graph_of(archive: Archive, selection: Selection | None = None) -> Graph:
    stream = io.BytesIO()
    write_jsonld(archive, stream, selection or Selection())
    return Graph().parse(data=stream.getvalue(), format="json-ld")


class TestGraph:
    def test_every_article_and_statement_is_there(self, corrected: Archive) -> None:
        graph = graph_of(corrected)
        articles = [row[0] for row in TABLES["articles"].rows(corrected, Selection())]
        statements = [row[0] for row in TABLES["statements"].rows(corrected, Selection())]
        assert set(graph.subjects(RDF.type, SCHEMA.NewsArticle)) == {URIRef(f"urn:dateline:article:{i}")
                                                                     for i in articles}
        told = set(graph.subjects(RDF.type, SCHEMA.Quotation)) | set(graph.subjects(RDF.type, SCHEMA.Claim))
        assert told == {URIRef(f"urn:dateline:statement:{i}") for i in statements}
        assert set(graph.objects(None, SCHEMA.hasPart)) == told

    def test_no_statement_is_without_cue_and_modality(self, archive: Archive) -> None:
        graph = graph_of(archive)
        for node in graph.objects(None, SCHEMA.hasPart):
            assert graph.value(node, DL.modality)
            assert graph.value(node, DL.cue)
            assert graph.value(node, SCHEMA.text)

    def test_only_quoted_words_are_quotations(self, archive: Archive) -> None:
        """The fixture's statements are all indirect."""
        graph = graph_of(archive)
        assert not list(graph.subjects(RDF.type, SCHEMA.Quotation))
        names = {graph.value(who, SCHEMA.name) for who in graph.objects(None, SCHEMA.author)}
        assert Literal("Bo Lind") in names

    def test_corrections_stand_beside_what_was_read(self, corrected: Archive) -> None:
        graph = graph_of(corrected)
        [ferry] = graph.subjects(SCHEMA.headline, Literal("Ferry late"))
        assert graph.value(graph.value(ferry, DL.as_read), DL.headline) == Literal("@Ferry")
        assert graph.value(ferry, DL.corrected_by) == Literal("Kim; Lee")
        as_read = graph_of(corrected, Selection(as_read=True))
        assert list(as_read.subjects(SCHEMA.headline, Literal("@Ferry")))
        assert not list(as_read.subject_objects(DL.corrected_by))

    def test_a_time_without_an_offset_stays_so(self, archive: Archive) -> None:
        times = {str(time) for time in graph_of(archive).objects(None, SCHEMA.datePublished)}
        assert times == {"2026-03-01T23:30:00-05:00", "2026-03-02T08:00"}


@pytest.mark.parametrize("selection", [Selection(), Selection(ids=())])
def test_it_is_one_json_document(archive: Archive, selection: Selection) -> None:
    stream = io.BytesIO()
    count = write_jsonld(archive, stream, selection)
    assert len(json.loads(stream.getvalue())["@graph"]) == count
