# mypy: ignore-errors
# ruff: noqa: C901, B905, E501
# Runs inside the other Python, at build time: in it there are no types, and little else.
"""Which Python objects a root can reach, given that code names what it uses.

A function reaches the globals that its code loads by name. Where it loads a module and asks it for
an attribute at once, it reaches that attribute alone. Any other module, and a class, gives what
some live code can name as an attribute. A name counts as sayable when it stands in live code,
or is, whole, a string that live objects hold: that is all a `getattr` could be handed that does
not put names together (closed_world.py and dynamic.py see to it that none does). Names that C
code says count as well: they are handed in.
"""

from gc import get_referents
from opcode import opmap
from types import CodeType, FunctionType, ModuleType

from assumed import (
    DOCUMENTATION,
    FOR_OTHERS_IN_C,
    MAKES_CLASSES,
    MAKES_CLASSES_IN_METACLASS,
    UNREAD_BY_CALLS,
)

EXTENDED_ARG, CACHE = opmap["EXTENDED_ARG"], opmap["CACHE"]
LOADS_GLOBAL = {
    opmap["LOAD_GLOBAL"],
    opmap["LOAD_NAME"],
    opmap["STORE_GLOBAL"],
    opmap["DELETE_GLOBAL"],
}
SAYS_ATTRIBUTE = {
    opmap[name]
    for name in (
        "LOAD_ATTR",
        "STORE_ATTR",
        "DELETE_ATTR",
        "LOAD_SUPER_ATTR",
        "IMPORT_FROM",
        "IMPORT_NAME",
    )
}
# How far the name's number is shifted in an instruction's argument: lower bits are flags.
SHIFTS = {opmap["LOAD_GLOBAL"]: 1, opmap["LOAD_ATTR"]: 1, opmap["LOAD_SUPER_ATTR"]: 2}
HEAP_TYPE = 1 << 9


def instructions(code):
    """(opcode, name or None) of a code object's own instructions, without caches."""
    # A copy: reading co_code leaves a cache in the code object.
    content = code.replace().co_code
    high = 0
    for at in range(0, len(content), 2):
        opcode, argument = content[at], content[at + 1] | high
        high = argument << 8 if opcode == EXTENDED_ARG else 0
        if opcode not in (EXTENDED_ARG, CACHE):
            named = opcode in LOADS_GLOBAL or opcode in SAYS_ATTRIBUTE
            yield opcode, code.co_names[argument >> SHIFTS.get(opcode, 0)] if named else None


def global_names(code):
    """The names that a code object, not those nested in it, loads from globals or builtins."""
    return {name for opcode, name in instructions(code) if opcode in LOADS_GLOBAL}


class Reach:
    """Everything live, found by following `roots`.

    `seen` holds each live object by its id; `names` what can be said as an attribute;
    `globals_of` the names that live code loads from each dict of globals, by the dict's id;
    `module_attributes` what it asks a module for, by the module's id; `modules` those that go
    elsewhere, and may be asked for anything.
    """

    def __init__(self, roots, names_in_c):
        self.seen = {}
        self.names = set()
        self.names_in_c = names_in_c - FOR_OTHERS_IN_C
        self.functions, self.classes, self.modules = [], [], []
        self.globals_of = {}
        self.module_attributes = {}
        self.todo = list(roots)
        self.follow()

    def follow(self):
        while self.todo:
            while self.todo:
                self.visit(self.todo.pop())
            self.todo = [x for x in self.attributes() if id(x) not in self.seen]

    def visit(self, one):
        if id(one) in self.seen and type(one) is not ModuleType:
            return
        self.seen[id(one)] = one
        if isinstance(one, str):
            if one.isidentifier():
                self.names.add(one)
        elif type(one) is FunctionType:
            self.visit_function(one)
        elif type(one) is CodeType:
            self.visit_code(one)
        elif type(one) is ModuleType:
            if one not in self.modules:
                self.modules.append(one)
        elif isinstance(one, type):
            self.classes.append(one)
            self.todo += [*one.__mro__, type(one)]
        elif isinstance(one, (set, frozenset)):
            self.todo += [type(one), *sorted(one, key=by_name)]
        else:
            self.todo += [type(one), *get_referents(one)]

    def visit_function(self, function):
        self.functions.append(function)
        self.todo += [
            function.__code__,
            function.__defaults__,
            function.__kwdefaults__,
            function.__closure__,
        ]
        self.todo += [v for k, v in function.__dict__.items() if k not in UNREAD_BY_CALLS]
        space = function.__globals__
        known = self.globals_of.setdefault(id(space), (space, set()))[1]
        for code in nested(function.__code__):
            self.visit_loads(list(instructions(code)), space, known)

    def visit_loads(self, code, space, known):
        """What instructions load from globals; `known` collects the names."""
        for (opcode, name), (after, attribute) in zip(code, [*code[1:], (None, None)]):
            if opcode not in LOADS_GLOBAL:
                continue
            known.add(name)
            value = space.get(name)
            if (
                type(value) is ModuleType
                and after == opmap["LOAD_ATTR"]
                and attribute in value.__dict__
            ):
                self.seen.setdefault(id(value), value)
                self.module_attributes.setdefault(id(value), set()).add(attribute)
                self.todo.append(value.__dict__[attribute])
            elif name in space:
                self.todo.append(value)

    def visit_code(self, code):
        self.names.update(name for opcode, name in instructions(code) if opcode in SAYS_ATTRIBUTE)
        self.todo += code.co_consts

    def attributes(self):
        """What modules and classes give under the names that can be said now."""
        for module in self.modules:
            for name, value in module.__dict__.items():
                if name in self.names:
                    yield value
        for one in self.classes:
            if one.__flags__ & HEAP_TYPE:
                for name, value in one.__dict__.items():
                    if self.is_used(one, name):
                        yield value

    def is_used(self, one, name):
        """Whether a class's entry can be found by name, by anything that still happens."""
        if name in (MAKES_CLASSES_IN_METACLASS if issubclass(one, type) else MAKES_CLASSES):
            return False
        if name in DOCUMENTATION:
            return False
        return name in self.names or name in self.names_in_c

    def builtin_names(self, builtins):
        """Names that live code finds in builtins, because its own globals have none of that name."""
        return {
            n
            for space, names in self.globals_of.values()
            for n in names
            if n not in space and n in builtins
        }


def by_name(member):
    """A sort key: the order of a set follows addresses, and so would everything made after it."""
    return type(member).__name__, getattr(member, "__qualname__", None) or repr(member)


def nested(code):
    """A code object and all those that stand in its constants."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from nested(constant)
