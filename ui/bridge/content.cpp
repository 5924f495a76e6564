// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/content.h"

#include <QCoreApplication>

#include <string>

#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

constexpr const char* kContext = "vedette::content";
constexpr const char* kDative = "dative";

}  // namespace

ContentTranslator::ContentTranslator(ContentWords words, QObject* parent)
    : QTranslator(parent), m_words(std::move(words)) {}

QString ContentTranslator::translate(const char* context, const char* text, const char* form, int) const {
    if (context == nullptr || text == nullptr || qstrcmp(context, kContext) != 0) return {};
    const bool dative = form != nullptr && qstrcmp(form, kDative) == 0;
    return m_words.say(QString::fromUtf8(text), dative);
}

namespace {

QString saidAs(std::string_view utf8, const char* form) {
    // A zero byte would end the text for Qt and hide what follows it.
    if (utf8.empty() || utf8.find('\0') != std::string_view::npos) return visible(utf8);
    return visible(toStd(QCoreApplication::translate(kContext, std::string(utf8).c_str(), form)));
}

}  // namespace

QString said(std::string_view utf8) { return saidAs(utf8, nullptr); }
QString saidAfterOf(std::string_view utf8) { return saidAs(utf8, kDative); }

}  // namespace vedette::ui
