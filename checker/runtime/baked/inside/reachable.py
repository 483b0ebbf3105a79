"""Which Python objects a root can reach, given that code names what it uses.

A function reaches the globals that its code loads by name; a module and a class give only what
some live code can name as an attribute. A name counts as sayable when it stands in live code,
or is, whole, a string that live objects hold: that is all a `getattr` could be handed that does
not put names together (closed_world.py and dynamic.py see to it that none does). Names that C
code says count as well: they are handed in.
"""

from gc import get_referents
from opcode import opmap
from types import CodeType, FunctionType, ModuleType

EXTENDED_ARG = opmap["EXTENDED_ARG"]
LOADS_GLOBAL = {opmap["LOAD_GLOBAL"], opmap["LOAD_NAME"], opmap["STORE_GLOBAL"], opmap["DELETE_GLOBAL"]}
# Written into every class for readers of source; nothing that answers reads them.
DOCUMENTATION = {"__doc__", "__annotations__", "__static_attributes__", "__firstlineno__", "__type_params__"}
HEAP_TYPE = 1 << 9
UNREAD_BY_CALLS = {"__wrapped__"}


def global_names(code):
    """The names that a code object, not those nested in it, loads from globals or builtins."""
    # A copy: reading co_code leaves a cache in the code object.
    instructions = code.replace().co_code
    found, high = set(), 0
    for at in range(0, len(instructions), 2):
        opcode, low = instructions[at], instructions[at + 1] | high
        high = low << 8 if opcode == EXTENDED_ARG else 0
        if opcode == opmap["LOAD_GLOBAL"]:
            found.add(code.co_names[low >> 1])
        elif opcode in LOADS_GLOBAL:
            found.add(code.co_names[low])
    return found


class Reach:
    """Everything live, found by following `roots`.

    `seen` holds each live object by its id; `names` what can be said as an attribute;
    `globals_of` the names that live code loads from each dict of globals, by the dict's id.
    """

    def __init__(self, roots, names_in_c):
        self.seen = {}
        self.names = set()
        self.names_in_c = names_in_c
        self.functions, self.classes, self.modules = [], [], []
        self.globals_of = {}
        self.module_dicts = {}
        self.todo = list(roots)
        self.follow()

    def follow(self):
        while self.todo:
            while self.todo:
                self.visit(self.todo.pop())
            self.todo = [x for x in self.attributes() if id(x) not in self.seen]

    def visit(self, one):
        if id(one) in self.seen:
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
        self.todo += [function.__code__, function.__defaults__, function.__kwdefaults__, function.__closure__]
        self.todo += [v for k, v in function.__dict__.items() if k not in UNREAD_BY_CALLS]
        space = function.__globals__
        known = self.globals_of.setdefault(id(space), (space, set()))[1]
        for code in nested(function.__code__):
            known |= global_names(code)
        self.todo += [space[name] for name in known if name in space]

    def visit_code(self, code):
        self.names.update(code.co_names)
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
                    if self.can_be_said(name):
                        yield value

    def can_be_said(self, name):
        return name not in DOCUMENTATION and (name in self.names or name in self.names_in_c)

    def builtin_names(self, builtins):
        """Names that live code finds in builtins, because its own globals have none of that name."""
        return {n for space, names in self.globals_of.values() for n in names if n not in space and n in builtins}


def by_name(member):
    """A sort key: the order of a set follows addresses, and so would everything made after it."""
    return type(member).__name__, getattr(member, "__qualname__", None) or repr(member)


def nested(code):
    """A code object and all those that stand in its constants."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from nested(constant)
