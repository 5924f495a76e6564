// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/offscreen_pdf.h"

#include <QGuiApplication>

#include <cstdio>
#include <memory>

namespace vedette::ctl {
namespace {

// What Qt remarks on locales, font tables and runtime folders is not for the reader of a command's errors.
void onlyFatal(QtMsgType type, const QMessageLogContext& /*context*/, const QString& message) {
    if (type == QtFatalMsg) std::fprintf(stderr, "vedettectl: %s\n", qPrintable(message));
}

class OffscreenApplication {
public:
    OffscreenApplication() {
        if (QCoreApplication::instance() != nullptr) return;
        m_before = qInstallMessageHandler(onlyFatal);
        m_application = std::make_unique<QGuiApplication>(m_count, m_arguments);
    }
    ~OffscreenApplication() {
        if (!m_application) return;
        m_application.reset();
        qInstallMessageHandler(m_before);
    }
    OffscreenApplication(const OffscreenApplication&) = delete;
    OffscreenApplication& operator=(const OffscreenApplication&) = delete;

private:
    // The application keeps referring to these.
    char m_program[11] = "vedettectl";
    char m_option[10] = "-platform";
    char m_platform[10] = "offscreen";
    char* m_arguments[4] = {m_program, m_option, m_platform, nullptr};
    int m_count = 3;
    QtMessageHandler m_before = nullptr;
    std::unique_ptr<QGuiApplication> m_application;
};

}  // namespace

PdfRenderer offscreenPdf(PdfPaper paper) {
    return [paper](const ReportData& data, const ReportControl& control) {
        const OffscreenApplication application;
        return renderPdf(data, {.paper = paper, .stop = control.stop, .progress = control.progress});
    };
}

Result<std::string> offscreenCertificate(const CertificatePaper& paper) {
    const OffscreenApplication application;
    return renderCertificate(paper);
}

}  // namespace vedette::ctl
