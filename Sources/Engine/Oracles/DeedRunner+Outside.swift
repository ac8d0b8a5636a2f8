import Oracles
import Plans
import Southbound

// What is done to the systems outside, as far as plugfest stands between them and the candidate.
extension DeedRunner {
  private static let outage = "plugfest-outage"

  func breakOutside() throws {
    let systems = context.lab.southbound.values
    guard !systems.isEmpty else {
      throw NotObservable(reason: "the candidate reaches no system outside through plugfest, so none can be broken")
    }
    for system in systems { system.faults.add(TrafficFault(name: Self.outage, effect: .refuse)) }
  }

  func mendOutside() {
    for system in context.lab.southbound.values { system.faults.remove(named: Self.outage) }
  }

  func rotateCredentials() async throws {
    let told = context.candidate.filesOfCredentials
    let credentials = context.lab.southbound.filter { told.contains($0.key) }.compactMap(\.value.credential)
    guard !credentials.isEmpty else {
      throw NotObservable(
        reason: "the candidate gets no credential of the run's own in a file, so none can be changed under it")
    }
    for credential in credentials { try await credential.rotate() }
  }

  /// Nothing that comes later is judged by what this one disturbed.
  func endDisturbance() {
    mendOutside()
    for system in context.lab.southbound.values { system.credential?.readmit() }
  }
}

extension Candidate {
  /// Endpoints whose credential it is told as a file, which it can read again.
  fileprivate var filesOfCredentials: Set<String> {
    guard case .process(let process) = installation else { return [] }
    return Set(
      process.uses.compactMap { use in
        use.variable == "lab" && use.fields.count > 2 && use.fields[0] == "endpoints" && use.fields[2] == "tokenFile"
          ? use.fields[1] : nil
      })
  }
}
