/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import io.github.replicate4j.deployments.Deployment;
import io.github.replicate4j.internal.support.RecentMap;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.schema.ModelSchema;
import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The schemas that a client has read, by version, and the versions that models and deployments run. They belong to the API token
 * with which they were read, because a model may be private.
 */
final class KnownSchemas {

    static final int MAX_VERSIONS = 256;

    private static final int MAX_SOURCES = 1_000;

    private final LongSupplier nanoTime;

    private final Map<Key, Optional<ModelSchema>> schemas = Collections.synchronizedMap(new LeastRecentlyUsed<>());

    private final Map<Key, Release> releases = Collections.synchronizedMap(new RecentMap<>(MAX_SOURCES));

    private final Map<Key, Long> failures = Collections.synchronizedMap(new RecentMap<>(MAX_SOURCES));

    private final Map<Key, Mono<KnownSchema>> loading = Collections.synchronizedMap(new RecentMap<>(MAX_SOURCES));

    KnownSchemas(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Identifies a source for one API token. It has no description, because it contains the token. */
    private record Key(@Nullable String token, Object source) {

        @Override
        public String toString() {
            return "Key";
        }
    }

    /** The version that a model or deployment runs, with the time at which it was read. */
    private record Release(@Nullable String version, long since) {}

    private static final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {

        @Serial
        private static final long serialVersionUID = 1L;

        LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MAX_VERSIONS;
        }
    }

    /** Return what is known about a source, or {@code null} if it has not been read. */
    @Nullable
    KnownSchema find(@Nullable String token, SchemaSource source) {
        Release release = source.version() != null
                ? new Release(source.version(), this.nanoTime.getAsLong())
                : this.releases.get(new Key(token, source));
        if (release == null) {
            return null;
        }
        if (release.version() == null) {
            return new KnownSchema(null, null, release.since());
        }
        Optional<ModelSchema> schema = this.schemas.get(new Key(token, release.version()));
        return schema == null ? null : new KnownSchema(release.version(), schema.orElse(null), release.since());
    }

    KnownSchema remember(@Nullable String token, SchemaSource source, Model model) {
        ModelVersion latest = model.latestVersion();
        if (latest != null) {
            remember(token, latest);
        }
        return release(token, source, latest == null ? null : latest.id());
    }

    void remember(@Nullable String token, ModelVersion version) {
        Map<String, @Nullable Object> document = version.openapiSchema();
        this.schemas.put(
                new Key(token, version.id()),
                document.isEmpty() ? Optional.empty() : Optional.of(ModelSchema.of(document)));
    }

    void remember(@Nullable String token, SchemaSource source, Deployment deployment) {
        if (deployment.currentRelease() != null) {
            release(token, source, deployment.currentRelease().version());
        }
    }

    void forget(@Nullable String token, SchemaSource source) {
        this.releases.remove(new Key(token, source));
    }

    private KnownSchema release(@Nullable String token, SchemaSource source, @Nullable String version) {
        long now = this.nanoTime.getAsLong();
        this.releases.put(new Key(token, source), new Release(version, now));
        Optional<ModelSchema> schema = version == null ? Optional.empty() : this.schemas.get(new Key(token, version));
        return new KnownSchema(version, schema == null ? null : schema.orElse(null), now);
    }

    /** Record that a source could not be read. */
    void failed(@Nullable String token, SchemaSource source) {
        this.failures.put(new Key(token, source), this.nanoTime.getAsLong());
    }

    /** Return whether a source could not be read within the last time. */
    boolean hasFailed(@Nullable String token, SchemaSource source, long nanos) {
        Long failure = this.failures.get(new Key(token, source));
        return failure != null && this.nanoTime.getAsLong() - failure < nanos;
    }

    long age(KnownSchema known) {
        return this.nanoTime.getAsLong() - known.since();
    }

    /** Return the number of versions whose schema is known. */
    int size() {
        return this.schemas.size();
    }

    /** Share one load of a source among all callers that need it at the same time. */
    Mono<KnownSchema> load(@Nullable String token, SchemaSource source, Mono<KnownSchema> load) {
        Key key = new Key(token, source);
        return this.loading.computeIfAbsent(
                key,
                absent -> load.doOnTerminate(() -> this.loading.remove(key)).cache());
    }
}
