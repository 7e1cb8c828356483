/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.collections.ModelCollection;
import io.github.replicate4j.endpoint.EndpointRequest;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.http.RawResponse;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.paging.Page;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.ModelFunction;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/** The code of {@code docs/coming-from-python.md}. */
class ComingFromPython {

    private final Replicate replicate;

    ComingFromPython(Replicate replicate) {
        this.replicate = replicate;
    }

    static Replicate client() {
        Replicate replicate = Replicate.fromEnvironment();
        return replicate;
    }

    static Replicate clientWithToken(String baseUrl, String token) {
        Replicate replicate =
                Replicate.builder().bearerToken(token).baseUrl(baseUrl).build();
        return replicate;
    }

    List<FileOutput> run() {
        Output output = replicate.run("black-forest-labs/flux-schnell", Map.of("prompt", "an astronaut on a horse"));
        return output.files();
    }

    Output runWithLimits() {
        Output output = replicate.run(run -> run.model("black-forest-labs/flux-schnell")
                .input("prompt", "an astronaut on a horse")
                .preferWait(Duration.ofSeconds(30))
                .timeout(Duration.ofMinutes(2)));
        return output;
    }

    Output runWithFile(Path folder) {
        Output output = replicate.run("acme/captioner", Map.of("image", folder.resolve("image.jpg")));
        return output;
    }

    List<FileOutput> use() {
        ModelFunction flux = replicate.use("black-forest-labs/flux-schnell");
        List<FileOutput> pictures =
                flux.run(Map.of("prompt", "an astronaut on a horse")).files();
        return pictures;
    }

    String useAndWaitLater() {
        ModelFunction llama = replicate.use("meta/meta-llama-3-8b-instruct");
        Prediction prediction = llama.create(Map.of("prompt", "A haiku about Java"));
        Prediction completed = replicate.predictions().await(prediction.id());
        String logs = completed.logs();
        String haiku = replicate.output(completed).text();
        assert logs != null;
        return haiku;
    }

    @Nullable
    Map<String, @Nullable Object> schema() {
        Map<String, @Nullable Object> schema =
                replicate.use("meta/meta-llama-3-8b-instruct").openapiSchema();
        return schema;
    }

    String stream() {
        StringBuilder out = new StringBuilder();
        ModelFunction llama = replicate.use("meta/meta-llama-3-8b-instruct");
        try (Stream<String> tokens = llama.stream(Map.of("prompt", "A haiku about Java"))) {
            tokens.forEach(token -> out.append(token));
        }
        return out.toString();
    }

    String streamOfAPrediction(Prediction prediction) {
        try (Stream<String> tokens = replicate.predictions().stream(prediction)) {
            return tokens.collect(Collectors.joining());
        }
    }

    Prediction create() {
        Prediction prediction = replicate
                .models()
                .predictions()
                .create("meta/meta-llama-3-8b-instruct", create -> create.input("prompt", "A haiku about Java"));
        return prediction;
    }

    Prediction createOfVersion() {
        Prediction prediction = replicate
                .predictions()
                .create(create -> create.version(
                                "replicate/hello-world:5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa")
                        .input("text", "Alice"));
        return prediction;
    }

    Prediction createOnDeployment() {
        Prediction prediction = replicate
                .deployments()
                .predictions()
                .create("emulator/pictures", create -> create.input("prompt", "an astronaut on a horse"));
        return prediction;
    }

    PredictionStatus get(String id) {
        Prediction prediction = replicate.predictions().get(id);
        PredictionStatus status = prediction.status();
        return status;
    }

    Prediction await(Prediction prediction) {
        prediction = replicate.predictions().await(prediction.id());
        return prediction;
    }

    Prediction cancel(Prediction prediction) {
        prediction = replicate.predictions().cancel(prediction.id());
        return prediction;
    }

    static Flux<String> async(AsyncReplicate replicate, String id) {
        Mono<AsyncOutput> output =
                replicate.run("meta/meta-llama-3-8b-instruct", Map.of("prompt", "A haiku about Java"));
        Flux<String> tokens =
                replicate.use("meta/meta-llama-3-8b-instruct").stream(Map.of("prompt", "A haiku about Java"));
        Mono<Prediction> prediction = replicate.predictions().get(id);
        return output.thenMany(prediction).thenMany(tokens);
    }

    String errors(Object input) {
        try {
            return replicate.run("acme/captioner", input).text();
        } catch (ModelException ex) {
            return "Model failed: " + ex.prediction().error();
        } catch (NotFoundException ex) {
            return "Not found: " + ex.getMessage();
        } catch (RateLimitException ex) {
            return "Rate limited, try again in " + ex.retryAfter();
        } catch (ApiStatusException ex) {
            return "API error " + ex.statusCode() + ": " + ex.getMessage();
        }
    }

