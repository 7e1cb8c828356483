/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.ReplicateBuilder;
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

    private final String prefix;

    private final ReplicateBuilder builder;

    /**
     * Create a configurer.
     *
     * @param properties properties of the client
     * @param prefix prefix of the names of the properties, such as {@code replicate}
     * @param builder builder to configure
     */
    ReplicateBuilderConfigurer(ReplicateProperties properties, String prefix, ReplicateBuilder builder) {
        this.properties = properties;
        this.prefix = prefix;
        this.builder = builder;
    }

    void configure() {
        set("timeout", this.properties.getTimeout(), this.builder::timeout);
        set("close-timeout", this.properties.getCloseTimeout(), this.builder::closeTimeout);
        set(
                "max-in-memory-size",
                this.properties.getMaxInMemorySize(),
                size -> this.builder.maxInMemorySize(bytes(size)));
        set(
                "strict-response-validation",
                this.properties.getStrictResponseValidation(),
                this.builder::strictResponseValidation);
        set("validation", this.properties.getValidation(), this.builder::validation);
        this.properties
                .getDefaultHeaders()
                .forEach((name, value) ->
                        set("default-headers." + name, value, text -> this.builder.defaultHeader(name, text)));
        configureRetry();
        configureRun();
        configureFiles();
        set(
                "stream.idle-timeout",
                this.properties.getStream().getIdleTimeout(),
                value -> this.builder.stream(settings -> settings.idleTimeout(value)));
    }

    private void configureRetry() {
        ReplicateProperties.Retry retry = this.properties.getRetry();
        set(
                "retry.max-retries",
                retry.getMaxRetries(),
                value -> this.builder.retry(settings -> settings.maxRetries(value)));
        set(
                "retry.initial-delay",
                retry.getInitialDelay(),
                value -> this.builder.retry(settings -> settings.initialDelay(value)));
        set("retry.max-delay", retry.getMaxDelay(), value -> this.builder.retry(settings -> settings.maxDelay(value)));
        set(
                "retry.max-server-delay",
                retry.getMaxServerDelay(),
                value -> this.builder.retry(settings -> settings.maxServerDelay(value)));
    }

    private void configureRun() {
        ReplicateProperties.Run run = this.properties.getRun();
        set("run.prefer-wait", run.getPreferWait(), value -> this.builder.run(settings -> settings.preferWait(value)));
        set("run.timeout", run.getTimeout(), value -> this.builder.run(settings -> settings.timeout(value)));
        set(
                "run.poll-interval",
                run.getPollInterval(),
                value -> this.builder.run(settings -> settings.pollInterval(value)));
        set(
                "run.max-polls-per-minute",
                run.getMaxPollsPerMinute(),
                value -> this.builder.run(settings -> settings.maxPollsPerMinute(value)));
        set(
                "run.cancel-on-abandon",
                run.getCancelOnAbandon(),
                value -> this.builder.run(settings -> settings.cancelOnAbandon(value)));
    }

    private void configureFiles() {
        ReplicateProperties.Files files = this.properties.getFiles();
        set("files.encoding", files.getEncoding(), value -> this.builder.files(settings -> settings.encoding(value)));
        set(
                "files.inline-limit",
                files.getInlineLimit(),
                value -> this.builder.files(settings -> settings.inlineLimit(value.toBytes())));
        set(
                "files.upload-timeout",
                files.getUploadTimeout(),
                value -> this.builder.files(settings -> settings.uploadTimeout(value)));
        set(
                "files.download-timeout",
                files.getDownloadTimeout(),
                value -> this.builder.files(settings -> settings.downloadTimeout(value)));
        set(
                "files.max-download-size",
                files.getMaxDownloadSize(),
                value -> this.builder.files(settings -> settings.maxDownloadSize(value.toBytes())));
    }

    private static int bytes(DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("it must be less than 2 GB");
        }
        return (int) size.toBytes();
    }

    private <V> void set(String property, @Nullable V value, Consumer<V> setter) {
        if (value != null) {
            ConfigurationErrors.forProperty(this.prefix + "." + property, () -> {
                setter.accept(value);
                return value;
            });
        }
    }
}
