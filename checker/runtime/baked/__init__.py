"""The engine that is one WebAssembly module: a started CPython, less what nothing can reach."""
