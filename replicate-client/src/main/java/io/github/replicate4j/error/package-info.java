/**
 * What can go wrong: one tree of unchecked exceptions under {@link io.github.replicate4j.error.ReplicateException}.
 */
@NullMarked
package io.github.replicate4j.error;

import org.jspecify.annotations.NullMarked;
