/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.context.ClientLifecycle;
import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.context.DefaultWebhook;
import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.Connections;
import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.journal.CreateRecorder;
import io.github.replicate4j.internal.limits.CreateGate;
import io.github.replicate4j.internal.observation.OperationObservations;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.validation.InputChecks;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.observation.OperationObservationConvention;
import io.github.replicate4j.observation.PredictionObservationConvention;
import io.github.replicate4j.observation.PredictionObserver;
import io.github.replicate4j.settings.FileSettings;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.settings.RetrySettings;
import io.github.replicate4j.settings.RunSettings;
import io.github.replicate4j.settings.StreamSettings;
import io.github.replicate4j.webhook.WebhookTarget;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Builder of clients. Every setting has a default. A builder is not thread-safe; the clients that it builds are.
 *
 * @since 0.1.0
 */
public final class ReplicateBuilder {

    private UnaryOperator<@Nullable String> environment = System::getenv;

    private BaseUrl baseUrl = BaseUrl.REPLICATE;

    private TokenSource token = TokenSource.of((String) null);

    private Duration timeout = TransportSettings.DEFAULT_TIMEOUT;

    private Duration connectTimeout = TransportSettings.DEFAULT_CONNECT_TIMEOUT;

    private Duration closeTimeout = ClientLifecycle.DEFAULT_CLOSE_TIMEOUT;

    private int maxConnections = TransportSettings.DEFAULT_MAX_CONNECTIONS;

    private RetrySettings retry = RetrySettings.DEFAULT;

    private RunSettings run = RunSettings.DEFAULT;

    private FileSettings files = FileSettings.DEFAULT;

    private StreamSettings stream = StreamSettings.DEFAULT;

    private Supplier<? extends @Nullable WebhookTarget> defaultWebhook = () -> null;

    private @Nullable CompletionSignals signals;

    private @Nullable CreateJournal journal;

    private Prices prices = Prices.NONE;

    private LimitSettings limits = LimitSettings.NONE;

    private @Nullable CreateLimits sharedLimits;

    private PredictionObservations predictionObservations = PredictionObservations.NONE;

    private int maxInMemorySize = TransportSettings.DEFAULT_MAX_IN_MEMORY_SIZE;

    private boolean strictResponseValidation;

    private InputValidation validation = InputValidation.WARN;

    private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

    private @Nullable OperationObservationConvention operationConvention;

    private final Map<String, String> defaultHeaders = new LinkedHashMap<>();

    private Supplier<? extends WebClient.Builder> webClient = WebClient::builder;

    private @Nullable ClientHttpConnector connector;

    ReplicateBuilder() {}

    ReplicateBuilder environment(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
        bearerToken(environment.apply("REPLICATE_API_TOKEN"));
        String url = environment.apply("REPLICATE_BASE_URL");
        if (url != null && !url.isBlank()) {
            baseUrl(url);
        }
        return this;
    }

    /**
     * Set the API token. A client without a token throws {@link io.github.replicate4j.error.MissingTokenException} on
     * each call.
     *
     * @param bearerToken the token; {@code null} or blank for no token
     * @return this builder
     * @throws IllegalArgumentException if the token contains a character that is not allowed in a token, such as a line
     *     break
     */
    public ReplicateBuilder bearerToken(@Nullable String bearerToken) {
        this.token = TokenSource.of(bearerToken);
        return this;
    }

    /**
     * Set a supplier of the API token, for tokens that change while the application runs.
     *
     * @param bearerToken called for each request on the thread that sends it; must not block
     * @return this builder
     */
    public ReplicateBuilder bearerToken(Supplier<? extends @Nullable String> bearerToken) {
        this.token = TokenSource.of(Arguments.notNull("bearerToken", bearerToken));
        return this;
    }

