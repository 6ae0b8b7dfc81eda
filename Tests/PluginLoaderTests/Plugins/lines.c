// A well-behaved plugin: a page of lines "id likes caption" becomes posts, "next" in the last asks for more.
#include <stdio.h>
#include <stdlib.h>

#include "plugin.h"

struct lines {
  uint8_t *memory; // for one record at a time
};

enum { MEMORY = 64 * 1024 };

static int32_t test_create(const patchbay_host_t *host, patchbay_bytes_t id, patchbay_bytes_t configuration,
                           const patchbay_sink_t *sink, void **instance) {
  (void)configuration;
  if (host->get_interface(host->context, "com.example.none/1") != NULL) return PATCHBAY_FAILED;
  if (id.size != strlen("example.lines") || memcmp(id.data, "example.lines", (size_t)id.size) != 0) {
    return patchbay_fail(sink, PATCHBAY_ORIGIN_CONFIG, PATCHBAY_FAILURE_INVALID_INPUT, NULL,
                         "this plugin has one provider, example.lines");
  }
  struct lines *lines = malloc(sizeof *lines);
  if (!lines) return PATCHBAY_FAILED;
  lines->memory = malloc(MEMORY);
  if (!lines->memory) {
    free(lines);
    return PATCHBAY_FAILED;
  }
  *instance = lines;
  return PATCHBAY_OK;
}

static void test_destroy(void *instance) {
  struct lines *lines = instance;
  free(lines->memory);
  free(lines);
}

static int find(patchbay_bytes_t message, uint32_t number, patchbay_field_t *field) {
  while (patchbay_next(&message, field)) {
    if (field->number == number) return 1;
  }
  return 0;
}

static int32_t request(const struct lines *lines, const patchbay_sink_t *sink, patchbay_bytes_t path,
                       const char *after) {
  patchbay_writer_t writer = patchbay_writer_on(lines->memory, MEMORY);
  patchbay_string(&writer, PATCHBAY_REQUEST_CALL, "lines.list");
  patchbay_choice(&writer, PATCHBAY_REQUEST_ROLE, PATCHBAY_ROLE_PAGE);
  patchbay_text(&writer, PATCHBAY_REQUEST_PATH, path.data, path.size);
  if (after) patchbay_pair(&writer, PATCHBAY_REQUEST_QUERY, "after", after);
  return patchbay_emit(sink, PATCHBAY_REQUEST, &writer);
}

static int32_t test_plan(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                         const patchbay_sink_t *sink) {
  (void)context;
  patchbay_field_t subject, text;
  if (!find(job, PATCHBAY_FETCH_JOB_SUBJECTS, &subject) || !find(subject.bytes, PATCHBAY_SUBJECT_TEXT, &text)) {
    return patchbay_fail(sink, PATCHBAY_ORIGIN_CONFIG, PATCHBAY_FAILURE_INVALID_INPUT, "/subjects", "no subject");
  }
  char path[256];
  int length = snprintf(path, sizeof path, "/lines/%.*s", (int)text.bytes.size, (const char *)text.bytes.data);
  if (length < 0 || (size_t)length >= sizeof path) return PATCHBAY_FAILED;
  patchbay_bytes_t place = {.data = (const uint8_t *)path, .size = (uint64_t)length};
  return request(instance, sink, place, NULL) == 0 ? PATCHBAY_OK : PATCHBAY_STOPPED;
}

static int32_t post(const struct lines *lines, const patchbay_sink_t *sink, const char *line) {
  char id[32];
  long long likes;
  int used = 0;
  if (sscanf(line, "%31s %lld %n", id, &likes, &used) != 2) return 0;
  patchbay_writer_t writer = patchbay_writer_on(lines->memory, MEMORY);
  patchbay_begin(&writer, PATCHBAY_RECORD_POST);
  patchbay_string(&writer, PATCHBAY_POST_ID, id);
  patchbay_begin(&writer, PATCHBAY_POST_AUTHOR);
  patchbay_string(&writer, PATCHBAY_AUTHOR_HANDLE, "alice");
  patchbay_flag(&writer, PATCHBAY_AUTHOR_VERIFIED, 1);
  patchbay_end(&writer);
  patchbay_string(&writer, PATCHBAY_POST_CAPTION, line + used);
  patchbay_choice(&writer, PATCHBAY_POST_MEDIA_KIND, PATCHBAY_MEDIA_TEXT);
  patchbay_integer(&writer, PATCHBAY_POST_POSTED_AT, 1700000000000000);
  patchbay_pair(&writer, PATCHBAY_POST_IDENTITIES, "line", id);
  patchbay_count(&writer, PATCHBAY_POST_METRICS, PATCHBAY_METRIC_LIKES, likes);
  patchbay_rounded(&writer, PATCHBAY_POST_METRICS, PATCHBAY_METRIC_VIEWS, 1200000, 100000);
  patchbay_ratio(&writer, PATCHBAY_POST_METRICS, PATCHBAY_METRIC_COMPLETION_RATE, 0.25);
  patchbay_absent(&writer, PATCHBAY_POST_METRICS, PATCHBAY_METRIC_SHARES, PATCHBAY_NOTE_HIDDEN);
  patchbay_end(&writer);
  return patchbay_emit(sink, PATCHBAY_RECORD, &writer);
}

static int32_t test_parse(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                          patchbay_bytes_t message, const patchbay_answer_t *answer, const patchbay_sink_t *sink) {
  (void)context;
  (void)job;
  if (answer->status != 200) {
    return patchbay_fail(sink, PATCHBAY_ORIGIN_UPSTREAM, PATCHBAY_FAILURE_TRANSIENT, NULL, "not a page");
  }
  patchbay_field_t path;
  if (!find(message, PATCHBAY_REQUEST_PATH, &path)) return PATCHBAY_FAILED;
  const char *rest = (const char *)answer->body.data;
  const char *end = rest + answer->body.size;
  while (rest < end) {
    const char *stop = memchr(rest, '\n', (size_t)(end - rest));
    if (!stop) stop = end;
    char line[4096];
    size_t size = (size_t)(stop - rest) < sizeof line - 1 ? (size_t)(stop - rest) : sizeof line - 1;
    memcpy(line, rest, size);
    line[size] = 0;
    int last = strncmp(line, "next ", 5) == 0;
    if ((last ? request(instance, sink, path.bytes, line + 5) : post(instance, sink, line)) != 0) {
      return PATCHBAY_STOPPED;
    }
    rest = stop + 1;
  }
  return PATCHBAY_OK;
}
