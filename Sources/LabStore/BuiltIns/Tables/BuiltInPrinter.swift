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

  private static func text(of column: KindDescription.Column) -> String {
    switch column.name {
    case "Name": BuiltInDescriptions.nameText
    case "Age", "Created At": BuiltInDescriptions.creationTimestampText
    default: column.text
    }
  }
}
