# SPDX-License-Identifier: Apache-2.0
"""Tables as the kernels see them: one pointer to where the tables are, widths known when a kernel is compiled.

A tuple of forty NumPy arrays costs minutes to compile (every use of the tuple counts forty references) and time to
pass. `Tables` is one machine word: the address of a list of (address, rows) pairs, one a table, kept up to date
in Python. In a kernel `st.run[row, COLUMN]` is then two loads, the first of which the compiler hoists; the value is
always int64, and `st.counter[i]` is that of a table with one column. Nothing checks bounds (ask `len(st.run)` before
adding rows), unless KLYNGE_BOUNDS=1 is set when kernels are compiled: then a cell outside its table ends the process.

What kernels write can be taken back: while a `Journal` is open, every store notes what was there (`journal.py`).
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer_getattr, infer_global, signature
from numba.extending import (
    NativeValue,
    lower_builtin,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)

from klynge.compiled import CHECKED


class Journal:
    """Where stores into tables are noted while it is open: pairs of int64 after three words.

    Words: pairs noted (-1: closed), pairs there is room for, 1 when something could not be noted.
    """

    __slots__ = ("memory",)

    def __init__(self, pairs: int = 0) -> None:
        self.memory = np.empty(3 + 2 * pairs, np.int64)
        self.memory[:3] = -1, pairs, 0


CLOSED = Journal()


class Tables:
    """The int32 arrays of a named tuple, for kernels; `show` follows when arrays were replaced by larger ones.

    Numba is told the type at once (1 µs a call, not 18): a promise makes and passes tables so often that it is felt.
    """

    __slots__ = ("_numba_type_", "address", "arrays", "columns", "journal", "memory")
    arrays: tuple[Any, ...]
    columns: tuple[tuple[str, int], ...]
    _numba_type_: TablesType

    def __init__(self, tables: tuple[Any, ...], journal: Journal = CLOSED, like: Tables | None = None) -> None:
        """`like` are tables of which many of these arrays are."""
        names = type(tables)._fields  # type: ignore[attr-defined]
        self.memory = np.empty(2 * len(tables) + 1, np.int64)
        self.memory[-1] = address_of(journal.memory)
        self.journal = journal
        self.address = address_of(self.memory)
        if like is not None and len(like.arrays) == len(tables):
            self.columns, self._numba_type_, self.arrays = like.columns, like._numba_type_, like.arrays
            self.memory[:-1] = like.memory[:-1]
        else:
            self.columns = tuple((n, a.shape[1] if a.ndim == 2 else 1) for n, a in zip(names, tables, strict=True))
            self._numba_type_ = _type(self.columns)
            self.arrays = ()
        self.show(tables)

    def show(self, tables: tuple[Any, ...]) -> None:
        """Point the kernels to these arrays, which stay alive as long as this object."""
        shown, self.arrays = self.arrays or (None,) * len(tables), tables
        for number, (array, there) in enumerate(zip(tables, shown, strict=True)):
            if array is not there:
                assert array.dtype == np.int32
                assert array.flags.c_contiguous
                self.memory[2 * number] = address_of(array)
                self.memory[2 * number + 1] = len(array)


def address_of(array: Any) -> int:
    """Where an array's first cell is."""
    address: int = array.__array_interface__["data"][0]
    return address


@cache
def _type(columns: tuple[tuple[str, int], ...]) -> TablesType:
    return TablesType(columns)


class TablesType(types.Type):  # type: ignore[misc]
    """The compiled type of Tables with certain names and widths."""

    def __init__(self, columns: tuple[tuple[str, int], ...]) -> None:
        self.columns = columns
        super().__init__(name=f"Tables({columns})")


class ViewType(types.Type):  # type: ignore[misc]
    """One table in a kernel."""

    def __init__(self, width: int) -> None:
        self.width = width
        super().__init__(name=f"View({width})")


@typeof_impl.register(Tables)  # type: ignore[untyped-decorator]
def _type_of_tables(value: Tables, _: Any) -> TablesType:
    return TablesType(value.columns)


@register_model(TablesType)
class _TablesModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, tables: TablesType) -> None:
        super().__init__(manager, tables, ir.IntType(64))


@register_model(ViewType)
class _ViewModel(models.StructModel):  # type: ignore[misc]
    def __init__(self, manager: Any, view: ViewType) -> None:
        members = [
            ("data", types.CPointer(types.int32)),
            ("rows", types.int64),
            ("journal", types.CPointer(types.int64)),
        ]
        super().__init__(manager, view, members)


@unbox(TablesType)  # type: ignore[untyped-decorator]
def _unbox_tables(_: TablesType, value: Any, c: Any) -> Any:
    number = c.pyapi.object_getattr_string(value, "address")
    address = c.pyapi.long_as_longlong(number)
    c.pyapi.decref(number)
    return NativeValue(address, is_error=cgutils.is_not_null(c.builder, c.pyapi.err_occurred()))


@infer_getattr
class _TablesAttributes(AttributeTemplate):  # type: ignore[misc]
    key = TablesType

    def generic_resolve(self, tables: TablesType, name: str) -> ViewType | None:
        width = dict(tables.columns).get(name)
        return None if width is None else ViewType(width)


