// SPDX-License-Identifier: GPL-3.0-or-later
// PKCS#11 tokens in a folder of the test: SoftHSM2 (scripts/packages-test.txt). The variable SOFTHSM2_CONF is set for
// this process and its children.
#pragma once

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QString>

#include <filesystem>
#include <string>

// SoftHSM2 2.6.1 loses a few bytes of OpenSSL's with every signature (below its C_SignInit). The leak checker of the
// sanitizer builds would lay that at our door, so it is off in programs with such a token, and in what they start.
extern "C" __attribute__((used)) inline int __lsan_is_turned_off() { return 1; }

namespace vedette::test {

class SoftTokens {
public:
    static constexpr const char* kPin = "271828";

    // Why there can be none; empty when there can.
    static QString missing() {
        return QStandardPaths::findExecutable(QStringLiteral("softhsm2-util")).isEmpty() || module().empty()
                   ? QStringLiteral("SoftHSM2 is not installed: package softhsm2 of scripts/packages-test.txt")
                   : QString();
    }
    static std::string module() {
        for (const char* const path : {"/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so",
                                       "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"})
            if (std::filesystem::exists(path)) return path;
        return {};
    }

    explicit SoftTokens(const std::filesystem::path& folder) : m_tokens(folder / "tokens") {
        std::filesystem::create_directories(m_tokens);
        const auto conf = folder / "softhsm2.conf";
        QFile file(QString::fromStdString(conf.string()));
        if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write softhsm2.conf");
        file.write(("directories.tokendir = " + m_tokens.string() + "\nobjectstore.backend = file\nlog.level = ERROR\n")
                       .c_str());
        qputenv("SOFTHSM2_CONF", QByteArray::fromStdString(conf.string()));
        qputenv("ASAN_OPTIONS", qgetenv("ASAN_OPTIONS") + ":detect_leaks=0");
    }
    // A new token. Before this process loads the module: a module lists the tokens it found then.
    void add(const char* label) const {
        QProcess process;
        process.start(QStringLiteral("softhsm2-util"),
                      {QStringLiteral("--init-token"), QStringLiteral("--free"), QStringLiteral("--label"),
                       QString::fromUtf8(label), QStringLiteral("--so-pin"), QStringLiteral("31415926"),
                       QStringLiteral("--pin"), QString::fromUtf8(kPin)});
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("softhsm2-util: %s", process.readAllStandardError().constData());
    }
    // Somebody pulls them all out, and puts them back.
    void takeOut() const { std::filesystem::rename(m_tokens, away()); }
    void putBack() const { std::filesystem::rename(away(), m_tokens); }

    static std::string uri(const std::string& token, const std::string& object) {
        return "pkcs11:token=" + token + ";object=" + object + "?module-path=" + module();
    }

private:
    [[nodiscard]] std::filesystem::path away() const { return m_tokens.string() + ".away"; }
    std::filesystem::path m_tokens;
};

}  // namespace vedette::test
