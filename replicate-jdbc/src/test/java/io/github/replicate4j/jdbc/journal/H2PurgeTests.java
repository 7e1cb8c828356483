/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.jdbc.testing.TestDatabase;

class H2PurgeTests extends PurgeTests {

    H2PurgeTests() {
        super(TestDatabase.h2());
    }
}
