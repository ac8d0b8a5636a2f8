package import Documents
package import FoundationEssentials

/// The table of a built-in kind, as its description lays it out.
package struct BuiltInPrinter: TablePrinter {
  private let kind: KindDescription

  package init(_ kind: KindDescription) { self.kind = kind }

  package var columns: [TableColumn] {
    kind.columns.map { column in
      TableColumn(
        name: column.name, type: column.type, format: column.format, description: Self.text(of: column),
        priority: column.isWide ? 1 : 0)
    }
  }

  package func cells(of object: Value, now: Date) -> [Value] {
    let row = TableRow(object: object, now: now)
    return kind.columns.map { row.cell($0) }
  }

  /// A pod that is over is shown as such, so that `kubectl get --watch` can leave it out.
  package func conditions(of object: Value) -> [Value] {
    guard kind.group.isEmpty, kind.kind == "Pod" else { return [] }
    switch object[path: "status", "phase"]?.string {
    case "Succeeded": return [Self.completed("Succeeded", "The pod has completed successfully.")]
    case "Failed": return [Self.completed("Failed", "The pod failed.")]
    default: return []
    }
  }

  private static func completed(_ reason: Value, _ message: Value) -> Value {
    ["type": "Completed", "status": "True", "reason": reason, "message": message]
  }

  private static func text(of column: KindDescription.Column) -> String {
    switch column.name {
    case "Name": BuiltInDescriptions.nameText
    case "Age", "Created At": BuiltInDescriptions.creationTimestampText
    default: column.text
    }
  }
}
