/**
 * The blocking client {@link io.github.replicate4j.Replicate}, the reactive client
 * {@link io.github.replicate4j.AsyncReplicate}, and their builder.
 */
@NullMarked
package io.github.replicate4j;

import org.jspecify.annotations.NullMarked;
