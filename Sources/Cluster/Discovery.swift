import Kubernetes
import Synchronization

/// What is known of a server's types; asked for once, and again when something is missing.
final class Discovery: Sendable {
  private struct State {
    var catalogue: ResourceCatalogue?
    /// Which of the questions, counted from 1, the catalogue answers.
    var answered = 0
    /// How many questions were begun.
    var begun = 0
    /// Types whose definitions the server has, but does not tell of yet.
    var early: [GroupVersionKind: APIResource] = [:]
  }

  private let state = Mutex(State())
  private let lock = AsyncLock()

  init() {}

  /// The number of the latest question: who misses something now needs the answer to a later one.
  var latest: Int { state.withLock { $0.begun } }

  /// - Parameter question: Only an answer to a later question than this one will do.
  func catalogue(
    after question: Int = 0, _ fetch: @Sendable () async throws -> ResourceCatalogue
  ) async throws -> ResourceCatalogue {
    if let known = known(after: question) { return known }
    return try await lock.withLock {
      // Another task may have asked while this one waited.
      if let known = known(after: question) { return known }
      let number = state.withLock {
        $0.begun += 1
        return $0.begun
      }
      let catalogue = try await fetch()
      state.withLock {
        $0.catalogue = catalogue
        $0.answered = number
        $0.early = $0.early.filter { catalogue.resource(for: $0.key) == nil }
      }
      return catalogue
    }
  }

  func early(_ kind: GroupVersionKind) -> APIResource? { state.withLock { $0.early[kind] } }

  func learn(_ resources: [APIResource]) {
    state.withLock { for resource in resources { $0.early[resource.groupVersionKind] = resource } }
  }

  private func known(after question: Int) -> ResourceCatalogue? {
    state.withLock { $0.answered > question ? $0.catalogue : nil }
  }
}
