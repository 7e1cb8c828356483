/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.kotlin

import io.github.replicate4j.Replicate
import io.github.replicate4j.emulator.ReplicateEmulator
import io.github.replicate4j.emulator.model.OutputType
import io.github.replicate4j.predictions.ModelException
import java.nio.file.Path
import java.time.Duration
import kotlin.io.path.readText
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** Model interfaces and data classes in Kotlin, with all optional libraries. */
class KotlinModelTests {

    private val emulator = ReplicateEmulator.start()

    /** A create that is abandoned ends before its prediction is cancelled, so creates wait for a short time. */
    private val replicate = Replicate.builder()
        .bearerToken(emulator.token())
        .baseUrl(emulator.baseUrl())
        .run { it.preferWait(Duration.ofSeconds(1)) }
        .build()

    private val poster = Poster(Title("At sea"), isPublic = true, seed = 4_000_000_000u)

    @AfterEach
    fun close() {
        replicate.close()
        emulator.close()
    }

    private fun text(model: String, vararg tokens: String) {
        emulator.model(model).official().streams().respond { script ->
            tokens.forEach { script.output(it) }
            script.succeed()
        }
    }

    private fun output(model: String, output: Any) {
        emulator.model(model).official().output(OutputType.OBJECT).respond { script -> script.outputValue(output).succeed() }
    }

    private fun echo(): Echo {
        emulator.model("acme/echo").official().output(OutputType.OBJECT).respond { input, script -> script.outputValue(input).succeed() }
        return replicate.use(Echo::class.java)
    }

    @Test
    fun codeOfTheDocumentationWorks() {
        text("meta/meta-llama-3-8b-instruct", "quiet ", "coroutine")
        assertThat(runBlocking { haiku(replicate) }).isEqualTo("quiet coroutine")
        assertThat(emulator.predictions().map { it.input()["max_tokens"] }).contains(100)
    }

    @Test
    fun codeOfTheDocumentationIsTested() {
        val page = Path.of("../docs/models-as-functions.md").readText()
        val blocks = Regex("```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL).findAll(page).toList()
        val source = Path.of("src/test/kotlin/io/github/replicate4j/kotlin/Models.kt").readText().lines().joinToString("\n") { it.trim() }
        assertThat(blocks).isNotEmpty
        assertThat(blocks).allSatisfy {
            assertThat(source).contains(it.groupValues[1].trim().lines().joinToString("\n") { line -> line.trim() })
        }
    }

    @Test
    fun propertiesKeepTheirNamesAndValues() {
        val sent = mapOf("title" to "At sea", "is_public" to true, "seed" to 4_000_000_000L, "steps" to 28)
        assertThat(echo().whole(poster)).isEqualTo(sent)
        assertThat(runBlocking { echo().later(poster) }).isEqualTo(sent)
        assertThat(replicate.use("acme/echo").run(poster).raw()).isEqualTo(sent)
    }

    @Test
    fun argumentsOfValueClassesKeepTheirValues() {
        val sent = echo().fields(Title("At sea"), true, UInt.MAX_VALUE, ULong.MAX_VALUE, 5.minutes)
        assertThat(sent).isEqualTo(
            mapOf(
                "title" to "At sea",
                "is_public" to true,
                "random_seed" to 4_294_967_295L,
                "votes" to ULong.MAX_VALUE.toString().toBigInteger(),
                "time" to "PT5M",
            ),
        )
        assertThat(echo().fields(null, false, 1u, null, 1.minutes)).doesNotContainKeys("title", "votes")
    }

    @Test
    fun absentFieldsHaveTheirDefaultValues() {
        output("acme/score", mapOf("is_safe" to true, "votes" to 4_000_000_000L))
        val expected = Score(isSafe = true, votes = 4_000_000_000u, label = "none")
        assertThat(replicate.use(Scorer::class.java).score("a")).isEqualTo(expected)
        assertThat(runBlocking { replicate.use(Scorer::class.java).scores("a") }).containsExactly(expected)
        val typed = replicate.use("acme/score", Map::class.java, Score::class.java)
        assertThat(typed.run(mapOf("prompt" to "a"))).isEqualTo(expected)
    }

    @Test
    fun suspendingFunctionsReturnPredictionsAndFlows() = runBlocking<Unit> {
        text("acme/echo", "one ", "two")
        val model = replicate.use(Echo::class.java)
        assertThat(model.eventually("a").toList()).containsExactly("one ", "two")
        assertThat(model.twice("a")).containsExactly("one two", "one two")
        assertThat(model.start("a").id()).isIn(emulator.predictions().map { it.id() })
    }

    @Test
    fun failuresAreThrownFromSuspendingFunctions() {
        emulator.model("acme/echo").official().respond { script -> script.fail("out of memory") }
        val model = replicate.use(Echo::class.java)
        assertThatExceptionOfType(ModelException::class.java)
            .isThrownBy { runBlocking(Dispatchers.Default) { model.echo("a") } }
            .withMessageContaining("out of memory")
    }

    @Test
    fun cancelledCoroutineCancelsItsPrediction() = runBlocking<Unit> {
        emulator.model("acme/echo").official().respond { script -> script.hang() }
        val model = replicate.use(Echo::class.java)
        val call = launch(Dispatchers.Default) { model.echo("a") }
        await().until { emulator.running().isNotEmpty() }
        call.cancelAndJoin()
        await().until { emulator.running().isEmpty() }
    }

    @Test
    fun flowThatIsNotReadToItsEndCancelsItsPrediction() = runBlocking<Unit> {
        emulator.model("acme/echo").official().streams().respond { script -> script.output("one").hang() }
        assertThat(replicate.use(Echo::class.java).eventually("a").first()).isEqualTo("one")
        await().until { emulator.running().isEmpty() }
    }
}
