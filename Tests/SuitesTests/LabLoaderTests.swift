import Documents
import Plans
import Testing

@testable import Suites

@Suite struct LabLoaderTests {
  static func lab(_ spec: String) -> String {
    "apiVersion: plugfest.dev/v1alpha1\nkind: Lab\nmetadata: {name: here}\nspec:\n"
      + spec.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
  }

  @Test("every kind of mistake is told with its place", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    let files = try MarkedFiles(["lab.yaml": Self.lab(mistake.text), "seed.yaml": "tenants: []", "list.yaml": "1️⃣- a"])
    let messages = files.diagnose { (files) throws(Diagnostics) in try LabLoader.load(files.path("lab.yaml")).warnings }
    #expect(messages == mistake.messages)
  }

  static let mistakes: [Mistake] = [
    Mistake("no cluster", "1️⃣values: {}", ["1️⃣ error: missing field \"cluster\" in spec: expected an object"]),
    Mistake(
      "no kind of cluster", "cluster: 1️⃣{}",
      ["1️⃣ error: cluster needs exactly one of \"embedded\", \"kubeconfig\""]),
    Mistake(
      "two kinds of cluster", "cluster: {embedded: {}, 1️⃣kubeconfig: {}}",
      [
        "1️⃣ error: cluster needs exactly one of \"embedded\", \"kubeconfig\"; here it has \"embedded\" and \"kubeconfig\""
      ]),
    Mistake(
      "a kind of cluster that is not there yet", "cluster: {1️⃣kind: {name: a}}",
      [
        "1️⃣ error: \"kind\" clusters are not started by plugfest yet\n  start one, and name its kubeconfig: cluster: {kubeconfig: {path: …, context: …}}"
      ]),
    Mistake(
      "fields of the embedded cluster",
      "cluster: {embedded: {port: 1️⃣99999, nodes: 2️⃣-1, users: [3️⃣{name: a, 4️⃣grups: []}, {name: b, token: 5️⃣5}, {name: c, token: 6️⃣{}}]}}",
      [
        "1️⃣ error: \"port\" must be an integer from 0 to 65535, not 99999",
        "2️⃣ error: \"nodes\" must be an integer from 0 to 100, not -1",
        "3️⃣ error: missing field \"token\" in user: expected a token, {env: NAME}, {file: PATH} or {command: [PROGRAM]}",
        "4️⃣ error: unknown field \"grups\" in user\n  did you mean \"groups\"?",
        "5️⃣ error: \"token\" must be a token, {env: NAME}, {file: PATH} or {command: [PROGRAM]}, not 5\n  quote it: \"5\"",
        "6️⃣ error: token needs exactly one of \"env\", \"file\", \"command\"",
      ]),
    Mistake(
      "faults of the embedded cluster",
      "cluster: {embedded: {serverCertificate: 1️⃣old, faults: [{inject: {status: 2️⃣404}}, {name: a, inject: {reset: after}}, {name: 3️⃣a, inject: {reset: after}}]}}",
      [
        "1️⃣ error: \"serverCertificate\" must be one of \"current\", \"expired\", \"notYetValid\", not \"old\"",
        "2️⃣ error: \"status\" must be one of 409, 410, 429, 500, 503, not 404",
        "3️⃣ error: there are two faults \"a\"",
      ]),
    Mistake(
      "endpoints",
      """
      cluster: {embedded: {}}
      endpoints:
        a: {url: 1️⃣netbox.example}
        b: {url: 2️⃣{evn: A}}
        c: 3️⃣{token: {env: A}}
        d: {simulator: 4️⃣{}}
        e: {simulator: {netbox: {version: 5️⃣4.4, seed: 6️⃣sed.yaml}}}
        f: {url: https://a, 7️⃣token: abc}
        g: {url: "8️⃣https://a b"}
        h: {simulator: {packetCore: {model: nothing.yang, sed: a}}}
      """,
      [
        "1️⃣ error: \"url\" must be a URL such as https://netbox.example, or {env: NAME}, not \"netbox.example\"",
        "2️⃣ error: \"url\" must be a URL such as https://netbox.example, or {env: NAME}, not an object",
        "3️⃣ error: endpoint needs exactly one of \"url\", \"simulator\", \"program\", \"netconf\"",
        "4️⃣ error: simulator needs exactly one of \"netbox\", \"packetCore\"",
        "5️⃣ error: \"version\" must be one of \"4.4\", \"4.6\", not 4.4\n  quote it: \"4.4\"",
        "6️⃣ error: there is no file \"sed.yaml\"\n  did you mean \"seed.yaml\"?",
        "7️⃣ warning: a secret stands in the file\n  name where it is: token: {env: NAME}",
        "lab.yaml:13:14: error: \"url\" must be a URL such as https://netbox.example, or {env: NAME}, not \"https://a b\"",
        "lab.yaml:14:41: error: there is no file \"nothing.yang\"",
        "lab.yaml:14:55: error: unknown field \"sed\" in packetCore\n  did you mean \"seed\"?",
      ]),
    Mistake(
      "NETCONF servers",
      """
      cluster: {embedded: {}}
      endpoints:
        a: {netconf: 1️⃣{host: a}}
        b: {netconf: {host: 2️⃣"-oProxyCommand=a", user: 3️⃣"a b", port: 4️⃣0, key: 5️⃣path}}
        c: {program: 6️⃣{}}
        d: {program: {netconfd: {7️⃣yang: []}}}
        e: {program: {netconfd: {yang: 8️⃣[nothing.yang]}}}
      """,
      [
        "1️⃣ error: missing field \"user\" in netconf: expected a user, or {env: NAME}",
        "2️⃣ error: \"host\" must be a host, or {env: NAME}, not \"-oProxyCommand=a\"",
        "3️⃣ error: \"user\" must be a user, or {env: NAME}, not \"a b\"",
        "4️⃣ error: \"port\" must be an integer from 1 to 65535, not 0",
        "5️⃣ error: key must be an object, not \"path\"",
        "6️⃣ error: program needs exactly one of \"netconfd\", \"prometheus\"",
        "7️⃣ error: \"yang\" must name at least one module",
        "8️⃣ error: there is no file \"nothing.yang\"",
      ]),
    Mistake(
      "ways to get in",
      """
      cluster: {embedded: {}}
      endpoints:
        a: {url: "http://a", 1️⃣tls: {ca: {file: ca.pem}}}
        b: {url: "https://a", tls: {2️⃣certificate: {file: c.pem}, 3️⃣insecure: true, 4️⃣serverNme: x}}
        c: {url: "https://a", 5️⃣username: admin}
        d: {url: "https://a", username: admin, 6️⃣password: word, 7️⃣token: {env: T}}
        e: {url: "https://a", 8️⃣tokenScheme: Baerer}
      """,
      [
        "1️⃣ error: the URL begins with http://, so there is no TLS\n  begin it with https://",
        "2️⃣ error: a certificate needs its key, and a key its certificate",
        "3️⃣ warning: whoever is between here and there can read the credential: any certificate is taken\n  name the authority that signed the certificate: ca: {file: PATH}",
        "4️⃣ error: unknown field \"serverNme\" in tls\n  did you mean \"serverName\"?",
        "5️⃣ error: a user needs a password, and a password its user",
        "6️⃣ warning: a secret stands in the file\n  name where it is: password: {env: NAME}",
        "7️⃣ error: an endpoint has a token, or a user with a password",
        "8️⃣ warning: \"Baerer\" is an unusual scheme\n  did you mean \"Bearer\"?",
      ]),
    Mistake(
      "proxies",
      """
      cluster: {embedded: {}}
      endpoints:
        a: {url: https://a, proxy: 1️⃣on}
        b: {url: https://b, proxy: {listen: 2️⃣8081, 3️⃣tsl: true}}
        c: {url: https://c, proxy: {listen: 4️⃣"127.0.0.1:0", host: 5️⃣other}}
      """,
      [
        "1️⃣ error: \"proxy\" must be off, or an object with listen, tls or host, not \"on\"",
        "2️⃣ error: \"listen\" must be an address and a port such as 127.0.0.1:8081, not 8081",
        "3️⃣ error: unknown field \"tsl\" in proxy\n  did you mean \"tls\"?",
        "4️⃣ error: \"listen\" must be an address and a port such as 127.0.0.1:8081, not \"127.0.0.1:0\"",
        "5️⃣ error: \"host\" must be one of \"client\", \"system\", not \"other\"",
      ]),
    Mistake(
      "a seed of another shape", "cluster: {embedded: {}}\nendpoints: {a: {simulator: {netbox: {seed: list.yaml}}}}",
      ["1️⃣ error: the seed must be an object"]),
    Mistake(
      "the rest",
      "cluster: {kubeconfig: {1️⃣contxt: a}}\nguard: {contexts: 2️⃣a}\nbudget: {parallel: 3️⃣0, cleanup: 4️⃣x, slot: 5️⃣-1s}\nvalues: 6️⃣[]\n7️⃣endpoint: {}",
      [
        "1️⃣ error: unknown field \"contxt\" in kubeconfig\n  did you mean \"context\"?",
        "2️⃣ error: \"contexts\" must be a list, not \"a\"",
        "3️⃣ error: \"parallel\" must be an integer from 1 to 256, not 0",
        "4️⃣ error: \"cleanup\" must be a duration, not \"x\"\n  write it like 90s, 1m30s or 500ms",
        "5️⃣ error: \"slot\" must be a duration, not \"-1s\"\n  write it like 90s, 1m30s or 500ms",
        "6️⃣ error: \"values\" must be an object, not a list",
        "7️⃣ error: unknown field \"endpoint\" in spec\n  did you mean \"endpoints\"?",
      ]),
  ]

