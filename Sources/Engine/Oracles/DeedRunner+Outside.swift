import Documents
import Oracles
import Plans
import Southbound

// What is done to the systems outside, as far as plugfest stands between them and the candidate.
extension DeedRunner {
  private static let outage = "plugfest-outage"

  func breakOutside() throws {
    let systems = context.lab.southbound
    guard !systems.isEmpty else {
      throw NotObservable(reason: "the candidate reaches no system outside through plugfest, so none can be broken")
    }
    breakOutside(systems.keys.sorted())
  }

  func breakFirstOutside() throws {
    guard let first = writtenAtDeletion.first else { throw DoesNotApply() }
    breakOutside([first])
  }

  private func breakOutside(_ names: [String]) {
    for name in names {
      context.lab.southbound[name]?.faults.add(TrafficFault(name: Self.outage, effect: .refuse))
    }
    mark(Recipe.outage, ["endpoints": .array(names.map(Value.string))])
  }

  /// To which systems something was written when the wish was deleted for the first time, in the order of the first write.
  var writtenAtDeletion: [String] {
    let phases = recorder.ledger(of: context.scope.namespace).marks.drop { $0.name != "delete CR" }
    guard let begin = phases.first?.time, let end = phases.first(where: { $0.name == "create CR" })?.time else {
      return []
    }
    let firsts = context.lab.southbound.compactMap { name, system in
      let writes = system.journal.entries(since: context.began).entries.filter { $0.isWrite && $0.status != nil }
      return writes.map { recorder.time(of: $0.instant) }.first { (begin...end).contains($0) }.map { (name, $0) }
    }
    return firsts.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  func mendOutside() {
    for system in context.lab.southbound.values {
      system.faults.remove(named: Self.outage)
      system.faults.remove(named: LostAnswer.fault)
    }
  }

  /// Of what was asked when the wish was made before.
  func loseAnswers() throws {
    let made = created(after: "create CR", before: "delete CR")
    guard !made.isEmpty else {
      throw NotObservable(reason: "nothing is made outside by a request that makes another thing when it comes again")
    }
    for (name, path) in made {
      let selector = TrafficSelector(methods: ["POST"], path: path)
      context.lab.southbound[name]?.faults.add(
        TrafficFault(name: LostAnswer.fault, effect: .loseResponse, selector: selector, times: 1))
    }
  }

  /// The path of the first request to each system that made something, between the marks.
  private func created(after first: String, before second: String) -> [String: String] {
    let marks = recorder.ledger(of: context.scope.namespace).marks
    guard let begin = marks.last(where: { $0.name == first })?.time,
      let end = marks.first(where: { $0.name == second && $0.time > begin })?.time
    else { return [:] }
    return context.lab.southbound.compactMapValues { system in
      system.journal.entries(since: context.began).entries.first { entry in
        // HTTP says 201 when something came into being; what a PUT makes is the same thing when it comes again.
        entry.method == "POST" && entry.status == 201 && (begin...end).contains(recorder.time(of: entry.instant))
      }?.path
    }
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
