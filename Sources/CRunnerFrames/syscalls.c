#include "syscalls.h"

#include <stddef.h>
#include <sys/syscall.h>

#define NAME(call) case SYS_##call: return #call

const char *pb_syscall_name(int32_t number) {
  switch (number) {
  NAME(accept); NAME(accept4); NAME(bind); NAME(bpf); NAME(brk); NAME(capset); NAME(chdir); NAME(chroot);
  NAME(clock_gettime); NAME(clock_nanosleep); NAME(clone); NAME(clone3); NAME(close); NAME(close_range);
  NAME(connect); NAME(copy_file_range); NAME(dup); NAME(dup3); NAME(epoll_create1); NAME(epoll_ctl);
  NAME(epoll_pwait); NAME(eventfd2); NAME(execve); NAME(execveat); NAME(exit); NAME(faccessat);
  NAME(faccessat2); NAME(fadvise64); NAME(fchmod); NAME(fchmodat); NAME(fchown); NAME(fcntl); NAME(fdatasync);
  NAME(flock); NAME(fstat); NAME(fstatfs); NAME(fsync); NAME(ftruncate); NAME(futex); NAME(getcwd);
  NAME(getdents64); NAME(getegid); NAME(geteuid); NAME(getgid); NAME(getpeername); NAME(getpgid);
  NAME(getpid); NAME(getppid); NAME(getrandom); NAME(getrlimit); NAME(getrusage); NAME(getsid);
  NAME(getsockname); NAME(getsockopt); NAME(gettid); NAME(gettimeofday); NAME(getuid); NAME(inotify_init1);
  NAME(io_uring_setup); NAME(ioctl); NAME(kcmp); NAME(keyctl); NAME(kill); NAME(linkat); NAME(listen);
  NAME(lseek); NAME(madvise); NAME(membarrier); NAME(memfd_create); NAME(mincore); NAME(mkdirat); NAME(mlock);
  NAME(mmap); NAME(mount); NAME(mprotect); NAME(mremap); NAME(msync); NAME(munmap); NAME(name_to_handle_at);
  NAME(nanosleep); NAME(newfstatat); NAME(open_by_handle_at); NAME(openat); NAME(openat2);
  NAME(perf_event_open); NAME(personality); NAME(pidfd_open); NAME(pidfd_send_signal); NAME(pipe2);
  NAME(pivot_root); NAME(ppoll); NAME(prctl); NAME(pread64); NAME(preadv); NAME(prlimit64);
  NAME(process_vm_readv); NAME(process_vm_writev); NAME(pselect6); NAME(ptrace); NAME(pwrite64);
  NAME(pwritev); NAME(read); NAME(readlinkat); NAME(readv); NAME(recvfrom); NAME(recvmmsg); NAME(recvmsg);
  NAME(renameat); NAME(renameat2); NAME(restart_syscall); NAME(rseq); NAME(rt_sigaction); NAME(rt_sigpending);
  NAME(rt_sigprocmask); NAME(rt_sigqueueinfo); NAME(rt_sigsuspend); NAME(rt_sigtimedwait);
  NAME(rt_tgsigqueueinfo); NAME(sched_getaffinity); NAME(sched_getparam); NAME(sched_getscheduler);
  NAME(sched_setaffinity); NAME(sched_yield); NAME(seccomp); NAME(sendfile); NAME(sendmmsg); NAME(sendmsg);
  NAME(sendto); NAME(set_robust_list); NAME(setgid); NAME(setgroups); NAME(setitimer); NAME(setns);
  NAME(setpgid); NAME(setpriority); NAME(setrlimit); NAME(setsid); NAME(setsockopt); NAME(setuid);
  NAME(shmat); NAME(shmget); NAME(shutdown); NAME(sigaltstack); NAME(signalfd4); NAME(socket);
  NAME(socketpair); NAME(splice); NAME(statfs); NAME(statx); NAME(symlinkat); NAME(sysinfo); NAME(tgkill);
  NAME(timer_create); NAME(timerfd_create); NAME(times); NAME(tkill); NAME(truncate); NAME(umask);
  NAME(umount2); NAME(uname); NAME(unlinkat); NAME(unshare); NAME(userfaultfd); NAME(utimensat);
  NAME(vmsplice); NAME(wait4); NAME(waitid); NAME(write); NAME(writev);
#ifdef SYS_open // the calls that arm64 left behind
  NAME(access); NAME(arch_prctl); NAME(chmod); NAME(creat); NAME(dup2); NAME(epoll_create); NAME(epoll_wait);
  NAME(eventfd); NAME(fork); NAME(link); NAME(lstat); NAME(mkdir); NAME(mknod); NAME(open); NAME(pause);
  NAME(pipe); NAME(poll); NAME(readlink); NAME(rename); NAME(rmdir); NAME(select); NAME(stat); NAME(symlink);
  NAME(time); NAME(unlink); NAME(vfork);
#endif
  default: return NULL;
  }
}
