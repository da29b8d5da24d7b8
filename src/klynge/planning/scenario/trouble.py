# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a scenario: where, what, and how to mend it, in English and Norwegian bokmål."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

Facts = tuple[tuple[str, str], ...]

WHERE = {"en": "change {number} ({kind})", "nb": "endring {number} ({kind})"}
MEANT = {"en": "did you mean “{near}”?", "nb": "mente du «{near}»?"}
KNOWN = {"en": "use one of: {known}", "nb": "bruk en av: {known}"}
NONE = {"en": "there is none", "nb": "det finnes ingen"}

KINDS = {
    "work_centre": ("work centre", "arbeidsstasjon"),
    "calendar": ("calendar", "kalender"),
    "pool": ("pool", "gruppe"),
    "matrix": ("set-up matrix", "omstillingsmatrise"),
    "family": ("set-up family", "omstillingsfamilie"),
    "item": ("item", "vare"),
    "made_item": ("item that is made", "vare som lages"),
    "site": ("site", "sted"),
    "lane": ("lane", "transport"),
    "agreement": ("agreement", "avtale"),
    "member": ("member", "medlem"),
    "customer": ("customer", "kunde"),
    "region": ("region", "region"),
    "destination": ("site or region", "sted eller region"),
    "order": ("order", "ordre"),
    "lot": ("stock lot", "lagerparti"),
    "step": ("step", "steg"),
    "field": ("price", "pris"),
}

TEXTS = {
    "unknown": {"en": "there is no {kind} “{name}”: {near}", "nb": "det finnes ingen {kind} «{name}»: {near}"},
    "taken": {
        "en": "there already is a {kind} “{name}”: choose another id",
        "nb": "det finnes allerede en {kind} «{name}»: velg en annen id",
    },
    "too_few_units": {
        "en": "{name} has {units} units and cannot have {less} fewer: take away at most {most}, or say that it is lost",
        "nb": "{name} har {units} enheter og kan ikke ha {less} færre: ta bort høyst {most}, eller si at den er tapt",
    },
    "no_units": {"en": "0 units is no change: write 1 or more, or less than 0", "nb": "0 enheter er ingen endring"},
    "busy_units": {
        "en": "work is reported on unit {unit} of {name}, so it cannot be taken away",
        "nb": "det er meldt arbeid på enhet {unit} på {name}, så den kan ikke tas bort",
    },
    "external": {
        "en": "{name} is outside the cluster and has no units: leave this out",
        "nb": "{name} er utenfor klyngen og har ingen enheter: utelat dette",
    },
    "days": {
        "en": "the days end ({last}) before they begin ({first}): swap them",
        "nb": "dagene slutter ({last}) før de begynner ({first}): bytt dem",
    },
    "no_target": {
        "en": "nothing is named: give work_centres, pools or calendars",
        "nb": "ingenting er nevnt: oppgi work_centres, pools eller calendars",
    },
    "shifts_or_use": {
        "en": "give either shifts, or the calendar to use",
        "nb": "oppgi enten shifts, eller kalenderen i use",
    },
    "not_a_day": {
        "en": "“{text}” is no weekday: write mon-fri, or sat|sun",
        "nb": "«{text}» er ingen ukedag: skriv mon-fri, eller sat|sun",
    },
    "not_a_departure": {
        "en": "“{text}” is no departure: write mon 16:00",
        "nb": "«{text}» er ingen avgang: skriv mon 16:00",
    },
    "too_few_people": {
        "en": "{name} has {amount} thousandths on calendar {calendar}, so {less} cannot go",
        "nb": "{name} har {amount} tusendeler på kalenderen {calendar}, så {less} kan ikke gå ut",
    },
    "adds_nothing": {
        "en": "hours that are added need shifts: write them, or leave out adds",
        "nb": "timer som kommer i tillegg trenger shifts: skriv dem, eller utelat adds",
    },
    "matrix_or_centres": {
        "en": "give either the matrix or work_centres",
        "nb": "oppgi enten matrix eller work_centres",
    },
    "no_matrix": {"en": "{name} has no set-up matrix", "nb": "{name} har ingen omstillingsmatrise"},
    "nothing_matches": {
        "en": "no operation is meant by this: {what}",
        "nb": "dette treffer ingen operasjon: {what}",
    },
    "no_filter": {
        "en": "nothing says which orders: give orders, items, customers, members or regions",
        "nb": "ingenting sier hvilke ordrer: oppgi orders, items, customers, members eller regions",
    },
    "no_orders": {"en": "no order is meant by this: {what}", "nb": "dette treffer ingen ordre: {what}"},
    "too_many_orders": {
        "en": "that makes {count} orders: at most {most} can be planned here",
        "nb": "det gir {count} ordrer: her kan høyst {most} planlegges",
    },
    "no_routing": {
        "en": "order {order} is not made by a routing of the cluster, so its quantity cannot be another",
        "nb": "ordre {order} lages ikke etter en arbeidsgang i klyngen, så antallet kan ikke endres",
    },
    "value_or_permille": {"en": "give either value or permille", "nb": "oppgi enten value eller permille"},
    "lead_or_permille": {"en": "give either lead_s or permille", "nb": "oppgi enten lead_s eller permille"},
    "only_permille": {
        "en": "{field} differs from operation to operation: give permille",
        "nb": "{field} er forskjellig fra operasjon til operasjon: oppgi permille",
    },
    "due_early": {
        "en": "orders are due before planning begins ({start}): choose a later first_due",
        "nb": "ordrene forfaller før planen begynner ({start}): velg en senere first_due",
    },
    "due_late": {
        "en": "orders are due after the horizon ends ({end}): choose an earlier last_due",
        "nb": "ordrene forfaller etter at horisonten slutter ({end}): velg en tidligere last_due",
    },
    "lot_or_item": {"en": "give either the lot or the item", "nb": "oppgi enten lot eller item"},
    "too_late": {
        "en": "lot {name} would come before planning begins: move it less",
        "nb": "partiet {name} ville komme før planen begynner: flytt det mindre",
    },
    "not_bought": {
        "en": "{name} is not bought with a lead time: name an item of source buy",
        "nb": "{name} kjøpes ikke med leveringstid: oppgi en vare med source buy",
    },
    "other_member": {
        "en": "{site} belongs to {member}, {like} to {owner}: work there needs an agreement",
        "nb": "{site} tilhører {member}, {like} tilhører {owner}: arbeid der krever en avtale",
    },
    "own_agreement": {
        "en": "{member} cannot agree with itself: name two members",
        "nb": "{member} kan ikke ha avtale med seg selv: oppgi to medlemmer",
    },
    "not_owner": {
        "en": "{name} is at a site of {owner}, not of {member}",
        "nb": "{name} er på et sted som tilhører {owner}, ikke {member}",
    },
    "other_kind": {
        "en": "{name} is of kind {kind}, {like} of kind {like_kind}: name two alike",
        "nb": "{name} er av typen {kind}, {like} av typen {like_kind}: oppgi to like",
    },
    "other_families": {
        "en": "{name} has not the set-up matrix of {like}",
        "nb": "{name} har ikke samme omstillingsmatrise som {like}",
    },
    "no_lane": {
        "en": "no lane leads to {name}: add a lane first",
        "nb": "ingen transport går til {name}: legg til en transport først",
    },
    "too_large": {"en": "the file is larger than {most} MB", "nb": "filen er større enn {most} MB"},
    "encoding": {"en": "the file is no UTF-8 text: save it as UTF-8", "nb": "filen er ikke UTF-8: lagre den som UTF-8"},
    "yaml": {
        "en": "line {line} is no YAML ({what}): mend it, or write JSON",
        "nb": "linje {line} er ikke YAML ({what}): rett den, eller skriv JSON",
    },
    "no_mapping": {
        "en": "this is no scenario: begin with id and changes",
        "nb": "dette er ikke et scenario: begynn med id og changes",
    },
    "missing": {"en": "{field} is missing", "nb": "{field} mangler"},
    "unexpected": {
        "en": "{field} does not belong here: take it out, or look its name up in the schema",
        "nb": "{field} hører ikke hjemme her: ta det ut, eller slå opp navnet i skjemaet",
    },
    "no_kind": {
        "en": "a change says what it is in `change`: one of {known}",
        "nb": "en endring sier hva den er i `change`: en av {known}",
    },
    "other_kind_of_change": {
        "en": "there is no change “{name}”: use one of {known}",
        "nb": "det finnes ingen endring «{name}»: bruk en av {known}",
    },
    "misfit": {
        "en": "{field} cannot be “{value}”: it is {wanted}",
        "nb": "{field} kan ikke være «{value}»: det er {wanted}",
    },
    "impossible": {"en": "{text}", "nb": "{text}"},
}

