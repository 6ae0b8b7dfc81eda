import HostCore
import MetricSchema
import Testing

@Suite("What follows a failure")
struct RetryPolicyTests {
  private let policy = RetryPolicy()

  private func decide(
    _ failure: FailureClass, _ role: Role = .page, attempt: Int = 1, after: Int64? = nil,
    unit: Double = 0.5
  ) -> RetryPolicy.Decision {
    policy.decide(failure, role: role, attempt: attempt, retryAfterMs: after, unit: unit)
  }

  @Test(
    "Every class has its decision",
    arguments: [
      (.unspecified, .failOver), (.auth, .failOver), (.permission, .failOver),
      (.notFound, .giveUp), (.gone, .giveUp), (.private, .giveUp),
      (.rateLimited, .retry(afterMs: 250)), (.quota, .failOver), (.blocked, .failOver),
      (.schemaChanged, .failOver), (.invalidInput, .failOver), (.transient, .retry(afterMs: 250)),
    ] as [(FailureClass, RetryPolicy.Decision)])
  func classes(failure: FailureClass, decision: RetryPolicy.Decision) {
    #expect(decide(failure) == decision)
  }

  @Test("The table has every class")
  func complete() { #expect(FailureClass.allCases.count == 12) }

  @Test(
    "What is not there leaves out a detail, and ends anything else",
    arguments: [FailureClass.notFound, .gone, .private])
  func missing(failure: FailureClass) {
    #expect(decide(failure, .detail) == .leaveOut)
    #expect(decide(failure, .page) == .giveUp)
    #expect(decide(failure, .lookup) == .giveUp)
    #expect(decide(failure, .unspecified) == .giveUp)
  }

  @Test("A detail that fails otherwise fails like a page")
  func details() {
    #expect(decide(.schemaChanged, .detail) == .failOver)
    #expect(decide(.transient, .detail) == .retry(afterMs: 250))
  }

  @Test(
    "The wait is spread between nothing and a ceiling that doubles",
    arguments: [(1, 0.0, 0), (1, 1.0, 500), (2, 1.0, 1000), (2, 0.25, 250)])
  func spread(attempt: Int, unit: Double, wait: Int64) {
    #expect(decide(.transient, attempt: attempt, unit: unit) == .retry(afterMs: wait))
  }

  @Test("The third try is the last")
  func attempts() {
    #expect(decide(.transient, attempt: 2) == .retry(afterMs: 500))
    #expect(decide(.transient, attempt: 3) == .failOver)
    #expect(decide(.rateLimited, attempt: 3) == .failOver)
  }

  @Test("The ceiling stops doubling at its maximum")
  func ceiling() {
    var patient = RetryPolicy()
    patient.attempts = 1000
    let waits = [6, 7, 8, 100].map {
      patient.decide(.transient, role: .page, attempt: $0, retryAfterMs: nil, unit: 1)
    }
    #expect(
      waits == [
        .retry(afterMs: 16_000), .retry(afterMs: 30_000), .retry(afterMs: 30_000),
        .retry(afterMs: 30_000),
      ])
  }

  @Test(
    "What the upstream asks is waited for, up to the end of patience",
    arguments: [
      (0, .retry(afterMs: 250)), (2000, .retry(afterMs: 2250)), (65_000, .retry(afterMs: 65_250)),
      (65_001, .failOver), (.max, .failOver), (-1, .retry(afterMs: 250)),
      (.min, .retry(afterMs: 250)),
    ] as [(Int64, RetryPolicy.Decision)])
  func asked(after: Int64, decision: RetryPolicy.Decision) {
    #expect(decide(.rateLimited, after: after) == decision)
    #expect(decide(.transient, after: after) == decision)
  }
}
