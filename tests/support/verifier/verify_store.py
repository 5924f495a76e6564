#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifies a store of Vedette. Written from docs/store-format.md alone, as the second opinion to `vedettectl verify`:
no line of it comes from there. Needs Python 3.9, and libzstd.

usage: verify_store.py STORE [--key KEY] [--anchor FILE]...       exit 0 intact, 3 damaged, 4 cannot be checked
       verify_store.py --each LIST                                the same of each folder a line of LIST names
One line of JSON a store: {"store", "intact", "entries", "damage": [{"place", "what"}], "error"}.
"""
import argparse
import hashlib
import json
import pathlib
import re
import sqlite3
import struct
import sys

from columns import BadRecord, COLUMNS, NAMES, POSTED, TEXT_COLUMNS, columns_of, parse, pseudonyms_in, sealed_digest
from forgetting import check_certificates, named_by
from keys import CannotCheck, Chain, Key, change_named_by, signatures_of, unbase64
from people import People, action_of
from primitives import Tree, Zstd, decode_column, encode_column, leaf_hash, leb128

BLOCK = 1024
SEGMENT = 64
SCHEMA = {
    ("table", "meta"): "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ("table", "block"): "CREATE TABLE block(id INTEGER PRIMARY KEY, state INTEGER NOT NULL, t0 INTEGER NOT NULL, "
    "t1 INTEGER NOT NULL, root BLOB NOT NULL, digest BLOB NOT NULL, zones BLOB NOT NULL) STRICT",
    ("table", "block_columns"): "CREATE TABLE block_columns(id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT",
    ("table", "block_records"): "CREATE TABLE block_records(id INTEGER PRIMARY KEY, records BLOB NOT NULL, "
    "parts BLOB NOT NULL) STRICT",
    ("table", "part"): "CREATE TABLE part(id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT",
    ("table", "tail"): "CREATE TABLE tail(entry INTEGER PRIMARY KEY, record BLOB NOT NULL, part BLOB) STRICT",
    ("table", "dict"): "CREATE TABLE dict(col INTEGER NOT NULL, id INTEGER NOT NULL, value TEXT NOT NULL, "
    "PRIMARY KEY(col, id)) STRICT, WITHOUT ROWID",
    ("index", "dict_value"): "CREATE UNIQUE INDEX dict_value ON dict(col, value)",
    ("table", "posting"): "CREATE TABLE posting(col INTEGER NOT NULL, bucket INTEGER NOT NULL, segment INTEGER NOT NULL, "
    "data BLOB NOT NULL, PRIMARY KEY(col, bucket, segment)) STRICT, WITHOUT ROWID",
    ("table", "rollup"): "CREATE TABLE rollup(minute INTEGER NOT NULL, node TEXT NOT NULL, class INTEGER NOT NULL, "
    "status INTEGER NOT NULL, count INTEGER NOT NULL, latency INTEGER NOT NULL, prompt INTEGER NOT NULL, "
    "output INTEGER NOT NULL, cost INTEGER NOT NULL, PRIMARY KEY(minute, node, class, status)) STRICT, WITHOUT ROWID",
    ("table", "node"): "CREATE TABLE node(level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, "
    "PRIMARY KEY(level, idx)) STRICT, WITHOUT ROWID",
    ("table", "checkpoint"): "CREATE TABLE checkpoint(size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT",
    ("table", "cursor"): "CREATE TABLE cursor(source TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ("table", "seen"): "CREATE TABLE seen(source TEXT NOT NULL, id INTEGER NOT NULL, time INTEGER NOT NULL, "
    "PRIMARY KEY(source, id)) STRICT, WITHOUT ROWID",
    ("table", "certificate"): "CREATE TABLE certificate(id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, "
    "kind INTEGER NOT NULL, body BLOB NOT NULL) STRICT",
    ("table", "forgotten"): "CREATE TABLE forgotten(entry INTEGER PRIMARY KEY, leaf BLOB NOT NULL, "
    "certificate INTEGER NOT NULL) STRICT",
    ("table", "cosignature"): "CREATE TABLE cosignature(size INTEGER NOT NULL, name TEXT NOT NULL, line TEXT NOT NULL, "
    "PRIMARY KEY(size, name)) STRICT, WITHOUT ROWID",
}
DASH = "\u2014 "
TIME_LINE = r"time (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\n"
NOTE = re.compile(r"([^\n]+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/=]+)\n" + TIME_LINE + r"(?:previous ([0-9a-f]{64})\n)?"
                  r"((?:rotate|break|revoke|attest) \S+ \S+\n)?\n((?:" + DASH + r"[^\n]+ [A-Za-z0-9+/=]+\n)+)")


class Unreadable(Exception):
    """What follows depends on something that is broken, and was reported."""


class Store:
    def __init__(self, folder, key, anchors):
        self.folder, self.anchors = pathlib.Path(folder), anchors
        self.damage = []
        self.entries = self.format = 0
        self.zstd = Zstd()
        try:
            self.key = Key(key or (self.folder / "keys" / "verifier").read_text("utf-8"))
            self.given = bool(key)
        except (OSError, UnicodeDecodeError) as e:
            raise CannotCheck(f"no verifier key: {e}") from None
        file = self.folder / "evidence.db"
        if not file.is_file():
            raise CannotCheck(f"there is no {file}")
        self.db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        self.db.text_factory = bytes  # what is not UTF-8 must not stop us

    def report(self, place, what):
        self.damage.append({"place": place, "what": what})

    def rows(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def expect_rows(self, place, found, expected):
        """Both: key -> value. Reports each difference by its key."""
        for key in sorted(found.keys() | expected.keys(), key=repr):
            if found.get(key) != expected.get(key):
                what = "missing" if key not in found else "too much" if key not in expected else "changed"
                self.report(f"{place} {key}", what)

    # --- what the database is ---
    def check_frame(self):
        self.format = self.rows("PRAGMA user_version")[0][0]
        if self.rows("PRAGMA application_id")[0][0] != 0x56454454 or self.format not in (1, 2, 3):
            self.report("database", "is not a store of format 1, 2 or 3")
        found = {(t.decode(), n.decode()): s.decode("utf-8", "replace") if s else s
                 for t, n, s in self.rows("SELECT type, name, sql FROM sqlite_schema")}
        self.expect_rows("schema", found, SCHEMA)
        for (line,) in self.rows("PRAGMA quick_check"):
            if line != b"ok":
                self.report("database", line.decode("utf-8", "replace"))
        if found != SCHEMA:
            raise Unreadable
        notes = [(size, note.decode("utf-8", "replace")) for size, note in
                 self.rows("SELECT size, note FROM checkpoint ORDER BY size")]
        self.keys = Chain(self.key, notes if self.format == 3 else [], self.report)
        meta = dict(self.rows("SELECT key, value FROM meta"))
        first = self.keys.spans[0].key
        self.expect_rows("meta", meta, {b"origin": first.name.encode(), b"verifier": first.text.encode()})
        for table in ("cosignature",) if self.format >= 2 else ("certificate", "forgotten", "cosignature"):
            if self.rows(f"SELECT count(*) FROM {table}")[0][0]:
                self.report(table, f"has rows, which format {self.format} does not know")

    def check_ids(self, table, column, expected):
        ids = {i for (i,) in self.rows(f"SELECT {column} FROM {table}")}
        for i in sorted(ids ^ set(expected)):
            self.report(f"{table} {i}", "too much" if i in ids else "missing")
        return ids == set(expected)

    def check_extent(self):
        newest = self.rows("SELECT size FROM checkpoint ORDER BY size DESC LIMIT 1")
        if not newest or not 0 <= newest[0][0] < 2**40:
            self.report(f"checkpoint {newest[0][0] if newest else ''}", "there is no newest checkpoint to go by")
            raise Unreadable
        self.entries = newest[0][0]
        # Not by the signed size alone: it may lie, and may be far away.
        if self.entries > 1_000_000_000 or self.rows("SELECT count(*) FROM block")[0][0] * BLOCK > self.entries + BLOCK:
            self.report(f"checkpoint {self.entries}", "is not that of the entries")
            raise Unreadable
        self.blocks = self.entries // BLOCK
        if self.blocks > self.rows("SELECT count(*) FROM block")[0][0]:
            self.report(f"block {self.rows('SELECT count(*) FROM block')[0][0]}", "missing")
            raise Unreadable
        self.check_forgotten()
        gone = {i for (i,) in self.rows("SELECT id FROM block WHERE state = 2")}
        there = [i for i in range(self.blocks) if i not in gone]
        whole = [self.check_ids("block", "id", range(self.blocks)), self.check_ids("block_columns", "id", there),
                 self.check_ids("block_records", "id", there),
                 self.check_ids("tail", "entry", range(self.blocks * BLOCK, self.entries))]
        if not all(whole):
            raise Unreadable

    def check_forgotten(self):
        """What is gone, and whether each block's state says so."""
        self.forgotten = {e: (leaf, c) for e, leaf, c in self.rows("SELECT entry, leaf, certificate FROM forgotten")}
        per_block = {}
        for entry, (leaf, _) in self.forgotten.items():
            per_block[entry // BLOCK] = per_block.get(entry // BLOCK, 0) + 1
            if not 0 <= entry < self.blocks * BLOCK or len(leaf) != 32:
                self.report(f"forgotten {entry}", "is not a leaf of an entry of a block")
                raise Unreadable
        for block, state in self.rows("SELECT id, state FROM block"):
            count = per_block.get(block, 0)
            if state != (0 if count == 0 else 2 if count == BLOCK else 1):
                self.report(f"block {block}", f"state {state} with {count} forgotten entries")
                raise Unreadable

    # --- entries ---
    def begin_entries(self):
        self.leaves = []
        self.dict = [{} for _ in range(TEXT_COLUMNS)]
        self.stored_dict = {(c, v): i for c, i, v in self.rows("SELECT col, id, value FROM dict")}
        self.used_parts, self.next_part = set(), 0
        self.named_with = {}  # digest of a part -> for each of its records the hashes of the pseudonyms in it
        self.erased = {}  # part or tail entry -> digest that its records name
        self.present = {}  # digest of each part that is there -> where
        self.actions = {}  # entry -> the certificate that its record orders
        self.key_actions = {}  # entry -> the change of keys that its record names
        self.people = People(self.key.name, self.report)
        self.rollup = {}
        self.posting = {}

    def read_record(self, entry, record):
        """Adds the record to what is summed up; its columns and the digest of its part."""
        self.leaves.append(leaf_hash(record))
        try:
            parsed = parse(record)
            values, digest = columns_of(parsed), sealed_digest(parsed)
            if ordered := named_by(parsed):
                self.actions[entry] = ordered
            if (changed := change_named_by(parsed)) is not None:
                self.key_actions[entry] = changed
            if (action := action_of(parsed)) is not None:
                self.people.take(entry, record, action)
            if digest is not None:
                self.named_with.setdefault(digest, set()).add(pseudonyms_in(parsed))
        except BadRecord as e:
            self.report(f"entry {entry}", str(e))
            return [""] * TEXT_COLUMNS + [0] * (COLUMNS - TEXT_COLUMNS), None
        cell = self.rollup.setdefault((values[12] // 60_000_000, values[0].encode(), values[14], values[16]), [0] * 5)
        for i, v in enumerate((1, values[21], values[22], values[23], values[24])):
            cell[i] += v
        return values, digest

    def read_block(self, block):
        (state, t0, t1, root, digest, zones), = self.rows(
            "SELECT state, t0, t1, root, digest, zones FROM block WHERE id = ?", block)
        place = f"block {block}"
        self.roots.append(root)
        if state == 2:
            if (t0, t1, digest, zones) != (0, 0, b"", b""):
                self.report(place, "is forgotten, but says something of its records")
            self.leaves += [self.forgotten[block * BLOCK + i][0] for i in range(BLOCK)]
            return
        (records, parts), = self.rows("SELECT records, parts FROM block_records WHERE id = ?", block)
        (stored, ), = self.rows("SELECT data FROM block_columns WHERE id = ?", block)
        if hashlib.sha256(records).digest() != digest:
            self.report(f"{place} records", "are not those of the digest")
        lines = (self.zstd.open(records) or b"").split(b"\n")
        if len(lines) != BLOCK + 1 or lines.pop() != b"":
            self.report(f"{place} records", "are not 1024 lines in one frame")
            raise Unreadable
        rows, digests = zip(*(self.read_line(block * BLOCK + i, line) for i, line in enumerate(lines)))
        there = [row for row in rows if row]
        by_column = [[row[c] for row in there] for c in range(COLUMNS)]
        if (min(by_column[12]), max(by_column[12])) != (t0, t1):
            self.report(place, "t0 and t1 are not those of its records")
        if b"".join(struct.pack("<qq", min(c), max(c)) for c in by_column[TEXT_COLUMNS:]) != zones:
            self.report(place, "zones are not those of its records")
        by_column = [[self.cell(row, c) for row in rows] for c in range(COLUMNS)]
        self.check_columns(place, by_column, stored)
        self.check_parts(block, parts, digests)
        self.post(block, by_column, rows)

    def read_line(self, entry, line):
        """Columns and part of a line of a block; neither for a forgotten one."""
        if entry not in self.forgotten:
            return self.read_record(entry, line)
        if line:
            self.report(f"entry {entry}", "is forgotten and there")
        self.leaves.append(self.forgotten[entry][0])
        return None, None

    def cell(self, row, c):
        """What a block's column holds: numbers as they are, texts by their id."""
        if row is None:
            return -1 if c < TEXT_COLUMNS else 0
        if c >= TEXT_COLUMNS:
            return row[c]
        ids = self.dict[c]
        if self.forgotten:  # ids are free
            return ids.setdefault(row[c], self.stored_dict.get((c, row[c].encode()), -2))
        return ids.setdefault(row[c], len(ids))

    def check_columns(self, place, by_column, stored):
        encoded = [encode_column(c) for c in by_column]
        ends, end = [], 0
        for column in encoded:
            end += len(column)
            ends.append(end)
        head = struct.pack(f"<BBH{COLUMNS}I", 1, COLUMNS, BLOCK, *ends)
        if stored == head + b"".join(encoded):
            return
        wrong = [NAMES[i] for i, c in enumerate(encoded) if stored[len(head) + ends[i] - len(c):len(head) + ends[i]] != c]
        self.report(f"{place} column {' '.join(wrong) or 'table'}", "not what the records say")

    def check_parts(self, block, blob, digests):
        index = decode_column(blob, BLOCK) if blob else [0] * BLOCK
        if index is None or (blob and not any(index)):
            self.report(f"block {block} sealed parts", "are not a column")
            return
        for i, (number, digest) in enumerate(zip(index, digests)):
            entry = f"entry {block * BLOCK + i}"
            if (number != 0) != (digest is not None):
                self.report(entry, "has a sealed part or names one, but not both")
                continue
            if number == 0:
                continue
            if not self.forgotten and (number - 1 > self.next_part or number < 0):
                self.report(entry, "its sealed part is not the next one")
                continue
            self.next_part = max(self.next_part, number)
            self.used_parts.add(number - 1)
            self.check_part(entry, number - 1, digest)

    def check_part(self, entry, number, digest):
        if number not in self.part_digests:
            rows = self.rows("SELECT data FROM part WHERE id = ?", number)
            self.part_digests[number] = self.digest_of(rows[0][0] if rows else None)
        self.compare_part(entry, number, self.part_digests[number], digest)

    @staticmethod
    def digest_of(part):
        """None without a part, empty when it was erased."""
        return b"" if part == b"" else None if part is None else hashlib.sha256(part).digest()

    def compare_part(self, entry, row, stored, named):
        if stored == b"" and self.format >= 2 and named is not None:
            if self.erased.setdefault(row, named) != named:
                self.report(entry, "its sealed part is gone, and others with it name another one")
        elif stored != named:
            self.report(entry, "its sealed part is not that of the record")
        elif stored is not None:
            self.present[stored] = entry

    def post(self, block, by_column, rows):
        segment = block // SEGMENT
        if (segment + 1) * SEGMENT > self.blocks:
            return
        for c in POSTED:
            for v in {v for v, row in zip(by_column[c], rows) if row}:
                key = v if c < TEXT_COLUMNS else min(v << 1 if v >= 0 else ~(v << 1), 2**58 - 1)
                row = self.posting.setdefault((c, key // 1024, segment), {})
                row[key] = row.get(key, 0) | 1 << block % SEGMENT

    def read_entries(self):
        self.begin_entries()
        self.roots, self.part_digests = [], {}
        for block in range(self.blocks):
            self.read_block(block)
        for entry, record, part in self.rows("SELECT entry, record, part FROM tail ORDER BY entry"):
            _, digest = self.read_record(entry, record)
            self.compare_part(f"entry {entry}", f"tail {entry}", self.digest_of(part), digest)
        self.check_ids("part", "id", self.used_parts)

    # --- what is derived ---
    def check_derived(self):
        self.tree = Tree(self.leaves)
        for block, root in enumerate(self.roots):
            if self.tree.level(10)[block] != root:
                self.report(f"block {block}", "its root is not that of its records")
        nodes = {(level, i): h for level in range(11, len(self.tree.levels)) for i, h in enumerate(self.tree.level(level))}
        self.expect_rows("node", {(a, b): h for a, b, h in self.rows("SELECT level, idx, hash FROM node")}, nodes)
        values = {(c, i): v.encode() for c in range(TEXT_COLUMNS) for v, i in self.dict[c].items()}
        self.expect_rows("dict", {(c, i): v for c, i, v in self.rows("SELECT col, id, value FROM dict")}, values)
        index = self.rows("SELECT col, id, value FROM dict INDEXED BY dict_value ORDER BY col, value")
        self.expect_rows("dict_value", {(c, i): v for c, i, v in index}, values)
        cells = {k: [(v + 2**63) % 2**64 - 2**63 for v in sums] for k, sums in self.rollup.items()}
        found = self.rows("SELECT minute, node, class, status, count, latency, prompt, output, cost FROM rollup")
        self.expect_rows("rollup", {tuple(r[:4]): list(r[4:]) for r in found}, cells)
        found = self.rows("SELECT col, bucket, segment, data FROM posting")
        self.expect_rows("posting", {tuple(r[:3]): r[3] for r in found},
                         {k: self.posting_row(k[1], keys) for k, keys in self.posting.items()})

    @staticmethod
    def posting_row(bucket, keys):
        out, before = b"", bucket * 1024
        for key in sorted(keys):
            mask = keys[key]
            out += leb128(key - before)
            one = mask & (mask - 1) == 0
            out += bytes([mask.bit_length() - 1]) if one else b"\xff" + struct.pack("<Q", mask)
            before = key
        return out

    # --- what was forgotten ---
    def check_forgetting(self):
        rows = self.rows("SELECT id, entry, kind, body FROM certificate ORDER BY id")
        listed, erasures = check_certificates(rows, self.actions, self.forgotten, self.keys, self.report)
        self.people.check_erasures(erasures)
        erased = {digest.hex() for digest in self.erased.values()}
        for row, digest in self.erased.items():
            if digest.hex() not in listed:
                self.report(f"part {row}", "is gone without a certificate")
        about, before, gone = set(), set(), set(self.erased.values())
        for number, said in erasures:
            about.update(said["subjects"])
            for digest in (bytes.fromhex(d) for d in said["parts"]):
                if digest in gone - before and not all(names & about for names in self.named_with[digest]):
                    self.report(f"certificate {number}", "takes parts of somebody it is not about")
                before.add(digest)
        for digest, entry in self.present.items():
            if digest.hex() in listed:
                self.report(entry, "its sealed part was erased and is there")
        if not self.forgotten and listed - erased:
            self.report("certificate", "lists a part that no record has")

    # --- what is signed ---
    def check_checkpoints(self):
        before, self.signed = None, []
        for size, raw in self.rows("SELECT size, note FROM checkpoint ORDER BY size"):
            problem = self.checkpoint_problem(size, raw, before)
            if problem:
                self.report(f"checkpoint {size}", problem)
            before = raw
        first = self.rows("SELECT min(size) FROM checkpoint")[0][0]
        if first != 0:
            self.report(f"checkpoint {first}", "the first checkpoint is missing")
        self.keys.check_entries(self.signed, self.key_actions, self.report)
        self.keys.check_handovers(self.given, self.report)
        self.keys.check_revoked(self.signed, self.report)

    def checkpoint_problem(self, size, raw, before):
        try:
            note = raw.decode()
        except UnicodeDecodeError:
            return "is not UTF-8"
        match = NOTE.fullmatch(note)
        if not match or (match.group(6) and self.format < 3):
            return "is not of the form of a checkpoint"
        origin, signed_size, root, time, previous, change, _ = match.groups()
        self.signed.append((size, time, change))
        signers = self.keys.signers(int(signed_size))
        lines = signatures_of(note)
        if len(lines) != len(signers):
            return "has not the signature lines it must have"
        body = note[:note.index("\n\n") + 1]
        if not all(key.signed(body, *line) for key, line in zip(signers, lines)):
            return "the signature is wrong"
        if origin != self.key.name or int(signed_size) != size:
            return "is that of another log or size"
        if previous != (None if before is None else hashlib.sha256(before).hexdigest()):
            return "does not follow from the checkpoint before it"
        if size < 0 or size > len(self.leaves) or unbase64(root) != self.tree.root(size):
            return "the root is not that of the entries"
        return None

    def check_anchors(self):
        anchors = self.folder / "anchors"
        own = [anchors / "checkpoints", anchors / "witnessed"] + sorted(anchors.glob("timestamps/*.note"))
        for file in [f for f in own if f.exists()] + [pathlib.Path(a) for a in self.anchors]:
            try:
                text = file.read_bytes().decode("utf-8", "surrogateescape")
            except OSError as e:
                raise CannotCheck(str(e)) from None
            for number, note in enumerate(notes_of(text)):
                problem = self.anchor_problem(note)
                if problem:
                    self.report(f"anchor {file.name} note {number}", problem)

    def anchor_problem(self, note):
        body, _, signatures = note.partition("\n\n")
        body += "\n"
        lines = body.split("\n")
        if len(lines) < 4 or not re.fullmatch(r"0|[1-9]\d*", lines[1]) or lines[0] != self.key.name:
            return "is not a checkpoint of this log"
        signed = [line[2:].rpartition(" ") for line in signatures.split("\n")[:-1] if line.startswith(DASH)]
        size = int(lines[1])
        try:
            good = all(any(key.signed(body, name, signature) for name, _, signature in signed)
                       for key in self.keys.signers(size))
        except UnicodeEncodeError:
            good = False
        if not good:
            return "the signature is wrong"
        if self.keys.is_unbelieved(size, lines[3]):
            return None
        if size > self.entries:
            return "is newer than the database, which was rolled back"
        return None if unbase64(lines[2]) == self.tree.root(size) else "the log was forked"

    def verify(self):
        try:
            self.rows("BEGIN")
            self.check_frame()
            self.check_extent()
            self.read_entries()
            self.check_derived()
            self.check_forgetting()
            self.check_checkpoints()
            self.check_anchors()
        except Unreadable:
            pass
        except sqlite3.DatabaseError as e:
            self.report("database", str(e))
        finally:
            self.db.close()


def notes_of(text):
    """The complete notes of an anchor file."""
    while text:
        gap = text.find("\n\n")
        if gap < 0:
            return
        end = gap + 2
        signatures = 0
        while text.startswith(DASH, end) and "\n" in text[end:]:
            end = text.index("\n", end) + 1
            signatures += 1
        if not signatures and (text.startswith(DASH, end) or DASH.startswith(text[end:])):
            return  # cut off
        yield text[:end]
        text = text[end:]


def verdict(folder, key="", anchors=()):
    try:
        store = Store(folder, key, anchors)
        store.verify()
    except CannotCheck as e:
        return {"store": folder, "intact": False, "error": str(e)}
    except OSError as e:
        return {"store": folder, "intact": False, "error": f"libzstd is needed: {e}"}
    return {"store": folder, "intact": not store.damage, "entries": store.entries, "damage": store.damage[:100]}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("store", nargs="?")
    args.add_argument("--key", default="")
    args.add_argument("--anchor", action="append", default=[])
    args.add_argument("--each")
    options = args.parse_args()
    if bool(options.store) == bool(options.each):
        args.error("give either STORE or --each LIST")
    folders = pathlib.Path(options.each).read_text("utf-8").splitlines() if options.each else [options.store]
    code = 0
    for folder in folders:
        result = verdict(folder, options.key, options.anchor)
        print(json.dumps(result), flush=True)
        code = max(code, 4 if "error" in result else 0 if result["intact"] else 3)
    return code


if __name__ == "__main__":
    sys.exit(main())
