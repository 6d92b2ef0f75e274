/// How pages look: one small sheet, served from here, so that nothing is fetched from elsewhere.
enum PageStyle {
  static let path = "/escale.css"

  static let sheet = """
    :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
    main { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
    pre { padding: 1rem; overflow-x: auto; border: 1px solid; border-radius: .25rem; }
    footer { margin-top: 3rem; font-size: .85rem; overflow-wrap: anywhere; }

    """
}
