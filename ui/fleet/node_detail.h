// SPDX-License-Identifier: GPL-3.0-or-later
// One node in the drawer: what is declared of it, its figures, whether all it served is in the log, its sources, its
// certificate as the last probe saw it, and the controls that fail or lack evidence because of it.
#pragma once

#include <QObject>

#include "ui/bridge/query.h"
#include "ui/page/context.h"

namespace vedette::ui {

class Drawer;
class KeyValueList;

// What a probe recorded of an endpoint (class 7706002).
struct EndpointLook {
    std::uint64_t entry = 0;
    Time time{};  // 1970: never looked at
    QString tls;
    QString cipher;
    QString issuer;
    QString notAfter;  // RFC 3339, as recorded; empty when no certificate was seen
    QString problem;
    QString anonymous;  // "refused", "answered", ...
    bool verified = false;
    bool plaintext = false;
};

// Understands the record's text; what is missing stays empty.
[[nodiscard]] EndpointLook endpointLook(const std::string& record);
// The newest one of the node; time 1970 when there is none.
[[nodiscard]] Result<EndpointLook> newestLook(Reader& reader, const std::string& node);
// A certificate that ends sooner than this is worth a mark: our default.
inline constexpr int kExpiresSoonDays = 30;

class NodeDetail : public QObject {
    Q_OBJECT

public:
    // `drawer` must outlive this.
    NodeDetail(Context& context, Drawer* drawer, QObject* parent);
    void show(const NodeState& node);

Q_SIGNALS:
    void rowsWanted(const QString& filter);

private:
    void addDeclared(const NodeState& node);
    void addFigures(const NodeState& node);
    void addCompleteness(const NodeState& node);
    void addSources(const NodeState& node);
    void addControls(const NodeState& node);
    void askEndpoint(const std::string& node);
    void addEndpoint(const EndpointLook& look);
    void addFigure(KeyValueList* list, const QString& what, const QString& value, const QString& filter);

    Context& m_context;
    Drawer* m_drawer;
    Query m_query;
    Query m_completeness;
};

}  // namespace vedette::ui
