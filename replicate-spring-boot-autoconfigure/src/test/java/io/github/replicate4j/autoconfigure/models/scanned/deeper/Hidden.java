/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models.scanned.deeper;

import io.github.replicate4j.run.ReplicateModel;

@ReplicateModel("acme/teller")
interface Hidden {

    String ask(String prompt);
}
