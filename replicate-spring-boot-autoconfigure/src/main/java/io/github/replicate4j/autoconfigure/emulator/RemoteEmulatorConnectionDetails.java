/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.emulator;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.internal.http.BaseUrl;
import java.net.URI;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link ReplicateConnectionDetails} for an emulator that runs elsewhere, such as in a container. The API token of the application
 * is not sent to it.
 */
final class RemoteEmulatorConnectionDetails implements ReplicateConnectionDetails {

    private static final Log logger = LogFactory.getLog(RemoteEmulatorConnectionDetails.class);

    private final URI baseUrl;

    /**
     * Create the connection.
     *
     * @param baseUrl URL of the emulator
     * @param property name of the property with the URL
     * @param client text that names the client in a warning, or an empty text
     */
    RemoteEmulatorConnectionDetails(String baseUrl, String property, String client) {
        BaseUrl url = ConfigurationErrors.forProperty(property, () -> BaseUrl.ofEmulator(baseUrl));
        this.baseUrl = url.uri();
        logger.warn("The emulator at " + url + " is used instead of Replicate" + client
                + (url.isUnencrypted() ? ", over plain HTTP: requests can be read on the network" : "")
                + ". Its output is artificial, and the API token is not sent to it: remove " + property
                + " to call Replicate");
    }

    @Override
    public URI getBaseUrl() {
        return this.baseUrl;
    }

    @Override
    public String getBearerToken() {
        return "emulator";
    }

    @Override
    public boolean isEmulator() {
        return true;
    }
}
