#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks who includes whom, as docs/architecture.md has it: layers of folders, and which library belongs where."""
import pathlib
import re
import sys

# Folder -> folders of the project it may include (its own is always allowed). The longest matching prefix counts.
LAYERS = {
    "core/base": [],
    "core/event": ["core/base"],
    "core/privacy": ["core/base", "core/event"],
    "core/store": ["core/base", "core/event", "core/privacy"],
    "core/detect": ["core/base", "core/event", "core/privacy", "core/store"],
    "core/policy": ["core/base", "core/event", "core/privacy", "core/store"],
    "core/incident": ["core/base", "core/event", "core/privacy", "core/store", "core/detect", "core/policy"],
    "core/kpi": ["core"],
    "collectors": ["core"],
    "reports": ["core"],
    "ui": ["core", "reports"],
    "app": ["core", "collectors", "reports", "ui"],
    "tests": ["core", "collectors", "reports", "ui", "app"],
}
# Library header -> folders that may include it.
LIBRARIES = {
    r"sqlite3\.h$": ["core", "tests"],
    r"openssl/": ["core", "collectors", "app/fleetsim", "tests"],
    r"zstd\.h$": ["core", "tests"],
    r"roaring/": ["core", "tests"],
    r"simdjson\.h$": ["core", "collectors", "app", "reports", "tests"],
    r"yaml-cpp/": ["core", "collectors", "tests"],
    r"curl/": ["collectors", "tests"],
    r"CLI/": ["app", "tests"],
    r"qrencode\.h$": ["reports/pdf"],
    r"Q[A-Z]|Qt": ["reports/pdf", "reports/words", "ui", "app/console", "app/fleetsim", "app/keychain/keychain.cpp", "app/ctl/offscreen_pdf.cpp", "tests"],
}
# Must not show through a header that other folders include: whoever includes it would depend on them.
HIDDEN = re.compile(r"(sqlite3\.h|zstd\.h|roaring/|simdjson\.h|yaml-cpp/|curl/|openssl/)")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def below(path, folder):
    return path == folder or path.startswith(folder + "/")


def problems(path, text, private=frozenset()):
    """`private`: headers that only files of their own folder include."""
    found = []
    layer = max((l for l in LAYERS if below(path, l)), key=len, default=None)
    if layer is None:
        return found
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        quote, name = match.groups()
        if quote == '"' and "/" in name:
            if not any(below(name, f) for f in LAYERS[layer] + [layer]):
                found.append(f"{path}:{line}: {layer} may not include {name}")
            continue
        for pattern, folders in LIBRARIES.items():
            if re.match(pattern, name) and not any(below(path, f) for f in folders):
                found.append(f"{path}:{line}: {name} may only be used in {', '.join(folders)}")
        if path.endswith(".h") and HIDDEN.match(name) and not below(path, "tests") and path not in private:
            found.append(f"{path}:{line}: {name} must stay out of headers")
    return found


def self_test():
    assert problems("core/base/x.cpp", '#include "core/event/event.h"\n')
    assert problems("core/event/x.cpp", '#include <curl/curl.h>\n')
    assert problems("core/store/x.h", "#include <sqlite3.h>\n")
    assert problems("reports/html/x.cpp", '#include "collectors/fleet.h"\n')
    assert problems("core/store/x.cpp", "#include <QString>\n")
    assert not problems("core/store/x.cpp", '#include <sqlite3.h>\n#include "core/base/error.h"\n')
    assert not problems("app/ctl/x.cpp", '#include <CLI/CLI.hpp>\n#include "collectors/fleet.h"\n')
    assert not problems("core/detect/x.cpp", '#include "core/detect/detector.h"\n')


if sys.argv[1] == "--self-test":
    self_test()
    sys.exit(0)
root = pathlib.Path(sys.argv[1])
files = [f for top in ("core", "collectors", "reports", "ui", "app", "tests") for e in ("*.h", "*.cpp")
         for f in sorted((root / top).rglob(e))]
texts = {f.relative_to(root).as_posix(): f.read_text(encoding="utf-8") for f in files}
shared = {match.group(2) for path, text in texts.items() for match in INCLUDE.finditer(text)
          if match.group(1) == '"' and match.group(2).rpartition("/")[0] != path.rpartition("/")[0]}
found = [p for path, text in texts.items() for p in problems(path, text, texts.keys() - shared)]
print("\n".join(found) or f"{len(files)} files include only what they may")
sys.exit(bool(found) or not files)
