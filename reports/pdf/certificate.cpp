// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/certificate.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <fmt/format.h>

#include "reports/pdf/mark_painter.h"
#include "reports/pdf/press.h"
#include "reports/pdf/qr.h"
#include "reports/pdf/shapes.h"

namespace vedette {
namespace pdf {
namespace {

constexpr double kCode = 96;

// One column of text, from the top of the page down.
class CertificatePage {
public:
    CertificatePage(const CertificatePaper& paper, PaperSize size)
        : m_paper(paper),
          m_certificate(paper.issued.certificate),
          m_words(paper.words),
          m_size(size),
          m_type(paper.words) {}

    Block made() {
        head();
        words();
        facts();
        meaning();
        checking();
        foot();
        return std::move(m_block);
    }

private:
    [[nodiscard]] double width() const { return m_size.width - 2 * Pages::kMargin; }
    [[nodiscard]] bool erasure() const { return m_certificate.kind == CertificateKind::Erasure; }

    void say(std::string_view text, Face face = Face::Body, Ink ink = Ink::Text, double room = 0) {
        const double most = room > 0 ? room : width();
        for (auto& line : m_type.wrapped(m_type.shown(text), face, most)) {
            m_block.text(Pages::kMargin, m_y + Type::baseline(face), face, ink, std::move(line));
            m_y += Type::leading(face);
        }
    }
    void heading(std::string_view text) {
        m_y += 14;
        say(text, Face::Heading);
        m_y += 3;
    }
    void point(std::string_view text, double room = 0) {
        say(text, Face::Body, Ink::Text, room);
        m_y += 4;
    }

    void head() {
        addLogo(m_block, Pages::kMargin, 32, 13);
        m_block.text(Pages::kMargin + 18, 42, Face::Heading, Ink::Text, QStringLiteral("Vedette"));
        m_block.textEnding(m_size.width - Pages::kMargin, 42, Face::Cell, Ink::Muted,
                           m_type.elided(m_type.shown(m_certificate.log), Face::Cell, 300), m_type);
        m_y = 84;
        say(erasure() ? m_words.say("Certificate of erasure") : m_words.say("Certificate of retention"), Face::Title);
        m_y += 10;
    }

    void words() {
        const std::string when = m_words.time(m_certificate.time);
        if (erasure()) {
            point(m_words.count(
                m_certificate.subjects.size(),
                "On {1} UTC the personal data of {0} person was erased from the evidence log {2}, on the order of {3}.",
                "On {1} UTC the personal data of {0} persons was erased from the evidence log {2}, on the order of "
                "{3}.",
                {when, m_certificate.log, m_certificate.actor}));
        } else {
            point(
                m_words.count(m_certificate.count,
                              "On {1} UTC {0} record whose time was over was forgotten by the evidence log {2}, on the "
                              "order of {3}.",
                              "On {1} UTC {0} records whose time was over were forgotten by the evidence log {2}, on "
                              "the order of {3}.",
                              {when, m_certificate.log, m_certificate.actor}));
        }
    }

    void facts() {
        m_y += 8;
        Pairs pairs = {{m_words.say("Certificate"),
                        m_words.say("{} of log {}", {fmt::to_string(m_certificate.id), m_certificate.log})},
                       {m_words.say("Log entry"), m_words.number(m_certificate.entry)},
                       {m_words.say("Time"), m_words.time(m_certificate.time) + " UTC"},
                       {m_words.say("Ordered by"), m_certificate.actor},
                       {m_words.say("Reason"), m_certificate.reason}};
        if (erasure()) {
            const auto records = m_words.count(m_certificate.records, "of {} record", "of {} records");
            pairs.emplace_back(
                m_words.say("Erased"),
                m_words.count(m_certificate.parts.size(), "{} sealed part {}, and the key it was sealed with",
                              "{} sealed parts {}, and the key they were sealed with", {records}));
        } else {
            pairs.emplace_back(
                m_words.say("Forgotten"),
                m_words.count(m_certificate.count, "{} record, of entries {} to {}", "{} records, of entries {} to {}",
                              {m_words.number(m_certificate.first), m_words.number(m_certificate.last)}));
        }
        pairs.emplace_back(m_words.say("SHA-256 of the certificate"), toHex(sha256(m_paper.issued.body)));
        pairs.emplace_back(m_words.say("SHA-256 of the log entry"), toHex(m_paper.leaf));
        pairs.emplace_back(m_words.say("Verifier key"), m_paper.verifier);
        const Block block = definitions(m_type, pairs, width(), 128, 6);
        m_block.add(block, Pages::kMargin, m_y);
        m_y += block.height;
    }

