// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fault_vfs.h"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace vedette::test {

namespace {

enum class Operation { Read, Write, Sync, Truncate, Delete };

struct Change {
    std::size_t offset = 0;  // of a truncation: the new size
    std::string bytes;
    bool truncates = false;
};

// A file as the disk holds it, and what was asked of it since the last sync.
struct DiskFile {
    bool named = false;    // its name outlives a power cut
    bool deleted = false;  // and the folder was not synced since
    std::string content;
    std::vector<Change> pending;
};

void apply(const Change& change, std::string& content) {
    if (change.truncates) {
        content.resize(std::min(content.size(), change.offset));
        return;
    }
    content.resize(std::max(content.size(), change.offset + change.bytes.size()));
    std::memcpy(content.data() + change.offset, change.bytes.data(), change.bytes.size());
}

// Each sector of a write is written whole or not at all.
void tear(const Change& change, std::string& content, std::mt19937_64& random) {
    constexpr std::size_t kSector = 512;
    if (change.truncates) {
        return;
    }
    for (std::size_t at = 0; at < change.bytes.size(); at += kSector) {
        if (random() % 2 == 0) {
            apply({change.offset + at, change.bytes.substr(at, kSector), false}, content);
        }
    }
}

// What the disk may hold of the file after a power cut.
std::string survivor(const DiskFile& file, std::mt19937_64& random) {
    std::string content = file.content;
    switch (random() % 4) {
        case 0: break;  // nothing that was not synced
        case 1: {       // in order, up to one that is torn
            const std::size_t whole = random() % (file.pending.size() + 1);
            for (std::size_t i = 0; i < whole; ++i) {
                apply(file.pending[i], content);
            }
            if (whole < file.pending.size()) {
                tear(file.pending[whole], content, random);
            }
            break;
        }
        case 2:  // in no order
            for (const Change& change : file.pending) {
                const auto fate = random() % 3;
                if (fate == 0) {
                    apply(change, content);
                } else if (fate == 1) {
                    tear(change, content, random);
                }
            }
            break;
        default:
            for (const Change& change : file.pending) {
                apply(change, content);
            }
            break;
    }
    return content;
}

std::string bytesOf(const std::string& path) {
    std::ostringstream all;
    all << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(all).str();
}

void put(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace

struct FaultVfs::Impl {
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    std::string folder;
    FaultPlan plan;
    bool active = false;
    bool happened = false;
    std::uint64_t operations = 0;
    std::map<std::string, DiskFile> files;

    // The file when it is one of the folder's, else null.
    DiskFile* known(const char* path, bool fresh);
    // SQLITE_OK: goes on as usual. Otherwise what the operation ends with; it has not been done.
    int step(Operation operation);
    void cut() const;
};

namespace {

struct FaultFile {
    sqlite3_file base;
    FaultVfs::Impl* disk;
    DiskFile* file;  // null: not of the folder, or nothing is planned
    sqlite3_file* real;
};

FaultFile* wrapped(sqlite3_file* file) { return reinterpret_cast<FaultFile*>(file); }
sqlite3_file* realOf(sqlite3_file* file) { return wrapped(file)->real; }
FaultVfs::Impl* diskOf(sqlite3_vfs* vfs) { return static_cast<FaultVfs::Impl*>(vfs->pAppData); }
bool planned(const FaultFile* file) { return file->file != nullptr && file->disk->active; }

int closeFile(sqlite3_file* file) { return realOf(file)->pMethods->xClose(realOf(file)); }

int readFile(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
    FaultFile* f = wrapped(file);
    if (planned(f) && f->disk->plan.reads) {
        if (const int code = f->disk->step(Operation::Read); code != SQLITE_OK) {
            return code;
        }
    }
    return f->real->pMethods->xRead(f->real, bytes, size, offset);
}

int writeFile(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    FaultFile* f = wrapped(file);
    if (planned(f)) {
        f->file->pending.push_back({static_cast<std::size_t>(offset),
                                    std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)),
                                    false});
        if (const int code = f->disk->step(Operation::Write); code != SQLITE_OK) {
            // Half of it is there, as when a disk fills up or a process dies in the middle.
            f->real->pMethods->xWrite(f->real, bytes, size / 2, offset);
            f->file->pending.back().bytes.resize(static_cast<std::size_t>(size / 2));
            return f->disk->plan.kind == FaultKind::Kill ? ::raise(SIGKILL) : code;
        }
    }
    return f->real->pMethods->xWrite(f->real, bytes, size, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    FaultFile* f = wrapped(file);
    if (planned(f)) {
        if (const int code = f->disk->step(Operation::Truncate); code != SQLITE_OK) {
            return code;
        }
        f->file->pending.push_back({static_cast<std::size_t>(size), {}, true});
    }
    return f->real->pMethods->xTruncate(f->real, size);
}

int syncFile(sqlite3_file* file, int) {
    FaultFile* f = wrapped(file);
    if (planned(f)) {
        if (const int code = f->disk->step(Operation::Sync); code != SQLITE_OK) {
            return code;
        }
        for (const Change& change : f->file->pending) {
            apply(change, f->file->content);
        }
        f->file->pending.clear();
        f->file->named = true;
    }
    return SQLITE_OK;  // what a test leaves behind needs not outlive the machine
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) { return realOf(file)->pMethods->xFileSize(realOf(file), size); }
int lockFile(sqlite3_file* file, int level) { return realOf(file)->pMethods->xLock(realOf(file), level); }
int unlockFile(sqlite3_file* file, int level) { return realOf(file)->pMethods->xUnlock(realOf(file), level); }
int checkReservedLock(sqlite3_file* file, int* out) {
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), out);
}
int fileControl(sqlite3_file* file, int operation, void* argument) {
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}
int sectorSize(sqlite3_file* file) { return realOf(file)->pMethods->xSectorSize(realOf(file)); }
int characteristics(sqlite3_file* file) { return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file)); }
int shmMap(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return realOf(file)->pMethods->xShmMap(realOf(file), page, size, extend, out);
}
int shmLock(sqlite3_file* file, int offset, int n, int flags) {
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, n, flags);
}
void shmBarrier(sqlite3_file* file) { realOf(file)->pMethods->xShmBarrier(realOf(file)); }
int shmUnmap(sqlite3_file* file, int remove) { return realOf(file)->pMethods->xShmUnmap(realOf(file), remove); }

