import Glibc
import Locks

/// The one thread that starts children.
///
/// A child asks the kernel to end it with its parent, and by that the kernel means the thread that started it: on a
/// thread that comes and goes, children would die with it.
final class SpawnThread: Sendable {
  static let shared = SpawnThread()

  private let jobs = Mutex<[Job]>([])
  private let pending = Semaphore()

  /// Calls `body` on the thread and waits for its result.
  func run(_ body: @escaping @Sendable () -> Int32) -> Int32 {
    let job = Job(body)
    jobs.withLock { $0.append(job) }
    pending.signal()
    job.done.wait()
    return job.result
  }

  private init() {
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, spawnThreadMain, nil)
    guard code == 0 else {
      fatalError("no thread for children: \(String(cString: strerror(code)))")
    }
    pthread_detach(thread)
  }

  fileprivate func serve() -> Never {
    while true {
      pending.wait()
      guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
      job.result = job.body()
      job.done.signal()
    }
  }
}

/// Written by the thread before it signals, read by the caller after it waited.
private final class Job: @unchecked Sendable {
  let body: @Sendable () -> Int32
  let done = Semaphore()
  var result: Int32 = 0

  init(_ body: @escaping @Sendable () -> Int32) { self.body = body }
}

private final class Semaphore: @unchecked Sendable {
  private let raw = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() {
    guard sem_init(raw, 0, 0) == 0 else { fatalError("no semaphore: errno \(errno)") }
  }

  deinit {
    sem_destroy(raw)
    raw.deallocate()
  }

  func signal() {
    guard sem_post(raw) == 0 else { fatalError("a semaphore cannot be signalled: errno \(errno)") }
  }

  func wait() { while sem_wait(raw) != 0 && errno == EINTR {} }
}

private func spawnThreadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  // Signals are for the other threads.
  var all = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_SETMASK, &all, nil)
  SpawnThread.shared.serve()
}
