// The frames between the host and the process that runs one confined provider.
//
// Both sides are built together, so this is no public contract; hostile input comes only from the child, and
// the host checks every length against the caps it set.
//
// The host spawns `ProviderRunner plugin parent memory input output outputs [--unconfined]`: the library, the
// host's process id, and the caps in decimal (bytes of address space, of one frame, of the output of a call, and
// the number of its outputs). It sends CREATE at once, and one call at a time after READY.
#pragma once

#include <stdint.h>

#define PB_FRAME_MAGIC 0x4D524650u // "PFRM" in memory
#define PB_FRAME_DESCRIPTOR 3      // both directions, one stream socket

enum pb_frame_kind {
  // host to child
  PB_FRAME_CREATE = 1, // u64 size of the provider id, the id, then the configuration
  PB_FRAME_PLAN = 2,   // pb_call, then the job
  PB_FRAME_PARSE = 3,  // pb_call, job, request, headers, final URL, body
  // child to host
  PB_FRAME_READY = 16,  // the child is confined and the provider created; u32 of pb_confinement bits
  PB_FRAME_OUTPUT = 17, // any number of: u32 kind, u32 size, payload; none spans two frames
  PB_FRAME_DONE = 18,   // i32 what the plugin returned; ends a call
  PB_FRAME_REFUSED = 19, // UTF-8 text: why the child could not start; the child then exits
  PB_FRAME_TRAPPED = 20, // i32 number of the system call that a confined plugin may not make; then it exits
  PB_FRAME_EXCESS = 21,  // u32 of pb_cap: the plugin emitted more than that; ends a call
};

enum pb_cap {
  PB_CAP_BYTES = 1,
  PB_CAP_OUTPUTS = 2,
};

// What holds in a child that is ready.
enum pb_confinement {
  PB_CONFINED_FILES = 1,    // Landlock: libraries can be read, nothing else opened
  PB_CONFINED_LOADING = 2,  // the first filter, set before the library was opened
  PB_CONFINED_RUNNING = 4,  // the second filter, set after the provider was created
  PB_CONFINED_FULLY = 7,
};

struct pb_frame {
  uint32_t magic;
  uint32_t kind;
  uint64_t call; // counts up from 1; an answer carries the number of its call, and 0 before the first
  uint64_t size; // of the payload that follows
};

// The sizes of the parts of a PLAN or PARSE frame; the parts follow in this order, without padding.
struct pb_call {
  uint32_t attempt;
  uint32_t status;
  int64_t now_us;
  int64_t deadline_us;
  uint64_t seed;
  uint64_t job;
  uint64_t request;
  uint64_t headers;
  uint64_t final_url;
  uint64_t body;
};
