/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/**
 * Prices and limits of clients in addition to the default one. The prices are those of the default client. For the
 * auto-configurations of this project only: it is public because they are in several packages.
 *
 * @since 0.1.0
 */
public final class ClientLimits {

    private final ObjectProvider<Prices> prices;

    private final ObjectProvider<LimitSettings> settings;

    private final ObjectProvider<CreateLimits> limits;

    private final ObjectProvider<SharedClientLimits> shared;

    private final Environment environment;

    /**
     * Create an instance.
     *
     * @param prices prices of all clients
     * @param settings limits of the default client
     * @param limits limits that the application counts for all clients
     * @param shared creates limits that instances share
     * @param environment contains the properties
     */
    public ClientLimits(
            ObjectProvider<Prices> prices,
            ObjectProvider<LimitSettings> settings,
            ObjectProvider<CreateLimits> limits,
            ObjectProvider<SharedClientLimits> shared,
            Environment environment) {
        this.prices = prices;
        this.settings = settings;
        this.limits = limits;
        this.shared = shared;
        this.environment = environment;
    }

    /**
     * Set the prices and limits of a client.
     *
     * @param builder builder of the client
     * @param client name of the client
     * @param properties properties that the client sets itself. All others are inherited
     * @param prefix prefix of the names of the properties
     * @param own limits that the application counts for this client, or {@code null}
     * @throws ReplicateConfigurationException if a property is invalid
     */
    public void apply(
            ReplicateBuilder builder,
            String client,
            ReplicateLimitProperties properties,
            String prefix,
            @Nullable CreateLimits own) {
        ConfiguredLimits.rejectUnknown(this.environment, prefix);
        Prices prices = this.prices.getIfAvailable(() -> Prices.of(none -> {}));
        LimitSettings settings = ConfiguredLimits.create(
                this.settings.getIfAvailable(() -> LimitSettings.NONE), properties, prefix, prices);
        builder.prices(prices).limits(ConfiguredLimits.changeTo(settings));
        CreateLimits counted = own != null ? own : this.limits.getIfUnique();
        if (counted != null) {
            builder.sharedLimits(counted);
        } else if (settings.hasLimits() && properties.isShared()) {
            this.shared.ifAvailable(factory -> builder.sharedLimits(factory.create(client, settings)));
        }
    }
}
