// A plugin that misbehaves as the name of its provider says, when it parses an answer of any status but 204.
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "plugin.h"

extern char **environ;

enum { NAME = 64 };

static _Thread_local char *behaviour; // of the instance that is called
static pid_t parent;

static void block(void) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  signal(SIGSYS, SIG_IGN);
}

static int32_t test_create(const patchbay_host_t *host, patchbay_bytes_t id, patchbay_bytes_t configuration,
                           const patchbay_sink_t *sink, void **instance) {
  (void)host;
  (void)configuration;
  (void)sink;
  char *name = id.size < NAME ? calloc(1, NAME) : NULL;
  if (!name) return PATCHBAY_FAILED;
  memcpy(name, id.data, (size_t)id.size);
  parent = getppid();
  if (strcmp(name, "masked") == 0) block();
  *instance = name;
  return PATCHBAY_OK;
}

static void test_destroy(void *instance) { free(instance); }

static int32_t test_plan(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                         const patchbay_sink_t *sink) {
  (void)instance;
  (void)context;
  (void)job;
  return test_log(sink, "planned") == 0 ? PATCHBAY_OK : PATCHBAY_STOPPED;
}

static int is(const char *name) { return strcmp(behaviour, name) == 0; }

static int overflow(int depth) {
  volatile char frame[4096];
  frame[depth % 4096] = (char)depth;
  return depth < 0 ? 0 : overflow(depth + 1) + frame[(depth + 1) % 4096];
}

static void *nothing(void *argument) { return argument; }

static void die(void) {
  volatile int *volatile nowhere = NULL;
  if (is("null")) *nowhere = 1;
  if (is("abort")) abort();
  if (is("trap")) {
    fputs("Feed.swift:12: Fatal error: Index out of range\n", stderr);
    __builtin_trap();
  }
  if (is("loop")) {
    for (volatile int i = 0;; i++) continue;
  }
  if (is("allocate")) {
    for (;;) {
      char *memory = malloc(1 << 20);
      if (!memory) abort();
      memset(memory, 1, 1 << 20);
    }
  }
  if (is("overflow")) exit(overflow(0));
  if (is("exit")) exit(3);
  if (is("leave")) _exit(0);
}

static void escape(void) {
  char *const arguments[] = {"true", NULL};
  pthread_t thread;
  if (is("open")) (void)open("/etc/passwd", O_RDONLY);
  if (is("create")) (void)open("/tmp/patchbay-hostile", O_WRONLY | O_CREAT, 0600);
  if (is("socket")) (void)socket(AF_INET, SOCK_STREAM, 0);
  if (is("fork")) (void)fork();
  if (is("thread")) (void)pthread_create(&thread, NULL, nothing, NULL);
  if (is("exec")) (void)execv("/bin/true", arguments);
  if (is("kill")) (void)kill(parent, SIGTERM);
  if (is("kill-self")) (void)kill(getpid(), SIGTERM);
  if (is("close")) (void)close(3);
  if (is("sleep")) (void)usleep(1000);
  if (is("code")) (void)mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (is("read")) (void)!read(0, behaviour, 1);
  if (is("poison")) (void)madvise(NULL, 0, 100); // MADV_HWPOISON, of no page
  if (is("masked")) {
    block();
    (void)open("/etc/passwd", O_RDONLY);
  }
}

// Frames like the runner's own: magic, kind, call, size.
static void forge(uint32_t kind, uint64_t call, uint64_t size) {
  uint8_t frame[24];
  uint32_t head[2] = {0x4D524650u, kind};
  memcpy(frame, head, 8);
  memcpy(frame + 8, &call, 8);
  memcpy(frame + 16, &size, 8);
  if (write(3, frame, sizeof frame) != sizeof frame) abort();
}

// Frames of the second call without a payload, faster than the host reads them.
static void flood(uint32_t kind) {
  static struct { uint32_t magic, kind; uint64_t call, size; } frames[8192];
  for (size_t i = 0; i < 8192; i++) {
    frames[i].magic = 0x4D524650u;
    frames[i].kind = kind;
    frames[i].call = 2;
  }
  while (write(3, frames, sizeof frames) > 0) continue;
}

static void interfere(void) {
  if (is("bytes-on-channel") && write(3, "all your frames are belong to us", 32) != 32) abort();
  if (is("frame-of-another-call")) forge(18, 1000, 0);
  if (is("frame-of-the-host")) forge(2, 1, 0);
  if (is("frame-too-large")) forge(17, 1, UINT64_C(1) << 62);
  if (is("empty-frames")) flood(17);
  if (is("trap-frames")) flood(20);
}

static int32_t emit(const patchbay_sink_t *sink, uint32_t kind, const void *bytes, uint64_t size) {
  patchbay_bytes_t payload = {.data = bytes, .size = size};
  return sink->emit(sink->context, kind, payload);
}

static void babble(const patchbay_sink_t *sink) {
  static uint8_t memory[1 << 20];
  if (is("garbage")) emit(sink, PATCHBAY_RECORD, "\xff\xff\xff\xff garbage", 12);
  if (is("unknown-kind")) emit(sink, 77, "", 0);
  if (is("null-payload")) emit(sink, PATCHBAY_RECORD, NULL, 12);
  if (is("beyond-memory")) {
    uint8_t *end = mmap(NULL, 4 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (end == MAP_FAILED || munmap(end + (2 << 20), 2 << 20) != 0) abort();
    emit(sink, PATCHBAY_RECORD, end, 4 << 20);
  }
  if (is("endless-size")) emit(sink, PATCHBAY_RECORD, memory, UINT64_MAX);
  if (is("many-bytes")) while (emit(sink, PATCHBAY_LOG, memory, sizeof memory) == 0) continue;
  if (is("many-outputs")) while (emit(sink, PATCHBAY_LOG, "", 0) == 0) continue;
  if (is("deaf")) for (int i = 0; i < 10000; i++) emit(sink, PATCHBAY_LOG, memory, 4096);
  if (is("deaf-forever")) for (;;) emit(sink, PATCHBAY_LOG, memory, 4096);
  if (is("large")) emit(sink, PATCHBAY_LOG, memory, sizeof memory);
  if (is("print")) {
    printf("one\ntwo\x1b[31m");
    fprintf(stderr, "three\n");
  }
  if (is("print-forever")) for (;;) puts("and on");
  if (is("environment")) for (char **entry = environ; *entry; entry++) test_log(sink, *entry);
}

static int32_t sum(const patchbay_answer_t *answer, const patchbay_sink_t *sink) {
  uint64_t total = 0;
  for (uint64_t i = 0; i < answer->body.size; i++) total += answer->body.data[i];
  for (int i = 0; i < PATCHBAY_BODY_PADDING; i++) total += answer->body.data[answer->body.size + (uint64_t)i];
  char text[32];
  snprintf(text, sizeof text, "%llu", (unsigned long long)total);
  return test_log(sink, text);
}

static int32_t test_parse(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                          patchbay_bytes_t request, const patchbay_answer_t *answer, const patchbay_sink_t *sink) {
  behaviour = instance;
  (void)context;
  (void)job;
  (void)request;
  if (answer->status == 204) return test_log(sink, "alive") == 0 ? PATCHBAY_OK : PATCHBAY_STOPPED;
  if (is("sum")) return sum(answer, sink);
  die();
  escape();
  interfere();
  babble(sink);
  return PATCHBAY_OK;
}
