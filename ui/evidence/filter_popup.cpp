// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/filter_popup.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kMostValues = 5000;  // offered; others can still be typed
constexpr int kWidth = 280;

constexpr std::array kTextFields = {TextColumn::Node,      TextColumn::Principal, TextColumn::Model,
                                    TextColumn::Operation, TextColumn::Client,    TextColumn::Country,
                                    TextColumn::Region,    TextColumn::Network,   TextColumn::ClientKind,
                                    TextColumn::Rule,      TextColumn::Group,     TextColumn::Source};
constexpr std::array kNumberFields = {IntColumn::Class,         IntColumn::Status,       IntColumn::Severity,
                                      IntColumn::Code,          IntColumn::Auth,         IntColumn::Tls,
                                      IntColumn::Latency,       IntColumn::PromptTokens, IntColumn::OutputTokens,
                                      IntColumn::ResponseBytes, IntColumn::CostMicros};

QString capital(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

QComboBox* combo(QWidget* parent, const char* name, const QString& accessible) {
    auto* box = new QComboBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(accessible);
    box->setFixedWidth(kWidth);
    box->setMaxVisibleItems(16);
    return box;
}

// Not columns: what text~ and record~ look into.
bool isSearch(const std::string& name) { return name == "text" || name == "record"; }

// A value as the filter language wants it.
QString quoted(const QString& value) {
    QString inside = value;
    inside.replace(QStringLiteral("\\"), QStringLiteral("\\\\")).replace(QStringLiteral("\""), QStringLiteral("\\\""));
    return QStringLiteral("\"%1\"").arg(inside);
}

}  // namespace

FilterPopup::FilterPopup(const Theme& theme, Session& session, QWidget* host)
    : PopupPanel(theme, host),
      m_field(combo(this, "filterField", tr("Field"))),
      m_sign(combo(this, "filterOperator", tr("Operator"))),
      m_value(combo(this, "filterValue", tr("Value"))),
      m_note(new TextLabel(theme, {}, FontRole::Caption, Token::TextFaint, this)),
      m_add(new QPushButton(tr("Add the filter"), this)),
      m_query(session) {
    setObjectName(QStringLiteral("filterPopup"));
    setAccessibleName(tr("A condition of the filter"));
    m_add->setObjectName(QStringLiteral("filterAdd"));
    setVariant(m_add, Variant::Primary);
    m_value->setEditable(true);
    m_value->setInsertPolicy(QComboBox::NoInsert);
    m_value->completer()->setFilterMode(Qt::MatchContains);
    m_value->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_value->lineEdit()->setObjectName(QStringLiteral("filterValueText"));
    m_value->lineEdit()->setAccessibleName(tr("Value"));
    m_note->setWordWrap(true);
    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("Field"), m_field);
    form->addRow(tr("Operator"), m_sign);
    form->addRow(tr("Value"), m_value);
    content()->addLayout(form);
    content()->addWidget(m_note);
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_add);
    content()->addLayout(row);
    addFields();
    connect(m_field, &QComboBox::currentIndexChanged, this, &FilterPopup::fieldChanged);
    connect(m_value, &QComboBox::editTextChanged, this, &FilterPopup::check);
    connect(m_value->lineEdit(), &QLineEdit::returnPressed, this, &FilterPopup::accept);
    connect(m_add, &QPushButton::clicked, this, &FilterPopup::accept);
}

void FilterPopup::addFields() {
    for (const auto column : kTextFields) m_field->addItem(capital(columnTitle(column)), toQString(columnName(column)));
    m_field->insertSeparator(m_field->count());
    for (const auto column : kNumberFields)
        m_field->addItem(capital(columnTitle(column)), toQString(columnName(column)));
    m_field->insertSeparator(m_field->count());
    m_field->addItem(tr("Some text"), QStringLiteral("text"));
    m_field->addItem(tr("The whole record"), QStringLiteral("record"));
}

void FilterPopup::start(QWidget* anchor, const std::optional<FilterTerm>& term) {
    m_field->setCurrentIndex(0);
    fieldChanged();
    m_add->setText(term ? tr("Change the filter") : tr("Add the filter"));
    if (term) preset(*term);
    openUnder(anchor, term ? static_cast<QWidget*>(m_value) : m_field);
}

