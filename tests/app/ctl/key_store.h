// SPDX-License-Identifier: GPL-3.0-or-later
// A new store for a test about keys, as a script makes one.
#pragma once

#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

#include "tests/app/ctl/cli.h"

namespace vedette::test {

class KeyStore {
protected:
    // In a folder of its own; what was made before goes away.
    [[nodiscard]] bool makeStore() {
        m_folder = std::make_unique<QTemporaryDir>();
        const auto made = ctl({QStringLiteral("init"), store(), QStringLiteral("--json")});
        m_first = made.json().value(QStringLiteral("verifier_key")).toString();
        return m_folder->isValid() && made.exit == 0 && !m_first.isEmpty();
    }
    [[nodiscard]] QString file(const char* name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    [[nodiscard]] QString store() const { return file("s"); }

    QString m_first;  // the key the log began with

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

}  // namespace vedette::test
