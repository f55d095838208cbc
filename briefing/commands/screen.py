"""Whether a window can be shown here, and which system libraries Qt lacks for it.

Looks without importing Qt, which ends the process when its libraries are missing. As a program
(``python -m briefing.commands.screen [offscreen]``) it says what is wrong on standard error and
exits with 0 when a window can be shown, 4 when there is no screen, 5 when libraries are missing;
``offscreen`` asks for the libraries that tests of the window need, and for no screen.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

EXIT_NO_SCREEN = 4
EXIT_MISSING_LIBRARIES = 5

_DEBIAN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Which package of Debian and Ubuntu has a library that Qt does not bring along."""


def has_screen() -> bool:
    """Whether a window can be shown: always on macOS and Windows, elsewhere where a display is."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY")) or _display_answers()


def missing_libraries(plugins: Sequence[str] = ()) -> tuple[str, ...]:
    """The system libraries that Qt lacks, by file name; empty when nothing lacks or none can tell.

    ``plugins`` names Qt's platform plugins, such as ``xcb``, of which one must be whole; by
    default those that fit the screen here.
    """
    qt = _qt_folder()
    if qt is None or not sys.platform.startswith("linux"):
        return ()
    base = _not_found([*qt.glob("QtGui.*.so"), *qt.glob("QtWidgets.*.so")])
    folder = qt / "Qt" / "plugins" / "platforms"
    by_plugin = [_not_found([folder / f"libq{name}.so"]) for name in plugins or _fitting()]
    return tuple(sorted(base | min(by_plugin, key=len)))


def advice(libraries: Sequence[str]) -> str:
    """One sentence: which libraries are missing, and the command that mends it."""
    names = ", ".join(libraries)
    if shutil.which("apt-get"):
        packages = sorted({_DEBIAN.get(name, name) for name in libraries})
        return (
            f"Qt's window needs system libraries that are missing here ({names}); "
            f"install them with: sudo apt install {' '.join(packages)}"
        )
    return (
        f"Qt's window needs system libraries that are missing here; "
        f"install the packages that hold {names}"
    )


def main(arguments: Sequence[str]) -> int:
    """Say on standard error what is wrong, if anything; return the exit status."""
    offscreen = "offscreen" in arguments
    if not offscreen and not has_screen():
        return EXIT_NO_SCREEN
    lacking = missing_libraries(("offscreen",) if offscreen else ())
    if lacking:
        print(advice(lacking), file=sys.stderr)
        return EXIT_MISSING_LIBRARIES
    return 0


def _fitting() -> tuple[str, ...]:
    """Qt's platform plugins for the screen here; either may serve where both are."""
    fitting = []
    if os.environ.get("WAYLAND_DISPLAY"):
        fitting.append("wayland")
    if os.environ.get("DISPLAY") or not fitting:
        fitting.append("xcb")
    return tuple(fitting)


def _display_answers() -> bool:
    """Whether the X server that DISPLAY names lets this process in."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # a display is named; that the library is missing is said elsewhere
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _qt_folder() -> Path | None:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


def _not_found(files: Sequence[Path]) -> set[str]:
    """The libraries that the loader does not find for these files, as ``ldd`` tells."""
    ldd = shutil.which("ldd")
    here = [str(file) for file in files if file.exists()]
    if ldd is None or not here:
        return set()
    answer = subprocess.run([ldd, *here], capture_output=True, text=True, check=False)
    return {
        line.split()[0]
        for line in answer.stdout.splitlines()
        if line.rstrip().endswith("=> not found")
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
