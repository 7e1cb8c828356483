/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.hardware;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import java.util.List;

/**
 * Operations on hardware types.
 *
 * @since 0.1.0
 */
public final class HardwareTypes {

    private final AsyncHardwareTypes async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public HardwareTypes(AsyncHardwareTypes async) {
        this.async = async;
    }

    /**
     * List all hardware types: {@code hardware.list}.
     *
     * @return all hardware types, without paging
     * @throws ReplicateException if the request fails
     */
    public List<Hardware> list() {
        return Blocking.value(this.async.list());
    }
}
