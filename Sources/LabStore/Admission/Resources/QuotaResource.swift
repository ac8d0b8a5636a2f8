internal import Documents
internal import Kubernetes

/// What one name in a quota counts, and how much of it an object takes.
struct QuotaResource: Sendable {
  let name: String
  /// The objects that take of it.
  let key: StorageKey
  private let measure: Measure
  private let scopes: [QuotaScope]

  private enum Measure: Sendable, Equatable {
    /// Each object is one.
    case objects
    case runningPods
    case compute(PodResources.Side, String)
    case storage
    case loadBalancers, nodePorts
  }

  /// The short names of `count/…`.
  private static let counted: Set = [
    "services", "secrets", "configmaps", "persistentvolumeclaims", "replicationcontrollers", "resourcequotas",
  ]

  /// Nil for a name that nothing is known of; it limits nothing.
  init?(_ name: String, of quota: Value) {
    self.name = name
    scopes = QuotaScope.all(of: quota)
    func core(_ plural: String) -> StorageKey { StorageKey(group: "", plural: plural) }
    switch name {
    case "pods": (key, measure) = (PodSet.pods, .runningPods)
    case "requests.storage": (key, measure) = (core("persistentvolumeclaims"), .storage)
    case "services.loadbalancers": (key, measure) = (core("services"), .loadBalancers)
    case "services.nodeports": (key, measure) = (core("services"), .nodePorts)
    case "cpu", "memory", "ephemeral-storage": (key, measure) = (PodSet.pods, .compute(.requests, name))
    case _ where Self.counted.contains(name): (key, measure) = (core(name), .objects)
    case _ where name.hasPrefix("count/"):
      let parts = name.dropFirst(6).split(separator: ".", maxSplits: 1).map(String.init)
      guard let plural = parts.first else { return nil }
      (key, measure) = (StorageKey(group: parts.count > 1 ? parts[1] : "", plural: plural), .objects)
    default:
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let side = PodResources.Side(rawValue: parts[0]) else { return nil }
      (key, measure) = (PodSet.pods, .compute(side, parts[1]))
    }
  }

  /// All objects take alike, so that they only need to be counted.
  var isCount: Bool { measure == .objects && scopes.isEmpty }

  /// Nil when the object does not say, although it has to.
  func amount(of object: Value) -> Quantity? {
    guard isChosen(object) else { return .zero }
    let type = object["spec"]?["type"]?.string
    let ports = Int64(object["spec"]?["ports"]?.array?.count ?? 0)
    switch measure {
    case .objects: return Quantity(1)
    case .runningPods: return Quantity(Self.isOver(object) ? 0 : 1)
    case .compute(let side, let resource):
      return Self.isOver(object) ? .zero : PodResources.total(resource, side, of: object)
    case .storage: return PodResources.amount("storage", .requests, of: object["spec"] ?? .null)
    case .loadBalancers: return Quantity(type == "LoadBalancer" ? 1 : 0)
    case .nodePorts: return Quantity(type == "NodePort" || type == "LoadBalancer" ? ports : 0)
    }
  }

  /// The containers of a pod that have to name the resource, and do not.
  func silentContainers(in pod: Value) -> [String] {
    guard case .compute(let side, let resource) = measure, ["cpu", "memory"].contains(resource), isChosen(pod)
    else { return [] }
    return ["containers", "initContainers"].flatMap { pod["spec"]?[$0]?.array ?? [] }
      .filter { PodResources.amount(resource, side, of: $0) == nil }.compactMap { $0["name"]?.string }.sorted()
  }

  private func isChosen(_ object: Value) -> Bool { scopes.allSatisfy { $0.chooses(object) } }

  private static func isOver(_ pod: Value) -> Bool {
    ["Succeeded", "Failed"].contains(pod["status"]?["phase"]?.string ?? "")
  }
}

/// How much may be taken of a resource, and how much a new object takes.
struct QuotaLimit: Sendable {
  var resource: QuotaResource
  var hard: Quantity
  var requested: Quantity

  /// Those that the quota sets on an object, by name; what the object takes nothing of is left out.
  static func limits(of quota: Value, on object: Value, in key: StorageKey) -> [QuotaLimit] {
    (quota["spec"]?["hard"]?.object ?? [:]).sortedByKey().compactMap { name, amount in
      guard let resource = QuotaResource(name, of: quota), resource.key == key,
        let hard = PodResources.quantity(amount),
        let requested = resource.amount(of: object), requested > .zero
      else { return nil }
      return QuotaLimit(resource: resource, hard: hard, requested: requested)
    }
  }
}

extension StoreReader {
  /// How much of a resource the objects of a namespace take.
  func used(_ resource: QuotaResource, namespace: String) -> Quantity {
    let objects = objects(resource.key, namespace: namespace)
    if resource.isCount { return Quantity(Int64(objects.count)) }
    return .sum(objects.compactMap { resource.amount(of: $0) }.filter { !$0.isZero }) ?? .zero
  }
}
