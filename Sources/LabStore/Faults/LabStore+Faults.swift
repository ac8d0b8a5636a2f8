internal import Kubernetes
internal import Plans

extension LabStore {
  /// What remains to be done with a request after faults had their say.
  enum FaultyAnswer {
    /// - Parameter staleness: how far behind the answer is.
    case ordinary(staleness: Staleness)
    case instead(APIResponse)
    case resetAfterwards
  }

  func faultyAnswer(
    to request: APIRequest, _ info: RequestInfo, _ user: UserInfo
  ) async throws(APIStatus) -> FaultyAnswer {
    let subject = FaultSubject(info, user: user, userAgent: request.headers["user-agent"] ?? "")
    for fault in faults.faults(for: subject) {
      switch fault.effect {
      case .latency(let duration): await faults.pause(for: duration)
      case .refusal(let refusal, let retryAfter):
        let status = refusal.status(for: info, retryAfter: retryAfter)
        guard refusal == .expired, info.verb == "watch" else { throw status }
        return .instead(APIResponse(contentType: "application/json", body: .watch(.failed(status))))
      case .reset(.before): return .instead(.reset)
      case .reset(.after): return .resetAfterwards
      case .stale(let changes): return .ordinary(staleness: .changes(changes))
      case .asOf(let revision): return .ordinary(staleness: .revision(UInt64(revision)))
      case .restart(let restart):
        carryOut(restart)
        return .instead(.reset)
      case .events, .eventDelay: continue
      }
    }
    return .ordinary(staleness: .none)
  }

  func carryOut(_ restart: Fault.Restart) {
    if !restart.keepsHistory { forgetHistory() }
    faults.request(restart)
  }

  /// From now on, watching from before now is 410.
  func forgetHistory() { withState { $0.log.compact(through: $0.log.revision) } }
}

extension APIResponse {
  static let reset = APIResponse(contentType: "", body: .reset)
}

extension Fault.Refusal {
  fileprivate func status(for info: RequestInfo, retryAfter: Duration?) -> APIStatus {
    let seconds = retryAfter.map { duration in
      let (seconds, rest) = duration.components
      return seconds + (rest > 0 ? 1 : 0)
    }
    switch self {
    case .conflict:
      return .conflict(
        GroupResource(group: info.group, resource: info.resource), name: info.name ?? "",
        because: "the object has been modified; please apply your changes to the latest version and try again")
    case .expired: return .expired("The resourceVersion for the provided list is too old.")
    case .tooManyRequests: return .tooManyRequests(retryAfterSeconds: seconds ?? 1)
    case .internalError: return .internalError("etcdserver: request timed out")
    case .unavailable:
      var status = APIStatus.serviceUnavailable("the server is currently unable to handle the request")
      if let seconds { status.details = APIStatus.Details(retryAfterSeconds: seconds) }
      return status
    }
  }
}
