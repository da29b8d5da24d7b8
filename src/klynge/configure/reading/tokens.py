# SPDX-License-Identifier: Apache-2.0
"""The tokens of the expression language: names (with hyphens), numbers, durations, quoted names, signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

LONGEST = 4000  # characters of an expression
_SECONDS = {"ms": Fraction(1, 1000), "s": Fraction(1), "min": Fraction(60), "h": Fraction(3600), "d": Fraction(86400)}
_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    |(?P<number>\d{1,15}(?:\.\d{1,12})?(?![\d]|\.\d))(?P<unit>ms|min|[shd])?(?P<tail>[\w]+|-\w[\w-]*)?
    |(?P<name>[^\W\d_]\w*(?:-\w+)*)
    |(?P<quote>'[^'\n]{1,100}'|"[^"\n]{1,100}")
    |(?P<sign><=>|=>|<=|>=|!=|//|\.\.|[-+*/%=<>(),.:])""",
    re.VERBOSE,
)


class Kind(Enum):
    """What a token is."""

    NUMBER = "number"
    NAME = "name"
    QUOTED = "quoted"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its text, where it begins (from 0), and a number's value (durations in seconds)."""

    kind: Kind
    text: str
    at: int
    value: Fraction = Fraction(0)
    duration: bool = False


class SyntaxProblemError(Exception):
    """An expression that cannot be read; `code` is that of a message, `facts` are its places."""

    def __init__(self, code: str, **facts: object) -> None:
        """Say which message it is."""
        super().__init__(code)
        self.code = code
        self.facts = facts


def tokens(text: str) -> list[Token]:
    """The tokens of an expression and one of the kind END. Raises SyntaxProblemError."""
    if len(text) > LONGEST:
        raise SyntaxProblemError("long_expression", count=len(text), most=LONGEST)
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unreadable(text, at)
        if match["number"]:
            found.append(_number(match, at))
        elif match["name"]:
            found.append(Token(Kind.NAME, match["name"], at))
        elif match["quote"]:
            found.append(Token(Kind.QUOTED, match["quote"][1:-1], at))
        elif match["sign"]:
            found.append(Token(Kind.SIGN, match["sign"], at))
        at = match.end()
    found.append(Token(Kind.END, "", len(text)))
    return found


def _number(match: re.Match[str], at: int) -> Token:
    if match["tail"]:
        raise SyntaxProblemError("odd_number", text=match.group(0))
    value = Fraction(match["number"])
    if match["unit"]:
        return Token(Kind.NUMBER, match.group(0), at, value * _SECONDS[match["unit"]], duration=True)
    return Token(Kind.NUMBER, match["number"], at, value)


def _unreadable(text: str, at: int) -> SyntaxProblemError:
    rest = text[at : at + 20]
    if text[at].isdigit():
        return SyntaxProblemError("large_number", text=re.match(r"[\d.]*", text[at:])[0])  # type: ignore[index]
    if text[at] in "'\"":
        return SyntaxProblemError("open_quote", text=rest)
    return SyntaxProblemError("odd_sign", text=text[at], rest=rest)
