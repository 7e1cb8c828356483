/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.RecentMap;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.run.AsyncModelFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Mono;

/**
 * The models that an application uses, with their inputs. Each model is looked up once an hour, also if several calls need it
 * at the same time; a failed lookup is repeated by the next call. The 256 models that were used last are remembered.
 *
 * @since 0.1.0
 */
public final class ModelCatalog {

    static final int MAX_MODELS = 256;

    private static final long VALIDITY = Duration.ofHours(1).toNanos();

    private static final List<String> PROFILES = List.of(
            "openai-structured",
            "openai",
            "embedding-json",
            "embedding-lines",
            "embedding-768",
            "embedding-1024",
            "llama-guard-2",
            "llama-guard");

    private final AsyncReplicate replicate;

    private final List<ModelProfile> profiles;

    private final LongSupplier nanoTime;

    /** Guarded by itself. */
    private final Map<String, CachedModel> entries = new LinkedHashMap<>(16, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedModel> eldest) {
            return size() > MAX_MODELS;
        }
    };

    /** The latest warnings that were logged. */
    private final Map<String, Boolean> warnings = Collections.synchronizedMap(new RecentMap<>(1_000));

    private record CachedModel(Mono<ModelDescription> description, long since) {}

    /**
     * Create a catalog with the built-in profiles.
     *
     * @param replicate client that looks up and runs the models
     */
    public ModelCatalog(AsyncReplicate replicate) {
        this(replicate, List.of());
    }

    /**
     * Create a catalog.
     *
     * @param replicate client that looks up and runs the models
     * @param profiles additional profiles, which have precedence over the built-in ones
     */
    public ModelCatalog(AsyncReplicate replicate, List<ModelProfile> profiles) {
        this(replicate, profiles, System::nanoTime);
    }

    ModelCatalog(AsyncReplicate replicate, List<ModelProfile> profiles, LongSupplier nanoTime) {
        this.replicate = Arguments.notNull("replicate", replicate);
        this.profiles = new ArrayList<>(profiles);
        for (String name : PROFILES) {
            this.profiles.add(ModelProfile.read(new ClassPathResource(
                    "io/github/replicate4j/springai/profiles/" + name + ".json", ModelCatalog.class.getClassLoader())));
        }
        this.nanoTime = nanoTime;
    }

    /**
     * Return the client that looks up and runs the models.
     *
     * @return the client
     */
    public AsyncReplicate replicate() {
        return this.replicate;
    }

    /**
     * Describe a model: {@code models.get}, or {@code models.versions.get} for a version, unless it is known.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a version id, whose inputs are unknown
     * @return the description
     * @throws IllegalArgumentException if the reference is invalid
     */
    public Mono<ModelDescription> describe(String model) {
        ModelReference reference = ModelReference.ofModel(model);
        long now = this.nanoTime.getAsLong();
        synchronized (this.entries) {
            CachedModel known = this.entries.get(model);
            if (known == null || now - known.since() > VALIDITY) {
                known = new CachedModel(lookUp(reference, model), now);
                this.entries.put(model, known);
            }
            return known.description();
        }
    }

    private Mono<ModelDescription> lookUp(ModelReference reference, String model) {
        AsyncModelFunction function = this.replicate.use(model);
        ModelProfile profile = profile(reference.model());
        if (reference.owner() == null) {
            return Mono.just(new ModelDescription(function, profile, this::isFirstWarning, null));
        }
        return function.openapiSchema()
                .map(schema -> new ModelDescription(function, profile, this::isFirstWarning, schema))
                .defaultIfEmpty(new ModelDescription(function, profile, this::isFirstWarning, null))
                .cache(found -> Duration.ofNanos(VALIDITY), failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    private boolean isFirstWarning(String warning) {
        return this.warnings.put(warning, true) == null;
    }

    /**
     * Return what is known about a model beyond its schema. No request is sent.
     *
     * @param model {@code owner/name}, or {@code null} if only a version is known
     * @return the profile; empty if there is none
     */
    public ModelProfile profile(@Nullable String model) {
        ModelProfile merged = ModelProfile.NONE;
        for (ModelProfile profile : this.profiles) {
            if (model != null && profile.matches(model)) {
                merged = merged.orElse(profile);
            }
        }
        return merged;
    }
}
