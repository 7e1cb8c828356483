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
 * Bounds how many models metrics tell apart. Those that come later are counted together.
 */
final class ModelLimit implements MeterFilter {

    static final String MODEL = "gen_ai.request.model";

    static final String OTHER = "other";

    private final int max;

    private final Runnable reached;

    private final Set<String> models = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean told = new AtomicBoolean();

    ModelLimit(int max, Runnable reached) {
        this.max = max;
        this.reached = reached;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String model = model(id);
        if (model == null || isKnown(model)) {
            return id;
        }
        if (this.told.compareAndSet(false, true)) {
            this.reached.run();
        }
        return id.replaceTags(Tags.of(id.getTagsAsIterable()).and(Tag.of(MODEL, OTHER)));
    }

    private static @Nullable String model(Meter.Id id) {
        boolean ours = id.getName().startsWith("replicate.") || "replicate".equals(id.getTag("gen_ai.system"));
        return ours ? id.getTag(MODEL) : null;
    }

    private synchronized boolean isKnown(String model) {
        return this.models.contains(model) || this.models.size() < this.max && this.models.add(model);
    }
}
