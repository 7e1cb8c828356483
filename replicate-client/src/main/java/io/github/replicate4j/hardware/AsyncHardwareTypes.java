/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.hardware;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link HardwareTypes}.
 *
 * @since 0.1.0
 */
public interface AsyncHardwareTypes {

    /**
     * List all hardware types: {@code hardware.list}.
     *
     * @see HardwareTypes#list()
     */
    Mono<List<Hardware>> list();
}
