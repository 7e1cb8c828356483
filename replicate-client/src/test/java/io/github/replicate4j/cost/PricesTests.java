/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTests {

    private static final String STARTED = ",\"started_at\":\"2026-01-01T00:00:00Z\"";

    private static Prediction prediction(String status, String metrics, String more) {
        return Json.read(
                ("{\"id\":\"p1\",\"model\":\"acme/model\",\"version\":\"hidden\",\"status\":\"" + status
                                + "\",\"metrics\":" + metrics + more + "}")
                        .getBytes(StandardCharsets.UTF_8),
                Prediction.class);
    }

    private static BigDecimal amount(String amount) {
        return new BigDecimal(amount);
    }

    private static Prices prices(Consumer<Price.Builder> price) {
        return Prices.of(prices -> prices.model("acme/model", Price.of(price)));
    }

    private static @Nullable String cost(Prices prices, Prediction prediction) {
        Cost cost = prices.costOf(prediction);
        return cost == null ? null : cost.toString();
    }

    @Test
    void costAddsAllUnits() {
        Prices prices = prices(price -> price.perRun(amount("0.01"))
                .perSecond(amount("0.000225"))
                .perImage(amount("0.003"))
                .perInputToken(amount("0.0000001"))
                .perOutputToken(amount("0.0000005"))
                .perMetric("video_output_duration_seconds", amount("0.05")));
        Prediction prediction = prediction("succeeded", """
                {"predict_time":2.5,"image_count":4,"input_token_count":1000,"output_token_count":2000,
                "video_output_duration_seconds":5.0,"total_time":9}""", STARTED);
        assertThat(cost(prices, prediction)).isEqualTo("0.2736625 USD");
    }

    @Test
    void amountsAreExact() {
        assertThat(cost(
                        prices(price -> price.perSecond(amount("0.1"))),
                        prediction("succeeded", "{\"predict_time\":0.3}", "")))
                .isEqualTo("0.03 USD");
    }

    @Test
    void missingMetricMakesTheCostUnknown() {
        Prices prices = prices(price -> price.perRun(amount("1")).perImage(amount("0.003")));
        assertThat(cost(prices, prediction("succeeded", "{}", STARTED))).isNull();
        assertThat(cost(prices, prediction("succeeded", "{\"image_count\":\"4\"}", STARTED)))
                .isNull();
        assertThat(cost(prices, prediction("succeeded", "{\"image_count\":-1}", STARTED)))
                .isNull();
        assertThat(cost(prices, prediction("succeeded", "{\"image_count\":1e400}", STARTED)))
                .isNull();
    }

    @Test
    void predictionThatHasNotCompletedHasNoCost() {
        assertThat(cost(prices(price -> price.perRun(amount("1"))), prediction("processing", "{}", STARTED)))
                .isNull();
    }

    @Test
    void runsThatFailCostTheirTimeButNoPricePerRun() {
        Prices prices = prices(price -> price.perRun(amount("1")).perSecond(amount("0.1")));
        assertThat(cost(prices, prediction("failed", "{\"predict_time\":2}", STARTED)))
                .isEqualTo("0.2 USD");
        assertThat(cost(prices, prediction("canceled", "{\"predict_time\":2}", STARTED)))
                .isEqualTo("0.2 USD");
        assertThat(cost(prices, prediction("canceled", "{}", STARTED))).isNull();
        assertThat(cost(prices, prediction("canceled", "{}", ""))).isEqualTo("0 USD");
        assertThat(cost(prices, prediction("aborted", "{}", ""))).isEqualTo("0 USD");
    }

    @Test
    void mostSpecificPriceApplies() {
        Prices prices = Prices.of(all -> all.currency("EUR")
                .hardware("gpu-t4", amount("0.5"))
                .model("acme/model", Price.of(price -> price.perRun(amount("1"))))
                .model("acme/model:abc", Price.of(price -> price.perRun(amount("2"))))
                .model("0123456789abcdef", Price.of(price -> price.perRun(amount("3"))))
                .deployment("acme/model", Price.of(price -> price.hardware("gpu-t4"))));
        assertThat(prices.price("acme/model", "hidden", null)).isEqualTo(Price.of(price -> price.perRun(amount("1"))));
        assertThat(prices.price("acme/model", "abc", null)).isEqualTo(Price.of(price -> price.perRun(amount("2"))));
        assertThat(prices.price("acme/model", "0123456789abcdef", null))
                .isEqualTo(Price.of(price -> price.perRun(amount("3"))));
        assertThat(prices.price("acme/model", null, "acme/other")).isNull();
        assertThat(prices.price("acme/other", "abc", null)).isNull();
        assertThat(cost(prices, prediction("succeeded", "{\"predict_time\":4}", ",\"deployment\":\"acme/model\"")))
                .isEqualTo("2 EUR");
    }

    @Test
    void trainingsHaveTheirOwnPrice() {
        Training training = Json.read("""
                {"id":"t1","model":"acme/model","version":"abc","status":"succeeded","metrics":{"predict_time":10}}""".getBytes(StandardCharsets.UTF_8), Training.class);
        assertThat(prices(price -> price.perTrainingSecond(amount("0.2"))).costOf(training))
                .hasToString("2 USD");
        assertThat(prices(price -> price.perSecond(amount("0.2"))).costOf(training))
                .isNull();
        assertThat(prices(price -> price.perTrainingSecond(amount("0.2")))
                        .costOf(prediction("succeeded", "{}", STARTED)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0", "1000001", "1e-19", "1e1000000"})
    void amountsOutOfRangeAreRejected(String amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> Price.of(price -> price.perRun(amount(amount))));
        assertThatIllegalArgumentException().isThrownBy(() -> Price.of(price -> price.perImage(amount(amount))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.of(price -> price.perRun(amount("1")).estimate(amount(amount))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prices.of(prices -> prices.hardware("gpu-t4", amount(amount))));
    }

    @Test
    void pricesWithoutMeaningAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.of(price -> {}))
                .withMessageContaining("unit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.of(price -> price.hardware("gpu-t4").perSecond(amount("1"))))
                .withMessageContaining("both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.of(price -> price.perImage(amount("1")).perMetric("image_count", amount("2"))))
                .withMessage("price must not have two amounts for the metric image_count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prices(price -> price.hardware("gpu-t5")))
                .withMessageContaining("gpu-t5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prices.of(prices -> prices.model("acmemodel", Price.of(p -> p.perRun(amount("1"))))))
                .withMessageContaining("owner/name");
        assertThatIllegalArgumentException().isThrownBy(() -> Prices.of(prices -> prices.currency("")));
    }
}
