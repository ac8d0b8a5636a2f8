import Documents
import Plans

extension FieldType where Output == [Fault] {
  /// Faults with names of their own; nil after an error in one of them.
  static var faults: FieldType {
    FieldType("a list of faults") { node, name, diagnostics in
      guard let items = node.items else {
        diagnostics.error("\"\(name)\" must be a list, not \(node.summary)", at: node.place)
        return nil
      }
      let faults = Fault.readAll(items, diagnostics)
      return faults.count == items.count ? faults : nil
    }
  }
}
