// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

namespace vedette::pdf {
namespace {

// The number behind `key`, as in "/Size 42" or "/Root 6 0 R".
std::optional<std::size_t> numberAfter(std::string_view text, std::string_view key) {
    auto at = text.find(key);
    if (at == std::string_view::npos) return std::nullopt;
    at += key.size();
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '[')) ++at;
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
    if (error != std::errc{} || end == text.data() + at) return std::nullopt;
    return value;
}

// A file with one classic cross-reference table, as Qt writes it.
class QtFile {
public:
    static std::optional<QtFile> read(std::string_view file) {
        QtFile out;
        const auto start = file.rfind("startxref");
        if (start == std::string_view::npos) return std::nullopt;
        const auto table = numberAfter(file.substr(start), "startxref");
        if (!table || *table >= start || !file.substr(*table).starts_with("xref\n0 ")) return std::nullopt;
        out.m_tableAt = *table;
        out.m_trailer = file.substr(*table, start - *table);
        const auto trailerAt = out.m_trailer.find("trailer");
        if (trailerAt == std::string_view::npos) return std::nullopt;
        auto rows = out.m_trailer.substr(0, trailerAt);
        out.m_trailer = out.m_trailer.substr(trailerAt);
        rows.remove_prefix(std::min(rows.find('\n', 5) + 1, rows.size()));
        constexpr std::size_t kRow = 20;
        for (std::size_t at = 0; at + kRow <= rows.size(); at += kRow) {
            std::size_t offset = 0;
            std::from_chars(rows.data() + at, rows.data() + at + 10, offset);
            out.m_offsets.push_back(offset);
        }
        out.m_file = file;
        return out;
    }

    [[nodiscard]] std::string_view trailer() const { return m_trailer; }
    [[nodiscard]] std::size_t tableAt() const { return m_tableAt; }
    [[nodiscard]] std::size_t objects() const { return m_offsets.size(); }

    // From "<<" to the last ">>" of an object without a stream.
    [[nodiscard]] std::string_view dictionary(std::size_t object) const {
        if (object >= m_offsets.size()) return {};
        const auto text = m_file.substr(std::min(m_offsets[object], m_file.size()));
        const auto begin = text.find("<<");
        const auto end = text.find("endobj");
        if (begin == std::string_view::npos || end == std::string_view::npos || begin > end) return {};
        const auto close = text.substr(0, end).rfind(">>");
        return close == std::string_view::npos || close < begin ? std::string_view{}
                                                                : text.substr(begin, close + 2 - begin);
    }

private:
    std::string_view m_file;
    std::string_view m_trailer;
    std::size_t m_tableAt = 0;
    std::vector<std::size_t> m_offsets;
};

// The page objects in order, out of the one flat node Qt writes.
std::vector<std::size_t> pagesOf(const QtFile& file, std::size_t root) {
    std::vector<std::size_t> out;
    auto text = file.dictionary(root);
    const auto kids = text.find("/Kids");
    if (kids == std::string_view::npos) return out;
    text.remove_prefix(kids);
    const auto end = text.find(']');
    if (end == std::string_view::npos) return out;
    text = text.substr(0, end);
    while (const auto object = numberAfter(text, out.empty() ? "[" : " R")) {
        out.push_back(*object);
        text.remove_prefix(text.find(" R", out.size() == 1 ? 0 : 2));
    }
    return out;
}

// Text as PDF takes it whatever is in it: UTF-16 in hexadecimal.
std::string pdfText(const QString& text) {
    std::string out = "<FEFF";
    for (const QChar c : text) out += fmt::format("{:04X}", static_cast<unsigned>(c.unicode()));
    return out + ">";
}

class Update {
public:
    explicit Update(std::string file, std::size_t next) : m_file(std::move(file)), m_next(next) {
        if (!m_file.ends_with('\n')) m_file += '\n';
    }

    [[nodiscard]] std::size_t reserve(std::size_t count) {
        const auto first = m_next;
        m_next += count;
        return first;
    }
    void object(std::size_t id, std::string_view body) {
        m_offsets[id] = m_file.size();
        m_file += fmt::format("{} 0 obj\n{}\nendobj\n", id, body);
    }
    // `rest`: what else the trailer says.
    [[nodiscard]] std::string finished(std::string_view rest, std::size_t previousTable) {
        const auto table = m_file.size();
        m_file += "xref\n";
        for (auto it = m_offsets.begin(); it != m_offsets.end();) {
            auto end = it;
            std::size_t count = 0;
            while (end != m_offsets.end() && end->first == it->first + count) {
                ++end;
                ++count;
            }
            m_file += fmt::format("{} {}\n", it->first, count);
            for (; it != end; ++it) m_file += fmt::format("{:010} 00000 n \n", it->second);
        }
        m_file += fmt::format("trailer\n<<\n/Size {}\n{}/Prev {}\n>>\nstartxref\n{}\n%%EOF\n", m_next, rest,
                              previousTable, table);
        return std::move(m_file);
    }

private:
    std::string m_file;
    std::size_t m_next;
    std::map<std::size_t, std::size_t> m_offsets;
};

