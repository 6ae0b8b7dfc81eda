#include <microhttpd.h>
#include <netinet/in.h>

// The functions that start a daemon and ask about it take a variable number of arguments, which Swift cannot pass.

// The callbacks of a server, all given `context`, and its limits.
struct patchbay_mhd_settings {
  void *context;
  MHD_AccessHandlerCallback on_request;
  void *(*on_target)(void *context, const char *target, struct MHD_Connection *connection);
  MHD_RequestCompletedCallback on_completed;
  unsigned int threads;
  unsigned int idle_seconds;
  unsigned int connections;
};

// Leaves escapes alone: the server decodes the whole target by itself.
static size_t patchbay_mhd_keep(void *context, struct MHD_Connection *connection, char *text) {
  (void)context;
  (void)connection;
  size_t length = 0;
  while (text[length] != 0) length += 1;
  return length;
}

// Starts a server on an IPv4 address and port in host byte order; port 0 stands for any. NULL on failure.
static inline struct MHD_Daemon *patchbay_mhd_start(
    uint32_t address, uint16_t port, const struct patchbay_mhd_settings *settings) {
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(port)};
  place.sin_addr.s_addr = htonl(address);
  // A pool of one thread is not a pool to the library.
  struct MHD_OptionItem pool[] = {
      {settings->threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END,
       (intptr_t)settings->threads, NULL},
      {MHD_OPTION_END, 0, NULL}};
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, port, NULL, NULL,
      settings->on_request, settings->context, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&place,
      MHD_OPTION_URI_LOG_CALLBACK, settings->on_target, settings->context,
      MHD_OPTION_UNESCAPE_CALLBACK, patchbay_mhd_keep, NULL, MHD_OPTION_NOTIFY_COMPLETED,
      settings->on_completed, settings->context, MHD_OPTION_CONNECTION_TIMEOUT,
      settings->idle_seconds, MHD_OPTION_CONNECTION_LIMIT, settings->connections,
      MHD_OPTION_ARRAY, pool, MHD_OPTION_END);
}

// The port that a server listens on, 0 where it is unknown.
static inline uint16_t patchbay_mhd_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info == NULL ? 0 : info->port;
}

// What a body reader returns where the body ends too early.
static inline ssize_t patchbay_mhd_broken(void) { return MHD_CONTENT_READER_END_WITH_ERROR; }
