// SPDX-License-Identifier: GPL-3.0-or-later
// The one way a failure travels: a value that says what happened, where, and what the reader can do about it.
// No exception crosses a boundary of the project; library exceptions are caught where the library is called.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace vedette {

enum class ErrorCode {
    Invalid,      // input or argument breaks its format
    NotFound,     // the named thing does not exist
    Corrupt,      // evidence does not verify; never downgraded to another code
    Unsupported,  // well-formed, but this version cannot handle it
    Io,           // file system or database refused
    Network,      // peer unreachable, TLS refused, HTTP failure
    Timeout,      // a limit of time ran out
    Denied,       // permission, role or secret missing
    Cancelled,    // the caller asked to stop
    Conflict,     // somebody else changed it first, or the lock is held
    Full,         // disk or quota exhausted
};

struct Error {
    ErrorCode code = ErrorCode::Invalid;
    std::string what;   // one sentence in plain words
    std::string where;  // file:line, node, entry, URL; may be empty
    std::string hint;   // what to do next; may be empty

    // "where: what (hint)", one line for terminals and logs.
    [[nodiscard]] std::string text() const;
};

template <class T = void>
using Result = std::expected<T, Error>;

// `return fail(ErrorCode::Io, "cannot read the fleet file", path, "check the path and its permissions");`
[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string what, std::string where = {},
                                                 std::string hint = {}) {
    return std::unexpected(Error{code, std::move(what), std::move(where), std::move(hint)});
}

// Passes a failure on unchanged: `if (!r) return passOn(r);`
template <class T>
[[nodiscard]] std::unexpected<Error> passOn(Result<T>& failed) {
    return std::unexpected(std::move(failed.error()));
}

// "corrupt", "network", ...: the stable spelling used in --json output.
[[nodiscard]] std::string_view errorCodeName(ErrorCode code);

}  // namespace vedette
