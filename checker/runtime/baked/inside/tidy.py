# mypy: ignore-errors
# ruff: noqa: D103, PLC0415, SLF001, SIM105, E501
# Runs inside the other Python, at build time: in it there are no types, and little else.
"""Runs once inside the CPython that becomes the image: leaves of its heap what `load` can reach.

Afterwards nothing but `load`, and what it returned, is ever called again. Nothing is imported,
no class is made, nothing is compiled. What is taken away here is taken away in Python's own
terms, by deleting names; what thereby became unreachable is found and cut by world.py.
"""

import builtins
import codecs
import encodings
import sys
from gc import collect, get_objects, get_referents
from types import CodeType, ModuleType
from weakref import ReferenceType

import reachable
from assumed import FETCHED_BY_C
from names_of_c import NAMES
from reachable import HEAP_TYPE, Reach
from warm import warm

RECURSION_LIMIT = 400  # the same as in engines/guard.js
WHENCE = ("__spec__", "__loader__", "__file__", "__cached__", "__path__", "__package__")
STREAMS = ("stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__")
BUILTINS_OF_C = {"__import__", "__name__", "__debug__"}
OWN = {"sys", "builtins", "__main__", "tidy", "reachable"}  # still needed
SYS_OF_C = {"__name__", "modules", "flags", "maxsize"}
# Dicts that only C holds: the interpreter's copies of builtins and sys, sys.monitoring, sys.implementation ...
COPIED = {"__build_class__", "addaudithook", "use_tool_id", "cache_tag"}
ERROR_HANDLER = (
    "xmlcharrefreplace"  # ... and the handlers of coding errors, the one table that is kept
)


def tidy():
    """Everything, in order. What runs last must not need what an earlier line took away."""
    from eligibility import load

    warm(load)
    sys.setrecursionlimit(RECURSION_LIMIT)
    codecs.unregister(encodings.search_function)  # the codecs that C knows by name are left
    kept = [getattr(sys.modules[module], name) for module, name in FETCHED_BY_C.items() if name]
    used_sys, used_builtins = prune([load, *kept])
    forget_imports()
    keep_one_root(load)
    empty_dicts_of_c([load, *kept])
    sys.__dict__.update(dict.fromkeys(STREAMS))  # up to here an exception could be shown
    finish(
        sys.__dict__,
        used_sys,
        builtins.__dict__,
        used_builtins,
        sys._clear_internal_caches,
        collect,
    )


def prune(roots):
    """Delete every name that nothing live says; gives the names still used of sys and builtins."""
    live = Reach(roots, NAMES)
    used_builtins = live.builtin_names(builtins.__dict__)
    used_sys = {name for name in sys.__dict__ if name in live.names}
    strip_functions(live)
    strip_classes(live)
    strip_modules(live)
    return used_sys | SYS_OF_C, used_builtins | BUILTINS_OF_C


def strip_functions(live):
    """No documentation, and fresh code: no inline caches that point at what may go."""
    made = {}
    for function in live.functions:
        function.__annotations__ = {}
        function.__doc__ = None
        function.__type_params__ = ()
        function.__dict__.pop("__wrapped__", None)
        function.__code__ = fresh(function.__code__, made)


def fresh(code, made):
    """A code object that has never run; `made` holds those already made, by the id of the old one."""
    if id(code) not in made:
        constants = tuple(fresh(c, made) if isinstance(c, CodeType) else c for c in code.co_consts)
        made[id(code)] = code.replace(co_consts=constants)
    return made[id(code)]


def strip_classes(live):
    """Delete what nobody can name from classes that Python made."""
    for one in live.classes:
        flags = one.__flags__
        immutable = flags & 1 << 8
        if not flags & HEAP_TYPE or immutable:
            continue
        for name in list(one.__dict__):
            if not live.is_used(one, name):
                try:
                    type.__delattr__(one, name)
                except (AttributeError, TypeError):
                    pass  # __dict__ and __weakref__ of some classes cannot be taken away


def strip_modules(live):
    """Delete from every module what no live code loads, and every module that has nothing left."""
    live_modules = {id(m) for m in live.modules}
    for name, module in list(sys.modules.items()):
        if name in OWN:
            continue
        if type(module) is ModuleType:
            space = module.__dict__
            loaded = live.globals_of.get(id(space), (space, set()))[1]
            sayable = (
                live.names
                if id(module) in live_modules
                else live.module_attributes.get(id(module), set())
            )
            for key in list(space):
                keep = key in loaded or key in sayable or (key == FETCHED_BY_C.get(name))
                if not keep and not (key in ("__name__", "__builtins__") and (loaded or sayable)):
                    del space[key]
        if name not in FETCHED_BY_C:
            del sys.modules[name]
        for key in WHENCE:
            module.__dict__.pop(key, None)


def forget_imports():
    for name in ("tidy", "reachable"):
        del sys.modules[name]
    sys.path_importer_cache.clear()
    for finders in (sys.meta_path, sys.path_hooks, sys.path, sys.warnoptions):
        finders.clear()


def keep_one_root(load):
    space = sys.modules["__main__"].__dict__
    for name in list(space):
        if name not in ("__name__", "__builtins__"):
            del space[name]
    space["load"] = load


def empty_dicts_of_c(roots):
    """Clear the dicts that now only C code holds, so that what they held is dead for C as well.

    Which these are is known. One that is not stops the build: a new Pyodide holds something new.
    """
    collect()
    for one in dicts_of_c(roots):
        if one and ERROR_HANDLER not in one:
            if not (is_subclasses(one) or is_repeated(one)) and COPIED.isdisjoint(one):
                raise RuntimeError(f"C holds a dict that nobody knows: {list(one)[:9]}")
            one.clear()


def dicts_of_c(roots):
    """Dicts that neither the roots, nor what is left of modules and classes, nor this module hold."""
    main = sys.modules["__main__"].__dict__
    own = [
        sys.__dict__,
        builtins.__dict__,
        sys.modules,
        globals(),
        reachable.__dict__,
    ]
    held = {id(one): one for one in own}
    todo = [*roots, *sys.modules.values(), main]
    while todo:
        one = todo.pop()
        if id(one) not in held:
            held[id(one)] = one
            todo += get_referents(one)
    held.update(
        (id(space), space) for one in all_classes() for space in get_referents(one.__dict__)
    )
    return [
        one
        for one in get_objects()
        if type(one) is dict and id(one) not in held and one is not held
    ]


def is_subclasses(one):
    """A class's table of its subclasses, by address: no class is changed any more."""
    return all(isinstance(key, int) and type(value) is ReferenceType for key, value in one.items())


def is_repeated(one):
    """What a classmethod or staticmethod repeats of its function: nobody asks for it."""
    return one.keys() <= {
        "__module__",
        "__name__",
        "__qualname__",
        "__doc__",
        "__annotations__",
        "__wrapped__",
    }


def all_classes():
    found, todo = {}, [object]
    while todo:
        one = todo.pop()
        if id(one) not in found:
            found[id(one)] = one
            todo += type.__subclasses__(one)
    return found.values()


def finish(sys_space, used_sys, builtin_space, used_builtins, clear_caches, collect):
    """Take sys and builtins themselves away, all but what is used."""
    for name in list(sys_space):
        if name not in used_sys:
            del sys_space[name]
    for name in list(builtin_space):
        if name not in used_builtins:
            del builtin_space[name]
    clear_caches()
    collect()
    collect()
    collect()
