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

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.settings.FileSettings;
import io.github.replicate4j.settings.RetrySettings;
import io.github.replicate4j.settings.RunSettings;
import io.github.replicate4j.settings.StreamSettings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Applies the properties to a builder. What is not set is left as it is.
 */
final class ReplicateBuilderConfigurer {

    private final ReplicateProperties properties;

    private final ReplicateBuilder builder;

    ReplicateBuilderConfigurer(ReplicateProperties properties, ReplicateBuilder builder) {
        this.properties = properties;
        this.builder = builder;
    }

    void configure() {
        set("replicate.timeout", this.properties.getTimeout(), this.builder::timeout);
        set(
                "replicate.max-in-memory-size",
                this.properties.getMaxInMemorySize(),
                size -> this.builder.maxInMemorySize(bytes(size)));
        set(
                "replicate.files.max-download-size",
                this.properties.getFiles().getMaxDownloadSize(),
                size -> this.builder.maxDownloadSize(size.toBytes()));
        this.properties
                .getDefaultHeaders()
                .forEach((name, value) -> set(
                        "replicate.default-headers." + name, value, text -> this.builder.defaultHeader(name, text)));
        set(
                "replicate.strict-response-validation",
                this.properties.getStrictResponseValidation(),
                this.builder::strictResponseValidation);
        this.builder.retries(retries());
        this.builder.run(this::waiting);
        this.builder.stream(this::streaming);
        this.builder.files(this::files);
    }

    private RetrySettings retries() {
        ReplicateProperties.Retry retry = this.properties.getRetry();
        RetrySettings settings = RetrySettings.DEFAULT;
        settings = with("replicate.retry.max-retries", settings, retry.getMaxRetries(), RetrySettings::withMaxRetries);
        settings = with(
                "replicate.retry.initial-delay", settings, retry.getInitialDelay(), RetrySettings::withInitialDelay);
        settings = with("replicate.retry.max-delay", settings, retry.getMaxDelay(), RetrySettings::withMaxDelay);
        return with(
                "replicate.retry.max-server-delay",
                settings,
                retry.getMaxServerDelay(),
                RetrySettings::withMaxServerDelay);
    }

    private RunSettings waiting(RunSettings defaults) {
        ReplicateProperties.Run run = this.properties.getRun();
        RunSettings settings = defaults;
        settings = with(
                "replicate.run.poll-interval", settings, this.properties.getPollInterval(), RunSettings::withPollInterval);
        settings = with(
                "replicate.run.max-polls-per-minute",
                settings,
                this.properties.getMaxPollsPerMinute(),
                RunSettings::withMaxPollsPerMinute);
        settings = with("replicate.run.prefer-wait", settings, run.getWait(), RunSettings::withPreferWait);
        settings = with("replicate.run.timeout", settings, run.getTimeout(), RunSettings::withTimeout);
        Boolean cancelOnAbandon = run.getCancelOnAbandon();
        return cancelOnAbandon == null ? settings : settings.cancelOnAbandon(cancelOnAbandon);
    }

    private StreamSettings streaming(StreamSettings defaults) {
        return with(
                "replicate.stream.idle-timeout",
                defaults,
                this.properties.getStream().getIdleTimeout(),
                StreamSettings::withIdleTimeout);
    }

    private FileSettings files(FileSettings defaults) {
        ReplicateProperties.Files files = this.properties.getFiles();
        FileSettings settings = defaults;
        settings = with("replicate.files.encoding", settings, files.getEncoding(), FileSettings::withEncoding);
        settings = with(
                "replicate.files.inline-limit",
                settings,
                files.getInlineLimit(),
                (before, limit) -> before.inlineLimit(limit.toBytes()));
        return with(
                "replicate.files.upload-timeout", settings, files.getUploadTimeout(), FileSettings::withUploadTimeout);
    }

    private static int bytes(DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("it must be less than 2 GB");
        }
        return (int) size.toBytes();
    }

    private static <V> void set(String property, @Nullable V value, Consumer<V> setter) {
        if (value != null) {
            Setting.checked(property, () -> {
                setter.accept(value);
                return value;
            });
        }
    }

    private static <S, V> S with(
            String property, S settings, @Nullable V value, java.util.function.BiFunction<S, V, S> change) {
        return value == null ? settings : Setting.checked(property, () -> change.apply(settings, value));
    }
}
