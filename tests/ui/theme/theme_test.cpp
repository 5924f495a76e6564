// SPDX-License-Identifier: GPL-3.0-or-later
// The colours hold their contrast in both themes, numbers line up, icons are there with and without Breeze.
#include "ui/theme/theme.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>

#include <cmath>

#include "ui/theme/number_text.h"
#include "ui/theme/style.h"

using namespace vedette::ui;

namespace {

const QList<Token>& surfaces() {
    static const QList<Token> all{Token::Surface,    Token::Window, Token::Rail,
                                  Token::SurfaceAlt, Token::Hover,  Token::Selected};
    return all;
}

QImage painted(QWidget& widget) {
    widget.resize(widget.sizeHint());
    return widget.grab().toImage();
}

}  // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadableOnEverySurface_data();
    void textIsReadableOnEverySurface();
    void shapesAreVisible_data();
    void shapesAreVisible();
    void softFillsCarryTheirOwnColour_data();
    void softFillsCarryTheirOwnColour();
    void contrastIsThatOfTheStandard();
    void modeDecides();
    void numbersLineUp_data();
    void numbersLineUp();
    void wordsAreNotNumbers();
    void numberIsPaintedWhereItWasMeasured();
    void iconsAreNeverEmpty_data();
    void iconsAreNeverEmpty();
    void primaryButtonIsAccent();
    void keyHintMakesRoom();
};

void ThemeTest::textIsReadableOnEverySurface_data() {
    QTest::addColumn<int>("token");
    QTest::addColumn<bool>("dark");
    for (const Token token :
         {Token::Text, Token::TextMuted, Token::TextFaint, Token::Accent, Token::Critical, Token::High, Token::Medium,
          Token::Low, Token::Info, Token::Pass, Token::Fail, Token::Insuf, Token::Na, Token::Waived}) {
        for (const bool dark : {false, true}) {
            QTest::addRow("%s %s", tokenName(token), dark ? "dark" : "light") << int(token) << dark;
        }
    }
}

void ThemeTest::textIsReadableOnEverySurface() {
    QFETCH(int, token);
    QFETCH(bool, dark);
    for (const Token surface : surfaces()) {
        const double ratio = contrastRatio(tokenColor(static_cast<Token>(token), dark), tokenColor(surface, dark));
        QVERIFY2(ratio >= 4.5,
                 qPrintable(QStringLiteral("on %1: %2").arg(QString::fromLatin1(tokenName(surface))).arg(ratio)));
    }
}

void ThemeTest::shapesAreVisible_data() {
    QTest::addColumn<int>("token");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("everywhere");
    for (const bool dark : {false, true}) {
        const char* theme = dark ? "dark" : "light";
        QTest::addRow("edge of a control, %s", theme) << int(Token::BorderControl) << dark << true;
        QTest::addRow("quiet, %s", theme) << int(Token::Quiet) << dark << false;
        for (int i = int(Token::C1); i <= int(Token::C7); ++i) {
            QTest::addRow("%s, %s", tokenName(static_cast<Token>(i)), theme) << i << dark << false;
        }
    }
}

void ThemeTest::shapesAreVisible() {
    QFETCH(int, token);
    QFETCH(bool, dark);
    QFETCH(bool, everywhere);
    for (const Token surface : everywhere ? surfaces() : QList<Token>{Token::Surface}) {
        QVERIFY2(contrastRatio(tokenColor(static_cast<Token>(token), dark), tokenColor(surface, dark)) >= 3.0,
                 tokenName(surface));
    }
}

void ThemeTest::softFillsCarryTheirOwnColour_data() {
    QTest::addColumn<int>("ink");
    QTest::addColumn<int>("fill");
    QTest::newRow("critical") << int(Token::Critical) << int(Token::CriticalSoft);
    QTest::newRow("insufficient") << int(Token::Insuf) << int(Token::InsufSoft);
    QTest::newRow("pass") << int(Token::Pass) << int(Token::PassSoft);
    QTest::newRow("waived") << int(Token::Waived) << int(Token::WaivedSoft);
    QTest::newRow("accent") << int(Token::Accent) << int(Token::AccentSoft);
    QTest::newRow("text on accent") << int(Token::OnAccent) << int(Token::Accent);
}

void ThemeTest::softFillsCarryTheirOwnColour() {
    QFETCH(int, ink);
    QFETCH(int, fill);
    for (const bool dark : {false, true}) {
        QVERIFY(contrastRatio(tokenColor(static_cast<Token>(ink), dark), tokenColor(static_cast<Token>(fill), dark)) >=
                4.5);
    }
}

