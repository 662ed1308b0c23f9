"""Leaked payloads are found by their form; text captures are read by their lines."""

from __future__ import annotations

import pytest
from newspaper import HARBOUR, capture, kept

from dateline.article import read_article
from dateline.article.dumps import find_dumps
from dateline.article.nesting import guarded

LIST = '[{"id":"7","title":"Gulls & chips","pic":"/2024/01/02/g.jpg"} ,{"id":"8","title":"Fog","pic":"/f.mp4"} ]'


class TestDumps:
    @pytest.mark.parametrize(
        "dump",
        [
            f'string({len(LIST)}) "{LIST}"',
            f'string(9999) "{LIST}"',
            f'string({len(LIST)}) "{LIST[:50]}',
            'array(2) { ["id"]=> string(1) "7" [0]=> array(1) { [0]=> int(1) } }',
            LIST,
            '{"a": 1, "b": {"c": [2, 3]}}',
            "{{ article.title|safe }}",
            "{% endblock %}",
            "<?php echo $title; ?>",
            "<%= story.title %>",
            "Fatal error: Uncaught Error: Call to undefined function story() in /var/www/story.php on line 12",
            'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nValueError: bad',
        ],
    )
    def test_a_dump_is_found_whole(self, dump: str) -> None:
        text = f"Before it.\n{dump}"
        assert find_dumps(text) == [(11, len(text))]

    @pytest.mark.parametrize(
        "text",
        [
            *HARBOUR,
            "He wrote {sic} and [...] twice.",
            'The string (4) "word" is short.',
            "Warning: storms in the north on Friday",
            'He said: "[We] know {it}".',
            "Meet at 10 (Hall 3) at noon.",
        ],
    )
    def test_sentences_are_no_dumps(self, text: str) -> None:
        assert find_dumps(text) == []


class TestCaptures:
    def test_lines_are_paragraphs(self) -> None:
        article = read_article(capture(f"{HARBOUR[0]}\n{HARBOUR[1]}\n\n{HARBOUR[2]}"))
        assert kept(article) == list(HARBOUR[:3])

    def test_lines_wrapped_by_hand_are_joined(self) -> None:
        words = " ".join(HARBOUR).split()
        lines = [" ".join(words[at : at + 11]) for at in range(0, len(words), 11)]
        lines = [line.ljust(60, ".") if len(line) < 60 else line for line in lines]
        assert len(kept(read_article(capture("\n".join(lines))))) == 1

    def test_a_capture_with_its_headline_twice_a_date_and_a_leak(self) -> None:
        headline = "Harbour closes for two years"
        text = (
            f"{headline}\n\n{headline}\nMon Jan 8, 2024 09:10:11\n\n{HARBOUR[0]}\n\n"
            f'{HARBOUR[1]}\n{HARBOUR[2]}\n\n\nstring({len(LIST)}) "{LIST}"'
        )
        article = read_article(capture(text))
        assert kept(article) == list(HARBOUR[:3])
        assert article.headline == headline
        assert {"leaked dump", "doubled headline"} <= {repair.kind for repair in article.repairs}
        assert {dropped.reason for dropped in article.dropped} >= {"headline", "date", "leaked dump"}


class TestNesting:
    def test_ordinary_markup_is_not_touched(self) -> None:
        html = "<ul>" + "<li><a href=x><b>one</b></a>" * 900 + "</ul>" + "<p>unclosed" * 3000
        assert guarded(html) == (html, 0)

    @pytest.mark.parametrize("tag", ["div", "b", "span", "table", "blockquote"])
    def test_deep_markup_loses_tags_and_no_text(self, tag: str) -> None:
        html, cut = guarded(f"<{tag}>" * 30_000 + "words" + f"</{tag}>" * 30_000)
        assert cut > 0
        assert "words" in html
        assert html.count("<") < 3_000
