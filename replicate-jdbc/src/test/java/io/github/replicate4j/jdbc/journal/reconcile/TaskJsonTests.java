/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TaskJsonTests {

    private static final String PREDICTION =
            "{\"id\":\"p1\",\"model\":\"acme/painter\",\"version\":\"v\",\"status\":\"failed\","
                    + "\"input\":{\"someName\":1.5,\"none\":null,\"list\":[12345678901234567890]},\"output\":null,"
                    + "\"error\":{\"code\":7},\"logs\":\"a\\u0000b\\n\",\"metrics\":{\"predict_time\":0.25},\"data_removed\":false,"
                    + "\"created_at\":\"2026-01-02T03:04:05.678901Z\",\"completed_at\":\"2026-01-02T03:04:06Z\","
                    + "\"urls\":{\"get\":\"https://api.replicate.com/v1/predictions/p1\"},\"webhook\":\"https://example.com/?a=b\"}";

    @Test
    void aPredictionIsWrittenAsItIsRead() {
        Prediction prediction = Json.read(PREDICTION.getBytes(StandardCharsets.UTF_8), Prediction.class);
        byte[] json = TaskJson.write(prediction);
        assertThat(Json.<Prediction>read(json, Prediction.class)).isEqualTo(prediction);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("\"data_removed\":false", "\"webhook\":\"https://example.com/?a=b\"", "a\\u0000b");
    }

    @Test
    void missingLogsRemainMissing() {
        String withoutLogs = PREDICTION.replace("\"logs\":\"a\\u0000b\\n\",", "");
        Prediction prediction = Json.read(withoutLogs.getBytes(StandardCharsets.UTF_8), Prediction.class);
        Prediction read = Json.read(TaskJson.write(prediction), Prediction.class);
        assertThat(read.hasLogs()).isFalse();
        assertThat(read).isEqualTo(prediction);
    }

    @Test
    void aTrainingIsWrittenAsItIsRead() {
        byte[] json = PREDICTION
                .replace("/predictions/", "/trainings/")
                .replace("\"data_removed\":false,", "")
                .getBytes(StandardCharsets.UTF_8);
        Training training = Json.read(json, Training.class);
        assertThat(Json.<Training>read(TaskJson.write(training), Training.class))
                .isEqualTo(training);
    }
}
