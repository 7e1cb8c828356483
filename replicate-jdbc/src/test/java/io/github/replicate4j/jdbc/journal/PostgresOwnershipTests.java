/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.jdbc.testing.TestDatabase;
import org.junit.jupiter.api.Order;

@Order(1)
class PostgresOwnershipTests extends OwnershipTests {

    PostgresOwnershipTests() {
        super(TestDatabase.postgres());
    }
}
