/// What a call of an operator asks for.
package enum OperatorCall<Program: OperatorProgram>: Sendable {
  case run(Program, OperatorOptions<Program.Defect>)
  /// Print this and end.
  case show(String)

  /// - Throws: the flag or variable that is wrong.
  package init(arguments: [String], environment: [String: String]) throws(CallMistake) {
    var flags = OperatorFlags<Program>()
    try flags.read(arguments)
    if let text = flags.text {
      self = .show(text)
      return
    }
    var options = flags.options
    if let namespace = environment["POD_NAMESPACE"], !namespace.isEmpty { options.namespace = namespace }
    self = .run(try Program(options, environment: environment), options)
  }
}
