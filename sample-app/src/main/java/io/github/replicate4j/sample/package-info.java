/**
 * A small web application that generates pictures with the Replicate starter.
 */
@NullMarked
package io.github.replicate4j.sample;

import org.jspecify.annotations.NullMarked;