WANTED = {  # by what pydantic calls the error, of which the beginning is enough
    "int": ("a whole number", "et helt tall"),
    "date": ("a day such as 2027-02-08", "en dag som 2027-02-08"),
    "time": ("a time of day such as 14:00", "et klokkeslett som 14:00"),
    "bool": ("true or false", "true eller false"),
    "greater_than_equal": ("{limit} or more", "{limit} eller mer"),
    "less_than_equal": ("{limit} or less", "{limit} eller mindre"),
    "literal": ("one of {limit}", "en av {limit}"),
    "tuple": ("a list", "en liste"),
    "string": ("a text that is not empty", "en tekst som ikke er tom"),
    "": ("as the schema says", "slik skjemaet sier"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One error of a scenario: `number` counts its changes from 1 (0: the scenario itself), `kind` is the change's."""

    scenario: str
    number: int
    kind: str
    code: str
    facts: Facts = ()

    def __str__(self) -> str:
        return self.line("en")

    def line(self, language: str) -> str:
        """The error on one line, in "nb" or "en"."""
        facts = dict(self.facts)
        if self.code in ("unknown", "taken"):
            facts["kind"] = KINDS[facts["kind"]][language == "nb"]
        if self.code == "unknown":
            facts["near"] = _nearest(facts["name"], facts["known"], language)
        if self.code == "misfit":
            sort = next(name for name in WANTED if facts["sort"].startswith(name))
            facts["wanted"] = WANTED[sort][language == "nb"].format(limit=facts["limit"])
        where = f", {WHERE[language].format(number=self.number, kind=self.kind)}" if self.number else ""
        return f"{self.scenario}{where}: {TEXTS[self.code][language].format(**facts)}"


def _nearest(name: str, known: str, language: str) -> str:
    names = known.split("\n") if known else []
    if near := get_close_matches(name, names, n=1, cutoff=0.6):
        return MEANT[language].format(near=near[0])
    if not names:
        return NONE[language]
    return KNOWN[language].format(known=", ".join(names[:6]) + (", …" if len(names) > 6 else ""))


class ScenarioError(ValueError):
    """A scenario that cannot be; `problems` says all that is wrong with it."""

    def __init__(self, problems: Iterable[Trouble]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
