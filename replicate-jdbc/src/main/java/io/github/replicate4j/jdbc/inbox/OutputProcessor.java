/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.StoredOutputs;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.jdbc.outputs.OutputStorageException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Stores the files of a reserved completion outside of any transaction, and passes the completion on to the listeners. An
 * instance that has lost its lease changes nothing.
 */
final class OutputProcessor implements ClaimProcessor {

    private static final Log logger = LogFactory.getLog(OutputProcessor.class);

    private final InboxTable table;

    private final OutputRetention outputs;

    private final Leases leases;

    private final FailedAttempts failures;

    private final BooleanSupplier stopping;

    private final Runnable onStored;

    /**
     * Create a processor.
     *
     * @param stopping returns whether the inbox is closed, which interrupts its threads
     * @param onStored called if the files of a completion are stored
     */
    OutputProcessor(
            InboxTable table,
            OutputRetention outputs,
            Leases leases,
            FailedAttempts failures,
            BooleanSupplier stopping,
            Runnable onStored) {
        this.table = table;
        this.outputs = outputs;
        this.leases = leases;
        this.failures = failures;
        this.stopping = stopping;
        this.onStored = onStored;
    }

    @Override
    public void process(Claim claim, Consumer<Duration> retryIn) {
        try {
            if (this.failures.parkedAfterCrashes(claim)) {
                return;
            }
            Optional<StoredCompletion> completion = execute(() -> this.table.find(claim));
            if (completion.isEmpty() || !store(claim, completion.get())) {
                logger.debug(FailedAttempts.description(claim) + " is left to another instance");
            }
        } catch (Throwable ex) {
            if (this.stopping.getAsBoolean() && isInterruption(ex) && released(claim)) {
                return;
            }
            if (ex instanceof StatementFailure statement) {
                this.failures.databaseFailed(claim, statement.failure, retryIn);
                return;
            }
            boolean retryable = !(ex instanceof OutputStorageException failure) || failure.isRetryable();
            this.failures.failed(claim, ex, retryable, retryIn);
        }
    }

    /** Execute a statement of the inbox. Its failure is not one of the files or the store, which can use a database as well. */
    private static <T> T execute(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataIntegrityViolationException ex) {
            // This completion cannot be stored, so it is parked in the end.
            throw ex;
        } catch (RuntimeException ex) {
            throw new StatementFailure(ex);
        }
    }

    private boolean store(Claim claim, StoredCompletion completion) {
        PredictionCompletedEvent event = (PredictionCompletedEvent) CompletionEvents.event(completion);
        try (Leases.Lease lease = this.leases.renew(claim)) {
            ClaimReservation reservation = new ClaimReservation(claim, lease);
            this.outputs.store(event, claim.attempt(), reservation);
            if (!reservation.completed) {
                return false;
            }
        }
        this.onStored.run();
        return true;
    }

    private static boolean isInterruption(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return failure instanceof CallInterruptedException
                || cause instanceof InterruptedException
                || cause instanceof ClosedByInterruptException;
    }

    /** Let another instance continue without delay. */
    private boolean released(Claim claim) {
        Thread.interrupted();
        try {
            return this.table.release(claim, Duration.ZERO);
        } catch (RuntimeException ex) {
            logger.debug("The completion is processed after the end of its lease", ex);
            return false;
        }
    }

    /** Failure of a statement of the inbox. */
    private static final class StatementFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        StatementFailure(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private final class ClaimReservation implements OutputRetention.Reservation {

        private final Claim claim;

        private final Leases.Lease lease;

        private boolean completed;

        ClaimReservation(Claim claim, Leases.Lease lease) {
            this.claim = claim;
            this.lease = lease;
        }

        @Override
        public boolean isHeld() {
            return this.lease.isHeld();
        }

        @Override
        public void save(StoredOutputs stored) {
            String json = OutputsJson.write(stored, false);
            held(execute(() ->
                    OutputProcessor.this.table.saveOutputs(this.claim, json, OutputProcessor.this.leases.duration())));
        }

        @Override
        public boolean complete(StoredOutputs stored) {
            this.lease.close();
            String json = OutputsJson.write(stored, true);
            this.completed = execute(() -> OutputProcessor.this.table.completeOutputs(this.claim, json));
            return held(this.completed);
        }

        private boolean held(boolean updated) {
            this.lease.lost(!updated);
            return updated;
        }
    }
}
