#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small witness for tests, speaking C2SP tlog-witness (add-checkpoint) on loopback: knows one log, remembers the newest
size and root it signed, and signs a checkpoint only when the consistency proof leads from there to it.

usage: witness.py LOG-VERIFIER-KEY [--forge]       prints "port N" and "key K"; ends when standard input ends
"""
import base64
import hashlib
import http.server
import os
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "verifier"))
from primitives import BASE, ORDER, P, ed25519_verifies, node_hash, point_multiply  # noqa: E402

NAME = "witness.example/test"


def compress(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


class Signer:
    """Ed25519, RFC 8032 section 5.1.6. For tests: takes no care of timing."""

    def __init__(self):
        h = hashlib.sha512(os.urandom(32)).digest()
        self.scalar = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
        self.prefix = h[32:]
        self.public = compress(point_multiply(self.scalar, BASE))

    def sign(self, message):
        r = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % ORDER
        commitment = compress(point_multiply(r, BASE))
        k = int.from_bytes(hashlib.sha512(commitment + self.public + message).digest(), "little") % ORDER
        return commitment + ((r + k * self.scalar) % ORDER).to_bytes(32, "little")


def consistent(older, older_root, newer, newer_root, path):
    """RFC 9162 section 2.1.4.2."""
    if older == newer:
        return not path and older_root == newer_root
    if older == 0:
        return not path
    if not path:
        return False
    if older & (older - 1) == 0:
        path = [older_root] + path
    fn, sn = older - 1, newer - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == older_root and sr == newer_root


class Witness:
    def __init__(self, log_key, forge):
        self.log_name, _, data = log_key.split("+", 2)
        self.log_public = base64.b64decode(data)[1:]
        self.signer, self.forge = Signer(), forge
        self.size, self.root = 0, hashlib.sha256(b"").digest()
        key = b"\x04" + self.signer.public
        self.id = hashlib.sha256(NAME.encode() + b"\n" + key).digest()[:4]
        self.key = f"{NAME}+{self.id.hex()}+{base64.b64encode(key).decode()}"

    def add_checkpoint(self, body):
        """(status, content type, body) of the answer."""
        head, gap, note = body.partition("\n\n")
        lines = head.split("\n")
        if not gap or not lines[0].startswith("old ") or len(lines) > 64:
            return 400, "text/plain", "malformed\n"
        text, _, signatures = note.partition("\n\n")
        text += "\n"
        origin, size, root = text.split("\n")[:3]
        if origin != self.log_name:
            return 404, "text/plain", "unknown log\n"
        if not any(ed25519_verifies(self.log_public, text.encode(), base64.b64decode(line.rpartition(" ")[2])[4:])
                   for line in signatures.splitlines() if line.startswith(f"\u2014 {self.log_name} ")):
            return 403, "text/plain", "not signed by the log\n"
        older, size, root = int(lines[0][4:]), int(size), base64.b64decode(root)
        if older > size:
            return 400, "text/plain", "old is above the size\n"
        if older != self.size:
            return 409, "text/x.tlog.size", f"{self.size}\n"
        if older == size and root != self.root:
            return 409, "text/x.tlog.size", f"{self.size}\n"
        if not consistent(older, self.root, size, root, [base64.b64decode(line) for line in lines[1:]]):
            return 422, "text/plain", "the proof does not hold\n"
        self.size, self.root = size, root
        # Followed without asking anybody: the key it knows has signed this.
        change = text.split("\n")[-2].split(" ")
        if change[0] == "rotate" and base64.b64decode(change[1].split("+", 2)[2])[1:] == self.log_public:
            self.log_public = base64.b64decode(change[2].split("+", 2)[2])[1:]
        now = int(time.time())
        signature = self.signer.sign(f"cosignature/v1\ntime {now}\n{text}".encode())
        if self.forge:
            signature = signature[:5] + bytes([signature[5] ^ 1]) + signature[6:]
        data = self.id + now.to_bytes(8, "big") + signature
        return 200, "text/plain", f"\u2014 {NAME} {base64.b64encode(data).decode()}\n"


def serve(witness):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = (404, "text/plain", "")
            if self.path == "/add-checkpoint":
                answer = witness.add_checkpoint(body)
            data = answer[2].encode()
            self.send_response(answer[0])
            self.send_header("Content-Type", answer[1])
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"port {server.server_port}\nkey {witness.key}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(Witness(sys.argv[1], "--forge" in sys.argv))
