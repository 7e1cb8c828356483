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
import io.github.replicate4j.files.FileSettings;
import io.github.replicate4j.stream.StreamSettings;
import io.github.replicate4j.transport.RetrySettings;
import io.github.replicate4j.waiting.WaitSettings;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Applies {@link ReplicateProperties} to a builder. Properties that are not set leave the defaults of the client unchanged. Unlike
 * with {@link org.springframework.boot.context.properties.PropertyMapper}, rejected values are reported with the name of their
 * property.
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
        this.builder.waiting(this::waiting);
        this.builder.streaming(this::streaming);
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

    private WaitSettings waiting(WaitSettings defaults) {
        ReplicateProperties.Run run = this.properties.getRun();
        WaitSettings settings = defaults;
        settings = with(
                "replicate.poll-interval", settings, this.properties.getPollInterval(), WaitSettings::withPollInterval);
        settings = with(
                "replicate.max-polls-per-minute",
                settings,
                this.properties.getMaxPollsPerMinute(),
                WaitSettings::withMaxPollsPerMinute);
        settings = with("replicate.run.wait", settings, run.getWait(), WaitSettings::withPreferWait);
        settings = with("replicate.run.timeout", settings, run.getTimeout(), WaitSettings::withTimeout);
        return with(
                "replicate.run.cancel-on-abandon",
                settings,
                run.getCancelOnAbandon(),
                WaitSettings::withCancelOnTimeout);
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
                (current, limit) -> current.withInlineLimit(limit.toBytes()));
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
            ConfigurationErrors.forProperty(property, () -> {
                setter.accept(value);
                return value;
            });
        }
    }

    private static <S, V> S with(String property, S settings, @Nullable V value, BiFunction<S, V, S> change) {
        return value == null
                ? settings
                : ConfigurationErrors.forProperty(property, () -> change.apply(settings, value));
    }
}
