/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.jdbc.testing.TestDatabase;
import org.junit.jupiter.api.Order;

@Order(1)
class H2DurablePredictionsTests extends DurablePredictionsTests {

    H2DurablePredictionsTests() {
        super(TestDatabase.h2());
    }
}
