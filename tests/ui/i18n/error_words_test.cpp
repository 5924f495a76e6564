// SPDX-License-Identifier: GPL-3.0-or-later
// The German of error messages: each that a source can make has one, and none is left of those that no source makes.
#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

#include <array>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"

using namespace vedette;

namespace {

const QString kRoot = QStringLiteral(VEDETTE_RESOURCES "/../");

const ContentWords& german() {
    static const ContentWords words =
        ContentWords::load(std::filesystem::path(VEDETTE_RESOURCES) / "i18n" / "de" / "errors");
    return words;
}

// Comments gone, and texts that follow each other made one. What the console can show; vedettectl speaks English.
QString readSource(const QString& path) {
    static const QRegularExpression kComment(QStringLiteral("(?m)(^|\\s)//[^\\n]*"));
    static const QRegularExpression kSeam(QStringLiteral("(?<!\\\\)\"\\s*\\n\\s*\""));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QString::fromUtf8(file.readAll()).remove(kComment).remove(kSeam);
}

struct Source {
    QString name;
    QString code;
};

const QList<Source>& sources() {
    static const QList<Source> all = [] {
        QList<Source> out;
        for (const char* folder :
             {"core", "collectors", "app/pipeline", "app/console", "app/keychain", "ui", "reports"}) {
            QDirIterator files(kRoot + QLatin1String(folder), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                               QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString path = files.next();
                out.append({files.fileName(), readSource(path)});
            }
        }
        return out;
    }();
    return all;
}

// The texts of a call's arguments from its first bracket on, without the third: where it happened; and without the
// screens' own words.
QStringList textsOf(QStringView call) {
    QStringList out;
    QString text;
    int depth = 0;
    int argument = 0;
    bool inside = false;
    bool translated = false;
    for (qsizetype i = 0; i < call.size(); ++i) {
        const QChar c = call[i];
        if (inside) {
            if (c == u'\\' && i + 1 < call.size()) {
                text += call[++i] == u'n' ? QChar(u'\n') : call[i];
            } else if (c == u'"') {
                inside = false;
                if (argument != 2 && !translated) out += text;
            } else {
                text += c;
            }
            continue;
        }
        if (c == u'"') {
            inside = true;
            translated = call.left(i).endsWith(u"tr(");
            text.clear();
        } else if (c == u'(' || c == u'{') {
            ++depth;
        } else if (c == u')' || c == u'}') {
            if (--depth == 0) break;
        } else if (c == u',' && depth == 1) {
            ++argument;
        }
    }
    return out;
}

// Of a text with slots, the words between them.
QStringList wordsBetween(const QString& text) {
    static const QRegularExpression kBreak(QStringLiteral("\\{[^}]*\\}|; "));
    QStringList out;
    for (const QString& part : text.split(kBreak, Qt::SkipEmptyParts))
        if (const QString words = part.trimmed(); !words.isEmpty()) out += words;
    return out;
}

// Says each; a single message of a failed check would be cut.
bool none(const QStringList& wrong) {
    for (const QString& one : wrong) qWarning("%s", qPrintable(one));
    return wrong.isEmpty();
}

struct Message {
    QString from;
    QString words;
};

QList<Message> messages() {
    static const QRegularExpression kCall(QStringLiteral("\\b(?:fail|Error)\\s*[({]\\s*ErrorCode::\\w+"));
    QList<Message> out;
    for (const Source& source : sources()) {
        for (auto hit = kCall.globalMatch(source.code); hit.hasNext();) {
            const auto one = hit.next();
            const qsizetype open = one.capturedStart() + (one.captured().startsWith(u'f') ? 4 : 5);
            for (const QString& text : textsOf(QStringView(source.code).mid(open)))
                for (const QString& words : wordsBetween(text)) out.append({source.name, words});
        }
    }
    return out;
}

}  // namespace

class ErrorWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("de_DE"))); }

    void theListsAreWellFormed() {
        QVERIFY(none(german().problems()));
        QVERIFY(german().texts().size() + german().patterns().size() > 300);
    }

    void everyMessageHasItsGerman() {
        const QString known = (german().texts() + german().patterns()).join(QChar(u'\n'));
        const auto all = messages();
        QVERIFY(all.size() > 300);
        QStringList missing;
        for (const Message& one : all)
            if (one.words.contains(QChar(u' ')) && !known.contains(one.words))
                missing += one.from + QStringLiteral(": ") + one.words;
        QVERIFY(none(missing));
    }

    void noneIsLeftOver() {
        QString code;
        for (const Source& source : sources()) code += source.code;
        code.replace(QStringLiteral("\\\""), QStringLiteral("\""));
        QStringList left;
        for (const QString& text : german().texts() + german().patterns())
            for (const QString& words : wordsBetween(text))
                if (!code.contains(words)) left += text + QStringLiteral(" | ") + words;
        QVERIFY(none(left));
    }

    void theConsoleSaysIt() {
        const Error error{ErrorCode::Invalid, "the fleet file is empty", "fleet.yaml",
                          "docs/fleet.md shows an example"};
        QCOMPARE(ui::errorText(error),
                 QStringLiteral("The fleet file is empty (fleet.yaml). Docs/fleet.md shows an example."));
        ui::ContentTranslator translator(german());
        QVERIFY(QCoreApplication::installTranslator(&translator));
        const QString said = ui::errorText(error);
        QVERIFY2(said.startsWith(QStringLiteral("Die Flottendatei ist leer (fleet.yaml).")), qPrintable(said));
        QVERIFY2(!said.contains(QStringLiteral("shows")), qPrintable(said));
        // What a library says is carried over as it is.
        const Error other{ErrorCode::Io, "no sentence of ours", {}, {}};
        QCOMPARE(ui::errorText(other), QStringLiteral("No sentence of ours."));
        QCoreApplication::removeTranslator(&translator);
    }
};

QTEST_GUILESS_MAIN(ErrorWordsTest)
#include "error_words_test.moc"
