import PacketCoreClient
import Synchronization

/// A network function in memory that fails as it is told.
final class PacketCoreDouble: PacketCore {
  enum Verb: String, Sendable { case read, list, create, merge, replace, delete }

  struct Call: Sendable, Hashable, CustomStringConvertible {
    var verb: Verb
    var name: String
    var leaves: [AccessPointEntry.Leaf] = []

    var description: String {
      ([verb.rawValue, name] + leaves.map(\.rawValue)).joined(separator: " ")
    }
    var isWrite: Bool { verb != .read && verb != .list }
  }

  /// What goes wrong with calls of a kind.
  struct Fault: Sendable {
    /// Nil for all.
    var verb: Verb?
    var error: PacketCoreError
    /// Whether it is done all the same, and only the answer is lost.
    var takesEffect = false
    var times = Int.max
  }

  private struct State {
    var entries: [String: AccessPointEntry] = [:]
    var calls: [Call] = []
    var faults: [Fault] = []
    var watchers: [AsyncStream<Void>.Continuation] = []
  }

  private let state = Mutex(State())

  // MARK: What tests see and do

  var entries: [String: AccessPointEntry] {
    get { state.withLock { $0.entries } }
    set { state.withLock { $0.entries = newValue } }
  }

  var calls: [Call] { state.withLock { $0.calls } }
  var writes: [String] { calls.filter(\.isWrite).map(\.description) }

  func fail(_ fault: Fault) { state.withLock { $0.faults.append(fault) } }
  func recover() { state.withLock { $0.faults = [] } }

  func edit(_ name: String, _ change: (inout AccessPointEntry) -> Void) {
    state.withLock { state in
      guard var entry = state.entries[name] else { return }
      change(&entry)
      state.entries[name] = entry
    }
  }

  /// Waits until what it holds and was asked is as wanted.
  func wait(until isWanted: (PacketCoreDouble) -> Bool) async {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    state.withLock { $0.watchers.append(continuation) }
    if isWanted(self) { return }
    for await _ in stream where isWanted(self) { return }
  }

  // MARK: What operators do

  func entry(_ name: String) async throws(PacketCoreError) -> AccessPointEntry? {
    try call(Call(verb: .read, name: name)) { $0[name] }
  }

  func entries() async throws(PacketCoreError) -> [AccessPointEntry] {
    try call(Call(verb: .list, name: "")) { Array($0.values) }
  }

  func create(_ entry: AccessPointEntry) async throws(PacketCoreError) {
    guard entries[entry.name] == nil else { throw .exists }
    try call(Call(verb: .create, name: entry.name)) { $0[entry.name] = entry }
  }

  func merge(_ entry: AccessPointEntry, _ leaves: [AccessPointEntry.Leaf]) async throws(PacketCoreError) {
    // Only what was to change is taken over.
    let merged = entries[entry.name].map { entry.withOthers(than: leaves, from: $0) } ?? entry
    try call(Call(verb: .merge, name: entry.name, leaves: leaves)) { $0[entry.name] = merged }
  }

  func replace(_ entry: AccessPointEntry) async throws(PacketCoreError) {
    try call(Call(verb: .replace, name: entry.name)) { $0[entry.name] = entry }
  }

  func delete(_ name: String) async throws(PacketCoreError) {
    try call(Call(verb: .delete, name: name)) { $0[name] = nil }
  }

  private func call<Result>(
    _ call: Call, _ body: (inout [String: AccessPointEntry]) -> Result
  ) throws(PacketCoreError) -> Result {
    let (result, fault, watchers) = state.withLock { state in
      state.calls.append(call)
      let index = state.faults.firstIndex { $0.times > 0 && ($0.verb == nil || $0.verb == call.verb) }
      let fault = index.map { state.faults[$0] }
      if let index { state.faults[index].times -= 1 }
      let result = fault.map(\.takesEffect) ?? true ? body(&state.entries) : nil
      return (result, fault, state.watchers)
    }
    for watcher in watchers { watcher.yield() }
    if let fault { throw fault.error }
    guard let result else { throw .unintelligible("nothing") }
    return result
  }
}

extension AccessPointEntry {
  /// It, but with all other leaves as they are in another.
  fileprivate func withOthers(than leaves: [Leaf], from other: AccessPointEntry) -> AccessPointEntry {
    var entry = other
    for leaf in leaves {
      switch leaf {
      case .networkIdentifier: entry.networkIdentifier = networkIdentifier
      case .operatorIdentifier: entry.operatorIdentifier = operatorIdentifier
      case .slice: entry.slice = slice
      case .sessionTypes: entry.sessionTypes = sessionTypes
      case .defaultSessionType: entry.defaultSessionType = defaultSessionType
      case .fiveQI: entry.fiveQI = fiveQI
      case .arpPriority: entry.arpPriority = arpPriority
      case .uplink: entry.uplink = uplink
      case .downlink: entry.downlink = downlink
      case .pools: entry.pools = pools
      case .dnsServers: entry.dnsServers = dnsServers
      case .mtu: entry.mtu = mtu
      case .networkInstance: entry.networkInstance = networkInstance
      case .adminState: entry.isLocked = isLocked
      case .managedBy: entry.managedBy = managedBy
      }
    }
    return entry
  }
}
