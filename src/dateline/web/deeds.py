"""What a person does in the reader: corrections, their undoing, a name to sign with, pages to add.

Each deed takes a form and leads back to the page that it was sent from. Who may send one, `guard` has decided.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive, find, open_archive
from dateline.archive.corrections import BLOCK_KINDS, SPEAKER_KINDS
from dateline.archive.doubts import takes_back_who_is_who
from dateline.errors import UsageError
from dateline.pipeline import (
    alias_speaker,
    code,
    correct,
    merge_speakers,
    never_merge,
    place_name,
    regroup,
    rename_speaker,
    split_speaker,
    undo,
)
from dateline.web import urls
from dateline.web.access import Access, as_name, sign_with, visitor_of
from dateline.web.adding import Adding

_TIDY_AFTER = 2.0  # seconds without a correction until stories are brought up to date with them
_PURPOSE = "dateline open"
_MOST_FILES = 2_000
_PLACE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)
_OFFSET = re.compile(r"\d{1,9}", re.ASCII)
_NAMES = ("byline", "speaker")  # kinds whose value is a list of names
PLACE_NAME = "place-name"  # whom a name in an article means: made into a correction of the kind that it takes
WHO_IS_WHO = (*SPEAKER_KINDS, PLACE_NAME)


class Deeds:
    """All that can be done to one archive through the reader."""

    def __init__(self, archive: Path, access: Access) -> None:
        self.adding = Adding(archive)
        self._archive, self._access = archive, access
        self._tidying: threading.Timer | None = None
        self._lock = threading.Lock()

    async def begin(self, request: Request) -> Response:
        """Let the browser that came by the link write."""
        response = RedirectResponse(urls.HOME, HTTPStatus.SEE_OTHER)
        self._access.admit(request.query_params.get("key", ""), response)
        return response

    async def name(self, request: Request) -> Response:
        """Sign this browser's corrections with a name from now on."""
        async with request.form() as form:
            response = _back(form)
            sign_with(_text(form, "who"), response)
            return response

    async def correct(self, request: Request) -> Response:
        """Make a correction. Raises what `pipeline.correct` raises."""
        async with request.form() as form:
            who = as_name(_text(form, "who")) or visitor_of(request, self._access).who
            kind, target, why = (_text(form, field) for field in ("kind", "target", "why"))
            given = {field: _text(form, field) for field in form}
            articles = [str(one) for one in form.getlist("article")]
            made = await (run_in_threadpool(self._decide, kind, target, given, articles, who, why) if kind in WHO_IS_WHO
                          else run_in_threadpool(self._correct, kind, target, given, who, why))
            response = _back(form, made=made)
            if _text(form, "who"):
                sign_with(who, response)
            return response

    async def undo(self, request: Request) -> Response:
        """Take a correction back. Raises what `pipeline.undo` raises."""
        async with request.form() as form:
            who = as_name(_text(form, "who")) or visitor_of(request, self._access).who
            made = await run_in_threadpool(self._undo, _text(form, "correction"), who)
            return _back(form, made=made)

    async def code(self, request: Request) -> Response:
        """Keep what a coder marked in a passage of a sample. Raises what `pipeline.code` raises."""
        async with request.form() as form:
            marks = list(zip(map(str, form.getlist("source")), map(str, form.getlist("content")), strict=False))
            sample, place = _text(form, "sample"), _text(form, "place")
            who = as_name(_text(form, "who")) or visitor_of(request, self._access).who
            if not _PLACE.fullmatch(place):
                raise UsageError("there is no such passage")
            near = [_offset(str(one)) for one in form.getlist("content-at")]
            await run_in_threadpool(self._code, sample, int(place.partition("-")[0]), who, marks, near)
            return RedirectResponse(urls.sample(sample, int(place)), HTTPStatus.SEE_OTHER)

    async def add(self, request: Request) -> Response:
        """Begin to add files, an address, or a pasted text."""
        async with request.form(max_files=_MOST_FILES, max_part_size=16 * 1024 * 1024) as form:
            files = [(one.filename, one.file) for one in form.getlist("files")
                     if isinstance(one, UploadFile) and one.filename]
            pasted = _text(form, "pasted").strip()
            if files:
                begun = await run_in_threadpool(self.adding.files, files)
            elif not pasted:
                raise UsageError("choose files, or paste the address of a page or a text")
            elif len(pasted.split()) == 1 and urls.outside(pasted):
                begun = self.adding.address(pasted)
            else:
                begun = await run_in_threadpool(self.adding.text, pasted)
            if not begun:
                raise UsageError("something else is being added; wait for it")
            return RedirectResponse(urls.ADD, HTTPStatus.SEE_OTHER)

    def _correct(self, kind: str, target: str, given: Mapping[str, str], who: str, why: str) -> str:
        with open_archive(self._archive, write=True, purpose=_PURPOSE) as archive:
            value = _piece(archive, kind, target, given) if kind in BLOCK_KINDS else _value(kind, given)
            made = correct(archive, kind, target, value, who=who, why=why)
        self._tidy_later()
        return made

    def _decide(self, kind: str, target: str, given: Mapping[str, str], articles: Sequence[str], who: str,
                why: str) -> str:
        """Keep what a person says of who is who, and place all names by it at once: the page that follows shows it."""
        with open_archive(self._archive, write=True, purpose=_PURPOSE) as archive:
            made = _decided(archive, kind, target, given, articles, who, why)
            regroup(archive)
        return made

    def _code(self, sample: str, place: int, who: str, marks: Sequence[tuple[str, str]],
              near: Sequence[int | None]) -> None:
        with open_archive(self._archive, write=True, purpose=_PURPOSE) as archive:
            code(archive, sample, place, coder=who, marks=[(a.strip(), b.strip()) for a, b in marks], near=near)

    def _undo(self, correction: str, who: str) -> str:
        with open_archive(self._archive, write=True, purpose=_PURPOSE) as archive:
            made = undo(archive, correction, who=who)
            if takes_back_who_is_who(archive, made):
                regroup(archive)
        self._tidy_later()
        return made

    def _tidy_later(self) -> None:
        """Bring stories up to date once nobody has corrected for a moment; what waits is kept in the archive."""
        with self._lock:
            if self._tidying is not None:
                self._tidying.cancel()
            self._tidying = threading.Timer(_TIDY_AFTER, self._tidy)
            self._tidying.daemon = True
            self._tidying.start()

    def _tidy(self) -> None:
        with open_archive(self._archive, write=True, purpose=_PURPOSE) as archive:
            regroup(archive)


