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

package io.github.replicate4j;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.context.DefaultWebhook;
import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.Connections;
import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.observation.OperationObservations;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.observation.OperationObservationConvention;
import io.github.replicate4j.observation.PredictionObservationConvention;
import io.github.replicate4j.observation.PredictionObserver;
import io.github.replicate4j.settings.FileSettings;
import io.github.replicate4j.settings.RetrySettings;
import io.github.replicate4j.settings.RunSettings;
import io.github.replicate4j.settings.StreamSettings;
import io.github.replicate4j.webhook.WebhookTarget;
import io.micrometer.observation.ObservationRegistry;
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
 * Makes clients. What is not set has a default that suits most applications.
 *
 * <p>A builder is not safe for several threads at once; the clients it makes are.
 */
public final class ReplicateBuilder {

    private BaseUrl baseUrl = BaseUrl.REPLICATE;

    private TokenSource token = TokenSource.of((String) null);

    private Duration timeout = TransportSettings.DEFAULT_TIMEOUT;

    private Duration connectTimeout = TransportSettings.DEFAULT_CONNECT_TIMEOUT;

    private int maxConnections = TransportSettings.DEFAULT_MAX_CONNECTIONS;

    private RetrySettings retry = RetrySettings.DEFAULT;

    private RunSettings run = RunSettings.DEFAULT;

    private FileSettings files = FileSettings.DEFAULT;

    private StreamSettings stream = StreamSettings.DEFAULT;

    private Supplier<? extends @Nullable WebhookTarget> defaultWebhook = () -> null;

    private @Nullable CompletionSignals signals;

    private PredictionObservations predictionObservations = PredictionObservations.NONE;

    private int maxInMemorySize = TransportSettings.DEFAULT_MAX_IN_MEMORY_SIZE;

    private boolean strictResponseValidation;

    private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

    private @Nullable OperationObservationConvention operationConvention;

    private final Map<String, String> defaultHeaders = new LinkedHashMap<>();

    private Supplier<? extends WebClient.Builder> webClient = WebClient::builder;

    private @Nullable ClientHttpConnector connector;

    ReplicateBuilder() {}

    ReplicateBuilder environment(UnaryOperator<@Nullable String> environment) {
        bearerToken(environment.apply("REPLICATE_API_TOKEN"));
        String url = environment.apply("REPLICATE_BASE_URL");
        if (url != null && !url.isBlank()) {
            baseUrl(url);
        }
        return this;
    }

    /**
     * The API token. Without one a client can be made, but each call throws
     * {@link io.github.replicate4j.error.MissingTokenException}.
     *
     * @param bearerToken the token; {@code null} and blank mean that there is none
     * @return this builder
     * @throws IllegalArgumentException if it holds a character that no token has, such as a line break
     */
    public ReplicateBuilder bearerToken(@Nullable String bearerToken) {
        this.token = TokenSource.of(bearerToken);
        return this;
    }

    /**
     * An API token that can change while the application runs.
     *
     * @param bearerToken asked for each request, on the thread that sends it: it must not block
     * @return this builder
     */
    public ReplicateBuilder bearerToken(Supplier<? extends @Nullable String> bearerToken) {
        this.token = TokenSource.of(bearerToken);
        return this;
    }

    /**
     * Where the API is: {@code https://api.replicate.com/v1} unless set. The token is sent there and nowhere else.
     *
     * @param baseUrl absolute {@code https} URL, with {@code /v1}; plain {@code http} only for this machine itself
     * @return this builder
     * @throws IllegalArgumentException if it is no such URL
     */
    public ReplicateBuilder baseUrl(String baseUrl) {
        this.baseUrl = BaseUrl.parse(baseUrl);
        return this;
    }

