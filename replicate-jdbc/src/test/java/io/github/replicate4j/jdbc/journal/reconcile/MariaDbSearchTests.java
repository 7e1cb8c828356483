/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.jdbc.testing.TestDatabase;

class MariaDbSearchTests extends SearchTests {

    MariaDbSearchTests() {
        super(TestDatabase.mariaDb());
    }
}
