// What collecting costs at least: libcurl, simdjson, zstd and SQLite, and nothing between them.
//
// usage: patchbay-floor BASE-URL ACCOUNTS PAGES DATABASE [PARALLEL]
//
// Collects user0 to userN-1 from the simulated tiktok.scraper7 at BASE-URL into an empty database that
// `patchbay db migrate` made, and prints what it took as JSON.
#include "store.h"

#include <curl/curl.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <memory>

namespace {

struct Transfer {
  CURL *handle = curl_easy_init();
  std::unique_ptr<Account> account;
  Request request;
  Answer answer;
};

size_t takeBody(char *bytes, size_t size, size_t count, void *transfer) {
  static_cast<Transfer *>(transfer)->answer.body.append(bytes, size * count);
  return size * count;
}

// Appends a header to a Headers message, its name in lower case.
size_t takeHeader(char *bytes, size_t size, size_t count, void *transfer) {
  Answer &answer = static_cast<Transfer *>(transfer)->answer;
  std::string_view line(bytes, size * count);
  const size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return size * count;
  std::string name(line.substr(0, colon));
  for (char &byte : name) byte = char(std::tolower(static_cast<unsigned char>(byte)));
  const std::string_view value = line.substr(colon + 2, line.find_last_not_of("\r\n") - colon - 1);
  if (name == "x-ratelimit-requests-remaining") answer.remaining = std::atoll(std::string(value).c_str());
  const auto part = [](char tag, std::string_view text) { return std::string{tag, char(text.size())}.append(text); };
  answer.headers += part('\x0a', part('\x0a', name) + part('\x12', value));
  return size * count;
}

class Collection {
public:
  Collection(std::string base, int accounts, int pages, const char *database, int parallel)
      : base(std::move(base)), pages(pages), accounts(accounts), transfers(size_t(parallel)), store(database) {
    headers = curl_slist_append(headers, "x-rapidapi-host: tiktok-scraper7.p.rapidapi.com");
    headers = curl_slist_append(headers, "x-rapidapi-key: benchmark");
    for (Transfer &transfer : transfers) {
      curl_easy_setopt(transfer.handle, CURLOPT_WRITEFUNCTION, takeBody);
      curl_easy_setopt(transfer.handle, CURLOPT_WRITEDATA, &transfer);
      curl_easy_setopt(transfer.handle, CURLOPT_HEADERFUNCTION, takeHeader);
      curl_easy_setopt(transfer.handle, CURLOPT_HEADERDATA, &transfer);
      curl_easy_setopt(transfer.handle, CURLOPT_HTTPHEADER, headers);
      curl_easy_setopt(transfer.handle, CURLOPT_PRIVATE, &transfer);
      curl_easy_setopt(transfer.handle, CURLOPT_NOPROXY, "*");
      // A page in one piece: the least system calls.
      curl_easy_setopt(transfer.handle, CURLOPT_BUFFERSIZE, 64L << 10);
    }
  }

  int64_t run() {
    for (Transfer &transfer : transfers) startAccount(transfer);
    while (active > 0) {
      int running = 0, left = 0;
      check(curl_multi_perform(multi, &running));
      while (CURLMsg *message = curl_multi_info_read(multi, &left)) {
        Transfer *transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        if (message->data.result != CURLE_OK) fail("a request", curl_easy_strerror(message->data.result));
        check(curl_multi_remove_handle(multi, transfer->handle));
        active--;
        finish(*transfer);
      }
      if (active > 0) check(curl_multi_poll(multi, nullptr, 0, 1000, nullptr));
    }
    return store.posts;
  }

private:
  const std::string base;
  const int pages;
  int accounts, nextAccount = 0, active = 0;
  CURLM *multi = curl_multi_init();
  curl_slist *headers = nullptr;
  std::vector<Transfer> transfers;
  simdjson::dom::parser parser;
  Store store;

  void startAccount(Transfer &transfer) {
    if (nextAccount == accounts) return;
    transfer.account = std::make_unique<Account>();
    transfer.account->handle = "user" + std::to_string(nextAccount++);
    startJob(transfer);
  }

  void startJob(Transfer &transfer) {
    transfer.request = request(*transfer.account);
    store.begin(*transfer.account, transfer.request);
    send(transfer);
  }

  void send(Transfer &transfer) {
    store.reserve(transfer.request);
    transfer.answer = Answer();
    curl_easy_setopt(transfer.handle, CURLOPT_URL, (base + transfer.request.path).c_str());
    check(curl_multi_add_handle(multi, transfer.handle));
    active++;
  }

  void finish(Transfer &transfer) {
    Answer &answer = transfer.answer;
    curl_off_t total = 0, sent = 0, size = 0;
    long status = 0, headerSize = 0;
    curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(transfer.handle, CURLINFO_HEADER_SIZE, &headerSize);
    curl_easy_getinfo(transfer.handle, CURLINFO_SIZE_DOWNLOAD_T, &size);
    curl_easy_getinfo(transfer.handle, CURLINFO_TOTAL_TIME_T, &total);
    curl_easy_getinfo(transfer.handle, CURLINFO_PRETRANSFER_TIME_T, &sent);
    answer.status = status, answer.wireBytes = size + headerSize, answer.latencyMs = (total - sent) / 1000;
    store_(transfer, parse(answer));
  }

  Element parse(Answer &answer) {
    answer.body.reserve(answer.body.size() + simdjson::SIMDJSON_PADDING);
    Element root;
    int64_t code = -1;
    if (parser.parse(answer.body.data(), answer.body.size(), false).get(root) || root["code"].get(code) || code != 0)
      fail("an answer", answer.body.substr(0, 200).c_str());
    return root["data"];
  }

  void store_(Transfer &transfer, Element data) {
    Account &account = *transfer.account;
    const Request answered = transfer.request;
    bool goesOn = false;
    if (account.page >= 0 && data["hasMore"].get(goesOn) == simdjson::SUCCESS && goesOn && account.page + 1 < pages) {
      account.cursor = std::string(data["cursor"].get_string().value());
      transfer.request = request(account);
    } else {
      goesOn = false;
    }
    store.commit(account, answered, transfer.answer, data, goesOn ? &transfer.request : nullptr);
    account.page++;
    if (goesOn) send(transfer);
    else if (account.page == 0) startJob(transfer);
    else startAccount(transfer);
  }

  static void check(CURLMcode code) {
    if (code != CURLM_OK) fail("libcurl", curl_multi_strerror(code));
  }
};

double processorSeconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](timeval time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

int main(int count, char **arguments) {
  if (count < 5) {
    std::fprintf(stderr, "usage: patchbay-floor BASE-URL ACCOUNTS PAGES DATABASE [PARALLEL]\n");
    return 2;
  }
  Collection collection(arguments[1], std::atoi(arguments[2]), std::atoi(arguments[3]), arguments[4],
                        count > 5 ? std::atoi(arguments[5]) : 8);
  const auto start = std::chrono::steady_clock::now();
  const double processor = processorSeconds();
  const int64_t posts = collection.run();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("{\"posts\":%lld,\"seconds\":%.6f,\"processor_seconds\":%.6f}\n", static_cast<long long>(posts), seconds,
              processorSeconds() - processor);
}
