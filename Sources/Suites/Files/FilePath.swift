import FoundationEssentials

/// Paths that files name.
enum FilePath {
  /// - Parameter file: the file that names the path; relative paths begin in its folder.
  static func resolve(_ name: String, relativeTo file: String) -> String {
    if name.hasPrefix("/") { return name }
    if name == "~" || name.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] {
      return home + name.dropFirst()
    }
    guard let slash = file.lastIndex(of: "/") else { return name }
    return String(file[...slash]) + name
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func isDirectory(_ path: String) -> Bool {
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
  }

  /// The names in a directory that are YAML or JSON files, in order; nil when it cannot be read.
  static func documents(in directory: String) -> [String]? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else { return nil }
    let endings = [".yaml", ".yml", ".json"]
    return names.filter { name in !name.hasPrefix(".") && endings.contains { name.hasSuffix($0) } }.sorted()
  }

  static func joining(_ directory: String, _ name: String) -> String {
    directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
  }
}
