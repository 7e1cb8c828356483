/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models.scanned;

import io.github.replicate4j.run.ReplicateModel;

@ReplicateModel("acme/teller")
public interface Teller {

    String ask(String prompt);
}