    /**
     * Set the base URL of the API. The API token is sent only to this URL. Default:
     * {@code https://api.replicate.com/v1}
     *
     * @param baseUrl absolute {@code https} URL, including {@code /v1}; plain {@code http} is allowed for the local
     *     host only
     * @return this builder
     * @throws IllegalArgumentException if the URL is invalid
     */
    public ReplicateBuilder baseUrl(String baseUrl) {
        this.baseUrl = BaseUrl.parse(Arguments.notBlank("baseUrl", baseUrl));
        return this;
    }

    /**
     * Set the base URL of the API, such as that of an emulator.
     *
     * @param baseUrl as for {@link #baseUrl(String)}
     * @return this builder
     * @throws IllegalArgumentException if the URL is invalid
     */
    public ReplicateBuilder baseUrl(URI baseUrl) {
        return baseUrl(Arguments.notNull("baseUrl", baseUrl).toString());
    }

    /**
     * Connect to an emulator on another host, such as a service of Docker Compose, over plain {@code http}. This replaces
     * the base URL and the API token. Over plain {@code http} to another host, calls with a token of Replicate, which
     * starts with {@code r8_}, fail. Over {@code https} or to this machine, a token that is set afterwards is sent.
     *
     * @param baseUrl absolute {@code http} or {@code https} URL, including {@code /v1}
     * @return this builder
     * @throws IllegalArgumentException if the URL is invalid
     */
    public ReplicateBuilder emulator(String baseUrl) {
        this.baseUrl = BaseUrl.ofEmulator(Arguments.notBlank("baseUrl", baseUrl));
        return bearerToken("emulator");
    }

