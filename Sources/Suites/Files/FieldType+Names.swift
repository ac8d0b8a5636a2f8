import Documents
import Kubernetes

extension FieldType where Output == String {
  /// The name of a suite, candidate or lab, which becomes part of file and label names.
  static var objectName: FieldType {
    FieldType(
      "a name of small letters, digits and \"-\", at most 63 of them",
      convert: { node in node.string.flatMap { NameValidation.label($0).isEmpty ? $0 : nil } })
  }

  /// A name that expressions use: `parentPrefix`.
  static var variableName: FieldType {
    FieldType(
      "a name that expressions can use", hint: { node in node.string.flatMap(VariableName.problem) },
      convert: { node in node.string.flatMap { VariableName.problem($0) == nil ? $0 : nil } })
  }

  /// The short and stable name of a case: `IPAM-001`.
  static var caseID: FieldType {
    FieldType(
      "letters, digits, \"-\", \"_\" and \".\" without spaces, such as IPAM-001",
      convert: { node in
        node.string.flatMap { text in
          !text.isEmpty && text.utf8.allSatisfy { VariableName.isWord($0) || "-.".utf8.contains($0) } ? text : nil
        }
      })
  }

  /// The id of a criterion: `REC-02`.
  static var criterionID: FieldType {
    FieldType(
      "the id of a criterion, such as REC-02",
      convert: { node in
        node.string.flatMap { text in
          let parts = text.split(separator: "-", omittingEmptySubsequences: false)
          return parts.count == 2 && parts[0].count == 3 && parts[0].allSatisfy(\.isUppercase) && parts[1].count >= 2
            && parts[1].allSatisfy(\.isNumber) ? text : nil
        }
      })
  }

  /// The id of a case, or of the case for one example of several: `APN-020/label-of-64-characters`.
  static var caseReference: FieldType {
    FieldType(
      "the id of a case, such as IPAM-001",
      convert: { node in
        node.string.flatMap { text in
          let parts = text.split(separator: "/", omittingEmptySubsequences: false)
          let isID = { (part: Substring) in
            !part.isEmpty && part.utf8.allSatisfy { VariableName.isWord($0) || "-.".utf8.contains($0) }
          }
          return parts.count <= 2 && parts.allSatisfy(isID) ? text : nil
        }
      })
  }

  /// A day that the calendar has, as `2026-12-31`.
  static var date: FieldType {
    FieldType(
      "a day of the calendar", hint: { _ in "write it like 2026-12-31" },
      convert: { node in node.string.flatMap { CalendarDay.isValid($0) ? $0 : nil } })
  }
}
