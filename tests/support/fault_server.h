// SPDX-License-Identifier: GPL-3.0-or-later
// A small HTTP server on 127.0.0.1 that misbehaves on demand. One thread per connection; for tests only.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "tests/support/test_pki.h"

namespace vedette::test {

struct FaultRequest {
    std::string method;
    std::string target;                          // path and query
    std::map<std::string, std::string> headers;  // names in lower case
    [[nodiscard]] std::string query(const std::string& name, const std::string& otherwise = {}) const;
    [[nodiscard]] std::string path() const { return target.substr(0, target.find('?')); }
};

// What a handler answers with. `raw` goes out as it is instead of a well-formed answer.
struct FaultAnswer {
    int status = 200;
    std::map<std::string, std::string> headers{};
    std::string body{};
    std::string raw{};
    bool reset = false;         // cut the connection instead of answering
    bool hang = false;          // never answer (until the server stops)
    std::uint64_t endless = 0;  // send this many bytes of filler as the body
};

class FaultServer {
public:
    using Handler = std::function<FaultAnswer(const FaultRequest&)>;

    // Plain HTTP.
    explicit FaultServer(Handler handler);
    // HTTPS. `lowestTls`, `highestTls`: 10, 11, 12, 13; 0 leaves the library's own. With `clientCa` (PEM), a client
    // certificate is demanded.
    FaultServer(Handler handler, const Issued& identity, int lowestTls = 0, int highestTls = 0,
                const std::string& clientCa = {});
    ~FaultServer();
    FaultServer(const FaultServer&) = delete;
    FaultServer& operator=(const FaultServer&) = delete;

    [[nodiscard]] int port() const;
    // "https://localhost:1234", or http.
    [[nodiscard]] std::string url(const std::string& host = "localhost") const;
    [[nodiscard]] int connections() const;
    [[nodiscard]] int requests() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette::test
