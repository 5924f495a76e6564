// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"

#include "ui/alerts/alerts_page.h"
#include "ui/compliance/compliance_page.h"
#include "ui/evidence/evidence_page.h"
#include "ui/fleet/fleet_page.h"
#include "ui/incidents/incidents_page.h"
#include "ui/kpis/kpis_page.h"
#include "ui/overview/overview_page.h"
#include "ui/reports/reports_page.h"
#include "ui/settings/settings_page.h"

namespace vedette::console {

std::vector<ui::Page*> makePages(ui::Context& context) {
    return {new ui::OverviewPage(context), new ui::AlertsPage(context),     new ui::IncidentsPage(context),
            new ui::FleetPage(context),    new ui::CompliancePage(context), new ui::KpisPage(context),
            new ui::EvidencePage(context), new ui::ReportsPage(context),    new ui::SettingsPage(context)};
}

}  // namespace vedette::console
