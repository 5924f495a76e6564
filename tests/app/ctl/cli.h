// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the real vedettectl and gives back what a shell would see.
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStringList>

namespace vedette::test {

struct Ran {
    int exit = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QJsonObject json() const;       // stdout as one document
    [[nodiscard]] QJsonObject errorJson() const;  // stderr, the member "error"
};

// `input` goes to its standard input. Killed after a minute.
[[nodiscard]] Ran ctl(const QStringList& arguments, const QByteArray& input = {}, const QStringList& environment = {});

}  // namespace vedette::test