@lower_getattr_generic(TablesType)  # type: ignore[untyped-decorator]
def _lower_table(context: Any, builder: Any, tables: TablesType, address: Any, name: str) -> Any:
    number = [n for n, _ in tables.columns].index(name)
    native = cgutils.create_struct_proxy(ViewType(dict(tables.columns)[name]))(context, builder)
    native.data = builder.inttoptr(word_of(builder, address, 2 * number), native.data.type)
    native.rows = word_of(builder, address, 2 * number + 1)
    native.journal = builder.inttoptr(word_of(builder, address, 2 * len(tables.columns)), native.journal.type)
    return native._getvalue()


def word_of(builder: Any, address: Any, word: int) -> Any:
    """A word of what the address of Tables points to."""
    memory = builder.inttoptr(address, ir.IntType(64).as_pointer())
    loaded = builder.load(builder.gep(memory, [ir.Constant(ir.IntType(64), word)]))
    # nothing that a kernel stores moves a table, so the compiler may keep the pointer in a register
    loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
    return loaded


def _is_index(view: Any, index: Any) -> bool:
    if not isinstance(view, ViewType):
        return False
    if view.width == 1:
        return isinstance(index, types.Integer)
    return isinstance(index, types.BaseTuple) and len(index) == 2 and all(isinstance(x, types.Integer) for x in index)


@infer_global(operator.getitem)
class _GetItem(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
        return signature(types.int64, *args) if _is_index(args[0], args[1]) else None


@infer_global(operator.setitem)
class _SetItem(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
        if _is_index(args[0], args[1]) and isinstance(args[2], types.Integer | types.Boolean):
            return signature(types.none, *args)
        return None


@infer_global(len)
class _Len(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
        return signature(types.int64, *args) if isinstance(args[0], ViewType) else None


def _trap(builder: Any) -> Any:
    """LLVM's way to stop the process here and now."""
    return cgutils.get_or_insert_function(builder.module, ir.FunctionType(ir.VoidType(), []), "llvm.trap")


def _cell(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    """Pointer to the cell that an index names."""
    view, index = sig.args[0], sig.args[1]
    native = cgutils.create_struct_proxy(view)(context, builder, value=args[0])
    if view.width == 1:
        offset = context.cast(builder, args[1], index, types.int64)
    else:
        row, column = cgutils.unpack_tuple(builder, args[1], 2)
        row = context.cast(builder, row, index[0], types.int64)
        column = context.cast(builder, column, index[1], types.int64)
        width = context.get_constant(types.int64, view.width)
        offset = builder.add(builder.mul(row, width), column)
    if CHECKED:
        cells = builder.mul(native.rows, context.get_constant(types.int64, view.width))
        with builder.if_then(builder.icmp_unsigned(">=", offset, cells), likely=False):
            cgutils.printf(builder, "cell %ld of a table with %ld cells\n", offset, cells)
            builder.call(_trap(builder), [])
    return builder.gep(native.data, [offset])


@lower_builtin(operator.getitem, ViewType, types.Any)  # type: ignore[untyped-decorator]
def _lower_getitem(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    value = builder.load(_cell(context, builder, sig, args))
    return context.cast(builder, value, types.int32, types.int64)


@lower_builtin(operator.setitem, ViewType, types.Any, types.Any)  # type: ignore[untyped-decorator]
def _lower_setitem(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    value = context.cast(builder, args[2], sig.args[2], types.int32)
    cell = _cell(context, builder, sig, args)
    native = cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0])
    with when_open(builder, native.journal) as count:
        before = builder.sext(builder.load(cell), ir.IntType(64))
        note(builder, native.journal, count, (builder.ptrtoint(cell, ir.IntType(64)), before))
    builder.store(value, cell)
    return context.get_dummy_value()


@contextmanager
def when_open(builder: Any, journal: Any) -> Iterator[Any]:
    """Code for an open journal; gives how many pairs it has."""
    count = builder.load(journal)
    with builder.if_then(builder.icmp_signed(">=", count, ir.Constant(ir.IntType(64), 0)), likely=False):
        yield count


def note(builder: Any, journal: Any, count: Any, *pairs: tuple[Any, Any]) -> None:
    """Write pairs into an open journal that has `count`, or mark it as too small."""
    word = ir.IntType(64)
    room = builder.load(builder.gep(journal, [ir.Constant(word, 1)]))
    after = builder.add(count, ir.Constant(word, len(pairs)))
    with builder.if_else(builder.icmp_signed("<=", after, room), likely=True) as (fits, full):
        with fits:
            at = builder.add(builder.mul(count, ir.Constant(word, 2)), ir.Constant(word, 3))
            for i, value in enumerate(value for pair in pairs for value in pair):
                builder.store(value, builder.gep(journal, [builder.add(at, ir.Constant(word, i))]))
            builder.store(after, journal)
        with full:
            builder.store(ir.Constant(word, 1), builder.gep(journal, [ir.Constant(word, 2)]))


@lower_builtin(len, ViewType)  # type: ignore[untyped-decorator]
def _lower_len(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0]).rows
