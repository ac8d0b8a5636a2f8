/// Why a NETCONF server could not be asked, or did not do as it was told.
package enum NETCONFError: Error, Sendable, CustomStringConvertible {
  /// ssh did not get through.
  case ssh(SSHFailure)
  /// The session ended, for whatever reason.
  case ended(String)
  /// What was asked may have been carried out, or not.
  case noAnswer(rpc: String, within: Duration)
  /// The server sent what NETCONF does not allow.
  case malformed(String)
  /// What is to be sent cannot be sent.
  case unsendable(String)
  /// The server answered with errors.
  case refused(rpc: String, [RPCError])

  package var description: String {
    switch self {
    case .ssh(let failure): "\(failure)"
    case .ended(let reason): "the NETCONF session ended: \(reason)"
    case .noAnswer(let rpc, let limit): "the NETCONF server did not answer \(rpc) within \(limit)"
    case .malformed(let problem): "the NETCONF server does not keep to the protocol: \(problem)"
    case .unsendable(let problem): problem
    case .refused(let rpc, let errors): "\(rpc) was refused: \(errors.map(\.description).joined(separator: "; "))"
    }
  }

  /// Whether the session can go on.
  package var leavesSession: Bool {
    switch self {
    case .refused, .unsendable: true
    case .ssh, .ended, .noAnswer, .malformed: false
    }
  }
}
