import Documents
import Kubernetes

/// Gives services their cluster addresses, IP families and node ports, as the registry of an API server does.
///
/// The cluster is simulated as IPv4 only, with services in 10.96.0.0/12. A free address is found by chance and checked
/// against the services that are there.
struct ServiceAllocator: AdmissionPlugin {
  private static let services = StorageKey(group: "", plural: "services")
  private static let nodePorts: ClosedRange<Int64> = 30000...32767

  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.type.storage == Self.services, review.subresource == nil, var object = review.object else { return }
    let before = review.oldObject?["spec"]
    var spec = object["spec"] ?? .null
    if spec["type"] == "ExternalName" {
      if before != nil {
        for field in ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"] { spec[field] = nil }
      }
    } else {
      if review.operation == .update { ServiceAddresses.keep(&spec, of: before) }
      let others = reader.objects(Self.services, namespace: nil).filter { !Self.isSame($0, review) }
      try allocateAddress(&spec, others, review)
      Self.setFamilies(&spec)
      try allocateNodePorts(&spec, others, review)
    }
    object["spec"] = spec
    review.object = object
  }

  private static func isSame(_ object: Value, _ review: AdmissionReview) -> Bool {
    let object = KubernetesObject(object)
    return object.name == review.name && object.namespace == review.namespace
  }

  // MARK: Addresses

  private func allocateAddress(_ spec: inout Value, _ others: [Value], _ review: AdmissionReview) throws {
    // An address that was given out stays: validation refuses any other.
    if let old = review.oldObject?[path: "spec", "clusterIP"], spec["clusterIP"] != nil, old != spec["clusterIP"] {
      return
    }
    let taken = Set(others.compactMap { $0[path: "spec", "clusterIP"]?.string })
    let wanted = spec["clusterIP"]?.string ?? spec["clusterIPs"]?[0]?.string ?? ""
    if wanted.isEmpty {
      var chance = review.consultation.chance(for: "service address")
      var address = ServiceAddresses.random(using: &chance)
      while taken.contains(address) { address = ServiceAddresses.random(using: &chance) }
      spec["clusterIP"] = .string(address)
    } else {
      spec["clusterIP"] = .string(wanted)
      // Another address in place of one that was given is for the validation to refuse.
      let given = review.oldObject?[path: "spec", "clusterIP"]?.string ?? ""
      if !given.isEmpty, given != "None" { return }
      if wanted != "None", taken.contains(wanted) {
        throw invalid(
          .invalid(
            "spec.clusterIPs", [.string(wanted)],
            "failed to allocate IP \(wanted): provided IP is already allocated"), review)
      }
      if wanted != "None", IPAddress.isValid(wanted), !ServiceAddresses.contains(wanted) {
        throw invalid(
          .invalid(
            "spec.clusterIPs", [.string(wanted)],
            "failed to allocate IP \(wanted): the provided IP (\(wanted)) is not in the valid range. The range of valid "
              + "IPs is \(ServiceAddresses.block)"), review)
      }
    }
    if spec["clusterIPs"] == nil { spec["clusterIPs"] = [spec["clusterIP"] ?? ""] }
  }

  /// A headless service without a selector may have endpoints of both families.
  private static func setFamilies(_ spec: inout Value) {
    let isFree = spec["clusterIP"] == "None" && (spec["selector"]?.object ?? [:]).isEmpty
    if spec["ipFamilyPolicy"] == nil { spec["ipFamilyPolicy"] = isFree ? "RequireDualStack" : "SingleStack" }
    let isDual = isFree && spec["ipFamilyPolicy"] != "SingleStack"
    if spec["ipFamilies"] == nil { spec["ipFamilies"] = isDual ? ["IPv4", "IPv6"] : ["IPv4"] }
  }

  // MARK: Node ports

  private func allocateNodePorts(_ spec: inout Value, _ others: [Value], _ review: AdmissionReview) throws {
    let isBalanced = spec["type"] == "LoadBalancer" && spec["allocateLoadBalancerNodePorts"] != false
    guard spec["type"] == "NodePort" || isBalanced else { return }
    var taken = Set(others.flatMap { $0[path: "spec", "ports"]?.array ?? [] }.compactMap { $0["nodePort"]?.integer })
    for (index, port) in (spec["ports"]?.array ?? []).enumerated() {
      guard let wanted = port["nodePort"]?.integer, wanted != 0 else { continue }
      let path = "spec.ports[\(index)].nodePort"
      if !Self.nodePorts.contains(wanted) {
        throw invalid(
          .invalid(
            path, .integer(wanted), "provided port is not in the valid range. The range of valid ports is 30000-32767"),
          review)
      }
      if taken.contains(wanted) {
        throw invalid(.invalid(path, .integer(wanted), "provided port is already allocated"), review)
      }
    }
    var chance = review.consultation.chance(for: "node port")
    spec.change("ports") { ports in
      ports.changeItems { port in
        if port["nodePort"]?.integer ?? 0 == 0 {
          var number = Int64.random(in: Self.nodePorts, using: &chance)
          while taken.contains(number), taken.count < Self.nodePorts.count {
            number = .random(in: Self.nodePorts, using: &chance)
          }
          port["nodePort"] = .integer(number)
        }
        if let number = port["nodePort"]?.integer { taken.insert(number) }
      }
    }
  }

  private func invalid(_ error: FieldError, _ review: AdmissionReview) -> APIStatus {
    .invalid(GroupKind(group: "", kind: "Service"), name: review.name, errors: [error])
  }
}

/// The addresses of services.
enum ServiceAddresses {
  static let block = "10.96.0.0/12"

  static func random(using generator: inout some RandomNumberGenerator) -> String {
    let number = UInt32(10) << 24 | UInt32(96) << 16 | UInt32.random(in: 16..<(1 << 20) - 1, using: &generator)
    return [24, 16, 8, 0].map { "\(number >> $0 & 255)" }.joined(separator: ".")
  }

  static func contains(_ address: String) -> Bool {
    let parts = address.split(separator: ".").compactMap { Int($0) }
    return parts.count == 4 && parts[0] == 10 && (96...111).contains(parts[1])
  }

  /// What a client leaves out of an update stays as it was.
  static func keep(_ spec: inout Value, of old: Value?) {
    guard let old, old["type"] != "ExternalName" else { return }
    let address = spec["clusterIP"] ?? spec["clusterIPs"]?[0]
    if address == nil || address == old["clusterIP"] {
      for field in ["clusterIP", "clusterIPs"] where spec[field] == nil { spec[field] = old[field] }
    } else if let address, spec["clusterIPs"] == nil || spec["clusterIPs"] == old["clusterIPs"] {
      // A client that changes only the one field means both.
      spec["clusterIPs"] = [address]
    }
    for field in ["ipFamilies", "ipFamilyPolicy"] where spec[field] == nil { spec[field] = old[field] }
    if spec["type"] == "LoadBalancer" || spec["type"] == "NodePort" { keepNodePorts(&spec, old) }
    if spec["externalTrafficPolicy"] == "Local", spec["healthCheckNodePort"] == nil {
      spec["healthCheckNodePort"] = old["healthCheckNodePort"]
    }
  }

  private static func keepNodePorts(_ spec: inout Value, _ old: Value) {
    let before = old["ports"]?.array ?? []
    spec.change("ports") { ports in
      ports.changeItems { port in
        guard port["nodePort"] == nil else { return }
        let same = before.first { $0["port"] == port["port"] && $0["protocol"] == port["protocol"] }
        if let number = same?["nodePort"] { port["nodePort"] = number }
      }
    }
  }
}
