/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.ReplicateMode;
import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.TokenSource;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * {@link ReplicateConnectionDetails} from the properties of a client. Unlike for the default client, a missing token is an error: a
 * client that is named in the properties is meant to be used.
 */
final class NamedConnectionDetails implements ReplicateConnectionDetails {

    private final URI baseUrl;

    private final String bearerToken;

    NamedConnectionDetails(ClientName name, ReplicateClientProperties properties) {
        if (properties.getMode() == ReplicateMode.EMULATOR) {
            throw new ReplicateConfigurationException(
                    "The mode of the " + name + " is 'emulator', but the emulator is not on the class path.",
                    "Add the dependency io.github.replicate4j:replicate-emulator, or set '" + name.prefix()
                            + ".mode' to 'api'.",
                    null);
        }
        String url = properties.getBaseUrl();
        this.baseUrl = StringUtils.hasText(url)
                ? ConfigurationErrors.forProperty(name.prefix() + ".base-url", () -> BaseUrl.parse(url))
                        .uri()
                : BaseUrl.REPLICATE.uri();
        this.bearerToken = token(name, properties);
    }

    @SuppressWarnings("deprecation") // the alias that environment variables may use
    private static String token(ClientName name, ReplicateClientProperties properties) {
        boolean alias = !StringUtils.hasText(properties.getBearerToken());
        String token = alias ? properties.getApiToken() : properties.getBearerToken();
        if (!StringUtils.hasText(token)) {
            throw missing(name);
        }
        ConfigurationErrors.forProperty(
                name.prefix() + (alias ? ".api-token" : ".bearer-token"), () -> TokenSource.of(token));
        return token;
    }

    private static ReplicateConfigurationException missing(ClientName name) {
        String variable = "REPLICATE_CLIENTS_" + name.value().replace("-", "").toUpperCase(Locale.ROOT);
        return new ReplicateConfigurationException(
                "The " + name + " has no API token. The token of the default client is not used for it.",
                "Set '" + name.prefix() + ".bearer-token' or the environment variable " + variable
                        + "_BEARERTOKEN, define a ReplicateConnectionDetails bean with the qualifier '" + name.value()
                        + "', or set '" + name.prefix() + ".enabled' to false. With neither a token nor a base URL,"
                        + " replicate-emulator is used if it is on the class path, unless the mode is api.",
                null);
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
