# mypy: ignore-errors
# ruff: noqa: D103, RUF063
# Runs inside the other Python, at build time: in it there are no types, and little else.
"""Stands in for `inspect` at build time: all that dataclasses needs of it while it makes classes.

No signature can be had, so dataclasses writes none into a docstring. The real module would bring
in ast, dis, tokenize and with them 100 KB that no answer needs.
"""


def get_annotations(cls):
    return dict(cls.__dict__.get("__annotations__", {}))


def signature(_):
    raise TypeError


def unwrap(function):
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function


def isabstract(_):
    return False
