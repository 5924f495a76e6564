// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/evidence.h"

namespace vedette {
namespace {

class StoreEvidence final : public Evidence {
public:
    explicit StoreEvidence(Reader& reader) : m_reader(reader) {}
    Result<Checkpoint> head() override { return m_reader.head(); }
    Result<void> scan(const Filter& filter, const std::function<bool(const Row&)>& each) override {
        return m_reader.scan(filter, each);
    }
    Result<void> scanColumns(const Filter& filter, const ColumnSet& columns,
                             const std::function<bool(const Row&)>& each) override {
        return m_reader.scan(filter, columns, each);
    }
    Result<std::unique_ptr<Evidence>> another() override;
    Result<Extent> extent(const Filter& filter) override { return m_reader.extent(filter); }
    Result<std::vector<std::string>> records(const std::vector<std::uint64_t>& entries) override {
        return m_reader.records(entries);
    }

private:
    Reader& m_reader;
};

class OwnedEvidence final : public Evidence {
public:
    explicit OwnedEvidence(std::unique_ptr<Reader> reader) : m_reader(std::move(reader)), m_evidence(*m_reader) {}
    Result<Checkpoint> head() override { return m_evidence.head(); }
    Result<void> scan(const Filter& filter, const std::function<bool(const Row&)>& each) override {
        return m_evidence.scan(filter, each);
    }
    Result<void> scanColumns(const Filter& filter, const ColumnSet& columns,
                             const std::function<bool(const Row&)>& each) override {
        return m_evidence.scanColumns(filter, columns, each);
    }
    Result<Extent> extent(const Filter& filter) override { return m_evidence.extent(filter); }
    Result<std::vector<std::string>> records(const std::vector<std::uint64_t>& entries) override {
        return m_evidence.records(entries);
    }

private:
    std::unique_ptr<Reader> m_reader;
    StoreEvidence m_evidence;
};

Result<std::unique_ptr<Evidence>> StoreEvidence::another() {
    auto reader = m_reader.another();
    if (!reader) return passOn(reader);
    return std::make_unique<OwnedEvidence>(std::move(*reader));
}

}  // namespace

Result<std::unique_ptr<Evidence>> Evidence::another() { return std::unique_ptr<Evidence>(); }

Result<void> Evidence::scanColumns(const Filter& filter, const ColumnSet&,
                                   const std::function<bool(const Row&)>& each) {
    return scan(filter, each);
}

std::unique_ptr<Evidence> evidenceOf(Reader& reader) { return std::make_unique<StoreEvidence>(reader); }

}  // namespace vedette
