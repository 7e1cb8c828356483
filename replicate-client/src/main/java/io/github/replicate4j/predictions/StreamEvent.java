/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import org.jspecify.annotations.Nullable;

/**
 * An event of a running prediction. Later versions may add further types of events.
 *
 * @since 0.1.0
 */
public sealed interface StreamEvent {

    /**
     * Return the id of the event.
     *
     * @return the id, or {@code null} if the stream does not provide one, or the output was polled
     */
    @Nullable
    String id();

    /**
     * The prediction has been created. This is the first event of a stream that creates its prediction, as that of
     * {@link io.github.replicate4j.run.ModelFunction#streamEvents(Object)}; a stream of an existing prediction has no such
     * event.
     *
     * @param prediction state after the create
     * @since 0.1.0
     */
    record Created(Prediction prediction) implements StreamEvent {

        /**
         * Return {@code null}, because this event is not part of the stream of Replicate.
         */
        @Override
        public @Nullable String id() {
            return null;
        }
    }

    /**
     * The model produced output: a piece of text, or the URL of a file.
     *
     * @param id id of the event, or {@code null}
     * @param data text; output that is not text is JSON
     * @since 0.1.0
     */
    record Output(@Nullable String id, String data) implements StreamEvent {

        /** Return a description without the output, which may be confidential. */
        @Override
        public String toString() {
            return "Output[id=" + this.id + ", length=" + this.data.length() + "]";
        }
    }

    /**
     * The model wrote logs. Most streams do not send them.
     *
     * @param id id of the event, or {@code null}
     * @param data text
     * @since 0.1.0
     */
    record Logs(@Nullable String id, String data) implements StreamEvent {

        /** Return a description without the logs, which may be confidential. */
        @Override
        public String toString() {
            return "Logs[id=" + this.id + ", length=" + this.data.length() + "]";
        }
    }

    /**
     * An event of a type that this version of the client does not know. Its data may be a part of the output.
     *
     * @param id id of the event, or {@code null}
     * @param type type of the event
     * @param data text
     * @since 0.1.0
     */
    record Other(@Nullable String id, String type, String data) implements StreamEvent {

        /** Return a description without the data, which may be confidential. */
        @Override
        public String toString() {
            return "Other[id=" + this.id + ", type=" + this.type + ", length=" + this.data.length() + "]";
        }
    }

    /**
     * The prediction succeeded, and this is its last event. Any other completion is an error of the stream.
     *
     * @param id id of the event, or {@code null}
     * @param prediction the completed prediction, or {@code null} if the client had no reason to read it. It reads it if
     *     predictions are observed, or if the stream was interrupted. {@code predictions.get} returns it in any case.
     * @since 0.1.0
     */
    record Done(@Nullable String id, @Nullable Prediction prediction) implements StreamEvent {}
}
