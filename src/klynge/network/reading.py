# SPDX-License-Identifier: Apache-2.0
"""All files of a folder as rows, with every reference between them checked."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from klynge.network.problem import Findings, nearest, shown
from klynge.network.schema import TABLES, Configurations, Items, Setups
from klynge.network.settings import CALENDARS, Calendars, Settings, read_calendars, read_settings
from klynge.network.table import Row, Spec, Table, read_table

_SUGGESTED = 50  # looking for the nearest name takes long when both those wrong and those there are thousands


@dataclass(slots=True)
class Reading:
    """What was read so far and what is wrong with it."""

    findings: Findings
    settings: Settings
    calendars: Calendars
    tables: dict[str, Table]

    def rows(self, spec: Spec) -> list[Row]:
        """The rows of a table that are right in themselves and whose references resolve."""
        return self.tables[spec.name].rows

    def sound(self, *specs: Spec) -> bool:
        """Whether these tables were read without any error, so that what is not there is really missing."""
        return all(self.tables[spec.name].sound for spec in specs)


def read_files(folder: Path) -> Reading:
    """Read every file of the folder, references unchecked; nothing is raised, all problems are in the findings."""
    findings = Findings()
    settings = read_settings(folder, findings)
    calendars = read_calendars(folder, findings)
    tables = {spec.name: read_table(folder, spec, findings) for spec in TABLES}
    reading = Reading(findings, settings, calendars, tables)
    _misspelt_files(folder, findings)
    return reading


def check_references(reading: Reading, tables: Iterable[Table]) -> None:
    """Take the rows out of tables that name what there is not, and note them."""
    for table in tables:
        _check_references(reading, table)


def _misspelt_files(folder: Path, findings: Findings) -> None:
    """A table whose name is nearly right would else be missed in silence; other files may lie in the folder."""
    names = [spec.file for spec in TABLES]
    for path in sorted(folder.glob("*.csv")):
        close = get_close_matches(path.name, names, n=1, cutoff=0.8)
        if path.name not in names and close:
            findings.add(path.name, 0, "", f"there is no table {shown(path.name)}", f"did you mean “{close[0]}”?")


def _names(reading: Reading, kind: str) -> Set[str] | None:
    """All names of a kind, those in broken rows too; None when they cannot be known."""
    if kind == "regions":
        return set(reading.settings.regions) if reading.settings.sound else None
    if kind == "calendars":
        unreadable = not reading.calendars.lines and not reading.calendars.sound
        return None if unreadable else set(reading.calendars.lines)
    table = reading.tables[kind]
    if table.cut:
        return None
    if table.spec is Setups.table:
        return {matrix for matrix, _, _ in table.keys}
    if table.spec is Items.table:
        configured = reading.tables[Configurations.table.name]
        return None if configured.cut else {*table.keys, *configured.keys} if configured.keys else table.keys.keys()
    return table.keys.keys()


def _check_references(reading: Reading, table: Table) -> None:
    wrong: set[int] = set()
    for column in table.spec.columns:
        sources = [_names(reading, kind) for kind in column.refers]
        named = [names for names in sources if names is not None]
        if not sources or len(named) < len(sources):
            continue
        known = named[0] if len(named) == 1 else set().union(*named)
        remedies: dict[str, str] = {}
        for row in (*table.rows, *table.broken):
            name = row[column]
            if name and name not in known:
                if name not in remedies and len(remedies) < _SUGGESTED:
                    remedies[name] = nearest(name, known)
                remedy = remedies.get(name, "name one that is there")
                row.problem(column, f"{shown(name)} is not in {_place(column.refers)}", remedy)
                wrong.add(row.number)
    if wrong:
        # what else the item of such a row lacks then is not told
        table.broken += [row for row in table.rows if row.number in wrong]
        table.rows = [row for row in table.rows if row.number not in wrong]
        table.sound = False


def _place(kinds: tuple[str, ...]) -> str:
    places = {"calendars": CALENDARS, "regions": "the regions of cluster.yaml"}
    return " or ".join(places.get(kind, f"{kind}.csv") for kind in kinds)
