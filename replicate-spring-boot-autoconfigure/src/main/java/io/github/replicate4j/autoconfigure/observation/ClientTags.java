/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation;

import io.github.replicate4j.autoconfigure.observation.internal.ClientTag;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;

/**
 * Reads the tag of the client from an observation, for meters in addition to its timer.
 */
final class ClientTags {

    private ClientTags() {}

    /** Return the tag, or no tag if the application has one client. */
    static Tags of(Observation.Context context) {
        KeyValue client = context.getLowCardinalityKeyValue(ClientTag.KEY);
        return client == null ? Tags.empty() : Tags.of(ClientTag.KEY, client.getValue());
    }
}
