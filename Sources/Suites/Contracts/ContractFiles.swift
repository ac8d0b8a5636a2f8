import Documents
import FoundationEssentials

/// Where contract files lie.
enum ContractFiles {
  static let name = "contract.yaml"

  /// The names, as a suite would write them, of files that may hold its contract: `contract.yaml` beside it, then what is
  /// in a folder `contracts` beside it or beside its folder.
  static func namesBeside(_ suite: NamedFiles) -> [String] {
    var names = exists(suite.path(of: name)) ? [name] : []
    for folder in ["contracts", "../contracts"] {
      names += (FilePath.documents(in: suite.path(of: folder)) ?? []).map { "\(folder)/\($0)" }
    }
    return names
  }

  /// The contracts of suites in a folder: `FOLDER/*/contract.yaml`, and the files of a folder of contracts.
  static func paths(in folder: String) -> [String] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    let ofSuites = names.map { FilePath.joining(FilePath.joining(folder, $0), name) }.filter(exists)
    let own = (FilePath.documents(in: folder) ?? []).map { FilePath.joining(folder, $0) }.filter(isContract)
    return ofSuites + own
  }

  /// `contract.yaml` in the folder of a file or in a folder around it, nearest first.
  static func pathsAbove(_ file: String) -> [String] {
    var folder = file
    var found: [String] = []
    for _ in 0..<6 {
      guard let slash = folder.lastIndex(of: "/") else {
        if found.isEmpty, exists(name) { found.append(name) }
        break
      }
      folder = String(folder[..<slash])
      let path = FilePath.joining(folder.isEmpty ? "/" : folder, name)
      if exists(path) { found.append(path) }
    }
    return found
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private static func isContract(_ path: String) -> Bool {
    guard let file = try? PlugfestFile.parse(path) else { return false }
    return (try? FileKind.read(file.node, expecting: [.contract])) != nil
  }
}

extension PlugfestFile {
  /// `apn-config/v1`, as far as the file tells.
  var contractTitle: String? {
    guard node["kind"]?.string == FileKind.contract.rawValue, let name = node["metadata"]?["name"]?.string,
      let version = node["spec"]?["version"]?.string
    else { return nil }
    return "\(name)/\(version)"
  }
}
