// SPDX-License-Identifier: GPL-3.0-or-later
// Bookmarks and links for a finished PDF file. Qt 6.4 writes neither, so they are appended as PDF itself provides for:
// as an incremental update (ISO 32000-1, 7.5.6) that leaves every byte of the file as it was.
#pragma once

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace vedette::pdf {

struct Bookmark {
    QString title;
    int level = 0;  // 0 or 1; the first one is 0
    int page = 1;   // counted from 1
    double y = 0;   // points from the top of the page
};

struct PageLink {
    int page = 1;  // where it is
    double x = 0, y = 0, width = 0, height = 0;
    int target = 1;  // page it leads to
    double targetY = 0;
};

struct Navigation {
    std::vector<Bookmark> bookmarks;
    std::vector<PageLink> links;
    double pageHeight = 842;
    std::string language = "en";  // of the document, as HTML's lang is written
};

// None when the file is not built as Qt's writer builds it; the file is then good as it is, without bookmarks.
[[nodiscard]] std::optional<std::string> withNavigation(std::string file, const Navigation& navigation);

}  // namespace vedette::pdf