void FilterPopup::preset(const FilterTerm& term) {
    const int at = m_field->findData(toQString(term.key));
    if (at < 0) return;
    m_field->setCurrentIndex(at);
    const Filter& f = term.condition;
    if (!f.texts.empty()) {
        m_value->setEditText(f.texts.front().second.size() == 1 ? toQString(f.texts.front().second.front())
                                                                : QString());
    } else if (!f.ranges.empty()) {
        const auto& range = f.ranges.front();
        const QString sign = range.low == range.high                                 ? QStringLiteral("=")
                             : range.low == std::numeric_limits<std::int64_t>::min() ? QStringLiteral("<=")
                                                                                     : QStringLiteral(">=");
        m_sign->setCurrentIndex(std::max(0, m_sign->findData(sign)));
        const auto value = sign == QStringLiteral("<=") ? range.high : range.low;
        const int named = m_value->findData(QString::number(value));
        if (named >= 0)
            m_value->setCurrentIndex(named);
        else
            m_value->setEditText(QString::number(value));
    }
    m_value->lineEdit()->selectAll();
}

void FilterPopup::fieldChanged() {
    const std::string name = toStd(m_field->currentData().toString());
    const auto text = textColumnNamed(name);
    fillSigns(text.has_value(), isSearch(name));
    m_query.cancel();
    m_value->clear();
    m_note->setText({});
    if (isSearch(name)) {
        m_note->setText(name == "record"
                            ? tr("Opens every record, which takes its time. Sealed data is never searched.")
                            : tr("Columns, and what people and detectors wrote. Sealed data is never searched."));
    } else if (text) {
        loadValues(*text);
    } else if (const auto numeric = intColumnNamed(name)) {
        fillNamed(*numeric);
    }
    check();
}

void FilterPopup::fillSigns(bool text, bool search) {
    m_sign->clear();
    if (search) {
        m_sign->addItem(tr("contains"), QStringLiteral("~"));
        return;
    }
    m_sign->addItem(tr("is"), QStringLiteral("="));
    if (text) return;
    m_sign->addItem(tr("is at least"), QStringLiteral(">="));
    m_sign->addItem(tr("is at most"), QStringLiteral("<="));
    m_sign->addItem(tr("is more than"), QStringLiteral(">"));
    m_sign->addItem(tr("is less than"), QStringLiteral("<"));
}

void FilterPopup::loadValues(TextColumn column) {
    m_note->setText(tr("Reading the values of the log …"));
    m_query.run<std::vector<std::string>>(
        [column](Reader& reader) { return reader.values(column); },
        [this](Result<std::vector<std::string>> values) {
            if (!values) {
                m_note->setText(errorText(values.error()));
                return;
            }
            const QString typed = m_value->currentText();
            std::sort(values->begin(), values->end());
            for (const auto& value : *values) {
                if (m_value->count() == kMostValues) break;
                if (!value.empty()) m_value->addItem(visible(value), toQString(value));
            }
            m_value->setCurrentIndex(-1);
            m_value->setEditText(typed);
            m_note->setText(values->size() > kMostValues
                                ? tr("%1 of %2 values are offered; others can be typed.")
                                      .arg(number(kMostValues), number(values->size()))
                                : tr("%n value(s) in the log.", nullptr, static_cast<int>(m_value->count())));
        });
}

void FilterPopup::fillNamed(IntColumn column) {
    for (const auto value : namedValues(column)) m_value->addItem(valueName(column, value), QString::number(value));
    m_value->setCurrentIndex(-1);
    m_value->setEditText({});
    if (column == IntColumn::Latency) m_note->setText(tr("In milliseconds."));
}

QString FilterPopup::valueText() const {
    const QString typed = m_value->currentText();
    const int at = m_value->findText(typed);
    const QString value = at >= 0 ? m_value->itemData(at).toString() : typed.trimmed();
    const std::string name = toStd(m_field->currentData().toString());
    return textColumnNamed(name).has_value() || isSearch(name) ? quoted(value) : value;
}

void FilterPopup::check() { m_add->setEnabled(!m_value->currentText().trimmed().isEmpty()); }

void FilterPopup::accept() {
    if (!m_add->isEnabled()) return;
    const QString text = m_field->currentData().toString() + m_sign->currentData().toString() + valueText();
    if (auto filter = parseFilter(toStd(text)); !filter) {
        m_note->setText(mistakeIn(text, filter.error()).sentence);
        m_note->setTone(Token::Critical);
        return;
    }
    m_note->setTone(Token::TextFaint);
    dismiss();
    Q_EMIT chosen(text);
}

}  // namespace vedette::ui
