internal import Documents
internal import Foundation
internal import LabStore

/// What an embedded lab needs of its file.
struct EmbeddedLabFile {
  var name: String
  var port: Int
  var store: LabStore.Configuration

  /// - Throws: `Diagnostics` that name the place.
  static func read(_ path: String) throws -> EmbeddedLabFile {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Diagnostic.error("the lab file \"\(path)\" cannot be read", hint: "labs/embedded.yaml is an example")
    }
    guard let document = try YAML.parse(text, file: path).first else {
      throw Diagnostic.error("the lab file \"\(path)\" is empty", hint: "labs/embedded.yaml is an example")
    }
    let value = document.value
    guard value["kind"]?.string == "Lab", let embedded = value[path: "spec", "cluster", "embedded"] else {
      throw Diagnostic.error(
        "this is not an embedded lab", at: document.place, hint: "expected kind Lab with spec.cluster.embedded")
    }
    var store = LabStore.Configuration()
    store.nodes = Int(embedded["nodes"]?.integer ?? 1)
    for user in embedded["users"]?.array ?? [] {
      guard let name = user["name"]?.string, let token = user["token"]?.string else {
        throw Diagnostic.error("a user needs a name and a token", at: document.place)
      }
      store.users.append(
        LabStore.StaticUser(
          token: token, name: name, uid: user["uid"]?.string ?? "",
          groups: user["groups"]?.array?.compactMap(\.string) ?? []))
    }
    return EmbeddedLabFile(
      name: value[path: "metadata", "name"]?.string ?? "lab", port: Int(embedded["port"]?.integer ?? 0), store: store)
  }
}
