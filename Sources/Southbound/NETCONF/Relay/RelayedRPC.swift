import Documents
import NETCONF
import Plans
import XML

/// What the relay reads of a message of the candidate: enough for the journal, and for faults to choose by.
struct RelayedRPC: Sendable {
  var id: String?
  /// `edit-config`
  var name: String
  /// The datastore that it is about: `running`, `candidate`.
  var datastore: String
  /// The element of the operation.
  var body: String

  /// Nil when it is no RPC, which is for the server to refuse.
  init?(_ message: [UInt8]) {
    guard let document = try? ParsedXML(message), let root = document.root, root.name == "rpc",
      let operation = root.children.first
    else { return nil }
    id = root.attribute("message-id")
    name = operation.name
    let place = operation["target"] ?? operation["source"]
    datastore = place?.children.first?.name ?? (name == "commit" || name == "discard-changes" ? "candidate" : "")
    body = document.firstChild ?? ""
  }

  /// The reply with the errors, as the server would send it.
  func refusal(_ error: RPCError) -> [UInt8] {
    let id = id.map { " message-id=\"\(XMLText.escaped($0))\"" } ?? ""
    return Array("<rpc-reply xmlns=\"\(NETCONFNames.namespace)\"\(id)>\(error.xml)</rpc-reply>".utf8)
  }
}

/// What the faults that an RPC meets make of it: delays add up, and of those that end it, the first does.
struct RPCFaultPlan: Sendable {
  enum Ending: Sendable {
    /// Nobody answers while the fault is on.
    case silence(TrafficFault)
    /// The session is cut before the server is asked.
    case cut
    case refusal(RPCError)
  }

  /// Of the faults that are carried out.
  private(set) var names: [String] = []
  private(set) var delay = Duration.zero
  private(set) var ending: Ending?
  private(set) var losesReply = false
  private(set) var bytesPerSecond: Int?
  private(set) var staleness: (age: Duration, fault: String)?

  init(_ faults: [TrafficFault]) {
    for fault in faults where add(fault) { names.append(fault.name) }
  }

  /// Returns whether it is sure to be carried out.
  private mutating func add(_ fault: TrafficFault) -> Bool {
    switch fault.effect {
    case .latency(let time): delay += time
    case .timeout: return end(.silence(fault))
    case .reset, .refuse, .credentialExpired: return end(.cut)
    case .rpcError(let tag, let message):
      return end(.refusal(RPCError(type: "application", tag: tag, message: message)))
    case .status(let status, _, let body):
      let message = body.map { $0.string ?? JSON.text($0) } ?? "status \(status)"
      return end(.refusal(RPCError(type: "application", tag: "operation-failed", message: message)))
    case .loseResponse:
      guard ending == nil else { return false }
      losesReply = true
    case .slowBody(let speed):
      guard ending == nil else { return false }
      bytesPerSecond = speed
    case .staleReads(let age):
      staleness = (age, fault.name)
      return false
    // It was shown when the session began.
    case .certificate: return false
    }
    return true
  }

  private mutating func end(_ ending: Ending) -> Bool {
    guard self.ending == nil else { return false }
    self.ending = ending
    return true
  }
}