// Version 2: without memory-mapped reading, so that every read passes by here.
const sqlite3_io_methods kMethods = {2,           closeFile,  readFile,        writeFile,  truncateFile,
                                     syncFile,    fileSize,   lockFile,        unlockFile, checkReservedLock,
                                     fileControl, sectorSize, characteristics, shmMap,     shmLock,
                                     shmBarrier,  shmUnmap,   nullptr,         nullptr};

int openFile(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    FaultVfs::Impl* disk = diskOf(vfs);
    FaultFile* f = wrapped(file);
    f->disk = disk;
    f->real = reinterpret_cast<sqlite3_file*>(f + 1);
    f->base.pMethods = nullptr;
    const bool fresh = name != nullptr && ::access(name, F_OK) != 0;
    f->file = nullptr;
    const int code = disk->real->xOpen(disk->real, name, f->real, flags, out);
    if (f->real->pMethods != nullptr) {
        f->base.pMethods = &kMethods;
    }
    if (code == SQLITE_OK && name != nullptr && disk->active) {
        f->file = disk->known(name, fresh);
    }
    return code;
}

int deleteFile(sqlite3_vfs* vfs, const char* name, int syncFolder) {
    FaultVfs::Impl* disk = diskOf(vfs);
    if (disk->active) {
        if (const auto file = disk->files.find(name); file != disk->files.end()) {
            if (const int code = disk->step(Operation::Delete); code != SQLITE_OK) {
                return code;
            }
            file->second.deleted = true;
            file->second.named = file->second.named && syncFolder == 0;
        }
    }
    return disk->real->xDelete(disk->real, name, 0);
}

int accessFile(sqlite3_vfs* vfs, const char* name, int flags, int* out) {
    return diskOf(vfs)->real->xAccess(diskOf(vfs)->real, name, flags, out);
}
int fullPath(sqlite3_vfs* vfs, const char* name, int size, char* out) {
    return diskOf(vfs)->real->xFullPathname(diskOf(vfs)->real, name, size, out);
}
int randomness(sqlite3_vfs* vfs, int size, char* out) {
    return diskOf(vfs)->real->xRandomness(diskOf(vfs)->real, size, out);
}
int sleepFor(sqlite3_vfs* vfs, int micros) { return diskOf(vfs)->real->xSleep(diskOf(vfs)->real, micros); }
int currentTime(sqlite3_vfs* vfs, double* out) { return diskOf(vfs)->real->xCurrentTime(diskOf(vfs)->real, out); }
int currentTime64(sqlite3_vfs* vfs, sqlite3_int64* out) {
    return diskOf(vfs)->real->xCurrentTimeInt64(diskOf(vfs)->real, out);
}
int lastError(sqlite3_vfs* vfs, int size, char* out) {
    return diskOf(vfs)->real->xGetLastError(diskOf(vfs)->real, size, out);
}

}  // namespace

