// SPDX-License-Identifier: GPL-3.0-or-later
// What people and programs ask: each application has a template, each request fresh words.
#include <fmt/format.h>

#include <array>

#include "app/fleetsim/rng.h"
#include "app/fleetsim/traffic.h"

namespace vedette::fleetsim {
namespace {

constexpr std::array<std::string_view, 16> kTemplates = {
    "You are a helpful assistant for our service desk. Answer the customer in at most five sentences.\n\nMessage: {}",
    "Summarise the following note for the file. Keep names of medicines exactly as written.\n\n{}",
    "Extract invoice number, due date and total as JSON from this text:\n{}",
    "Classify the request as one of billing, technical, contract, other. Reply with one word.\n{}",
    "Translate into German, keep the tone polite: {}",
    "Write a short reply to this review, thank the writer and offer help.\nReview: {}",
    "Given the passage below, list three questions a new colleague might ask.\n{}",
    "Find contradictions between the two paragraphs and quote them.\n{}",
    "Rewrite for plain language at school level: {}",
    "Explain what this function does and suggest one test for it.\n{}",
    "Create an agenda for a meeting of thirty minutes about: {}",
    "Score the risk of the following payment from 0 to 100 and say why in one line.\n{}",
    "Turn these bullet points into a letter.\n{}",
    "Which department should handle this? Context: {}",
    "Draft release notes from these commits:\n{}",
    "Compare both offers and name the cheaper one over two years.\n{}"};

constexpr std::array<std::string_view, 128> kWords = {
    "invoice",   "delivery",  "patient",  "contract", "server",  "order",     "refund",    "ticket",  "monthly",
    "urgent",    "pending",   "approved", "signed",   "morning", "yesterday", "supplier",  "pump",    "bridge",
    "window",    "pressure",  "sample",   "dose",     "clinic",  "ward",      "nurse",     "result",  "blood",
    "account",   "balance",   "transfer", "limit",    "card",    "branch",    "customer",  "phone",   "battery",
    "charger",   "screen",    "update",   "driver",   "version", "release",   "branching", "merge",   "commit",
    "failure",   "retry",     "timeout",  "queue",    "network", "router",    "cable",     "office",  "printer",
    "paper",     "folder",    "archive",  "scan",     "letter",  "notice",    "deadline",  "meeting", "agenda",
    "minutes",   "project",   "budget",   "forecast", "quarter", "growth",    "margin",    "price",   "discount",
    "catalogue", "warehouse", "pallet",   "truck",    "route",   "harbour",   "customs",   "permit",  "licence",
    "engine",    "valve",     "sensor",   "reading",  "alarm",   "shift",     "manager",   "team",    "training",
    "course",    "exam",      "grade",    "teacher",  "school",  "library",   "book",      "chapter", "author",
    "garden",    "roof",      "kitchen",  "tenant",   "rent",    "heating",   "water",     "meter",   "complaint",
    "answer",    "question",  "summary",  "detail",   "address", "street",    "city",      "region",  "travel",
    "ticketing", "hotel",     "flight",   "Grüße",    "Straße",  "café",      "naïve",     "second",  "third",
    "between",   "because"};

constexpr std::array<std::string_view, 24> kDomains = {
    "linear algebra",  "contract law", "pharmacology", "sorting algorithms", "thermodynamics", "tax rules",
    "cell biology",    "compilers",    "logistics",    "statistics",         "chess openings", "grammar",
    "network routing", "accounting",   "optics",       "set theory",         "immunology",     "project planning",
    "databases",       "cryptography", "geometry",     "market pricing",     "soil chemistry", "translation"};

// As long as the token count asks for, up to what a gateway keeps of a prompt.
std::string words(Rng& rng, int tokens) {
    constexpr std::size_t kept = 600;
    std::string text;
    for (int i = 0; i < tokens && text.size() < kept; ++i) {
        if (!text.empty()) text += i % 11 == 10 ? ". " : " ";
        if (rng.chance(0.06)) {
            text += std::to_string(rng.below(10000));
        } else {
            text += kWords[rng.below(kWords.size())];
        }
    }
    return text;
}

}  // namespace

std::string promptText(const Request& request) {
    Rng rng(mix(request.id, 0x70));
    if (request.serial > 0 && request.actor->kind != ActorKind::Guesser) {
        // A sweep: one template, every combination of its slots.
        const auto n = static_cast<std::uint64_t>(request.serial);
        const std::string_view domain = kDomains[n % kDomains.size()];
        const std::string_view topic = kWords[(n / kDomains.size()) % kWords.size()];
        return fmt::format(
            "You are an expert in {}. Think step by step and show your full reasoning before the final answer. Then "
            "give a "
            "complete worked example with every intermediate result, and state how confident you are. Task {}: explain "
            "{} "
            "as applied to {}, at difficulty level {} of 9, with three alternative solutions.",
            domain, n, topic, domain, n % 9 + 1);
    }
    const std::string_view pattern =
        kTemplates[static_cast<std::size_t>(request.actor->promptTemplate) % kTemplates.size()];
    std::string fresh = words(rng, request.promptTokens);
    if (rng.chance(0.03)) fresh += fmt::format(" (write to {}{}@example.org)", kWords[rng.below(32)], rng.below(1000));
    if (request.actor->kind == ActorKind::Human && rng.chance(0.5)) return fresh + "?";
    return fmt::format(fmt::runtime(pattern), fresh);
}

std::string answerText(const Request& request) {
    Rng rng(mix(request.id, 0x61));
    return words(rng, std::min(request.outputTokens, 40));
}

}  // namespace vedette::fleetsim
