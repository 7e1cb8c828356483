/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;

/** Matches unless {@code replicate.jdbc.initialize-schema} is {@code never}. */
class OnReplicateDatabaseInitializationCondition extends OnDatabaseInitializationCondition {

    OnReplicateDatabaseInitializationCondition() {
        super("Replicate", "replicate.jdbc.initialize-schema");
    }
}
