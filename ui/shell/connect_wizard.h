// SPDX-License-Identifier: GPL-3.0-or-later
// Connect my nodes: one form, tested live as it is typed; then where the store is to stand. Several nodes can be added.
#pragma once

#include <QTimer>

#include <vector>

#include "ui/bridge/services.h"
#include "ui/widgets/themed_widget.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace vedette::ui {

class TextLabel;

class ConnectWizard : public ThemedWidget {
    Q_OBJECT

public:
    ConnectWizard(const Theme& theme, Services& services, QWidget* parent = nullptr);
    void start();

Q_SIGNALS:
    void cancelled();
    void finished(const QString& store, const QString& fleetFile);

private:
    QLineEdit* addField(QVBoxLayout* form, const QString& objectName, const QString& label, const QString& example);
    QWidget* makeForm();
    QWidget* makeProof();
    [[nodiscard]] NodeDraft draft() const;
    [[nodiscard]] bool filled() const;
    void test();
    void showLine(const ProbeLine& line);
    void clearLines();
    void addAnother();
    void finish();

    Services& m_services;
    QLineEdit* m_id;
    QLineEdit* m_url;
    QComboBox* m_kind;
    QLineEdit* m_provider;
    QLineEdit* m_region;
    QLineEdit* m_classes;
    QLineEdit* m_zones;
    QLineEdit* m_ca;
    QLineEdit* m_bearer;
    QLineEdit* m_folder;
    QVBoxLayout* m_lines;
    TextLabel* m_hint;
    QPushButton* m_add;
    QPushButton* m_finish;
    QTimer m_soon;
    std::vector<NodeDraft> m_nodes;
};

}  // namespace vedette::ui
