import Documents
import Oracles
import Plans
import Southbound
import Verdicts

extension CaseContext {
  /// Makes something go wrong between the candidate and a system, or stops that.
  func interfere(_ interference: Step.Operation.Interference) async throws -> String {
    guard hasCandidateAlone else {
      throw Failure(
        .suiteDefect, "what surrounds cases cannot disturb the candidate, because other cases may be judged meanwhile",
        at: interference.place, remedy: "do it in a case")
    }
    let system = try system(interference.endpoint, at: interference.place)
    recorder?.mark(CandidateLife.disturbed)
    switch interference.action {
    case .fault(let effect, let methods, let path, let body, let times):
      let selector = TrafficSelector(
        methods: methods, path: try path.map { try scope.text($0) }, body: try body.map { try scope.text($0) })
      let position = system.journal.count
      let name = interference.handle ?? interference.title
      system.faults.add(TrafficFault(name: name, effect: effect, selector: selector, times: times))
      if let handle = interference.handle {
        scope.set(handle, ["name": .string(name), "position": .integer(Int64(position))])
      }
      return "on"
    case .clear(nil):
      system.faults.removeAll()
      return "all gone"
    case .clear(let name?):
      guard system.faults.remove(named: name) else { return "\(name) was over before" }
      return "\(name) is over"
    case .rotateCredential:
      guard let credential = system.credential else {
        throw Failure(
          .suiteDefect, "the credential of \(interference.endpoint) is not the run's to rotate", at: interference.place,
          remedy: "give the endpoint of the lab a token, so that the candidate gets one of the run's own")
      }
      try await credential.rotate()
      return "rotated"
    }
  }

  /// What the case disturbed is as before.
  func endInterference(of plan: TestSuite.Case) {
    guard hasCandidateAlone else { return }
    for endpoint in plan.trafficEndpoints {
      lab.southbound[endpoint]?.faults.removeAll()
      lab.southbound[endpoint]?.credential?.readmit()
    }
    if !plan.trafficEndpoints.isEmpty { recorder?.mark(CandidateLife.disturbed, ["over": true]) }
  }

  func system(_ endpoint: String, at place: Place) throws -> SouthboundSystem {
    if let system = lab.southbound[endpoint] { return system }
    throw Failure(
      .suiteDefect, "the candidate does not reach \(endpoint) through plugfest, so what it asks there is not known",
      at: place, remedy: Suggestion.hint(for: endpoint, among: lab.southbound.keys))
  }
}
