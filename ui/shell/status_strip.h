// SPDX-License-Identifier: GPL-3.0-or-later
// The bar at the foot: integrity and completeness as two marks, collectors, ingest rate, anchor, work in progress, the
// store's name and its clock. Everything that can be looked into is a button.
#pragma once

#include <QTimer>

#include "ui/page/context.h"
#include "ui/widgets/themed_widget.h"

class QHBoxLayout;

namespace vedette::ui {

class StripItem;

class StatusStrip : public ThemedWidget {
    Q_OBJECT

public:
    explicit StatusStrip(const Theme& theme, QWidget* parent = nullptr);
    void setContext(Context* context);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void describe();
    void describeIntegrity();
    void describeCompleteness();
    void describeCollectors();
    void describeJobs();
    // A menu of what is under way.
    void offerToStop();
    void fit();
    StripItem* add(const QString& objectName, const QString& name);

    Context* m_context = nullptr;
    QHBoxLayout* m_layout;
    StripItem* m_integrity;
    StripItem* m_completeness;
    StripItem* m_collectors;
    StripItem* m_ingest;
    StripItem* m_anchor;
    StripItem* m_jobs;
    StripItem* m_store;
    QTimer m_tick;
};

}  // namespace vedette::ui
