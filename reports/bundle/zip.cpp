// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/bundle/zip.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <map>

#include "core/base/file.h"

namespace vedette {

namespace {

constexpr zip_uint16_t kFirstDay = 0x21;             // 1 January 1980, where the time of ZIP begins
constexpr zip_uint32_t kPlainFile = 0100644u << 16;  // as UNIX has it
constexpr zip_uint32_t kCompressionLevel = 9;

bool isPlainPath(std::string_view name) {
    const bool visible = std::ranges::all_of(name, [](char c) { return c > ' ' && c < 127 && c != '\\' && c != ':'; });
    if (name.empty() || !visible || name.front() == '/' || name.back() == '/') return false;
    for (std::size_t at = 0; at <= name.size();) {
        const auto end = std::min(name.find('/', at), name.size());
        const auto part = name.substr(at, end - at);
        if (part.empty() || part == "." || part == "..") return false;
        at = end + 1;
    }
    return true;
}

std::unexpected<Error> refused(zip_error_t* error, std::string_view doing) {
    auto what = fmt::format("{}: {}", doing, zip_error_strerror(error));
    zip_error_fini(error);
    return fail(ErrorCode::Io, std::move(what), "ZIP file");
}

struct Closer {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

Result<void> addFile(zip_t* archive, const std::string& name, const std::string& bytes) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const auto index = source == nullptr ? -1 : zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_GUESS);
    if (index < 0) {
        zip_source_free(source);
        return fail(ErrorCode::Io, fmt::format("cannot add to the ZIP file: {}", zip_strerror(archive)), name);
    }
    const auto at = static_cast<zip_uint64_t>(index);
    if (zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, kCompressionLevel) != 0 ||
        zip_file_set_dostime(archive, at, 0, kFirstDay, 0) != 0 ||
        zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, kPlainFile) != 0)
        return fail(ErrorCode::Io, fmt::format("cannot add to the ZIP file: {}", zip_strerror(archive)), name);
    return {};
}

// The bytes of a source whose archive was closed.
Result<std::string> bytesOf(zip_source_t* source) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return fail(ErrorCode::Io, "cannot read the ZIP file back", "ZIP file");
    std::string bytes(stat.size, '\0');
    const auto got = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (got < 0 || static_cast<std::size_t>(got) != bytes.size())
        return fail(ErrorCode::Io, "cannot read the ZIP file back", "ZIP file");
    return bytes;
}

struct Freer {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};

}  // namespace

struct ZipFile::Impl {
    std::map<std::string, std::string, std::less<>> files;
};

ZipFile::ZipFile() : m_impl(std::make_unique<Impl>()) {}
ZipFile::~ZipFile() = default;

Result<void> ZipFile::add(std::string_view name, std::string bytes) {
    if (!isPlainPath(name)) return fail(ErrorCode::Invalid, "not a name for a file in a ZIP file", std::string(name));
    if (!m_impl->files.try_emplace(std::string(name), std::move(bytes)).second)
        return fail(ErrorCode::Invalid, "the ZIP file has that file already", std::string(name));
    return {};
}

Result<void> ZipFile::write(const std::filesystem::path& path) {
    auto archive = bytes();
    if (!archive) {
        archive.error().where = path.string();
        return passOn(archive);
    }
    return writeFileAtomic(path, *archive);
}

Result<std::string> ZipFile::bytes() const {
    zip_error_t error;
    zip_error_init(&error);
    std::unique_ptr<zip_source_t, Freer> source(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!source) return refused(&error, "cannot make a ZIP file");
    std::unique_ptr<zip_t, Closer> archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, &error));
    if (!archive) return refused(&error, "cannot make a ZIP file");
    zip_source_keep(source.get());  // the archive owns one reference now
    for (const auto& [name, bytes] : m_impl->files)
        if (auto added = addFile(archive.get(), name, bytes); !added) return passOn(added);
    if (zip_close(archive.get()) != 0)
        return fail(ErrorCode::Io, fmt::format("cannot make a ZIP file: {}", zip_strerror(archive.get())), "ZIP file");
    static_cast<void>(archive.release());  // closed
    return bytesOf(source.get());
}

}  // namespace vedette
