/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

/**
 * What is done with a completion. A completion with files goes from {@link #LISTENERS} to {@link #OUTPUTS} and back.
 */
enum Stage {
    LISTENERS(
            "NEW",
            "replicate-inbox-",
            "Stored webhooks are not processed by this instance",
            "Listeners have not returned within the shutdown timeout of the inbox, so they are interrupted."
                    + " Their transactions are rolled back, and they are called again"),

    OUTPUTS(
            "OUTPUTS",
            "replicate-inbox-outputs-",
            "Outputs are not stored by this instance",
            "Outputs were not stored within the shutdown timeout of the inbox, so their downloads are interrupted."
                    + " Another instance, or the next start, downloads them again");

    private final String state;

    private final String threadNames;

    private final String outage;

    private final String interruption;

    Stage(String state, String threadNames, String outage, String interruption) {
        this.state = state;
        this.threadNames = threadNames;
        this.outage = outage;
        this.interruption = interruption;
    }

    /** State of the rows that wait for this stage. */
    String state() {
        return this.state;
    }

    /** Prefix of the names of threads. */
    String threadNames() {
        return this.threadNames;
    }

    /** What does not work while the database is not available. */
    String outage() {
        return this.outage;
    }

    /** Message if work has not ended when the inbox is closed. */
    String interruption() {
        return this.interruption;
    }
}
