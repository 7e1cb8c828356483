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

package io.github.replicate4j.error;

import org.springframework.http.HttpHeaders;

/**
 * An error response of the API, from which an {@link ApiStatusException} is created.
 *
 * @param operation the API operation
 * @param statusCode HTTP status
 * @param headers headers
 * @param body text of the response, at most its first 64 KB
 * @param problem problem details
 * @since 0.1.0
 */
public record ErrorResponse(String operation, int statusCode, HttpHeaders headers, String body, Problem problem) {

    @Override
    public String toString() {
        return this.operation + " " + this.statusCode;
    }
}
