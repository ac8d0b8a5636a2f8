import Documents

/// Brings the folder to what it should hold, and touches nothing that is as it should be.
struct FolderWriter {
  let folder: ConfigurationFolder
  let defects: Set<Defect>
  /// What was written last, for an operator that does not look.
  private var remembered: [String: String] = [:]
  private var rememberedConfiguration: Value?

  init(folder: ConfigurationFolder, defects: Set<Defect>) {
    self.folder = folder
    self.defects = defects
  }

  enum Change: Comparable { case nothing, onlyRemoved, written }

  mutating func bring(_ desired: DesiredFiles) throws(PrometheusTrouble) -> Change {
    var change = Change.nothing
    // New files come before old ones go, so that a rule is never in none.
    for (file, text) in desired.rules.sorted(by: { $0.key < $1.key }) {
      if defects.contains(.noDriftRepair), remembered[file] == text { continue }
      remembered[file] = text
      guard folder.rules(file) != text else { continue }
      try folder.write(rules: file, text)
      change = .written
    }
    for file in try folder.ruleFiles() where desired.rules[file] == nil {
      let goes =
        defects.contains(.removesForeignRules) || folder.isOurs(file) && !defects.contains(.neverCleansUp)
      guard goes else { continue }
      remembered[file] = nil
      try folder.remove(rules: file)
      change = max(change, .onlyRemoved)
    }
    return max(change, try bringConfiguration(desired))
  }

  private mutating func bringConfiguration(_ desired: DesiredFiles) throws(PrometheusTrouble) -> Change {
    let present = try folder.configuration()
    var jobs = desired.jobs
    if defects.contains(.neverCleansUp) { jobs += left(of: present, besides: jobs) }
    let wanted = folder.merged(present, jobs: jobs, remoteWrites: desired.remoteWrites)
    if defects.contains(.noDriftRepair), rememberedConfiguration == wanted || wanted == present { return .nothing }
    rememberedConfiguration = wanted
    guard wanted != present else { return .nothing }
    let isRemoval = (wanted["scrape_configs"]?.array ?? []).allSatisfy {
      present["scrape_configs"]?.array?.contains($0) == true
    }
    try folder.write(configuration: wanted)
    return isRemoval ? .onlyRemoved : .written
  }

  /// Jobs of this operator that nobody asks for any more.
  private func left(of configuration: Value, besides jobs: [Value]) -> [Value] {
    (configuration["scrape_configs"]?.array ?? []).filter { job in
      folder.isOurs(job: job["job_name"]?.string ?? "") && !jobs.contains { $0["job_name"] == job["job_name"] }
    }
  }
}
