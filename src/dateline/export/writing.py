"""An export as files: a file appears only when it is whole, its manifest beside it once all are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from dateline.archive import Archive
from dateline.archive.ahead import one_state_and_digest
from dateline.archive.selection import Selection
from dateline.errors import UsageError
from dateline.export.forms import FORMS, Options
from dateline.export.manifest import File, Manifest, manifest_of


def write_file(archive: Archive, form: str, what: str, target: Path, selection: Selection,
               options: Options) -> tuple[File, ...]:
    """Write one file and `target`.manifest.json; raises UsageError where they cannot be written."""
    with one_state_and_digest(archive) as digest:
        files = (_write(archive, form, what, target, selection, options),)
        manifest = manifest_of(archive, selection, form, files, digest())
    _write_manifest(manifest, target.with_name(target.name + ".manifest.json"))
    return files


def write_folder(archive: Archive, form: str, what: Sequence[str], folder: Path, selection: Selection,
                 options: Options) -> tuple[File, ...]:
    """Write a file for each table of a flat format into a folder, with manifest.json; raises UsageError as above."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror})") from error
    with one_state_and_digest(archive) as digest:
        files = tuple(_write(archive, form, one, folder / (one + FORMS[form].suffix), selection, options)
                      for one in what)
        manifest = manifest_of(archive, selection, form, files, digest())
    _write_manifest(manifest, folder / "manifest.json")
    return files


def _write(archive: Archive, form: str, what: str, target: Path, selection: Selection, options: Options) -> File:
    with _whole(target) as stream:
        rows = FORMS[form].write(archive, what, stream, selection, options)
    with target.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    return File(name=target.name, what=what, rows=rows, bytes=target.stat().st_size, sha256=sha256)


def _write_manifest(manifest: Manifest, target: Path) -> None:
    with _whole(target) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")


@contextmanager
def _whole(target: Path) -> Iterator[BinaryIO]:
    """Open a file beside the target, which takes its place when all is well."""
    part = target.with_name(target.name + ".part")
    try:
        try:
            with part.open("wb") as stream:
                yield stream
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{target}: cannot be written ({error.strerror})") from error
