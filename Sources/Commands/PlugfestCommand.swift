package import ArgumentParser

/// The root of the command line; each subcommand is a file of its own.
package struct PlugfestCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "plugfest",
    abstract: "Finds out whether a Kubernetes operator deserves to run a mobile network.",
    discussion: """
      Exit codes: 0 the candidate conforms, 1 it does not, 2 the harness or the lab broke, 64 the command line or a file \
      is wrong.
      """,
    version: Version.current,
    subcommands: [
      RunCommand.self, EvalCommand.self, CheckCommand.self, LintCommand.self, CriteriaCommand.self,
      ProfilesCommand.self, ProveCommand.self, ContractCommand.self, InitCommand.self, ReportCommand.self,
      RescoreCommand.self, JudgeCommand.self,
      LabCommand.self, SimulateCommand.self, JoinSocketCommand.self,
    ])

  package init() {}
}
