/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.classpath;

import java.util.Set;

/** Optional parts of an application, as a starter adds them: artifacts of the class path of this module. */
enum Part {
    ACTUATOR("spring-boot-actuator", "spring-boot-actuator-autoconfigure", "spring-boot-health"),

    EMULATOR("replicate-emulator"),

    MICROMETER(
            "HdrHistogram",
            "micrometer-core",
            "micrometer-jakarta9",
            "spring-boot-micrometer-metrics",
            "spring-boot-micrometer-observation"),

    SECURITY(
            "spring-boot-security",
            "spring-security-config",
            "spring-security-core",
            "spring-security-crypto",
            "spring-security-web"),

    WEBFLUX("spring-boot-netty", "spring-boot-reactor-netty", "spring-boot-web-server", "spring-boot-webflux"),

    WEBMVC(
            "jakarta.servlet-api",
            "spring-boot-servlet",
            "spring-boot-tomcat",
            "spring-boot-web-server",
            "spring-boot-webmvc",
            "spring-webmvc",
            "tomcat-embed-core",
            "tomcat-embed-el",
            "tomcat-embed-websocket"),

    /** Artifacts that no application of these tests has. */
    NEVER(
            "HikariCP",
            "h2",
            "replicate-jdbc",
            "spring-boot-jdbc",
            "spring-boot-sql",
            "spring-boot-transaction",
            "spring-jdbc",
            "spring-boot-resttestclient",
            "spring-boot-test",
            "spring-boot-test-autoconfigure",
            "spring-boot-webmvc-test",
            "spring-test",
            "spring-tx",
            "wiremock-standalone");

    private final Set<String> artifacts;

    Part(String... artifacts) {
        this.artifacts = Set.of(artifacts);
    }

    Set<String> artifacts() {
        return this.artifacts;
    }
}
