package import Documents
import Kubernetes
package import SupplyChain

/// Reads what evidence is measured by.
package enum EvidencePolicyLoader {
  /// - Parameter base: what holds where the file says nothing.
  /// - Throws: all mistakes in the file.
  package static func load(
    _ path: String, over base: EvidencePolicy = EvidencePolicy()
  ) throws(Diagnostics) -> EvidencePolicy {
    try load(PlugfestFile.parse(path), over: base).policy
  }

  /// The policy that comes with the catalogue of criteria.
  ///
  /// - Parameter program: the path of the program; the folder `criteria` lies in some folder above.
  package static func nearby(program: String) throws(Diagnostics) -> EvidencePolicy {
    try load(FilePath.joining(CriteriaCatalogue.folder(program: program), "evidence/policy.yaml"))
  }

  /// The same with a file whose syntax was read already.
  static func load(
    _ file: PlugfestFile, over base: EvidencePolicy = EvidencePolicy()
  ) throws(Diagnostics) -> (policy: EvidencePolicy, warnings: [Diagnostic]) {
    let read = try file.read(as: .evidencePolicy) { spec, _, _ in Self.read(&spec, over: base) }
    return (read.output, read.warnings)
  }

  private static func read(_ spec: inout MappingReader, over base: EvidencePolicy) -> EvidencePolicy? {
    let days = 0...3650
    let scanDays = spec.optional("scanDays", .integer(in: days), or: base.scanDays)
    let graceDays = spec.optional("graceDays", .integer(in: days), or: base.graceDays)
    let imageSize = spec.optional("imageSize", size, or: base.imageBytes)
    let layers = spec.optional("layers", .integer(in: 1...1000), or: base.layers)
    let components = spec.optional("components", .integer(in: 1...1000), or: base.components)
    let licences = spec.optional("licences", .list(of: .name))
    let architectures = spec.optional("architectures", .list(of: .name), or: base.architectures)
    let tools = spec.optional("compromisedTools", .list(of: .object("tool", readTool)), or: base.tools)
    let actions = spec.optional("compromisedActions", .list(of: .object("action", readAction)), or: base.actions)
    guard let scanDays, let graceDays, let imageSize, let layers, let components, let architectures, let tools,
      let actions
    else { return nil }
    var policy = EvidencePolicy()
    policy.scanDays = scanDays
    policy.graceDays = graceDays
    policy.imageBytes = imageSize
    policy.layers = layers
    policy.components = components
    policy.licences = licences.map { Set($0.map { $0.lowercased() }) } ?? base.licences
    policy.architectures = architectures
    policy.tools = tools
    policy.actions = actions
    return policy
  }

  private static var size: FieldType<Int64> {
    FieldType("a size such as 500Mi") { node in
      node.string.flatMap { try? Quantity(parsing: $0) }.flatMap { $0.value > 0 ? $0.value : nil }
    }
  }

  private static func readTool(_ reader: inout MappingReader) -> EvidencePolicy.CompromisedTool? {
    let name = reader.required("name", .name)
    let versions = reader.required("versions", .list(of: .name))
    let identifiers = reader.required("identifiers", .list(of: .name))
    let because = reader.required("because", .name)
    let safe = reader.required("safe", .name)
    guard let name, let versions, let identifiers, let because, let safe else { return nil }
    return EvidencePolicy.CompromisedTool(
      name: name.lowercased(), versions: Set(versions), identifiers: identifiers, because: because, safe: safe)
  }

  private static func readAction(_ reader: inout MappingReader) -> EvidencePolicy.CompromisedAction? {
    let name = reader.required("name", .name)
    let through = reader.required("through", version)
    let identifiers = reader.required("identifiers", .list(of: .name))
    let because = reader.required("because", .name)
    let safe = reader.required("safe", .name)
    guard let name, let through, let identifiers, let because, let safe else { return nil }
    return EvidencePolicy.CompromisedAction(
      name: name.lowercased(), through: through, identifiers: identifiers, because: because, safe: safe)
  }

  private static var version: FieldType<[Int]> {
    FieldType("a version such as 0.34.2", hint: \.quotingHint) { node in
      guard let parts = node.string?.split(separator: ".").map({ Int($0) }), !parts.isEmpty else { return nil }
      let numbers = parts.compactMap(\.self)
      return numbers.count == parts.count ? numbers : nil
    }
  }
}
