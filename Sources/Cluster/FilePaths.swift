import FoundationEssentials

/// Files as a kubeconfig names them.
enum FilePaths {
  /// Why a file could not be read.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func read(_ path: String) throws(Failure) -> [UInt8] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(description: "there is no file \"\(path)\"")
    }
    if isFolder { throw Failure(description: "\"\(path)\" is a folder") }
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw Failure(description: "\"\(path)\" cannot be read; check who may read it")
    }
  }

  /// What tells whether a file was replaced or written since; nil when there is none.
  static func fingerprint(_ path: String) -> String? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolvingLinks(path)) else { return nil }
    let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
    return "\(attributes[.systemFileNumber] ?? 0) \(attributes[.size] ?? 0) \(changed)"
  }

  // A mounted service account is a chain of links, of which a new token replaces the first.
  private static func resolvingLinks(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path
  }

  static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  static func expandingTilde(_ path: String, _ environment: [String: String]) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = environment["HOME"], !home.isEmpty else { return path }
    return home + path.dropFirst()
  }

  /// Relative paths start from `folder`.
  static func resolve(_ path: String, from folder: String, _ environment: [String: String]) -> String {
    let expanded = expandingTilde(path, environment)
    return expanded.hasPrefix("/") ? expanded : "\(folder)/\(expanded)"
  }
}
