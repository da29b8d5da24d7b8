# SPDX-License-Identifier: Apache-2.0
"""What the trustee answers, in English and Norwegian: a title, and how to mend it."""

from __future__ import annotations

from klynge.server.drafts.texts import PROBLEMS
from klynge.server.trustee.service import Problem

_TEXTS: dict[str, tuple[int, dict[str, tuple[str, str]]]] = {
    "no-offer": (
        409,
        {
            "en": ("It cannot be made within the time that is planned.", "Ask for fewer, or ask the seller."),
            "nb": ("Det kan ikke lages innen tiden det planlegges for.", "Spør om færre, eller spør selgeren."),
        },
    ),
    "not-delivered": (
        409,
        {
            "en": ("It is not delivered there.", "Choose another place, or ask the seller."),
            "nb": ("Det leveres ikke dit.", "Velg et annet sted, eller spør selgeren."),
        },
    ),
    "later": (
        409,
        {
            "en": ("The day that was shown can no longer be had.", "Look at the offers again, and choose a new day."),
            "nb": ("Dagen som ble vist, er ikke lenger ledig.", "Se på tilbudene igjen, og velg en ny dag."),
        },
    ),
    "not-held": (
        409,
        {
            "en": ("The order is not held.", "Hold an offer first; a hold ends at the time it was given."),
            "nb": ("Ordren er ikke reservert.", "Reserver et tilbud først; en reservasjon gjelder til oppgitt tid."),
        },
    ),
    "cannot-leave": (
        409,
        {
            "en": ("The order can no longer be withdrawn.", "Work on it has begun; ask the planner."),
            "nb": ("Ordren kan ikke lenger trekkes.", "Arbeidet er i gang; spør planleggeren."),
        },
    ),
    "not-found": (
        404,
        {
            "en": ("There is no such thing here.", "Check the address."),
            "nb": ("Dette finnes ikke her.", "Sjekk adressen."),
        },
    ),
    "key-reused": (
        422,
        {
            "en": ("The key was used for another request.", "Use a new Idempotency-Key for a new request."),
            "nb": ("Nøkkelen er brukt til en annen forespørsel.", "Bruk en ny Idempotency-Key til en ny forespørsel."),
        },
    ),
    "would-break": (
        409,
        {
            "en": ("It would break a day that is agreed with another.", "Look at the offers again."),
            "nb": ("Det ville brutt en dag som er avtalt med andre.", "Se på tilbudene igjen."),
        },
    ),
    "busy": (
        503,
        {
            "en": ("The plan cannot be read or written just now.", "Send the same request with the same key again."),
            "nb": (
                "Planen kan ikke leses eller skrives akkurat nå.",
                "Send samme forespørsel med samme nøkkel igjen.",
            ),
        },
    ),
    "cannot-be": (
        409,
        {
            "en": ("It cannot be as it is told.", "Correct what is named, or ask the planner."),
            "nb": ("Det kan ikke være slik det er meldt.", "Rett det som er nevnt, eller spør planleggeren."),
        },
    ),
    "not-agreed": (
        409,
        {
            "en": ("The order is not committed yet.", "Have sales commit it; then report again."),
            "nb": ("Ordren er ikke bekreftet ennå.", "Be salg bekrefte den, og meld så igjen."),
        },
    ),
    "order-over": (
        409,
        {
            "en": ("The order is delivered, withdrawn or expired.", "Check the job; ask the planner."),
            "nb": ("Ordren er levert, trukket eller utløpt.", "Sjekk jobben; spør planleggeren."),
        },
    ),
    "outside-plan": (
        409,
        {
            "en": ("The time is outside of what is planned.", "Correct the times."),
            "nb": ("Tiden er utenfor det som planlegges.", "Rett tidene."),
        },
    ),
    "price-not-yours": (
        422,
        {
            "en": ("The seller sets the price.", "Leave price_ore out."),
            "nb": ("Prisen settes av selgeren.", "Utelat price_ore."),
        },
    ),
    "customer-missing": (
        422,
        {
            "en": ("It is not said for whom the order is.", "Give the customer."),
            "nb": ("Det er ikke sagt hvem ordren er til.", "Oppgi kunden."),
        },
    ),
}


ELSEWHERE = {"en": "– {time} at another firm", "nb": "– {time} hos en annen bedrift"}


def problem(kind: str, language: str, detail: str = "") -> Problem:
    """The problem of a kind in "nb" or "en"; `detail` is in that language already."""
    status, texts = _TEXTS[kind] if kind in _TEXTS else PROBLEMS[kind]
    title, remedy = texts[language]
    return Problem(status, kind, title, detail, remedy)
