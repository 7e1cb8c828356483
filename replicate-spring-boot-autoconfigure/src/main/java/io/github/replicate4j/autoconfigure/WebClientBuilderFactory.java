/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Creates the web client builder of the clients. The {@link WebClient.Builder} beans of the application are not used: they may
 * contain the credentials of another service.
 */
@FunctionalInterface
interface WebClientBuilderFactory {

    WebClient.Builder create();
}
