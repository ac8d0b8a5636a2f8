import Commands

@main
struct Plugfest {
  static func main() async {
    await PlugfestCommand.runAndExit()
  }
}
