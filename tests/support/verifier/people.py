# SPDX-License-Identifier: GPL-3.0-or-later
"""Who did what, and was allowed to: docs/store-format.md section 14."""
import hashlib
import re

from keys import unbase64
from primitives import ed25519_verifies

ACTIONS = (7706003, 2005)  # Console Action, Incident Finding
ROLES = {"officer", "analyst", "lead", "administrator"}
ALLOWED = {"person": {"administrator"}, "alert": {"officer", "analyst", "lead"}, "incident": {"officer", "analyst", "lead"}}
ALLOWED.update(dict.fromkeys(("control", "report", "hold", "erasure"), {"officer", "lead"}))
EVIDENCE = {"reveal": {"officer", "lead"}, "export": {"officer", "analyst", "lead"}, "bundle": {"officer", "analyst", "lead"}}
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
REQUESTS = {("hold", "hold_release_request"), ("erasure", "erase_request")}
CONFIRMATIONS = {("hold", "hold_release"), ("erasure", "erase_confirm")}
MARK = b'"signature":"'
LENGTH = 88


def action_of(parsed):
    """vedette.action of a record that is an action; None for any other."""
    action = (parsed.get("vedette") or {}).get("action")
    return action if parsed.get("class_uid") in ACTIONS and type(action) is dict else None


def text(action, name):
    value = action.get(name)
    return value if type(value) is str else ""


def public_key(action):
    data = unbase64(text(action, "key"))
    return data if data is not None and len(data) == 32 else None


def may(role, kind, name):
    if kind == "evidence" and name in EVIDENCE:
        return role in EVIDENCE[name]
    return kind not in ALLOWED or role in ALLOWED[kind]


class Wrong(Exception):
    pass


class People:
    """Is given the actions of the log in order."""

    def __init__(self, origin, report):
        self.origin, self.report = origin, report
        self.people = {}  # name -> {"role", "enabled", "key"}
        self.requests = {}  # id -> {"kind", "target", "actor", "confirmed"}
        self.restores = []  # (entries of the backup, entry)
        self.certificates_from = self.certificates_end = 0  # the last certificates in a row
        self.erasures = {}  # entry of a certificate that two people must have agreed on -> their confirmed requests then

    def take(self, entry, record, action):
        try:
            self.judge(entry, record, action)
        except Wrong as e:
            self.report(f"entry {entry}", str(e))

    def judge(self, entry, record, action):
        kind, name, actor = (text(action, m) for m in ("kind", "name", "actor"))
        if kind == "certificate":
            self.certificates_from = self.certificates_from if entry == self.certificates_end else entry
            self.certificates_end = entry + 1
        if (kind, name) == ("restore", "restored"):
            size = action.get("size")
            size = size if type(size) is int else 0
            if self.certificates_from <= size and entry == self.certificates_end:
                self.restores.append((size, entry))
        if not self.people:
            if kind == "person":
                self.first(entry, record, action)
            return
        if kind in ("key", "restore"):
            return
        if kind == "certificate":
            if name == "erasure":
                self.erasures[entry] = actor, {i: r for i, r in self.requests.items() if r["confirmed"]}
            return
        person = self.people.get(actor)
        if person is None:
            raise Wrong("is by somebody who was not enrolled")
        self.check_signature(person["key"], entry, record)
        if not person["enabled"]:
            raise Wrong("is by somebody who was disabled")
        own_key = name == "person_key" and text(action, "target") == actor
        if not own_key and not may(person["role"], kind, name):
            raise Wrong("is by somebody whose role does not allow it")
        if kind == "person":
            self.change(name, action)
        elif (kind, name) in REQUESTS:
            self.request(kind, action)
        elif (kind, name) in CONFIRMATIONS:
            self.confirm(kind, action)

    def check_signature(self, key, entry, record):
        at = record.find(MARK) + len(MARK)
        signature = record[at:at + LENGTH]
        if record.count(MARK) != 1 or len(signature) != LENGTH or record[at + LENGTH:at + LENGTH + 1] != b'"':
            raise Wrong("is not signed by who is said to have done it")
        data = unbase64(signature.decode("latin-1"))
        signed = f"vedette action 1\n{self.origin}\n{entry}\n".encode() + record[:at] + record[at + LENGTH:]
        if data is None or not ed25519_verifies(key, signed, data):
            raise Wrong("the signature is not that of who is said to have done it")

    def first(self, entry, record, action):
        key = public_key(action)
        if (text(action, "name"), text(action, "role")) != ("person_add", "administrator") or key is None \
                or text(action, "target") != text(action, "actor") or not NAME.fullmatch(text(action, "target")):
            raise Wrong("is about people, but enrols no administrator as the first one must")
        self.check_signature(key, entry, record)
        self.people[text(action, "target")] = {"role": "administrator", "enabled": True, "key": key}

    def change(self, name, action):
        target, role, key = text(action, "target"), text(action, "role"), public_key(action)
        person = self.people.get(target)
        if name == "person_add":
            if person is not None or key is None or role not in ROLES or not NAME.fullmatch(target):
                raise Wrong("enrols nobody, or somebody who is enrolled")
            self.people[target] = {"role": role, "enabled": True, "key": key}
            return
        if person is None:
            raise Wrong("changes somebody who is not enrolled")
        changed = dict(person)
        if name == "person_key":
            if key is None:
                raise Wrong("names no key")
            changed["key"] = key
        elif name == "person_role":
            if role not in ROLES:
                raise Wrong("names no role")
            changed["role"] = role
        elif name in ("person_enable", "person_disable"):
            changed["enabled"] = name == "person_enable"
        else:
            raise Wrong("is nothing that is done about people")
        if name in ("person_role", "person_disable"):
            after = {**self.people, target: changed}
            if not any(p["enabled"] and p["role"] == "administrator" for p in after.values()):
                raise Wrong("leaves the store without an administrator")
        self.people[target] = changed

    def request(self, kind, action):
        number, target = text(action, "request"), text(action, "target")
        if not number or not target or number in self.requests:
            raise Wrong("is a request without an id of its own, or for nothing")
        self.requests[number] = {"kind": kind, "target": target, "actor": text(action, "actor"), "confirmed": ""}

    def confirm(self, kind, action):
        request = self.requests.get(text(action, "request"))
        if request is None or (request["kind"], request["target"]) != (kind, text(action, "target")):
            raise Wrong("confirms what nobody asked for")
        if request["actor"] == text(action, "actor"):
            raise Wrong("is confirmed by who asked for it")
        if request["confirmed"]:
            raise Wrong("confirms what was confirmed before")
        # What a certificate was given to see must not change afterwards.
        self.requests[text(action, "request")] = {**request, "confirmed": text(action, "actor")}

    def check_erasures(self, certificates):
        """`certificates`: (number, body object) of erasure."""
        for number, said in certificates:
            entry = said["entry"]
            if entry not in self.erasures or any(size <= entry < until for size, until in self.restores):
                continue
            actor, confirmed = self.erasures[entry]
            name, colon, _ = said["reason"].partition(":")
            request = confirmed.get(name) if colon else None
            if request is None or request["kind"] != "erasure" or actor != request["confirmed"] or said["actor"] != actor:
                self.report(f"certificate {number}", "no two people agreed on it")
            elif said["subjects"] != [hashlib.sha256(request["target"].encode()).hexdigest()]:
                self.report(f"certificate {number}", "erases somebody else than two people agreed on")
