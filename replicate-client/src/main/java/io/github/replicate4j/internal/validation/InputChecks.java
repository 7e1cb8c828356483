/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import io.github.replicate4j.deployments.Deployment;
import io.github.replicate4j.error.InputFinding;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.schema.ModelSchema;
import io.github.replicate4j.schema.SchemaType;
import io.github.replicate4j.settings.InputValidation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Validates the inputs of one client before they are sent, and remembers the schemas that the client reads. */
public final class InputChecks {

    private static final Log logger = LogFactory.getLog(InputChecks.class);

    /** Time for which the version of a model or deployment is used before it is read again. */
    private static final Duration VALIDITY = Duration.ofHours(1);

    /** Age at which a version is read again before its schema rejects an input. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(10);

    private final InputValidation validation;

    private final KnownSchemas known;

    private final ValidationLog log;

    private final Duration loadTimeout;

    private final SchemaLoader loader;

    InputChecks(
            InputValidation validation,
            KnownSchemas known,
            ValidationLog log,
            Duration loadTimeout,
            Transport transport) {
        this.validation = validation;
        this.known = known;
        this.log = log;
        this.loadTimeout = loadTimeout;
        this.loader = new SchemaLoader(transport, known);
    }

    /**
     * Create the checks of a client.
     *
     * @param validation setting for creates that have no own
     */
    public static InputChecks of(InputValidation validation, Transport transport) {
        return new InputChecks(
                validation, new KnownSchemas(System::nanoTime), new ValidationLog(), LOAD_TIMEOUT, transport);
    }

    /** Return checks for other options of the same client. */
    public InputChecks with(Transport transport) {
        return new InputChecks(this.validation, this.known, this.log, this.loadTimeout, transport);
    }

    /** Remember the schema of the latest version of a model. */
    public void remember(String model, Model response) {
        this.known.remember(this.loader.token(), SchemaSource.ofModel(model), response);
    }

    /** Remember the schema of a version. */
    public void remember(ModelVersion response) {
        this.known.remember(this.loader.token(), response);
    }

    /** Remember the version of a deployment. */
    public void remember(String deployment, Deployment response) {
        this.known.remember(this.loader.token(), SchemaSource.ofDeployment(deployment), response);
    }

    /** Forget the version of a deployment that has been deleted. */
    public void forget(String deployment) {
        this.known.forget(this.loader.token(), SchemaSource.ofDeployment(deployment));
    }

    /**
     * Check the input of a prediction.
     *
     * @param validation setting of the create, or {@code null} for that of the client
     * @param input the input as maps, lists, JSON values and files
     * @return completes if the input may be sent; otherwise the error is {@link InputValidationException}
     */
    public Mono<Void> prediction(
            SchemaSource source, @Nullable InputValidation validation, Map<String, @Nullable Object> input) {
        return check(source, validation, schema -> validate(schema.input(), input));
    }

    /** Check the input of a training, as {@link #prediction}. */
    public Mono<Void> training(
            SchemaSource source, @Nullable InputValidation validation, Map<String, @Nullable Object> input) {
        return check(source, validation, schema -> validate(schema.trainingInput(), input));
    }

    private static List<InputFinding> validate(@Nullable SchemaType type, Map<String, @Nullable Object> input) {
        return type == null ? List.of() : InputValidator.validate(type, input);
    }

    private Mono<Void> check(
            SchemaSource source,
            @Nullable InputValidation validation,
            Function<ModelSchema, List<InputFinding>> validator) {
        return switch (validation == null ? this.validation : validation) {
            case OFF -> Mono.empty();
            case WARN -> Mono.fromRunnable(() -> warn(source, validator));
            case STRICT -> Mono.defer(() -> reject(source, validator));
        };
    }

    /** Use what is known, so that the create neither waits nor fails. */
    private void warn(SchemaSource source, Function<ModelSchema, List<InputFinding>> validator) {
        KnownSchema schema = this.known.find(this.loader.token(), source);
        if (schema == null) {
            return;
        }
        if (isOutdated(schema) && !hasFailed(source)) {
            this.loader
                    .load(source)
                    .subscribe(
                            loaded -> {},
                            failure ->
                                    logger.debug("The schema for " + source.label() + " cannot be read: " + failure));
        }
        List<InputFinding> findings = findings(schema, validator);
        if (!findings.isEmpty()) {
            this.log.findings(source.label(), schema.version(), findings);
        }
    }

    private Mono<Void> reject(SchemaSource source, Function<ModelSchema, List<InputFinding>> validator) {
        KnownSchema schema = this.known.find(this.loader.token(), source);
        if (schema == null || isOutdated(schema)) {
            return load(source).flatMap(loaded -> error(source, findings(loaded, validator)));
        }
        List<InputFinding> findings = findings(schema, validator);
        boolean mayHaveChanged = this.known.age(schema) > RECENT.toNanos();
        return findings.isEmpty() || !mayHaveChanged
                ? error(source, findings)
                : load(source).flatMap(loaded -> error(source, findings(loaded, validator)));
    }

    private static Mono<Void> error(SchemaSource source, List<InputFinding> findings) {
        return findings.isEmpty() ? Mono.empty() : Mono.error(new InputValidationException(source.label(), findings));
    }

    /** Read a schema. Empty if that is not possible. */
    private Mono<KnownSchema> load(SchemaSource source) {
        if (source.name() == null) {
            return notValidated(
                    source, "the schema of a version cannot be read by its id alone, use owner/name:version");
        }
        if (hasFailed(source)) {
            return notValidated(source, "its schema could not be read a moment ago");
        }
        return this.loader
                .load(source)
                .timeout(this.loadTimeout)
                .switchIfEmpty(Mono.defer(() -> notValidated(source, "it has no release")))
                .onErrorResume(TimeoutException.class, failure -> {
                    this.known.failed(this.loader.token(), source);
                    return notValidated(
                            source, "its schema could not be read within " + this.loadTimeout.toMillis() + " ms");
                })
                .onErrorResume(failure ->
                        notValidated(source, "its schema could not be read (" + Redaction.ofMessage(failure) + ")"))
                .doOnNext(loaded -> {
                    if (loaded.schema() == null) {
                        this.log.notValidated(source.label(), "it has no schema");
                    }
                });
    }

    private Mono<KnownSchema> notValidated(SchemaSource source, String reason) {
        return Mono.fromRunnable(() -> this.log.notValidated(source.label(), reason));
    }

    private boolean isOutdated(KnownSchema schema) {
        return this.known.age(schema) > VALIDITY.toNanos();
    }

    private boolean hasFailed(SchemaSource source) {
        return this.known.hasFailed(this.loader.token(), source, RECENT.toNanos());
    }

    /** The author of a model writes its schema: one that cannot be used must not prevent a call. */
    private static List<InputFinding> findings(KnownSchema known, Function<ModelSchema, List<InputFinding>> validator) {
        try {
            return known.schema() == null ? List.of() : validator.apply(known.schema());
        } catch (RuntimeException | StackOverflowError ex) {
            logger.debug("An input was not validated, because the schema of the model cannot be used", ex);
            return List.of();
        }
    }
}
