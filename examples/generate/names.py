# SPDX-License-Identifier: Apache-2.0
"""What people call the examples' regions, skills and families of set-ups, in Norwegian and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from klynge.configure.model import ChoiceVariable, ProductModel

from .tables import Tables

REGIONS = {
    "Roros": ("Røros", ""),
    "Trondheim": ("Trondheim", ""),
    "Innlandet": ("Innlandet", ""),
    "Oslo": ("Oslo", ""),
    "Vestlandet": ("Vestlandet", "Western Norway"),
    "Nord-Norge": ("Nord-Norge", "Northern Norway"),
    "Raufoss": ("Raufoss", ""),
    "Sverige": ("Sverige", "Sweden"),
    "Export": ("Eksport", "Export"),
}
SKILLS = {
    "assembly": "montasje", "automation": "automasjon", "bells": "bjeller", "bending": "bøying", "brushing": "børsting",
    "coating": "lakkering", "core-making": "kjernemaking", "cutting": "skjæring", "despatch": "forsendelse",
    "engineering": "konstruksjon", "fettling": "rensing", "finishing": "etterbehandling", "fitting": "sammensetting",
    "foil": "foliering", "glazing": "glassing", "grid-design": "nettplanlegging", "heat-treatment": "varmebehandling",
    "impregnation": "impregnering", "inspection": "kontroll", "laser": "laser", "lifting": "løft",
    "log-building": "lafting", "machining": "maskinering", "melting": "smelting", "mending": "utbedring",
    "moulding": "forming", "packing": "pakking", "painting": "maling", "pattern": "modell", "planing": "høvling",
    "pouring": "støping", "reading": "avlesing", "records": "dokumentasjon", "sawing": "kapping", "sewing": "søm",
    "shake-out": "utslag", "smt": "SMT", "soldering": "lodding", "survey": "påvisning", "surface": "overflate",
    "switching": "kobling", "testing": "testing", "upholstery": "tapetsering", "warping": "renning",
    "weaving": "veving", "welding": "sveising",
}  # fmt: skip
COLOURS = {
    "black": "svart", "blue": "blå", "charcoal": "koks", "green": "grønn", "grey": "grå", "natural": "natur",
    "navy": "marine", "ochre": "oker", "orange": "oransje", "red": "rød", "salmon": "lakserød", "silver": "sølvgrå",
    "white": "hvit", "yellow": "gul",
}  # fmt: skip
FAMILIES = COLOURS | {
    "oxide-red": "engelskrød", "own": "valgt farge", "special": "valgt farge", "logo": "egen farge",
    "wool": "ull", "synthetic": "syntet", "leather": "skinn", "light": "lys", "mid": "middels", "dark": "mørk",
    "throw": "pledd", "door": "dør", "fire": "branndør", "window": "vindu", "pine": "furu", "steel": "stål",
    "norway": "Norge", "sweden": "Sverige", "germany": "Tyskland", "core": "kjerne", "anneal": "gløding",
    "tpu": "TPU", "sawing": "kapping",
}  # fmt: skip
IN_ENGLISH = {
    "oxide-red": "oxide red", "own": "chosen colour", "special": "chosen colour", "logo": "own colour", "tpu": "TPU",
    "norway": "Norway", "sweden": "Sweden", "germany": "Germany", "fire": "fire door", "smt": "SMT",
    "core-making": "core making", "grid-design": "grid design", "heat-treatment": "heat treatment",
    "log-building": "log building",
}  # fmt: skip
SPECIES = {"sheep": "sau", "goat": "geit", "cattle": "storfe", "pig": "gris", "reindeer": "rein"}
DESIGNS = {
    "mountain": ("Fjell", "Mountain"), "river": ("Elv", "River"), "winter": ("Vinter", "Winter"),
    "mining-town": ("Bergstad", "Mining town"), "corporate": ("Eget motiv", "Own design"),
}  # fmt: skip


def add_names(tables: Tables, products: Mapping[str, ProductModel]) -> None:
    """The rows of names.csv: the regions, the people's skills, and the families that have names."""
    for region in sorted({row["to"] for row in tables.rows["lanes"]} & REGIONS.keys()):
        name, english = REGIONS[region]
        tables.add("names", kind="region", id=region, name=name, name_en=english)
    for skill in sorted({skill for row in tables.rows["people"] for skill in row["skills"].split("|")}):
        tables.add("names", kind="skill", id=skill, name=SKILLS[skill], name_en=IN_ENGLISH.get(skill, skill))
    for family in sorted({*_written(tables), *_configured(products)}):
        if called := _called(family):
            tables.add("names", kind="family", id=family, name=called[0], name_en=called[1])


def _written(tables: Tables) -> Iterator[str]:
    """The families in the tables."""
    yield from (row[column] for row in tables.rows["setups"] for column in ("from", "to"))
    yield from (row["family"] for row in tables.rows["routings"] if row.get("family"))
    yield from (state for row in tables.rows["work_centres"] for state in row.get("states", "").split("|") if state)


def _configured(products: Mapping[str, ProductModel]) -> Iterator[str]:
    """The families that a configuration can have."""
    for model in products.values():
        patterns = {way.family.pattern for step in model.steps for way in step.ways if way.family}
        for pattern in patterns:
            parts = re.findall(r"{([^}]+)}", pattern)
            for values in product(*(_options(model, name) for name in parts)):
                yield pattern.format(**dict(zip(parts, values, strict=True)))


def _options(model: ProductModel, name: str) -> list[str]:
    variable = model.variables[name]
    assert isinstance(variable, ChoiceVariable), name
    return [option.id for option in variable.options]


def _called(family: str) -> tuple[str, str] | None:
    """What a family is called in Norwegian and English; None for one that is called by its code, such as an alloy."""
    if family in FAMILIES:
        return FAMILIES[family], IN_ENGLISH.get(family, family)
    first, _, colour = family.rpartition("-")
    if colour not in COLOURS:
        return None
    if first in SPECIES:
        return f"{SPECIES[first]}, {COLOURS[colour]}", f"{first}, {colour}"
    here, there = DESIGNS[first]
    return f"{here}, {COLOURS[colour]}", f"{there}, {colour}"
