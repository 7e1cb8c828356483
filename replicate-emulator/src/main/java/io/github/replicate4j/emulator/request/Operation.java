/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.request;

/**
 * The operations of the Replicate API, named as in its reference, and two downloads outside of it.
 *
 * @since 0.1.0
 */
public enum Operation {

    /** {@code GET /account}. */
    ACCOUNT_GET("account.get", "GET", "/account"),
    /** {@code GET /collections}. */
    COLLECTIONS_LIST("collections.list", "GET", "/collections"),
    /** {@code GET /collections/{slug}}. */
    COLLECTIONS_GET("collections.get", "GET", "/collections/{collection_slug}"),
    /** {@code GET /deployments}. */
    DEPLOYMENTS_LIST("deployments.list", "GET", "/deployments"),
    /** {@code POST /deployments}. */
    DEPLOYMENTS_CREATE("deployments.create", "POST", "/deployments"),
    /** {@code GET /deployments/{owner}/{name}}. */
    DEPLOYMENTS_GET("deployments.get", "GET", "/deployments/{owner}/{name}"),
    /** {@code PATCH /deployments/{owner}/{name}}. */
    DEPLOYMENTS_UPDATE("deployments.update", "PATCH", "/deployments/{owner}/{name}"),
    /** {@code DELETE /deployments/{owner}/{name}}. */
    DEPLOYMENTS_DELETE("deployments.delete", "DELETE", "/deployments/{owner}/{name}"),
    /** {@code POST /deployments/{owner}/{name}/predictions}. */
    DEPLOYMENTS_PREDICTIONS_CREATE("deployments.predictions.create", "POST", "/deployments/{owner}/{name}/predictions"),
    /** {@code GET /files}. */
    FILES_LIST("files.list", "GET", "/files"),
    /** {@code POST /files}. */
    FILES_CREATE("files.create", "POST", "/files"),
    /** {@code GET /files/{id}}. */
    FILES_GET("files.get", "GET", "/files/{file_id}"),
    /** {@code DELETE /files/{id}}. */
    FILES_DELETE("files.delete", "DELETE", "/files/{file_id}"),
    /** {@code GET /files/{id}/download}. */
    FILES_DOWNLOAD("files.download", "GET", "/files/{file_id}/download"),
    /** {@code GET /hardware}. */
    HARDWARE_LIST("hardware.list", "GET", "/hardware"),
    /** {@code GET /models}. */
    MODELS_LIST("models.list", "GET", "/models"),
    /** {@code POST /models}. */
    MODELS_CREATE("models.create", "POST", "/models"),
    /** {@code QUERY /models}. The query is plain text, as documented, or a JSON string, as some clients send it. */
    MODELS_SEARCH("models.search", "QUERY", "/models"),
    /** {@code GET /models/{owner}/{name}}. */
    MODELS_GET("models.get", "GET", "/models/{owner}/{name}"),
    /** {@code PATCH /models/{owner}/{name}}. */
    MODELS_UPDATE("models.update", "PATCH", "/models/{owner}/{name}"),
    /** {@code DELETE /models/{owner}/{name}}. */
    MODELS_DELETE("models.delete", "DELETE", "/models/{owner}/{name}"),
    /** {@code GET /models/{owner}/{name}/examples}. */
    MODELS_EXAMPLES_LIST("models.examples.list", "GET", "/models/{owner}/{name}/examples"),
    /** {@code POST /models/{owner}/{name}/predictions}. */
    MODELS_PREDICTIONS_CREATE("models.predictions.create", "POST", "/models/{owner}/{name}/predictions"),
    /** {@code GET /models/{owner}/{name}/readme}. */
    MODELS_README_GET("models.readme.get", "GET", "/models/{owner}/{name}/readme"),
    /** {@code GET /models/{owner}/{name}/versions}. */
    MODELS_VERSIONS_LIST("models.versions.list", "GET", "/models/{owner}/{name}/versions"),
    /** {@code GET /models/{owner}/{name}/versions/{id}}. */
    MODELS_VERSIONS_GET("models.versions.get", "GET", "/models/{owner}/{name}/versions/{version_id}"),
    /** {@code DELETE /models/{owner}/{name}/versions/{id}}. */
    MODELS_VERSIONS_DELETE("models.versions.delete", "DELETE", "/models/{owner}/{name}/versions/{version_id}"),
    /** {@code POST /models/{owner}/{name}/versions/{id}/trainings}. */
    TRAININGS_CREATE("trainings.create", "POST", "/models/{owner}/{name}/versions/{version_id}/trainings"),
    /** {@code GET /predictions}. */
    PREDICTIONS_LIST("predictions.list", "GET", "/predictions"),
    /** {@code POST /predictions}. */
    PREDICTIONS_CREATE("predictions.create", "POST", "/predictions"),
    /** {@code GET /predictions/{id}}. */
    PREDICTIONS_GET("predictions.get", "GET", "/predictions/{prediction_id}"),
    /** {@code POST /predictions/{id}/cancel}. */
    PREDICTIONS_CANCEL("predictions.cancel", "POST", "/predictions/{prediction_id}/cancel"),
    /** {@code GET /search}. */
    SEARCH("search", "GET", "/search"),
    /** {@code GET /trainings}. */
    TRAININGS_LIST("trainings.list", "GET", "/trainings"),
    /** {@code GET /trainings/{id}}. */
    TRAININGS_GET("trainings.get", "GET", "/trainings/{training_id}"),
    /** {@code POST /trainings/{id}/cancel}. */
    TRAININGS_CANCEL("trainings.cancel", "POST", "/trainings/{training_id}/cancel"),
    /** {@code GET /webhooks/default/secret}. */
    WEBHOOKS_DEFAULT_SECRET_GET("webhooks.default.secret.get", "GET", "/webhooks/default/secret"),
    /** The event stream of a prediction. It is not part of the API reference and requires no token. */
    STREAM("stream", "GET", "/v1/streams/{stream_id}"),
    /** The download of an output file. It is not part of the API and requires no token. */
    OUTPUT_FILE("output file", "GET", "/outputs/{prediction_id}/{file_name}");

    private final String id;

    private final String method;

    private final String path;

    Operation(String id, String method, String path) {
        this.id = id;
        this.method = method;
        this.path = path;
    }

    /**
     * Return the name of the operation in Replicate's reference, such as {@code predictions.create}.
     *
     * @return the name
     */
    public String id() {
        return this.id;
    }

    /**
     * Return the HTTP method.
     *
     * @return the method
     */
    public String method() {
        return this.method;
    }

    /**
     * Return the pattern of the path, such as {@code /v1/predictions/{prediction_id}}.
     *
     * @return the pattern, including the {@code /v1} prefix of the API
     */
    public String path() {
        return isApi() ? "/v1" + this.path : this.path;
    }

    /**
     * Return whether the operation belongs to the API. Only those operations count towards the rate limits.
     *
     * @return true for all but {@link #STREAM} and {@link #OUTPUT_FILE}
     */
    public boolean isApi() {
        return this != OUTPUT_FILE && this != STREAM;
    }

    /**
     * Return whether the operation requires a token. A signed download does not.
     *
     * @return true for all operations of the API but {@link #FILES_DOWNLOAD}
     */
    public boolean requiresToken() {
        return isApi() && this != FILES_DOWNLOAD;
    }

    /**
     * Return whether the operation creates a prediction.
     *
     * @return true for the three operations that do
     */
    public boolean createsPrediction() {
        return this == PREDICTIONS_CREATE
                || this == MODELS_PREDICTIONS_CREATE
                || this == DEPLOYMENTS_PREDICTIONS_CREATE;
    }
}
