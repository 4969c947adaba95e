import Foundation
import Production
import TestSupport
import Testing

@Suite("Installing")
struct InstallTests {
  /// Where it was installed, once for all tests.
  private static let installed = Result { () throws in
    let folder = try TemporaryFolder()
    let script = Repository.root.appendingPathComponent("scripts/install.sh").path.shellWord
    let outcome = try Command.shell("PREFIX=/opt/j DESTDIR=\(folder.path.shellWord) \(script) \"$JULIAREEL\"")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  private static func has(_ command: String) -> Bool {
    (try? Command.shell("command -v \(command)").status) == 0
  }

  /// Runs a script with `$ROOT`, the folder that a package would have at its root, and `$P`, the prefix in it.
  private func run(_ script: String) throws -> Command.Outcome {
    let root = try Self.installed.get().path
    return try Command.shell(
      "ROOT=\(root.shellWord); P=$ROOT/opt/j; export P; PATH=$P/bin:$PATH; \(script)", folder: root)
  }

  @Test("the installed program finds its presets by name, from any folder")
  func rendering() throws {
    let outcome = try run("juliareel render spiral-descent --frames 0 --size 64x36 --progress none -o first.mp4")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try run("juliareel info --summary first.mp4 && rm first.mp4").text.contains("64×36"))
  }

  @Test("presets, palettes, the schema and the documents stand where packages have them")
  func files() throws {
    let names = try run("cd $P && find . -type f").text.split(separator: "\n")
    for name in [
      "bin/juliareel", "share/juliareel/presets/classic-loop.json", "share/juliareel/palettes/twilight.json",
      "share/juliareel/Examples/Dance/dance.json", "share/juliareel/Examples/Dance/song.flac",
      "share/juliareel/Examples/Scenes/other-maps.json", "share/juliareel/preset.schema.json",
      "share/doc/juliareel/README.md", "share/doc/juliareel/Docs/Farm.md",
      "share/doc/juliareel/LICENSE", "share/bash-completion/completions/juliareel",
      "share/zsh/site-functions/_juliareel", "share/fish/vendor_completions.d/juliareel.fish",
    ] { #expect(names.contains("./\(name)"), "\(name)") }
    let modes = try run("find $P -type f ! -perm 644 ! -path '*/bin/juliareel'; find $P/bin -type f -perm 755")
    #expect(modes.text.hasSuffix("/bin/juliareel\n") && modes.text.split(separator: "\n").count == 1, "\(modes.text)")
    let presets = try run("juliareel validate --no-pictures $P/share/juliareel/presets/*.json")
    #expect(presets.status == 0, "\(presets.errors)")
  }

  @Test("each command has a manual page with all of its options, and z ↦ z² + c survives")
  func manual() throws {
    let help = try run("juliareel help").text
    let commands = help.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first }.filter { $0.first?.isLowercase == true && $0 != "help" }
    #expect(commands.contains("render") && commands.count > 15)
    let pages = try run("ls $P/share/man/man1").text.split(separator: "\n")
    #expect(Set(pages.map(String.init)) == Set(commands.map { "juliareel-\($0).1" } + ["juliareel.1"]))
    let render = try run("cat $P/share/man/man1/juliareel-render.1").text
    for option in try run("juliareel help render").text.matches(of: /--[a-z-]+/).map({ String($0.output) }) {
      #expect(render.contains(option.replacingOccurrences(of: "-", with: "\\-")), "\(option)")
    }
  }

  @Test("man shows the pages without a warning", .enabled(if: has("man"), "needs man"))
  func man() throws {
    let shown = try run("LC_ALL=C.UTF-8 MANWIDTH=100 man -l $P/share/man/man1/juliareel.1 | cat")
    #expect(shown.text.contains("z ↦ z² + c"), "\(shown.text.prefix(800)) \(shown.errors)")
    let warnings = try run("for p in $P/share/man/man1/*; do LC_ALL=C.UTF-8 man --warnings -l $p >/dev/null; done")
    #expect(warnings.status == 0 && warnings.errors.isEmpty, "\(warnings.errors)")
  }

  /// What is typed, and what is offered for its last word.
  static let words: [([String], includes: String, excludes: String)] = [
    (["render", "cla"], "classic-loop", "twilight"), (["palettes", "twi"], "twilight", "classic-loop"),
    (["presets", "spi"], "spiral-descent", "twilight"), (["render", "x", "--codec", "pro"], "prores", "classic-loop"),
    (["render", "x", "--set", "c.tu"], "c.turns=", "twilight"), (["segment", "x", "--index", "e"], "env", "prores"),
  ]

