/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhooks.reactive.WebFluxWebhookHandler;
import io.github.replicate4j.webhooks.servlet.WebMvcWebhookHandler;
import io.github.replicate4j.webhooks.servlet.WebhookMultipartFilter;
import io.github.replicate4j.webhooks.testing.MutableClock;
import io.github.replicate4j.webhooks.testing.RecordingListener;
import io.github.replicate4j.webhooks.testing.Stack;
import io.github.replicate4j.webhooks.testing.WebhookSender;
import jakarta.servlet.MultipartConfigElement;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
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
                    .handle(new ReactorHttpHandlerAdapter(
                            RouterFunctions.toHttpHandler(new WebFluxWebhookHandler(this.receiver).routes(PATH))))
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
            // Unread bodies would otherwise be read by a thread of the pool.
            connector.setProperty("maxSwallowSize", "0");
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

    private void configure(Context tomcat) {
        GenericWebApplicationContext spring = new GenericWebApplicationContext();
        spring.registerBean("routes", RouterFunction.class, () -> new WebMvcWebhookHandler(this.receiver).routes(PATH));
        spring.registerBean("multipartResolver", MultipartResolver.class, StandardServletMultipartResolver::new);
        Wrapper servlet = Tomcat.addServlet(tomcat, "dispatcher", new DispatcherServlet(spring));
        servlet.setMultipartConfigElement(new MultipartConfigElement(""));
        tomcat.addServletMappingDecoded("/", "dispatcher");
        FilterDef filter = new FilterDef();
        filter.setFilterName("multipart");
        filter.setFilter(new WebhookMultipartFilter());
        tomcat.addFilterDef(filter);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("multipart");
        mapping.addURLPattern(PATH.value());
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
