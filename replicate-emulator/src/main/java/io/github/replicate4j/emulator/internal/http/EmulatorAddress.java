/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The address of an emulator.
 */
public final class EmulatorAddress {

    private static final String ALL_ADDRESSES = "0.0.0.0";

    // The names of all addresses, and of all loopback addresses.
    private static final Set<String> NOT_ONE_ADDRESS = Set.of(ALL_ADDRESSES, "::", "localhost");

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private final String scheme;

    private final @Nullable String host;

    private final @Nullable URI publicUrl;

    private volatile int port;

    /**
     * Create an address.
     *
     * @param https whether the scheme is {@code https}
     * @param host the name or IP address to listen on, or null for the default
     * @param publicUrl the URL for clients on other hosts, or null
     * @param port the requested port; 0 until the operating system has assigned one
     */
    public EmulatorAddress(boolean https, @Nullable String host, @Nullable URI publicUrl, int port) {
        this.scheme = https ? "https" : "http";
        this.host = host;
        this.publicUrl = publicUrl;
        this.port = port;
    }

    public void bound(int actual) {
        this.port = actual;
    }

    public int port() {
        return this.port;
    }

    /** Return the names or IP addresses to listen on. */
    public List<String> hosts() {
        if (this.host != null && !this.host.equals("localhost")) {
            return List.of(this.host);
        }
        return this.host == null && this.publicUrl != null ? List.of(ALL_ADDRESSES) : LOOPBACK;
    }

    /** Return whether other hosts can connect. */
    public boolean servesOtherHosts() {
        return this.publicUrl != null
                || hosts().stream().anyMatch(each -> !LOOPBACK.contains(each) && !each.startsWith("127."));
    }

    /** Return the names and IP addresses in URLs of the emulator, in addition to those of the loopback interface. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        if (this.host != null && !NOT_ONE_ADDRESS.contains(this.host)) {
            names.add(this.host);
        }
        if (this.publicUrl != null) {
            names.add(this.publicUrl.getHost().replaceAll("[\\[\\]]", ""));
        }
        return names;
    }

    public String root() {
        return this.publicUrl != null ? this.publicUrl.toString() : localRoot();
    }

    /** Return the URL for clients on this machine. */
    public String localRoot() {
        String name = this.host == null || NOT_ONE_ADDRESS.contains(this.host) ? "localhost" : this.host;
        return this.scheme + "://" + (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + this.port;
    }

    public String api() {
        return root() + "/v1";
    }

    public URI apiUri() {
        return URI.create(api());
    }

    /** Return the links of a response that does not depend on a request. */
    public Links ownLinks() {
        String root = root();
        return new Links(root, root);
    }

    /** Return the links for the response to a request. The public URL, if there is one, takes precedence over its host. */
    public Links links(URI uri, HttpHeaders headers) {
        return this.publicUrl != null ? ownLinks() : Links.of(uri, headers, root());
    }
}
