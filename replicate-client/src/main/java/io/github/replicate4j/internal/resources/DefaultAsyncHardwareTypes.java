/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.hardware.AsyncHardwareTypes;
import io.github.replicate4j.hardware.Hardware;
import io.github.replicate4j.internal.json.Immutables;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncHardwareTypes}. */
public final class DefaultAsyncHardwareTypes implements AsyncHardwareTypes {

    private static final ParameterizedTypeReference<List<@Nullable Hardware>> ALL =
            new ParameterizedTypeReference<>() {};

    private final Transport transport;

    DefaultAsyncHardwareTypes(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Mono<List<Hardware>> list() {
        return this.transport
                .send(ApiRequest.get("hardware.list", "/hardware"), ALL)
                .map(Immutables::list);
    }
}
