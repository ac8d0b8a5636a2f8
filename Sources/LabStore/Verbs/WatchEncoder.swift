internal import Documents
internal import Kubernetes

/// Turns changes into the lines of a watch: what a change means to this watcher depends on its selectors.
struct WatchEncoder: Sendable {
  let selection: Selection
  let presentation: ObjectPresentation

  /// Nil when the object is not selected.
  func added(_ stored: Value) throws -> [UInt8]? {
    let object = try selection.type.fromStorageVersion(stored)
    return selection.matches(object) ? line("ADDED", presentation.shaped(object)) : nil
  }

  /// Nil when the change does not concern the watcher.
  func event(for change: Change) throws -> [UInt8]? {
    let type = selection.type
    if selection.isEverything {
      let form = ChangeForms.Form(
        groupVersion: type.groupVersion, format: presentation.format, includeObject: presentation.includeObject)
      return try change.forms.line(form) {
        line(change.kind.rawValue, presentation.shaped(try type.fromStorageVersion(change.object)))
      }
    }
    let object = try type.fromStorageVersion(change.object)
    if change.kind == .deleted {
      return selection.matches(object) ? line("DELETED", presentation.shaped(object)) : nil
    }
    let isSelected = selection.matches(object)
    guard let previous = try change.previous.map(type.fromStorageVersion), selection.matches(previous) else {
      return isSelected ? line("ADDED", presentation.shaped(object)) : nil
    }
    if isSelected { return line("MODIFIED", presentation.shaped(object)) }
    // What left the selection is shown as it was last selected, with the revision of the change.
    var last = previous
    last[path: "metadata", "resourceVersion"] = object["metadata"]?["resourceVersion"]
    return line("DELETED", presentation.shaped(last))
  }

  func bookmark(revision: UInt64, endsInitialEvents: Bool) -> [UInt8] {
    var metadata: Object = ["resourceVersion": .string(String(revision))]
    if endsInitialEvents { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
    let type = selection.type
    let object: Value = [
      "kind": .string(type.kind), "apiVersion": .string(type.groupVersion), "metadata": .object(metadata),
    ]
    return line("BOOKMARK", presentation.shapedBookmark(object))
  }

  func error(_ status: APIStatus) -> [UInt8] { line("ERROR", status.value) }

  private func line(_ type: String, _ object: Value) -> [UInt8] {
    let event: Value = ["type": .string(type), "object": object]
    return JSON.bytes(event) + [0x0A]
  }
}
