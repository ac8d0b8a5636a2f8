package import Documents
package import Kubernetes

extension Recipe {
  /// Whoever reads the wish in one version that is served and writes it back changes nothing (R12).
  static let conversion = Recipe(
    [.noteVersions, .phase("write back"), .writeBack, .phase("update"), .apply(.asEstablished), .rest],
    explainsTrouble: true
  ) { evidence in
    let wrong = evidence.lossy(.conversion) + evidence.storedVersions(.conversion)
    guard wrong.isEmpty, let versions = evidence.marks(ServedVersions.mark).last.map(ServedVersions.init) else {
      return wrong
    }
    return [
      Judgement(
        .conversion, .conforms, evidence.wish, in: evidence.time,
        "served in \(versions.served.joined(separator: " and ")), it is the same after it was written back in each; stored in "
          + versions.stored.joined(separator: ", "), evidence.last(3, of: evidence.wish))
    ]
  }
}

/// In which versions a kind of custom resources is served and stored, as its definition says.
package struct ServedVersions: Sendable {
  package static let mark = "versions"

  package var all: [String]
  package var served: [String]
  /// In which the API server stores what is written now.
  package var storage: String
  /// In which it has ever stored something, as far as nobody has said otherwise.
  package var stored: [String]

  /// - Parameter definition: a CustomResourceDefinition.
  package init(_ definition: KubernetesObject) {
    let versions = definition.value[path: "spec", "versions"]?.array ?? []
    func names(_ isWanted: (Value) -> Bool) -> [String] { versions.filter(isWanted).compactMap { $0["name"]?.string } }
    all = names { _ in true }
    served = names { $0["served"]?.bool == true }
    storage = names { $0["storage"]?.bool == true }.first ?? ""
    stored = definition.value[path: "status", "storedVersions"]?.array?.compactMap(\.string) ?? []
  }

  init(_ mark: LedgerLine.Mark) {
    func names(_ field: String) -> [String] { mark.details[field]?.array?.compactMap(\.string) ?? [] }
    (all, served, stored) = (names("all"), names("served"), names("stored"))
    storage = mark.details["storage"]?.string ?? ""
  }

  package var details: Value {
    func value(_ names: [String]) -> Value { .array(names.map(Value.string)) }
    return ["all": value(all), "served": value(served), "storage": .string(storage), "stored": value(stored)]
  }
}

/// What became of an object that was written in one version as it was read there.
package struct VersionRoundTrip: Sendable {
  package static let mark = "written back"

  package var version: String
  /// In the version in which it is stored.
  package var changes: [FieldChange]
  /// Why the API server did not take it.
  package var refusal: String?

  package init(version: String, changes: [FieldChange], refusal: String? = nil) {
    self.version = version
    self.changes = changes
    self.refusal = refusal
  }

  package var details: Value {
    [
      "version": .string(version), "refusal": refusal.map(Value.string) ?? .null,
      "changes": .array(
        changes.prefix(20).map { change in
          [
            "path": .string(change.path.plainText), "before": change.before ?? .null, "after": change.after ?? .null,
          ]
        }),
    ]
  }
}

extension RecipeEvidence {
  func lossy(_ oracle: Judgement.Oracle) -> [Judgement] {
    marks(VersionRoundTrip.mark).compactMap { mark in
      let version = mark.details["version"]?.string ?? ""
      let title = "\(wish), written back as it is read in \(version),"
      let span = time.lowerBound...mark.time
      if let refusal = mark.details["refusal"]?.string {
        return Judgement(oracle, .violates, wish, in: span, "\(title) is refused: \(refusal)")
      }
      let changes = mark.details["changes"]?.array ?? []
      guard let first = changes.first else { return nil }
      func text(_ field: String) -> String { first[field].flatMap { $0.isNull ? nil : JSON.text($0) } ?? "nothing" }
      return Judgement(
        oracle, .violates, wish, in: span,
        "\(title) is not what it was: \(first["path"]?.string ?? "") was \(text("before")) and is \(text("after"))"
          + (changes.count > 1 ? ", and \(changes.count - 1) more" : ""), last(3, of: wish))
    }
  }

  /// What is stored in a version that nobody knows cannot be read.
  func storedVersions(_ oracle: Judgement.Oracle) -> [Judgement] {
    let marks = marks(ServedVersions.mark)
    guard let mark = marks.last else { return [] }
    let present = ServedVersions(mark)
    func wrong(_ sentence: String) -> Judgement {
      Judgement(oracle, .violates, wish, in: time.lowerBound...mark.time, "of \(wish.groupKind), \(sentence)")
    }
    var found: [Judgement] = []
    let stored = present.stored.joined(separator: ", ")
    if !present.stored.contains(present.storage) {
      found.append(wrong("status.storedVersions (\(stored)) lacks \(present.storage), in which it is stored"))
    }
    if let unknown = present.stored.first(where: { !present.all.contains($0) }) {
      found.append(wrong("status.storedVersions still names \(unknown), which the definition does not have any more"))
    }
    if marks.count > 1, let former = marks.first.map({ ServedVersions($0) }),
      let lost = former.served.first(where: { !present.served.contains($0) })
    {
      found.append(
        wrong("\(lost), which the previous release served, is not served any more, and no manifest in it works"))
    }
    return found
  }
}
