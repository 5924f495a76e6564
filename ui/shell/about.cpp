// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about.h"

#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {

About::About(const Theme& theme, QWidget* window) : Drawer(theme, window) {
    setObjectName(QStringLiteral("about"));
    setTitle(tr("Vedette"), tr("Compliance and threats of AI inference, every number down to its signed record."));
    auto* facts = new KeyValueList(theme, this);
    facts->addRow(tr("Version"), QStringLiteral(VEDETTE_VERSION));
    facts->addRow(tr("Licence"), tr("GNU General Public License, version 3 or later"));
    facts->addRow(tr("Made with"),
                  tr("Qt %1, SQLite, OpenSSL, libcurl, simdjson").arg(QString::fromLatin1(qVersion())));
    facts->addRow(tr("Font and icons"), tr("Inter; Breeze"));
    addSection({}, {}, facts);
    auto* words =
        new TextLabel(theme,
                      tr("Vedette sends nothing anywhere. It connects to the nodes of your fleet file, and to "
                         "nothing else."),
                      FontRole::Body, Token::TextMuted, this);
    words->setWordWrap(true);
    addSection(tr("Privacy"), {}, words);
}

void About::open() {
    openDrawer();
    focusContent();
}

}  // namespace vedette::ui
