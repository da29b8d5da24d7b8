# SPDX-License-Identifier: Apache-2.0
"""The grammar of the expression language: tokens to a tree whose names are not resolved yet.

truth      = either { ("=>" | "<=>") either }        one of them only, not mixed
either     = both { "or" both }        both = negated { "and" negated }        negated = ["not"] compared
compared   = sum [ ("=" | "!=" | "<" | "<=" | ">" | ">=") sum | ["not"] "in" "(" range { "," range } ")" ]
sum        = product { ("+" | "-") product }       product = sign { ("*" | "/" | "//" | "%") sign }
sign       = ["-"] atom
atom       = number | name ["." name] | quoted | "(" truth ")" | function "(" truth { "," truth } ")"
           | "by" "(" name { "," option ":" truth } [ "," "else" ":" truth ] ")"
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from klynge.configure.reading.tokens import Kind, SyntaxProblemError, Token, tokens

DEEPEST = 100
_BRACKETS = 40
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
WORDS = frozenset({"and", "or", "not", "in", "if", "by", "else", "step", "quantity"})
FUNCTIONS = frozenset({"min", "max", "abs", "floor", "ceil", "round", "count", "if"})


@dataclass(frozen=True, slots=True)
class Raw:
    """A node: `kind` names it, `text` is what it says, `parts` are below it; `at` is where it begins."""

    kind: str  # number name quoted column in range call by option not negate operator
    text: str
    at: int
    parts: tuple[Raw, ...] = ()
    value: Fraction = Fraction(0)
    duration: bool = False
    depth: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Raises SyntaxProblemError for a tree so deep that walking it could exhaust the stack."""
        depth = 1 + max((part.depth for part in self.parts), default=0)
        if depth > DEEPEST:
            raise SyntaxProblemError("deep_expression", levels=DEEPEST)
        object.__setattr__(self, "depth", depth)


def parse(text: str) -> Raw:
    """The tree of an expression. Raises SyntaxProblemError."""
    parser = _Parser(tokens(text))
    tree = parser.truth()
    if parser.now.kind is not Kind.END:
        raise SyntaxProblemError("unexpected", text=parser.now.text)
    return tree


