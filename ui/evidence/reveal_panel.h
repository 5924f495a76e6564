// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the sealed part of one entry: asks for a written reason, has the opening recorded in the log, and only then
// shows the clear values, for a minute or until the record is left. Without a reason nothing is opened.
#pragma once

#include <QTimer>

#include <string>
#include <utility>
#include <vector>

#include "ui/bridge/query.h"
#include "ui/widgets/themed_widget.h"

class QLineEdit;
class QPushButton;

namespace vedette::ui {

class KeyValueList;
class TextLabel;

using ClearValues = std::vector<std::pair<std::string, std::string>>;

class RevealPanel : public ThemedWidget {
    Q_OBJECT

public:
    enum class State { None, Sealed, Erased, Asking, Working, Shown, Failed };

    RevealPanel(const Theme& theme, Session& session, QWidget* parent = nullptr);
    // The record that is shown now. `hash`: SHA-256 of its sealed part as the record has it, empty when it has none.
    // Values of another record are gone at once.
    void setEntry(std::uint64_t entry, const std::string& hash, bool present);
    void forget();
    [[nodiscard]] State state() const { return m_state; }
    // There is something to open, and whoever is here may.
    [[nodiscard]] bool mayAsk() const;
    // How long clear values stay; 60 s unless told.
    void setHideAfter(int milliseconds) { m_hideAfter = milliseconds; }

public Q_SLOTS:
    // Asks for the reason.
    void ask();
    void hideValues();

Q_SIGNALS:
    void stateChanged();
    // The opening stands in the log.
    void recorded(quint64 logEntry);

protected:
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void submit();
    void open(std::uint64_t entry);
    void showValues(const ClearValues& values);
    void fail(const QString& why);
    void enter(State state);
    void actorChanged();
    void saySealed();
    [[nodiscard]] QString refusal() const;
    void tick();

    Session& m_session;
    void say(const QString& words, Token tone = Token::TextMuted);
    TextLabel* m_words;
    QPushButton* m_ask;
    QPushButton* m_hide;
    QWidget* m_form;
    QLineEdit* m_reason;
    QPushButton* m_reveal;
    QPushButton* m_cancel;
    KeyValueList* m_values;
    State m_state = State::None;
    std::uint64_t m_entry = 0;
    std::string m_hash;
    int m_hideAfter = 60'000;
    quint64 m_asked = 0;  // counts openings: an answer for a record that was left is dropped
    QTimer m_timer;
    QTimer m_tick;
    Query m_query;
};

}  // namespace vedette::ui
