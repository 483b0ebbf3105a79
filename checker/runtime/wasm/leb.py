"""LEB128: how WebAssembly writes whole numbers, seven bits a byte, lowest first."""

from __future__ import annotations


def unsigned(number: int) -> bytes:
    """The bytes of a number from 0 up."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def signed(number: int) -> bytes:
    """The bytes of a number of either sign."""
    out = bytearray()
    while not -64 <= number < 64:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number & 127)
    return bytes(out)


def as_i32(word: int) -> int:
    """The signed reading of a 32-bit word."""
    word &= 0xFFFFFFFF
    return word - (1 << 32) if word >> 31 else word


class Reader:
    """A place in some bytes, moving on as they are read."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def take(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]

    def unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value - (1 << shift) if byte & 64 else value

    def name(self) -> str:
        return self.take(self.unsigned()).decode()
