import Kubernetes
import Synchronization

/// How built-in kinds merge, each made when it is first asked for.
final class MergeTypes: Sendable {
  static let builtIn = MergeTypes()

  private let known = Mutex<[String: MergeType]>([:])

  func type(of kind: KindDescription) -> MergeType {
    let key = "\(kind.group)/\(kind.version)/\(kind.kind)"
    if let type = known.withLock({ $0[key] }) { return type }
    let type = TypeCatalogue.builtIn.mergeType(of: kind)
    known.withLock { $0[key] = type }
    return type
  }
}
