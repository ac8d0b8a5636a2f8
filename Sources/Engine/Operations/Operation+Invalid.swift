import Cluster
import Documents
import Expressions
import Kubernetes
import Plans
import Verdicts

// What is established is wrong, and has to be refused by the API server or called failed by the candidate.
extension CaseContext {
  /// Values for the names that a binding's manifest reads: what is given, and the contract's defaults for what is not.
  ///
  /// - Throws: `Failure` when the parameters are no object, and `ExpressionError`.
  func parameters(of establish: Step.Operation.Establish) throws -> [String: Value] {
    var parameters = establish.defaults
    switch establish.parameters {
    case .named(let given):
      for parameter in given { parameters[parameter.name] = try scope.evaluate(parameter.value) }
    case .whole(let template):
      let value = try scope.evaluate(template)
      guard let object = value.object else {
        throw Failure(.suiteDefect, "the parameters of an intent are an object, but \"with\" gives \(value.excerpt)")
      }
      for (name, value) in object { parameters[name] = value }
    }
    return parameters
  }

  /// Applies what must be refused, or make the object say that it failed.
  func establish(
    _ manifest: KubernetesObject, as name: String?, _ binding: Candidate.Binding,
    refused invalidity: Step.Operation.Establish.Invalidity
  ) async throws -> String {
    let start = ContinuousClock.now
    let wanted = WantedNames(try naming(invalidity), in: binding)
    guard let kind = manifest.groupVersionKind else { throw Failure(.suiteDefect, "the manifest has no kind") }
    // What is refused at once has a name all the same, for what is asked of it afterwards.
    let reference = try await reference(kind, namespace: manifest.namespace, name: manifest.name)
    let known = name.flatMap { scope.handle($0) }
    let madeAt = known?.reference == reference ? known?.madeAt : nil
    let handle = Handle(
      reference: reference, binding: binding, madeAt: madeAt ?? watches.live.position, manifest: manifest)
    if let name { scope.set(name, handle) }
    do {
      _ = try await send(manifest, as: nil, binding: binding, expecting: .success) {
        do {
          return try await lab.client.apply($0, fieldManager: Self.fieldManager, options: Self.writeOptions)
        } catch let error as ClusterError {
          guard case .status(let status, _) = error, status.isRefusalOfContent else { throw error }
          throw RefusedContent(status: status)
        }
      }
    } catch let refusal as RefusedContent {
      return try judge(refusal.status, wanted, manifest)
    }
    return try await waitForFailure(of: handle, wanted, within: invalidity.within, start)
  }

  private func naming(_ invalidity: Step.Operation.Establish.Invalidity) throws -> [String] {
    let value = try scope.evaluate(invalidity.naming)
    guard let items = value.array, items.allSatisfy({ $0.string != nil }) else {
      throw Failure(.suiteDefect, "\"naming\" must be a list of texts, but is \(value.excerpt)")
    }
    return items.compactMap(\.string)
  }

  private func judge(_ status: APIStatus, _ wanted: WantedNames, _ manifest: KubernetesObject) throws -> String {
    let causes = (status.details?.causes ?? []).map(\.field)
    if let name = wanted.found(in: ([status.message] + causes).joined(separator: "\n")) {
      return "refused: \(status.code) \(status.reason)\(name.isEmpty ? "" : ", which names \(name)")"
    }
    throw Failure(
      .unexpectedAnswer,
      "\(manifest.kind) \(manifest.name) was refused, but the message does not name \(wanted.title): \(status.message)",
      details: ["found \(status.code) \(status.reason)"])
  }

  // MARK: The candidate's own word

  private func waitForFailure(
    of handle: Handle, _ wanted: WantedNames, within: Duration, _ start: ContinuousClock.Instant
  ) async throws -> String {
    let limit = min(.now + within, deadline)
    let interest = Interest(keys: [handle.reference.key])
    let title = handle.reference.title
    let window = Moments(watches.live, interest, at: start)
    var moments = window
    var said: String?
    let end = try await met(in: &moments, until: limit) { moment -> Ending? in
      guard moment.arrival <= limit else { return nil }
      let object = moment.object(handle.reference.key)
      if observed("ready", handle, object) == .bool(true) { return .ready(moment) }
      guard observed("failed", handle, object) == .bool(true) else { return nil }
      let message = observed("message", handle, object)?.string ?? ""
      said = message
      return wanted.found(in: message).map { .failed($0) }
    }
    let waited = "within \(GoDuration.text(within))"
    switch end {
    case .failed(let name):
      return
        "accepted, and failed after \(Self.elapsed(since: start))\(name.isEmpty ? "" : " with a message that names \(name)")"
    case .ready(let moment):
      throw Failure(
        .expectationNotMet, "\(title) is invalid, but was accepted and became ready",
        details: story(window, start, at: moment))
    case nil:
      let message =
        said.map {
          "\(title) failed, as it must, but \(waited) its message did not name \(wanted.title): \($0.quoted)"
        } ?? "\(title) is invalid, but was accepted, and nothing was said of it \(waited)"
      throw Failure(.expectationNotMet, message, details: story(window, start, at: moments.last))
    }
  }

  private enum Ending: Sendable {
    case failed(String)
    case ready(Moment)
  }

  /// Nil while the observation cannot be made.
  private func observed(_ name: String, _ handle: Handle, _ object: KubernetesObject?) -> Value? {
    guard let template = handle.binding?.observe[name] else { return nil }
    return try? template.evaluate(Bindings(["object": object?.value ?? .null]))
  }
}

/// The API server took the write for wrong.
private struct RefusedContent: Error {
  var status: APIStatus
}

extension APIStatus {
  /// Whether it is about what was written: invalid, of a wrong type, or denied by admission.
  var isRefusalOfContent: Bool {
    // What the kind does not know at all is a mistake of the binding.
    if message.contains("unknown field") { return false }
    return switch code {
    case 400, 422: true
    case 403: message.contains("denied the request") || message.contains("denied request")
    // A manifest that does not fit the schema at all cannot be merged.
    case 500: message.contains("failed to create typed patch object")
    default: false
    }
  }
}

/// What a refusal has to name, in the contract's words or in the candidate's.
struct WantedNames {
  /// As the suite names them.
  private let names: [String]
  /// All texts that count as one of them.
  private let texts: [String]

  init(_ names: [String], in binding: Candidate.Binding) {
    self.names = names
    texts = names.flatMap { [$0] + (binding.names[$0] ?? []) }
  }

  /// `fiveQI or arpPriority`
  var title: String { (texts.isEmpty ? names : texts).map(\.quoted).joined(separator: " or ") }

  /// The first that stands in the text as a whole word, whatever its case; empty when any text will do.
  func found(in text: String) -> String? {
    if texts.isEmpty { return "" }
    let lowered = Array(text.lowercased())
    return texts.first { Self.contains(lowered, Array($0.lowercased())) }
  }

  private static func contains(_ text: [Character], _ word: [Character]) -> Bool {
    guard !word.isEmpty, text.count >= word.count else { return false }
    func isPart(_ index: Int) -> Bool {
      text.indices.contains(index) && (text[index].isLetter || text[index].isNumber || text[index] == "_")
    }
    return (0...(text.count - word.count)).contains { start in
      text[start] == word[0] && text[start..<start + word.count] == word[...] && !isPart(start - 1)
        && !isPart(start + word.count)
    }
  }
}