std::string destination(const std::vector<std::size_t>& pages, int page, double y, double height) {
    const auto index = static_cast<std::size_t>(std::clamp(page, 1, static_cast<int>(pages.size())) - 1);
    return fmt::format("[{} 0 R /XYZ null {:.2f} null]", pages[index], height - y);
}

// Writes the tree of bookmarks; gives its root.
std::size_t addBookmarks(Update& update, const Navigation& navigation, const std::vector<std::size_t>& pages) {
    const auto& all = navigation.bookmarks;
    const auto root = update.reserve(all.size() + 1);
    const auto id = [&](std::size_t index) { return root + 1 + index; };
    const auto topOf = [&](std::size_t index) {
        while (index > 0 && all[index].level > 0) --index;
        return index;
    };
    std::size_t firstTop = 0;
    std::size_t lastTop = 0;
    std::size_t tops = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool top = topOf(i) == i;
        std::size_t next = i + 1;
        while (top && next < all.size() && topOf(next) != next) ++next;
        const std::size_t children = top ? next - i - 1 : 0;
        if (top) {
            lastTop = i;
            ++tops;
        }
        std::string body =
            fmt::format("<< /Title {} /Parent {} 0 R /Dest {}", pdfText(all[i].title), top ? root : id(topOf(i)),
                        destination(pages, all[i].page, all[i].y, navigation.pageHeight));
        const bool sibling = next < all.size() && (top || topOf(next) != next);
        if (sibling) body += fmt::format(" /Next {} 0 R", id(next));
        if (top && i > 0) body += fmt::format(" /Prev {} 0 R", id(topOf(i - 1)));
        if (!top && i - 1 != topOf(i)) body += fmt::format(" /Prev {} 0 R", id(i - 1));
        if (children > 0)  // a negative count: closed until somebody opens it
            body += fmt::format(" /First {} 0 R /Last {} 0 R /Count -{}", id(i + 1), id(i + children), children);
        update.object(id(i), body + " >>");
    }
    update.object(root, fmt::format("<< /Type /Outlines /First {} 0 R /Last {} 0 R /Count {} >>", id(firstTop),
                                    id(lastTop), tops));
    return root;
}

void addLinks(Update& update, const QtFile& file, const Navigation& navigation, const std::vector<std::size_t>& pages) {
    std::map<std::size_t, std::string> annotations;  // by the object a page names as its /Annots
    for (const auto& link : navigation.links) {
        if (link.page < 1 || static_cast<std::size_t>(link.page) > pages.size()) continue;
        const auto list = numberAfter(file.dictionary(pages[static_cast<std::size_t>(link.page - 1)]), "/Annots");
        if (!list) continue;
        const double bottom = navigation.pageHeight - link.y - link.height;
        annotations[*list] += fmt::format(
            "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{:.2f} {:.2f} {:.2f} {:.2f}] /Dest {} >>\n",
            link.x, bottom, link.x + link.width, bottom + link.height,
            destination(pages, link.target, link.targetY, navigation.pageHeight));
    }
    for (const auto& [list, text] : annotations) update.object(list, "[\n" + text + "]");
}

}  // namespace

std::optional<std::string> withNavigation(std::string file, const Navigation& navigation) {
    if (navigation.bookmarks.empty() || navigation.bookmarks.front().level != 0) return std::nullopt;
    const auto read = QtFile::read(file);
    if (!read) return std::nullopt;
    const auto trailer = std::string(read->trailer());
    const auto size = numberAfter(trailer, "/Size");
    const auto root = numberAfter(trailer, "/Root");
    const auto info = numberAfter(trailer, "/Info");
    const auto idAt = trailer.find("/ID");
    const auto idEnd = trailer.find(']', std::min(idAt, trailer.size()));
    if (!size || !root || !info || idEnd == std::string::npos || *size != read->objects()) return std::nullopt;
    auto catalog = std::string(read->dictionary(*root));
    const auto pageTree = numberAfter(catalog, "/Pages");
    if (!pageTree || catalog.size() < 4) return std::nullopt;
    const auto pages = pagesOf(*read, *pageTree);
    const auto count = numberAfter(read->dictionary(*pageTree), "/Count");
    if (pages.empty() || count != pages.size()) return std::nullopt;

    Update update(file, *size);
    const auto outlines = addBookmarks(update, navigation, pages);
    addLinks(update, *read, navigation, pages);
    catalog.resize(catalog.size() - 2);
    update.object(*root, catalog + fmt::format("/Outlines {} 0 R\n/PageMode /UseOutlines\n/Lang ({})\n"
                                               "/ViewerPreferences << /DisplayDocTitle true >>\n>>",
                                               outlines, navigation.language));
    return update.finished(
        fmt::format("/Info {} 0 R\n/Root {} 0 R\n{}\n", *info, *root, trailer.substr(idAt, idEnd + 1 - idAt)),
        read->tableAt());
}

}  // namespace vedette::pdf
