import Foundation
import NetBoxOperator
import OperatorRuntime

@main
struct Main {
  static func main() async {
    let process = ProcessInfo.processInfo
    let code = await TerminationSignals.handled { signals in
      await OperatorMain<NetBoxProgram>.run(
        arguments: Array(process.arguments.dropFirst()), environment: process.environment, signals: signals,
        output: { FileHandle.standardOutput.write(Data($0.utf8)) }, errors: StructuredLog.standardError)
    }
    exit(code)
  }
}
