package import Cluster
import Foundation
import Synchronization

/// Counts what was not as it should be with the lab and was ridden out, and remembers which requests did not go well.
package final class LabNoise: Sendable {
  /// Of the case that the present task carries out.
  @TaskLocal package static var ofCase: LabNoise?

  /// A request that did not go well, or a watch.
  struct Entry: Sendable {
    var time: Date
    var text: String
  }

  private struct State {
    /// Those of the cases that run at present.
    var cases: [LabNoise] = []
    var counts: [String: Int] = [:]
    var entries: [Entry] = []
    var forgotten = 0
  }

  /// How many entries are kept, the newest.
  private static let limit = 1000

  private let state = Mutex(State())

  package init() {}

  func note(_ noise: ClusterObserver.Noise) {
    state.withLock { state in
      state.counts[noise.title, default: 0] += 1
      Self.add(noise.line, &state)
    }
  }

  /// Counts it here and for the case that made the request. A watch serves all cases: its trouble counts for each that
  /// runs.
  package func share(_ noise: ClusterObserver.Noise) {
    note(noise)
    let cases = Self.ofCase.map { [$0] } ?? state.withLock(\.cases)
    for item in cases { item.note(noise) }
  }

  /// Counts what is shared in the meantime for a case, too.
  func counting<Result>(for item: LabNoise, _ body: () async -> Result) async -> Result {
    state.withLock { $0.cases.append(item) }
    defer { state.withLock { state in state.cases.removeAll { $0 === item } } }
    return await Self.$ofCase.withValue(item, operation: body)
  }

  /// A case came to an error, not to a verdict on the candidate, and is tried again.
  func noteBrokenCase() { state.withLock { $0.counts["case broken, and tried again", default: 0] += 1 } }

  package func note(_ refusal: ClusterObserver.Refusal) {
    let code = refusal.code.map { "\($0) " } ?? ""
    state.withLock { Self.add("\(refusal.request): \(code)\(refusal.message)", &$0) }
  }

  /// How often what was ridden out; nil when nothing was.
  package var counts: [String: Int]? { state.withLock { $0.counts.isEmpty ? nil : $0.counts } }

  var entries: [Entry] { state.withLock(\.entries) }

  /// How many entries are not kept any more.
  var forgotten: Int { state.withLock(\.forgotten) }

  private static func add(_ line: String, _ state: inout State) {
    state.entries.append(Entry(time: Date(), text: line.split(whereSeparator: \.isNewline).joined(separator: " ")))
    // Cut in large steps, so that adding stays cheap.
    guard state.entries.count > limit * 5 / 4 else { return }
    state.forgotten += state.entries.count - limit
    state.entries.removeFirst(state.entries.count - limit)
  }
}

extension ClusterObserver.Noise {
  /// What kind of trouble it was, for a count.
  fileprivate var title: String {
    switch self {
    case .retried(_, let code?, _): "request answered \(code), and repeated"
    case .retried(_, nil, _): "request not answered, and repeated"
    case .credentialsRefreshed: "credentials refused, and fetched anew"
    case .watchResumed: "watch ended early, and resumed"
    case .relisted: "watch not resumed, and all listed again"
    case .consumerOverflowed: "changes came faster than they were read"
    }
  }

  fileprivate var line: String {
    switch self {
    case .retried(let request, _, let cause): "\(request): \(cause), repeated"
    case .watchResumed(let resource, let cause): "watch of \(resource): \(cause), resumed"
    case .relisted(let resource, let cause): "watch of \(resource): \(cause), listed again"
    case .credentialsRefreshed, .consumerOverflowed: title
    }
  }
}
