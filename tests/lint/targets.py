#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that a target which sees a library's headers links that library itself, where the library's compile switches
change its inline code: two files of one program built with different ones break the one-definition rule, and the
linker takes whichever it finds first."""
import pathlib
import re
import sys
import tempfile

# Header -> target that carries its switches.
SWITCHED = {"simdjson.h": "simdjson::simdjson"}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
COMMAND = re.compile(r"(\w+)\s*\(([^()]*)\)")
VARIABLE = re.compile(r"\$\{([^{}]*)\}")


def seen_headers(root, file, known):
    """The headers of SWITCHED that `file` includes, also through headers of the project."""
    if file in known:
        return known[file]
    known[file] = set()  # ends circles
    for name in INCLUDE.findall(file.read_text(encoding="utf-8")):
        if name in SWITCHED:
            known[file].add(name)
        for other in (root / name, file.parent / name):
            if other.is_file() and other != file:
                known[file] |= seen_headers(root, other, known)
                break
    return known[file]


def expanded(words, variables):
    out = []
    for word in words:
        whole = VARIABLE.fullmatch(word)
        if whole and whole.group(1) in variables:
            out += expanded(variables[whole.group(1)], variables)
        else:
            out.append(word.strip('"'))
    return out


def sources_of(words, root, folder):
    """The files that are meant; a variable that is not known here (of a loop, of a function) may be anything."""
    for word in words:
        if not word.endswith(".cpp"):
            continue
        below = root if "${CMAKE_SOURCE_DIR}/" in word else folder
        word = re.sub(r"\$\{CMAKE_(CURRENT_)?SOURCE_DIR\}/", "", word)
        yield from sorted(below.glob(VARIABLE.sub("*", word)))


def targets_of(root, cmake):
    """(name, source files, linked targets) of each target that the file makes."""
    text = re.sub(r"#.*", "", cmake.read_text(encoding="utf-8"))
    variables = {}
    sources = {}
    links = {}
    for command, arguments in COMMAND.findall(text):
        words = arguments.split()
        if not words:
            continue
        if command == "set":
            variables[words[0]] = words[1:]
        elif command == "file" and words[0] == "GLOB":
            variables[words[1]] = words[2:]
        elif command in ("set_source_files_properties", "add_custom_command", "message"):
            continue
        else:
            name, *rest = expanded(words, variables)
            files = list(sources_of(rest, root, cmake.parent))
            if files or command == "target_link_libraries":
                sources.setdefault(name, []).extend(files)
                links.setdefault(name, set()).update(rest)
    return [(name, sources[name], links[name]) for name in sources]


def problems(root):
    found = []
    known = {}
    count = 0
    for top in ("core", "collectors", "reports", "ui", "app", "tests"):
        for cmake in sorted((root / top).rglob("CMakeLists.txt")):
            for name, files, links in targets_of(root, cmake):
                count += len(files)
                for file in files:
                    for header in sorted(seen_headers(root, file, known)):
                        if SWITCHED[header] not in links:
                            where = cmake.relative_to(root).as_posix()
                            found.append(f"{where}: {name} does not link {SWITCHED[header]}, but "
                                         f"{file.relative_to(root).as_posix()} includes {header}")
    return found, count


def self_test():
    cases = [  # CMakeLists.txt of tests/, what must be said of it
        ("vedette_library(a SOURCES plain.cpp LIBS b)", ""),
        ("vedette_library(a SOURCES plain.cpp direct.cpp LIBS b)", "direct.cpp includes"),
        ("vedette_library(a SOURCES direct.cpp PRIVATE_LIBS simdjson::simdjson)", ""),
        ("vedette_test(a SOURCES through.cpp LIBS b)", "through.cpp includes"),
        ("vedette_test(a SOURCES ${CMAKE_SOURCE_DIR}/tests/through.cpp LIBS b)", "through.cpp includes"),
        ("set(more direct.cpp)\nadd_executable(a plain.cpp ${more})", "direct.cpp includes"),
        ("add_executable(a direct.cpp)\ntarget_link_libraries(a PRIVATE simdjson::simdjson)", ""),
        ("add_executable(a direct.cpp)\ntarget_link_libraries(b PRIVATE simdjson::simdjson)", "direct.cpp includes"),
        ("foreach(x direct)\n  vedette_test(${x}_test SOURCES ${x}.cpp LIBS b)\nendforeach()", "direct.cpp includes"),
        ("file(GLOB all CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/dir*.cpp)\nvedette_library(a SOURCES ${all})",
         "direct.cpp includes"),
        ("# vedette_library(a SOURCES direct.cpp)", ""),
    ]
    wrong = 0
    for text, expected in cases:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "tests").mkdir()
            (root / "core").mkdir()
            (root / "core/own.h").write_text("#include <simdjson.h>\n")
            (root / "tests/plain.cpp").write_text("#include <string>\n")
            (root / "tests/direct.cpp").write_text("#include <simdjson.h>\n")
            (root / "tests/through.cpp").write_text('#include "core/own.h"\n')
            (root / "tests/CMakeLists.txt").write_text(text)
            said = "\n".join(problems(root)[0])
            if (expected not in said) if expected else said:
                print(f"{text!r}: expected {expected!r}, got {said!r}")
                wrong += 1
    print(f"{len(cases)} cases, {wrong} wrong")
    return wrong


if sys.argv[1] == "--self-test":
    sys.exit(bool(self_test()))
all_found, looked_at = problems(pathlib.Path(sys.argv[1]).resolve())
print("\n".join(all_found) or f"{looked_at} files in order")
sys.exit(bool(all_found) or not looked_at)
