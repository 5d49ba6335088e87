/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides commands against the state folded from the log, one group at a time, on one thread.
 * Several may run on one log, in one process or many: whoever was first counts, and the others
 * decide again.
 *
 * <p>A reply is given only when the log holds what was decided. Every reply, of a command that
 * appends nothing too, holds for a moment between sending it and the reply: a round that appends
 * nothing is answered after the log was read to its end.
 *
 * <p>A damaged log, or a row the fold does not understand, halts it: see {@link #failure()}.
 *
 * @param <S> the state; immutable
 */
public final class Sequencer<S> implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Sequencer.class.getName());
  private static final int PAGE = 20_000;
  private static final long CLOSE_MILLIS = 60_000;

  private final ControlLog log;
  private final Fold<S> fold;
  private final SequencerSettings settings;
  private final InstantSource clock;
  private final String instance = UUID.randomUUID().toString();
  private final Consumer<S> listener;
  private final Inbox<Pending<S, ?>> inbox;
  private final Thread thread;

  private long rounds;
  private volatile Position<S> position;
  private volatile @Nullable Throwable failure;

  private Sequencer(
      ControlLog log,
      S empty,
      Fold<S> fold,
      SequencerSettings settings,
      InstantSource clock,
      Consumer<S> listener) {
    this.listener = listener;
    this.log = log;
    this.fold = fold;
    this.settings = settings;
    this.clock = clock;
    inbox = new Inbox<>(settings.mostWaiting());
    position = new Position<>(Head.START, empty);
    thread = new Thread(this::run, "aiops-sequencer");
    thread.setDaemon(true);
  }

  /**
   * Reads the whole log, then takes commands.
   *
   * @param empty the state before the first row
   * @throws ControlLogDamagedException where the log is not what was written to it
   * @throws ControlLogUnavailableException where it cannot be asked
   */
  public static <S> Sequencer<S> start(
      ControlLog log, S empty, Fold<S> fold, SequencerSettings settings, InstantSource clock) {
    return start(log, empty, fold, settings, clock, state -> {});
  }

  /**
   * As {@link #start(ControlLog, Object, Fold, SequencerSettings, InstantSource)}.
   *
   * @param listener told each new state, by whomever it was written, before commands are answered;
   *     on the sequencer's thread, so it must be quick, and it must not throw
   */
  public static <S> Sequencer<S> start(
      ControlLog log,
      S empty,
      Fold<S> fold,
      SequencerSettings settings,
      InstantSource clock,
      Consumer<S> listener) {
    Sequencer<S> sequencer = new Sequencer<>(log, empty, fold, settings, clock, listener);
    sequencer.catchUp();
    sequencer.thread.start();
    return sequencer;
  }

  /**
   * Sends a command. The future fails with what the command threw, or with {@link
   * ControlLogUnavailableException}, which says whether what it decided may be in the log yet; then
   * read the state before sending it again. What depends on the future runs on the sequencer's
   * thread: use the {@code Async} methods for what takes time.
   *
   * @throws SequencerBusyException where too many wait
   * @throws SequencerClosedException after {@link #close()}
   * @throws IllegalStateException where it has halted
   */
  public <R> CompletableFuture<R> send(Command<S, R> command) {
    Pending<S, R> pending = new Pending<>(command, new CompletableFuture<>());
    inbox.add(pending);
    return pending.reply();
  }

  /**
   * The state as this instance knows it. What others wrote may be missing, as a rule for no longer
   * than {@link SequencerSettings#catchUpEvery()}; who must not miss it sends a command.
   */
  public S state() {
    return position.state();
  }

  /** The row that {@link #state()} is the state after. */
  public Head head() {
    return position.head();
  }

  /** Why it has halted; empty while it works. It does not start again by itself. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Takes no more commands, answers those that wait, and ends; waits for that a minute at most. */
  @Override
  public void close() {
    inbox.close(new SequencerClosedException());
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!inbox.done()) {
      List<Pending<S, ?>> commands = inbox.take(settings.mostInGroup(), settings.catchUpEvery());
      try {
        serve(commands);
      } catch (RuntimeException | Error e) {
        halt(commands, e);
      }
    }
  }

  private void serve(List<Pending<S, ?>> commands) {
    if (commands.isEmpty()) {
      catchUpIfPossible();
    }
    int served = 0;
    while (served < commands.size()) {
      served += new Turn(commands.subList(served, commands.size())).serve();
    }
  }

  private void catchUpIfPossible() {
    try {
      catchUp();
    } catch (ControlLogUnavailableException e) {
      LOG.log(System.Logger.Level.DEBUG, "what others wrote is read later", e);
    }
  }

  /** No two rounds have one: what another round decided must never be taken for what this did. */
  private String nextWriter() {
    return instance + "-" + ++rounds;
  }

  /** Whether the round counts: its rows are in the log, or it has none and the log has no news. */
  private boolean stands(Round<S> round) {
    if (round.draft().rows().isEmpty()) {
      return !catchUp();
    }
    if (log.append(round.draft()) instanceof Appended.Accepted) {
      position = round.position();
      listener.accept(position.state());
      return true;
    }
    catchUp();
    return false;
  }

  /** Folds what the log has after the head; whether there was something. */
  private boolean catchUp() {
    Head before = position.head();
    Page page;
    int asked = PAGE;
    do {
      page = log.read(position.head().seq(), asked);
      position = after(page.rows());
      asked = page.next(PAGE);
    } while (page.more());
    boolean changed = position.head().seq() > before.seq();
    if (changed) {
      listener.accept(position.state());
    }
    return changed;
  }

  private Position<S> after(List<Committed> rows) {
    Head head = Chain.follow(position.head(), rows);
    S state = position.state();
    for (Committed row : rows) {
      state = fold.apply(state, row);
    }
    return new Position<>(head, state);
  }

  private void halt(List<Pending<S, ?>> commands, Throwable why) {
    LOG.log(System.Logger.Level.ERROR, "The control log halts: " + why.getMessage(), why);
    failure = why;
    RuntimeException halted =
        new IllegalStateException("the control log has halted: " + why.getMessage(), why);
    inbox.close(halted);
    commands.forEach(pending -> pending.fail(halted));
    List<Pending<S, ?>> waiting = inbox.take(Integer.MAX_VALUE, settings.pause());
    waiting.forEach(pending -> pending.fail(halted));
  }

  /** The first of some commands, as many as fit into one round. */
  private final class Turn {

    private final List<Pending<S, ?>> commands;
    private final long deadline = System.nanoTime() + settings.patience().toNanos();
    private @Nullable Round<S> round;
    private int taken;

    Turn(List<Pending<S, ?>> commands) {
      this.commands = commands;
    }

    /** Answers them; returns how many they were. */
    int serve() {
      boolean answered = false;
      while (!answered) {
        answered = attempt();
      }
      return taken;
    }

    private boolean attempt() {
      try {
        Round<S> decided = decided();
        boolean stands = stands(decided);
        round = null;
        if (stands) {
          decided.answer();
        }
        return stands;
      } catch (ControlLogUnavailableException e) {
        return gaveUp(e);
      }
    }

    private Round<S> decided() {
      if (round == null) {
        round = new Round<>(fold, position, clock.instant(), nextWriter());
        taken = round.decideAll(commands);
      }
      return round;
    }

    private boolean gaveUp(ControlLogUnavailableException e) {
      // a draft that may be in the log is asked for again; decided anew it could be in it twice
      round = e.outcomeUnknown() ? round : null;
      if (inbox.isClosed() || System.nanoTime() > deadline) {
        commands.subList(0, taken).forEach(pending -> pending.fail(e));
        return true;
      }
      inbox.rest(settings.pause());
      return false;
    }
  }
}
