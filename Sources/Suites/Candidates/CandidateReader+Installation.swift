import Documents
import Expressions
import Plans

extension CandidateReader {
  func readInstallation(_ reader: inout MappingReader) -> Candidate.Installation? {
    if reader.has("helm") {
      reader.error(
        "charts are not installed by plugfest", at: "helm",
        hint:
          "render the chart with `helm template`, name the result under \"manifests\", and use install: {manifests: {}}"
      )
      return nil
    }
    switch reader.exactlyOne(of: ["process", "manifests", "external"]) {
    case "process": return reader.required("process", .object("process", readProcess)).map { .process($0) }
    case "manifests":
      return reader.required("manifests", .object("manifests") { $0.optional("within", .duration, or: .seconds(120)) })
        .map { .manifests(within: $0) }
    case "external": return reader.required("external", .object("external") { _ in .external })
    default: return nil
    }
  }

  func readProcess(_ reader: inout MappingReader) -> Candidate.Process? {
    let expressions = ExpressionReader(.candidateProcess, in: file)
    let command = reader.required("command", .list(of: expressions.text))
    let environment = reader.optional("env", .map(of: expressions.text), or: [])
    EnvironmentName.check(reader.node["env"], reader.diagnostics)
    let secrets = reader.optional("secretEnv", .list(of: .name), or: [])
    for name in secrets ?? [] where reader.node["env"]?[name] == nil {
      reader.error("\(name.quoted) is not in \"env\"", at: "secretEnv")
    }
    let ready = reader.optional("ready", .object("ready", readReadiness), or: Readiness())
    let stop = reader.optional("stop", .duration, or: .seconds(10))
    if command?.isEmpty == true { reader.error("\"command\" must name a program", at: "command") }
    guard let command, let environment, let secrets, let ready, let stop else { return nil }
    return Candidate.Process(
      command: command,
      environment: Dictionary(environment.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      secretVariables: secrets, readyLine: ready.line, readyWithin: ready.within, stopWithin: stop,
      uses: expressions.uses.all,
      place: reader.place)
  }

  private struct Readiness {
    var line: String?
    var within = Duration.seconds(30)
  }

  private func readReadiness(_ reader: inout MappingReader) -> Readiness? {
    let line = reader.required("log", .regularExpression)
    let within = reader.optional("within", .duration, or: .seconds(30))
    guard let line, let within else { return nil }
    return Readiness(line: line, within: within)
  }
}
