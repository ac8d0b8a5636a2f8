import Testing
import XML

@testable import NETCONF

@Suite struct MessageTests {
  @Test("a hello tells capabilities by their URNs, not by what a module says of itself")
  func hello() throws {
    let text = """
      <?xml version="1.0"?><hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities>
        <capability>urn:ietf:params:netconf:base:1.0</capability>
        <capability> urn:ietf:params:netconf:capability:candidate:1.0
        </capability>
        <capability>urn:ietf:params:xml:ns:yang:ietf-netconf?module=ietf-netconf&amp;features=writable-running</capability>
      </capabilities><session-id>4</session-id></hello>
      """
    let hello = try Hello(parsing: Array(text.utf8))
    #expect(hello.has("candidate") && !hello.has("writable-running") && !hello.has("candid"))
    #expect(hello.serves(module: "urn:ietf:params:xml:ns:yang:ietf-netconf"))
    #expect(hello.sessionID == "4")
    #expect(!hello.usesChunks(with: .client))
    #expect(try Hello(parsing: hello.message) == hello)
  }

  @Test("what is no hello is refused", arguments: ["<hello/>", "<rpc/>", "", "<!DOCTYPE hello><hello/>"])
  func noHello(text: String) { #expect(throws: XMLProblem.self) { try Hello(parsing: Array(text.utf8)) } }

  @Test("all parts of errors are read, warnings are none, and the place is told")
  func errors() throws {
    let text = """
      <rpc-reply xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="7">
      <rpc-error><error-type>protocol</error-type><error-tag>lock-denied</error-tag><error-severity>error</error-severity>
      <error-app-tag>a&amp;b</error-app-tag><error-path>/nc:rpc</error-path><error-message xml:lang="en">no
      way</error-message><error-info><session-id>3</session-id></error-info></rpc-error>
      <rpc-error><error-severity>warning</error-severity><error-tag>data-exists</error-tag></rpc-error></rpc-reply>
      """
    let reply = try Reply(parsing: Array(text.utf8))
    #expect(reply.messageID == "7" && !reply.isOK)
    #expect(reply.errors.count == 2 && reply.failures.count == 1)
    #expect(
      reply.failures.first?.description == "lock-denied (protocol, a&b): no way at /nc:rpc [session-id 3]")
    #expect(reply.errors.last?.severity == .warning)
    let again = try Reply(parsing: Array("<rpc-reply>\(reply.errors[0].xml)</rpc-reply>".utf8))
    #expect(again.errors.first?.appTag == "a&b")
  }

  @Test("control characters that a server leaves in its words do not hide them")
  func strayCharacters() throws {
    let text =
      "<rpc-reply message-id='1'><rpc-error><error-message>bad \u{5}value</error-message></rpc-error></rpc-reply>"
    #expect(try Reply(parsing: Array(text.utf8)).errors.first?.message == "bad ?value")
    let noText = Array(text.utf8).map { $0 == 5 ? 0xDC : $0 }
    #expect(try Reply(parsing: noText).errors.first?.message == "bad \u{FFFD}value")
  }

  @Test("requests are well-formed whatever they hold")
  func requests() throws {
    let filter = RPC.Filter.xpath("//a[b='<\"&']", namespaces: ["a": "urn:\"&"])
    for rpc in [
      RPC.get(filter), .getConfig(.candidate, .subtree("<a/>")),
      .editConfig(.running, "<a nc:operation='delete'/>", defaultOperation: DefaultOperation.none),
      .lock(.candidate), .unlock(.candidate), .commit, .discardChanges, .closeSession,
    ] {
      let root = try #require(try ParsedXML(rpc.message(id: "<1>")).root)
      #expect(root.namespace == NETCONFNames.namespace && root.attribute("message-id") == "<1>")
      #expect(root.children.first?.name == rpc.name)
    }
  }

  private typealias DefaultOperation = RPC.DefaultOperation

  struct Spoken: Sendable {
    var output: String
    var reason: SSHFailure.Reason
  }

  @Test(
    "what ssh says has a meaning",
    arguments: [
      Spoken(output: "ssh: connect to host 127.0.0.1 port 9: Connection refused\r\n", reason: .refused),
      Spoken(
        output:
          "No ED25519 host key is known for [a]:1 and you have requested strict checking.\r\nHost key verification failed.\r\n",
        reason: .hostKeyUnknown),
      Spoken(
        output: "@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\n@@@\nHost key verification failed.",
        reason: .hostKeyChanged),
      Spoken(output: "root@127.0.0.1: Permission denied (publickey).", reason: .permissionDenied),
      Spoken(output: "Load key \"/k\": invalid format\nroot@h: Permission denied (publickey).", reason: .keyUnreadable),
      Spoken(output: "ssh: connect to host 192.0.2.1 port 830: Connection timed out", reason: .timedOut),
      Spoken(output: "Connection timed out during banner exchange", reason: .timedOut),
      Spoken(output: "ssh: Could not resolve hostname nothing: Name or service not known", reason: .hostUnknown),
      Spoken(output: "subsystem request failed on channel 0", reason: .noSubsystem),
      Spoken(
        output: "kex_exchange_identification: read: Connection reset by peer\nConnection reset by 127.0.0.1 port 5",
        reason: .disconnected),
      Spoken(output: "/c: line 1: Bad configuration option: nothing", reason: .configuration),
      Spoken(output: "", reason: .other),
    ])
  func failures(spoken: Spoken) {
    let failure = SSHFailure(destination: "netconf://a@b:830", output: spoken.output)
    #expect(failure.reason == spoken.reason)
    #expect(failure.description.contains("netconf://a@b:830"))
  }

  @Test("an address is read from a URL and written as one")
  func address() {
    #expect(SSHDestination(url: "netconf://a@b")?.port == 830)
    #expect(SSHDestination(url: "netconf://a@[::1]:17")?.host == "::1")
    #expect(SSHDestination(url: "netconf://a@[::1]:17")?.url == "netconf://a@[::1]:17")
    for url in [
      "http://a@b", "netconf://b", "netconf://a@-oProxyCommand=c", "netconf://-a@b", "netconf://a@b:0",
      "netconf://a@b c",
    ] {
      #expect(SSHDestination(url: url) == nil, "\(url)")
    }
  }
}
