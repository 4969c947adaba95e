extension FarmJob {
  /// A script that renders the chunks with GNU parallel or, if that is missing, with xargs, and then joins them.
  ///
  /// The names are passed in the environment: parallel would interpret braces in them.
  ///
  /// - Parameter processors: of each process; `nil` shares all of the machine's among as many as run at once.
  func shellScript(processors: Int?) -> String {
    let usual = processors.map { "as many as have \($0) processors each" } ?? "2"
    let sharing =
      processors.map { processors in
        """
        THREADS=\(processors)
        processors=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo "$THREADS")
        jobs=${1:-$((processors > THREADS ? processors / THREADS : 1))}
        """
      } ?? """
        jobs=${1:-2}
        processors=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo "$jobs")
        THREADS=$((processors > jobs ? processors / jobs : 1))
        """
    return #"""
      #!/bin/sh
      # \#(origin)
      #
      #     sh THIS-FILE [JOBS]      JOBS chunks at once, \#(usual) unless said otherwise
      #
      # Run again after any end, it goes on from the segments that are finished.
      set -eu
      # Not by dirname: what $(…) takes up loses line breaks at its end.
      case $0 in */*) CDPATH='' cd -- "${0%/*}/" ;; esac

      JULIAREEL=\#(program.shellWord)
      PLAN=\#(planFile.shellWord)
      \#(sharing)
      export JULIAREEL PLAN THREADS
      chunk='exec "$JULIAREEL" segment "$PLAN" --index "$1" --threads "$THREADS"'

      indices() {
        index=0
        while [ "$index" -le \#(lastIndex) ]; do
          echo "$index"
          index=$((index + 1))
        done
      }

      # Another program has the name parallel, too.
      if parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
        indices | parallel --will-cite --quote --line-buffer --halt soon,fail=1 --jobs "$jobs" sh -c "$chunk" juliareel {}
      else
        indices | xargs -P "$jobs" -n 1 sh -c "$chunk" juliareel
      fi
      exec "$JULIAREEL" join "$PLAN"

      """#
  }
}
