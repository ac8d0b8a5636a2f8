import Cluster
import Documents
import Kubernetes
package import OperatorRuntime

/// Brings everything to its wanted state at once: Secrets, Prometheus, and the status of every object.
package actor ConfigurationPass {
  private let dialect: any Dialect
  private let around: Surroundings
  private let defects: Set<Defect>
  private let secrets: Secrets
  /// Nil when there is no Prometheus: then the Secrets are all that is done.
  private let publisher: Publisher?
  private let directory: TargetDirectory
  private var maker: PieceMaker
  private var cause = Publisher.Cause.change

  package init(_ dialect: any Dialect, _ around: Surroundings, publisher: Publisher?, defects: Set<Defect>) {
    self.dialect = dialect
    self.around = around
    self.publisher = publisher
    self.defects = defects
    secrets = Secrets(client: around.client, cache: around.cache, owner: dialect.name, defects: defects)
    directory = TargetDirectory(cache: around.cache)
    maker = PieceMaker(dialect: dialect, defects: defects)
  }

  /// The next pass looks at Prometheus itself, too.
  package func expectResync() { cause = .resync }

  /// Never fails: what goes wrong is told by the objects' status, and tried again.
  package func carryOut() async -> ReconcileOutcome {
    let cause = cause
    self.cause = .change
    let objects = dialect.resources.flatMap { around.cache.objects($0.kind) }
      .sorted { $0.key.sortKey < $1.key.sortKey }
    var isDone = true
    if let finalizer = dialect.finalizer {
      for object in objects where !object.isTerminating && !object.finalizers.contains(finalizer) {
        isDone = await hold(object, finalizer) && isDone
      }
    }
    let pieces = maker.pieces(of: objects.filter { !$0.isTerminating }, targets: directory)
    let (verdicts, trouble) = await verdicts(on: pieces, cause)
    // Prometheus took its time, and what is gone meanwhile must not get a Secret again.
    for piece in pieces where isThere(piece.object) {
      var verdict = verdicts[piece.key] ?? .inForce(message: piece.summary)
      do {
        try await secrets.bring(piece, isValid: !verdict.isInvalid)
      } catch {
        isDone = false
        verdict = .waiting(reason: "SecretNotWritten", message: "the Secret cannot be written: \(error)")
      }
      isDone = await report(verdict, on: piece.object) && isDone
    }
    let leaving = objects.filter(\.isTerminating)
    if let trouble {
      around.log.warning("Prometheus is behind", ["error": .string("\(trouble)")])
      for object in leaving where dialect.finalizer.map(object.finalizers.contains) ?? false {
        isDone = await report(.waiting(reason: trouble.reason, message: "\(trouble)"), on: object) && isDone
      }
    } else {
      isDone = await letGo(leaving) && isDone
    }
    return isDone && trouble == nil ? .settled : .retry()
  }

  private func isThere(_ object: KubernetesObject) -> Bool {
    around.cache.object(object.key).map { $0.uid == object.uid && !$0.isTerminating } ?? false
  }

  private func verdicts(
    on pieces: [Piece], _ cause: Publisher.Cause
  ) async -> (verdicts: [ObjectKey: Verdict], trouble: PrometheusTrouble?) {
    guard let publisher else { return (pieces.verdictsWithoutPrometheus, nil) }
    do {
      let problems = try await publisher.problems(of: pieces)
      var good = pieces.filter { problems[$0.key] == nil }
      if !problems.isEmpty, defects.contains(.dropsOthersWhenInvalid) { good = good.filter(\.groups.isEmpty) }
      var publication = await publisher.publish(good, cause: cause)
      for (key, problems) in problems {
        publication.verdicts[key] = .invalid(message: problems.joined(separator: "; "))
      }
      return (publication.verdicts, publication.trouble)
    } catch {
      return (await publisher.waiting(pieces, for: error), error)
    }
  }

  // MARK: Writing to the cluster

  private func resource(of object: KubernetesObject) -> APIResource? {
    dialect.resources.first { $0.kind == object.kind }
  }

  /// - Returns: Whether nothing is left to do.
  private func report(_ verdict: Verdict, on object: KubernetesObject) async -> Bool {
    let reported = dialect.report(verdict, on: object, defects: defects)
    guard let patch = StatusPatch.from(object, to: reported) else { return isPresent(object) }
    guard await write(patch, to: object, subresource: "status") else { return false }
    await around.events.record(verdict.event, about: object)
    return true
  }

  private func isPresent(_ object: KubernetesObject) -> Bool {
    (try? around.ownWrites.requirePresent(object)) != nil
  }

  private func hold(_ object: KubernetesObject, _ finalizer: String) async -> Bool {
    await setFinalizers(object.finalizers + [finalizer], of: object)
  }

  /// Prometheus has let go of them.
  private func letGo(_ objects: [KubernetesObject]) async -> Bool {
    guard let finalizer = dialect.finalizer else { return true }
    var isDone = true
    for object in objects where object.finalizers.contains(finalizer) {
      isDone = await setFinalizers(object.finalizers.filter { $0 != finalizer }, of: object) && isDone
    }
    return isDone
  }

  private func setFinalizers(_ finalizers: [String], of object: KubernetesObject) async -> Bool {
    // The list is written as a whole, so it must be the one that was read.
    var changes: Value = ["metadata": ["finalizers": .array(finalizers.map(Value.string))]]
    changes[path: "metadata", "resourceVersion"] = object.resourceVersion.map(Value.string)
    return await write(changes, to: object)
  }

  private func write(_ patch: Value, to object: KubernetesObject, subresource: String? = nil) async -> Bool {
    guard let resource = resource(of: object) else { return true }
    do {
      around.ownWrites.note(
        try await around.client.patch(
          resource, namespace: object.namespace, name: object.name, .merge(patch), subresource: subresource))
      return true
    } catch let error as ClusterError where error.isNotFound || error.isConflict {
      // What is in the cache is behind; the change that it lacks is on its way, and asks for another pass unless it is one
      // of this process's own.
      return isPresent(object)
    } catch {
      around.log.error(
        "object not written", ["object": .string(object.description), "error": .string("\(error)")])
      return false
    }
  }
}

extension Verdict {
  fileprivate var isInvalid: Bool { if case .invalid = self { true } else { false } }

  fileprivate var event: EventText {
    switch self {
    case .inForce(let message): EventText(.normal, "Loaded", message)
    case .invalid(let message): EventText(.warning, "InvalidConfiguration", message)
    case .waiting(let reason, let message): EventText(.warning, reason, message)
    }
  }
}

extension [Piece] {
  /// Only what can be told without asking.
  fileprivate var verdictsWithoutPrometheus: [ObjectKey: Verdict] {
    Dictionary(
      map { piece in
        let verdict: Verdict =
          piece.problems.isEmpty
          ? .inForce(message: "\(piece.summary); no Prometheus is named that would load it")
          : .invalid(message: piece.problems.joined(separator: "; "))
        return (piece.key, verdict)
      }, uniquingKeysWith: { first, _ in first })
  }
}
