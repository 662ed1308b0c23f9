"""Files that people worked on outside and bring back: Label Studio tasks, Web Annotations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dateline.errors import UsageError
from dateline.export.label_studio import read_tasks
from dateline.export.marks import Mark
from dateline.export.web_annotation import read_annotations
from dateline.limits import LINE_BYTES


def read_marks(path: Path) -> Iterator[Mark]:
    """Yield the statements of a file that was exported, as a person left them. Raises UsageError."""
    try:
        with path.open("rb") as file:
            data = file.read(LINE_BYTES + 1)
        if len(data) > LINE_BYTES:
            raise UsageError(f"{path}: larger than {LINE_BYTES:,} bytes; export a part at a time")
        found = msgspec.json.decode(data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: is no JSON ({error})") from error
    if isinstance(found, list) and all(isinstance(task, dict) for task in found):
        yield from read_tasks(found)
    elif isinstance(found, dict) and found.get("type") == "AnnotationPage":
        yield from read_annotations(found)
    else:
        raise UsageError(f"{path}: is neither Label Studio's list of tasks nor an AnnotationPage")
