/**
 * A small web application on the Replicate starter: a prompt goes in, a picture comes out.
 */
@NullMarked
package io.github.replicate4j.sample;

import org.jspecify.annotations.NullMarked;
