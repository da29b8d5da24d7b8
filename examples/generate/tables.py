# SPDX-License-Identifier: Apache-2.0
"""The rows of a cluster folder while they are gathered, and the CSV files that they become."""

from __future__ import annotations

import csv
from pathlib import Path

from .english import english

COLUMNS = {
    "members": "member name organisation_number",
    "sites": "site member name place time_zone price_zone energy_nok_kwh co2_g_kwh name_en",
    "work_centres": "work_centre site name kind units calendar capacity measure cost_nok_h power_kw power_pool "
    "setup_matrix states name_en",
    "pools": "pool site kind calendar amount cost_nok_h name name_en",
    "people": "person site skills calendar share cost_nok_h absences",
    "items": "item member name unit source lead_time cost_nok co2_g weight_g lot shelf_life name_en",
    "configurations": "item product version choices",
    "stock": "item site quantity available expires",
    "setups": "matrix from to time cost_nok",
    "lanes": "lane from to lead departures cost_nok cost_nok_kg co2_g_kg",
    "agreements": "agreement giver taker work_centre rate_nok_h ceiling_h valid_from valid_to",
    "routings": "item step name work_centre fixed per_unit family pause setup_needs run_needs load_per_unit agreement "
    "cost_nok cost_nok_unit yield max_lots min_lot same_site after name_en",
    "links": "item before after min_lag max_lag transfer_quantity",
    "materials": "item step material quantity per",
    "orders": "order member customer region item quantity value_nok released due promised weight status",
    "progress": "order item step work_centre unit quantity start end state",
    "names": "kind id name name_en",
}


class Tables:
    """Rows by table. A value of None, "" or 0 that is not asked for is an empty cell: the format's default."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {table: [] for table in COLUMNS}

    def add(self, table: str, **cells: object) -> None:
        """Add a row. A column that is a Python keyword is given with a trailing underscore (`from_`, `yield_`)."""
        row = {name.rstrip("_"): "" if value is None else str(value) for name, value in cells.items()}
        unknown = row.keys() - set(COLUMNS[table].split())
        if unknown:
            raise ValueError(f"{table}.csv has no column {', '.join(sorted(unknown))}")
        if name_en := english(table, row.get("name", "")):
            row["name_en"] = name_en
        self.rows[table].append(row)

    def write(self, folder: Path) -> None:
        """Write each table that has rows, with the columns that are used, in the format's order."""
        folder.mkdir(parents=True, exist_ok=True)
        for table, columns in COLUMNS.items():
            rows = self.rows[table]
            used = [column for column in columns.split() if any(row.get(column) for row in rows)]
            if rows:
                with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, used, restval="", lineterminator="\n")
                    writer.writeheader()
                    writer.writerows({name: row.get(name, "") for name in used} for row in rows)
