/// The looks of a report's page, light or dark as the reader's system is.
enum PageStyle {
  /// The style sheet.
  static let css = """
    :root { color-scheme: light dark; --a: #2f6fab; --b: #c8743a; --c: #7a9a4b; --quiet: #8887 }
    body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
    h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 2.5rem } h3 { font-size: 1rem }
    .headline { font-size: 1.15rem; font-weight: 600 }
    svg { width: 100%; height: auto; font: 12px system-ui, sans-serif }
    svg text { fill: currentColor } svg .name { text-anchor: end } svg .tick { text-anchor: middle }
    .bar { fill: var(--a) } .whisker { stroke: currentColor; fill: none; opacity: .7 }
    .axis { stroke: currentColor; fill: none } .ideal { stroke: var(--quiet); stroke-dasharray: 4 4; fill: none }
    .curve { fill: none; stroke-width: 2 } .line0 { stroke: var(--a) } .line1 { stroke: var(--b) } .line2 { stroke: var(--c) }
    .dot0 { fill: var(--a) } .dot1 { fill: var(--b) } .dot2 { fill: var(--c) }
    .share { display: flex; height: 22px } .share i { display: block }
    .part0 { background: var(--a) } .part1 { background: var(--b) } .part2 { background: var(--quiet) }
    .legend b { display: inline-block; width: .8em; height: .8em; margin-right: .4em } .legend span { margin-right: 1.5em }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; display: block; overflow-x: auto }
    th, td { padding: .15rem .7rem; text-align: right; border-bottom: 1px solid var(--quiet); white-space: nowrap }
    th:first-child, td:first-child { text-align: left }
    """
}
