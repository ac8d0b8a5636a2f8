package import Documents
import Kubernetes
package import SupplyChain

/// Reads the index of a folder of evidence: `index.yaml`, `index.yml` or `index.json`.
package enum EvidenceIndexLoader {
  private static let names = ["index.yaml", "index.yml", "index.json"]
  private static let sums = "SHA256SUMS"

  /// - Parameter path: the folder, or the index itself.
  /// - Returns: the index, the folder that its paths begin in, and warnings.
  /// - Throws: all mistakes in the index and the list of sums.
  package static func load(
    _ path: String
  ) throws(Diagnostics) -> (index: EvidenceIndex, folder: String, warnings: [Diagnostic]) {
    guard FilePath.isDirectory(path) else { return try load(PlugfestFile.parse(path)) }
    let known = FilePath.documents(in: path) ?? []
    guard let name = names.first(where: known.contains) else {
      throw Diagnostics([
        .error(
          "there is no index.yaml in \(path.quoted)", hint: "docs/supply-chain.md tells what it says",
          rule: .unreadableFile)
      ])
    }
    return try load(PlugfestFile.parse(FilePath.joining(path, name)))
  }

  /// The same with a file whose syntax was read already.
  static func load(
    _ file: PlugfestFile
  ) throws(Diagnostics) -> (index: EvidenceIndex, folder: String, warnings: [Diagnostic]) {
    let folder = file.path.lastIndex(of: "/").map { String(file.path[..<$0]) } ?? ""
    let read = try file.read(as: .supplyChain) { spec, name, _ in EvidenceIndexReader.read(&spec, name: name) }
    var index = read.output
    index.sums = try sums(in: folder)
    return (index, folder, read.warnings)
  }

  /// What is wrong with an index and the files that it names.
  static func check(_ file: PlugfestFile) throws(Diagnostics) -> [Diagnostic] {
    let (index, folder, warnings) = try load(file)
    return warnings + Evidence(index, folder: folder).problems
  }

  /// As `sha256sum` writes them: 64 digits, a space, a space or `*`, the path.
  private static func sums(in folder: String) throws(Diagnostics) -> [String: String] {
    let path = folder.isEmpty ? sums : FilePath.joining(folder, sums)
    guard FilePath.exists(path) else { return [:] }
    let text: String
    do { text = try TextFile.read(path, limit: 1 << 20) } catch { throw Diagnostics([error.of(.unreadableFile)]) }
    var sums: [String: String] = [:]
    var found = Diagnostics()
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty
    {
      let sum = line.prefix { $0 != " " }
      let rest = line.dropFirst(sum.count)
      guard sum.utf8.count == 64, sum.allSatisfy(\.isHexDigit), rest.hasPrefix("  ") || rest.hasPrefix(" *") else {
        found.error(
          "the line is no sum and path", at: Place(file: path, line: number + 1, column: 1),
          hint: "sha256sum FILES > SHA256SUMS", rule: .wrongValue)
        continue
      }
      let name = rest.dropFirst(2)
      sums[String(name.hasPrefix("./") ? name.dropFirst(2) : name)] = sum.lowercased()
    }
    try found.throwIfErrors()
    return sums
  }
}
