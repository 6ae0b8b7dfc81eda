// The least there can be between C++ and SQLite: parameters are bound where they stand, every code is checked.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

[[noreturn]] inline void fail(const char *what, const char *why) {
  std::fprintf(stderr, "patchbay-floor: %s: %s\n", what, why);
  std::exit(1);
}

struct Blob {
  std::string_view bytes;
};

class Statement {
public:
  Statement(sqlite3 *db, const char *sql) : db(db) {
    check(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr));
  }

  // Runs to the end, the values bound in the order of the text.
  template <typename... Values> void operator()(const Values &...values) { run(values...); }

  // Runs to the end; the first column of the last row, nothing where there is no row.
  template <typename... Values> std::optional<int64_t> find(const Values &...values) { return run(values...); }

  // Runs to the end; the number of the row inserted.
  template <typename... Values> int64_t insert(const Values &...values) {
    run(values...);
    return sqlite3_last_insert_rowid(db);
  }

private:
  sqlite3 *db;
  sqlite3_stmt *handle = nullptr;

  template <typename... Values> std::optional<int64_t> run(const Values &...values) {
    int place = 0;
    (bind(++place, values), ...);
    std::optional<int64_t> found;
    int code;
    while ((code = sqlite3_step(handle)) == SQLITE_ROW) found = sqlite3_column_int64(handle, 0);
    if (code != SQLITE_DONE) check(code);
    check(sqlite3_reset(handle));
    return found;
  }

  void bind(int place, std::string_view text) {
    check(sqlite3_bind_text(handle, place, text.data(), int(text.size()), SQLITE_STATIC));
  }
  void bind(int place, const std::string &text) { bind(place, std::string_view(text)); }
  void bind(int place, const char *text) { bind(place, std::string_view(text)); }
  void bind(int place, int64_t number) { check(sqlite3_bind_int64(handle, place, number)); }
  void bind(int place, Blob blob) {
    check(sqlite3_bind_blob(handle, place, blob.bytes.data(), int(blob.bytes.size()), SQLITE_STATIC));
  }
  template <typename Value> void bind(int place, const std::optional<Value> &value) {
    if (value) bind(place, *value);
    else check(sqlite3_bind_null(handle, place));
  }

  void check(int code) {
    if (code != SQLITE_OK) fail(handle ? sqlite3_sql(handle) : "statement", sqlite3_errmsg(db));
  }
};