DiskFile* FaultVfs::Impl::known(const char* path, bool fresh) {
    if (!std::string_view(path).starts_with(folder + "/")) {
        return nullptr;
    }
    const auto [file, added] = files.try_emplace(path);
    if (fresh || file->second.deleted) {
        file->second = {};
    } else if (added) {
        file->second.content = bytesOf(path);
        file->second.named = true;
    }
    return &file->second;
}

int FaultVfs::Impl::step(Operation operation) {
    ++operations;
    if (plan.kind == FaultKind::None || operations < plan.at || (happened && !plan.lasting)) {
        return SQLITE_OK;
    }
    if (plan.kind == FaultKind::Full && operation != Operation::Write) {
        return SQLITE_OK;  // the next write will show it
    }
    const bool first = !happened;
    happened = true;
    switch (plan.kind) {
        case FaultKind::PowerCut:
            if (first) {
                cut();
            }
            break;
        case FaultKind::Kill:
            if (operation != Operation::Write) {  // a write dies half-way, see writeFile()
                ::raise(SIGKILL);
            }
            break;
        case FaultKind::Full: return SQLITE_FULL;
        default: break;
    }
    switch (operation) {
        case Operation::Read: return SQLITE_IOERR_READ;
        case Operation::Write: return SQLITE_IOERR_WRITE;
        case Operation::Sync: return SQLITE_IOERR_FSYNC;
        case Operation::Truncate: return SQLITE_IOERR_TRUNCATE;
        default: return SQLITE_IOERR_DELETE;
    }
}

// Files that SQLite does not write are taken as they are: whoever writes them syncs them at once.
void FaultVfs::Impl::cut() const {
    std::mt19937_64 random(plan.seed);
    std::filesystem::remove_all(plan.image);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = entry.path().string();
        if (entry.is_regular_file() && !files.contains(path) && !path.ends_with("-shm")) {
            put(plan.image / std::filesystem::relative(path, folder), bytesOf(path));
        }
    }
    for (const auto& [path, file] : files) {
        const bool there = file.named == !file.deleted || random() % 2 == 0;
        if (there && (file.named || !file.deleted)) {
            put(plan.image / std::filesystem::relative(path, folder), survivor(file, random));
        }
    }
}

FaultVfs::FaultVfs() : m_impl(std::make_unique<Impl>()) {
    m_impl->real = sqlite3_vfs_find("unix");
    sqlite3_vfs& vfs = m_impl->vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(FaultFile)) + m_impl->real->szOsFile;
    vfs.mxPathname = m_impl->real->mxPathname;
    vfs.zName = "vedette-fault";
    vfs.pAppData = m_impl.get();
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullPath;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleepFor;
    vfs.xCurrentTime = currentTime;
    vfs.xCurrentTimeInt64 = currentTime64;
    vfs.xGetLastError = lastError;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) {
        std::fputs("fault VFS: SQLite refuses it\n", stderr);
        std::abort();
    }
}

FaultVfs::~FaultVfs() {
    sqlite3_vfs_unregister(&m_impl->vfs);
    sqlite3_vfs_register(m_impl->real, 1);
}

void FaultVfs::begin(const std::filesystem::path& folder, FaultPlan plan) {
    m_impl->folder = folder.string();
    m_impl->plan = std::move(plan);
    m_impl->plan.lasting = m_impl->plan.lasting || m_impl->plan.kind == FaultKind::PowerCut;
    m_impl->files.clear();
    m_impl->operations = 0;
    m_impl->happened = false;
    m_impl->active = true;
}

std::uint64_t FaultVfs::end() {
    m_impl->active = false;
    return m_impl->operations;
}

bool FaultVfs::happened() const { return m_impl->happened; }

}  // namespace vedette::test
