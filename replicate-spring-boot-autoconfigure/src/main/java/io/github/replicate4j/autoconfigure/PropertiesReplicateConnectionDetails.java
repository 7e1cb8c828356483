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

import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.TokenSource;
import java.net.URI;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * The connection as the properties say it.
 */
class PropertiesReplicateConnectionDetails implements ReplicateConnectionDetails {

    private static final Log logger = LogFactory.getLog(ReplicateAutoConfiguration.class);

    private static final String WHAT_TO_DO =
            "Set replicate.bearer-token or the environment variable REPLICATE_API_TOKEN."
                    + " Without a token and a base URL, replicate-emulator on the class path stands in, unless the mode is api";

    private final URI baseUrl;

    private final @Nullable String bearerToken;

    PropertiesReplicateConnectionDetails(ReplicateProperties properties) {
        if (properties.getMode() == ReplicateMode.EMULATOR) {
            throw new ReplicateConfigurationException(
                    "'replicate.mode' is 'emulator', but the emulator is not on the class path.",
                    "Add the dependency io.github.replicate4j:replicate-emulator, or set 'replicate.mode' to 'api'.",
                    null);
        }
        this.baseUrl = baseUrl(properties.getBaseUrl());
        this.bearerToken = token(properties);
        if (this.bearerToken == null) {
            logger.warn("There is no Replicate API token, so calls to " + this.baseUrl + " will fail. " + WHAT_TO_DO);
        }
    }

    private static URI baseUrl(@Nullable String baseUrl) {
        if (!StringUtils.hasText(baseUrl)) {
            return BaseUrl.REPLICATE.uri();
        }
        return Setting.checked("replicate.base-url", () -> BaseUrl.parse(baseUrl))
                .uri();
    }

    @SuppressWarnings("deprecation") // the alias is what REPLICATE_API_TOKEN binds to
    static @Nullable String token(ReplicateProperties properties) {
        String token = checked("replicate.bearer-token", properties.getBearerToken());
        String alias = checked("replicate.api-token", properties.getApiToken());
        if (token != null && alias != null && !token.equals(alias)) {
            throw new ReplicateConfigurationException(
                    "'replicate.bearer-token' and 'replicate.api-token' hold two different tokens.",
                    "Keep one of the two. The environment variable REPLICATE_API_TOKEN sets 'replicate.api-token'.",
                    null);
        }
        return token != null ? token : alias;
    }

    private static @Nullable String checked(String property, @Nullable String token) {
        if (!StringUtils.hasText(token)) {
            return null;
        }
        Setting.checked(property, () -> TokenSource.of(token));
        return token;
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
