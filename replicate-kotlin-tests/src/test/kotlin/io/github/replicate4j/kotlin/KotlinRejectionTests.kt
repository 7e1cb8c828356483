/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.kotlin

import io.github.replicate4j.Replicate
import io.github.replicate4j.files.FileOutput
import io.github.replicate4j.run.ReplicateModel
import java.io.File
import java.net.URLClassLoader
import java.util.EnumMap
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.flow.Flow
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource

@ReplicateModel("acme/model")
interface ReturnsUInt {
    fun run(prompt: String): UInt
}

@ReplicateModel("acme/model")
interface ReturnsResult {
    suspend fun run(prompt: String): Result<String>
}

@ReplicateModel("acme/model")
interface SuspendsForTitle {
    suspend fun run(prompt: String): Title
}

@ReplicateModel("acme/model")
interface SuspendsForUnit {
    suspend fun run(prompt: String)
}

@ReplicateModel("acme/model")
interface SuspendsForFile {
    suspend fun run(prompt: String): FileOutput
}

@ReplicateModel("acme/model")
interface ReturnsDeferred {
    fun run(prompt: String): Deferred<String>
}

@ReplicateModel("acme/model")
interface ReturnsSequence {
    fun run(prompt: String): Sequence<String>
}

@ReplicateModel("acme/model")
interface FlowOfNumbers {
    fun run(prompt: String): Flow<Int>
}

@ReplicateModel("acme/model")
interface FlowOfPrompts {
    fun run(prompts: Flow<String>): String
}

@ReplicateModel("acme/model")
interface ValueClassProperty {
    val seed: UInt
}

@ReplicateModel("acme/model")
interface Suspends {
    suspend fun run(prompt: String): String
}

@ReplicateModel("acme/model")
interface ReturnsFlow {
    fun run(prompt: String): Flow<String>
}

@ReplicateModel("acme/model")
interface TakesDataClass {
    fun run(poster: Poster): String
}

@ReplicateModel("acme/model")
interface TakesUInt {
    fun run(seed: UInt): String
}

@ReplicateModel("acme/model")
interface ReturnsDataClasses {
    fun run(prompt: String): List<Score>
}

/** Returns why the client rejects a use of Kotlin. Tests load it without some of the libraries. */
object Rejections {

    @JvmStatic
    fun of(use: String): String {
        // The address accepts no connection: nothing may be sent.
        Replicate.builder().bearerToken("r8_never_sent").baseUrl("http://127.0.0.1:1/v1").build().use { replicate ->
            val failure = runCatching {
                when (use) {
                    "typed-function" -> replicate.use("acme/model", Map::class.java, Score::class.java)
                    "java-type" -> replicate.use("acme/model", Map::class.java, EnumMap::class.java)
                    "input" -> replicate.use("acme/model:" + "a".repeat(64)).create(Score(true, 1u))
                    "field" -> replicate.use("acme/model:" + "a".repeat(64)).create(mapOf("seed" to 1u))
                    else -> replicate.use(Class.forName("io.github.replicate4j.kotlin.$use"))
                }
            }.exceptionOrNull()
            return if (failure is IllegalArgumentException) failure.message.orEmpty() else "not rejected: $failure"
        }
    }
}

/** What cannot work is rejected before anything is sent, with the reason. */
class KotlinRejectionTests {

    @ParameterizedTest
    @CsvSource(
        "ReturnsUInt, ReturnsUInt.run(String): it returns kotlin.UInt",
        "ReturnsResult, a value class",
        "SuspendsForTitle, a value class",
        "SuspendsForUnit, which no output can be converted to",
        "SuspendsForFile, use AsyncFileOutput",
        "ReturnsDeferred, which no output can be converted to",
        "ReturnsSequence, which no output can be converted to",
        "FlowOfNumbers, as those of a Flow",
        "FlowOfPrompts, collect it to a List",
        "ValueClassProperty, 'declare a function, not a property'",
    )
    fun unsupportedSignatureIsRejected(type: String, reason: String) {
        assertThat(Rejections.of(type)).contains(reason)
    }

    @ParameterizedTest
    @CsvSource(
        "kotlinx-coroutines-reactor, Suspends ReturnsFlow",
        "jackson-module-kotlin, TakesDataClass ReturnsDataClasses TakesUInt typed-function input field",
        "kotlin-reflect, TakesUInt",
    )
    fun missingLibraryIsNamed(library: String, uses: String) {
        assertThat(rejectionsWithout(library, uses)).allSatisfy {
            assertThat(it).contains("add ").contains(":$library to the class path")
        }
    }

    /** The type variable of this Java class has a bound that contains the variable. */
    @Test
    fun javaTypeNeedsNoLibrary() {
        assertThat(rejectionsWithout("jackson-module-kotlin", "java-type")).containsExactly("not rejected: null")
    }

    private fun rejectionsWithout(library: String, uses: String): List<String> {
        val classPath = System.getProperty("java.class.path").split(File.pathSeparator)
            .filter { !File(it).name.startsWith(library) }
            .map { File(it).toURI().toURL() }
        URLClassLoader(classPath.toTypedArray(), ClassLoader.getPlatformClassLoader()).use { loader ->
            val rejection = loader.loadClass(Rejections::class.java.name).getMethod("of", String::class.java)
            return uses.split(" ").map { rejection.invoke(null, it) as String }
        }
    }
}
