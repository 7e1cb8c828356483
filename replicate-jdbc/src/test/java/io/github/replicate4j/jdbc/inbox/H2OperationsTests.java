/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.testing.TestDatabase;
import org.junit.jupiter.api.Order;

@Order(1)
class H2OperationsTests extends OperationsTests {

    H2OperationsTests() {
        super(TestDatabase.h2());
    }
}
