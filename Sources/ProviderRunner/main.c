// The process of one confined provider: takes its own rights away, opens the library, and answers calls on
// descriptor 3 until the host closes it. frames.h has the arguments and the frames.
#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "channel.h"
#include "confine.h"
#include "confinement.h"
#include "output.h"
#include "plugin.h"
#include "provider.h"
#include "trap.h"

struct arguments {
  char plugin[PATH_MAX]; // resolved where it exists
  uint64_t parent;
  uint64_t memory;
  uint64_t input;
  uint64_t output;
  uint64_t outputs;
  bool unconfined;
};

static bool number(const char *text, uint64_t *value) {
  char *end = NULL;
  errno = 0;
  *value = strtoull(text, &end, 10);
  return errno == 0 && end != text && *end == 0 && *text != '-';
}

static bool read_arguments(int count, char **texts, struct arguments *arguments) {
  if (count < 7 || count > 8) return false;
  if (!realpath(texts[1], arguments->plugin)) {
    int length = snprintf(arguments->plugin, sizeof arguments->plugin, "%s", texts[1]);
    if (length < 0 || (size_t)length >= sizeof arguments->plugin) return false;
  }
  arguments->unconfined = count == 8 && strcmp(texts[7], "--unconfined") == 0;
  return (count == 7 || arguments->unconfined) && number(texts[2], &arguments->parent) &&
         number(texts[3], &arguments->memory) && number(texts[4], &arguments->input) &&
         number(texts[5], &arguments->output) && number(texts[6], &arguments->outputs);
}

// Dies with the thread that spawned it, also where that died before the request.
static void follow_parent(uint64_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) channel_refuse("the child cannot be tied to the host");
  if ((uint64_t)getppid() != parent) _exit(0);
}

// The library's prints go out line by line; without a buffer of their own they would ask for the kind of file.
static void prepare_logs(void) {
  static char buffer[4096];
  if (setvbuf(stdout, buffer, _IOLBF, sizeof buffer) != 0 || setvbuf(stderr, NULL, _IONBF, 0) != 0) {
    channel_refuse("the logs of the child cannot be set up");
  }
}

static void require(const char *failure, bool unconfined, uint32_t bit, uint32_t *bits) {
  if (!failure) {
    *bits |= bit;
    return;
  }
  if (!unconfined) channel_refuse(failure);
  fprintf(stderr, "running without a part of the confinement: %s\n", failure);
}

static const patchbay_provider_t *open_confined(const struct arguments *arguments, uint32_t *bits) {
  const char *failure = confine_limits(arguments->memory);
  if (failure) channel_refuse(failure);
  const char *missing = pb_confinement_missing();
  if (missing && !arguments->unconfined) channel_refuse(missing);
  require(confine_files(arguments->plugin), arguments->unconfined, PB_CONFINED_FILES, bits);
  require(confine_loading(), arguments->unconfined, PB_CONFINED_LOADING, bits);
  char reason[1024];
  const patchbay_provider_t *table = pb_open_plugin(arguments->plugin, reason, sizeof reason);
  if (!table) channel_refuse(reason);
  return table;
}

static void answer_calls(struct provider *provider, struct channel *channel, struct output *output) {
  const size_t large = 1024 * 1024;
  while (channel_read(channel)) {
    size_t size = channel->frame.size;
    trap_in_call(channel->frame.call);
    const char *wrong = provider_call(provider, channel, output);
    if (wrong) {
      fprintf(stderr, "the runner cannot follow the host: %s\n", wrong);
      _exit(70);
    }
    if (size < large) continue;
    channel_shrink(channel);
    malloc_trim(0);
  }
}

int main(int count, char **texts) {
  struct arguments arguments;
  if (!read_arguments(count, texts, &arguments)) {
    fputs("ProviderRunner is started by patchbay, for one provider; it is of no use alone.\n", stderr);
    return 64;
  }
  follow_parent(arguments.parent);
  if (close_range(PB_FRAME_DESCRIPTOR + 1, ~0u, 0) != 0) channel_refuse("inherited files cannot be closed");
  prepare_logs();

  struct channel channel;
  struct output output;
  if (!channel_open(&channel, arguments.input) || !output_open(&output, arguments.output, arguments.outputs)) {
    channel_refuse("there is no memory for its buffers");
  }
  if (!channel_read(&channel)) return 0;
  if (channel.frame.kind != PB_FRAME_CREATE) channel_refuse("the host did not say which provider it wants");

  uint32_t bits = 0;
  struct provider provider = {.table = open_confined(&arguments, &bits)};
  const char *failure = provider_create(&provider, &channel, &output);
  if (failure) channel_refuse(failure);
  if (!trap_install()) channel_refuse("the handler of forbidden calls cannot be set");
  require(confine_running(), arguments.unconfined, PB_CONFINED_RUNNING, &bits);
  channel_send(PB_FRAME_READY, 0, &bits, sizeof bits);
  answer_calls(&provider, &channel, &output);
  _exit(0);
}
