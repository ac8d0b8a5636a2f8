import Documents
import FoundationEssentials

/// The files that a path names.
enum CheckedFiles {
  private static let endings = [".yaml", ".yml", ".json"]

  /// The path itself; of a folder, all files of plugfest below it, by name.
  static func find(_ path: String) throws(Diagnostics) -> [String] {
    guard FilePath.isDirectory(path) else { return [path] }
    var found: [String] = []
    collect(path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path, &found)
    guard !found.isEmpty else {
      throw Diagnostics([.error("there is no file of plugfest in \(path.quoted)", rule: .unreadableFile)])
    }
    return found
  }

  private static func collect(_ folder: String, _ found: inout [String]) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      if type == .typeDirectory {
        collect(path, &found)
      } else if endings.contains(where: name.hasSuffix), isOurs(path) {
        found.append(path)
      }
    }
  }

  /// Manifests of candidates and answers of systems lie beside our files, and are none of them.
  private static func isOurs(_ path: String) -> Bool {
    guard let text = try? TextFile.read(path, limit: PlugfestFile.limits.bytes) else { return true }
    return text.contains("apiVersion: plugfest.dev/") || text.contains("\"plugfest.dev/")
      || text.contains("'plugfest.dev/")
  }
}
