import Cluster
import Kubernetes
import Verdicts

extension Watches {
  /// How far a watch may be behind the server, and how long the server may take to answer.
  private static let patience = Duration.seconds(10)

  /// Makes sure that the watches have shown all that happened to the objects until now, by one look at the server: a
  /// watch on which nothing comes may be one that is broken.
  ///
  /// - Returns: How long it took; long means that the lab was away.
  /// - Throws: `Failure` of the lab when the server does not answer or a watch stays behind.
  @discardableResult
  func catchUp(with interest: Interest) async throws -> Duration {
    let start = ContinuousClock.now
    do {
      try await withDeadline(start + Self.patience) {
        for (scope, listing) in Listing.all(for: interest) { try await self.catchUp(scope, listing) }
      }
    } catch is DeadlineExceeded {
      throw Failure(
        .labUnavailable, "what was seen last cannot be confirmed: the API server or its watches are behind",
        remedy: "run it again when the lab is in order")
    } catch let error as ClusterError {
      throw Failure(
        .labUnavailable, "what was seen last cannot be confirmed: \(error.summary)",
        remedy: error.hint ?? "run it again when the lab is in order")
    }
    return .now - start
  }

  private func catchUp(_ scope: WatchScope, _ listing: Listing) async throws {
    // What was never watched cannot be behind.
    guard let resource = resource(for: scope.kind) else { return }
    let list = try await client.list(resource, namespace: scope.namespace, options: listing.options)
    let there = Dictionary(list.items.map { ($0.key, $0.revisionNumber) }, uniquingKeysWith: { first, _ in first })
    let keys = listing.keys.union(there.keys)
    let changes = live.changes(of: Interest(keys: keys))
    defer { changes.finish() }
    func isBehind() -> Bool {
      keys.contains { key in
        let seen = live.watched(key)
        guard let revision = there[key] else { return seen.exists }
        return seen.revision < revision
      }
    }
    if !isBehind() { return }
    for await _ in changes.stream where !isBehind() { return }
    throw CancellationError()
  }

  /// One request that shows several objects.
  private struct Listing {
    var keys: Set<ObjectKey> = []
    /// Nil when it is about the keys.
    var labels: LabelSelector?

    var options: ListOptions {
      if let labels { return ListOptions(labels: labels) }
      guard keys.count == 1, let name = keys.first?.name else { return ListOptions() }
      return ListOptions(fields: FieldSelector([.init("metadata.name", equals: name)]))
    }

    static func all(for interest: Interest) -> [(WatchScope, Listing)] {
      var listings: [(WatchScope, Listing)] = interest.selections.map { ($0.scope, Listing(labels: $0.labels)) }
      let keys = Dictionary(grouping: interest.keys) { WatchScope(kind: $0.groupKind, namespace: $0.namespace) }
      for (scope, keys) in keys { listings.append((scope, Listing(keys: Set(keys)))) }
      return listings
    }
  }
}
