/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP response read from a socket. */
public record HttpResponse(int status, Map<String, String> headers, String body) {

    /** Send bytes and read the response. */
    public static HttpResponse to(int port, byte[] request) {
        return to(port, out -> out.write(request));
    }

    public static HttpResponse to(int port, Sending sending) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.setTcpNoDelay(true);
            try {
                sending.send(socket.getOutputStream());
                socket.getOutputStream().flush();
            } catch (SocketException ex) {
                // The server has responded before everything was sent.
            }
            return read(socket.getInputStream());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static HttpResponse read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            while (!isComplete(bytes.toString(StandardCharsets.ISO_8859_1))) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                bytes.write(next);
            }
        } catch (SocketException ex) {
            // A server that does not read the whole request resets the connection after its response.
        }
        return parse(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    private static boolean isComplete(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String length = parse(text).headers().get("content-length");
        return length != null && text.length() >= end + 4 + Integer.parseInt(length);
    }

    private static HttpResponse parse(String text) {
        if (text.isEmpty()) {
            return new HttpResponse(0, Map.of(), "");
        }
        String[] parts = text.split("\r\n\r\n", 2);
        List<String> lines = List.of(parts[0].split("\r\n"));
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new HttpResponse(
                Integer.parseInt(lines.get(0).split(" ")[1]), headers, parts.length > 1 ? parts[1] : "");
    }

    /** Sends a request or a part of it. */
    public interface Sending {

        void send(OutputStream out) throws IOException;
    }
}
