import Foundation
import Plans
import Verdicts

extension RunDescription {
  /// A run of the plan that begins now.
  static func beginning(_ plan: Plan, command: [String], rerun: Rerun?, at date: Date = Date()) -> RunDescription {
    let time = date.formatted(
      .iso8601.year().month().day().time(includingFractionalSeconds: false).timeZone(separator: .omitted))
    let digits = time.filter(\.isNumber)
    let stamp = "\(digits.prefix(8))-\(digits.dropFirst(8).prefix(6))"
    let letters = Array("bcdfghjkmnpqrstvwxz23456789")
    let suffix = String((0..<4).map { _ in letters.randomElement() ?? "x" })
    return RunDescription(
      id: "\(stamp)-\(suffix)", harnessVersion: Version.current,
      candidate: .init(
        name: plan.candidate.name, vendor: plan.candidate.vendor, version: plan.candidate.version,
        contract: plan.candidate.contract, claims: plan.candidate.claims),
      suites: plan.suites.map { .init(name: $0.name, digest: $0.digest) },
      lab: .init(name: plan.lab.name, kind: plan.lab.cluster.kind), startedAt: time,
      hostname: ProcessInfo.processInfo.hostName, command: command,
      seed: plan.seed, rerun: rerun)
  }
}
