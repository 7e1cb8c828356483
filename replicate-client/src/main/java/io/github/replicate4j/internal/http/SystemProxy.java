/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.github.replicate4j.internal.support.Loopback;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/**
 * The proxy of the JVM, such as {@code https.proxyHost}; without one, the proxy of the environment: {@code HTTPS_PROXY}, except
 * for the hosts in {@code NO_PROXY} and this machine.
 */
final class SystemProxy {

    private final UnaryOperator<@Nullable String> environment;

    SystemProxy(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Return a client that uses the proxy, if there is one.
     *
     * @throws IllegalArgumentException if {@code HTTPS_PROXY} is invalid
     */
    HttpClient applyTo(HttpClient client) {
        HttpClient withJvmProxy = client.proxyWithSystemProperties();
        String url = withJvmProxy.configuration().hasProxy() ? null : variable("https_proxy");
        return url == null ? withJvmProxy : client.proxy(spec -> configure(spec, url));
    }

    private void configure(ProxyProvider.TypeSpec spec, String url) {
        URI proxy = parse(url);
        ProxyProvider.Builder builder = spec.type(ProxyProvider.Proxy.HTTP)
                .host(proxy.getHost())
                .port(proxy.getPort() < 0 ? 80 : proxy.getPort())
                .nonProxyHostsPredicate(this::isExcluded);
        String userInfo = proxy.getRawUserInfo();
        if (userInfo != null) {
            String[] parts = userInfo.split(":", 2);
            String password = parts.length == 2 ? decode(parts[1]) : "";
            builder.username(decode(parts[0])).password(user -> password);
        }
    }

    private static String decode(String text) {
        return UriUtils.decode(text, StandardCharsets.UTF_8);
    }

    /** The message does not contain the URL, which may contain a password. */
    private static URI parse(String url) {
        try {
            URI proxy = URI.create(url.contains("://") ? url : "http://" + url);
            if ("http".equalsIgnoreCase(proxy.getScheme()) && proxy.getHost() != null) {
                return proxy;
            }
        } catch (IllegalArgumentException ex) {
            // Reported below.
        }
        throw new IllegalArgumentException(
                "the environment variable HTTPS_PROXY must be the http URL of a proxy, such as"
                        + " http://proxy.example.com:3128; for another proxy, set a connector on the builder");
    }

    boolean isExcluded(SocketAddress address) {
        if (!(address instanceof InetSocketAddress target)) {
            return true;
        }
        String host = target.getHostString().toLowerCase(Locale.ROOT);
        String excluded = variable("no_proxy");
        return Loopback.isLoopback(host)
                || target.getAddress() != null && target.getAddress().isLoopbackAddress()
                || excluded != null
                        && Arrays.stream(excluded.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                                .anyMatch(entry -> matches(entry, host, target.getPort()));
    }

    /** An entry names a host and its subdomains, with or without a leading dot, and optionally a port. */
    private static boolean matches(String entry, String host, int port) {
        String suffix = ":" + port;
        String withoutPort = entry.endsWith(suffix) ? entry.substring(0, entry.length() - suffix.length()) : entry;
        String name = withoutPort.replaceFirst("^\\*?\\.", "");
        return entry.equals("*") || !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    /** As other programs do, read the name in lower case first. */
    private @Nullable String variable(String name) {
        String value = this.environment.apply(name);
        String result = value == null ? this.environment.apply(name.toUpperCase(Locale.ROOT)) : value;
        return result == null || result.isBlank() ? null : result.trim();
    }
}
