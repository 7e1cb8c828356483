/**
 * The two clients: {@link io.github.replicate4j.Replicate} blocks, {@link io.github.replicate4j.AsyncReplicate} is reactive.
 */
@NullMarked
package io.github.replicate4j;

import org.jspecify.annotations.NullMarked;
