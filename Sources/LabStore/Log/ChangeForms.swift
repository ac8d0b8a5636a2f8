internal import Synchronization

/// What one change looks like on the wire, worked out once for all watches that see it in the same form.
final class ChangeForms: Sendable {
  struct Form: Hashable, Sendable {
    var groupVersion: String
    var format: OutputFormat
    var includeObject: String
  }

  private let lines = Mutex<[(form: Form, line: [UInt8])]>([])

  /// - Parameter make: called for the first watch of this form; two at once may both call it.
  func line(_ form: Form, _ make: () throws -> [UInt8]) rethrows -> [UInt8] {
    // There are few forms, mostly one.
    if let known = lines.withLock({ $0.first { $0.form == form }?.line }) { return known }
    let line = try make()
    lines.withLock { $0.append((form, line)) }
    return line
  }
}
