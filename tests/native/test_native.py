"""The native core: which library is loaded, and what its functions refuse."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline import native
from dateline.native import address
from dateline.native.library import library_of


class TestLibrary:
    """A library is named by the source that it was built from."""

    def test_the_one_of_this_source_is_built(self) -> None:
        assert library_of(Path(native.__file__).parent).exists()

    def test_another_source_is_another_library(self, tmp_path: Path) -> None:
        (tmp_path / "core.zig").write_text("// one")
        one = library_of(tmp_path)
        (tmp_path / "core.zig").write_text("// other")
        assert library_of(tmp_path) != one

    def test_a_name_that_it_lacks_is_an_error(self) -> None:
        with pytest.raises(AttributeError):
            native.function("no_such_function")


class TestAddress:
    """Functions take arrays whose numbers lie one after the other."""

    def test_gaps_are_refused(self) -> None:
        with pytest.raises(ValueError, match="gaps"):
            address(np.zeros(10, np.int64)[::2])

    def test_it_is_where_the_numbers_are(self) -> None:
        numbers = np.arange(10)
        assert address(numbers[3:]) == address(numbers) + 3 * numbers.itemsize

    def test_arrays_that_are_empty_or_only_read_have_one_too(self) -> None:
        numbers = np.frombuffer(bytes(80), np.int64)
        assert address(numbers[1:]) == address(numbers) + 8 == numbers.__array_interface__["data"][0] + 8
        assert address(np.zeros(0, np.int64)) > 0
