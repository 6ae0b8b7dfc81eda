// The contract between a Patchbay host and a provider plugin.
//
// A plugin is a shared library that exports one function, patchbay_plugin_entry_v1. A provider plans
// requests and parses answers. It never opens a socket or a file, reads no clock, starts no thread and keeps
// nothing between calls: the host does all input and output.
//
// Rules that hold everywhere
// - Every struct begins with struct_size and only grows at its end. Read no further than the smaller of the
//   size given and the size you know; a missing tail counts as zero.
// - Inputs live for the call. Output is copied inside the sink. No ownership, errno, thread or allocator crosses.
// - Messages (job, request, record, diagnostic) are protobuf messages of schema.proto; patchbay/record.h writes them.
// - The same inputs give the same output, byte for byte.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PATCHBAY_MAGIC 0x59414250u // "PBAY" in memory
#define PATCHBAY_ABI_MAJOR 1       // the layout of every struct; a host refuses any other
#define PATCHBAY_ABI_MINOR 0       // grows when an interface is added
#define PATCHBAY_PROVIDER_INTERFACE "patchbay.provider/1"
#define PATCHBAY_BODY_PADDING 64   // readable bytes that follow the body of an answer

// What create, plan and parse return.
#define PATCHBAY_OK 0
#define PATCHBAY_FAILED 1  // a DIAGNOSTIC says why; the host discards what else this call emitted
#define PATCHBAY_STOPPED 2 // the sink asked to stop

// Bytes owned by whoever made them. Never assume a terminating NUL.
typedef struct patchbay_bytes {
  const uint8_t *data; // may be NULL where size is 0
  uint64_t size;
} patchbay_bytes_t;

// What leaves a plugin. Each payload is one message of schema.proto.
enum patchbay_output {
  PATCHBAY_RECORD = 1,     // Record
  PATCHBAY_REQUEST = 2,    // Request: planned, or to follow
  PATCHBAY_DIAGNOSTIC = 3, // Diagnostic
  PATCHBAY_RATE_HINT = 4,  // RateHint: what the upstream said of its limits
  PATCHBAY_LOG = 5,        // Log
};

// The only way out of a plugin. Owned by the host; valid for the call it was passed to.
typedef struct patchbay_sink {
  uint32_t struct_size;
  uint32_t reserved; // zero
  void *context;     // passed back to emit, of no meaning to the plugin
  // Takes one payload of a kind of patchbay_output and copies it before it returns.
  // Returns 0 to go on; anything else asks the plugin to return PATCHBAY_STOPPED at once.
  // Call it only from the thread, and during the call, that the sink was given to.
  int32_t (*emit)(void *context, uint32_t kind, patchbay_bytes_t payload);
} patchbay_sink_t;

// What a provider may know of the world. Valid for the call.
typedef struct patchbay_context {
  uint32_t struct_size;
  uint32_t attempt;    // 1 for the first try of a request
  int64_t now_us;      // the time of this call, microseconds since 1970 in UTC
  int64_t deadline_us; // when the host will stop the call
  uint64_t seed;       // the only randomness there is
} patchbay_context_t;

// What an upstream answered to one request. Valid for the call.
typedef struct patchbay_answer {
  uint32_t struct_size;
  uint32_t status;            // the HTTP status
  patchbay_bytes_t headers;   // a Headers message; names in lower case
  patchbay_bytes_t final_url; // where redirects ended, UTF-8; empty where there was none
  patchbay_bytes_t body;      // PATCHBAY_BODY_PADDING readable bytes follow it
} patchbay_answer_t;

// What a host offers a plugin. Owned by the host; valid until destroy returns.
typedef struct patchbay_host {
  uint32_t struct_size;
  uint16_t abi_major;
  uint16_t abi_minor;
  void *context; // the first argument of get_interface
  // Returns a table of the host's, or NULL where it does not know the id. Thread-safe.
  const void *(*get_interface)(void *context, const char *id);
} patchbay_host_t;

// The provider interface, "patchbay.provider/1". Owned by the plugin; valid as long as the library is loaded.
// One call at a time on an instance; different instances may run on different threads.
typedef struct patchbay_provider {
  uint32_t struct_size;
  uint32_t reserved; // zero
  // Makes an instance of the provider called provider_id, as its manifest names it, from its configuration,
  // a UTF-8 JSON object. On failure emits a DIAGNOSTIC and leaves *instance NULL.
  // The instance belongs to the host, which gives it back to destroy.
  int32_t (*create)(const patchbay_host_t *host, patchbay_bytes_t provider_id, patchbay_bytes_t configuration,
                    const patchbay_sink_t *sink, void **instance);
  // Emits the first requests of a job, a FetchJob message.
  int32_t (*plan)(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                  const patchbay_sink_t *sink);
  // Emits the records of an answer, and the requests to follow. request is the Request message that was sent.
  int32_t (*parse)(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                   patchbay_bytes_t request, const patchbay_answer_t *answer, const patchbay_sink_t *sink);
  // Frees the instance. Never called during another call on it.
  void (*destroy)(void *instance);
} patchbay_provider_t;

// What the entry point returns. Owned by the plugin; valid as long as the library is loaded.
typedef struct patchbay_plugin {
  uint32_t magic; // PATCHBAY_MAGIC
  uint32_t struct_size;
  uint16_t abi_major; // PATCHBAY_ABI_MAJOR
  uint16_t abi_minor; // PATCHBAY_ABI_MINOR
  uint32_t reserved;  // zero
  // Returns the table of an interface, or NULL where the plugin does not offer the id. Thread-safe.
  const void *(*get_interface)(const char *id);
} patchbay_plugin_t;

// The one symbol a plugin exports, also with -fvisibility=hidden. May be called often, from any thread; does no work but
// return the table.
__attribute__((visibility("default"))) const patchbay_plugin_t *patchbay_plugin_entry_v1(void);

#ifdef __cplusplus
#define PATCHBAY_ASSERT static_assert
#else
#define PATCHBAY_ASSERT _Static_assert
#endif

// The layout is part of the contract, on every 64-bit machine.
PATCHBAY_ASSERT(sizeof(void *) == 8, "Patchbay plugins are 64-bit");
PATCHBAY_ASSERT(sizeof(patchbay_bytes_t) == 16 && offsetof(patchbay_bytes_t, size) == 8, "bytes");
PATCHBAY_ASSERT(offsetof(patchbay_sink_t, context) == 8 && offsetof(patchbay_sink_t, emit) == 16, "sink");
PATCHBAY_ASSERT(offsetof(patchbay_context_t, now_us) == 8 && offsetof(patchbay_context_t, seed) == 24, "context");
PATCHBAY_ASSERT(offsetof(patchbay_answer_t, headers) == 8 && offsetof(patchbay_answer_t, body) == 40, "answer");
PATCHBAY_ASSERT(offsetof(patchbay_host_t, context) == 8 && offsetof(patchbay_host_t, get_interface) == 16, "host");
PATCHBAY_ASSERT(offsetof(patchbay_provider_t, create) == 8 && offsetof(patchbay_provider_t, destroy) == 32, "provider");
PATCHBAY_ASSERT(offsetof(patchbay_plugin_t, get_interface) == 16, "plugin");

#ifdef __cplusplus
}
#endif
