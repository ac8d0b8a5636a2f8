import Documents

/// What `/version` says: the Kubernetes release whose behaviour is reproduced, marked as not being one.
enum ServerVersion {
  static let minor = "36"
  static let gitVersion = "v1.36.2+plugfest"

  static let document: Value = [
    "major": "1", "minor": .string(minor), "emulationMajor": "1", "emulationMinor": .string(minor),
    "minCompatibilityMajor": "1", "minCompatibilityMinor": "35", "gitVersion": .string(gitVersion),
    "gitCommit": "plugfest", "gitTreeState": "clean", "buildDate": "1970-01-01T00:00:00Z", "goVersion": "none",
    "compiler": "swiftc", "platform": "linux/amd64",
  ]
}
