/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.internal.support.Redaction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Determines the outcome of one call with all of its attempts, and reports it once.
 *
 * <p>The caller can cancel at any moment, concurrently with the signals of an attempt. After that, an attempt that has been
 * sent continues and reports its own outcome. If there is no such attempt, nothing was created, because an attempt is followed
 * by another one only if it was not processed.
 *
 * @param <T> type of the response
 */
class OutcomeTracker<T> {

    private static final OutcomeTracker<?> NONE = new OutcomeTracker<>();

    private static final String CANCELLED = "the call was cancelled before the request was sent";

    private OutcomeTracker() {}

    /**
     * Return a tracker of the outcome of a request.
     *
     * @param outcome is notified of the outcome, or {@code null} for none
     * @param receivedId returns the id in the response, even if the response is incomplete or unreadable
     */
    static <T> OutcomeTracker<T> of(
            @Nullable CreateOutcome<T> outcome, OutcomeClassifier classifier, Supplier<@Nullable String> receivedId) {
        return outcome == null ? none() : new Reporting<>(outcome, classifier, receivedId);
    }

    /** Return a tracker that reports nothing. */
    @SuppressWarnings("unchecked")
    static <T> OutcomeTracker<T> none() {
        return (OutcomeTracker<T>) NONE;
    }

    /** Start an attempt, and return whether it may be sent. */
    boolean attemptStarted() {
        return true;
    }

    /** The attempt has been cancelled before it was sent. */
    void attemptWithdrawn() {}

    /**
     * The attempt has failed.
     *
     * @param written returns whether the complete request may have been sent
     */
    void attemptFailed(Throwable failure, BooleanSupplier written) {}

    /** The response of an attempt has been read, whether or not the caller receives it. */
    void created(T response) {}

    /** The response of an attempt is incomplete or unreadable. */
    void unreadable(Throwable failure) {}

    /** The call fails. */
    void callFailed(Throwable failure) {}

    /** The caller has cancelled the call. */
    void callCancelled() {}

    private static final class Reporting<T> extends OutcomeTracker<T> {

        private final CreateOutcome<T> outcome;

        private final OutcomeClassifier classifier;

        private final Supplier<@Nullable String> receivedId;

        private boolean attemptOpen;

        private boolean cancelled;

        private boolean reported;

        private String lastFailure = CANCELLED;

        Reporting(CreateOutcome<T> outcome, OutcomeClassifier classifier, Supplier<@Nullable String> receivedId) {
            this.outcome = outcome;
            this.classifier = classifier;
            this.receivedId = receivedId;
        }

        @Override
        synchronized boolean attemptStarted() {
            if (this.reported) {
                return false;
            }
            this.attemptOpen = true;
            return true;
        }

        @Override
        synchronized void attemptWithdrawn() {
            this.attemptOpen = false;
            refuse(CANCELLED);
        }

        @Override
        synchronized void attemptFailed(Throwable failure, BooleanSupplier written) {
            Throwable classified = classify(failure);
            boolean unknown = failure instanceof ApiException
                    ? classified instanceof OutcomeUnknownException
                    : written.getAsBoolean();
            if (unknown) {
                unreadable(classified);
                return;
            }
            this.attemptOpen = false;
            this.lastFailure = Redaction.ofMessage(failure);
            if (this.cancelled) {
                refuse(this.lastFailure);
            }
        }

        @Override
        synchronized void created(T response) {
            report(each -> each.created(response));
        }

        @Override
        synchronized void unreadable(Throwable failure) {
            String id = this.receivedId.get();
            report(each -> each.unknown(id, Redaction.ofMessage(failure)));
        }

        @Override
        synchronized void callFailed(Throwable failure) {
            if (this.attemptOpen || failure instanceof OutcomeUnknownException) {
                unreadable(failure);
            } else {
                refuse(Redaction.ofMessage(failure));
            }
        }

        @Override
        synchronized void callCancelled() {
            this.cancelled = true;
            if (!this.attemptOpen) {
                refuse(this.lastFailure);
            }
        }

        private Throwable classify(Throwable failure) {
            return failure instanceof ApiException exception ? this.classifier.classify(exception) : failure;
        }

        private void refuse(String reason) {
            report(each -> each.refused(reason));
        }

        private void report(Consumer<CreateOutcome<T>> report) {
            if (!this.reported) {
                this.reported = true;
                report.accept(this.outcome);
            }
        }
    }
}
