import HostCore
import MetricSchema

extension MemoryStore.State {
  func unfinished(like job: StoredJob) -> (Int64, MemoryStore.Job)? {
    for id in jobs.keys.sorted() {
      guard let known = jobs[id], known.isUnfinished, known.stored.provider == job.provider,
        known.stored.job.operation == job.job.operation,
        known.stored.job.subject.text == job.job.subject.text
      else { continue }
      return (id, known)
    }
    return nil
  }

  /// Notes requests that the job has not asked before.
  mutating func ask(_ requests: [ProviderRequest], of id: Int64) -> [OutstandingRequest] {
    var new: [OutstandingRequest] = []
    for request in requests where jobs[id]?.asked.insert(request).inserted == true {
      new.append(OutstandingRequest(id: next(), request: request))
    }
    jobs[id]?.outstanding += new
    return new
  }

  mutating func store(_ answer: AnswerCommit) throws(StoreError) -> CommitOutcome {
    guard let job = jobs[answer.job], job.ending == nil else {
      throw StoreError(.bug, "an answer for the job \(answer.job), which is not under way")
    }
    guard job.stored.provider == answer.provider, job.stored.platform == answer.platform else {
      throw StoreError(.bug, "an answer of \(answer.provider) for \(job.stored.provider)")
    }
    try settle(answer.settlement)
    if let answered = answer.answered {
      guard job.outstanding.contains(where: { $0.id == answered }) else {
        throw StoreError(.bug, "an answer to what is not outstanding")
      }
      jobs[answer.job]?.outstanding.removeAll { $0.id == answered }
    }
    let following = ask(answer.requests, of: answer.job)
    jobs[answer.job]?.records += Int64(answer.records.count)
    commits.append(answer)
    let isLast = answer.completesJob && jobs[answer.job]?.outstanding.isEmpty ?? false
    if isLast { try end(answer.job, .completed) }
    var outcome = keep(answer.records, following)
    outcome.completedJob = isLast
    return outcome
  }

  mutating func settle(_ settlement: Settlement) throws(StoreError) {
    guard let use = uses[settlement.usage], use.settlement == nil else {
      throw StoreError(.bug, "a settlement of what is not reserved or is settled")
    }
    if let unsent = settlement.unsent {
      guard unsent == use.reservation else {
        throw StoreError(.bug, "what goes back is not what was reserved")
      }
      return uses[settlement.usage] = nil
    }
    uses[settlement.usage]?.settlement = settlement
  }

  private mutating func keep(
    _ records: [Record], _ following: [OutstandingRequest]
  ) -> CommitOutcome {
    var outcome = CommitOutcome(following: following, newPosts: 0, knownPosts: 0)
    for case .post(let post) in records {
      if posts.insert(post.id ?? "").inserted {
        outcome.newPosts += 1
      } else {
        outcome.knownPosts += 1
      }
    }
    return outcome
  }

  mutating func end(_ id: Int64, _ ending: JobEnding) throws(StoreError) {
    guard let job = jobs[id], job.ending == nil else {
      throw StoreError(.bug, "an end of the job \(id), which is not under way")
    }
    jobs[id]?.ending = ending
    if case .suspended = ending { return }
    jobs[id]?.outstanding = []
  }

  mutating func reserve(_ reservation: Reservation) -> ReservationOutcome {
    for limit in reservation.limits where limit.call == nil || limit.call == reservation.call {
      let used = units(of: reservation, in: limit)
      guard used + reservation.units <= limit.units else {
        return .refused(
          limit: limit, used: used, until: limit.end(of: reservation.moment))
      }
    }
    let id = next()
    uses[id] = MemoryStore.Use(reservation: reservation)
    return .granted(usage: id)
  }

  private func units(of reservation: Reservation, in limit: Limit) -> Int64 {
    let start = limit.start(of: reservation.moment)
    return uses.values.map(\.reservation).filter { other in
      other.provider == reservation.provider && other.key == reservation.key
        && (limit.call == nil || limit.call == other.call) && other.moment >= start
    }.map(\.units).reduce(0, +)
  }
}

extension MemoryStore.Job {
  fileprivate var isUnfinished: Bool {
    switch ending {
    case nil, .suspended: true
    case .completed, .failed: false
    }
  }
}
