/// Packages of distributions that an operator does not need, and intruders do.
enum ToolPackages {
  private static let shells: Set<String> = [
    "ash", "bash", "busybox", "busybox-binsh", "csh", "dash", "fish", "ksh", "mksh", "tcsh", "toybox", "yash", "zsh",
  ]
  private static let managers: Set<String> = [
    "apk-tools", "apt", "aptitude", "dnf", "dpkg", "microdnf", "opkg", "pacman", "rpm", "tdnf", "yum", "zypper",
  ]
  /// A library of npm may be called bash, too.
  private static let distributions: Set<String> = ["apk", "deb", "rpm", "alpm", "opkg", "generic"]

  static func contains(_ component: BillOfMaterials.Component) -> Bool {
    guard component.url.map({ distributions.contains($0.type) }) ?? true else { return false }
    return shells.contains(component.name) || managers.contains(component.name)
  }

  /// `/bin/sh`
  static func isShell(_ program: String) -> Bool {
    let name = String(program.split(separator: "/").last ?? "")
    return name == "sh" || shells.contains(name)
  }
}
