// SPDX-License-Identifier: GPL-3.0-or-later
// Words in a form that is as high as it asks for: what wraps has to ask for the lines it takes.
#pragma once

#include "ui/widgets/text_label.h"

namespace vedette::ui {

inline void sayWrapped(TextLabel* label, const QString& words, int width) {
    label->setText(words);
    label->setMinimumHeight(words.isEmpty() ? 0 : label->heightForWidth(width));
}

}  // namespace vedette::ui
