/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import io.github.replicate4j.emulator.internal.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * A request with its body.
 *
 * @param body the body, or the first part of an upload
 * @param upload the upload, or null if the request is none
 * @param links the links for the response
 */
public record ReceivedRequest(
        String method,
        URI uri,
        Map<String, String> pathVariables,
        MultiValueMap<String, String> query,
        HttpHeaders headers,
        byte[] body,
        @Nullable Upload upload,
        Instant receivedAt,
        Links links) {

    public String path(String variable) {
        String value = this.pathVariables.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("The route has no variable '" + variable + "'");
        }
        return value;
    }

    /** Delete the files of the upload that have not been taken. */
    public void discardUpload() {
        if (this.upload != null) {
            this.upload.discard();
        }
    }

    public @Nullable String query(String name) {
        return this.query.getFirst(name);
    }

    public @Nullable String header(String name) {
        return this.headers.getFirst(name);
    }

    /**
     * Read the body as a JSON object.
     *
     * @throws ApiException with status 400 if it is not a JSON object
     */
    public Map<String, Object> json() {
        if (this.body.length == 0) {
            throw ApiException.badJson("EOF");
        }
        try {
            Map<String, Object> object = Json.readObject(this.body);
            if (object != null) {
                return object;
            }
        } catch (UnexpectedEndOfInputException ex) {
            throw ApiException.badJson("EOF");
        } catch (StreamReadException ex) {
            throw ApiException.badJson(ex.getOriginalMessage());
        } catch (JacksonException ex) {
            // It is JSON, but not an object.
        }
        throw ApiException.badJson("an object is expected");
    }
}
