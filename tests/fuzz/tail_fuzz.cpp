// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a history of a log: what its writer, the rotation and the collector do, in which order. What was written
// must be what was collected.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "collectors/tail/file_tail.h"
#include "collectors/tail/rotation_names.h"

namespace fs = std::filesystem;
using namespace vedette;

namespace {

class History {
public:
    History() {
        std::string name = (fs::temp_directory_path() / "vedette-tail-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        m_folder = name;
    }
    ~History() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    void run(std::string_view input) {
        if (input.empty()) return;
        const auto mode = static_cast<unsigned char>(input[0]);
        m_copying = (mode & 1) != 0;
        m_dated = (mode & 2) != 0;
        m_limits.lines = 1 + (mode >> 4);
        m_limits.settle = std::chrono::milliseconds(0);
        for (const char c : input.substr(1, 200)) act(static_cast<unsigned char>(c));
        append("the end\n");
        m_written.push_back(m_half + "the end");
        for (int i = 0; i < 3000 && m_collected.size() < m_written.size(); ++i) poll(true);
        for (int i = 0; i < 3; ++i) poll(true);
        if (m_collected != m_written) {
            std::fprintf(stderr, "%zu lines written, %zu collected\n", m_written.size(), m_collected.size());
            std::abort();
        }
        // A position from anywhere must not crash the collector.
        FileTail("n/s", log()).poll(std::string(input), [](const Poll&) {});
    }

private:
    [[nodiscard]] fs::path log() const { return m_folder / "a.log"; }
    void append(const std::string& bytes) { std::ofstream(log(), std::ios::binary | std::ios::app) << bytes; }

    void act(unsigned char what) {
        switch (what % 8) {
            case 0:
            case 1:
            case 2: {
                const std::string text = "line " + std::to_string(m_number++) + std::string(what / 8, 'x');
                append(text + "\n");
                m_written.push_back(m_half + text);
                m_half.clear();
                break;
            }
            case 3: {
                const std::string text = "part " + std::to_string(m_number++) + ";";
                append(text);
                m_half += text;
                break;
            }
            case 4:
                if (m_rotations++ < 40) rotate((what & 8) != 0);
                break;
            case 5: poll(false); break;
            default: poll(true);
        }
    }

    void rotate(bool pollBetween) {
        if (!fs::exists(log())) return;
        if (!m_half.empty()) m_written.push_back(m_half);
        m_half.clear();
        if (m_dated && !m_copying)
            return fs::rename(log(), log().string() + "-" + std::to_string(20'000'000 + m_number++));
        for (int i = 41; i >= 1; --i) {
            const fs::path from = log().string() + "." + std::to_string(i);
            if (fs::exists(from)) fs::rename(from, log().string() + "." + std::to_string(i + 1));
        }
        if (!m_copying) return fs::rename(log(), log().string() + ".1");
        fs::copy_file(log(), log().string() + ".1");
        if (pollBetween) poll(true);
        fs::resize_file(log(), 0);
    }

    void poll(bool commit) {
        FileTail("n/s", log(), m_limits).poll(m_cursor, [&](const Poll& result) {
            if (!commit) return;
            for (const RawRecord& record : result.records) m_collected.push_back(record.bytes);
            m_cursor = result.nextCursor;
        });
    }

    fs::path m_folder;
    TailLimits m_limits;
    bool m_copying = false;
    bool m_dated = false;
    std::vector<std::string> m_written;
    std::vector<std::string> m_collected;
    std::string m_half;
    std::string m_cursor;
    int m_number = 0;
    int m_rotations = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (size < 300) {
        const auto split = input.find('\n');
        (void)classifyLogFile(input.substr(0, split), split == std::string_view::npos ? "*" : input.substr(split + 1));
    }
    History().run(input);
    return 0;
}
