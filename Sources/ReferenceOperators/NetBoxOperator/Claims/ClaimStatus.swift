import Documents
package import Kubernetes

/// What a claim's status says.
package enum ClaimStatus {
  /// There is a child: its addresses, and its readiness.
  package static func answered(
    _ claim: Claim, child: KubernetesObject, defects: Set<Defect> = [], now: KubernetesTime = .now
  ) -> StatusReport {
    var report = StatusReport(claim.object, defects: defects, now: now)
    let kind = claim.kind
    for (field, value) in fields(claim, child) { report.object["status", field] = value }
    report.object["status", kind.childNameField] = .string(child.name)
    if kind == .prefixClaim, let parent = report.object["status", "parentPrefix"]?.string {
      report.set(parentSelected(parent))
    }
    let name = "\(kind.child.rawValue) \(child.name)"
    report.set(
      Condition(type: kind.assigned.type, status: "True", reason: kind.assigned.reason, message: "\(name) was created"))
    guard let ready = child.condition("Ready"),
      ready.observedGeneration == child.generation || defects.contains(.trustsChild)
    else {
      // The last report stands, for the generation that it names, until the child has seen the new spec.
      if report.object.condition("Ready") == nil || claim.object.condition("Ready")?.isFalse ?? false {
        report.notReady(Obstacle(kind.ready.pendingReason, "\(name) is not ready yet"))
      }
      return report
    }
    if ready.isTrue {
      report.ready(reason: kind.ready.reason, "\(name) is ready")
    } else {
      report.notReady(Obstacle(ready.reason, ready.message))
    }
    return report
  }

  /// Nothing could be assigned, or not yet.
  ///
  /// - Parameter keepsAssignment: The claim still has its child, so that only Ready changes.
  package static func blocked(
    _ claim: Claim, _ obstacle: Obstacle, defects: Set<Defect> = [], keepsAssignment: Bool = false,
    now: KubernetesTime = .now
  ) -> StatusReport {
    var report = StatusReport(claim.object, defects: defects, now: now)
    let kind = claim.kind
    if !keepsAssignment, report.object["status", kind.childNameField] == nil {
      report.set(
        Condition(
          type: kind.assigned.type, status: "False", reason: kind.assigned.failedReason, message: obstacle.message))
    }
    report.notReady(obstacle)
    return report
  }

  package static func parentSelected(_ parent: String) -> Condition {
    Condition(
      type: "ParentPrefixSelected", status: "True", reason: "ParentPrefixSelected",
      message: "parent prefix is \(parent)")
  }

  private static func fields(_ claim: Claim, _ child: KubernetesObject) -> Object {
    let spec = child["spec"] ?? .null
    switch claim.kind {
    case .prefixClaim:
      var fields: Object = ["prefix": spec["prefix"] ?? .null]
      if let parent = child.annotation(Claim.parentAnnotation) ?? claim.parentPrefix {
        fields["parentPrefix"] = .string(parent)
      }
      return fields
    case .ipAddressClaim:
      let address = spec["ipAddress"]?.string ?? ""
      return ["ipAddress": .string(address), "ipAddressDotDecimal": .string(bare(address))]
    case .ipRangeClaim:
      return rangeFields(spec["startAddress"]?.string ?? "", spec["endAddress"]?.string ?? "")
    }
  }

  private static func rangeFields(_ start: String, _ end: String) -> Object {
    var addresses: [Value] = []
    var bareAddresses: [Value] = []
    var next = IPNetwork(start)
    let last = IPNetwork(end)
    // A claim holds at most 50 addresses.
    while let address = next, addresses.count < 50 {
      addresses.append(.string(address.description))
      bareAddresses.append(.string(address.address))
      next = address == last ? nil : address.advanced(by: 1)
    }
    return [
      "ipRange": .string("\(start)-\(end)"), "ipRangeDotDecimal": .string("\(bare(start))-\(bare(end))"),
      "ipAddresses": .array(addresses), "ipAddressesDotDecimal": .array(bareAddresses),
      "startAddress": .string(start), "startAddressDotDecimal": .string(bare(start)),
      "endAddress": .string(end), "endAddressDotDecimal": .string(bare(end)),
    ]
  }

  private static func bare(_ address: String) -> String { String(address.prefix { $0 != "/" }) }
}
