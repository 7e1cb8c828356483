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

package io.github.replicate4j.deployments;

import io.github.replicate4j.internal.support.Arguments;
import org.jspecify.annotations.Nullable;

/** Checks the number of instances of a deployment, except for the limits of the account, which only Replicate knows. */
final class Instances {

    private Instances() {}

    static void check(@Nullable Integer min, @Nullable Integer max) {
        if (min != null) {
            Arguments.notNegative("minInstances", min);
        }
        if (max != null) {
            Arguments.notNegative("maxInstances", max);
        }
        if (min != null && max != null && min > max) {
            throw new IllegalArgumentException(
                    "minInstances must not be greater than maxInstances, but they are " + min + " and " + max);
        }
    }
}
