internal import Glibc

/// Milliseconds that this thread computes in a run of `work`: the median of `rounds` runs, after one that is not counted.
/// What other processes take of the core does not count. The number that `work` returns keeps its results from being left
/// out.
func milliseconds(rounds: Int = 5, _ work: () throws -> Double) throws -> Double {
  var sum = try work()
  var times: [Double] = []
  for _ in 0..<rounds {
    let start = threadTime()
    sum += try work()
    times.append(1e3 * (threadTime() - start))
  }
  guard sum.isFinite else { throw BadQuestion(description: "no finite result") }
  return times.sorted()[rounds / 2]
}

/// Seconds that this thread has computed.
private func threadTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
