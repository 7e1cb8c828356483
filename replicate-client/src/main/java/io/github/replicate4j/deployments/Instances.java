/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
