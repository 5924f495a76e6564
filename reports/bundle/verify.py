#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks this evidence bundle, offline, with nothing but Python 3: unpack the ZIP file, then run

    python3 verify.py [--key KEY]

KEY is the log's verifier key, or one it had before, best taken from somewhere else than this bundle (its owner, an earlier
report). Without it
the key in verifier.key is used, and the result only says that the bundle was made by whoever has that key.
Exit code 0: everything holds. 1: something does not; each line names the place."""
import base64
import hashlib
import json
import os
import sys

# Ed25519 (RFC 8032), verification only. Points in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, point)
        point, n = add(point, point), n >> 1
    return result


def point(data):
    number = int.from_bytes(data, "little")
    y, odd = number & (2**255 - 1), number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and odd):
        raise ValueError("not a point of the curve")
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


def signature_holds(public, message, signature):
    try:
        a, r = point(public), point(signature[:32])
    except ValueError:
        return False
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little")
    base = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    one, two = times(s, base), add(r, times(h % L, a))
    return (len(signature) == 64 and s < L and (one[0] * two[2] - two[0] * one[2]) % P == 0
            and (one[1] * two[2] - two[1] * one[2]) % P == 0)


# Not in the manifest: itself and its signature, and what file managers leave behind.
OWN = {"manifest.json", "manifest.sig", ".DS_Store", "Thumbs.db", "desktop.ini"}


class Wrong(Exception):
    pass


def sha256(data):
    return hashlib.sha256(data).digest()


def unbase64(text):
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise Wrong("not base64") from None


class Key:
    def __init__(self, text):
        self.text = text.strip()
        parts = self.text.split("+", 2)
        data = unbase64(parts[2]) if len(parts) == 3 else b""
        if len(data) != 33 or data[0] != 1:
            raise Wrong("not an Ed25519 verifier key")
        self.name, self.public = parts[0], data[1:]
        self.id = sha256(self.name.encode() + b"\n" + data)[:4]
        if self.id.hex() != parts[1]:
            raise Wrong("the key's id does not belong to its name")

    def open_note(self, note):
        """The lines a note was signed over. Wrong unless this key signed them."""
        body, gap, signatures = note.partition("\n\n")
        for line in signatures.splitlines():
            name, _, data = line[2:].rpartition(" ")
            data = unbase64(data)
            if line.startswith("\u2014 ") and name == self.name and data[:4] == self.id:
                if not signature_holds(self.public, (body + "\n").encode(), data[4:]):
                    raise Wrong("the signature is wrong")
                return body.split("\n")
        raise Wrong("it is not signed by " + self.text)


class Chain:
    """The keys of the log, one after the other. A checkpoint may change keys: `rotate` is signed by the old key and the
    new one, `break` by the new one alone because the old one is lost, `revoke` and `attest` by the key in force."""

    def __init__(self, trusted, notes):
        self.name, self.trusted = trusted.name, trusted
        self.spans, self.breaks = [[0, trusted, True]], []  # first size, key, whether the trusted key leads to it
        revoked, known, since = {}, False, {}
        for note in notes:
            lines = note.partition("\n\n")[0].split("\n")
            words = lines[-1].split(" ")
            if len(lines) < 6 or words[0] not in ("rotate", "break", "revoke", "attest") or len(words) != 3:
                continue
            old, size = Key(words[1]), int(lines[1])
            if words[0] in ("revoke", "attest"):
                self.spans[-1][1].open_note(note)
                revoked[old.text] = (words[2], words[0] == "attest")
                continue
            new = Key(words[2])
            new.open_note(note)
            if words[0] == "rotate":
                old.open_note(note)
            else:
                self.breaks.append((size - 1, new))
            if not known:
                self.spans = [[0, old, True]]
            if old.text != self.spans[-1][1].text:
                raise Wrong(f"the checkpoint of size {size} replaces a key that was not in force")
            known, since[new.text] = True, (lines[3][5:], words[0] == "break")
            self.spans.append([size, new, True])
        texts = [key.text for _, key, _ in self.spans]
        if trusted.text not in texts:
            raise Wrong("the key is not one of this log")
        for i in range(texts.index(trusted.text) + 1, len(texts)):
            when, broken = since[texts[i]]
            late = texts[i - 1] in revoked and when >= revoked[texts[i - 1]][0]
            self.spans[i][2] = self.spans[i - 1][2] and not broken and not late
        self.open_revoked = {key: time for key, (time, attested) in revoked.items() if not attested}

    def key_at(self, size):
        _, key, vouched = [span for span in self.spans if span[0] <= size][-1]
        if not vouched:
            raise Wrong(f"it is signed by {key.text}, which the key you gave does not vouch for; ask the log's owner")
        return key

    def unbelieved(self, notes):
        """(first, last) entry of each stretch that a revoked key signed and nobody vouches for."""
        for (start, key, _), (end, _, _) in zip(self.spans, self.spans[1:]):
            good, bad = start, False
            for lines in (note.split("\n") for note in notes):
                if start <= int(lines[1]) < end and not bad and key.text in self.open_revoked:
                    bad = lines[3][5:] >= self.open_revoked[key.text]
                    good = good if bad else int(lines[1])
            if bad:
                yield good, end - 2


def root_by(leaf, index, size, path):
    """RFC 9162 section 2.1.3.2: the root that `path` leads to from the leaf."""
    fn, sn, root = index, size - 1, leaf
    for step in path:
        if sn == 0:
            raise Wrong("the proof is too long")
        if fn & 1 or fn == sn:
            root = sha256(b"\1" + step + root)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            root = sha256(b"\1" + root + step)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise Wrong("the proof is too short")
    return root


class Bundle:
    def __init__(self, folder):
        self.folder, self.problems = folder, []

    def report(self, place, what):
        self.problems.append(f"{place}: {what}")

    def attempt(self, place, check, *values):
        try:
            return check(*values)
        except (Wrong, OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as e:
            self.report(place, e if isinstance(e, Wrong) else f"cannot be read ({type(e).__name__}: {e})")
            return None

    def read(self, name):
        with open(os.path.join(self.folder, *name.split("/")), "rb") as file:
            return file.read()

    def read_notes(self):
        notes, text = [], self.read("checkpoints").decode()
        while text:
            end = text.index("\n\n") + 2
            while text.startswith("\u2014 ", end):
                end = text.index("\n", end) + 1
            notes.append(text[:end])
            text = text[end:]
        return notes

    def check_key(self, given):
        own = Key(self.read("verifier.key").decode())
        if given and not any(Key(given).text in note for note in self.notes) and Key(given).text != own.text:
            raise Wrong("is another key than the one given")
        keys = Chain(Key(given) if given else own, self.notes)
        if own.text not in [key.text for _, key, _ in keys.spans]:
            raise Wrong("is another key than the one given")
        return keys

    def check_manifest(self):
        data = self.read("manifest.json")
        lines = self.key.open_note(self.read("manifest.sig").decode())
        if lines != ["vedette evidence bundle", sha256(data).hex()]:
            raise Wrong("was changed after it was signed")
        return json.loads(data)

    def check_files(self, manifest):
        listed = manifest["files"]
        there = {os.path.relpath(os.path.join(where, name), self.folder).replace(os.sep, "/")
                 for where, _, names in os.walk(self.folder) for name in names}
        for name in sorted(there - set(listed) - OWN):
            self.report(name, "does not belong to the bundle")
        for name in sorted(listed):
            if name not in there:
                self.report(name, "is missing")
            elif sha256(self.read(name)).hex() != listed[name]["sha256"]:
                self.report(name, "was changed: its SHA-256 is not that of the manifest")

    def check_checkpoints(self, manifest):
        """The chain of checkpoints; each holds the hash of the one before, so the last one's signature covers all."""
        before = None
        for note in self.notes:
            lines = note.split("\n")
            if before and "previous " + sha256(before.encode()).hex() not in lines:
                raise Wrong(f"the checkpoint of size {lines[1]} does not follow from the one before it")
            before = note
        origin, size, root = self.key.open_note(before)[:3]
        if (origin, int(size), unbase64(root).hex()) != (self.key.name, manifest["size"], manifest["root"]):
            raise Wrong("the last checkpoint is not that of the manifest")
        return before

    def check_certificate(self, name):
        note = self.read(name).decode()
        lines = self.keys.key_at(json.loads(note.split("\n")[1])["entry"]).open_note(note)
        if lines[0] != "vedette certificate 1" or len(lines) != 2:
            raise Wrong("is not a certificate of forgetting")

    def check_record(self, entry, record, head, size, root):
        lines, _, checkpoint = self.read(f"proofs/{entry:012d}.tlog-proof").decode().partition("\n\n")
        lines = lines.split("\n")
        if lines[0] != "c2sp.org/tlog-proof@v1" or lines[1] != f"index {entry}":
            raise Wrong("the proof is not one of this entry")
        if head and checkpoint != head:
            raise Wrong("the proof's checkpoint is not the last one of the bundle")
        if root_by(sha256(b"\0" + record), entry, size, [unbase64(line) for line in lines[2:]]) != root:
            raise Wrong("the record is not the one that was logged, or its proof was changed")

    def check_records(self, manifest, head):
        records = self.read("records.ndjson").split(b"\n")
        entries = manifest["entries"]
        if records.pop() != b"" or len(records) != len(entries):
            self.report("records.ndjson", f"has {len(records)} lines, the manifest names {len(entries)} entries")
        for first, last in self.keys.unbelieved(self.notes):
            for entry in (e for e in entries if first <= e <= last):
                self.report(f"entry {entry}", "was signed by a key that is revoked for that time")
        root = bytes.fromhex(manifest["root"])
        for number, (entry, record) in enumerate(zip(entries, records), 1):
            place = f"records.ndjson line {number} (entry {entry})"
            self.attempt(place, self.check_record, entry, record, head, manifest["size"], root)
        return len(entries)

    def check(self, given_key):
        self.notes = self.attempt("checkpoints", self.read_notes)
        self.keys = self.notes and self.attempt("verifier.key", self.check_key, given_key)
        self.key = self.keys and self.attempt("checkpoints", lambda: self.keys.key_at(int(self.notes[-1].split("\n")[1])))
        manifest = self.key and self.attempt("manifest.json", self.check_manifest)
        if not manifest:
            return 0
        self.attempt("manifest.json", self.check_files, manifest)
        for name in manifest["files"]:
            if name.startswith("certificates/"):
                self.attempt(name, self.check_certificate, name)
        head = self.attempt("checkpoints", self.check_checkpoints, manifest)
        return self.attempt("records.ndjson", self.check_records, manifest, head)


def main():
    arguments = sys.argv[1:]
    given = arguments[1] if len(arguments) == 2 and arguments[0] == "--key" else None
    if arguments and not given:
        print(__doc__)
        return 2
    bundle = Bundle(os.path.dirname(os.path.abspath(__file__)))
    count = bundle.check(given)
    for problem in bundle.problems[:100]:
        print("WRONG  " + problem)
    if bundle.problems:
        print(f"{len(bundle.problems)} problems. This bundle is not as it was made.")
        return 1
    print(f"All holds: {count} records are in the log {bundle.key.name}, unchanged, and no file of the bundle was changed.")
    print(f"Signed with the key {bundle.key.text}")
    if not given:
        print("That key came with the bundle. Compare it with the one you know, or give that with --key.")
    for entry, key in bundle.keys.breaks:
        print(f"NOTE: the chain of keys breaks at entry {entry}: {key.text} took over without the signature of a lost key.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
