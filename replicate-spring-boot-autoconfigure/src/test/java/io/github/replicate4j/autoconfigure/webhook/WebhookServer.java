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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** An application that receives webhooks, with a clock of its own and, unless a test says otherwise, without security. */
final class WebhookServer implements AutoCloseable {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** Two servers are on this class path, and their management contexts cannot stand side by side. */
    static final String WITHOUT_TOMCAT_BESIDE_NETTY = "spring.autoconfigure.exclude="
            + "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration";

    static final String WITHOUT_SECURITY = WITHOUT_TOMCAT_BESIDE_NETTY + ","
            + Stream.of(
                            "UserDetailsServiceAutoConfiguration",
                            "ReactiveUserDetailsServiceAutoConfiguration",
                            "web.servlet.ServletWebSecurityAutoConfiguration",
                            "web.servlet.SecurityFilterAutoConfiguration",
                            "actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
                            "web.reactive.ReactiveWebSecurityAutoConfiguration",
                            "actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration")
                    .map(name -> "org.springframework.boot.security.autoconfigure." + name)
                    .collect(Collectors.joining(","));

    private final ConfigurableApplicationContext context;

    private final AtomicInteger number = new AtomicInteger();

    private WebhookServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static WebhookServer start(Stack stack, String... properties) {
        List<String> all = new ArrayList<>(
                List.of(WITHOUT_SECURITY, "replicate.bearer-token=any", "replicate.webhook.secrets=" + SECRET));
        all.addAll(List.of(properties));
        return start(stack, all, Application.class);
    }

    static WebhookServer start(Stack stack, List<String> properties, Class<?>... sources) {
        return new WebhookServer(new SpringApplicationBuilder(sources)
                .web(stack.type())
                .properties("server.port=0", "spring.main.banner-mode=off", "server.shutdown=immediate")
                .properties(properties.toArray(String[]::new))
                .run());
    }

    int port() {
        return Integer.parseInt(this.context.getEnvironment().getProperty("local.server.port", "-1"));
    }

    MutableClock clock() {
        return this.context.getBean(MutableClock.class);
    }

    Listeners listeners() {
        return this.context.getBean(Listeners.class);
    }

    ConfigurableApplicationContext context() {
        return this.context;
    }

    /** An id that was not used before. */
    String newId() {
        return "prediction" + this.number.incrementAndGet();
    }

    static String body(String id, String status) {
        return body(id, status, "");
    }

    static String body(String id, String status, String more) {
        return "{\"id\": \"%s\", \"status\": \"%s\", \"urls\": {\"get\": \"https://api.replicate.com/v1/predictions/%s\"}%s}"
                .formatted(id, status, id, more);
    }

    Delivery signed(String body) {
        return Delivery.signed(SECRET, clock(), "msg_" + this.number.incrementAndGet(), body);
    }

    /** A delivery that is as it should be, of a prediction that nothing was heard of. */
    Delivery valid() {
        return signed(body(newId(), "succeeded"));
    }

    Answer send(Delivery delivery) {
        return Answer.to(port(), delivery.bytes());
    }

    @Override
    public void close() {
        this.context.close();
    }

    /** What all have. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean(defaultCandidate = false)
        MutableClock replicateWebhookClock() {
            return new MutableClock();
        }

        /** Otherwise each application that ends takes the threads of all others with it. */
        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        }

        @Bean
        Listeners listeners() {
            return new Listeners();
        }
    }
}
