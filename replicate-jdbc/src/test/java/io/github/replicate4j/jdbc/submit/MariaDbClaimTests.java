/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.jdbc.testing.TestDatabase;

class MariaDbClaimTests extends ClaimTests {

    MariaDbClaimTests() {
        super(TestDatabase.mariaDb());
    }
}
