/// The elements of HTML that Markup treats in a way of their own; all others are `other`.
enum HTMLTag: UInt8, CaseIterable {
  case other
  // Sections and blocks.
  case html, head, body, div, article, main, section, header, footer, nav, aside, form, figure
  case figcaption, address, center, fieldset, hgroup, details, summary, dialog, search, legend
  case blockquote, pre, listing, h1, h2, h3, h4, h5, h6, p, hr, br
  // Lists and tables.
  case ul, ol, menu, dir, li, dl, dt, dd
  case table, caption, colgroup, col, thead, tbody, tfoot, tr, td, th
  // Inline.
  case a, span, b, i, em, strong, u, s, strike, tt, big, small, font, code, kbd, samp, q
  case cite, dfn, abbr, acronym, ins, del, sub, sup, mark, bdi, bdo, time, data, label, ruby, rb
  case rt, rp, output, nobr
  // Empty elements that carry no text.
  case img, input, wbr, source, track, area, base, meta, link, embed, param, frame, basefont
  // Elements whose content is not page text.
  case script, style, svg, math, template, noscript, textarea, title, iframe, noembed, noframes
  case xmp, plaintext, object, video, audio, canvas, select, button, option, optgroup, datalist
  case map, progress, meter, applet, frameset

  /// How the prescan treats an element.
  enum Treatment: UInt8 {
    /// Passed on as a block.
    case block
    /// Passed on only if its start tag has an attribute of interest.
    case inline
    /// Dropped: the tag alone.
    case tagOnly
    /// Dropped with all that follows up to its end tag, without looking at the markup inside.
    case rawContent
    /// Dropped with its content, by the element's place in the tree.
    case hiddenContent
  }

  var treatment: Treatment {
    switch self {
    case .script, .style, .svg, .math, .template, .noscript, .textarea, .title, .iframe, .noembed,
      .noframes, .xmp, .select, .datalist, .canvas, .audio, .video, .object, .applet:
      .rawContent
    case .html, .head, .body, .img, .input, .wbr, .source, .track, .area, .base, .meta, .link,
      .embed, .param, .frame, .basefont, .col, .colgroup, .br, .frameset, .plaintext, .option,
      .optgroup, .map, .nobr, .rb:
      .tagOnly
    case .button, .rt, .rp, .progress, .meter, .dialog:
      .hiddenContent
    case .a, .span, .b, .i, .em, .strong, .u, .s, .strike, .tt, .big, .small, .font, .code, .kbd,
      .samp, .q, .cite, .dfn, .abbr, .acronym, .ins, .del, .sub, .sup, .mark, .bdi, .bdo, .data,
      .label, .ruby, .output, .other:
      .inline
    default: .block
    }
  }

  /// Whether the element begins and ends a line of text.
  var breaksLine: Bool {
    switch self {
    case .time, .button, .rt, .rp, .progress, .meter, .thead, .tbody, .tfoot: false
    case .dialog: true
    default: treatment == .block
    }
  }

  /// The name that is passed on to the parser. It knows the elements of HTML 4 only and orders
  /// them by priority of their end tags: what must not be closed by what stands in it is a `div`.
  var parserName: StaticString {
    switch self {
    case .p: "p"
    case .li: "li"
    case .ul, .ol, .menu, .dir: "ul"
    case .dl: "dl"
    case .dt: "dt"
    case .dd: "dd"
    case .table: "table"
    case .caption: "caption"
    case .thead: "thead"
    case .tbody: "tbody"
    case .tfoot: "tfoot"
    case .tr: "tr"
    case .td: "td"
    case .th: "th"
    case .hr: "hr"
    case _ where treatment == .block && breaksLine: "div"
    default: "span"
    }
  }

  /// Whether the parser ends the element where the next of its kind begins, so that many of them
  /// in a row do not nest.
  var isClosedByItsLike: Bool {
    switch self {
    case .p, .li, .dt, .dd, .tr, .td, .th, .thead, .tbody, .tfoot: true
    default: false
    }
  }

  var headingLevel: UInt8 {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: 0
    }
  }
}

/// The attributes that are read; all others are skipped.
enum HTMLAttribute: UInt8, CaseIterable {
  case none
  case className, id, itemprop, itemtype, role, property, name, content, datetime, lang, rel, href
  case hidden, ariaHidden, style, type, charset, httpEquiv, pubdate, title

  /// The name as written in HTML, lower case.
  var written: String {
    switch self {
    case .none: ""
    case .className: "class"
    case .ariaHidden: "aria-hidden"
    case .httpEquiv: "http-equiv"
    default: "\(self)"
    }
  }
}

/// From the bytes of a tag or attribute name to its number, without a String.
struct NameTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt8]
  private let mask: Int

  init(_ names: [(String, UInt8)]) {
    mask = 1023
    keys = [UInt64](repeating: 0, count: 1024)
    values = [UInt8](repeating: 0, count: 1024)
    for (name, value) in names where !name.isEmpty {
      let bytes = Array(name.utf8)
      let key = bytes.withUnsafeBufferPointer {
        NameTable.key($0.baseAddress.unsafelyUnwrapped, $0.count)
      }
      var slot = NameTable.slot(key) & mask
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = key
      values[slot] = value
    }
  }

  static let tags = NameTable(HTMLTag.allCases.map { ("\($0)", $0.rawValue) }.filter { $0.1 != 0 })
  static let attributes = NameTable(
    HTMLAttribute.allCases.map { ($0.written, $0.rawValue) }.filter { $0.1 != 0 })

  /// The number of a name in any case; 0 for unknown ones.
  @inline(__always)
  func find(_ name: UnsafePointer<UInt8>, _ count: Int) -> UInt8 {
    if count == 0 || count > 10 { return count == 11 ? findLong(name, count) : 0 }
    return findLong(name, count)
  }

  private func findLong(_ name: UnsafePointer<UInt8>, _ count: Int) -> UInt8 {
    let key = NameTable.key(name, count)
    var slot = NameTable.slot(key) & mask
    return keys.withUnsafeBufferPointer { keys in
      while true {
        if keys[slot] == key { return values[slot] }
        if keys[slot] == 0 { return 0 }
        slot = (slot + 1) & mask
      }
    }
  }

  /// Seven bytes and the rest folded in: the names in use all have keys of their own, and an
  /// unknown name that shares one with a known name is as good as impossible below 12 bytes.
  @inline(__always)
  private static func key(_ name: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var key: UInt64 = 0
    var i = 0
    while i < count {
      var byte = name[i]
      if byte &- 0x41 < 26 { byte |= 0x20 }
      if i < 7 {
        key |= UInt64(byte) << (8 * UInt64(i))
      } else {
        key = key &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(byte)
      }
      i += 1
    }
    return key ^ UInt64(count) << 56
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
