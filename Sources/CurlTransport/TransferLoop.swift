internal import CCurl
internal import Glibc
internal import HostCore

/// What the transport's thread does: takes orders, moves bytes, tells who waits.
final class TransferLoop {
  /// So many transfers may be under way, and so many connections kept open: with another host's opening beside the kept
  /// ones, that is a quarter of the usual limit of 1,024 descriptors. More orders wait.
  static let maximumInFlight = 128

  let mailbox: Mailbox
  private let multi: UnsafeMutableRawPointer
  private let settings: Settings
  /// Orders for which there was no room yet, the oldest last: so that taken ones, and what they hold, are let go.
  private var waiting: [Order] = []
  private var idle: [Transfer] = []
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]

  init(_ settings: Settings) throws(CurlTransportError) {
    guard let multi = curl_multi_init() else { throw CurlTransportError("libcurl has no memory") }
    // Tells here, rather than at the first request, whether the socket for waking could be made.
    var result = curl_multi_wakeup(multi)
    if result == CURLM_OK {
      result = patchbay_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.maximumInFlight)
    }
    guard result == CURLM_OK else {
      curl_multi_cleanup(multi)
      throw CurlTransportError(
        "libcurl does not start: \(String(cString: curl_multi_strerror(result)))")
    }
    self.multi = multi
    self.settings = settings
    mailbox = Mailbox(multi)
  }

  deinit {
    idle = []
    curl_multi_cleanup(multi)
  }

  /// Runs the loop on a thread of its own until the mailbox is closed.
  func start() throws(CurlTransportError) -> pthread_t {
    let context = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let result = pthread_create(&thread, nil, runTransferLoop, context.toOpaque())
    guard result == 0 else {
      context.release()
      throw CurlTransportError("cannot start a thread: \(describeSystemError(result))")
    }
    return thread
  }

  fileprivate func run() {
    var running: Int32 = 0
    while !mailbox.isClosed {
      admit()
      guard curl_multi_perform(multi, &running) == CURLM_OK else { break }
      finishTransfers()
      let isFilled = active.count == Self.maximumInFlight
      guard isFilled || waiting.isEmpty, mailbox.maySleep(whenFilled: isFilled) else { continue }
      guard curl_multi_poll(multi, nil, 0, 60_000, nil) == CURLM_OK else { break }
      mailbox.awake()
    }
    // Also where libcurl failed, which it does without memory only: a loop that cannot move must not spin.
    mailbox.close()
    cancelAll()
  }

  /// Starts as many orders as there is room for.
  private func admit() {
    while active.count < Self.maximumInFlight {
      if waiting.isEmpty { waiting = mailbox.takeAll().reversed() }
      guard let order = waiting.popLast() else { return }
      do throws(TransportFailure) {
        try start(order)
      } catch {
        order.completion(.failure(error))
      }
    }
  }

  private func start(_ order: Order) throws(TransportFailure) {
    try order.request.check()
    let transfer = try spareTransfer()
    do throws(CurlError) {
      try transfer.prepare(order)
      guard curl_multi_add_handle(multi, transfer.easy.handle) == CURLM_OK else {
        throw CurlError(CURLE_OUT_OF_MEMORY)
      }
    } catch {
      _ = transfer.clear()
      idle.append(transfer)
      throw TransportFailure(
        .badAddress, "the request cannot be prepared: \(error)", wasSent: false)
    }
    active[transfer.easy.handle] = transfer
  }

  private func spareTransfer() throws(TransportFailure) -> Transfer {
    if let transfer = idle.popLast() { return transfer }
    return try Transfer(settings)
  }

  private func finishTransfers() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let transfer = active[handle]
      else { continue }
      // The message is gone with the handle's removal.
      let code = message.pointee.data.result
      finish(transfer) { $0.result(code) }
    }
  }

  private func cancelAll() {
    for transfer in Array(active.values) {
      finish(transfer) { .failure($0.cancelled()) }
    }
    for order in waiting.reversed() + mailbox.takeAll() {
      order.completion(.failure(.closed(wasSent: false)))
    }
    waiting = []
  }

  /// Takes a transfer out of the loop, tells who waits, and keeps the handle for the next order.
  private func finish(
    _ transfer: Transfer, with result: (Transfer) -> Result<HTTPAnswer, TransportFailure>
  ) {
    let outcome = result(transfer)
    let removed = curl_multi_remove_handle(multi, transfer.easy.handle)
    precondition(removed == CURLM_OK, "an active transfer is in the loop")
    active[transfer.easy.handle] = nil
    let completion = transfer.clear()
    idle.append(transfer)
    completion(outcome)
  }
}

/// A plain function, as C needs it.
private func runTransferLoop(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  // Signals are for the program's other threads, and TLS writes to a cut connection would raise SIGPIPE here.
  var all = sigset_t()
  sigfillset(&all)
  let result = pthread_sigmask(SIG_BLOCK, &all, nil)
  precondition(result == 0, "all signals are a valid set")
  Unmanaged<TransferLoop>.fromOpaque(context!).takeRetainedValue().run()
  return nil
}
