import Documents

/// Reads the texts of `BuiltInDescriptions`. A mistake in them becomes a problem, not an error: the tests want none.
struct DescriptionParser {
  private(set) var types: [BuiltInType] = []
  private(set) var kinds: [KindDescription] = []
  private(set) var problems: [String] = []

  private var identifiers: [String: BuiltInType.ID] = [:]
  private var group = Group(groupVersion: "", model: "")
  private var current: BuiltInType?
  private var currentKind: KindDescription?

  private struct Group {
    var groupVersion: String
    var model: String

    var name: String { groupVersion.contains("/") ? String(groupVersion.prefix { $0 != "/" }) : "" }
    var version: String { String(groupVersion.split(separator: "/").last ?? "") }
  }

  /// Names may be used before they are described, so the names of all texts are read first.
  init(_ texts: [String]) {
    let lines = texts.map { $0.utf8.split(separator: UInt8(ascii: "\n")).map(Substring.init) }
    for line in lines.joined() { declare(line) }
    for line in lines.joined() { read(line) }
    finish()
  }

  private mutating func declare(_ line: Substring) {
    guard line.utf8.first != UInt8(ascii: " ") else { return }
    var words = DescriptionLine(line)
    switch words.next() {
    case "group":
      group = Group(groupVersion: words.next() ?? "", model: words.next() ?? "")
    case "kind", "struct":
      guard let name = words.next() else { return }
      let model = "\(group.model).\(name)"
      if identifiers[model] != nil { problems.append("\(model) is described twice") }
      let id = BuiltInType.ID(index: types.count)
      identifiers[model] = id
      types.append(BuiltInType(id: id, name: name, groupVersion: group.groupVersion, modelName: model))
    default: problems.append("not understood: \(line)")
    }
  }

  private mutating func read(_ line: Substring) {
    var words = DescriptionLine(line)
    guard let first = words.next() else { return }
    if line.utf8.first == UInt8(ascii: " ") {
      readMember(first, &words)
      return
    }
    switch first {
    case "group":
      finish()
      group = Group(groupVersion: words.next() ?? "", model: words.next() ?? "")
    default:
      finish()
      begin(isKind: first == "kind", &words)
    }
  }

  private mutating func begin(isKind: Bool, _ words: inout DescriptionLine) {
    guard let name = words.next(), let id = identifiers["\(group.model).\(name)"] else { return }
    var type = types[id.index]
    if isKind {
      let plural = words.next().flatMap { $0 == "-" ? nil : $0 }
      var kind = KindDescription(type: id, group: group.name, version: group.version, kind: name, plural: plural)
      while let option = words.next() { problems += kind.set(option) }
      currentKind = kind
      type.fields = Self.fieldsOfKinds(metadata: identifiers["\(Self.meta).ObjectMeta"])
    } else {
      while let option = words.next() {
        if option == "atomic" { type.isAtomic = true } else { problems.append("\(name): unknown option \(option)") }
      }
    }
    type.text = words.text
    current = type
  }

  private mutating func readMember(_ first: String, _ words: inout DescriptionLine) {
    switch first {
    case ":":
      while let option = words.next() { problems += currentKind?.set(option) ?? setOfLastField(option) }
    case "/":
      problems += currentKind?.addSubresource(&words) ?? ["subresource outside a kind"]
    case "|":
      problems += currentKind?.addColumn(&words) ?? ["column outside a kind"]
    case "--":
      // The scanner took the mark for a word.
      addText(words.rest)
    default:
      readField(first, &words)
    }
  }

  private mutating func setOfLastField(_ option: String) -> [String] {
    guard let last = current?.fields.indices.last else { return ["option without a field: \(option)"] }
    return current?.fields[last].set(option) ?? []
  }

  /// Text goes to what the line before described.
  private mutating func addText(_ text: String) {
    guard var type = current else { return }
    if var kind = currentKind, type.fields.count == Self.fieldsOfKinds(metadata: nil).count {
      if let last = kind.columns.indices.last {
        kind.columns[last].text.append(sentence: text)
        currentKind = kind
        return
      }
      type.text.append(sentence: text)
    } else if let last = type.fields.indices.last {
      type.fields[last].text.append(sentence: text)
    } else {
      type.text.append(sentence: text)
    }
    current = type
  }

  private mutating func readField(_ name: String, _ words: inout DescriptionLine) {
    guard let typeText = words.next() else {
      problems.append("\(current?.name ?? "").\(name) has no type")
      return
    }
    var presence = FieldDescription.Presence.whenNotEmpty
    var text = Substring(typeText)
    for (mark, meaning) in Self.marks where text.hasSuffix(mark) {
      presence = meaning
      text = text.dropLast(mark.count)
      break
    }
    guard let type = type(text) else {
      problems.append("\(current?.name ?? "").\(name): unknown type \(text)")
      return
    }
    var field = FieldDescription(name: name, type: type, presence: presence)
    while let option = words.next() { problems += field.set(option) }
    field.text = words.text
    current?.fields.append(field)
  }

  private static let marks: [(String, FieldDescription.Presence)] = [
    ("!?", .requiredOrNull), ("!", .required), ("?", .whenSet), ("+", .always),
  ]

  private func type(_ text: Substring) -> FieldType? {
    switch text.utf8.first {
    case UInt8(ascii: "["): return type(text.dropFirst().dropLast()).map(FieldType.list)
    case UInt8(ascii: "{"): return type(text.dropFirst().dropLast()).map(FieldType.map)
    default: break
    }
    if let simple = Self.simpleTypes[text] { return simple }
    for model in [group.model, Self.core, Self.meta] {
      if let id = identifiers["\(model).\(text)"] { return .structure(id) }
    }
    return nil
  }

  private static let core = "io.k8s.api.core.v1"
  private static let meta = "io.k8s.apimachinery.pkg.apis.meta.v1"
  private static let simpleTypes: [Substring: FieldType] = [
    "string": .string, "int32": .int32, "int64": .int64, "double": .double, "bool": .bool, "bytes": .bytes,
    "quantity": .quantity, "intorstring": .intOrString, "time": .time, "microtime": .microTime, "any": .any,
  ]

  /// What every kind begins with.
  private static func fieldsOfKinds(metadata: BuiltInType.ID?) -> [FieldDescription] {
    [
      FieldDescription(name: "kind", type: .string, text: BuiltInDescriptions.kindText),
      FieldDescription(name: "apiVersion", type: .string, text: BuiltInDescriptions.apiVersionText),
      FieldDescription(
        name: "metadata", type: metadata.map(FieldType.structure) ?? .any, presence: .always,
        text: BuiltInDescriptions.metadataText),
    ]
  }

  private mutating func finish() {
    if let current { types[current.id.index] = current }
    if let currentKind { kinds.append(currentKind) }
    current = nil
    currentKind = nil
  }
}

extension String {
  fileprivate mutating func append(sentence: String) { self += isEmpty ? sentence : " \(sentence)" }
}
