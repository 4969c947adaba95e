extension FarmJob {
  /// A script that submits itself twice: as an array with a task for each chunk, and as a job that waits for all of them and joins.
  ///
  /// The batch shell is told of a task's time limit by a separate signal, so that a limit, after which the task is
  /// queued again, is not mistaken for a cancellation by the user.
  var slurmScript: String {
    #"""
    #!/bin/bash
    # \#(origin)
    #
    #     bash THIS-FILE [OPTIONS OF SBATCH]      such as --partition=cpu --time=2:00:00
    #
    # submits an array with a task for each chunk and a job that joins them, and prints the numbers of both. All nodes need juliareel and
    # see this folder under the same path; logs go there, too. A task resumes from the segments that are finished: shortly before
    # its time limit it finishes those that have begun, and is queued again.
    set -u

    program=\#(program.shellWord)
    plan=\#(planFile.shellWord)
    job=\#("juliareel \(plan.output.oneLine)".shellWord)

    submit() {
      # Not by dirname: what $(…) takes up loses line breaks at its end.
      case $0 in */*) folder=${0%/*}/ ;; *) folder=./ ;; esac
      here=$(CDPATH='' cd -- "$folder" && printf '%s/' "$PWD") || exit 73
      script=$here${0##*/}
      array=$(sbatch --parsable --job-name="$job" --chdir="$here" --output=juliareel-%A-%a.log --array=0-\#(lastIndex) \
        --cpus-per-task=\#(processorsPerTask) --requeue --open-mode=append --signal=B:USR1@120 "$@" "$script" segment) || exit
      array=${array%%;*}
      join=$(sbatch --parsable --job-name="$job" --chdir="$here" --output=juliareel-%j.log --cpus-per-task=1 --requeue \
        --open-mode=append --dependency=afterok:"$array" --kill-on-invalid-dep=yes "$@" "$script" join) || exit
      echo "array $array, join ${join%%;*}"
    }

    segment() {
      queue_again=false
      trap 'queue_again=true; kill -TERM "$worker"' USR1
      "$program" segment "$plan" --index "$SLURM_ARRAY_TASK_ID" --threads "${SLURM_CPUS_PER_TASK:-\#(processorsPerTask)}" &
      worker=$!
      wait "$worker"
      status=$?
      # The signal ends the wait before the program has ended.
      if $queue_again && [ "$status" -gt 128 ]; then
        wait "$worker"
        status=$?
      fi
      if $queue_again && [ "$status" -eq 130 ]; then
        exec scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
      fi
      exit "$status"
    }

    if [ -z "${SLURM_JOB_ID-}" ]; then
      submit "$@"
    elif [ "$1" = segment ]; then
      segment
    else
      exec "$program" join "$plan"
    fi

    """#
  }
}
