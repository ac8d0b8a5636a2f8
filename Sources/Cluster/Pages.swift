import Kubernetes

/// The pages of a list. Used through `ClusterClient.pages`.
package struct Pages: AsyncSequence, Sendable {
  let client: ClusterClient
  let resource: APIResource
  let namespace: String?
  let options: ListOptions

  package func makeAsyncIterator() -> Iterator { Iterator(pages: self) }

  package struct Iterator: AsyncIteratorProtocol {
    let pages: Pages
    private var token: String?
    private var isDone = false

    init(pages: Pages) { self.pages = pages }

    /// - Throws: `ClusterError`; one whose `isGone` is true when the server forgot the list between two pages.
    package mutating func next() async throws -> ObjectList? {
      if isDone { return nil }
      let page = try await pages.client.page(
        pages.resource, namespace: pages.namespace, options: pages.options, continueToken: token)
      token = page.continueToken
      isDone = token == nil
      return page
    }
  }
}