    /**
     * How long one attempt at a request may take: 60 s unless set. A request that carries a {@code Prefer: wait} is always
     * given longer than that.
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
     * How long a connection may take to come about: 5 s unless set. It has no effect on a {@link #connector} of your
     * own.
     *
     * @param connectTimeout longer than zero
     * @return this builder
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public ReplicateBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = Arguments.positive("connectTimeout", connectTimeout);
        return this;
    }

    /**
     * How many connections there may be at once to one host, as many for reads as for creates and changes: 500 unless set.
     * The API, files of models and streams are on several. A run holds one for as long as its create waits. It has no
     * effect on a {@link #connector} of your own.
     *
     * @param maxConnections 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than one
     */
    public ReplicateBuilder maxConnections(int maxConnections) {
        this.maxConnections = Arguments.positive("maxConnections", maxConnections);
        return this;
    }

    /**
     * Set the maximum number of retries, as {@code retry(retry -> retry.maxRetries(maxRetries))}.
     *
     * @param maxRetries 0 or more; 0 disables retries. Default: 2
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
        this.retry = this.retry.with(change);
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
        this.run = this.run.with(change);
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
        this.files = this.files.with(change);
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
        this.stream = this.stream.with(change);
        return this;
    }

    /**
     * Where Replicate sends what becomes of the predictions and trainings that this client creates, unless a request says
     * otherwise: nowhere unless set. The URL gets one query parameter more, {@code replicate}, which says of what it is
     * told.
     *
     * @param target where, and what of it
     * @return this builder
     */
    public ReplicateBuilder defaultWebhook(WebhookTarget target) {
        return defaultWebhook(() -> target);
    }

    /**
     * Where Replicate sends what becomes of the predictions and trainings that this client creates, if that is known only
     * when they are created.
     *
     * @param target asked for each create: it must not block; {@code null} means nowhere
     * @return this builder
     */
    public ReplicateBuilder defaultWebhook(Supplier<? extends @Nullable WebhookTarget> target) {
        this.defaultWebhook = target;
        return this;
    }

    /**
     * Lets waits end as soon as a webhook says so. Whoever receives webhooks tells it to the signals; what was created with
     * {@link #defaultWebhook(WebhookTarget)} is then asked for but seldom.
     *
     * @param signals may be shared by any number of clients
     * @return this builder
     */
    public ReplicateBuilder signals(CompletionSignals signals) {
        this.signals = signals;
        return this;
    }

    /**
     * The largest JSON answer, and the largest event of a stream, that is read: 16 MB unless set.
     *
     * @param bytes size after decompression
     * @return this builder
     * @throws IllegalArgumentException if it is less than one
     */
    public ReplicateBuilder maxInMemorySize(int bytes) {
        Arguments.size("maxInMemorySize", bytes);
        this.maxInMemorySize = bytes;
        return this;
    }

    /**
     * Whether an answer that is not as the API describes it is an error. Unless set, whatever is missing is {@code null} or
     * empty, and what cannot be read as a time is no time: real answers leave out what they should not. With it, such an
     * answer ends in an {@link io.github.replicate4j.error.ApiResponseValidationException}; that of a create, in an
     * {@link io.github.replicate4j.error.OutcomeUnknownException} with the id. Fields that this version does not know are
     * never an error.
     *
     * @param strictResponseValidation {@code true} to be told
     * @return this builder
     */
    public ReplicateBuilder strictResponseValidation(boolean strictResponseValidation) {
        this.strictResponseValidation = strictResponseValidation;
        return this;
    }

    /**
     * A header of every request to the API; it replaces one of the same name.
     *
     * @param name name of the header; {@code Authorization}, {@code Prefer} and {@code Cancel-After} have methods of their own
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if the name is blank or one of those three, or one of the two holds a line break
     */
    public ReplicateBuilder defaultHeader(String name, String value) {
        Arguments.header(name, value);
        this.defaultHeaders.keySet().removeIf(name::equalsIgnoreCase);
        this.defaultHeaders.put(name, value);
        return this;
    }

    /**
     * A web client to build on, for filters or observations of requests to the API. Its filters must not repeat requests:
     * a create that is sent twice is paid for twice. A copy of it as it is now is used, without its connector, which is
     * {@link #connector}.
     *
     * @param webClient what to build on
     * @return this builder
     */
    public ReplicateBuilder webClient(WebClient.Builder webClient) {
        WebClient.Builder copy = webClient.clone();
        return webClient(() -> copy);
    }

