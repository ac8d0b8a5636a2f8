import Documents
import Kubernetes
import LabStore

/// Feeds libFuzzer's inputs to the four kinds of patch. Besides that nothing crashes, hangs or grows: what a patch says of
/// itself must hold.
///
/// An input is a letter for the kind (`j`, `m`, `s`, `a`), the object as JSON, a line feed, and the patch as JSON. Without
/// an object it is a Deployment.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let kind = bytes.first else { return 0 }
  let first = bytes.dropFirst().prefix { $0 != 0x0A }
  guard let patch = try? JSON.parse(Array(bytes.dropFirst(first.count + 2))) else { return 0 }
  let object = first.isEmpty ? Inputs.deployment : try? JSON.parse(Array(first))
  guard let object else { return 0 }
  switch kind {
  case UInt8(ascii: "j"): Inputs.json(patch, object)
  case UInt8(ascii: "m"): Inputs.merge(patch, object)
  case UInt8(ascii: "s"): Inputs.strategic(patch, object)
  default: Inputs.apply(patch, object)
  }
  return 0
}

private enum Inputs {
  static let deployment = try? JSON.parse(
    #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","labels":{"l":"x"},"finalizers":["f"]},"spec":{"template":{"spec":{"containers":[{"name":"c","image":"i","env":[{"name":"E","value":"1"}],"ports":[{"containerPort":80,"protocol":"TCP"}]}],"tolerations":[{"key":"a"}]}}}}"#
  )

  static let types: [MergeType] =
    [("apps", "deployments"), ("", "services"), ("", "configmaps")].map {
      BuiltIns.registry().type(group: $0.0, version: "v1", plural: $0.1)?.schema.mergeType ?? .untyped
    } + [.untyped]

  /// The difference between any two values leads from one to the other.
  static func json(_ patch: Value, _ object: Value) {
    if let patch = try? JSONPatch(patch) { _ = try? patch.apply(to: object) }
    guard let again = try? JSONPatch.difference(from: object, to: patch).apply(to: object) else {
      fatalError("the difference to \(patch) does not apply to \(object)")
    }
    guard again == patch else { fatalError("the difference to \(patch) leads from \(object) to \(again)") }
  }

  /// A merge patch does nothing the second time.
  static func merge(_ patch: Value, _ object: Value) {
    let once = MergePatch.apply(patch, to: object)
    let twice = MergePatch.apply(patch, to: once)
    guard once == twice else { fatalError("\(patch) makes \(once) of \(object), and then \(twice)") }
    if let difference = MergePatch.difference(from: object, to: once) {
      let again = MergePatch.apply(difference, to: object)
      guard again == once else { fatalError("\(difference) makes \(again) of \(object), not \(once)") }
    }
  }

  static func strategic(_ patch: Value, _ object: Value) {
    guard let patch = patch.object else { return }
    for type in types {
      guard let once = try? StrategicMergePatch(type: type).apply(patch, to: object) else { continue }
      _ = try? StrategicMergePatch(type: type).apply(patch, to: once)
    }
  }

  /// What one manager applied twice is what it applied once; a second manager takes it by force, and an update is tracked.
  static func apply(_ configuration: Value, _ object: Value) {
    for type in types {
      let ownership = FieldOwnership(type: type, apiVersion: "v1")
      let now = KubernetesTime.now
      guard let once = try? ownership.apply(configuration, to: object, by: "a", force: true, at: now) else { continue }
      guard let twice = try? ownership.apply(configuration, to: once, by: "a", force: false, at: now) else {
        fatalError("\(configuration) applies to \(object), but not to \(once)")
      }
      guard once == twice else { fatalError("\(configuration) makes \(once) of \(object), and then \(twice)") }
      _ = try? ownership.apply(object, to: once, by: "b", force: false, at: now)
      _ = try? ownership.apply(object, to: once, by: "b", force: true, at: now)
    }
  }
}
