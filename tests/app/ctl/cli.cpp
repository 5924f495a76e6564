// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/cli.h"

#include <QJsonObject>

namespace vedette::test {

QJsonObject Ran::json() const { return QJsonDocument::fromJson(out).object(); }

QJsonObject Ran::errorJson() const {
    return QJsonDocument::fromJson(err).object().value(QStringLiteral("error")).toObject();
}

Ran ctl(const QStringList& arguments, const QByteArray& input, const QStringList& environment) {
    QProcess process;
    auto variables = QProcess::systemEnvironment();
    variables << environment;
    process.setEnvironment(variables);
    process.start(QStringLiteral(VEDETTE_BIN "/vedettectl"), arguments);
    Ran ran;
    if (!process.waitForStarted(10'000)) return ran;
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished(5'000);
        return ran;
    }
    ran.exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

}  // namespace vedette::test
