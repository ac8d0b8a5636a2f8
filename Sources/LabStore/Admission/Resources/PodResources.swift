internal import Documents
internal import Kubernetes

/// The amounts that a pod asks for.
enum PodResources {
  enum Side: String, Sendable { case requests, limits }

  static func amount(_ name: String, _ side: Side, of container: Value) -> Quantity? {
    quantity(container["resources"]?[side.rawValue]?[name])
  }

  /// Of containers that run side by side the sum; of those that run one after the other before them the largest.
  ///
  /// - Returns: nil when no container names the resource.
  static func total(_ name: String, _ side: Side, of pod: Value) -> Quantity? {
    let initial = pod["spec"]?["initContainers"]?.array ?? []
    let beside = (pod["spec"]?["containers"]?.array ?? []) + initial.filter { $0["restartPolicy"] == "Always" }
    let sum = Quantity.sum(beside.compactMap { amount(name, side, of: $0) })
    let largest = initial.compactMap { amount(name, side, of: $0) }.max()
    guard let sum, let largest else { return sum ?? largest }
    return max(sum, largest)
  }

  /// Amounts are text once they are decoded; in the description of a quota numbers are known, too.
  static func quantity(_ value: Value?) -> Quantity? {
    switch value {
    case .string(let text): try? Quantity(parsing: text)
    case .integer(let number): Quantity(number)
    default: nil
    }
  }
}

extension Quantity {
  /// In the format of the first; nil for no quantities.
  static func sum(_ quantities: [Quantity]) -> Quantity? {
    quantities.first.map { quantities.dropFirst().reduce($0, +) }
  }
}
