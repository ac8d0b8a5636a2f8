import Documents
import Kubernetes

/// Makes the pieces of all objects; only an operator that is broken on purpose remembers anything here.
struct PieceMaker {
  let dialect: any Dialect
  let defects: Set<Defect>
  private var seen: [String: Piece] = [:]
  /// What was there when the process began, by uid.
  private var lost: [String: String] = [:]
  private var isFirst = true
  private var flips = false

  init(dialect: any Dialect, defects: Set<Defect>) {
    self.dialect = dialect
    self.defects = defects
  }

  mutating func pieces(of objects: [KubernetesObject], targets: TargetDirectory) -> [Piece] {
    flips.toggle()
    let pieces = objects.map { piece(of: $0, targets: targets) }
    if isFirst, defects.contains(.losesOnRestart) {
      for piece in pieces { lost[piece.object.uid ?? ""] = piece.text }
    }
    isFirst = false
    return pieces.filter { lost[$0.object.uid ?? ""] != $0.text }
  }

  private mutating func piece(of object: KubernetesObject, targets: TargetDirectory) -> Piece {
    let uid = object.uid ?? ""
    if let old = seen[uid] {
      let isSame = old.object.generation == object.generation
      if defects.contains(.ignoresUpdates) || defects.contains(.ignoresLateServices) && isSame {
        var piece = old
        piece.object = object
        return piece
      }
    }
    var piece = dialect.piece(of: object, targets: targets)
    if defects.contains(.ignoresLabels) {
      piece.jobs = piece.jobs.map { Self.without("relabel_configs", $0) }
      piece.groups = piece.groups.map { group in
        var group = group
        group["rules"] = .array((group["rules"]?.array ?? []).map { Self.without("labels", $0) })
        return group
      }
    }
    if defects.contains(.orderFlips), flips {
      piece.jobs = piece.jobs.map(Self.reversed)
      piece.groups = piece.groups.map(Self.reversed)
    }
    if defects.contains(.ignoresUpdates) || defects.contains(.ignoresLateServices) { seen[uid] = piece }
    return piece
  }

  private static func without(_ field: String, _ value: Value) -> Value {
    var value = value
    guard field != "relabel_configs" else {
      // Where it is scraped stays.
      let steps = (value[field]?.array ?? []).filter { $0["target_label"]?.string == "__address__" }
      value[field] = steps.isEmpty ? nil : .array(steps)
      return value
    }
    value[field] = nil
    return value
  }

  private static func reversed(_ value: Value) -> Value {
    guard let object = value.object else { return value }
    return .object(Object(object.map { ($0.key, reversed($0.value)) }.reversed()))
  }
}