void ThemeTest::contrastIsThatOfTheStandard() {
    QCOMPARE(qRound(contrastRatio(Qt::white, Qt::black) * 100), 2100);
    QCOMPARE(qRound(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);  // the standard's own example
}

void ThemeTest::modeDecides() {
    Theme theme(Theme::Mode::Light);
    QVERIFY(!theme.isDark());
    QSignalSpy changes(&theme, &Theme::changed);
    theme.setMode(Theme::Mode::Dark);
    QVERIFY(theme.isDark());
    QCOMPARE(changes.size(), 1);
    QCOMPARE(theme.palette().color(QPalette::Window), tokenColor(Token::Window, true));
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changes.size(), 1);
}

void ThemeTest::numbersLineUp_data() {
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::newRow("counts") << QStringLiteral("1,111") << QStringLiteral("8,888");
    QTest::newRow("times") << QStringLiteral("11:11:11.111") << QStringLiteral("20:48:59.036");
    QTest::newRow("per cent") << QStringLiteral("11.117 %") << QStringLiteral("98.845 %");
    QTest::newRow("negative") << QStringLiteral("−11") << QStringLiteral("−40");
}

void ThemeTest::numbersLineUp() {
    QFETCH(QString, a);
    QFETCH(QString, b);
    const Theme theme(Theme::Mode::Light);
    for (const FontRole role :
         {FontRole::Caption, FontRole::Table, FontRole::Figure, FontRole::LeadFigure, FontRole::Mono}) {
        const QFont font = theme.font(role);
        // A tenth of a pixel: advances are multiples of 1/64.
        QVERIFY(std::abs(theme.numbers().width(font, a) - theme.numbers().width(font, b)) < 0.1);
    }
}

void ThemeTest::wordsAreNotNumbers() {
    QVERIFY(NumberText::isNumber(QStringLiteral("10,482,113")));
    QVERIFY(!NumberText::isNumber(QStringLiteral("3 min 40 s")));
    QVERIFY(!NumberText::isNumber(QStringLiteral("–")));
    QVERIFY(!NumberText::isNumber(QString()));
}

void ThemeTest::numberIsPaintedWhereItWasMeasured() {
    const Theme theme(Theme::Mode::Light);
    const QFont font = theme.font(FontRole::LeadFigure);
    const QString number = QStringLiteral("1,451");
    QImage image(200, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    const QRectF box =
        theme.numbers().draw(painter, QRectF(0, 0, 190, 40), Qt::AlignRight | Qt::AlignVCenter, font, number);
    painter.end();
    QCOMPARE(box.right(), 190.0);
    QCOMPARE(box.width(), theme.numbers().width(font, number));
    int first = image.width();
    int last = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) > 200) continue;
            first = std::min(first, x);
            last = std::max(last, x);
        }
    }
    QVERIFY(last > first);  // something was drawn
    QVERIFY2(first >= box.left() - 1 && last <= box.right() + 1, "digits outside their box");
}

void ThemeTest::iconsAreNeverEmpty_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"edit-find", "logo", "seal", "go-down", "no-such-icon-anywhere"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void ThemeTest::iconsAreNeverEmpty() {
    QFETCH(QString, name);
    const Theme theme(Theme::Mode::Light);
    const QImage image = theme.icon(name, Token::Accent).pixmap(QSize(32, 32), 1.0).toImage();
    QVERIFY(!image.isNull());
    bool tinted = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() == 255) tinted = tinted || pixel.rgb() == theme.color(Token::Accent).rgb();
        }
    }
    QVERIFY(tinted);
}

void ThemeTest::primaryButtonIsAccent() {
    Theme theme(Theme::Mode::Dark);
    theme.install(*qApp);
    QPushButton button(QStringLiteral("Acknowledge"));
    setVariant(&button, Variant::Primary);
    const QImage image = painted(button);
    QCOMPARE(image.pixelColor(4, image.height() / 2).rgb(), theme.color(Token::Accent).rgb());
    QCOMPARE(image.height(), 28);
    setFormSized(&button);
    QCOMPARE(button.sizeHint().height(), 32);
    qApp->setStyle(QStringLiteral("Fusion"));  // the theme ends here
}

void ThemeTest::keyHintMakesRoom() {
    Theme theme(Theme::Mode::Light);
    theme.install(*qApp);
    QPushButton button(QStringLiteral("Resolve"));
    const int before = button.sizeHint().width();
    setKeyHint(&button, QStringLiteral("r"));
    QVERIFY(button.sizeHint().width() > before);
    QVERIFY(button.toolTip().contains(QStringLiteral("(r)")));
    QVERIFY(!button.accessibleDescription().isEmpty());
    qApp->setStyle(QStringLiteral("Fusion"));
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
