# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with tables in CSV files and workbooks."""

from __future__ import annotations

from .words import Words

TABLES = {
    "file_elsewhere": Words(
        "“{name}” is not a file beside the product",
        "write the name of a file in the same folder",
        "«{name}» er ikke en fil ved siden av produktet",
        "skriv navnet på en fil i samme mappe",
    ),
    "no_table_file": Words(
        "there is no file “{name}” beside the product",
        "add it or correct the name",
        "det finnes ingen fil «{name}» ved siden av produktet",
        "legg den til eller rett navnet",
    ),
    "odd_file": Words(
        "“{name}” is neither CSV nor a workbook",
        "save it as .csv or .xlsx",
        "«{name}» er verken CSV eller en arbeidsbok",
        "lagre den som .csv eller .xlsx",
    ),
    "sheet_of_csv": Words("a CSV file has no sheets", "leave sheet out", "en CSV-fil har ingen ark", "ta bort sheet"),
    "which_sheet": Words(
        "the workbook has several sheets: {names}",
        "add sheet: …",
        "arbeidsboken har flere ark: {names}",
        "legg til sheet: …",
    ),
    "no_sheet": Words(
        "the workbook has no sheet “{sheet}”",
        "use one of: {names}",
        "arbeidsboken har ikke noe ark «{sheet}»",
        "bruk et av: {names}",
    ),
    "no_workbook": Words(
        "this is not a workbook", "save it as .xlsx", "dette er ikke en arbeidsbok", "lagre den som .xlsx"
    ),
    "damaged_workbook": Words(
        "the workbook is damaged",
        "open it in a spreadsheet and save it anew as .xlsx",
        "arbeidsboken er skadet",
        "åpne den i et regneark og lagre den på nytt som .xlsx",
    ),
    "large_workbook": Words(
        "the workbook unpacks to more than {megabytes} MB",
        "take out what is not needed",
        "arbeidsboken pakkes ut til mer enn {megabytes} MB",
        "ta ut det som ikke trengs",
    ),
    "chart": Words(
        "this is a chart, not a sheet of cells",
        "give the table a sheet of cells",
        "dette er et diagram, ikke et ark med celler",
        "gi tabellen et ark med celler",
    ),
    "empty_table": Words(
        "the table has no rows", "add a header and rows", "tabellen har ingen rader", "legg til overskrifter og rader"
    ),
    "many_rows": Words(
        "the table has more than {most} rows",
        "take out what is not needed",
        "tabellen har mer enn {most} rader",
        "ta ut det som ikke trengs",
    ),
    "many_columns": Words(
        "the row has more than {most} cells",
        "take out what is not needed",
        "raden har mer enn {most} celler",
        "ta ut det som ikke trengs",
    ),
    "no_header": Words("the table has no column “{name}”", "{near}", "tabellen har ingen kolonne «{name}»", "{near}"),
    "header_twice": Words(
        "the table has the column “{name}” twice",
        "rename one of them",
        "tabellen har kolonnen «{name}» to ganger",
        "gi den ene et annet navn",
    ),
    "columns_of_no_lookup": Words(
        "only a look-up table has columns of values",
        "add kind: lookup, or leave columns out",
        "bare en oppslagstabell har kolonner med verdier",
        "legg til kind: lookup, eller ta bort columns",
    ),
    "row_twice": Words(
        "the row has the same keys as row {row}",
        "keep one of the two",
        "raden har samme nøkler som rad {row}",
        "behold den ene",
    ),
    "label_in_table": Words(
        "“{name}” is what customers read, not the option's name",
        "write {option}",
        "«{name}» er det kunden leser, ikke navnet på valget",
        "skriv {option}",
    ),
    "empty_cell": Words("the cell is empty", "fill it in", "cellen er tom", "fyll den ut"),
    "decimal_comma": Words(
        "“{text}” has a comma", "write decimals after a point", "«{text}» har et komma", "skriv desimaler etter punktum"
    ),
    "no_number": Words(
        "“{text}” is not a number",
        "write for example 12, 0.35 or 4min",
        "«{text}» er ikke et tall",
        "skriv for eksempel 12, 0.35 eller 4min",
    ),
    "table_unused": Words(
        "no rule names the table “{name}”, so it would hold nothing back",
        "add a rule with table: {name}, or take the table out",
        "ingen regel nevner tabellen «{name}», så den ville ikke hindre noe",
        "legg til en regel med table: {name}, eller ta ut tabellen",
    ),
    "lookup_as_rule": Words(
        "the table “{name}” is for looking up numbers, not a rule",
        "name a table of kind allowed or forbidden",
        "tabellen «{name}» er til å slå opp tall i, ikke en regel",
        "oppgi en tabell av slaget allowed eller forbidden",
    ),
}
