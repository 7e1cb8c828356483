/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.predictions.StoredCreates;
import io.github.replicate4j.internal.predictions.StoredCreates.StoredCreate;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.reconcile.ResendPolicy;
import io.github.replicate4j.predictions.PredictionRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/**
 * Durable creates of predictions. A create is stored in the transaction of the caller, and sent once by a worker of any instance
 * after that transaction has been committed. So a record of the application and its prediction exist together or not at all.
 *
 * <p>Each create has a key of the application, such as the id of an order. Submitting a key again has no effect, so a caller that
 * does not know whether it has succeeded can repeat the call.
 *
 * <p>The request is stored until it has been sent. Its files are read or uploaded when it is submitted: prefer URLs to large
 * files. Replicate receives it once, unless {@link ResendPolicy#WHEN_ABSENT} allows to repeat a request that seems to be lost. A
 * request that is rejected because of its contents is {@linkplain io.github.replicate4j.jdbc.journal.CreateState#REFUSED refused}.
 * Requests that fail because of the rate limit, the connection, a redirect, the response of a proxy, or the token, credit or
 * permissions of the account are sent again, with a backoff of up to 5 minutes. A {@code Retry-After} is limited to 5 minutes,
 * too. Completions are published as events, like those of webhooks, and failures without a prediction as
 * {@link DurablePredictionFailedEvent}.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class DurablePredictions implements AutoCloseable {

    private static final int MAX_KEY_LENGTH = 200;

    private final DurableCreates creates;

    private final Replicate client;

    private final SubmitSettings settings;

    private final SubmitWorker worker;

    private final AtomicBoolean observesLimits = new AtomicBoolean();

    private final @Nullable FailureNotifier notifier;

    private DurablePredictions(Builder builder) {
        OpenJournal journal = OpenJournal.of(builder.journal);
        this.creates = new DurableCreates(journal);
        this.client = builder.client;
        this.settings = builder.settings;
        CreateQueue queue = new CreateQueue(journal);
        this.worker = new SubmitWorker(
                queue, new CreateSender(queue, this.client, this::storedCreates), builder.settings, builder.budget);
        this.notifier = builder.failureListener == null
                ? null
                : new FailureNotifier(new DueFailures(journal), builder.failureListener);
    }

    /**
     * Create a builder.
     *
     * @param journal journal of the client
     * @param client client that sends the creates
     * @return the builder
     */
    public static Builder builder(JdbcCreateJournal journal, Replicate client) {
        return new Builder(journal, client);
    }

    /**
     * Start to send queued creates. Creates that are submitted before are sent by other instances, or when this one is started.
     */
    public void start() {
        this.worker.start();
        if (this.notifier != null) {
            this.notifier.start(this.settings.pollInterval());
        }
    }

    /**
     * Submit the create of a prediction of a version, as a part of the transaction of the caller. If there is none, it is
     * committed when this method returns.
     *
     * @param key key of the create, at most 200 characters
     * @param request the request, which must have a version; {@code preferWait} is ignored
     * @return the new create, or the one that was submitted before with the same key
     * @throws IllegalArgumentException if the key is blank or too long, or the request is invalid
     * @throws SubmitKeyConflictException if the key was submitted before with another request
     * @throws ReplicateException if a file of the request cannot be uploaded
     */
    public DurablePrediction submit(String key, PredictionRequest request) {
        return submit(key, storedCreates().encode(request));
    }

    /**
     * Submit the create of a prediction of a version, as {@link #submit(String, PredictionRequest)}.
     *
     * @param key key of the create, at most 200 characters
     * @param request callback that sets the fields of the request
     * @return the new create, or the one that was submitted before with the same key
     */
    public DurablePrediction submit(String key, Consumer<PredictionRequest.Builder> request) {
        return submit(key, PredictionRequest.of(request));
    }

    /**
     * Submit the create of a prediction of an official model, as {@link #submit(String, PredictionRequest)}.
     *
     * @param key key of the create, at most 200 characters
     * @param model {@code owner/name} of the model
     * @param request the request, which must not have a version
     * @return the new create, or the one that was submitted before with the same key
     */
    public DurablePrediction submitForModel(String key, String model, PredictionRequest request) {
        return submit(key, storedCreates().encodeForModel(model, request));
    }

    /**
     * Submit the create of a prediction of an official model, as {@link #submit(String, PredictionRequest)}.
     *
     * @param key key of the create, at most 200 characters
     * @param model {@code owner/name} of the model
     * @param request callback that sets the fields of the request
     * @return the new create, or the one that was submitted before with the same key
     */
    public DurablePrediction submitForModel(String key, String model, Consumer<PredictionRequest.Builder> request) {
        return submitForModel(key, model, PredictionRequest.of(request));
    }

    /**
     * Submit the create of a prediction of a deployment, as {@link #submit(String, PredictionRequest)}.
     *
     * @param key key of the create, at most 200 characters
     * @param deployment {@code owner/name} of the deployment
     * @param request the request, which must not have a version
     * @return the new create, or the one that was submitted before with the same key
     */
    public DurablePrediction submitForDeployment(String key, String deployment, PredictionRequest request) {
        return submit(key, storedCreates().encodeForDeployment(deployment, request));
    }

    /** Resolved when it is used, because a mock of the client has none. */
    private StoredCreates storedCreates() {
        StoredCreates stored = StoredCreates.of(this.client.async().predictions());
        if (this.observesLimits.compareAndSet(false, true)) {
            stored.onRelease(this.worker::released);
        }
        return stored;
    }

    private DurablePrediction submit(String key, Mono<StoredCreate> encoded) {
        if (Arguments.notBlank("key", key).length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException("key must have at most " + MAX_KEY_LENGTH + " characters");
        }
        if (key.endsWith(" ")) {
            // MySQL and MariaDB ignore spaces at the end.
            throw new IllegalArgumentException("key must not end with a space");
        }
        StoredCreate stored = Blocking.value(encoded);
        DurableCreate create = this.creates.database().inTransaction(() -> {
            boolean inserted = this.creates.insert(key, stored.create(), stored.json());
            if (inserted && TransactionSynchronizationManager.isSynchronizationActive()) {
                wakeUpAfterCommit();
            }
            return this.creates
                    .find(key)
                    .orElseThrow(() -> new ConcurrencyFailureException("The key '" + key
                            + "' was submitted by another transaction at the same time. Repeat the transaction."));
        });
        if (!create.fingerprint().equals(stored.create().fingerprint())) {
            throw new SubmitKeyConflictException(key);
        }
        return DurablePrediction.of(create);
    }

    private void wakeUpAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                DurablePredictions.this.worker.wakeUp();
            }
        });
    }

    /**
     * Find a create by its key.
     *
     * @param key key of the create
     * @return its current state, or empty if it was not submitted, or was deleted after the retention
     */
    public Optional<DurablePrediction> find(String key) {
        return this.creates.find(Arguments.notBlank("key", key)).map(DurablePrediction::of);
    }

    /**
     * Cancel a create. If it has not been sent, it never is, once the transaction of the caller has been committed. Otherwise its
     * prediction is cancelled at Replicate, as soon as its id is known.
     *
     * @param key key of the create
     * @return its state after the cancellation, or empty if it was not submitted
     * @throws ReplicateException if the prediction cannot be cancelled
     */
    public Optional<DurablePrediction> cancel(String key) {
        Arguments.notBlank("key", key);
        Optional<DurableCreate> create = this.creates.database().inTransaction(() -> this.creates.cancel(key));
        create.ifPresent(this::cancelPrediction);
        return create.map(DurablePrediction::of);
    }

    /** The prediction of an expired create may still run, or no longer exist. */
    private void cancelPrediction(DurableCreate create) {
        String taskId = create.taskId();
        boolean expired = create.state() == CreateState.EXPIRED;
        if (taskId == null || create.state().isTerminal() && !expired) {
            return;
        }
        try {
            this.client.predictions().cancel(taskId);
        } catch (NotFoundException ex) {
            if (!expired) {
                throw ex;
            }
        }
    }

    /**
     * Stop: no further create is sent, and creates that are being sent are awaited for up to 30 seconds. A running failure
     * listener is awaited for up to 10 seconds and then interrupted. Queued creates are sent by other instances, or after a
     * restart.
     */
    @Override
    public void close() {
        this.worker.close();
        if (this.notifier != null) {
            this.notifier.close();
        }
    }

    /**
     * Builder of {@link DurablePredictions}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private final JdbcCreateJournal journal;

        private final Replicate client;

        private SubmitSettings settings = SubmitSettings.DEFAULT;

        private CreateBudget budget = () -> true;

        private @Nullable Consumer<DurablePredictionFailedEvent> failureListener;

        private Builder(JdbcCreateJournal journal, Replicate client) {
            this.journal = Arguments.notNull("journal", journal);
            this.client = Arguments.notNull("client", client);
        }

        /**
         * Set the settings.
         *
         * @param settings the settings
         * @return this builder
         */
        public Builder settings(SubmitSettings settings) {
            this.settings = Arguments.notNull("settings", settings);
            return this;
        }

        /**
         * Limit the rate of creates. The default is no limit but that of Replicate, whose 429 delays a create.
         *
         * @param budget limits the rate
         * @return this builder
         */
        public Builder budget(CreateBudget budget) {
            this.budget = Arguments.notNull("budget", budget);
            return this;
        }

        /**
         * Set the listener of failures. It is called in a transaction, once for each failed create, and again if it fails. Without
         * a listener, failures are only visible in the state of a create.
         *
         * @param failureListener the listener
         * @return this builder
         */
        public Builder failureListener(Consumer<DurablePredictionFailedEvent> failureListener) {
            this.failureListener = Arguments.notNull("failureListener", failureListener);
            return this;
        }

        /**
         * Create the durable predictions, which send nothing before {@link DurablePredictions#start()}.
         *
         * @return the durable predictions
         */
        public DurablePredictions build() {
            return new DurablePredictions(this);
        }
    }
}
