#include "trap.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "channel.h"

static volatile uint64_t current;

void trap_in_call(uint64_t call) { current = call; }

static void trapped(int signal, siginfo_t *info, void *context) {
  (void)signal;
  (void)context;
  int32_t number = info->si_syscall;
  channel_send(PB_FRAME_TRAPPED, current, &number, sizeof number);
  _exit(128 + SIGSYS);
}

bool trap_install(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = trapped;
  action.sa_flags = SA_SIGINFO;
  if (sigemptyset(&action.sa_mask) != 0 || sigaction(SIGSYS, &action, NULL) != 0) return false;
  return sigprocmask(SIG_SETMASK, &action.sa_mask, NULL) == 0; // the library may have blocked it
}
