/// A list of changes to a value by RFC 6902.
package struct JSONPatch: Sendable, Hashable {
  package enum Operation: Sendable, Hashable {
    case add(JSONPointer, Value)
    case remove(JSONPointer)
    case replace(JSONPointer, Value)
    case move(from: JSONPointer, to: JSONPointer)
    case copy(from: JSONPointer, to: JSONPointer)
    case test(JSONPointer, Value)
  }

  /// Bounds that keep a hostile patch from exhausting the stack or memory. The first two are those of an API server.
  package struct Limits: Sendable {
    package var operations: Int
    /// How many bytes (of JSON, roughly) all copies together may add.
    package var copiedBytes: Int
    /// How many arrays and objects may be inside each other in the result.
    package var depth: Int
    /// Whether `replace` adds a member that is missing, as an API server's does.
    package var replaceAdds = false

    package init(operations: Int = 10_000, copiedBytes: Int = 3 << 20, depth: Int = 512) {
      self.operations = operations
      self.copiedBytes = copiedBytes
      self.depth = depth
    }
  }

  /// Why a patch cannot be read or applied, and which of its operations is the reason.
  package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Sendable, Hashable {
      /// The patch itself is malformed.
      case malformed(String)
      /// There is no value at this place.
      case missing(JSONPointer)
      /// The token is not an index of the list that it stands for, or is beyond its end.
      case badIndex(String, count: Int)
      /// A `test` found another value, or none.
      case testFailed(expected: Value, actual: Value?)
      case movedIntoItself
      case removedDocument
      case limit(String)
    }

    /// Index of the operation, from 0; nil when the patch as a whole is the reason.
    package var index: Int?
    /// Such as `replace "/spec/a"`; nil when the operation cannot be read.
    package var operation: String?
    package var reason: Reason

    package var description: String {
      let place = index.map { "operation \($0)\(operation.map { " (\($0))" } ?? ""): " } ?? ""
      return place + reason.description
    }
  }

  package var operations: [Operation]

  package init(_ operations: [Operation] = []) { self.operations = operations }
}

extension JSONPatch.Failure.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let message), .limit(let message): message
    case .missing(let pointer): "there is no value at \"\(pointer)\""
    case .badIndex(let token, let count): "\"\(token)\" is not an index of a list of \(count)"
    case .testFailed(let expected, let actual):
      "expected \(expected.excerpt), found \(actual?.excerpt ?? "nothing")"
    case .movedIntoItself: "a value cannot be moved into itself"
    case .removedDocument: "the whole document cannot be removed"
    }
  }
}

extension JSONPatch.Operation: CustomStringConvertible {
  package var description: String {
    switch self {
    case .add(let path, _): "add \"\(path)\""
    case .remove(let path): "remove \"\(path)\""
    case .replace(let path, _): "replace \"\(path)\""
    case .move(let from, let path): "move \"\(from)\" to \"\(path)\""
    case .copy(let from, let path): "copy \"\(from)\" to \"\(path)\""
    case .test(let path, _): "test \"\(path)\""
    }
  }
}
