/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.kotlin

import io.github.replicate4j.Replicate
import io.github.replicate4j.predictions.Prediction
import io.github.replicate4j.run.Input
import io.github.replicate4j.run.ReplicateModel
import kotlin.time.Duration
import kotlinx.coroutines.flow.Flow

/** The code of `docs/models-as-functions.md`. */
@ReplicateModel("meta/meta-llama-3-8b-instruct")
interface Llama {

    suspend fun generate(prompt: String, maxTokens: UInt = 200u): String

    fun stream(prompt: String): Flow<String>
}

suspend fun haiku(replicate: Replicate): String {
    val llama = replicate.use(Llama::class.java)
    llama.stream("A haiku about Kotlin").collect { print(it) }
    return llama.generate("A shorter one", maxTokens = 100u)
}

@JvmInline
value class Title(val text: String)

data class Poster(val title: Title, val isPublic: Boolean, val seed: UInt, val steps: Int = 28)

data class Score(val isSafe: Boolean, val votes: UInt, val label: String = "none")

/** A model that responds with its input. */
@ReplicateModel("acme/echo")
interface Echo {

    fun whole(poster: Poster): Map<String, Any>

    suspend fun later(poster: Poster): Map<String, Any>

    fun fields(title: Title?, isPublic: Boolean, @Input("random_seed") seed: UInt, votes: ULong?, time: Duration): Map<String, Any>

    suspend fun start(prompt: String): Prediction

    suspend fun eventually(prompt: String): Flow<String>

    suspend fun twice(prompt: String): List<String> = listOf(echo(prompt), echo(prompt))

    suspend fun echo(prompt: String): String
}

@ReplicateModel("acme/score")
interface Scorer {

    fun score(prompt: String): Score

    suspend fun scores(prompt: String): List<Score>
}
