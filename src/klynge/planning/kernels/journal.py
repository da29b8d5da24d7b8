# SPDX-License-Identifier: Apache-2.0
"""Taking back what kernels wrote: every store into tables while the journal is open, exactly, in any depth.

A pair of the journal is (address of a cell, what it held). A block of rows that is moved by `shift_rows` is noted as
two pairs, (bytes, 0) and (from | 1, to): cells lie at multiples of four, so the lowest bit tells a move.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from .compiled import kernel
from .view import TablesType, ViewType, note, when_open, word_of

_WORD = ir.IntType(64)


def _journal_of(builder: Any, tables: TablesType, address: Any) -> Any:
    return builder.inttoptr(word_of(builder, address, 2 * len(tables.columns)), _WORD.as_pointer())


@intrinsic  # type: ignore[untyped-decorator]
def _word(_: Any, tables: Any, index: Any) -> Any:
    """A word of the journal of some tables."""

    def lower(_: Any, builder: Any, sig: Any, args: Any) -> Any:
        return builder.load(builder.gep(_journal_of(builder, sig.args[0], args[0]), [args[1]]))

    return types.int64(tables, types.int64), lower


@intrinsic  # type: ignore[untyped-decorator]
def _set_word(_: Any, tables: Any, index: Any, value: Any) -> Any:
    """Write a word of the journal of some tables."""

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        builder.store(args[2], builder.gep(_journal_of(builder, sig.args[0], args[0]), [args[1]]))
        return context.get_dummy_value()

    return types.none(tables, types.int64, types.int64), lower


@intrinsic  # type: ignore[untyped-decorator]
def _poke(_: Any, address: Any, value: Any) -> Any:
    """Store a 32-bit number at an address."""

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        cell = builder.inttoptr(args[0], ir.IntType(32).as_pointer())
        builder.store(builder.trunc(args[1], ir.IntType(32)), cell)
        return context.get_dummy_value()

    return types.none(types.int64, types.int64), lower


def _move(builder: Any, to: Any, origin: Any, size: Any) -> None:
    byte = ir.IntType(8).as_pointer()
    cgutils.raw_memmove(builder, builder.inttoptr(to, byte), builder.inttoptr(origin, byte), size, 1)


@intrinsic  # type: ignore[untyped-decorator]
def _move_bytes(_: Any, to: Any, origin: Any, size: Any) -> Any:
    """Move bytes between addresses that may overlap."""

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        _move(builder, *args)
        return context.get_dummy_value()

    return types.none(types.int64, types.int64, types.int64), lower


@intrinsic  # type: ignore[untyped-decorator]
def _shift(_: Any, view: Any, first: Any, last: Any, by: Any) -> Any:
    """Move the rows first..last-1 of a table by so many rows, noting the move but not what it overwrites."""
    if not isinstance(view, ViewType):
        return None

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        native = cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0])
        width = ir.Constant(_WORD, 4 * sig.args[0].width)
        start = builder.ptrtoint(native.data, _WORD)
        origin = builder.add(start, builder.mul(args[1], width))
        to = builder.add(origin, builder.mul(args[3], width))
        size = builder.mul(builder.sub(args[2], args[1]), width)
        with when_open(builder, native.journal) as count:
            marked = builder.or_(origin, ir.Constant(_WORD, 1))
            note(builder, native.journal, count, (size, ir.Constant(_WORD, 0)), (marked, to))
        _move(builder, to, origin, size)
        return context.get_dummy_value()

    return types.none(view, types.int64, types.int64, types.int64), lower


@kernel
def shift_up(table, first, last):  # type: ignore[no-untyped-def]
    """Move the rows first..last-1 one row up, over the row `last`."""
    if last > first:
        keep_row(table, last)
        _shift(table, first, last, 1)


@kernel
def shift_down(table, first, last):  # type: ignore[no-untyped-def]
    """Move the rows first..last-1 one row down, over the row `first - 1`."""
    if last > first:
        keep_row(table, first - 1)
        _shift(table, first, last, -1)


@intrinsic  # type: ignore[untyped-decorator]
def keep_row(_: Any, view: Any, row: Any) -> Any:
    """Note what a row holds, which is about to be overwritten by a move."""

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        native = cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0])
        width = sig.args[0].width
        with when_open(builder, native.journal) as count:
            first = builder.gep(native.data, [builder.mul(args[1], ir.Constant(_WORD, width))])
            cells = [builder.gep(first, [ir.Constant(_WORD, i)]) for i in range(width)]
            pairs = [(builder.ptrtoint(c, _WORD), builder.sext(builder.load(c), _WORD)) for c in cells]
            note(builder, native.journal, count, *pairs)
        return context.get_dummy_value()

    return types.none(view, types.int64), lower


@kernel
def open_journal(st):  # type: ignore[no-untyped-def]
    """Begin to note stores, from an empty journal."""
    _set_word(st, 2, 0)
    _set_word(st, 0, 0)


@kernel
def close_journal(st):  # type: ignore[no-untyped-def]
    """Stop noting; what was written stays."""
    _set_word(st, 0, -1)


@kernel
def mark(st):  # type: ignore[no-untyped-def]
    """Where the journal is now, to come back to."""
    return _word(st, 0)


@kernel
def journal_room(st):  # type: ignore[no-untyped-def]
    """How many more stores can be noted."""
    return _word(st, 1) - _word(st, 0)


@kernel
def roll_back(st, to):  # type: ignore[no-untyped-def]
    """Take back all stores since a mark; False when the journal was too small to have noted them all."""
    if _word(st, 2) == 1:
        return False
    at = _word(st, 0)
    while at > to:
        at -= 1
        address, value = _word(st, 3 + 2 * at), _word(st, 4 + 2 * at)
        if address & 1:
            at -= 1
            _move_bytes(address - 1, value, _word(st, 3 + 2 * at))
        else:
            _poke(address, value)
    _set_word(st, 0, to)
    return True
