// SPDX-License-Identifier: GPL-3.0-or-later
// pkcs11: URIs, and which modules may be loaded for them.
#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <set>

#include "core/base/token_session.h"

namespace vedette {

namespace {

namespace fs = std::filesystem;

struct Allowed {
    std::mutex mutex;
    std::set<fs::path> modules;
};
Allowed& allowed() {
    static Allowed one;
    return one;
}

bool isAllowed(const fs::path& real) {
    if (const char* const named = std::getenv("VEDETTE_PKCS11_MODULE"); named != nullptr) {
        std::error_code error;
        if (fs::canonical(named, error) == real && !error) {
            return true;
        }
    }
    const std::lock_guard lock(allowed().mutex);
    return allowed().modules.contains(real);
}

// A store comes from somebody, and with it the path: only what root has put among the system's libraries is loaded.
bool isOfTheSystem(const fs::path& real) {
    const std::string path = real.string();
    bool among = false;
    for (const char* const folder : {"/usr/", "/lib/", "/lib64/", "/opt/"}) {
        among = among || path.starts_with(folder);
    }
    struct stat about{};
    return among && ::stat(path.c_str(), &about) == 0 && about.st_uid == 0 &&
           (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

std::string why() {
    const char* const message = p11_kit_message();
    return message == nullptr ? "no reason is given" : message;
}

Result<CK_FUNCTION_LIST*> loadNamed(const std::string& path) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error) {
        return fail(ErrorCode::NotFound, "the PKCS#11 module is not there", path,
                    "install the token's driver, or say by --module where it is");
    }
    if (!isAllowed(real) && !isOfTheSystem(real)) {
        return fail(ErrorCode::Denied, "the PKCS#11 module is none of the system's libraries, so it is not loaded",
                    path, "if you trust it, name it: --module, or VEDETTE_PKCS11_MODULE");
    }
    CK_FUNCTION_LIST* const module = p11_kit_module_load(real.c_str(), 0);
    if (module == nullptr) {
        return fail(ErrorCode::NotFound, "the PKCS#11 module cannot be loaded: " + why(), path,
                    "it must be the token's driver, for this machine's processor");
    }
    if (const CK_RV done = p11_kit_module_initialize(module); done != CKR_OK) {
        p11_kit_module_release(module);
        return std::unexpected(tokenError(ErrorCode::Io, "the PKCS#11 module does not start", done, path));
    }
    return module;
}

}  // namespace

void allowModule(const std::string& path) {
    std::error_code error;
    fs::path real = fs::canonical(path, error);
    const std::lock_guard lock(allowed().mutex);
    if (!error) {
        allowed().modules.insert(std::move(real));
    }
}

Error tokenError(ErrorCode code, const std::string& what, CK_RV reason, const std::string& where) {
    return Error{code, fmt::format("{}: {}", what, p11_kit_strerror(reason)), where, {}};
}

Result<UriPtr> parseTokenUri(std::string_view text) {
    UriPtr uri(p11_kit_uri_new());
    const int done = p11_kit_uri_parse(std::string(text).c_str(), P11_KIT_URI_FOR_ANY, uri.get());
    if (done != P11_KIT_URI_OK || p11_kit_uri_any_unrecognized(uri.get()) != 0) {
        return fail(ErrorCode::Invalid, "this is no pkcs11: URI", std::string(text),
                    "for example \"pkcs11:token=Vedette;object=log-key\"");
    }
    return uri;
}

std::string formatTokenUri(P11KitUri& uri) {
    char* text = nullptr;
    if (p11_kit_uri_format(&uri, P11_KIT_URI_FOR_ANY, &text) != P11_KIT_URI_OK) {
        return {};
    }
    std::string out(text);
    std::free(text);
    return out;
}

Result<std::string> tokenUri(std::string_view text, const std::string& module) {
    auto uri = parseTokenUri(text);
    if (!uri) {
        return passOn(uri);
    }
    P11KitUri* const u = uri->get();
    if (p11_kit_uri_get_pin_value(u) != nullptr || p11_kit_uri_get_pin_source(u) != nullptr) {
        return fail(ErrorCode::Invalid, "the URI holds a PIN, or says where one is", {},
                    "take it out: it would stay in the store. --pin-file gives the PIN");
    }
    if (text.find("token=") == std::string_view::npos && text.find("serial=") == std::string_view::npos) {
        return fail(ErrorCode::Invalid, "the URI names no token", std::string(text),
                    "add token=LABEL or serial=NUMBER");
    }
    if (p11_kit_uri_get_attribute(u, CKA_LABEL) == nullptr && p11_kit_uri_get_attribute(u, CKA_ID) == nullptr) {
        return fail(ErrorCode::Invalid, "the URI names no key", std::string(text), "add object=NAME or id=%01");
    }
    p11_kit_uri_clear_attribute(u, CKA_CLASS);
    if (!module.empty()) {
        std::error_code error;
        const fs::path whole = fs::absolute(module, error);
        p11_kit_uri_set_module_path(u, whole.c_str());
    }
    return formatTokenUri(*u);
}

Result<std::unique_ptr<TokenModules>> TokenModules::load(P11KitUri& uri) {
    std::unique_ptr<TokenModules> out(new TokenModules());
    if (const char* const path = p11_kit_uri_get_module_path(&uri); path != nullptr) {
        auto named = loadNamed(path);
        if (!named) {
            return passOn(named);
        }
        out->m_named = *named;
        out->m_all = {*named};
        return out;
    }
    out->m_registered = p11_kit_modules_load_and_initialize(0);
    if (out->m_registered == nullptr) {
        return fail(ErrorCode::Io, "the PKCS#11 modules of this machine cannot be loaded: " + why(), {},
                    "name the token's driver by --module");
    }
    for (CK_FUNCTION_LIST** one = out->m_registered; *one != nullptr; ++one) {
        out->m_all.push_back(*one);
    }
    return out;
}

TokenModules::~TokenModules() {
    if (m_registered != nullptr) {
        p11_kit_modules_finalize_and_release(m_registered);
    }
    if (m_named != nullptr) {
        p11_kit_module_finalize(m_named);
        p11_kit_module_release(m_named);
    }
}

}  // namespace vedette
