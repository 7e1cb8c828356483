/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhooks.reactive.WebFluxWebhookHandler;
import io.github.replicate4j.webhooks.servlet.WebMvcWebhookHandler;
import io.github.replicate4j.webhooks.servlet.WebhookErrorFilter;
import io.github.replicate4j.webhooks.servlet.WebhookRequestFilter;
import io.github.replicate4j.webhooks.testing.MutableClock;
import io.github.replicate4j.webhooks.testing.RecordingListener;
import io.github.replicate4j.webhooks.testing.Stack;
import io.github.replicate4j.webhooks.testing.WebhookSender;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.result.SimpleHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.ResponseStatusExceptionHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A web server with the webhook endpoint and nothing else: Tomcat with Spring MVC, or Reactor Netty with Spring WebFlux. */
final class WebhookServer extends WebhookSender implements AutoCloseable {

    private static final WebhookPath PATH = new WebhookPath("/replicate/webhook");

    private final MutableClock clock = new MutableClock();

    private final RecordingListener listener = new RecordingListener();

    private final WebhookReceiver receiver;

    private final int port;

    private final Runnable stop;

    private WebhookServer(Stack stack, UnaryOperator<WebhookReceiverBuilder> customizer) {
        this.receiver = customizer
                .apply(WebhookReceiver.builder(this.listener::on)
                        .secrets(List.of(new WebhookSecret(SECRET)))
                        .clock(this.clock))
                .build();
        if (stack == Stack.MVC) {
            Tomcat tomcat = tomcat();
            this.port = tomcat.getConnector().getLocalPort();
            this.stop = () -> stop(tomcat);
        } else {
            DisposableServer server = HttpServer.create()
                    .host("localhost")
                    .port(0)
                    .handle(new ReactorHttpHandlerAdapter(webFlux()))
                    .bindNow();
            this.port = server.port();
            this.stop = server::disposeNow;
        }
    }

    static WebhookServer start(Stack stack) {
        return start(stack, builder -> builder);
    }

    static WebhookServer start(Stack stack, UnaryOperator<WebhookReceiverBuilder> customizer) {
        return new WebhookServer(stack, customizer);
    }

    private Tomcat tomcat() {
        try {
            File directory = Files.createTempDirectory("tomcat").toFile();
            directory.deleteOnExit();
            Connector connector = new Connector();
            connector.setPort(0);
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(directory.getPath());
            tomcat.setConnector(connector);
            configure(tomcat.addContext("", directory.getPath()));
            tomcat.start();
            return tomcat;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (LifecycleException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private HttpHandler webFlux() {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
        executor.setConcurrencyLimit(200);
        executor.setRejectTasksWhenLimitReached(true);
        GenericApplicationContext spring = new GenericApplicationContext();
        spring.registerBean(
                "mapping",
                org.springframework.web.reactive.HandlerMapping.class,
                () -> new org.springframework.web.reactive.handler.SimpleUrlHandlerMapping(
                        Map.of(PATH.value(), new WebFluxWebhookHandler(this.receiver, executor)), 0));
        spring.registerBean("adapter", SimpleHandlerAdapter.class, SimpleHandlerAdapter::new);
        spring.refresh();
        return WebHttpHandlerBuilder.webHandler(new DispatcherHandler(spring))
                .exceptionHandler(new ResponseStatusExceptionHandler())
                .build();
    }

    private void configure(Context tomcat) {
        GenericWebApplicationContext spring = new GenericWebApplicationContext();
        spring.registerBean(
                "mapping",
                HandlerMapping.class,
                () -> new SimpleUrlHandlerMapping(Map.of(PATH.value(), new WebMvcWebhookHandler(this.receiver)), 0));
        spring.registerBean("multipartResolver", MultipartResolver.class, StandardServletMultipartResolver::new);
        Wrapper servlet = Tomcat.addServlet(tomcat, "dispatcher", new DispatcherServlet(spring));
        servlet.setMultipartConfigElement(new MultipartConfigElement(""));
        servlet.setAsyncSupported(true);
        tomcat.addServletMappingDecoded("/", "dispatcher");
        addFilter(tomcat, new WebhookRequestFilter(), PATH.value(), DispatcherType.REQUEST);
        addFilter(tomcat, new WebhookErrorFilter(), "/*", DispatcherType.ERROR);
    }

    private static void addFilter(Context tomcat, Filter filter, String pattern, DispatcherType dispatcherType) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(filter.getClass().getSimpleName());
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        tomcat.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(definition.getFilterName());
        mapping.addURLPattern(pattern);
        mapping.setDispatcher(dispatcherType.name());
        tomcat.addFilterMap(mapping);
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public int port() {
        return this.port;
    }

    @Override
    public MutableClock clock() {
        return this.clock;
    }

    @Override
    public RecordingListener listener() {
        return this.listener;
    }

    WebhookReceiver receiver() {
        return this.receiver;
    }

    @Override
    public void close() {
        this.stop.run();
    }
}
