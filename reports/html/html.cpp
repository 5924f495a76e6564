// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html/html.h"

#include <fmt/format.h>

#include "core/base/bytes.h"
#include "reports/html/parts.h"

namespace vedette {

std::string renderHtml(const ReportData& data) {
    using namespace html;
    std::string out = R"(<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
)";
    out += fmt::format("<title>{} · {}</title>\n<style>{}</style>\n</head>\n<body>\n", escaped(data.title),
                       escaped(data.subtitle), styleSheet());
    out += R"(<a class="skip" href="#content">Skip to the content</a>)";
    out += fmt::format(
        R"(<header class="brand"><strong><svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6" fill="#0B6A68"/><path d="M6 8l6 9 6-9" fill="none" stroke="#fff" stroke-width="2.2"/><circle cx="12" cy="7.4" r="1.7" fill="#fff"/></svg>Vedette</strong><span>{}</span></header>)",
        escaped(data.judgement.checkpoint.origin));
    out += fmt::format("\n<main id=\"content\">\n<h1>{}</h1>\n<p class=\"sub\">{}</p>\n", escaped(data.title),
                       escaped(data.subtitle));
    out += firstPage(data);
    out += R"(<nav aria-label="Sections"><h2>Contents</h2><ul>)";
    for (const auto& pack : data.judgement.packs)
        out += fmt::format(R"(<li><a href="#{}">Controls: {}</a></li>)", anchorOf("pack-" + pack.pack.id),
                           escaped(pack.pack.title.empty() ? pack.pack.id : pack.pack.title));
    out +=
        R"(<li><a href="#alerts">Alerts</a></li><li><a href="#gaps">Gaps</a></li><li><a href="#counts">Counts</a></li>)"
        R"(<li><a href="#integrity">Integrity</a></li></ul></nav>)";
    out +=
        controlsSection(data) + alertsSection(data) + gapsSection(data) + tieOutSection(data) + integritySection(data);
    out += fmt::format(
        "</main>\n<footer><p>Evidence, not a legal determination. Checkpoint root {} over {} entries. "
        "Generated {}.</p></footer>\n</body>\n</html>\n",
        toHex(data.judgement.checkpoint.root), grouped(data.judgement.checkpoint.size), formatTime(data.generated));
    return out;
}

}  // namespace vedette