class _Parser:
    """Reads tokens from left to right by recursive descent."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.place = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def _is(self, *texts: str) -> bool:
        return self.now.kind in (Kind.SIGN, Kind.NAME) and self.now.text in texts

    def _take(self, *texts: str) -> Token | None:
        if not self._is(*texts):
            return None
        self.place += 1
        return self.tokens[self.place - 1]

    def _need(self, text: str, code: str = "missing_sign") -> None:
        if not self._take(text):
            if self.now.kind is Kind.END:
                raise SyntaxProblemError("missing_end" if code == "missing_sign" else code, sign=text, text="")
            raise SyntaxProblemError(code, sign=text, text=self.now.text)

    def truth(self) -> Raw:
        """A whole expression."""
        self.depth += 1
        if self.depth > _BRACKETS:
            raise SyntaxProblemError("deep_expression", levels=_BRACKETS)
        left = self._either()
        if sign := self._take("=>", "<=>"):
            left = Raw("operator", sign.text, sign.at, (left, self._either()))
            if self._is("=>", "<=>"):
                raise SyntaxProblemError("mixed", sign=self.now.text)
        self.depth -= 1
        return left

    def _either(self) -> Raw:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Raw("operator", "or", parts[0].at, tuple(parts))

    def _both(self) -> Raw:
        parts = [self._negated()]
        while self._take("and"):
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else Raw("operator", "and", parts[0].at, tuple(parts))

    def _negated(self) -> Raw:
        signs = []
        while sign := self._take("not"):
            signs.append(sign)
        if len(signs) > 1:
            raise SyntaxProblemError("unexpected", text="not")
        inner = self._compared()
        return Raw("not", "not", signs[0].at, (inner,)) if signs else inner

    def _compared(self) -> Raw:
        left = self._sum()
        if sign := self._take(*COMPARISONS):
            left = Raw("operator", sign.text, sign.at, (left, self._sum()))
            if self._is(*COMPARISONS):
                raise SyntaxProblemError("chained", sign=self.now.text)
            return left
        negated = self._take("not") if self.tokens[self.place + 1 : self.place + 2] and self._in_follows() else None
        if sign := self._take("in"):
            self._need("(")
            ranges = [self._range()]
            while self._take(","):
                ranges.append(self._range())
            self._need(")")
            found = Raw("in", "in", sign.at, (left, *ranges))
            return Raw("not", "not", negated.at, (found,)) if negated else found
        return left

    def _in_follows(self) -> bool:
        return self._is("not") and self.tokens[self.place + 1].text == "in"

    def _range(self) -> Raw:
        low = self._sign()
        if sign := self._take(".."):
            return Raw("range", "..", sign.at, (low, self._sign()))
        return low

    def _sum(self) -> Raw:
        left = self._product()
        while sign := self._take("+", "-"):
            left = Raw("operator", sign.text, sign.at, (left, self._product()))
        return left

    def _product(self) -> Raw:
        left = self._sign()
        while sign := self._take("*", "/", "//", "%"):
            left = Raw("operator", sign.text, sign.at, (left, self._sign()))
        return left

    def _sign(self) -> Raw:
        if sign := self._take("-"):
            atom = self._atom()
            if atom.kind == "number":
                return Raw("number", f"-{atom.text}", sign.at, (), -atom.value, atom.duration)
            return Raw("negate", "-", sign.at, (atom,))
        return self._atom()

    def _atom(self) -> Raw:
        token = self.now
        self.place += 1
        if token.kind is Kind.NUMBER:
            return Raw("number", token.text, token.at, (), token.value, token.duration)
        if token.kind is Kind.QUOTED:
            return Raw("quoted", token.text, token.at)
        if token.kind is Kind.NAME:
            return self._named(token)
        if token.kind is Kind.SIGN and token.text == "(":
            inner = self.truth()
            self._need(")")
            return inner
        if token.kind is Kind.END:
            raise SyntaxProblemError("unfinished")
        raise SyntaxProblemError("unexpected", text=token.text)

    def _named(self, token: Token) -> Raw:
        if token.text == "by":
            return self._by(token)
        if self._is("("):
            if token.text not in FUNCTIONS:
                raise SyntaxProblemError("no_function", name=token.text, known=", ".join(sorted(FUNCTIONS | {"by"})))
            self.place += 1
            arguments = [self.truth()]
            while self._take(","):
                arguments.append(self.truth())
            self._need(")")
            return Raw("call", token.text, token.at, tuple(arguments))
        if token.text in WORDS - {"quantity"}:
            raise SyntaxProblemError("unexpected", text=token.text)
        if self._take("."):
            column = self.now
            if column.kind is not Kind.NAME:
                raise SyntaxProblemError("missing_column", table=token.text)
            self.place += 1
            return Raw("column", column.text, token.at, (Raw("name", token.text, token.at),))
        return Raw("name", token.text, token.at)

    def _by(self, token: Token) -> Raw:
        self._need("(")
        variable = self.now
        if variable.kind is not Kind.NAME:
            raise SyntaxProblemError("by_variable", text=variable.text)
        self.place += 1
        cases: list[Raw] = []
        while self._take(","):
            option = self.now
            if option.kind in (Kind.SIGN, Kind.END):
                raise SyntaxProblemError("by_case", text=option.text)
            self.place += 1
            self._need(":", "by_case")
            kind = "else" if option.kind is Kind.NAME and option.text == "else" else "option"
            cases.append(Raw(kind, option.text, option.at, (self.truth(),)))
        self._need(")")
        if not cases:
            raise SyntaxProblemError("by_empty")
        return Raw("by", variable.text, token.at, tuple(cases))
