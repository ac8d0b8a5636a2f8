import Documents
import Kubernetes

/// What the folder should hold for some pieces.
struct DesiredFiles {
  /// The texts of rule files, by name.
  private(set) var rules: [String: String] = [:]
  private(set) var jobs: [Value] = []
  private(set) var remoteWrites: [Value] = []

  /// - Parameter isPrevious: Names files as the release before did.
  init(_ pieces: [Piece], owner: String, isPrevious: Bool, defects: Set<Defect>) {
    for piece in pieces.sorted(by: { $0.key.sortKey < $1.key.sortKey }) {
      jobs += piece.jobs
      remoteWrites += piece.remoteWrites
      guard !piece.groups.isEmpty else { continue }
      rules[Self.fileName(piece, owner: owner, isPrevious: isPrevious)] = Self.text(piece, owner: owner)
    }
    if defects.contains(.duplicateJobs) {
      jobs += jobs.map { job in
        var copy = job
        copy["job_name"] = .string((job["job_name"]?.string ?? "") + "/copy")
        return copy
      }
    }
  }

  /// `monitor-operator_default_high-load.yml`: names of the cluster hold no underscores, so no two objects share one.
  static func fileName(_ piece: Piece, owner: String, isPrevious: Bool) -> String {
    let object = piece.object
    let namespace = object.namespace ?? ""
    if isPrevious { return "\(namespace)-\(object.name).\(owner).yml" }
    let name = "\(owner)_\(namespace)_\(object.name)"
    // A file's name holds 255 bytes.
    return name.utf8.count <= 240 ? "\(name).yml" : "\(name.prefix(190))_\(object.uid ?? "").yml"
  }

  private static func text(_ piece: Piece, owner: String) -> String {
    let object = piece.object
    return "# Written by \(owner) for \(object.kind) \(object.namespace ?? "")/\(object.name); changes are undone.\n"
      + YAML.text(["groups": .array(piece.groups)])
  }

  /// The rules that Prometheus should have of these files: `file|group` with the names of the rules in it.
  func loadedRules(of pieces: [Piece], owner: String, isPrevious: Bool) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for piece in pieces {
      let file = Self.fileName(piece, owner: owner, isPrevious: isPrevious)
      for group in piece.groups {
        let names = (group["rules"]?.array ?? []).map(RuleGroups.name)
        result["\(file)|\(group["name"]?.string ?? "")"] = names
      }
    }
    return result
  }
}

extension ObjectKey {
  /// For an order that stays.
  var sortKey: String { "\(kind)/\(namespace ?? "")/\(name)" }
}
