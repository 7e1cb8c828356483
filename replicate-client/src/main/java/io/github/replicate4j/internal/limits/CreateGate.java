/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.journal.JournalEntries;
import io.github.replicate4j.internal.limits.OpenCreates.Completion;
import io.github.replicate4j.internal.limits.OpenCreates.OpenCreate;
import io.github.replicate4j.internal.support.RecentMap;
import io.github.replicate4j.internal.transport.InFlightTracker;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.limits.LimitedCreate;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Admits the creates of a client, if it has limits, before anything is sent. All creates of predictions and trainings pass through
 * it.
 */
public final class CreateGate {

    private static final int MAX_WAITING_CREATES = 10_000;

    private static final int MAX_ACCOUNTS = 1_000;

    private final @Nullable Shared shared;

    /** Token in the options of the calls, or {@code null} for that of the client. */
    private final @Nullable String token;

    private CreateGate(@Nullable Shared shared, @Nullable String token) {
        this.shared = shared;
        this.token = token;
    }

    /** State of one client with limits. */
    private record Shared(
            Supplier<String> ownAccount,
            LimitSettings settings,
            CostEstimates estimates,
            Prices prices,
            @Nullable CompletionSignals signals,
            OpenCreates open,
            Function<String, AccountQueue> queues,
            List<Runnable> releaseListeners) {}

    /**
     * Create the gate of a client.
     *
     * @param limits limits that are counted elsewhere, or {@code null} to count in memory
     * @param token token of the client. The account stays the same if the token changes later
     * @param signals signals of completions, or {@code null} for none
     */
    public static CreateGate of(
            LimitSettings settings,
            @Nullable CreateLimits limits,
            Prices prices,
            TokenSource token,
            @Nullable CompletionSignals signals,
            InFlightTracker inFlight) {
        if (limits == null && !settings.hasLimits()) {
            return new CreateGate(null, null);
        }
        long origin = System.nanoTime();
        CreateLimits counted =
                limits != null ? limits : new InMemoryCreateLimits(settings, () -> System.nanoTime() - origin);
        List<Runnable> releaseListeners = new CopyOnWriteArrayList<>();
        LimitThread thread = new LimitThread(inFlight);
        Map<String, AccountQueue> queues = Collections.synchronizedMap(new RecentMap<>(MAX_ACCOUNTS));
        Function<String, AccountQueue> queue = key -> queues.computeIfAbsent(
                key,
                each -> new AccountQueue(
                        counted,
                        settings.maxWait(),
                        counted.isBlocking() ? thread : Runnable::run,
                        MAX_WAITING_CREATES,
                        () -> releaseListeners.forEach(Runnable::run)));
        OpenCreates open = new OpenCreates();
        inFlight.closing()
                .doOnTerminate(() -> {
                    synchronized (queues) {
                        queues.values().forEach(AccountQueue::close);
                    }
                    open.clear();
                })
                .subscribe();
        CreateGate gate = new CreateGate(
                new Shared(
                        SingletonSupplier.of(() -> AccountKey.ofToken(token.current())),
                        settings,
                        new CostEstimates(prices, settings.hasCostLimits()),
                        prices,
                        signals,
                        open,
                        queue,
                        releaseListeners),
                null);
        if (signals != null) {
            Disposable completions = signals.completions().subscribe(gate::completed);
            inFlight.closing().doOnTerminate(completions::dispose).subscribe();
        }
        return gate;
    }

    /**
     * Return a gate for other options of the same client.
     *
     * @param token API token in the options, or {@code null} for the token of the client
     */
    public CreateGate withToken(@Nullable String token) {
        return new CreateGate(this.shared, token);
    }

    /**
     * Reserve what a create needs, and then send it. If it exceeds a limit, the call fails with a {@link CreateLimitException} and
     * nothing is sent.
     *
     * @param cancelAfter time after which Replicate cancels the task, or {@code null} for none
     * @param call sends the create, and gets {@code null} if there are no limits
     */
    public <T extends LongRunningTask> Mono<T> admit(
            CreateTarget target, @Nullable Duration cancelAfter, Function<@Nullable AdmittedCreate<T>, Mono<T>> call) {
        return admit(target, cancelAfter, null, AccountQueue::admit, call);
    }

    /**
     * Reserve what a create needs, and then send it, as {@link #admit}, but never wait for a limit: the create has a queue of its
     * own.
     *
     * @param entry id of its entry in the journal
     */
    public <T extends LongRunningTask> Mono<T> admitNow(
            CreateTarget target,
            @Nullable Duration cancelAfter,
            String entry,
            Function<@Nullable AdmittedCreate<T>, Mono<T>> call) {
        return admit(target, cancelAfter, entry, AccountQueue::admitNow, call);
    }

