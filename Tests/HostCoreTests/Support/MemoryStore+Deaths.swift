import HostCore
import MetricSchema

extension MemoryStore.State {
  fileprivate func passDeaths() throws(StoreError) {
    if isDeathLogBroken { throw StoreError(.full, "the disk is full at deaths") }
  }
}

extension MemoryStore {
  func noteDeath(
    of provider: String, _ library: LibraryStamp, at moment: Timestamp, since: Timestamp
  ) throws(StoreError) -> [Timestamp] {
    try change { state throws(StoreError) in
      try state.passDeaths()
      state.deaths.removeAll { $0.provider == provider && $0.moment <= since }
      let own = state.deaths.filter {
        $0.provider == provider && $0.library == library && $0.moment <= moment
      }
      state.deaths.append(Death(provider: provider, library: library, moment: moment))
      return own.map(\.moment).sorted()
    }
  }

  func quarantine(_ quarantine: Quarantine) throws(StoreError) {
    try change { state throws(StoreError) in
      try state.passDeaths()
      let isKnown = state.quarantines.contains {
        $0.provider == quarantine.provider && $0.library == quarantine.library
      }
      if !isKnown { state.quarantines.append(quarantine) }
    }
  }

  func quarantine(
    of provider: String, _ library: LibraryStamp
  ) throws(StoreError) -> Quarantine? {
    try change { state throws(StoreError) in
      try state.passDeaths()
      return state.quarantines.first { $0.provider == provider && $0.library == library }
    }
  }

  func quarantines() throws(StoreError) -> [Quarantine] { with { $0.quarantines } }

  func liftQuarantines(of provider: String) throws(StoreError) -> [Quarantine] {
    try change { state throws(StoreError) in
      let lifted = state.quarantines.filter { $0.provider == provider }
      state.quarantines.removeAll { $0.provider == provider }
      state.deaths.removeAll { $0.provider == provider }
      return lifted
    }
  }
}
