/// Small pictures beside words; hidden from those who have pages read to them.
enum PageIcon {
  static let boat: HTML = """
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
    <path d="M12 2v13M12 4l7 9h-7M11 6l-5 7h5M3 16h18l-2.5 4.5h-13z"/></svg>
    """
  static let plus: HTML = """
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
    <path d="M12 5v14M5 12h14"/></svg>
    """
  static let list: HTML = """
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
    <path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01"/></svg>
    """
  static let box: HTML = """
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
    <path d="M3 5h18v4H3zM5 9v10h14V9M10 13h4"/></svg>
    """
  static let team: HTML = """
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
    <path d="M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21a7 7 0 0 1 14 0M16 3.5a4 4 0 0 1 0 7M18 14a7 \
    7 0 0 1 4 7"/></svg>
    """
  static let leave: HTML = """
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
    <path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/></svg>
    """
  static let bubble: HTML = """
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
    <path d="M4 5h16v11H9l-5 4z"/></svg>
    """
}
