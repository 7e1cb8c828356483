/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.internal.http.TokenSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Finds the API token in the properties. It has two names, of which the environment variable REPLICATE_API_TOKEN sets one. If
 * both are set, the order of Spring Boot's property sources decides. For the auto-configurations of this project only: it is
 * public because they are in several packages.
 *
 * @since 0.1.0
 */
public final class ConfiguredToken {

    private static final Log logger = LogFactory.getLog(ConfiguredToken.class);

    private static final ConfigurationPropertyName BEARER_TOKEN =
            ConfigurationPropertyName.of("replicate.bearer-token");

    private static final ConfigurationPropertyName API_TOKEN = ConfigurationPropertyName.of("replicate.api-token");

    private final ReplicateProperties properties;

    private final Environment environment;

    /** Whether both names are set to different tokens, and no order decides. */
    private boolean ambiguous;

    private ConfiguredToken(ReplicateProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /**
     * Find the token.
     *
     * @param properties properties of the application
     * @param environment environment that contains the properties
     * @return the token, or {@code null} if none is set
     */
    public static @Nullable String find(ReplicateProperties properties, Environment environment) {
        ConfiguredToken token = new ConfiguredToken(properties, environment);
        return token.value(token.property());
    }

    /** Find the token that is used: warn of a second one, and reject a malformed one with the name of its property. */
    static @Nullable String validate(ReplicateProperties properties, Environment environment) {
        ConfiguredToken token = new ConfiguredToken(properties, environment);
        ConfigurationPropertyName property = token.property();
        String value = token.value(property);
        if (token.ambiguous) {
            logger.warn(
                    "'replicate.bearer-token' and 'replicate.api-token' are set to different tokens in the same place."
                            + " 'replicate.bearer-token' is used: remove the other one");
        }
        if (value != null) {
            String name = property.equals(API_TOKEN) ? "replicate.api-token" : "replicate.bearer-token";
            ConfigurationErrors.forProperty(name, () -> TokenSource.of(value));
        }
        return value;
    }

    @SuppressWarnings("deprecation") // REPLICATE_API_TOKEN binds to the deprecated property
    private @Nullable String value(ConfigurationPropertyName property) {
        String value = property.equals(API_TOKEN) ? this.properties.getApiToken() : this.properties.getBearerToken();
        return StringUtils.hasText(value) ? value : null;
    }

    @SuppressWarnings("deprecation") // REPLICATE_API_TOKEN binds to the deprecated property
    private ConfigurationPropertyName property() {
        String bearerToken = this.properties.getBearerToken();
        String apiToken = this.properties.getApiToken();
        if (bearerToken == null || apiToken == null || bearerToken.equals(apiToken)) {
            return bearerToken == null ? API_TOKEN : BEARER_TOKEN;
        }
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
            boolean bearer = source.getConfigurationProperty(BEARER_TOKEN) != null;
            boolean api = source.getConfigurationProperty(API_TOKEN) != null;
            if (bearer && api) {
                return ofOneSource();
            }
            if (bearer || api) {
                return bearer ? BEARER_TOKEN : API_TOKEN;
            }
        }
        return ofOneSource();
    }

    private ConfigurationPropertyName ofOneSource() {
        if (value(BEARER_TOKEN) == null) {
            return API_TOKEN;
        }
        this.ambiguous = value(API_TOKEN) != null;
        return BEARER_TOKEN;
    }
}
