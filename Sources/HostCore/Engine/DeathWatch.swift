import MetricSchema

/// Counts the deaths of one provider, those of earlier runs too, and keeps it from running after too many.
///
/// In the hands of one thread.
struct DeathWatch {
  private let provider: String
  private let log: any DeathLog
  private var record = DeathRecord()
  private var library: LibraryStamp?
  /// Why nothing is asked any more in this run.
  private var refusal: CarrierFailure?

  init(_ provider: String, _ log: any DeathLog) {
    self.provider = provider
    self.log = log
  }

  /// Ends the asking where the provider died too often in this run.
  func check() throws(CarrierFailure) { if let refusal { throw refusal } }

  /// Lets the provider run with a library unless that very one is in quarantine.
  mutating func admit(_ library: LibraryStamp) throws(CarrierFailure) {
    self.library = library
    do throws(StoreError) {
      guard let quarantine = try log.quarantine(of: provider, library) else { return }
      refusal = Self.refusal(quarantine)
    } catch {
      throw CarrierFailure(.refused, "may be in quarantine, which cannot be read: \(error)")
    }
    try check()
  }

  /// Counts a death. Too many end the asking, also in later runs where the code is a library.
  mutating func note(_ death: CarrierFailure, at moment: Timestamp) throws(StoreError) {
    if let library {
      record.recall(
        try log.noteDeath(
          of: provider, library, at: moment, since: DeathRecord.begin(of: moment)))
    }
    guard let reason = record.died(death.description, at: moment) else { return }
    guard let library else {
      refusal = CarrierFailure(.refused, "is not asked any more: it \(reason)")
      return
    }
    let quarantine = Quarantine(
      provider: provider, library: library, reason: reason, since: moment)
    refusal = Self.refusal(quarantine)
    try log.quarantine(quarantine)
  }

  private static func refusal(_ quarantine: Quarantine) -> CarrierFailure {
    CarrierFailure(
      .refused, "is \(quarantine); `\(quarantine.remedy)` lets it run again")
  }
}
