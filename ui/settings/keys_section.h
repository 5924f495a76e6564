// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, Keys: which key signs the log and which did, how the private ones lie, what the keychain keeps of them, and
// changing that. What needs more than a click is named as the command that does it.
#pragma once

#include <QScrollArea>
#include <QStringList>
#include <QTimer>

#include <optional>
#include <thread>

#include "ui/bridge/query.h"
#include "ui/page/context.h"
#include "ui/settings/key_care.h"
#include "ui/settings/key_care_form.h"

class QPushButton;
class QVBoxLayout;

namespace vedette::ui {

class Card;
class DataTable;
class KeySpansModel;
class KeyValueList;
class RoleNote;

class KeysSection : public QScrollArea {
    Q_OBJECT

public:
    KeysSection(Context& context, QWidget* parent);
    ~KeysSection() override;
    // Reads the log's keys and asks the keychain again.
    void look();

private:
    void makeCard(QVBoxLayout* rows, QWidget* page);
    void makeButtons();
    void makeTable(QVBoxLayout* rows, QWidget* page);
    void makeCommands(QVBoxLayout* rows, QWidget* page);
    void lookAtLog();
    void lookAtKeychain();
    void take(const KeptFacts& kept);
    void describe();
    void showFacts();
    void showKept();
    void showCommands();
    void addCommand(const char* name, const QString& what, const QString& command);
    void updateActions();
    void begin(KeyCare kind);
    void submit(const KeyCareDraft& draft);
    void done(KeyCare kind, const Result<KeyCareDone>& result);
    void endForm();

    Context& m_context;
    Query m_query;
    QTimer m_again;
    std::optional<KeyFacts> m_facts;
    std::optional<KeptFacts> m_kept;
    QStringList m_seen;  // of both, as they stand there
    bool m_busy = false;
    bool m_asking = false;
    bool m_askAgain = false;
    Card* m_card = nullptr;
    KeyValueList* m_list = nullptr;
    RoleNote* m_may = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_passphrase = nullptr;
    QPushButton* m_rotate = nullptr;
    QPushButton* m_forget = nullptr;
    KeyCareForm* m_form = nullptr;
    KeySpansModel* m_spans = nullptr;
    DataTable* m_table = nullptr;
    KeyValueList* m_commands = nullptr;
    std::jthread m_asker;  // of the keychain; goes first
};

}  // namespace vedette::ui
