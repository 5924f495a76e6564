// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html/html.h"

#include <fmt/format.h>

#include "core/base/bytes.h"
#include "reports/html/parts.h"

namespace vedette {

std::string renderHtml(const ReportData& data) {
    using namespace html;
    const auto& words = data.words;
    std::string out = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\" dir=\"ltr\">\n", escaped(words.code()));
    out += R"(<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
)";
    out += fmt::format("<title>{} · {}</title>\n<style>{}</style>\n</head>\n<body>\n", escaped(data.title),
                       escaped(data.subtitle), styleSheet());
    out += fmt::format(R"(<a class="skip" href="#content">{}</a>)", told(words, "Skip to the content"));
    out += fmt::format(
        R"(<header class="brand"><strong><svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6" fill="#0B6A68"/><path d="M6 8l6 9 6-9" fill="none" stroke="#fff" stroke-width="2.2"/><circle cx="12" cy="7.4" r="1.7" fill="#fff"/></svg>Vedette</strong><span>{}</span></header>)",
        escaped(data.judgement.checkpoint.origin));
    out += fmt::format("\n<main id=\"content\">\n<h1>{}</h1>\n<p class=\"sub\">{}</p>\n", escaped(data.title),
                       escaped(data.subtitle));
    out += firstPage(data);
    const auto entry = [](std::string_view to, const std::string& name) {
        return fmt::format(R"(<li><a href="#{}">{}</a></li>)", to, name);
    };
    out += fmt::format(R"(<nav aria-label="{}"><h2>{}</h2><ul>)", told(words, "Sections"), told(words, "Contents"));
    for (const auto& pack : data.judgement.packs)
        out += entry(anchorOf("pack-" + pack.pack.id),
                     told(words, "Controls: {}", {escaped(pack.pack.title.empty() ? pack.pack.id : pack.pack.title)}));
    out += entry("alerts", told(words, "Alerts")) + entry("gaps", told(words, "Gaps")) +
           entry("counts", told(words, "Counts")) + entry("integrity", told(words, "Integrity")) + "</ul></nav>";
    out +=
        controlsSection(data) + alertsSection(data) + gapsSection(data) + tieOutSection(data) + integritySection(data);
    out += fmt::format("</main>\n<footer><p>{} {}</p></footer>\n</body>\n</html>\n",
                       told(words, "Evidence, not a legal determination."),
                       told(words, "Checkpoint root {} over {} entries. Generated {} UTC.",
                            {toHex(data.judgement.checkpoint.root), words.number(data.judgement.checkpoint.size),
                             words.time(data.generated)}));
    return out;
}

}  // namespace vedette
