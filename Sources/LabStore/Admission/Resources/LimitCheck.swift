internal import Documents
internal import Kubernetes

/// One item of a LimitRange against what somebody asks for, in the words of the API server.
struct LimitCheck {
  private let type: String
  private let resource: String
  private let bound: Quantity
  private let request: Quantity?
  private let limit: Quantity?

  static func problems(ofPod pod: Value, _ item: Value) -> [String] {
    switch item["type"]?.string {
    case "Container":
      ["containers", "initContainers"].flatMap { pod["spec"]?[$0]?.array ?? [] }.flatMap { container in
        problems(item) { PodResources.amount($0, $1, of: container) }
      }
    case "Pod": problems(item) { PodResources.total($0, $1, of: pod) }
    default: []
    }
  }

  static func problems(ofClaim claim: Value, _ item: Value) -> [String] {
    guard item["type"] == "PersistentVolumeClaim" else { return [] }
    let spec = claim["spec"] ?? .null
    func checks(_ bounds: String) -> [LimitCheck] {
      Self.checks(item, bounds) { $1 == .requests ? PodResources.amount($0, $1, of: spec) : nil }
    }
    return checks("min").compactMap(\.belowMinimum) + checks("max").compactMap(\.requestAboveMaximum)
  }

  private static func problems(_ item: Value, _ amount: (String, PodResources.Side) -> Quantity?) -> [String] {
    checks(item, "min", amount).compactMap(\.belowMinimum) + checks(item, "max", amount).compactMap(\.aboveMaximum)
      + checks(item, "maxLimitRequestRatio", amount).compactMap(\.aboveRatio)
  }

  private static func checks(
    _ item: Value, _ bounds: String, _ amount: (String, PodResources.Side) -> Quantity?
  ) -> [LimitCheck] {
    (item[bounds]?.object ?? [:]).sortedByKey().compactMap { resource, bound in
      guard let bound = PodResources.quantity(bound) else { return nil }
      return LimitCheck(
        type: item["type"]?.string ?? "", resource: resource, bound: bound, request: amount(resource, .requests),
        limit: amount(resource, .limits))
    }
  }

  // MARK: What is wrong

  private var belowMinimum: String? {
    let rule = "minimum \(resource) usage per \(type) is \(bound)"
    guard let request else { return "\(rule).  No request is specified" }
    if request < bound { return "\(rule), but request is \(request)" }
    if let limit, limit < bound { return "\(rule), but limit is \(limit)" }
    return nil
  }

  private var aboveMaximum: String? {
    let rule = "maximum \(resource) usage per \(type) is \(bound)"
    guard let limit else { return "\(rule).  No limit is specified" }
    if limit > bound { return "\(rule), but limit is \(limit)" }
    if let request, request > bound { return "\(rule), but request is \(request)" }
    return nil
  }

  private var requestAboveMaximum: String? {
    let rule = "maximum \(resource) usage per \(type) is \(bound)"
    guard let request else { return "\(rule).  No request is specified" }
    return request > bound ? "\(rule), but request is \(request)" : nil
  }

  private var aboveRatio: String? {
    let rule = "\(resource) max limit to request ratio per \(type) is \(bound)"
    guard let request, !request.isZero else { return "\(rule), but no request is specified or request is 0" }
    guard let limit, !limit.isZero else { return "\(rule), but no limit is specified or limit is 0" }
    let ratio = Double(limit.nanos) / Double(request.nanos)
    guard ratio * 1e9 > Double(bound.nanos) else { return nil }
    return "\(rule), but provided ratio is \(Self.text(ratio))"
  }

  /// Six digits after the point.
  private static func text(_ ratio: Double) -> String {
    let millionths = Int128((ratio * 1e6).rounded())
    let fraction = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - fraction.utf8.count) + fraction
  }
}
