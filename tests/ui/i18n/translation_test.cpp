// SPDX-License-Identifier: GPL-3.0-or-later
// The translations are complete, keep their slots and are found by the program.
#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>
#include <chrono>

#include "ui/bridge/text.h"

namespace {

struct TranslatedText {
    QString context;
    QString source;
    QStringList forms;
    QString type;  // "unfinished" or "vanished" where lupdate says so
    bool counted = false;

    QString name() const { return QStringLiteral("%1: “%2”").arg(context, source); }
};

// A <byte value="x…"/> stands for a character that XML cannot hold or a reader would lose.
QString elementText(QXmlStreamReader& xml) {
    QString text;
    while (!xml.atEnd() && xml.readNext() != QXmlStreamReader::EndElement) {
        if (xml.isCharacters()) text += xml.text();
        if (!xml.isStartElement()) continue;
        const auto value = xml.attributes().value(QStringLiteral("value"));
        text += QChar(value.mid(1).toUShort(nullptr, 16));
        xml.skipCurrentElement();
    }
    return text;
}

void readTranslation(QXmlStreamReader& xml, TranslatedText& text) {
    text.type = xml.attributes().value(QStringLiteral("type")).toString();
    if (!text.counted) {
        text.forms = {elementText(xml)};
        return;
    }
    while (xml.readNextStartElement()) text.forms += elementText(xml);
}

QList<TranslatedText> readTexts(const QString& language) {
    QFile file(QStringLiteral(VEDETTE_RESOURCES "/i18n/vedette_%1.ts").arg(language));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QXmlStreamReader xml(&file);
    QList<TranslatedText> texts;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        const QString element = xml.name().toString();
        if (element == QStringLiteral("name")) context = elementText(xml);
        if (element == QStringLiteral("message")) {
            texts.append({context, {}, {}, {}, xml.attributes().value(QStringLiteral("numerus")) == u"yes"});
        }
        if (element == QStringLiteral("source")) texts.last().source = elementText(xml);
        if (element == QStringLiteral("translation")) readTranslation(xml, texts.last());
    }
    return xml.hasError() ? QList<TranslatedText>{} : texts;
}

// In order, so that two lists compare; "%1" twice counts twice.
QStringList slotsIn(const QString& text) {
    static const QRegularExpression kSlot(QStringLiteral("%(?:\\d+|n)"));
    QStringList found;
    for (auto hit = kSlot.globalMatch(text); hit.hasNext();) found += hit.next().captured();
    std::sort(found.begin(), found.end());
    return found;
}

class TranslationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated_data() { languages(); }
    void everyTextIsTranslated() {
        QFETCH(const QString, language);
        const auto texts = readTexts(language);
        QVERIFY(!texts.isEmpty());
        for (const auto& text : texts) {
            QVERIFY2(text.type.isEmpty(), qPrintable(text.name()));
            QVERIFY2(!text.forms.isEmpty(), qPrintable(text.name()));
            for (const auto& form : text.forms) QVERIFY2(!form.isEmpty(), qPrintable(text.name()));
        }
    }

    void slotsAreKept_data() { languages(); }
    void slotsAreKept() {
        QFETCH(const QString, language);
        for (const auto& text : readTexts(language))
            for (const auto& form : text.forms)
                QVERIFY2(slotsIn(form) == slotsIn(text.source), qPrintable(text.name()));
    }

    void countedTextsHaveBothForms_data() { languages(); }
    void countedTextsHaveBothForms() {
        QFETCH(const QString, language);
        const auto texts = readTexts(language);
        QVERIFY(std::any_of(texts.begin(), texts.end(), [](const auto& text) { return text.counted; }));
        for (const auto& text : texts) {
            if (!text.counted) continue;
            QVERIFY2(text.forms.size() == 2, qPrintable(text.name()));
            for (const auto& form : text.forms)
                QVERIFY2(!form.contains(QStringLiteral("(s)")), qPrintable(text.name()));
        }
    }

    // lupdate files a text under the wrong class when it cannot follow the source; the program would never find it.
    void classesAreNamedInFull_data() { languages(); }
    void classesAreNamedInFull() {
        QFETCH(const QString, language);
        for (const auto& text : readTexts(language))
            QVERIFY2(text.context.startsWith(QStringLiteral("vedette::")) || text.context == QStringLiteral("Glyph"),
                     qPrintable(text.name()));
    }

    void countsReadAsWords_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("words");
        QTest::newRow("one, English") << QStringLiteral("en") << 1 << QStringLiteral("1 finding");
        QTest::newRow("six, English") << QStringLiteral("en") << 6 << QStringLiteral("6 findings");
        QTest::newRow("none, English") << QStringLiteral("en") << 0 << QStringLiteral("0 findings");
        QTest::newRow("one, German") << QStringLiteral("de") << 1 << QStringLiteral("1 Befund");
        QTest::newRow("six, German") << QStringLiteral("de") << 6 << QStringLiteral("6 Befunde");
    }
    void countsReadAsWords() {
        QFETCH(const QString, language);
        QFETCH(const int, count);
        QFETCH(const QString, words);
        QTranslator translator;
        QVERIFY(translator.load(QStringLiteral(":/i18n/vedette_%1.qm").arg(language)));
        QCOMPARE(translator.translate("vedette::ui::QueueBar", "%n finding(s)", nullptr, count)
                     .replace(QStringLiteral("%n"), QString::number(count)),
                 words);
    }

    void theProgramFindsItsWords() {
        QTranslator german;
        QVERIFY(german.load(QLocale(QStringLiteral("de_AT")), QStringLiteral("vedette"), QStringLiteral("_"),
                            QStringLiteral(":/i18n")));
        const vedette::Time then{};
        const auto now = then + std::chrono::seconds(220);
        QCOMPARE(vedette::ui::ago(now - then), QStringLiteral("3 min 40 s ago"));
        QVERIFY(QCoreApplication::installTranslator(&german));
        QCOMPARE(vedette::ui::ago(now - then), QStringLiteral("vor 3 min 40 s"));
    }

private:
    static void languages() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }
};

}  // namespace

QTEST_GUILESS_MAIN(TranslationTest)
#include "translation_test.moc"
