import ArgumentParser
import Southbound

/// `plugfest join-socket`: what an SSH server of a run starts for each session, for nobody to type.
struct JoinSocketCommand: ParsableCommand {
  static let name = "join-socket"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Joins its standard input and output to a unix socket.", shouldDisplay: false)

  @Argument(help: "The path of the socket.")
  var socket: String

  func run() throws {
    guard SocketJoint.join(socket) else { throw ExitCode(1) }
  }
}
