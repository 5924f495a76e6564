// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/table_export.h"

#include <QCoreApplication>
#include <QFileDialog>

#include "ui/bridge/text.h"
#include "ui/models/csv_export.h"

namespace vedette::ui {
namespace {

struct TableExport {
    Q_DECLARE_TR_FUNCTIONS(vedette::ui::TableExport)
};

void writeTo(Context& context, const TableModel& model, const QString& file) {
    QStringList head;
    for (const auto& column : model.columns()) head.push_back(column.title);
    context.jobs.start<std::uint64_t>(
        TableExport::tr("Exporting a table"),
        [store = context.session.folder(), head, lines = model.exportAll(),
         path = std::filesystem::path(toStd(file))](JobControl& control) {
            return writeCsv(store, head, lines, path, control.stop(),
                            [&control](std::uint64_t done) { control.progress(done, 0); });
        },
        [&go = context.go, file](Result<std::uint64_t> count) {
            if (!count && count.error().code == ErrorCode::Cancelled) return;
            go.toast(count ? TableExport::tr("%1 lines were written to %2.").arg(number(*count), file)
                           : errorText(count.error()));
        });
}

}  // namespace

void exportCsv(Context& context, const TableModel& model, const QString& title, const QString& fileName,
               QWidget* parent) {
    auto* dialog = new QFileDialog(parent, title, fileName, TableExport::tr("CSV (*.csv)"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [&context, &model](const QString& file) { writeTo(context, model, file); });
    dialog->open();
}

QAction* csvAction(Context& context, const TableModel& model, const QString& fileName, QWidget* parent) {
    auto* action = new QAction(TableExport::tr("Export the table as CSV …"), parent);
    QString name = fileName.section(QChar(u'.'), 0, 0);
    name[0] = name[0].toUpper();
    action->setObjectName(QStringLiteral("export") + name);
    QObject::connect(action, &QAction::triggered, parent, [&context, &model, fileName, parent, title = action->text()] {
        exportCsv(context, model, title, fileName, parent);
    });
    return action;
}

}  // namespace vedette::ui
