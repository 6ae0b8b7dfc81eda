// Writes the same rows as SQLiteStore, in the same transactions: one for each job begun, each reservation and each
// answer.
#pragma once
#include "sqlite.h"

#include <openssl/evp.h>
#include <simdjson.h>
#include <zstd.h>

#include <array>
#include <map>
#include <unordered_map>
#include <vector>

using Element = simdjson::dom::element;

int64_t now(); // microseconds since 1970

// An account, and the two jobs that collect it.
struct Account {
  std::string handle, id, secUID;
  int64_t row = 0, job = 0;
  int64_t page = -1; // -1 for the profile
  std::string cursor = "0";
  bool isAuthorSeen = false;
  // The newest of its posts, and the most views, likes, comments and shares of one.
  std::array<int64_t, 5> peaks = {-1, -1, -1, -1, -1};
};

// A request on its way.
struct Request {
  std::string call, path, message;
  int64_t outstanding = 0, usage = 0;
};

struct Answer {
  std::string body, headers;
  int64_t status = 0, latencyMs = 0, wireBytes = 0;
  std::optional<int64_t> remaining;
};

// The request for the page that an account stands at.
Request request(const Account &account);

struct Sums {
  int64_t followers = 0, posts = 0, views = 0, likes = 0, comments = 0, shares = 0, saves = 0;
};

class Store {
public:
  explicit Store(const char *path);

  void begin(Account &account, Request &request);
  void reserve(Request &request);
  // Stores the answer; `next` is the request that follows, asked in the same transaction.
  void commit(Account &account, const Request &request, const Answer &answer, Element data, Request *next);

  int64_t posts = 0;

private:
  sqlite3 *db;
  EVP_MD_CTX *digest = EVP_MD_CTX_new();
  ZSTD_CCtx *compressor = ZSTD_createCCtx();
  std::string packed;
  std::unordered_map<std::string, int64_t> tags;
  std::unordered_map<std::string, std::pair<int64_t, std::string>> sounds;
  // What the transaction under way adds to sums.
  Sums total;
  std::map<int64_t, Sums> tagSums;
  std::array<int64_t, 5> peaks;

  Statement prepare(const char *sql) { return Statement(db, sql); }
  std::string sha256(std::string_view bytes);
  int64_t ask(const Request &request, int64_t job, int64_t moment);
  void keep(const Request &request, const Answer &answer, int64_t job, int64_t moment);
  void storeProfile(Account &account, Element data, int64_t moment);
  void storePost(Account &account, Element post, int64_t moment);
  int64_t storeSound(Element sound, int64_t moment);
  void storeTags(int64_t post, std::string_view caption, const Sums &sums, int64_t moment);
  void writeRollUps(Account &account, int64_t moment);
  void finish(const Account &account, int64_t moment);

  // One member for each statement, prepared once.
  struct Statements;
  Statements *sql;
};
