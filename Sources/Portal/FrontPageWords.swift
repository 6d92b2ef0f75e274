import EscaleCore

/// What the front page says.
struct FrontPageWords {
  let language: Language

  var desk: String {
    self[
      "Vous êtes au bureau d'assistance de", "You are at the helpdesk of"]
  }

  var joinTitle: String { self["Pour les techniciens", "For technicians"] }

  var joinText: String {
    self[
      "Demandez un code d'invitation à qui administre ce serveur, puis enrôlez votre appareil :",
      "Ask whoever runs this server for an invite code, then enrol your device:"]
  }

  var user: String { self["NOM", "NAME"] }
  var code: String { "CODE" }

  var afterwards: String {
    self[
      "Ensuite tout marche hors ligne ; « escale sync » échange avec ce serveur quand il y a du"
        + " réseau.",
      "From then on everything works offline; “escale sync” exchanges with this server whenever"
        + " there is a network."]
  }

  var ledger: String { self["Registre", "Ledger"] }

  /// The text, escaped for HTML.
  private subscript(french: String, english: String) -> String {
    HTMLText.escaped(Words(french: french, english: english)[language])
  }
}
