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

package io.github.replicate4j.autoconfigure.webhook;

import java.util.function.BooleanSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Warns at start-up if Spring Security would refuse webhooks: they would never arrive, and nothing would say why.
 */
final class WebhookSecurityCheck implements ApplicationListener<ApplicationReadyEvent> {

    private static final Log logger = LogFactory.getLog(WebhookSecurityCheck.class);

    private final String path;

    private final Class<?> matchers;

    private final BooleanSupplier refused;

    WebhookSecurityCheck(String path, Class<?> matchers, BooleanSupplier refused) {
        this.path = path;
        this.matchers = matchers;
        this.refused = refused;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        try {
            if (this.refused.getAsBoolean()) {
                logger.warn("Spring Security refuses webhooks of Replicate at POST " + this.path
                        + ". Permit them, and leave them out of the protection against CSRF, in your filter chain with "
                        + this.matchers.getSimpleName()
                        + ".matcher(): their signature is verified. Or set replicate.webhook.enabled to false");
            }
        } catch (RuntimeException | LinkageError ex) {
            logger.debug("Whether Spring Security lets webhooks pass could not be found out", ex);
        }
    }
}
