// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/glyphs.h"

namespace vedette::ui {

Glyph stateGlyph(ControlState state) {
    switch (state) {
        case ControlState::Fail: return Glyph::Fail;
        case ControlState::ManualFail: return Glyph::ManualFail;
        case ControlState::InsufficientEvidence: return Glyph::Insufficient;
        case ControlState::Waived: return Glyph::Waived;
        case ControlState::Pass: return Glyph::Pass;
        case ControlState::ManualPass: return Glyph::ManualPass;
        case ControlState::NotApplicable: return Glyph::NotApplicable;
    }
    return Glyph::None;
}

Glyph healthGlyph(NodeHealth health) {
    switch (health) {
        case NodeHealth::Silent: return Glyph::NodeSilent;
        case NodeHealth::Alert: return Glyph::NodeAlert;
        case NodeHealth::Short: return Glyph::NodeShort;
        case NodeHealth::Healthy: return Glyph::NodeHealthy;
        case NodeHealth::Unknown: break;
    }
    return Glyph::NotApplicable;
}

}  // namespace vedette::ui
