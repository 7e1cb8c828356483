/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.testing.TestDatabase;

class PostgresOutputStagesTests extends OutputStagesTests {

    PostgresOutputStagesTests() {
        super(TestDatabase.postgres());
    }
}
