// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/http_engine.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <queue>

#include <algorithm>
#include <cmath>
#include <deque>
#include <mutex>
#include <random>
#include <unordered_map>
#include <vector>

#include "collectors/http_transfer_internal.h"

namespace vedette {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds kLongestWaitHere{10};  // a longer Retry-After is left to the scheduler
constexpr int kMostRedirects = 5;
constexpr std::size_t kIdleHandles = 256;

void initCurl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct Task {
    Steady::time_point due;
    std::uint64_t order;  // tasks of the same time run in the order they were given
    std::shared_ptr<std::function<void()>> work;
    bool operator>(const Task& other) const { return due != other.due ? due > other.due : order > other.order; }
};

}  // namespace

struct HttpEngine::Impl {
    CURLM* multi = nullptr;
    CURLSH* share = nullptr;
    std::deque<std::unique_ptr<HttpTransfer>> queue;
    std::unordered_map<CURL*, std::unique_ptr<HttpTransfer>> active;
    std::vector<CURL*> idle;
    std::priority_queue<Task, std::vector<Task>, std::greater<>> tasks;
    std::uint64_t taskOrder = 0;
    std::minstd_rand random{std::random_device{}()};
    // Which way of judging the peer owns the connections to an origin: a connection accepted without a pin must not be
    // reused for a request that has one.
    std::unordered_map<std::string, std::string> owner;
    std::unordered_map<std::string, PeerObservation> peers;
    KeychainReader keychain;

