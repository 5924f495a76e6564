// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that come from data and records (packs, key figures, playbooks, alerts, the reasons the core gives) in the
// user's language. The log, exports and vedettectl say them as they were written; the console translates them when it
// shows them, a report when it is written in another language (reports/words). docs/decisions/008-german-content.md
// says why, docs/translate-content.md how the lists are written.
#pragma once

#include <QString>
#include <QTranslator>

#include <string_view>

#include "reports/words/content.h"

namespace vedette::ui {

// Makes said() speak: QCoreApplication::installTranslator().
class ContentTranslator : public QTranslator {
    Q_OBJECT

public:
    explicit ContentTranslator(ContentWords words, QObject* parent = nullptr);
    [[nodiscard]] bool isEmpty() const override { return m_words.isEmpty(); }
    [[nodiscard]] QString translate(const char* context, const char* text, const char* disambiguation,
                                    int n) const override;

private:
    KeptContent m_words;
};

// The text in the user's language, safe to show (see visible()); as it is where there is no translation.
[[nodiscard]] QString said(std::string_view utf8);
// The same as it stands after a number "of": "3 of 6 endpoints". Some languages change the word there.
[[nodiscard]] QString saidAfterOf(std::string_view utf8);

}  // namespace vedette::ui
