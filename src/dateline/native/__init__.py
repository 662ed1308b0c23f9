"""The native core: loops over a page's bytes and numbers that Python would spend most of a page's time on.

It is written in Zig, in this folder, a file a concern; hatch_build.py compiles it. Each of its functions is declared
by the module that uses it. They take addresses and lengths of arrays that Python owns, keep nothing, allocate nothing,
and check every index: what lies outside an array ends the process instead of reading on.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy.typing as npt

from dateline.native.library import library_of

TEXT, ARRAY, COUNT = ctypes.c_char_p, ctypes.c_void_p, ctypes.c_ssize_t
"""What a function takes: bytes; the address of an array, see `address`; a number."""

_FIRST: Callable[[Any], ctypes.c_char] = ctypes.c_char.from_buffer
_PLACE: Callable[[ctypes.c_char], int] = ctypes.addressof


@cache
def _loaded() -> ctypes.CDLL:
    path = library_of(Path(__file__).parent)
    if not path.exists():
        raise ImportError(f"{path}: dateline's native core is not built from the source beside it; "
                          "install dateline again, or run hatch_build.py")
    return ctypes.CDLL(str(path))


def function(name: str, *takes: Any) -> Callable[..., int]:
    """Return a function of the core, which gives a number."""
    found = _loaded()[name]
    found.argtypes, found.restype = takes, COUNT
    return found


def address(array: npt.NDArray[Any]) -> int:
    """Return where an array lies, which has its numbers one after the other."""
    try:
        return _PLACE(_FIRST(array))  # in half the time
    except (TypeError, ValueError):  # may not be written, or is empty, or has gaps
        if not array.flags.c_contiguous:
            raise ValueError("the numbers of an array for the native core have gaps between them") from None
    place: int = array.__array_interface__["data"][0]
    return place
