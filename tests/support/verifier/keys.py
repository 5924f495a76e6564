# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys of a log and the chain they make: docs/store-format.md sections 6 and 6.1."""
import base64
import binascii
import hashlib
import re

from primitives import ed25519_verifies

DASH = "\u2014 "
CONSOLE_ACTION = 7706003
CHANGE = re.compile(r"(rotate|break|revoke|attest) (\S+) (\S+)")
TIME = re.compile(r"time (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)")


class CannotCheck(Exception):
    pass


def unbase64(text):
    """Bytes of padded base64 in its one canonical form; None otherwise."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


class Key:
    def __init__(self, text):
        parts = text.rstrip("\r\n ").split("+", 2)
        data = unbase64(parts[2]) if len(parts) == 3 else None
        if not data or len(data) != 33 or data[0] != 1 or not parts[0]:
            raise CannotCheck("the verifier key is not an Ed25519 key")
        self.text, self.name, self.public = text.rstrip("\r\n "), parts[0], data[1:]
        self.id = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4]
        if self.id.hex() != parts[1].lower():
            raise CannotCheck("the verifier key's id is not that of its name and key")

    def signed(self, body, name, signature):
        data = unbase64(signature)
        return (data is not None and len(data) == 68 and name == self.name and data[:4] == self.id
                and ed25519_verifies(self.public, body.encode(), data[4:]))


def signatures_of(note):
    """(name, signature) of each signature line."""
    return [tuple(line[2:].rpartition(" ")[::2]) for line in note.partition("\n\n")[2].split("\n")[:-1]]


def change_named_by(parsed):
    """The line that a record which says that keys changed names; None for any other record."""
    action = (parsed.get("vedette") or {}).get("action")
    if parsed.get("class_uid") != CONSOLE_ACTION or type(action) is not dict or action.get("kind") != "key":
        return None
    return action.get("change", "")


class Span:
    def __init__(self, key, start=0, since="", broken=False):
        self.key, self.start, self.since, self.broken = key, start, since, broken
        self.vouched, self.revoked, self.attested = True, None, False


class Chain:
    """`notes`: (size, note) of all checkpoints, by ascending size."""

    def __init__(self, trusted, notes, report):
        self.trusted, self.spans = trusted, []
        for size, note in notes:
            lines = note.partition("\n\n")[0].split("\n")
            change = CHANGE.fullmatch(lines[-1]) if len(lines) > 5 else None
            if change and (problem := self.take(size, note, lines, *change.groups())):
                report(f"checkpoint {size}", problem)
                break
        known = [i for i, span in enumerate(self.spans) if span.key.text == trusted.text]
        if not known:
            if self.spans:
                report("checkpoint 0", "the key is not one of this log")
            self.spans = [Span(trusted)]
            return
        for before, span in zip(self.spans[known[0]:], self.spans[known[0] + 1:]):
            late = before.revoked is not None and span.since >= before.revoked
            span.vouched = before.vouched and not span.broken and not late

    def take(self, size, note, lines, kind, subject, object_):
        """What is wrong with a change of keys; None when it holds."""
        time = TIME.fullmatch(lines[3])
        try:
            key = Key(subject)
            following = Key(object_) if kind in ("rotate", "break") else None
        except CannotCheck:
            return "its line about keys is malformed"
        if not time:
            return "does not say when it was signed"
        body = note[:note.index("\n\n") + 1]
        signed = lambda by: any(by.signed(body, *line) for line in signatures_of(note))
        if following is None:
            return self.revoke(kind, key, object_, signed)
        if not self.spans:
            self.spans.append(Span(key))
        if key.text != self.spans[-1].key.text or following.name != key.name or size <= self.spans[-1].start:
            return "replaces a key that was not in force"
        if any(span.key.text == following.text for span in self.spans):
            return "brings back a key"
        if not signed(following) or (kind == "rotate" and not signed(key)):
            return "changes keys without the signatures it needs"
        self.spans.append(Span(following, size, time.group(1), kind == "break"))
        return None

    def revoke(self, kind, key, time, signed):
        hit = [span for span in self.spans[:-1] if span.key.text == key.text]
        if not hit or not TIME.fullmatch("time " + time):
            return "revokes a key that was not replaced"
        if not signed(self.spans[-1].key):
            return "revokes a key without the signature of the one in force"
        hit[0].revoked, hit[0].attested = time, kind == "attest"
        return None

    def at(self, size):
        return [span for span in self.spans if span.start <= size or span is self.spans[0]][-1]

    def signers(self, size):
        """The keys that must have signed a checkpoint of this size, in the order of their lines."""
        span = self.at(size)
        if span.start == size and size > 0 and not span.broken:
            return [self.at(size - 1).key, span.key]
        return [span.key]

    def key_of_entry(self, entry):
        return self.at(entry).key

    @property
    def name(self):
        return self.trusted.name

    def is_unbelieved(self, size, time_line):
        span, time = self.at(size), TIME.fullmatch(time_line)
        return span.revoked is not None and (not time or time.group(1) >= span.revoked)

    def check_entries(self, checkpoints, actions, report):
        """`checkpoints`: (size, time, line about keys or None); `actions`: entry -> the line its record names."""
        lines = {size - 1: change.rstrip("\n") for size, _, change in checkpoints if change}
        for entry in sorted(lines.keys() | actions.keys()):
            if lines.get(entry) != actions.get(entry):
                report(f"entry {entry}", "it and its checkpoint do not say the same of keys")

    def check_handovers(self, given, report):
        for before, span in zip(self.spans, self.spans[1:]):
            if span.broken and not (span.vouched and given):
                report(f"entry {span.start - 1}", "the chain of keys breaks here")
            elif not span.vouched and before.vouched:
                report(f"entry {span.start - 1}", "a key was introduced by one that is not believed")

    def check_revoked(self, checkpoints, report):
        for span, after in zip(self.spans, self.spans[1:]):
            if span.revoked is None or span.attested:
                continue
            own = [(size, time) for size, time, _ in checkpoints if span.start <= size < after.start]
            good = span.start
            for i, (size, time) in enumerate(own):
                if time >= span.revoked:
                    break
                good = size
            else:
                continue
            if good + 1 < after.start:
                report(f"entries {good} to {after.start - 2}", "were signed by a revoked key")
