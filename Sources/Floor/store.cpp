#include "store.h"

#include "statements.h"

#include <algorithm>
#include <chrono>
#include <ctime>

int64_t now() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

static std::string day(int64_t moment) {
  const time_t seconds = time_t(moment / 1000000);
  char text[11];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&seconds));
  return text;
}

// A field of a protobuf message: text or bytes.
static std::string field(int number, std::string_view bytes) {
  std::string out(1, char(number << 3 | 2));
  size_t rest = bytes.size();
  for (; rest >= 0x80; rest >>= 7) out += char(rest | 0x80);
  return (out += char(rest)).append(bytes);
}

static std::string pair(std::string_view name, std::string_view value) { return field(1, name) + field(2, value); }

Request request(const Account &account) {
  Request request;
  std::vector<std::pair<std::string, std::string>> query;
  if (account.page < 0) {
    request.call = "user.info", request.path = "/user/info";
    query = {{"unique_id", account.handle}};
  } else {
    request.call = "user.posts", request.path = "/user/posts";
    query = {{"user_id", account.id}, {"count", "35"}, {"cursor", account.cursor}};
  }
  request.message = field(1, request.call) + "\x10\x02" + field(5, request.path);
  char separator = '?';
  for (const auto &[name, value] : query) {
    request.message += field(6, pair(name, value));
    request.path += separator + name + "=" + value;
    separator = '&';
  }
  return request;
}

Store::Store(const char *path) {
  // Statistics of memory cost a lock for every allocation.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
    fail(path, "cannot be opened; `patchbay db migrate` makes it");
  char *error = nullptr;
  sqlite3_exec(db,
               "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;"
               "PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 16000; PRAGMA journal_size_limit = 67108864;"
               "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON",
               nullptr, nullptr, &error);
  if (error) fail(path, error);
  sql = new Statements{db};
}

std::string Store::sha256(std::string_view bytes) {
  static EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  unsigned char hash[32];
  if (!EVP_DigestInit_ex2(digest, algorithm, nullptr) || !EVP_DigestUpdate(digest, bytes.data(), bytes.size()) ||
      !EVP_DigestFinal_ex(digest, hash, nullptr))
    fail("SHA-256", "OpenSSL refuses");
  return std::string(reinterpret_cast<char *>(hash), sizeof hash);
}

// MARK: Jobs and reservations

int64_t Store::ask(const Request &request, int64_t job, int64_t moment) {
  sql->markAsked(job, Blob{sha256(request.message).substr(0, 16)});
  return sql->insertRequest.insert(job, Blob{request.message}, moment);
}

void Store::begin(Account &account, Request &request) {
  const int64_t moment = now();
  std::string subject = field(1, account.handle);
  if (!account.id.empty()) {
    subject += field(2, pair("id", account.id)) + field(2, pair("sec_uid", account.secUID));
  }
  const bool isProfile = account.page < 0;
  const std::string job = (isProfile ? "\x08\x01" : "\x08\x02") + field(2, subject) + "\x18\xc8\x01";
  sql->begin();
  account.job = sql->insertJob.insert(isProfile ? "profile" : "posts", account.handle, Blob{job}, moment,
                                      account.row ? std::optional(account.row) : std::nullopt);
  request.outstanding = ask(request, account.job, moment);
  sql->commit();
}

void Store::reserve(Request &request) {
  const int64_t moment = now();
  const time_t seconds = time_t(moment / 1000000);
  std::tm month = *std::gmtime(&seconds);
  month.tm_mday = 1, month.tm_hour = month.tm_min = month.tm_sec = 0;
  const std::pair<const char *, int64_t> windows[] = {
      {"month", int64_t(timegm(&month)) * 1000000}, {"second", moment - moment % 1000000}, {"ever", 0}};
  sql->begin();
  for (const auto &[window, start] : windows) {
    if (sql->windowUsed.find(window, start)) continue;
    const int64_t used = sql->countWindow.find(start).value_or(0);
    sql->insertWindow(window, start, used);
    if (window == std::string_view("second")) sql->deleteWindows(window, start);
  }
  for (const auto &[window, start] : windows) sql->addToWindow(window, start);
  request.usage = sql->insertUsage.insert(request.call, moment);
  sql->commit();
}

void Store::finish(const Account &account, int64_t moment) {
  sql->finishJob(moment, account.row, account.job);
  sql->deleteAsked(account.job);
  sql->watch(account.row, moment);
}

// MARK: Answers

void Store::commit(Account &account, const Request &request, const Answer &answer, Element data, Request *next) {
  const int64_t moment = now();
  const std::string headers = answer.headers;
  int64_t records = 1, found = 0;
  simdjson::dom::array videos;
  const bool isPage = data["videos"].get(videos) == simdjson::SUCCESS;
  if (isPage) records = found = int64_t(videos.size());
  peaks = account.peaks;
  sql->begin();
  sql->settle(answer.status, answer.latencyMs, answer.wireBytes, records, answer.remaining, moment, request.usage);
  sql->deleteRequest(request.outstanding);
  if (next) next->outstanding = ask(*next, account.job, moment);
  keep(request, answer, account.job, moment);
  if (isPage)
    for (Element video : videos) storePost(account, video, moment);
  else
    storeProfile(account, data, moment);
  if (records) sql->addToJob(found, records, account.job);
  if (!next) finish(account, moment);
  writeRollUps(account, moment);
  sql->commit();
  posts += found;
}

void Store::keep(const Request &request, const Answer &answer, int64_t job, int64_t moment) {
  packed.resize(ZSTD_compressBound(answer.body.size()));
  const size_t size =
      ZSTD_compressCCtx(compressor, packed.data(), packed.size(), answer.body.data(), answer.body.size(), 1);
  if (ZSTD_isError(size)) fail("zstd", ZSTD_getErrorName(size));
  const std::string hash = sha256(answer.body);
  sql->insertBody(Blob{hash}, int64_t(answer.body.size()), Blob{std::string_view(packed).substr(0, size)});
  sql->insertRaw(Blob{hash}, job, Blob{request.message}, answer.status, Blob{answer.headers}, moment);
}

void Store::writeRollUps(Account &account, int64_t moment) {
  const std::string date = day(moment);
  if (total.posts) sql->addStoredPosts(total.posts, account.row);
  for (size_t peak = 0; peak < peaks.size(); peak++)
    if (peaks[peak] > account.peaks[peak]) sql->raisePeak[peak](account.peaks[peak] = peaks[peak], account.row);
  const auto add = [&](Statement &statement, const auto &owner) {
    statement(owner, date, total.followers, total.posts, total.views, total.likes, total.comments, total.shares,
              total.saves, total.posts);
  };
  add(sql->addAccountDay, account.row);
  add(sql->addPlatformDay, "tiktok");
  for (const auto &[tag, sums] : tagSums)
    sql->addToTag(sums.posts, sums.views, sums.likes + sums.comments + sums.shares, moment, tag);
  total = Sums();
  tagSums.clear();
}
