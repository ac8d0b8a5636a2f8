import Documents
import FoundationEssentials

/// Files of kustomize that look like manifests and are none.
enum KustomizePatches {
  /// What kustomizations below a folder take as patches and configuration, which are no manifests by themselves.
  static func below(_ folder: String, depth: Int = 0) -> Set<String> {
    guard depth < 32, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
    var paths: Set<String> = []
    for name in names where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if ["kustomization.yaml", "kustomization.yml", "Kustomization"].contains(name) {
        let lists = [
          "patches", "patchesStrategicMerge", "patchesJson6902", "replacements", "configurations", "transformers",
        ]
        // What is wrong in it is kustomize's to tell.
        let file = try? Node.load(file: path).first
        for entry in lists.flatMap({ file?[$0]?.items ?? [] }) {
          guard let patch = entry.string ?? entry["path"]?.string else { continue }
          paths.insert(normal("\(folder)/\(patch)"))
        }
      } else if FilePath.isDirectory(path) {
        paths.formUnion(below(path, depth: depth + 1))
      }
    }
    return paths
  }

  /// `a/b/../c` as `a/c`.
  static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      if part == "..", let last = parts.last, last != "..", !last.isEmpty {
        parts.removeLast()
      } else if part != "." {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