    int pages() {
        int count = 0;
        for (Prediction each : replicate.predictions().list()) {
            count++; // further pages are fetched on demand
        }
        return count;
    }

    int pageByPage() {
        int count = 0;
        Page<Prediction> page = replicate.predictions().list();
        count += page.results().size();
        while (page.hasNextPage()) {
            page = page.nextPage();
            count += page.results().size();
        }
        return count;
    }

    List<String> models() {
        Model model = replicate.models().get("replicate/hello-world");
        Page<ModelVersion> versions = replicate.models().versions().list("replicate/hello-world");
        ModelVersion version = replicate
                .models()
                .versions()
                .get("replicate/hello-world", versions.results().get(0).id());
        List<String> names = new ArrayList<>();
        for (Model each : replicate.models().list()) {
            names.add(each.owner() + "/" + each.name());
        }
        assert model.runCount() != null && version.openapiSchema() != null;
        return names;
    }

    Training train(String versionId) {
        Training training = replicate
                .trainings()
                .create(
                        "emulator/trainer",
                        versionId,
                        create -> create.destination("emulator/trained")
                                .input("train_data", "https://example.com/images.zip"));
        training = replicate.trainings().await(training.id());
        return training;
    }

    Training cancelTraining(Training training) {
        training = replicate.trainings().cancel(training.id());
        return training;
    }

    String upload(Path folder) {
        UploadedFile file = replicate.files().create(folder.resolve("image.jpg"));
        String url = file.urls().get();
        return url;
    }

    UploadedFile uploadBytes(byte[] bytes) {
        UploadedFile file = replicate
                .files()
                .create(upload -> upload.content(bytes)
                        .filename("image.jpg")
                        .contentType(MediaType.IMAGE_JPEG)
                        .metadata(Map.of("customer", "42")));
        return file;
    }

    List<Model> collections() {
        ModelCollection collection = replicate.collections().get("text-to-image");
        List<Model> models = replicate.collections().models("text-to-image");
        return models;
    }

    WebhookSecret webhookSecret() {
        WebhookSecret secret = replicate.webhooks().defaultSecret();
        return secret;
    }

    Prediction webhook(HttpHeaders headers, byte[] body) {
        WebhookVerifier verifier = WebhookVerifier.of(replicate.webhooks().defaultSecret());
        VerifiedWebhook webhook = verifier.verify(headers::get, body);
        Prediction prediction = webhook.as(Prediction.class);
        return prediction;
    }

    static Replicate httpClient(String baseUrl, String token) {
        HttpClient http = HttpClient.create()
                .proxy(proxy -> proxy.type(ProxyProvider.Proxy.HTTP)
                        .host("proxy.example.com")
                        .port(3128)
                        .nonProxyHosts("localhost"))
                .followRedirect(false)
                .disableRetry(true);
        Replicate replicate = Replicate.builder()
                .bearerToken(token)
                .baseUrl(baseUrl)
                .connector(new ReactorClientHttpConnector(http))
                .timeout(Duration.ofSeconds(30))
                .maxRetries(3)
                .build();
        return replicate;
    }

    Prediction options(String id) {
        Prediction prediction = replicate
                .withOptions(options -> options.timeout(Duration.ofSeconds(5))
                        .maxRetries(5)
                        .header("X-Team", "posters")
                        .queryParam("new", "1"))
                .predictions()
                .get(id);
        return prediction;
    }

    Prediction extraBody() {
        Prediction prediction = replicate
                .withOptions(options -> options.bodyProperty("input", Map.of("text", "Bob")))
                .predictions()
                .create(create -> create.version(
                                "replicate/hello-world:5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa")
                        .input("text", "Alice"));
        return prediction;
    }

    boolean raw(String id) {
        RawResponse<Prediction> response =
                replicate.withRawResponse(client -> client.predictions().get(id));
        int status = response.statusCode();
        String remaining = response.headers().getFirst("ratelimit-remaining");
        Prediction prediction = response.value();
        boolean sent = response.json() instanceof Map<?, ?> fields && fields.containsKey("output");
        assert status == 200 && remaining != null && prediction.id().equals(id);
        return sent;
    }

    long streamingResponse(String id) {
        EndpointRequest request =
                EndpointRequest.get("/predictions/{id}").pathVariable("id", id).build();
        long bytes = replicate.endpoints().stream(request, response -> {
            try (InputStream body = response.body()) {
                return body.transferTo(OutputStream.nullOutputStream());
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
        return bytes;
    }

    Map<?, ?> undocumented() {
        EndpointRequest request = EndpointRequest.get("/account").build();
        Map<?, ?> account = replicate.endpoints().call(request, Map.class);
        return account;
    }

    static Replicate strict(String baseUrl, String token) {
        Replicate replicate = Replicate.builder()
                .bearerToken(token)
                .baseUrl(baseUrl)
                .strictResponseValidation(true)
                .build();
        return replicate;
    }
}
