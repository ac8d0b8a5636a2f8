import Documents

extension NetBoxService {
  /// Makes the objects of a seed as the first superuser would.
  ///
  /// - Throws: every kind that does not exist and every object that the REST API would refuse, with its place.
  mutating func load(_ seed: NetBoxSeed, as token: Access.Token, at time: Timestamp) throws(Diagnostics) {
    if seed.node.isNull { return }
    guard let members = seed.node.members else {
      throw Diagnostics([
        .error("expected a mapping of kinds to lists of objects, found \(seed.node.typeName)", at: seed.node.place)
      ])
    }
    var diagnostics = Diagnostics()
    let writable = Model.all.filter { !$0.isReadOnly }
    for member in members where !writable.contains(where: { $0.seedName == member.name }) {
      let hint = Suggestion.hint(for: member.name, among: writable.map(\.seedName))
      diagnostics.error("unknown kind \"\(member.name)\"", at: member.place, hint: hint)
    }
    // Custom fields and tags are needed by the others, and choice sets by custom fields.
    let early: [ModelName] = [.choiceSet, .customField, .tag]
    let ordered = early.map(Model.named) + writable.filter { !early.contains($0.name) }
    for model in ordered {
      for member in members where member.name == model.seedName { load(member.value, model, token, time, &diagnostics) }
    }
    try diagnostics.throwIfErrors()
  }

  private mutating func load(
    _ node: Node, _ model: Model, _ token: Access.Token, _ time: Timestamp, _ diagnostics: inout Diagnostics
  ) {
    guard let items = node.items else {
      diagnostics.add(.error("expected a list of objects, found \(node.typeName)", at: node.place))
      return
    }
    for item in items {
      var body = item.value
      if let name = body["name"]?.string, body["slug"] == nil, model.field("slug") != nil {
        body["slug"] = .string(Self.slug(name))
      }
      let unknown = body.object?.keys.first { model.field($0) == nil && $0 != "changelog_message" }
      if let unknown {
        diagnostics.error(
          "unknown field \"\(unknown)\" of a \(model.label)", at: item.member(unknown)?.place ?? item.place,
          hint: Suggestion.hint(for: unknown, among: model.fields.filter(\.isWritable).map(\.name)))
        continue
      }
      resolveScope(in: &body)
      do throws(Refusal) {
        let deserializer = Deserializer(model: model, store: store, userID: token.userID, onlyFields: nil)
        let draft = try deserializer.draft(body, updating: nil, mode: .create)
        let context = ChangeContext(
          time: time, requestID: "00000000-0000-0000-0000-000000000000", userID: token.userID, userName: token.userName)
        _ = store.create(draft, model, context)
      } catch {
        diagnostics.add(.error("the \(model.label) is refused: \(JSON.text(error.body))", at: item.place))
      }
    }
  }

  /// A seed cannot know numbers, so a scope may be given by attributes: `{scope_type: dcim.site, scope_id: {name: A}}`.
  private func resolveScope(in body: inout Value) {
    guard let attributes = body["scope_id"], attributes.object != nil,
      let model = body["scope_type"]?.string.flatMap(ModelName.init(rawValue:))
    else { return }
    if let id = try? ReferenceReader(store: store).find(model, attributes) { body["scope_id"] = .integer(id) }
  }

  /// Small letters, digits and hyphens.
  static func slug(_ name: String) -> String {
    let mapped = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" }
    return String(mapped).split(separator: "-").joined(separator: "-")
  }
}

extension Model {
  /// How seeds call the kind: `ip-addresses`.
  var seedName: String { path.split(separator: "/").last.map(String.init) ?? path }
}
