// SPDX-License-Identifier: GPL-3.0-or-later
// That an entry is in the signed log, for everybody to check: the path to the root, the signed checkpoint, and the
// commands that recompute both.
#pragma once

#include <memory>

#include "ui/bridge/jobs.h"
#include "ui/bridge/query.h"
#include "ui/evidence/proof_steps.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace vedette::ui {

class Badge;
class CodeView;
class ProofSpine;
class TextLabel;

class ProofCard : public Card {
    Q_OBJECT

public:
    ProofCard(const Theme& theme, Session& session, Jobs& jobs, QWidget* parent = nullptr);
    // Proves and checks on a reader's thread. `record`: the bytes on screen.
    void prove(std::uint64_t entry, const std::string& record);
    [[nodiscard]] const std::shared_ptr<const EntryProof>& proof() const { return m_proof; }
    [[nodiscard]] bool holds() const { return m_proof && !m_proof->broken; }
    void focusContent();

public Q_SLOTS:
    // Asks where, then saves.
    void save();
    void saveTo(const QString& file);

Q_SIGNALS:
    void proved();
    void saved(const QString& file);
    void failed(const QString& what);

private:
    QWidget* makeAside();
    void take(EntryProof proof);
    void setVerdict(bool known);
    Session& m_session;
    Jobs& m_jobs;
    Badge* m_verdict;
    QPushButton* m_save;
    ProofSpine* m_spine;
    TextLabel* m_broken;
    CodeView* m_hashes;
    CodeView* m_note;
    CodeView* m_commands;
    std::shared_ptr<const EntryProof> m_proof;
    Query m_query;
};

}  // namespace vedette::ui