  @Test(
    "bash loads the completions and offers presets, palettes, codecs and keys", .enabled(if: has("bash")),
    arguments: words)
  func bash(words: [String], includes: String, excludes: String) throws {
    let line = (["juliareel"] + words).joined(separator: " ")
    let offered = try run(
      #"""
      exec bash --norc -c '. "$P/share/bash-completion/completions/juliareel"; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      COMP_LINE="$*" COMP_POINT=${#COMP_LINE}; _juliareel_words juliareel "${@: -1}" "${@: -2:1}"; printf "%s\n" "${COMPREPLY[@]}"' bash \#(line)
      """#)
    let list = offered.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(list.contains(includes) && !list.contains(excludes) && offered.errors.isEmpty, "\(list) \(offered.errors)")
  }

  @Test(
    "bash at a terminal completes values behind =, where it breaks words",
    .enabled(if: has("bash") && has("script"), "needs script"),
    arguments: [
      ("--set shading.palette=twi", "--set shading.palette=twilight "), ("--codec=pro", "--codec=prores "),
      ("--set c.tu", "--set c.turns="), ("--set c.radius=1 --codec=pro", "--set c.radius=1 --codec=prores "),
    ])
  func equalSigns(words: String, wanted: String) throws {
    // Tab, then a line break that would run the command; a # before it makes it a comment, which only the history keeps.
    let typed = try run(
      #"""
      printf '%s\n' 'PS1=; set -o history; . "$P/share/bash-completion/completions/juliareel"' \
        'juliareel render x \#(words)'"$(printf '\t')"'#'"$(printf '\001')"'#' 'echo "TYPED:$(fc -ln -1 -1):"' exit |
        TERM=dumb exec timeout 120 script -qec 'bash --norc -i' /dev/null
      """#)
    #expect(typed.text.contains("#juliareel render x \(wanted)#:"), "\(typed.text) \(typed.errors)")
  }

  @Test(
    "fish loads the completions and completes presets, palettes, codecs and keys",
    .enabled(if: has("fish") && has("script"), "needs fish, and script"), arguments: words)
  func fish(words: [String], includes: String, excludes: String) throws {
    let line = (["juliareel"] + words).joined(separator: " ")
    // Typed at a terminal: what asks the program for words works at none else.
    let typed = try run(
      #"""
      printf '%s\n' 'source $P/share/fish/vendor_completions.d/juliareel.fish' \
        'function show --on-event fish_preexec; echo TYPED:$argv:; end' '\#(line)'"$(printf '\t')"'--help' exit |
        HOME=$ROOT TERM=dumb exec timeout 120 script -qec 'fish -i -N' /dev/null
      """#)
    let wanted = (["juliareel"] + words.dropLast() + [includes]).joined(separator: " ")
    #expect(typed.text.contains("TYPED:\(wanted)"), "\(typed.text) \(typed.errors)")
  }

  @Test(
    "zsh loads the completions and completes presets, palettes, codecs and keys", .enabled(if: has("zsh")),
    arguments: words)
  func zsh(words: [String], includes: String, excludes: String) throws {
    let line = (["juliareel"] + words).joined(separator: " ")
    // A shell on a terminal of its own, in which Tab is typed; what it would run is printed instead.
    let script = #"""
      zmodload zsh/zpty
      zpty shell 'TERM=dumb zsh -f -i'
      zpty -w shell 'PS1=; unsetopt prompt_sp; fpath=($P/share/zsh/site-functions $fpath); autoload -Uz compinit; compinit -u -D'
      zpty -w shell 'bindkey "^I" complete-word'
      zpty -w shell 'take() { print -r -- "TYPED:$BUFFER:"; BUFFER=exit; zle .accept-line; }; zle -N accept-line take'
      zpty -n -w shell "$1"$'\t\n'
      while zpty -r shell piece; do print -rn -- "$piece"; done
      """#
    let typed = try run("exec timeout 120 zsh -f -c \(script.shellWord) zsh '\(line)'")
    let wanted = (["juliareel"] + words.dropLast() + [includes]).joined(separator: " ")
    #expect(typed.text.contains("TYPED:\(wanted)"), "\(typed.text) \(typed.errors)")
  }
}