    /**
     * Set the timeout of one attempt of a request. A request with {@code Prefer: wait} always has a longer timeout than
     * the time that Replicate may hold it. Default: 60 s.
     *
     * @param timeout longer than zero
     * @return this builder
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public ReplicateBuilder timeout(Duration timeout) {
        this.timeout = Arguments.positive("timeout", timeout);
        return this;
    }

    /**
     * Set the timeout for opening a connection. It does not apply to a custom {@link #connector}. Default: 5 s.
     *
     * @param connectTimeout at least a millisecond
     * @return this builder
     * @throws IllegalArgumentException if it is less than a millisecond
     */
    public ReplicateBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = TransportSettings.connectTimeout(connectTimeout);
        return this;
    }

    /**
     * Set how long {@link Replicate#close()} waits for requests in flight, in addition to the time for which Replicate
     * may hold the creates among them. Default: 5 s.
     *
     * @param closeTimeout longer than zero
     * @return this builder
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public ReplicateBuilder closeTimeout(Duration closeTimeout) {
        this.closeTimeout = Arguments.positive("closeTimeout", closeTimeout);
        return this;
    }

    /**
     * Set the maximum number of connections to one host, for reads and for writes each. The API, files and event
     * streams have different hosts. A run holds one connection while its create waits at Replicate. It does not apply
     * to a custom {@link #connector}. Default: 500.
     *
     * @param maxConnections 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public ReplicateBuilder maxConnections(int maxConnections) {
        this.maxConnections = Arguments.positive("maxConnections", maxConnections);
        return this;
    }

    /**
     * Set the maximum number of retries, as {@code retry(retry -> retry.maxRetries(maxRetries))}.
     *
     * @param maxRetries 0 or more; 0 disables retries; 2 by default
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public ReplicateBuilder maxRetries(int maxRetries) {
        return retry(retry -> retry.maxRetries(maxRetries));
    }

    /**
     * Set how failed requests are retried.
     *
     * @param change changes the settings
     * @return this builder
     * @throws IllegalArgumentException if a value is out of range
     */
    public ReplicateBuilder retry(Consumer<RetrySettings.Builder> change) {
        this.retry = this.retry.with(Arguments.notNull("retry", change));
        return this;
    }

    /**
     * Set how to wait for predictions and trainings.
     *
     * @param change changes the settings
     * @return this builder
     * @throws IllegalArgumentException if a value is out of range
     */
    public ReplicateBuilder run(Consumer<RunSettings.Builder> change) {
        this.run = this.run.with(Arguments.notNull("run", change));
        return this;
    }

    /**
     * Set how files are sent and downloaded.
     *
     * @param change changes the settings
     * @return this builder
     * @throws IllegalArgumentException if a value is out of range
     */
    public ReplicateBuilder files(Consumer<FileSettings.Builder> change) {
        this.files = this.files.with(Arguments.notNull("files", change));
        return this;
    }

    /**
     * Set how event streams are read.
     *
     * @param change changes the settings
     * @return this builder
     * @throws IllegalArgumentException if a value is out of range
     */
    public ReplicateBuilder stream(Consumer<StreamSettings.Builder> change) {
        this.stream = this.stream.with(Arguments.notNull("stream", change));
        return this;
    }

    /**
     * Set the webhook of the predictions and trainings that this client creates, for requests that set none. The client
     * adds query parameters to its URL: {@code replicate}, to distinguish predictions from trainings, and
     * {@code replicate-reference}, if the request sets a reference. Default: none.
     *
     * @param target URL and events
     * @return this builder
     */
    public ReplicateBuilder defaultWebhook(WebhookTarget target) {
        return defaultWebhook(() -> target);
    }

    /**
     * Set a supplier of the default webhook, for URLs that are known only when a prediction or training is created.
     *
     * @param target called for each create; must not block; {@code null} for no webhook
     * @return this builder
     */
    public ReplicateBuilder defaultWebhook(Supplier<? extends @Nullable WebhookTarget> target) {
        this.defaultWebhook = Arguments.notNull("defaultWebhook", target);
        return this;
    }

    /**
     * Set the signals that complete waits when a webhook is delivered. The receiver of webhooks notifies the signals.
     * Predictions and trainings with the {@linkplain #defaultWebhook(WebhookTarget) default webhook} are then polled
     * less often.
     *
     * @param signals signals; several clients may share them
     * @return this builder
     */
    public ReplicateBuilder signals(CompletionSignals signals) {
        this.signals = Arguments.notNull("signals", signals);
        return this;
    }

    /**
     * Set the journal, which records each create of a prediction or training before it is sent. A create that cannot be recorded
     * is not sent. The client calls the journal on threads of its own, and adds the id of the entry to the URL of the
     * {@linkplain #defaultWebhook(WebhookTarget) default webhook} as the query parameter {@code replicate-entry}. Default: none.
     *
     * @param journal the journal; several clients may share it
     * @return this builder
     */
    public ReplicateBuilder journal(CreateJournal journal) {
        this.journal = Arguments.notNull("journal", journal);
        return this;
    }

    /**
     * Set the prices of models and deployments, from which the cost of predictions and trainings is computed. Limits on cost need
     * them, and observations of predictions contain the cost. Default: none.
     *
     * @param prices the prices
     * @return this builder
     */
    public ReplicateBuilder prices(Prices prices) {
        this.prices = Arguments.notNull("prices", prices);
        return this;
    }

    /**
     * Set limits on the creates of predictions and trainings. A create that exceeds a limit waits for up to {@code maxWait}, which is
     * zero by default, and then fails with a {@link io.github.replicate4j.error.CreateLimitException}. Nothing is sent, and no file is
     * uploaded. Each client counts for itself, and separately for each API token. Requests of {@code endpoints()} are not limited.
     * Default: no limits.
     *
     * @param change changes the settings
     * @return this builder
     * @throws IllegalArgumentException if a value is out of range
     */
    public ReplicateBuilder limits(Consumer<LimitSettings.Builder> change) {
        this.limits = this.limits.with(Arguments.notNull("limits", change));
        return this;
    }

    /**
     * Set limits that are counted elsewhere, such as in a database that several processes share. They replace the limits in
     * {@link #limits}, of which only {@code maxWait} and {@code releaseAfter} still apply. Default: none.
     *
     * @param limits the limits; several clients may share them
     * @return this builder
     */
    public ReplicateBuilder sharedLimits(CreateLimits limits) {
        this.sharedLimits = Arguments.notNull("limits", limits);
        return this;
    }

    /**
     * Set the maximum size of a JSON response and of one stream event. Default: 16 MB.
     *
     * @param bytes size in bytes after decompression, 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public ReplicateBuilder maxInMemorySize(int bytes) {
        Arguments.size("maxInMemorySize", bytes);
        this.maxInMemorySize = bytes;
        return this;
    }

    /**
     * Set whether a response that does not match the API description is an error. If disabled, missing values are
     * {@code null} or empty, and unreadable timestamps are {@code null}, because responses of the API sometimes omit
     * required fields. If enabled, such a response causes an
     * {@link io.github.replicate4j.error.ApiResponseValidationException}, and the response of a create causes an
     * {@link io.github.replicate4j.error.OutcomeUnknownException} with the id. Unknown fields are never an error.
     * Default: {@code false}.
     *
     * @param strictResponseValidation whether to validate responses
     * @return this builder
     */
    public ReplicateBuilder strictResponseValidation(boolean strictResponseValidation) {
        this.strictResponseValidation = strictResponseValidation;
        return this;
    }

    /**
     * Set the validation of inputs against the schema of the model, for creates that do not set it. Default:
     * {@link InputValidation#WARN}.
     *
     * @param validation whether to validate, and whether to reject an input that does not match
     * @return this builder
     */
    public ReplicateBuilder validation(InputValidation validation) {
        this.validation = Arguments.notNull("validation", validation);
        return this;
    }

    /**
     * Set a header of every API request. It replaces a header with the same name.
     *
     * @param name name of the header; {@code Authorization}, {@code Prefer} and {@code Cancel-After} have their own
     *     methods
     * @param value value of the header
     * @return this builder
     * @throws IllegalArgumentException if the name is blank or one of those three, or the name or value contains a line
     *     break
     */
    public ReplicateBuilder defaultHeader(String name, String value) {
        Arguments.header(name, value);
        this.defaultHeaders.keySet().removeIf(name::equalsIgnoreCase);
        this.defaultHeaders.put(name, value);
        return this;
    }

    /**
     * Set the web client builder of API requests, to add filters or observations. Its filters must not repeat requests:
     * Replicate bills every create that it receives. The client uses a copy of the builder in its present state,
     * without its connector; set that with {@link #connector}.
     *
     * @param webClient web client builder
     * @return this builder
     */
    public ReplicateBuilder webClient(WebClient.Builder webClient) {
        WebClient.Builder copy = Arguments.notNull("webClient", webClient).clone();
        return webClient(() -> copy);
    }

    /**
     * Set a supplier of the web client builder, as {@link #webClient(WebClient.Builder)}.
     *
     * @param webClient called once for each client, on the thread that sends its first request
     * @return this builder
     */
    public ReplicateBuilder webClient(Supplier<? extends WebClient.Builder> webClient) {
        this.webClient = Arguments.notNull("webClient", webClient);
        return this;
    }

    /**
     * Set the HTTP engine. It must not follow redirects or repeat requests, and must return a 401 as any other
     * response; for Jetty, remove its {@code WWWAuthenticationProtocolHandler}. Default: Reactor Netty, with the proxy of
     * the JVM ({@code https.proxyHost}, {@code http.nonProxyHosts}) or else of the environment ({@code HTTPS_PROXY},
     * {@code NO_PROXY}).
     *
     * <p>On HTTP/1.1 connections of Reactor Netty, the head of a response is limited to 64 KB, whatever the limits of the
     * {@code httpResponseDecoder} of the engine.
     *
     * @param connector HTTP engine; closing the client does not close it
     * @return this builder
     */
    public ReplicateBuilder connector(ClientHttpConnector connector) {
        this.connector = Arguments.notNull("connector", connector);
        return this;
    }

    /**
     * Observe API operations, each with all of its attempts. To observe single attempts, set an observed
     * {@link #webClient}. Default: none.
     *
     * @param registry registry of the observations
     * @param convention names and tags, or {@code null} for the default
     * @return this builder
     */
    public ReplicateBuilder observeOperations(
            ObservationRegistry registry, @Nullable OperationObservationConvention convention) {
        this.observationRegistry = Arguments.notNull("registry", registry);
        this.operationConvention = convention;
        return this;
    }

    /**
     * Observe predictions, from their create to their completion.
     *
     * @param registry registry of the observations
     * @param convention names and tags, or {@code null} for the default
     * @return this builder
     */
    public ReplicateBuilder observePredictions(
            ObservationRegistry registry, @Nullable PredictionObservationConvention convention) {
        return observePredictions(new PredictionObservations(Arguments.notNull("registry", registry), convention));
    }

    /**
     * Observe predictions with an observer that other clients share. Default: none.
     *
     * @param observer the observer that the starter created
     * @return this builder
     * @throws IllegalArgumentException if the application implements the observer
     */
    public ReplicateBuilder observePredictions(PredictionObserver observer) {
        if (!(observer instanceof PredictionObservations observations)) {
            throw new IllegalArgumentException("observer must be the PredictionObserver bean of the starter; pass an"
                    + " ObservationRegistry to observe predictions in another way");
        }
        this.predictionObservations = observations;
        return this;
    }

    /**
     * Build a blocking client.
     *
     * @return the client
     * @throws IllegalArgumentException if a setting is out of range
     */
    public Replicate build() {
        return new Replicate(buildAsync());
    }

    /**
     * Build a reactive client.
     *
     * @return the client
     * @throws IllegalArgumentException if a setting is out of range
     */
    public AsyncReplicate buildAsync() {
        if (this.limits.hasCostLimits() && this.prices.isEmpty()) {
            throw new IllegalArgumentException(
                    "limits costPerHour and costPerDay need prices: set the prices of the models");
        }
        TransportSettings requests = new TransportSettings(
                this.baseUrl,
                this.token,
                this.timeout,
                this.retry,
                this.maxInMemorySize,
                this.files.downloadTimeout(),
                this.files.maxDownloadSize(),
                this.strictResponseValidation,
                this.defaultHeaders);
        if (this.connector != null) {
            return client(new Transport(this.webClient, this.connector, requests, operations()), () -> {});
        }
        Connections connections = connections();
        // HTTPS_PROXY is not for requests over http, which go to an emulator.
        ClientHttpConnector engine =
                connections.standaloneConnector(this.baseUrl.isUnencrypted() ? variable -> null : this.environment);
        Transport transport = new Transport(this.webClient, engine, requests, operations());
        return client(transport, connections::close);
    }

    private AsyncReplicate client(Transport transport, Runnable close) {
        ClientContext context = new ClientContext(
                transport,
                new ClientSettings(this.run, this.files, this.stream, this.validation),
                new DefaultWebhook(this.defaultWebhook, this.signals),
                new PollScope(this.run.maxPollsPerMinute(), this.retry.maxServerDelay()),
                this.predictionObservations,
                new CreateRecorder(this.journal, transport.inFlight()),
                CreateGate.of(
                        this.limits, this.sharedLimits, this.prices, this.token, this.signals, transport.inFlight()),
                this.prices,
                InputChecks.of(this.validation, transport));
        return new AsyncReplicate(
                context, new ClientLifecycle(context.transport().inFlight(), this.closeTimeout, close));
    }

    private OperationObservations operations() {
        return new OperationObservations(this.observationRegistry, this.operationConvention);
    }

    private Connections connections() {
        try {
            return new Connections(this.maxConnections, this.connectTimeout);
        } catch (NoClassDefFoundError ex) {
            throw new IllegalStateException(
                    "No HTTP engine found: add io.projectreactor.netty:reactor-netty-http to the class path, or set a"
                            + " connector on the builder.",
                    ex);
        }
    }

    /** Return a description without the API token and header values. */
    @Override
    public String toString() {
        return "ReplicateBuilder[baseUrl=" + this.baseUrl + ", timeout=" + this.timeout + ", retry=" + this.retry + "]";
    }
}
