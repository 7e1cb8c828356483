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

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the API is, and how to be let in. A bean of this type takes the place of the properties.
 */
public interface ReplicateConnectionDetails extends ConnectionDetails {

    /**
     * Returns where the API is.
     *
     * @return absolute URL with the version, such as {@code https://api.replicate.com/v1}
     */
    URI getBaseUrl();

    /**
     * Returns the API token to use now. It is asked for each request, so that it may change; it must not block.
     *
     * @return the token, or {@code null} if there is none
     */
    @Nullable
    String getBearerToken();
}
