package import Documents
package import FoundationEssentials

/// Makes the row of an object in a `Table` answer, which is what `kubectl get` shows.
package protocol TablePrinter: Sendable {
  var columns: [TableColumn] { get }
  /// One cell for each column.
  func cells(of object: Value, now: Date) -> [Value]
  /// What the row says of the object besides its cells, such as that a pod has completed; mostly nothing.
  func conditions(of object: Value) -> [Value]
}

extension TablePrinter {
  package func conditions(of object: Value) -> [Value] { [] }
}

/// A column definition of a `Table` answer.
package struct TableColumn: Sendable, Hashable {
  package var name: String
  package var type: String
  package var format: String
  package var description: String
  /// 0 is always shown; 1 with `-o wide`.
  package var priority: Int

  package init(name: String, type: String, format: String = "", description: String, priority: Int = 0) {
    self.name = name
    self.type = type
    self.format = format
    self.description = description
    self.priority = priority
  }
}
