# SPDX-License-Identifier: Apache-2.0
"""What is wrong with the database's addresses and protection, in English and Norwegian. Names in braces are facts."""

from __future__ import annotations


def _both(en: str, nb: str) -> dict[str, str]:
    return {"en": en, "nb": nb}


TEXTS: dict[str, dict[str, str]] = {
    "no_address": _both(
        "the database's address is missing: set {variable}, or DATABASE_URL",
        "databasens adresse mangler: sett {variable}, eller DATABASE_URL",
    ),
    "bad_address": _both(
        "{variable} is no address of a database ({problem}): it looks like postgresql://user:password@host:5432/klynge",
        "{variable} er ingen databaseadresse ({problem}): den ser ut som postgresql://bruker:passord@vert:5432/klynge",
    ),
    "refusal": _both(
        "the database is not protected, so nothing is served. Run the migrations as {owner}, and mend what is left:",
        "databasen er ikke beskyttet, så ingenting vises. Kjør migreringene som {owner}, og rett det som gjenstår:",
    ),
    "wrong_role": _both(
        "connected as {found}, and this process must be {wanted}: give it the address of that role",
        "koblet til som {found}, og denne prosessen må være {wanted}: gi den adressen til den rollen",
    ),
    "strong_role": _both(
        "role {name} may do more than serve ({what}): alter role {name} nosuperuser nobypassrls nocreaterole, "
        "and revoke the roles that it is a member of",
        "rollen {name} kan mer enn å betjene ({what}): alter role {name} nosuperuser nobypassrls nocreaterole, "
        "og ta bort rollene den er medlem av",
    ),
    "owner": _both(
        "{name} belongs to {what}: alter table {name} owner to {owner}",
        "{name} tilhører {what}: alter table {name} owner to {owner}",
    ),
    "off": _both(
        "{name} has no row-level security: alter table {name} enable row level security",
        "{name} har ikke radsikkerhet: alter table {name} enable row level security",
    ),
    "not_forced": _both(
        "{name} does not hold its owner: alter table {name} force row level security",
        "{name} gjelder ikke eieren: alter table {name} force row level security",
    ),
    "no_policy": _both(
        "{name} has no policy: say who sees which rows with create policy",
        "{name} har ingen regel: si hvem som ser hvilke rader med create policy",
    ),
    "open_policy": _both(
        "policy {what} of {name} shows rows to {role} whoever asks: let it compare with the setting app.tenant",
        "regelen {what} i {name} viser {role} rader uansett hvem som spør: la den sammenligne med innstillingen "
        "app.tenant",
    ),
    "public": _both(
        "everyone may use {name}: revoke all on {name} from public",
        "alle kan bruke {name}: revoke all on {name} from public",
    ),
    "too_much": _both(
        "{role} may {what} {name}: row-level security is not asked then; revoke it",
        "{role} kan {what} {name}: da gjelder ikke radsikkerheten; ta det bort med revoke",
    ),
    "view": _both(
        "view {name} shows what its owner sees: alter view {name} set (security_invoker = true)",
        "visningen {name} viser det eieren ser: alter view {name} set (security_invoker = true)",
    ),
    "no_rows": _both(
        "{name} cannot have row-level security and {role} may read it: revoke all on {name} from {role}",
        "{name} kan ikke ha radsikkerhet og {role} kan lese den: revoke all on {name} from {role}",
    ),
    "definer": _both(
        "function {name} runs with the rights of {what} and {role} may call it: make it security invoker, or revoke it",
        "funksjonen {name} kjører med rettighetene til {what} og {role} kan kalle den: gjør den security "
        "invoker, eller ta den bort med revoke",
    ),
    "unique": _both(
        "unique index {what} of {name} tells whether another tenant has a value: let it contain tenant",
        "den unike indeksen {what} i {name} røper om en annen leietaker har en verdi: la den inneholde tenant",
    ),
    "foreign_key": _both(
        "foreign key {what} of {name} can point at another tenant's row: let it contain tenant",
        "fremmednøkkelen {what} i {name} kan peke på en annens rad: la den inneholde tenant",
    ),
}
