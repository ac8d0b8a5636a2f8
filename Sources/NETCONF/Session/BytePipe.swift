import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// A way to send and receive bytes.
package protocol BytePipe: Sendable {
  /// Opens it for as long as `body` runs, with what comes over it as messages.
  ///
  /// - Throws: what `body` throws. What is wrong with the pipe, the channel's end tells.
  func withChannel<Result: Sendable>(
    _ body: @escaping @Sendable (MessageChannel) async throws -> Result
  ) async throws -> Result
}

/// The standard input and output of a program.
package struct ProgramPipe: BytePipe {
  package var path: String
  package var arguments: [String]
  /// Beside the environment of this process.
  package var environment: [String: String]
  /// Why the program ended, by the last that it said on its standard error.
  package var explain: @Sendable (String) -> any Error

  /// Of standard error, in bytes.
  private static let keptErrors = 16 << 10

  package init(
    path: String, arguments: [String], environment: [String: String] = [:],
    explain: @escaping @Sendable (String) -> any Error = { NETCONFError.ended($0.isEmpty ? "the program ended" : $0) }
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.explain = explain
  }

  package func withChannel<Result: Sendable>(
    _ body: @escaping @Sendable (MessageChannel) async throws -> Result
  ) async throws -> Result {
    Self.outlivesBrokenPipes
    var options = PlatformOptions()
    // In a process group of its own, Ctrl-C at the terminal does not reach it before the harness has cleaned up.
    options.processGroupID = 0
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment { Environment.Key(rawValue: name).map { variables[$0] = value } }
    do {
      let ended = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments), environment: .inherit.updating(variables),
        platformOptions: options, input: .inputWriter, output: .sequence, error: .sequence
      ) { execution in
        await withTaskGroup(of: Void.self) { group in
          let channel = MessageChannel { bytes in _ = try await execution.standardInputWriter.write(bytes) }
          group.addTask {
            async let said = Self.collect(execution.standardError)
            do {
              for try await buffer in execution.standardOutput {
                channel.receive(buffer.withUnsafeBytes { Array($0) })
              }
            } catch {}
            channel.end(explain(await said))
          }
          let result: Swift.Result<Result, any Error>
          do { result = .success(try await body(channel)) } catch { result = .failure(error) }
          // What it still says, nobody wants to know.
          await execution.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))])
          group.cancelAll()
          return result
        }
      }
      return try ended.closureResult.get()
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw NETCONFError.ended("there is no program \(path)")
    }
  }

  /// Writing to a program that has ended would end this process otherwise.
  private static let outlivesBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  /// The last of what a program says; all of it is read, so that it is not held up.
  private static func collect(_ output: SubprocessOutputSequence) async -> String {
    var bytes: [UInt8] = []
    do {
      for try await buffer in output {
        bytes += buffer.withUnsafeBytes { Array($0) }
        if bytes.count > keptErrors { bytes.removeFirst(bytes.count - keptErrors) }
      }
    } catch {}
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).joined(separator: "\n")
  }
}
