/**
 * Collections: models that Replicate has put together for a purpose.
 */
@NullMarked
package io.github.replicate4j.collections;

import org.jspecify.annotations.NullMarked;
