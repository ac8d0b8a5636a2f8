import Documents
import Kubernetes

extension Judgement {
  /// What is behind writes that say nothing new; empty when they do.
  static func nature(of writes: [Revision]) -> String {
    let contents = writes.filter { $0.writeClass >= .content }
    if (contents.isEmpty ? writes : contents).allSatisfy(\.isReordered) { return ": identical content re-ordered" }
    return writes.allSatisfy(\.isAboutTimesAlone) ? ": only times differ" : ""
  }
}

extension Revision {
  private var told: [FieldChange] { changes.filter { !$0.path.isIn(plainText: "metadata.generation") } }

  /// Whether it says what was said before, in another order: of a list, or of what stands in texts.
  fileprivate var isReordered: Bool {
    let rest = told.filter { !UnorderedText.isReordered($0.before, $0.after) }
    return change == .modified && !told.isEmpty && (rest.isEmpty || Self.isReordered(rest))
  }

  fileprivate var isAboutTimesAlone: Bool {
    change == .modified && !told.isEmpty
      && told.allSatisfy { change in change.after?.string.map { KubernetesTime($0) != nil } ?? false }
  }
}
