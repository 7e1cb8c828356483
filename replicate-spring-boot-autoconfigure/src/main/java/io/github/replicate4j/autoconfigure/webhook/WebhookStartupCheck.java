/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.internal.support.Loopback;
import io.github.replicate4j.webhook.WebhookTarget;
import io.github.replicate4j.webhooks.InMemoryWebhookInbox;
import java.net.URI;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;

/**
 * Warns at startup if the listeners of this application will receive no webhooks, because none are requested or Replicate cannot
 * reach the application.
 */
final class WebhookStartupCheck implements ApplicationListener<ContextRefreshedEvent> {

    private static final Log logger = LogFactory.getLog(WebhookStartupCheck.class);

    private final ReplicateWebhookProperties properties;

    private final ObjectProvider<WebhookTargetProvider> targets;

    private final AbstractApplicationContext context;

    WebhookStartupCheck(
            ReplicateWebhookProperties properties,
            ObjectProvider<WebhookTargetProvider> targets,
            AbstractApplicationContext context) {
        this.properties = properties;
        this.targets = targets;
        this.context = context;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() != this.context) {
            return;
        }
        String problem = problem();
        if (problem != null) {
            logger.warn(problem);
        }
        if (forgetsCompletions()) {
            logger.warn(
                    "Completions are only remembered in the memory of this instance, although the application has a"
                            + " DataSource: after a restart, or with several instances, a completion can be processed twice or be"
                            + " missed. Add replicate-spring-boot-starter-jdbc, or set replicate.inbox.type=memory to keep it so");
        }
    }

    private boolean forgetsCompletions() {
        ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
        return hasListener()
                && beans.getBeanNamesForType(InMemoryWebhookInbox.class, true, false).length > 0
                && hasDataSource(beans)
                && !"memory".equalsIgnoreCase(this.context.getEnvironment().getProperty("replicate.inbox.type"));
    }

    private static boolean hasDataSource(ConfigurableListableBeanFactory beans) {
        return beans.getBeanNamesForType(DataSource.class, true, false).length > 0;
    }

    private @Nullable String problem() {
        boolean configured = StringUtils.hasText(this.properties.getPublicUrl());
        if (!configured && !hasListener()) {
            return null;
        }
        if (!configured && areClientsInParentContext()) {
            return "The Replicate clients are in a parent of the web application context, so they do not request webhooks"
                    + " for its listeners: set replicate.webhook.public-url, or define the clients in the web application"
                    + " context";
        }
        ReplicateConnectionDetails connection = connection();
        if (connection == null || connection.isEmulator() || !StringUtils.hasText(connection.getBearerToken())) {
            return null;
        }
        if (!configured) {
            return "This application has listeners for Replicate's webhooks, but no webhooks are requested unless a request"
                    + " or a ReplicateBuilderCustomizer sets a webhook: set replicate.webhook.public-url to the URL at"
                    + " which Replicate reaches this application";
        }
        WebhookTarget target = this.targets.getObject().target();
        URI url = target == null ? null : target.url();
        return url != null && Loopback.isLoopback(url) && !Loopback.isLoopback(connection.getBaseUrl())
                ? "Replicate cannot deliver webhooks to " + url.getHost() + ", which is this machine: set"
                        + " replicate.webhook.public-url to a URL at which Replicate reaches this application"
                : null;
    }

    /** Not created here: an application with its own clients does not need it. */
    private @Nullable ReplicateConnectionDetails connection() {
        ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
        boolean used = Stream.of(beans.getBeanNamesForType(ReplicateConnectionDetails.class, true, false))
                .allMatch(beans::containsSingleton);
        return used ? beans.getBeanProvider(ReplicateConnectionDetails.class).getIfUnique() : null;
    }

    private boolean areClientsInParentContext() {
        ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
        return beans.getBeanNamesForType(AsyncReplicate.class, true, false).length == 0
                && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, AsyncReplicate.class, true, false).length
                        > 0;
    }

    /** Listeners for all events, such as those of Spring Boot itself, do not count. */
    private boolean hasListener() {
        return this.context.getApplicationListeners().stream()
                .filter(listener -> !supports(listener, String.class))
                .anyMatch(listener -> Stream.of(WebhookEvent.class.getPermittedSubclasses())
                        .anyMatch(type -> supports(listener, type)));
    }

    private static boolean supports(ApplicationListener<?> listener, Class<?> payload) {
        GenericApplicationListener typed = listener instanceof GenericApplicationListener generic
                ? generic
                : new GenericApplicationListenerAdapter(listener);
        return typed.supportsEventType(ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, payload));
    }
}
