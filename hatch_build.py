"""Builds dateline's native core from its Zig source, when the package is built or installed.

The compiler is the wheel `ziglang`, which pip fetches for the build alone, so that a machine needs Python and nothing
else. By hand, after a change of the source: `python hatch_build.py`, in an environment that has that wheel.
"""

from __future__ import annotations

import runpy
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

NATIVE = Path(__file__).parent / "src" / "dateline" / "native"


def built() -> Path:
    """Return the library that the source makes, compiled where it is not there yet; older ones go.

    Raises subprocess.CalledProcessError where the source does not compile.
    """
    library: Path = runpy.run_path(str(NATIVE / "library.py"))["library_of"](NATIVE)
    if not library.exists():
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / library.name
            # baseline: one build for all processors of a family, with the same results
            subprocess.run([sys.executable, "-m", "ziglang", "build-lib", "-dynamic", "-OReleaseSafe", "-fstrip",
                            "-mcpu=baseline", "--cache-dir", folder, "--global-cache-dir", folder,
                            f"-femit-bin={made}", str(NATIVE / "core.zig")], check=True)
            for older in library.parent.glob(f"core-*{library.suffix}"):
                older.unlink()
            part = library.with_suffix(".part")
            part.write_bytes(made.read_bytes())
            part.replace(library)  # whole, or not there
    return library


if __name__ == "__main__":
    print(built())
else:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class NativeCore(BuildHookInterface):  # type: ignore[type-arg]
        """Puts the library into the wheel, beside its source."""

        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
            """Build it, and say for which machines the wheel then is."""
            build_data["artifacts"].append(f"/{built().relative_to(self.root)}")
            build_data["pure_python"] = False
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["tag"] = f"py3-none-{platform}"  # it needs nothing of a platform but its calling convention