def _text(form: FormData, field: str) -> str:
    value = form.get(field, "")
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _value(kind: str, form: Mapping[str, str]) -> object:
    """Return what a form says as the value that this kind of correction has."""
    if kind in _NAMES:
        return _names(form.get("value", ""))
    if kind in ("statement", "span"):
        given = {field: form.get(field, "").strip() or None for field in ("content", "source", "cue", "modality")}
        near = {role: _offset(form.get(f"{role}-at", "")) for role in ("content", "source", "cue")}
        return {**given, "kind": form.get("form") or None, "speakers": _names(form.get("speaker", "")),
                "in": form.get("in") or "text", "near": {role: at for role, at in near.items() if at is not None}}
    return form.get("value", "").strip()


def _offset(text: str) -> int | None:
    return int(text) if _OFFSET.fullmatch(text) else None


def _decided(archive: Archive, kind: str, target: str, form: Mapping[str, str], articles: Sequence[str], who: str,
             why: str) -> str:
    """Keep a decision on who is who; return the correction's id. Raises NotFound, UsageError."""
    value = form.get("value", "").strip()
    if kind == PLACE_NAME:
        return place_name(archive, target, form.get("bearer", ""), value or None, who=who, why=why)
    if kind == "split-speaker":
        return split_speaker(archive, target, articles, who=who, why=why)
    if kind in ("rename", "alias"):
        return (rename_speaker if kind == "rename" else alias_speaker)(archive, target, value, who=who, why=why)
    return (merge_speakers if kind == "merge-speakers" else never_merge)(archive, (target, value), who=who, why=why)


def _names(text: str) -> list[str]:
    return [name for part in text.replace("\n", ";").split(";") if (name := part.strip())]


def _piece(archive: Archive, kind: str, target: str, form: Mapping[str, str]) -> object:
    """Return the piece of a page that a form names: by its number among the dropped ones, or by its place in the text.

    Raises UsageError where the page is no longer what the form was made from.
    """
    stored = find.show(archive, find.full_id(archive, target))
    place = _PLACE.fullmatch(form.get("piece", ""))
    if not place or form.get("edition") != stored.edition:
        raise UsageError("this article is read otherwise by now; look at it again")
    first, last = int(place[1]), int(place[2] or 0)
    if kind == "taken-out":
        return first, last
    if first >= len(stored.article.dropped):
        raise UsageError("there is no such piece of the page")
    return stored.article.dropped[first].text


def _back(form: FormData, *, made: str | None = None) -> Response:
    """Return the way back to the page that a form was sent from; made: the correction that it shall show."""
    parts = urlsplit(urls.within(_text(form, "back")))
    query = "&".join(part for part in parts.query.split("&") if part and not part.startswith("made="))
    if made:
        query = f"{query}&made={made}" if query else f"made={made}"
    return RedirectResponse(urlunsplit(("", "", parts.path, query, parts.fragment)), HTTPStatus.SEE_OTHER)