    /**
     * A web client to build on, as {@link #webClient(WebClient.Builder)}, which is made only when it is needed.
     *
     * @param webClient what to build on; asked once for each client, on the thread that sends its first request
     * @return this builder
     */
    public ReplicateBuilder webClient(Supplier<? extends WebClient.Builder> webClient) {
        this.webClient = webClient;
        return this;
    }

    /**
     * An HTTP engine of your own, in place of Reactor Netty. It must neither follow redirects nor repeat requests, and hand
     * out a 401 as any other answer: Jetty's does so without its {@code WWWAuthenticationProtocolHandler} only.
     *
     * @param connector the engine; it is not closed with the client
     * @return this builder
     */
    public ReplicateBuilder connector(ClientHttpConnector connector) {
        this.connector = connector;
        return this;
    }

    /**
     * Who is told of each operation of the API, over all its attempts: nobody unless set. Attempts are observed as any
     * request of Spring's {@code WebClient}, if the {@link #webClient} is.
     *
     * @param registry who is told
     * @param convention names the observations, or {@code null} for the default
     * @return this builder
     */
    public ReplicateBuilder observeOperations(
            ObservationRegistry registry, @Nullable OperationObservationConvention convention) {
        this.observationRegistry = registry;
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
        return observePredictions(new PredictionObservations(registry, convention));
    }

    /**
     * Observe predictions with an observer that other clients use as well. Default: none.
     *
     * @param observer the observer that the starter created
     * @return this builder
     * @throws IllegalArgumentException if it is an implementation of the application
     */
    public ReplicateBuilder observePredictions(PredictionObserver observer) {
        if (!(observer instanceof PredictionObservations observations)) {
            throw new IllegalArgumentException("observer must be one that the starter created; pass an"
                    + " ObservationRegistry to observe predictions in another way");
        }
        this.predictionObservations = observations;
        return this;
    }

    /**
     * Makes a blocking client.
     *
     * @return the client
     * @throws IllegalArgumentException if a setting is out of range
     */
    public Replicate build() {
        return new Replicate(buildAsync());
    }

    /**
     * Makes a reactive client.
     *
     * @return the client
     * @throws IllegalArgumentException if a setting is out of range
     */
    public AsyncReplicate buildAsync() {
        TransportSettings requests = new TransportSettings(
                this.baseUrl,
                this.token,
                this.timeout,
                this.retry,
                this.maxInMemorySize,
                this.files.maxDownloadSize(),
                this.strictResponseValidation,
                this.defaultHeaders);
        if (this.connector != null) {
            return client(new Transport(this.webClient, this.connector, requests, operations()), () -> {});
        }
        Connections connections = connections();
        Transport transport = new Transport(this.webClient, connections.connector(), requests, operations());
        return client(transport, connections::close);
    }

    private AsyncReplicate client(Transport transport, Runnable close) {
        ClientContext context = new ClientContext(
                transport,
                new ClientSettings(this.run, this.files, this.stream),
                new DefaultWebhook(this.defaultWebhook, this.signals),
                new PollScope(this.run.maxPollsPerMinute()),
                this.predictionObservations);
        return new AsyncReplicate(context, close);
    }

    private OperationObservations operations() {
        return new OperationObservations(this.observationRegistry, this.operationConvention);
    }

    private Connections connections() {
        try {
            return new Connections(this.maxConnections, this.connectTimeout);
        } catch (NoClassDefFoundError ex) {
            throw new IllegalStateException(
                    "There is no HTTP engine: add io.projectreactor.netty:reactor-netty-http to the class path, or give the"
                            + " builder a connector.",
                    ex);
        }
    }

    /** Neither the token nor the values of headers. */
    @Override
    public String toString() {
        return "ReplicateBuilder[baseUrl=" + this.baseUrl + ", timeout=" + this.timeout + ", retry=" + this.retry
                + "]";
    }
}
