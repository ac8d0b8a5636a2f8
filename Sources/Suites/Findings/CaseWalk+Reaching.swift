import Documents
import Expressions
import Kubernetes
import Plans

// What is never carried out.
extension CaseWalk {
  /// False after a finding about a requirement of the step that never holds.
  func isReached(_ step: Step) -> Bool { isReached("step", step.requirements) }

  /// False after a finding about a requirement that never holds.
  ///
  /// - Parameter what: to what the requirements belong.
  func isReached(_ what: String, _ requirements: [Requirement]) -> Bool {
    for requirement in requirements {
      guard let reason = reasonAgainst(requirement) else { continue }
      report(.unreachable, "this \(what) is never carried out: \(reason)", at: requirement.place)
      return false
    }
    return true
  }

  private func reasonAgainst(_ requirement: Requirement) -> String? {
    switch requirement.kind {
    case .kubernetes(let range): range.isEmpty ? "no version is in \(range.description.quoted)" : nil
    case .condition(let template, _):
      isNever(template) ? "its condition is never true" : nil
    case .customResourceDefinition, .endpoint, .claim: nil
    }
  }

  private func isNever(_ template: Template) -> Bool {
    let names = template.references.map(\.variable)
    guard names.allSatisfy(known.fixed.contains), !names.contains(where: known.unsettled.contains) else { return false }
    return known.isTrue(template, .bare) == false
  }
}