  @Test("a candidate's requests go through a proxy unless the lab says otherwise")
  func proxies() throws {
    let text = Self.lab(
      """
      cluster: {embedded: {}}
      endpoints:
        usual: {simulator: {netbox: {}}}
        straight: {simulator: {netbox: {}}, proxy: off}
        fixed: {url: "https://a", proxy: {listen: "[::1]:8081", tls: true, host: system}}
      """)
    let files = try MarkedFiles(["lab.yaml": text])
    let (lab, warnings) = try LabLoader.load(files.path("lab.yaml"))
    #expect(warnings.isEmpty)
    #expect(lab.endpoints["usual"]?.proxy == Lab.Proxy() && lab.endpoints["straight"]?.proxy == .none)
    var fixed = Lab.Proxy()
    fixed.listen = Lab.Proxy.Listener(address: "::1", port: 8081)
    fixed.isTLS = true
    fixed.host = .system
    #expect(lab.endpoints["fixed"]?.proxy == fixed)
  }

  @Test("a lab is read whole; paths begin in its folder, URLs lose the slash at their end")
  func whole() throws {
    let text = Self.lab(
      """
      cluster: {kubeconfig: {path: sub/config, context: lab, auditLog: sub/audit.log}}
      endpoints:
        netbox: {url: "https://netbox.example/nb/", token: {env: TOKEN}, tokenScheme: Token}
        other: {url: {env: URL}, token: {file: token}}
        third: {simulator: {netbox: {version: "4.6", seed: seed.yaml}}, token: {command: [pass, show]}}
        smf: {simulator: {packetCore: {seed: seed.yaml}}}
      values: {site: {name: A}}
      guard: {contexts: [lab], forbidNamespaces: []}
      budget: {parallel: 2, cleanup: 5m, slot: 60m}
      """)
    let files = try MarkedFiles(["lab.yaml": text, "seed.yaml": "tenants: []"])
    let (lab, warnings) = try LabLoader.load(files.path("lab.yaml"))
    #expect(warnings.isEmpty)
    guard case .kubeconfig(let path, let context, let auditLog) = lab.cluster else {
      Issue.record("not a kubeconfig")
      return
    }
    #expect(path == files.path("sub/config"))
    #expect(context == "lab")
    #expect(auditLog == files.path("sub/audit.log"))
    #expect(lab.values["site"]?["name"] == "A")
    #expect(lab.guardRails.contexts == ["lab"])
    #expect(lab.guardRails.forbiddenNamespaces == [])
    #expect(lab.budget.slot == .seconds(3600))
    let netbox = try #require(lab.endpoints["netbox"])
    guard case .external(.literal("https://netbox.example/nb")) = netbox.system else {
      Issue.record("\(netbox.system)")
      return
    }
    #expect(netbox.token == .environment("TOKEN"))
    #expect(lab.endpoints["other"]?.token == .file(files.path("token")))
    #expect(lab.endpoints["other"]?.tokenScheme == "Bearer")
    #expect(lab.endpoints["third"]?.tokenScheme == "Token")
    #expect(lab.endpoints["third"]?.token == .command(["pass", "show"]))
    guard case .simulatedNetBox("4.6", files.path("seed.yaml")) = lab.endpoints["third"]?.system else {
      Issue.record("the simulator's seed is in the lab's folder")
      return
    }
    #expect(lab.endpoints["smf"]?.tokenScheme == "Bearer")
    guard case .simulatedPacketCore(nil, files.path("seed.yaml")) = lab.endpoints["smf"]?.system else {
      Issue.record("the packet core's seed is in the lab's folder")
      return
    }
  }

  @Test("an embedded lab's faults and the clock of its certificate are read")
  func faults() throws {
    let text = Self.lab(
      """
      cluster:
        embedded:
          serverCertificate: expired
          schedulingDelay: 3s
          faults:
            - {name: busy, when: {verbs: [create], user: alice}, times: 2, inject: {status: 429, retryAfter: 2s}}
            - inject: {restart: {certificate: notYetValid}}
      """)
    let files = try MarkedFiles(["lab.yaml": text])
    let (lab, warnings) = try LabLoader.load(files.path("lab.yaml"))
    #expect(warnings.isEmpty)
    guard case .embedded(let embedded) = lab.cluster else {
      Issue.record("not embedded")
      return
    }
    #expect(embedded.serverCertificate == .expired)
    #expect(embedded.schedulingDelay == .seconds(3))
    var busy = Fault(
      name: "busy", frequency: .init(times: 2), effect: .refusal(.tooManyRequests, retryAfter: .seconds(2)))
    busy.selector.verbs = [.create]
    busy.selector.user = "alice"
    let restart = Fault(name: "fault-2", effect: .restart(.init(certificate: .notYetValid)))
    #expect(embedded.faults == [busy, restart])
  }
}
