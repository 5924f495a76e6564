# SPDX-License-Identifier: GPL-3.0-or-later
"""What a verifier of the store format needs and Python's library lacks: Ed25519 (RFC 8032), zstd frames (RFC 8878, by
the system's libzstd), the Merkle tree of RFC 6962, and the column encoding of docs/store-format.md section 4.4."""
import ctypes
import hashlib
import struct

# --- Ed25519 ------------------------------------------------------------------------------------------------------
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1, 1, 0)  # extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_multiply(scalar, point):
    result = IDENTITY
    while scalar:
        if scalar & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        scalar >>= 1
    return result


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_M1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def decompress(text):
    number = int.from_bytes(text, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def ed25519_verifies(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    a = decompress(public_key)
    r = decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % ORDER
    left, right = point_multiply(s, BASE), point_add(r, point_multiply(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- zstd ---------------------------------------------------------------------------------------------------------
LARGEST_BLOCK = 2 << 30


class Zstd:
    def __init__(self):
        self.library = ctypes.CDLL("libzstd.so.1")  # OSError when it is not installed
        for function, result in (("ZSTD_getFrameContentSize", ctypes.c_uint64),
                                 ("ZSTD_findFrameCompressedSize", ctypes.c_size_t),
                                 ("ZSTD_decompress", ctypes.c_size_t), ("ZSTD_isError", ctypes.c_uint)):
            getattr(self.library, function).restype = result

    def open(self, frame):
        """The content of `frame`, which must be one frame that states its size and nothing behind it. None otherwise."""
        source, length = ctypes.c_char_p(frame), ctypes.c_size_t(len(frame))
        size = self.library.ZSTD_getFrameContentSize(source, length)
        if size > LARGEST_BLOCK or self.library.ZSTD_findFrameCompressedSize(source, length) != len(frame):
            return None
        into = ctypes.create_string_buffer(max(size, 1))
        got = ctypes.c_size_t(self.library.ZSTD_decompress(into, ctypes.c_size_t(size), source, length))
        return into.raw[:size] if got.value == size else None


# --- Merkle tree --------------------------------------------------------------------------------------------------
def leaf_hash(record):
    return hashlib.sha256(b"\0" + record).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """Every complete node over a list of leaves: levels[0] is the leaves."""

    def __init__(self, leaves):
        self.levels = [leaves]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    def level(self, number):
        return self.levels[number] if number < len(self.levels) else []

    def root(self, size):
        """Root over the first `size` leaves."""
        result, taken = None, size
        level = 0
        while taken:  # complete subtrees from the right, smallest first
            if taken & 1:
                node = self.levels[level][taken - 1]
                result = node if result is None else node_hash(node, result)
            taken >>= 1
            level += 1
        return hashlib.sha256(b"").digest() if result is None else result


# --- columns ------------------------------------------------------------------------------------------------------
def pack(values, width):
    bits = "".join(format(v, f"0{width}b") for v in reversed(values))
    return int(bits, 2).to_bytes((len(values) * width + 7) // 8, "little")


def encode_column(values):
    smallest, largest = min(values), max(values)
    if smallest == largest:
        return struct.pack("<Bq", 0, smallest)
    width = (largest - smallest).bit_length()
    packed_size = 10 + (len(values) * width + 7) // 8
    distinct = sorted(set(values))
    if len(distinct) <= 256:
        index_width = (len(distinct) - 1).bit_length()
        if 3 + 8 * len(distinct) + (len(values) * index_width + 7) // 8 < packed_size:
            place = {v: i for i, v in enumerate(distinct)}
            return (struct.pack(f"<BH{len(distinct)}q", 2, len(distinct), *distinct)
                    + pack([place[v] for v in values], index_width))
    return struct.pack("<BqB", 1, smallest, width) + pack([v - smallest for v in values], width)


def unpack(data, count, width):
    number = int.from_bytes(data, "little")
    mask = (1 << width) - 1
    return [number >> (i * width) & mask for i in range(count)]


def decode_column(data, count):
    """The values of a column; None when `data` is not the one encoding of any."""
    try:
        if data[0] == 0:
            values = [struct.unpack("<q", data[1:])[0]] * count
        elif data[0] == 1:
            base, width = struct.unpack_from("<qB", data, 1)
            values = [base + v for v in unpack(data[10:], count, width)]
        elif data[0] == 2:
            n = struct.unpack_from("<H", data, 1)[0]
            distinct = struct.unpack_from(f"<{n}q", data, 3)
            values = [distinct[i] for i in unpack(data[3 + 8 * n:], count, (n - 1).bit_length())]
        else:
            return None
        return values if encode_column(values) == data else None
    except (struct.error, IndexError, OverflowError, ValueError):
        return None


def leb128(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
