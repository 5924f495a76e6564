// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace vedette {

std::string Error::text() const {
    std::string out;
    if (!where.empty()) {
        out += where;
        out += ": ";
    }
    out += what;
    if (!hint.empty()) {
        out += " (";
        out += hint;
        out += ')';
    }
    return out;
}

std::string_view errorCodeName(ErrorCode code) {
    switch (code) {
        case ErrorCode::Invalid: return "invalid";
        case ErrorCode::NotFound: return "not_found";
        case ErrorCode::Corrupt: return "corrupt";
        case ErrorCode::Unsupported: return "unsupported";
        case ErrorCode::Io: return "io";
        case ErrorCode::Network: return "network";
        case ErrorCode::Timeout: return "timeout";
        case ErrorCode::Denied: return "denied";
        case ErrorCode::Cancelled: return "cancelled";
        case ErrorCode::Conflict: return "conflict";
        case ErrorCode::Full: return "full";
    }
    return "unknown";
}

}  // namespace vedette
