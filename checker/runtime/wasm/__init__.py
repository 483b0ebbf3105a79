"""Reads, walks and writes WebAssembly modules, as LLVM and Emscripten write them."""
