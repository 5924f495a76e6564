// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/qr.h"

#include <qrencode.h>

#include <memory>

namespace vedette::pdf {

std::optional<QPainterPath> qrPath(std::string_view text, double size) {
    constexpr std::size_t kMostBytes = 2'300;  // what the largest code holds at this level of correction
    if (text.empty() || text.size() > kMostBytes) return std::nullopt;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    if (!code) return std::nullopt;
    const int width = code->width;
    const double module = size / width;
    const auto dark = [&](int row, int column) {
        return row < width && column < width && (code->data[row * width + column] & 1) != 0;
    };
    // Runs along both directions: where they cross they overlap, and no viewer shows a seam between modules.
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (const bool across : {true, false})
        for (int line = 0; line < width; ++line)
            for (int start = 0; start < width; ++start) {
                const auto at = [&](int i) { return across ? dark(line, i) : dark(i, line); };
                if (!at(start)) continue;
                int end = start;
                while (end < width && at(end)) ++end;
                const QRectF run = across ? QRectF(start, line, end - start, 1) : QRectF(line, start, 1, end - start);
                path.addRect(run.x() * module, run.y() * module, run.width() * module, run.height() * module);
                start = end;
            }
    return path;
}

}  // namespace vedette::pdf
