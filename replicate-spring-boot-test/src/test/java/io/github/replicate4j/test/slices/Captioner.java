/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test.slices;

import io.github.replicate4j.run.ReplicateModel;

@ReplicateModel("acme/captioner")
interface Captioner {

    String caption(String image);
}
