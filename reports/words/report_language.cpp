// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/words/report_language.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "core/base/file.h"
#include "core/base/text_rows.h"
#include "reports/words/content.h"

namespace vedette {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20;
constexpr const char* kEnglish = "en";

std::vector<std::filesystem::path> listsIn(const std::filesystem::path& folder) {
    std::error_code trouble;
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(folder, trouble))
        if (file.path().extension() == ".yaml") files.push_back(file.path());
    std::ranges::sort(files);
    return files;
}

std::filesystem::path ownFolder(const std::filesystem::path& resources, const std::string& code) {
    return resources / "i18n" / code / "reports";
}

ReportWords::Lookup contentLookup(std::shared_ptr<const KeptContent> content, bool dative) {
    return [content = std::move(content), dative](std::string_view text) {
        return content->say(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), dative).toStdString();
    };
}

}  // namespace

OwnWords loadOwnWords(const std::filesystem::path& folder) {
    OwnWords out;
    for (const auto& file : listsIn(folder)) {
        auto text = readFile(file, kLargestFile);
        if (!text) {
            out.problems.push_back(text.error().text());
            continue;
        }
        const TextRows rows = parseTextRows(*text, file.filename().string());
        out.problems.insert(out.problems.end(), rows.problems.begin(), rows.problems.end());
        for (const TextRow& row : rows.rows) {
            if (row.fields.size() != 2)
                out.problems.push_back(row.where + ": an entry is a text and its translation");
            else if (placesOf(row.fields[0]) != placesOf(row.fields[1]))
                out.problems.push_back(row.where + ": the translation has other places for values");
            else if (!out.texts.emplace(row.fields[0], row.fields[1]).second)
                out.problems.push_back(fmt::format("{}: \"{}\" is there twice", row.where, row.fields[0]));
        }
    }
    return out;
}

std::vector<std::string> reportLanguages(const std::filesystem::path& resources) {
    std::vector<std::string> out;
    std::error_code trouble;
    for (const auto& folder : std::filesystem::directory_iterator(resources / "i18n", trouble)) {
        const auto code = folder.path().filename().string();
        if (!listsIn(ownFolder(resources, code)).empty()) out.push_back(code);
    }
    std::ranges::sort(out);
    out.insert(out.begin(), kEnglish);
    return out;
}

Result<ReportWords> loadReportWords(const std::filesystem::path& resources, const std::string& code) {
    if (code == kEnglish) return ReportWords();
    const auto known = reportLanguages(resources);
    if (std::ranges::find(known, code) == known.end())
        return fail(ErrorCode::Unsupported, fmt::format("there are no words for a report in \"{}\"", code), {},
                    fmt::format("choose one of: {}", fmt::join(known, ", ")));
    auto own = std::make_shared<const OwnWords>(loadOwnWords(ownFolder(resources, code)));
    const auto content = std::make_shared<const KeptContent>(
        ContentWords::load(resources / "i18n" / code, QLocale(QString::fromStdString(code))));
    ReportWords::Lists lists;
    lists.code = code;
    lists.own = [own = std::move(own)](std::string_view english) {
        const auto found = own->texts.find(english);
        return found == own->texts.end() ? std::string() : found->second;
    };
    lists.content = contentLookup(content, false);
    lists.contentOf = contentLookup(content, true);
    return ReportWords(std::move(lists));
}

}  // namespace vedette
