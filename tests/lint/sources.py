#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks each source file: licence line, #pragma once, size, unfinished marks, names of machines in it; and that no two
files define a type of the same name in the same namespace, which compilers do not notice and programs crash from."""
import pathlib
import re
import sys

HARD_LIMIT = 700  # lines; a longer file has more than one responsibility
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE = re.compile(r"/home/\w|/root/")

DEFINITION = re.compile(r"^(?:template\s*<.*>\s*)?(?:struct|class|enum class|enum) (\w+)(?: final)?(?: ?:[^:;]*)?\s*\{")
OPEN = re.compile(r"^(?:inline )?namespace ?([\w:]*) ?\{")
CLOSE = re.compile(r"^\}\s*//.*namespace")


def types_of(text):
    """Names of the types a file defines, with their namespace; those of nameless namespaces are its own affair."""
    spaces = []
    for line in text.split("\n"):
        if match := OPEN.match(line):
            spaces.append(match.group(1))
        elif CLOSE.match(line) and spaces:
            spaces.pop()
        elif (match := DEFINITION.match(line)) and "" not in spaces:
            yield "::".join(spaces + [match.group(1)])


root = pathlib.Path(sys.argv[1])
types = {}
found = []
count = 0
for top in ("core", "collectors", "reports", "ui", "app", "tests", "scripts", ".ci"):
    for file in sorted((root / top).rglob("*")):
        name = file.relative_to(root).as_posix()
        if not file.is_file() or name.startswith("tests/data/") or name.startswith("tests/fuzz/corpus/"):
            continue
        source = file.suffix in (".h", ".cpp", ".py") or (top in ("scripts", ".ci") and file.suffix == "")
        if not source or name == "tests/lint/sources.py":
            continue
        count += 1
        text = file.read_text(encoding="utf-8")
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(text.split("\n")[:3]):
            found.append(f"{name}:1: no licence line")
        if file.suffix == ".h" and "#pragma once" not in text:
            found.append(f"{name}:1: no #pragma once")
        if top in ("core", "collectors", "reports", "ui", "app"):
            for name_of_type in types_of(text):
                if name_of_type in types:
                    found.append(f"{name}:1: {name_of_type} is defined in {types[name_of_type]} too")
                types.setdefault(name_of_type, name)
        lines = text.count("\n")
        if lines > HARD_LIMIT:
            found.append(f"{name}:{lines}: longer than {HARD_LIMIT} lines")
        for number, line in enumerate(text.split("\n"), 1):
            if UNFINISHED.search(line):
                found.append(f"{name}:{number}: unfinished: {line.strip()}")
            if MACHINE.search(line):
                found.append(f"{name}:{number}: names a path of one machine: {line.strip()}")
print("\n".join(found) or f"{count} files in order")
sys.exit(bool(found) or not count)
