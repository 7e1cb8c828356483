/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterFilter} that limits the number of values of the model tag. Further models share the value {@value #OTHER}.
 */
final class ModelTagLimit implements MeterFilter {

    static final String MODEL = "gen_ai.request.model";

    static final String OTHER = "other";

    private final int max;

    private final Runnable onLimitReached;

    private final Set<String> models = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean limitReached = new AtomicBoolean();

    ModelTagLimit(int max, Runnable onLimitReached) {
        this.max = max;
        this.onLimitReached = onLimitReached;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String model = model(id);
        if (model == null || isAllowed(model)) {
            return id;
        }
        if (this.limitReached.compareAndSet(false, true)) {
            this.onLimitReached.run();
        }
        return id.replaceTags(Tags.of(id.getTagsAsIterable()).and(Tag.of(MODEL, OTHER)));
    }

    private static @Nullable String model(Meter.Id id) {
        boolean replicate = id.getName().startsWith("replicate.") || "replicate".equals(id.getTag("gen_ai.system"));
        return replicate ? id.getTag(MODEL) : null;
    }

    private synchronized boolean isAllowed(String model) {
        return this.models.contains(model) || this.models.size() < this.max && this.models.add(model);
    }
}
