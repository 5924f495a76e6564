# SPDX-License-Identifier: GPL-3.0-or-later
"""The 29 columns of a record, as docs/store-format.md section 4.3 derives them."""
import datetime
import hashlib
import json
import re

TEXT_COLUMNS = 12
COLUMNS = 29
NAMES = ("node source principal client network country region model operation client_kind rule group time logged_time "
         "class activity status code severity auth tls latency prompt_tokens output_tokens cost_micros response_bytes "
         "prompt_hash prompt_simhash detected").split()
POSTED = list(range(12)) + [14, 16, 17, 18]
DETECTED = "pan track iban ssn email phone key token ip".split()
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))")
EPOCH = datetime.datetime(1970, 1, 1)


class BadRecord(Exception):
    pass


def find(record, path):
    """The value at a dotted path; None when absent."""
    value = record
    for name in path:
        if type(value) is not dict:
            raise BadRecord(f"{'.'.join(path)} lies in something that is not an object")
        value = value.get(name)
        if value is None:
            return None
    return value


def micros(text):
    match = TIME.fullmatch(text)
    if not match:
        raise BadRecord("time_dt is not a time")
    try:
        whole = datetime.datetime(*(int(g) for g in match.groups()[:6]))
    except ValueError:
        raise BadRecord("time_dt is not a time") from None
    result = (whole - EPOCH) // datetime.timedelta(seconds=1) * 1_000_000 + int((match[7] or "0").ljust(9, "0")[:6])
    if match[8]:
        offset = (int(match[9]) * 60 + int(match[10])) * 60_000_000
        result += -offset if match[8] == "+" else offset
    return result


def text_at(path):
    path = path.split(".")

    def read(record):
        value = find(record, path)
        if value is not None and type(value) is not str:
            raise BadRecord(f"{'.'.join(path)} is not a text")
        return value
    return read


def number_at(path):
    path = path.split(".")

    def read(record):
        value = find(record, path)
        if type(value) is str and re.fullmatch(r"-?\d{1,19}", value):  # past 2^53, RFC 8785 Appendix D
            value = int(value)
        if value is not None and (type(value) is not int or not -2**63 <= value < 2**63):
            raise BadRecord(f"{'.'.join(path)} is not a whole number")
        return value
    return read


def first_of(*readers):
    def read(record):
        for reader in readers:
            value = reader(record)
            if value is not None:
                return value
        return None
    return read


def operation(record):
    named = text_at("api.operation")(record)
    if named is not None:
        return named
    parts = (text_at("http_request.http_method")(record), text_at("http_request.url.path")(record))
    return " ".join(p for p in parts if p)


def action_target(record):
    target = find(record, ("vedette", "action", "target"))
    if type(target) is dict:
        return text_at("id")(target)
    if target is not None and type(target) is not str:
        raise BadRecord("vedette.action.target is neither text nor object")
    return target


def event_time(record):
    text = text_at("time_dt")(record)
    return None if text is None else micros(text)


def auth(record):
    return {"authenticated": 1, "anonymous": 2}.get(text_at("vedette.auth")(record), 0)


def tls(record):
    text = text_at("tls.version")(record) or ""
    match = re.search(r"(\d)(?:\.(\d))?", text)
    if not match:
        return 0
    if text.startswith(("SSL", "ssl")):
        return int(match[1])
    return int(match[1]) * 100 + int(match[2] or 0)


def hash_at(path):
    reader = text_at(path)

    def read(record):
        match = re.match(r"[0-9a-f]{16}", reader(record) or "")
        return int.from_bytes(bytes.fromhex(match[0]), "little", signed=True) if match else 0
    return read


def detected(record):
    names = find(record, ("vedette", "detected")) or []
    if type(names) is not list or any(type(n) is not str for n in names):
        raise BadRecord("vedette.detected is not a list of texts")
    return sum(1 << i for i, name in enumerate(DETECTED) if name in names)


READERS = [
    text_at("vedette.node"), text_at("vedette.source"),
    first_of(text_at("actor.user.uid"), text_at("user.uid")),
    text_at("src_endpoint.uid"), text_at("vedette.network"), text_at("src_endpoint.location.country"),
    text_at("cloud.region"), text_at("ai_model.name"), operation, text_at("vedette.client_kind"),
    first_of(text_at("finding_info.analytic.uid"), text_at("firewall_rule.uid"), text_at("vedette.rejected.reason"),
             text_at("vedette.action.name")),
    first_of(text_at("finding_info.uid"), action_target),
    event_time, number_at("metadata.logged_time"), number_at("class_uid"), number_at("activity_id"),
    number_at("status_id"), first_of(number_at("http_response.code"), number_at("api.response.code")),
    number_at("severity_id"), auth, tls, number_at("duration"), number_at("message_context.prompt_tokens"),
    number_at("message_context.completion_tokens"), number_at("vedette.cost_micros"),
    number_at("http_response.length"), hash_at("vedette.prompt_hash"), hash_at("vedette.prompt_simhash"), detected,
]


def parse(record):
    """The JSON of a record's bytes. BadRecord when it is none."""
    try:
        parsed = json.loads(record)
    except (ValueError, RecursionError):
        raise BadRecord("the record is not JSON") from None
    if type(parsed) is not dict:
        raise BadRecord("the record is not an object")
    return parsed


def columns_of(parsed):
    """12 texts, then 17 numbers."""
    return ([read(parsed) or "" for read in READERS[:TEXT_COLUMNS]]
            + [read(parsed) or 0 for read in READERS[TEXT_COLUMNS:]])


def pseudonyms_in(record):
    """SHA-256 of the pseudonyms of whom the record is about, in hex."""
    texts = (text_at(path)(record) for path in ("actor.user.uid", "user.uid", "src_endpoint.uid"))
    return frozenset(hashlib.sha256(text.encode()).hexdigest() for text in texts if text is not None)


def sealed_digest(parsed):
    digest = find(parsed, ("vedette", "sealed"))
    if digest is None:
        return None
    if type(digest) is not str or not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise BadRecord("vedette.sealed is not a SHA-256")
    return bytes.fromhex(digest)
