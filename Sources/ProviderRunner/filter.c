#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include "confine.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "there is no list of system calls for this processor"
#endif

// On what condition a call is allowed. Arguments are compared by their lower half, which is all an int has.
enum condition {
  ALWAYS,
  FROM_HOST,   // the first argument is the channel
  TO_HOST,     // the first argument is the channel or a log
  ON_LIBRARY,  // the first argument is none of the descriptors that the host gave
  OWN_PROCESS, // the first argument is this process
  NO_CODE,     // the third argument asks for no executable memory
  NO_FAULT,    // the third argument, advice of madvise, makes no fault of the machine's memory, as root's may
  READING_AT,  // the third argument, flags of openat, asks only to read
  READING,     // the second argument, flags of open, asks only to read
  PRETENDED,   // never: it returns 0 and does nothing
};

struct rule {
  int call;
  enum condition condition;
};

static const struct rule running[] = {
  {SYS_read, FROM_HOST},    {SYS_write, TO_HOST},        {SYS_mmap, NO_CODE},      {SYS_munmap, ALWAYS},
  {SYS_mremap, ALWAYS},     {SYS_brk, ALWAYS},           {SYS_madvise, NO_FAULT},  {SYS_futex, ALWAYS},
  {SYS_exit_group, ALWAYS},
  {SYS_writev, TO_HOST},   // the C library's last words
  {SYS_mprotect, NO_CODE}, // the step before a thread, so that a thread is what the trap names
  // Were the signal of the trap blocked or handled, the refused call could not be named.
  {SYS_rt_sigprocmask, PRETENDED}, {SYS_rt_sigaction, PRETENDED},
  // abort(), and the way out of a signal handler
  {SYS_rt_sigreturn, ALWAYS}, {SYS_gettid, ALWAYS}, {SYS_getpid, ALWAYS}, {SYS_tgkill, OWN_PROCESS},
};

static const struct rule loading[] = {
  {SYS_read, ALWAYS}, {SYS_write, TO_HOST}, {SYS_writev, TO_HOST}, {SYS_pread64, ALWAYS}, {SYS_lseek, ALWAYS},
  {SYS_openat, READING_AT}, {SYS_close, ON_LIBRARY}, {SYS_fstat, ALWAYS}, {SYS_newfstatat, ALWAYS},
#ifdef SYS_open
  {SYS_open, READING}, {SYS_stat, ALWAYS}, {SYS_lstat, ALWAYS}, {SYS_access, ALWAYS}, {SYS_arch_prctl, ALWAYS},
#endif
  {SYS_faccessat, ALWAYS}, {SYS_mmap, ALWAYS}, {SYS_munmap, ALWAYS}, {SYS_mremap, ALWAYS},
  {SYS_mprotect, ALWAYS}, {SYS_brk, ALWAYS}, {SYS_madvise, NO_FAULT}, {SYS_futex, ALWAYS},
  {SYS_getrandom, ALWAYS}, {SYS_clock_gettime, ALWAYS}, {SYS_gettimeofday, ALWAYS}, {SYS_sysinfo, ALWAYS},
  {SYS_sched_getaffinity, ALWAYS}, {SYS_sched_yield, ALWAYS}, {SYS_uname, ALWAYS}, {SYS_getcwd, ALWAYS},
  {SYS_getuid, ALWAYS}, {SYS_geteuid, ALWAYS}, {SYS_getgid, ALWAYS}, {SYS_getegid, ALWAYS},
  {SYS_rt_sigaction, ALWAYS}, {SYS_rt_sigprocmask, ALWAYS}, {SYS_rt_sigreturn, ALWAYS},
  {SYS_sigaltstack, ALWAYS}, {SYS_getpid, ALWAYS}, {SYS_gettid, ALWAYS}, {SYS_tgkill, OWN_PROCESS},
  {SYS_exit_group, ALWAYS}, {SYS_seccomp, ALWAYS},
};

enum { INSTRUCTIONS = 256 };

