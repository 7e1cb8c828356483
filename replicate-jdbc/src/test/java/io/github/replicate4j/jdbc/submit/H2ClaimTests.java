/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.jdbc.testing.TestDatabase;

class H2ClaimTests extends ClaimTests {

    H2ClaimTests() {
        super(TestDatabase.h2());
    }
}
