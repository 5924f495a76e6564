// SPDX-License-Identifier: GPL-3.0-or-later
// The German of error messages: each that a source can make has one, and none is left of those that no source makes.
#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>
#include <sqlite3.h>

#include <array>

#include "core/store/verify.h"
#include "tests/support/store_fixture.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"

using namespace vedette;

namespace {

constexpr std::size_t kEntries = 3'000;  // two whole blocks and a tail
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
    static const QRegularExpression kRaw(QStringLiteral("(?s)R\"\\(.*?\\)\""));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QString::fromUtf8(file.readAll()).remove(kRaw).remove(kComment).remove(kSeam);
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

// The texts of a call's arguments from its first bracket on, without one of them: where it happened; and without the
// screens' own words.
QStringList textsOf(QStringView call, int where = 2) {
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
                if (argument != where && !translated) out += text;
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

// "cannot open: {reason}" is put together of "cannot open" and the reason.
QString beforeReason(const QString& words) {
    return words.endsWith(QChar(u':')) ? QStringLiteral("\"%1\"").arg(words.chopped(1)) : words;
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

class Messages {
public:
    // Each call that `what` finds; its bracket is the last character found.
    void calls(const QRegularExpression& what, const Source& source, int where) {
        for (auto hit = what.globalMatch(source.code); hit.hasNext();) {
            const auto one = hit.next();
            for (const QString& text : textsOf(QStringView(source.code).mid(one.capturedEnd() - 1), where))
                add(source, text);
        }
    }
    void add(const Source& source, const QString& text) {
        for (const QString& words : wordsBetween(text)) m_all.append({source.name, words});
    }
    [[nodiscard]] const QList<Message>& all() const { return m_all; }

private:
    QList<Message> m_all;
};

// Functions that make an error of a text: "broken", "wrong". Those of a header are its includers' as well.
QStringList makersIn(const Source& source) {
    static const QRegularExpression kMaker(QStringLiteral(
        "unexpected<Error> (\\w+)\\((?:std::string|std::string_view|const char\\*) (?:what|reason|doing)"));
    static const QHash<QString, QStringList> made = [] {
        QHash<QString, QStringList> out;
        for (const Source& one : sources())
            for (auto hit = kMaker.globalMatch(one.code); hit.hasNext();) out[one.name] += hit.next().captured(1);
        return out;
    }();
    QStringList names = made.value(source.name);
    for (auto one = made.cbegin(); one != made.cend(); ++one)
        if (one.key().endsWith(QStringLiteral(".h")) && source.code.contains(QChar(u'/') + one.key()))
            names += one.value();
    return names;
}

// Errors: what was wrong and what to do about it.
QList<Message> messages() {
    // The bracket of fail(), the brace of an Error that stands for itself.
    static const QRegularExpression kFail(QStringLiteral("\\bfail\\s*\\((?=\\s*ErrorCode::)"));
    static const QRegularExpression kError(QStringLiteral("\\{(?=\\s*ErrorCode::\\w+,)"));
    Messages out;
    for (const Source& source : sources()) {
        out.calls(kFail, source, 2);
        out.calls(kError, source, 2);
        for (const QString& maker : makersIn(source))
            out.calls(QRegularExpression(QStringLiteral("\\b%1\\((?=[\"\\w])").arg(maker)), source, 1);
    }
    return out.all();
}

// What a check says of a store without being an error of its own: damage, remarks on the clock and on anchors, why a
// certificate is refused and a line is none. Whole files are looked through, for such words pass through many hands.
const QStringList& findingFiles() {
    static const QStringList files = {QStringLiteral("anchor_list.cpp"),         QStringLiteral("clock_watch.cpp"),
                                      QStringLiteral("json_scan.cpp"),           QStringLiteral("json_scan.h"),
                                      QStringLiteral("key_chain.cpp"),           QStringLiteral("people.cpp"),
                                      QStringLiteral("tls_watch.cpp"),           QStringLiteral("verify.cpp"),
                                      QStringLiteral("verify_blocks.cpp"),       QStringLiteral("verify_clock.cpp"),
                                      QStringLiteral("verify_completeness.cpp"), QStringLiteral("verify_forgotten.cpp"),
                                      QStringLiteral("verify_holds.cpp"),        QStringLiteral("verify_keys.cpp"),
                                      QStringLiteral("verify_notes.cpp"),        QStringLiteral("verify_people.cpp"),
                                      QStringLiteral("verify_since.cpp"),        QStringLiteral("verify_tables.cpp")};
    return files;
}

QList<Message> findings() {
    static const QRegularExpression kCharacter(QStringLiteral("'(?:\\\\.|[^'\\\\])'"));
    static const QRegularExpression kText(QStringLiteral("\"((?:[^\"\\\\]|\\\\.)*)\""));
    static const QRegularExpression kNotForPeople(QStringLiteral("^(?:SELECT|PRAGMA|BEGIN|ORDER BY|vedette action) "));
    static const QRegularExpression kGap(QStringLiteral("\\bstatus\\((?=\\s*s,\\s*SourceActivity::Gap)"));
    Messages out;
    for (const Source& source : sources()) {
        out.calls(kGap, source, -1);  // what a source was not read for
        const bool all = findingFiles().contains(source.name);
        QString code = source.code;
        code.replace(kCharacter, QStringLiteral("0"));
        for (auto hit = kText.globalMatch(code); hit.hasNext();) {
            const QString text = hit.next().captured(1).replace(QStringLiteral("\\\""), QStringLiteral("\""));
            const bool gap = text.startsWith(QStringLiteral("gap: "));
            if ((all && !kNotForPeople.match(text).hasMatch()) || gap) out.add(source, text);
        }
    }
    return out.all();
}

// Those that have no German.
QStringList without(const QList<Message>& all) {
    const QString known = (german().texts() + german().patterns()).join(QChar(u'\n'));
    QStringList missing;
    for (const Message& one : all)
        if (one.words.contains(QChar(u' ')) && !known.contains(one.words))
            missing += one.from + QStringLiteral(": ") + one.words;
    missing.removeDuplicates();
    return missing;
}

}  // namespace

class ErrorWordsTest : public QObject {
    Q_OBJECT

    test::TempFolder m_folder;

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QStringLiteral("de_DE")));
        test::makeFilledStore(m_folder / "s", kEntries);
    }

    void theListsAreWellFormed() {
        QVERIFY(none(german().problems()));
        QVERIFY(german().texts().size() + german().patterns().size() > 300);
    }

    void everyMessageHasItsGerman() {
        const auto all = messages();
        QVERIFY(all.size() > 500);
        QVERIFY(none(without(all)));
    }

    void whatVerifyFindsHasItsGerman() {
        const auto all = findings();
        QSet<QString> seen;
        for (const Message& one : all) seen.insert(one.from);
        for (const QString& file : findingFiles()) QVERIFY2(seen.contains(file), qPrintable(file));
        QVERIFY(all.size() > 150);
        QVERIFY(none(without(all)));
    }

    void noneIsLeftOver() {
        QString code;
        for (const Source& source : sources()) code += source.code;
        code.replace(QStringLiteral("\\\""), QStringLiteral("\""));
        QStringList left;
        for (const QString& text : german().texts() + german().patterns())
            for (const QString& words : wordsBetween(text))
                if (!code.contains(words) && !code.contains(beforeReason(words)))
                    left += text + QStringLiteral(" | ") + words;
        QVERIFY(none(left));
    }

    void sentences_data() {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("wanted");
        const auto row = [](const char* english, const char* wanted) {
            QTest::newRow(english) << QString::fromUtf8(english) << QString::fromUtf8(wanted);
        };
        row("block 17 column latency", "Block 17, Spalte latency");
        row("entry 1042 forgotten", "Eintrag 1042, vergessen");
        row("the index is missing", "fehlt: Index");
        row("certificate 3", "Bescheinigung 3");
        row("anchor 1 of the last check", "Anker 1 aus der letzten Prüfung");
        row("the record is not one: the record is broken at byte 2: expected a member name",
            "der Datensatz ist keiner: der Datensatz ist bei Byte 2 beschädigt: der Name eines Feldes wird erwartet");
        row("it let go the sealed part of entry 7, over the legal hold h-1 of 2026-11-20 (Case 4711)",
            "sie hat den versiegelten Teil von Eintrag 7 gehen lassen, trotz der Aufbewahrungspflicht h-1 vom "
            "2026-11-20 (Case 4711)");
        // As the log has it of a node whose certificate ran out: where, what, what to do.
        row("https://127.0.0.1:45299/metrics: the certificate is refused: it expired on 2026-11-13T02:00:00Z (check "
            "the "
            "node's certificate, and tls in the fleet file); still down",
            "https://127.0.0.1:45299/metrics: das Zertifikat wird abgelehnt: es ist abgelaufen am 2026-11-13T02:00:00Z "
            "(prüfen Sie das Zertifikat des Knotens und tls in der Flottendatei); noch ausgefallen");
        row("The clock was set back by 1 h: it says 2026-11-20T07:00:00Z where 2026-11-20T08:00:00Z was due",
            "Die Uhr wurde um 1 h zurückgestellt: Sie zeigt 2026-11-20T07:00:00Z, fällig war 2026-11-20T08:00:00Z");
        row("entries from 1042 on are not anchored by anyone else: the last attestation is that of witness.example on "
            "2026-11-01T08:00:00Z, 19 d 3 h ago. vedettectl anchor asks for another",
            "Einträge ab 1042 sind nirgendwo sonst verankert: das letzte Zeugnis ist das von witness.example am "
            "2026-11-01T08:00:00Z, vor 19 d 3 h. vedettectl anchor holt ein weiteres Zeugnis ein");
    }
    void sentences() {
        QFETCH(QString, english);
        QFETCH(QString, wanted);
        const auto said = german().say(english);
        QVERIFY(said);
        QCOMPARE(said->text, wanted);
        QVERIFY2(said->unknown.isEmpty(), qPrintable(said->unknown.join(QChar(u'|'))));
    }

    // What the words between slots cannot show: that a sentence is found as a whole.
    void damageOfABrokenStore_data() {
        QTest::addColumn<QString>("sql");
        const auto row = [](const char* name, const char* sql) { QTest::newRow(name) << QString::fromLatin1(sql); };
        row("records", "UPDATE block_records SET records = zeroblob(length(records)) WHERE id = 0");
        row("columns", "UPDATE block_columns SET data = zeroblob(length(data)) WHERE id = 1");
        row("block gone", "DELETE FROM block WHERE id = 0");
        row("tail", "UPDATE tail SET record = x'7b7d' WHERE entry = (SELECT max(entry) FROM tail)");
        row("tail shorter", "DELETE FROM tail WHERE entry = (SELECT max(entry) FROM tail)");
        row("sealed part", "UPDATE part SET data = x'00' WHERE id = 3; DELETE FROM part WHERE id = 5");
        row("dictionary", "UPDATE dict SET value = value || 'x' WHERE id = 0");
        row("sums", "UPDATE rollup SET count = count + 1");
        row("sums gone", "DELETE FROM rollup");
        row("tree", "UPDATE node SET hash = zeroblob(32)");
        row("rolled back", "DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)");
        row("checkpoint", "UPDATE checkpoint SET note = replace(note, 'time 2026', 'time 2025')");
        row("tables", "DROP TABLE cosignature; CREATE TABLE more(x)");
        row("meta", "UPDATE meta SET value = 'x'");
        row("forgotten", "INSERT INTO forgotten VALUES (5, zeroblob(32), 1)");
    }
    void damageOfABrokenStore() {
        QFETCH(QString, sql);
        const test::TempFolder folder;
        std::filesystem::copy(m_folder / "s", folder / "s", std::filesystem::copy_options::recursive);
        sqlite3* db = nullptr;
        QCOMPARE(sqlite3_open((folder / "s" / "evidence.db").c_str(), &db), SQLITE_OK);
        const int done = sqlite3_exec(db, sql.toUtf8().constData(), nullptr, nullptr, nullptr);
        QVERIFY2(done == SQLITE_OK, sqlite3_errmsg(db));
        sqlite3_close(db);
        const auto report = verifyStore(folder / "s", {});
        QVERIFY(report);
        QVERIFY(!report->damage.empty());
        QStringList wrong;
        for (const Damage& damage : report->damage) {
            const auto what = german().say(QString::fromStdString(damage.what));
            if (!what || !what->unknown.isEmpty()) wrong += QString::fromStdString(damage.what);
            // A bare name is that of a table.
            const auto place = german().say(QString::fromStdString(damage.place));
            if (!place && damage.place.find(' ') != std::string::npos) wrong += QString::fromStdString(damage.place);
        }
        wrong.removeDuplicates();
        QVERIFY(none(wrong));
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
