import EscaleCore

/// How accessible the pages are, and whom to tell where they aren't.
///
/// Source: law 2005-102, article 47; RGAA 4.1.
struct AccessibilityPage: PagePart {
  let call: PageCall
  let assets: PageAssets

  var html: HTML {
    let title = t("Accessibilité", "Accessibility")
    let frame = Frame(call: call, assets: assets, title: title)
    return frame.around(
      """
      <h1>\(title)</h1>
      <p>\(t(
        "Ces pages sont faites pour tout le monde : au clavier, avec un lecteur d'écran, agrandies,"
          + " en clair ou en sombre, avec ou sans scripts.",
        "These pages are made for everybody: by keyboard, with a screen reader, enlarged, light or"
          + " dark, with or without scripts."))</p>
      <h2>\(t("État de conformité", "State of compliance"))</h2>
      <p>\(t(
        "Elles sont partiellement conformes au RGAA 4.1 : chaque version passe des contrôles"
          + " automatiques (WCAG 2.2, niveaux A et AA) et un parcours complet au clavier ; aucun"
          + " audit par un tiers n'a encore eu lieu.",
        "They comply partially with WCAG 2.2 AA: every version passes automatic checks (levels A"
          + " and AA) and a whole run by keyboard; no audit by a third party has taken place yet."))
      </p>
      <h2>\(t("Ce qui peut manquer", "What may be missing"))</h2>
      <p>\(t(
        "Les textes et les pièces jointes que les personnes ajoutent elles-mêmes ne sont pas"
          + " vérifiés.",
        "Texts and files that people add themselves aren't checked."))</p>
      <h2>\(t("Signaler un obstacle", "Report an obstacle"))</h2>
      <p>\(t(
        "Écrivez à l'assistance, par une nouvelle demande ou par tout autre moyen : une"
          + " réponse vous est due. En son absence, le Défenseur des droits peut être saisi"
          + " (defenseurdesdroits.fr).",
        "Write to the helpdesk, by a new request or by any other means: an answer is owed to you."
          + " Without one, the Défenseur des droits can be asked (defenseurdesdroits.fr)."))</p>
      """)
  }
}
