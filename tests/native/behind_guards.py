"""Reads odd pages while all that the native core is lent ends where memory does: it dies where the core goes further.

By hand: `python behind_guards.py FIRST MANY`, or with a third argument, so that trees are asked node by node.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy.typing as npt
from odd_pages import odd_page

from dateline import native
from dateline.errors import PageError

_SIZE, _KEPT = 96 << 20, 100_000  # bytes lent at once for one array; those of tables that are lent once for all
_LIBC = ctypes.CDLL(None)
_LIBC.mprotect.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
_address = native.address


class _Place(int):
    """The address of an array, with the array."""

    array: npt.NDArray[Any]


class _Room:
    """Memory behind which there is none."""

    def __init__(self, size: int) -> None:
        size = -(-size // mmap.PAGESIZE) * mmap.PAGESIZE
        self._map = mmap.mmap(-1, size + mmap.PAGESIZE)
        self._end = ctypes.addressof(ctypes.c_char.from_buffer(self._map)) + size
        assert _LIBC.mprotect(self._end, mmap.PAGESIZE, 0) == 0

    def filled(self, source: int | bytes, size: int) -> int:
        """Return where so many bytes are put: at its end."""
        ctypes.memmove(self._end - size, source, size)
        return self._end - size


_rooms: list[_Room] = []
_kept: dict[int, tuple[npt.NDArray[Any], _Room, int]] = {}  # tables by their addresses, which are never written


def _placed(array: npt.NDArray[Any]) -> _Place:
    place = _Place(_address(array))
    place.array = array
    return place


def _lent(number: int, given: Any) -> int:
    """Return where the core finds a copy of one of its arrays or texts."""
    if isinstance(given, bytes):
        return _rooms[number].filled(given, len(given))
    if given not in _kept:
        return _rooms[number].filled(int(given), given.array.nbytes)
    return _kept[given][2]


def _function(name: str, *takes: Any) -> Callable[..., int]:
    found = native._loaded()[name]
    found.argtypes = [native.COUNT if one is native.COUNT else native.ARRAY for one in takes]
    found.restype = native.COUNT
    _rooms.extend(_Room(_SIZE) for _ in range(len(takes) - len(_rooms)))

    def call(*given: Any) -> int:
        lent = [one if kind is native.COUNT else _lent(number, one)
                for number, (kind, one) in enumerate(zip(takes, given, strict=True))]
        result: int = found(*lent)
        for one, place in zip(given, lent, strict=True):
            if isinstance(one, _Place) and one not in _kept and one.array.flags.writeable:
                ctypes.memmove(int(one), place, one.array.nbytes)
        return result

    return call


def _keep(tables: list[npt.NDArray[Any]]) -> None:
    """Lend large tables once."""
    for table in tables:
        if table.nbytes > _KEPT:
            room = _Room(table.nbytes)
            _kept[_address(table)] = table, room, room.filled(_address(table), table.nbytes)


def main(first: int, many: int, asked: bool) -> None:
    """Read some odd pages; with `asked` by asking for node after node."""
    native.address, native.function = _placed, _function
    from dateline.article import classify, dated_lines, features, folding, language, letters, read_article, walk

    _keep([*language._identifier()._automaton, *dated_lines._tables(), letters.letters(), folding._table(),
           features.logarithms(), *classify.shipped().forests._kept])
    if asked:
        walk._split = walk._asked
    for number in range(first, first + many):
        with suppress(PageError):
            read_article(odd_page(number))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), len(sys.argv) > 3)
