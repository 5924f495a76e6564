# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates of forgetting: docs/store-format.md section 9."""
import hashlib
import json
import re

KINDS = {1: "retention", 2: "erasure"}
CERTIFICATE = 7706003
COMMON = {"actor", "reason", "certificate", "entry", "kind", "log", "time"}
MEMBERS = {"retention": COMMON | {"chain", "count", "first", "last", "policy"},
           "erasure": COMMON | {"parts", "records", "subjects", "subject_ids"}}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
DIGEST = re.compile(r"[0-9a-f]{64}")


class BadCertificate(Exception):
    pass


def named_by(parsed):
    """What a record that is the entry of a certificate says of it: (name, certificate, body); None for any other."""
    action = (parsed.get("vedette") or {}).get("action")
    if parsed.get("class_uid") != CERTIFICATE or type(action) is not dict or action.get("kind") != "certificate":
        return None
    return action.get("name"), action.get("certificate"), action.get("body")


def ascending_digests(values):
    return (type(values) is list and all(type(v) is str and DIGEST.fullmatch(v) for v in values)
            and all(a < b for a, b in zip(values, values[1:])))


def open_body(body, keys, number, entry, kind):
    """The object of a certificate's body, its form and signature checked."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise BadCertificate("is not UTF-8") from None
    match = re.fullmatch(r"(vedette certificate 1\n([^\n]+)\n)\n\u2014 ([^\n]+) ([A-Za-z0-9+/=]+)\n", text)
    if not match:
        raise BadCertificate("is not of the form of a certificate")
    signed, line, name, signature = match.groups()
    try:
        said = json.loads(line)
    except ValueError:
        raise BadCertificate("is not JSON") from None
    if not keys.key_of_entry(entry).signed(signed, name, signature):
        raise BadCertificate("the signature is wrong")
    if type(said) is not dict or json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")) != line:
        raise BadCertificate("is not one object in canonical form")
    if kind not in KINDS or said.get("kind") != KINDS[kind] or not MEMBERS[KINDS[kind]] <= said.keys():
        raise BadCertificate("is not of its kind")
    if (said["certificate"], said["entry"], said["log"]) != (number, entry, keys.name):
        raise BadCertificate("is that of another row or log")
    if type(said["time"]) is not str or not TIME.fullmatch(said["time"]):
        raise BadCertificate("its time is not of the form")
    if kind == 2 and not all(ascending_digests(said[m]) for m in ("parts", "subjects", "subject_ids")):
        raise BadCertificate("a list of it is not one of ascending SHA-256")
    return said


def chain_of(rows):
    """`rows`: (entry, leaf), ascending."""
    h = bytes(32)
    for entry, leaf in rows:
        h = hashlib.sha256(h + entry.to_bytes(8, "little") + leaf).digest()
    return h.hex()


def check_certificates(rows, actions, forgotten, keys, report):
    """`rows` of the table, `actions`: entry -> named_by(record), `forgotten`: entry -> (leaf, certificate).
    Gives the digests that erasure certificates list, and these: (number, object)."""
    listed, erasures, before = set(), [], -1
    by_certificate = {}
    for entry in sorted(forgotten):
        by_certificate.setdefault(forgotten[entry][1], []).append((entry, forgotten[entry][0]))
    for place, (number, entry, kind, body) in enumerate(rows, 1):
        where = f"certificate {number}"
        if number != place or entry <= before:
            report(where, "is not in its place")
        before = entry
        try:
            said = open_body(body, keys, number, entry, kind)
        except BadCertificate as e:
            report(where, str(e))
            continue
        if actions.get(entry) != (said["kind"], number, hashlib.sha256(body).hexdigest()):
            report(where, f"entry {entry} does not order it")
        if kind == 2:
            listed.update(said["parts"])
            erasures.append((number, said))
            continue
        own = by_certificate.pop(number, [])
        if not own:
            report(where, "nothing was forgotten under it")
        elif (said["count"], said["first"], said["last"]) != (len(own), own[0][0], own[-1][0]):
            report(where, "does not name the entries that are forgotten")
        elif said["chain"] != chain_of(own):
            report(where, "its chain is not that of the forgotten leaves")
        elif own[-1][0] >= entry:
            report(where, "forgets what was logged after it")
    for number, own in by_certificate.items():
        report(f"entry {own[0][0]}", f"is forgotten under {number}, which is no retention certificate")
    for entry in actions.keys() - {entry for _, entry, _, _ in rows}:
        report(f"entry {entry}", "orders a certificate that is not there")
    return listed, erasures
