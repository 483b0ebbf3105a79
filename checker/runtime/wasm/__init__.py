"""Reads, walks and writes WebAssembly modules: as much of the format as LLVM and Emscripten put out."""
