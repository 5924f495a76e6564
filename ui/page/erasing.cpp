// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/erasing.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>

#include "core/incident/action.h"
#include "core/privacy/detectors.h"
#include "core/store/erase_outlook.h"
#include "reports/pdf/certificate_out.h"
#include "reports/words/report_language.h"
#include "ui/bridge/text.h"
#include "ui/widgets/progress_row.h"

namespace vedette::ui {
namespace {

struct Erasing {
    Q_DECLARE_TR_FUNCTIONS(vedette::ui::Erasing)
};

// What the work needs of the context, as values.
struct Place {
    std::filesystem::path store;
    std::shared_ptr<const Clock> clock;
    std::filesystem::path resources;
};

Place placeOf(const Context& context) { return {context.session.folder(), context.session.clock(), context.resources}; }

// The page is in the language of the screen where reports have it, else in English.
ReportWords wordsOfTheScreen(const std::filesystem::path& resources) {
    auto words = loadReportWords(resources, toStd(QLocale().name().section(QChar(u'_'), 0, 0)));
    return words ? std::move(*words) : ReportWords();
}

// What is written after the erasure changes nothing of it any more.
Result<ErasureDone> eraseAndCertify(const Place& place, ErasureOrder order, JobControl& control) {
    order.searching = [&control](std::uint64_t done, std::uint64_t total) {
        control.progress(done, total);
        return !control.stop().stop_requested();
    };
    order.begins = [&control] {
        control.progress(0, 0);
        return control.commit();
    };
    auto erasure = eraseSubject(place.store, order, *place.clock);
    if (!erasure) return passOn(erasure);
    ErasureDone done{std::move(*erasure), {}, {}, {}};
    auto file = writeCertificate(place.store, {}, done.erasure.issued);
    if (!file) {
        done.unwritten = file.error();
        return done;
    }
    done.file = *file;
    auto paper = writeCertificatePdf(place.store, *file, done.erasure, wordsOfTheScreen(place.resources),
                                     [](const CertificatePaper& one) { return renderCertificate(one); });
    if (paper)
        done.paper = *paper;
    else
        done.unwritten = paper.error();
    return done;
}

// Nothing to record: whoever agreed runs it again themselves.
std::optional<ConsoleAction> agreement(const FourEyesRequest& request, const PersonSigner& by,
                                       const std::string& note) {
    const bool again = request.unfinished();
    if (again && request.confirmedBy == by.name) return std::nullopt;
    ConsoleAction action;
    action.kind = "erasure";
    action.name = again ? "erase_run" : "erase_confirm";
    action.target = request.target;
    action.actor = by.name;
    action.message =
        again ? "An erasure that two people agreed on is run again" : "The erasure of a data subject was confirmed";
    action.details.text("request", request.id);
    if (!note.empty()) action.details.text("note", redact(note, detect(note)));
    return action;
}

}  // namespace

Job* startErasure(Context& context, ErasureOrder order, OnErased done) {
    return context.jobs.start<ErasureDone>(
        Erasing::tr("Erasing a data subject"),
        [place = placeOf(context), order = std::move(order)](JobControl& control) {
            return eraseAndCertify(place, order, control);
        },
        std::move(done));
}

Job* startAgreedErasure(Context& context, const FourEyesRequest& request, std::shared_ptr<const PersonSigner> by,
                        std::string note, OnErased done) {
    return context.jobs.start<ErasureDone>(
        Erasing::tr("Erasing a data subject"),
        [place = placeOf(context), request, by = std::move(by),
         note = std::move(note)](JobControl& control) -> Result<ErasureDone> {
            if (!by) return fail(ErrorCode::Denied, toStd(Erasing::tr("Sign in to do this.")));
            if (const auto action = agreement(request, *by, note)) {
                auto recorded = recordAction(place.store, *action, *place.clock, by.get());
                if (!recorded) return passOn(recorded);
            }
            return eraseAndCertify(place, agreedErasure(request, by->name), control);
        },
        std::move(done));
}

void follow(ProgressRow& row, Job* job) {
    constexpr qint64 kWhole = 1000;
    const auto describe = [row = &row, job] {
        row->setCancellable(job->canStop());
        row->setProgress(std::max(0, job->permille()), job->permille() < 0 ? 0 : kWhole);
    };
    row.setText(job->title());
    row.show();
    describe();
    QObject::connect(job, &Job::changed, &row, describe);
    QObject::connect(job, &Job::finished, &row, [row = &row] { row->hide(); });
    QObject::connect(&row, &ProgressRow::cancelled, job, [job] { job->cancel(); });
}

QString erasedWords(const ErasureDone& done) {
    const Certificate& certificate = done.erasure.issued.certificate;
    return Erasing::tr("Erased under certificate %1: %2 sealed parts of %3 records.")
        .arg(certificate.id)
        .arg(number(certificate.parts.size()), number(certificate.records));
}

QString notErasedWords(const Error& error) {
    return error.code == ErrorCode::Cancelled ? Erasing::tr("Stopped. Nothing was erased.")
                                              : Erasing::tr("Nothing was erased. %1").arg(errorText(error));
}

}  // namespace vedette::ui
