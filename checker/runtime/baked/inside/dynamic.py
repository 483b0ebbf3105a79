"""Live code of the standard library that names attributes by computation, and why it may stay.

What ships is held to runtime/closed_world.py from its source. The standard library is not ours;
of it, whatever is live and could compute a name must stand here with its reason.
"""

from reachable import global_names, nested

BY_COMPUTATION = {
    *("getattr", "setattr", "delattr", "hasattr", "vars", "dir", "globals", "locals"),
    *("eval", "exec", "compile", "open", "__import__", "__build_class__"),
}
KNOWN = {}


def check(functions):
    """RuntimeError for live code that computes names and is not known."""
    unknown = {name: used for name, used in computing(functions) if name not in KNOWN}
    if unknown:
        raise RuntimeError(f"live code computes names, and nothing says why it may: {unknown} (inside/dynamic.py)")


def computing(functions):
    """(qualified name, what it loads) of each live function that could compute a name."""
    for function in functions:
        for code in nested(function.__code__):
            used = sorted(BY_COMPUTATION & global_names(code))
            if used:
                yield f"{function.__module__}.{code.co_qualname}", used
