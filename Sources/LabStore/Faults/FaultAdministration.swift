internal import Documents
internal import Kubernetes
internal import Plans

/// The lab's own calls, outside the Kubernetes API, for those who may do anything in it:
///
/// - `GET`, `POST`, `DELETE /_plugfest/faults`, `DELETE /_plugfest/faults/NAME`
/// - `GET /_plugfest/journal?after=NUMBER`: what was injected, as JSON Lines
/// - `POST /_plugfest/restart?history=forgotten&certificate=expired`, `POST /_plugfest/compact`: at once
struct FaultAdministration {
  let store: LabStore
  let request: APIRequest

  static let prefix = "/_plugfest/"

  /// - Throws: `APIStatus` 400, 404, 405
  func respond(to path: String) throws(APIStatus) -> APIResponse {
    let parts = path.dropFirst(Self.prefix.count).split(separator: "/", maxSplits: 1).map(String.init)
    switch (request.method, parts.first, parts.count) {
    case ("GET", "faults", 1): return .json(list(store.faults.entries))
    case ("POST", "faults", 1): return try add()
    case ("DELETE", "faults", 1): store.faults.removeAll()
    case ("DELETE", "faults", 2):
      guard store.faults.remove(parts[1]) else {
        throw .notFound(GroupResource(group: "plugfest.dev", resource: "faults"), name: parts[1])
      }
    case ("GET", "journal", 1): return journal()
    case ("POST", "restart", 1):
      let restart = try restart()
      store.faults.note(restart.action)
      store.carryOut(restart)
    case ("POST", "compact", 1):
      store.faults.note("forgot the history")
      store.forgetHistory()
    case (_, "faults", _), (_, "journal", 1), (_, "restart", 1), (_, "compact", 1):
      throw .methodNotAllowed
    default: throw .resourceNotFound
    }
    return .json(["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success"])
  }

  private func list(_ entries: [(fault: Fault, matches: Int, injections: Int)]) -> Value {
    let faults = entries.map { entry -> Value in
      var value = entry.fault.value
      value["status"] = [
        "selected": .integer(Int64(entry.matches)), "injected": .integer(Int64(entry.injections)),
      ]
      return value
    }
    return ["faults": .array(faults)]
  }

  /// The body is one fault, or `{"faults": […]}`, in JSON or YAML.
  private func add() throws(APIStatus) -> APIResponse {
    let diagnostics = DiagnosticCollector()
    let faults: [Fault]
    do throws(Diagnostics) {
      let text = String(decoding: request.body, as: UTF8.self)
      guard let node = try YAML.parse(text, file: "body").first else {
        throw Diagnostics([.error("the body is empty")])
      }
      if let items = node["faults"]?.items {
        faults = Fault.readAll(items, diagnostics)
      } else {
        faults = Fault.read(node, number: store.faults.freeNumber, diagnostics).map { [$0] } ?? []
      }
      try diagnostics.throwIfErrors()
    } catch {
      throw .badRequest("this is no fault:\n\(error)")
    }
    store.faults.add(faults)
    return .json(list(faults.map { ($0, 0, 0) }), status: 201)
  }

  private func restart() throws(APIStatus) -> Fault.Restart {
    var restart = Fault.Restart()
    switch request.parameter("history") {
    case nil, "kept": break
    case "forgotten": restart.keepsHistory = false
    case let text?: throw .badRequest("history must be kept or forgotten, not \(text.goQuoted)")
    }
    if let text = request.parameter("certificate") {
      restart.certificate = Lab.CertificateValidity(rawValue: text)
      guard restart.certificate != nil else {
        let choices = Lab.CertificateValidity.allCases.map(\.rawValue).joined(separator: ", ")
        throw .badRequest("certificate must be one of \(choices), not \(text.goQuoted)")
      }
    }
    return restart
  }

  private func journal() -> APIResponse {
    let records = store.faults.records(after: request.parameter("after").flatMap { Int($0) } ?? 0)
    let lines = records.reduce(into: [UInt8]()) { $0 += JSON.bytes($1.value) + [0x0A] }
    return APIResponse(contentType: "application/jsonl", body: .bytes(lines))
  }
}
