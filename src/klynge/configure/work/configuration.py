# SPDX-License-Identifier: Apache-2.0
"""A product with all its choices made, the text that keeps it, and the code that names it.

Only what was asked counts: variables that do not matter, values that a variable has when it is `absent` and empty texts
are left out, so that a newer model may ask more without old configurations getting other codes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize
from urllib.parse import unquote_to_bytes

from klynge.configure.model import Texts

from .texts import say

Value = str | int
"""An option's identifier, a whole number in the variable's unit, or a text."""

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_READ_AS = str.maketrans("ILO", "110")
_DATA = 11  # symbols, 55 bits: a million products of one family meet by chance once in seventy thousand families
_PLAIN = re.compile(r"[A-Za-z0-9_.,+-]*")
_NAME = re.compile(r"[^\W_][\w.-]*")


@dataclass(frozen=True)
class Configuration:
    """`choices` by variable, of a version of a product's model; a value in itself."""

    product: str
    version: str
    choices: Mapping[str, Value]

    def __post_init__(self) -> None:
        object.__setattr__(self, "choices", dict(self.choices))

    def __hash__(self) -> int:
        return hash((self.product, self.version, frozenset(self.choices.items())))

    @property
    def text(self) -> str:
        """The choices as a cell: `variable=value|variable=value`."""
        return format_choices(self.choices)

    @property
    def code(self) -> str:
        """The code of these choices as they are written; see `code_of`."""
        return code_of(self.product, self.choices)

    @property
    def item(self) -> str:
        """The item that is made so: the product's identifier and the code."""
        return f"{self.product}/{self.code}"


class ChoicesError(ValueError):
    """A text that is no choices; `texts` says why and `remedy` what to write, by language."""

    def __init__(self, texts: Texts, remedy: Texts) -> None:
        self.texts, self.remedy = texts, remedy
        super().__init__(f"{texts['en']} ({remedy['en']})")


def format_choices(choices: Mapping[str, Value]) -> str:
    """Choices as a text that `parse_choices` reads, in the order given; what would be misread is percent-encoded."""
    return "|".join(f"{variable}={_encoded(value)}" for variable, value in choices.items())


def parse_choices(text: str) -> dict[str, str]:
    """The values as texts by variable (`typed` makes numbers of them). Raises ChoicesError."""
    found: dict[str, str] = {}
    for piece in text.split("|") if text else ():
        name, equals, value = (part.strip() for part in piece.partition("="))
        if not equals or not _NAME.fullmatch(name):
            raise ChoicesError(say("no-choice", text=piece.strip()), say("no-choice-remedy"))
        if name in found:
            raise ChoicesError(say("chosen-twice", variable=name), say("chosen-twice-remedy"))
        try:
            found[name] = value if _PLAIN.fullmatch(value) else _decoded(value)
        except UnicodeDecodeError:
            raise ChoicesError(say("no-text", text=value), say("no-text-remedy")) from None
    return found


def _decoded(value: str) -> str:
    return normalize("NFC", unquote_to_bytes(value.encode()).decode())


def code_of(product: str, choices: Mapping[str, Value]) -> str:
    """The code of a product with exactly these choices: eleven symbols of a SHA-256 and a check symbol.

    The order of the choices does not matter. The check symbol finds every single wrong symbol and every two neighbours
    that changed places.
    """
    # Not by what is printable: that differs between versions of Unicode, and a code stays what it is.
    lines = [product, *sorted(f"{variable}={_on_one_line(value)}" for variable, value in choices.items())]
    digest = sha256("\n".join(lines).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:8], "big") >> (64 - 5 * _DATA)
    data = [number >> (5 * place) & 31 for place in reversed(range(_DATA))]
    symbols = "".join(SYMBOLS[value] for value in (*data, _check(data)))
    return "-".join(symbols[at : at + 4] for at in range(0, _DATA + 1, 4))


def read_code(text: str) -> str | None:
    """A code as it is written properly, from one that a person typed; None when the check symbol does not fit."""
    symbols = re.sub(r"[\s-]", "", text).upper().translate(_READ_AS)
    if len(symbols) != _DATA + 1 or any(symbol not in SYMBOLS for symbol in symbols):
        return None
    data = [SYMBOLS.index(symbol) for symbol in symbols]
    if _check(data[:-1]) != data[-1]:
        return None
    return "-".join(symbols[at : at + 4] for at in range(0, _DATA + 1, 4))


def product_of_item(item: str) -> tuple[str, str] | None:
    """The product and the code in the identifier of a configured item; None when it is none."""
    product, slash, tail = item.rpartition("/")
    code = read_code(tail) if slash else None
    return (product, tail) if code == tail and code is not None else None


def _check(data: list[int]) -> int:
    """The sum of the symbols times falling powers of a primitive element of GF(32), as in Reed-Solomon codes."""
    total = 0
    for value in data:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 32 else value


def _encoded(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    if _PLAIN.fullmatch(value):
        return value
    text = normalize("NFC", value)
    if text == text.strip() and not any(map(_is_odd, text)):
        return text
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    return "".join(char if first <= at < last and not _is_odd(char) else _percent(char) for at, char in enumerate(text))


def _on_one_line(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    return normalize("NFC", value).replace("%", "%25").replace("\n", "%0A")


def _is_odd(char: str) -> bool:
    return char in "%|=" or not char.isprintable()


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))
