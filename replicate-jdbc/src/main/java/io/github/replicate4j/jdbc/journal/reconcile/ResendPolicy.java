/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.jdbc.journal.CreateState;

/**
 * What to do with a durable create whose outcome is unknown and whose prediction is not in the list of the account.
 *
 * @since 0.1.0
 */
public enum ResendPolicy {

    /** Never send it again: its state is {@link CreateState#LOST}. */
    NEVER,

    /**
     * Send it again. The list must have shown another prediction of this journal before, and must have lacked this one twice, at
     * least a minute apart.
     */
    WHEN_ABSENT
}
