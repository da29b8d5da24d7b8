# SPDX-License-Identifier: Apache-2.0
"""Why a request was not taken into the log, in English and Norwegian bokmål. The names in braces are facts."""

from __future__ import annotations


def _both(en: str, nb: str) -> dict[str, str]:
    return {"en": en, "nb": nb}


TEXTS: dict[str, dict[str, str]] = {
    "key_reused": _both(
        "the key “{key}” was used before for another request: send this one with a key of its own",
        "nøkkelen «{key}» er brukt før for en annen forespørsel: send denne med en egen nøkkel",
    ),
    "broken": _both(
        "this would deliver {orders} after the agreed day: agree on another day first, or report what makes it so",
        "dette ville levere {orders} etter avtalt dag: avtal en annen dag først, eller meld det som gjør det slik",
    ),
    "unavailable": _both(
        "the database has not answered for {seconds} s: send the same request with the same key again",
        "databasen har ikke svart på {seconds} s: send samme forespørsel med samme nøkkel igjen",
    ),
    "closed": _both(
        "this process is stopping: send the same request with the same key again",
        "denne prosessen stopper: send samme forespørsel med samme nøkkel igjen",
    ),
    "no_cluster": _both(
        "there is no cluster {cluster}",
        "det finnes ingen klynge {cluster}",
    ),
}
