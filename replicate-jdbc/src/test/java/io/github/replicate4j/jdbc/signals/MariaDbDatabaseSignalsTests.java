/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import io.github.replicate4j.jdbc.testing.TestDatabase;

class MariaDbDatabaseSignalsTests extends DatabaseSignalsTests {

    MariaDbDatabaseSignalsTests() {
        super(TestDatabase.mariaDb());
    }
}
