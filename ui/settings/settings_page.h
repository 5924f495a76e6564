// SPDX-License-Identifier: GPL-3.0-or-later
// Look and language, who signs decisions, how the sources fare, rejected records, integrity in full, the store's own
// keys.
#pragma once

#include "core/store/verify.h"
#include "ui/page/page.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace vedette::ui {

class AnchorsCard;
class Card;
class DataTable;
class EntriesModel;
class HoldsCard;
class KeysSection;
class KeyValueList;
class RetentionCard;
class SegmentedControl;
class SourcesModel;
class TextLabel;
class DamageModel;

class SettingsPage : public Page {
    Q_OBJECT

public:
    explicit SettingsPage(Context& context);
    // item: "look", "sources", "rejected", "integrity", "retention", "people", "keys".
    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return {m_verify}; }

private:
    QWidget* makeLook();
    QWidget* makeSources();
    QWidget* makeRejected();
    QWidget* makeIntegrity();
    QWidget* makeDamage(QWidget* parent);
    QWidget* makeRetention();
    // In an area that scrolls where the window is low.
    QWidget* scrolled(QWidget* page, const QString& name);
    void showSources();
    void showIntegrity();
    void showRemarks(const VerifyReport& report);
    void showNotices();
    void showChoices(const Settings& now);
    void save();

    QAction* m_verify;
    SegmentedControl* m_sections;
    QStackedWidget* m_stack;
    SegmentedControl* m_theme;
    QComboBox* m_language;
    QLineEdit* m_actor;
    QCheckBox* m_notifications;
    TextLabel* m_noticeTrouble;
    QCheckBox* m_motion;
    Card* m_sourcesCard;
    SourcesModel* m_sources;
    Card* m_rejectedCard;
    EntriesModel* m_rejected;
    Card* m_integrityCard;
    KeyValueList* m_facts;
    Card* m_damageCard;
    DamageModel* m_damage;
    AnchorsCard* m_anchors;
    RetentionCard* m_retention;
    HoldsCard* m_holds;
    KeysSection* m_keys;
};

}  // namespace vedette::ui
