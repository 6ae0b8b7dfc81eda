#if PATCHBAY_TSAN
  import Glibc
  @_exported public import struct Synchronization.Atomic
  @_exported public import struct Synchronization.AtomicLoadOrdering
  @_exported public import struct Synchronization.AtomicStoreOrdering
  @_exported public import struct Synchronization.AtomicUpdateOrdering

  /// The toolchain's `Mutex` over a lock that ThreadSanitizer knows.
  ///
  /// Where threads wait for each other, the toolchain's own calls the kernel from code that is not instrumented, and
  /// every value behind it would seem to be raced for. What is held by it is the same.
  public struct Mutex<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
    private let storage: Storage

    private final class Storage {
      let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
      var value: Value

      init(_ value: consuming Value) {
        self.value = value
        precondition(pthread_mutex_init(lock, nil) == 0, "a lock can be made")
      }

      deinit {
        precondition(pthread_mutex_destroy(lock) == 0, "a lock is free when it ends")
        lock.deallocate()
      }
    }

    /// Creates a lock around a value.
    public init(_ value: consuming sending Value) { storage = Storage(value) }

    /// Calls `body` with the value, while nobody else has it.
    public borrowing func withLock<Result: ~Copyable, E: Error>(
      _ body: (inout sending Value) throws(E) -> sending Result
    ) throws(E) -> sending Result {
      precondition(pthread_mutex_lock(storage.lock) == 0, "a lock can be taken")
      defer { precondition(pthread_mutex_unlock(storage.lock) == 0, "a lock can be given back") }
      return try body(&storage.value)
    }
  }
#else
  @_exported public import Synchronization
#endif
