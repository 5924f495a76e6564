// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl sql: one SELECT over the log, to read only.
#include <fmt/format.h>

#include "app/ctl/commands.h"
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/store/sql_view.h"
#include "reports/csv/csv.h"

namespace vedette::ctl {
namespace {

constexpr std::uint64_t kShownRows = 1'000;
constexpr std::uint64_t kLongestSeconds = 86'400;

struct Options {
    std::string store;
    std::string sql;
    std::uint64_t limit = kShownRows;
    std::uint64_t timeout = 30;
    bool csv = false;
};

std::string jsonOf(const SqlValue& value) {
    std::string out;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        appendJsonInteger(out, *number);
    else if (const auto* real = std::get_if<double>(&value))
        appendJsonDouble(out, *real);
    else if (const auto* text = std::get_if<std::string>(&value))
        appendJsonString(out, *text);
    else if (const auto* blob = std::get_if<SqlBlob>(&value))
        appendJsonString(out, toHex(blob->bytes));
    else
        out = "null";
    return out;
}

// For people and CSV: NULL is empty.
std::string textOf(const SqlValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* blob = std::get_if<SqlBlob>(&value)) return toHex(blob->bytes);
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    return {};
}

// Numbers stay numbers: a negative one is no formula.
std::string cellOf(const SqlValue& value) {
    const bool text = std::holds_alternative<std::string>(value);
    return text ? csvCell(std::get<std::string>(value)) : textOf(value);
}

class Printer {
public:
    Printer(const Options& options, Context& context) : m_options(options), m_context(context) {}

    void head(const std::vector<std::string>& columns) {
        m_columns = columns;
        if (!m_options.csv) {
            m_table.push_back(columns);
            return;
        }
        std::string line;
        for (const auto& column : columns) line += (line.empty() ? "" : ",") + csvCell(column);
        m_context.out.raw(line + "\r\n");
    }

    bool row(const std::vector<SqlValue>& values) {
        std::vector<std::string> cells;
        for (const auto& value : values)
            cells.push_back(m_options.csv ? cellOf(value) : m_context.out.json ? jsonOf(value) : textOf(value));
        if (m_options.csv) {
            m_context.out.raw(fmt::format("{}\r\n", fmt::join(cells, ",")));
        } else if (m_context.out.json) {
            m_rows.push_back(jsonArray(cells));
        } else {
            m_table.push_back(std::move(cells));
        }
        return !m_context.out.broken();
    }

    void end(const SqlOutcome& outcome) {
        if (!m_options.csv) {
            m_context.out.document(JsonObject()
                                       .raw("columns", jsonTexts(m_columns))
                                       .raw("rows", jsonArray(m_rows))
                                       .number("count", outcome.rows)
                                       .boolean("truncated", outcome.truncated));
            if (!m_context.out.json) m_context.out.table(m_table);
        }
        if (outcome.truncated)
            m_context.out.note(
                fmt::format("there are more rows than {}: add --limit, or LIMIT and ORDER BY entry", m_options.limit));
    }

private:
    const Options& m_options;
    Context& m_context;
    std::vector<std::string> m_columns;
    std::vector<std::vector<std::string>> m_table;
    std::vector<std::string> m_rows;
};

int run(const Options& o, Context& c) {
    if (o.csv && c.out.json) return wrongUse(c, "--csv and --json exclude each other", "--csv", "give one of them");
    if (o.limit == 0 || o.timeout == 0 || o.timeout > kLongestSeconds)
        return wrongUse(c, "--limit and --timeout are at least 1, and the timeout at most a day", "--limit, --timeout");
    auto view = SqlView::open(o.store);
    if (!view) return failed(c, view.error());
    SqlLimits limits;
    limits.rows = o.limit;
    limits.time = std::chrono::seconds(static_cast<std::int64_t>(o.timeout));
    limits.stop = c.stop;
    Printer printer(o, c);
    auto outcome = (*view)->run(
        o.sql, limits, [&](const std::vector<std::string>& columns) { printer.head(columns); },
        [&](const std::vector<SqlValue>& row) { return printer.row(row); });
    if (!outcome)
        return outcome.error().code == ErrorCode::Invalid ? wrongUse(c, outcome.error()) : failed(c, outcome.error());
    printer.end(*outcome);
    return kWell;
}

}  // namespace

Run declareSql(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.position("SQL", o->sql, "One SELECT over the table event: entry, the columns of query --columns, record");
    args.number("--limit,-n", o->limit, "At most N rows (default: 1000)");
    args.number("--timeout", o->timeout, "Stop after this many seconds (default: 30)");
    args.flag("--csv", o->csv, "RFC 4180 instead of a table");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
