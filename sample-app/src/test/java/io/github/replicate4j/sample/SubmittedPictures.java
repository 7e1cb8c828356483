/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of submitted pictures. */
final class SubmittedPictures {

    private SubmittedPictures() {}

    /** Let the reconciler check all submitted pictures now, as if the time for their response had passed. */
    static void areDue(JdbcClient database) {
        database.sql("update replicate_journal set due_at = current_timestamp, node = null"
                        + " where state in ('SENDING', 'RUNNING')")
                .update();
    }

    /** Forget all pictures, so that they are not sent or followed during another test. */
    static void forget(JdbcClient database) {
        database.sql("delete from picture").update();
        database.sql("delete from replicate_journal").update();
    }
}
