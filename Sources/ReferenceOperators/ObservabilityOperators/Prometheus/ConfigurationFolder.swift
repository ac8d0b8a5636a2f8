package import Documents
package import Foundation

/// The folder from which Prometheus reads: one operator's files in it, and its part of `prometheus.yml`. What others
/// put there stays.
package struct ConfigurationFolder: Sendable {
  private let path: String
  /// The operator whose files these are.
  private let owner: String
  private let jobPrefixes: [String]

  package init(path: String, owner: String, jobPrefixes: [String]) {
    self.path = path
    self.owner = owner
    self.jobPrefixes = jobPrefixes
  }

  package var rulesFolder: String { "\(path)/rules" }
  private var mainFile: String { "\(path)/prometheus.yml" }

  /// Whether a file of rules is this operator's, of this or the previous release.
  package func isOurs(_ file: String) -> Bool { file.hasPrefix("\(owner)_") || file.hasSuffix(".\(owner).yml") }

  package func isOurs(job name: String) -> Bool { jobPrefixes.contains { name.hasPrefix($0) } }

  // MARK: Rules

  /// The names of all files of rules, of whomever.
  package func ruleFiles() throws(PrometheusTrouble) -> [String] {
    guard FileManager.default.fileExists(atPath: rulesFolder) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: rulesFolder).filter { $0.hasSuffix(".yml") }.sorted()
    } catch { throw .folder("\(error.localizedDescription)") }
  }

  /// Nil when there is none, or none that can be read.
  package func rules(_ file: String) -> String? { Self.read("\(rulesFolder)/\(file)") }

  package func write(rules file: String, _ text: String) throws(PrometheusTrouble) {
    do {
      try FileManager.default.createDirectory(atPath: rulesFolder, withIntermediateDirectories: true)
    } catch { throw .folder("\(error.localizedDescription)") }
    try Self.write("\(rulesFolder)/\(file)", text)
  }

  package func remove(rules file: String) throws(PrometheusTrouble) {
    do { try FileManager.default.removeItem(atPath: "\(rulesFolder)/\(file)") } catch {
      throw .folder("\(error.localizedDescription)")
    }
  }

  // MARK: prometheus.yml

  /// What it says; a bare one when there is none.
  package func configuration() throws(PrometheusTrouble) -> Value {
    guard FileManager.default.fileExists(atPath: mainFile) else { return ["rule_files": ["rules/*.yml"]] }
    guard let text = Self.read(mainFile), let value = try? YAML.parse(text, file: mainFile).first?.value,
      value.object != nil
    else { throw .folder("\(mainFile) is no YAML") }
    return value
  }

  package func write(configuration: Value) throws(PrometheusTrouble) {
    try Self.write(mainFile, YAML.text(configuration))
  }

  /// The same with this operator's jobs and destinations in place of those that were there; others' come first.
  package func merged(_ configuration: Value, jobs: [Value], remoteWrites: [Value]) -> Value {
    var configuration = configuration
    for (field, name, ours) in [("scrape_configs", "job_name", jobs), ("remote_write", "name", remoteWrites)] {
      let others = (configuration[field]?.array ?? []).filter { !isOurs(job: $0[name]?.string ?? "") }
      let all = others + ours
      if all.isEmpty, configuration[field] == nil { continue }
      configuration[field] = .array(all)
    }
    return configuration
  }

  // MARK: Times

  /// When anything of this operator's was changed last.
  package func lastChange() -> Date {
    let ours = ((try? ruleFiles()) ?? []).filter { isOurs($0) }.map { "\(rulesFolder)/\($0)" }
    let dates = ([mainFile, rulesFolder] + ours).compactMap { file in
      try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
    }
    return dates.max() ?? .distantPast
  }

  // MARK: Files

  private static func read(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whoever reads meanwhile sees the old text or the new one.
  private static func write(_ path: String, _ text: String) throws(PrometheusTrouble) {
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw .folder("\(error.localizedDescription)")
    }
  }
}
