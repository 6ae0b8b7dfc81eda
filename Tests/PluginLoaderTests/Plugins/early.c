// A plugin that misbehaves in its constructor, before the host called anything: BEHAVIOUR says how.
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include "plugin.h"

#define LOOP 1
#define CRASH 2
#define EXIT 3
#define FORGE 4
#define TRY 5

static char tried[1024];

static int32_t test_create(const patchbay_host_t *host, patchbay_bytes_t id, patchbay_bytes_t configuration,
                           const patchbay_sink_t *sink, void **instance) {
  (void)host;
  (void)id;
  (void)configuration;
  (void)sink;
  *instance = tried;
  return PATCHBAY_OK;
}

static void test_destroy(void *instance) { (void)instance; }

static int32_t test_plan(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                         const patchbay_sink_t *sink) {
  (void)instance;
  (void)context;
  (void)job;
  return test_log(sink, tried);
}

static int32_t test_parse(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                          patchbay_bytes_t request, const patchbay_answer_t *answer, const patchbay_sink_t *sink) {
  (void)request;
  (void)answer;
  return test_plan(instance, context, job, sink);
}

static void *nothing(void *argument) { return argument; }

static void note(const char *what, int failed) {
  size_t used = strlen(tried);
  snprintf(tried + used, sizeof tried - used, "%s %s\n", what, failed ? "refused" : "ALLOWED");
}

static void try_all(void) {
  char *const arguments[] = {"true", NULL};
  pthread_t thread;
  note("open /etc/passwd", open("/etc/passwd", O_RDONLY) < 0);
  note("open /proc/self/environ", open("/proc/self/environ", O_RDONLY) < 0);
  note("open " SECRET, open(SECRET, O_RDONLY) < 0);
  note("create", open("/tmp/patchbay-hostile", O_WRONLY | O_CREAT, 0600) < 0);
  note("list", open("/", O_RDONLY | O_DIRECTORY) < 0);
  note("socket", socket(AF_INET, SOCK_STREAM, 0) < 0);
  note("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){0, 0}) < 0);
  note("fork", fork() < 0);
  note("thread", pthread_create(&thread, NULL, nothing, NULL) != 0);
  note("exec", execv("/bin/true", arguments) < 0);
  note("kill", kill(getppid(), 0) < 0);
  note("ptrace", ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0);
  note("close", close(3) < 0);
  note("duplicate", dup2(1, 3) < 0);
  note("poison", madvise(NULL, 0, 100) < 0); // MADV_HWPOISON, of no page
  note("unlink", unlink("/tmp/patchbay-hostile") < 0);
}

__attribute__((constructor)) static void early(void) {
  volatile int *volatile nowhere = NULL;
  switch (BEHAVIOUR) {
  case LOOP:
    for (volatile int i = 0;; i++) continue;
  case CRASH: *nowhere = 1; break;
  case EXIT: _exit(5);
  case FORGE:
    if (write(3, "no frame, but twenty-four bytes", 24) != 24) abort();
    break;
  case TRY: try_all(); break;
  default: abort();
  }
}
