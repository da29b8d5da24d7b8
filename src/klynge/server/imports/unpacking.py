# SPDX-License-Identifier: Apache-2.0
"""A file that came from outside as a folder of ours: nothing outside of it, nothing larger than said, no links.

What an archive says of its sizes is not believed: reading stops at the bound.
"""

from __future__ import annotations

import stat
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from klynge.exchange.sheets import Lines
from klynge.exchange.workbook_in import read_tables
from klynge.network import FolderError
from klynge.network.problem import Problem

ENDINGS = (".zip", ".xlsx")
LARGEST = 16_000_000
LARGEST_UNPACKED = 100_000_000
MOST_FILES = 500
_TAKEN = (".csv", ".yaml", ".yml")


def unpack(name: str, content: bytes, folder: Path) -> dict[str, Lines]:
    """Write the files of a .zip, or the tables of an .xlsx, into an empty folder; where a workbook's lines are from.

    Raises FolderError for what is no such file, or one that no folder makes.
    """
    if name.lower().endswith(".xlsx"):
        with tempfile.TemporaryDirectory(dir=folder.parent) as place:
            book = Path(place) / _plain(name)  # what is wrong in it is told by its own name
            book.write_bytes(content)
            return read_tables(book, folder, LARGEST_UNPACKED)
    _unzip(name, content, folder)
    return {}


def _plain(name: str) -> str:
    """A workbook's name as any file system takes it."""
    stem = "".join(sign if sign.isalnum() or sign in " -_()." else "-" for sign in Path(name).stem)
    return f"{stem[:60].strip(' .') or 'book'}.xlsx"


def _unzip(name: str, content: bytes, folder: Path) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                raise _refused(name, "many", number=len(entries), most=MOST_FILES)
            left = LARGEST_UNPACKED
            for entry, path in _placed(name, entries):
                with archive.open(entry) as source:
                    data = source.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise _refused(name, "large", most=LARGEST_UNPACKED // 1_000_000)
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _refused(name, "damaged", why=type(error).__name__) from None


def _placed(name: str, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The tables among the entries, each with where it goes: in the folder, or in its folder `products`."""
    paths = {}
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
            raise _refused(name, "outside", entry=entry.filename[:80])
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise _refused(name, "link", entry=entry.filename[:80])
        if path.suffix.lower() in _TAKEN and not path.name.startswith(".") and "__MACOSX" not in path.parts:
            paths[path] = entry
    tops = {path.parts[0] for path in paths}
    deep = len(tops) == 1 and all(len(path.parts) > 1 for path in paths) and tops != {"products"}
    for path, entry in paths.items():
        inner = PurePosixPath(*path.parts[1:]) if deep else path
        if len(inner.parts) == 1 or (len(inner.parts) == 2 and inner.parts[0] == "products"):
            yield entry, inner


_TEXTS = {
    "many": (
        "the archive holds {number} files, more than {most}",
        "pack the tables and product files alone",
        "arkivet har {number} filer, flere enn {most}",
        "pakk bare tabellene og produktfilene",
    ),
    "large": (
        "the archive unpacks to more than {most} MB",
        "bring in the tables that changed alone",
        "arkivet er på over {most} MB når det pakkes ut",
        "ta med bare tabellene som er endret",
    ),
    "outside": (
        "“{entry}” would lie outside of the folder",
        "pack the folder itself, without paths",
        "«{entry}» ville ligge utenfor mappen",
        "pakk selve mappen, uten stier",
    ),
    "link": (
        "“{entry}” is a link to another file",
        "pack the file itself",
        "«{entry}» er en lenke til en annen fil",
        "pakk selve filen",
    ),
    "damaged": (
        "the archive is damaged or locked ({why})",
        "pack the folder anew as .zip, without a password",
        "arkivet er skadet eller låst ({why})",
        "pakk mappen på nytt som .zip, uten passord",
    ),
}


def _refused(name: str, kind: str, **facts: object) -> FolderError:
    english, mend, norwegian, rett = (text.format(**facts) for text in _TEXTS[kind])
    return FolderError([Problem(name, 0, "", english, mend, norwegian=(norwegian, rett))])