    void meaning() {
        heading(m_words.say("What this means"));
        if (erasure()) {
            point(m_words.say(
                "Names, addresses and session ids are kept apart from the records, sealed with a key of that person "
                "alone. Key and sealed data were destroyed in every file of the store. Nobody can read them any more, "
                "the operator included."));
            point(m_words.say(
                "The records stay, under a pseudonym that leads to nobody: they are evidence of what the systems did, "
                "and everything else in the log still verifies."));
            if (m_paper.partsLeft > 0) {
                point(
                    m_words.count(m_paper.partsLeft,
                                  "Not erased: {} sealed part of other persons, in which this one is named as well.",
                                  "Not erased: {} sealed parts of other persons, in which this one is named as well."));
            }
            if (m_paper.unfinished) {
                point(m_words.say(
                    "When this page was written, old copies could still be in files of the store; they go with the "
                    "next command that writes to it. The key was destroyed."));
            }
            point(m_words.say(
                "Copies that left the store before that time are not covered: backups with private keys, reports, "
                "exports, and the logs of the systems the records came from."));
        } else {
            point(m_words.say(
                "The records are gone. Their hashes stay, so that everything else in the log still verifies and it can "
                "still be shown that they were there. Copies that left the store before are not covered."));
        }
    }

    void checking() {
        heading(m_words.say("How to check it"));
        const double room = width() - kCode - 24;
        const double top = m_y;
        point(m_words.say("1. The signed certificate is the member \"signed\" of {0}. Its SHA-256 must be the one "
                          "above: jq -j .signed {0} | sha256sum",
                          {m_paper.file}),
              room);
        point(m_words.say("2. The log itself names this certificate: vedettectl prove {0} {1} gives the entry and the "
                          "proof that it is under the log's signed checkpoints. The entry's member "
                          "vedette.action.body is the same SHA-256.",
                          {m_paper.store, std::to_string(m_certificate.entry)}),
              room);
        point(m_words.say("3. vedettectl verify {} --key KEY checks that exactly what the certificate lists is gone, "
                          "and nothing else. KEY is the verifier key above; compare it with a copy from somewhere "
                          "else.",
                          {m_paper.store}),
              room);
        point(m_words.say("None of this needs trust in whoever gave you this page; docs/store-format.md, section 9, is "
                          "enough to write the check anew."),
              room);
        // Long enough to find the entry and compare, short enough for every camera.
        const auto code =
            qrPath(fmt::format("vedette certificate {}\n{}\nentry {}\nsha256 {}\n", m_certificate.id, m_certificate.log,
                               m_certificate.entry, toHex(sha256(m_paper.issued.body))),
                   kCode);
        if (code) {
            const double x = m_size.width - Pages::kMargin - kCode;
            m_block.marks.emplace_back(PathMark{code->translated(x, top + 4), Ink::Text, 0});
            m_y = std::max(m_y, top + kCode + 8);
        }
    }

    void foot() {
        const double y = m_size.height - 27;
        const double end = m_size.width - Pages::kMargin;
        m_block.line({Pages::kMargin, y - 12}, {end, y - 12}, Ink::Border);
        m_block.text(Pages::kMargin, y, Face::Small, Ink::Faint,
                     m_type.shown(m_words.say("A readable copy. What is signed is the certificate in the log.")));
        m_block.textEnding(end, y, Face::Small, Ink::Faint, m_type.shown(m_words.say("Page {} of {}", {"1", "1"})),
                           m_type);
    }

    const CertificatePaper& m_paper;
    const Certificate& m_certificate;
    const ReportWords& m_words;
    PaperSize m_size;
    Type m_type;
    Block m_block;
    double m_y = 0;
};

}  // namespace
}  // namespace pdf

Result<std::string> renderCertificate(const CertificatePaper& paper, PdfPaper size) {
    const bool letter = size == PdfPaper::Letter;
    pdf::CertificatePage page(paper, letter ? pdf::PaperSize{612, 792} : pdf::PaperSize{595, 842});
    const pdf::Block block = page.made();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
    writer.setResolution(1200);
    writer.setPageSize(QPageSize(letter ? QPageSize::Letter : QPageSize::A4));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(
        QString::fromStdString(paper.words.say("Certificate {}", {fmt::to_string(paper.issued.certificate.id)})));
    writer.setCreator(QStringLiteral("Vedette"));
    QPainter painter;
    if (!painter.begin(&writer)) {
        return fail(ErrorCode::Io, "Qt could not paint the certificate", {}, "the JSON file holds all of it");
    }
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    pdf::MarkPainter paint(painter);
    for (const pdf::Mark& mark : block.marks) {
        std::visit(paint, mark);
    }
    if (!painter.end()) {
        return fail(ErrorCode::Io, "Qt could not finish the certificate", {}, "the JSON file holds all of it");
    }
    return buffer.data().toStdString();
}

}  // namespace vedette
