/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.event.StoredOutput;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.FileServer;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Outputs in an object storage: a server that checks signatures, with objects in memory. */
class S3OutputsTests extends OutputsTestBase {

    private static final String BUCKET = "outputs";

    private S3Proxy s3Server;

    private S3Client s3;

    S3OutputsTests() {
        super(TestDatabase.h2());
    }

    @BeforeAll
    void startS3() throws Exception {
        BlobStoreContext context = ContextBuilder.newBuilder(new TransientApiMetadata())
                .credentials("user", "secret")
                .overrides(new Properties())
                .build(BlobStoreContext.class);
        BlobStore objects = context.getBlobStore();
        this.s3Server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "user", "secret")
                .build();
        this.s3Server.start();
        this.s3 = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + this.s3Server.getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                // Servers other than that of AWS may not know the checksums that the SDK adds.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("user", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        this.s3.createBucket(bucket -> bucket.bucket(BUCKET));
    }

    @AfterAll
    void stopS3() throws Exception {
        this.s3.close();
        this.s3Server.stop();
    }

    @Test
    void filesAreObjectsWithTheirTypeBeforeListenersAreCalled() {
        this.server.respond("a.png", FileServer.file("boat"));
        Node node = outputNode(FAST, new S3OutputStore(this.s3, BUCKET)).start();
        node.store("p1", body("p1", list("a.png")));

        assertThat(awaitEvent("p1").files())
                .containsExactly(new StoredOutput(0, "p1/0.png", URI.create("s3://outputs/p1/0.png"), "image/png", 4));
        ResponseBytes<GetObjectResponse> object =
                this.s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("p1/0.png"));
        assertThat(object.asUtf8String()).isEqualTo("boat");
        assertThat(object.response().contentType()).isEqualTo("image/png");
    }

    @Test
    void missingBucketParksTheCompletionUntilItExists() {
        Node node = outputNode(
                        FAST.with(settings -> settings.maxAttempts(1)), new S3OutputStore(this.s3, "missing-bucket"))
                .start();
        node.store("p1", body("p1", "\"data:text/plain,boat\""));

        awaitState("p1", "PARKED");
        assertThat(lastError("p1")).contains("NoSuchBucketException");
        this.s3.createBucket(bucket -> bucket.bucket("missing-bucket"));
        node.inbox.replay(Completions.key("p1"));
        await().atMost(TIMEOUT).until(() -> this.events.containsKey("p1"));
        assertThat(this.s3
                        .getObjectAsBytes(get -> get.bucket("missing-bucket").key("p1/0.txt"))
                        .asUtf8String())
                .isEqualTo("boat");
    }
}
