import EscaleCore
import Ledger

/// The catalogue of services: three views of one tree, and a search in it.
struct CataloguePage: PagePart {
  let call: PageCall
  let assets: PageAssets
  let catalogue: Catalogue
  let view: View
  let search: String

  /// How the catalogue is shown; raw values stand in addresses and in a cookie.
  enum View: String, CaseIterable {
    case tree
    case list
    case tiles

    var label: Words {
      switch self {
      case .tree: Words(french: "Hiérarchie", english: "Hierarchy")
      case .list: Words(french: "Liste", english: "List")
      case .tiles: Words(french: "Mosaïque", english: "Mosaic")
      }
    }
  }

  var html: HTML {
    let frame = Frame(
      call: call, assets: assets, title: t(.newRequest), here: PagePath.catalogue)
    return frame.around(
      """
      <h1>\(t(.newRequest))</h1>
      <p>\(t(
        "Choisissez dans le catalogue le service le plus juste.",
        "Choose the service in the catalogue that fits best."))</p>
      <form class="filter card" method="get" action="\(PagePath.catalogue)" role="search">
      <p class="field grow"><label for="q">\(t(
        "Chercher un service", "Search for a service"))</label>
      <input id="q" name="q" type="search" value="\(search)"></p>
      <p><button>\(t(.searchVerb))</button></p>
      </form>
      \(choice)
      \(search.utf8.isEmpty ? shown : results)
      """)
  }

  private var choice: HTML {
    let views: [HTML] = View.allCases.map { view in
      let current: HTML = view == self.view && search.utf8.isEmpty ? " aria-current=\"true\"" : ""
      return """
        <li><a href="\(PagePath.catalogue)?view=\(view.rawValue)"\(current)>\(t(view.label))</a></li>

        """
    }
    return """
      <nav aria-label="\(t("Présentation du catalogue", "View of the catalogue"))">
      <ul class="tabs">
      \(views)</ul>
      </nav>
      """
  }

  private var shown: HTML {
    switch view {
    case .tree: "<ul class=\"tree\">\n\(catalogue.topNodes.map { branch($0, isOpen: true) })</ul>"
    case .list: list(catalogue.services)
    case .tiles: "\(catalogue.topNodes.map(tiles))"
    }
  }

  // Hierarchy

  private func branch(_ node: CatalogueNode, isOpen: Bool = false) -> HTML {
    let below = catalogue.nodes(under: node)
    guard !below.isEmpty else { return "<li>\(link(node))</li>\n" }
    return """
      <li><details\(isOpen ? " open" : .none)><summary>\(t(node.name))\(about(node))</summary>
      <ul>
      \(below.map { branch($0) })</ul></details></li>

      """
  }

  private func link(_ node: CatalogueNode) -> HTML {
    "<a href=\"\(PagePath.newRequest(node))\">\(t(node.name))</a>\(about(node))"
  }

  private func about(_ node: CatalogueNode) -> HTML? {
    node.description.map { "\n<span class=\"about\">\(t($0))</span>" }
  }

  // List

  private func list(_ services: [[CatalogueNode]]) -> HTML {
    let items: [HTML] = services.compactMap { path in
      guard let node = path.last else { return nil }
      return "<li>\(link(node))\n<span class=\"path\">\(way(path.dropLast()))</span></li>\n"
    }
    return "<ul class=\"services\">\n\(items)</ul>"
  }

  private func way(_ path: ArraySlice<CatalogueNode>) -> String {
    path.map { t($0.name) }.joined(separator: " › ")
  }

  // Mosaic

  private func tiles(_ family: CatalogueNode) -> HTML {
    let services = catalogue.services.filter { $0.first?.number == family.number }
    let items: [HTML] = services.compactMap { path in
      guard let node = path.last else { return nil }
      return """
        <li><a class="tile" href="\(PagePath.newRequest(node))"><strong>\(t(node.name))</strong>
        <span>\(path.count > 2 ? t(path[path.count - 2].name) : "")</span></a></li>

        """
    }
    return """
      <section><h2>\(t(family.name))</h2>
      <ul class="tiles">
      \(items)</ul></section>

      """
  }

  // Search

  private var results: HTML {
    let found = CatalogueSearch([search]).services(of: catalogue)
    guard !found.isEmpty else {
      return """
        <p class="empty" role="status">\(t(
          "Aucun service ne correspond : essayez un autre mot, ou parcourez le catalogue.",
          "No service matches: try another word, or browse the catalogue."))</p>
        """
    }
    return """
      <p role="status">\(found.count == 1
        ? t("Un service correspond.", "One service matches.")
        : t("\(found.count) services correspondent.", "\(found.count) services match."))</p>
      \(list(found))
      """
  }
}

extension Portal {
  /// The catalogue, in the view that was chosen now or last.
  func catalogue(_ call: PageCall) throws -> PageAnswer {
    let asked = call.query["view"].flatMap { CataloguePage.View(rawValue: $0) }
    let former = cookies.value(.catalogue, in: call.headers)
      .flatMap { CataloguePage.View(rawValue: $0) }
    let page = CataloguePage(
      call: call, assets: assets, catalogue: try call.directory.catalogue,
      view: asked ?? former ?? .tree, search: (call.query["q"] ?? "").trimmed)
    var answer = PageAnswer.page(page.html, call.language)
    if let asked {
      answer.cookies = [cookies.setting(.catalogue, to: asked.rawValue, lasts: true)]
    }
    return answer
  }
}