struct program {
  struct sock_filter code[INSTRUCTIONS];
  unsigned short count;
  uint32_t otherwise; // what becomes of a call that no rule allows
};

static void add(struct program *program, uint16_t code, uint32_t operand, uint8_t if_true, uint8_t if_false) {
  if (program->count < INSTRUCTIONS) {
    program->code[program->count] = (struct sock_filter){code, if_true, if_false, operand};
  }
  program->count += 1;
}

static void load(struct program *program, size_t offset) {
  add(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void load_argument(struct program *program, unsigned number) {
  load(program, offsetof(struct seccomp_data, args) + number * sizeof(uint64_t));
}

static void test(struct program *program, uint16_t comparison, uint32_t operand, uint8_t yes, uint8_t no) {
  add(program, BPF_JMP | comparison | BPF_K, operand, yes, no);
}

static void end_with(struct program *program, uint32_t action) { add(program, BPF_RET | BPF_K, action, 0, 0); }

// Jumps over the answer "allow" where the condition does not hold.
static void add_condition(struct program *program, enum condition condition) {
  const uint32_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  switch (condition) {
  case ALWAYS:
  case PRETENDED: return;
  case FROM_HOST: load_argument(program, 0), test(program, BPF_JEQ, 3, 0, 1); return;
  case TO_HOST:
    load_argument(program, 0);
    test(program, BPF_JGE, 1, 0, 2);
    test(program, BPF_JGT, 3, 1, 0);
    return;
  case ON_LIBRARY: load_argument(program, 0), test(program, BPF_JGT, 3, 0, 1); return;
  case OWN_PROCESS: load_argument(program, 0), test(program, BPF_JEQ, (uint32_t)getpid(), 0, 1); return;
  case NO_CODE: load_argument(program, 2), test(program, BPF_JSET, PROT_EXEC, 1, 0); return;
  case NO_FAULT: load_argument(program, 2), test(program, BPF_JGE, MADV_HWPOISON, 1, 0); return;
  case READING_AT: load_argument(program, 2), test(program, BPF_JSET, writing, 1, 0); return;
  case READING: load_argument(program, 1), test(program, BPF_JSET, writing, 1, 0); return;
  }
}

static void add_rule(struct program *program, struct rule rule) {
  unsigned short jump = program->count;
  test(program, BPF_JEQ, (uint32_t)rule.call, 0, 0);
  add_condition(program, rule.condition);
  end_with(program, rule.condition == PRETENDED ? SECCOMP_RET_ERRNO : SECCOMP_RET_ALLOW);
  if (rule.condition > ALWAYS && rule.condition < PRETENDED) end_with(program, program->otherwise);
  if (program->count <= INSTRUCTIONS) program->code[jump].jf = (uint8_t)(program->count - jump - 1);
}

static const char *install(const struct rule *rules, size_t count, uint32_t otherwise) {
  struct program program = {.otherwise = otherwise};
  load(&program, offsetof(struct seccomp_data, arch));
  test(&program, BPF_JEQ, ARCHITECTURE, 1, 0);
  end_with(&program, SECCOMP_RET_KILL_PROCESS);
  load(&program, offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
  test(&program, BPF_JGE, 0x40000000, 0, 1); // the numbers of the x32 interface
  end_with(&program, SECCOMP_RET_KILL_PROCESS);
#endif
  for (size_t i = 0; i < count; i++) add_rule(&program, rules[i]);
  end_with(&program, otherwise);
  if (program.count > INSTRUCTIONS) return "the filter of system calls is too long";
  struct sock_fprog filter = {.len = program.count, .filter = program.code};
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) != 0) {
    return "the filter of system calls cannot be set";
  }
  return NULL;
}

const char *confine_loading(void) {
  return install(loading, sizeof loading / sizeof *loading, SECCOMP_RET_ERRNO | EPERM);
}

const char *confine_running(void) {
  return install(running, sizeof running / sizeof *running, SECCOMP_RET_TRAP);
}
