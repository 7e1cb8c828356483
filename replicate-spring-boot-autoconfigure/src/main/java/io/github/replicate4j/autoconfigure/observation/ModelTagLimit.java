/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
