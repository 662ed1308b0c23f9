"""Bytes are decoded as browsers decode them."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newspaper import page

from dateline.article import decode as decode_module
from dateline.article.decode import characters, decode, utf_8
from dateline.errors import PageError

CZECH = "<p>Příliš žluťoučký kůň úpěl ďábelské ódy o přístavu a jeho starých zdech.</p>"
RUSSIAN = "<p>Восточный бассейн порта закроют на два года, сообщили в понедельник власти города.</p>"
JAPANESE = "<p>港の東側は三月から二年間閉鎖されると港湾当局が月曜日に発表した。</p>"
CHINESE = "<p>港务局星期一表示，港口东侧将从三月起关闭两年。</p>"
KOREAN = "<p>항만 당국은 월요일 동쪽 항구가 3월부터 2년간 폐쇄된다고 밝혔다.</p>"
GERMAN = "<p>Der Hafen schließt für zwei Jahre – „endlich“, sagte die Behörde über die Mauern.</p>"


class TestStated:
    @pytest.mark.parametrize(
        "encoding, text",
        [
            ("utf-8", CZECH),
            ("iso-8859-2", CZECH),
            ("windows-1250", CZECH),
            ("windows-1251", RUSSIAN),
            ("koi8-r", RUSSIAN),
            ("ibm866", RUSSIAN),
            ("iso-8859-5", RUSSIAN),
            ("shift_jis", JAPANESE),
            ("euc-jp", JAPANESE),
            ("iso-2022-jp", JAPANESE),
            ("gbk", CHINESE),
            ("gb18030", CHINESE),
            ("big5", "<p>港務局星期一表示</p>"),
            ("euc-kr", KOREAN),
            ("windows-1252", GERMAN),
            ("iso-8859-1", GERMAN.replace("–", "-").replace("„", "").replace("“", "")),
            ("windows-1253", "<p>Το λιμάνι κλείνει</p>"),
            ("windows-1255", "<p>הנמל ייסגר</p>"),
            ("windows-1256", "<p>سيغلق الميناء</p>"),
            ("windows-874", "<p>ท่าเรือจะปิด</p>"),
            ("iso-8859-7", "<p>Το λιμάνι</p>"),
            ("windows-1254", "<p>Liman iki yıl kapanıyor şimdi</p>"),
            ("windows-1257", "<p>Ostas slēgs</p>"),
            ("windows-1258", "<p>cang</p>"),
            ("macintosh", "<p>Café</p>"),
            ("koi8-u", "<p>Порт закриють</p>"),
        ],
    )
    def test_by_the_header_and_by_the_meta_element(self, encoding: str, text: str) -> None:
        codec = {"windows-874": "cp874", "ibm866": "cp866", "macintosh": "mac_roman"}.get(encoding, encoding)
        assert decode(page(text.encode(codec), charset=encoding))[0] == text
        declared = f"<meta charset='{encoding}'>{text}"
        assert decode(page(declared.encode(codec)))[0] == declared

    def test_a_byte_order_mark_outweighs_the_header(self) -> None:
        assert decode(page(codecs.BOM_UTF8 + GERMAN.encode(), charset="iso-8859-1"))[0] == GERMAN
        assert decode(page(codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), charset="utf-8"))[0] == GERMAN

    def test_the_header_outweighs_the_meta_element(self) -> None:
        text = "<meta charset=iso-8859-1>" + RUSSIAN
        assert decode(page(text.encode("windows-1251"), charset="windows-1251"))[0] == text

    def test_latin_1_means_windows_1252(self) -> None:
        """Encoding Standard: the label iso-8859-1 names windows-1252."""
        assert decode(page(b"<p>\x93so\x94</p>", charset="iso-8859-1"))[0] == "<p>“so”</p>"

    def test_a_meta_element_that_says_utf_16_means_utf_8(self) -> None:
        text = "<meta charset=utf-16><p>ščř"
        assert decode(page(text.encode()))[0] == text


class TestGuessed:
    @pytest.mark.parametrize(
        "encoding, text",
        [
            ("utf-8", JAPANESE),
            ("utf-16-le", GERMAN),
            ("windows-1251", RUSSIAN * 3),
            ("shift_jis", JAPANESE * 3),
            ("euc-kr", KOREAN * 3),
            ("windows-1252", GERMAN * 3),
        ],
    )
    def test_without_a_word_about_it(self, encoding: str, text: str) -> None:
        assert decode(page(text.encode(encoding)))[0] == text

    def test_utf_8_under_another_name_is_utf_8(self) -> None:
        assert decode(page(CZECH.encode(), charset="windows-1250"))[0] == CZECH

    def test_invalid_bytes_become_replacement_characters(self) -> None:
        assert decode(page(b"<p>good \xff\xfe bad and more words to read</p>", charset="utf-8"))[0].count("\ufffd") == 2

    @pytest.mark.parametrize(
        "data, name",
        [
            (b"%PDF-1.7 and more", "PDF"),
            (b"GIF89a......", "GIF"),
            (b"\x1f\x8b\x08\x00\x00", "gzip"),
            (b"PK\x03\x04 zip", "a zip file"),
            (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        ],
    )
    def test_what_is_not_text_is_refused(self, data: bytes, name: str) -> None:
        with pytest.raises(PageError, match=f"looks like {name}"):
            decode(page(data))


class TestUtf8:
    """Pages that are UTF-8 are never made text."""

    _BYTES = st.lists(st.one_of(
        st.binary(max_size=3), st.text(max_size=3).map(str.encode), st.sampled_from([
            b"\r", b"\r\n", b"a" * 31, b"<p>" * 11, b"\xef\xbf\xbd", codecs.BOM_UTF8, b"\xed\xa0\x80",
            b"\xf4\x90\x80\x80", b"\xe0\x80\x80", "中".encode()[:2], "\U0001f600".encode()])),
        max_size=20).map(b"".join)

    @given(_BYTES, st.sampled_from([None, "utf-8", "latin-1"]))
    def test_it_is_what_decode_returns(self, data: bytes, charset: str | None) -> None:
        try:
            text = decode(page(data, charset=charset))[0]
        except PageError as error:
            with pytest.raises(PageError, match=re.escape(str(error))):
                utf_8(page(data, charset=charset))
        else:
            assert utf_8(page(data, charset=charset)) == text.encode()

    @given(_BYTES)
    def test_characters(self, data: bytes) -> None:
        try:
            assert characters(data) == len(data.decode())
        except UnicodeDecodeError:
            assert characters(data) == -1

    @given(st.binary(max_size=100))
    def test_control_bytes(self, data: bytes) -> None:
        controls = bytes([*range(0x09), *range(0x0e, 0x1b), *range(0x1c, 0x20), 0x7f])
        assert decode_module._control_bytes(data, len(data)) == len(data) - len(data.translate(None, controls))

    @given(st.text(alphabet="\r\na", max_size=100))
    def test_line_ends(self, text: str) -> None:
        assert decode_module._with_newlines(text.encode()) == text.replace("\r\n", "\n").replace("\r", "\n").encode()
