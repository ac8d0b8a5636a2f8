import Documents
import Foundation
package import Kubernetes

/// Brings pieces into force in a Prometheus: files, reload, and a look whether it has them.
///
/// It works on all pieces at once, because Prometheus takes a configuration as a whole or not at all.
package actor Publisher {
  package struct Settings: Sendable {
    /// The operator whose files these are.
    package var owner: String
    package var isPrevious: Bool
    package var defects: Set<Defect>

    package init(owner: String, isPrevious: Bool = false, defects: Set<Defect> = []) {
      self.owner = owner
      self.isPrevious = isPrevious
      self.defects = defects
    }
  }

  package struct Publication: Sendable {
    package var verdicts: [ObjectKey: Verdict] = [:]
    /// What has to be tried again.
    package var trouble: PrometheusTrouble?
  }

  /// Why a pass happens.
  package enum Cause: Sendable { case change, resync }

  private struct Refusal {
    var text: String
    var message: String
  }

  private let settings: Settings
  private let client: PrometheusClient
  private var writer: FolderWriter
  /// The texts of the pieces that Prometheus has.
  private var inForce: [ObjectKey: String] = [:]
  /// What Prometheus refused as a whole, though each part of it looked right.
  private var refused: [ObjectKey: Refusal] = [:]
  /// Expressions that it could parse.
  private var known: [String: String?] = [:]
  /// Nil until it is known what an earlier process left.
  private var needsReload: Bool?

  package init(_ settings: Settings, client: PrometheusClient, folder: ConfigurationFolder) {
    self.settings = settings
    self.client = client
    writer = FolderWriter(folder: folder, defects: settings.defects)
  }

  private var defects: Set<Defect> { settings.defects }

  /// What is wrong with each piece, by itself and in the eyes of Prometheus.
  ///
  /// - Throws: What kept Prometheus from saying.
  package func problems(of pieces: [Piece]) async throws(PrometheusTrouble) -> [ObjectKey: [String]] {
    var result: [ObjectKey: [String]] = [:]
    for piece in pieces {
      var problems = piece.problems
      for (_, rule) in piece.rules {
        guard let expression = rule["expr"]?.string else { continue }
        guard let problem = try await problem(of: expression) else { continue }
        problems.append("\(RuleGroups.name(of: rule)): expr: \(problem)")
      }
      if let refusal = refused[piece.key] {
        if refusal.text == piece.text { problems.append(refusal.message) } else { refused[piece.key] = nil }
      }
      if !problems.isEmpty { result[piece.key] = problems }
    }
    return result
  }

  private func problem(of expression: String) async throws(PrometheusTrouble) -> String? {
    if let known = known[expression] { return known }
    if known.count > 10_000 { known = [:] }
    do {
      try await client.check(expression: expression)
      known[expression] = .some(nil)
      return nil
    } catch .badExpression(let message) {
      known[expression] = message
      return message
    } catch {
      throw error
    }
  }

  /// - Parameter pieces: Those with nothing wrong.
  package func publish(_ pieces: [Piece], cause: Cause) async -> Publication {
    var publication = Publication()
    do {
      try await bringIntoForce(pieces, cause)
    } catch {
      publication.trouble = defects.contains(.givesUpReload) ? nil : error
      if defects.contains(.givesUpReload) { needsReload = false }
      for piece in pieces where inForce[piece.key] != piece.text {
        publication.verdicts[piece.key] = .waiting(reason: error.reason, message: "\(error)")
      }
    }
    for piece in pieces {
      if let refusal = refused[piece.key] { publication.verdicts[piece.key] = .invalid(message: refusal.message) }
      if publication.verdicts[piece.key] == nil { publication.verdicts[piece.key] = .inForce(message: piece.summary) }
    }
    return publication
  }

  /// What holds of pieces while Prometheus cannot be asked about them.
  package func waiting(_ pieces: [Piece], for trouble: PrometheusTrouble) -> [ObjectKey: Verdict] {
    Dictionary(
      pieces.map { piece in
        let verdict: Verdict =
          inForce[piece.key] == piece.text
          ? .inForce(message: piece.summary) : .waiting(reason: trouble.reason, message: "\(trouble)")
        return (piece.key, verdict)
      }, uniquingKeysWith: { first, _ in first })
  }

  private func bringIntoForce(_ pieces: [Piece], _ cause: Cause) async throws(PrometheusTrouble) {
    if defects.contains(.reloadsTooEarly), needsReload != nil { return try await reloadEarly(pieces) }
    let change = try writer.bring(desired(pieces))
    if change == .written || change == .onlyRemoved && !defects.contains(.forgetsReloadOnDelete) { needsReload = true }
    if cause == .resync, defects.contains(.reloadsEachResync) { needsReload = true }
    if cause == .change, defects.contains(.rewritesOnReapply) { needsReload = true }
    if needsReload == nil {
      let last = try await client.lastReload()
      needsReload = !last.isSuccess || writer.folder.lastChange() > last.time
    }
    if needsReload == false, cause == .resync || inForce.isEmpty {
      needsReload = try await !has(pieces) && !defects.contains(.noDriftRepair)
    }
    if needsReload == true {
      try await reload(pieces)
      guard try await has(pieces) else { throw .notLoaded("does not list what was written") }
    }
    keep(pieces)
  }

  private func keep(_ pieces: [Piece]) {
    inForce = Dictionary(
      pieces.filter { refused[$0.key] == nil }.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  private func reloadEarly(_ pieces: [Piece]) async throws(PrometheusTrouble) {
    if pieces.contains(where: { inForce[$0.key] != $0.text }) { try await client.reload() }
    _ = try writer.bring(desired(pieces))
    keep(pieces)
  }

  private func desired(_ pieces: [Piece]) -> DesiredFiles {
    DesiredFiles(
      pieces.filter { refused[$0.key] == nil }, owner: settings.owner, isPrevious: settings.isPrevious,
      defects: defects)
  }
}

// MARK: Reloading

extension Publisher {
  private func reload(_ pieces: [Piece]) async throws(PrometheusTrouble) {
    needsReload = true
    do {
      try await client.reload()
      needsReload = false
    } catch .refused(let message) {
      try await isolate(pieces, message)
    } catch {
      throw error
    }
  }

  /// Finds out which of the pieces that are new Prometheus does not take, and leaves those out, so that one cannot keep
  /// all others from coming into force.
  private func isolate(_ pieces: [Piece], _ message: String) async throws(PrometheusTrouble) {
    let suspects = pieces.filter { inForce[$0.key] != $0.text && refused[$0.key] == nil }
    // Then it is something that somebody else put there.
    if suspects.isEmpty { throw .refused(message) }
    var good = pieces.filter { piece in !suspects.contains { $0.key == piece.key } }
    try await load(good)
    for suspect in suspects {
      do throws(PrometheusTrouble) {
        if suspects.count == 1 { throw .refused(message) }
        try await load(good + [suspect])
        good.append(suspect)
      } catch .refused {
        refused[suspect.key] = Refusal(text: suspect.text, message: Self.refusal)
      } catch {
        throw error
      }
    }
    try await load(good)
  }

  /// Why, it tells only its own log.
  private static let refusal =
    "Prometheus can parse its expressions, but refuses to load it: look at the templates in labels and annotations, and "
    + "at relabeling"

  private func load(_ pieces: [Piece]) async throws(PrometheusTrouble) {
    guard try writer.bring(desired(pieces)) != .nothing || needsReload != false else { return }
    needsReload = true
    try await client.reload()
    needsReload = false
  }

  /// Whether Prometheus says that it has these pieces, and none of this operator's besides.
  private func has(_ pieces: [Piece]) async throws(PrometheusTrouble) -> Bool {
    let pieces = pieces.filter { refused[$0.key] == nil }
    let desired = desired(pieces)
    let folder = writer.folder
    let configuration = try await client.configuration()
    let jobs = (configuration["scrape_configs"]?.array ?? []).compactMap { $0["job_name"]?.string }
    let wanted = desired.jobs.compactMap { $0["job_name"]?.string }
    let keeps = defects.contains(.neverCleansUp)
    guard keeps || jobs.filter(folder.isOurs(job:)).sorted() == wanted.sorted() else { return false }
    var loaded: [String: [String]] = [:]
    for group in try await client.ruleGroups() {
      let file = String((group["file"]?.string ?? "").split(separator: "/").last ?? "")
      guard folder.isOurs(file) else { continue }
      loaded["\(file)|\(group["name"]?.string ?? "")"] = (group["rules"]?.array ?? []).compactMap { $0["name"]?.string }
    }
    let rules = desired.loadedRules(of: pieces, owner: settings.owner, isPrevious: settings.isPrevious)
    return keeps || loaded == rules || defects.contains(.forgetsReloadOnDelete)
  }
}

extension Piece {
  /// What is in force of it, for people.
  var summary: String {
    var parts: [String] = []
    if !jobs.isEmpty {
      parts.append(targetCount == 0 ? "nothing to scrape was found yet" : "\(targetCount) targets to scrape")
    }
    let count = rules.count
    if count > 0 { parts.append("\(count) \(count == 1 ? "rule" : "rules")") }
    return parts.isEmpty ? "asks for nothing" : parts.joined(separator: ", ")
  }
}
