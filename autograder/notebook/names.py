"""The names in a cell: what it defines, binds and uses."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator

from autograder.common.trees import parse


def defined_names(source: str) -> list[str]:
    """Return the global names that a cell defines, in order."""
    names: list[str] = []
    try:
        body = parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return names  # a magic, in other people's courses; or anything at all
    for node in body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.append(name)
            case ast.Assign(targets=targets):
                names += [
                    n.id
                    for target in targets
                    for n in ast.walk(target)
                    if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
                ]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.append(name)
    return list(dict.fromkeys(names))


def function_names(source: str) -> list[str]:
    """Return the names of the functions that a cell defines at its top, in order."""
    body = parse(source).body
    return [node.name for node in body if isinstance(node, ast.FunctionDef)]


def variables(source: str) -> set[str]:
    """Return the global names that a cell sets to values; none if it is no Python."""
    try:
        functions = {
            node.name
            for node in parse(source).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return set(defined_names(source)) - functions


def bound_names(source: str) -> set[str]:
    """Return all names that a cell binds anywhere: also imported or local ones.

    Raises:
        SyntaxError: it is no Python.
    """
    names: set[str] = set()
    for node in ast.walk(parse(source)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.ExceptHandler(name=str(name)):
                names.add(name)
            case ast.alias(name=name, asname=asname):
                names.add(asname or name.partition(".")[0])
    return names


def global_names(source: str) -> set[str]:
    """Return the global names that a cell assigns or imports; none if no Python."""
    try:
        table = symtable.symtable(source, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    symbols = table.get_symbols()
    return {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}


def read_in_functions(source: str) -> set[str]:
    """Return the global names that a cell's functions read; none if it is no Python."""
    return {
        symbol.get_name()
        for table, symbol in _read_symbols(source)
        if symbol.is_global() and table.get_type() != "module"
    }


def used_names(source: str) -> set[str]:
    """Return the global names that a cell reads; none if it is no Python."""
    return {
        symbol.get_name()
        for table, symbol in _read_symbols(source)
        if symbol.is_global() or table.get_type() == "module"
    }


def _read_symbols(
    source: str,
) -> Iterator[tuple[symtable.SymbolTable, symtable.Symbol]]:
    """Yield what is read in each block of a cell, with the block's table."""
    try:
        tables = [symtable.symtable(source, "<cell>", "exec")]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            if symbol.is_referenced():
                yield table, symbol
