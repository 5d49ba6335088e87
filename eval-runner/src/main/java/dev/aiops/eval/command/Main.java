/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.clickhouse.ClickHouseException;
import dev.aiops.clickhouse.read.ReadException;
import dev.aiops.eval.definition.InvalidDefinitionsException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands of eval-runner. {@code --help} lists them. */
public final class Main {

  static final String HELP =
      """
      eval COMMAND

        check PATH...      whether definitions can be used: files, or folders of *.yaml; lists every mistake
        schema             prints the JSON Schema of definitions
        run                evaluates runs of the last days: freezes them, says how many and what it may cost, and scores them
             --definitions PATH   a file or folder (evals)
             --days N             over the last N days (1)
             --from T --until T   or between two moments, as 2026-11-24T00:00:00Z
             --plan               freeze and say only; eval resume runs it
             --part N             runs in memory at a time (500, or about 20 that are judged); a part is scored as a whole or, after a crash, once more
             --per-minute N       most runs a minute, as judges' providers have limits (as fast as it can)
             --at-once N          of how many runs judges are asked at once (4)
        resume BATCH       goes on with a batch, as after a crash; what is scored is not scored again; --per-minute, --at-once
        compare            compares the scores of two sets of runs, as PASS, REGRESSION or INCONCLUSIVE
             --reference SET --candidate SET   each from=2026-11-20,until=2026-11-21 and, if need be,
                                  agent=, service=, version= or model=, in which * stands for any characters;
                                  dataset=NAME@N compares two experiments case by case
             --evaluators A,B     names of definitions
             --margin M           the smallest drop that matters (0.05)
             --gate               exits 0 on PASS, 1 on REGRESSION, 2 where neither is known
             --look N             with --gate: the N-th look at the same reference, as every night; next, with --keep, counts those that are kept
             --keep               keeps the verdicts in eval_comparisons, where dashboards and the alert read them
             --markdown FILE --junit FILE      also writes the report there
             --definitions PATH   with --gate: what they ask of judges; an untrusted one is no gate
        nightly            runs the batches of schedules and compares them, once, for who has a scheduler of his own; exits as compare --gate does
             --definitions PATH   a file or folder (evals); --part, --per-minute, --at-once as above
             --date T             as if each schedule's date were T, as 2026-11-24T00:00:00Z, or now (the newest that is due)
        dataset save NAME  saves cases as the next version of a dataset
             --jsonl FILE         {"id": …, "input": …, "expected": {…}} a line
             --runs SET           or of recorded runs, one case an input; --expect-answers takes their answers as expected.answer
        dataset list       versions and how many cases each has; dataset show NAME[@N] prints one as JSON lines
        experiment         scores recorded runs that answer a dataset's cases, by what the cases expect
             --dataset NAME[@N] --runs SET --definitions PATH
             --case-tag TAG       attribute of the root span that names the case (aiops.case.id); else the same input
        label              takes labels of people from a CSV file
             --csv FILE           evaluator,target_kind,run_id,target_id,label (pass, fail, unknown),reason,by,at
             --by NAME            who labelled, where the file does not say
             --export --evaluator NAME [--most N]   writes what is labelled, and N (200) targets that are not
        calibrate          says how far a judge agrees with people; exits 0 where it is trusted, else 1
             --evaluator NAME     name of its definition
             --definitions PATH   what they ask of it (kappa 0.6 on 100 labels)
        follow             evaluates each run once it has ended and been quiet for 30 s, and starts scheduled batches and comparisons; until stopped;
                           does the batches that people ask for at approval-api, where AIOPS_EVAL_API_URL and AIOPS_EVAL_TOKEN name it
             --definitions PATH   a file or folder (evals)
             --part N, --per-minute N, --at-once N   of scheduled batches
             --wait               where no definition can be used, or a key of a judge is missing, says why and waits for it to be mended
             --heartbeat FILE     writes the file anew whenever it has looked for runs

      Exits 0 when it is done, 1 where it failed or a budget stopped it and 2 where definitions or arguments cannot be used.
      Reads and writes the log named by the AIOPS_CLICKHOUSE variables, as user aiops_eval.
      """;

  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;
  private static final Set<String> GATES = Set.of("compare", "nightly");

  private final Map<String, String> environment;
  private final Clock clock;
  private final PrintStream out;
  private final PrintStream err;

  Main(Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  /** Runs one command and exits. */
  public static void main(String[] args) {
    Main main = new Main(System.getenv(), Clock.systemUTC(), System.out, System.err);
    System.exit(main.run(List.of(args)));
  }

  int run(List<String> args) {
    try {
      return command(args);
    } catch (InvalidDefinitionsException e) {
      err.println(e.getMessage());
      return UNUSABLE;
    } catch (UnusableException e) {
      err.println("aiops eval: " + e.getMessage());
      return UNUSABLE;
    } catch (ReadException | ClickHouseException | IllegalStateException e) {
      err.println("aiops eval: " + e.getMessage());
      return failed(args.get(0));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      err.println("aiops eval: " + e.getMessage());
      return UNUSABLE;
    } catch (RuntimeException e) {
      err.println("aiops eval: failed by a fault of its own: " + e);
      return failed(args.get(0));
    }
  }

  /** A gate that could not look must not say that something became worse. */
  private static int failed(String command) {
    return GATES.contains(command) ? UNUSABLE : FAILED;
  }

  private BatchCommand batch() {
    return new BatchCommand(Log.of(environment, clock), judges(), out, err);
  }

  private JudgesReady judges() {
    return new JudgesReady(environment, err);
  }

  private int command(List<String> args) {
    String command = args.isEmpty() ? "--help" : args.get(0);
    List<String> rest = args.isEmpty() ? List.of() : args.subList(1, args.size());
    switch (command) {
      case "check" -> new CheckCommand(out).run(rest);
      case "schema" -> out.print(CheckCommand.schema());
      case "run" -> {
        return batch().run(rest);
      }
      case "resume" -> {
        return batch().resume(rest);
      }
      case "compare" -> {
        return new CompareCommand(Log.of(environment, clock), out).run(rest);
      }
      case "nightly" -> {
        return new NightlyCommand(Log.of(environment, clock), judges(), out).run(rest);
      }
      case "dataset" -> new DatasetCommand(Log.of(environment, clock), out).run(rest);
      case "experiment" ->
          new ExperimentCommand(Log.of(environment, clock), judges(), out).run(rest);
      case "label" -> new LabelCommand(Log.of(environment, clock), out).run(rest);
      case "calibrate" -> {
        return new CalibrateCommand(Log.of(environment, clock), out).run(rest);
      }
      case "follow" ->
          new FollowCommand(
                  Log.of(environment, clock), judges(), PlaneSettings.of(environment), out)
              .run(rest);
      case "--help", "-h", "help" -> out.print(HELP);
      default -> throw new UnusableException("no such command: " + command + " (see --help)");
    }
    return 0;
  }
}
