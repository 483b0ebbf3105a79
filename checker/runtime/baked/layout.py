"""Where CPython 3.13 keeps things: sizes and offsets, in bytes, of its structs on a 32-bit machine.

From Include/cpython/object.h, methodobject.h, descrobject.h, moduleobject.h, pycore_dict.h.
Held by what breaks if one is wrong: pointers.py, heap.py and shapes.py stop on what does not fit,
and the read check (readcheck.py) on what was taken for something else.
"""

from __future__ import annotations

# Every object: reference count, type.
REFCOUNT, TYPE = 0, 4
IMMORTAL = 0x3FFFFFFF
# In front of an object that the collector tracks: next and previous, in its list.
GC_HEAD = 8

# PyTypeObject
TYPE_SIZE = 208
TP_NAME, TP_FLAGS, TP_DOC, TP_METHODS, TP_MEMBERS, TP_GETSET, TP_DICT = (
    12,
    84,
    88,
    116,
    120,
    124,
    132,
)
# Slots of a type, by name, and of what its table of numbers holds.
TP_SLOTS = {"tp_setattro": 76, "tp_richcompare": 100, "tp_new": 156}
TP_NUMBER, NB_SLOTS = 48, {"nb_power": 20}
TYPE_SUBCLASS = 1 << 31  # in tp_flags: instances are types themselves
# The tables that a type points to, with their sizes: async, number, sequence, mapping, buffer.
TP_TABLES = {40: 16, 48: 144, 52: 40, 56: 12, 80: 8}

# PyMethodDef, PyGetSetDef, pytype_slotdef; PyType_Slot and PyModuleDef_Slot
METHOD_DEF, GETSET_DEF, SLOT_DEFINITION, SLOT_DEF = 16, 20, 28, 8
METHOD_FUNCTION, GETTER, SETTER = 4, 4, 8
ENTRY_DOC = {METHOD_DEF: 12, GETSET_DEF: 12, SLOT_DEFINITION: 16}
SLOT_OFFSET, SLOT_FUNCTION, SLOT_WRAPPER, SLOT_NAME = 4, 8, 12, 24
# PyModuleDef
MODULE_DEF = 52
M_NAME, M_DOC, M_SIZE, M_METHODS, M_SLOTS = 20, 24, 28, 32, 36
# PyType_Spec
TYPE_SPEC, SPEC_SLOTS = 20, 16
LAST_SLOT = 90

# A descriptor made from one of the first three: its type, name, definition; of the third, whose
# name is a slot's, the type's own function too.
DESCR_TYPE, DESCR_NAME, DESCR_DEFINITION, DESCR_WRAPPED = 8, 12, 20, 24

# PyDictObject and PyDictKeysObject
DICT_USED, DICT_KEYS, DICT_VALUES = 8, 24, 28
# PyFunctionObject and PyModuleObject: their dict of globals; a function's code
FUNC_GLOBALS, FUNC_CODE, FUNC_VERSION, MODULE_DICT = 8, 24, 68, 8
# PyWeakReference
WR_OBJECT, WR_CALLBACK, WR_NEXT, WR_PREV = 8, 12, 20, 24
# PyUnicodeObject: length, hash; characters of a compact ASCII string
STR_LENGTH, STR_HASH, STR_STATE, STR_TEXT = 8, 12, 16, 20
# PyCodeObject; its instructions, one at least, are CO_UNITS times two bytes from CO_CODE on
CO_UNITS, CO_NAMES, CO_FILENAME, CO_QUALNAME, CO_CACHED, CO_CODE, CO_LEAST = (
    8,
    16,
    80,
    88,
    104,
    124,
    126,
)
# PyTupleObject
TUPLE_SIZE, TUPLE_ITEMS = 8, 12
# managed_static_type_state: type, isbuiltin, readying, ready, dict, subclasses, weak references
STATIC_STATE = 28
STATE_DICT, STATE_LAST = 16, 24
