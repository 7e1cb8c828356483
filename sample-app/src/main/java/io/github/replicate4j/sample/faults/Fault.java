/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.faults;

/**
 * A fault that users can inject.
 */
enum Fault {
    RATE_LIMIT(
            "Rate limit",
            "The next request is rejected twice with status 429. The client retries after the time in Retry-After."),
    SLOW_BOOT(
            "Slow boot",
            "The model of the next picture takes eight seconds to boot. You can cancel the picture in the meantime."),
    FAILING_MODEL("Failing model", "The next picture fails. Its card shows the error."),
    LOST_RESPONSE(
            "Lost response",
            "The next request succeeds, but its response is lost. The client does not retry it, because Replicate"
                    + " could bill it twice."),
    DUPLICATE_WEBHOOK(
            "Duplicate webhook", "The next completion is delivered twice. The application processes it once."),
    TAMPERED_WEBHOOK(
            "Tampered webhook",
            "The body of the next completion is changed in transit. The application rejects the delivery and accepts"
                    + " the next attempt.");

    private final String title;

    private final String effect;

    Fault(String title, String effect) {
        this.title = title;
        this.effect = effect;
    }

    /** Return whether the fault selects the model of the next picture. */
    boolean changesModel() {
        return this == SLOW_BOOT || this == FAILING_MODEL;
    }

    /** Return whether the fault also applies to requests of the chat. */
    boolean appliesToAnyRequest() {
        return this == RATE_LIMIT || this == LOST_RESPONSE;
    }

    /** Return the text of the button. */
    public String getTitle() {
        return this.title;
    }

    /** Return the description of the fault. */
    public String getEffect() {
        return this.effect;
    }
}
