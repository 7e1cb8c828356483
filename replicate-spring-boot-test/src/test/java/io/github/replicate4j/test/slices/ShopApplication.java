/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.test.slices;

import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application whose main class imports models. */
@SpringBootApplication
@ImportReplicateModels(Captioner.class)
class ShopApplication {}
