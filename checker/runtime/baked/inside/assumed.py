# mypy: ignore-errors
# Runs inside the other Python, at build time: in it there are no types, and little else.
"""What C code is taken never to ask for once the image is made. The build holds it to each line.

What it may still import, traps.py sees to: any other import becomes a trap. Who may still say one
of the names stands in unasked.py, and nobody else may.
"""

# The C part of json fetches this class by importing its module, and so the package around it
# (_json.c, raise_errmsg).
FETCHED_BY_C = {"json.decoder": "JSONDecodeError", "json": None}
# For dir(), pickle and copy alone, which closed_world.py keeps out of what ships.
FOR_OTHERS_IN_C = {
    *("__dir__", "__sizeof__", "__reduce__", "__reduce_ex__", "__getstate__", "__setstate__"),
    *("__getnewargs__", "__getnewargs_ex__", "__copy__", "__deepcopy__", "__replace__"),
}
# Asked for only while a class is made, and none is made any more.
MAKES_CLASSES = {"__prepare__", "__init_subclass__", "__set_name__", "__mro_entries__"}
MAKES_CLASSES_IN_METACLASS = MAKES_CLASSES | {"__new__", "__init__"}
# Written into every class for readers of source.
DOCUMENTATION = {
    "__doc__",
    "__annotations__",
    "__static_attributes__",
    "__firstlineno__",
    "__type_params__",
}
UNREAD_BY_CALLS = {"__wrapped__"}
