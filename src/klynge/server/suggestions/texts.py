# SPDX-License-Identifier: Apache-2.0
"""What is said of suggestions, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "Write what could be better.": "Skriv hva som kunne vært bedre.",
    "The text has {n} characters; shorten it to {most}.": "Teksten har {n} tegn; kort den ned til {most}.",
    "The file is no photo; take a JPEG, PNG or WebP picture.": (
        "Filen er ikke et bilde; bruk et bilde i JPEG, PNG eller WebP."
    ),
    "The photo is too large; take one of at most {most} MB.": "Bildet er for stort; bruk et på høyst {most} MB.",
}
