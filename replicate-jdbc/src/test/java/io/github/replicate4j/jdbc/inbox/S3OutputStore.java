/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.outputs.OutputFile;
import io.github.replicate4j.jdbc.outputs.OutputStore;
import java.net.URI;
import software.amazon.awssdk.services.s3.S3Client;

/** The store of docs/storing-outputs.md. */
class S3OutputStore implements OutputStore {

    private final S3Client s3;

    private final String bucket;

    S3OutputStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public URI store(OutputFile file) {
        this.s3.putObject(
                object -> object.bucket(this.bucket).key(file.key()).contentType(file.contentType()), file.path());
        return URI.create("s3://" + this.bucket + "/" + file.key());
    }
}
