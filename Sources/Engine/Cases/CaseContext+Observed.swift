import Documents
import Expressions
import Kubernetes
import Oracles
import Plans

extension CaseContext {
  /// What every intent has: it tells how the wish is, and not what was made of it.
  private static let common: Set = ["ready", "failed", "reason", "message"]

  /// Notes what can be observed on the case's wishes that are ready, and what should be and cannot.
  func noteObserved() {
    guard let recorder else { return }
    for handle in scope.handles {
      guard let binding = handle.binding, let ready = binding.observe["ready"],
        let object = watches.live.object(handle.reference.key), !object.isTerminating
      else { continue }
      let bindings = Bindings(["object": object.value])
      guard (try? ready.evaluate(bindings))?.bool ?? false else { continue }
      var (seen, missing) = ([Value](), [Value]())
      for (name, template) in binding.observe.sorted(by: { $0.key < $1.key }) where !Self.common.contains(name) {
        let value = try? template.evaluate(bindings)
        if value?.tellsSomething ?? false { seen.append(.string(name)) } else { missing.append(.string(name)) }
      }
      if seen.isEmpty, missing.isEmpty { continue }
      recorder.mark(
        CandidateLife.observed,
        ["intent": .string(binding.intent), "seen": .array(seen), "missing": .array(missing)])
    }
  }
}

extension Value {
  fileprivate var tellsSomething: Bool {
    switch self {
    case .null: false
    case .string(let text): !text.isEmpty
    case .integer(let number): number != 0
    case .array(let items): !items.isEmpty
    case .object(let members): !members.isEmpty
    default: true
    }
  }
}