    private <T extends LongRunningTask> Mono<T> admit(
            CreateTarget target,
            @Nullable Duration cancelAfter,
            @Nullable String entry,
            BiFunction<AccountQueue, LimitedCreate, Mono<CreateLimits.Reservation>> admission,
            Function<@Nullable AdmittedCreate<T>, Mono<T>> call) {
        Shared shared = this.shared;
        if (shared == null) {
            return call.apply(null);
        }
        return Mono.defer(() -> {
            OpenCreate earlier = entry == null ? null : shared.open().remove(entry);
            if (earlier != null) {
                // It is sent again, because it has created nothing.
                earlier.reservation().released(true);
            }
            String account = this.token == null ? shared.ownAccount().get() : AccountKey.ofToken(this.token);
            LimitedCreate create = new LimitedCreate(
                    account,
                    target.operation(),
                    target.name(),
                    shared.estimates().estimate(target),
                    cancelAfter,
                    entry,
                    shared.settings().prefix());
            return admission
                    .apply(shared.queues().apply(account), create)
                    .flatMap(reservation -> new AdmittedCreate<T>(
                                    reservation,
                                    (id, task) -> created(shared, target, reservation, id, task),
                                    unknown -> outcomeUnknown(shared, target, reservation, unknown))
                            .run(call::apply));
        });
    }

    /**
     * Add a listener that is called when a create of this client has released what it had reserved, so that another one may fit. It
     * must not block.
     */
    public void onRelease(Runnable listener) {
        if (this.shared != null) {
            this.shared.releaseListeners().add(listener);
        }
    }

    private void created(
            Shared shared,
            CreateTarget target,
            CreateLimits.Reservation reservation,
            String id,
            @Nullable LongRunningTask task) {
        OpenCreate create = new OpenCreate(target, reservation, Disposables.swap());
        Completion early = shared.open().add(id, create);
        if (early != null) {
            complete(shared, create, early);
        } else if (task != null && task.isTerminal()) {
            completed(task);
        } else if (shared.signals() != null) {
            create.signal()
                    .update(shared.signals()
                            .completion(id)
                            .take(shared.settings().releaseAfter())
                            .subscribe(this::completed));
            if (shared.signals().isCompleted(id)) {
                // The webhook arrived before the response, and signals are not replayed.
                released(id);
            }
        }
    }

    /** The webhook of a task contains its entry, so that its completion can be recognized. */
    private static void outcomeUnknown(
            Shared shared, CreateTarget target, CreateLimits.Reservation reservation, String entry) {
        OpenCreate create = new OpenCreate(target, reservation, Disposables.swap());
        Completion early = shared.open().add(entry, create);
        if (early != null) {
            complete(shared, create, early);
        }
    }

    /** A state of a prediction or training has been received. If it is completed, it no longer counts as in flight. */
    public void completed(LongRunningTask task) {
        Shared shared = this.shared;
        if (shared == null || !task.isTerminal()) {
            return;
        }
        Completion completion = completion(shared.prices(), task);
        OpenCreate create = shared.open().complete(task.id(), JournalEntries.id(task), completion);
        if (create != null) {
            complete(shared, create, completion);
        }
    }

    private static Completion completion(Prices prices, LongRunningTask task) {
        if (task instanceof Prediction prediction) {
            return new Completion(prices.costOf(prediction), prediction.succeeded());
        }
        return task instanceof Training training
                ? new Completion(prices.costOf(training), training.succeeded())
                : new Completion(null, false);
    }

    private static void complete(Shared shared, OpenCreate create, Completion completion) {
        Cost cost = completion.cost();
        if (cost != null && completion.succeeded()) {
            shared.estimates().record(create.target(), cost);
        }
        create.complete(completion);
    }

    /** A task stops soon: it no longer counts as in flight, and its cost remains the estimate. */
    public void released(LongRunningTask task) {
        released(task.id());
        String entry = this.shared == null ? null : JournalEntries.id(task);
        if (entry != null) {
            released(entry);
        }
    }

    /** The completion of a task will not be seen: it no longer counts as in flight, and its cost remains the estimate. */
    public void released(String id) {
        OpenCreate create = this.shared == null ? null : this.shared.open().remove(id);
        if (create != null) {
            create.complete(new Completion(null, false));
        }
    }

    /** Return whether a task counts as in flight. */
    public boolean isOpen(String id) {
        return this.shared != null && this.shared.open().contains(id);
    }
}