    Impl() {
        initCurl();
        multi = curl_multi_init();
        share = curl_share_init();
        curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
        curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
        // Without it the cache shrinks with the number of requests under way, and polling reconnects every time.
        curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 4096L);
    }

    ~Impl() {
        dropAll();
        for (CURL* easy : idle) curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
        curl_share_cleanup(share);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void dropAll() {
        for (auto& [easy, transfer] : active) {
            curl_multi_remove_handle(multi, easy);
            curl_easy_cleanup(easy);
        }
        active.clear();
        queue.clear();
        tasks = {};
    }

    CURL* takeHandle() {
        if (idle.empty()) return curl_easy_init();
        CURL* easy = idle.back();
        idle.pop_back();
        return easy;
    }

    void giveHandle(CURL* easy) {
        if (idle.size() >= kIdleHandles) return curl_easy_cleanup(easy);
        curl_easy_reset(easy);
        idle.push_back(easy);
    }

    static void finish(std::unique_ptr<HttpTransfer> transfer) {
        auto done = std::move(transfer->done);
        HttpResponse response = std::move(transfer->response);
        transfer.reset();
        if (done) done(std::move(response));
    }

    void later(Steady::time_point due, std::function<void()> work) {
        tasks.push({due, taskOrder++, std::make_shared<std::function<void()>>(std::move(work))});
    }

    void start(std::unique_ptr<HttpTransfer> transfer) {
        CURL* easy = takeHandle();
        if (easy == nullptr) {
            transfer->response.failure =
                Error{ErrorCode::Io, "no memory for another request", displayUrl(transfer->url), {}};
            return finish(std::move(transfer));
        }
        const std::string origin = originOf(transfer->url);
        const TlsConfig& tls = transfer->request.tls;
        const std::string judge = fmt::format("{}|{}", tls.pinSha256, tls.verify);
        const auto owned = owner.try_emplace(origin, judge).first;
        const auto known = peers.find(origin + judge);
        transfer->known = known == peers.end() ? nullptr : &known->second;
        auto prepared =
            transfer->prepare(easy, share, owned->second != judge || transfer->request.deprecatedTlsOnly, keychain);
        if (prepared && curl_multi_add_handle(multi, easy) != CURLM_OK) {
            prepared = fail(ErrorCode::Io, "the request could not be started", displayUrl(transfer->url));
        }
        if (!prepared) {
            giveHandle(easy);
            transfer->response.failure = std::move(prepared.error());
            return finish(std::move(transfer));
        }
        active.emplace(easy, std::move(transfer));
    }

    // True when the answer was a redirect that has been dealt with.
    bool redirect(std::unique_ptr<HttpTransfer>& transfer, const std::string& target) {
        const int status = transfer->response.status;
        if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) return false;
        if (target.empty()) return false;
        if (originOf(target) != originOf(transfer->url)) {
            transfer->response.failure =
                Error{ErrorCode::Denied,
                      fmt::format("it redirects to another place ({}), which is not followed", displayUrl(target)),
                      displayUrl(transfer->url), "give the final address in the fleet file"};
            return false;
        }
        if (++transfer->redirects > kMostRedirects) {
            transfer->response.failure =
                Error{ErrorCode::Network, "it redirects in circles", displayUrl(transfer->url), {}};
            return false;
        }
        transfer->url = target;
        queue.push_back(std::move(transfer));
        return true;
    }

    std::chrono::milliseconds pause(const HttpTransfer& transfer) {
        const auto doubled = transfer.request.backoff * (1 << std::min(transfer.attempt - 1, 10));
        std::uniform_real_distribution<double> spread(0.5, 1.5);
        auto wait = std::chrono::milliseconds(std::llround(static_cast<double>(doubled.count()) * spread(random)));
        if (transfer.response.retryAfter) {
            wait = std::max(wait, std::chrono::duration_cast<std::chrono::milliseconds>(*transfer.response.retryAfter));
        }
        return wait;
    }

    void ended(CURL* easy, CURLcode code) {
        auto found = active.find(easy);
        if (found == active.end()) return;
        std::unique_ptr<HttpTransfer> transfer = std::move(found->second);
        active.erase(found);
        transfer->conclude(code);
        if (transfer->watch->handshakeSeen()) {
            const TlsConfig& tls = transfer->request.tls;
            peers[originOf(transfer->url) + fmt::format("{}|{}", tls.pinSha256, tls.verify)] = transfer->response.peer;
        }
        const char* location = nullptr;
        curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &location);
        const std::string target = location == nullptr ? std::string{} : location;
        curl_multi_remove_handle(multi, easy);
        giveHandle(easy);
        transfer->easy = nullptr;

        if (code == CURLE_OK && redirect(transfer, target)) return;
        const bool patient = !transfer->response.retryAfter || *transfer->response.retryAfter <= kLongestWaitHere;
        if (!transfer->response.failure || code != CURLE_OK) {
            if (transfer->attempt < transfer->request.attempts && patient && transfer->worthRetrying(code)) {
                const auto due = Steady::now() + pause(*transfer);
                ++transfer->attempt;
                auto shared = std::make_shared<std::unique_ptr<HttpTransfer>>(std::move(transfer));
                return later(due, [this, shared] { queue.push_back(std::move(*shared)); });
            }
        }
        finish(std::move(transfer));
    }

    [[nodiscard]] bool idleNow() const { return queue.empty() && active.empty() && tasks.empty(); }

    void step() {
        while (!tasks.empty() && tasks.top().due <= Steady::now()) {
            const auto work = tasks.top().work;
            tasks.pop();
            (*work)();
        }
        // A request may be queued by what the one before it did, so the queue is taken one at a time.
        while (!queue.empty()) {
            auto next = std::move(queue.front());
            queue.pop_front();
            start(std::move(next));
        }
        int running = 0;
        curl_multi_perform(multi, &running);
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg == CURLMSG_DONE) ended(message->easy_handle, message->data.result);
        }
    }

    void waitForWork() {
        if (!queue.empty()) return;
        int timeout = 60'000;
        if (!tasks.empty()) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(tasks.top().due - Steady::now()).count();
            timeout = static_cast<int>(std::clamp<std::int64_t>(left, 0, timeout));
        }
        if (timeout > 0) curl_multi_poll(multi, nullptr, 0, timeout, nullptr);
    }
};

HttpEngine::HttpEngine() : m_impl(std::make_unique<Impl>()) {}
HttpEngine::~HttpEngine() = default;

void HttpEngine::setKeychain(KeychainReader keychain) { m_impl->keychain = std::move(keychain); }

void HttpEngine::submit(HttpRequest request, std::function<void(HttpResponse)> done) {
    auto transfer = std::make_unique<HttpTransfer>();
    transfer->url = request.url;
    transfer->request = std::move(request);
    transfer->done = std::move(done);
    m_impl->queue.push_back(std::move(transfer));
}

void HttpEngine::after(std::chrono::milliseconds delay, std::function<void()> task) {
    m_impl->later(Steady::now() + delay, std::move(task));
}

void HttpEngine::run(std::stop_token stop) {
    const std::stop_callback wakeUp(stop, [this] { wake(); });
    while (!stop.stop_requested()) {
        m_impl->step();
        if (!stop.stop_requested()) m_impl->waitForWork();
    }
    m_impl->dropAll();
}

void HttpEngine::runUntilIdle(std::stop_token stop) {
    const std::stop_callback wakeUp(stop, [this] { wake(); });
    while (!stop.stop_requested()) {
        m_impl->step();
        if (m_impl->idleNow()) return;
        m_impl->waitForWork();
    }
    m_impl->dropAll();
}

void HttpEngine::wake() { curl_multi_wakeup(m_impl->multi); }

}  // namespace vedette
