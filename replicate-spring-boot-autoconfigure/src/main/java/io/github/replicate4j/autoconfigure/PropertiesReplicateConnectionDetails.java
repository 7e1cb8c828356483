/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.internal.http.BaseUrl;
import java.net.URI;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link ReplicateConnectionDetails} from {@link ReplicateProperties}.
 */
class PropertiesReplicateConnectionDetails implements ReplicateConnectionDetails {

    private static final Log logger = LogFactory.getLog(PropertiesReplicateConnectionDetails.class);

    private static final String ACTION = "Set replicate.bearer-token or the environment variable REPLICATE_API_TOKEN."
            + " With neither a token nor a base URL, replicate-emulator is used if it is on the class path, unless the mode is"
            + " api";

    private final URI baseUrl;

    private final @Nullable String bearerToken;

    PropertiesReplicateConnectionDetails(ReplicateProperties properties, Environment environment) {
        if (properties.getMode() == ReplicateMode.EMULATOR) {
            throw new ReplicateConfigurationException(
                    "'replicate.mode' is 'emulator', but the emulator is not on the class path.",
                    "Add the dependency io.github.replicate4j:replicate-emulator, or set 'replicate.mode' to 'api'.",
                    null);
        }
        this.baseUrl = baseUrl(properties.getBaseUrl());
        this.bearerToken = ConfiguredToken.validate(properties, environment);
        if (this.bearerToken == null) {
            logger.warn("No Replicate API token is set, so calls to " + this.baseUrl + " will fail. " + ACTION);
        }
    }

    private static URI baseUrl(@Nullable String baseUrl) {
        if (!StringUtils.hasText(baseUrl)) {
            return BaseUrl.REPLICATE.uri();
        }
        return ConfigurationErrors.forProperty("replicate.base-url", () -> BaseUrl.parse(baseUrl))
                .uri();
    }

    @Override
    public URI getBaseUrl() {
        return this.baseUrl;
    }

    @Override
    public @Nullable String getBearerToken() {
        return this.bearerToken;
    }
}
