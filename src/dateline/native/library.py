"""Which file the native core is in: named by a hash of its source, so that one built from another is never loaded."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

_SUFFIXES = {"win32": ".dll", "darwin": ".dylib"}


def library_of(folder: Path) -> Path:
    """Return the path of the library that the Zig files in `folder` make; it may not be built."""
    source = sha256()
    for path in sorted(folder.glob("*.zig")):
        source.update(path.read_bytes())
    return folder / f"core-{source.hexdigest()[:12]}{_SUFFIXES.get(sys.platform, '.so')}"
