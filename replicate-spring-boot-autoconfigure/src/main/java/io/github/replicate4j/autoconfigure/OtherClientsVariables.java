/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.env.Environment;

/**
 * Warns about environment variables that Replicate's Python client reads, but for which this client has another name.
 */
final class OtherClientsVariables {

    private static final Log logger = LogFactory.getLog(OtherClientsVariables.class);

    private static final Map<String, String> PROPERTIES = Map.of(
            "REPLICATE_API_BASE_URL", "replicate.base-url",
            "REPLICATE_POLL_INTERVAL", "replicate.run.poll-interval");

    private OtherClientsVariables() {}

    static void warn(Environment environment) {
        PROPERTIES.forEach((variable, property) -> {
            if (environment.containsProperty(variable)) {
                logger.warn("The environment variable " + variable + " of Replicate's Python client is ignored: set '"
                        + property + "' instead");
            }
        });
    }
}
