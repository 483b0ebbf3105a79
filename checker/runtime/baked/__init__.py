"""The engine that is one WebAssembly module: CPython's memory after start-up, less what nothing can reach."""
