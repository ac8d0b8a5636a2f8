package import Documents

/// Clusters, users and contexts as kubectl's configuration files name them.
package struct Kubeconfig: Sendable {
  /// A named entry and the folder that its relative paths start from.
  package struct Entry: Sendable {
    package var name: String
    /// What stands under `cluster`, `user` or `context`.
    package var content: Node
    package var folder: String
  }

  package var clusters: [Entry] = []
  package var users: [Entry] = []
  package var contexts: [Entry] = []
  package var currentContext: String?
  /// Where `currentContext` was read.
  package var currentContextPlace: Place?
  /// The files that were read, in order.
  package var files: [String] = []

  package init() {}

  /// Takes over what `other` has and this lacks: the first of several entries with one name wins.
  package mutating func merge(_ other: Kubeconfig) {
    func add(_ more: [Entry], to entries: inout [Entry]) {
      for entry in more where !entries.contains(where: { $0.name == entry.name }) { entries.append(entry) }
    }
    add(other.clusters, to: &clusters)
    add(other.users, to: &users)
    add(other.contexts, to: &contexts)
    if currentContext == nil {
      currentContext = other.currentContext
      currentContextPlace = other.currentContextPlace
    }
    files += other.files
  }
}

// MARK: Reading

extension Kubeconfig {
  /// Reads one file's text; relative paths in it start from the folder of `file`.
  ///
  /// - Throws: every mistake in the shape of the file. What a context needs is checked when it is used.
  package init(parsing text: String, file: String) throws(Diagnostics) {
    files = [file]
    guard let document = try YAML.parse(text, file: file).first, !document.isNull else { return }
    var problems = Diagnostics()
    guard document.members != nil else {
      problems.error("a kubeconfig must be an object, and this is of type \(document.typeName)", at: document.place)
      throw problems
    }
    if let kind = document["kind"]?.string, kind != "Config" {
      problems.error("a kubeconfig has the kind \"Config\", and this is \"\(kind)\"", at: document["kind"]?.place)
    }
    let folder = FilePaths.folder(of: file)
    clusters = Self.entries(document, "clusters", "cluster", folder, &problems)
    users = Self.entries(document, "users", "user", folder, &problems)
    contexts = Self.entries(document, "contexts", "context", folder, &problems)
    if let current = document["current-context"], !current.isNull {
      guard let name = current.string else {
        problems.error("current-context must be a string", at: current.place)
        throw problems
      }
      if !name.isEmpty {
        currentContext = name
        currentContextPlace = current.place
      }
    }
    try problems.throwIfErrors()
  }

  private static func entries(
    _ document: Node, _ list: String, _ member: String, _ folder: String, _ problems: inout Diagnostics
  ) -> [Entry] {
    guard let node = document[list], !node.isNull else { return [] }
    guard let items = node.items else {
      problems.error("\(list) must be a list, and is of type \(node.typeName)", at: node.place)
      return []
    }
    var entries: [Entry] = []
    for item in items {
      guard let name = item["name"]?.string, !name.isEmpty else {
        problems.error("each of \(list) needs a name", at: item.place)
        continue
      }
      let content = item[member] ?? Node(.mapping([]), at: item.place)
      guard content.members != nil || content.isNull else {
        problems.error("\(member) must be an object, and is of type \(content.typeName)", at: content.place)
        continue
      }
      if !entries.contains(where: { $0.name == name }) {
        entries.append(Entry(name: name, content: content, folder: folder))
      }
    }
    return entries
  }
}
